"""When the class is, who comes, reminders."""

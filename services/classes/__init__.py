"""Classes: schedule, reminders, attendance."""

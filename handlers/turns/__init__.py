"""What every turn is made of: the turn itself, menu, choices, access, follow-up."""

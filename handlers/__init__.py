"""What the bot says: one file per thing a person can ask or do."""

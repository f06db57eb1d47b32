"""The ground floor: who and what the bot speaks about, and the decisions that need no database."""

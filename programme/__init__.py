"""The lowest layer: who and what the bot talks about, and decisions that need no database."""

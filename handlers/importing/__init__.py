"""Lists that the office sends to the bot."""

"""How the bot is doing, and the office’s own menu."""

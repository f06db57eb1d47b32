"""`bekal doctor`: how the bot is doing, seen from beside."""

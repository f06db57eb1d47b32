"""When the bot speaks first: APScheduler as the clock; the store is the truth."""

pytest_plugins = ["browser", "dialogue", "telegram_fixtures"]

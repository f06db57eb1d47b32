pytest_plugins = ["browser", "telegram_fixtures"]

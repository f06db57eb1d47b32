pytest_plugins = ["browser", "dialogue", "office_admin", "telegram_fixtures"]

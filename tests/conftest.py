pytest_plugins = ["browser", "dialogue", "office_admin", "stores", "telegram_fixtures"]

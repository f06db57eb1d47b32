"""SQLite: opening, migrating, copying, restoring its files."""

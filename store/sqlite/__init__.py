"""SQLite: opening, migrating, copying, restoring its files."""

DRIVER = "sqlite3"
"""The module of its errors. Their texts name tables and columns, never what is stored."""

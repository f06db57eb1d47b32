"""Backup, restore, keys, retention, audit, health."""

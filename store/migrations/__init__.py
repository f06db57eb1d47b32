"""Numbered .sql files; each is applied in one transaction together with its record."""

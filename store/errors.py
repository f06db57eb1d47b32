"""What can be wrong with the store itself; every sentence says how to fix it."""

from store import sqlite

STATIC = ("store.errors", sqlite.DRIVER)
"""Modules of errors that hold nothing of what is stored."""


class StoreError(Exception):
    """The store can't be used as it is. The text says what is wrong and what to do."""


class WrongKey(StoreError):
    """The key file does not belong to this database."""


class StoreTooNew(StoreError):
    """The database was written by a newer version of Bekal."""

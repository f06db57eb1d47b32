"""Bring an SQLite file to the present schema."""

from __future__ import annotations

import sqlite3

from store import migrations


def migrate(db: sqlite3.Connection) -> int:
    """Apply what is missing, in order; returns the schema that was found.

    `db` is in autocommit mode. Raises `StoreTooNew`.
    """
    found = version(db)
    migrations.refuse_newer(found)
    for number in sorted(migrations.MIGRATIONS):
        if number > version(db):
            apply(db, number)
    return found


def version(db: sqlite3.Connection) -> int:
    (number,) = db.execute("PRAGMA user_version").fetchone()
    return int(number)


def apply(db: sqlite3.Connection, number: int) -> None:
    script = migrations.MIGRATIONS[number].read_text()
    db.execute("BEGIN IMMEDIATE")
    try:
        if version(db) < number:  # another process may have been quicker
            for statement in statements(script):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {number}")
        db.execute("COMMIT")
    except BaseException:
        db.rollback()  # does nothing where a full disk has ended the transaction
        raise


def statements(script: str) -> list[str]:
    """Split at the semicolons that end a statement (executescript would commit before it runs)."""
    found, part = [], ""
    for line in script.splitlines(keepends=True):
        part += line
        if sqlite3.complete_statement(part):
            found.append(part)
            part = ""
    return [*found, part] if part.strip() else found

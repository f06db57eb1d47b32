"""Open a store: is it ours, of a schema that we know, and sealed with the key that is here?"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store import audit_ends
from store.engine import Connection, Engine
from store.errors import StoreError, WrongKey
from store.migrations import newest, refuse_newer
from store.sealing.key_file import load_keys, make_keys
from store.sealing.keys import KeyRing

KEY_CHECK = "bekal"
"""What the setting `key_check` holds, sealed with the key in force."""

SETTING = "settings.value"


def open_writer(engine: Engine, key_file: Path, key: str | None) -> tuple[Connection, KeyRing]:
    """A connection to a store that is ready for use, and its keys. Raises `StoreError`."""
    try:
        db = engine.connect()
        try:
            is_new = db.is_new(engine.label)
            keys = make_keys(key_file) if is_new and not key else load_keys(key_file, key)
            bring_up_to_date(db, keys, engine.label, is_new=is_new)
        except BaseException:
            db.close()
            raise
    except engine.error as error:
        raise engine.explain(error) from error
    return db, keys


@contextmanager
def looking(
    engine: Engine, key_file: Path, key: str | None
) -> Iterator[tuple[Connection, KeyRing]]:
    """Look into a store without changing anything. Raises `StoreError`."""
    if not engine.exists():
        raise StoreError(
            f"there is no store at {engine.label} yet; `bekal import` or `bekal run` makes it"
        )
    try:
        db = engine.look()
        try:
            _refuse_other_schema(db.schema())
            keys = load_keys(key_file, key)
            check_key(db, keys, engine.label)
            yield db, keys
        finally:
            db.close()
    except engine.error as error:
        raise engine.explain(error) from error


def is_up_to_date(engine: Engine) -> bool:
    """Has the store the schema of this Bekal?"""
    db = engine.look()
    try:
        return db.schema() == newest()
    finally:
        db.close()


def bring_up_to_date(db: Connection, keys: KeyRing, label: str, *, is_new: bool = False) -> None:
    """Check the key, apply what is missing, and fill in what newer schemas expect.

    Raises `StoreError`. With a wrong key nothing is changed.
    """
    if not is_new:
        check_key(db, keys, label)
    found = db.migrate()
    check_key(db, keys, label)
    if found < audit_ends.SINCE_SCHEMA:
        audit_ends.prove_end_once(db.sql, keys)
    if db.sql.setting(name="store_name") is None:
        name = keys.seal(secrets.token_hex(8), SETTING)  # a backup carries the same
        db.sql.add_setting(name="store_name", value=name)


def check_key(db: Connection, keys: KeyRing, label: str) -> None:
    """Raise `WrongKey` unless `keys` open this store; a new store remembers them."""
    if db.sql.setting(name="key_check") is None:
        db.sql.add_setting(name="key_check", value=keys.seal(KEY_CHECK, SETTING))
    try:
        keys.open(db.sql.setting(name="key_check"), SETTING)
    except WrongKey as error:
        raise WrongKey(
            f"{keys.source} is not the key of {label}; "
            "put the key back from the copy that is kept elsewhere"
        ) from error


def _refuse_other_schema(found: int) -> None:
    refuse_newer(found)
    if found < newest():
        raise StoreError(
            f"the database has schema {found}, this Bekal writes {newest()}; "
            "`bekal run` brings it up to date"
        )

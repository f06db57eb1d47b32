"""Open a store: is it ours, of a schema that we know, and sealed with the key that is here?"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from store import audit_ends
from store.engine import Connection, Engine
from store.errors import StoreError, WrongKey
from store.migrations import newest, refuse_newer
from store.sealing import row_seals
from store.sealing.concealed import conceal_all
from store.sealing.key_file import load_keys, make_keys
from store.sealing.keys import KeyRing, key_number
from store.sealing.sealer import Sealer

KEY_CHECK = "bekal, with sealed rows and numbers"
"""What the setting `key_check` holds, sealed with the key in force; in older stores another."""

MIGRATING = "bekal, being migrated"
"""What it holds until a migrated store is sealed again: a crash in between harms nobody."""

SETTING = "settings.value"


def open_writer(engine: Engine, key_file: Path, key: str | None) -> tuple[Connection, KeyRing]:
    """A connection to a store that is ready for use, and its keys. Raises `StoreError`.

    A new store gets its tables before its key, so a key beside an empty one means that it is lost.
    """
    had_key = not key and key_file.exists()
    if had_key and not engine.exists():
        _refuse_lost(engine, key_file)
    try:
        db = engine.connect()
        try:
            if db.is_new(engine.label):
                if had_key:
                    _refuse_lost(engine, key_file)
                db.migrate()
            is_new = _key_check(db) is None
            keys = make_keys(key_file) if is_new and not key else load_keys(key_file, key)
            bring_up_to_date(db, keys, engine.label)
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
        if not key and key_file.exists():
            _refuse_lost(engine, key_file)
        raise StoreError(
            f"there is no store at {engine.label} yet; `bekal import` or `bekal run` makes it"
        )
    try:
        db = engine.look()
        try:
            if not key and key_file.exists() and not db.columns():
                _refuse_lost(engine, key_file)
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


def _refuse_lost(engine: Engine, key_file: Path) -> NoReturn:
    how = "is empty" if engine.exists() else "is missing"
    raise StoreError(
        f"the database {engine.label} {how}, but its key {key_file} is there; put the database "
        "back or restore a backup (`bekal restore`); to begin anew, move the key away"
    )


def bring_up_to_date(db: Connection, keys: KeyRing, label: str) -> None:
    """Check the key and the rows' seals, apply what is missing, fill in what newer schemas expect.

    Raises `StoreError`. With a wrong key nothing is changed.
    """
    checked = check_key(db, keys, label)
    if checked == KEY_CHECK:
        _distrust(db, keys)
    found = db.migrate()
    db.guard(Sealer(keys))
    if checked != KEY_CHECK or found < newest():
        _seal_all(db, keys, are_plain=checked not in (KEY_CHECK, MIGRATING))
    if not checked or found < audit_ends.SINCE_SCHEMA:
        audit_ends.prove_end_once(db.sql, keys)
    if db.sql.setting(name="store_name") is None:
        name = keys.seal(secrets.token_hex(8), SETTING)  # a backup carries the same
        db.sql.add_setting(name="store_name", value=name)


def _distrust(db: Connection, keys: KeyRing) -> None:
    """Before a migration, too: what it changes has no seal until all is sealed again."""
    db.begin()
    row_seals.distrust(db, keys)
    if db.schema() < newest():
        _mark(db, keys, MIGRATING)
    db.commit()


def _mark(db: Connection, keys: KeyRing, said: str) -> None:
    """Let `key_check` say so, sealed with the key that is in force."""
    kept = _key_check(db)
    ring = keys.sealing_with(key_number(kept)) if kept else keys
    db.sql.keep_setting(name="key_check", value=ring.seal(said, SETTING))


def _seal_all(db: Connection, keys: KeyRing, *, are_plain: bool) -> None:
    """From here on nobody can pass this store off as one without seals."""
    db.begin()
    if are_plain:
        conceal_all(db, keys)
    row_seals.seal_all(db, keys)
    _mark(db, keys, KEY_CHECK)
    db.commit()


def check_key(db: Connection, keys: KeyRing, label: str) -> str:
    """What the setting `key_check` says. Raises `WrongKey` unless `keys` open this store."""
    kept = _key_check(db)
    if kept is None:
        if db.sql.holds_anybody():
            raise StoreError(f"{label} was changed by somebody without its key; restore a backup")
        return ""  # it is new, or was never finished
    try:
        return keys.open(kept, SETTING)
    except WrongKey as error:
        raise WrongKey(
            f"{keys.source} is not the key of {label}; "
            "put the key back from the copy that is kept elsewhere"
        ) from error


def _key_check(db: Connection) -> bytes | None:
    sealed: bytes | None = db.sql.setting(name="key_check")
    return sealed


def _refuse_other_schema(found: int) -> None:
    refuse_newer(found)
    if found < newest():
        raise StoreError(
            f"the database has schema {found}, this Bekal writes {newest()}; "
            "`bekal run` brings it up to date"
        )

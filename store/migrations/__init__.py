"""Numbered .sql files; each is applied in one transaction together with its record."""

from __future__ import annotations

from importlib.resources import files

from store.errors import StoreTooNew

MIGRATIONS = {
    int(file.name[:4]): file
    for file in files("store.migrations").iterdir()
    if file.name.endswith(".sql")
}


def newest() -> int:
    """The schema of this Bekal."""
    return max(MIGRATIONS)


def refuse_newer(found: int) -> None:
    """Raise `StoreTooNew` when a newer Bekal has written the schema `found`."""
    if found > newest():
        raise StoreTooNew(
            f"the database has schema {found}, this Bekal knows {newest()}; "
            "install the newer Bekal that wrote it"
        )

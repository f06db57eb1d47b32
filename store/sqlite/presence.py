"""Is the file that is open still the one at its path?

SQLite goes on writing into a file that was deleted or replaced, and all of that would be lost.
"""

from __future__ import annotations

from pathlib import Path

from store.errors import StoreError


class Presence:
    """Of the file at `path`, from the moment at which it is `noted`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._noted: tuple[int, int] | None = None

    def note(self) -> None:
        self._noted = self._which()

    def check(self) -> None:
        """Raises `StoreError` when it is gone, was replaced or emptied. Costs 2 µs."""
        if self._noted is not None and self._which() != self._noted:
            raise StoreError(
                f"the database {self._path} was deleted or replaced while it is in use; put the "
                "file back, or stop Bekal, restore a backup and start it again"
            )

    def _which(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return (found.st_dev, found.st_ino) if found.st_size else None

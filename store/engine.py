"""What a database engine has to offer. `store.sqlite` is one; a second is a second folder.

Everything else in `store/` and all of `services/` know only these protocols, so that no decision
depends on the engine. An engine reports its refusals as `StoreError`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

from store.archive import Header
from store.errors import StoreError
from store.sealing.keys import KeyRing
from store.sealing.sealer import Sealer
from store.statements import Statements

T = TypeVar("T")

Stopped = Callable[[], bool]
"""Whether work that takes long is to end early."""


class Column(NamedTuple):
    """A column of a table. `key_position` counts from 1 in the primary key; 0: not in it."""

    table: str
    name: str
    is_bytes: bool
    key_position: int


class Connection(Protocol):
    """A connection of which one thread at a time makes use."""

    @property
    def sql(self) -> Statements: ...

    def rows(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        """Run one statement whose parameters are written `:name`; returns its rows, if any."""

    def columns(self) -> list[Column]:
        """All columns, in the order of tables and columns."""

    def references(self, table: str) -> list[tuple[str, str]]:
        """The tables and columns that refer to a row of `table`."""

    def is_new(self, label: str) -> bool:
        """Is nothing stored yet? Raises `StoreError` when it is something else's database, which
        the error calls `label`."""

    def schema(self) -> int:
        """The number of the newest migration that was applied."""

    def migrate(self) -> int:
        """Apply the missing migrations; returns the schema before. Raises `StoreTooNew`."""

    def guard(self, sealer: Sealer) -> None:
        """From here on seal the guarded rows that this connection writes."""

    def changed_elsewhere(self) -> bool:
        """Has another connection written since this was asked last? In a transaction."""

    def begin(self, is_closing: Stopped = ...) -> None:
        """Begin to write as the only one; wait a while for others, but not once closing."""

    def commit(self) -> None: ...

    def rollback(self) -> None:
        """End the transaction without keeping anything; none may be open."""

    @property
    def in_transaction(self) -> bool: ...

    @property
    def changes(self) -> int:
        """Stays the same as long as this connection changes nothing and undoes no change."""

    def savepoint(self) -> None:
        """Begin a part of the transaction. Parts can hold parts."""

    def undo(self) -> None:
        """Undo the part begun last, which goes on."""

    def release(self) -> None:
        """End the part begun last."""

    def close(self) -> None: ...


class Present(Protocol):
    """A store as it is, from which one that is restored in its place takes over what happened."""

    def take_over_people(self, made_at: datetime, now: datetime) -> int:
        """Facts, decisions and deletions since a backup made at `made_at`; returns how many chats
        were deleted."""

    def take_over_messages(self) -> None:
        """Requests to erase, and what became of each message."""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup: how many rows it holds, how many bytes it is."""

    file: Path
    made_at: datetime
    rows: int
    size: int


class Incoming(Protocol):
    """A backup that was opened and checked, not yet in the store's place."""

    @property
    def header(self) -> Header: ...

    @property
    def rows(self) -> int: ...

    @property
    def is_known(self) -> bool:
        """Does the store that is there tell what happened since the backup?"""

    @property
    def ring(self) -> KeyRing:
        """Opens what is in it, and seals what is changed."""

    def settling(self) -> AbstractContextManager[tuple[Connection, Present | None]]:
        """One transaction in which the backup is brought up to the present.

        There is a `Present` when `is_known`.
        """

    def put_in_place(
        self, kept_in: Path, now: datetime, refuse: Callable[[], None]
    ) -> Path | None:
        """Replace the store; returns where what was there before is kept.

        `refuse` raises when the store has come into use meanwhile.
        """


class Engine(Protocol):
    """One database, at one place."""

    @property
    def label(self) -> str:
        """How errors and commands name it, without secrets."""

    @property
    def error(self) -> type[Exception]:
        """What its driver raises."""

    def refusal(self, error: Exception) -> StoreError | None:
        """What to tell when the database itself refuses; None for the work's own mistake.

        The same work may succeed once a refusal's cause is gone; a mistake fails again.
        """

    def explain(self, error: Exception) -> StoreError:
        """Any error of its driver, with how to fix it."""

    def exists(self) -> bool: ...

    def connect(self) -> Connection:
        """A connection that writes. Makes the database if there is none."""

    def look(self) -> Connection:
        """A connection that only reads, on one snapshot."""

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run `work` on one snapshot, beside the writer."""

    def close(self) -> None:
        """Close what `read` opened."""

    def size(self) -> int:
        """Bytes that a copy needs."""

    def lease_holders(self) -> list[tuple[str, int]]:
        """Who holds an account, each until when (epoch seconds). Needs no key."""

    def back_up(self, ring: KeyRing, file: Path, now: datetime, is_stopped: Stopped = ...) -> Made:
        """Back up into `file`, which must not be there yet. May run in any thread.

        It is opened again before it counts as made. Raises `StoreError`; then there is no `file`.
        """

    def incoming(
        self, file: Path, ring: KeyRing, old_ring: KeyRing | None
    ) -> AbstractContextManager[Incoming]:
        """Open the backup `file` beside the store. Raises `StoreError`."""

"""A closed chat has to prove itself, or to agree, before it may do what waits for that."""

from __future__ import annotations

from handlers.turns.features import Part
from handlers.turns.turn import Turn
from programme.locks import Lock
from services.privacy import locks


class Closed(Exception):
    """`lock` is what opens the chat, `button` the data of a button that waits for it."""

    def __init__(self, lock: Lock, button: str = "") -> None:
        super().__init__(lock)
        self.lock = lock
        self.button = button


def ensure_may(turn: Turn, part: Part | None, button: str = "") -> None:
    """May this be done now? What nobody has declared waits, too. Raises `Closed`.

    `button` is the data of the button that was pressed.
    """
    if part is None or not part.may_be_done_when_closed(button.partition(":")[2]):
        ensure_open(turn, button, is_right=part is not None and part.is_right)


def ensure_open(turn: Turn, button: str = "", *, is_right: bool = False) -> None:
    """Raises `Closed`. A changed consent text doesn't stand before a right."""
    lock = locks.first_lock(turn.tx, turn.contact, turn.now)
    if lock and not (lock is Lock.CONSENT and is_right):
        raise Closed(lock, button)

"""Texts the bot was not sure about, with what people chose then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from store.connection import Tx
from store.rows import epoch, moment


@dataclass(frozen=True, slots=True)
class Example:
    """`choice` is the data of the button that was pressed; `at` is UTC."""

    text: str
    choice: str
    at: datetime


def add(tx: Tx, contact_id: int, text: str, choice: str, now: datetime) -> None:
    sealed = tx.seal(text, "examples.text")
    tx.sql.add_example(contact_id=contact_id, text=sealed, choice=choice, at=epoch(now))


def all_of_them(tx: Tx) -> list[Example]:
    """The oldest first."""
    return [
        Example(tx.keys.open(text, "examples.text"), choice, moment(at))
        for text, choice, at in tx.sql.examples()
    ]


def forget_of(tx: Tx, contact_id: int) -> None:
    """Forget what this chat wrote."""
    tx.sql.forget_examples_of(contact_id=contact_id)


def forget(tx: Tx, before: datetime) -> int:
    return int(tx.sql.forget_examples(before=epoch(before)))

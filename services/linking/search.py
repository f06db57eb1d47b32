"""Whom the office means by a number, a phone or a name, also a misspelt one."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import fuzz, process

from programme.names import name_key
from programme.people import Participant
from programme.phones import phones_in
from services.linking.matching import MOST_SHOWN, numbered
from store import people
from store.connection import Tx

ALIKE = 72.0
"""Names at least this alike (0..100) may have been meant, where none begins as it was written."""


def find(tx: Tx, text: str) -> list[Participant]:
    """At most `MOST_SHOWN`."""
    if exact := numbered(tx, text):
        return [exact]
    phones, _ = phones_in(text)
    by_phone = [each for phone in phones for each in people.by_phone(tx, phone)]
    return by_phone[:MOST_SHOWN] or _named(tx, text)


def _named(tx: Tx, text: str) -> list[Participant]:
    """All names have to be opened for it, which is done once: others wait for their turn."""
    said = name_key(text)
    words = said.split()
    keys = {ident: name_key(name) for ident, name in people.names(tx)}
    begin_so = [ident for ident, key in keys.items() if _begin_words_of(key, words)]
    chosen = begin_so[:MOST_SHOWN] or _most_alike(said, keys)
    return [found for ident in chosen if (found := people.by_id(tx, ident))]


def _begin_words_of(key: str, words: list[str]) -> bool:
    """Does each of the words begin a word of the name ("bud san": Budi Santoso)?"""
    of_name = key.split()
    return bool(words) and all(any(each.startswith(word) for each in of_name) for word in words)


def _most_alike(said: str, keys: Mapping[int, str]) -> list[int]:
    found = process.extract(said, keys, scorer=fuzz.WRatio, limit=MOST_SHOWN, score_cutoff=ALIKE)
    return [ident for _, _, ident in found]

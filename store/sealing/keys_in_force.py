"""The ring a store is sealed with now. It is read anew when another process has rotated the key.

The store itself says which key is in force: `key_check` is sealed with it. A rotation first
writes the new key into the key file and then commits a new `key_check`; every transaction after
that finds it and seals with the new key only.
"""

from __future__ import annotations

from collections.abc import Callable

from store.engine import Connection
from store.errors import WrongKey
from store.sealing.keys import KeyRing, key_number


class KeysInForce:
    """`load` reads the ring from where it is kept, once an unknown key is in force."""

    def __init__(self, ring: KeyRing, load: Callable[[], KeyRing]) -> None:
        self.ring = ring
        self._load = load

    def within(self, db: Connection) -> KeyRing:
        """The ring for the transaction `db` is in. Raises `StoreError` when it can't be had.

        Keys that were dropped meanwhile stay here: an older snapshot may need them.
        """
        number = key_number(db.sql.setting(name="key_check"))
        if number not in self.ring.numbers:
            self.ring = self._load().together_with(self.ring)
        if number not in self.ring.numbers:
            raise WrongKey(
                f"the data is sealed with key {number} now, which is not in {self.ring.source}; "
                "put the new key there, then start Bekal again"
            )
        return self.ring.sealing_with(number)

"""Keys: what names, birth dates, phones, bodies and free texts are sealed with.

The key file is JSON: `hash` (for keyed hashes, never changed), `keys` (id → key) and `current`.
Old keys stay on the ring as long as something they sealed has to be read.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
import struct
from collections.abc import Collection
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from store.errors import WrongKey

KEY_BYTES = 32
NONCE_BYTES = 12
KEY_ID = struct.Struct(">H")


class KeyRing:
    """Seals and opens text with AES-256-GCM, and makes keyed hashes (HMAC-SHA-256).

    What is only to be found, not read, is hashed; what is both, is concealed.

    A sealed value is key id (2 bytes), nonce (12), ciphertext. `place` ("participants.name") is
    bound to it, so that a value copied into another column does not open. `source` says in
    errors where the ring came from.
    """

    def __init__(
        self, hash_key: bytes, keys: dict[int, bytes], current: int, source: str = "the key"
    ) -> None:
        self.source = source
        self._hash_key = hash_key
        self._keys = keys
        self._ciphers = {number: AESGCM(key) for number, key in keys.items()}
        self._equals = AESSIV(HKDF(SHA256(), 2 * KEY_BYTES, None, b"equals").derive(hash_key))
        self.current = current
        self._prefix = KEY_ID.pack(current)
        self._cipher = self._ciphers[current]

    @classmethod
    def new(cls) -> KeyRing:
        return cls(secrets.token_bytes(KEY_BYTES), {1: secrets.token_bytes(KEY_BYTES)}, 1)

    @classmethod
    def from_text(cls, text: str, source: str) -> KeyRing:
        """Read a key file's text. Raises `WrongKey` naming `source` when it is none."""
        try:
            values = json.loads(text)
            keys = {int(number): base64.b64decode(key) for number, key in values["keys"].items()}
            return cls(base64.b64decode(values["hash"]), keys, int(values["current"]), source)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise WrongKey(
                f"{source} is not a Bekal key; "
                "put the key back from the copy that is kept elsewhere"
            ) from error

    def to_text(self) -> str:
        return json.dumps(
            {
                "hash": base64.b64encode(self._hash_key).decode(),
                "keys": {str(n): base64.b64encode(k).decode() for n, k in self._keys.items()},
                "current": self.current,
            }
        )

    @property
    def numbers(self) -> frozenset[int]:
        """The keys that are on the ring."""
        return frozenset(self._keys)

    def with_new_key(self) -> KeyRing:
        """The ring with one more key, which is the one that seals from now on."""
        number = max(self._keys) + 1
        return self._with(self._keys | {number: secrets.token_bytes(KEY_BYTES)}, number)

    def sealing_with(self, number: int) -> KeyRing:
        """The same keys, of which this one seals. It has to be on the ring."""
        return self if number == self.current else self._with(self._keys, number)

    def together_with(self, other: KeyRing) -> KeyRing:
        """This ring, which can also open what `other`, an older or newer state of it, sealed.

        Raises `WrongKey` when `other` belongs to something else.
        """
        if not self.is_same_as(other):
            raise WrongKey(
                f"{other.source} and {self.source} are not the same office's keys; "
                "take the key that belongs to it"
            )
        return self._with(other._keys | self._keys, self.current)

    def without(self, numbers: Collection[int]) -> KeyRing:
        """The ring less these keys; the one that seals can't go."""
        kept = {n: key for n, key in self._keys.items() if n == self.current or n not in numbers}
        return self._with(kept, self.current)

    def is_same_as(self, other: KeyRing) -> bool:
        """Are both states of one ring? The hash key never changes."""
        return hmac.compare_digest(self._hash_key, other._hash_key)

    @property
    def fingerprint(self) -> str:
        """What tells one office's ring from another's, whatever keys are on it."""
        return self.keyed_hash("", "fingerprint")[:8].hex()

    def derive(self, number: int, salt: bytes, purpose: str) -> bytes:
        """A key for one `purpose`, made from key `number`. Raises `WrongKey` without that."""
        if number not in self._keys:
            raise WrongKey(f"key {number} is not in {self.source}")
        return HKDF(SHA256(), KEY_BYTES, salt, purpose.encode()).derive(self._keys[number])

    def _with(self, keys: dict[int, bytes], current: int) -> KeyRing:
        return KeyRing(self._hash_key, keys, current, self.source)

    def seal(self, text: str, place: str) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return self._prefix + nonce + self._cipher.encrypt(nonce, text.encode(), place.encode())

    def open(self, sealed: bytes, place: str) -> str:
        """The text again. Raises `WrongKey` when it was sealed with a key that is not here."""
        cipher = self._ciphers.get(key_number(sealed))
        if cipher is None:
            raise WrongKey(f"a value was sealed with a key that is not in {self.source}")
        try:
            nonce, body = sealed[2 : 2 + NONCE_BYTES], sealed[2 + NONCE_BYTES :]
            return cipher.decrypt(nonce, body, place.encode()).decode()
        except InvalidTag as error:
            raise WrongKey("a value does not open with this key, or was tampered with") from error

    def conceal(self, text: str, place: str) -> str:
        """Seal so that equal texts stay equal and can be found (AES-SIV), with the hash key.

        Bound to `place`, too; texts that are compared share one.
        """
        return _concealed(self._equals, text, place)

    def reveal(self, concealed: str, place: str) -> str:
        """The text again. Raises `WrongKey`."""
        try:
            return _revealed(self._equals, concealed, place)
        except (InvalidTag, ValueError) as error:
            raise WrongKey("a value does not open with this key, or was tampered with") from error

    def keyed_hash(self, text: str, purpose: str) -> bytes:
        return hmac.digest(self._hash_key, f"{purpose}\0{text}".encode(), hashlib.sha256)


@lru_cache(maxsize=2048)  # every turn asks several times for the number of its chat
def _concealed(cipher: AESSIV, text: str, place: str) -> str:
    return base64.urlsafe_b64encode(cipher.encrypt(text.encode(), [place.encode()])).decode()


@lru_cache(maxsize=2048)
def _revealed(cipher: AESSIV, concealed: str, place: str) -> str:
    return cipher.decrypt(base64.urlsafe_b64decode(concealed), [place.encode()]).decode()


def key_number(sealed: bytes) -> int:
    """The number of the key that sealed a value."""
    number: int = KEY_ID.unpack_from(sealed)[0]
    return number

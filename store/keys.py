"""Keys: what names, birth dates, phones, bodies and free texts are sealed with.

The key file is JSON: `hash` (for keyed hashes, never changed), `keys` (id → key) and `current`.
Old keys stay on the ring so that what they sealed can still be read.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from store.errors import StoreError, WrongKey

KEY_BYTES = 32
NONCE_BYTES = 12
KEY_ID = struct.Struct(">H")


class KeyRing:
    """Seals and opens text with AES-256-GCM, and makes keyed hashes (HMAC-SHA-256).

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

    def with_new_key(self) -> KeyRing:
        number = max(self._keys) + 1
        return KeyRing(
            self._hash_key,
            self._keys | {number: secrets.token_bytes(KEY_BYTES)},
            number,
            self.source,
        )

    def seal(self, text: str, place: str) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return self._prefix + nonce + self._cipher.encrypt(nonce, text.encode(), place.encode())

    def open(self, sealed: bytes, place: str) -> str:
        """The text again. Raises `WrongKey` when it was sealed with a key that is not here."""
        cipher = self._ciphers.get(KEY_ID.unpack_from(sealed)[0])
        if cipher is None:
            raise WrongKey("a value was sealed with a key that is not in the key file")
        try:
            nonce, body = sealed[2 : 2 + NONCE_BYTES], sealed[2 + NONCE_BYTES :]
            return cipher.decrypt(nonce, body, place.encode()).decode()
        except InvalidTag as error:
            raise WrongKey("a value does not open with this key, or was tampered with") from error

    def keyed_hash(self, text: str, purpose: str) -> bytes:
        return hmac.digest(self._hash_key, f"{purpose}\0{text}".encode(), hashlib.sha256)


def load_keys(file: Path, from_environment: str | None) -> KeyRing:
    """The ring of an existing store: from BEKAL_KEY when set, else from `file`."""
    if from_environment:
        return KeyRing.from_text(from_environment, "BEKAL_KEY")
    try:
        text = file.read_text()
    except FileNotFoundError as error:
        raise StoreError(
            f"the key file {file} is missing, but the database holds data sealed with it; "
            "put the key back from the copy that is kept elsewhere"
        ) from error
    except OSError as error:
        raise StoreError(f"the key file {file} can't be read: {error.strerror}") from error
    return KeyRing.from_text(text, str(file))


def make_keys(file: Path) -> KeyRing:
    """A new ring for an empty store, written with mode 0600; an existing file is used as it is."""
    if not file.exists():
        with _draft(file, KeyRing.new()) as draft, suppress(FileExistsError):
            file.hardlink_to(draft)  # whoever comes second uses the first one's
    return load_keys(file, None)


def write_keys(file: Path, ring: KeyRing) -> None:
    """Replace the key file atomically, mode 0600."""
    with _draft(file, ring) as draft:
        draft.replace(file)


@contextmanager
def _draft(file: Path, ring: KeyRing) -> Iterator[Path]:
    """A file beside `file` that holds the ring, gone afterwards."""
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write(ring.to_text())
            out.flush()
            os.fsync(out.fileno())
        yield draft
    except OSError as error:
        raise StoreError(f"the key file {file} can't be written: {error.strerror}") from error
    finally:
        draft.unlink(missing_ok=True)

"""The file a backup is: one store's database, sealed as a whole.

    magic, length of the header (4 bytes), header (JSON), sealed chunks of 1 MiB

A chunk is AES-256-GCM under a key derived from the ring and a salt of its own, the chunk's number
and whether it is the last being its nonce, everything before the chunks bound to it: none can be
changed, left out, moved or cut off unnoticed. The key itself is never part of the file.
"""

from __future__ import annotations

import base64
import json
import os
import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from store.errors import StoreError, WrongKey
from store.sealing.keys import KeyRing

MAGIC = b"bekal backup 1\n"
LENGTH = struct.Struct(">I")
NONCE = struct.Struct(">3x?Q")
LONGEST_HEADER = 64 * 1024
CHUNK = 1024 * 1024
TAG = 16
SALT = 16
PURPOSE = "bekal backup"

MALFORMED = (ValueError, KeyError, TypeError, OverflowError, RecursionError, struct.error)
"""What reading a header can raise that is none."""


class Unusable(StoreError):
    """The file can't be used as a backup."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a backup says of itself without a key.

    `office` tells whose ring is needed, `key` which of its keys sealed the file, `keys` which
    sealed what stands in it.
    """

    made_at: datetime
    schema: int
    office: str
    key: int
    keys: frozenset[int]
    salt: bytes

    def to_bytes(self) -> bytes:
        values = {
            "made_at": self.made_at.isoformat(),
            "schema": self.schema,
            "office": self.office,
            "key": self.key,
            "keys": sorted(self.keys),
            "salt": base64.b64encode(self.salt).decode(),
        }
        return json.dumps(values).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Header:
        """Raises one of `MALFORMED`."""
        values = json.loads(content)
        made_at = datetime.fromisoformat(values["made_at"])
        if made_at.tzinfo is None:
            raise ValueError(made_at)
        return cls(
            made_at=made_at,
            schema=int(values["schema"]),
            office=str(values["office"]),
            key=int(values["key"]),
            keys=frozenset(int(number) for number in values["keys"]),
            salt=base64.b64decode(values["salt"]),
        )


def new_header(ring: KeyRing, made_at: datetime, schema: int, keys: frozenset[int]) -> Header:
    return Header(made_at, schema, ring.fingerprint, ring.current, keys, os.urandom(SALT))


def read_header(file: Path) -> Header:
    """Raises `Unusable` where this is no backup, `OSError` where the file can't be read."""
    with file.open("rb") as given:
        return _read_start(given, file)[0]


def seal(
    content: BinaryIO, out: BinaryIO, ring: KeyRing, header: Header, each: Callable[[], None]
) -> None:
    """Write `content` to `out` as a backup. `each` is called after every chunk."""
    described = header.to_bytes()
    start = MAGIC + LENGTH.pack(len(described)) + described
    out.write(start)
    cipher = _cipher(ring, header)
    number, chunk = 0, content.read(CHUNK)
    while True:
        following = content.read(CHUNK)
        out.write(cipher.encrypt(NONCE.pack(not following, number), chunk, start))
        each()
        if not following:
            return
        number, chunk = number + 1, following


def unseal(file: Path, out: BinaryIO, ring: KeyRing, each: Callable[[], None]) -> Header:
    """Write to `out` what is sealed in `file`. `each` is called after every chunk.

    Raises `Unusable` where something in it isn't as it was written, `WrongKey` where the ring is
    another one or lacks the key. What stands in `out` then must not be used.
    """
    with file.open("rb") as given:
        header, start = _read_start(given, file)
        _refuse_other_ring(header, ring, file)
        cipher = _cipher(ring, header)
        number, chunk = 0, given.read(CHUNK + TAG)
        while True:
            following = given.read(CHUNK + TAG)
            try:
                out.write(cipher.decrypt(NONCE.pack(not following, number), chunk, start))
            except (InvalidTag, ValueError) as error:
                raise Unusable(
                    f"{file} was changed or cut off since it was made; take another backup"
                ) from error
            each()
            if not following:
                return header
            number, chunk = number + 1, following


def _read_start(given: BinaryIO, file: Path) -> tuple[Header, bytes]:
    """The header, and everything up to the chunks as it stands there."""
    start = given.read(len(MAGIC) + LENGTH.size)
    try:
        if not start.startswith(MAGIC):
            raise ValueError(start)
        (length,) = LENGTH.unpack(start[len(MAGIC) :])
        if length > LONGEST_HEADER:
            raise ValueError(length)
        described = given.read(length)
        return Header.from_bytes(described), start + described
    except MALFORMED as error:
        raise Unusable(f"{file} is not a backup that `bekal backup` made") from error


def _refuse_other_ring(header: Header, ring: KeyRing, file: Path) -> None:
    if header.office != ring.fingerprint:
        raise WrongKey(
            f"{file} was made with another office's key than {ring.source}; "
            "take the key that belongs to it"
        )
    missing = ({header.key} | header.keys) - ring.numbers
    if missing:
        numbers = ", ".join(map(str, sorted(missing)))
        raise WrongKey(
            f"{file} needs key {numbers}, which is not in {ring.source} any more; "
            "give the copy of the key file from that time with --key"
        )


def _cipher(ring: KeyRing, header: Header) -> AESGCM:
    return AESGCM(ring.derive(header.key, header.salt, PURPOSE))

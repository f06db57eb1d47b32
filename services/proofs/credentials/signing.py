"""The key that credentials are signed with: Ed25519, kept sealed among the settings.

Of its successors each has the next number, so that nobody takes one for the other. An earlier one
is published no more: it may be in other hands, and pages tell of every proof without it.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from store import records, settings
from store.connection import Tx

SETTING = "credential_key"
MEDIA_TYPE = "application/vc+jwt"


@dataclass(frozen=True, slots=True)
class PublicKey:
    number: int
    key: Ed25519PublicKey

    def as_jwk(self) -> dict[str, str]:
        """As RFC 8037 writes it."""
        x = base64.urlsafe_b64encode(self.key.public_bytes_raw()).decode().rstrip("=")
        return {"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "x": x}


@dataclass(frozen=True, slots=True)
class SigningKey:
    number: int
    key: Ed25519PrivateKey

    @property
    def public(self) -> PublicKey:
        return PublicKey(self.number, self.key.public_key())

    def sign(self, credential: dict[str, Any], key_id: str) -> str:
        """The credential as a compact JWT. The same claims give the same JWT."""
        import jwt  # noqa: PLC0415 - 3 MB that few turns need

        headers = {"typ": "vc+jwt", "kid": key_id}
        return jwt.encode(credential, self.key, algorithm="EdDSA", headers=headers)


def ensure_key(tx: Tx) -> SigningKey:
    """The store's key; made where there is none yet."""
    return find_key(tx) or _make(tx, 1)


def renew_key(tx: Tx, by: str, now: datetime) -> SigningKey:
    """Another key from now on: what the former one signed is confirmed by its page alone."""
    former = find_key(tx)
    key = _make(tx, former.number + 1 if former else 1)
    records.audit(tx, by, "renew signing key", f"key:{key.number}", now)
    return key


def find_key(tx: Tx) -> SigningKey | None:
    """The store's key, if one was made."""
    kept = settings.get(tx, SETTING)
    if kept is None:
        return None
    number, _, raw = kept.rpartition(":")
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(raw))
    return SigningKey(int(number or 1), key)


def _make(tx: Tx, number: int) -> SigningKey:
    key = SigningKey(number, Ed25519PrivateKey.generate())
    raw = base64.b64encode(key.key.private_bytes_raw()).decode()
    settings.keep(tx, SETTING, f"{number}:{raw}")
    return key

"""The key that credentials are signed with: Ed25519, made once, kept sealed among the settings."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from store import settings
from store.connection import Tx

SETTING = "credential_key"
MEDIA_TYPE = "application/vc+jwt"


@dataclass(frozen=True, slots=True)
class PublicKey:
    key: Ed25519PublicKey

    def as_jwk(self) -> dict[str, str]:
        """As RFC 8037 writes it."""
        x = base64.urlsafe_b64encode(self.key.public_bytes_raw()).decode().rstrip("=")
        return {"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "x": x}


@dataclass(frozen=True, slots=True)
class SigningKey:
    key: Ed25519PrivateKey

    @property
    def public(self) -> PublicKey:
        return PublicKey(self.key.public_key())

    def sign(self, credential: dict[str, Any], key_id: str) -> str:
        """The credential as a compact JWT. The same claims give the same JWT."""
        import jwt  # noqa: PLC0415 - 3 MB that few turns need

        headers = {"typ": "vc+jwt", "kid": key_id}
        return jwt.encode(credential, self.key, algorithm="EdDSA", headers=headers)


def ensure_key(tx: Tx) -> SigningKey:
    """The store's key; made where there is none yet."""
    key = find_key(tx)
    if key is None:
        key = SigningKey(Ed25519PrivateKey.generate())
        raw = key.key.private_bytes_raw()
        settings.keep(tx, SETTING, base64.b64encode(raw).decode())
    return key


def find_key(tx: Tx) -> SigningKey | None:
    """The store's key, if one was made."""
    kept = settings.get(tx, SETTING)
    if kept is None:
        return None
    return SigningKey(Ed25519PrivateKey.from_private_bytes(base64.b64decode(kept)))

"""The key that credentials are signed with: RSA, kept sealed among the settings.

RS256 is the one algorithm that every verifier of Open Badges 3.0 has to support (8.2.2). Each new
key has the next number. A former key stays published for as long as something it signed can hold,
unless it was declared compromised: then nobody can check by it any more what it signed.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

from programme.employer_proofs import DURATIONS
from store import records, settings
from store.connection import Tx

SETTING = "credential_keys"
SETTING_BEFORE_RSA = "credential_key"
MEDIA_TYPE = "application/vc+jwt"
BITS = 2048
LONGEST_PROOF = timedelta(days=max(DURATIONS))


@dataclass(frozen=True, slots=True)
class FormerKey:
    """A key that signs no more. `jwk` is its public part; times are UTC, in ISO format."""

    number: int
    jwk: dict[str, str]
    ended_at: str

    @property
    def needed_until(self) -> datetime:
        """By then every proof that it signed is over."""
        return datetime.fromisoformat(self.ended_at) + LONGEST_PROOF


@dataclass(frozen=True, slots=True)
class SigningKey:
    number: int
    key: rsa.RSAPrivateKey
    former: tuple[FormerKey, ...] = ()

    @property
    def jwk(self) -> dict[str, str]:
        """The public part (RFC 7518, 6.3.1)."""
        numbers = self.key.public_key().public_numbers()
        return {
            "kty": "RSA", "alg": "RS256", "use": "sig",
            "n": _base64url(numbers.n), "e": _base64url(numbers.e),
        }  # fmt: skip

    def published(self, now: datetime) -> Sequence[FormerKey]:
        """The former keys that still have something to confirm."""
        return [each for each in self.former if each.needed_until > now]

    def sign(self, credential: dict[str, Any], key_id: str) -> str:
        """The credential as a compact JWT. The same claims give the same JWT."""
        import jwt  # noqa: PLC0415 - 3 MB that few turns need

        headers = {"typ": "JWT", "kid": key_id}  # Open Badges 3.0, 8.2.3.1: no others
        return jwt.encode(credential, self.key, algorithm="RS256", headers=headers)


def ensure_key(tx: Tx, now: datetime) -> SigningKey:
    """The store's key; creates it if there is none."""
    return find_key(tx) or _make(tx, 1, _former_ed25519(tx, now))


def renew_key(tx: Tx, by: str, now: datetime, *, is_compromised: bool = False) -> SigningKey:
    """Another key from now on. When the former one is compromised, it is not published again."""
    last = find_key(tx)
    number, former = (last.number, last.former) if last else (0, _former_ed25519(tx, now))
    if last:
        former = (*former, FormerKey(number, last.jwk, now.isoformat()))
    if is_compromised:
        former = former[:-1]
    key = _make(tx, number + 1, former)
    action = "renew compromised signing key" if is_compromised else "renew signing key"
    records.audit(tx, by, action, f"key:{key.number}", now)
    return key


def find_key(tx: Tx) -> SigningKey | None:
    """The store's key, if one was made."""
    kept = settings.get(tx, SETTING)
    if kept is None:
        return None
    values = json.loads(kept)
    key = serialization.load_der_private_key(base64.b64decode(values["private"]), None)
    assert isinstance(key, rsa.RSAPrivateKey)  # noqa: S101 - `_make` stores no other
    former = tuple(FormerKey(**each) for each in values["former"])
    return SigningKey(values["number"], key, former)


def _make(tx: Tx, number: int, former: tuple[FormerKey, ...]) -> SigningKey:
    number = max(number, *(each.number + 1 for each in former), 1)
    key = SigningKey(number, rsa.generate_private_key(65537, BITS), former)
    der = key.key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    values = {
        "number": number,
        "private": base64.b64encode(der).decode(),
        "former": [asdict(each) for each in former],
    }
    settings.keep(tx, SETTING, json.dumps(values))
    return key


def _former_ed25519(tx: Tx, now: datetime) -> tuple[FormerKey, ...]:
    """The key of a store that signed with Ed25519; it is forgotten but for its public part."""
    kept = settings.get(tx, SETTING_BEFORE_RSA)
    if kept is None:
        return ()
    number, _, raw = kept.rpartition(":")
    public = ed25519.Ed25519PrivateKey.from_private_bytes(base64.b64decode(raw)).public_key()
    x = base64.urlsafe_b64encode(public.public_bytes_raw()).decode().rstrip("=")
    jwk = {"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "x": x}
    settings.forget(tx, SETTING_BEFORE_RSA)
    return (FormerKey(int(number or 1), jwk, now.isoformat()),)


def _base64url(number: int) -> str:
    written = number.to_bytes((number.bit_length() + 7) // 8)
    return base64.urlsafe_b64encode(written).decode().rstrip("=")

"""What anybody may fetch to verify a proof: badge, key, status lists."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from locales import Words
from programme.employer_proofs import EmployerProof
from services.proofs import proofs
from services.proofs.credentials.issuer import Issuer, Purpose
from services.proofs.credentials.open_badge import open_badge
from services.proofs.credentials.signing import SigningKey, find_key
from services.proofs.credentials.status_list import status_list
from store.connection import Tx
from store.employer_proofs import PLACES


class NoKey(Exception):
    """Nothing has been signed here yet."""


def signed_badge(tx: Tx, proof: EmployerProof, code: str, issuer: Issuer, say: Words) -> str:
    """The proof as a JWT, the same whenever it is asked for with this key. Raises `NoKey`."""
    return _signed(tx, open_badge(proof, code, issuer, say), issuer)


def signed_status_list(
    tx: Tx, issuer: Issuer, purpose: Purpose, now: datetime, today: date
) -> str:
    """What does not hold now, as a JWT. Raises `NoKey`.

    The bit of an erased participant stays set until the proof would have ended.
    """
    places = proofs.places_of_ended(tx, now, today)
    return _signed(tx, status_list(issuer, purpose, places, PLACES, now), issuer)


def did_document(tx: Tx, issuer: Issuer, now: datetime) -> dict[str, Any]:
    """What the issuer's DID resolves to. Raises `NoKey`."""
    return issuer.did_document(_key(tx), now)


def _signed(tx: Tx, credential: dict[str, Any], issuer: Issuer) -> str:
    key = _key(tx)
    return key.sign(credential, issuer.key_id(key.number))


def _key(tx: Tx) -> SigningKey:
    key = find_key(tx)
    if key is None:
        raise NoKey
    return key

"""What no longer holds, as Bitstring Status Lists (W3C Bitstring Status List v1.0)."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from services.proofs.credentials.issuer import Issuer, Purpose, timestamp

HOLDS_FOR = timedelta(days=1)
"""An old copy of a list can't be shown for longer, so nobody brings a revoked proof back by it."""

ASK_AGAIN_AFTER = timedelta(minutes=5)


def status_list(
    issuer: Issuer, purpose: Purpose, places: Iterable[int], size: int, now: datetime
) -> dict[str, Any]:
    """The claims of the list that has the bits at `places` set, of `size` bits in all."""
    url = issuer.status_url(purpose)
    now = now.replace(microsecond=0)
    return {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.did,
        "validFrom": timestamp(now),
        "validUntil": timestamp(now + HOLDS_FOR),
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "ttl": int(ASK_AGAIN_AFTER / timedelta(milliseconds=1)),
            "encodedList": encoded(places, size),
        },
        "iss": issuer.did,
        "jti": url,
        "nbf": int(now.timestamp()),
        "exp": int((now + HOLDS_FOR).timestamp()),
    }


def encoded(places: Iterable[int], size: int) -> str:
    """The bits, the first one leftmost, as gzip in multibase's base64url without padding."""
    bits = bytearray(size // 8)
    for place in places:
        bits[place // 8] |= 0x80 >> place % 8
    packed = gzip.compress(bytes(bits), mtime=0)
    return "u" + base64.urlsafe_b64encode(packed).decode().rstrip("=")

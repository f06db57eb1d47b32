"""The issuer of proofs, and the addresses where they can be checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from urllib.parse import quote, urlsplit

from programme.certificates import Kind
from programme.office import Office
from services.people.codes import plain_code
from services.proofs.credentials.signing import SigningKey


class Purpose(StrEnum):
    """What a set bit of a status list means. Both lists have the same bits.

    Credentials name one list, as Open Badges 3.0 asks. Its bits can be cleared again, when a
    certificate is found or reinstated, so it speaks of suspension.
    """

    SUSPENSION = "suspension"
    REVOCATION = "revocation"  # credentials from before 2026-11-24 name both


@dataclass(frozen=True, slots=True)
class Issuer:
    """The office that confirms: its `name`, and the `url` of its pages without a slash at the end.

    `certified_by` is who issues certificates of competence ("" = not told).
    """

    name: str
    url: str
    certified_by: str = ""

    @property
    def did(self) -> str:
        """The did:web whose document is found under `url` (did:web method, 2.5.2: a port's colon
        is escaped, a path's slashes become colons)."""
        parts = urlsplit(self.url)
        host = parts.netloc.rpartition("@")[2]
        folders = [part for part in parts.path.split("/") if part]
        return ":".join(["did:web", *(quote(part, safe="") for part in (host, *folders))])

    def key_id(self, number: int) -> str:
        return f"{self.did}#key-{number}"

    def issues(self, kind: Kind) -> str:
        """Who issues certificates of this kind; "" if unknown."""
        return self.certified_by if kind is Kind.COMPETENCE else self.name

    def check_url(self, code: str) -> str:
        """The page of a proof, always in one spelling, however its code was written."""
        return f"{self.url}/cek/{plain_code(code).lower()}"

    def status_url(self, purpose: Purpose) -> str:
        return f"{self.url}/status/{purpose}"

    def did_document(self, key: SigningKey, now: datetime) -> dict[str, Any]:
        """What `did` resolves to (DID Core 1.0): the key that signs, and former ones with the
        moment from which they are not needed any more."""
        methods = [
            self._method(key.number, key.jwk),
            *(
                self._method(each.number, each.jwk) | {"expires": timestamp(each.needed_until)}
                for each in key.published(now)
            ),
        ]
        return {
            "@context": [
                "https://www.w3.org/ns/did/v1",
                "https://w3id.org/security/suites/jws-2020/v1",
            ],
            "id": self.did,
            "verificationMethod": methods,
            "assertionMethod": [each["id"] for each in methods],
        }

    def _method(self, number: int, jwk: dict[str, str]) -> dict[str, Any]:
        return {
            "id": self.key_id(number),
            "type": "JsonWebKey2020",
            "controller": self.did,
            "publicKeyJwk": jwk,
        }


def issuer_of(office: Office, name: str, url: str) -> Issuer:
    """The office as an issuer; `name` is used if the office has none."""
    return Issuer(office.name or name, url, office.certified_by)


def timestamp(moment: datetime) -> str:
    """As an xsd:dateTimeStamp in UTC: "2026-11-24T02:00:00Z"."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"

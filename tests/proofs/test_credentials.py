"""Signed proofs, checked by a library that knows nothing of Bekal: openbadgeslib, offline.

It takes the time from the system, so these tests do, too.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from dialogue import ZONE, Bekal, Chat
from employer_proofs import PUBLIC_URL, Employer, employer_of, give_pages, have_made
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier, OpenBadgeCredential
from openbadgeslib.ob3.status import decode_encoded_list, set_indices
from pdf_text import streams_of

from programme.certificates import Kind, Step
from services.proofs.credentials.issuer import Issuer, Purpose
from services.proofs.credentials.signing import ensure_key, renew_key
from services.proofs.credentials.status_list import status_list
from store import certificates, settings
from store.connection import Tx
from store.employer_proofs import PLACES

DID = "did:web:bekal.example"
NUMBER = "LAS 9990 00187 2026"
SUBJECT = "credentialSubject"


@pytest.fixture
async def holder(bekal: Bekal) -> Chat:
    bekal.clock.set(f"{datetime.now(ZONE):%Y-%m-%d %H:%M}")
    give_pages(bekal, certified_by="LSP Las Nusantara")
    await bekal.certificate(await bekal.participant())
    await change(bekal, valid_until=bekal.clock.now().date() + timedelta(days=900))
    return await bekal.linked("1001")


@pytest.fixture
async def employer(bekal: Bekal, holder: Chat) -> AsyncIterator[Employer]:
    async with employer_of(bekal) as employer:
        yield employer


async def change(bekal: Bekal, **values: object) -> None:
    def work(tx: Tx) -> None:
        found = certificates.by_any_number(tx, NUMBER)
        assert found
        certificates.change(tx, replace(found, **values), bekal.clock.now())  # type: ignore[arg-type]

    await bekal.store.write(work)


async def move(bekal: Bekal, step: Step) -> None:
    def work(tx: Tx) -> None:
        found = certificates.by_any_number(tx, NUMBER)
        assert found
        certificates.move(tx, found, step, "uji", "test", bekal.clock.now())

    await bekal.store.write(work)


async def fetched(employer: Employer, code: str) -> str:
    answer, badge = await employer.get(f"/cek/{code}/credential")
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("application/vc+jwt")
    return badge


async def verified(employer: Employer, badge: str) -> OpenBadgeCredential:
    """As somebody checks it who has fetched the key and the lists. Raises what is wrong."""
    documents = {}
    for path in ("/.well-known/did.json", "/status/revocation", "/status/suspension"):
        answer, text = await employer.get(path)
        assert answer.status == 200
        documents[f"{PUBLIC_URL}{path}"] = text.encode()
    verifier = OB3Verifier.for_issuer_did(DID, download=documents.__getitem__)
    return verifier.verify(badge, check_status=True, download=documents.__getitem__)


def claims_of(badge: str) -> dict[str, object]:
    return jwt.decode(badge, options={"verify_signature": False})


async def test_it_can_be_checked_without_asking_us(
    bekal: Bekal, holder: Chat, employer: Employer
) -> None:
    await change(bekal, scheme="Juru Las SMAW 2G", issued_on=date(2026, 5, 4))
    code = await have_made(holder)
    badge = await fetched(employer, code)
    found = await verified(employer, badge)
    assert found.issuer.id == DID
    assert found.issuer.name == "Disnaker Lamongan"
    assert found.achievement.name == "Sertifikat kompetensi: Pengelasan"
    assert "Juru Las SMAW 2G" in found.achievement.description
    assert "LSP Las Nusantara" in found.achievement.description
    assert found.raw[SUBJECT]["licenseNumber"] == NUMBER
    assert [each.identity_hash for each in found.identifiers] == ["Budi Santoso"]
    assert found.raw["awardedDate"] == "2026-05-03T17:00:00Z"
    assert found.expiration_date == bekal.clock.now() + timedelta(days=90)
    header = jwt.get_unverified_header(badge)
    assert (header["alg"], header["typ"], header["kid"]) == ("EdDSA", "vc+jwt", f"{DID}#key-1")


async def test_it_lies_in_the_paper_too(holder: Chat, employer: Employer) -> None:
    badge = await fetched(employer, await have_made(holder))
    assert holder.last.attachment
    assert badge.encode() in streams_of(holder.last.attachment.content)
    assert (await verified(employer, badge)).achievement.achievement_type == "Certification"


async def test_without_the_name_nothing_tells_whose_it_is(
    holder: Chat, employer: Employer
) -> None:
    badge = await fetched(employer, await have_made(holder, "Tanpa nama"))
    assert (await verified(employer, badge)).identifiers == []
    text = json.dumps(claims_of(badge))
    for hidden in ("Budi", "LMG", "Pelatihan", "1990"):
        assert hidden not in text


async def test_a_certificate_of_training_claims_no_assessment(
    bekal: Bekal, holder: Chat, employer: Employer
) -> None:
    await change(bekal, kind=Kind.TRAINING)
    found = await verified(employer, await fetched(employer, await have_made(holder)))
    assert found.achievement.achievement_type == "CertificateOfCompletion"
    assert "kompeten" not in json.dumps(found.raw)


async def test_it_ends_with_the_certificates_last_day(
    bekal: Bekal, holder: Chat, employer: Employer
) -> None:
    last_day = bekal.clock.now().astimezone(ZONE).date() + timedelta(days=20)
    await change(bekal, valid_until=last_day)
    found = await verified(employer, await fetched(employer, await have_made(holder)))
    assert found.expiration_date
    assert found.expiration_date.astimezone(ZONE).isoformat() == f"{last_day}T23:59:59+07:00"


def with_payload(badge: str, **changes: object) -> str:
    """Another payload under the old signature."""
    header, _, signature = badge.split(".")
    payload = json.dumps(claims_of(badge) | changes).encode()
    return f"{header}.{base64.urlsafe_b64encode(payload).decode().rstrip('=')}.{signature}"


def unsigned(badge: str) -> str:
    return jwt.encode(claims_of(badge), "", algorithm="none")


def signed_by_another(badge: str) -> str:
    header = {"kid": f"{DID}#key-1", "typ": "vc+jwt"}
    return jwt.encode(claims_of(badge), Ed25519PrivateKey.generate(), "EdDSA", header)


@pytest.mark.parametrize(
    "forge",
    [
        lambda badge: with_payload(badge, validUntil="2099-01-01T00:00:00Z", exp=4070908800),
        lambda badge: with_payload(badge, credentialStatus=[]),
        lambda badge: badge[:-4] + ("AAAA" if badge[-4:] != "AAAA" else "BBBB"),
        unsigned,
        signed_by_another,
    ],
    ids=["prolonged", "without status", "other signature", "unsigned", "signed by another"],
)
async def test_a_forged_one_fails(holder: Chat, employer: Employer, forge: object) -> None:
    badge = await fetched(employer, await have_made(holder))
    with pytest.raises(OB3VerificationError):
        await verified(employer, forge(badge))  # type: ignore[operator]


@pytest.mark.parametrize(
    ("step", "purpose"),
    [
        (Step.SUSPENDED, "suspension"),
        (Step.LOST, "suspension"),
        (Step.REVOKED, "revocation"),
        (Step.EXPIRED, "revocation"),
        (Step.PRINTING, "revocation"),
    ],
)
async def test_the_lists_follow_the_certificate(
    bekal: Bekal, holder: Chat, employer: Employer, step: Step, purpose: str
) -> None:
    badge = await fetched(employer, await have_made(holder))
    await move(bekal, step)
    with pytest.raises(OB3VerificationError, match=f"status '{purpose}' is set"):
        await verified(employer, badge)
    await move(bekal, Step.COLLECTED)
    assert await verified(employer, badge)


async def test_one_that_was_taken_back_is_revoked_and_others_are_not(
    holder: Chat, employer: Employer
) -> None:
    code, other = await have_made(holder), await have_made(holder)
    badge, valid = await fetched(employer, code), await fetched(employer, other)
    await holder.presses("proof:ended:1")
    with pytest.raises(OB3VerificationError, match="status 'revocation' is set"):
        await verified(employer, badge)
    assert await verified(employer, valid)
    answer, _ = await employer.get(f"/cek/{code}/credential")
    assert answer.status == 410


async def test_an_erased_participants_badge_is_revoked_and_nothing_of_him_is_left(
    bekal: Bekal, holder: Chat, employer: Employer
) -> None:
    code = await have_made(holder)
    badge = await fetched(employer, code)
    await bekal.store.write(lambda tx: tx.db.execute("DELETE FROM participants"))
    with pytest.raises(OB3VerificationError, match="status 'revocation' is set"):
        await verified(employer, badge)
    assert (await employer.get(f"/cek/{code}/credential"))[0].status == 404


async def test_what_was_corrected_is_revoked(
    bekal: Bekal, holder: Chat, employer: Employer
) -> None:
    badge = await fetched(employer, await have_made(holder))
    await change(bekal, scheme="Juru Las SMAW 3G")
    with pytest.raises(OB3VerificationError, match="status 'revocation' is set"):
        await verified(employer, badge)


async def test_the_lists_hide_the_order_of_issue_in_a_crowd(
    holder: Chat, employer: Employer
) -> None:
    badges = [await fetched(employer, await have_made(holder)) for _ in range(3)]
    places = [
        int(claims_of(badge)["credentialStatus"][0]["statusListIndex"])  # type: ignore[index]
        for badge in badges
    ]
    assert len(set(places)) == 3
    assert places != list(range(places[0], places[0] + 3))
    await holder.presses("proof:ended:2")
    _, signed = await employer.get("/status/revocation")
    bits = decode_encoded_list(claims_of(signed)[SUBJECT]["encodedList"])  # type: ignore[index]
    assert len(bits) * 8 == PLACES == 131_072
    assert set_indices(bits) == {places[1]}


async def test_every_bit_can_be_set() -> None:
    issuer = Issuer("Kantor", PUBLIC_URL)
    places = {0, 7, 8, 1000, PLACES - 1}
    now = datetime(2026, 11, 24, tzinfo=UTC)
    listed = status_list(issuer, Purpose.REVOCATION, places, PLACES, now)[SUBJECT]
    assert set_indices(decode_encoded_list(listed["encodedList"])) == places


async def test_programs_anywhere_may_read_them(holder: Chat, employer: Employer) -> None:
    for path in ("/.well-known/did.json", "/did.json", "/status/suspension"):
        answer, _ = await employer.get(path)
        assert answer.status == 200
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cache-Control"] == "public, max-age=60"
    answer, _ = await employer.get("/status/1")
    assert answer.status == 404


async def test_the_key_is_made_once_and_kept_sealed(bekal: Bekal) -> None:
    first = await bekal.store.write(ensure_key)
    again = await bekal.store.write(ensure_key)
    assert first.public.as_jwk() == again.public.as_jwk()
    raw = first.key.private_bytes_raw()
    (kept,) = await bekal.store.read(
        lambda tx: tx.db.execute("SELECT value FROM settings WHERE name = 'credential_key'")
        .fetchone()
    )  # fmt: skip
    assert raw not in kept
    assert base64.b64encode(raw) not in kept


async def test_after_a_new_key_links_go_on_and_the_old_signature_fails(
    bekal: Bekal, holder: Chat, employer: Employer
) -> None:
    code = await have_made(holder)
    before = await fetched(employer, code)
    await bekal.store.write(lambda tx: renew_key(tx, "test", bekal.clock.now()))
    after = await fetched(employer, code)
    assert jwt.get_unverified_header(after)["kid"] == f"{DID}#key-2"
    assert claims_of(after) == claims_of(before)
    await verified(employer, after)
    with pytest.raises(OB3VerificationError):
        await verified(employer, before)
    assert (await employer.checks(code))[0] == 200
    entry = "SELECT actor, action, subject FROM audit ORDER BY id DESC LIMIT 1"
    found = await bekal.store.read(lambda tx: tx.db.execute(entry).fetchone())
    assert found == ("test", "renew signing key", "key:2")


async def test_a_key_from_before_they_had_numbers_is_the_first(bekal: Bekal) -> None:
    raw = Ed25519PrivateKey.generate().private_bytes_raw()
    await bekal.store.write(
        lambda tx: settings.keep(tx, "credential_key", base64.b64encode(raw).decode())
    )
    key = await bekal.store.write(ensure_key)
    assert (key.number, key.key.private_bytes_raw()) == (1, raw)


@pytest.mark.parametrize(
    ("url", "did"),
    [
        ("https://bekal.example", "did:web:bekal.example"),
        ("https://bekal.example:8443", "did:web:bekal.example%3A8443"),
        ("https://disnaker.example/layanan/bekal", "did:web:disnaker.example:layanan:bekal"),
        ("http://127.0.0.1:8080", "did:web:127.0.0.1%3A8080"),
    ],
)
def test_did_of_an_address(url: str, did: str) -> None:
    assert Issuer("Kantor", url).did == did
    assert re.fullmatch(r"did:web:[A-Za-z0-9.%:-]+", did)

"""Signed proofs, checked by the standard's schema and by libraries that know nothing of Bekal.

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
from cli_process import ROOT
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from dialogue import ZONE, Bekal, Chat
from employer_proofs import PUBLIC_URL, Employer, employer_of, give_pages, have_made
from jsonschema import Draft201909Validator, FormatChecker
from jwcrypto.jwk import JWK
from jwcrypto.jws import JWS
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
from web.credentials import LISTED_FOR

DID = "did:web:bekal.example"
NUMBER = "LAS 9990 00187 2026"
SUBJECT = "credentialSubject"
SCHEMA = ROOT / "tests" / "data" / "openbadges" / "ob_v3p0_achievementcredential_schema.json"
LISTED = "status 'suspension' is set"


@pytest.fixture
async def holder(bekal: Bekal) -> Chat:
    bekal.clock.set(f"{datetime.now(ZONE) - timedelta(minutes=20):%Y-%m-%d %H:%M}")
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
    """As somebody checks it who fetches the key and the lists a minute after what happened.

    Raises what is wrong.
    """
    employer.clock.move(seconds=LISTED_FOR)
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
    assert found.raw["awardedDate"] == "2026-05-04T00:00:00+07:00"
    made_at = bekal.clock.now() - timedelta(seconds=LISTED_FOR)
    assert found.expiration_date == made_at + timedelta(days=90)
    assert jwt.get_unverified_header(badge) == {
        "alg": "RS256", "typ": "JWT", "kid": f"{DID}#key-1",
    }  # fmt: skip


async def test_it_keeps_to_the_standard(bekal: Bekal, holder: Chat, employer: Employer) -> None:
    """As JSON Schema 2019-09, with the formats of dates and addresses checked."""
    await change(bekal, scheme="Juru Las SMAW 2G", issued_on=date(2026, 5, 4))
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft201909Validator.check_schema(schema)
    validator = Draft201909Validator(schema, format_checker=FormatChecker())
    for name in ("Dengan nama", "Tanpa nama"):
        claims = claims_of(await fetched(employer, await have_made(holder, name)))
        assert [error.message for error in validator.iter_errors(claims)] == []
        assert claims["credentialStatus"]["type"] == "BitstringStatusListEntry"  # type: ignore[index]
        broken = claims | {"awardedDate": "4 Mei 2026", "credentialStatus": []}
        assert len(list(validator.iter_errors(broken))) == 2


async def test_another_library_verifies_the_signature(holder: Chat, employer: Employer) -> None:
    """With the key that the DID document gives, found by the header's kid."""
    badge = await fetched(employer, await have_made(holder))
    _, text = await employer.get("/.well-known/did.json")
    kid = jwt.get_unverified_header(badge)["kid"]
    (method,) = [each for each in json.loads(text)["verificationMethod"] if each["id"] == kid]
    token = JWS()
    token.deserialize(badge)
    token.verify(JWK(**method["publicKeyJwk"]))
    assert json.loads(token.payload) == claims_of(badge)


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
    header = {"kid": f"{DID}#key-1", "typ": "JWT"}
    return jwt.encode(claims_of(badge), rsa.generate_private_key(65537, 2048), "RS256", header)


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
    "step", [Step.SUSPENDED, Step.LOST, Step.REVOKED, Step.EXPIRED, Step.PRINTING]
)
async def test_the_list_follows_the_certificate(
    bekal: Bekal, holder: Chat, employer: Employer, step: Step
) -> None:
    badge = await fetched(employer, await have_made(holder))
    await move(bekal, step)
    with pytest.raises(OB3VerificationError, match=LISTED):
        await verified(employer, badge)
    await move(bekal, Step.COLLECTED)
    assert await verified(employer, badge)


async def test_one_that_was_taken_back_is_revoked_and_others_are_not(
    holder: Chat, employer: Employer
) -> None:
    code, other = await have_made(holder), await have_made(holder)
    badge, valid = await fetched(employer, code), await fetched(employer, other)
    await holder.confirms("proof:ended:1")
    with pytest.raises(OB3VerificationError, match=LISTED):
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
    with pytest.raises(OB3VerificationError, match=LISTED):
        await verified(employer, badge)
    assert (await employer.get(f"/cek/{code}/credential"))[0].status == 404


async def test_what_was_corrected_is_revoked(
    bekal: Bekal, holder: Chat, employer: Employer
) -> None:
    badge = await fetched(employer, await have_made(holder))
    await change(bekal, scheme="Juru Las SMAW 3G")
    with pytest.raises(OB3VerificationError, match=LISTED):
        await verified(employer, badge)


async def test_the_lists_hide_the_order_of_issue_in_a_crowd(
    holder: Chat, employer: Employer
) -> None:
    badges = [await fetched(employer, await have_made(holder)) for _ in range(3)]
    places = [
        int(claims_of(badge)["credentialStatus"]["statusListIndex"])  # type: ignore[index]
        for badge in badges
    ]
    assert len(set(places)) == 3
    assert places != list(range(places[0], places[0] + 3))
    await holder.confirms("proof:ended:2")
    for purpose in Purpose:
        _, signed = await employer.get(f"/status/{purpose}")
        bits = decode_encoded_list(claims_of(signed)[SUBJECT]["encodedList"])  # type: ignore[index]
        assert len(bits) * 8 == PLACES == 131_072
        assert set_indices(bits) == {places[1]}


async def test_every_bit_can_be_set() -> None:
    issuer = Issuer("Kantor", PUBLIC_URL)
    places = {0, 7, 8, 1000, PLACES - 1}
    now = datetime(2026, 11, 24, tzinfo=UTC)
    listed = status_list(issuer, Purpose.SUSPENSION, places, PLACES, now)[SUBJECT]
    assert set_indices(decode_encoded_list(listed["encodedList"])) == places


async def test_a_list_is_made_once_a_minute_however_often_it_is_asked_for(
    holder: Chat, employer: Employer
) -> None:
    lists = [(await employer.get("/status/suspension"))[1] for _ in range(3)]
    assert len(set(lists)) == 1
    await have_made(holder)
    await holder.confirms("proof:ended:1")
    assert (await employer.get("/status/suspension"))[1] == lists[0]
    employer.clock.move(seconds=LISTED_FOR)
    assert (await employer.get("/status/suspension"))[1] != lists[0]


async def test_programs_anywhere_may_read_them(holder: Chat, employer: Employer) -> None:
    for path in ("/.well-known/did.json", "/did.json", "/status/suspension"):
        answer, _ = await employer.get(path)
        assert answer.status == 200
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cache-Control"] == "public, max-age=60"
    answer, _ = await employer.get("/status/1")
    assert answer.status == 404


async def test_the_key_is_made_once_and_kept_sealed(bekal: Bekal) -> None:
    now = bekal.clock.now()
    first = await bekal.store.write(lambda tx: ensure_key(tx, now))
    again = await bekal.store.write(lambda tx: ensure_key(tx, now))
    assert first.jwk == again.jwk
    secret = first.key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (kept,) = await bekal.store.read(
        lambda tx: tx.db.execute("SELECT value FROM settings WHERE name = 'credential_keys'")
        .fetchone()
    )  # fmt: skip
    assert secret not in kept
    assert base64.b64encode(secret) not in kept


async def test_after_a_new_key_what_the_former_signed_is_checked_as_before(
    bekal: Bekal, holder: Chat, employer: Employer
) -> None:
    code = await have_made(holder)
    before = await fetched(employer, code)
    await bekal.store.write(lambda tx: renew_key(tx, "test", bekal.clock.now()))
    last = bekal.clock.now().astimezone(UTC) + timedelta(days=365)
    after = await fetched(employer, code)
    assert jwt.get_unverified_header(after)["kid"] == f"{DID}#key-2"
    assert claims_of(after) == claims_of(before)
    assert await verified(employer, after)
    assert await verified(employer, before)
    _, text = await employer.get("/.well-known/did.json")
    ends = [method.get("expires") for method in json.loads(text)["verificationMethod"]]
    assert ends == [None, f"{last:%Y-%m-%dT%H:%M:%SZ}"]
    bekal.clock.move(days=366)
    _, text = await employer.get("/.well-known/did.json")
    assert len(json.loads(text)["assertionMethod"]) == 1


async def test_a_compromised_key_confirms_nothing_any_more(
    bekal: Bekal, holder: Chat, employer: Employer
) -> None:
    code = await have_made(holder)
    before = await fetched(employer, code)
    await bekal.store.write(
        lambda tx: renew_key(tx, "test", bekal.clock.now(), is_compromised=True)
    )
    assert await verified(employer, await fetched(employer, code))
    with pytest.raises(OB3VerificationError):
        await verified(employer, before)
    assert (await employer.checks(code))[0] == 200
    entry = "SELECT actor, action, subject FROM audit ORDER BY id DESC LIMIT 1"
    found = await bekal.store.read(lambda tx: tx.db.execute(entry).fetchone())
    assert found == ("test", "renew compromised signing key", "key:2")


@pytest.mark.parametrize(("written", "number"), [("", 1), ("3:", 3)])
async def test_what_was_signed_with_ed25519_is_checked_as_before(
    bekal: Bekal, holder: Chat, employer: Employer, written: str, number: int
) -> None:
    """As stores did until November 2026, at first without a number."""
    key = ed25519.Ed25519PrivateKey.generate()
    kept = written + base64.b64encode(key.private_bytes_raw()).decode()

    def go_back(tx: Tx) -> None:
        settings.forget(tx, "credential_keys")
        settings.keep(tx, "credential_key", kept)

    code = await have_made(holder)
    claims = claims_of(await fetched(employer, code))
    await bekal.store.write(go_back)
    header = {"kid": f"{DID}#key-{number}", "typ": "vc+jwt"}
    before = jwt.encode(claims, key, "EdDSA", header)
    await bekal.store.write(lambda tx: ensure_key(tx, bekal.clock.now()))
    assert await verified(employer, before)
    after = await fetched(employer, code)
    assert jwt.get_unverified_header(after)["kid"] == f"{DID}#key-{number + 1}"
    assert await bekal.store.read(lambda tx: settings.get(tx, "credential_key")) is None


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

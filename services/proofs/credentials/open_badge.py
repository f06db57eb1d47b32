"""A proof as an Open Badge (1EdTech Open Badges 3.0, a W3C verifiable credential 2.0)."""

from __future__ import annotations

from datetime import datetime, time, tzinfo
from typing import Any

from locales import Words, skills
from programme.certificates import Kind
from programme.employer_proofs import EmployerProof, Statement
from services.proofs.credentials.issuer import Issuer, Purpose, timestamp

CONTEXTS = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]


def open_badge(proof: EmployerProof, code: str, issuer: Issuer, say: Words) -> dict[str, Any]:
    """The claims to be signed; the same for the same proof at any time.

    The credential ends with the proof, or with the last day of the certificate where that is
    earlier. Its subject is nobody's number: only the holder's name, with his leave.
    """
    said = proof.statement
    url = issuer.check_url(code)
    end = _end(proof, say.zone)
    subject: dict[str, Any] = {
        "id": f"{url}#holder",
        "type": ["AchievementSubject"],
        "licenseNumber": said.number,
        "achievement": _achievement(said, issuer, say),
    }
    if said.name is not None:
        subject["identifier"] = [
            {
                "type": "IdentityObject",
                "hashed": False,
                "identityHash": said.name,
                "identityType": "name",
            }
        ]
    badge: dict[str, Any] = {
        "@context": CONTEXTS,
        "id": f"{url}/credential",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": title(said, say),
        "issuer": {"id": issuer.did, "type": ["Profile"], "name": issuer.name, "url": issuer.url},
        "validFrom": timestamp(proof.issued_at),
        "validUntil": timestamp(end),
        "credentialSubject": subject,
        "credentialStatus": _status(issuer, proof.place),
        "iss": issuer.did,
        "sub": subject["id"],
        "jti": f"{url}/credential",
        "nbf": int(proof.issued_at.timestamp()),
        "exp": int(end.timestamp()),
    }
    if said.issued_on:
        awarded = datetime.combine(said.issued_on, time.min, say.zone)
        badge["awardedDate"] = awarded.isoformat()
    return badge


def title(said: Statement, say: Words) -> str:
    """ "Sertifikat kompetensi Pengelasan" """
    skill = skills.name(said.skill)
    if said.kind is Kind.COMPETENCE:
        return say("Certificate of competence: {skill}", skill=skill).unescape()
    return say("Certificate of training: {skill}", skill=skill).unescape()


def _achievement(said: Statement, issuer: Issuer, say: Words) -> dict[str, Any]:
    scheme = said.scheme or skills.name(said.skill)
    is_competence = said.kind is Kind.COMPETENCE
    meaning = (
        say("Found competent in an assessment: {scheme}.", scheme=scheme)
        if is_competence
        else say("Took part in the training: {scheme}.", scheme=scheme)
    ).unescape()
    if is_competence and issuer.certified_by:
        by = say("Certificate issued by {name}.", name=issuer.certified_by).unescape()
        meaning = f"{meaning} {by}"
    return {
        "id": f"{issuer.url}/#{said.kind}-{said.skill}",
        "type": ["Achievement"],
        "achievementType": "Certification" if is_competence else "CertificateOfCompletion",
        "name": title(said, say),
        "description": meaning,
        "criteria": {"narrative": meaning},
        "fieldOfStudy": skills.name(said.skill),
        "inLanguage": say.language,
    }


def _status(issuer: Issuer, place: int) -> dict[str, str]:
    url = issuer.status_url(Purpose.SUSPENSION)
    return {
        "id": f"{url}#{place}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": Purpose.SUSPENSION,
        "statusListIndex": str(place),
        "statusListCredential": url,
    }


def _end(proof: EmployerProof, zone: tzinfo) -> datetime:
    last_day = proof.statement.valid_until
    if last_day is None:
        return proof.expires_at
    return min(proof.expires_at, datetime.combine(last_day, time(23, 59, 59), zone))

"""What chats said about collecting a certificate, or that it is lost."""

from __future__ import annotations

from datetime import datetime

from programme.collecting import Answer, Answered
from store.connection import Tx
from store.rows import epoch, moment


def keep(
    tx: Tx, certificate_id: int, contact_id: int, answer: Answer, proxy: str | None, now: datetime
) -> None:
    """The newest answer takes the place of an earlier one, whoever gave it."""
    tx.sql.keep_certificate_answer(
        certificate_id=certificate_id,
        contact_id=contact_id,
        answer=answer,
        proxy=tx.seal(proxy, "certificate_answers.proxy"),
        at=epoch(now),
    )


def answer_about(tx: Tx, certificate_id: int) -> Answered | None:
    """What was said of the certificate at its present step."""
    row = tx.sql.certificate_answer(certificate_id=certificate_id)
    if row is None:
        return None
    answer, proxy, contact_id, at = row
    return Answered(
        Answer(answer), tx.open(proxy, "certificate_answers.proxy"), contact_id, moment(at)
    )


def forget(tx: Tx, certificate_id: int) -> None:
    """The certificate has moved, or the answer was wrong."""
    tx.sql.forget_certificate_answer(certificate_id=certificate_id)


def said_lost(tx: Tx) -> list[int]:
    """The ids of the certificates somebody says he has lost, the longest ago first."""
    return [certificate_id for (certificate_id,) in tx.sql.certificates_said_lost()]

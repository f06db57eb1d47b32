"""Tells of answers that came to nothing: they waited until they were too old to help."""

from __future__ import annotations

from datetime import datetime, timedelta

from locales import Words
from programme.messages import Outgoing
from programme.people import Role
from services.people.roles import office_chats
from services.sending import notices
from services.sending.notices import Data
from store import contacts, outbox, settings
from store.connection import Tx

LATE = "answer late"
COUNT = "answers late"
LOOKED_FOR = "tell of late answers"

TOLD_FOR = timedelta(days=1)
"""How long the sentence helps whoever asked."""


def tell(tx: Tx, now: datetime) -> int:
    """Say one sentence to each chat whose answers expired since the last look, count to admins.

    Returns how many answers there were.
    """
    since = settings.job_ran_at(tx, LOOKED_FOR) or now
    settings.keep_job_run(tx, LOOKED_FOR, now)
    late = outbox.late_answers(tx, since, now)
    if not late:
        return 0
    key, until = f"{LATE}:{int(now.timestamp())}", now + TOLD_FOR
    asked = [found for contact_id, _ in late if (found := contacts.by_id(tx, contact_id))]
    notices.tell(tx, asked, LATE, key, now, expires_at=until)
    count = sum(answers for _, answers in late)
    admins = office_chats(tx, Role.ADMIN)
    notices.tell(tx, admins, COUNT, f"{COUNT}:{int(now.timestamp())}", now, count=count,
                 chats=len(late))  # fmt: skip
    return count


def ask_again(say: Words, *_: object) -> Outgoing:
    """For whoever asked."""
    return Outgoing(
        say("Sorry, an answer to you did not get through in time. Please ask once more.")
    )


def counted(say: Words, data: Data, *_: object) -> Outgoing:
    """For admins."""
    return Outgoing(
        say.paragraphs(
            say("<b>Answers that did not get through: {count}</b>", count=data["count"]),
            say(
                "They waited longer than ten minutes. People concerned: {chats}. Each is asked to "
                "write once more.",
                chats=data["chats"],
            ),
        )
    )

"""What people read when a certificate has moved: what it means, what comes next, what to bring."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from markupsafe import Markup

from locales import Words
from locales.steps import STEPS, TO_DO
from programme.certificates import HAS_LEFT_PRINTING, Step
from programme.messages import Button, Outgoing
from programme.office import Office
from programme.outbox import State
from programme.people import Contact
from services.certificates import news as certificate_news
from services.certificates.collecting_words import answers, how_to_collect, whom_to_ask
from services.certificates.news import News
from services.certificates.words import heading, label, replaced
from services.sending.outbox import Withdrawn
from store.connection import Tx

BY_THE_OFFICE = frozenset({Step.NOT_YET_COMPETENT, Step.SUSPENDED, Step.REVOKED})
"""What only a person can explain."""


def message(say: Words, news: Sequence[News], office: Office, now: datetime) -> Outgoing:
    """All news of one chat."""
    text = say.paragraphs(*(_one(say, each, office, now) for each in news))
    ready = [each for each in news if each.certificate.step is Step.READY]
    if len(ready) == 1:
        one = ready[0]
        return Outgoing(text, answers(say, one.certificate.id, one.link))
    rows = tuple(
        (
            Button(
                say("Collect: {skill}", skill=label(say, each.certificate, each.link)),
                f"collect:ask:{each.certificate.id}",
            ),
        )
        for each in ready
    )
    return Outgoing(text, (*rows, (Button(say("Talk to the office"), "contact"),)))


def _one(say: Words, news: News, office: Office, now: datetime) -> Markup:
    certificate = news.certificate
    step = certificate.step
    return say.paragraphs(
        say.lines(
            heading(say, certificate, news.link),
            say("Sorry, what we told earlier was wrong. This is how it stands:")
            if news.is_correction
            else None,
            _meaning(say, news),
            say("The reason: {reason}", reason=news.reason) if news.reason else None,
            say("Valid until {day}", day=say.day(certificate.valid_until))
            if certificate.valid_until and step in HAS_LEFT_PRINTING
            else None,
        ),
        how_to_collect(say, office, say.local_day(now)) if step is Step.READY else None,
        whom_to_ask(say, office) if step in BY_THE_OFFICE else None,
    )


def _meaning(say: Words, news: News) -> Markup:
    step = news.certificate.step
    if news.duplicate:
        return replaced(say)
    return say.lines(say(STEPS[step]), say(TO_DO[step]) if step in TO_DO else None)


def worded(
    tx: Tx, say: Words, contact: Contact, data: dict[str, Any], now: datetime, office: Office
) -> Outgoing | Withdrawn:
    """A waiting message, as things stand when it leaves."""
    news = certificate_news.news_for(tx, contact, data, now)
    if not news:
        return Withdrawn(State.CANCELLED, "no news any more")
    return message(say, news, office, now)


WORDINGS = {certificate_news.ABOUT: worded}
QUIET = frozenset(WORDINGS)

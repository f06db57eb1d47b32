"""Messages about certificates that the bot sends unasked, to people and to the office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from locales import Words
from locales.steps import STEPS, TO_DO
from programme.certificates import HAS_LEFT_PRINTING, Step
from programme.collecting import Answer
from programme.discretion import without_forbidden
from programme.messages import Button, Outgoing
from programme.office import Office
from services.certificates.collecting import Mine
from services.certificates.news import News
from services.certificates.notices import Said
from services.certificates.words import (
    answers,
    heading,
    how_to_collect,
    label,
    named,
    replaced,
    whom_to_ask,
)

BY_THE_OFFICE = frozenset({Step.NOT_YET_COMPETENT, Step.SUSPENDED, Step.REVOKED})
"""Steps that only a person can explain."""


def step_news(say: Words, news: Sequence[News], office: Office, now: datetime) -> Outgoing:
    """All news for one chat: what each step means, what comes next, what to bring."""
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


def runs_out(say: Words, mine: Mine, office: Office, _: datetime) -> Outgoing:
    """The certificate will soon be valid no longer."""
    until = mine.certificate.valid_until
    text = say.paragraphs(
        say.lines(
            heading(say, mine.certificate, mine.link),
            say("Valid until {day} only.", day=say.day(until)) if until else None,
            say(
                "To have it renewed, ask the office in time. Bring the certificate and your "
                "ID card."
            ),
        ),
        whom_to_ask(say, office),
    )
    return Outgoing(text, ((Button(say("Talk to the office"), "contact"),),))


def asked_again(say: Words, mine: Mine, office: Office, now: datetime) -> Outgoing:
    """It still waits at the office, and nobody has said anything."""
    one = mine.certificate
    text = say.paragraphs(
        say.lines(
            heading(say, one, mine.link),
            say(
                "Ready to be collected since {day}. Will somebody come for it?",
                day=say.day(say.local_day(one.step_at)),
            ),
        ),
        how_to_collect(say, office, say.local_day(now)),
    )
    return Outgoing(text, answers(say, one.id, mine.link))


def not_handed_over(say: Words, mine: Mine, office: Office, now: datetime) -> Outgoing:
    """For the chat that claims it was collected."""
    one = mine.certificate
    text = say.paragraphs(
        say.lines(
            heading(say, one, mine.link),
            say(
                "The office has not noted that it was handed over. If you have it, please call; "
                "if not, it is waiting for you."
            ),
        ),
        whom_to_ask(say, office),
        how_to_collect(say, office, say.local_day(now)),
    )
    return Outgoing(text, answers(say, one.id, mine.link))


def said(say: Words, said: Said, *_: object) -> Outgoing:
    """For the office: somebody says that he has his certificate, or that he has lost it."""
    one, participant = said.certificate, said.participant
    facts = {
        "name": without_forbidden(participant.shown_name),
        "skill": named(say, one),
        "number": without_forbidden(one.number or participant.number),
    }
    if said.answer is Answer.LOST:
        return Outgoing(
            say(
                "We are told that {name} has lost the {skill} certificate ({number}) and "
                "needs a duplicate.",
                **facts,
            ),
            ((Button(say("Open it"), f"certificates:open:{one.id}"),),),
        )
    return Outgoing(
        say(
            "We are told that {name} has collected the {skill} certificate ({number}). Is it so?",
            **facts,
        ),
        (
            (Button(say("Yes, handed over"), f"certificates:handed:{one.id}"),),
            (Button(say("Not yet"), f"certificates:kept:{one.id}"),),
        ),
    )

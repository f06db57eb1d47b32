"""The words of what the bot says by itself about collecting: to people, and to the office."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from locales import Words
from programme.certificates import Certificate, Step
from programme.collecting import Answer
from programme.discretion import without_forbidden
from programme.messages import Button, Outgoing
from programme.office import Office
from programme.outbox import State
from programme.people import Contact, Link
from services.certificates import collecting, news
from services.certificates.collecting_words import answers, how_to_collect, whom_to_ask
from services.certificates.words import heading, named
from services.people.roles import is_office
from services.sending.outbox import Withdrawn
from store import certificates, people
from store.connection import Tx

Data = dict[str, Any]


def asked_again(
    tx: Tx, say: Words, contact: Contact, data: Data, now: datetime, office: Office
) -> Outgoing | Withdrawn:
    """It still lies at the office, and nobody has said anything."""
    one = certificates.by_id(tx, data["certificate"])
    if one is None or one.step is not Step.READY or int(one.step_at.timestamp()) != data["since"]:
        return Withdrawn(State.CANCELLED, "not ready any more")
    if collecting.answer_about(tx, one):
        return Withdrawn(State.CANCELLED, "answered")
    link = _link(tx, one, contact, now)
    if link is None:
        return Withdrawn(State.CANCELLED, "no longer wanted")
    text = say.paragraphs(
        say.lines(
            heading(say, one, link),
            say(
                "Ready to be collected since {day}. Will somebody come for it?",
                day=say.day(say.local_day(one.step_at)),
            ),
        ),
        how_to_collect(say, office, say.local_day(now)),
    )
    return Outgoing(text, answers(say, one.id, link))


def not_handed_over(
    tx: Tx, say: Words, contact: Contact, data: Data, now: datetime, office: Office
) -> Outgoing | Withdrawn:
    """To whoever said that it has been collected."""
    one = certificates.by_id(tx, data["certificate"])
    link = _link(tx, one, contact, now) if one and one.step is Step.READY else None
    if one is None or link is None:
        return Withdrawn(State.CANCELLED, "not ready any more")
    text = say.paragraphs(
        say.lines(
            heading(say, one, link),
            say(
                "The office has not noted that it was handed over. If you have it, please call; "
                "if not, it is waiting for you."
            ),
        ),
        whom_to_ask(say, office),
        how_to_collect(say, office, say.local_day(now)),
    )
    return Outgoing(text, answers(say, one.id, link))


def _link(tx: Tx, one: Certificate, contact: Contact, now: datetime) -> Link | None:
    """By which this chat is told of the certificate."""
    told = news.listeners(tx, one, now)
    return next((link for listener, link in told if listener.id == contact.id), None)


def said(tx: Tx, say: Words, contact: Contact, data: Data, _: datetime) -> Outgoing | Withdrawn:
    """For the office: somebody says that he has his certificate, or that he has lost it."""
    one = certificates.by_id(tx, data["certificate"])
    participant = people.by_id(tx, one.participant_id) if one else None
    answered = collecting.answer_about(tx, one) if one else None
    if one is None or participant is None or answered is None or not is_office(tx, contact):
        return Withdrawn(State.CANCELLED, "settled")
    facts = {
        "name": without_forbidden(participant.shown_name),
        "skill": named(say, one),
        "number": without_forbidden(one.number or participant.number),
    }
    match answered.answer:
        case Answer.COLLECTED:
            return Outgoing(
                say(
                    "We are told that {name} has collected the {skill} certificate ({number}). "
                    "Is it so?",
                    **facts,
                ),
                (
                    (Button(say("Yes, handed over"), f"certificates:handed:{one.id}"),),
                    (Button(say("Not yet"), f"certificates:kept:{one.id}"),),
                ),
            )
        case Answer.LOST:
            return Outgoing(
                say(
                    "We are told that {name} has lost the {skill} certificate ({number}) and "
                    "needs a duplicate.",
                    **facts,
                ),
                ((Button(say("Open it"), f"certificates:open:{one.id}"),),),
            )
    return Withdrawn(State.CANCELLED, "said otherwise")


WORDINGS = {collecting.SAID: said}
NAMING_THE_OFFICE = {
    collecting.ASKED_AGAIN: asked_again,
    collecting.NOT_HANDED_OVER: not_handed_over,
}
QUIET = frozenset({*WORDINGS, *NAMING_THE_OFFICE})

"""A request to be linked as the office reads it: what was said, and what agrees with the lists."""

from __future__ import annotations

from datetime import timedelta

from handlers.turns.turn import Turn
from locales.phones import written_phone
from locales.words import sentence
from programme.discretion import without_forbidden
from programme.linking import LinkRequest
from programme.people import Participant
from services.linking.matching import BirthDateMatch, Match, NameMatch, PhoneMatch

LONGEST_LABEL = 40

PHONE = {
    PhoneMatch.OWN: sentence("✓ The sender’s own phone number is on the participant’s list"),
    PhoneMatch.GIVEN: sentence(
        "✓ A phone number that was given is on the list, but nothing proves it is the sender’s"
    ),
    PhoneMatch.OTHER: sentence("✗ The phone number is not on the participant’s list"),
    PhoneMatch.NONE: sentence("– No phone number was given"),
}
NUMBER = {
    True: sentence("✓ The participant or certificate number was given"),
    False: sentence("– No number of this participant was given"),
}
NAME = {
    NameMatch.FULL: sentence("✓ The whole name was written"),
    NameMatch.PART: sentence("– Part of the name was written"),
    NameMatch.NONE: sentence("– The name was not written"),
}
BIRTH_DATE = {
    BirthDateMatch.SAME: sentence("✓ The date of birth agrees"),
    BirthDateMatch.OTHER: sentence("✗ The date of birth that was written is another one"),
    BirthDateMatch.NOT_GIVEN: sentence("– No date of birth was written"),
    BirthDateMatch.NOT_LISTED: sentence("– The list has no date of birth"),
}


def described(turn: Turn, request: LinkRequest) -> str:
    """When it came, and what was said."""
    say, claim = turn.say, request.claim
    shown = without_forbidden(claim.text)
    came = say.local_day(request.created_at)
    last_day = say.local_day(request.due_at - timedelta(seconds=1))
    return say.paragraphs(
        say(
            "<b>Link request</b> of {day}, {time}. To answer by {due}.",
            day=say.short_day(came),
            time=say.clock(request.created_at),
            due=say.short_day(last_day),
        ),
        say("Written: “{text}”", text=shown) if shown else None,
        _phone(turn, request),
    )


def _phone(turn: Turn, request: LinkRequest) -> str | None:
    say, claim = turn.say, request.claim
    if claim.phone is None:
        return None
    phone = without_forbidden(written_phone(claim.phone))
    if claim.phone_is_own:
        return say("Phone: {phone} (the sender’s own)", phone=phone)
    return say("Phone: {phone} (passed on, not proven to be the sender’s)", phone=phone)


def compared(turn: Turn, match: Match) -> str:
    """A participant, and what agrees."""
    say = turn.say
    return say.lines(
        say(
            "<b>{name}</b> ({number})",
            name=without_forbidden(match.participant.shown_name),
            number=match.participant.number,
        ),
        say(PHONE[match.phone]),
        say(NUMBER[match.number]),
        say(NAME[match.name]),
        say(BIRTH_DATE[match.birth_date]),
        say(
            "This participant has a linked chat: it can invite family itself. Approving this "
            "request as the participant ends it."
        )
        if match.has_own_chat
        else None,
    )


def label(participant: Participant) -> str:
    """ "Budi Santoso – LMG-2026-031" """
    number = f" – {participant.number}"
    return without_forbidden(participant.shown_name)[: LONGEST_LABEL - len(number)] + number

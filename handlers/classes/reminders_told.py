"""How reminders are, in words: on or off, what became of the last one, when the next is due."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.turns.turn import Turn
from locales.words import sentence
from programme.outbox import State
from programme.people import Link, Role, Topic
from services.classes import reminders
from services.people import muting
from services.sending.words import is_out_of_reach
from store import contacts
from store.outbox import Ended


def may_be_reminded(turn: Turn) -> bool:
    """Instructors and the office have no reminders to turn off, unless they are linked too."""
    member = turn.member
    if member is None or member.role is Role.ESCORT:
        return True
    return bool(muting.links(turn.tx, turn.contact, turn.now))


def is_reminded(turn: Turn) -> bool:
    """Is this an escort's chat, or linked to somebody whose classes it may be reminded of?"""
    return turn.role is Role.ESCORT or reminders.has_classes(turn.tx, turn.contact, turn.now)


def state(turn: Turn) -> str:
    """Whether they are on, what became of the last one, when the next is due, what is off."""
    links = muting.links(turn.tx, turn.contact, turn.now)
    own = contacts.own_reminder(turn.tx, turn.contact.id) if is_reminded(turn) else None
    is_part_off = any(not all(muting.switches(link).values()) for link in links)
    return turn.say.paragraphs(
        on(turn),
        turn.say("You also get one {time} before each class.", time=turn.say.duration(own))
        if own
        else None,
        _lately(turn),
        switched(turn, links, is_on=True) if is_part_off and len(links) > 1 else None,
    )


def on(turn: Turn) -> str:
    """What the chat will be sent: reminders go to linked people and to escorts."""
    say = turn.say
    if reminders.has_classes(turn.tx, turn.contact, turn.now):
        return say("Reminders are on. You are told before each class.")
    member = turn.member
    if member:
        return say(ON_FOR[member.role])
    links = muting.links(turn.tx, turn.contact, turn.now)
    if any(any(muting.switches(link).values()) for link in links):
        return say("News of the certificate is sent to this chat, reminders of classes are not.")
    if links:
        return say("Reminders are off.")
    return say(
        "Reminders are on. They begin when this chat is linked: write the code you got from the "
        "office."
    )


def _lately(turn: Turn) -> str | None:
    """What became of the last reminder, and what the next one is about."""
    say, now = turn.say, turn.now
    if not reminders.has_classes(turn.tx, turn.contact, now):
        return None
    last = reminders.latest(turn.tx, turn.contact, now)
    following = reminders.next_class(turn.tx, turn.contact, now)
    return say.lines(
        _became_of(turn, last) if last else None,
        say(
            "The next class: {day} at {time}.",
            day=say.near_day(say.local_day(following.starts_at), turn.today),
            time=say.clock(following.starts_at),
        )
        if following
        else say("No class is planned for now, so no reminder is due."),
    )


def _became_of(turn: Turn, last: Ended) -> str:
    say = turn.say
    if last.state is State.SENT:
        return say(
            "The last one came here on {day} at {time}.",
            day=say.day(say.local_day(last.at)),
            time=say.clock(last.at),
        )
    day = say.day(say.local_day(last.session_start))
    if is_out_of_reach(last.reason):
        return say(
            "The one for {day} did not arrive: this chat was blocked or could not be reached. "
            "Now that you write, it can be.",
            day=day,
        )
    return say("The one for {day} did not arrive. The office has been told.", day=day)


OF_OFFICE = sentence(
    "Reminders before class go to participants, families and escorts, not to the office."
)
ON_FOR = {
    Role.ESCORT: sentence("Reminders are on. You are told before each class of your group."),
    Role.INSTRUCTOR: sentence(
        "Reminders before class go to participants, families and escorts. Instructors are told "
        "when someone else changes their classes."
    ),
    Role.STAFF: OF_OFFICE,
    Role.ADMIN: OF_OFFICE,
}


def switched(turn: Turn, links: Sequence[Link], *, is_on: bool) -> str:
    """What of the news of these is off, and what is on. `is_on`: is anything sent at all?"""
    say = turn.say
    by_state: dict[bool, list[str]] = {True: [], False: []}
    for link in links:
        for topic, is_wanted in muting.switches(link).items():
            what = say(NEWS[topic])
            named = say("{what} of {name}", what=what, name=link.label) if len(links) > 1 else what
            by_state[is_on and is_wanted].append(named)
    return say.lines(
        say("• Off: {what}", what=", ".join(by_state[False])) if by_state[False] else None,
        say("• On: {what}", what=", ".join(by_state[True])) if by_state[True] else None,
    )


NEWS = {
    Topic.SCHEDULE: sentence("class reminders"),
    Topic.CERTIFICATE: sentence("certificate news"),
}

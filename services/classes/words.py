"""Unasked messages about classes: reminders, and alarms to admins."""

from __future__ import annotations

from datetime import UTC, datetime

from locales import Words, skills
from programme.messages import Button, Outgoing
from programme.people import Relation
from services.classes.reminders import Reminder
from services.printing.places import neutral_place
from services.sending.notices import Data
from services.sending.words import why_one

NAMES_SHOWN = 30
LISTS_SHOWN = 5


def remind(say: Words, reminder: Reminder, now: datetime) -> Outgoing:
    """Day, date, time, place and for whom. A chat without links belongs to an escort."""
    session = reminder.session
    family = [link.label for link in reminder.links if link.relation is Relation.FAMILY]
    place = neutral_place(say, session.place)
    text = say.lines(
        say("Reminder: <b>{skill}</b> class", skill=skills.name(session.skill)),
        say.capital(say.near_day(say.local_day(session.starts_at), say.local_day(now))),
        say("at {hours}", hours=say.hours(session.starts_at, session.ends_at)),
        say("Place: {place}", place=place) if place else None,
        say("For: {names}", names=", ".join(family)) if family else None,
    )
    if not reminder.links:
        return Outgoing(text, escort_buttons(say, session.id))
    is_own = any(link.relation is Relation.SELF for link in reminder.links)
    off = (Button(say("Turn reminders off"), "reminders:off"),)
    return Outgoing(text, (*([coming_buttons(say, session.id)] if is_own else []), off))


def coming_buttons(say: Words, session_id: int) -> tuple[Button, ...]:
    """Whether a participant comes."""
    return (
        Button(say("I will come"), f"attend:yes:{session_id}"),
        Button(say("I can’t come"), f"attend:no:{session_id}"),
    )


def escort_buttons(say: Words, session_id: int) -> tuple[tuple[Button, ...], ...]:
    """An escort's next steps: print the list, confirm for people without a chat."""
    return (
        (Button(say("Attendance list (PDF)"), f"escort:list:{session_id}"),),
        (Button(say("Confirm the group"), f"escort:group:{session_id}"),),
    )


def missed(say: Words, data: Data, *_: object) -> Outgoing:
    """Whom no reminder reached: `count` chats, `people` by class and reason, their `sessions`.

    The numbers are behind the buttons: who looks at them is audited.
    """
    lines = [_missed_one(say, each) for each in data["people"]]
    shown, more = lines[:NAMES_SHOWN], len(lines) - NAMES_SHOWN
    buttons = [
        Button(say("Call list"), f"calls:{ident}") for ident in data["sessions"][:LISTS_SHOWN]
    ]
    return Outgoing(
        say.lines(
            say("<b>Reminders that reached nobody: {count}</b>", count=data["count"]),
            say("Please call:") if shown else None,
            *shown,
            say("… and {count} more", count=more) if more > 0 else None,
        ),
        tuple((button,) for button in buttons),
    )


def _missed_one(say: Words, missed: Data) -> str:
    start = datetime.fromtimestamp(missed["starts_at"], UTC)
    return say(
        "• {name} – {skill}, {day} {time}: {why}",
        name=missed["name"],
        skill=skills.name(missed["skill"]),
        day=say.short_day(say.local_day(start)),
        time=say.clock(start),
        why=why_one(say, [missed["reason"]]),
    )


def stuck(say: Words, data: Data, *_: object) -> Outgoing:
    """Nothing was sent since `since` (epoch seconds); the person reading this got it later."""
    since = datetime.fromtimestamp(data["since"], UTC)
    return Outgoing(
        say(
            "<b>Messages have been held up</b> since {day} at {time}. If they still are, “bekal "
            "doctor” says why.",
            day=say.day(say.local_day(since)),
            time=say.clock(since),
        )
    )

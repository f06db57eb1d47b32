"""Announcements, broadcasts and their progress in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from functools import lru_cache

from markupsafe import Markup, escape

from locales import Words, skills
from locales.words import sentence
from programme.broadcasts import Broadcast
from programme.changes import ChangeKind, HeldState, KnownSession, SessionChange
from programme.discretion import find_forbidden, without_forbidden
from programme.lures import Lure
from programme.messages import Button, Outgoing
from programme.outbox import State
from programme.people import Participant
from services.announcing.audience import Standing
from services.announcing.confirming import ToConfirm
from services.announcing.progress import Progress
from services.classes.words import coming_buttons, escort_buttons
from services.printing.places import neutral_place
from services.sending.words import why_not

HEADINGS = {
    ChangeKind.MOVED: sentence("<b>Class moved: {skill}</b>"),
    ChangeKind.CANCELLED: sentence("<b>Class cancelled: {skill}</b>"),
    ChangeKind.ROOM: sentence("<b>Another place: {skill}</b>"),
    ChangeKind.INSTRUCTOR: sentence("<b>Another instructor: {skill}</b>"),
    ChangeKind.INFO: sentence("<b>About the {skill} class</b>"),
    ChangeKind.ADDED: sentence("<b>Extra class: {skill}</b>"),
}
TAKES_PLACE = sentence("<b>The {skill} class takes place</b>")

STATES = {
    State.QUEUED: sentence("waiting: {count}"),
    State.SENDING: sentence("going out: {count}"),
    State.SENT: sentence("sent: {count}"),
    State.FAILED: sentence("failed: {count}"),
    State.UNCERTAIN: sentence("uncertain: {count}"),
    State.EXPIRED: sentence("too late: {count}"),
    State.CANCELLED: sentence("taken back: {count}"),
}

CANNOT_COME = sentence("Can’t come ({count}): {names}")
TO_BE_CALLED = sentence("Not reached, please call ({count}): {names}")
WITHOUT_CHAT = sentence("Without a chat ({count}): {names}.")
NAMES_SHOWN = 40
"""Three such lists fit into one message."""


def announce(
    say: Words,
    old: KnownSession,
    change: SessionChange,
    standing: Standing,
    names: Sequence[str],
    now: datetime,
) -> Outgoing:
    """What a chat reads; participants are asked whether they come, families only told."""
    today = say.local_day(now)
    return _announced(say.language, say.zone, old, change, standing, tuple(names), today)


@lru_cache(256)  # a thousand people read the same
def _announced(
    language: str,
    zone: tzinfo,
    old: KnownSession,
    change: SessionChange,
    standing: Standing,
    names: Sequence[str],
    today: date,
) -> Outgoing:
    say = Words(language, zone)
    is_as_known = change.kind is ChangeKind.MOVED and old.after(change) == old
    text = say.lines(
        say(TAKES_PLACE if is_as_known else HEADINGS[change.kind], skill=skills.name(old.skill)),
        *_facts(say, old, change, today),
        say("Reason: {reason}", reason=change.reason) if change.reason else None,
        say("For: {names}", names=", ".join(names)) if names else None,
    )
    if change.kind is ChangeKind.CANCELLED:
        return Outgoing(text)
    if standing is Standing.PARTICIPANT:
        return Outgoing(text, (coming_buttons(say, old.id),))
    return Outgoing(text, escort_buttons(say, old.id) if standing is Standing.ESCORT else ())


def _facts(say: Words, old: KnownSession, change: SessionChange, today: date) -> list[str | None]:
    before, new = _when(say, old.starts_at, old.ends_at, today), old.after(change)
    match change.kind:
        case ChangeKind.CANCELLED:
            return [say.capital(before), say("There is no class then.")]
        case ChangeKind.INFO:
            return [say.capital(before), change.note]
        case ChangeKind.MOVED if (new.starts_at, new.ends_at) != (old.starts_at, old.ends_at):
            now = _when(say, new.starts_at, new.ends_at, today)
            times = [say("Was: {when}", when=before), say("Now: <b>{when}</b>", when=now)]
        case _:
            times = [say.capital(before)]
    return [
        *times,
        _place(say, old.place, new.place) if change.kind is not ChangeKind.INSTRUCTOR else None,
        _instructor(say, old.instructor, new.instructor) if change.instructor else None,
    ]


def _when(say: Words, start: datetime, end: datetime | None, today: date) -> Markup:
    day = say.near_day(say.local_day(start), today)
    return say("{day} at {hours}", day=day, hours=say.hours(start, end))


def _place(say: Words, before: str, place: str) -> str | None:
    before, place = neutral_place(say, before), neutral_place(say, place)
    if not place:
        return None
    if not before or before == place:
        return say("Place: {place}", place=place)
    return say("Place: <b>{place}</b> (was: {before})", place=place, before=before)


def _instructor(say: Words, before: str | None, name: str | None) -> str:
    if not before or before == name or find_forbidden(before):
        return say("Instructor: {name}", name=name)
    return say("Instructor: <b>{name}</b> (was: {before})", name=name, before=before)


def broadcast(say: Words, office: str, message: Broadcast, channel: str) -> Outgoing:
    """For a chat of `channel`, in the writer's own words."""
    file = message.file_in(channel)
    text = say.paragraphs(
        say("<b>Message from {office}</b>", office=office or say("the office")),
        escape(message.text),
        say("A file that comes with it can’t be shown here. Please ask the office for it.")
        if message.file and not file
        else None,
    )
    off = (Button(say("Turn messages off"), "reminders:off"),)
    return Outgoing(text, (off,), file=file)


LURES = {
    Lure.LINK: sentence("a link"),
    Lure.NUMBER: sentence("a number"),
    Lure.MONEY: sentence("a sum of money"),
}


def to_confirm(say: Words, asked: ToConfirm, _: object, now: datetime) -> Outgoing:
    """For the office: what an instructor wrote that it has to agree to."""
    samples = [
        announce(say, known, draft.change, Standing.PARTICIPANT, (), now).text
        for known, draft in asked.changes
    ]
    return Outgoing(
        say.paragraphs(
            say(
                "<b>{name} wants to send this.</b> There is in it: {what}. It goes only if the "
                "office agrees.",
                name=asked.writer,
                what=", ".join(say(LURES[each]) for each in asked.lures),
            ),
            *samples,
        ),
        (
            (
                Button(say("Send"), f"confirm:send:{asked.held_id}"),
                Button(say("Decline"), f"confirm:decline:{asked.held_id}"),
            ),
        ),
    )


SETTLED = {
    HeldState.SENT: sentence("The office has agreed: your message is being sent."),
    HeldState.DECLINED: sentence(
        "The office didn’t agree to your message, so it was not sent. Please speak with the "
        "office."
    ),
    HeldState.EXPIRED: sentence(
        "Your message was not sent: nobody confirmed it in time, or the class has changed. Please "
        "look at the class and write once more."
    ),
}


def settled(say: Words, state: HeldState, *_: object) -> Outgoing:
    """For the writer: what became of his message."""
    return Outgoing(
        say(SETTLED[state]),
        () if state is HeldState.SENT else ((Button(say("My classes"), "announce"),),),
    )


def without_chat(say: Words, people: Sequence[Participant]) -> str | None:
    """Who has to be told by somebody, since no chat hears of them."""
    names = [without_forbidden(each.shown_name) for each in people]
    return _named(say, WITHOUT_CHAT, names) if names else None


def broadcast_stopped(say: Words, stopped: dict[str, str], *_: object) -> Outgoing:
    """Its writer is told that a colleague has stopped his message."""
    return Outgoing(
        say.paragraphs(
            say("{name} has stopped your message to many:", name=stopped["by"]),
            escape(without_forbidden(stopped["text"])),
        )
    )


def progress_message(say: Words, progress: Progress) -> Outgoing:
    """Counts by state and reason, who comes, who can't, whom to call."""
    reasons = why_not(say, progress.reasons)
    text = say.paragraphs(
        say("<b>Sending is finished.</b>") if progress.is_over else say("<b>Being sent…</b>"),
        say.lines(
            say("Classes: {count}", count=progress.classes) if progress.classes > 1 else None,
            *(
                say(STATES[state], count=progress.states[state])
                for state in STATES
                if progress.states[state]
            ),
            waiting(say, progress.waits_until, progress.at),
            say("Why not: {reasons}", reasons=reasons) if reasons else None,
        ),
        say.lines(
            say("Coming: {count}", count=len(progress.coming)) if progress.coming else None,
            _named(say, CANNOT_COME, progress.not_coming),
            _named(say, TO_BE_CALLED, progress.not_reached),
        ),
        _named(say, WITHOUT_CHAT, progress.without_chat),
    )
    stop = Button(say("Stop"), f"announce:stop:{progress.announcement.id}")
    call = Button(say("Call list"), f"calls:{progress.announcement.old.id}")
    has_calls = progress.not_reached or progress.without_chat
    buttons = [*([] if progress.is_over else [stop]), *([call] if has_calls else [])]
    return Outgoing(text, tuple((button,) for button in buttons))


def waiting(say: Words, until: datetime | None, now: datetime) -> str | None:
    """When it is sent, if it waits for the night or because the writer chose a time."""
    if until is None:
        return None
    return say(
        "It goes out {day} at {hours}.",
        day=say.near_day(say.local_day(until), say.local_day(now)),
        hours=say.hours(until, None),
    )


def _named(say: Words, message: str, names: Sequence[str]) -> str | None:
    if not names:
        return None
    return say(message, count=len(names), names=say.names(names, NAMES_SHOWN))

"""What people say of their own coming, unasked: they can't, they can after all, they are late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from handlers.tickets import office, tickets
from handlers.turns import access, menu
from handlers.turns.turn import Turn
from locales import skills
from programme.messages import Button
from programme.sessions import Session
from services.classes import attending
from services.inbox import conversation
from store import attendance as rows
from understanding import Attendance, Intent, Weight

SOON = timedelta(days=2)
"""Who says without a day that he can't come means a class within this time."""
NO_CLASS = (Intent.CERTIFICATE_STATUS, Intent.CERTIFICATE_PICKUP, Intent.LOCATION)
"""After a question about these "I can't come" may mean the office."""


def take_confirmed(turn: Turn) -> bool:
    """ "Tidak masuk" says yes to noting it. False where that wasn't asked just now."""
    name, _, argument = turn.conversation.data.get("offered", "").partition(":")
    if name != "attend" or not conversation.is_last_word(turn.tx, turn.contact, turn.now):
        return False
    access.ensure_open(turn)
    turn.features.presses[name].act(turn, argument)
    return True


def note(turn: Turn, said: Attendance) -> bool:
    """Note an absence, or ask where it is in doubt that it is one."""
    if said.weight < Weight.DOUBT:
        return False
    after_another = turn.conversation.asked.get("intent") in NO_CLASS and not said.names_class
    is_doubtful = said.weight is Weight.DOUBT
    if after_another and is_doubtful and not said.days:
        return False
    meant = _meant(turn, said.days)
    if not meant:
        return _say_where_to_tell(turn, said)
    access.ensure_open(turn)
    if is_doubtful or after_another:
        _ask_whether(turn, meant, said.days)
    else:
        for session in meant:
            attending.attend(turn.tx, turn.contact, session.id, coming=False, now=turn.now)
        _say_noted(turn, meant, said.days)
    return True


def _meant(turn: Turn, days: Sequence[date]) -> list[Session]:
    """The own sessions of `days`; without any, the next one if it is soon."""
    found = (
        attending.own_sessions(turn.tx, turn.contact, since, until, turn.now)
        for since, until in (
            [(turn.midnight(day), turn.midnight(day + timedelta(days=1))) for day in days]
            or [(turn.now, turn.now + SOON)]
        )
    )
    meant = [session for each in found for session in each]
    return meant if days else meant[:1]


def _ask_whether(turn: Turn, meant: Sequence[Session], days: Sequence[date]) -> None:
    say = turn.say
    turn.reply(
        say.paragraphs(
            say.lines(
                say("Shall I note that you can’t come to class?"),
                *(_named(turn, session) for session in meant),
            ),
            _without_class(turn, meant, days),
        ),
        Button(say("Yes, note it"), f"attend:no:{_ids(meant)}"),
        Button(say("No"), "attend:nothing"),
        Button(say("Class schedule"), "schedule"),
    )
    turn.expect("", offered=f"attend:no:{_ids(meant)}", refused="attend:nothing")


def say_noted(turn: Turn, session_ids: Iterable[int]) -> None:
    kept = set(session_ids)
    _say_noted(turn, [each for each in _absences(turn) if each.id in kept])


def _say_noted(turn: Turn, missed: Sequence[Session], days: Sequence[date] = ()) -> None:
    say = turn.say
    turn.reply(
        say.paragraphs(
            say.lines(
                say("Noted: you can’t come."), *(_named(turn, session) for session in missed)
            ),
            _without_class(turn, missed, days),
        ),
        *_taking_back(turn, missed),
        Button(say("Talk to the office"), "contact"),
        menu.back(turn),
    )


def _without_class(turn: Turn, found: Sequence[Session], days: Sequence[date]) -> str:
    """Which of the days that were named have no class."""
    with_class = {turn.say.local_day(session.starts_at) for session in found}
    return turn.say.lines(
        *(
            turn.say("No class of yours: {day}.", day=turn.say.near_day(day, turn.today))
            for day in days
            if day not in with_class
        )
    )


def _say_where_to_tell(turn: Turn, said: Attendance) -> bool:
    """Where nothing can be noted. False where the text may just as well be another matter."""
    say = turn.say
    takes_part = attending.takes_part(turn.tx, turn.contact, turn.now)
    if said.weight is Weight.DOUBT and (takes_part or not said.names_class):
        return False
    access.ensure_open(turn)
    turn.is_for_office = True
    turn.reply(
        say.paragraphs(
            _without_class(turn, [], said.days) if takes_part else None,
            say("I can’t note that here. Please tell the office:"),
            office.ways_to_reach(turn),
        ),
        *tickets.writing(turn),
        Button(say("Class schedule"), "schedule"),
        menu.back(turn),
    )
    return True


def take_back(turn: Turn, said: Attendance) -> bool:
    """He comes after all. False where no absence is noted that it can mean.

    Without a day it is the one noted last.
    """
    if said.weight is Weight.NOD:
        return False
    noted = _absences(turn)
    meant = [each for each in noted if turn.say.local_day(each.starts_at) in said.days]
    if not said.days:
        meant = noted[:1]
    if not meant:
        return False
    access.ensure_open(turn)
    for session in meant:
        rows.take_back(turn.tx, session.id, turn.contact.id)
    _say_taken_back(turn, meant)
    return True


def say_taken_back(turn: Turn, session_id: int) -> None:
    """[Take it back] was pressed."""
    meant = [each for each in _absences(turn) if each.id == session_id]
    rows.take_back(turn.tx, session_id, turn.contact.id)
    _say_taken_back(turn, meant)


def _say_taken_back(turn: Turn, meant: Sequence[Session]) -> None:
    say, left = turn.say, _absences(turn)
    turn.reply(
        say.paragraphs(
            say.lines(
                say("Taken back: you are expected."), *(_named(turn, each) for each in meant)
            ),
            say.lines(say("Still noted: you can’t come."), *(_named(turn, each) for each in left))
            if left
            else None,
        ),
        *([Button(say("I can’t come"), f"attend:no:{_ids(meant)}")] if meant else []),
        *_taking_back(turn, left),
        menu.back(turn),
    )


def promise(turn: Turn, said: Attendance) -> bool:
    """ "Rabu depan saya hadir", unasked: noted for the class of that day."""
    is_promise = said.weight is Weight.ANSWER and said.names_class and said.days
    meant = _meant(turn, said.days) if is_promise else []
    if not meant:
        return False
    access.ensure_open(turn)
    for session in meant:
        attending.attend(turn.tx, turn.contact, session.id, coming=True, now=turn.now)
    turn.reply(
        turn.say.lines(
            turn.say("Noted: you will come. If that changes, press “I can’t come”."),
            *(_named(turn, each) for each in meant),
        ),
        Button(turn.say("I can’t come"), f"attend:no:{_ids(meant)}"),
    )
    return True


def tell_what_is_noted(turn: Turn, said: Attendance) -> bool:
    """The absences noted of coming classes, each to be taken back."""
    say, noted = turn.say, _absences(turn)
    if not noted and (
        said.weight is Weight.DOUBT or not attending.takes_part(turn.tx, turn.contact, turn.now)
    ):
        return False
    access.ensure_open(turn)
    turn.reply(
        say.paragraphs(
            say.lines(
                say("You said that you can’t come to these classes:"),
                *(_named(turn, each) for each in reversed(noted)),
            )
            if noted
            else say("No absence from a coming class is noted of you."),
            say("The instructor and the office see what you say here. Which classes you came to, "
                "the office knows."),
        ),
        *_taking_back(turn, noted),
        Button(say("Talk to the office"), "contact"),
        menu.back(turn),
    )  # fmt: skip
    return True


def offer_to_tell_of_lateness(turn: Turn, said: Attendance) -> bool:
    """Coming late isn't noted: which class it is, and who can be told. False for staff."""
    if turn.member is not None:
        return False
    access.ensure_open(turn)
    say = turn.say
    turn.is_for_office = True
    turn.reply(
        say.paragraphs(
            say.lines(*(_named(turn, each) for each in _meant(turn, said.days))),
            say("Coming late can’t be noted here; the instructor decides what is then."),
        ),
        menu.back(turn),
    )
    return True


def _absences(turn: Turn) -> list[Session]:
    return attending.absences(turn.tx, turn.contact, turn.now)


def _ids(found: Sequence[Session]) -> str:
    return ",".join(str(session.id) for session in found)


def _taking_back(turn: Turn, noted: Sequence[Session]) -> list[Button]:
    say = turn.say
    if len(noted) == 1:
        return [Button(say("Take it back"), f"attend:undo:{noted[0].id}")]
    return [
        Button(
            say("Take it back: {day}", day=say.short_day(say.local_day(each.starts_at))),
            f"attend:undo:{each.id}",
        )
        for each in noted
    ]


def _named(turn: Turn, session: Session) -> str:
    say = turn.say
    return say(
        "<b>{skill}</b>, {day} at {hours}",
        skill=skills.name(session.skill),
        day=say.near_day(say.local_day(session.starts_at), turn.today),
        hours=say.hours(session.starts_at, session.ends_at),
    )

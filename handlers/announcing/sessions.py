"""Which class is to change, and what about it."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.announcing.own_words import carried
from handlers.turns import menu
from handlers.turns.choices import row_id
from handlers.turns.turn import Turn
from locales import skills
from locales.words import sentence
from programme.changes import ChangeKind
from programme.messages import Button
from programme.sessions import Session
from services.announcing import changing
from services.announcing.words import CANNOT_COME
from services.classes import attending
from services.people.roles import NotAllowed

VALUE = "announce.value"
SHOWN = 8

ASK = {
    ChangeKind.MOVED: sentence("The new day and time? For example: Thursday 10.00–12.00"),
    ChangeKind.ROOM: sentence("The new place?"),
    ChangeKind.INSTRUCTOR: sentence("The name of the new instructor?"),
    ChangeKind.INFO: sentence("What shall I tell them?"),
}


def show(turn: Turn, first: str = "") -> None:
    """The coming sessions this chat may change, from the one in place `first` on."""
    say = turn.say
    ask_which(
        turn,
        say(
            "Which class? You can also just write what changes, for example: "
            "“Las besok diundur jam 10”, “semua kelas las minggu depan libur”."
        ),
        row_id(first),
    )


def ask_which(turn: Turn, question: str, first: int = 0) -> None:
    say = turn.say
    try:
        found = changing.own_sessions(turn.tx, turn.contact, turn.now)
    except NotAllowed:
        menu.show(turn)
        return
    add = Button(say("Add a class"), "announce:add")
    if found:
        pick_from = page(turn, found, "what", "page", first)
        turn.reply(question, *pick_from, add, menu.cancel(turn))
    else:
        turn.reply(say("You have no coming classes."), add, menu.back(turn))


def page(
    turn: Turn, found: Sequence[Session], verb: str, turn_page: str, first: int
) -> list[Button]:
    """Some of the sessions as buttons, `announce:VERB:SESSION`, and one that leads on."""
    first = first if first < len(found) else 0
    rest = len(found) - first - SHOWN
    shown = [
        Button(label(turn, each), f"announce:{verb}:{each.id}")
        for each in found[first : first + SHOWN]
    ]
    if rest > 0:
        more = turn.say("… and {count} more", count=rest)
        shown.append(Button(more, f"announce:{turn_page}:{first + SHOWN}"))
    elif first:
        shown.append(Button(turn.say("From the beginning"), f"announce:{turn_page}:0"))
    return shown


def label(turn: Turn, session: Session) -> str:
    say = turn.say
    day = say.short_day(say.local_day(session.starts_at))
    class_ = f"{skills.name(session.skill)}, {day} {say.clock(session.starts_at)}"
    return say("{class_} (cancelled)", class_=class_) if session.is_cancelled else class_


def show_absent(turn: Turn) -> None:
    """Who said that he can't come to the classes of the day that is named, else to the next ones.

    Raises `NotAllowed`.
    """
    say, asked = turn.say, turn.reading.asked
    found = changing.own_sessions(turn.tx, turn.contact, turn.now, asked.skills)
    day = asked.date or (say.local_day(found[0].starts_at) if found else turn.today)
    of_day = [each for each in found if say.local_day(each.starts_at) == day]
    turn.reply(
        say.lines(*(_absent_of(turn, each) for each in of_day))
        if of_day
        else say("You have no coming classes."),
        menu.back(turn),
    )


def _absent_of(turn: Turn, session: Session) -> str:
    say, absent = turn.say, attending.not_coming(turn.tx, session)
    told = say(CANNOT_COME, count=len(absent), names=", ".join(absent)) if absent else None
    return say.lines(
        say("<b>{class_}</b>", class_=label(turn, session)),
        told or say("Nobody has said that he can’t come."),
    )


def to_change(turn: Turn, ident: str) -> Session:
    """Raises `NotAllowed` and `PastSession`."""
    return changing.session_to_change(turn.tx, turn.contact, row_id(ident), turn.now)


def ask_what(turn: Turn, session: Session) -> None:
    say = turn.say
    absent = attending.not_coming(turn.tx, session)
    moved = Button(say("Day or time"), f"announce:moved:{session.id}")
    if session.is_cancelled:
        choices = [Button(say("It takes place after all"), f"announce:on:{session.id}"), moved]
    else:
        choices = [
            moved,
            Button(say("Place"), f"announce:room:{session.id}"),
            Button(say("Instructor"), f"announce:instructor:{session.id}"),
            Button(say("It is cancelled"), f"announce:cancelled:{session.id}"),
            Button(say("Just a note"), f"announce:info:{session.id}"),
        ]
    turn.reply(
        say.paragraphs(
            say(CANNOT_COME, count=len(absent), names=", ".join(absent)) if absent else None,
            say("{class_} — what changes?", class_=label(turn, session)),
        ),
        *choices,
        menu.cancel(turn),
    )
    turn.expect("", **carried(turn))


def ask_value(turn: Turn, session: Session, kind: ChangeKind) -> None:
    """Ask for the new value of what changes."""
    turn.reply(turn.say(ASK[kind]), menu.cancel(turn))
    turn.expect(VALUE, session=str(session.id), kind=kind, **carried(turn))

"""Who was there: noted with a button for each person, or in words, once a class has begun.

[Kehadiran] ─► which class ─► the names ─► press one: present ⇄ absent
"semua hadir kecuali budi" ─► (which class) ─► the same, noted
"""

from __future__ import annotations

from collections.abc import Sequence

from handlers.announcing.sessions import label
from handlers.turns import access, menu
from handlers.turns.choices import row_id, side_by_side
from handlers.turns.features import Label, Menu, Press, State
from handlers.turns.turn import Turn
from locales import skills
from locales.words import sentence
from programme.messages import Button
from programme.sessions import Session
from services.classes import presence
from services.classes.presence import NotNow, Present
from services.people.roles import NotAllowed
from understanding import Named, Reading, who_is_named

WHICH = "presence.which"
MOST_SHOWN = 40
MOST_CLASSES = 8
MARKS = {True: "✔", False: "✘", None: "·"}


def note_presence(turn: Turn, argument: str = "") -> None:
    """`argument`: "", "show:SESSION:PLACE", "all:SESSION", "yes|no:SESSION:PARTICIPANT:PLACE",
    "said:SESSION" for what was written before.
    """
    verb, session, value, place = (*argument.split(":"), "", "", "", "")[:4]
    session_id = row_id(session)
    try:
        match verb:
            case "show":
                _show(turn, session_id, row_id(value))
            case "all":
                _note_all(turn, session_id)
            case "yes" | "no":
                _note(turn, session_id, {row_id(value): verb == "yes"}, row_id(place))
            case "said" if said := turn.conversation.data.get("said"):
                _take_said(turn, session_id, said)
            case _:
                _ask_which(turn, presence.begun(turn.tx, turn.contact, turn.now))
    except NotAllowed:
        menu.show(turn)


def _ask_which(turn: Turn, found: Sequence[Session], verb: str = "show") -> None:
    say = turn.say
    if not found:
        turn.reply(say("None of your classes has begun in the last days."), menu.back(turn))
        return
    turn.reply(
        say("Attendance of which class?"),
        *(Button(label(turn, each), f"present:{verb}:{each.id}") for each in found[:MOST_CLASSES]),
        menu.back(turn),
    )


def _show(turn: Turn, session_id: int, first: int = 0, noted: str | None = None) -> None:
    say = turn.say
    session, listed = presence.roll(turn.tx, turn.contact, session_id, turn.now)
    shown, after = listed[first : first + MOST_SHOWN], first + MOST_SHOWN
    if not shown:
        turn.reply(say("Nobody is on this list."), menu.back(turn))
        return
    states = [each.was_there for each in listed]
    turn.reply(
        say.paragraphs(
            noted,
            say.lines(
                say(
                    "<b>Attendance: {skill}, {day}</b>",
                    skill=skills.name(session.skill),
                    day=say.short_day(say.local_day(session.starts_at)),
                ),
                say(
                    "Present: {present} · absent: {absent} · not noted: {open}",
                    present=states.count(True),
                    absent=states.count(False),
                    open=states.count(None),
                ),
            ),
            say("Press a name to change it, or write “semua hadir kecuali …”."),
        ),
        *side_by_side(_button(session, each, first) for each in shown),
        *(
            [Button(say("More"), f"present:show:{session_id}:{after}")]
            if after < len(listed)
            else []
        ),
        Button(say("Everybody was there"), f"present:all:{session_id}"),
        Button(say("Attendance list (PDF)"), f"escort:list:{session_id}"),
        menu.back(turn),
    )


def _button(session: Session, each: Present, first: int) -> Button:
    verb = "no" if each.was_there else "yes"
    name = each.participant.shown_name[: menu.LONGEST_LABEL - 2]
    return Button(
        f"{MARKS[each.was_there]} {name}",
        f"present:{verb}:{session.id}:{each.participant.id}:{first}",
    )


def _note(turn: Turn, session_id: int, were_there: dict[int, bool], first: int = 0) -> None:
    try:
        presence.note(turn.tx, turn.contact, session_id, were_there, turn.now)
    except NotNow:
        say = turn.say
        turn.reply(
            say("This class can’t be noted: it has not begun, is cancelled, or is long over."),
            menu.back(turn),
        )
    else:
        _show(turn, session_id, first, turn.say("Noted.") if were_there else None)


def _note_all(turn: Turn, session_id: int) -> None:
    _, listed = presence.roll(turn.tx, turn.contact, session_id, turn.now)
    _note(turn, session_id, {each.participant.id: True for each in listed})


def take_presence(turn: Turn) -> bool:
    """What is written of who was there. False where no class of his has begun that could be meant,
    or nobody of it is named.
    """
    said = turn.reading.presence
    found = [
        each for each in presence.begun(turn.tx, turn.contact, turn.now) if _is_meant(turn, each)
    ]
    if said is None:
        return _show_asked(turn, found)
    if not said.everybody:
        found = [each for each in found if _who(turn, each.id, turn.reading.text).keys]
    if turn.reading.asked.date is None:
        today = [each for each in found if turn.say.local_day(each.starts_at) == turn.today]
        found = today or (found if said.everybody else [])
    if not found:
        return False
    access.ensure_open(turn)
    if len(found) == 1:
        _take_said(turn, found[0].id, turn.reading.text)
    else:
        _ask_which(turn, found, "said")
        turn.expect(WHICH, said=turn.reading.text)
    return True


def _show_asked(turn: Turn, found: Sequence[Session]) -> bool:
    if not found:
        return False
    access.ensure_open(turn)
    if len(found) == 1:
        _show(turn, found[0].id)
    else:
        _ask_which(turn, found)
    return True


def _is_meant(turn: Turn, session: Session) -> bool:
    asked, day = turn.reading.asked, turn.say.local_day(session.starts_at)
    is_day = asked.date is None or asked.date <= day <= (asked.date_end or asked.date)
    return is_day and (not asked.skills or session.skill in asked.skills)


def _who(turn: Turn, session_id: int, text: str) -> Named:
    """Whom of a class `text` names, by participant id."""
    listed = presence.people_of(turn.tx, turn.contact, session_id)
    return who_is_named(text, {str(each.id): each.shown_name for each in listed})


def _take_said(turn: Turn, session_id: int, text: str) -> None:
    said, who = Reading(text, turn.reading.now).presence, _who(turn, session_id, text)
    named = said.named if said else None
    if said is None or named is None or who.is_unclear or (said.has_exception and not who.keys):
        unclear = turn.say("Nothing has been noted: it is not clear of whom. Press the names.")
        _show(turn, session_id, noted=unclear)
        return
    listed = presence.people_of(turn.tx, turn.contact, session_id)
    others = {each.id: said.everybody for each in listed} if said.everybody is not None else {}
    _note(turn, session_id, others | {int(key): named for key in who.keys})


FEATURE = (
    Press(
        "present",
        note_presence,
        labels=(
            Label(sentence("Attendance"), menu=Menu.CLASSES),
            Label(
                sentence("Note the attendance"),
                also_called=("isi absen", "isi daftar hadir", "catat hadir", "catat absen"),
            ),
        ),
    ),
    State(WHICH),
)

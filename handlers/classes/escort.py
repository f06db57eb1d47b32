"""The attendance list to print, and an escort confirms for those without a chat."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.announcing.sessions import label
from handlers.turns import access, menu
from handlers.turns.choices import row_id
from handlers.turns.features import Press
from handlers.turns.turn import Turn
from locales import skills
from programme.messages import Button
from programme.names import name_key
from programme.people import Participant
from programme.sessions import Session
from services.classes import escorting
from services.classes.attendance_list import attendance_list
from services.people.roles import NotAllowed
from understanding import Reading, Says, Understood

MOST_SHOWN = 40
MOST_CLASSES = 8
SHORTEST_NAME = 3
COMING = (Says.COMES, Says.ABSENT)
MARKS = {True: "✔", False: "✘", None: "·"}


def attend_to_group(turn: Turn, argument: str) -> None:
    """`argument`: "list:SESSION", "group:SESSION" or "yes|no:SESSION:PARTICIPANT"."""
    verb, _, rest = argument.partition(":")
    session_id, _, participant_id = rest.partition(":")
    find = escorting.session_to_print if verb == "list" else escorting.session_of_group
    try:
        session = find(turn.tx, turn.contact, row_id(session_id))
    except NotAllowed:
        menu.show(turn)
        return
    match verb:
        case "list":
            _list(turn, session)
        case "yes" | "no":
            _confirm(turn, session, row_id(participant_id), coming=verb == "yes")
        case _:
            _group(turn, session)


def give_attendance_list(turn: Turn) -> bool:
    """Whoever works with a class gets it, or chooses a class."""
    access.ensure_open(turn)
    coming = escorting.coming_sessions(turn.tx, turn.contact, turn.now)
    asked = turn.reading.asked
    meant = [each for each in coming if _is_meant(turn, each, asked)]
    if len(meant) == 1:
        _list(turn, meant[0])
    else:
        _ask_which(turn, meant or coming)
    return True


def _is_meant(turn: Turn, session: Session, asked: Understood) -> bool:
    day = turn.say.local_day(session.starts_at)
    is_day = asked.date is None or asked.date <= day <= (asked.date_end or asked.date)
    return is_day and (not asked.skills or session.skill in asked.skills)


def _ask_which(turn: Turn, found: Sequence[Session]) -> None:
    say = turn.say
    if not found:
        turn.reply(say("No class is planned for now."), menu.back(turn))
        return
    turn.reply(
        say("Attendance list of which class?"),
        *(Button(label(turn, each), f"escort:list:{each.id}") for each in found[:MOST_CLASSES]),
        menu.back(turn),
    )


def _list(turn: Turn, session: Session) -> None:
    people = escorting.attendance_list(turn.tx, turn.contact, session, turn.now)
    turn.reply(
        turn.say("The attendance list, to be printed."),
        *(
            [Button(turn.say("Note the attendance"), f"present:show:{session.id}")]
            if session.starts_at <= turn.now
            else []
        ),
        menu.back(turn),
        attachment=attendance_list(
            turn.say,
            turn.setup.office,
            session,
            escorting.meeting(turn.tx, session),
            [person.shown_name for person in people],
        ),
    )


def _confirm(turn: Turn, session: Session, participant_id: int, *, coming: bool) -> None:
    try:
        escorting.confirm(turn.tx, turn.contact, session, participant_id, turn.now, coming=coming)
    except escorting.TooLate:
        turn.reply(
            turn.say("That class is over, cancelled, or not yours."),
            Button(turn.say("Note the attendance"), f"present:show:{session.id}"),
            menu.back(turn),
        )
    else:
        _group(turn, session)


def _group(turn: Turn, session: Session) -> None:
    say = turn.say
    members = escorting.group(turn.tx, session)
    if not members:
        turn.reply(say("Everyone has a chat of his own."), menu.back(turn))
        return
    turn.reply(
        say(
            "{skill}, {day}: who comes? Press a name to change it.",
            skill=skills.name(session.skill),
            day=say.short_day(say.local_day(session.starts_at)),
        ),
        *(
            Button(
                f"{MARKS[member.is_coming]} {member.participant.shown_name}",
                f"escort:{'no' if member.is_coming else 'yes'}:{session.id}"
                f":{member.participant.id}",
            )
            for member in members[:MOST_SHOWN]
        ),
        menu.back(turn),
    )


def take_absence(turn: Turn) -> bool:
    """ "Sumiran tidak bisa hadir": note it for the next class that is meant.

    False where nobody of the group is named, or nothing is said of coming. Where two are called
    that, the names are shown to press.
    """
    for session in escorting.coming_sessions(turn.tx, turn.contact, turn.now):
        members = escorting.group(turn.tx, session)
        named, rest = _named_in(turn.reading.text, members)
        said = Reading(f"saya {rest}", turn.reading.now).attendance if named else None
        day = turn.say.local_day(session.starts_at)
        if said is None or said.says not in COMING or (said.days and day not in said.days):
            continue
        if session.starts_at <= turn.now:
            continue
        access.ensure_open(turn)
        sure = [people[0] for people in named.values() if len(people) == 1]
        for each in sure:
            escorting.confirm(
                turn.tx, turn.contact, session, each.id, turn.now, coming=said.says is Says.COMES
            )
        if len(sure) == len(named):
            names = turn.say.names([each.shown_name for each in sure], MOST_SHOWN)
            turn.reply(
                turn.say("Noted: {names} will come.", names=names)
                if said.says is Says.COMES
                else turn.say("Noted: {names} can’t come.", names=names)
            )
        _group(turn, session)
        return True
    return False


def _named_in(
    text: str, members: Sequence[escorting.Member]
) -> tuple[dict[str, list[Participant]], str]:
    """Each word that is somebody's name, with who is called that, and the other words."""
    named: dict[str, list[Participant]] = {}
    rest = []
    for word in text.split():
        key = name_key(word.strip(".,!?"))
        called = [
            each.participant
            for each in members
            if len(key) >= SHORTEST_NAME and key in name_key(each.participant.name).split()
        ]
        if called:
            named[key] = called
        else:
            rest.append(word)
    return _least(named), " ".join(rest)


def _least(named: dict[str, list[Participant]]) -> dict[str, list[Participant]]:
    """Without words that several share where another word says who of them is meant."""
    known = {people[0].id for people in named.values() if len(people) == 1}
    first = {people[0].id: key for key, people in reversed(named.items()) if len(people) == 1}
    return {
        key: people
        for key, people in named.items()
        if (len(people) == 1 and first[people[0].id] == key)
        or (len(people) > 1 and known.isdisjoint(each.id for each in people))
    }


FEATURE = (Press("escort", attend_to_group),)

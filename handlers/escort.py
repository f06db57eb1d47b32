"""An escort prints the attendance list and confirms for those without a chat."""

from __future__ import annotations

from handlers import menu
from handlers.choices import row_id
from handlers.turn import Press, Turn
from locales import skills
from programme.messages import Button
from programme.sessions import Session
from services import escorting
from services.attendance_list import attendance_list
from services.roles import NotAllowed

MOST_SHOWN = 40
MARKS = {True: "✔", False: "✘", None: "·"}


def pressed(turn: Turn, argument: str) -> None:
    """`argument`: "list:SESSION", "group:SESSION" or "yes|no:SESSION:PARTICIPANT"."""
    verb, _, rest = argument.partition(":")
    session_id, _, participant_id = rest.partition(":")
    try:
        session = escorting.session_of_group(turn.tx, turn.contact, row_id(session_id))
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


def _list(turn: Turn, session: Session) -> None:
    people = escorting.whole_class(turn.tx, session)
    turn.reply(
        turn.say("The attendance list, to be printed."),
        menu.back(turn),
        attachment=attendance_list(turn.say, session, [person.shown_name for person in people]),
    )


def _confirm(turn: Turn, session: Session, participant_id: int, *, coming: bool) -> None:
    try:
        escorting.confirm(turn.tx, turn.contact, session, participant_id, turn.now, coming=coming)
    except escorting.TooLate:
        turn.reply(turn.say("That class is over, cancelled, or not yours."), menu.back(turn))
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


BUTTONS: dict[str, Press] = {"escort": pressed}

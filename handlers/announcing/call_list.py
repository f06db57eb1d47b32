"""Whom to call because the bot did not reach them: number, class and reason with each name.

classes with somebody to call ─► one class ─► [called: name] ─► the same list, marked for all
"""

from __future__ import annotations

from markupsafe import Markup

from handlers.announcing.sessions import label
from handlers.turns import menu
from handlers.turns.choices import row_id
from handlers.turns.features import Command, Label, Menu, Press
from handlers.turns.turn import Turn
from locales.phones import written_phone
from locales.words import sentence
from programme.discretion import without_forbidden
from programme.messages import Button
from services.announcing import calling
from services.announcing.calling import ToCall
from services.people.roles import NotAllowed
from services.sending.words import why_one

SHOWN = 8
MOST_CLASSES = 8


def show(turn: Turn) -> None:
    """The classes with somebody to call; a single one at once."""
    say = turn.say
    found = calling.waiting(turn.tx, turn.contact, turn.now)
    if not found:
        turn.reply(say("There is nobody to call: everyone has been reached."), menu.back(turn))
    elif len(found) == 1:
        _show_class(turn, found[0][0].id)
    else:
        turn.reply(
            say("Which class are the calls about?"),
            *(
                Button(
                    say("{class_}: {count}", class_=label(turn, session), count=count),
                    f"calls:{session.id}",
                )
                for session, count in found[:MOST_CLASSES]
            ),
            menu.back(turn),
        )


def _show_class(turn: Turn, session_id: int, first: int = 0) -> None:
    say = turn.say
    session, found = calling.list_of(turn.tx, turn.contact, session_id, turn.now)
    if not found:
        turn.reply(say("There is nobody to call: everyone has been reached."), menu.back(turn))
        return
    first = first if first < len(found) else 0
    shown = found[first : first + SHOWN]
    waiting = sum(1 for each in found if not each.called_by)
    more = first + SHOWN
    turn.reply(
        say.paragraphs(
            say(
                "<b>To be called: {count}</b> – {class_}",
                count=waiting,
                class_=label(turn, session),
            ),
            *(_person(turn, each) for each in shown),
        ),
        *(_mark(turn, session.id, first, each) for each in shown),
        *(
            [
                Button(
                    say("{count} more", count=len(found) - more), f"calls:{session.id}:from:{more}"
                )
            ]
            if more < len(found)
            else []
        ),
        menu.back(turn),
    )


def _person(turn: Turn, each: ToCall) -> Markup:
    say, participant = turn.say, each.participant
    return say.lines(
        say("<b>{name}</b>", name=without_forbidden(participant.shown_name)),
        say("Phone: {phones}", phones=", ".join(map(written_phone, participant.phones)))
        if participant.phones
        else say("No phone number is on the list."),
        say("Why: {why}", why=why_one(say, each.reasons)),
        say("✓ called by {name}, {time}", name=each.called_by, time=say.clock(each.called_at))
        if each.called_at
        else None,
    )


def _mark(turn: Turn, session_id: int, first: int, each: ToCall) -> Button:
    say, name = turn.say, each.participant.shown_name
    verb = "undo" if each.called_by else "done"
    text = (
        say("Not called: {name}", name=name)
        if each.called_by
        else say("Called: {name}", name=name)
    )
    return Button(
        text[: menu.LONGEST_LABEL], f"calls:{session_id}:{verb}:{each.participant.id}:{first}"
    )


def call(turn: Turn, argument: str = "") -> None:
    """`argument`: "", "SESSION", "SESSION:from:PLACE", "SESSION:done|undo:PARTICIPANT:PLACE"."""
    session, verb, value, place = (*argument.split(":"), "", "", "", "")[:4]
    try:
        if verb in ("done", "undo"):
            calling.mark(
                turn.tx,
                turn.contact,
                row_id(session),
                row_id(value),
                turn.now,
                called=verb == "done",
            )
        if session:
            _show_class(turn, row_id(session), row_id(place or value))
        else:
            show(turn)
    except NotAllowed:
        menu.show(turn)


FEATURE = (
    Command("/telepon", call),
    Press(
        "calls",
        call,
        labels=(Label(sentence("Call list"), menu=Menu.OFFICE_PAGE),),
    ),
)

""" "Ingatkan saya 1 jam sebelumnya": a reminder of one's own, besides the usual ones."""

from __future__ import annotations

from datetime import timedelta

from handlers.classes import reminders, reminders_told
from handlers.turns import access, menu
from handlers.turns.features import Press
from handlers.turns.turn import Turn
from programme.messages import Button
from programme.reminders import LONGEST_OWN, SHORTEST_OWN
from services.classes import reminders as rules
from store import contacts


def take(turn: Turn) -> bool:
    """Set it or turn it off. Who is reminded of no class is told how reminders are."""
    wish = turn.reading.own_reminder
    is_set = contacts.own_reminder(turn.tx, turn.contact.id) is not None
    if wish is None:
        return False
    access.ensure_open(turn)
    if not reminders_told.is_reminded(turn) or (wish.before is None and not is_set):
        reminders.show(turn)
    elif wish.before is None:
        _turn_off(turn)
    else:
        _set(turn, wish.before)
    return True


def _set(turn: Turn, before: timedelta) -> None:
    say = turn.say
    try:
        rules.remind_also(turn.tx, turn.contact, before)
    except rules.OutOfBounds:
        turn.reply(
            say(
                "That is not possible: at least {shortest}, at most {longest} before class.",
                shortest=say.duration(SHORTEST_OWN),
                longest=say.duration(LONGEST_OWN),
            ),
            menu.back(turn),
        )
        return
    turn.reply(
        say(
            "Noted: besides the usual reminders you get one {time} before each class.",
            time=say.duration(before),
        ),
        Button(say("Extra reminder off"), "remindme:off"),
        Button(say("Reminders"), "reminders"),
        menu.back(turn),
    )


def _turn_off(turn: Turn) -> None:
    say, before = turn.say, contacts.own_reminder(turn.tx, turn.contact.id)
    rules.remind_also(turn.tx, turn.contact, None)
    minutes = before and before // timedelta(minutes=1)
    turn.reply(
        say("The extra reminder is off. The usual ones stay."),
        *([Button(say("Undo it"), f"remindme:{minutes}")] if minutes else []),
        menu.back(turn),
    )


def press(turn: Turn, argument: str) -> None:
    """`argument`: "off", or the minutes before a class."""
    if argument.isdecimal() and reminders_told.is_reminded(turn):
        _set(turn, timedelta(minutes=int(argument[:6])))
    else:
        _turn_off(turn)


FEATURE = (Press("remindme", press),)

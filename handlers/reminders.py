"""Reminders on and off. Off works at once, in every state, also as the first message."""

from __future__ import annotations

from handlers import menu
from handlers.turn import Answer, Command, Press, Turn
from programme.messages import Button
from services import reminders
from understanding import Intent, Understood


def show(turn: Turn, _: str = "") -> None:
    say = turn.say
    if turn.contact.reminders:
        turn.reply(
            _on(turn),
            Button(say("Turn reminders off"), "reminders:off"),
            menu.back(turn),
        )
    else:
        turn.reply(
            say("Reminders are off."),
            Button(say("Turn reminders on"), "reminders:on"),
            menu.back(turn),
        )


def turn_on(turn: Turn, _: Understood | str = "") -> None:
    reminders.subscribe(turn.tx, turn.contact)
    turn.reply(_on(turn), menu.back(turn))


def _on(turn: Turn) -> str:
    if reminders.has_classes(turn.tx, turn.contact, turn.now):
        return turn.say("Reminders are on. You are told before each class.")
    return turn.say(
        "Reminders are on. They begin when this chat is linked: write the code you got from "
        "the office."
    )


def turn_off(turn: Turn, _: Understood | str = "") -> None:
    say = turn.say
    reminders.unsubscribe(turn.tx, turn.contact)
    turn.reply(
        say(
            "Done: nothing will be sent to you by itself any more. You can still ask. "
            "To have it back, write “ingatkan saya”."
        ),
        Button(say("Undo"), "reminders:on"),
        menu.back(turn),
    )


def pressed(turn: Turn, argument: str = "") -> None:
    match argument:
        case "on":
            turn_on(turn)
        case "off":
            turn_off(turn)
        case _:
            show(turn)


COMMANDS: dict[str, Command] = {"/pengingat": pressed, "/stop": turn_off}
BUTTONS: dict[str, Press] = {"reminders": pressed}
INTENTS: dict[Intent, Answer] = {Intent.REMINDERS_ON: turn_on, Intent.REMINDERS_OFF: turn_off}

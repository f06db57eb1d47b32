"""/petugas: for the office its own menu, for everybody else the way to the office."""

from __future__ import annotations

from handlers.tickets import office
from handlers.turns import choices, menu
from handlers.turns.turn import Command, Press, Turn
from locales.words import sentence
from programme.messages import Button
from programme.people import Role
from services.people import roles

ENTRIES = (
    (sentence("Change or cancel a class"), "announce"),
    (sentence("Write to many"), "broadcast"),
    (sentence("Certificates"), "certificates"),
    (sentence("Questions"), "tickets"),
    (sentence("Link requests"), "requests"),
    (sentence("Load a list"), "lists"),
    (sentence("Codes"), "codes"),
    (sentence("People"), "people"),
    (sentence("Requests to erase"), "erase"),
    (sentence("How the bot is doing"), "health"),
)
"""What the office does here: label → the button's data."""

ADMIN_ENTRIES = ((sentence("Staff and instructors"), "team"),)


def show(turn: Turn, _: str = "") -> None:
    """Raises `roles.NotAllowed`."""
    member = roles.ensure_office(turn.tx, turn.contact)
    entries = ENTRIES + (ADMIN_ENTRIES if member.role is Role.ADMIN else ())
    say = turn.say
    buttons = [*(Button(say(label), data) for label, data in entries), menu.back(turn)]
    turn.reply(say("What would you like to do?"), *choices.side_by_side(buttons))


def show_or_contact(turn: Turn) -> None:
    if roles.is_office(turn.tx, turn.contact):
        show(turn)
    else:
        office.contact(turn)


COMMANDS: dict[str, Command] = {"/petugas": show_or_contact}
BUTTONS: dict[str, Press] = {"office": show}

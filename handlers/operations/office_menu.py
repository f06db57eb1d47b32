"""/petugas: for the office its own menu, for everybody else the way to the office."""

from __future__ import annotations

from handlers.tickets import office
from handlers.turns import choices, menu
from handlers.turns.features import Command, Label, Menu, Press
from handlers.turns.turn import Turn
from locales.words import sentence
from programme.messages import Button
from programme.people import Role
from services.people import roles


def show(turn: Turn, _: str = "") -> None:
    """Raises `roles.NotAllowed`."""
    member = roles.ensure_office(turn.tx, turn.contact)
    pages = (Menu.OFFICE_PAGE, *([Menu.ADMIN_PAGE] if member.role is Role.ADMIN else []))
    say, entries = turn.say, turn.features.entries(*pages)
    buttons = [*(Button(say(label.text), data) for label, data in entries), menu.back(turn)]
    turn.reply(say("What would you like to do?"), *choices.side_by_side(buttons))


def show_or_contact(turn: Turn) -> None:
    if turn.is_office:
        show(turn)
    else:
        office.contact(turn)


FEATURE = (
    Command("/petugas", show_or_contact, does=sentence("Talk to the office"), when_closed=True),
    Press("office", show, labels=(Label(sentence("For the office"), menu=Menu.OFFICE),)),
)

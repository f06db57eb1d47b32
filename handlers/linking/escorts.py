"""An admin makes a code for an escort, who comes onto the staff list by it.

name ─► programme ─► code
"""

from __future__ import annotations

from handlers.linking import codes
from handlers.linking.nickname import printable
from handlers.turns import menu
from handlers.turns.choices import row_id
from handlers.turns.features import Press, State
from handlers.turns.turn import Turn
from locales.roles import ROLES
from programme.discretion import find_forbidden
from programme.linking import CODE_LASTS
from programme.messages import Button
from programme.people import Role
from services.announcing import recipients
from services.linking import inviting, office_codes
from services.people.roles import ensure_role

NAME = "escorts.name"
LONGEST_NAME = 80
MOST_SHOWN = 8


def _ask_name(turn: Turn) -> None:
    ensure_role(turn.tx, turn.contact, Role.ADMIN)
    turn.reply(turn.say("What is the escort’s name?"), menu.cancel(turn))
    turn.expect(NAME)


def take_name(turn: Turn) -> bool:
    say, name = turn.say, printable(turn.reading.text)[:LONGEST_NAME]
    programmes = recipients.programmes(turn.tx)
    ensure_role(turn.tx, turn.contact, Role.ADMIN)
    if not any(char.isalpha() for char in name) or find_forbidden(name):
        turn.reply(say("Please write the name."), menu.cancel(turn))
        turn.expect(NAME)
    elif not programmes:
        turn.reply(say("There is no programme yet: load a list first."), menu.back(turn))
    else:
        turn.reply(
            say("Of which programme?"),
            *(Button(called, f"escorts:of:{ident}") for ident, called in programmes[:MOST_SHOWN]),
            menu.cancel(turn),
        )
        turn.expect(NAME, name=name)
    return True


def _make(turn: Turn, programme_id: int) -> None:
    say, name = turn.say, turn.conversation.data.get("name", "")
    if turn.conversation.state != NAME or not name:
        _ask_name(turn)
        return
    try:
        new = office_codes.for_escort(
            turn.tx, turn.contact, name, programme_id, turn.now, days=CODE_LASTS.days
        )
    except inviting.UnknownProgramme:
        _ask_name(turn)
    except inviting.OtherRole as other:
        turn.reply(
            say(
                "{name} is on the list already, as: {role}.",
                name=name,
                role=say(ROLES[other.role]),
            ),
            Button(say("Staff and instructors"), "team"),
        )
    else:
        codes.hand_over(turn, new, name, Button(say("Staff and instructors"), "team"))


def add_escort(turn: Turn, argument: str = "") -> None:
    """`argument`: "" or "of:PROGRAMME"."""
    verb, _, value = argument.partition(":")
    if verb == "of":
        _make(turn, row_id(value))
    else:
        _ask_name(turn)


FEATURE = (Press("escorts", add_escort), State(NAME, take_name, is_about_somebody=True))

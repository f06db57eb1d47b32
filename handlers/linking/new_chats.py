"""Whoever heard of a new link or a new chat of staff lets it stay, or ends it."""

from __future__ import annotations

from handlers.turns import menu
from handlers.turns.choices import row_id
from handlers.turns.features import Press
from handlers.turns.turn import Turn
from programme.messages import Button
from programme.people import Role
from services.linking import new_chats


def keep_or_end(turn: Turn, argument: str) -> None:
    """`argument`: "keep", "link:LINK" or "staff:CHAT:MEMBER"."""
    verb, _, ids = argument.partition(":")
    ident, member = (row_id(each) for each in ids.partition(":")[::2])
    match verb:
        case "link":
            _end_link(turn, ident)
        case "staff":
            _end_staff_chat(turn, ident, member)
        case _:
            turn.reply(turn.say("All right, it stays."), menu.back(turn))


def _end_link(turn: Turn, link_id: int) -> None:
    say = turn.say
    if not new_chats.end_link(turn.tx, turn.contact, link_id, turn.now):
        turn.reply(
            say("That can’t be ended here any more. The office can."),
            Button(say("Talk to the office"), "contact"),
            menu.back(turn),
        )
    elif turn.is_known:
        turn.reply(say("Ended, with its code."), menu.back(turn))
    else:
        turn.reply(
            say.paragraphs(
                say("Ended, with its code."),
                say("To be linked here again, ask the office for a new code."),
            ),
            Button(say("Talk to the office"), "contact"),
            menu.back(turn),
        )


def _end_staff_chat(turn: Turn, contact_id: int, staff_id: int) -> None:
    say = turn.say
    is_done = new_chats.end_staff_chat(turn.tx, turn.contact, contact_id, staff_id, turn.now)
    turn.reply(
        say("Ended: that chat has no role any more.")
        if is_done
        else say("That was over already."),
        *([Button(say("Staff and instructors"), "team")] if turn.role is Role.ADMIN else []),
        menu.back(turn),
    )


FEATURE = (Press("newchat", keep_or_end),)

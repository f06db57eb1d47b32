"""What the office wants to do, in its own words instead of a button."""

from __future__ import annotations

from handlers.announcing import broadcast, call_list
from handlers.importing import lists
from handlers.linking import lookup
from handlers.operations import office_menu
from handlers.tickets import office, tickets
from handlers.turns import access, menu
from handlers.turns.turn import Turn
from understanding import OfficeTask

FOR_TEACHERS = (OfficeTask.CALL_LIST,)
"""Instructors may do these too, of their own classes; their use cases check it."""


def do_task(turn: Turn) -> bool:
    """False where it is none, or none of this chat's."""
    wish = turn.reading.office_wish
    if wish is None or not (turn.is_office or wish.task in (*FOR_TEACHERS, OfficeTask.CODE)):
        return False
    access.ensure_open(turn)
    if wish.task is OfficeTask.CODE and not turn.is_office:
        _tell_who_makes_codes(turn)
        return True
    match wish.task:
        case OfficeTask.CODE | OfficeTask.SEARCH:
            purpose = lookup.FOR_CODE if wish.task is OfficeTask.CODE else ""
            if wish.whom is None:
                lookup.ask(turn, purpose)
            else:
                lookup.search(turn, wish.whom, purpose)
        case OfficeTask.CALL_LIST:
            call_list.call(turn)
        case OfficeTask.MENU:
            office_menu.show(turn)
        case OfficeTask.BROADCAST:
            broadcast.prepare_broadcast(turn, "")
        case OfficeTask.LIST:
            lists.decide_on_list(turn, "")
    return True


def _tell_who_makes_codes(turn: Turn) -> None:
    """An instructor asks for a code."""
    say = turn.say
    turn.reply(
        say.paragraphs(say("Codes are made by the office only:"), office.ways_to_reach(turn)),
        *tickets.writing(turn),
        menu.back(turn),
    )

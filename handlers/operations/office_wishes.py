"""What the office wants to do, in its own words instead of a button."""

from __future__ import annotations

from handlers.announcing import broadcast
from handlers.importing import lists
from handlers.linking import lookup
from handlers.operations import office_menu
from handlers.turns import access
from handlers.turns.turn import Turn
from understanding import OfficeTask


def do_task(turn: Turn) -> bool:
    wish = turn.reading.office_wish
    if wish is None:
        return False
    access.ensure_open(turn)
    match wish.task:
        case OfficeTask.CODE | OfficeTask.SEARCH:
            purpose = lookup.FOR_CODE if wish.task is OfficeTask.CODE else ""
            if wish.whom is None:
                lookup.ask(turn, purpose)
            else:
                lookup.search(turn, wish.whom, purpose)
        case OfficeTask.MENU:
            office_menu.show(turn)
        case OfficeTask.BROADCAST:
            broadcast.prepare_broadcast(turn, "")
        case OfficeTask.LIST:
            lists.decide_on_list(turn, "")
    return True

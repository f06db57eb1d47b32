"""What the office wants to do, in its own words instead of a button."""

from __future__ import annotations

from collections.abc import Callable

from handlers.announcing import broadcast, call_list, sessions
from handlers.certificates import ready
from handlers.classes import rosters
from handlers.importing import lists
from handlers.linking import answer_requests, lookup, team
from handlers.operations import health, office_menu
from handlers.privacy import erase
from handlers.tickets import answer, archive, office, tickets
from handlers.turns import access, menu
from handlers.turns.turn import Turn
from understanding import OfficeTask

FOR_TEACHERS = (
    OfficeTask.CALL_LIST,
    OfficeTask.PARTICIPANTS,
    OfficeTask.UNLINKED,
    OfficeTask.ATTENDED,
    OfficeTask.CERTIFICATES,
    OfficeTask.ABSENT,
)
"""Instructors may do these too, of their own classes; their use cases check it."""

OF_NOBODY: dict[OfficeTask, Callable[[Turn], None]] = {
    OfficeTask.READY: lambda turn: ready.show(turn, ready.WAITING, 0),
    OfficeTask.CERTIFICATES: ready.count,
    OfficeTask.PARTICIPANTS: lambda turn: rosters.show(turn, rosters.PEOPLE),
    OfficeTask.UNLINKED: lambda turn: rosters.show(turn, rosters.UNLINKED),
    OfficeTask.ABSENT: sessions.show_absent,
    OfficeTask.ATTENDED: lambda turn: rosters.show(turn, rosters.ATTENDED),
}
"""These ask for a list: where somebody is named, he is asked about instead."""

TASKS: dict[OfficeTask, Callable[[Turn], None]] = {
    **OF_NOBODY,
    OfficeTask.WAITING_TICKETS: answer.show,
    OfficeTask.SETTLED_TICKETS: archive.show_settled,
    OfficeTask.CALL_LIST: call_list.call,
    OfficeTask.MENU: office_menu.show,
    OfficeTask.BROADCAST: broadcast.prepare_broadcast,
    OfficeTask.SCHEDULED: lambda turn: broadcast.prepare_broadcast(turn, "scheduled"),
    OfficeTask.UNDO_LIST: lambda turn: lists.decide_on_list(turn, "last"),
    OfficeTask.ERASURES: erase.manage_erasing,
    OfficeTask.REQUESTS: answer_requests.answer_request,
    OfficeTask.TEAM: team.manage_team,
    OfficeTask.HEALTH: health.show,
    OfficeTask.LIST: lambda turn: lists.decide_on_list(turn, ""),
}


def do_task(turn: Turn) -> bool:
    """False where it is none, or none of this chat's."""
    wish = turn.reading.office_wish
    if wish is None or not (turn.is_office or wish.task in (*FOR_TEACHERS, OfficeTask.CODE)):
        return False
    if wish.task in OF_NOBODY and (turn.reading.asked.people or turn.reading.number):
        return False
    access.ensure_open(turn)
    if wish.task in TASKS:
        TASKS[wish.task](turn)
    elif wish.task is OfficeTask.CODE and not turn.is_office:
        _tell_who_makes_codes(turn)
    elif wish.task is OfficeTask.TICKETS:
        archive.search(turn, wish.whom or "")
    else:
        _look_for(turn, wish.whom, lookup.FOR_CODE if wish.task is OfficeTask.CODE else "")
    return True


def _look_for(turn: Turn, whom: str | None, purpose: str) -> None:
    if whom is None:
        lookup.ask(turn, purpose)
    else:
        lookup.search(turn, whom, purpose)


def _tell_who_makes_codes(turn: Turn) -> None:
    """An instructor asks for a code."""
    say = turn.say
    turn.reply(
        say.paragraphs(say("Codes are made by the office only:"), office.ways_to_reach(turn)),
        *tickets.writing(turn),
        menu.back(turn),
    )

"""The office finds questions again: those that are answered, and those of somebody."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.turns.turn import Turn
from programme.messages import Button
from programme.tickets import Ticket
from services.tickets import cards, finding, words


def show_settled(turn: Turn, page: int = 0) -> None:
    say = turn.say
    found = finding.settled(turn.tx, turn.contact, page)
    more = [Button(say("More"), f"tickets:settled:{page + 1}")] if found.has_more else []
    if found.shown:
        _list(turn, say("<b>Answered questions</b>"), found.shown, more)
    else:
        turn.reply(say("No question has been answered yet."), _all(turn))


def search(turn: Turn, text: str) -> None:
    say = turn.say
    found = finding.search(turn.tx, turn.contact, text, turn.now)
    if found:
        _list(turn, say("<b>Questions found</b>"), found)
    else:
        turn.reply(
            say("No question found. Write its number, a name, or a word in it."), _all(turn)
        )


def _list(turn: Turn, title: str, found: Sequence[Ticket], more: Sequence[Button] = ()) -> None:
    say = turn.say
    turn.reply(
        say.lines(
            title,
            *(
                words.found(say, cards.card(turn.tx, ticket, turn.now), turn.now)
                for ticket in found
            ),
        ),
        *(Button(f"#{ticket.id}", f"tickets:open:{ticket.id}") for ticket in found),
        *more,
        _all(turn),
    )


def _all(turn: Turn) -> Button:
    return Button(turn.say("Questions"), "tickets")

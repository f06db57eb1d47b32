"""Whoever wasn't helped twice in a row is offered a person, who gets what was written."""

from __future__ import annotations

from dataclasses import replace

from handlers.turns.turn import Turn
from programme.discretion import without_forbidden
from programme.messages import Button, EventKind
from services.tickets import asking
from store.conversations import Conversation

OFFERED_AFTER = 2
"""So many answers in a row that did not help."""

LONGEST_KEPT = 1000

WRITTEN = (EventKind.TEXT, EventKind.OTHER, EventKind.DOCUMENT)


def count(turn: Turn, before: Conversation) -> None:
    """Count an answer that did not help, and offer the office: at once where only it knows more,
    else from the second on.

    `before` is what the turn began with. Any answer that helps begins anew. What would go to the
    office is shown where it is more than the last text; what was offered and not sent is left out,
    but in a step that goes on.
    """
    if turn.incoming.kind not in WRITTEN or not turn.replies or turn.is_office:
        return
    if not (turn.is_unhelped or turn.is_for_office or _is_asked_again(turn, before)):
        return
    times = int(before.unhelped.get("times", 0)) + 1
    is_declined = "offered" in before.unhelped and not before.state
    said = "" if is_declined else before.unhelped.get("text", "")
    if not turn.features.state(before.state).is_secret:
        said = f"{said}\n{turn.incoming.text}".strip()[-LONGEST_KEPT:]
    kept = {"times": str(times), "text": said}
    if times >= OFFERED_AFTER or turn.is_for_office:
        kept["offered"] = _offer(turn, said)
    turn.expected = replace(turn.expected, unhelped=kept)


def _is_asked_again(turn: Turn, before: Conversation) -> bool:
    """Is the same asked for as before?"""
    after = turn.expected
    is_same = (after.state, after.data) == (before.state, before.data)
    return is_same and bool(after.state) and not turn.features.state(after.state).takes_more


def _offer(turn: Turn, said: str) -> str:
    """Returns the button's data. Where nothing else is expected, "ya kirim saja" presses it."""
    say, last = turn.say, turn.replies[-1]
    if said and asking.may_ask(turn.tx, turn.contact):
        words = say("Shall I pass on to the office what you wrote? You needn’t write it again.")
        button = Button(say("Yes, send it to the office"), "ask:said")
        if "\n" in said:
            words = say.paragraphs(words, say("“{text}”", text=without_forbidden(said)))
    else:
        words = say("A person of the office helps on, too.")
        button = Button(say("Talk to the office"), "contact")
    others = tuple(row for row in last.buttons if [each.data for each in row] != [button.data])
    turn.replies[-1] = replace(
        last, text=say.paragraphs(last.text, words), buttons=((button,), *others)
    )
    if not turn.expected.state and "unsure" not in turn.expected.data:
        data = {**turn.expected.data, "offered": button.data}
        turn.expected = replace(turn.expected, data=data)
    return button.data

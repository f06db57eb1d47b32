"""Step by step: the new value, the reason."""

from __future__ import annotations

from dataclasses import replace

from handlers.announcing.changes import answered, fit_words
from handlers.announcing.from_words import look_at
from handlers.announcing.own_words import carried, kept
from handlers.announcing.preview import REFUSALS, refuse
from handlers.announcing.sessions import VALUE, show, to_change
from handlers.turns import menu
from handlers.turns.turn import Turn
from programme.changes import ChangeKind, SessionChange
from programme.messages import Button
from programme.sessions import Session
from services.announcing import changing

REASON = "announce.reason"


def take_value(turn: Turn) -> bool:
    """The new value was asked for; one that can't be is asked for again.

    False where the hour was asked for and an order comes instead.
    """
    draft, said = turn.conversation.data, turn.reading
    is_order = said.office_wish is not None or said.asks_for_attendance_list
    if draft["kind"] == ChangeKind.MOVED and is_order:
        return False
    try:
        session = to_change(turn, draft["session"])
    except REFUSALS as refusal:
        refuse(turn, refusal)
        return True
    turn.expect(VALUE, **draft)
    words = fit_words(turn, turn.reading.text)
    if words is None:
        return True
    change = answered(turn, session, ChangeKind(draft["kind"]), words)
    if change is None:
        turn.reply(
            turn.say("I could not read a day or time in that. For example: Thursday 10.00–12.00"),
            menu.cancel(turn),
        )
        return True
    try:
        changing.check(session, change, turn.now)
    except REFUSALS as refusal:
        refuse(turn, refusal)
        return True
    if change.kind is ChangeKind.INFO:
        look_at(turn, session.id, change, kept(turn))
    else:
        ask_reason(turn, session.id, change)
    return True


def cancel(turn: Turn, session: Session) -> None:
    """The session is called off."""
    ask_reason(turn, session.id, SessionChange(ChangeKind.CANCELLED))


def revive(turn: Turn, session: Session) -> None:
    """The session takes place after all, as it was."""
    look_at(turn, session.id, SessionChange(ChangeKind.MOVED), None)


def ask_reason(turn: Turn, session_id: int, change: SessionChange) -> None:
    turn.reply(
        turn.say("The reason? People like to know it."),
        Button(turn.say("Without a reason"), "announce:skip"),
        menu.cancel(turn),
    )
    turn.expect(REASON, session=str(session_id), change=change.to_json(), **carried(turn))


def take_reason(turn: Turn) -> bool:
    draft = turn.conversation.data
    words = fit_words(turn, turn.reading.text)
    if words is None:
        turn.expect(REASON, **draft)
    else:
        change = replace(SessionChange.from_json(draft["change"]), reason=words)
        look_at(turn, int(draft["session"]), change, kept(turn))
    return True


def skip_reason(turn: Turn, _: str = "") -> None:
    draft = turn.conversation.data
    if "change" in draft:
        change = SessionChange.from_json(draft["change"])
        look_at(turn, int(draft["session"]), change, kept(turn))
    else:
        show(turn)

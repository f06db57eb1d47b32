"""An instructor announces a change: in his own words, or step by step.

my sessions ─► which session ─► what changes ─► new value ─► reason ─► preview ─► [Send]
own words ────────────────────────────────────────────────────────────► preview ─► [Send]

Several changes in one message are looked at one after the other.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from handlers.announcing import steps
from handlers.announcing.from_words import from_words, pick, show_following
from handlers.announcing.preview import REFUSALS, refuse, send, stop
from handlers.announcing.sessions import ask_what, show, to_change
from handlers.turns.turn import Command, Press, Take, Turn
from programme.sessions import Session

__all__ = ["BUTTONS", "COMMANDS", "STATES", "from_words"]


def pressed(turn: Turn, argument: str) -> None:
    """`argument`: "VERB:SESSION" of `OF_A_SESSION`, or "VERB" or "VERB:VALUE" of `OTHERS`."""
    verb, _, value = argument.partition(":")
    try:
        if verb in OF_A_SESSION:
            OF_A_SESSION[verb](turn, to_change(turn, value))
        else:
            OTHERS.get(verb, show)(turn, value)
    except REFUSALS as refusal:
        refuse(turn, refusal)


def _send(turn: Turn, _: str) -> None:
    if send(turn):
        show_following(turn)


def _edit(turn: Turn, _: str) -> None:
    """Something else about the session that was previewed."""
    ident = turn.conversation.data.get("session")
    if ident:
        ask_what(turn, to_change(turn, ident))
    else:
        show(turn)


OF_A_SESSION: dict[str, Callable[[Turn, Session], None]] = {
    "this": pick,
    "what": ask_what,
    "cancelled": steps.cancel,
    **{kind: partial(steps.ask_value, kind=kind) for kind in steps.ASK},
}
OTHERS: dict[str, Press] = {
    "skip": steps.skip_reason,
    "send": _send,
    "next": show_following,
    "edit": _edit,
    "stop": stop,
}
COMMANDS: dict[str, Command] = {"/sesi": show}
BUTTONS: dict[str, Press] = {"announce": pressed}
STATES: dict[str, Take] = {steps.VALUE: steps.take_value, steps.REASON: steps.take_reason}

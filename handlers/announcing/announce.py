"""An instructor announces a change: in his own words, or step by step.

my sessions ─► which session ─► what changes ─► new value ─► reason ─► preview ─► [Send]
own words ────────────────────────────────────────────────────────────► preview ─► [Send]
add a class ─► (`extra`) ─────────────────────────────────────────────► preview ─► [Send]

Changes of one message that are alike are looked at together, others one after the other.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from handlers.announcing import extra, steps
from handlers.announcing.from_words import (
    pick,
    show_following,
    show_more,
    take_changes,
    take_past_changes,
)
from handlers.announcing.preview import REFUSALS, refuse, send, stop
from handlers.announcing.sessions import ASK, VALUE, ask_value, ask_what, show, to_change
from handlers.turns.features import Command, Label, Menu, Press, State
from handlers.turns.turn import Turn
from locales.words import sentence
from programme.sessions import Session

__all__ = ["FEATURE", "take_changes", "take_past_changes"]


def prepare_announcement(turn: Turn, argument: str) -> None:
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
    if extra.send(turn) if "model" in turn.conversation.data else send(turn):
        show_following(turn)


def _edit(turn: Turn, _: str) -> None:
    """Something else about the session that was previewed."""
    draft = turn.conversation.data
    if "session" in draft:
        ask_what(turn, to_change(turn, draft["session"]))
    elif "model" in draft:
        extra.ask(turn)
    else:
        show(turn)


OF_A_SESSION: dict[str, Callable[[Turn, Session], None]] = {
    "this": pick,
    "what": ask_what,
    "cancelled": steps.cancel,
    "on": steps.revive,
    **{kind: partial(ask_value, kind=kind) for kind in ASK},
}
OTHERS: dict[str, Callable[[Turn, str], None]] = {
    "page": show,
    "which": show_more,
    "add": extra.ask,
    "skill": extra.take_skill,
    "like": extra.take_model,
    "skip": steps.skip_reason,
    "send": _send,
    "next": show_following,
    "edit": _edit,
    "stop": stop,
}


FEATURE = (
    Command("/sesi", show),
    Press(
        "announce",
        prepare_announcement,
        drafts=("send",),
        labels=(
            Label(
                sentence("My classes"),
                menu=Menu.CLASSES,
                also_called=("ubah kelas", "ganti kelas", "ngowahi kelas", "change a class"),
            ),
            Label(sentence("Change or cancel a class"), menu=Menu.OFFICE_PAGE),
        ),
    ),
    State(VALUE, steps.take_value, is_free_text=True),
    State(steps.REASON, steps.take_reason, is_free_text=True),
    State(extra.EXTRA, extra.take_more, is_free_text=True),
)

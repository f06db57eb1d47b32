"""Which claim would take a text, and which came close, without a store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from handlers.claims import CLAIMS, Claim, anything, anything_but_a_command
from handlers.turns.features import State
from programme.people import Role
from understanding import Reading


@dataclass(frozen=True, slots=True)
class IdleChat:
    """A chat in which nothing was asked and no button was shown."""

    role: Role | None = None
    is_known: bool = True
    state: State = field(default=State(""), init=False)
    is_reply: bool = field(default=False, init=False)


def tell_why(said: Reading, chat: IdleChat) -> Iterator[str]:
    """The claim that takes the text, then the others that it speaks for, and what they lack.

    A claim that depends on the store counts as one that came close.
    """
    *claims, last = CLAIMS
    speaking = [each for each in claims if _is_told_by_words(each) and each.hears(said)]
    taking = next((each for each in speaking if each.where.holds(chat) and not each.needs), last)
    yield f"{'taken by':20}{taking.name}"
    for each in speaking:
        if each is not taking:
            yield f"{'came close':20}{each.name}: {_lack(each, chat)}"


def _is_told_by_words(claim: Claim) -> bool:
    """The others hold where the chat is in the middle of something."""
    return claim.hears not in (anything, anything_but_a_command)


def _lack(claim: Claim, chat: IdleChat) -> str:
    if not claim.where.holds(chat):
        return f"holds {claim.where.words}"
    return f"holds where {claim.needs}" if claim.needs else "stands further down"

"""Infers what a 429 means. No messenger says whether it limits one chat or the whole account."""

from __future__ import annotations

CHATS_OF_AN_ACCOUNT = 3
WITHIN_SECONDS = 10.0


class Floods:
    """A 429 means its chat, until three chats were refused and nothing was accepted meanwhile.

    What began before the first of these refusals doesn't count as accepted. With fewer than three
    chats, pausing each of them is as good as pausing the account. Times are monotonic seconds.
    """

    def __init__(self) -> None:
        self._refused: dict[str, float] = {}

    def mean_account(self, address: str, now: float) -> bool:
        """This chat was refused now. Does that make it the account?"""
        self._refused = {
            chat: at for chat, at in self._refused.items() if at > now - WITHIN_SECONDS
        }
        self._refused.setdefault(address, now)
        if len(self._refused) < CHATS_OF_AN_ACCOUNT:
            return False
        self._refused.clear()
        return True

    def accepted(self, began_at: float) -> None:
        """A message that began then was accepted."""
        if self._refused and began_at > min(self._refused.values()):
            self._refused.clear()

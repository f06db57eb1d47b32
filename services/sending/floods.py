"""Infers what a 429 means. No messenger says whether it limits one chat or the whole account."""

from __future__ import annotations

CHATS_OF_AN_ACCOUNT = 3
WITHIN_SECONDS = 10.0
FIRST_PAUSE = 0.25
PAUSE_OF_A_NEW_PROCESS = 2.0


class Floods:
    """A 429 pauses its chat. When three chats were refused and nothing was accepted meanwhile,
    the account may be meant: then other chats get one message at a time, to find out.

    The first at once, each further one after twice the pause of the one before. The first that is
    accepted shows that only chats were meant. What began before the first of the refusals shows
    nothing. Times are monotonic seconds.
    """

    def __init__(self) -> None:
        self._refused: dict[str, float] = {}
        self._suspected_until = 0.0
        self._tried_again_at = 0.0
        self._pause = FIRST_PAUSE

    def refused(self, address: str, until: float, now: float) -> bool:
        """This chat has to wait until then. May that mean the account?"""
        if now >= self._suspected_until:
            after = now - WITHIN_SECONDS
            self._refused = {chat: at for chat, at in self._refused.items() if at > after}
        self._refused.setdefault(address, now)
        if len(self._refused) < CHATS_OF_AN_ACCOUNT:
            return False
        if now >= self._suspected_until:
            self._pause, self._tried_again_at = FIRST_PAUSE, now
        self._suspected_until = max(self._suspected_until, until)
        return True

    def remember(self, until: float, now: float) -> None:
        """The process before this one was refused: the account may have to wait until then."""
        self._pause, self._tried_again_at = FIRST_PAUSE, now + PAUSE_OF_A_NEW_PROCESS
        self._suspected_until = until

    def accepted(self, began_at: float) -> bool:
        """A message that began then was accepted. Does that end a suspicion?"""
        if began_at <= min(self._refused.values(), default=0.0):
            return False
        self._refused.clear()
        was_suspected, self._suspected_until = began_at < self._suspected_until, 0.0
        return was_suspected

    def wait(self, now: float) -> float | None:
        """Seconds until one message may be tried. None when nothing is suspected."""
        if now >= self._suspected_until:
            return None
        return max(0.0, min(self._tried_again_at, self._suspected_until) - now)

    def tried(self, now: float) -> None:
        """That one message was sent."""
        self._tried_again_at = now + self._pause
        self._pause *= 2

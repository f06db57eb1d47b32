"""Why a message did not reach somebody, in words for whoever sent it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from locales import Words
from locales.words import sentence

BLOCKED = sentence("has blocked the bot")
GONE = sentence("chat no longer there")
UNCLEAR = sentence("not certain whether it arrived")
LATE = sentence("too late")
NOT_TAKEN = sentence("not accepted")

WHY = {
    "blocked": BLOCKED,
    "kicked": BLOCKED,
    "forbidden": BLOCKED,
    "deactivated": GONE,
    "deleted": GONE,
    "chat_not_found": GONE,
    "unreachable": GONE,
    "no_answer_in_time": UNCLEAR,
    "cut_off": UNCLEAR,
    "partly_sent": UNCLEAR,
    "unreadable_answer": UNCLEAR,
    "interrupted": UNCLEAR,
    "uncertain": UNCLEAR,
    "no chat": sentence("not linked yet"),
    "said stop": sentence("has written STOP"),
    "muted": sentence("has turned class reminders off"),
    "unsubscribed": sentence("has written STOP"),
    "stopped": sentence("the message was stopped"),
    "link over": sentence("the chat is no longer linked"),
    "too late": LATE,
    "expired": LATE,
}


def is_out_of_reach(reason: str) -> bool:
    """Could the chat itself not be reached?"""
    return _known(reason) in (BLOCKED, GONE)


def why_not(say: Words, reasons: Counter[str]) -> str:
    """ "has blocked the bot (3), too late (1)": the reasons, the most frequent first."""
    counts: Counter[str] = Counter()
    for reason, count in reasons.items():
        counts[_known(reason)] += count
    return ", ".join(f"{say(message)} ({count})" for message, count in counts.most_common())


def why_one(say: Words, reasons: Iterable[str]) -> str:
    """ "has blocked the bot, too late": why one person was not reached."""
    return ", ".join(dict.fromkeys(str(say(_known(reason))) for reason in reasons))


def _known(reason: str) -> str:
    return UNCLEAR if reason.startswith("http_") else WHY.get(reason, NOT_TAKEN)

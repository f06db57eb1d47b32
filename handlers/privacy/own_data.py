"""A readable page of what is stored about whoever asks: shortened in the chat, whole as a file."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from datetime import date, datetime

from handlers.privacy.own_data_words import HIDDEN, LABELS, TITLES, VALUES
from handlers.turns.turn import Turn
from locales import skills
from locales.phones import written_phone
from locales.steps import NAMES
from programme.certificates import Step
from programme.discretion import find_forbidden
from services.privacy.own_data import Stored
from store.own_data import Value

IN_THE_CHAT = (
    "participant",
    "classes",
    "certificates",
    "role",
    "links",
    "consents",
    "family",
    "proofs",
    "erasure_request",
    "chat",
)
"""What is read in the chat itself, in this order; of all else how much there is."""

LONGEST_PART = 600
"""Characters in the chat."""


def shortened(turn: Turn, stored: Stored) -> str:
    """What can be read in the chat: no free text, nothing long."""
    say = turn.say
    parts = {name: _part(turn, stored, name, is_short=True) for name in IN_THE_CHAT}
    shown = {
        name: part
        for name, part in parts.items()
        if part and len(part) <= LONGEST_PART and not find_forbidden(part)
    }
    others = [
        say("{title} ({count})", title=say(TITLES[name]), count=len(rows))
        for name, rows in stored.items()
        if rows and name not in shown
    ]
    return say.paragraphs(
        *shown.values(),
        say("In the file, too: {others}.", others=", ".join(others)) if others else None,
    )


def in_full(turn: Turn, stored: Stored) -> bytes:
    """All of it, as a text file."""
    parts = (_part(turn, stored, name) for name in stored)
    page = "\n\n".join(part for part in parts if part)
    return html.unescape(re.sub(r"</?[bi]>", "", page)).encode()


def _part(turn: Turn, stored: Stored, name: str, *, is_short: bool = False) -> str:
    """One kind of rows; with `is_short` without what somebody wrote freely."""
    say, rows = turn.say, stored[name]
    written = [
        [
            say("{label}: {value}", label=say(LABELS[field]), value=said)
            for field, value in row.items()
            if field not in HIDDEN
            and not (is_short and field in FREE_TEXT)
            and (said := _said(turn, field, value))
        ]
        for row in rows
    ]
    if name in ONE_ROW:
        lines = [line for row in written for line in row]
    else:
        lines = [say("• {facts}", facts=_joined(turn, row)) for row in written if row]
    if is_short:
        lines = [*dict.fromkeys(lines)]  # two sons' consents read alike
    return say.lines(say("<b>{title}</b>", title=say(TITLES[name])), *lines) if lines else ""


def _joined(turn: Turn, facts: Sequence[str]) -> str:
    first, *others = facts
    for other in others:
        first = turn.say("{first}, {other}", first=first, other=other)
    return first


def _said(turn: Turn, field: str, value: Value) -> str:
    say = turn.say
    match value:
        case None | "" | ():
            return ""
        case bool():
            return say("yes") if value else say("no")
        case datetime():
            day = say.plain_day(say.local_day(value))
            return f"{day} {say.clock(value)}" if field == "class_at" else day
        case date():
            return say.plain_day(value)
        case tuple():
            return ", ".join(_word(turn, field, each) for each in value)
        case _:
            return _word(turn, field, str(value))


def _word(turn: Turn, field: str, value: str) -> str:
    """Codes in words; whatever isn't one as it stands."""
    if field == "step":
        return turn.say(NAMES[Step(value)])
    if field in ("skill", "skills"):
        return skills.name(value)
    if field in ("phone", "phones"):
        return written_phone(value)
    if field == "address" and not turn.channel.tells_address:
        return turn.say("this chat")
    if field == "channel" and value in turn.setup.channels:
        return turn.setup.channels[value].title or value
    known = VALUES.get(f"{field}:{value}")
    return turn.say(known) if known else value


FREE_TEXT = frozenset({"text", "note", "reason", "paper"})
ONE_ROW = frozenset({"chat", "participant"})

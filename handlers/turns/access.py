"""What a closed chat may still ask; for all else it has to prove itself, or to agree, first.

Whatever isn't named here waits: a new handler is behind the gate until it says that it tells and
changes nothing personal.
"""

from __future__ import annotations

from handlers.turns.turn import Turn
from programme.locks import Lock
from services.privacy import locks
from understanding import Intent

COMMANDS = frozenset(
    {
        "/menu",
        "/help",
        "/bantuan",
        "/batal",
        "/bahasa",
        "/lokasi",
        "/kursus",
        "/petugas",
        "/privasi",
        "/stop",
    }
)
BUTTONS = frozenset(
    {
        "menu",
        "help",
        "cancel",
        "language",
        "place",
        "courses",
        "contact",
        "ask",
        "link",
        "request",
        "unlock",
        "disown",
    }
)
"""Whatever stands after their colon."""

DATA = frozenset(
    {
        "reminders:off",
        "certificate:number",
        "privacy",
        "privacy:delete",
        "privacy:yes",
        "consent:withdraw",
        "consent:declined",
        "consent:restore",
    }
)
"""Buttons that only answer in public, or take something away."""

INTENTS = frozenset(
    {
        Intent.HELP,
        Intent.GREETING,
        Intent.THANKS,
        Intent.OUT_OF_SCOPE,
        Intent.CONTACT,
        Intent.COURSES,
        Intent.LOCATION,
        Intent.LANGUAGE,
        Intent.REMINDERS_OFF,
        Intent.DELETE_DATA,
    }
)
STATES = frozenset(
    {
        "",
        "start.consent",
        "start.nickname",
        "certificate.number",
        "certificate.birth_date",
        "ask.text",
        "ask.more",
        "request.who",
        "unlock.pin",
        "unlock.birth_date",
        "unlock.consent",
        "consent.taken_back",
    }
)


RIGHTS = frozenset({"privacy", "consent", Intent.MY_DATA, "privacy.wrong"})
"""Buttons, questions and states that a changed consent text doesn't stand before: nobody has to
agree to it to read, correct or erase his data (UU PDP 27/2022, Art. 6 to 9).
"""


class Closed(Exception):
    """`lock` is what opens the chat, `pressed` the data of a button that waits for it."""

    def __init__(self, lock: Lock, pressed: str = "") -> None:
        super().__init__(lock)
        self.lock = lock
        self.pressed = pressed


def ensure_open(turn: Turn, pressed: str = "", wish: str = "") -> None:
    """`wish` is the button, question or state. Raises `Closed`."""
    lock = locks.first_lock(turn.tx, turn.contact, turn.now)
    if lock and not (lock is Lock.CONSENT and wish in RIGHTS):
        raise Closed(lock, pressed)


def ensure_may_press(turn: Turn, data: str) -> None:
    """Raises `Closed`."""
    name = data.partition(":")[0]
    if data not in DATA and name not in BUTTONS:
        ensure_open(turn, data, name)


def ensure_may_command(turn: Turn, name: str) -> None:
    """Raises `Closed`."""
    if name not in COMMANDS:
        ensure_open(turn)


def ensure_may_ask(turn: Turn, intent: Intent) -> None:
    """Raises `Closed`."""
    if intent not in INTENTS:
        ensure_open(turn, wish=intent)


def ensure_may_answer(turn: Turn) -> None:
    """To what was asked in the state the chat is in. Raises `Closed`."""
    if turn.conversation.state not in STATES:
        ensure_open(turn, wish=turn.conversation.state)

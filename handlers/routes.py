"""Which handler takes what: each module's tables, put together in one place."""

from __future__ import annotations

from handlers import staff
from handlers.announcing import announce, broadcast
from handlers.certificates import certificate, collecting, find, move, one_time
from handlers.classes import attendance, escort, reminders, schedule
from handlers.linking import family, family_review, requests, start
from handlers.privacy import consent, disown, erase, pin, privacy, unlock
from handlers.proofs import employer_proof
from handlers.tickets import office, tickets
from handlers.turns import language, menu, other_matters
from handlers.turns.turn import Answer, Command, Press, Take, TakeFile
from understanding import Intent

COMMANDS: dict[str, Command] = {
    **menu.COMMANDS,
    **schedule.COMMANDS,
    **certificate.COMMANDS,
    **employer_proof.COMMANDS,
    **office.COMMANDS,
    **reminders.COMMANDS,
    **language.COMMANDS,
    **announce.COMMANDS,
    **privacy.COMMANDS,
    **family.COMMANDS,
    **broadcast.COMMANDS,
    **staff.COMMANDS,
    **pin.COMMANDS,
}
"""/command → what it does."""

BUTTONS: dict[str, Press] = {
    **menu.BUTTONS,
    **schedule.BUTTONS,
    **certificate.BUTTONS,
    **collecting.BUTTONS,
    **employer_proof.BUTTONS,
    **office.BUTTONS,
    **tickets.BUTTONS,
    **reminders.BUTTONS,
    **language.BUTTONS,
    **start.BUTTONS,
    **announce.BUTTONS,
    **attendance.BUTTONS,
    **privacy.BUTTONS,
    **family.BUTTONS,
    **family_review.BUTTONS,
    **requests.BUTTONS,
    **escort.BUTTONS,
    **broadcast.BUTTONS,
    **staff.BUTTONS,
    **unlock.BUTTONS,
    **consent.BUTTONS,
    **disown.BUTTONS,
    **pin.BUTTONS,
}
"""The word before the first colon of a button's data → who takes the rest."""

INTENTS: dict[Intent, Answer] = {
    **menu.INTENTS,
    **other_matters.INTENTS,
    **schedule.INTENTS,
    **certificate.INTENTS,
    **office.INTENTS,
    **reminders.INTENTS,
    **language.INTENTS,
    **privacy.INTENTS,
}

STATES: dict[str, Take] = {
    **one_time.STATES,
    **collecting.STATES,
    **consent.STATES,
    **start.STATES,
    **requests.STATES,
    **announce.STATES,
    **broadcast.STATES,
    **staff.STATES,
    **unlock.STATES,
    **privacy.STATES,
    **pin.STATES,
    **tickets.STATES,
}
"""What is expected → who takes the text; False = the text is another matter."""

FILES: dict[str, TakeFile] = {
    **broadcast.FILES,
    **tickets.FILES,
    **privacy.FILES,
    **staff.FILES,
}
"""What is expected → who takes a file. Nobody is to send one in any other state."""

UNREADABLE: dict[str, Command] = {
    **tickets.UNREADABLE,
    **privacy.UNREADABLE,
    **staff.UNREADABLE,
}
"""What is expected → what is said of a sticker or a voice there."""

ASKED_BY: dict[str, Intent] = {data: intent for intent, (_, data) in menu.CHOICES.items()}
"""A button's data → the question it stands for."""

TAKES_ANY_WORDS = frozenset(
    {
        *announce.STATES,
        broadcast.TEXT,
        move.REASON,
        erase.REASON,
        privacy.WRONG,
        tickets.TEXT,
    }
)
"""States in which no word is a button's, "batal" excepted: people write what others will read."""

TAKES_DESPAIR = TAKES_ANY_WORDS | {tickets.MORE}
"""States in which words of despair go where all others go."""

TAKES_NUMBERS = frozenset({find.NUMBERS, find.STEP})
"""States in which what looks like a code is a number on a certificate."""

ABOUT_SOMEBODY = frozenset({*staff.STATES, *one_time.STATES})
"""States in which “salah orang” and “salah nomor” speak of what was looked for."""

TAKES_CANCEL = frozenset({start.NICKNAME, consent.TAKEN_BACK})
"""States to which "batal" is an answer; it ends all others."""

QUESTIONS = frozenset({"/jadwal", "/sertifikat"})
"""Commands that may be followed by words."""

"""A closed chat proves itself, or agrees to the present text, and gets what it asked for.

something personal is asked ─► PIN, or a birth date ─► the text, if it is a new one ─►
what was only told to be there ─► the answer to what was asked
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

from handlers.turns import menu, other_matters
from handlers.turns.access import Closed
from handlers.turns.features import Press, State
from handlers.turns.turn import Turn
from locales.consent_texts import VERSION, consent_text
from programme.locks import Lock
from programme.messages import Button, EventKind, Incoming
from programme.pins import read_pin
from programme.reminders import ReminderRules
from services.inbox import conversation
from services.people.attempts import TooManyTries
from services.privacy import consent, locks
from services.privacy.locks import NotProven
from services.pushed import Speaker
from store.conversations import Conversation
from understanding import Topic

PIN, BIRTH_DATE, CONSENT = "unlock.pin", "unlock.birth_date", "unlock.consent"


def ask(turn: Turn, closed: Closed) -> None:
    """Ask for what opens the chat; what was asked for, and in the middle of what, is kept."""
    waiting = turn.incoming
    if closed.button:
        waiting = replace(waiting, kind=EventKind.BUTTON, data=closed.button, text="")
    before = turn.conversation
    if before.state in (PIN, BIRTH_DATE, CONSENT):
        before = _kept_conversation(before)
    kept = {"state": before.state, "data": before.data, "asked": before.asked}
    _ask(turn, closed.lock, {"event": waiting.to_json(), "before": json.dumps(kept)})


def _ask(turn: Turn, lock: Lock, kept: dict[str, str]) -> None:
    say = turn.say
    match lock:
        case Lock.PIN:
            turn.reply(
                say("Your PIN, please: then I can go on."),
                Button(say("PIN forgotten"), "unlock:forgotten"),
                menu.cancel(turn),
            )
            turn.expect(PIN, **kept)
        case Lock.BIRTH_DATE:
            turn.reply(
                say.paragraphs(
                    say("It has been quiet here for long, so I ask once, to be sure."),
                    say("The participant’s date of birth? For example: 17-8-1990"),
                ),
                Button(say("That is not me"), "disown"),
                menu.cancel(turn),
            )
            turn.expect(BIRTH_DATE, **kept)
        case Lock.CODE:
            turn.reply(
                say(
                    "It has been quiet here for long. To go on, this chat needs a new code from "
                    "the office."
                ),
                Button(say("Talk to the office"), "contact"),
                Button(say("That is not me"), "disown"),
                menu.back(turn),
            )
        case Lock.CONSENT:
            turn.reply(
                say.paragraphs(
                    say("The text about your data has changed. Please read it once."),
                    consent_text(say.language, turn.setup.responsible),
                ),
                Button(say("I agree"), f"unlock:agree:{VERSION}"),
                Button(say("I don’t agree"), "consent:declined"),
            )
            turn.expect(CONSENT, **kept)


def take_pin(turn: Turn) -> bool:
    if turn.reading.has_forgotten:
        _forgotten(turn)
        return True
    pin = read_pin(turn.reading.text)
    if pin is None:
        return _take_other(turn, Lock.PIN)
    conversation.delete_written(turn.tx, turn.contact, turn.incoming, turn.now)
    return _try(turn, lambda: locks.prove_by_pin(turn.tx, turn.contact, pin, turn.now), Lock.PIN)


def take_birth_date(turn: Turn) -> bool:
    born = turn.reading.birth_date
    if born is None:
        return _take_other(turn, Lock.BIRTH_DATE)
    return _try(
        turn,
        lambda: locks.prove_by_birth_date(turn.tx, turn.contact, born, turn.now),
        Lock.BIRTH_DATE,
    )


def take_consent(turn: Turn) -> bool:
    """Agreeing takes the button, or its words."""
    return _take_other(turn, Lock.CONSENT)


def _try(turn: Turn, prove: Callable[[], None], lock: Lock) -> bool:
    say, kept = turn.say, turn.conversation.data
    try:
        prove()
    except NotProven:
        turn.reply(
            say("That PIN is not right. Please try again.")
            if lock is Lock.PIN
            else say("That is not the date I have. Please try again."),
            Button(say("PIN forgotten"), "unlock:forgotten")
            if lock is Lock.PIN
            else Button(say("Talk to the office"), "contact"),
            menu.cancel(turn),
        )
        turn.expect(turn.conversation.state, **kept)
    except TooManyTries as stop:
        menu.tried_too_often(turn, stop)
    else:
        _go_on(turn)
    return True


def _take_other(turn: Turn, lock: Lock) -> bool:
    """Another matter in between is answered, and the proof may come after it."""
    asked = turn.reading.asked
    if other_matters.asks_for_another(asked) or asked.topic in (Topic.DISTRESS, Topic.ABUSE):
        turn.expect(turn.conversation.state, **turn.conversation.data)
        return False
    _ask(turn, lock, turn.conversation.data)
    return True


def _go_on(turn: Turn) -> None:
    """What else stands before it, what was held back, and then what was asked for."""
    kept = turn.conversation.data
    if lock := locks.first_lock(turn.tx, turn.contact, turn.now):
        _ask(turn, lock, kept)
        return
    speaker = Speaker(
        turn.setup.language, turn.setup.zone, ReminderRules((), None), turn.setup.office
    )
    news = speaker.held_back(turn.tx, turn.contact, turn.now)
    turn.replies += news
    turn.conversation = _kept_conversation(turn.conversation)
    waiting = Incoming.from_json(kept["event"]) if "event" in kept else turn.incoming
    is_answered = waiting.data.startswith("unlock:") or "event" not in kept
    if not is_answered:
        turn.waiting = replace(waiting, event_id=turn.incoming.event_id)
    elif not news:
        turn.reply(turn.say("There is nothing new."), *menu.buttons(turn))


def _kept_conversation(conversation: Conversation) -> Conversation:
    """The conversation that the question for a proof interrupted."""
    kept = json.loads(conversation.data.get("before", "{}"))
    return replace(
        conversation,
        state=kept.get("state", ""),
        data=kept.get("data", {}),
        asked=kept.get("asked", {}),
    )


def unlock_chat(turn: Turn, argument: str) -> None:
    """ "news": read what was only told to be there; "agree:VERSION"; "forgotten": the PIN."""
    verb, _, version = argument.partition(":")
    match verb:
        case "agree" if version == VERSION:
            _agree(turn)
        case "forgotten":
            _forgotten(turn)
        case _:
            if lock := locks.first_lock(turn.tx, turn.contact, turn.now):
                raise Closed(lock, "unlock:news")
            _go_on(turn)


def _agree(turn: Turn) -> None:
    """Only to a text that was asked about, in a chat that has proven itself."""
    lock = locks.first_lock(turn.tx, turn.contact, turn.now)
    if lock not in (None, Lock.CONSENT):
        raise Closed(lock, "unlock:news")
    if lock is Lock.CONSENT:
        consent.give(turn.tx, turn.contact, turn.say.language, turn.setup.responsible, turn.now)
    _go_on(turn)


def _forgotten(turn: Turn) -> None:
    say = turn.say
    turn.reply(
        say(
            "Then please ask the office for a new code (one for each person this chat is about) "
            "and write it here: it opens this chat, and the old PIN is gone."
        ),
        Button(say("Talk to the office"), "contact"),
        menu.back(turn),
    )
    turn.expect(PIN, **turn.conversation.data)


FEATURE = (
    Press("unlock", unlock_chat, when_closed=True),
    State(PIN, take_pin, when_closed=True, is_secret=True),
    State(BIRTH_DATE, take_birth_date, when_closed=True, is_secret=True),
    State(CONSENT, take_consent, when_closed=True),
)

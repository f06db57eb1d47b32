"""A turn: one event in, the answers out, everything in one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from handlers import announce, menu, reminders, start
from handlers.routes import BUTTONS, COMMANDS, INTENTS, STATES
from handlers.turn import CHOICES_LAST, CONVERSATION_LASTS, Setup, Turn
from locales import Words
from programme.messages import Button, ChatType, EventKind, Incoming, Outgoing
from services import conversation, enrol, outbox
from store.connection import Tx
from understanding import Intent, Understood, parse

LONGEST_TEXT = 4096


def take_turn(tx: Tx, setup: Setup, inbox_id: int, incoming: Incoming, now: datetime) -> bool:
    """Handle one stored event. False when it was handled before."""
    if not conversation.finish_event(tx, inbox_id, now):
        return False
    if incoming.chat_type is ChatType.BROADCAST:
        return True
    contact = conversation.writer_of(tx, incoming, now)
    say = Words(contact.language or setup.language, setup.zone)
    state = conversation.current(tx, contact, now)
    turn = Turn(tx, now, setup, contact, incoming, say, state, event_key=str(inbox_id))
    if incoming.chat_type is ChatType.GROUP:
        _answer_group(turn)
    else:
        _answer(turn)
        _remember(turn)
    _queue(turn, inbox_id)
    return True


def apologise(tx: Tx, setup: Setup, inbox_id: int, incoming: Incoming, now: datetime) -> None:
    """A turn failed and was undone: keep the event for whoever mends the cause, and say so."""
    conversation.fail_event(tx, inbox_id, now)
    if incoming.chat_type is not ChatType.PRIVATE:
        return
    contact = conversation.writer_of(tx, incoming, now)
    say = Words(contact.language or setup.language, setup.zone)
    text = say("Sorry, something went wrong on our side. Please try again a little later.")
    outbox.reply(tx, contact, Outgoing(text), f"{inbox_id}:sorry", now)


def _answer(turn: Turn) -> None:
    event = turn.incoming
    match event.kind:
        case EventKind.TEXT:
            _answer_text(turn, event.text[:LONGEST_TEXT].strip())
        case EventKind.BUTTON:
            _press(turn, event.data)
        case EventKind.START:
            start.started(turn)
        case EventKind.DOCUMENT:
            menu.no_files(turn)
        case EventKind.PHONE:
            menu.no_phone(turn)
        case EventKind.OTHER:
            menu.cannot_read(turn)
        case EventKind.MEMBERSHIP:
            pass


def _answer_text(turn: Turn, text: str) -> None:
    if text.startswith("/"):
        COMMANDS.get(text.split(maxsplit=1)[0].lower(), menu.show)(turn)
        return
    if pressed := _numbered_choice(turn, text):
        _press(turn, pressed)
        return
    if enrol.looks_like_code(text):
        start.take_code(turn, text)
        return
    asked = parse(text, turn.local_now)
    expected = STATES.get(turn.conversation.state)
    if asked.intent is Intent.REMINDERS_OFF and not asked.is_unsure:
        reminders.turn_off(turn)
    elif asked.is_cancel:
        menu.cancelled(turn)
    elif expected and expected(turn, text, asked):
        return
    elif not (turn.contact.staff_id and announce.from_words(turn, text)):
        for request in asked.requests or (asked,):
            _answer_request(turn, request)


def _answer_request(turn: Turn, asked: Understood) -> None:
    if asked.is_unsure:
        menu.unsure(turn, asked)
    else:
        INTENTS.get(asked.intent, menu.unsure)(turn, asked)


def _press(turn: Turn, data: str) -> None:
    """A button, also of an old message; one that nobody knows shows the menu."""
    name, _, argument = data.partition(":")
    BUTTONS.get(name, menu.show)(turn, argument)


def _numbered_choice(turn: Turn, text: str) -> str | None:
    """ "2" or "2." is the second button of the last message."""
    digits = text.rstrip(".) ")
    choices = turn.conversation.choices
    if digits.isascii() and digits.isdigit() and 1 <= int(digits) <= len(choices):
        return choices[int(digits) - 1]
    return None


def _answer_group(turn: Turn) -> None:
    """In groups only a link to the private chat: what is said there, everybody reads."""
    link = turn.setup.links.get(turn.incoming.channel, "")
    is_said = turn.incoming.kind in (EventKind.TEXT, EventKind.START)
    if is_said and link:
        turn.reply(turn.say("Please write to me in private: {link}", link=link))


def _remember(turn: Turn) -> None:
    """What is expected next, and which buttons were shown last."""
    if not turn.replies:
        return
    last = turn.replies[-1] = _numbered(turn.replies[-1])
    shown = tuple(button.data for row in last.buttons for button in row)
    lasts = CONVERSATION_LASTS if turn.expected.state else CHOICES_LAST
    conversation.keep(
        turn.tx, turn.contact, replace(turn.expected, choices=shown), turn.now + lasts, turn.now
    )


def _numbered(message: Outgoing) -> Outgoing:
    """Number the buttons where there is a choice: the number can be written instead."""
    if sum(len(row) for row in message.buttons) < 2:
        return message
    number = iter(range(1, 100))
    rows = tuple(
        tuple(Button(f"{next(number)}. {button.label}", button.data) for button in row)
        for row in message.buttons
    )
    return replace(message, buttons=rows)


def _queue(turn: Turn, inbox_id: int) -> None:
    for place, message in enumerate(turn.replies):
        outbox.reply(turn.tx, turn.contact, message, f"{inbox_id}:{place}", turn.now)

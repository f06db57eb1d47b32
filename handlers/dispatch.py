"""A turn: one event in, the answers out, everything in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from handlers import claims, routing
from handlers.feature_list import FEATURES
from handlers.linking import open_step, requests, start
from handlers.privacy import unlock
from handlers.tickets import unhelped
from handlers.turns import choices, groups, menu, open_questions
from handlers.turns.access import Closed
from handlers.turns.long_answers import shortened
from handlers.turns.turn import Setup, Turn
from locales import Words
from programme.discretion import find_forbidden, without_direction_marks, without_forbidden
from programme.messages import ChatType, EventKind, Incoming, Outgoing
from programme.people import Contact
from services.inbox import conversation
from services.people.roles import NotAllowed
from services.sending import outbox
from store import contacts
from store.connection import Tx


def take_turn(tx: Tx, setup: Setup, inbox_id: int, incoming: Incoming, now: datetime) -> bool:
    """Handle one stored event. False when it was handled before."""
    if not conversation.finish_event(tx, inbox_id, now):
        return False
    if incoming.chat_type is ChatType.BROADCAST:
        return True
    contact = conversation.writer_of(tx, incoming, now)
    turn = _turn(tx, setup, contact, _unturned(incoming), str(inbox_id), now)
    if incoming.is_edit and turn.conversation.said != incoming.source_message:
        return True  # of an earlier message: much may have been said since
    if incoming.chat_type is ChatType.GROUP:
        groups.answer(turn)
        _remember(turn)
    else:
        before = turn.conversation
        _answer(turn)
        unhelped.count(turn, before)
        if turn.contact.id == contact.id:
            open_step.ask_again(turn)
        _remember(turn)
    _queue(turn)
    return True


def _unturned(incoming: Incoming) -> Incoming:
    """The event without characters that turn its text, or its file's name, around."""
    file, text = incoming.document, without_direction_marks(incoming.text)
    if file:
        name = without_direction_marks(file.name)
        return replace(incoming, text=text, document=replace(file, name=name))
    return incoming if text == incoming.text else replace(incoming, text=text)


def answer_later(
    tx: Tx,
    setup: Setup,
    contact_id: int,
    key: str,
    answer: Callable[[Turn], None],
    now: datetime,
) -> None:
    """Take a turn that no event began: `answer` finishes what an earlier one left open.

    The replies stand in the outbox under `key`. Whatever else the chat is in the middle of goes
    on, unless `answer` expects something. Who may not hear it any more hears nothing.
    """
    contact = contacts.by_id(tx, contact_id)
    if contact is None:
        return
    incoming = Incoming(
        contact.channel, contact.address, ChatType.PRIVATE, key, EventKind.OTHER, now
    )
    turn = _turn(tx, setup, contact, incoming, key, now)
    before = turn.expected
    try:
        answer(turn)
    except NotAllowed:
        return
    if turn.expected is not before:
        _remember(turn)
    _queue(turn)


def _turn(
    tx: Tx, setup: Setup, contact: Contact, incoming: Incoming, key: str, now: datetime
) -> Turn:
    say = Words(contact.language or setup.language, setup.zone)
    state = conversation.current(tx, contact, now)
    return Turn(tx, now, setup, FEATURES, contact, incoming, say, state, event_key=key)


def apologise(tx: Tx, setup: Setup, inbox_id: int, incoming: Incoming, now: datetime) -> None:
    """A turn failed and was undone: keep the event for whoever fixes the cause, and apologise."""
    conversation.fail_event(tx, inbox_id, now)
    if incoming.chat_type is not ChatType.PRIVATE:
        return
    contact = conversation.writer_of(tx, incoming, now)
    say = Words(contact.language or setup.language, setup.zone)
    text = say("Sorry, something went wrong on our side. Please try again a little later.")
    outbox.reply(tx, contact, Outgoing(text), f"{inbox_id}:sorry", now)


def _answer(turn: Turn) -> None:
    """Answer the event, then what waited for it."""
    _answer_or_refuse(turn)
    while turn.waiting:
        event, turn.waiting = turn.waiting, None
        turn.take_up(event)
        _answer_or_refuse(turn)


def _answer_or_refuse(turn: Turn) -> None:
    """Show the menu to whoever may not do what he asks for; nothing tells him what there is."""
    said = len(turn.replies)
    try:
        _answer_event(turn)
    except NotAllowed:
        del turn.replies[said:]
        menu.show(turn)
    except Closed as closed:
        del turn.replies[said:]
        unlock.ask(turn, closed)


def _answer_event(turn: Turn) -> None:
    event = turn.incoming
    match event.kind:
        case EventKind.TEXT:
            claims.answer_text(turn)
        case EventKind.BUTTON:
            routing.press(turn, event.data)
        case EventKind.START:
            start.started(turn)
        case EventKind.PHONE:
            requests.take_phone(turn)
        case EventKind.DOCUMENT | EventKind.OTHER if _is_taken(turn):
            pass
        case EventKind.DOCUMENT:
            menu.no_files(turn)
        case EventKind.OTHER:
            menu.cannot_read(turn)
        case EventKind.MEMBERSHIP:
            pass


def _is_taken(turn: Turn) -> bool:
    """A file or a sticker that belongs to what is going on, or has a question in its caption."""
    event = turn.incoming
    if event.kind is EventKind.DOCUMENT:
        is_taken = routing.take_file(turn, event.document)
    else:
        is_taken = routing.take_unreadable(turn)
    return is_taken or routing.answer_caption(turn)


def _remember(turn: Turn) -> None:
    """Keep what is expected next and which buttons were shown last."""
    if turn.replies:
        open_questions.note_asked(turn)
        last = turn.replies[-1]
        shown = choices.shown_under(last)
        conversation.keep(turn.tx, turn.contact, turn.expected, shown, turn.now)
        turn.replies[-1] = choices.numbered(last)


def _queue(turn: Turn) -> None:
    for place, message in enumerate(turn.replies):
        sent = shortened(turn.say, _discreet(turn, message))
        outbox.reply(turn.tx, turn.contact, sent, f"{turn.event_key}:{place}", turn.now)


def _discreet(turn: Turn, message: Outgoing) -> Outgoing:
    """The message, or one without any facts when a word in it would give somebody away.

    The office has to get on with whoever has such a word in his number or on his paper: it reads
    "…" in its place.
    """
    if find_forbidden(message.words) is None:
        return message
    if turn.is_office:
        left_out = _without_forbidden(message)
        if find_forbidden(left_out.words) is None:
            return left_out
    return Outgoing(turn.say("I can’t write that here. Please ask the office."))


def _without_forbidden(message: Outgoing) -> Outgoing:
    rows = (
        tuple(replace(button, label=without_forbidden(button.label)) for button in row)
        for row in message.buttons
    )
    return replace(message, text=without_forbidden(message.text), buttons=tuple(rows))

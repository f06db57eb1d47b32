"""What somebody writes: a command, a number, a code, an answer to a question, or a question."""

from __future__ import annotations

from handlers.announcing import announce
from handlers.certificates import certificate, collecting, find
from handlers.classes import attendance, escort, reminders
from handlers.importing import lists
from handlers.linking import requests, start
from handlers.operations import office_wishes as staff_words
from handlers.privacy import consent, disown
from handlers.routes import (
    ABOUT_SOMEBODY,
    ASKED_BY,
    BUTTONS,
    COMMANDS,
    FILES,
    INTENTS,
    QUESTIONS,
    STATES,
    TAKES_ANY_WORDS,
    TAKES_CANCEL,
    TAKES_DESPAIR,
    TAKES_NUMBERS,
    UNREADABLE,
)
from handlers.tickets import answer as staff_tickets, distress, tickets
from handlers.turns import access, choices, menu
from handlers.turns.turn import Turn
from programme.messages import DocumentRef
from services.inbox import conversation
from services.people import codes
from services.privacy import examples
from store.conversations import Conversation
from understanding import Intent, Understood

NOT_WITHDRAWN_IN = TAKES_ANY_WORDS | {start.CONSENT}
"""Where “I don’t agree” answers a question, or is meant for others."""


def answer(turn: Turn) -> None:
    text, number = turn.reading.text, turn.reading.chosen_number
    if turn.reading.is_blank:
        if not take_unreadable(turn):
            menu.cannot_read(turn)
    elif text.startswith("/"):
        _command(turn, text)
    elif (ticket_id := staff_tickets.addressed(turn, turn.reading)) is not None:
        staff_tickets.answer(turn, ticket_id, text)
    elif number is not None and tickets.takes_number(turn):
        pass
    elif number is not None and (data := choices.by_number(number, turn.conversation.choices)):
        press(turn, data)
    elif turn.conversation.state not in TAKES_NUMBERS and (found := codes.codes_in(text)):
        start.take_code(turn, *found)
    elif number is not None and not turn.conversation.state:
        menu.show(turn)
    else:
        _words(turn)


def answer_caption(turn: Turn) -> bool:
    """A question under a picture or a file. False when there is none."""
    if turn.reading.asked.is_despairing:
        distress.offer(turn)
        return True
    if turn.reading.asked.is_clear:
        _answer_requests(turn)
        return True
    return False


def take_file(turn: Turn, file: DocumentRef | None) -> bool:
    """A picture or a file where one may be sent, and a list of the office anywhere else.

    False for all other files, and under the word STOP.
    """
    if file is None or _is_silenced(turn):
        return False
    take = FILES.get(turn.conversation.state)
    if staff_tickets.addressed(turn) is not None:
        take = staff_tickets.take_file
    elif take is None and lists.takes(turn, file):
        take = lists.take_file
    if take is None:
        return False
    access.ensure_open(turn)
    take(turn, file)
    return True


def take_unreadable(turn: Turn) -> bool:
    """A sticker or a voice where words are expected that others will read. False elsewhere."""
    refuse = UNREADABLE.get(turn.conversation.state)
    if staff_tickets.addressed(turn) is not None:
        refuse = staff_tickets.take_other
    if refuse is None:
        return False
    refuse(turn)
    return True


def press(turn: Turn, data: str) -> None:
    """A button, also of an old message; one that nobody knows shows the menu."""
    access.ensure_may_press(turn, data)
    name, _, argument = data.partition(":")
    if intent := ASKED_BY.get(data):
        turn.note_question(Understood(intent, confidence=1.0))
    if unsure := turn.conversation.data.get("unsure"):
        examples.remember(turn.tx, turn.contact, unsure, data, turn.now)
    BUTTONS.get(name, menu.show)(turn, argument)


def _command(turn: Turn, text: str) -> None:
    """A command leaves whatever was going on; "/jadwal las besok" is a question in words."""
    name, *words = text.split(maxsplit=1)
    turn.conversation = Conversation()
    if name.lower() in QUESTIONS and words:
        turn.read(text.removeprefix("/"))
        _words(turn)
    else:
        access.ensure_may_command(turn, name.lower())
        COMMANDS.get(name.lower(), menu.show)(turn)


def _words(turn: Turn) -> None:
    said, state = turn.reading, turn.conversation.state
    if said.is_disowning and state not in ABOUT_SOMEBODY:
        disown.disown(turn)
        return
    if said.is_withdrawing and state not in NOT_WITHDRAWN_IN:
        consent.take_back(turn)
        return
    if said.asked.is_despairing and state not in TAKES_DESPAIR:
        distress.offer(turn)
        if not said.asked.is_clear:
            return
    if _is_silenced(turn):
        _silence(turn)
    elif data := _button_in_words(turn):
        press(turn, data)
    elif said.asked.is_cancel and state not in TAKES_CANCEL:
        menu.cancelled(turn)
    elif not (
        tickets.replied(turn)
        or _is_expected(turn)
        or _is_announced(turn)
        or staff_words.from_words(turn)
        or collecting.from_words(turn)
        or (not state and attendance.from_words(turn))
        or requests.from_words(turn)
        or tickets.said_after_answer(turn)
        or start.take_mistyped(turn)
    ):
        _answer_requests(turn)


def _button_in_words(turn: Turn) -> str | None:
    """The button whose label was written or that "ya" or "tidak" means; the menu's at any time."""
    text, asked = turn.reading.text, turn.reading.asked
    shown, is_free = turn.conversation.choices, turn.conversation.state in TAKES_ANY_WORDS
    if data := choices.by_label(text, shown):
        return data
    if is_free:
        return None
    if asked.reply and conversation.is_last_word(turn.tx, turn.contact, turn.now):
        return choices.by_reply(asked.reply, shown)
    return menu.named(turn, text)


def _is_silenced(turn: Turn) -> bool:
    """STOP holds in every state, also beside another request; but in a text for others it takes
    more than that it is spoken of."""
    asked = turn.reading.asked
    wants_silence = any(
        each.intent is Intent.REMINDERS_OFF and not each.is_unsure
        for each in (asked, *asked.requests)
    )
    return wants_silence and not (
        tickets.is_meant_for_office(turn)
        or (
            turn.conversation.state in TAKES_ANY_WORDS
            and not tickets.could_be_own_word(turn.reading.text)
        )
    )


def _silence(turn: Turn) -> None:
    reminders.turn_off(turn)
    for request in turn.reading.asked.requests:
        if request.intent is not Intent.REMINDERS_OFF:
            _answer_request(turn, request)


def _is_expected(turn: Turn) -> bool:
    """Was the text asked for, and taken?"""
    take = STATES.get(turn.conversation.state)
    if take is None:
        return False
    access.ensure_may_answer(turn)
    return take(turn)


def _is_announced(turn: Turn) -> bool:
    """Did an instructor write what changes, or the office how a certificate goes on? Or does an
    escort want the attendance list?
    """
    return turn.contact.staff_id is not None and (
        escort.from_words(turn) or find.from_words(turn) or announce.from_words(turn)
    )


def _answer_requests(turn: Turn) -> None:
    asked = turn.reading.asked
    for request in asked.requests or (asked,):
        _answer_request(turn, request)


def _answer_request(turn: Turn, asked: Understood) -> None:
    if not asked.is_clear and (asked.participant_number or asked.certificate_number):
        access.ensure_open(turn)
        certificate.answer(turn, asked)  # a number alone
    elif asked.is_unsure:
        menu.unsure(turn, asked)
    else:
        access.ensure_may_ask(turn, asked.intent)
        turn.note_question(asked)
        INTENTS.get(asked.intent, menu.unsure)(turn, asked)

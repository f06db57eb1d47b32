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
from handlers.turns.follow_up import recalled
from handlers.turns.turn import Turn
from programme.messages import DocumentRef
from services.inbox import conversation
from services.people import codes
from services.privacy import examples
from store.conversations import Conversation
from understanding import Intent, Understood, follow_up, is_disowning, is_withdrawing, parse

LONGEST_TEXT = 4096

NOT_WITHDRAWN_IN = TAKES_ANY_WORDS | {start.CONSENT}
"""Where “I don’t agree” answers a question, or is meant for others."""


def answer(turn: Turn, text: str) -> None:
    text = text[:LONGEST_TEXT].strip()
    number = choices.written_number(text)
    if not any(char.isprintable() and not char.isspace() for char in text):
        if not take_unreadable(turn):
            menu.cannot_read(turn)
    elif text.startswith("/"):
        _command(turn, text)
    elif (ticket_id := staff_tickets.addressed(turn, text)) is not None:
        staff_tickets.answer(turn, ticket_id, text)
    elif number is not None and tickets.takes_number(turn, text):
        pass
    elif number is not None and (data := choices.by_number(number, turn.conversation.choices)):
        press(turn, data)
    elif turn.conversation.state not in TAKES_NUMBERS and (found := codes.codes_in(text)):
        start.take_code(turn, *found)
    elif number is not None and not turn.conversation.state:
        menu.show(turn)
    else:
        _words(turn, text)


def answer_caption(turn: Turn, text: str) -> bool:
    """A question under a picture or a file. False when there is none."""
    asked = parse(text[:LONGEST_TEXT], turn.local_now)
    if asked.is_despairing:
        distress.offer(turn, text[:LONGEST_TEXT])
        return True
    if _is_clear(asked):
        _answer_requests(turn, asked)
        return True
    return False


def take_file(turn: Turn, file: DocumentRef | None, caption: str) -> bool:
    """A picture or a file where one may be sent, and a list of the office anywhere else.

    False for all other files, and under the word STOP.
    """
    if file is None or _is_silenced(turn, caption, parse(caption, turn.local_now)):
        return False
    take = FILES.get(turn.conversation.state)
    if staff_tickets.addressed(turn, "") is not None:
        take = staff_tickets.take_file
    elif take is None and lists.takes(turn, file):
        take = lists.take_file
    if take is None:
        return False
    access.ensure_open(turn)
    take(turn, file, caption.strip())
    return True


def take_unreadable(turn: Turn) -> bool:
    """A sticker or a voice where words are expected that others will read. False elsewhere."""
    refuse = UNREADABLE.get(turn.conversation.state)
    if staff_tickets.addressed(turn, "") is not None:
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
        _words(turn, text.removeprefix("/"))
    else:
        access.ensure_may_command(turn, name.lower())
        COMMANDS.get(name.lower(), menu.show)(turn)


def _words(turn: Turn, text: str) -> None:
    if is_disowning(text) and turn.conversation.state not in ABOUT_SOMEBODY:
        disown.disown(turn)
        return
    if is_withdrawing(text) and turn.conversation.state not in NOT_WITHDRAWN_IN:
        consent.take_back(turn)
        return
    asked = _understand(turn, text)
    if asked.is_despairing and turn.conversation.state not in TAKES_DESPAIR:
        distress.offer(turn, text)
        if not _is_clear(asked):
            return
    if _is_silenced(turn, text, asked):
        _silence(turn, asked)
    elif data := _button_in_words(turn, text, asked):
        press(turn, data)
    elif asked.is_cancel and turn.conversation.state not in TAKES_CANCEL:
        menu.cancelled(turn)
    elif not (
        tickets.replied(turn, text, asked)
        or _is_expected(turn, text, asked)
        or _is_announced(turn, text)
        or staff_words.from_words(turn, text, is_clear=_is_clear(asked))
        or _is_about_collecting(turn, text)
        or _is_about_coming(turn, text)
        or requests.from_words(turn, text, is_clear=_is_clear(asked))
        or tickets.said_after_answer(turn, text, asked)
        or start.take_mistyped(turn, text, is_clear=_is_clear(asked))
    ):
        _answer_requests(turn, asked)


def _button_in_words(turn: Turn, text: str, asked: Understood) -> str | None:
    """The button whose label was written or that "ya" or "tidak" means; the menu's at any time."""
    shown, is_free = turn.conversation.choices, turn.conversation.state in TAKES_ANY_WORDS
    if data := choices.by_label(text, shown):
        return data
    if is_free:
        return None
    if asked.reply and conversation.is_last_word(turn.tx, turn.contact, turn.now):
        return choices.by_reply(asked.reply, shown)
    return menu.named(turn, text)


def _understand(turn: Turn, text: str) -> Understood:
    """By itself where an answer is expected, else in the light of the question before."""
    previous = recalled(turn.conversation.asked)
    if previous is None or turn.conversation.state:
        return parse(text, turn.local_now)
    return follow_up(text, turn.local_now, previous)


def _is_clear(asked: Understood) -> bool:
    return asked.intent is not Intent.OUT_OF_SCOPE and not asked.is_unsure


def _is_silenced(turn: Turn, text: str, asked: Understood) -> bool:
    """STOP holds in every state, also beside another request; but in a text for others it takes
    more than that it is spoken of."""
    wants_silence = any(
        each.intent is Intent.REMINDERS_OFF and not each.is_unsure
        for each in (asked, *asked.requests)
    )
    return wants_silence and not (
        tickets.is_meant_for_office(turn, text)
        or (turn.conversation.state in TAKES_ANY_WORDS and not tickets.could_be_own_word(text))
    )


def _silence(turn: Turn, asked: Understood) -> None:
    reminders.turn_off(turn)
    for request in asked.requests:
        if request.intent is not Intent.REMINDERS_OFF:
            _answer_request(turn, request)


def _is_expected(turn: Turn, text: str, asked: Understood) -> bool:
    """Was the text asked for, and taken?"""
    take = STATES.get(turn.conversation.state)
    if take is None:
        return False
    access.ensure_may_answer(turn)
    return take(turn, text, asked)


def _is_announced(turn: Turn, text: str) -> bool:
    """Did an instructor write what changes, or the office how a certificate goes on? Or does an
    escort want the attendance list?
    """
    return turn.contact.staff_id is not None and (
        escort.from_words(turn, text)
        or find.from_words(turn, text)
        or announce.from_words(turn, text)
    )


def _is_about_coming(turn: Turn, text: str) -> bool:
    """Did somebody write that he comes to a class, or can't?"""
    return not turn.conversation.state and attendance.from_words(turn, text)


def _is_about_collecting(turn: Turn, text: str) -> bool:
    """Did somebody write who collects a certificate that is ready?"""
    return not turn.conversation.state and collecting.from_words(turn, text)


def _answer_requests(turn: Turn, asked: Understood) -> None:
    for request in asked.requests or (asked,):
        _answer_request(turn, request)


def _answer_request(turn: Turn, asked: Understood) -> None:
    if not _is_clear(asked) and (asked.participant_number or asked.certificate_number):
        access.ensure_open(turn)
        certificate.answer(turn, asked)  # a number alone
    elif asked.is_unsure:
        menu.unsure(turn, asked)
    else:
        access.ensure_may_ask(turn, asked.intent)
        turn.note_question(asked)
        INTENTS.get(asked.intent, menu.unsure)(turn, asked)

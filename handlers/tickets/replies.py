"""What is written after the office's answer or question: does it go on to the office?"""

from __future__ import annotations

from handlers.tickets.tickets import MORE, is_for_bot, pass_on, replied_to
from handlers.turns.turn import Turn
from programme.messages import Button
from services.tickets import asking
from understanding import Intent, Reply


def take_number(turn: Turn) -> bool:
    """Pass on a number that the office asked for. Anywhere else it presses a button."""
    ticket_id = replied_to(turn)
    if ticket_id is None and turn.conversation.state in ("", MORE):
        answered = asking.just_answered(turn.tx, turn.contact, turn.now)
        ticket_id = answered if answered and asking.office_asks(turn.tx, answered) else None
    if ticket_id is None or asking.own_ticket(turn.tx, turn.contact, ticket_id) is None:
        return False
    pass_on(turn, ticket_id)
    return True


def take_denial(turn: Turn) -> bool:
    """ "Bukan saya", where the office has just asked: that is its answer, and ends nothing."""
    ticket_id = replied_to(turn)
    if ticket_id is None or not asking.office_asks(turn.tx, ticket_id):
        ticket_id = asking.asked_by_office(turn.tx, turn.contact, turn.now)
    if ticket_id is None or asking.own_ticket(turn.tx, turn.contact, ticket_id) is None:
        return False
    pass_on(turn, ticket_id, Button(turn.say("This chat isn’t mine"), "disown"))
    return True


def take_asked(turn: Turn) -> bool:
    """What answers the office's open question. False for a new request.

    After something else was asked here, days may belong to that, and nods to what came since.
    """
    found = asking.open_question(turn.tx, turn.contact, turn.now)
    if found is None or _is_new_request(turn, found.text):
        return False
    said = turn.reading
    is_interrupted = bool(turn.conversation.asked) and not found.is_last_word
    is_nod = said.attendance is not None or said.asked.reply is not None
    if is_interrupted or (is_nod and not found.is_last_push):
        return False
    pass_on(turn, found.ticket_id, *_meant_otherwise(turn))
    return True


def _is_new_request(turn: Turn, question: str) -> bool:
    said = turn.reading
    if said.asked.intent is Intent.THANKS:
        return True
    if said.takes_up(question):
        return False
    is_greeting = said.asked.intent is Intent.GREETING
    return (is_greeting or said.names_matter) and is_for_bot(said.asked)


def _meant_otherwise(turn: Turn) -> list[Button]:
    """What it would have asked of the bot, were it no answer."""
    asked = turn.reading.asked
    choice = turn.features.choices.get(asked.intent) if asked.is_clear else None
    return [Button(turn.say(choice[0]), choice[1])] if choice else []


def take_reply(turn: Turn) -> bool:
    """Pass on a reply to a message about one's own question."""
    return _goes_on(turn, replied_to(turn))


def take_after_answer(turn: Turn) -> bool:
    """Pass on what is said right after the office's answer, unless it is a new request."""
    if turn.reading.names_matter and is_for_bot(turn.reading.asked):
        return False
    return _goes_on(turn, asking.just_answered(turn.tx, turn.contact, turn.now))


def _goes_on(turn: Turn, ticket_id: int | None) -> bool:
    """Pass a text on to the office. Thanks, or a nod where nothing was asked, need no answer."""
    if ticket_id is None or asking.own_ticket(turn.tx, turn.contact, ticket_id) is None:
        return False
    asked = turn.reading.asked
    if asked.reply is Reply.YES:
        is_passed_on = asking.office_asks(turn.tx, ticket_id)
    else:
        is_passed_on = asked.intent is not Intent.THANKS
    if not is_passed_on:
        return False
    pass_on(turn, ticket_id)
    return True

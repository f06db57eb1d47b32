"""Commands, buttons, questions and files: each goes to the feature that declares it."""

from __future__ import annotations

from handlers.certificates import certificate
from handlers.classes import reminder_parts, reminders
from handlers.importing import lists
from handlers.tickets import answer, distress, tickets
from handlers.turns import access, choices, menu, open_questions
from handlers.turns.turn import Turn
from locales.words import sentence
from programme.messages import DocumentRef
from services.inbox import conversation
from services.privacy import examples
from store.conversations import Conversation
from understanding import Concern, Intent, OfficeTask, Understood


def press(turn: Turn, data: str) -> None:
    """A button, also of an old message; one that nobody knows shows the menu."""
    name, _, argument = data.partition(":")
    button = turn.features.presses.get(name)
    access.ensure_may(turn, button, data)
    if not open_questions.settle(turn, data):
        open_questions.tell_of_old(turn)
        return
    if intent := turn.features.asked_by.get(data):
        turn.note_question(Understood(intent, confidence=1.0))
    if unsure := turn.conversation.data.get("unsure"):
        examples.remember(turn.tx, turn.contact, unsure, data, turn.now)
    if button:
        button.act(turn, button.unmarked(argument))
    else:
        menu.show(turn)


def press_numbered(turn: Turn) -> bool:
    """The button whose number was written."""
    number = turn.reading.chosen_number or 0
    return _press(turn, choices.by_number(number, turn.conversation.choices))


def press_labelled(turn: Turn) -> bool:
    """The button that was shown last and whose label was written."""
    return _press(turn, choices.by_label(turn.reading.text, turn.conversation.choices))


def press_replied(turn: Turn) -> bool:
    """The button that "ya" or "tidak" means."""
    if not conversation.is_last_word(turn.tx, turn.contact, turn.now):
        return False
    return _press(turn, choices.by_reply(turn.reading.asked.reply, turn.conversation.choices))


def take_offer(turn: Turn) -> bool:
    """What was just offered is taken up, or declined, by its button if it has one for that.

    False where nothing was offered.
    """
    offered, refused = map(turn.conversation.data.get, ("offered", "refused"))
    if not offered or not conversation.is_last_word(turn.tx, turn.contact, turn.now):
        return False
    if turn.reading.accepts:
        return _press(turn, offered)
    if refused:
        return _press(turn, refused)
    turn.reply(turn.say("All right. Write whenever you like, I am here."), menu.back(turn))
    return True


def press_named(turn: Turn) -> bool:
    """A button of the menu, at any time."""
    return _press(turn, menu.named(turn))


def _press(turn: Turn, data: str | None) -> bool:
    if data is None:
        return False
    press(turn, data)
    return True


def run_command(turn: Turn) -> bool:
    """A command leaves whatever was going on. False for a question: "/jadwal las besok"."""
    name, *words = turn.reading.text.split(maxsplit=1)
    command = turn.features.commands.get(name.lower())
    if command and command.takes_words and words:
        return False
    turn.conversation = Conversation()
    access.ensure_may(turn, command)
    show = command.show if command else menu.show
    show(turn)
    return True


def read_behind_slash(turn: Turn) -> bool:
    """A question that begins with a command leaves whatever was going on, too."""
    turn.conversation = Conversation()
    turn.read(turn.reading.text.removeprefix("/"))
    return False


def take_expected(turn: Turn) -> bool:
    """What was asked for. False when the text is another matter."""
    take = turn.state.take
    if take is None:
        return False
    access.ensure_may(turn, turn.state)
    return take(turn)


def take_file(turn: Turn, file: DocumentRef | None) -> bool:
    """A picture or a file where one may be sent, and a list of the office anywhere else.

    False for all other files, and under the word STOP.
    """
    if file is None or (turn.reading.wants_silence and not _is_for_others(turn)):
        return False
    take = turn.state.take_file
    if answer.addressed(turn) is not None:
        take = answer.take_file
    elif take is None and lists.could_be_list(turn, file):
        take = lists.take_file
    if take is None:
        return False
    access.ensure_open(turn)
    take(turn, file)
    return True


def take_unreadable(turn: Turn) -> bool:
    """A sticker or a voice where words are expected that others will read. False elsewhere."""
    refuse = turn.state.take_unreadable
    if answer.addressed(turn) is not None:
        refuse = answer.take_other
    if refuse is None:
        return False
    refuse(turn)
    return True


def refuse_unreadable(turn: Turn) -> bool:
    """A text in which nothing can be seen."""
    if not take_unreadable(turn):
        menu.cannot_read(turn)
    return True


def answer_caption(turn: Turn) -> bool:
    """A question under a picture or a file. False when there is none."""
    if turn.reading.asked.is_despairing:
        distress.offer(turn)
        return True
    return turn.reading.asked.is_clear and answer_questions(turn)


def silence(turn: Turn) -> bool:
    """STOP holds in every state, also beside another request; so does STOP to a part."""
    wish = turn.reading.office_wish
    if _is_for_others(turn) or (turn.is_office and wish and wish.task is OfficeTask.SCHEDULED):
        return False
    if order := turn.reading.reminder_order:
        reminder_parts.switch(turn, order)
    else:
        reminders.turn_off(turn)
    for request in turn.reading.asked.requests if not order or not order.kept else ():
        if request.intent not in (Intent.REMINDERS_OFF, Intent.REMINDERS_ON):
            _answer(turn, request)
    return True


def _is_for_others(turn: Turn) -> bool:
    """Is "stop" only spoken of, in a text that others will read?"""
    return tickets.is_meant_for_office(turn) or (
        turn.state.is_free_text and not tickets.could_be_own_word(turn.reading.text)
    )


def answer_questions(turn: Turn) -> bool:
    """Whatever is asked, one question after the other."""
    asked = turn.reading.asked
    for request in asked.requests or (asked,):
        _answer(turn, request)
    return True


def answer_what_is_recorded(turn: Turn) -> bool:
    """After what can be answered: no list has the rest, and shall it be passed on?"""
    say, turn.is_for_office = turn.say, True
    if turn.reading.concern is Concern.PARTLY_RECORDED and turn.reading.asked.is_clear:
        answer_questions(turn)
        turn.add(say("The rest of your question is in no list of mine."))
    else:
        turn.reply(say("That is in no list of mine, and I don’t want to guess."), menu.back(turn))
    return True


def _answer(turn: Turn, asked: Understood) -> None:
    question = turn.features.questions.get(asked.intent)
    if not asked.is_clear and (asked.participant_number or asked.certificate_number):
        access.ensure_open(turn)
        certificate.answer(turn, asked)  # a number alone
    elif asked.is_unsure or question is None:
        menu.unsure(turn, asked)
    else:
        access.ensure_may(turn, question)
        turn.note_question(asked)
        question.answer(turn, asked)
        if turn.is_repeated and asked.intent in _SAY_THE_SAME:
            turn.add(turn.say(SOMETHING_ELSE))


_SAY_THE_SAME = frozenset((Intent.LOCATION, Intent.COURSES))
"""Questions whose answer has nothing more to tell to who asks again."""
SOMETHING_ELSE = sentence(
    "Is something else meant? Please write it in other words, or talk to the office."
)

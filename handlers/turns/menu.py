"""The menu, and the answers to greetings, thanks and what can't be read."""

from __future__ import annotations

from datetime import UTC
from functools import cache

from handlers.turns import choices
from handlers.turns.features import Command, Features, Menu, Press, Question
from handlers.turns.turn import Turn
from locales.words import LANGUAGES, Words, sentence
from programme.messages import Button
from programme.people import Role, StaffMember
from services.people import roles
from services.people.attempts import TooManyTries
from store.conversations import Conversation
from understanding import Intent, Reply, Understood


def show(turn: Turn, _: str = "") -> None:
    say = turn.say
    turn.reply(say("What would you like to know?"), *buttons(turn))


def buttons(turn: Turn) -> list[Button | tuple[Button, ...]]:
    return choices.side_by_side(
        Button(turn.say(label.text), data)
        for label, data in turn.features.entries(*_menus(turn.role), Menu.MAIN)
        if label.when is None or label.when(turn)
    )


def _menus(role: Role | None) -> tuple[Menu, ...]:
    """What stands before the menu of everybody."""
    if role is None or role is Role.ESCORT:
        return ()
    return (Menu.CLASSES, Menu.OFFICE) if role in roles.OFFICE else (Menu.CLASSES,)


LONGEST_LABEL = 40


def named(turn: Turn) -> str | None:
    """The data of the button of a menu, or of none, that was written."""
    text = turn.reading.text
    if len(text) > LONGEST_LABEL:
        return None
    return _called(turn.features, _menus(turn.role)).get(choices.plain(text))


@cache
def _called(features: Features, menus: tuple[Menu, ...]) -> dict[str, str]:
    """What buttons are called in each language, and in other words → their data."""
    says = [Words(language, UTC) for language in LANGUAGES]
    return choices.by_name(
        tuple(
            (called, data)
            for label, data in features.entries(*menus, Menu.MAIN, None)
            for called in (*(str(say(label.text)) for say in says), *label.also_called)
        )
    )


def back(turn: Turn) -> Button:
    return Button(turn.say("Menu"), "menu")


def cancel(turn: Turn) -> Button:
    return Button(turn.say("Cancel"), "cancel")


def show_instead(turn: Turn) -> bool:
    """For a number that presses nothing."""
    show(turn)
    return True


def cancel_all(turn: Turn) -> bool:
    cancelled(turn)
    return True


def cancelled(turn: Turn, _: str = "") -> None:
    """Whatever is going on is left, an opened code too."""
    turn.expected = Conversation()
    turn.reply(turn.say("All right, cancelled. What would you like to know?"), *buttons(turn))


def greet(turn: Turn, _: Understood | None = None) -> None:
    say = turn.say
    turn.reply(
        say.lines(
            say("Hello! I am {name}, the assistant of the job training.", name=turn.setup.name),
            say("Ask in your own words, or choose:"),
        ),
        *buttons(turn),
    )


def thank(turn: Turn, asked: Understood) -> None:
    """ "Ya" to a choice of several chooses none of them."""
    if asked.reply is Reply.YES and (unsure_of := turn.conversation.data.get("unsure")):
        turn.is_unhelped = True
        shown = (Button(label, data) for label, data in turn.conversation.choices)
        turn.reply(turn.say("Which of them? Press it, or write its number."), *shown)
        turn.expect("", unsure=unsure_of)
        return
    if asked.reply is Reply.YES:
        turn.reply(turn.say("All right. What else would you like to know?"), back(turn))
        return
    turn.reply(turn.say("You are welcome! Write again whenever you need."), back(turn))


def explain(turn: Turn, _: Understood | str = "") -> None:
    say = turn.say
    turn.reply(
        say.paragraphs(
            examples(turn, turn.member),
            say(
                "Instead of a button you can also write its number. "
                "“Batal” stops whatever is going on, “stop” turns reminders off."
            ),
        ),
        *buttons(turn),
    )


def examples(turn: Turn, member: StaffMember | None) -> str:
    """What one of the staff, or anybody else, can write."""
    say = turn.say
    return say.paragraphs(
        say("Just write what you want to know. For example:"),
        say.lines(*(say(each) for each in EXAMPLES[member.role if member else None])),
    )


OF_CLASSES = (
    sentence("• “Las besok diundur jam 10”: I find the class and show you the message first."),
    sentence("• /sesi: choose one of your classes, and what changes."),
)
OF_OFFICE = (
    *OF_CLASSES,
    sentence("• /siaran: write to many at once, now or later."),
    sentence(
        "• /petugas: codes, people, certificates, lists, questions: all that the office does."
    ),
)
EXAMPLES = {
    None: (
        sentence("• When is the next welding class?"),
        sentence("• Is my certificate ready?"),
        sentence("• Where is the office?"),
    ),
    Role.INSTRUCTOR: OF_CLASSES,
    Role.STAFF: OF_OFFICE,
    Role.ADMIN: OF_OFFICE,
    Role.ESCORT: (
        sentence("• “Jadwal minggu ini”: the classes of the week."),
        sentence("• “Daftar hadir besok”: the attendance list, to be printed."),
        sentence(
            "• Under each reminder and change: the attendance list, and the names to confirm."
        ),
    ),
}


def unsure(turn: Turn, asked: Understood) -> None:
    """Two or three choices instead of a guess."""
    turn.is_unhelped = turn.is_for_office = True
    say = turn.say
    if asked.people:
        turn.choose(asked.people)
    choices_of = turn.features.choices
    guesses = (intent for intent in (asked.intent, *asked.alternatives) if intent in choices_of)
    shown = list(dict.fromkeys(choices_of[intent] for intent in guesses))[:2] or [
        choices_of[Intent.SCHEDULE],
        choices_of[Intent.CERTIFICATE_STATUS],
    ]
    turn.reply(
        say("Sorry, I am not sure I understood. Choose, or write it in other words."),
        *(Button(say(label), data) for label, data in shown),
        *([Button(say("For the office"), "office")] if turn.is_office else []),
        Button(say("Something else"), "menu"),
    )
    turn.expect("", unsure=turn.incoming.text)


def tried_too_often(turn: Turn, stop: TooManyTries) -> None:
    """The same words for whatever was guessed at."""
    say = turn.say
    turn.reply(
        say(
            "That was tried too often. Please try again {when}, or ask the office.",
            when=turn.after(stop.until),
        ),
        Button(say("Talk to the office"), "contact"),
        back(turn),
    )


def cannot_read(turn: Turn) -> None:
    """Stickers, voice and the like; what was asked may still be answered."""
    turn.is_unhelped = True
    turn.expect(turn.conversation.state, **turn.conversation.data)
    if turn.incoming.media in RECORDINGS:
        turn.reply(
            turn.say(
                "I can’t listen to recordings or watch videos yet. A few words are enough, "
                "however they are spelt, such as “jadwal besok”. Or talk to a person:"
            ),
            *buttons(turn),
        )
        return
    turn.reply(
        turn.say("I can only read text so far. Please write what you want to know, or choose:"),
        *buttons(turn),
    )


RECORDINGS = ("voice", "audio", "video", "video_note")


def no_files(turn: Turn) -> None:
    turn.expect(turn.conversation.state, **turn.conversation.data)
    turn.reply(
        turn.say(
            "You don’t need to send any file or photo here. Please do not send your ID card."
        ),
        Button(turn.say("Talk to the office"), "contact"),
        back(turn),
    )


FEATURE = (
    Command("/bantuan", explain, does=sentence("Help"), when_closed=True),
    Command("/help", explain, when_closed=True),
    Command("/batal", cancelled, does=sentence("Stop what is going on"), when_closed=True),
    Command("/menu", show, when_closed=True),
    Press("menu", show, when_closed=True),
    Press("help", explain, when_closed=True),
    Press("cancel", cancelled, when_closed=True),
    Question(Intent.GREETING, greet, when_closed=True),
    Question(Intent.THANKS, thank, when_closed=True),
    Question(Intent.HELP, explain, choice=(sentence("Help"), "help"), when_closed=True),
)

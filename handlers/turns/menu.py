"""The menu, and the answers to greetings, thanks and what can't be read."""

from __future__ import annotations

from datetime import UTC
from functools import cache

from handlers.turns import choices
from handlers.turns.turn import Answer, Command, Press, Turn
from locales.words import LANGUAGES, Words, sentence
from programme.messages import Button
from programme.people import Role, StaffMember
from services.linking import enrol, family
from services.people import roles
from services.people.attempts import TooManyTries
from store.conversations import Conversation
from understanding import Intent, Understood


def show(turn: Turn, _: str = "") -> None:
    say = turn.say
    turn.reply(say("What would you like to know?"), *buttons(turn))


def buttons(turn: Turn) -> list[Button | tuple[Button, ...]]:
    say = turn.say
    left_out = _left_out(turn)
    own = [*_of_role(turn), *(each for each in ENTRIES if each[1] not in left_out)]
    return choices.side_by_side([Button(say(label), data) for label, data in own])


def _left_out(turn: Turn) -> set[str]:
    """Only a participant invites family; whoever is linked needn't be."""
    is_own = family.may_invite(turn.tx, turn.contact, turn.now)
    return {*([] if is_own else ["family"]), *(["request"] if is_known(turn) else [])}


def is_known(turn: Turn) -> bool:
    """Is the chat linked to anybody, or one of the staff's?"""
    is_of_staff = roles.member_of(turn.tx, turn.contact) is not None
    return is_of_staff or bool(enrol.links(turn.tx, turn.contact, turn.now))


Entry = tuple[str, str]
"""A button: its label, an id of the catalogues, and its data."""

ENTRIES: tuple[Entry, ...] = (
    (sentence("Class schedule"), "schedule"),
    (sentence("Certificate"), "certificate"),
    (sentence("Address and opening hours"), "place"),
    (sentence("Courses"), "courses"),
    (sentence("Reminders"), "reminders"),
    (sentence("Invite family"), "family"),
    (sentence("Link this chat"), "request"),
    (sentence("Talk to the office"), "contact"),
    (sentence("Language"), "language"),
)
CHANGE_CLASSES = (sentence("My classes"), "announce")
WRITE_TO_MANY = (sentence("Write to many"), "broadcast")
OFFICE_MENU = (sentence("For the office"), "office")
NAMED_ELSEWHERE = (
    (sentence("Write a message"), "ask"),
    (sentence("Write again"), "ask"),
    (sentence("My questions"), "asked"),
    (sentence("Have the office write to me"), "ask:me"),
    (sentence("Proof for an employer"), "proof"),
    (sentence("My proofs"), "proof:mine"),
    (sentence("Privacy"), "privacy"),
    (sentence("What is stored about me"), "privacy:mine"),
    (sentence("Something is wrong"), "privacy:wrong"),
    (sentence("Delete my data"), "privacy:delete"),
    (sentence("PIN for this chat"), "pin"),
    (sentence("Turn reminders on"), "reminders:on"),
    (sentence("Turn reminders off"), "reminders:off"),
)
ALSO_CALLED = {
    "announce": ("ubah kelas", "ganti kelas", "ngowahi kelas", "change a class"),
    "reminders": ("reminder",),
    "reminders:on": ("nyala lagi", "nyalain lagi", "uripno maneh"),
    "family": (
        "ajak keluarga", "undang ibu", "undang ibu saya", "undang bapak", "undang bapak saya",
        "undang istri", "undang istri saya", "undang suami", "undang suami saya",
        "undang keluarga saya",
    ),
    "pin": ("pin", "pasang pin", "ganti pin", "hapus pin", "pakai pin", "lupa pin"),
    "privacy": (
        "kebijakan privasi", "data saya aman", "apa data saya aman", "apakah data saya aman",
        "data saya dijual", "data saya buat apa", "data saya untuk apa", "data saya dipakai apa",
        "siapa yang melihat data saya", "dataku aman", "dataku kanggo apa", "dataku gawe opo",
    ),
    "privacy:wrong": ("data saya salah", "data saya keliru", "betulkan data saya"),
    "proof": (
        "bukti", "bukti sertifikat", "bukti kerja", "bukti untuk kerja", "minta bukti",
        "bukti untuk lamar kerja", "bukti buat lamar kerja", "bukti untuk melamar kerja",
        "minta bukti buat lamar kerja", "bisa minta bukti buat lamar kerja",
        "minta bukti untuk melamar kerja", "bisa minta bukti untuk melamar kerja",
    ),
}  # fmt: skip
LONGEST_LABEL = 40


def _of_role(turn: Turn) -> list[Entry]:
    member = roles.member_of(turn.tx, turn.contact)
    if member is None or member.role is Role.ESCORT:
        return []
    is_office = member.role in roles.OFFICE
    return [CHANGE_CLASSES, *([WRITE_TO_MANY, OFFICE_MENU] if is_office else [])]


def named(turn: Turn, text: str) -> str | None:
    """The data of the button of the menu, or of "my data", whose label was written."""
    if len(text) > LONGEST_LABEL:
        return None
    return choices.by_label(text, _labels((*_of_role(turn), *ENTRIES, *NAMED_ELSEWHERE)))


@cache
def _labels(entries: tuple[Entry, ...]) -> choices.Shown:
    """The entries as they are called in each language, and in other words."""
    says = [Words(language, UTC) for language in LANGUAGES]
    return tuple(
        (called, data)
        for label, data in entries
        for called in (*(str(say(label)) for say in says), *ALSO_CALLED.get(data, ()))
    )


def back(turn: Turn) -> Button:
    return Button(turn.say("Menu"), "menu")


def cancel(turn: Turn) -> Button:
    return Button(turn.say("Cancel"), "cancel")


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


def thank(turn: Turn, _: Understood) -> None:
    turn.reply(turn.say("You are welcome! Write again whenever you need."), back(turn))


def explain(turn: Turn, _: Understood | str = "") -> None:
    say = turn.say
    turn.reply(
        say.paragraphs(
            examples(turn, roles.member_of(turn.tx, turn.contact)),
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
OF_OFFICE = (*OF_CLASSES, sentence("• /siaran: write to many at once, now or later."))
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
    say = turn.say
    guesses = (intent for intent in (asked.intent, *asked.alternatives) if intent in CHOICES)
    shown = list(dict.fromkeys(CHOICES[intent] for intent in guesses))[:2] or [
        CHOICES[Intent.SCHEDULE],
        CHOICES[Intent.CERTIFICATE_STATUS],
    ]
    turn.reply(
        say("Sorry, I am not sure I understood. Do you mean:"),
        *(Button(say(label), data) for label, data in shown),
        Button(say("Something else"), "menu"),
    )
    turn.expect("", unsure=turn.incoming.text)


CHOICES = {
    Intent.SCHEDULE: (sentence("Class schedule"), "schedule"),
    Intent.CERTIFICATE_STATUS: (sentence("Certificate"), "certificate"),
    Intent.CERTIFICATE_PICKUP: (sentence("Collecting the certificate"), "pickup"),
    Intent.LOCATION: (sentence("Address and opening hours"), "place"),
    Intent.COURSES: (sentence("Courses"), "courses"),
    Intent.REMINDERS_ON: (sentence("Reminders"), "reminders"),
    Intent.REMINDERS_OFF: (sentence("Reminders"), "reminders"),
    Intent.CONTACT: (sentence("Talk to the office"), "contact"),
    Intent.LANGUAGE: (sentence("Language"), "language"),
    Intent.HELP: (sentence("Help"), "help"),
}


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
    turn.expect(turn.conversation.state, **turn.conversation.data)
    turn.reply(
        turn.say("I can only read text so far. Please write what you want to know, or choose:"),
        *buttons(turn),
    )


def no_files(turn: Turn) -> None:
    turn.expect(turn.conversation.state, **turn.conversation.data)
    turn.reply(
        turn.say(
            "You don’t need to send any file or photo here. Please do not send your ID card."
        ),
        back(turn),
    )


COMMANDS: dict[str, Command] = {
    "/menu": show,
    "/help": explain,
    "/bantuan": explain,
    "/batal": cancelled,
}
BUTTONS: dict[str, Press] = {"menu": show, "help": explain, "cancel": cancelled}
INTENTS: dict[Intent, Answer] = {
    Intent.GREETING: greet,
    Intent.THANKS: thank,
    Intent.HELP: explain,
}

"""What is stored about me, correcting it, and deleting it.

data saya ─► page and files ─► [something is wrong] (`correcting`)
hapus data ─► this chat, at once ─► receipt
          └─► the office's list, too ─► what that means ─► asked, and this chat deleted
"""

from __future__ import annotations

from handlers.privacy import correcting, own_data
from handlers.turns import menu
from handlers.turns.features import Command, Label, Press, Question
from handlers.turns.turn import Turn
from locales.words import sentence
from programme.messages import Attachment, Button
from services.operations.retention import CONSENTS_KEPT, TEXTS_KEPT
from services.people import own_links
from services.privacy import erasing, leaving, locks, restricting
from services.privacy.erasing import DUE_WITHIN
from services.privacy.own_data import as_json, stored_about
from store import contacts
from understanding import Intent, Understood


def explain(turn: Turn, _: str = "") -> None:
    """/privasi in ten short lines."""
    say = turn.say
    turn.reply(
        say.lines(
            say("<b>Your data, in short</b>"),
            say(
                "• Kept: name, birth, phone, class, attendance, certificate, notes of the office, "
                "messages. All of it: “data saya”."
            ),
            say("• For: class times, news of the certificate, reminders."),
            say("• Nothing personal is told before a code or number and birth date match."),
            say("• Family hears only what the participant allowed."),
            say("• Nothing is given to others or sold."),
            say("• Messages pass through the messenger’s servers abroad."),
            say("• Messages are deleted after {days} days.", days=TEXTS_KEPT.days),
            say("• You may see, correct and delete it, and take your consent back at any time."),
            say("• Responsible: {name}.", name=turn.setup.responsible),
        ),
        Button(say("What is stored about me"), "privacy:mine"),
        Button(say("PIN for this chat"), "pin"),
        Button(say("Take my consent back"), "consent:withdraw"),
        Button(say("Restrict its use"), "privacy:restrict"),
        Button(say("Delete my data"), "privacy:delete"),
        menu.back(turn),
    )


def answer(turn: Turn, _: Understood) -> None:
    """Who changes his phone wants to know what that means, not to read what is stored."""
    if turn.reading.is_about_new_phone:
        _tell_of_new_phone(turn)
    else:
        tell(turn)


def _tell_of_new_phone(turn: Turn) -> None:
    say = turn.say
    is_known = turn.is_known
    turn.reply(
        say.paragraphs(
            say("As long as you write in this chat, nothing changes: news comes here."),
            say(
                "If you go on in another chat, link it there with a new code from the office, or "
                "with “Link this chat”."
            ),
            say("The number in the office’s list is wrong now? Then press “Something is wrong”.")
            if is_known
            else None,
        ),
        Button(say("Something is wrong"), "privacy:wrong")
        if is_known
        else Button(say("Link this chat"), "request"),
        Button(say("Talk to the office"), "contact"),
        menu.back(turn),
    )


def tell(turn: Turn, _: str = "") -> None:
    """A readable page, the whole of it as a file, and the same as JSON."""
    say = turn.say
    stored = stored_about(turn.tx, turn.contact, turn.now)
    page = say.paragraphs(
        say("<b>This is stored about you:</b>"), own_data.shortened(turn, stored)
    )
    whole = Attachment("data-saya.txt", "text/plain", own_data.in_full(turn, stored))
    turn.reply(page, attachment=whole)
    turn.reply(
        say("The same for computers. Is something wrong? It will be corrected."),
        Button(say("Something is wrong"), "privacy:wrong"),
        Button(say("Delete my data"), "privacy:delete"),
        menu.back(turn),
        attachment=Attachment("data.json", "application/json", as_json(stored)),
    )


def ask_delete(turn: Turn, _: Understood | str = "") -> None:
    """In a participant's own chat the office's list can go, too, once it has proven itself."""
    say = turn.say
    may_ask_more = own_links.of_chat_recently(
        turn.tx, turn.contact, turn.now
    ) and not locks.is_closed(turn.tx, turn.contact, turn.now)
    turn.reply(
        say.paragraphs(
            say(
                "Delete this chat’s links, messages and settings? This can’t be undone; you would "
                "need a new code."
            ),
            say("Your work with this chat ends, too: it would no longer be one of the staff’s.")
            if turn.member
            else None,
        ),
        Button(say("Yes, delete"), "privacy:yes"),
        *([Button(say("The office’s list, too"), "privacy:list")] if may_ask_more else []),
        Button(say("No, keep it"), "cancel"),
    )


def _ask_delete_list(turn: Turn) -> None:
    say = turn.say
    turn.reply(
        say(
            "Then the office deletes your name, classes and certificates from its list within "
            "{days} days, and this chat is deleted now. A certificate on paper stays yours, but "
            "the bot can’t tell or prove anything of it any more. Really?",
            days=DUE_WITHIN.days,
        ),
        Button(say("Yes, delete all of it"), "privacy:list-yes"),
        Button(say("No, keep it"), "cancel"),
    )


def _ask_restrict(turn: Turn) -> None:
    say = turn.say
    turn.reply(
        say(
            "Restrict the use of your data? Then nothing is told or sent any more, to your family "
            "neither. All of it stays stored, and the office can lift that when you want."
        ),
        Button(say("Yes, restrict"), "privacy:restrict-yes"),
        Button(say("No, keep it"), "cancel"),
    )


def _restrict(turn: Turn) -> None:
    say = turn.say
    try:
        restricting.restrict_own(turn.tx, turn.contact, turn.now)
    except restricting.NotHisChat:
        said = say("That can be done in the participant’s own chat, or by the office.")
    else:
        said = say(
            "The use of your data is restricted from now on. To lift that, please ask the office."
        )
    turn.reply(said, Button(say("Talk to the office"), "contact"), menu.back(turn))


def _delete(turn: Turn) -> None:
    """The receipt says what becomes of the office's list, also where that was asked before."""
    say, has_agreed = turn.say, bool(contacts.consents(turn.tx, turn.contact.id))
    turn.contact = leaving.delete_chat(turn.tx, turn.contact, turn.now)
    due_at = erasing.due(turn.tx, turn.contact)
    turn.reply(
        say.paragraphs(
            say(
                "Deleted on {day} at {time}: links, messages, questions and settings of this "
                "chat.",
                day=say.day(turn.today),
                time=say.clock(turn.now),
            ),
            say(
                "The office deletes the entry on its list by {day} at {time}, and you hear of it "
                "here.",
                day=say.day(say.local_day(due_at)),
                time=say.clock(due_at),
            )
            if due_at
            else say("The entry on the office’s list stays."),
            say(
                "That you once agreed is kept, sealed, for {years} years, since the law asks to "
                "be able to show it.",
                years=CONSENTS_KEPT.days // 365,
            )
            if has_agreed
            else None,
            say("What can still be read on this phone, please delete there yourself."),
        )
    )


def _delete_list(turn: Turn) -> None:
    erasing.ask(turn.tx, turn.contact, turn.now)
    _delete(turn)


def manage_own_data(turn: Turn, argument: str) -> None:
    match argument:
        case "mine":
            tell(turn)
        case "wrong":
            correcting.ask_what_is_wrong(turn)
        case "correct":
            correcting.send_said(turn)
        case "delete":
            ask_delete(turn)
        case "yes":
            _delete(turn)
        case "restrict":
            _ask_restrict(turn)
        case "restrict-yes":
            _restrict(turn)
        case "list":
            _ask_delete_list(turn)
        case "list-yes":
            _delete_list(turn)
        case _:
            explain(turn)


FEATURE = (
    Command(
        "/privasi", explain, does=sentence("What is stored about me"), when_closed=True
    ),
    Press(
        "privacy",
        manage_own_data,
        when_closed=("", "delete", "yes"),
        confirms=("yes", "list-yes", "restrict-yes"),
        is_right=True,
        labels=(
            Label(
                sentence("Privacy"),
                also_called=(
                    "kebijakan privasi", "data saya aman", "apa data saya aman",
                    "apakah data saya aman", "data saya dijual", "data saya buat apa",
                    "data saya untuk apa", "data saya dipakai apa", "siapa yang melihat data saya",
                    "dataku aman", "dataku kanggo apa", "dataku gawe opo",
                ),
            ),
            Label(sentence("What is stored about me"), "mine"),
            Label(
                sentence("Something is wrong"),
                "wrong",
                also_called=("data saya salah", "data saya keliru", "betulkan data saya"),
            ),
            Label(sentence("Delete my data"), "delete"),
            Label(
                sentence("Restrict its use"),
                "restrict",
                also_called=(
                    "batasi data saya", "batasi pemrosesan data saya", "batasi pemrosesan",
                    "batasi penggunaan data saya", "jangan pakai data saya",
                    "jangan pakai data saya dulu", "tunda pemrosesan data saya", "watesi dataku",
                    "restrict my data",
                ),
            ),
        ),
    ),
    Question(Intent.MY_DATA, answer, is_right=True),
    Question(Intent.DELETE_DATA, ask_delete, when_closed=True),
)  # fmt: skip

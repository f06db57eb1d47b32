"""What is stored about me, and deleting it."""

from __future__ import annotations

from handlers import menu
from handlers.turn import Answer, Command, Press, Turn
from locales import skills
from locales.phones import written_phone
from locales.steps import STEPS
from programme.messages import Attachment, Button
from programme.people import Relation
from services import privacy
from services.privacy import OwnRecord, StoredData
from understanding import Intent, Understood


def explain(turn: Turn, _: str = "") -> None:
    """/privasi in ten short lines."""
    say = turn.say
    responsible = turn.setup.office.name or say("the office")
    turn.reply(
        say.lines(
            say("<b>Your data, in short</b>"),
            say("• Kept: name, date of birth, phone, class, certificate, this chat’s number."),
            say("• For: class times, news of the certificate, reminders."),
            say("• Nothing personal is told before a code or number and birth date match."),
            say("• Family hears only what the participant allowed."),
            say("• Nothing is given to others or sold."),
            say("• Messages pass through the messenger’s servers abroad."),
            say("• Messages are deleted after 30 days."),
            say("• You may see, correct and delete it, and say no at any time."),
            say("• Responsible: {name}.", name=responsible),
        ),
        Button(say("What is stored about me"), "privacy:mine"),
        Button(say("Delete my data"), "privacy:delete"),
        menu.back(turn),
    )


def tell(turn: Turn, _: Understood | str = "") -> None:
    """A readable page, and the same as JSON."""
    say = turn.say
    stored = privacy.stored_about(turn.tx, turn.contact, turn.now)
    turn.reply(
        say.paragraphs(
            say("<b>This is stored about you:</b>"),
            _chat(turn, stored),
            *(_own(turn, record) for record in stored.own),
            say("Is something wrong? Tell the office, and it will be corrected."),
        ),
        Button(say("Delete my data"), "privacy:delete"),
        Button(say("Talk to the office"), "contact"),
        menu.back(turn),
        attachment=Attachment("data.json", "application/json", privacy.as_json(stored)),
    )


def _chat(turn: Turn, stored: StoredData) -> str:
    say, contact = turn.say, stored.contact
    family = [link.label for link in stored.links if link.relation is Relation.FAMILY]
    return say.lines(
        say("Chat: {channel} {address}", channel=contact.channel, address=contact.address)
        if contact.channel in CHANNELS_WITH_NUMBERS
        else say("Chat: this one"),
        say("Reminders: on") if contact.reminders else say("Reminders: off"),
        say("Linked for: {names}", names=", ".join(family)) if family else None,
        *(
            say(
                "Agreed on {day} (text {version})",
                day=say.day(each.given_at.date()),
                version=each.version,
            )
            for each in stored.consents
        ),
    )


def _own(turn: Turn, record: OwnRecord) -> str:
    say, participant = turn.say, record.participant
    born = participant.birth_date
    return say.lines(
        say("Name: {name}", name=participant.shown_name),
        say("Participant number: {number}", number=participant.number),
        say("Born: {day}", day=say.plain_day(born)) if born else None,
        say("Phone: {phone}", phone=", ".join(map(written_phone, participant.phones)))
        if participant.phones
        else None,
        *(
            say("Class: {skill} ({year})", skill=skills.name(each.skill), year=each.year)
            for each in record.enrolments
        ),
        *(
            say(
                "Certificate {number}: {step}",
                number=each.number or "",
                step=say(STEPS[each.step]),
            )
            for each in record.certificates
        ),
    )


def ask_delete(turn: Turn, _: Understood | str = "") -> None:
    say = turn.say
    turn.reply(
        say(
            "Delete this chat’s links, messages and settings? This can’t be undone; you would "
            "need a new code."
        ),
        Button(say("Yes, delete"), "privacy:yes"),
        Button(say("No, keep it"), "cancel"),
    )


def _delete(turn: Turn) -> None:
    say = turn.say
    turn.contact = privacy.delete_chat(turn.tx, turn.contact, turn.now)
    turn.reply(
        say(
            "Deleted on {day} at {time}: links, messages and settings of this chat. The entry on "
            "the office’s list stays; ask the office if that should be deleted too.",
            day=say.day(turn.today),
            time=say.clock(turn.now),
        ),
    )


def pressed(turn: Turn, argument: str) -> None:
    match argument:
        case "mine":
            tell(turn)
        case "delete":
            ask_delete(turn)
        case "yes":
            _delete(turn)
        case _:
            explain(turn)


CHANNELS_WITH_NUMBERS = frozenset({"telegram"})
"""Whose chats have a number that their people may know; other addresses are our own making."""

COMMANDS: dict[str, Command] = {"/privasi": explain}
BUTTONS: dict[str, Press] = {"privacy": pressed}
INTENTS: dict[Intent, Answer] = {Intent.MY_DATA: tell, Intent.DELETE_DATA: ask_delete}

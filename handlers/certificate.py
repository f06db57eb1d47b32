"""How is the certificate doing, and how is it collected?

A linked chat is told at once. Anybody else gives a number and the birth date and is told the step,
once, without name or skill.
"""

from __future__ import annotations

from collections.abc import Sequence

from handlers import menu
from handlers.turn import Answer, Command, Press, Take, Turn
from locales import skills
from locales.steps import STEPS
from programme.certificates import Certificate, Step, topic_of
from programme.messages import Button
from programme.people import Link, Relation, Topic
from services import certificates, enrol, proof
from services.attempts import TooManyTries
from understanding import Intent, Understood, parse_birth_date

NUMBER, BIRTH_DATE = "certificate.number", "certificate.birth_date"


def answer(turn: Turn, asked: Understood) -> None:
    """Answer a question in words; a number written in it needn't be asked for."""
    number = asked.certificate_number or asked.participant_number
    links = enrol.links(turn.tx, turn.contact, turn.now)
    if links:
        _tell_linked(turn, links)
    elif number:
        _ask_birth_date(turn, number)
    else:
        _ask_number(turn)


def pressed(turn: Turn, argument: str = "") -> None:
    """Answer a button: "" or "link:ID"."""
    links = enrol.links(turn.tx, turn.contact, turn.now)
    if argument:
        links = [link for link in links if f"link:{link.id}" == argument]
    if links:
        _tell_linked(turn, links)
    else:
        _ask_number(turn)


def pickup(turn: Turn, _: Understood | str = "") -> None:
    """Where it is collected and what to bring."""
    turn.reply(
        collecting(turn),
        Button(turn.say("Is it ready?"), "certificate"),
        Button(turn.say("Address and opening hours"), "place"),
    )


def collecting(turn: Turn) -> str:
    say, office = turn.say, turn.setup.office
    return say.paragraphs(
        say("Collecting is free of charge."),
        say("Where: {place}", place=office.collect_at or office.address or office.name)
        if office.collect_at or office.address or office.name
        else None,
        say.lines(say("Bring:"), *(f"• {thing}" for thing in office.bring))
        if office.bring
        else None,
        say("Someone else may collect it with a signed authorisation and both ID cards."),
    )


def _tell_linked(turn: Turn, links: list[Link]) -> None:
    say = turn.say
    if len({link.participant_id for link in links}) > 1:
        turn.reply(
            say("Whose certificate?"),
            *(Button(link.label, f"certificate:link:{link.id}") for link in links),
        )
        return
    link = links[0]
    told = certificates.told(turn.tx, link)
    if not told.is_allowed:
        text = say("News of this certificate is not shared with this chat. The office can help.")
    elif told.is_withheld:
        text = say("There is news for the participant only, who can ask for it at the office.")
    elif not told.certificates:
        text = say("No certificate is registered yet.")
    else:
        text = say.paragraphs(*(_in_full(turn, link, each) for each in told.certificates))
    turn.reply(text, *_next(turn, told.certificates))


def _in_full(turn: Turn, link: Link, certificate: Certificate) -> str:
    say = turn.say
    whose = link.label if link.relation is Relation.FAMILY else ""
    skill = skills.name(certificate.skill)
    return say.lines(
        say("<b>{skill} certificate of {name}</b>", skill=skill, name=whose)
        if whose
        else say("<b>{skill} certificate</b>", skill=skill),
        say(STEPS[certificate.step]),
        say("Number: {number}", number=certificate.number) if certificate.number else None,
        say("Valid until {day}", day=say.day(certificate.valid_until))
        if certificate.valid_until
        else None,
    )


def _next(turn: Turn, told: Sequence[Certificate]) -> list[Button]:
    say = turn.say
    is_ready = any(each.step is Step.READY for each in told)
    more = [Button(say("How to collect it"), "pickup")] if is_ready else []
    return [*more, Button(say("Talk to the office"), "contact"), menu.back(turn)]


def _ask_number(turn: Turn) -> None:
    turn.reply(
        turn.say(
            "To look it up I need two things. First: the participant number or the number on the "
            "certificate. (Have you got a code from the office? Then just write the code.)"
        ),
        menu.cancel(turn),
    )
    turn.expect(NUMBER)


def _ask_birth_date(turn: Turn, number: str) -> None:
    turn.reply(
        turn.say("And the participant’s date of birth? For example: 17-8-1990"),
        menu.cancel(turn),
    )
    turn.expect(BIRTH_DATE, number=number)


def take_number(turn: Turn, text: str, asked: Understood) -> bool:
    """The number was asked for. False when the text is no number but another matter."""
    number = asked.participant_number or asked.certificate_number
    if not number and any(char.isdigit() for char in text):
        number = text[:60]
    if not number:
        if asked.intent is not Intent.OUT_OF_SCOPE and not asked.is_unsure:
            return False
        turn.reply(
            turn.say(
                "That does not look like a number. It stands on the paper, with digits in it."
            ),
            menu.cancel(turn),
        )
        turn.expect(NUMBER)
        return True
    _ask_birth_date(turn, number)
    return True


def take_birth_date(turn: Turn, text: str, asked: Understood) -> bool:
    """The birth date was asked for."""
    say = turn.say
    birth_date = parse_birth_date(text, turn.today)
    if birth_date is None:
        if (
            asked.intent is not Intent.OUT_OF_SCOPE
            and not asked.is_unsure
            and not any(char.isdigit() for char in text)
        ):
            return False
        turn.reply(
            say("I could not read that date. Please write day, month, year: 17-8-1990"),
            menu.cancel(turn),
        )
        turn.expect(BIRTH_DATE, **turn.conversation.data)
        return True
    try:
        found = proof.one_time_answer(
            turn.tx, turn.contact, turn.conversation.data["number"], birth_date, turn.now
        )
    except proof.NoMatch:
        turn.reply(
            say(
                "I can’t find anything with that number and date. Please check both and try "
                "again, or ask the office."
            ),
            Button(say("Try again"), "certificate"),
            Button(say("Talk to the office"), "contact"),
        )
    except TooManyTries as stop:
        turn.reply(
            say(
                "That was tried too often. Please try again after {time}, or ask the office.",
                time=say.clock(stop.until),
            ),
            Button(say("Talk to the office"), "contact"),
        )
    else:
        _tell_once(turn, found.certificates)
    return True


def _tell_once(turn: Turn, found: Sequence[Certificate]) -> None:
    """Steps and what to do next; no name, skill or programme. Results go to linked people only."""
    say = turn.say
    if not found:
        turn.reply(say("No certificate is registered yet."), menu.back(turn))
        return
    told = [
        say(STEPS[each.step])
        if topic_of(each.step) is Topic.CERTIFICATE
        else say("There is news. Please ask the office, and bring an identity card.")
        for each in found
    ]
    turn.reply(
        say.paragraphs(
            say("The certificate:") if len(told) == 1 else say("The certificates:"), *told
        ),
        *_next(turn, found),
    )


COMMANDS: dict[str, Command] = {"/sertifikat": pressed}
BUTTONS: dict[str, Press] = {"certificate": pressed, "pickup": pickup}
INTENTS: dict[Intent, Answer] = {
    Intent.CERTIFICATE_STATUS: answer,
    Intent.CERTIFICATE_PICKUP: pickup,
}
STATES: dict[str, Take] = {NUMBER: take_number, BIRTH_DATE: take_birth_date}

"""What lies at the office: who collects it, who says that he has it, who has lost his."""

from __future__ import annotations

from handlers.certificates import cards
from handlers.turns import menu
from handlers.turns.choices import row_id
from handlers.turns.turn import Turn
from locales import Words, skills
from locales.steps import NAMES
from locales.words import sentence
from programme.certificates import Certificate
from programme.collecting import Answer, Answered
from programme.discretion import without_forbidden
from programme.messages import Button
from services.certificates import collecting, figures, moves
from services.certificates.collecting import NotSaid, Page, Waiting
from services.certificates.words import named
from store import collecting as certificate_answers

LONGEST_NAME = 20
"""Characters of it on a button that says more besides."""

ANSWERS = {
    Answer.MYSELF: sentence("will be collected by the owner"),
    Answer.PROXY: sentence("will be collected by {name}"),
    Answer.CANNOT: sentence("nobody can come for it"),
    Answer.COLLECTED: sentence("said to be collected already"),
    Answer.LOST: sentence("said to be lost"),
}


WAITING, LOST = "ready", "lost"


def show(turn: Turn, what: str, page: int) -> None:
    """What is waiting to be collected, or said to be lost."""
    say = turn.say
    if what == LOST:
        found = collecting.said_lost(turn.tx, turn.contact, page, turn.now)
        heading = say("Said to be lost: {count}", count=found.total)
    else:
        found = collecting.waiting(turn.tx, turn.contact, page, turn.now)
        heading = say("Waiting to be collected: {count}", count=found.total)
    turn.reply(
        say.lines(heading, *(_line(say, each) for each in found.shown)),
        *_confirmable(turn, found),
        *([Button(say("More"), f"certificates:{what}:{page + 1}")] if found.has_more else []),
        Button(say("Other certificates"), "certificates"),
        menu.back(turn),
    )


def _line(say: Words, each: Waiting) -> str:
    one = each.certificate
    return say(
        "• {name}, {skill} ({certificate}), since {day}: {answer}",
        name=without_forbidden(each.participant.shown_name),
        skill=named(say, one),
        certificate=without_forbidden(one.number or each.participant.number),
        day=say.short_day(say.local_day(one.step_at)),
        answer=_answer(say, each.answered),
    )


def _answer(say: Words, answered: Answered | None) -> str:
    if answered is None:
        return say("no answer yet")
    return say(ANSWERS[answered.answer], name=answered.proxy or "–")


def _confirmable(turn: Turn, found: Page) -> list[Button]:
    """A button for each of which the office's word is missing."""
    say = turn.say
    buttons = []
    for each in found.shown:
        name = without_forbidden(each.participant.shown_name)[:LONGEST_NAME]
        text: str
        match each.answered.answer if each.answered else None:
            case Answer.COLLECTED:
                text, verb = say("Handed over: {name}", name=name), "handed"
            case Answer.LOST:
                text, verb = name, "open"
            case _:
                continue
        buttons.append(Button(text, f"certificates:{verb}:{each.certificate.id}"))
    return buttons


def _settle(turn: Turn, certificate_id: int, *, is_handed_over: bool) -> None:
    say = turn.say
    try:
        if is_handed_over:
            one = collecting.confirm(turn.tx, turn.contact, certificate_id, turn.now)
            said = say("Noted as handed over: {certificate}", certificate=_owned(turn, one))
        else:
            one = collecting.deny(turn.tx, turn.contact, certificate_id, turn.now)
            said = say(
                "It stays ready to be collected, and the chat that said so is told: {certificate}",
                certificate=_owned(turn, one),
            )
    except NotSaid:
        said = say("That is settled already.")
    turn.reply(
        said, Button(say("Waiting to be collected"), "certificates:ready:0"), menu.back(turn)
    )


def count(turn: Turn) -> None:
    """How many stand at each step, class by class."""
    say = turn.say
    asked = turn.reading.asked.skills
    found = figures.by_skill(turn.tx, turn.contact, turn.now)
    shown = {skill: steps for skill, steps in found.items() if not asked or skill in asked}
    turn.reply(
        say.paragraphs(
            *(
                say.lines(
                    say("<b>{skill}</b>", skill=skills.name(skill)),
                    *(
                        say("• {step}: {count}", step=say(NAMES[step]), count=steps[step])
                        for step in NAMES
                        if steps[step]
                    ),
                )
                for skill, steps in shown.items()
            )
        )
        or say("No certificate is on the lists yet."),
        *(
            [Button(say("Waiting to be collected"), f"certificates:{WAITING}:0")]
            if turn.is_office
            else []
        ),
        menu.back(turn),
    )


def _owned(turn: Turn, one: Certificate) -> str:
    holders = moves.holders(turn.tx, turn.contact, [one])
    return cards.owned(turn.say, one, holders.get(one.id))


def found_again(turn: Turn, one: Certificate) -> list[Button]:
    """The button for one of which somebody says that it is lost."""
    answered = certificate_answers.answer_about(turn.tx, one.id)
    if answered is None or answered.answer is not Answer.LOST:
        return []
    return [Button(turn.say("Not lost after all"), f"certificates:found:{one.id}")]


def _note_found(turn: Turn, certificate_id: int) -> None:
    say = turn.say
    try:
        one = collecting.found_again(turn.tx, turn.contact, certificate_id, turn.now)
        said = say("Noted as not lost: {certificate}", certificate=_owned(turn, one))
    except NotSaid:
        said = say("That is settled already.")
    turn.reply(said, Button(say("Said to be lost"), "certificates:lost:0"), menu.back(turn))


def take_button(turn: Turn, verb: str, value: str) -> bool:
    """Take a button of these lists. False for any other."""
    match verb:
        case "ready" | "lost":
            show(turn, verb, row_id(value))
        case "handed" | "kept":
            _settle(turn, row_id(value), is_handed_over=verb == "handed")
        case "found":
            _note_found(turn, row_id(value))
        case _:
            return False
    return True

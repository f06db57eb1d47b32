"""How is the certificate doing, and how is it collected?

A linked chat is told at once; anybody else gives a number and the birth date.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from handlers.certificates import collecting, details, one_time
from handlers.classes import schedule
from handlers.proofs import employer_proof
from handlers.tickets import office
from handlers.turns import choices, menu, which_participant
from handlers.turns.features import Command, Label, Menu, Press, Question
from handlers.turns.turn import Turn
from locales.steps import NAMES, STEPS, TO_DO
from locales.words import sentence
from programme.certificates import HAS_LEFT_PRINTING, WAY, Certificate, Step
from programme.discretion import without_forbidden
from programme.messages import Button
from programme.people import Link
from services.certificates import visible
from services.certificates.words import heading, replaced
from services.linking import enrol
from store import contacts
from understanding import Detail, Intent, Understood


def answer(turn: Turn, asked: Understood) -> None:
    """Answer a question in words; a number written in it needn't be asked for."""
    if turn.reading.is_certificate_lost:
        _lost(turn)
        return
    if turn.reading.detail is Detail.MEANING and (step := turn.reading.step):
        _explain(turn, step)
        return
    turn.opening = details.opening(turn)
    number = asked.participant_number or asked.certificate_number
    links = contacts.links(turn.tx, turn.contact.id, turn.now)
    about = visible.links_about(turn.tx, links, number) if number else links
    if number and about:
        _tell_linked(turn, about, asked.name)
    elif about:
        _tell_linked(turn, which_participant.meant(turn, about, asked), asked.name)
    else:
        one_time.look_up(turn, number)


def _explain(turn: Turn, step: Step) -> None:
    """What a step means, whoever asks."""
    say = turn.say
    turn.reply(
        say.paragraphs(
            say.lines(say("<b>{step}</b>", step=say(NAMES[step])), say(STEPS[step])),
            say(TO_DO[step]) if step in TO_DO else None,
        ),
        Button(say("Certificate"), "certificate"),
        menu.back(turn),
    )


def show_certificate(turn: Turn, argument: str = "") -> None:
    """Answer a button: "", "link:ID" or "number" (of somebody this chat isn't linked to)."""
    links = contacts.links(turn.tx, turn.contact.id, turn.now)
    meant = [link for link in links if f"link:{link.id}" == argument]
    if meant:
        which_participant.choose(turn, meant)
    if links and argument != "number":
        _tell_linked(turn, which_participant.spoken_of(turn, links))
    else:
        one_time.look_up(turn)


def _lost(turn: Turn) -> None:
    say = turn.say
    turn.reply(
        say.paragraphs(
            say(
                "A lost or spoiled certificate: the office helps on. Bring your ID card and, if "
                "it is lost, a letter of loss from the police."
            ),
            office.ways_to_reach(turn),
        ),
        *collecting.lost_buttons(turn),
        menu.back(turn),
    )


def answer_pickup(turn: Turn, asked: Understood) -> None:
    """ "Besok bawa apa" means the class, where there is one that day."""
    if turn.reading.is_certificate_lost:
        _lost(turn)
    elif schedule.could_be_meant(turn, asked):
        meant = replace(asked, intent=Intent.SCHEDULE)
        turn.note_question(meant)
        schedule.answer(turn, meant)
    else:
        turn.opening = details.opening(turn)
        links = contacts.links(turn.tx, turn.contact.id, turn.now)
        _tell_pickup(turn, which_participant.meant(turn, links, asked))


def show_pickup(turn: Turn, argument: str = "") -> None:
    """Answer a button: "", or "how" to read how it is collected whatever its step."""
    links = contacts.links(turn.tx, turn.contact.id, turn.now)
    if argument == "how":
        collecting.pickup(turn)
    else:
        _tell_pickup(turn, which_participant.spoken_of(turn, links))


def _tell_pickup(turn: Turn, links: list[Link]) -> None:
    """First how it stands; how it is collected only where one is ready."""
    say = turn.say
    told = [(link, visible.told(turn.tx, link)) for link in links]
    ready = [link for link, about in told if _has_step(about, Step.READY)]
    others = [(link, about) for link, about in told if link not in ready]
    first = say.paragraphs(*(news(turn, link, about) for link, about in others))
    if not links:
        collecting.pickup(
            turn, first=say("It can be collected once it is ready. Please check that first.")
        )
    elif ready:
        collecting.pickup(turn, ready, first if others else None)
    else:
        is_coming = any(_has_step(about, *COMING) for _, about in others)
        turn.reply(
            say.paragraphs(
                first,
                say("So please don’t come for it yet. You are told here when it is ready.")
                if is_coming
                else None,
            ),
            *choices.side_by_side(
                [
                    *([Button(say("How to collect it"), "pickup:how")] if is_coming else []),
                    Button(say("Talk to the office"), "contact"),
                    menu.back(turn),
                ]
            ),
        )


COMING = WAY[: WAY.index(Step.READY)]
"""The steps before it can be collected."""


def _has_step(told: visible.Told, *steps: Step) -> bool:
    return any(each.step in steps for each in told.certificates)


def _tell_linked(turn: Turn, links: list[Link], name: str | None = None) -> None:
    """`name` is who was asked about."""
    say = turn.say
    if which_participant.is_open(turn, links):
        turn.reply(
            say("Whose certificate?"),
            *(
                Button(
                    which_participant.label(link, enrol.newest_class(turn.tx, link)),
                    f"certificate:link:{link.id}",
                )
                for link in links
            ),
        )
        return
    told = [(link, visible.told(turn.tx, link)) for link in links]
    shown = [each for _, about in told for each in about.certificates]
    proof = employer_proof.offer(turn, links[0], shown) if len(links) == 1 else []
    turn.reply(
        say.paragraphs(
            say("This chat only hears of {name}:", name=links[0].label)
            if which_participant.is_other(links[0], name)
            else None,
            *(news(turn, link, about) for link, about in told),
        ),
        *one_time.what_next(turn, shown, *proof),
    )


def news(turn: Turn, link: Link, told: visible.Told) -> str:
    """How the certificates of this participant stand, as far as the chat may know."""
    say, whom = turn.say, which_participant.heading(turn, link)
    if not told.is_allowed:
        return say.lines(
            whom,
            say("News of this certificate is not shared with this chat. The office can help."),
        )
    if not told.certificates and not told.is_withheld:
        return say.lines(whom, say("No certificate is registered yet."))
    return say.paragraphs(
        *(_in_full(turn, link, each, told.certificates) for each in told.certificates),
        say.lines(
            whom, say("There is news for the participant only, who can ask for it at the office.")
        )
        if told.is_withheld
        else None,
    )


def _step(turn: Turn, certificate: Certificate) -> str:
    say = turn.say
    if certificate.step is Step.COLLECTED:
        return say("Already collected, on {day}.", day=say.day(say.local_day(certificate.step_at)))
    return say(STEPS[certificate.step])


def _in_full(turn: Turn, link: Link, certificate: Certificate, all_: Iterable[Certificate]) -> str:
    say = turn.say
    has_duplicate = any(each.duplicate_of == certificate.id for each in all_)
    return say.lines(
        heading(say, certificate, link),
        replaced(say) if has_duplicate else _step(turn, certificate),
        collecting.noted(turn, certificate),
        _more(turn, certificate) if _asks_more(turn) and not has_duplicate else None,
        say("Number: {number}", number=without_forbidden(certificate.number))
        if certificate.number
        else None,
        say("Valid until {day}", day=say.day(certificate.valid_until))
        if certificate.valid_until and certificate.step in HAS_LEFT_PRINTING
        else None,
    )


def _asks_more(turn: Turn) -> bool:
    """ "Maksudnya apa?", or the same question once more."""
    return turn.is_repeated or turn.reading.detail is Detail.MEANING


def _more(turn: Turn, certificate: Certificate) -> str:
    """For whoever asks again: since when it stands so, and what there is to do."""
    say, step = turn.say, certificate.step
    return say.lines(
        say("Noted like this since {day}.", day=say.day(say.local_day(certificate.step_at))),
        say(TO_DO[step]) if step in TO_DO else None,
        say("Bring:") + " " + ", ".join(turn.setup.office.bring)
        if step is Step.READY and turn.setup.office.bring
        else None,
    )


FEATURE = (
    Command(
        "/sertifikat",
        show_certificate,
        does=sentence("How is the certificate doing?"),
        takes_words=True,
    ),
    Press(
        "certificate",
        show_certificate,
        when_closed=("number",),
        labels=(Label(sentence("Certificate"), menu=Menu.MAIN),),
    ),
    Question(Intent.CERTIFICATE_STATUS, answer, choice=(sentence("Certificate"), "certificate")),
    Press("pickup", show_pickup),
    Question(
        Intent.CERTIFICATE_PICKUP,
        answer_pickup,
        choice=(sentence("Collecting the certificate"), "pickup"),
    ),
)

"""A certificate is ready: who collects it? What is said is noted, and the office sees it.

I will ─► where and when, what to bring        someone else ─► his name ─► the letter to sign
can't come ─► who else could                   I have it ─► the office confirms
Under each stands what else can be answered, so that nobody is held to what he pressed.
"""

from __future__ import annotations

from collections.abc import Sequence

from handlers.tickets import office
from handlers.turns import access, menu, other_matters
from handlers.turns.choices import row_id
from handlers.turns.features import Press, State
from handlers.turns.turn import Turn
from locales.words import sentence
from programme.certificates import Certificate
from programme.collecting import Answer
from programme.messages import Button
from programme.people import Link, Relation
from services.certificates import collecting
from services.certificates.authorisation_letter import authorisation_letter
from services.certificates.collecting import Mine, NotAName, NothingToCollect
from services.certificates.words import answers, heading, how_to_collect, label
from store import collecting as certificate_answers
from understanding import Collecting

NAME = "collecting.name"

NOTED = {
    Answer.MYSELF: sentence("Noted: it will be collected."),
    Answer.PROXY: sentence("Noted: someone else collects it."),
    Answer.CANNOT: sentence("Noted: nobody can come for it at the moment."),
    Answer.COLLECTED: sentence("Noted: it is said to be collected. The office confirms that."),
    Answer.LOST: sentence("Noted: it is said to be lost. The office sees to it."),
}


def noted(turn: Turn, one: Certificate) -> str | None:
    """What was said about it, if anything."""
    answered = certificate_answers.answer_about(turn.tx, one.id)
    return turn.say(NOTED[answered.answer]) if answered else None


def _choose(turn: Turn, each: Mine, verb: str) -> Button:
    text = turn.say("Collect: {skill}", skill=label(turn.say, each.certificate, each.link))
    return Button(text, f"collect:{verb}:{each.certificate.id}")


def pickup(turn: Turn, links: Sequence[Link] = (), first: str | None = None) -> None:
    """Where it is collected and what to bring; where one of `links` is ready, who comes?

    `first` says how the others stand.
    """
    say = turn.say
    held = {each.id for each in links}
    ready = [
        each for each in collecting.ready(turn.tx, turn.contact, turn.now) if each.link.id in held
    ]
    if len(ready) == 1:
        _ask(turn, ready[0].certificate.id, first)
        return
    turn.reply(
        say.paragraphs(first, _how(turn)),
        *(_choose(turn, each, "ask") for each in ready),
        *([] if ready else [Button(say("Is it ready?"), "certificate")]),
        Button(say("Address and opening hours"), "place"),
        menu.back(turn),
    )


def _how(turn: Turn) -> str:
    """Where, when and with what; open or not on the day that was written, else now."""
    asked = turn.reading.asked
    day = None if asked.date_end else asked.date
    return turn.say.paragraphs(
        how_to_collect(turn.say, turn.setup.office, day or turn.today), office.is_open(turn, day)
    )


def take_answer(turn: Turn) -> bool:
    """ "saya ambil besok" where a certificate is ready. False for anything else.

    "Tidak bisa datang" may be meant for a class: it counts where this was asked last.
    """
    said = turn.reading.collecting
    ready = collecting.ready(turn.tx, turn.contact, turn.now) if said else []
    if said is None or not ready:
        return False
    if said is Collecting.CANNOT and not collecting.was_asked_last(
        turn.tx, turn.contact, turn.now
    ):
        return False
    access.ensure_open(turn)
    if len(ready) == 1:
        _take_words(turn, said, ready[0])
    else:
        turn.reply(
            turn.say("Which certificate?"),
            *(_choose(turn, each, _meant(said, each.link)) for each in ready),
            menu.cancel(turn),
        )
    return True


def _take_words(turn: Turn, said: Collecting, about: Mine) -> None:
    note_collecting(turn, f"{_meant(said, about.link)}:{about.certificate.id}")


def _meant(said: Collecting, link: Link) -> Collecting:
    """ "Saya ambil" of a mother is that somebody else collects it, who needs the letter."""
    is_family = link.relation is Relation.FAMILY
    return Collecting.PROXY if is_family and said is Collecting.MYSELF else said


def _ask(turn: Turn, certificate_id: int, first: str | None = None) -> None:
    found = collecting.mine(turn.tx, turn.contact, certificate_id, turn.now)
    say = turn.say
    turn.reply(
        say.paragraphs(
            first,
            say.lines(
                heading(say, found.certificate, found.link),
                noted(turn, found.certificate) or say("Will somebody come for it?"),
            ),
            _how(turn),
        ),
        *answers(say, certificate_id, found.link),
        Button(say("Address and opening hours"), "place"),
        menu.back(turn),
    )


def _collect_oneself(turn: Turn, certificate_id: int) -> None:
    say = turn.say
    collecting.answer(turn.tx, turn.contact, certificate_id, Answer.MYSELF, turn.now)
    turn.reply(
        say.paragraphs(
            say(NOTED[Answer.MYSELF]),
            _how(turn),
        ),
        Button(say("Someone else will"), f"collect:{Answer.PROXY}:{certificate_id}"),
        Button(say("Address and opening hours"), "place"),
        menu.back(turn),
    )


def _ask_name(turn: Turn, certificate_id: int) -> None:
    collecting.mine(turn.tx, turn.contact, certificate_id, turn.now)
    turn.reply(
        turn.say("Who will collect it? Write the full name, as it stands on the ID card."),
        menu.cancel(turn),
    )
    turn.expect(NAME, certificate=str(certificate_id))


def take_name(turn: Turn) -> bool:
    """The name was asked for; another answer may come instead, or another matter."""
    certificate_id = row_id(turn.conversation.data["certificate"])
    ready = collecting.ready(turn.tx, turn.contact, turn.now)
    about = next((each for each in ready if each.certificate.id == certificate_id), None)
    name, said = turn.reading.proxy, turn.reading.collecting
    if about is None:
        _gone(turn)
    elif name:
        _send_somebody(turn, certificate_id, name)
    elif said:
        _take_words(turn, said, about)
    elif other_matters.asks_for_another(turn.reading.asked):
        return False
    else:
        _ask_name_again(turn)
    return True


def _ask_name_again(turn: Turn) -> None:
    turn.reply(
        turn.say(
            "I can’t print that as a name. Please write only the name, for example: the name is "
            "Siti Aminah"
        ),
        menu.cancel(turn),
    )
    turn.expect(NAME, **turn.conversation.data)


def _send_somebody(turn: Turn, certificate_id: int, written: str) -> None:
    say = turn.say
    try:
        sent = collecting.sends_somebody(turn.tx, turn.contact, certificate_id, written, turn.now)
    except NotAName:
        _ask_name_again(turn)
    else:
        turn.reply(
            say.paragraphs(
                say.lines(
                    say(NOTED[Answer.PROXY]),
                    say("Who collects it: {name}", name=sent.proxy),
                ),
                say(
                    "Here is the letter. Print it, fill in what is missing and sign it over a "
                    "revenue stamp. Whoever comes brings it with both ID cards."
                ),
            ),
            Button(say("Address and opening hours"), "place"),
            menu.back(turn),
            attachment=authorisation_letter(
                say, sent.owner.shown_name, sent.proxy, sent.mine.certificate, turn.setup.office
            ),
        )


def _cannot_come(turn: Turn, certificate_id: int) -> None:
    say = turn.say
    collecting.answer(turn.tx, turn.contact, certificate_id, Answer.CANNOT, turn.now)
    turn.reply(
        say.paragraphs(
            say("That is all right. It is noted, and the certificate stays safe at the office."),
            say("Could someone else come for it? The office can help, too."),
        ),
        Button(say("Someone else will"), f"collect:{Answer.PROXY}:{certificate_id}"),
        Button(say("Talk to the office"), "contact"),
        menu.back(turn),
    )


def _say_collected(turn: Turn, certificate_id: int) -> None:
    collecting.says_collected(turn.tx, turn.contact, certificate_id, turn.now)
    turn.reply(
        turn.say("Thank you. The office looks whether it is noted as handed over."),
        menu.back(turn),
    )


def lost_buttons(turn: Turn) -> list[Button]:
    """For each certificate of this chat that can be lost: ask for a duplicate."""
    say = turn.say
    found = collecting.can_be_reported_lost(turn.tx, turn.contact, turn.now)
    if len(found) == 1:
        return [Button(say("Ask for a duplicate"), f"collect:lost:{found[0].certificate.id}")]
    return [
        Button(
            say("Duplicate: {skill}", skill=label(say, each.certificate, each.link)),
            f"collect:lost:{each.certificate.id}",
        )
        for each in found
    ]


def _say_lost(turn: Turn, certificate_id: int) -> None:
    collecting.says_lost(turn.tx, turn.contact, certificate_id, turn.now)
    turn.reply(
        turn.say(
            "The office is told. Bring your ID card and, if it is lost, the letter of loss from "
            "the police; you will be told here how it goes on."
        ),
        menu.back(turn),
    )


def _gone(turn: Turn) -> None:
    turn.reply(
        turn.say("That certificate is not waiting to be collected any more."),
        Button(turn.say("Certificate"), "certificate"),
        menu.back(turn),
    )


def note_collecting(turn: Turn, argument: str) -> None:
    """`argument`: "ask:ID", "myself:ID", "proxy:ID", "cannot:ID", "collected:ID", "lost:ID"."""
    verb, _, ident = argument.partition(":")
    try:
        act = ACTS[Answer(verb)] if verb in set(Answer) else _ask
        act(turn, row_id(ident))
    except NothingToCollect:
        _gone(turn)


ACTS = {
    Answer.MYSELF: _collect_oneself,
    Answer.PROXY: _ask_name,
    Answer.CANNOT: _cannot_come,
    Answer.COLLECTED: _say_collected,
    Answer.LOST: _say_lost,
}


FEATURE = (Press("collect", note_collecting), State(NAME, take_name))

"""The office finds certificates by numbers or names, and says how they go on.

numbers, names ─► what was found (`shown`) ─► step ─► `move`
                    └─► one of several
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from handlers.certificates import cards, move as moves, ready, shown
from handlers.certificates.shown import MOST_CHOICES, STEP
from handlers.linking import lookup
from handlers.turns import access, menu
from handlers.turns.choices import row_id
from handlers.turns.features import Label, Menu, Press, State
from handlers.turns.turn import Turn
from locales import Words
from locales.steps import NAMES
from locales.words import sentence
from programme.certificates import Certificate, Step
from programme.messages import Button
from services.certificates import moves as certificate_moves, news, numbers
from services.importing.terms import parse_step
from services.people import roles
from services.people.known_names import participants_in
from store.certificate_notices import Batch
from understanding import Reading, step_words

NUMBERS = "certificates.numbers"

FEWEST_DIGITS = 5
"""In a word that may be somebody's number."""

ONE_PASTE = timedelta(seconds=3)
"""So soon the parts of one text follow each other that an app sent as several messages."""


def show(turn: Turn) -> None:
    """What can be done with certificates, and what still waits to be told."""
    say = turn.say
    batches = news.waiting_batches(turn.tx, turn.contact, turn.now)[-MOST_CHOICES:]
    turn.reply(
        say.paragraphs(
            say(
                "Send the numbers of the certificates to move, one or many: certificate, "
                "registration, form or participant numbers."
            ),
            say.lines(
                *(
                    say(
                        "{step}: {count} chats will be told at {time} at the earliest.",
                        step=_step_of(say, batch),
                        count=batch.chats,
                        time=say.clock(batch.at),
                    )
                    for batch in batches
                )
            ),
        ),
        *(
            Button(
                say("Stop {time}: {step}", time=say.clock(batch.at), step=_step_of(say, batch)),
                f"certificates:stop:{batch.event_id}",
            )
            for batch in batches
        ),
        Button(say("Waiting to be collected"), "certificates:ready:0"),
        Button(say("Said to be lost"), "certificates:lost:0"),
        menu.cancel(turn),
    )
    turn.expect(NUMBERS)


def _step_of(say: Words, batch: Batch) -> str:
    return say(NAMES[batch.step]) if batch.step else say("Several steps")


def take_numbers(turn: Turn) -> bool:
    """Numbers or a name, maybe with the step they go to."""
    if take_with_step(turn):
        return True
    say, text = turn.say, turn.reading.text
    found = numbers.find(turn.tx, turn.contact, text, turn.now)
    several = [one for each in found.several for one in each.certificates]
    add = [shown.button(one, "certificates:add") for one in several[:MOST_CHOICES]]
    chosen = {one.id: one for one in (*_pasted_before(turn), *found.certificates)}
    if found.is_empty:
        turn.reply(
            say("There is no number in that. Send the numbers, one or many."), menu.cancel(turn)
        )
        turn.expect(NUMBERS)
    elif chosen:
        shown.ask_step(turn, list(chosen.values()), cards.not_found(say, found), add)
    else:
        turn.reply(
            say.paragraphs(cards.not_found(say, found), say("Send other numbers.")),
            *add,
            menu.cancel(turn),
        )
        turn.expect(NUMBERS)
    return True


def _pasted_before(turn: Turn) -> list[Certificate]:
    """What an earlier part of the same list has chosen: a long one comes in several messages."""
    sent_at = turn.conversation.data.get("sent_at")
    if turn.conversation.state != STEP or sent_at is None:
        return []
    if turn.incoming.sent_at - datetime.fromisoformat(sent_at) > ONE_PASTE:
        return []
    ids = [each.id for each in moves.remembered(turn)]
    return certificate_moves.as_they_are(turn.tx, turn.contact, ids)


def take_step(turn: Turn) -> bool:
    """The step in words, other numbers, or somebody else's certificate."""
    if turn.reading.has_digits:
        return take_numbers(turn)
    if take_with_step(turn):
        return True
    step = _step_in(turn.reading.text.split())
    if step is None:
        turn.reply(
            turn.say("I don’t know that step. Press one above, or send other numbers."),
            menu.cancel(turn),
        )
        turn.expect(STEP, **turn.conversation.data)
    else:
        moves.choose(turn, moves.remembered(turn), step)
    return True


def _step_in(words: Iterable[str]) -> Step | None:
    said = step_words(words)
    whole, bare = said.names
    step = parse_step(whole) or parse_step(bare)
    return None if step is not Step.NOT_YET_COMPETENT and said.has_doubt else step


def take_with_step(turn: Turn) -> bool:
    """ "LAS 9990 00187 2026 sudah siap", "budi hilang". False where one of the two is missing."""
    text = turn.reading.text
    words = numbers.words_beside(turn.tx, turn.contact, text)
    if words is None:
        return _take_named(turn)
    step = _step_in(words)
    if step is None:
        return False
    access.ensure_open(turn)
    found = numbers.find(turn.tx, turn.contact, text, turn.now)
    _choose(turn, found.certificates, step, cards.not_found(turn.say, found))
    return True


def _take_named(turn: Turn) -> bool:
    """Somebody's certificate by his name; one that is only doubted to go on is shown."""
    people, beside = participants_in(turn.reading.asked.people), turn.reading.beside_people
    step = _step_in(beside.forms) or _step_in(beside.words)
    if not people or not (step or _is_left_waiting(beside.words)):
        return False
    access.ensure_open(turn)
    held = [
        one
        for ident in people[:MOST_CHOICES]
        for one in numbers.of_person(turn.tx, turn.contact, ident, turn.now)
    ]
    if not held:
        return False
    if step is None or len(held) > 1:
        shown.ask_which(turn, held)
    else:
        _choose(turn, held, step)
    return True


def _choose(turn: Turn, found: Sequence[Certificate], step: Step, note: str | None = None) -> None:
    """Move them on; one that stands there already is shown."""
    if len(found) == 1 and found[0].step is step:
        shown.ask_step(turn, found, note)
    else:
        moves.choose(turn, moves.as_chosen(found), step, note)


def _is_left_waiting(words: Iterable[str]) -> bool:
    """ "belum diambil": it is ready."""
    said = step_words(words)
    return said.has_doubt and parse_step(said.names[0]) is Step.READY


def show_numbered(turn: Turn) -> bool:
    """Whose number it is, or which certificate's. False where it is neither's."""
    found = numbers.find(turn.tx, turn.contact, turn.reading.text, turn.now)
    number = found.people[0] if found.is_one_person else _number_written(turn.reading)
    if found.is_known and not found.is_one_person:
        access.ensure_open(turn)
        return take_numbers(turn)
    if number is None:
        return False
    access.ensure_open(turn)
    lookup.search(turn, number)
    return True


def _number_written(said: Reading) -> str | None:
    """A number of ours, or one word that may be one with a typo."""
    digits = sum(map(str.isdigit, said.text))
    is_alone = digits >= FEWEST_DIGITS and len(said.text.split()) == 1
    return said.number or (said.text if is_alone else None)


def _open(turn: Turn, *ids: int, back: bool = False) -> None:
    """Open those of these certificates that still exist."""
    found = certificate_moves.as_they_are(turn.tx, turn.contact, list(dict.fromkeys(ids)))
    if found:
        shown.ask_step(turn, found, back=back)
    else:
        show(turn)


def _of_person(turn: Turn, participant_id: int) -> None:
    held = numbers.of_person(turn.tx, turn.contact, participant_id, turn.now)
    if held:
        shown.ask_which(turn, held)
    else:
        show(turn)


def manage_certificates(turn: Turn, argument: str = "") -> None:
    """`argument`: "", "of:PARTICIPANT", "open:ID", "add:ID", "back", what `certificate_moves`
    takes ("to:STEP", "save", "tell", "stop:EVENT", "duplicate:ID") or `ready_certificates`
    ("ready:PAGE", "lost:PAGE", "handed:ID", "kept:ID", "found:ID"). Raises `roles.NotAllowed`.
    """
    roles.ensure_office(turn.tx, turn.contact)
    verb, _, value = argument.partition(":")
    chosen = [each.id for each in moves.remembered(turn)]
    match verb:
        case "of":
            _of_person(turn, row_id(value))
        case "open":
            _open(turn, row_id(value))
        case "add":
            _open(turn, *chosen, row_id(value))
        case "back":
            _open(turn, *chosen, back=True)
        case _:
            if not (moves.take_button(turn, verb, value) or ready.take_button(turn, verb, value)):
                show(turn)


FEATURE = (
    Press(
        "certificates",
        manage_certificates,
        drafts=("save", "tell"),
        labels=(Label(sentence("Certificates"), menu=Menu.OFFICE_PAGE),),
    ),
    State(NUMBERS, take_numbers, hears_codes=True, is_about_somebody=True),
    State(STEP, take_step, hears_codes=True, is_about_somebody=True),
)

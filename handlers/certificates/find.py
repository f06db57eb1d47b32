"""The office finds certificates by their numbers, one or a whole list, and says how they go on.

numbers ─► what was found ─► step ─► `certificate_moves`
             └─► one of several of a number
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from handlers.certificates import cards, move as moves, ready
from handlers.turns import access, choices, menu
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
from store.certificate_notices import Batch
from understanding import step_words

NUMBERS, STEP = "certificates.numbers", "certificates.step"
MOST_CHOICES = 8

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
    """Numbers, maybe with the step they go to."""
    if take_numbers_with_step(turn):
        return True
    say, text = turn.say, turn.reading.text
    found = numbers.find(turn.tx, turn.contact, text, turn.now)
    several = [one for each in found.several for one in each.certificates]
    add = [_named(one, "certificates:add") for one in several[:MOST_CHOICES]]
    chosen = {one.id: one for one in (*_pasted_before(turn), *found.certificates)}
    if found.is_empty:
        turn.reply(
            say("There is no number in that. Send the numbers, one or many."), menu.cancel(turn)
        )
        turn.expect(NUMBERS)
    elif chosen:
        _ask_step(turn, list(chosen.values()), cards.not_found(say, found), add)
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


def _named(one: Certificate, data: str) -> Button:
    return Button(cards.name(one)[: menu.LONGEST_LABEL], f"{data}:{one.id}")


def _ask_step(
    turn: Turn,
    found: Sequence[Certificate],
    note: str | None = None,
    add: Iterable[Button] = (),
    *,
    back: bool = False,
) -> None:
    """Choose where they go on to, or with `back` an earlier step, of those that are legal."""
    say = turn.say
    seen = None
    if len(found) == 1:
        seen = numbers.look_at(turn.tx, turn.contact, found[0].id, turn.now)
    legal = certificate_moves.legal_steps(turn.tx, turn.contact, [one.id for one in found])
    behind = [step for step, needs_reason in legal.items() if needs_reason]
    ahead = [step for step in legal if step not in behind]
    shown = behind if back or not ahead else ahead
    turn.reply(
        say.paragraphs(
            cards.card(say, seen) if seen else cards.counted(say, found),
            note,
            say("To which step?") if shown else say("It takes no further step."),
        ),
        *add,
        *choices.side_by_side(
            Button(say(NAMES[step]), f"certificates:to:{step}") for step in shown
        ),
        *([Button(say("A step back"), "certificates:back")] if behind and shown is ahead else []),
        *(
            [moves.duplicate_button(turn, seen.certificate)]
            if seen and seen.lacks_duplicate
            else []
        ),
        *(ready.found_again(turn, seen.certificate) if seen else []),
        menu.cancel(turn),
    )
    cut_from = turn.channel.pastes_cut_from
    is_cut = cut_from is not None and len(turn.incoming.text) >= cut_from
    goes_on = {"sent_at": turn.incoming.sent_at.isoformat()} if is_cut else {}
    turn.expect(STEP, **moves.as_data(found), **goes_on)


def take_step(turn: Turn) -> bool:
    """The step in words, or other numbers."""
    if turn.reading.has_digits:
        return take_numbers(turn)
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


def take_numbers_with_step(turn: Turn) -> bool:
    """ "LAS 9990 00187 2026 sudah siap". False where one of the two is missing."""
    text = turn.reading.text
    words = numbers.words_beside(turn.tx, turn.contact, text)
    step = _step_in(words) if words else None
    if step is None:
        return False
    access.ensure_open(turn)
    found = numbers.find(turn.tx, turn.contact, text, turn.now)
    moves.choose(turn, moves.as_chosen(found.certificates), step, cards.not_found(turn.say, found))
    return True


def _open(turn: Turn, *ids: int, back: bool = False) -> None:
    """Open those of these certificates that still exist."""
    found = certificate_moves.as_they_are(turn.tx, turn.contact, list(dict.fromkeys(ids)))
    if found:
        _ask_step(turn, found, back=back)
    else:
        show(turn)


def _of_person(turn: Turn, participant_id: int) -> None:
    held = numbers.of_person(turn.tx, turn.contact, participant_id, turn.now)
    if len(held) < 2:
        _open(turn, *(one.id for one in held))
        return
    turn.reply(
        turn.say("Which certificate?"),
        *(_named(one, "certificates:open") for one in held[:MOST_CHOICES]),
        menu.cancel(turn),
    )


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
        labels=(Label(sentence("Certificates"), menu=Menu.OFFICE_PAGE),),
    ),
    State(NUMBERS, take_numbers, hears_codes=True, is_about_somebody=True),
    State(STEP, take_step, hears_codes=True, is_about_somebody=True),
)

"""What was found for the office: which of several it is, and to which step it can go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.certificates import cards, move as moves, ready
from handlers.turns import choices, menu
from handlers.turns.turn import Turn
from locales.steps import NAMES
from programme.certificates import Certificate
from programme.discretion import without_forbidden
from programme.messages import Button
from programme.people import Participant
from services.certificates import moves as certificate_moves, numbers

STEP = "certificates.step"
MOST_CHOICES = 8


def button(one: Certificate, data: str, holder: Participant | None = None) -> Button:
    whose = f"{without_forbidden(holder.shown_name)} – " if holder else ""
    return Button(f"{whose}{cards.name(one)}"[: menu.LONGEST_LABEL], f"{data}:{one.id}")


def ask_which(turn: Turn, held: Sequence[Certificate]) -> None:
    """Go on with the only one, or ask for one of several."""
    if len(held) == 1:
        ask_step(turn, held)
        return
    holders = certificate_moves.holders(turn.tx, turn.contact, held)
    turn.reply(
        turn.say("Which certificate?"),
        *(button(one, "certificates:open", holders.get(one.id)) for one in held[:MOST_CHOICES]),
        menu.cancel(turn),
    )


def ask_step(
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

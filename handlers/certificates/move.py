"""The office moves the certificates it has chosen.

step ─► (reason, where one is due) ─► preview ─► save and tell | save only ─► stop what is told
                                                     └─► make the duplicate of a lost one
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.certificates import cards
from handlers.turns import menu
from handlers.turns.choices import row_id
from handlers.turns.features import State
from handlers.turns.turn import Turn
from locales.steps import NAMES
from programme.certificates import TAKEN_AWAY, Certificate, Step
from programme.discretion import find_forbidden
from programme.messages import Button
from programme.people import Participant
from services.certificates import moves, news
from services.certificates.moves import Chosen, NoDuplicateDue, Refused, Saved

REASON, PREVIEW = "certificates.reason", "certificates.preview"
LONGEST_REASON = 200
MOST_DUPLICATES = 3


def as_data(found: Iterable[Certificate]) -> dict[str, str]:
    """The chosen ones with the steps they were seen at, as a conversation keeps them."""
    return {"chosen": ",".join(f"{one.id}:{one.step}" for one in found)}


def as_chosen(found: Iterable[Certificate]) -> list[Chosen]:
    return [Chosen(one.id, one.step) for one in found]


def remembered(turn: Turn) -> list[Chosen]:
    """What the chat has chosen; nothing when it was left or is over."""
    pairs = (pair.partition(":") for pair in turn.conversation.data.get("chosen", "").split(","))
    return [Chosen(row_id(ident), Step(step)) for ident, _, step in pairs if step]


def choose(turn: Turn, chosen: Sequence[Chosen], step: Step, note: str | None = None) -> None:
    """Ask for a reason where one is needed, else show what the move does."""
    say = turn.say
    plan = moves.plan(turn.tx, turn.contact, chosen, step, "", turn.now)
    if not plan.moving:
        _nothing_moves(turn, plan.refused)
    elif plan.needs_reason:
        holders = _holders(turn, plan.moving, plan.refused)
        title = say("To “{step}”:", step=say(NAMES[step]))
        turn.reply(
            say.paragraphs(
                note,
                cards.moving(say, title, plan.moving, holders),
                cards.refused(say, plan.refused, holders),
                say(
                    "Why? Write it briefly. It is kept with the certificate, and its owner can "
                    "read it in his data; it is not sent and no employer sees it."
                )
                if step in TAKEN_AWAY
                else say(
                    "That is a step back. Why? Write it briefly: the people concerned read it."
                ),
            ),
            menu.cancel(turn),
        )
        _keep(turn, REASON, chosen, step)
    else:
        _preview(turn, chosen, step, "", note)


def _keep(turn: Turn, state: str, chosen: Iterable[Chosen], step: Step, reason: str = "") -> None:
    written = ",".join(f"{each.id}:{each.step}" for each in chosen)
    turn.expect(state, chosen=written, step=step, reason=reason)


def _holders(
    turn: Turn, moving: Iterable[Certificate], refused: Iterable[Refused]
) -> dict[int, Participant]:
    held_back = (each.certificate for each in refused if each.certificate)
    return moves.holders(turn.tx, turn.contact, (*moving, *held_back))


def _nothing_moves(turn: Turn, refused: Sequence[Refused]) -> None:
    say = turn.say
    why = cards.refused(say, refused, _holders(turn, (), refused))
    turn.reply(
        say.paragraphs(why, say("Nothing has been changed.")),
        Button(say("Other certificates"), "certificates"),
        menu.back(turn),
    )


def _not_chosen(turn: Turn) -> None:
    """The button was pressed twice or too late: what was saved stays saved."""
    say = turn.say
    turn.reply(
        say(
            "That choice has been saved or left already. Send the numbers again to see how they "
            "stand."
        ),
        Button(say("Other certificates"), "certificates"),
        menu.back(turn),
    )


def take_reason(turn: Turn) -> bool:
    say, data, text = turn.say, turn.conversation.data, turn.reading.text
    if find_forbidden(text):
        turn.reply(
            say("Please write that in other words; as it is, it could give people away."),
            menu.cancel(turn),
        )
        turn.expect(REASON, **data)
    elif len(text) > LONGEST_REASON:
        turn.reply(
            say(
                "Too long: {count} characters. At most {most}.",
                count=len(text),
                most=LONGEST_REASON,
            ),
            menu.cancel(turn),
        )
        turn.expect(REASON, **data)
    else:
        _preview(turn, remembered(turn), Step(data["step"]), text)
    return True


def _preview(
    turn: Turn, chosen: Sequence[Chosen], step: Step, reason: str, note: str | None = None
) -> None:
    say = turn.say
    plan = moves.plan(turn.tx, turn.contact, chosen, step, reason, turn.now)
    if not plan.moving:
        _nothing_moves(turn, plan.refused)
        return
    holders = _holders(turn, plan.moving, plan.refused)
    turn.reply(
        say.paragraphs(note, cards.preview(say, plan, step, holders, turn.setup.office, turn.now)),
        *([Button(say("Save and tell"), "certificates:tell")] if plan.reach.chats else []),
        Button(say("Save only"), "certificates:save"),
        menu.cancel(turn),
    )
    _keep(turn, PREVIEW, as_chosen(plan.moving), step, reason)


def take_at_preview(turn: Turn) -> bool:
    """ "Ya" doesn't say whether people are told: the buttons are shown once more."""
    data = turn.conversation.data
    if turn.reading.asked.reply is None:
        return False
    _preview(turn, remembered(turn), Step(data["step"]), data["reason"])
    return True


def _save(turn: Turn, *, is_told: bool) -> None:
    say, data, chosen = turn.say, turn.conversation.data, remembered(turn)
    if turn.conversation.state != PREVIEW or not chosen:
        _not_chosen(turn)
        return
    step = Step(data["step"])
    saved = moves.save(
        turn.tx, turn.contact, chosen, step, data["reason"], turn.now, is_told=is_told
    )
    if not saved.moved:
        _nothing_moves(turn, saved.refused)
        return
    holders = _holders(turn, saved.moved, saved.refused)
    title = say("Saved as “{step}”: {count}", step=say(NAMES[step]), count=len(saved.moved))
    turn.reply(
        say.paragraphs(
            cards.moving(say, title, saved.moved, holders),
            cards.refused(say, saved.refused, holders),
            _who_is_told(turn, saved),
        ),
        *(
            [Button(say("Stop the messages"), f"certificates:stop:{saved.event_id}")]
            if saved.reach and saved.reach.chats
            else []
        ),
        *(
            duplicate_button(turn, one)
            for one in saved.moved[:MOST_DUPLICATES]
            if step is Step.LOST
        ),
        Button(say("Other certificates"), "certificates"),
        menu.back(turn),
    )


def _who_is_told(turn: Turn, saved: Saved) -> str:
    say = turn.say
    if saved.reach is None or not saved.reach.chats:
        return say("Nobody is told.")
    return say(
        "{count} chats will be told at {time} at the earliest. Until then it can be stopped.",
        count=len(saved.reach.chats),
        time=say.clock(turn.now + news.WAIT),
    )


def _stop(turn: Turn, event_id: int) -> None:
    say = turn.say
    stopped = news.stop(turn.tx, turn.contact, event_id, turn.now)
    turn.reply(
        say(
            "Stopped: {count} chats are not told. The certificates stay where they are.",
            count=stopped,
        )
        if stopped
        else say("Nothing of it waits any more: it has been sent, or stopped before."),
        Button(say("Other certificates"), "certificates"),
        menu.back(turn),
    )


def duplicate_button(turn: Turn, lost: Certificate) -> Button:
    return Button(turn.say("Make the duplicate"), f"certificates:duplicate:{lost.id}")


def _make_duplicate(turn: Turn, lost_id: int) -> None:
    say = turn.say
    try:
        new: Certificate | None = moves.make_duplicate(turn.tx, turn.contact, lost_id, turn.now)
    except NoDuplicateDue as refusal:
        new = refusal.duplicate
        said = (
            say("It has its duplicate already.")
            if new
            else say("Only a lost one gets a duplicate.")
        )
    else:
        said = say(
            "The duplicate is made: it waits for its form. Its number comes with the next list."
        )
    holders = moves.holders(turn.tx, turn.contact, [new] if new else [])
    turn.reply(
        say.lines(said, cards.owned(say, new, holders.get(new.id)) if new else None),
        *([Button(say("Open it"), f"certificates:open:{new.id}")] if new else []),
        Button(say("Other certificates"), "certificates"),
        menu.back(turn),
    )


def take_button(turn: Turn, verb: str, value: str) -> bool:
    """Take a button of this dialogue. False for any other."""
    match verb:
        case "to" if value in set(Step):
            chosen = remembered(turn)
            if chosen:
                choose(turn, chosen, Step(value))
            else:
                _not_chosen(turn)
        case "save" | "tell":
            _save(turn, is_told=verb == "tell")
        case "stop":
            _stop(turn, row_id(value))
        case "duplicate":
            _make_duplicate(turn, row_id(value))
        case _:
            return False
    return True


FEATURE = (
    State(REASON, take_reason, is_free_text=True, is_about_somebody=True),
    State(PREVIEW, take_at_preview, is_about_somebody=True),
)

"""Take a consent back: what it allowed ends at once, with a receipt, and can be undone."""

from __future__ import annotations

from handlers.turns import menu
from handlers.turns.features import Press, State
from handlers.turns.turn import Turn
from programme.messages import Button
from services.people.own_links import UNDONE_FOR
from services.privacy import consent, locks

TAKEN_BACK = "consent.taken_back"


def take_back(turn: Turn) -> None:
    """Whoever is linked and whoever isn't read the same."""
    say = turn.say
    is_closed = locks.is_closed(turn.tx, turn.contact, turn.now)
    proofs = consent.withdraw(turn.tx, turn.contact, turn.now)
    has_family = not is_closed and consent.has_family(turn.tx, turn.contact, turn.now)
    turn.reply(
        say.paragraphs(
            say(
                "Taken back on {day} at {time}. This chat is no longer linked and gets no more "
                "messages.",
                day=say.day(turn.today),
                time=say.clock(turn.now),
            ),
            say("Proofs for employers made here no longer hold, also if you undo this.")
            if proofs
            else None,
            say("The office’s list stays. Class and certificate go on."),
            say(
                "You can undo it for {time}; after that it takes a new code.",
                time=say.duration(UNDONE_FOR),
            ),
        ),
        Button(say("Undo it"), "consent:restore"),
        *([Button(say("My family’s chats, too"), "consent:family")] if has_family else []),
        Button(say("Delete my data"), "privacy:delete"),
        menu.back(turn),
    )
    turn.expect(TAKEN_BACK)


def take_withdrawing(turn: Turn) -> bool:
    take_back(turn)
    return True


def _ask(turn: Turn) -> None:
    """Whoever doesn't agree to a new text may not know what that ends."""
    say = turn.say
    turn.reply(
        say(
            "Take your consent back? Then this chat is no longer linked and gets no more "
            "messages. Class and certificate go on, the office answers you all the same."
        ),
        Button(say("Yes, take it back"), "consent:withdraw"),
        Button(say("No, keep it"), "cancel"),
    )


def _restore(turn: Turn) -> None:
    say = turn.say
    is_restored = consent.restore(turn.tx, turn.contact, turn.now)
    turn.reply(
        say("Undone. All is as it was.")
        if is_restored
        else say("That can’t all be undone any more. To be linked again, ask for a new code."),
        *([] if is_restored else [Button(say("Talk to the office"), "contact")]),
        menu.back(turn),
    )


def _end_family(turn: Turn) -> None:
    consent.end_family(turn.tx, turn.contact, turn.now)
    turn.reply(
        turn.say("Your family’s chats are no longer linked either. Nobody was told."),
        Button(turn.say("Delete my data"), "privacy:delete"),
        menu.back(turn),
    )


def take_word(turn: Turn) -> bool:
    """ "Batal" right after it undoes it."""
    is_undone = turn.reading.asked.is_cancel
    if is_undone:
        _restore(turn)
    return is_undone


def change_consent(turn: Turn, argument: str) -> None:
    """ "withdraw", "declined", "restore" or "family"."""
    match argument:
        case "declined":
            _ask(turn)
        case "restore":
            _restore(turn)
        case "family":
            _end_family(turn)
        case _:
            take_back(turn)


FEATURE = (
    Press(
        "consent",
        change_consent,
        when_closed=("withdraw", "declined", "restore"),
        confirms=("withdraw", "family"),
        is_right=True,
    ),
    State(TAKEN_BACK, take_word, when_closed=True, hears_cancel=True),
)

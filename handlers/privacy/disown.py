""" "Bukan saya": the chat is somebody else's. Whoever would lose something is asked first.

bukan saya ─► nothing is linked here ─► thanks
          └─► linked: really? ─► [Yes, end it] ─► thanks, with [Undo it] for a day
"""

from __future__ import annotations

from handlers.turns import menu
from handlers.turns.features import Press
from handlers.turns.turn import Turn
from programme.messages import Button
from services.people import own_links
from services.people.known_names import key_of
from services.privacy import leaving


def _ask_or_end(turn: Turn) -> None:
    if leaving.ends_something(turn.tx, turn.contact, turn.now):
        _ask(turn)
    else:
        _end(turn)


def _ask(turn: Turn) -> None:
    """Names nobody: the phone may have a new holder."""
    say = turn.say
    turn.reply(
        say.paragraphs(
            say("Is this chat not yours, or is its news meant for somebody else?"),
            say("Then I end its links, and nothing more is sent here."),
        ),
        Button(say("Yes, end the links"), "disown:yes"),
        Button(say("No, keep it"), "cancel"),
        Button(say("Talk to the office"), "contact"),
    )


def _end(turn: Turn) -> None:
    say = turn.say
    is_undoable = leaving.ends_something(turn.tx, turn.contact, turn.now)
    turn.contact = leaving.disown(turn.tx, turn.contact, turn.now)
    turn.reply(
        say.paragraphs(
            say(
                "Thank you for telling. Nothing will be sent to this chat. Whoever needs it back "
                "writes a new code here."
            ),
            say(
                "Was that a mistake? It can be undone for {time}.",
                time=say.duration(leaving.UNDONE_FOR),
            )
            if is_undoable
            else None,
        ),
        *([Button(say("Undo it"), "disown:undo")] if is_undoable else []),
    )


def _undo(turn: Turn) -> None:
    say = turn.say
    former = leaving.undo_disowning(turn.tx, turn.contact, turn.now)
    if former is None:
        turn.reply(
            say("That can’t be undone any more. To be linked again, ask for a new code."),
            Button(say("Talk to the office"), "contact"),
            menu.back(turn),
        )
        return
    turn.contact = former
    turn.reply(say("Undone. All is as it was."), menu.back(turn))


def take_disowning(turn: Turn) -> bool:
    """Who denies a name has to be known here by it: family isn't the participant."""
    if not turn.reading.is_disowning:
        own = [key_of(each) for each in own_links.of_chat(turn.tx, turn.contact, turn.now)]
        if len(own) != 1 or set(turn.reading.denied) != set(own):
            return False
    _ask_or_end(turn)
    return True


def disown(turn: Turn, argument: str = "") -> None:
    """`argument`: "" to be asked, "yes" or "undo"."""
    match argument:
        case "yes":
            _end(turn)
        case "undo":
            _undo(turn)
        case _:
            _ask_or_end(turn)


FEATURE = (Press("disown", disown, when_closed=True, confirms=("yes",)),)

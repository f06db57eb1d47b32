"""Consent is taken back: what it allowed ends at once, with a receipt."""

from __future__ import annotations

from handlers import menu
from handlers.turn import Press, Turn
from programme.messages import Button
from services import consent, locks, own_links


def ask(turn: Turn, _: str = "") -> None:
    """In his own chat a participant can end what his family hears, too, or the office's entry:
    without that link he could no longer ask for it here.
    """
    say = turn.say
    is_closed = locks.is_closed(turn.tx, turn.contact, turn.now)
    has_family = not is_closed and consent.has_family(turn.tx, turn.contact, turn.now)
    is_own = not is_closed and own_links.of_chat(turn.tx, turn.contact, turn.now)
    turn.reply(
        say(
            "Take your consent back? Then this chat is no longer linked and gets no more "
            "messages. Class and certificate go on, the office answers you all the same."
        ),
        Button(say("Yes, take it back"), "consent:withdraw:chat"),
        *(
            [Button(say("Yes, for my family’s chats too"), "consent:withdraw:family")]
            if has_family
            else []
        ),
        *([Button(say("Delete my data"), "privacy:delete")] if is_own else []),
        Button(say("No, keep it"), "cancel"),
    )


def _withdraw(turn: Turn, *, also_family: bool) -> None:
    say = turn.say
    consent.withdraw(turn.tx, turn.contact, turn.now, also_family=also_family)
    turn.reply(
        say.paragraphs(
            say(
                "Taken back on {day} at {time}. This chat is no longer linked and gets no more "
                "messages.",
                day=say.day(turn.today),
                time=say.clock(turn.now),
            ),
            say("Your family’s chats are no longer linked either. Nobody was told.")
            if also_family
            else None,
            say("The office’s list stays. Whoever wants to be linked again needs a new code."),
        ),
        Button(say("Delete my data"), "privacy:delete"),
        menu.back(turn),
    )


def pressed(turn: Turn, argument: str) -> None:
    """ "withdraw", "withdraw:chat" or "withdraw:family"."""
    match argument:
        case "withdraw:chat":
            _withdraw(turn, also_family=False)
        case "withdraw:family":
            _withdraw(turn, also_family=True)
        case _:
            ask(turn)


BUTTONS: dict[str, Press] = {"consent": pressed}

"""What the bot says in a group: how to reach it in private."""

from __future__ import annotations

from handlers.turns.turn import Turn
from programme.messages import EventKind

TOLD = "group.told"


def answer(turn: Turn) -> None:
    """Answer in a group with a link to the private chat only: everybody reads along.

    Commands get it always, whatever else is said only once in a while.
    """
    event = turn.incoming
    link = turn.setup.links.get(event.channel, "").partition("?")[0]
    is_command = event.kind is EventKind.START or event.text.startswith("/")
    is_new = event.kind is EventKind.TEXT and turn.conversation.state != TOLD
    if link and (is_command or is_new):
        turn.reply(turn.say("Please write to me in private: {link}", link=link))
        turn.expect(TOLD)

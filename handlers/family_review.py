"""A participant who has linked his own chat looks at each of the chats his family has.

own link ─► [keep] or [end], one family link after the other ─► what he can expect
"""

from __future__ import annotations

from handlers import linked
from handlers.choices import row_id
from handlers.family import told_topics
from handlers.turn import Press, Turn
from programme.messages import Button
from services import family


def begin(turn: Turn) -> None:
    """Ask about the first family link, or say what the chat can expect when there is none."""
    _ask(turn, after=0)


def _ask(turn: Turn, after: int) -> None:
    """Ask about the family link that follows `after`. Nothing tells whose chat it is."""
    say = turn.say
    held = family.links(turn.tx, turn.contact, turn.now)
    link = next((each for each in held if each.id > after), None)
    if link is None:
        linked.tell(turn)
        return
    place = held.index(link) + 1
    turn.reply(
        say.paragraphs(
            say("Somebody of your family is linked for you, in another chat.")
            if len(held) == 1
            else say(
                "Others of your family are linked for you: chat {place} of {count}.",
                place=place,
                count=len(held),
            ),
            say.lines(
                say("Hears: {what}", what=told_topics(turn, link)),
                say("Until: {day}", day=say.day(say.local_day(link.expires_at)))
                if link.expires_at
                else None,
            ),
            say("If you end it, nobody is told."),
        ),
        Button(say("Keep"), f"review:keep:{link.id}"),
        Button(say("End it"), f"review:end:{link.id}"),
    )


def pressed(turn: Turn, argument: str) -> None:
    """`argument`: "keep:LINK" or "end:LINK"."""
    verb, _, ident = argument.partition(":")
    link_id = row_id(ident)
    try:
        if verb == "end":
            family.end(turn.tx, turn.contact, link_id, turn.now)
        _ask(turn, after=link_id)
    except family.NoOwnLink:
        linked.tell(turn)


BUTTONS: dict[str, Press] = {"review": pressed}

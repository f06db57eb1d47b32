"""A participant who has linked his own chat looks at each of the chats his family has.

own link ─► [keep] or [end], one family link after the other ─► what he can expect
"""

from __future__ import annotations

from handlers.linking import welcome
from handlers.linking.family import told_topics
from handlers.turns.choices import row_id
from handlers.turns.features import Press
from handlers.turns.turn import Turn
from programme.messages import Button
from services.linking import family


def begin(turn: Turn, participant_id: int) -> None:
    """Ask about his first family link, or say what the chat can expect when there is none."""
    _ask(turn, participant_id, after=0)


def _ask(turn: Turn, participant_id: int, after: int) -> None:
    """Ask about the family link that follows `after`. Nothing tells whose chat it is."""
    say = turn.say
    held = family.links(turn.tx, turn.contact, turn.now, participant_id)
    link = next((each for each in held if each.id > after), None)
    if link is None:
        welcome.tell(turn)
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
                say("Hears: {what}", what=told_topics(turn, link.topics)),
                say("Until: {day}", day=say.day(say.local_day(link.until)))
                if link.until
                else None,
            ),
            say("If you end it, nobody is told."),
        ),
        Button(say("Keep"), f"review:keep:{link.id}:{participant_id}"),
        Button(say("End it"), f"review:end:{link.id}:{participant_id}"),
    )


def keep_or_end(turn: Turn, argument: str) -> None:
    """`argument`: "keep:LINK:PARTICIPANT" or "end:LINK:PARTICIPANT"."""
    verb, _, ids = argument.partition(":")
    link_id, participant_id = (row_id(each) for each in ids.partition(":")[::2])
    try:
        if verb == "end":
            family.end(turn.tx, turn.contact, [link_id], turn.now)
        _ask(turn, participant_id, after=link_id)
    except (family.NoOwnLink, family.SeveralOwnLinks):
        welcome.tell(turn)


FEATURE = (Press("review", keep_or_end),)

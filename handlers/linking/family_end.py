"""A participant ends what a chat of his family hears of him.

"putuskan ibu saya" ─► which of several ─► really? ─► ended, with [Undo it] for a day
"""

from __future__ import annotations

from handlers.linking.family import told_topics
from handlers.turns import access, menu
from handlers.turns.choices import row_id
from handlers.turns.features import Press
from handlers.turns.turn import Turn
from programme.messages import Button
from services.linking import family
from services.people import own_links
from store.participant_links import HeldLink

MOST_AT_ONCE = 6
"""So many ids fit into a button's data."""


def take_words(turn: Turn) -> bool:
    """False where nobody is linked as himself: only he decides about his family."""
    if not own_links.of_chat(turn.tx, turn.contact, turn.now):
        return False
    access.ensure_open(turn)
    _choose(turn, _of_family(turn))
    return True


def _of_family(turn: Turn) -> list[HeldLink]:
    """The family links of all who are linked here as themselves."""
    return [
        each
        for own in own_links.of_chat(turn.tx, turn.contact, turn.now)
        for each in family.links(turn.tx, turn.contact, turn.now, own.participant_id)
    ]


def _choose(turn: Turn, held: list[HeldLink]) -> None:
    say = turn.say
    if len(held) == 1:
        _ask(turn, held)
    elif not held:
        turn.reply(
            say(
                "No chat of your family is linked, so none of them reads or hears anything of you "
                "here."
            ),
            menu.back(turn),
        )
    else:
        turn.reply(
            say(
                "Which chat? I don’t note whose it is, only since when it is linked and what it "
                "hears."
            ),
            *(Button(_described(turn, each), f"unlink:ask:{each.id}") for each in held),
            *(
                [Button(say("All of them"), _data("ask", held))]
                if len(held) <= MOST_AT_ONCE
                else []
            ),
            menu.cancel(turn),
        )


def _described(turn: Turn, link: HeldLink) -> str:
    say = turn.say
    since = say.plain_day(say.local_day(link.since))
    return say("Since {day}: {topics}", day=since, topics=told_topics(turn, link.topics))


def _data(verb: str, held: list[HeldLink]) -> str:
    return f"unlink:{verb}:{','.join(str(each.id) for each in held)}"


def _ask(turn: Turn, held: list[HeldLink]) -> None:
    say = turn.say
    turn.reply(
        say.paragraphs(
            say("Linked for your family:"),
            say.lines(*(say("• {what}", what=_described(turn, each)) for each in held)),
            say("End it? Then it reads and hears nothing of you any more. Nobody is told."),
        ),
        Button(say("Yes, end the links"), _data("yes", held)),
        Button(say("No, keep it"), "cancel"),
    )


def _end(turn: Turn, link_ids: list[int]) -> None:
    say = turn.say
    family.end(turn.tx, turn.contact, link_ids, turn.now)
    turn.reply(
        say.paragraphs(
            say("Ended. That chat hears nothing more; nobody was told."),
            say(
                "Was that a mistake? It can be undone for {time}.",
                time=say.duration(family.UNDONE_FOR),
            ),
        ),
        Button(say("Undo it"), f"unlink:undo:{','.join(map(str, link_ids))}"),
        menu.back(turn),
    )


def _undo(turn: Turn, link_ids: list[int]) -> None:
    say = turn.say
    is_undone = family.undo_end(turn.tx, turn.contact, link_ids, turn.now)
    turn.reply(
        say("Undone. All is as it was.")
        if is_undone
        else say("That can’t be undone any more. Invite your family with a new code."),
        Button(say("Invite family"), "family"),
        menu.back(turn),
    )


def end_link(turn: Turn, argument: str) -> None:
    """`argument`: "ask:LINKS", "yes:LINKS" or "undo:LINKS", ids with commas between."""
    verb, _, ids = argument.partition(":")
    link_ids = [row_id(each) for each in ids.split(",")]
    match verb:
        case "yes":
            _end(turn, link_ids)
        case "undo":
            _undo(turn, link_ids)
        case _:
            held = _of_family(turn)
            chosen = [each for each in held if each.id in link_ids]
            _ask(turn, chosen) if chosen else _choose(turn, held)


FEATURE = (Press("unlink", end_link, confirms=("yes",)),)

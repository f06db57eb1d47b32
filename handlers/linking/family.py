"""A participant invites his family, and sees who is linked.

family ─► invite ─► which topics ─► code, link, QR
       └► linked chats ─► end one (`family_end`)
Where brothers share a phone as their own, whose family is asked first.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from handlers.linking import handing_over
from handlers.turns import menu, which_participant
from handlers.turns.choices import row_id
from handlers.turns.features import Command, Label, Menu, Press
from handlers.turns.turn import Turn
from locales.words import sentence
from programme.linking import CODE_LASTS
from programme.messages import Button
from programme.people import Link, Topic
from services.linking import enrol, family
from services.people import own_links
from services.people.codes import written_code

OFFERED = {
    "s": (frozenset({Topic.SCHEDULE}), sentence("Class times only")),
    "c": (
        frozenset({Topic.SCHEDULE, Topic.CERTIFICATE}),
        sentence("Class times and certificate"),
    ),
    "a": (frozenset(Topic), sentence("Everything, results too")),
}

TOPICS = {
    Topic.SCHEDULE: sentence("Class times"),
    Topic.CERTIFICATE: sentence("Certificate"),
    Topic.RESULT: sentence("Results"),
}


def show(turn: Turn, participant_id: int = 0) -> None:
    """Invite somebody, and the chats that are linked."""
    say = turn.say
    own = family.own_link(turn.tx, turn.contact, turn.now, participant_id)
    linked = family.links(turn.tx, turn.contact, turn.now, own.participant_id)
    turn.reply(
        say.paragraphs(
            say("Your family can ask here too, and hears only what you allow."),
            say("Linked chats: {count}", count=len(linked)) if linked else None,
        ),
        Button(say("Invite family"), f"family:invite:{own.participant_id}"),
        *(
            Button(
                say("End: {what}", what=told_topics(turn, each.topics)), f"unlink:ask:{each.id}"
            )
            for each in linked
        ),
        menu.back(turn),
    )


def _ask_which_participant(turn: Turn, links: Sequence[Link]) -> None:
    turn.reply(
        turn.say("Whose family?"),
        *(
            Button(
                which_participant.label(link, enrol.newest_class(turn.tx, link)),
                f"family:of:{link.participant_id}",
            )
            for link in links
        ),
        menu.cancel(turn),
    )


def told_topics(turn: Turn, topics: Collection[Topic]) -> str:
    """What a linked chat hears, as it was offered, or topic by topic."""
    say = turn.say
    offered = next((words for known, words in OFFERED.values() if known == topics), None)
    return say(offered) if offered else ", ".join(say(TOPICS[each]) for each in sorted(topics))


def _ask_topics(turn: Turn, participant_id: int) -> None:
    say = turn.say
    own = family.own_link(turn.tx, turn.contact, turn.now, participant_id)
    turn.reply(
        say("What may they hear?"),
        *(
            Button(say(words), f"family:topics:{key}:{own.participant_id}")
            for key, (_, words) in OFFERED.items()
        ),
        menu.cancel(turn),
    )


def _invite(turn: Turn, key: str, participant_id: int) -> None:
    say = turn.say
    topics, _ = OFFERED.get(key, OFFERED["s"])
    code = family.invite(turn.tx, turn.contact, topics, turn.now, participant_id)
    turn.reply(
        say.paragraphs(
            say(
                "Give this code to one person. It works once, within {days} days:",
                days=CODE_LASTS.days,
            ),
            say("<b>{code}</b>", code=written_code(code)),
            handing_over.link_of(turn, code) or None,
        ),
        menu.back(turn),
        attachment=handing_over.picture(turn, code, ""),
    )


def manage_family(turn: Turn, argument: str = "") -> None:
    """`argument`: "", "of:PARTICIPANT", "invite:PARTICIPANT" or "topics:KEY:PARTICIPANT"; without
    a participant the chat's only one is meant."""
    verb, _, value = argument.partition(":")
    try:
        match verb:
            case "of":
                show(turn, row_id(value))
            case "invite":
                _ask_topics(turn, row_id(value))
            case "topics":
                key, _, participant_id = value.partition(":")
                _invite(turn, key, row_id(participant_id))
            case _:
                show(turn)
    except family.SeveralOwnLinks as several:
        _ask_which_participant(turn, several.links)
    except family.NoOwnLink:
        turn.reply(
            turn.say("Only the participant can invite family, from his own linked chat."),
            menu.back(turn),
        )


FEATURE = (
    Command("/keluarga", manage_family, does=sentence("Invite family")),
    Press(
        "family",
        manage_family,
        labels=(
            Label(
                sentence("Invite family"),
                menu=Menu.MAIN,
                also_called=(
                    "ajak keluarga", "undang ibu", "undang ibu saya", "undang bapak",
                    "undang bapak saya", "undang istri", "undang istri saya", "undang suami",
                    "undang suami saya", "undang keluarga saya",
                ),
                when=lambda turn: bool(own_links.of_chat(turn.tx, turn.contact, turn.now)),
            ),
        ),
    ),
)  # fmt: skip

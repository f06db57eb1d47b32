"""What the bot can't help with: a kind sentence, and where to ask."""

from __future__ import annotations

from handlers.turns import menu
from handlers.turns.features import Question
from handlers.turns.turn import Turn
from locales.words import sentence
from programme.messages import Button
from understanding import Intent, Topic, Understood

SURE = 0.9


def asks_for_another(asked: Understood) -> bool:
    """Does a text that came where something was asked for surely ask for something else?"""
    return (
        asked.reply is None
        and asked.intent is not Intent.OUT_OF_SCOPE
        and asked.confidence >= SURE
    )


def out_of_scope(turn: Turn, asked: Understood) -> None:
    """A kind sentence; where the matter is near ours, one that says where to ask."""
    say = turn.say
    known = OTHER_MATTERS.get(asked.topic) if asked.topic else None
    turn.is_unhelped, turn.is_for_office = True, asked.topic in NEAR_OURS
    is_job = asked.topic is Topic.JOBS and turn.is_known
    turn.reply(
        say(known or NOT_OURS),
        *([Button(say("Proof for an employer"), "proof")] if is_job else []),
        *([Button(say("For the office"), "office")] if turn.is_office else []),
        menu.back(turn),
    )


NOT_OURS = sentence(
    "Sorry, I can’t answer that. I know the classes, the certificates and the office’s hours."
)
ASK_THERE = sentence("I can’t help with that. Please ask the office in charge directly.")
OTHER_MATTERS = {
    Topic.OTHER_CERTIFICATE: sentence(
        "I only know the certificates of this training. For other certificates, please ask the "
        "office that issues them."
    ),
    Topic.OTHER_SCHEDULE: sentence("I only know the schedule of the training classes."),
    Topic.OTHER_TOWN: sentence(
        "I only know the training of Disnaker Lamongan. For other towns, please ask the Disnaker "
        "there."
    ),
    Topic.VISIT: ASK_THERE,
    Topic.RELEASE: ASK_THERE,
    Topic.PUBLIC_SERVICE: ASK_THERE,
    Topic.JOBS: sentence(
        "I don’t know about jobs. Please ask Disnaker’s job desk, or look at "
        "karirhub.kemnaker.go.id."
    ),
    Topic.ABUSE: sentence(
        "I would like to help. Tell me what you want to know about the training."
    ),
    Topic.GIBBERISH: sentence("Sorry, I could not read that. Could you write it in other words?"),
}


NEAR_OURS = (None, Topic.OTHER_CERTIFICATE, Topic.OTHER_SCHEDULE)
"""What may be meant for us all the same, so that the office is offered at once."""

FEATURE = (Question(Intent.OUT_OF_SCOPE, out_of_scope, when_closed=True),)

"""Reminders on and off. Off works at once, in every state, also as the first message."""

from __future__ import annotations

import re

from handlers import menu
from handlers.choices import row_id
from handlers.turn import Answer, Command, Press, Turn
from locales.words import sentence
from programme.messages import Button
from programme.people import Role, Topic
from services import reminders, roles
from understanding import Intent, Understood


def show(turn: Turn, _: str = "") -> None:
    say = turn.say
    if not _may_be_reminded(turn):
        turn.reply(_on(turn), menu.back(turn))
    elif turn.contact.reminders:
        turn.reply(
            _on(turn),
            *_per_participant(turn),
            Button(say("Turn reminders off"), "reminders:off"),
            menu.back(turn),
        )
    else:
        turn.reply(
            say("Reminders are off."),
            Button(say("Turn reminders on"), "reminders:on"),
            menu.back(turn),
        )


def _per_participant(turn: Turn) -> list[Button]:
    """A switch for each participant, where the chat is linked to several."""
    say = turn.say
    links = reminders.reminded_links(turn.tx, turn.contact, turn.now)
    if len(links) < 2:
        return []
    return [
        Button(say("Turn off for {name}", name=link.label), f"reminders:mute:{link.id}")
        if link.wants(Topic.SCHEDULE)
        else Button(say("Turn on for {name}", name=link.label), f"reminders:unmute:{link.id}")
        for link in links
    ]


def turn_on(turn: Turn, _: Understood | str = "") -> None:
    reminders.subscribe(turn.tx, turn.contact)
    turn.reply(_on(turn), menu.back(turn))


def _may_be_reminded(turn: Turn) -> bool:
    """Instructors and the office have no reminders to turn off, unless they are linked too."""
    member = roles.member_of(turn.tx, turn.contact)
    if member is None or member.role is Role.ESCORT:
        return True
    return bool(reminders.reminded_links(turn.tx, turn.contact, turn.now))


def _on(turn: Turn) -> str:
    """What the chat will be sent: reminders go to linked people and to escorts."""
    say = turn.say
    if reminders.has_classes(turn.tx, turn.contact, turn.now):
        return say("Reminders are on. You are told before each class.")
    member = roles.member_of(turn.tx, turn.contact)
    if member is None:
        return say(
            "Reminders are on. They begin when this chat is linked: write the code you got from "
            "the office."
        )
    return say(ON_FOR[member.role])


OF_OFFICE = sentence(
    "Reminders before class go to participants, families and escorts, not to the office."
)
ON_FOR = {
    Role.ESCORT: sentence("Reminders are on. You are told before each class of your group."),
    Role.INSTRUCTOR: sentence(
        "Reminders before class go to participants, families and escorts. Instructors are told "
        "when someone else changes their classes."
    ),
    Role.STAFF: OF_OFFICE,
    Role.ADMIN: OF_OFFICE,
}


def turn_off(turn: Turn, _: Understood | str = "") -> None:
    say = turn.say
    reminders.unsubscribe(turn.tx, turn.contact)
    turn.reply(
        say(
            "Done: no reminders will be sent to you any more. What concerns your duty is still "
            "told; the office can end that."
        )
        if roles.member_of(turn.tx, turn.contact)
        else say(
            "Done: nothing will be sent to you by itself any more. You can still ask. "
            "To have it back, write “ingatkan saya”."
        ),
        Button(say("Undo"), "reminders:on"),
        menu.back(turn),
    )


def pressed(turn: Turn, argument: str = "") -> None:
    verb, _, link_id = argument.partition(":")
    match verb:
        case "mute" | "unmute":
            reminders.mute(
                turn.tx, turn.contact, row_id(link_id), turn.now, is_muted=verb == "mute"
            )
            show(turn)
        case "on":
            turn_on(turn)
        case "off":
            turn_off(turn)
        case _:
            show(turn)


def answer(turn: Turn, _: Understood) -> None:
    """ "Pengingat" alone shows how they are; with anything to do beside it they are turned on."""
    if BARE.fullmatch(turn.incoming.text):
        show(turn)
    else:
        turn_on(turn)


BARE = re.compile(
    r"\W*(?:pengingat|pangeling|reminders?|notif|notifikasi)(?:ku|nya|e)?"
    r"(?:\W+(?:saya|kula|pak|bu|mas|mbak|kak|my))*\W*",
    re.IGNORECASE,
)

COMMANDS: dict[str, Command] = {"/pengingat": pressed, "/stop": turn_off}
BUTTONS: dict[str, Press] = {"reminders": pressed}
INTENTS: dict[Intent, Answer] = {Intent.REMINDERS_ON: answer, Intent.REMINDERS_OFF: turn_off}

"""Reminders on and off. Off works at once, in every state, also as the first message."""

from __future__ import annotations

from handlers.classes import reminders_told
from handlers.turns import access, menu
from handlers.turns.choices import row_id
from handlers.turns.features import Command, Label, Menu, Press, Question
from handlers.turns.turn import Turn
from locales.words import sentence
from programme.messages import Button
from programme.people import Link, Topic
from services.classes import reminders
from services.people import muting
from store import contacts
from understanding import Intent, Understood


def show(turn: Turn, _: str = "") -> None:
    say = turn.say
    if not reminders_told.may_be_reminded(turn):
        turn.reply(reminders_told.on(turn), menu.back(turn))
    elif turn.contact.reminders:
        turn.reply(
            reminders_told.state(turn),
            Button(say("Turn reminders off"), "reminders:off"),
            *([Button(say("Extra reminder off"), "remindme:off")] if _has_own(turn) else []),
            *choices(turn),
            *([] if turn.is_known else [Button(say("Link this chat"), "request")]),
            menu.back(turn),
        )
    else:
        turn.reply(
            say("Reminders are off."),
            Button(say("Turn reminders on"), "reminders:on"),
            menu.back(turn),
        )


def _has_own(turn: Turn) -> bool:
    return contacts.own_reminder(turn.tx, turn.contact.id) is not None


def choices(turn: Turn) -> list[Button]:
    """What can be turned off and on for one participant; with several, whose news it is about."""
    links = muting.links(turn.tx, turn.contact, turn.now)
    if len(links) == 1:
        return _switches(turn, links[0])
    return [
        Button(turn.say("News of {name}", name=link.label), f"reminders:of:{link.id}")
        for link in links
    ]


def _switches(turn: Turn, link: Link) -> list[Button]:
    say = turn.say
    return [
        Button(say(TURN_OFF[topic]), f"reminders:mute:{link.id}:{topic}")
        if is_on
        else Button(say(TURN_ON[topic]), f"reminders:unmute:{link.id}:{topic}")
        for topic, is_on in muting.switches(link).items()
    ]


TURN_OFF = {
    Topic.SCHEDULE: sentence("Turn off: classes"),
    Topic.CERTIFICATE: sentence("Turn off: certificate"),
}
TURN_ON = {
    Topic.SCHEDULE: sentence("Turn on: classes"),
    Topic.CERTIFICATE: sentence("Turn on: certificate"),
}


def _show_one(turn: Turn, link_id: int) -> None:
    """What is sent of one of several participants."""
    say = turn.say
    links = muting.links(turn.tx, turn.contact, turn.now)
    link = next((link for link in links if link.id == link_id), None)
    if link is None or len(links) == 1:
        show(turn)
        return
    turn.reply(
        say("What should be sent to this chat of {name}?", name=link.label),
        *_switches(turn, link),
        Button(say("Reminders"), "reminders"),
        menu.back(turn),
    )


def turn_on(turn: Turn, _: Understood | str = "") -> None:
    reminders.subscribe(turn.tx, turn.contact)
    links = muting.links(turn.tx, turn.contact, turn.now)
    is_all_on = all(all(muting.switches(link).values()) for link in links)
    turn.reply(reminders_told.on(turn), *([] if is_all_on else choices(turn)), menu.back(turn))


def turn_off(turn: Turn, _: Understood | str = "") -> None:
    say = turn.say
    reminders.unsubscribe(turn.tx, turn.contact)
    turn.reply(
        say(
            "Done: no reminders will be sent to you any more. What concerns your duty is still "
            "told; the office can end that."
        )
        if turn.member
        else say(
            "Done: nothing will be sent to you by itself any more. You can still ask. "
            "To have it back, write “ingatkan saya”."
        ),
        Button(say("Turn on again"), "reminders:on"),
        menu.back(turn),
    )


def switch_reminders(turn: Turn, argument: str = "") -> None:
    """`argument`: "", "on", "off", "of:LINK", "mute:LINK:TOPIC", "unmute:LINK:TOPIC"."""
    match argument.split(":"):
        case ["mute" | "unmute" as verb, ident, topic] if topic in muting.TOGETHER:
            link_id, is_muted = row_id(ident), verb == "mute"
            muting.mute(turn.tx, turn.contact, link_id, Topic(topic), turn.now, is_muted=is_muted)
            _show_one(turn, link_id)
        case ["of", ident]:
            _show_one(turn, row_id(ident))
        case ["on"]:
            turn_on(turn)
        case ["off"]:
            turn_off(turn)
        case _:
            show(turn)


def answer(turn: Turn, _: Understood) -> None:
    """ "Pengingat" alone, or a question about them, shows how they are; an order is done."""
    if turn.reading.asks_about_reminders:
        show(turn)
    else:
        turn_on(turn)


def answer_off(turn: Turn, asked: Understood) -> None:
    """As `answer`. How they are waits until the chat is open."""
    if turn.reading.asks_about_reminders:
        access.ensure_open(turn)
        show(turn)
    else:
        turn_off(turn, asked)


FEATURE = (
    Command("/pengingat", show, does=sentence("Reminders")),
    Command("/stop", turn_off, when_closed=True),
    Press(
        "reminders",
        switch_reminders,
        when_closed=("off",),
        labels=(
            Label(sentence("Reminders"), menu=Menu.MAIN, also_called=("reminder",)),
            Label(
                sentence("Turn reminders on"),
                "on",
                also_called=("nyala lagi", "nyalain lagi", "uripno maneh"),
            ),
            Label(sentence("Turn reminders off"), "off"),
        ),
    ),
    Question(Intent.REMINDERS_ON, answer, choice=(sentence("Reminders"), "reminders")),
    Question(
        Intent.REMINDERS_OFF,
        answer_off,
        choice=(sentence("Reminders"), "reminders"),
        when_closed=True,
    ),
)

"""Orders about a part of the reminders: "matikan pengingat nanda saja" does exactly that.

order ─► done: what is off and what is on ─► [Undo it] ─► exactly as it was
"""

from __future__ import annotations

import re

from handlers.classes import reminders, reminders_told
from handlers.turns import access, menu
from handlers.turns.choices import row_id
from handlers.turns.features import Press
from handlers.turns.turn import Turn
from programme.messages import MOST_DATA_BYTES, Button
from programme.people import Topic
from services.people import muting
from services.people.known_names import key_of
from services.people.muting import Settings
from understanding import ReminderOrder


def switch(turn: Turn, order: ReminderOrder) -> None:
    access.ensure_open(turn)
    say, links = turn.say, muting.links(turn.tx, turn.contact, turn.now)
    if not links:
        (reminders.show if order.is_on else reminders.turn_off)(turn)
        return
    if order.is_of_stranger:
        turn.reply(
            say("I don’t know that name here. Nothing was changed. Whose news do you mean?"),
            *reminders.choices(turn),
            menu.back(turn),
        )
        return
    before = muting.settings(turn.tx, turn.contact, turn.now)
    muting.switch(
        turn.tx,
        turn.contact,
        lambda topic, link: order.switches(topic, key_of(link)),
        turn.now,
        is_on=order.is_on,
    )
    is_on = before.reminders or order.is_on
    after = muting.links(turn.tx, turn.contact, turn.now)
    is_changed = after != links or is_on != before.reminders
    turn.reply(
        say.paragraphs(
            say("Done.") if is_changed else say("It was like that already."),
            reminders_told.switched(turn, after, is_on=is_on),
        ),
        *(_undo_button(turn, before) if is_changed else []),
        Button(say("Reminders"), "reminders"),
        menu.back(turn),
    )


def _undo_button(turn: Turn, before: Settings) -> list[Button]:
    """Its data holds the settings as they were, where it has room for them."""
    muted = (f":{ident}{_letters(topics)}" for ident, topics in before.muted.items())
    data = f"muting:{int(before.reminders)}{''.join(muted)}"
    return [Button(turn.say("Undo it"), data)] if len(data) <= MOST_DATA_BYTES else []


def _letters(topics: frozenset[Topic]) -> str:
    return "".join(sorted(topic[0] for topic in topics))


def undo(turn: Turn, argument: str) -> None:
    """`argument`: "1:12sc:13", whether anything was sent, and by link what was muted."""
    reminders_were_on, *links = argument.split(":")
    found = [re.fullmatch("([0-9]+)([crs]*)", each) for each in links]
    muted = {
        row_id(each[1]): frozenset(topic for topic in Topic if topic[0] in each[2])
        for each in found
        if each
    }
    was_on = reminders_were_on == "1"
    muting.restore(turn.tx, turn.contact, Settings(was_on, muted))
    turn.reply(
        turn.say.paragraphs(
            turn.say("Undone. All is as it was."),
            reminders_told.switched(
                turn, muting.links(turn.tx, turn.contact, turn.now), is_on=was_on
            ),
        ),
        Button(turn.say("Reminders"), "reminders"),
        menu.back(turn),
    )


FEATURE = (Press("muting", undo),)

"""Undoes the last list: which one it is ─► [Yes, undo the list] ─► everything is as before."""

from __future__ import annotations

from handlers.turns import menu
from handlers.turns.turn import Turn
from programme.discretion import without_forbidden
from programme.messages import Button
from services.importing import undoing
from services.importing.undoing import LASTS, BuiltUpon


def ask(turn: Turn, _: int = 0) -> None:
    say = turn.say
    found = undoing.last(turn.tx, turn.contact, turn.now)
    if found is None:
        turn.reply(
            say(
                "There is no list that can be undone. It can be done for {time}, not for a list "
                "of staff, and not for one that was loaded at the computer.",
                time=say.duration(LASTS),
            ),
            menu.back(turn),
        )
        return
    turn.reply(
        say(
            "Undo {file} ({count} rows), saved by {name} {day} at {hours}? Everything will be as "
            "it was before.",
            file=without_forbidden(found.file),
            count=found.rows,
            name=found.by,
            day=say.near_day(say.local_day(found.at), turn.today),
            hours=say.hours(found.at, None),
        ),
        Button(say("Yes, undo the list"), f"lists:undo:{found.id}"),
        menu.cancel(turn),
    )


def undo(turn: Turn, ident: int) -> None:
    say = turn.say
    try:
        is_done = undoing.undo(turn.tx, turn.contact, ident, turn.now)
    except BuiltUpon as hindrance:
        turn.reply(
            say("Messages about that list have gone out, so it can’t be undone any more.")
            if hindrance.was_sent
            else say(
                "Somebody has gone on working with what that list changed, so it can’t be undone "
                "any more. Correct your file and send it again."
            ),
            menu.back(turn),
        )
        return
    turn.reply(
        say("Done: everything is as it was before that list.")
        if is_done
        else say("That list can’t be undone any more."),
        menu.back(turn),
    )

"""Stores a list that was looked at, or gives it up, and says what comes next."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.importing.showing import expect_decision, show
from handlers.turns import menu
from handlers.turns.turn import Turn
from programme.discretion import without_forbidden
from programme.messages import Button, EventKind
from services.certificates import news
from services.importing import undoing, uploads
from services.importing.records import Kind
from services.importing.upload_outcome import Outcome
from services.importing.uploads import PreviewOutdated


def save(turn: Turn, upload_id: int, *, tell: bool) -> None:
    say = turn.say
    try:
        outcome = uploads.save(
            turn.tx, turn.contact, upload_id, turn.setup.zone, turn.now, tell=tell
        )
    except PreviewOutdated:
        show(turn, upload_id, say("Something changed meanwhile. Now it would be like this:"))
        expect_decision(turn, upload_id)
        return
    _clear(turn, upload_id)
    taken = sum(len(one.taken.rows) for one in outcome.report.lists)
    rejected = sum(one.taken.rejected for one in outcome.report.lists)
    turn.reply(
        say.paragraphs(
            say(
                "Saved: {count} rows of {file}.",
                count=taken,
                file=without_forbidden(outcome.report.reading.name),
            ),
            *(_told(turn, outcome) if tell else _not_told_yet(turn, outcome)),
            say("Mend the {count} refused rows in your file and send it again.", count=rejected)
            if rejected
            else None,
        ),
        *_after_saving(turn, outcome, is_told=tell),
    )


def _told(turn: Turn, outcome: Outcome) -> Iterator[str]:
    """What people are being told of it."""
    say = turn.say
    if chats := outcome.chats_to_tell:
        yield say("Being told: {count} chats.", count=chats)
    if outcome.pending.reach.chats:
        yield say(
            "Of certificates they are told at {time} at the earliest. Until then it can be "
            "stopped.",
            time=say.clock(turn.now + news.WAIT),
        )


def _not_told_yet(turn: Turn, outcome: Outcome) -> Iterator[str]:
    """What people don't know yet and can be told later."""
    if outcome.to_tell:
        yield turn.say(
            "Nobody is told of the classes that changed. To tell it later, send this list once "
            "more."
        )


def _after_saving(turn: Turn, outcome: Outcome, *, is_told: bool) -> list[Button]:
    """What usually comes next."""
    say = turn.say
    added = {one.taken.kind for one in outcome.report.lists if one.changes.added}
    can_stop = is_told and outcome.pending.reach.chats
    stop = Button(say("Stop the messages"), f"certificates:stop:{outcome.event_id}")
    is_last = undoing.last(turn.tx, turn.contact, turn.now) is not None
    undo = Button(say("Undo this list"), "lists:last")
    return [
        *([stop] if can_stop else []),
        *([undo] if is_last else []),
        *([Button(say("Codes for participants"), "codes")] if Kind.PARTICIPANTS in added else []),
        *([Button(say("Staff and instructors"), "team")] if Kind.STAFF in added else []),
        Button(say("For the office"), "office"),
    ]


def _clear(turn: Turn, upload_id: int) -> None:
    """Take what was shown of the list out of the chat."""
    is_press = turn.incoming.kind is EventKind.BUTTON
    under = turn.incoming.source_message if is_press else None
    uploads.clear_preview(turn.tx, turn.contact, upload_id, under, turn.now)


def drop(turn: Turn, upload_id: int) -> None:
    if uploads.give_up(turn.tx, turn.contact, upload_id, turn.now):
        _clear(turn, upload_id)
    turn.reply(turn.say("All right, nothing of that list is saved."), menu.back(turn))

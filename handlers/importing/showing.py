"""Shows what a list that waits would do, with the choices."""

from __future__ import annotations

from handlers.importing import preview
from handlers.turns import menu
from handlers.turns.turn import Turn
from programme.discretion import without_forbidden
from programme.messages import Button
from services.importing import uploads
from services.importing.storing.programmes import UnclearProgramme
from services.importing.upload_outcome import Outcome
from services.importing.uploads import LASTS

PREVIEW = "lists.preview"


def show(turn: Turn, upload_id: int, *before: str) -> None:
    """What would happen, and the choices; `before` is said first."""
    say = turn.say
    outcome = uploads.preview(turn.tx, turn.contact, upload_id, turn.setup.zone, turn.now)
    if outcome.unclear:
        _ask_programme(turn, upload_id, outcome.unclear, outcome.report.reading.name, *before)
        return
    shown = preview.preview(say, outcome, turn.setup.office, turn.now)
    can_save = outcome.changes_anything or outcome.chats_to_tell
    turn.reply(
        say.paragraphs(
            *before,
            shown.text,
            None if can_save else say("This list changes nothing: there is nothing to save."),
            say("Is it the same person? Whoever is another needs a number of his own.")
            if outcome.renamed
            else None,
        ),
        *(
            _choices(turn, upload_id, outcome)
            if can_save or outcome.renamed
            else [menu.back(turn)]
        ),
        attachment=shown.report,
    )


def _choices(turn: Turn, upload_id: int, outcome: Outcome) -> list[Button]:
    say, chats = turn.say, outcome.chats_to_tell
    save = [Button(say("Save"), f"lists:save:{upload_id}")] if outcome.changes_anything else []
    if chats:
        save = [
            Button(say("Save and tell ({count})", count=chats), f"lists:tell:{upload_id}"),
            Button(say("Only save"), f"lists:save:{upload_id}"),
        ]
    same = Button(
        say("The same people ({count})", count=outcome.renamed), f"lists:same:{upload_id}"
    )
    return [
        *save,
        *([same] if outcome.renamed else []),
        Button(say("Cancel"), f"lists:drop:{upload_id}"),
    ]


def _ask_programme(
    turn: Turn, upload_id: int, unclear: UnclearProgramme, file: str, *before: str
) -> None:
    say = turn.say
    named = [
        Button(without_forbidden(one.name), f"lists:of:{upload_id}:{one.id}")
        for one in unclear.stored
    ]
    new = [
        Button(say("New: {name}", name=unclear.new), f"lists:new:{upload_id}"),
        Button(say("New, with another name"), f"lists:name:{upload_id}"),
    ]
    turn.reply(
        say.paragraphs(
            *before,
            say("File: {name}", name=without_forbidden(file)),
            say("Which programme does this list belong to?"),
        ),
        *named,
        *(new if unclear.new else []),
        Button(say("Cancel"), f"lists:drop:{upload_id}"),
    )


def expect_decision(turn: Turn, upload_id: int) -> None:
    turn.expect(PREVIEW, upload=str(upload_id))


def tell_it_is_over(turn: Turn) -> None:
    turn.reply(
        turn.say(
            "That list is settled already, or {time} has passed. Send it once more.",
            time=turn.say.duration(LASTS),
        ),
        menu.back(turn),
    )

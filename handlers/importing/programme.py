"""Which programme a list belongs to, where it may be several or a new one.

which programme? ─► [a stored one] ─────────────────────► preview
                    [new: its name] ────────────────────► preview
                    [new, with another name] ─► its name ─► preview
"""

from __future__ import annotations

from handlers.importing.showing import expect_decision, show, tell_it_is_over
from handlers.turns import menu
from handlers.turns.choices import row_id
from handlers.turns.turn import Turn
from services.importing import uploads
from services.importing.storing.programmes import ForbiddenName
from services.importing.uploads import DecisionOver

NAME = "lists.name"
LONGEST_NAME = 60


def make(turn: Turn, upload_id: int) -> None:
    """A new programme, with the name that was offered."""
    outcome = uploads.preview(turn.tx, turn.contact, upload_id, turn.setup.zone, turn.now)
    if outcome.unclear and outcome.unclear.new:
        uploads.name_programme(turn.tx, turn.contact, upload_id, outcome.unclear.new, turn.now)
    show(turn, upload_id)
    expect_decision(turn, upload_id)


def ask_name(turn: Turn, upload_id: int) -> None:
    turn.reply(turn.say("What is the new programme called?"), menu.cancel(turn))
    turn.expect(NAME, upload=str(upload_id))


def take_name(turn: Turn) -> bool:
    """The name of the new programme."""
    upload_id, name = row_id(turn.conversation.data["upload"]), " ".join(turn.reading.text.split())
    if len(name) > LONGEST_NAME:
        ask_name(turn, upload_id)
        return True
    try:
        uploads.name_programme(turn.tx, turn.contact, upload_id, name, turn.now)
    except ForbiddenName:
        turn.reply(
            turn.say(
                "People read the name of the programme: please choose one that gives nobody away."
            ),
            menu.cancel(turn),
        )
        turn.expect(NAME, upload=str(upload_id))
        return True
    except DecisionOver:
        tell_it_is_over(turn)
        return True
    show(turn, upload_id)
    expect_decision(turn, upload_id)
    return True

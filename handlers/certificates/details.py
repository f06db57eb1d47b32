"""What exactly was asked of a certificate is answered before everything else."""

from __future__ import annotations

from handlers.turns.turn import Turn
from locales.words import sentence
from understanding import Detail

OPENINGS = {
    Detail.PROXY: sentence(
        "Yes. Someone else may collect it, with a signed authorisation and both ID cards."
    ),
    Detail.COST: sentence("It costs nothing."),
}


def opening(turn: Turn) -> str:
    """The sentence that the answer opens with; "" where nothing so particular was asked."""
    detail = turn.reading.detail
    return turn.say(OPENINGS[detail]) if detail in OPENINGS else ""

"""Who comes: [Hadir] and [Tidak bisa] under an announcement, and what people say by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.classes import absences
from handlers.turns import access, menu
from handlers.turns.choices import row_id
from handlers.turns.features import Press
from handlers.turns.turn import Turn
from programme.messages import Button
from services.classes import attending
from understanding import Attendance, Says, Weight


def note_attendance(turn: Turn, argument: str) -> None:
    """`argument`: "yes:SESSION", "no:SESSION,SESSION…", "undo:SESSION" or "nothing"."""
    answer, _, ids = argument.partition(":")
    if answer == "undo":
        absences.say_taken_back(turn, row_id(ids))
    elif answer == "nothing":
        turn.reply(turn.say("All right, nothing is noted."), menu.back(turn))
    else:
        _keep(turn, [row_id(each) for each in ids.split(",")], coming=answer == "yes")


def _keep(turn: Turn, session_ids: Sequence[int], *, coming: bool) -> None:
    say = turn.say
    kept = [
        ident
        for ident in session_ids
        if attending.attend(turn.tx, turn.contact, ident, coming=coming, now=turn.now)
    ]
    if not kept:
        turn.reply(say("That class is over, cancelled, or not yours."), menu.back(turn))
    elif coming:
        turn.reply(
            say("Noted: you will come. If that changes, press “I can’t come”."),
            Button(say("I can’t come"), f"attend:no:{kept[0]}"),
        )
    elif len(kept) > 1:
        absences.say_noted(turn, kept)
    else:
        turn.reply(
            say("Noted: you can’t come. If that changes, press “I will come”."),
            Button(say("I will come"), f"attend:yes:{kept[0]}"),
        )


def take_answer(turn: Turn) -> bool:
    """An answer to the latest announcement, or news of one's own coming. False for all else."""
    said = turn.reading.attendance
    return said is not None and any(take(turn, said) for take in TAKES[said.says])


def _answer(turn: Turn, said: Attendance) -> bool:
    """Keep the answer to what an announcement or a reminder asked; a mere hint is none."""
    is_coming = said.says is Says.COMES
    asked = attending.asked_about(turn.tx, turn.contact, turn.now)
    if asked is None or (is_coming and said.weight is Weight.DOUBT):
        return False
    day = turn.say.local_day(asked.session.starts_at)
    if said.days not in ((), (day,)) or not (said.weight > Weight.NOD or asked.is_last):
        return False
    access.ensure_open(turn)
    _keep(turn, [asked.session.id], coming=is_coming)
    return True


TAKES = {
    Says.COMES: (absences.take_back, _answer, absences.promise),
    Says.ABSENT: (_answer, absences.note),
    Says.LATE: (absences.offer_to_tell_of_lateness,),
    Says.ASKS: (absences.tell_what_is_noted,),
}
"""Who takes what is said of coming: the first that has something to do with it."""
FEATURE = (Press("attend", note_attendance),)

"""What is written → the change of a session that it means."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from handlers.announcing.guarded import sentence_about
from handlers.turns.turn import Turn
from programme.changes import ChangeKind, SessionChange
from programme.discretion import find_forbidden
from programme.sessions import Session
from understanding import Change as Meant

LONGEST_WORDS = 300


def fit_words(turn: Turn, text: str) -> str | None:
    """The words in one line; None, and a request to reword, when they can't be sent."""
    say, words = turn.say, " ".join(text.split())
    if find_forbidden(words):
        turn.reply(sentence_about(turn, words))
    elif len(words) > LONGEST_WORDS:
        turn.reply(
            say(
                "Too long: {count} characters. At most {most}.",
                count=len(words),
                most=LONGEST_WORDS,
            )
        )
    else:
        return words
    return None


def answered(turn: Turn, session: Session, kind: ChangeKind, words: str) -> SessionChange | None:
    """The new value that was asked for. None when that is a day or time and none is there."""
    match kind:
        case ChangeKind.ROOM:
            return SessionChange(kind, place=words)
        case ChangeKind.INSTRUCTOR:
            return SessionChange(kind, instructor=words)
        case ChangeKind.INFO:
            return SessionChange(kind, note=words)
    day = turn.reading.day
    start, end = turn.reading.time_range or (None, None)
    if day is None and start is None:
        return None
    return _moved(
        turn,
        session,
        Meant(
            kind=ChangeKind.MOVED,
            new_date=day.start if day else None,
            new_start=start,
            new_end=end,
        ),
    )


def meant(turn: Turn, session: Session, change: Meant, words: str) -> SessionChange:
    """A change in the writer's own `words`; those are the note where nothing else changes.

    That a cancelled session takes place revives it.
    """
    if change.takes_place and session.is_cancelled:
        return SessionChange(ChangeKind.MOVED)
    match change.kind:
        case ChangeKind.MOVED:
            return _moved(turn, session, change)
        case ChangeKind.ROOM:
            return SessionChange(ChangeKind.ROOM, place=change.new_place, reason=change.reason)
        case ChangeKind.INSTRUCTOR:
            return SessionChange(
                ChangeKind.INSTRUCTOR, instructor=change.new_instructor, reason=change.reason
            )
        case ChangeKind.CANCELLED:
            return SessionChange(ChangeKind.CANCELLED, reason=change.reason)
    return SessionChange(ChangeKind.INFO, note=words)


def _moved(turn: Turn, session: Session, change: Meant) -> SessionChange:
    """The new times: what is not said stays as it is."""
    zone = turn.setup.zone
    old = session.starts_at.astimezone(zone)
    start = datetime.combine(change.new_date or old.date(), change.new_start or old.time(), zone)
    if change.delta_minutes and not change.new_start:
        start += timedelta(minutes=change.delta_minutes)
    end = datetime.combine(start.date(), change.new_end, zone) if change.new_end else None
    return SessionChange(
        ChangeKind.MOVED,
        starts_at=start.astimezone(UTC),
        ends_at=end.astimezone(UTC) if end else None,
        place=change.new_place,
        reason=change.reason,
    )

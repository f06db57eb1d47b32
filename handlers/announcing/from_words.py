"""An announcement in the instructor's own words."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.announcing.changes import fit_words, meant
from handlers.announcing.own_words import OwnWords, as_data, kept
from handlers.announcing.preview import preview
from handlers.announcing.sessions import ask_value, ask_what, ask_which, label
from handlers.turns import access, menu
from handlers.turns.turn import Turn
from programme.changes import ChangeKind, SessionChange
from programme.messages import Button
from programme.sessions import Session
from services.announcing import changing
from understanding import Change


def take_changes(turn: Turn) -> bool:
    """Show what an announcement would change."""
    said, own = turn.reading, changing.own_sessions(turn.tx, turn.contact, turn.now)
    access.ensure_open(turn)
    if fit_words(turn, said.text) is not None:
        _show(turn, OwnWords(said, len(said.changes)), own)
    return True


def show_following(turn: Turn, _: str = "") -> None:
    """The next change of the message that this conversation is about, if there is one more."""
    words = kept(turn)
    if words and words.following:
        own = changing.own_sessions(turn.tx, turn.contact, turn.now)
        _show(turn, words.following, own)


def pick(turn: Turn, session: Session) -> None:
    """The session was picked that own words were about."""
    words = kept(turn)
    if words is None:
        ask_what(turn, session)
    else:
        _take(turn, session, words)


def _take(turn: Turn, session: Session, words: OwnWords) -> None:
    """Show what the words change; ask for the hour where they name only a part of the day."""
    if words.change.lacks_hour:
        ask_value(turn, session, ChangeKind.MOVED)
        turn.expect(turn.expected.state, **(turn.expected.data | as_data(words)))
    else:
        look_at(turn, session.id, meant(turn, session, words.change, words.said.text), words)


def look_at(turn: Turn, session_id: int, change: SessionChange, words: OwnWords | None) -> None:
    """Preview a change; where it can't be made, go on to the next one of the same message."""
    if not preview(turn, session_id, change, words) and words and words.following:
        own = changing.own_sessions(turn.tx, turn.contact, turn.now)
        _show(turn, words.following, own)


def _show(turn: Turn, words: OwnWords, own: Sequence[Session]) -> None:
    change = words.change
    found = [session for session in own if _fits(turn, session, change)]
    if len(found) == 1:
        _take(turn, found[0], words)
    elif found:
        turn.reply(
            turn.say("Which class do you mean?"),
            *(Button(label(turn, each), f"announce:this:{each.id}") for each in found),
            menu.cancel(turn),
        )
        turn.expect("", **as_data(words))
    elif words.following:
        turn.reply(
            turn.say(
                "{number} of {count}: I found no coming class of yours that fits.",
                number=words.place + 1,
                count=words.count,
            )
        )
        _show(turn, words.following, own)
    else:
        ask_which(turn, turn.say("I found no coming class of yours that fits. Which one is it?"))


def _fits(turn: Turn, session: Session, change: Change) -> bool:
    """Is it of the skill and on the day that were named?"""
    if change.skill and session.skill != change.skill:
        return False
    last = change.date_end or change.date
    day = turn.say.local_day(session.starts_at)
    return change.date is None or last is None or change.date <= day <= last

"""An announcement in the instructor's own words."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.announcing import extra
from handlers.announcing.changes import fit_words, meant
from handlers.announcing.own_words import OwnWords, as_data, kept
from handlers.announcing.preview import REFUSALS, WHY_NOT, Wanted, preview
from handlers.announcing.sessions import ask_value, ask_what, ask_which, label, page
from handlers.turns import access, menu
from handlers.turns.choices import row_id
from handlers.turns.turn import Turn
from programme.changes import ChangeKind, SessionChange
from programme.sessions import Session
from services.announcing import changing
from understanding import Change


def take_changes(turn: Turn) -> bool:
    """Show what an announcement would change."""
    said = turn.reading
    changing.ensure_may_change_some(turn.tx, turn.contact)
    access.ensure_open(turn)
    if fit_words(turn, said.text) is not None:
        _show(turn, OwnWords(said))
    return True


def take_past_changes(turn: Turn) -> bool:
    """Say that a class of the past can't change; False where there was none."""
    found = [_out_of_reach(turn, change) for change in turn.reading.past_changes]
    if not any(found):
        return False
    access.ensure_open(turn)
    ask_which(turn, turn.say.lines(*filter(None, found)))
    return True


def show_following(turn: Turn, _: str = "") -> None:
    """The next act of the message that this conversation is about, if there is one more."""
    words = kept(turn)
    if words and words.following:
        _show(turn, words.following)


def show_more(turn: Turn, first: str) -> None:
    """More of the classes that the kept words may mean."""
    words = kept(turn)
    if words:
        _ask_which_of(turn, _found(turn, words), words, row_id(first))
    else:
        ask_which(turn, turn.say("Which class do you mean?"))


def pick(turn: Turn, session: Session) -> None:
    """The session was picked that own words were about."""
    words = kept(turn)
    if words is None:
        ask_what(turn, session)
    else:
        _take(turn, session, words.act[0], words)


def look_at(turn: Turn, session_id: int, change: SessionChange, words: OwnWords | None) -> None:
    """Preview a change; where it can't be made, go on to the next act of the same message."""
    _look_at_all(turn, [(session_id, change)], words)


def _look_at_all(
    turn: Turn, wanted: Wanted, words: OwnWords | None, left_out: str | None = None
) -> None:
    if not preview(turn, wanted, words, left_out) and words and words.following:
        _show(turn, words.following)


def _show(turn: Turn, words: OwnWords) -> None:
    act = words.act
    found = _found(turn, words)
    is_of_several = len(act) > 1 or act[0].is_of_several
    if act[0].kind is ChangeKind.ADDED:
        extra.begin(turn, words)
    elif len(found) == 1 and len(act) == 1:
        _take(turn, found[0], act[0], words)
    elif found and is_of_several and not act[0].lacks_hour:
        _take_all(turn, found, words)
    elif found:
        _ask_which_of(turn, found, words)
    else:
        _show_none(turn, words)


def _found(turn: Turn, words: OwnWords) -> list[Session]:
    """The sessions that the words mean: those called off only where none else fits."""
    named = {change.skill or "" for change in words.act}
    own = changing.own_sessions(turn.tx, turn.contact, turn.now, () if "" in named else named)
    fitting = [each for each in own if any(_fits(turn, each, change) for change in words.act)]
    revives = words.act[0].takes_place
    return [each for each in fitting if each.is_cancelled is revives] or fitting


def _take(turn: Turn, session: Session, change: Change, words: OwnWords) -> None:
    """Show what the words change; ask for the hour where they name only a part of the day."""
    if change.lacks_hour:
        ask_value(turn, session, ChangeKind.MOVED)
        turn.expect(turn.expected.state, **(turn.expected.data | as_data(words)))
    else:
        look_at(turn, session.id, meant(turn, session, change, words.said.text), words)


def _take_all(turn: Turn, found: Sequence[Session], words: OwnWords) -> None:
    """Show what the words change in every session that they mean."""
    wanted: list[tuple[int, SessionChange]] = []
    left_out: list[str] = []
    for change in words.act:
        fitting = [each for each in found if _fits(turn, each, change)]
        if not fitting:
            left_out.append(_out_of_reach(turn, change) or _none_then(turn, change))
        for session in fitting:
            new = meant(turn, session, change, words.said.text)
            try:
                changing.check(session, new, turn.now)
            except REFUSALS as refusal:
                why = turn.say(WHY_NOT[type(refusal)])
                left_out.append(turn.say("{class_}: {why}", class_=label(turn, session), why=why))
            else:
                wanted.append((session.id, new))
    if not wanted:  # then the first one's refusal is told
        first = found[0]
        wanted = [(first.id, meant(turn, first, words.act[0], words.said.text))]
    _look_at_all(turn, list(dict(wanted).items()), words, turn.say.lines(*left_out))


def _ask_which_of(turn: Turn, found: Sequence[Session], words: OwnWords, first: int = 0) -> None:
    turn.reply(
        turn.say("Which class do you mean?"),
        *page(turn, found, "this", "which", first),
        menu.cancel(turn),
    )
    turn.expect("", **as_data(words))


def _show_none(turn: Turn, words: OwnWords) -> None:
    say = turn.say
    why = next(filter(None, (_out_of_reach(turn, change) for change in words.act)), None)
    if words.following:
        turn.reply(
            say(
                "{number} of {count}: {why}",
                number=words.place + 1,
                count=words.count,
                why=why or say("I found no coming class of yours that fits."),
            )
        )
        _show(turn, words.following)
    else:
        ask_which(
            turn,
            say.lines(
                why or say("I found no coming class of yours that fits."), say("Which one is it?")
            ),
        )


def _out_of_reach(turn: Turn, change: Change) -> str | None:
    """Why the class that is meant can't be changed: it is over, or another instructor's."""
    say = turn.say
    since = turn.midnight(min(change.date or turn.today, turn.today))
    session = changing.out_of_reach(
        turn.tx, turn.contact, lambda each: _fits(turn, each, change), since, turn.now
    )
    if session is None:
        return None
    class_ = label(turn, session)
    if session.starts_at <= turn.now:
        return say("{class_} has begun already, or is over.", class_=class_)
    if session.instructor:
        return say(
            "{class_} is not yours: {name} teaches it.", class_=class_, name=session.instructor
        )
    return say("{class_} is not yours to change.", class_=class_)


def _none_then(turn: Turn, change: Change) -> str:
    day = change.date
    if day is None:
        return turn.say("I found no coming class of yours that fits.")
    return turn.say("{day}: no class of yours found.", day=turn.say.short_day(day))


def _fits(turn: Turn, session: Session, change: Change) -> bool:
    """Is it of the skill and on the day that were named?"""
    return change.fits(session.skill, turn.say.local_day(session.starts_at))

"""One more class: in own words, or asked for.

own words ─► (which skill) ─► (day and hour) ─► (which programme) ─► preview ─► [Send]

What is answered is read together with what was written before, as one text.
"""

from __future__ import annotations

from datetime import UTC, datetime, time

from handlers.announcing import progress
from handlers.announcing.changes import fit_words
from handlers.announcing.own_words import OwnWords, as_data, kept
from handlers.announcing.preview import REFUSALS, heading, preview, refuse, show
from handlers.turns import menu
from handlers.turns.choices import row_id
from handlers.turns.turn import Turn
from locales import skills
from programme.changes import ChangeKind, SessionChange
from programme.messages import Button
from programme.sessions import Session
from services.announcing import adding, changing
from services.announcing.announcements import PreviewOutdated
from understanding import Change, Reading

EXTRA = "announce.extra"
WISH = "tambah kelas"
"""What a press of [Add a class] says."""


def ask(turn: Turn, _: str = "") -> None:
    begin(turn, OwnWords(Reading(WISH, turn.local_now)))


def take_more(turn: Turn) -> bool:
    """What was asked for. False where it is another question, or a task."""
    words, said = kept(turn), turn.reading
    is_question = said.asked.is_clear and said.names_matter
    if words is None or is_question or said.office_wish is not None:
        return False
    more = _with(words, said.text)
    if fit_words(turn, more.said.text) is None:
        turn.expect(EXTRA, **turn.conversation.data)
    else:
        begin(turn, more)
    return True


def take_skill(turn: Turn, skill: str) -> None:
    words = kept(turn)
    if words is None or skill not in skills.CODES:
        ask(turn)
    else:
        begin(turn, _with(words, skills.name(skill)))


def begin(turn: Turn, words: OwnWords) -> None:
    """Ask for what is still open, then show how the class will be announced."""
    say, extra = turn.say, words.act[0]
    member = changing.ensure_may_change_some(turn.tx, turn.contact)
    known = member.skills or skills.CODES
    skill = extra.skill or (known[0] if len(known) == 1 else None)
    if skill is None:
        turn.reply(
            say("Which skill is the extra class of?"),
            *(Button(skills.name(each), f"announce:skill:{each}") for each in known),
            menu.cancel(turn),
        )
        turn.expect(EXTRA, **as_data(words))
    elif _starts_at(turn, extra) is None:
        turn.reply(
            say(
                "On which day, at what time, and where? For example: Saturday 8.00–11.00 in hall 2"
            ),
            menu.cancel(turn),
        )
        turn.expect(EXTRA, **as_data(words))
    else:
        _choose_programme(turn, skill, words)


def _choose_programme(turn: Turn, skill: str, words: OwnWords) -> None:
    say = turn.say
    models = adding.models(turn.tx, turn.contact, skill, turn.now)
    if len(models) == 1:
        _preview(turn, models[0], words)
        return
    turn.reply(
        say("Of which programme?")
        if models
        else say(
            "{skill} has no classes of yours to which one could be added.",
            skill=skills.name(skill),
        ),
        *(
            Button(f"{each.programme} ({each.year})", f"announce:like:{each.id}")
            for each in models
        ),
        menu.cancel(turn),
    )
    turn.expect("", **as_data(words))


def take_model(turn: Turn, ident: str) -> None:
    """The class was chosen whose programme has one more."""
    words, model = kept(turn), adding.model(turn.tx, turn.contact, row_id(ident))
    if words is None:
        ask(turn)
    else:
        _preview(turn, model, words)


def _preview(turn: Turn, model: Session, words: OwnWords) -> None:
    change = _change(turn, words.act[0])
    try:
        new = adding.planned(turn.tx, turn.contact, model, change, turn.now)
    except REFUSALS as refusal:
        refuse(turn, refusal)
        return
    called_off = adding.class_at_that_time(turn.tx, new)
    if called_off:
        preview(
            turn, [(called_off.id, SessionChange(ChangeKind.MOVED, place=change.place))], words
        )
        return
    found = adding.preview(turn.tx, turn.contact, new, turn.setup.zone, turn.now)
    show(turn, [found], heading(turn, words))
    turn.expect(
        "",
        model=str(model.id),
        extra=change.to_json(),
        previewed_at=turn.now.isoformat(),
        **as_data(words),
    )


def send(turn: Turn) -> bool:
    """Add what was previewed. False when it is to be looked at once more."""
    draft = turn.conversation.data
    change = SessionChange.from_json(draft["extra"])
    model = adding.model(turn.tx, turn.contact, int(draft["model"]))
    previewed_at = datetime.fromisoformat(draft["previewed_at"])
    try:
        sent = adding.add(turn.tx, turn.contact, model, change, previewed_at, turn.now)
    except PreviewOutdated:
        turn.reply(turn.say("That preview is out of date. This is how it looks now:"))
        words = kept(turn)
        if words:
            _preview(turn, model, words)
        return False
    except REFUSALS as refusal:
        refuse(turn, refusal)
    else:
        progress.show_first(turn, [sent])
    return True


def _with(words: OwnWords, more: str) -> OwnWords:
    """The same wish, with `more` behind it; where that is something else, as it was."""
    said = Reading(f"{words.said.text} {more}", words.said.now)
    is_one = len(said.changes) == 1 and said.changes[0].kind is ChangeKind.ADDED
    return OwnWords(said) if is_one else words


def _change(turn: Turn, extra: Change) -> SessionChange:
    start = _starts_at(turn, extra)
    end = _moment(turn, extra, extra.new_end)
    return SessionChange(ChangeKind.ADDED, start, end, extra.new_place, extra.new_instructor)


def _starts_at(turn: Turn, extra: Change) -> datetime | None:
    return _moment(turn, extra, extra.new_start)


def _moment(turn: Turn, extra: Change, at: time | None) -> datetime | None:
    day = extra.date or extra.new_date
    if day is None or at is None:
        return None
    return datetime.combine(day, at, turn.setup.zone).astimezone(UTC)

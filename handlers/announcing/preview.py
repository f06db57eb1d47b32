"""What people will read, how many they are, and who can't be reached; then [Send]."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from handlers.announcing import progress
from handlers.announcing.own_words import OwnWords, as_data, kept
from handlers.announcing.reach import reach, warnings
from handlers.announcing.sessions import label
from handlers.turns import menu
from handlers.turns.choices import row_id
from handlers.turns.turn import Turn
from locales.words import sentence
from programme.changes import ChangeKind, Draft, KnownSession, SessionChange
from programme.messages import Button
from services.announcing import announcements, changing, confirming
from services.announcing.announcements import Preview, PreviewOutdated
from services.announcing.audience import Standing
from services.announcing.words import LURES, announce
from services.people.roles import NotAllowed

Wanted = Sequence[tuple[int, SessionChange]]
"""Sessions (their ids) and what is to change about each."""


class NothingDrafted(Exception):
    """The button of a preview that is gone, or whose time is over."""


def preview(
    turn: Turn, wanted: Wanted, words: OwnWords | None = None, left_out: str | None = None
) -> bool:
    """Show the changes, those that `words` are at. False when they can't be made.

    `left_out` says what the words mean besides, but can't be.
    """
    try:
        found = announcements.preview(turn.tx, turn.contact, wanted, turn.setup.zone, turn.now)
    except REFUSALS as refusal:
        refuse(turn, refusal)
        return False
    show(turn, found, heading(turn, words, len(found)), left_out, _leave_out(turn, words))
    ident, change = wanted[0]
    drafts = [(each.session.id, each.session.version, each.change.to_json()) for each in found]
    alone = {"session": str(ident), "change": change.to_json()} if len(found) == 1 else {}
    turn.expect(
        "",
        drafts=json.dumps(drafts),
        previewed_at=turn.now.isoformat(),
        **alone,
        **as_data(words),
    )
    return True


def show(
    turn: Turn,
    found: Sequence[Preview],
    above: str,
    left_out: str | None = None,
    more: Sequence[Button] = (),
) -> None:
    """The message, its warnings and its audience. Of several, that of the first is shown."""
    say, first = turn.say, found[0]
    sample = announce(
        say, KnownSession.of(first.session), first.change, Standing.PARTICIPANT, (), turn.now
    )
    send_it = Button(say("Send"), "announce:send")
    is_alone = len(found) == 1
    turn.reply(
        say.paragraphs(
            above,
            None if is_alone else say.lines(*(_line(turn, each) for each in found)),
            None if is_alone else say("Each class gets its own message, like this one:"),
            sample.text,
            warnings(turn, found),
            _lures(turn, found),
            left_out,
            reach(turn, found),
        ),
        (send_it, Button(say("Change it"), "announce:edit")) if is_alone else send_it,
        *more,
        menu.cancel(turn),
    )


def _lures(turn: Turn, found: Sequence[Preview]) -> str | None:
    say = turn.say
    lures = changing.lures(turn.tx, turn.contact, [each.change for each in found])
    if not lures:
        return None
    return say(
        "⚠ There is {what} in it, so the office has to agree first. Without it, it goes at once.",
        what=", ".join(say(LURES[each]) for each in lures),
    )


def _line(turn: Turn, found: Preview) -> str:
    """ "• Pengelasan, Rabu 25 Nov 12.30", with a new time behind an arrow."""
    before, after = label(turn, found.session), label(turn, found.new)
    is_moved = found.session.starts_at != found.new.starts_at
    return f"• {before} → {after}" if is_moved else f"• {before}"


def heading(turn: Turn, words: OwnWords | None, classes: int = 1) -> str:
    say = turn.say
    if words is not None and words.count > 1:
        return say(
            "This will be sent ({number} of {count}):", number=words.place + 1, count=words.count
        )
    if classes > 1:
        return say("This will be sent, for {count} classes:", count=classes)
    return say("This will be sent:")


def _leave_out(turn: Turn, words: OwnWords | None) -> list[Button]:
    if words is None or words.following is None:
        return []
    return [Button(turn.say("Leave this one out"), "announce:next")]


def send(turn: Turn) -> bool:
    """Send what was previewed. False when it is to be looked at first, or once more."""
    draft = turn.conversation.data
    if "drafts" not in draft:
        raise NothingDrafted
    drafts = [
        Draft(session_id, version, SessionChange.from_json(change))
        for session_id, version, change in json.loads(draft["drafts"])
    ]
    try:
        sent = announcements.send(
            turn.tx,
            turn.contact,
            drafts,
            datetime.fromisoformat(draft["previewed_at"]),
            turn.now,
        )
    except changing.OfficeConfirms:
        _tell_it_waits(turn, confirming.ask(turn.tx, turn.contact, drafts, turn.now))
    except PreviewOutdated:
        turn.reply(turn.say("That preview is out of date. This is how it looks now:"))
        return not preview(turn, [(each.session_id, each.change) for each in drafts], kept(turn))
    except REFUSALS as refusal:
        refuse(turn, refusal)
    else:
        progress.show_first(turn, sent)
    return True


def _tell_it_waits(turn: Turn, until: datetime) -> None:
    say = turn.say
    turn.reply(
        say(
            "The office looks at it first, and you hear here when it is sent. It waits until "
            "{day} at {time}.",
            day=say.near_day(say.local_day(until), turn.today),
            time=say.clock(until),
        ),
        Button(say("My classes"), "announce"),
        menu.back(turn),
    )


def stop(turn: Turn, ident: str) -> None:
    """The class stays changed: who stops for a mistake has to change it once more."""
    say = turn.say
    found, count = announcements.stop(turn.tx, turn.contact, row_id(ident), turn.now)
    stopped = say("Stopped. Messages taken back: {count}.", count=count)
    if found[0].change.kind is ChangeKind.INFO:
        turn.reply(stopped)
        return
    turn.reply(
        say.lines(
            stopped,
            say("The class itself stays changed. If that was a mistake, change it once more."),
        ),
        Button(
            say("Change the class"),
            f"announce:what:{found[0].old.id}" if len(found) == 1 else "announce",
        ),
        menu.back(turn),
    )


def refuse(turn: Turn, refusal: Exception) -> None:
    say = turn.say
    turn.reply(say(WHY_NOT[type(refusal)]), Button(say("My classes"), "announce"), menu.back(turn))


WHY_NOT = {
    NotAllowed: sentence("That class is not yours to change."),
    changing.PastSession: sentence("That class has begun already, or would begin in the past."),
    changing.ClassIsOff: sentence("That class has been cancelled."),
    changing.EndBeforeStart: sentence("It would end before it begins."),
    changing.OfficeConfirms: sentence(
        "There is a link, a number or a sum of money in it. Please write it without, or ask the "
        "office to add the class."
    ),
    changing.NothingNew: sentence("The class is like that already: there is nothing to send."),
    NothingDrafted: sentence("There is nothing to send any more."),
}
REFUSALS = tuple(WHY_NOT)

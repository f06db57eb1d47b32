"""What people will read, how many they are, and who can't be reached; then [Send]."""

from __future__ import annotations

from datetime import datetime

from handlers import menu, progress
from handlers.announce.own_words import OwnWords, as_data, kept
from handlers.choices import row_id
from handlers.turn import Turn
from locales.words import sentence
from programme.changes import SessionChange
from programme.messages import Button
from services import announcing, changing
from services.announcing import Preview, PreviewOutdated
from services.audience import Standing
from services.change_words import announce
from services.changing import Oddity
from services.roles import NotAllowed
from store.announcements import Before

NAMES_SHOWN = 10

ODDITIES = {
    Oddity.OCCUPIED: sentence("⚠ Another class is in that place at that time."),
    Oddity.HOLIDAY: sentence("⚠ That day is a public holiday."),
    Oddity.FRIDAY_PRAYER: sentence("⚠ That is during Friday prayer (11.15–13.00)."),
}


class NothingDrafted(Exception):
    """The button of a preview that is gone, or whose time is over."""


def preview(
    turn: Turn, session_id: int, change: SessionChange, words: OwnWords | None = None
) -> bool:
    """Show the change, the one that `words` are at. False when it can't be made."""
    try:
        found = announcing.preview(
            turn.tx, turn.contact, session_id, change, turn.setup.zone, turn.now
        )
    except REFUSALS as refusal:
        refuse(turn, refusal)
        return False
    say = turn.say
    old = Before.of(found.session)
    sample = announce(say, old, change, Standing.PARTICIPANT, (), turn.now)
    turn.reply(
        say.paragraphs(
            _heading(turn, words),
            sample.text,
            say.lines(*(say(ODDITIES[each]) for each in found.oddities)),
            _reach(turn, found),
        ),
        (Button(say("Send"), "announce:send"), Button(say("Change it"), "announce:edit")),
        *_leave_out(turn, words),
        menu.cancel(turn),
    )
    turn.expect(
        "",
        session=str(session_id),
        change=change.to_json(),
        version=str(found.session.version),
        previewed_at=turn.now.isoformat(),
        **as_data(words),
    )
    return True


def _heading(turn: Turn, words: OwnWords | None) -> str:
    say = turn.say
    count = len(words.changes) if words else 1
    if words is None or count == 1:
        return say("This will be sent:")
    return say("This will be sent ({number} of {count}):", number=words.place + 1, count=count)


def _leave_out(turn: Turn, words: OwnWords | None) -> list[Button]:
    if words is None or words.following is None:
        return []
    return [Button(turn.say("Leave this one out"), "announce:next")]


def _reach(turn: Turn, found: Preview) -> str:
    say, audience = turn.say, found.audience
    return say.lines(
        say("Chats that get it: {count}.", count=len(audience.reached))
        if audience.reached
        else say("⚠ Nobody can be reached in a chat: please tell them yourself."),
        say("Not reachable: {count}.", count=len(audience.unreachable))
        if audience.unreachable
        else None,
        say("Don’t want messages: {count}.", count=len(audience.opted_out))
        if audience.opted_out
        else None,
        say(
            "Without a chat ({count}): {names}.",
            count=len(audience.without_chat),
            names=", ".join(audience.without_chat[:NAMES_SHOWN]),
        )
        if audience.without_chat
        else None,
    )


def send(turn: Turn) -> bool:
    """Send what was previewed. False when it is to be looked at first, or once more."""
    draft = turn.conversation.data
    if "previewed_at" not in draft:
        raise NothingDrafted
    change = SessionChange.from_json(draft["change"])
    session_id = int(draft["session"])
    try:
        announcement_id = announcing.send(
            turn.tx,
            turn.contact,
            session_id,
            change,
            int(draft["version"]),
            datetime.fromisoformat(draft["previewed_at"]),
            turn.now,
        )
    except PreviewOutdated:
        turn.reply(turn.say("That preview is out of date. This is how it looks now:"))
        return not preview(turn, session_id, change, kept(turn))
    except REFUSALS as refusal:
        refuse(turn, refusal)
    else:
        progress.show_first(turn, announcement_id)
    return True


def stop(turn: Turn, ident: str) -> None:
    stopped = announcing.stop(turn.tx, turn.contact, row_id(ident), turn.now)
    turn.reply(turn.say("Stopped. Messages taken back: {count}.", count=stopped))


def refuse(turn: Turn, refusal: Exception) -> None:
    say = turn.say
    turn.reply(say(WHY_NOT[type(refusal)]), Button(say("My classes"), "announce"), menu.back(turn))


WHY_NOT = {
    NotAllowed: sentence("That class is not yours to change."),
    changing.PastSession: sentence("That class has begun already, or would begin in the past."),
    changing.EndBeforeStart: sentence("It would end before it begins."),
    changing.NothingNew: sentence("The class is like that already: there is nothing to send."),
    NothingDrafted: sentence("There is nothing to send any more."),
}
REFUSALS = tuple(WHY_NOT)

"""What people will read, how many they are, and who can't be reached; then [Send]."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from handlers.announcing import progress
from handlers.announcing.own_words import OwnWords, as_data, kept
from handlers.turns import menu
from handlers.turns.choices import row_id
from handlers.turns.turn import Turn
from locales.words import sentence
from programme.changes import ChangeKind, KnownSession, SessionChange
from programme.messages import Button
from services.announcing import announcements, changing
from services.announcing.announcements import Preview, PreviewOutdated
from services.announcing.audience import Audience, Concerned, Standing
from services.announcing.changing import FRIDAY_PRAYER, Oddity
from services.announcing.words import WITHOUT_CHAT, announce
from services.people.roles import NotAllowed

NAMES_SHOWN = 10

ODDITIES = {
    Oddity.WAS_OFF: sentence("⚠ That class has been cancelled. With this it takes place again."),
    Oddity.OCCUPIED: sentence("⚠ Another class is in that place at that time."),
    Oddity.HOLIDAY: sentence("⚠ That day is a public holiday."),
    Oddity.FRIDAY_PRAYER: sentence("⚠ That is during Friday prayer ({hours})."),
}


REACHED = {
    Standing.PARTICIPANT: sentence("participants {count}"),
    Standing.FAMILY: sentence("families {count}"),
    Standing.ESCORT: sentence("escorts {count}"),
    Standing.INSTRUCTOR: sentence("instructors {count}"),
}

UNREACHABLE = sentence("Blocked the bot, or their chat is gone ({count}): {names}.")
OPTED_OUT = sentence("Want no messages ({count}): {names}.")


class NothingDrafted(Exception):
    """The button of a preview that is gone, or whose time is over."""


def preview(
    turn: Turn, session_id: int, change: SessionChange, words: OwnWords | None = None
) -> bool:
    """Show the change, the one that `words` are at. False when it can't be made."""
    try:
        found = announcements.preview(
            turn.tx, turn.contact, session_id, change, turn.setup.zone, turn.now
        )
    except REFUSALS as refusal:
        refuse(turn, refusal)
        return False
    say = turn.say
    old = KnownSession.of(found.session)
    sample = announce(say, old, change, Standing.PARTICIPANT, (), turn.now)
    turn.reply(
        say.paragraphs(
            _heading(turn, words),
            sample.text,
            say.lines(*(say(ODDITIES[each], hours=_prayer_hours()) for each in found.oddities)),
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


def _prayer_hours() -> str:
    begin, end = FRIDAY_PRAYER
    return f"{begin:%H.%M}–{end:%H.%M}"


def _heading(turn: Turn, words: OwnWords | None) -> str:
    say = turn.say
    if words is None or words.count == 1:
        return say("This will be sent:")
    return say(
        "This will be sent ({number} of {count}):", number=words.place + 1, count=words.count
    )


def _leave_out(turn: Turn, words: OwnWords | None) -> list[Button]:
    if words is None or words.following is None:
        return []
    return [Button(turn.say("Leave this one out"), "announce:next")]


def _reach(turn: Turn, found: Preview) -> str:
    say, audience = turn.say, found.audience
    return say.lines(
        say(
            "Chats that get it: {count} ({who}).",
            count=len(audience.reached),
            who=_kinds(turn, audience),
        )
        if audience.reached
        else say("⚠ Nobody can be reached in a chat: please tell them yourself."),
        _left_out(turn, UNREACHABLE, [_who(turn, chat) for chat in audience.unreachable]),
        _left_out(turn, OPTED_OUT, [_who(turn, chat) for chat in audience.opted_out]),
        _left_out(turn, WITHOUT_CHAT, [each.shown_name for each in audience.without_chat]),
    )


def _kinds(turn: Turn, audience: Audience) -> str:
    """ "peserta 2, keluarga 1" """
    counts = Counter(standing for _, standing in audience.reached)
    return ", ".join(
        turn.say(kind, count=counts[standing])
        for standing, kind in REACHED.items()
        if counts[standing]
    )


def _who(turn: Turn, chat: Concerned) -> str:
    if chat.standing is Standing.FAMILY:
        return turn.say("{name}’s family", name=chat.name)
    return chat.name


def _left_out(turn: Turn, message: str, names: Sequence[str]) -> str | None:
    if not names:
        return None
    return turn.say(message, count=len(names), names=turn.say.names(names, NAMES_SHOWN))


def send(turn: Turn) -> bool:
    """Send what was previewed. False when it is to be looked at first, or once more."""
    draft = turn.conversation.data
    if "previewed_at" not in draft:
        raise NothingDrafted
    change = SessionChange.from_json(draft["change"])
    session_id = int(draft["session"])
    try:
        announcement_id = announcements.send(
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
    """The class stays changed: who stops for a mistake has to change it once more."""
    say = turn.say
    announcement, count = announcements.stop(turn.tx, turn.contact, row_id(ident), turn.now)
    stopped = say("Stopped. Messages taken back: {count}.", count=count)
    if announcement.change.kind is ChangeKind.INFO:
        turn.reply(stopped)
        return
    turn.reply(
        say.lines(
            stopped,
            say("The class itself stays changed. If that was a mistake, change it once more."),
        ),
        Button(say("Change the class"), f"announce:what:{announcement.old.id}"),
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
    changing.NothingNew: sentence("The class is like that already: there is nothing to send."),
    NothingDrafted: sentence("There is nothing to send any more."),
}
REFUSALS = tuple(WHY_NOT)

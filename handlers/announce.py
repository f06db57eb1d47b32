"""An instructor announces a change: in his own words, or step by step.

my sessions ─► which session ─► what changes ─► new value ─► reason ─► preview ─► [Send]
own words ────────────────────────────────────────────────────────────► preview ─► [Send]
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from handlers import menu, progress
from handlers.choices import row_id
from handlers.turn import Command, Press, Take, Turn
from locales import skills
from locales.words import sentence
from programme.changes import ChangeKind, SessionChange
from programme.discretion import find_forbidden
from programme.messages import Button
from programme.sessions import Session
from services import announcing, changing
from services.announcing import Preview, PreviewOutdated
from services.audience import Standing
from services.change_words import announce
from services.changing import Oddity
from store.announcements import Before
from understanding import Change as Meant
from understanding import ChangeKind as MeantKind
from understanding import Understood, find_date, parse_announcement, parse_time_range

VALUE, REASON = "announce.value", "announce.reason"
LONGEST_WORDS = 300
NAMES_SHOWN = 10

ASK = {
    ChangeKind.MOVED: sentence("The new day and time? For example: Thursday 10.00–12.00"),
    ChangeKind.ROOM: sentence("The new place?"),
    ChangeKind.INSTRUCTOR: sentence("The name of the new instructor?"),
    ChangeKind.INFO: sentence("What shall I tell them?"),
}
ODDITIES = {
    Oddity.OCCUPIED: sentence("⚠ Another class is in that place at that time."),
    Oddity.HOLIDAY: sentence("⚠ That day is a public holiday."),
    Oddity.FRIDAY_PRAYER: sentence("⚠ That is during Friday prayer (11.15–13.00)."),
}


def show(turn: Turn, _: str = "") -> None:
    """The coming sessions this chat may change."""
    say = turn.say
    try:
        found = changing.own_sessions(turn.tx, turn.contact, turn.now)
    except changing.NotAllowed:
        menu.show(turn)
        return
    if not found:
        turn.reply(say("You have no coming classes."), menu.back(turn))
        return
    turn.reply(
        say(
            "Which class? You can also just write what changes, for example: "
            "“Las besok diundur jam 10”."
        ),
        *(Button(_label(turn, each), f"announce:what:{each.id}") for each in found),
    )


def _label(turn: Turn, session: Session) -> str:
    say = turn.say
    day = say.short_day(say.local_day(session.starts_at))
    return f"{skills.name(session.skill)}, {day} {say.clock(session.starts_at)}"


def pressed(turn: Turn, argument: str) -> None:
    """`argument`: "what:SESSION", "KIND:SESSION", "skip", "send", "edit", "stop:ANNOUNCEMENT"."""
    verb, _, value = argument.partition(":")
    try:
        match verb:
            case "this":
                _this(turn, value)
            case "what":
                _ask_what(turn, _session(turn, value))
            case "moved" | "room" | "instructor" | "info":
                _ask_value(turn, _session(turn, value), ChangeKind(verb))
            case "cancelled":
                _ask_reason(turn, _session(turn, value).id, SessionChange(ChangeKind.CANCELLED))
            case "skip":
                _preview_draft(turn)
            case "send":
                _send(turn)
            case "stop":
                _stop(turn, value)
            case _:
                show(turn)
    except REFUSALS as refusal:
        _refuse(turn, refusal)


def _session(turn: Turn, ident: str) -> Session:
    return changing.session_to_change(turn.tx, turn.contact, row_id(ident), turn.now)


def _ask_what(turn: Turn, session: Session) -> None:
    say = turn.say
    turn.reply(
        say("{class_} — what changes?", class_=_label(turn, session)),
        Button(say("Day or time"), f"announce:moved:{session.id}"),
        Button(say("Place"), f"announce:room:{session.id}"),
        Button(say("Instructor"), f"announce:instructor:{session.id}"),
        Button(say("It is cancelled"), f"announce:cancelled:{session.id}"),
        Button(say("Just a note"), f"announce:info:{session.id}"),
        menu.cancel(turn),
    )


def _ask_value(turn: Turn, session: Session, kind: ChangeKind) -> None:
    turn.reply(turn.say(ASK[kind]), menu.cancel(turn))
    turn.expect(VALUE, session=str(session.id), kind=kind)


def take_value(turn: Turn, text: str, _: Understood) -> bool:
    """The new value was asked for."""
    draft = turn.conversation.data
    words = _fit_words(turn, text)
    if words is None:
        turn.expect(VALUE, **draft)
        return True
    try:
        session = _session(turn, draft["session"])
    except REFUSALS as refusal:
        _refuse(turn, refusal)
        return True
    change = _change_from(turn, session, ChangeKind(draft["kind"]), words)
    if change is None:
        turn.reply(
            turn.say("I could not read a day or time in that. For example: Thursday 10.00–12.00"),
            menu.cancel(turn),
        )
        turn.expect(VALUE, **draft)
    elif change.kind is ChangeKind.INFO:
        _preview(turn, session.id, change)
    else:
        _ask_reason(turn, session.id, change)
    return True


def _change_from(
    turn: Turn, session: Session, kind: ChangeKind, words: str
) -> SessionChange | None:
    """None when a day or time was asked for and none is there."""
    match kind:
        case ChangeKind.ROOM:
            return SessionChange(kind, place=words)
        case ChangeKind.INSTRUCTOR:
            return SessionChange(kind, instructor=words)
        case ChangeKind.INFO:
            return SessionChange(kind, note=words)
    day = find_date(words, turn.today)
    start, end = parse_time_range(words) or (None, None)
    if day is None and start is None:
        return None
    return _moved(
        turn,
        session,
        Meant(
            kind=MeantKind.MOVED, new_date=day.start if day else None, new_start=start, new_end=end
        ),
    )


def _moved(turn: Turn, session: Session, meant: Meant) -> SessionChange:
    """The new times: what is not said stays as it is."""
    zone = turn.setup.zone
    old = session.starts_at.astimezone(zone)
    start = datetime.combine(meant.new_date or old.date(), meant.new_start or old.time(), zone)
    if meant.delta_minutes and not meant.new_start:
        start += timedelta(minutes=meant.delta_minutes)
    end = datetime.combine(start.date(), meant.new_end, zone) if meant.new_end else None
    return SessionChange(
        ChangeKind.MOVED,
        starts_at=start.astimezone(UTC),
        ends_at=end.astimezone(UTC) if end else None,
        place=meant.new_place,
        reason=meant.reason,
    )


def _ask_reason(turn: Turn, session_id: int, change: SessionChange) -> None:
    turn.reply(
        turn.say("The reason? People like to know it."),
        Button(turn.say("Without a reason"), "announce:skip"),
        menu.cancel(turn),
    )
    turn.expect(REASON, session=str(session_id), change=change.to_json())


def take_reason(turn: Turn, text: str, _: Understood) -> bool:
    draft = turn.conversation.data
    words = _fit_words(turn, text)
    if words is None:
        turn.expect(REASON, **draft)
    else:
        change = replace(SessionChange.from_json(draft["change"]), reason=words)
        _preview(turn, int(draft["session"]), change)
    return True


def _fit_words(turn: Turn, text: str) -> str | None:
    """The words in one line; None, and a request to reword, when they can't be sent."""
    say, words = turn.say, " ".join(text.split())
    if find_forbidden(words):
        turn.reply(say("Please write that in other words; as it is, it could give people away."))
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


def _preview_draft(turn: Turn) -> None:
    draft = turn.conversation.data
    if "change" in draft:
        _preview(turn, int(draft["session"]), SessionChange.from_json(draft["change"]))
    else:
        show(turn)


def _preview(turn: Turn, session_id: int, change: SessionChange) -> None:
    """What people will read, how many, and who can't be reached."""
    try:
        found = announcing.preview(
            turn.tx, turn.contact, session_id, change, turn.setup.zone, turn.now
        )
    except REFUSALS as refusal:
        _refuse(turn, refusal)
        return
    say = turn.say
    old = Before.of(found.session)
    sample = announce(say, old, change, Standing.PARTICIPANT, (), turn.now)
    turn.reply(
        say.paragraphs(
            say("This will be sent:"),
            sample.text,
            say.lines(*(say(ODDITIES[each]) for each in found.oddities)),
            _reach(turn, found),
        ),
        (Button(say("Send"), "announce:send"), Button(say("Change it"), "announce:edit")),
        menu.cancel(turn),
    )
    turn.expect(
        "",
        session=str(session_id),
        change=change.to_json(),
        version=str(found.session.version),
        previewed_at=turn.now.isoformat(),
    )


def _reach(turn: Turn, found: Preview) -> str:
    say, audience = turn.say, found.audience
    return say.lines(
        say("Chats that get it: {count}.", count=len(audience.reached)),
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


def _send(turn: Turn) -> None:
    draft = turn.conversation.data
    if "previewed_at" not in draft:
        turn.reply(turn.say("There is nothing to send any more."), menu.back(turn))
        return
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
        _preview(turn, session_id, change)
        return
    progress.show_first(turn, announcement_id)


def _stop(turn: Turn, ident: str) -> None:
    stopped = announcing.stop(turn.tx, turn.contact, row_id(ident), turn.now)
    turn.reply(turn.say("Stopped. Messages taken back: {count}.", count=stopped))


def _refuse(turn: Turn, refusal: Exception) -> None:
    say = turn.say
    turn.reply(say(WHY_NOT[type(refusal)]), Button(say("My classes"), "announce"), menu.back(turn))


REFUSALS = (
    changing.NotAllowed,
    changing.PastSession,
    changing.EndBeforeStart,
    changing.NothingNew,
)
WHY_NOT = {
    changing.NotAllowed: sentence("That class is not yours to change."),
    changing.PastSession: sentence("That class has begun already, or would begin in the past."),
    changing.EndBeforeStart: sentence("It would end before it begins."),
    changing.NothingNew: sentence("The class is like that already: there is nothing to send."),
}


def from_words(turn: Turn, text: str) -> bool:
    """An announcement in the instructor's own words. False when the text is none.

    Several changes are shown one by one, the first now.
    """
    meant = parse_announcement(text, turn.local_now)
    if not meant or _fit_words(turn, text) is None:
        return bool(meant)
    found = _matching(turn, meant[0])
    if not found:
        turn.reply(
            turn.say("I found no coming class of yours that fits. Which one is it?"),
        )
        show(turn)
    elif len(found) > 1:
        turn.reply(
            turn.say("Which class do you mean?"),
            *(Button(_label(turn, each), f"announce:this:{each.id}") for each in found),
            menu.cancel(turn),
        )
        turn.expect("", words=text)
    else:
        _preview(turn, found[0].id, _meant_change(turn, found[0], meant[0]))
    return True


def _matching(turn: Turn, meant: Meant) -> list[Session]:
    """The sender's coming sessions on the day and of the skill he named."""
    found = changing.own_sessions(turn.tx, turn.contact, turn.now)
    if meant.skill:
        found = [each for each in found if each.skill == meant.skill]
    if meant.date:
        last = meant.date_end or meant.date
        found = [
            each for each in found if meant.date <= turn.say.local_day(each.starts_at) <= last
        ]
    return found


def _this(turn: Turn, ident: str) -> None:
    """The session was picked that own words were about."""
    session = _session(turn, ident)
    meant = parse_announcement(turn.conversation.data.get("words", ""), turn.local_now)
    if meant:
        _preview(turn, session.id, _meant_change(turn, session, meant[0]))
    else:
        _ask_what(turn, session)


def _meant_change(turn: Turn, session: Session, meant: Meant) -> SessionChange:
    match meant.kind:
        case MeantKind.MOVED:
            return _moved(turn, session, meant)
        case MeantKind.ROOM:
            return SessionChange(ChangeKind.ROOM, place=meant.new_place, reason=meant.reason)
        case MeantKind.INSTRUCTOR:
            return SessionChange(
                ChangeKind.INSTRUCTOR, instructor=meant.new_instructor, reason=meant.reason
            )
        case MeantKind.CANCELLED:
            return SessionChange(ChangeKind.CANCELLED, reason=meant.reason)
    return SessionChange(ChangeKind.INFO, note=turn.incoming.text)


COMMANDS: dict[str, Command] = {"/sesi": show}
BUTTONS: dict[str, Press] = {"announce": pressed}
STATES: dict[str, Take] = {VALUE: take_value, REASON: take_reason}

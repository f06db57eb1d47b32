"""The office writes to many: to whom ─► text ─► preview ─► now, or at a time that is written.

A picture or a PDF can come in place of the text, under it as its caption, or before or after it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from handlers.turns import menu
from handlers.turns.choices import row_id
from handlers.turns.features import Command, Label, Menu, Press, State
from handlers.turns.turn import Turn
from locales import skills
from locales.words import sentence
from programme.broadcasts import LARGEST_FILE, Broadcast
from programme.discretion import find_forbidden
from programme.messages import Button, DocumentRef
from programme.outbox import State as Sending
from services.announcing import broadcasting, progress
from services.announcing.broadcasting import Choice, FileTooLarge, NobodyToReach, OtherKindOfFile
from services.announcing.words import STATES as COUNTED, broadcast, waiting
from services.people import roles
from services.people.roles import NotAllowed
from services.sending.words import why_not

TEXT, WHEN = "broadcast.text", "broadcast.when"
LONGEST_TEXT = 3500


class NothingDrafted(Exception):
    """The button of a message whose draft is gone, or whose time is over."""


def show(turn: Turn, _: str = "") -> None:
    """Choose to whom."""
    say = turn.say
    roles.ensure_office(turn.tx, turn.contact)
    turn.reply(
        say("Write to whom?"),
        Button(say("Everyone"), "broadcast:to:all"),
        *(
            Button(name, f"broadcast:to:programme:{ident}")
            for ident, name in broadcasting.programmes(turn.tx)
        ),
        *(Button(skills.name(code), f"broadcast:to:skill:{code}") for code in skills.CODES),
        Button(say("Certificate is ready"), "broadcast:to:ready"),
        menu.cancel(turn),
    )


def _ask_text(turn: Turn, to: str, file: DocumentRef | None = None) -> None:
    """What is to be written; `file` goes with it."""
    say = turn.say
    count = len(broadcasting.audience_of(turn.tx, turn.contact, Choice(to), turn.now))
    if file is None:
        turn.reply(
            say(
                "It will go to {count} chats. What shall I write to them? A picture or a PDF can "
                "come with it.",
                count=count,
            ),
            menu.cancel(turn),
        )
        turn.expect(TEXT, to=to)
    else:
        turn.reply(
            say("I have the file. What shall I write with it? Another file takes its place."),
            Button(say("Without a text"), "broadcast:bare"),
            menu.cancel(turn),
        )
        turn.expect(TEXT, to=to, message=Broadcast("", file, turn.contact.channel).to_json())


def _draft(turn: Turn) -> tuple[str, Broadcast]:
    """To whom, and what has been written so far. Raises `NothingDrafted`."""
    data = turn.conversation.data
    if turn.conversation.state not in (TEXT, WHEN):
        raise NothingDrafted
    return data["to"], Broadcast.from_json(data["message"]) if "message" in data else Broadcast("")


def take_text(turn: Turn) -> bool:
    text = turn.reading.text
    to, before = _draft(turn)
    if _can_be_sent(turn, text):
        try:
            _preview(turn, to, replace(before, text=text))
        except REFUSALS as refusal:
            _refuse(turn, refusal)
    return True


def take_file(turn: Turn, file: DocumentRef) -> None:
    """The newest file goes, with its caption or the text written before."""
    to, before = _draft(turn)
    text = turn.reading.text or before.text
    try:
        roles.ensure_office(turn.tx, turn.contact)
        broadcasting.check_file(file)
        if find_forbidden(file.name):
            turn.reply(
                turn.say("Please give the file another name; that one could give people away.")
            )
            _expect_again(turn)
        elif not _can_be_sent(turn, text):
            pass
        elif text:
            _preview(turn, to, Broadcast(text, file, turn.contact.channel))
        else:
            _ask_text(turn, to, file)
    except REFUSALS as refusal:
        _refuse(turn, refusal)


def _can_be_sent(turn: Turn, words: str) -> bool:
    """Say why not, and expect other ones."""
    say = turn.say
    if find_forbidden(words):
        turn.reply(say("Please write that in other words; as it is, it could give people away."))
    elif len(words) > LONGEST_TEXT:
        turn.reply(
            say(
                "Too long: {count} characters. At most {most}.",
                count=len(words),
                most=LONGEST_TEXT,
            )
        )
    else:
        return True
    _expect_again(turn)
    return False


def _expect_again(turn: Turn) -> None:
    turn.expect(turn.conversation.state, **turn.conversation.data)


def _preview(turn: Turn, to: str, message: Broadcast) -> None:
    say = turn.say
    count = len(broadcasting.audience_of(turn.tx, turn.contact, Choice(to), turn.now))
    sample = broadcast(say, turn.setup.office.name, message, turn.contact.channel)
    turn.reply(
        say.paragraphs(
            say("This will be sent:"),
            sample.text,
            say("It goes to {count} chats.", count=count),
            say("To send it later, write when: “besok jam 8”."),
        ),
        *_choices(turn),
        file=sample.file,
    )
    turn.expect(WHEN, to=to, message=message.to_json())


def _choices(turn: Turn) -> tuple[tuple[Button, ...], ...]:
    say = turn.say
    return (
        (Button(say("Send"), "broadcast:send"), Button(say("Change it"), "broadcast:edit")),
        (menu.cancel(turn),),
    )


def take_when(turn: Turn) -> bool:
    """A time was written in place of [Send]."""
    say = turn.say
    day, times = turn.reading.day, turn.reading.time_range
    if times is None or (day is not None and day.start is None):
        turn.reply(say("I could not read that time. For example: “besok jam 8”."), *_choices(turn))
        _expect_again(turn)
        return True
    on = day.start if day and day.start else turn.today
    moment = datetime.combine(on, times[0], turn.setup.zone).astimezone(UTC)
    if moment <= turn.now:
        turn.reply(say("That time is over already."), *_choices(turn))
        _expect_again(turn)
        return True
    try:
        _send(turn, moment)
    except REFUSALS as refusal:
        _refuse(turn, refusal)
    return True


def _send(turn: Turn, wanted: datetime) -> None:
    """At the `wanted` moment, or when the quiet hours that it falls into are over."""
    to, message = _draft(turn)
    if turn.conversation.state != WHEN:
        raise NothingDrafted
    quiet = turn.setup.quiet
    not_before = quiet.over(wanted) if quiet and quiet.covers(wanted) else wanted
    ident = broadcasting.send(turn.tx, turn.contact, Choice(to), message, not_before, turn.now)
    _tell_counts(turn, str(ident))


def _tell_counts(turn: Turn, ident: str) -> None:
    say = turn.say
    counts, reasons = broadcasting.counts(turn.tx, turn.contact, row_id(ident))
    why = why_not(say, reasons)
    stop = Button(say("Stop"), f"broadcast:stop:{ident}")
    again = Button(say("Send the uncertain ones again"), f"broadcast:again:{ident}")
    turn.reply(
        say.lines(
            say("<b>Your message</b>"),
            *(say(COUNTED[state], count=counts[state]) for state in COUNTED if counts[state]),
            say("Why not: {reasons}", reasons=why) if why else None,
            waiting(say, progress.waits_until(turn.tx, row_id(ident), turn.now), turn.now),
        ),
        Button(say("How far is it?"), f"broadcast:counts:{ident}"),
        *([stop] if counts[Sending.QUEUED] else []),
        *([again] if counts[Sending.UNCERTAIN] else []),
        menu.back(turn),
    )


def prepare_broadcast(turn: Turn, argument: str = "") -> None:
    """`argument`: "", "to:CHOICE", "bare", "edit", "send", "counts:ID", "stop:ID", "again:ID"."""
    verb, _, value = argument.partition(":")
    try:
        roles.ensure_office(turn.tx, turn.contact)
        match verb:
            case "to":
                _ask_text(turn, value)
            case "bare":
                _preview_bare(turn)
            case "edit":
                to, before = _draft(turn)
                _ask_text(turn, to, before.file)
            case "send":
                _send(turn, turn.now)
            case "counts":
                _tell_counts(turn, value)
            case "stop":
                broadcasting.stop(turn.tx, turn.contact, row_id(value), turn.now)
                _tell_counts(turn, value)
            case "again":
                broadcasting.resend_uncertain(turn.tx, turn.contact, row_id(value), turn.now)
                _tell_counts(turn, value)
            case _:
                show(turn)
    except REFUSALS as refusal:
        _refuse(turn, refusal)


def _preview_bare(turn: Turn) -> None:
    """The file goes without a text."""
    to, message = _draft(turn)
    if message.file is None:
        raise NothingDrafted
    _preview(turn, to, message)


def _refuse(turn: Turn, refusal: Exception) -> None:
    say = turn.say
    match refusal:
        case NotAllowed():
            menu.show(turn)
        case NothingDrafted():
            turn.reply(say("There is nothing to send any more."), menu.back(turn))
        case NobodyToReach():
            turn.reply(say("Nobody can be written to there at the moment."))
            show(turn)
        case FileTooLarge():
            turn.reply(
                say("That file is too large: at most {most} MB.", most=LARGEST_FILE // 1024**2),
                menu.cancel(turn),
            )
            _expect_again(turn)
        case _:  # OtherKindOfFile
            turn.reply(say("Only a picture or a PDF can be sent along."), menu.cancel(turn))
            _expect_again(turn)


REFUSALS = (NotAllowed, NothingDrafted, NobodyToReach, FileTooLarge, OtherKindOfFile)


FEATURE = (
    Command("/siaran", prepare_broadcast),
    Press(
        "broadcast",
        prepare_broadcast,
        labels=(
            Label(sentence("Write to many"), menu=Menu.OFFICE),
            Label(sentence("Write to many"), menu=Menu.OFFICE_PAGE),
        ),
    ),
    State(TEXT, take_text, take_file, is_free_text=True),
    State(WHEN, take_when, take_file),
)

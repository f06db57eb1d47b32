"""The office writes to many: to whom ─► text ─► preview ─► now, or at a time that is written.

“Kirim pesan ke semua peserta las: bawa masker” leads to the preview at once. A picture or a PDF
can come in place of the text, under it as its caption, or before or after it. Of a text with a
guarded word only that word has to be written anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from handlers.announcing import guarded, recipients, sent_broadcasts
from handlers.turns import access, menu
from handlers.turns.features import Command, Label, Menu, Press, State
from handlers.turns.turn import Turn
from locales.words import sentence
from programme.broadcasts import LARGEST_FILE, Broadcast
from programme.discretion import find_forbidden
from programme.messages import Button, DocumentRef
from services.announcing import broadcasting
from services.announcing.broadcasting import FileTooLarge, NobodyToReach, OtherKindOfFile
from services.announcing.recipients import Choice
from services.announcing.words import broadcast, without_chat
from services.people import roles
from services.people.roles import NotAllowed

TEXT, WHEN, WORD = "broadcast.text", "broadcast.when", "broadcast.word"
LONGEST_TEXT = 3500


class NothingDrafted(Exception):
    """The button of a message whose draft is gone, or whose time is over."""


def _ask_text(turn: Turn, to: str, file: DocumentRef | None = None) -> None:
    """What is to be written, unless it was with the order; `file` goes with it."""
    say, data = turn.say, turn.conversation.data
    if not turn.conversation.state and "message" in data:
        _preview(turn, to, Broadcast.from_json(data["message"]))
        return
    count = len(broadcasting.audience_of(turn.tx, turn.contact, to, turn.now))
    if file is None:
        turn.reply(
            say.paragraphs(
                say(
                    "It will go to {count} chats. What shall I write to them? A picture or a PDF "
                    "can come with it.",
                    count=count,
                ),
                _about(turn, to),
            ),
            Button(say("Choose more closely"), f"broadcast:narrow:{to}"),
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


def _about(turn: Turn, to: str) -> str:
    """Whom it is for, and who of them has to be told otherwise."""
    say, choice = turn.say, Choice.of(to) or Choice()
    return say.lines(
        say("For: {names}", names=recipients.described(turn, choice)),
        without_chat(say, choice.without_chat(turn.tx, turn.now)),
    )


def take_order(turn: Turn) -> bool:
    """To whom, and the text, in one message."""
    said = turn.reading.to_many
    if said is None:
        return False
    access.ensure_open(turn)
    to = recipients.meant(turn, said).key
    try:
        if _can_be_sent(turn, said.text, to=to):
            _preview(turn, to, Broadcast(said.text))
    except REFUSALS as refusal:
        _refuse(turn, refusal)
        turn.expect("", message=Broadcast(said.text).to_json())
    return True


def _draft(turn: Turn) -> tuple[str, Broadcast]:
    """To whom, and what has been written so far. Raises `NothingDrafted`."""
    data = turn.conversation.data
    if turn.conversation.state not in (TEXT, WHEN, WORD):
        raise NothingDrafted
    return data["to"], Broadcast.from_json(data["message"]) if "message" in data else Broadcast("")


def take_text(turn: Turn) -> bool:
    return _take(turn, turn.reading.text)


def take_word(turn: Turn) -> bool:
    """What shall stand in place of the guarded word."""
    return _take(turn, guarded.replaced(turn.conversation.data["refused"], turn.reading.text))


def _take(turn: Turn, text: str) -> bool:
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


def _can_be_sent(turn: Turn, words: str, **draft: str) -> bool:
    """Say why not, and expect other ones. `draft` is that of a new message."""
    say = turn.say
    data = draft or {
        name: value for name, value in turn.conversation.data.items() if name != "refused"
    }
    if find_forbidden(words):
        guarded.refuse(turn, words, TEXT, "broadcast:word", **data)
        return False
    if len(words) > LONGEST_TEXT:
        turn.reply(
            say(
                "Too long: {count} characters. At most {most}.",
                count=len(words),
                most=LONGEST_TEXT,
            )
        )
    else:
        return True
    turn.expect(TEXT, **data)
    return False


def _expect_again(turn: Turn) -> None:
    turn.expect(turn.conversation.state, **turn.conversation.data)


def _preview(turn: Turn, to: str, message: Broadcast) -> None:
    say = turn.say
    count = len(broadcasting.audience_of(turn.tx, turn.contact, to, turn.now))
    sample = broadcast(say, turn.setup.office.name, message, turn.contact.channel)
    turn.reply(
        say.paragraphs(
            say("This will be sent:"),
            sample.text,
            say.lines(say("It goes to {count} chats.", count=count), _about(turn, to)),
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
    ident = broadcasting.send(turn.tx, turn.contact, to, message, not_before, turn.now)
    sent_broadcasts.tell_counts(turn, str(ident))


def prepare_broadcast(turn: Turn, argument: str = "") -> None:
    """`argument`: "" or "VERB:VALUE" of `VERBS`."""
    verb, _, value = argument.partition(":")
    try:
        roles.ensure_office(turn.tx, turn.contact)
        VERBS.get(verb, recipients.show)(turn, value)
    except REFUSALS as refusal:
        _refuse(turn, refusal)


def _send_now(turn: Turn, _: str) -> None:
    _send(turn, turn.now)


def _edit(turn: Turn, _: str) -> None:
    """Another text, for the same people and with the same file."""
    to, before = _draft(turn)
    _ask_text(turn, to, before.file)


def _ask_word(turn: Turn, _: str) -> None:
    data = turn.conversation.data
    if "refused" not in data:
        raise NothingDrafted
    guarded.ask_word(turn, WORD, **data)


def _preview_bare(turn: Turn, _: str) -> None:
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
            turn.reply(
                say.lines(
                    say("Nobody can be written to there at the moment."),
                    without_chat(say, refusal.without_chat),
                )
            )
            recipients.show(turn)
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


VERBS: dict[str, Callable[[Turn, str], None]] = {
    "to": _ask_text,
    "narrow": recipients.show,
    "bare": _preview_bare,
    "edit": _edit,
    "word": _ask_word,
    "send": _send_now,
    "scheduled": sent_broadcasts.show_scheduled,
    "counts": sent_broadcasts.tell_counts,
    "stop": sent_broadcasts.stop,
    "again": sent_broadcasts.send_again,
}

FEATURE = (
    Command("/siaran", prepare_broadcast),
    Press(
        "broadcast",
        prepare_broadcast,
        drafts=("send",),
        labels=(
            Label(sentence("Write to many"), menu=Menu.OFFICE),
            Label(sentence("Write to many"), menu=Menu.OFFICE_PAGE),
        ),
    ),
    State(TEXT, take_text, take_file, is_free_text=True),
    State(WHEN, take_when, take_file),
    State(WORD, take_word, is_free_text=True),
)

"""The office loads a list by sending the file.

file ─► (read) ─► which programme? ─► preview ─► [save] [save and tell] [cancel]

Between the file and the preview lies the reading, which takes longer than a turn may:
`show_read` goes on from there. The message with the file is taken out of the chat.
"""

from __future__ import annotations

from collections.abc import Iterator

from handlers.importing import preview
from handlers.turns import menu
from handlers.turns.choices import row_id
from handlers.turns.features import Label, Menu, Press, State
from handlers.turns.turn import Turn
from locales.words import sentence
from programme.discretion import without_forbidden
from programme.messages import Button, DocumentRef, EventKind
from services.announcing import broadcasting
from services.certificates import news
from services.importing import uploads
from services.importing.file_reading import FileReading
from services.importing.files import MAX_BYTES
from services.importing.records import Kind
from services.importing.upload_outcome import Outcome
from services.importing.uploads import (
    LASTS,
    DecisionOver,
    FileTooLarge,
    OnlyAdmins,
    OtherKindOfFile,
    PreviewOutdated,
)
from services.people import roles
from services.privacy import locks
from understanding import Reply

READING, PREVIEW = "lists.reading", "lists.preview"


def could_be_list(turn: Turn, file: DocumentRef) -> bool:
    """Is it a list for the office? A picture never is, and only the office loads lists."""
    return not file.is_picture and turn.is_office


def take_file(turn: Turn, file: DocumentRef) -> None:
    say = turn.say
    try:
        upload_id = uploads.note(
            turn.tx, turn.contact, file, turn.incoming.source_message, turn.now
        )
    except OtherKindOfFile:
        _refuse_file(
            turn,
            say(
                "I can’t read that kind of file. Send the list as .xlsx, .xls, .ods, .csv or .txt."
            ),
        )
    except FileTooLarge:
        _refuse_file(
            turn,
            say(
                "That file is too large: at most {most} MB. Copy only the list into a new sheet, "
                "and send that.",
                most=MAX_BYTES // 1024**2,
            ),
        )
    else:
        turn.reply(
            say(
                "I have the file and am reading it. Nothing is saved before you say so, and I "
                "delete the file from this chat."
            ),
            Button(say("Cancel"), f"lists:drop:{upload_id}"),
        )
        turn.expect(READING, upload=str(upload_id))


def _refuse_file(turn: Turn, why: str) -> None:
    """Its message stays, for it may be no list at all."""
    say = turn.say
    turn.reply(
        say.paragraphs(why, say("If people are named in it, please delete it from this chat.")),
        menu.back(turn),
    )


def show_read(turn: Turn, upload_id: int, reading: FileReading) -> None:
    """What came of reading a file: the preview, or why there is none.

    Raises `roles.NotAllowed` where the sender is of the office no longer.
    """
    if not _is_elsewhere(turn, upload_id):
        turn.expect("")
    try:
        uploads.take_reading(turn.tx, turn.contact, upload_id, reading, turn.now)
    except DecisionOver:
        return  # it was given up while it was read
    except OnlyAdmins:
        _refuse_staff_list(turn)
        return
    if reading.refusal:
        turn.reply(preview.refusal(turn.say, reading.refusal), menu.back(turn))
        return
    if locks.is_closed(turn.tx, turn.contact, turn.now):
        turn.reply(
            turn.say("Your list has been read. Open this chat to look at it."),
            Button(turn.say("Look at it"), "lists"),
        )
        return
    _show(turn, upload_id)
    if not _is_elsewhere(turn, upload_id):
        _expect_decision(turn, upload_id)


def show_unread(turn: Turn, upload_id: int) -> None:
    """The file could not be got, however often it was tried."""
    if uploads.give_up(turn.tx, turn.contact, upload_id, turn.now):
        if not _is_elsewhere(turn, upload_id):
            turn.expect("")
        turn.reply(
            turn.say("I could not get the file. Please send it once more."), menu.back(turn)
        )


def show_menu(turn: Turn) -> None:
    """How to load a list, or the one that waits for a decision."""
    say = turn.say
    roles.ensure_office(turn.tx, turn.contact)
    waiting = uploads.waiting(turn.tx, turn.contact, turn.now)
    if waiting:
        for upload_id in waiting:
            _show(turn, upload_id)
        _expect_decision(turn, waiting[-1])
        return
    turn.reply(
        say(
            "Send me the file here, as .xlsx, .xls, .ods, .csv or .txt: participants, classes, "
            "certificates, or instructors and staff. I show what would change; you decide then."
        ),
        menu.back(turn),
    )


def _is_elsewhere(turn: Turn, upload_id: int) -> bool:
    """Has the sender gone on to something else meanwhile?"""
    state, data = turn.conversation.state, turn.conversation.data
    return state != READING or data.get("upload") != str(upload_id)


def _expect_decision(turn: Turn, upload_id: int) -> None:
    turn.expect(PREVIEW, upload=str(upload_id))


def _show(turn: Turn, upload_id: int, *before: str) -> None:
    """What would happen, and the choices; `before` is said first."""
    say = turn.say
    outcome = uploads.preview(turn.tx, turn.contact, upload_id, turn.setup.zone, turn.now)
    if outcome.lacks_programme:
        _ask_programme(turn, upload_id)
        return
    shown = preview.preview(say, outcome, turn.setup.office, turn.now)
    can_save = outcome.changes_anything or outcome.chats_to_tell
    turn.reply(
        say.paragraphs(
            *before,
            shown.text,
            None if can_save else say("This list changes nothing: there is nothing to save."),
        ),
        *(_choices(turn, upload_id, outcome) if can_save else [menu.back(turn)]),
        attachment=shown.report,
    )


def _choices(turn: Turn, upload_id: int, outcome: Outcome) -> list[Button]:
    say, chats = turn.say, outcome.chats_to_tell
    save = [Button(say("Save"), f"lists:save:{upload_id}")]
    if chats:
        save = [
            Button(say("Save and tell ({count})", count=chats), f"lists:tell:{upload_id}"),
            Button(say("Only save"), f"lists:save:{upload_id}"),
        ]
    return [*save, Button(say("Cancel"), f"lists:drop:{upload_id}")]


def _ask_programme(turn: Turn, upload_id: int) -> None:
    say = turn.say
    turn.reply(
        say("Which programme does this list belong to?"),
        *(
            Button(name, f"lists:of:{upload_id}:{ident}")
            for ident, name in broadcasting.programmes(turn.tx)
        ),
        Button(say("Cancel"), f"lists:drop:{upload_id}"),
    )


def _save(turn: Turn, upload_id: int, *, tell: bool) -> None:
    say = turn.say
    try:
        outcome = uploads.save(
            turn.tx, turn.contact, upload_id, turn.setup.zone, turn.now, tell=tell
        )
    except PreviewOutdated:
        _show(turn, upload_id, say("Something changed meanwhile. Now it would be like this:"))
        _expect_decision(turn, upload_id)
        return
    _clear(turn, upload_id)
    taken = sum(len(one.taken.rows) for one in outcome.report.lists)
    rejected = sum(one.taken.rejected for one in outcome.report.lists)
    turn.reply(
        say.paragraphs(
            say(
                "Saved: {count} rows of {file}.",
                count=taken,
                file=without_forbidden(outcome.report.reading.name),
            ),
            *(_told(turn, outcome) if tell else _not_told_yet(turn, outcome)),
            say("Mend the {count} refused rows in your file and send it again.", count=rejected)
            if rejected
            else None,
        ),
        *_after_saving(turn, outcome, is_told=tell),
    )


def _told(turn: Turn, outcome: Outcome) -> Iterator[str]:
    """What people are being told of it."""
    say = turn.say
    if chats := outcome.chats_to_tell:
        yield say("Being told: {count} chats.", count=chats)
    if outcome.pending.reach.chats:
        yield say(
            "Of certificates they are told at {time} at the earliest. Until then it can be "
            "stopped.",
            time=say.clock(turn.now + news.WAIT),
        )


def _not_told_yet(turn: Turn, outcome: Outcome) -> Iterator[str]:
    """What people don't know yet and can be told later."""
    if outcome.to_tell:
        yield turn.say(
            "Nobody is told of the classes that changed. To tell it later, send this list once "
            "more."
        )


def _after_saving(turn: Turn, outcome: Outcome, *, is_told: bool) -> list[Button]:
    """What usually comes next."""
    say = turn.say
    added = {one.taken.kind for one in outcome.report.lists if one.changes.added}
    can_stop = is_told and outcome.pending.reach.chats
    stop = Button(say("Stop the messages"), f"certificates:stop:{outcome.event_id}")
    return [
        *([stop] if can_stop else []),
        *([Button(say("Codes for participants"), "codes")] if Kind.PARTICIPANTS in added else []),
        *([Button(say("Staff and instructors"), "team")] if Kind.STAFF in added else []),
        Button(say("For the office"), "office"),
    ]


def _clear(turn: Turn, upload_id: int) -> None:
    """Take what was shown of the list out of the chat."""
    is_press = turn.incoming.kind is EventKind.BUTTON
    under = turn.incoming.source_message if is_press else None
    uploads.clear_preview(turn.tx, turn.contact, upload_id, under, turn.now)


def _drop(turn: Turn, upload_id: int) -> None:
    if uploads.give_up(turn.tx, turn.contact, upload_id, turn.now):
        _clear(turn, upload_id)
    turn.reply(turn.say("All right, nothing of that list is saved."), menu.back(turn))


def _refuse_staff_list(turn: Turn) -> None:
    turn.reply(
        turn.say(
            "A list of staff gives people roles, so only an admin can load it. Nothing was saved."
        ),
        menu.back(turn),
    )


def decide_on_list(turn: Turn, argument: str = "") -> None:
    """`argument`: "", "save:ID", "tell:ID", "drop:ID" or "of:ID:PROGRAMME"."""
    roles.ensure_office(turn.tx, turn.contact)
    verb, _, value = argument.partition(":")
    ident, _, programme = value.partition(":")
    upload_id = row_id(ident)
    try:
        match verb:
            case "save" | "tell":
                _save(turn, upload_id, tell=verb == "tell")
            case "drop":
                _drop(turn, upload_id)
            case "of":
                uploads.choose_programme(
                    turn.tx, turn.contact, upload_id, row_id(programme), turn.now
                )
                _show(turn, upload_id)
                _expect_decision(turn, upload_id)
            case _:
                show_menu(turn)
    except DecisionOver:
        turn.reply(
            turn.say(
                "That list is settled already, or {time} has passed. Send it once more.",
                time=turn.say.duration(LASTS),
            ),
            menu.back(turn),
        )
    except OnlyAdmins:
        _refuse_staff_list(turn)


def take_words(turn: Turn) -> bool:
    """ "Ya" where there is only one way to save; any other text is another matter."""
    saves = [data for _, data in turn.conversation.choices if data.startswith("lists:save:")]
    tells = [data for _, data in turn.conversation.choices if data.startswith("lists:tell:")]
    if turn.reading.asked.reply is not Reply.YES or not saves:
        return False
    if tells:
        upload_id = row_id(turn.conversation.data["upload"])
        _show(turn, upload_id)
        _expect_decision(turn, upload_id)
    else:
        decide_on_list(turn, saves[0].partition(":")[2])
    return True


FEATURE = (
    Press(
        "lists", decide_on_list, labels=(Label(sentence("Load a list"), menu=Menu.OFFICE_PAGE),)
    ),
    State(PREVIEW, take_words, is_about_somebody=True),
)

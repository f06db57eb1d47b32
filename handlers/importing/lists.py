"""The office loads a list by sending the file.

file ─► (read) ─► which programme? ─► preview ─► [save] [save and tell] [same people] [cancel]

Between the file and the preview lies the reading, which takes longer than a turn may:
`show_read` goes on from there. The message with the file is taken out of the chat.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from handlers.importing import preview, programme, saving, undoing
from handlers.importing.showing import PREVIEW, expect_decision, show, tell_it_is_over
from handlers.turns import choices, menu
from handlers.turns.choices import row_id
from handlers.turns.features import Label, Menu, Press, State
from handlers.turns.turn import Turn
from locales.words import sentence
from programme.messages import Button, DocumentRef
from services.importing import uploads
from services.importing.file_reading import FileReading
from services.importing.files import MAX_BYTES
from services.importing.uploads import DecisionOver, FileTooLarge, OnlyAdmins, OtherKindOfFile
from services.people import roles
from services.privacy import locks
from understanding import Reply

READING = "lists.reading"
SAVES = frozenset(
    f"simpan{more}" for more in ("", "aja", "saja", "ya", "dong", "pak", "bu", "sekarang", "kan")
)


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
    show(turn, upload_id)
    if not _is_elsewhere(turn, upload_id):
        expect_decision(turn, upload_id)


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
            show(turn, upload_id)
        expect_decision(turn, waiting[-1])
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


def _refuse_staff_list(turn: Turn) -> None:
    turn.reply(
        turn.say(
            "A list of staff gives people roles, so only an admin can load it. Nothing was saved."
        ),
        menu.back(turn),
    )


def decide_on_list(turn: Turn, argument: str = "") -> None:
    """`argument`: "" or "VERB:ID" of `VERBS`; "of:ID:PROGRAMME"."""
    roles.ensure_office(turn.tx, turn.contact)
    verb, _, value = argument.partition(":")
    ident, _, chosen = value.partition(":")
    decide = VERBS.get(verb)
    try:
        if verb == "of":
            uploads.choose_programme(
                turn.tx, turn.contact, row_id(ident), row_id(chosen), turn.now
            )
            _show_again(turn, row_id(ident))
        elif decide:
            decide(turn, row_id(ident))
        else:
            show_menu(turn)
    except DecisionOver:
        tell_it_is_over(turn)
    except OnlyAdmins:
        _refuse_staff_list(turn)


def _show_again(turn: Turn, upload_id: int) -> None:
    show(turn, upload_id)
    expect_decision(turn, upload_id)


def _take_as_same_people(turn: Turn, upload_id: int) -> None:
    uploads.say_same_people(turn.tx, turn.contact, upload_id, turn.now)
    _show_again(turn, upload_id)


VERBS: dict[str, Callable[[Turn, int], None]] = {
    "save": partial(saving.save, tell=False),
    "tell": partial(saving.save, tell=True),
    "drop": saving.drop,
    "new": programme.make,
    "name": programme.ask_name,
    "same": _take_as_same_people,
    "last": undoing.ask,
    "undo": undoing.undo,
}


def take_words(turn: Turn) -> bool:
    """ "Ya" where there is only one way to save; any other text is another matter."""
    saves = [data for _, data in turn.conversation.choices if data.startswith("lists:save:")]
    tells = [data for _, data in turn.conversation.choices if data.startswith("lists:tell:")]
    says_save = choices.plain(turn.reading.text) in SAVES
    if not saves or not (says_save or turn.reading.asked.reply is Reply.YES):
        return False
    if tells:
        upload_id = row_id(turn.conversation.data["upload"])
        show(turn, upload_id)
        expect_decision(turn, upload_id)
    else:
        decide_on_list(turn, saves[0].partition(":")[2])
    return True


FEATURE = (
    Press(
        "lists",
        decide_on_list,
        labels=(Label(sentence("Load a list"), menu=Menu.OFFICE_PAGE),),
        confirms=("undo",),
    ),
    State(PREVIEW, take_words, is_about_somebody=True),
    State(programme.NAME, programme.take_name, is_free_text=True),
)

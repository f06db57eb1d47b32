"""Features declare what they are, and one table says who takes a text."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings, strategies as st

from handlers.claims import CLAIMS, Telling
from handlers.feature_list import FEATURES, command_menu
from handlers.turns.features import Features, Menu, State
from handlers.why import IdleChat, tell_why
from programme.people import Role
from understanding import Reading
from understanding.details import read_detail
from understanding.lexicon import WORD_OF
from understanding.normalise import split
from understanding.plain_questions import is_plain

WIB = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 11, 24, 9, tzinfo=WIB)


def test_a_name_is_declared_once() -> None:
    state = State("pin.new")
    with pytest.raises(ValueError, match=r"pin\.new is declared twice"):
        Features([state], [state])


def test_an_unlisted_command_is_in_no_menu() -> None:
    listed = [name for name, _ in command_menu("id", WIB)[""]]
    assert " ".join(listed) == (
        "jadwal sertifikat lokasi kursus pengingat petugas keluarga privasi bahasa bantuan batal"
    )


@pytest.mark.parametrize(
    ("menu", "data"),
    [
        (
            Menu.MAIN,
            "schedule certificate place courses reminders family request contact language",
        ),
        (Menu.CLASSES, "announce present"),
        (Menu.OFFICE, "broadcast office"),
        (
            Menu.OFFICE_PAGE,
            "announce broadcast calls certificates tickets requests lists codes people erase "
            "health",
        ),
        (Menu.ADMIN_PAGE, "team"),
    ],
)
def test_the_order_of_a_menu(menu: Menu, data: str) -> None:
    assert " ".join(data for _, data in FEATURES.entries(menu)) == data


ORDER = """
nothing to read: anywhere
command: anywhere
answer to a question: in a reply or an answer of the office, if the message is about a question
number for the office: in a reply, or where nothing was asked but by the office, \
if the office has just asked for one
number of a button: anywhere, if so many buttons are shown
code: where no certificate’s number was asked
number alone: where nothing was asked
words behind a command: anywhere
answer to the office’s question: anywhere, if the office has just asked something
that is not me: where nobody was looked for
consent taken back: where it answers no question
family access: where it answers no question, if the chat is a participant’s own
despair: where no words go to the office
absence that was asked about: where nothing was asked, if whether to note it was asked just now
answer to an offer: where nothing was asked, if something was offered just now
reminder of one’s own: where nothing for others is written
stop: anywhere
absence taken back: where nothing was asked, if an absence was noted
label of a button: anywhere, if a button is called that
yes or no to a button: where nothing for others is written, \
if a button that means it was shown just now
button of the menu: where nothing for others is written, if it is called that
cancel: where it answers no question
fear, shame, emergency: where no words go to the office
mistake in the records: where nothing was asked, if somebody of the office reads it
another worry: where nothing was asked
reply about one’s own question: in a reply to a message, if the message is about it
what the office asked: where nothing was asked but by the office, \
if its question is open, and this is no new request
what was asked for: where something was asked, if it is an answer
who was there: in a chat of staff, instructors or escorts where nothing was asked, \
if one of his classes has begun and can be meant
attendance list: in a chat of staff, instructors or escorts
certificates move on: in a chat of the office where nothing was asked, \
if a known number or name has a step beside it
message to many: in a chat of the office where nothing was asked
announcement: in a chat of an instructor or the office
announcement of a past class: in a chat of an instructor or the office, \
if there was such a class
task of the office: in a chat of an instructor or the office
number on the lists: in a chat of the office where nothing was asked, \
if it is one, or looks like one
somebody on the lists: in a chat of the office where nothing was asked, \
if a list has the name, or somebody was chosen
who collects a certificate: where nothing was asked, if a certificate of this chat is ready
who of the group comes: in an escort’s chat where nothing was asked, \
if somebody of the group is named
question about the group: in an escort’s chat where nothing was asked, \
if somebody of the group is named
coming to class or not: where nothing was asked, if a class was asked about, or it is news
wish to be linked: anywhere
whose family it is: in a chat that is not linked
said after the office’s answer: where nothing was asked but by the office, \
if the office has just answered
classes for the calendar: where nothing was asked, if the chat has classes of its own
complaint: where nothing was asked, if somebody of the office reads it
mistyped code: anywhere
matter that no list has: in a chat of no staff where nothing was asked
question: anywhere
"""


def test_the_order_in_which_a_text_is_claimed() -> None:
    printed = [
        f"{each.name}: {each.where.words}" + (f", if {each.needs}" if each.needs else "")
        for each in CLAIMS
    ]
    assert "\n".join(printed) == ORDER.strip()


def test_what_can_not_apply_is_not_tried() -> None:
    """An announcement is dear to read, and only instructors and the office make one."""
    participant = {each.name for each in CLAIMS if each.where.holds(IdleChat())}
    escort = {each.name for each in CLAIMS if each.where.holds(IdleChat(Role.ESCORT))}
    assert escort - participant == {
        "attendance list",
        "who was there",
        "who of the group comes",
        "question about the group",
    }
    assert not {"announcement", "task of the office", "certificates move on"} & participant


PLAIN_WORDS = sorted(
    {form for form, word in WORD_OF.items() if is_plain(split(f"kelas {form}"))} | {"?", "apa aja"}
)


@settings(max_examples=200)
@given(words=st.lists(st.sampled_from(PLAIN_WORDS), min_size=1, max_size=6))
def test_a_plain_question_tells_nothing_else(words: list[str]) -> None:
    """However its words are put together and spelt: what isn't tried there would not hear it."""
    said = Reading(" ".join(words), NOW)
    assume(said.is_plain)
    assert [each.name for each in CLAIMS if isinstance(each, Telling) and each.hears(said)] == []
    assert read_detail(said.text) is None


@pytest.mark.parametrize(
    ("text", "is_plain"),
    [
        ("jdwl las bsk jam brp pak", True),
        ("Sertif sy udh jadi blm?", True),
        ("menu", True),
        ("belum", False),
        ("besok saya sakit", False),
        ("kelas besok jam 10", False),
    ],
)
def test_what_a_plain_question_is(text: str, is_plain: bool) -> None:
    assert Reading(text, NOW).is_plain is is_plain


@pytest.mark.parametrize(
    ("text", "role", "taken"),
    [
        ("jdwl las bsk jam brp pak", None, "question"),
        ("Las besok diundur jam 10", None, "question"),
        ("Las besok diundur jam 10", Role.INSTRUCTOR, "announcement"),
        ("daftar hadir besok", Role.ESCORT, "attendance list"),
        ("cari budi", Role.STAFF, "task of the office"),
        ("cari jadwal las", Role.STAFF, "question"),
        ("bukan saya", None, "that is not me"),
        ("/jadwal", None, "command"),
    ],
)
def test_why_a_text_is_taken(text: str, role: Role | None, taken: str) -> None:
    first, *_ = tell_why(Reading(text, NOW), IdleChat(role))
    assert first.split(maxsplit=2)[2] == taken


def test_what_came_close_says_what_it_lacks() -> None:
    said = list(tell_why(Reading("saya ambil besok", NOW), IdleChat()))
    assert any("holds where a certificate of this chat is ready" in line for line in said)

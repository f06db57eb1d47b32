"""Attacks by text: SQL, markup, placeholders, invisible characters."""

from __future__ import annotations

import json
import re
from functools import partial

import pytest
from dialogue import Bekal, Chat
from importing_lists import PEOPLE, SESSIONS, import_files
from pushes import pushed
from telegram_rules import parse_html

from programme.people import Role, Topic
from services.operations import auditing
from services.privacy import own_data
from store import contacts, people, records
from store.connection import Tx

SQL = (
    "'; DROP TABLE participants; --", "' OR '1'='1", '" OR ""="', "1; DELETE FROM links",
    "LMG-2026-031' --", "LMG-2026-031'/*", "%", "_", "LMG-2026-___", "LMG%", "*", "[A-Z]*", "?",
    ":number_key", "NULL", "0x4C4D47", "') UNION SELECT name FROM participants --",
    "\\x00LMG-2026-031", "LMG-2026-031\x00",
)  # fmt: skip
MARKUP = (
    "<b>tebal", "</b></i>", '<a href="tg://user?id=1">klik</a>', "<script>alert(1)</script>",
    "&lt;b&gt;", "&#60;b&#62;", "<tg-spoiler>x</tg-spoiler>", "<!--", "]]>", "{{7*7}}",
    "{% raw %}",
)  # fmt: skip
PLACEHOLDERS = ("{name}", "{0.__class__.__mro__}", "%s %(x)s %n", "${name}", "{", "}}", "%")
TURNED = ("\u202esapal\u202c", "Budi\u202e\u2066nis", "\u2067ab\u2069", "a\u200fb\u061cc\u200ed")
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


async def counts(bekal: Bekal) -> dict[str, int]:
    def work(tx: Tx) -> dict[str, int]:
        tables = tx.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: tx.db.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0]  # noqa: S608
            for (name,) in tables
        }

    return await bekal.store.read(work)


@pytest.mark.parametrize("text", SQL)
async def test_sql_in_a_number_a_code_and_a_question_finds_nobody(bekal: Bekal, text: str) -> None:
    await bekal.certificate(await bekal.participant())
    await bekal.linked("1001")
    before = await counts(bekal)
    chat = bekal.chat("6660")
    said = (text, f"/start {text}", f"sertifikat {text} 17-8-1990", f"/jadwal {text}")
    answers = [await chat.says(each) for each in said]
    await chat.presses("certificate:number")
    answers += [await chat.says(text), await chat.says("17-8-1990")]
    answers += [await chat.presses(f"{name}:{text}") for name in ("certificate:link", "link:mine")]
    assert not any("Budi" in answer or "LAS 9990" in answer for answer in answers)
    if "031" not in text or "'" in text:
        assert not any("Siap diambil" in answer for answer in answers[:2])
    after = await counts(bekal)
    for table in ("participants", "links", "certificates", "enrolments", "invites", "staff"):
        assert after[table] == before[table], table


@pytest.mark.parametrize("text", [*SQL[:4], *MARKUP, *PLACEHOLDERS])
async def test_names_and_places_in_lists_stay_what_they_are(bekal: Bekal, text: str) -> None:
    """Stored as they stand there, shown with every sign escaped, filled in nowhere."""
    name = f"Budi {text}".strip()
    quoted = f'"{name.replace(chr(34), chr(34) * 2)}"'
    row = f"LMG-2026-031;{quoted};Lamongan;17-8-1990;;Las\n"
    session = f'Las;25-11-2026;08.00 - 11.30;"{text.replace(chr(34), chr(34) * 2)}";Las;Wahyu\n'
    await import_files(bekal, {"p.csv": PEOPLE + row, "j.csv": SESSIONS + session})
    chat = await bekal.linked("1001")
    mother = await bekal.linked("1002", "LMG-2026-031", Topic.SCHEDULE, Topic.CERTIFICATE)
    await mother.says(f"Mas {text}"[:30])
    for each in (chat, mother):
        for said in ("jadwal saya", "sertifikat", "data saya", "/menu"):
            await each.says(said)
            parse_html(each.last.text)
            tags = set(re.findall(r"<[^>]*>", each.last.text))
            assert tags <= {"<b>", "</b>", "<i>", "</i>"}, tags
    own = await chat.says("data saya")
    if "Budi" in own:
        assert text.strip() in own


@pytest.mark.parametrize("text", [*MARKUP, *PLACEHOLDERS])
async def test_what_an_instructor_writes_is_no_markup(bekal: Bekal, text: str) -> None:
    await bekal.participant()
    await bekal.session("2026-11-25 12:30")
    await bekal.linked("1001")
    instructor = await bekal.staff_chat("2001", "Wahyu", skills=("pengelasan",))
    await instructor.presses("announce:info:1")
    await instructor.says(f"Bawa {text} sendiri")
    parse_html(instructor.last.text)
    await instructor.presses("announce:send")
    message = (await pushed(bekal))["1001"]
    parse_html(message.text)
    assert set(re.findall(r"<[^>]*>", message.text)) <= {"<b>", "</b>", "<i>", "</i>"}


@pytest.mark.parametrize("text", TURNED, ids=ascii)
async def test_signs_that_turn_a_text_around_reach_nobody(bekal: Bekal, text: str) -> None:
    """ "sapal" between two of them reads as another word, and the guard sees it the other way."""
    await import_files(
        bekal, {"p.csv": f"{PEOPLE}LMG-2026-031;Budi {text};Lamongan;17-8-1990;;Las\n"}
    )
    await bekal.session("2026-11-25 12:30")
    await bekal.linked("1001")
    mother = await bekal.linked("1002", "LMG-2026-031", Topic.SCHEDULE)
    await mother.says(f"Mas {text}")
    await mother.says("jadwal anak saya besok")
    assert not BIDI.search(mother.last.text)
    instructor = await bekal.staff_chat("2001", "Wahyu", skills=("pengelasan",))
    await instructor.presses("announce:info:1")
    await instructor.says(f"Kumpul di {text} ya")
    assert not BIDI.search(instructor.last.text)
    await instructor.presses("announce:send")
    assert not BIDI.search((await pushed(bekal))["1001"].text)


async def test_a_name_that_looks_like_anothers_proves_nothing(bekal: Bekal) -> None:
    """Cyrillic letters in a number or a code are other letters, not the same ones."""
    await bekal.certificate(await bekal.participant())
    code = await bekal.code()
    chat = bekal.chat("6660")
    assert "Siap diambil" not in await chat.says("sertifikat LМG-2026-031 17-8-1990")
    lookalike = code.translate(str.maketrans("ABCEHKMPTX", "АВСЕНКМРТХ"))
    if lookalike != code:
        assert "Sebelum mulai" not in await bekal.chat("6661").says(f"/start {lookalike}")


@pytest.mark.parametrize("role", [Role.ADMIN, Role.STAFF, Role.INSTRUCTOR])
@pytest.mark.parametrize("text", MARKUP[:4])
async def test_whoever_is_called_like_markup_is_welcomed_as_text(
    bekal: Bekal, role: Role, text: str
) -> None:
    chat = await bekal.staff_chat("2001", f"Wahyu {text}", role)
    parse_html(chat.last.text)


async def test_own_data_as_json_can_not_be_broken_out_of(bekal: Bekal) -> None:
    name = 'Budi", "links": [], "x": "\\u0000</script>'

    def rename(tx: Tx) -> None:
        now = bekal.clock.now()
        ident = people.add(tx, "LMG-2026-031", name, None, (), now)
        programme = people.programme_named(tx, "Pelatihan 2026", 2026, now)
        people.enrol(tx, ident, programme, "pengelasan", now)

    await bekal.store.write(rename)
    await bekal.linked("1001")

    def stored(tx: Tx) -> bytes:
        contact = contacts.at(tx, "telegram", "1001", bekal.clock.now())
        return own_data.as_json(own_data.stored_about(tx, contact, bekal.clock.now()))

    values = json.loads(await bekal.store.write(stored))
    assert [each["name"] for each in values["participant"]] == [name]
    assert len(values["links"]) == 1


async def test_the_audit_can_not_be_forged_by_what_is_written_in_it(bekal: Bekal) -> None:
    """The chain is over the entry as a whole: none reads as another with the same hash."""

    def note(tx: Tx, entry: tuple[str, str, str]) -> None:
        records.audit(tx, *entry, bekal.clock.now())

    def rewrite(tx: Tx, entry: tuple[str, str, str]) -> None:
        tx.db.execute("UPDATE audit SET actor = ?, action = ?, subject = ?", entry)

    for separated in (("a\0b", "c", "d"), ("a", "b\0c", "d"), ("a", "b", "c\0d")):
        with pytest.raises(ValueError, match="separator"):
            await bekal.store.write(partial(note, entry=separated))
    await bekal.store.write(partial(note, entry=("staff:1", "look at participant", "ab12")))
    assert await bekal.store.read(auditing.verify) is None
    for other in (
        ("staff:1 look", "at participant", "ab12"),
        ("staff:1", "look at participant ab", "12"),
        ("staff:1\0look at participant", "ab12", ""),
    ):
        await bekal.store.write(partial(rewrite, entry=other))
        assert await bekal.store.read(auditing.verify)


async def test_the_longest_texts_take_no_time(bekal: Bekal) -> None:
    """Texts made to send a pattern round and round: each is answered within a second."""
    from time import process_time  # noqa: PLC0415 - a clock of this test alone

    evil = (
        "a" * 4096, "A2" * 2048, "ABCD-" * 819, "1-" * 2048, "l a p a s " * 400, "(" * 4096,
        "sertifikat " + "LMG " * 1000, "a" + "\u0301" * 4095, "0812" * 1024, "\u202e" * 4096,
        "17-8-" * 800, "jam " * 1024, "la" * 2048, "se" * 2048, "di" * 2048, "x:" * 2048,
    )  # fmt: skip
    chat: Chat = bekal.chat("6660")
    for text in evil:
        began = process_time()
        await chat.says(text)
        assert process_time() - began < 1.0, text[:20]

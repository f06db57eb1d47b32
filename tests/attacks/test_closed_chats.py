"""Attacks on a locked chat: its holder asks and presses everything without the PIN."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat
from furnished_office import SECRETS, SELF, ZUL, furnish
from role_attacks import chat_event, own_buttons, secrets_in

from handlers.feature_list import FEATURES
from programme.messages import EventKind
from programme.people import Role
from services.privacy import locks
from store import contacts
from store.connection import Tx

QUESTIONS = (
    "sertifikat saya", "jadwal saya besok", "kapan kelas", "data saya", "/bukti", "/keluarga",
    "siapa yang terhubung", "tempatnya di mana", f"sertifikat {ZUL}", "RAHASIA 777",
    "ambil sertifikat", "saya ambil besok", "besok saya sakit", "hadir", "pertanyaan saya",
    "bukti untuk perusahaan", "undang keluarga", "ubah pin", "lupa pin", "ya", "1", "2", "3",
    "12345", "000000", "1-1-1980", "07-07-1976",
)  # fmt: skip

FACTS = (
    "Siap diambil",
    "Sudah dicatat",
    "RAHASIA 777",
    "Pelatihan 2026",
    "Bengkel",
    "gudang",
    "Bekisting",
)
"""What only his own open chat is told."""


async def closed(bekal: Bekal, *, by_silence: bool = False) -> tuple[Chat, list[str]]:
    """A furnished office's participant, whose chat is closed, and the buttons he came across."""
    chats = await furnish(bekal)
    him = chats[SELF]
    data = await own_buttons(him)
    open_ = await chat_event(him, EventKind.TEXT, text="sertifikat saya")
    assert told(list(open_)), "there is something to be told"
    if by_silence:
        await bekal.store.write(lambda tx: tx.db.execute("DELETE FROM pins"))
    bekal.clock.move(days=200 if by_silence else 1)

    def is_closed(tx: Tx) -> bool:
        contact = contacts.at(tx, "telegram", SELF, bekal.clock.now())
        return locks.is_closed(tx, contact, bekal.clock.now())

    assert await bekal.store.write(is_closed)
    return him, data


def told(answers: list[object]) -> list[str]:
    words = "\n".join(str(answer) for answer in answers)
    return [fact for fact in FACTS if fact.lower() in words.lower()]


@pytest.mark.parametrize("by_silence", [False, True], ids=["PIN", "silence"])
async def test_no_question_is_answered_to_whoever_holds_the_phone(
    bekal: Bekal, by_silence: bool
) -> None:
    him, _ = await closed(bekal, by_silence=by_silence)
    for said in (*QUESTIONS, *FEATURES.commands):
        answers = await chat_event(him, EventKind.TEXT, text=said)
        assert secrets_in(answers) == [], said
        assert told(list(answers)) == [], said


@pytest.mark.parametrize("by_silence", [False, True], ids=["PIN", "silence"])
async def test_no_old_button_opens_a_closed_chat(bekal: Bekal, by_silence: bool) -> None:
    him, data = await closed(bekal, by_silence=by_silence)
    for each in data:
        if each.startswith(("privacy:yes", "privacy:list")):
            continue  # deleting needs no proof, and tells nothing
        answers = await chat_event(him, EventKind.BUTTON, data=each)
        assert secrets_in(answers) == [], each
        assert told(list(answers)) == [], each


@pytest.mark.parametrize("said", ["LAS 9990 00187 2026 sudah diserahkan", "Las besok batal"])
async def test_nothing_is_changed_in_words_from_a_closed_chat_of_the_office(
    bekal: Bekal, said: str
) -> None:
    await bekal.certificate(await bekal.participant())
    await bekal.session("2027-06-13 08:00")
    staff = await bekal.staff_chat("3001", "Retno", Role.ADMIN, ("pengelasan",))
    bekal.clock.set("2027-06-12 09:00")
    assert "kode baru" in await staff.says(said)


async def test_a_pin_is_not_taken_away_without_knowing_it(bekal: Bekal) -> None:
    him, _ = await closed(bekal)
    for said in ("/pin", "hapus pin", "ganti pin", "pin:remove", "pin:off", "1", "2"):
        await him.says(said)
    for data in ("pin", "pin:remove", "pin:off", "pin:no", "pin:new", "pin:change", "pin:yes"):
        await him.confirms(data)
        await him.says("97531")

    def kept(tx: Tx) -> int:
        return int(tx.db.execute("SELECT COUNT(*) FROM pins").fetchone()[0])

    assert await bekal.store.read(kept) == 1
    await him.says("sertifikat saya")
    assert "Siap diambil" not in await him.says("97531")
    assert not [secret for secret in SECRETS if secret in him.last.text]

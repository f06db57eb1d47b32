"""Consent: asked for again when its text changes, and taken back at any time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dialogue import Bekal, Chat
from pushes import pushed

from locales import consent_texts
from locales.consent_texts import VERSION
from programme.people import Role, Topic
from services.operations.retention import AUDIT_KEPT, forget, rules_of
from store import kept_consents
from store.connection import Tx
from store.kept_consents import KeptConsent
from understanding import is_withdrawing

CHANGED = "Keterangan soal data Bapak/Ibu berubah"


@pytest.fixture
async def budi(bekal: Bekal) -> Chat:
    await bekal.participant()
    await bekal.session("2026-11-25 12:30")
    return await bekal.linked("1001")


def change_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is a newer text from now on."""
    text = consent_texts.wording("id")
    for module in ("locales.consent_texts", "services.privacy.consent", "handlers.privacy.unlock"):
        monkeypatch.setattr(f"{module}.VERSION", "2027-01")
    monkeypatch.setattr(consent_texts, "wording", lambda _: text + "\n• Baru.")


async def consents(bekal: Bekal) -> list[tuple[str, str, bool]]:
    """(version, last line of the wording, still holds)"""

    def work(tx: Tx) -> list[tuple[str, str, bool]]:
        rows = tx.db.execute(
            "SELECT version, wording, withdrawn_at FROM consents WHERE contact_id IS NOT NULL"
            " ORDER BY id"
        ).fetchall()
        return [(version, text.splitlines()[-1], over is None) for version, text, over in rows]

    return await bekal.store.read(work)


async def announced(bekal: Bekal) -> None:
    instructor = await bekal.staff_chat("2001", "Wahyu Prasetyawan", skills=("pengelasan",))
    await instructor.says("Las besok diundur jam 14")
    await instructor.presses("announce:send")


async def test_whoever_agrees_to_the_new_text_is_not_asked_again(
    bekal: Bekal, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_text(monkeypatch)
    await bekal.participant()
    chat = bekal.chat("1001")
    assert "• Baru." in await chat.says(f"/start {await bekal.code()}")
    await chat.presses("HP saya")
    assert CHANGED not in await chat.says("jadwal besok")


async def test_agreeing_goes_on_with_what_was_asked(
    bekal: Bekal, budi: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_text(monkeypatch)
    asked = await budi.says("jadwal besok")
    assert CHANGED in asked
    assert "• Baru." in asked
    assert "Bengkel" not in asked
    assert "Jl. Contoh" in await budi.says("alamat kantor")
    await budi.says("jadwal besok")
    assert "Bengkel Las" in await budi.says("setuju")
    assert [(version, holds) for version, _, holds in await consents(bekal)] == [
        ("2026-12", True),
        ("2027-01", True),
    ]
    assert (await consents(bekal))[-1][1] == "• Baru."
    assert CHANGED not in await budi.says("jadwal besok")


async def test_what_was_agreed_to_is_pushed_until_then(
    bekal: Bekal, budi: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_text(monkeypatch)
    await announced(bekal)
    assert "14.00" in (await pushed(bekal))["1001"].text


async def test_not_agreeing_takes_consent_back(
    bekal: Bekal, budi: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_text(monkeypatch)
    await budi.says("jadwal besok")
    assert "Tarik persetujuan?" in await budi.says("tidak setuju")
    assert "ditarik" in await budi.presses("Ya, tarik")
    assert not any(holds for _, _, holds in await consents(bekal))
    assert "Bengkel" not in await budi.says("jadwal besok")


async def test_nobody_has_to_agree_to_read_correct_or_erase_his_data(
    bekal: Bekal, budi: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_text(monkeypatch)
    await budi.says("jadwal besok")
    assert "Budi Santoso" in await budi.says("data saya")
    await budi.presses("privacy:wrong")
    assert "diteruskan ke petugas" in await budi.says("nama saya salah, harusnya Boedi")
    await budi.says("hapus data")
    await budi.presses("kantor juga")
    assert "Kantor menghapus catatan" in await budi.presses("Ya, hapus semuanya")


async def test_an_old_text_can_not_be_agreed_to(
    bekal: Bekal, budi: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_text(monkeypatch)
    assert CHANGED in await budi.presses("unlock:agree:2026-12")
    assert len(await consents(bekal)) == 1


async def test_role_and_strangers_are_asked_nothing(
    bekal: Bekal, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_text(monkeypatch)
    admin = await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    assert CHANGED not in await admin.says("/siaran")
    assert CHANGED not in await bekal.chat("1009").says("data saya")


async def test_taking_it_back_ends_all_at_once_with_a_receipt(bekal: Bekal, budi: Chat) -> None:
    await announced(bekal)
    receipt = await budi.says("saya mau tarik persetujuan saya pak")
    assert "Selasa, 24 November 2026 pukul 09.00" in receipt
    assert await pushed(bekal) == {}
    assert "Bengkel" not in await budi.says("jadwal besok")
    assert [holds for _, _, holds in await consents(bekal)] == [False]
    data = await budi.says("data saya")
    assert "Ditarik: 24 November 2026" in data
    assert "Santoso" not in data


async def test_a_wish_to_be_linked_is_taken_back_with_it(bekal: Bekal, budi: Chat) -> None:
    admin = await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    await bekal.participant("LMG-2026-032", "Andi Wijaya")
    await budi.presses("request")
    await budi.says("saya ibunya Andi Wijaya, LMG-2026-032")
    await budi.says("tarik persetujuan")
    assert "Andi" not in await admin.presses("requests")
    assert not any(button.data.startswith("requests:look") for button in admin.buttons)


async def test_whoever_does_not_agree_to_a_new_text_may_still_keep_it(
    bekal: Bekal, budi: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_text(monkeypatch)
    await budi.says("jadwal besok")
    await budi.says("tidak setuju")
    await budi.says("tidak")
    assert all(holds for _, _, holds in await consents(bekal))


@pytest.mark.parametrize("said", ["Batalkan", "batal", "gak jadi pak", "1"])
async def test_it_can_be_undone(bekal: Bekal, budi: Chat, said: str) -> None:
    await budi.says("cabut persetujuan")
    assert "Bengkel" not in await budi.says("jadwal besok")
    await budi.says("cabut persetujuan")
    assert "seperti semula" in await budi.says(said)
    assert "Bengkel Las" in await budi.says("jadwal besok")
    assert [holds for _, _, holds in await consents(bekal)] == [True]


async def test_it_can_be_undone_for_half_an_hour(bekal: Bekal, budi: Chat) -> None:
    await budi.says("cabut persetujuan")
    bekal.clock.move(minutes=31)
    assert "kode baru" in await budi.presses("consent:restore")
    assert "Bengkel" not in await budi.says("jadwal besok")


async def test_undoing_gives_nobody_back_what_others_decided_since(
    bekal: Bekal, budi: Chat
) -> None:
    mother = await bekal.linked("1002", "LMG-2026-031", Topic.SCHEDULE)
    await mother.presses("link:skip")
    for chat in (mother, budi):
        await chat.says("cabut persetujuan")
        bekal.clock.move(minutes=1)
    await bekal.linked("1003")
    for chat in (mother, budi):
        assert "kode baru" in await chat.presses("consent:restore")
        assert "Bengkel" not in await chat.says("jadwal besok")


async def test_undoing_brings_no_family_back_whose_participant_took_his_back(
    bekal: Bekal, budi: Chat
) -> None:
    mother = await bekal.linked("1002", "LMG-2026-031", Topic.SCHEDULE)
    await mother.presses("link:skip")
    await mother.says("cabut persetujuan")
    bekal.clock.move(minutes=1)
    await budi.says("cabut persetujuan")
    assert "kode baru" in await mother.presses("consent:restore")
    assert "Bengkel" not in await mother.says("jadwal besok")


async def test_the_office_s_list_can_still_be_erased_after_it(bekal: Bekal, budi: Chat) -> None:
    await budi.talks(("tarik persetujuan", "ditarik"), ("[Hapus data", "Hapus sambungan"))
    await budi.presses("kantor juga")
    assert "Kantor menghapus catatan" in await budi.presses("Ya, hapus semuanya")


async def test_he_can_end_what_his_family_hears_too(bekal: Bekal, budi: Chat) -> None:
    mother = await bekal.linked("1002", "LMG-2026-031", Topic.SCHEDULE)
    await mother.presses("link:skip")
    open_code = await bekal.code("LMG-2026-031", Topic.SCHEDULE)
    assert "Bengkel Las" in await mother.says("jadwal besok")
    await budi.says("tarik persetujuan")
    assert "Bengkel Las" in await mother.says("jadwal besok")
    assert "keluarga" in await budi.presses("keluarga")
    assert "Bengkel Las" not in await mother.says("jadwal besok")
    assert "tidak bisa dipakai" in await bekal.chat("1005").says(f"/start {open_code}")


async def test_family_ends_its_own_chat_only(bekal: Bekal, budi: Chat) -> None:
    mother = await bekal.linked("1002", "LMG-2026-031", Topic.SCHEDULE)
    await mother.presses("link:skip")
    await mother.says("tarik persetujuan")
    assert not any("keluarga" in button.label for button in mother.buttons)
    await mother.presses("consent:family")
    assert "Bengkel Las" in await budi.says("jadwal besok")
    assert "Bengkel Las" not in await mother.says("jadwal besok")


async def test_who_has_the_number_now_decides_nothing_for_the_former_holder(
    bekal: Bekal, budi: Chat
) -> None:
    mother = await bekal.linked("1002", "LMG-2026-031", Topic.SCHEDULE)
    await mother.presses("link:skip")
    bekal.clock.move(days=181)
    await budi.says("tarik persetujuan")
    assert not any("keluarga" in button.label for button in budi.buttons)
    await budi.presses("consent:family")
    await budi.says("hapus data")
    assert not any("kantor" in button.label for button in budi.buttons)
    await budi.confirms("privacy:list-yes")
    ended, asked = await bekal.store.read(
        lambda tx: tx.db.execute(
            "SELECT (SELECT COUNT(*) FROM links WHERE relation = 'family' AND ended_at > 0),"
            " (SELECT COUNT(*) FROM erasure_requests)"
        ).fetchone()
    )
    assert (ended, asked) == (0, 0)


async def test_undone_in_a_silent_chat_it_is_as_closed_as_before(bekal: Bekal, budi: Chat) -> None:
    bekal.clock.move(days=181)
    await budi.talks(("tarik persetujuan", "ditarik"), ("[Batalkan]", "seperti semula"))
    assert "lahir" in await budi.says("data saya")


async def test_proofs_for_employers_end_with_it(bekal: Bekal, budi: Chat) -> None:
    def given(tx: Tx) -> None:
        now = bekal.clock.now()
        contact_id, participant_id = tx.db.execute(
            "SELECT contact_id, participant_id FROM links"
        ).fetchone()
        tx.db.execute("INSERT INTO proof_places (place, expires_at) VALUES (7, 0)")
        tx.db.execute(
            "INSERT INTO certificates (id, participant_id, kind, skill, step, step_at, created_at,"
            " updated_at) VALUES (1, ?, 'competence', 'pengelasan', 'collected', 0, 0, 0)",
            (participant_id,),
        )
        tx.db.execute(
            "INSERT INTO employer_proofs (code_hash, participant_id, certificate_id, contact_id,"
            " place, statement, issued_at, expires_at) VALUES (?, ?, 1, ?, 7, ?, 0, ?)",
            (b"x", participant_id, contact_id, b"y", int(now.timestamp()) + 999),
        )

    await bekal.store.write(given)
    assert "Bukti untuk perusahaan" in await budi.says("tarik persetujuan")
    (revoked,) = await bekal.store.read(
        lambda tx: tx.db.execute("SELECT revoked_at FROM employer_proofs").fetchone()
    )
    assert revoked


async def test_a_stranger_reads_the_same(bekal: Bekal, budi: Chat) -> None:
    stranger = bekal.chat("1009")
    assert await stranger.says("tarik persetujuan") == await budi.says("tarik persetujuan")
    assert any("Hapus data" in button.label for button in budi.buttons)
    assert await stranger.presses("Batalkan") == await budi.presses("Batalkan")


async def test_who_lent_his_phone_is_asked_when_he_is_linked_himself(
    bekal: Bekal, budi: Chat
) -> None:
    """Who agreed in this chat was the borrower."""
    await bekal.participant("LMG-2026-032", "Andi Wijaya")
    lender = bekal.chat("1003")
    await lender.opens(await bekal.code(), "pinjaman")
    bekal.clock.move(minutes=31)
    assert "soal data" in await lender.says(f"/start {await bekal.code('LMG-2026-032')}")
    await lender.presses("HP saya")
    assert len(await consents(bekal)) == 3


async def test_a_participant_on_his_mother_s_phone_is_asked_himself(bekal: Bekal) -> None:
    await bekal.participant()
    mother = await bekal.linked("1002", "LMG-2026-031", Topic.SCHEDULE)
    await mother.presses("link:skip")
    assert "soal data" in await mother.says(f"/start {await bekal.code()}")
    await mother.presses("pinjaman")
    assert len(await consents(bekal)) == 2


async def test_who_agreed_is_not_asked_again(bekal: Bekal, budi: Chat) -> None:
    await bekal.participant("LMG-2026-032", "Andi Wijaya")
    mother = await bekal.linked("1002", "LMG-2026-031", Topic.SCHEDULE)
    await mother.presses("link:skip")
    for chat, code in (
        (mother, await bekal.code("LMG-2026-032", Topic.SCHEDULE)),
        (budi, await bekal.code()),
    ):
        assert "soal data" not in await chat.says(f"/start {code}")
        await chat.presses("HP saya")
    assert len(await consents(bekal)) == 2


async def test_in_answer_to_a_code_it_declines(bekal: Bekal) -> None:
    await bekal.participant()
    chat = bekal.chat("1001")
    await chat.says(f"/start {await bekal.code()}")
    assert "tidak dihubungkan" in await chat.says("tidak setuju data saya disimpan")


@pytest.mark.parametrize(
    "text",
    ["tarik persetujuan", "Cabut persetujuan saya!", "saya mau menarik kembali persetujuan saya",
     "persetujuan saya mau saya cabut", "batalkan persetujuan", "saya tidak setuju lagi",
     "gak setuju data saya disimpan", "njabut persetujuanku", "jabut persetujuan",
     "withdraw my consent", "I want to take back my consent"],
)  # fmt: skip
def test_is_understood(text: str) -> None:
    assert is_withdrawing(text)


@pytest.mark.parametrize(
    "text",
    ["setuju", "tidak setuju", "batal", "batalkan izin saya besok", "tarik tambang jam berapa",
     "cara menarik uang", "persetujuan orang tua perlu?", "saya setuju", "bisa dicabut giginya"],
)  # fmt: skip
def test_is_not_mistaken(text: str) -> None:
    assert not is_withdrawing(text)


async def test_links_without_any_consent_wait_for_it(bekal: Bekal, budi: Chat) -> None:
    """Whatever makes a link, the text is agreed to before anything personal is answered."""
    await bekal.store.write(lambda tx: tx.db.execute("DELETE FROM consents"))
    assert CHANGED in await budi.says("jadwal besok")


async def kept(bekal: Bekal) -> list[KeptConsent]:
    return await bekal.store.read(kept_consents.everybodys)


@pytest.mark.parametrize("way_out", ["privacy:yes", "disown:yes"])
async def test_who_agreed_to_what_can_be_shown_when_the_chat_is_gone(
    bekal: Bekal, way_out: str
) -> None:
    await bekal.participant()
    chat = await bekal.linked("1001")
    bekal.clock.move(days=3)
    await chat.confirms(way_out)
    bekal.clock.move(days=2)
    rules = rules_of(AUDIT_KEPT, timedelta(days=1))
    for _ in range(3):
        await bekal.store.write(lambda tx: forget(tx, rules, bekal.clock.now()))
        bekal.clock.move(hours=1)
    (one,) = await kept(bekal)
    assert one.who == "telegram 1001: LMG-2026-031"
    assert (one.version, one.given_at.date()) == (VERSION, date(2026, 11, 24))
    assert one.ended_at
    assert (one.withdrawn_at is not None) is (way_out == "privacy:yes")
    bekal.clock.move(days=5 * 365 - 3)
    await bekal.store.write(lambda tx: forget(tx, rules, bekal.clock.now()))
    assert len(await kept(bekal)) == 1
    bekal.clock.move(days=10)
    for _ in range(3):
        await bekal.store.write(lambda tx: forget(tx, rules, bekal.clock.now()))
        bekal.clock.move(hours=1)
    assert await kept(bekal) == []

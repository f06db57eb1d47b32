"""Erasing: a chat's data at once, the office's own records by the office within three days."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat
from importing_lists import import_list, problems
from pushes import pushed

from programme.certificates import Step
from programme.office import OfficeCalendar
from programme.people import Role, Topic
from services.classes.public_holidays import is_holiday
from services.linking import requests
from services.people.roles import NotAllowed
from services.privacy import erasing, notices as erasure_notices
from services.privacy.erasing import keep_gone
from store import contacts, erasures, people
from store.connection import Tx

PEOPLE = "No Peserta;Nama Lengkap;Tempat Lahir;Tanggal Lahir;No HP;Bidang\n"
BUDI = "LMG-2026-031;Budi Santoso;Tuban;17/08/1990;0812-0000-5001;Las\n"
DUE = "Jumat, 27 November 2026 pukul 09.00"


@pytest.fixture
async def admin(bekal: Bekal) -> Chat:
    return await bekal.staff_chat("3001", "Retno", Role.ADMIN)


@pytest.fixture
async def budi(bekal: Bekal, admin: Chat) -> Chat:
    """Budi's own chat; he has a certificate, his mother is linked."""
    await bekal.certificate(await bekal.participant(), Step.READY)
    await bekal.session("2026-11-25 12:30")
    mother = await bekal.linked("1002", "LMG-2026-031", Topic.SCHEDULE)
    await mother.presses("link:skip")
    chat = await bekal.linked("1001")
    await pushed(bekal)
    return chat


async def ask(chat: Chat) -> str:
    await chat.says("hapus data saya")
    await chat.presses("kantor juga")
    return await chat.presses("Ya, hapus semuanya")


async def uid(bekal: Bekal) -> str:
    """Budi's random id."""
    rows = await bekal.store.read(
        lambda tx: tx.db.execute("SELECT uid FROM participants").fetchall()
    )
    return next((str(found) for (found,) in rows), "gone")


async def erase(bekal: Bekal, admin: Chat) -> None:
    assert "Sudah dihapus" in await admin.confirms(f"erase:yes:{await uid(bekal)}")


async def count(bekal: Bekal, *tables: str) -> list[int]:
    return await bekal.store.read(
        lambda tx: [
            tx.db.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in tables
        ]
    )


async def test_the_request_outlives_the_chat_and_the_office_is_told(
    bekal: Bekal, budi: Chat, admin: Chat
) -> None:
    receipt = await ask(budi)
    assert "Sudah dihapus Selasa, 24 November 2026 pukul 09.00" in receipt
    assert DUE in receipt
    assert "Budi" not in await budi.says("data saya")
    told = (await pushed(bekal))["3001"]
    assert DUE in told.text
    assert "Budi" not in told.words
    page = await admin.presses(told.buttons[0][0].data)
    assert "Budi Santoso, nomor LMG-2026-031" in page
    assert DUE in page


async def test_the_office_erases_all_of_him_after_asking_once_more(
    bekal: Bekal, budi: Chat, admin: Chat
) -> None:
    await ask(budi)
    await admin.talks(
        ("/petugas", "Mau apa"),
        ("[Permintaan hapus]", "Yang meminta"),
        ("[Budi]", "sertifikat (1)"),
        ("[Hapus dari daftar]", "Ini tidak bisa dibatalkan"),
    )
    assert await count(bekal, "participants") == [1]
    assert "Sudah dihapus" in await admin.presses("Ya, hapus")
    left = await count(
        bekal, "participants", "participant_phones", "enrolments", "certificates",
        "certificate_events", "links", "attendance", "presence", "erasure_requests",
        "birth_date_changes",
        "employer_proofs", "certificate_answers",
    )  # fmt: skip
    assert left == [0] * 12
    assert await count(bekal, "invites WHERE participant_id IS NOT NULL") == [0]
    assert await count(bekal, "erased") == [1]
    assert "Tidak ada permintaan" in await admin.presses("erase")


async def test_whoever_asked_hears_that_it_is_done(bekal: Bekal, budi: Chat, admin: Chat) -> None:
    await ask(budi)
    await erase(bekal, admin)
    told = (await pushed(bekal))["1001"].text
    assert "Selasa, 24 November 2026 sudah selesai" in told
    assert "Budi" not in told


async def test_it_survives_a_second_deletion_of_the_chat(
    bekal: Bekal, budi: Chat, admin: Chat
) -> None:
    await ask(budi)
    await budi.says("hapus data")
    receipt = await budi.presses("Ya, hapus")
    assert DUE in receipt
    assert "tetap ada" not in receipt
    assert DUE in await budi.confirms("privacy:list-yes")
    await admin.presses("erase")
    assert any("Budi" in button.label for button in admin.buttons)
    await erase(bekal, admin)
    assert "sudah selesai" in (await pushed(bekal))["1001"].text


async def test_nobody_hears_of_it_in_a_chat_that_is_another_s_by_now(
    bekal: Bekal, budi: Chat, admin: Chat
) -> None:
    await ask(budi)
    await budi.says("bukan saya")
    await budi.says("ya")
    await erase(bekal, admin)
    assert "1001" not in await pushed(bekal)


async def test_no_list_brings_him_back_until_he_wants_it(
    bekal: Bekal, budi: Chat, admin: Chat
) -> None:
    await ask(budi)
    await erase(bekal, admin)
    report = await import_list(bekal, PEOPLE + BUDI)
    assert problems(report) == [(2, "erased_participant")]
    await admin.talks(
        ("[erase]", "Tidak ada permintaan"),
        ("[Pulihkan nama]", "Nomor pesertanya?"),
        ("LMG-2026-032", "tidak ada di catatan"),
        ("lmg 2026/031", "boleh masuk daftar lagi"),
    )
    assert problems(await import_list(bekal, PEOPLE + BUDI)) == []
    assert await count(bekal, "participants", "erased") == [1, 0]


async def test_who_asked_on_paper_is_found_by_his_number(
    bekal: Bekal, budi: Chat, admin: Chat
) -> None:
    await admin.talks(
        ("[erase]", "Tidak ada permintaan"),
        ("[Dengan nomor]", "Nomor pesertanya?"),
        ("LMG-2026-999", "Tidak ada peserta"),
        ("LMG 2026 031", "Budi Santoso"),
        ("[Hapus dari daftar]", "tidak bisa dibatalkan"),
        ("[Tidak jadi]", "Tidak ada permintaan"),
    )
    assert await count(bekal, "participants") == [1]


async def test_whose_number_holds_a_word_not_to_be_sent_is_erased_all_the_same(
    bekal: Bekal, admin: Chat
) -> None:
    await bekal.participant("WBP-2026-044", "Suwarno")
    await admin.talks(
        ("[erase]", "Tidak ada permintaan"),
        ("[Dengan nomor]", "Nomor pesertanya?"),
        ("WBP-2026-044", "Suwarno, nomor …-2026-044"),
        ("[Hapus dari daftar]", "Hapus Suwarno"),
        ("[Ya, hapus]", "Sudah dihapus"),
    )


async def test_declining_tells_why_in_words_that_give_nobody_away(
    bekal: Bekal, budi: Chat, admin: Chat
) -> None:
    await ask(budi)
    await admin.talks(
        (f"[erase:decline:{await uid(bekal)}]", "Kenapa tidak bisa"),
        ("karena masih di lapas", "dengan kata lain"),
        ("x" * 501, "Terlalu panjang"),
        ("🙂", "Kenapa tidak bisa"),
        ("Jangan kirim lagi dulu, sertifikat masih dicetak.", "diberi tahu"),
    )
    told = (await pushed(bekal))["1001"].text
    assert "sertifikat masih dicetak" in told
    assert await count(bekal, "participants", "erasure_requests") == [1, 0]


async def test_the_office_is_reminded_before_it_is_late(
    bekal: Bekal, budi: Chat, admin: Chat
) -> None:
    await ask(budi)
    await pushed(bekal)

    assert await reminded(bekal) == 0
    bekal.clock.move(hours=49)
    assert await reminded(bekal) == 1
    assert await reminded(bekal) == 0
    assert DUE in (await pushed(bekal))["3001"].text
    bekal.clock.move(hours=24)
    assert await reminded(bekal) == 1
    await erase(bekal, admin)
    assert "3001" not in await pushed(bekal)


async def reminded(bekal: Bekal) -> int:
    calendar = OfficeCalendar(bekal.setup.office, bekal.setup.zone, is_holiday)
    return await bekal.store.write(
        lambda tx: erasure_notices.remind(tx, calendar, bekal.clock.now())
    )


async def test_what_is_due_on_a_sunday_is_spoken_of_on_friday(
    bekal: Bekal, budi: Chat, admin: Chat
) -> None:
    bekal.clock.set("2026-11-26 16:30")
    await ask(budi)
    await pushed(bekal)
    bekal.clock.set("2026-11-27 07:50")
    assert await reminded(bekal) == 0
    bekal.clock.set("2026-11-27 08:00")
    assert await reminded(bekal) == 1
    assert "Minggu, 29 November 2026" in (await pushed(bekal))["3001"].text


async def test_nobody_of_the_office_is_woken_at_night(
    bekal: Bekal, budi: Chat, admin: Chat
) -> None:
    bekal.clock.set("2026-11-24 23:30")
    await ask(budi)
    assert "3001" not in await pushed(bekal)
    bekal.clock.set("2026-11-25 06:00")
    assert "3001" in await pushed(bekal)


async def test_only_his_own_chat_can_ask(bekal: Bekal, budi: Chat) -> None:
    mother = bekal.chat("1002")
    await mother.says("hapus data")
    assert not any("kantor" in button.label for button in mother.buttons)
    answer = await mother.confirms("privacy:list-yes")
    assert DUE not in answer
    assert await count(bekal, "erasure_requests") == [0]
    assert await count(bekal, "participants") == [1]


async def test_a_borrowed_phone_can_not_ask(bekal: Bekal, budi: Chat) -> None:
    borrowed = bekal.chat("1003")
    await borrowed.opens(await bekal.code(), "pinjaman")
    await borrowed.confirms("privacy:list-yes")
    assert await count(bekal, "erasure_requests") == [0]


@pytest.mark.parametrize(
    "data",
    ["erase", "erase:UID", "erase:by", "erase:lift", "erase:ask:UID", "erase:yes:UID",
     "erase:decline:UID", "erase:yes:", "erase:yes:1", "erase:x"],
)  # fmt: skip
async def test_nobody_else_may(bekal: Bekal, budi: Chat, data: str) -> None:
    instructor = await bekal.staff_chat("2001", "Wahyu", skills=("pengelasan",))
    for chat in (instructor, bekal.chat("1009"), budi):
        answer = await chat.confirms(data.replace("UID", await uid(bekal)))
        assert "Budi" not in answer
        assert "peserta" not in answer.lower()
    assert await count(bekal, "participants", "erased") == [1, 0]


async def test_every_use_case_looks_at_the_role(bekal: Bekal, budi: Chat) -> None:
    def work(tx: Tx) -> None:
        now = bekal.clock.now()
        stranger = contacts.at(tx, "telegram", "1009", now)
        for use in (
            lambda: erasing.requests(tx, stranger, now),
            lambda: erasing.look_at(tx, stranger, "x", now),
            lambda: erasing.find(tx, stranger, "LMG-2026-031", now),
            lambda: erasing.erase(tx, stranger, "x", now),
            lambda: erasing.decline(tx, stranger, "x", "x", now),
            lambda: erasing.allow_again(tx, stranger, "LMG-2026-031", now),
        ):
            with pytest.raises(NotAllowed):
                use()

    await bekal.store.write(work)


async def test_pressing_twice_says_that_it_is_gone(bekal: Bekal, budi: Chat, admin: Chat) -> None:
    budis = await uid(bekal)
    await erase(bekal, admin)
    for data in (f"erase:yes:{budis}", f"erase:{budis}", f"erase:ask:{budis}"):
        assert "sudah tidak ada" in await admin.confirms(data)


async def test_an_old_button_erases_nobody_who_came_after(
    bekal: Bekal, budi: Chat, admin: Chat
) -> None:
    """Row ids are given again."""
    budis = await uid(bekal)
    await erase(bekal, admin)
    await bekal.participant("LMG-2026-050", "Suwarno")
    assert "sudah tidak ada" in await admin.confirms(f"erase:yes:{budis}")
    assert await count(bekal, "participants") == [1]


async def test_the_audit_names_random_ids_only(bekal: Bekal, budi: Chat, admin: Chat) -> None:
    def work(tx: Tx) -> list[tuple[str, str, str]]:
        return list(tx.db.execute("SELECT actor, action, subject FROM audit ORDER BY id"))

    his = await uid(bekal)
    await ask(budi)
    await admin.presses("erase")
    await admin.presses(f"erase:{his}")
    await erase(bekal, admin)
    rows = await bekal.store.read(work)
    actions = [action for _, action, _ in rows]
    for action in ("ask to erase", "delete chat", "erase"):
        assert action in actions
    looks = [row for row in rows if row[1] == "look at"]
    assert [subject for _, _, subject in looks] == [his, his]
    assert not any("Budi" in f"{row}" or "031" in f"{row}" for row in rows)


async def test_a_restored_backup_brings_nobody_back(bekal: Bekal, budi: Chat, admin: Chat) -> None:
    """What was gone is told to the store that takes the place of this one."""
    uid = await bekal.store.read(
        lambda tx: contacts.at(tx, "telegram", "1001", bekal.clock.now()).uid
    )
    await ask(budi)
    await erase(bekal, admin)
    gone = await bekal.store.read(erasures.gone)

    def backup(tx: Tx) -> None:
        """As it was before."""
        now = bekal.clock.now()
        tx.db.execute("DELETE FROM erased")
        tx.db.execute("DELETE FROM deleted_chats")
        people.add(tx, "LMG-2026-031", "Budi Santoso", None, (), now)
        people.add(tx, "LMG-2026-040", "Suwarno", None, (), now)
        again = contacts.at(tx, "telegram", "1001", now)
        tx.db.execute("UPDATE contacts SET uid = ? WHERE id = ?", (uid, again.id))

    await bekal.store.write(backup)
    restored = await bekal.store.write(lambda tx: keep_gone(tx, gone, bekal.clock.now()))
    assert restored == 2
    assert [each.name for each in await bekal.store.read(people.everybody)] == ["Suwarno"]
    assert await count(bekal, f"contacts WHERE uid = '{uid}'", "erased") == [0, 1]


async def test_open_requests_to_be_linked_do_not_bring_him_back(
    bekal: Bekal, budi: Chat, admin: Chat
) -> None:
    asker = bekal.chat("1007")
    await asker.presses("request")
    await asker.says("saya Budi Santoso nomor LMG-2026-031")
    await erase(bekal, admin)
    found = await bekal.store.read(
        lambda tx: requests.answer_to(
            tx, contacts.at(tx, "telegram", "1007", bekal.clock.now()), bekal.clock.now()
        )
    )
    assert found is requests.Outcome.PENDING

"""The last list is undone while nothing of it was sent and nobody has gone on with it."""

from __future__ import annotations

from typing import Any

import pytest
from dialogue import Bekal
from importing_lists import CERTIFICATES, PEOPLE, SESSIONS, STAFF
from list_uploads import ListOffice, counted
from office_admin import retire
from pushes import deliver, pushed

from programme.people import Role
from services.importing import uploads
from store import erasures, people
from store.connection import Tx
from store.list_undo import GROWING, TABLES

BUDI = "LMG-2026-031;Budi Santoso;Lamongan;17/08/1990;081200000001;Las\n"
SITI = "LMG-2026-032;Siti Aminah;Tuban;14/02/1999;081200000002;Las\n"
CLASS = "Las;25/11/2026;08.00-11.30;Bengkel;Las dasar;Wahyu\n"
NEXT_CLASS = "Las;26/11/2026;08.00-11.30;Bengkel;Las lanjut;Wahyu\n"
MOVED = CLASS.replace("08.00-11.30", "13.00-16.00")
PRINTING = "LMG-2026-031;Budi Santoso;Las;;LAS 9990 00187 2026;24/11/2029;Cetak;\n"
READY = PRINTING.replace("Cetak", "Siap diambil")
SECOND_WAVE = "".join(f"LMG-2026-2{n:02};Orang Dua {n};;;;Las\n" for n in range(4))


@pytest.fixture
async def office(bekal: Bekal) -> ListOffice:
    """Budi and Siti are listed, with a class tomorrow and Budi's certificate; Budi is linked."""
    office = ListOffice(bekal, await bekal.staff_chat("3001", "Retno", Role.ADMIN))
    for text in (PEOPLE + BUDI + SITI, SESSIONS + CLASS, CERTIFICATES + PRINTING):
        await office.loads(text)
        await office.chat.presses("Simpan")
    await bekal.linked("1001", "LMG-2026-031")
    return office


async def everything(bekal: Bekal) -> dict[str, list[Any]]:
    """All rows that a list may change."""

    def work(tx: Tx) -> dict[str, list[Any]]:
        tables = [table for table in TABLES if table not in GROWING]
        return {
            table: sorted(map(repr, tx.db.execute(f"SELECT * FROM {table}").fetchall()))  # noqa: S608
            for table in tables
        }

    return await bekal.store.read(work)


@pytest.mark.parametrize(
    "text",
    [
        PEOPLE + "LMG-2026-033;Andi Wijaya;Lamongan;01/01/1999;;Las\n",
        PEOPLE + BUDI.replace("Santoso", "Santosa").replace("0001", "0009") + SITI,
        PEOPLE + BUDI.replace("Las", "Mebel"),
        SESSIONS + CLASS + NEXT_CLASS,
        SESSIONS + MOVED,
        CERTIFICATES + READY,
        CERTIFICATES + PRINTING.replace("00187", "00781"),
    ],
)
async def test_everything_is_as_before(bekal: Bekal, office: ListOffice, text: str) -> None:
    before = await everything(bekal)
    await office.loads(text, "salah.csv")
    await office.chat.presses("Simpan saja" if "beri tahu" in str(office.labels) else "Simpan")
    assert await everything(bekal) != before
    await office.chat.talks(
        ("batalkan daftar terakhir", "Batalkan salah.csv"),
        ("[Ya, batalkan]", "kembali seperti sebelum"),
        ("batalkan daftar terakhir", "Tidak ada daftar yang bisa dibatalkan"),
    )
    assert await everything(bekal) == before
    assert await counted(bekal, "audit WHERE action = 'undo import'") == 1


async def test_a_new_programme_goes_too(bekal: Bekal, office: ListOffice) -> None:
    before = await everything(bekal)
    await office.loads(PEOPLE + SECOND_WAVE)
    await office.chat.presses("Baru: Pelatihan 2026 Gelombang 2")
    await office.chat.presses("Simpan")
    await office.chat.talks(("[Batalkan daftar ini]", "4 baris"), ("[Ya, batalkan]", "Sudah"))
    assert await everything(bekal) == before


@pytest.mark.parametrize(
    "words",
    ["urungkan daftar tadi", "daftar terakhir dibatalkan", "batalkan daftar yang tadi ya",
     "tolong batalkan unggahan terakhir", "wurungke daftar sing keri"],
)  # fmt: skip
async def test_other_words(office: ListOffice, words: str) -> None:
    assert "Batalkan daftar.csv" in await office.chat.says(words)


async def test_a_colleague_may_do_it_and_sees_whose_it_is(
    bekal: Bekal, office: ListOffice
) -> None:
    other = await bekal.staff_chat("3002", "Lestari", Role.STAFF)
    asked = await other.says("batalkan daftar terakhir")
    assert "yang disimpan Retno hari ini" in asked
    await other.presses("Ya, batalkan")
    assert await counted(bekal, "certificates") == 0


async def test_news_that_waits_is_taken_back(bekal: Bekal, office: ListOffice) -> None:
    await office.loads(CERTIFICATES + READY)
    await office.chat.presses("beri tahu")
    await office.chat.talks(("batalkan daftar terakhir", ""), ("[Ya, batalkan]", "Sudah"))
    bekal.clock.move(minutes=11)
    assert await pushed(bekal) == {}


async def test_what_was_sent_cannot_be_undone(bekal: Bekal, office: ListOffice) -> None:
    await office.loads(SESSIONS + MOVED)
    await office.chat.presses("beri tahu")
    await deliver(bekal)
    before = await everything(bekal)
    await office.chat.talks(("batalkan daftar terakhir", ""), ("[Ya, batalkan]", "sudah terkirim"))
    assert await everything(bekal) == before


async def test_what_others_have_gone_on_with_stays(bekal: Bekal, office: ListOffice) -> None:
    await office.loads(PEOPLE + "LMG-2026-033;Andi Wijaya;Lamongan;01/01/1999;;Las\n")
    await office.chat.presses("Simpan")
    await bekal.linked("1003", "LMG-2026-033")
    await office.chat.talks(
        ("batalkan daftar terakhir", ""), ("[Ya, batalkan]", "sudah dipakai atau diubah lagi")
    )
    assert await counted(bekal, "participants") == 3


async def test_a_class_changed_since_stays(bekal: Bekal, office: ListOffice) -> None:
    await office.loads(SESSIONS + CLASS.replace("Bengkel", "Aula"))
    await office.chat.presses("Simpan")
    await bekal.cancel(1)
    await office.chat.talks(
        ("batalkan daftar terakhir", ""), ("[Ya, batalkan]", "sudah dipakai atau diubah lagi")
    )


async def test_an_erased_person_is_in_no_undo(bekal: Bekal, office: ListOffice) -> None:
    def erase(tx: Tx) -> None:
        siti = people.by_number(tx, "LMG-2026-032")
        assert siti
        erasures.erase(tx, siti.id, siti.number, bekal.clock.now())

    await bekal.store.write(erase)
    assert await counted(bekal, "list_undo") == 0


async def test_an_old_button_undoes_no_later_list(bekal: Bekal, office: ListOffice) -> None:
    await office.chat.says("batalkan daftar terakhir")
    old = office.chat.buttons[0].data
    await office.loads(PEOPLE + "LMG-2026-033;Andi Wijaya;Lamongan;01/01/1999;;Las\n")
    await office.chat.presses("Simpan")
    await office.chat.confirms(old)
    assert await counted(bekal, "participants") == 3


async def test_after_a_day_nothing_is_kept(bekal: Bekal, office: ListOffice) -> None:
    bekal.clock.move(days=1, minutes=1)
    assert "Tidak ada daftar" in await office.chat.says("batalkan daftar terakhir")
    await bekal.store.write(lambda tx: uploads.clean_up(tx, bekal.clock.now()))
    assert await counted(bekal, "list_undo") == 0


async def test_a_list_of_staff_is_not_undone(bekal: Bekal, office: ListOffice) -> None:
    await office.loads(STAFF + "Wahyu Prasetyawan;Instruktur;Las\n")
    await office.chat.presses("Simpan")
    assert "Tidak ada daftar" in await office.chat.says("batalkan daftar terakhir")


async def test_only_the_office_undoes(bekal: Bekal, office: ListOffice) -> None:
    instructor = await bekal.staff_chat("2001", "Wahyu", skills=("pengelasan",))
    await office.chat.says("batalkan daftar terakhir")
    data = office.chat.buttons[0].data
    for chat in (instructor, bekal.chat("1001")):
        assert "daftar.csv" not in await chat.says("batalkan daftar terakhir")
        await chat.confirms(data)
    await retire(bekal, office.chat)
    await office.chat.confirms(data)
    assert await counted(bekal, "certificates") == 1

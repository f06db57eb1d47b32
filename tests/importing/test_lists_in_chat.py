"""The office loads lists by sending them to the bot: preview, decision, what is kept meanwhile."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from dialogue import Bekal
from importing_lists import CERTIFICATES, PEOPLE, SESSIONS, STAFF
from list_uploads import ListOffice, counted, deletions, uploads_left
from office_admin import retire
from office_lists import workbook
from pushes import pushed

from programme.certificates import Step
from programme.messages import DocumentRef, EventKind
from programme.people import Role, Topic
from services.importing import uploads
from services.importing.files import MAX_BYTES
from store import people, staff
from store.connection import Tx

BUDI = "LMG-2026-031;Budi Santoso;Lamongan;17/08/1990;081200000001;Las\n"
SITI = "LMG-2026-032;Siti Aminah;Tuban;14/02/1999;081200000002;Las\n"
WRONG = "LMG-2026-033;Andi Wijaya;Lamongan;31/02/1999;;Las\n"
TWO_CLASSES = (
    "Las;25/11/2026;08.00-11.30;Bengkel;Las dasar;Wahyu\n"
    "Las;26/11/2026;08.00-11.30;Bengkel;Las lanjut;Wahyu\n"
)


@pytest.fixture
async def office(bekal: Bekal) -> ListOffice:
    return ListOffice(bekal, await bekal.staff_chat("3001", "Retno", Role.ADMIN))


async def test_nothing_is_saved_before_somebody_says_so(bekal: Bekal, office: ListOffice) -> None:
    assert "sedang dibaca" in await office.sends(PEOPLE + BUDI + WRONG)
    preview = await office.reads()
    assert "Baris diterima: 1" in preview
    assert "Baris ditolak: 1" in preview
    assert "baris 3, Tgl Lahir (ditolak): Tanggal" in preview
    assert office.labels == ["1. Simpan", "2. Batal"]
    assert await counted(bekal, "participants") == 0
    assert await counted(bekal, "audit WHERE action GLOB 'import*'") == 0

    assert "Sudah disimpan: 1 baris" in await office.chat.presses("Simpan")
    assert await counted(bekal, "participants") == 1
    assert await counted(bekal, "imports") == 1
    assert await counted(bekal, "uploads WHERE reading IS NOT NULL") == 0


@pytest.mark.parametrize("word", ["1", "simpan", "ya", "Ya pak", "simpan aja"])
async def test_the_answer_can_be_written(bekal: Bekal, office: ListOffice, word: str) -> None:
    await office.loads(PEOPLE + BUDI)
    assert "Sudah disimpan" in await office.chat.says(word)
    assert await counted(bekal, "participants") == 1


@pytest.mark.parametrize("word", ["2", "batal", "gak jadi", "[Batal]"])
async def test_it_can_be_given_up(bekal: Bekal, office: ListOffice, word: str) -> None:
    await office.loads(PEOPLE + BUDI)
    save = office.chat.buttons[0].data
    await office.chat.talks((word, "tidak disimpan"))
    assert await counted(bekal, "uploads WHERE reading IS NOT NULL") == 0
    assert "sudah selesai diurus" in await office.chat.presses(save)
    assert await counted(bekal, "participants") == 0


async def test_given_up_while_it_is_read(bekal: Bekal, office: ListOffice) -> None:
    await office.sends(PEOPLE + BUDI)
    await office.chat.talks(("batal", "tidak disimpan"))
    assert await office.reads() == ""
    assert office.channel.fetched == []
    assert len(await deletions(bekal)) == 1


async def test_it_is_saved_once_however_often_it_is_pressed(
    bekal: Bekal, office: ListOffice
) -> None:
    await office.loads(PEOPLE + BUDI)
    save = office.chat.buttons[0].data
    await office.chat.presses(save)
    assert "sudah selesai diurus" in await office.chat.presses(save)
    assert await counted(bekal, "imports") == 1


async def test_what_is_overwritten_is_shown(bekal: Bekal, office: ListOffice) -> None:
    await office.loads(PEOPLE + BUDI + SITI, "peserta.csv")
    assert "Sudah disimpan: 2 baris dari peserta.csv" in await office.chat.presses("Simpan")
    preview = await office.loads(
        PEOPLE
        + SITI.replace("Tuban", "Bojonegoro").replace("Las", "Mebel")
        + BUDI.replace("Santoso", "Santosa").replace("0001", "0009"),
        "peserta baru.csv",
    )
    assert "Berkas: peserta baru.csv" in preview
    name = (
        "baris 3, Budi Santoso (LMG-2026-031): nama Budi Santoso → Budi Santosa; "
        "nomor HP 0812-0000-0001 → 0812-0000-0009"
    )
    place = (
        "baris 2, Siti Aminah (LMG-2026-032): tempat lahir Tuban → Bojonegoro; "
        "bidang Pengelasan → Meubeler"
    )
    assert name in preview
    assert place in preview
    assert preview.index(name) < preview.index(place)


async def test_cells_of_certificates_classes_and_staff_are_shown(
    bekal: Bekal, office: ListOffice
) -> None:
    await office.loads(PEOPLE + BUDI)
    await office.chat.presses("Simpan")
    row = "LMG-2026-031;Budi Santoso;Las;;LAS 9990 00187 2026;24/11/2029;Cetak;\n"
    await office.loads(CERTIFICATES + row)
    await office.chat.presses("Simpan")
    preview = await office.loads(
        CERTIFICATES + row.replace("00187", "00781").replace("2029", "2030")
    )
    assert "nomor sertifikat LAS 9990 00187 2026 → LAS 9990 00781 2026" in preview
    assert "masa berlaku 24 November 2029 → 24 November 2030" in preview
    await office.loads(SESSIONS + TWO_CLASSES)
    await office.chat.presses("Simpan")
    preview = await office.loads(
        SESSIONS + TWO_CLASSES.replace("Bengkel;Las lanjut", "Aula;Las lanjut")
    )
    assert "Pengelasan, Kamis 26 Nov 08.00: tempat Bengkel → Aula" in preview
    await office.loads(STAFF + "Wahyu Prasetyawan;Instruktur;Las\n")
    await office.chat.presses("Simpan")
    preview = await office.loads(STAFF + "Wahyu Prasetyawan;Instruktur;Mebel\n")
    assert "Wahyu Prasetyawan: bidang Pengelasan → Meubeler" in preview


async def test_many_changed_rows_are_in_the_file(bekal: Bekal, office: ListOffice) -> None:
    rows = "".join(f"LMG-2026-1{n:02};Orang Rekaan {n};Tuban;01/02/1990;;Las\n" for n in range(9))
    await office.loads(PEOPLE + rows)
    await office.chat.presses("Simpan")
    preview = await office.loads(PEOPLE + rows.replace("Tuban", "Gresik"))
    assert preview.count("Tuban → Gresik") == 5
    assert "dan 4 lagi, ada di berkas" in preview
    assert office.report.count("Tuban → Gresik") == 9


async def test_lists_sent_together_are_told_apart(bekal: Bekal, office: ListOffice) -> None:
    await office.loads(PEOPLE + BUDI, "las.csv")
    first = office.chat.buttons[0].data
    await office.loads(PEOPLE + SITI, "mebel.csv")
    shown = await office.chat.presses("lists")
    assert "Berkas: las.csv" in shown
    assert "Berkas: mebel.csv" in shown
    assert "dari las.csv" in await office.chat.presses(first)


async def test_what_was_shown_goes_with_the_decision(bekal: Bekal, office: ListOffice) -> None:
    for label in ("Simpan", "Batal"):
        await office.loads(PEOPLE + (BUDI if label == "Simpan" else SITI))
        (data,) = (one.data for one in office.chat.buttons if label in one.label)
        await office.chat.sends(EventKind.BUTTON, data=data, source_message=f"shown {label}")
        assert f"shown {label}" in await deletions(bekal)


async def test_a_locked_chat_shows_nothing_of_it(bekal: Bekal, office: ListOffice) -> None:
    await office.loads(PEOPLE + BUDI)
    await office.chat.presses("Simpan")
    await office.chat.talks(
        ("/pin", "dipakai bersama"), ("[Pasang]", "4 sampai 6"), ("4071", "terpasang")
    )
    await office.sends(PEOPLE + BUDI.replace("Santoso", "Santosa"))
    bekal.clock.move(minutes=30)
    answer = await office.reads()
    assert "Buka dulu kunci" in answer
    assert "Budi" not in answer


async def test_what_is_wrong_is_told_without_names(bekal: Bekal, office: ListOffice) -> None:
    rows = "".join(
        f"LMG-2026-1{number:02};Orang Rekaan {number};Tuban;31/02/19{number:02};08120;Las\n"
        for number in range(60, 70)
    )
    preview = await office.loads(PEOPLE + rows)
    assert "baris 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, Tgl Lahir (ditolak)" in preview
    assert preview.count("(ditolak)") == 1
    preview += await office.loads(PEOPLE + rows + WRONG)
    assert "10, 11, …, Tgl Lahir" in preview
    assert "baris 12" in office.report
    for told in (preview, office.report):
        assert "Rekaan" not in told
        assert "31/02" not in told
        assert "08120" not in told
        assert "LMG-2026-1" not in told


async def test_words_that_give_people_away_stay_out_of_it(
    bekal: Bekal, office: ListOffice
) -> None:
    content = workbook(
        {"WBP Blok A": [["No. Peserta", "Nama", "Tgl Lahir", "Bidang"],
                        ["LMG-2026-031", "Budi", "31/02/1999", "Bapas"]]}
    )  # fmt: skip
    preview = await office.loads(content, "daftar napi.xlsx")
    assert "Baris ditolak: 1" in preview
    assert "baris 2" in preview
    assert "WBP" not in preview
    assert "Bapas" not in preview


async def test_names_from_before_the_guard_stay_out_of_it_too(
    bekal: Bekal, office: ListOffice
) -> None:
    await bekal.participant("LMG-2026-040", programme="Pelatihan WBP 2026")
    preview = await office.loads(
        SESSIONS + "Las;25/11/2026;08.00-11.30;Aula Lapas;Las tahanan;Wahyu\n"
    )
    assert "Jadwal – …" in preview
    await office.chat.presses("Simpan")
    await bekal.linked("1001", "LMG-2026-040")
    moved = SESSIONS + "Las;25/11/2026;13.00-16.00;Aula Lapas;Las tahanan;Wahyu\n"
    assert "13.00–16.00" in await office.loads(moved)
    assert "Simpan dan beri tahu (1)" in office.labels[0]


async def test_what_becomes_of_classes_is_shown(bekal: Bekal, office: ListOffice) -> None:
    await office.loads(PEOPLE + BUDI)
    await office.chat.presses("Simpan")
    third = "Las;27/11/2026;08.00-11.30;Bengkel;Las akhir;Wahyu\n"
    await office.loads(SESSIONS + TWO_CLASSES + third)
    await office.chat.presses("Simpan")
    without = SESSIONS + TWO_CLASSES.splitlines(keepends=True)[0] + third
    assert "Tidak ada lagi di daftar, pengingatnya ditahan: Pengelasan, Kamis 26 Nov 08.00" in (
        await office.loads(without)
    )
    await office.chat.presses("Simpan")
    assert "Ada lagi di daftar: Pengelasan, Kamis 26 Nov" in (
        await office.loads(SESSIONS + TWO_CLASSES + third)
    )


async def test_the_message_with_the_file_goes_from_the_chat(
    bekal: Bekal, office: ListOffice
) -> None:
    await office.sends(PEOPLE + BUDI)
    assert await deletions(bekal) == []
    message = (await uploads_left(bekal))[0][2]
    await office.reads()
    assert await deletions(bekal) == [message]
    await office.chat.presses("Simpan")
    assert await deletions(bekal) == [message]


async def test_whoever_sent_what_cannot_be_deleted_is_asked_to(
    bekal: Bekal, office: ListOffice
) -> None:
    await office.loads(PEOPLE + BUDI)
    await office.chat.presses("Simpan")
    await clean_up(bekal)
    assert await uploads_left(bekal) != []
    await settle_deletions(bekal, "failed")
    await clean_up(bekal)
    assert "Tolong hapus sendiri" in (await pushed(bekal))["3001"].text
    assert await uploads_left(bekal) == []
    await clean_up(bekal)
    assert await pushed(bekal) == {}


async def test_what_is_deleted_is_forgotten(bekal: Bekal, office: ListOffice) -> None:
    await office.loads(PEOPLE + BUDI)
    await settle_deletions(bekal, "sent")
    await clean_up(bekal)
    assert await uploads_left(bekal) == [("read", True, None)]
    await office.chat.presses("Simpan")
    await clean_up(bekal)
    assert await uploads_left(bekal) == []
    assert await pushed(bekal) == {}


@pytest.mark.parametrize("settled", ["Simpan", "Batal"])
async def test_a_list_gets_its_preview_however_long_ago_the_last_was_settled(
    bekal: Bekal, office: ListOffice, settled: str
) -> None:
    old = ""
    for seconds, person in ((0, BUDI), (31, SITI), (3600, BUDI.replace("031", "034"))):
        bekal.clock.move(seconds=seconds)
        await clean_up(bekal)
        before = len(await deletions(bekal))
        assert "Baris diterima: 1" in await office.loads(PEOPLE + person)
        assert len(await deletions(bekal)) == before + 1
        if old:
            assert "sudah selesai diurus" in await office.chat.presses(old)
        else:
            old = office.chat.buttons[0].data
        verb = {"Simpan": "save", "Batal": "drop"}[settled]
        await office.chat.presses(await this_upload(bekal, verb))
        await settle_deletions(bekal, "sent")
        await clean_up(bekal)
        assert await uploads_left(bekal) == []


async def test_a_list_waits_for_an_hour(bekal: Bekal, office: ListOffice) -> None:
    await office.loads(PEOPLE + BUDI)
    save = office.chat.buttons[0].data
    bekal.clock.move(minutes=61)
    assert "sudah lewat satu jam" in await office.chat.presses(save)
    await clean_up(bekal)
    assert await counted(bekal, "uploads WHERE reading IS NOT NULL") == 0
    assert await counted(bekal, "participants") == 0


async def test_the_menu_shows_what_waits(bekal: Bekal, office: ListOffice) -> None:
    await office.chat.says("/petugas")
    assert "Kirim berkasnya ke sini" in await office.chat.presses("Muat daftar")
    await office.loads(PEOPLE + BUDI)
    await office.chat.says("/menu")
    await office.chat.says("/petugas")
    await office.chat.talks(("[Muat daftar]", "Baris diterima: 1"), ("[Simpan]", "Sudah disimpan"))


async def test_the_same_list_again_is_nothing_to_save(bekal: Bekal, office: ListOffice) -> None:
    await office.loads(PEOPLE + BUDI)
    await office.chat.presses("Simpan")
    assert "tidak mengubah apa-apa" in await office.loads(PEOPLE + BUDI)
    assert office.labels == ["Menu"]


async def test_something_else_goes_on_meanwhile(bekal: Bekal, office: ListOffice) -> None:
    await office.sends(PEOPLE + BUDI)
    await office.chat.presses("broadcast:to:all")
    await bekal.participant("LMG-2026-040")
    await bekal.linked("1001", "LMG-2026-040")
    await office.chat.presses("broadcast:to:all")
    await office.reads()
    assert office.labels == ["Simpan", "Batal"]
    assert "Ini yang akan dikirim" in await office.chat.says("Kantor tutup hari Jumat.")


async def test_a_list_that_changed_its_effect_is_shown_again(
    bekal: Bekal, office: ListOffice
) -> None:
    await office.loads(PEOPLE + BUDI)
    save = office.chat.buttons[0].data
    await bekal.participant("LMG-2026-031", "Budi", "1990-08-17")
    assert "Sekarang jadinya begini" in await office.chat.presses(save)
    assert await counted(bekal, "imports") == 0
    assert "Sudah disimpan" in await office.chat.presses("Simpan")


async def test_moved_classes_are_told_if_somebody_wants_it(
    bekal: Bekal, office: ListOffice
) -> None:
    await office.loads(PEOPLE + BUDI)
    await office.chat.presses("Simpan")
    await office.loads(SESSIONS + TWO_CLASSES)
    assert office.labels == ["1. Simpan", "2. Batal"]  # a first list tells nobody
    await office.chat.presses("Simpan")
    await bekal.linked("1001")
    moved = TWO_CLASSES.replace("26/11/2026;08.00-11.30", "26/11/2026;13.00-16.00")
    preview = await office.loads(SESSIONS + moved)
    assert "Pindah: Pengelasan, Kamis 26 Nov 08.00 → Pengelasan, Kamis 26 Nov 13.00" in preview
    assert "Sekarang: lusa, Kamis, 26 November 2026 pukul 13.00–16.00 WIB" in preview
    assert office.labels == ["1. Simpan dan beri tahu (1)", "2. Simpan saja", "3. Batal"]
    assert "Baris diterima" in await office.chat.says("ya")  # two ways to save: asked again
    assert await pushed(bekal) == {}
    assert "Diberi tahu: 1 chat" in await office.chat.presses("beri tahu")
    assert "13.00–16.00" in (await pushed(bekal))["1001"].text


async def test_saved_only_tells_nobody_and_can_be_told_later(
    bekal: Bekal, office: ListOffice
) -> None:
    await office.loads(PEOPLE + BUDI)
    await office.chat.presses("Simpan")
    await office.loads(SESSIONS + TWO_CLASSES)
    await office.chat.presses("Simpan")
    await bekal.linked("1001")
    moved = SESSIONS + TWO_CLASSES.replace("26/11/2026;08.00-11.30", "26/11/2026;13.00-16.00")
    await office.loads(moved)
    assert "kirim daftar ini sekali lagi" in await office.chat.presses("Simpan saja")
    assert await pushed(bekal) == {}
    assert "Chat yang akan diberi tahu: 1" in await office.loads(moved)
    await office.chat.presses("beri tahu")
    assert set(await pushed(bekal)) == {"1001"}


async def test_certificates_that_move_are_told_if_somebody_wants_it(
    bekal: Bekal, office: ListOffice
) -> None:
    budi = await bekal.participant()
    await bekal.certificate(budi, Step.PRINTING)
    await bekal.linked("1001", "LMG-2026-031")
    await bekal.linked("1002", "LMG-2026-031", Topic.SCHEDULE)
    row = "LMG-2026-031;Budi Santoso;Las;;LAS 9990 00187 2026;24/11/2029;Siap Diambil;\n"
    preview = await office.loads(CERTIFICATES + row)
    assert "Sertifikat yang berubah statusnya: 1" in preview
    assert "Pengambilannya gratis" in preview
    assert office.labels == ["1. Simpan dan beri tahu (1)", "2. Simpan saja", "3. Batal"]
    await office.chat.presses("beri tahu")
    assert await pushed(bekal) == {}  # ten minutes to stop it
    assert "paling cepat pukul 09.10" in office.chat.last.text
    bekal.clock.move(minutes=11)
    assert "Siap diambil" in (await pushed(bekal))["1001"].text


async def test_what_is_told_of_certificates_can_be_stopped(
    bekal: Bekal, office: ListOffice
) -> None:
    budi = await bekal.participant()
    await bekal.certificate(budi, Step.PRINTING)
    await bekal.linked("1001", "LMG-2026-031")
    row = "LMG-2026-031;Budi Santoso;Las;;LAS 9990 00187 2026;24/11/2029;Siap Diambil;\n"
    await office.loads(CERTIFICATES + row)
    await office.chat.presses("beri tahu")
    await office.chat.presses(office.chat.buttons[0].data)
    bekal.clock.move(minutes=11)
    assert await pushed(bekal) == {}


async def test_certificates_kept_silent_are_settled(bekal: Bekal, office: ListOffice) -> None:
    budi = await bekal.participant()
    await bekal.certificate(budi, Step.PRINTING)
    await bekal.linked("1001", "LMG-2026-031")
    row = "LMG-2026-031;Budi Santoso;Las;;LAS 9990 00187 2026;24/11/2029;Siap Diambil;\n"
    await office.loads(CERTIFICATES + row)
    await office.chat.presses("Simpan saja")
    bekal.clock.move(minutes=11)
    assert await pushed(bekal) == {}
    assert "tidak mengubah apa-apa" in await office.loads(CERTIFICATES + row)


async def test_which_programme_is_asked(bekal: Bekal, office: ListOffice) -> None:
    def two(tx: Tx) -> None:
        people.programme_named(tx, "Gelombang 1", 2026, bekal.clock.now())
        people.programme_named(tx, "Gelombang 2", 2026, bekal.clock.now())

    await bekal.store.write(two)
    assert "untuk program yang mana" in await office.loads(PEOPLE + BUDI)
    await office.chat.talks(
        ("[Gelombang 2]", "Daftar peserta – Gelombang 2"), ("[Simpan]", "Sudah disimpan")
    )
    assert await counted(bekal, "enrolments WHERE programme_id = 2") == 1


WAVE_ONE = "".join(f"LMG-2026-1{n:02};Orang Satu {n};;;;Las\n" for n in range(4))
WAVE_TWO = "".join(f"LMG-2026-2{n:02};Orang Dua {n};;;;Las\n" for n in range(4))


@pytest.mark.parametrize(
    ("press", "programme"),
    [
        ("1. Pelatihan 2026", "Pelatihan 2026"),
        ("Baru: Pelatihan 2026 Gelombang 2", "Pelatihan 2026 Gelombang 2"),
    ],
)
async def test_a_second_wave_is_asked_about(
    bekal: Bekal, office: ListOffice, press: str, programme: str
) -> None:
    await office.loads(PEOPLE + WAVE_ONE)
    await office.chat.presses("Simpan")
    assert "untuk program yang mana" in await office.loads(PEOPLE + WAVE_TWO, "kedua.csv")
    await office.chat.talks(
        (f"[{press}]", f"Daftar peserta – {programme}"), ("[Simpan]", "4 baris")
    )
    assert "tidak mengubah apa-apa" in await office.loads(PEOPLE + WAVE_TWO)


async def test_a_second_wave_gets_a_name_of_its_own(bekal: Bekal, office: ListOffice) -> None:
    await office.loads(PEOPLE + WAVE_ONE)
    await office.chat.presses("Simpan")
    await office.loads(PEOPLE + WAVE_TWO)
    await office.chat.talks(
        ("[nama lain]", "Apa nama program"),
        ("Pelatihan warga binaan", "nama yang tidak membuka"),
        ("Angkatan II 2026", "Daftar peserta – Angkatan II 2026"),
        ("[Simpan]", "Sudah disimpan"),
    )


async def test_a_number_that_becomes_somebody_elses_is_asked_about(
    bekal: Bekal, office: ListOffice
) -> None:
    await office.loads(PEOPLE + BUDI)
    await office.chat.presses("Simpan")
    renamed = PEOPLE + BUDI.replace("Budi Santoso", "Slamet Riyadi") + SITI
    preview = await office.loads(renamed)
    assert "atas nama lain (Budi Santoso → Slamet Riyadi)" in preview
    assert "Apakah orangnya sama?" in preview
    assert office.labels == ["1. Simpan", "2. Orang yang sama (1)", "3. Batal"]
    await office.chat.talks(
        ("[Orang yang sama]", "nama Budi Santoso → Slamet Riyadi"), ("[Simpan]", "2 baris")
    )


async def test_a_number_of_another_person_stays_his(bekal: Bekal, office: ListOffice) -> None:
    await office.loads(PEOPLE + BUDI)
    await office.chat.presses("Simpan")
    await office.loads(PEOPLE + BUDI.replace("Budi Santoso", "Slamet Riyadi"))
    assert office.labels == ["1. Orang yang sama (1)", "2. Batal"]
    await office.chat.presses("Batal")
    assert await counted(bekal, "participants") == 1


async def test_a_list_of_staff_is_an_admins(bekal: Bekal, office: ListOffice) -> None:
    """Otherwise whoever loads lists could make himself an admin."""
    member = ListOffice(bekal, await bekal.staff_chat("3002", "Sari", Role.STAFF))
    assert "hanya admin" in await member.loads(STAFF + "Sari;Admin;\n")
    assert [each.role for each in await bekal.store.read(staff.everybody)].count(Role.ADMIN) == 1
    assert await counted(bekal, "uploads WHERE reading IS NOT NULL") == 0
    await office.loads(STAFF + "Wahyu Prasetyo;Instruktur;Las\n")
    await office.chat.presses("Simpan")
    assert Role.INSTRUCTOR in {each.role for each in await bekal.store.read(staff.everybody)}


async def test_an_admin_who_is_one_no_longer_saves_no_staff(
    bekal: Bekal, office: ListOffice
) -> None:
    await office.loads(STAFF + "Wahyu Prasetyo;Instruktur;Las\n")
    await bekal.store.write(lambda tx: staff.change(tx, 1, "Retno", Role.STAFF, ()))
    assert "hanya admin" in await office.chat.presses("Simpan")
    assert await counted(bekal, "staff") == 1


def bomb() -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "spreadsheetml")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(100 * 1024 * 1024))
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "daftar.csv", "Berkas ini kosong"),
        (b"\0\0\0", "daftar.xlsx", "Berkas ini kosong"),
        (b"halo semuanya", "daftar.txt", "tidak ditemukan"),
        (b"%PDF-1.7 \xff\xfe\xfd", "daftar.xlsx", "tidak sesuai dengan akhiran"),
        (b"PK\x03\x04 rusak", "daftar.xlsx", "rusak"),
        (bomb(), "daftar.xlsx", "jauh lebih besar"),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
            "daftar.xlsx",
            "sandi",
        ),
        (PEOPLE.encode(), "daftar.csv", "Tidak ada baris"),
    ],
    ids=["empty", "zeros", "no list", "pdf", "damaged", "bomb", "password", "no rows"],
)
async def test_a_file_that_is_no_list(
    bekal: Bekal, office: ListOffice, content: bytes, name: str, words: str
) -> None:
    answer = await office.loads(content, name)
    assert words in answer
    assert len(await deletions(bekal)) == 1
    assert await counted(bekal, "uploads WHERE reading IS NOT NULL AND state = 'over'") == 0
    assert "Simpan" not in " ".join(office.labels)


@pytest.mark.parametrize("name", ["surat.pdf", "program.exe", "daftar.xlsx.zip", "foto.HEIC"])
async def test_another_kind_of_file_is_not_even_fetched(
    bekal: Bekal, office: ListOffice, name: str
) -> None:
    answer = await office.sends("x", name)
    assert "tidak bisa saya baca" in answer
    assert "hapus berkasnya" in answer
    assert await office.reads() == ""
    assert office.channel.fetched == []


async def test_a_file_too_large_is_not_even_fetched(bekal: Bekal, office: ListOffice) -> None:
    assert "paling besar 20 MB" in await office.sends("x", size=MAX_BYTES + 1)
    assert await office.reads() == ""
    assert office.channel.fetched == []


async def test_a_picture_is_no_list(bekal: Bekal, office: ListOffice) -> None:
    photo = DocumentRef("x", "", 10, "image/jpeg", is_picture=True)
    answer = await office.chat.sends(EventKind.DOCUMENT, document=photo, source_message="1")
    assert "jangan kirim foto KTP" in answer


@pytest.mark.parametrize("role", [Role.INSTRUCTOR, Role.ESCORT, None], ids=str)
async def test_nobody_else_s_file_is_fetched(bekal: Bekal, role: Role | None) -> None:
    chat = await bekal.staff_chat("2001", "Wahyu", role) if role else bekal.chat("1009")
    other = ListOffice(bekal, chat)
    assert "jangan kirim foto KTP" in await other.sends(PEOPLE + BUDI)
    assert await other.reads() == ""
    assert other.channel.fetched == []
    assert await counted(bekal, "uploads") == 0


async def test_a_role_that_ends_before_the_reading(bekal: Bekal, office: ListOffice) -> None:
    await office.sends(PEOPLE + BUDI)
    await retire(bekal, office.chat)
    assert await office.reads() == ""
    assert office.channel.fetched == []
    assert len(await deletions(bekal)) == 1


async def test_a_role_that_ends_before_the_saving(bekal: Bekal, office: ListOffice) -> None:
    await office.loads(PEOPLE + BUDI + SITI)
    await retire(bekal, office.chat)
    answer = await office.chat.presses("Simpan")
    assert "Apa yang ingin ditanyakan" in answer
    assert await counted(bekal, "participants") == 0


async def test_somebody_elses_list_is_not_to_be_decided(bekal: Bekal, office: ListOffice) -> None:
    other = await bekal.staff_chat("3002", "Sari", Role.STAFF)
    await office.loads(PEOPLE + BUDI)
    for data in [button.data for button in office.chat.buttons]:
        await other.presses(data)
    assert await counted(bekal, "participants") == 0
    assert "Sudah disimpan" in await office.chat.presses("Simpan")


async def test_deleting_the_chat_takes_its_lists_along(bekal: Bekal, office: ListOffice) -> None:
    await office.loads(PEOPLE + BUDI)
    await bekal.store.write(lambda tx: tx.db.execute("DELETE FROM contacts") and None)
    assert await uploads_left(bekal) == []
    await clean_up(bekal)


async def clean_up(bekal: Bekal) -> int:
    return await bekal.store.write(lambda tx: uploads.clean_up(tx, bekal.clock.now()))


async def settle_deletions(bekal: Bekal, state: str) -> None:
    await bekal.store.write(
        lambda tx: (
            tx.db.execute("UPDATE outbox SET state = ? WHERE dedupe_key GLOB 'delete:*'", (state,))
            and None
        )
    )


async def this_upload(bekal: Bekal, verb: str) -> str:
    """The button's data for the list that waits."""

    def work(tx: Tx) -> str:
        (ident,) = tx.db.execute("SELECT id FROM uploads").fetchone()
        return f"lists:{verb}:{ident}"

    return await bekal.store.read(work)

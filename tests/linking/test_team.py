"""Admins see who has a role, make codes, take roles away and give them back."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat, code_in
from importing_lists import STAFF, import_list, problems
from list_uploads import counted

from programme.people import Role
from store import staff


@pytest.fixture
async def admin(bekal: Bekal) -> Chat:
    return await bekal.staff_chat("3001", "Retno", Role.ADMIN)


async def test_who_has_which_role(bekal: Bekal, admin: Chat) -> None:
    await bekal.staff_chat("2001", "Wahyu Prasetyo", skills=("pengelasan",))
    await bekal.staff_code("Joko Susilo")
    await admin.talks(
        ("/petugas", "Mau apa"),
        ("[Petugas dan instruktur]", "Yang bertugas"),
        ("[Instruktur (2)]", "Siapa"),
        ("[Wahyu]", "Pengelasan"),
        ("[Kembali]", "Yang bertugas"),
    )
    await admin.presses("team:role:instructor:0")
    assert "Belum ada chat yang terhubung" in await admin.presses("Joko")


async def test_a_look_at_one_of_them_is_noted(bekal: Bekal, admin: Chat) -> None:
    await bekal.staff_code("Joko Susilo")
    await admin.presses("team:show:2")
    assert (
        await counted(bekal, "audit WHERE action = 'look at staff' AND subject = 'staff:2'") == 1
    )


async def test_many_are_shown_page_by_page(bekal: Bekal, admin: Chat) -> None:
    for number in range(10):
        await bekal.staff_code(f"Instruktur {chr(65 + number)}")
    await admin.presses("team:role:instructor:0")
    assert any("Instruktur A" in button.label for button in admin.buttons)
    await admin.presses("Berikutnya")
    assert [button.label[3:] for button in admin.buttons] == [
        "Instruktur I",
        "Instruktur J",
        "Kembali",
    ]
    assert "Tidak ada lagi" in await admin.presses("team:role:instructor:99")


async def test_a_code_for_somebody_on_the_list(bekal: Bekal, admin: Chat) -> None:
    await bekal.staff_code("Wahyu Prasetyo", skills=("pengelasan",))
    await admin.presses("team:show:2")
    code = code_in(await admin.presses("Buat kode"))
    wahyu = bekal.chat("2001")
    assert "Selamat datang, Wahyu Prasetyo" in await wahyu.says(f"/start {code}")


async def test_a_role_that_is_taken_away_ends_at_once(bekal: Bekal, admin: Chat) -> None:
    sari = await bekal.staff_chat("3002", "Sari", Role.STAFF)
    await admin.presses("team:code:2")
    unused = code_in(admin.last.text)
    assert "Mau apa" in await sari.says("/petugas")
    await admin.presses("team:show:2")
    await admin.talks(("[Cabut perannya]", "Cabut peran Sari"), ("[Ya, cabut]", "sudah dicabut"))
    assert "Mau apa" not in await sari.says("/petugas")
    for data in ("broadcast:to:all", "people", "codes", "lists", "health", "office"):
        assert "Apa yang ingin ditanyakan" in await sari.confirms(data)
    assert "tidak bisa dipakai" in await sari.says(f"/start {unused}")
    assert await counted(bekal, "audit WHERE action = 'end role' AND subject = 'staff:2'") == 1


async def test_a_list_doesnt_give_it_back_but_an_admin_does(bekal: Bekal, admin: Chat) -> None:
    sari = await bekal.staff_chat("3002", "Sari", Role.STAFF)
    await admin.confirms("team:yes:2")
    assert problems(await import_list(bekal, STAFF + "Sari;Petugas;\n")) == [(2, "role_ended")]
    await admin.presses("team")
    await admin.talks(
        ("[Peran dicabut (1)]", "Siapa"),
        ("[Sari]", "sudah dicabut"),
        ("[Kembalikan]", "perlu kode baru"),
    )
    assert "Mau apa" not in await sari.says("/petugas")
    code = code_in(await admin.presses("Buat kode"))
    await sari.says(f"/start {code}")
    assert "Mau apa" in await sari.says("/petugas")


async def test_nobody_takes_his_own_role_away(bekal: Bekal, admin: Chat) -> None:
    assert "admin lain" in await admin.confirms("team:yes:1")
    assert "Mau apa" in await admin.says("/petugas")


async def test_a_new_escort(bekal: Bekal, admin: Chat) -> None:
    await admin.talks(("[escorts]", "Siapa nama"), ("Agus Salim", "Belum ada program"))
    await bekal.participant()
    await admin.talks(
        ("[escorts]", "Siapa nama"),
        ("123", "Tolong tulis namanya"),
        ("Agus Salim", "Untuk program yang mana"),
        ("[Pelatihan 2026]", "Bisa dipakai sekali"),
    )
    agus = bekal.chat("2001")
    assert "Agus Salim" in await agus.says(f"/start {code_in(admin.last.text)}")
    joined = (await bekal.store.read(staff.everybody))[-1]
    assert (joined.role, joined.programme_id) == (Role.ESCORT, 1)


async def test_an_escort_who_is_something_else(bekal: Bekal, admin: Chat) -> None:
    await bekal.participant()
    await admin.presses("escorts")
    await admin.says("Retno")
    assert "sudah ada di daftar, sebagai: Admin" in await admin.presses("Pelatihan")
    assert await counted(bekal, "staff") == 1


@pytest.mark.parametrize(
    "data",
    [
        "team:show:99",
        "team:code:0",
        "team:yes:99999999999999999999",
        "team:end:x",
        "team:past:1",
        "team:role:king:0",
        "team:role:admin:-1",
        "team:ended:99",
        "team:back:1",
        "team:::",
    ],
)
async def test_forged_buttons(bekal: Bekal, admin: Chat, data: str) -> None:
    assert await admin.confirms(data)
    assert await counted(bekal, "staff WHERE active = 1") == 1
    assert await counted(bekal, "invites WHERE used_at IS NULL") == 0


async def test_the_other_office_staff_have_no_part_in_it(bekal: Bekal, admin: Chat) -> None:
    sari = await bekal.staff_chat("3002", "Sari", Role.STAFF)
    await sari.says("/petugas")
    assert all("instruktur" not in button.label for button in sari.buttons)
    for data in ("team", "team:yes:1", "team:code:1", "team:back:1", "escorts", "escorts:of:1"):
        assert "Apa yang ingin ditanyakan" in await sari.confirms(data)
    assert await counted(bekal, "staff WHERE active = 1") == 2


async def test_short_choices_of_the_menu_stand_side_by_side(bekal: Bekal) -> None:
    office = await bekal.staff_chat("5001", "Rina", Role.ADMIN)
    await office.says("/petugas")
    rows = [[button.label for button in row] for row in office.last.buttons]
    assert ["3. Daftar telepon", "4. Sertifikat"] in rows

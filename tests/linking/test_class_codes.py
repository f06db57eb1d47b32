"""The office makes codes for a whole class in one act."""

from __future__ import annotations

import re

import pytest
from dialogue import Bekal, Chat
from list_uploads import counted
from pdf_text import text_of

from programme.people import Role

CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}")


@pytest.fixture
async def staff(bekal: Bekal) -> Chat:
    """Three of the welders, one of whom has a chat, and a carpenter."""
    await bekal.participant("LMG-2026-031", "Budi Santoso")
    await bekal.participant("LMG-2026-032", "Andi Wijaya")
    await bekal.participant("LMG-2026-033", "Karno Saputra")
    await bekal.participant("LMG-2026-034", "Dedi Prasetyo", skill="meubeler")
    await bekal.linked("1001", "LMG-2026-033")
    return await bekal.staff_chat("3001", "Retno", Role.STAFF)


async def letters(staff: Chat) -> str:
    """The text of the PDF for the welders."""
    await staff.talks(
        ("/petugas", "Mau apa"),
        ("[Kode]", "Tulis nomor peserta"),
        ("[Satu kelas]", "Kelas yang mana"),
        ("[Pengelasan, Pelatihan 2026: 2]", "Berapa lama"),
        ("[90 hari]", "2 kode untuk Pengelasan, Pelatihan 2026"),
    )
    assert staff.last.attachment
    assert staff.last.attachment.name == "surat-Pengelasan-Pelatihan-2026.pdf"
    return text_of(staff.last.attachment.content)


async def test_one_file_has_a_list_and_a_letter_each(bekal: Bekal, staff: Chat) -> None:
    text = await letters(staff)
    cover, *pages = re.split(r"(?m)^No\. \d$", text)
    assert all(
        said in cover
        for said in ("Andi Wijaya", "LMG-2026-032", "Budi Santoso", "LMG-2026-031", "Tanda tangan")
    )
    assert not CODE.search(cover)
    assert "Karno" not in text
    assert "Dedi" not in text
    assert len(pages) == 2
    for page, address in zip(pages, ("1002", "1003"), strict=True):
        assert "Santoso" not in page
        assert "Wijaya" not in page
        found = CODE.search(page)
        assert found
        await bekal.chat(address).opens(found[0], "HP saya")
    assert "Andi" in str(await bekal.chat("1002").says("data saya"))
    assert "Budi" in str(await bekal.chat("1003").says("data saya"))


async def test_it_is_in_the_audit_for_each_of_them(bekal: Bekal, staff: Chat) -> None:
    await letters(staff)
    made = "audit WHERE action = 'invite self' AND actor = 'staff:1'"
    assert await counted(bekal, made) == 2


async def test_everybody_has_a_chat(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.linked("1001")
    staff = await bekal.staff_chat("3001", "Retno", Role.STAFF)
    assert "sudah punya chat" in await staff.presses("classcodes")


@pytest.mark.parametrize(
    "data", ["1:pengelasan:0", "1:pengelasan:9999", "99:pengelasan:30", "1:zzz:30", ":::", "x"]
)
async def test_forged_buttons(bekal: Bekal, staff: Chat, data: str) -> None:
    await staff.presses(f"classcodes:{data}")
    assert await counted(bekal, "invites WHERE used_at IS NULL") == 0


async def test_only_the_office_makes_them(bekal: Bekal, staff: Chat) -> None:
    instructor = await bekal.staff_chat("2001", "Wahyu", skills=("pengelasan",))
    for chat in (instructor, bekal.chat("1001"), bekal.chat("6666")):
        await chat.presses("classcodes:1:pengelasan:30")
    assert await counted(bekal, "invites WHERE used_at IS NULL") == 0


async def test_a_code_says_whose_it_is_and_its_file_too(bekal: Bekal, staff: Chat) -> None:
    await staff.presses("codes:self:1")
    assert "Budi Santoso (LMG-2026-031)" in await staff.presses("30 hari")
    assert staff.last.attachment
    assert staff.last.attachment.name == "surat-LMG-2026-031-Budi-Santoso.pdf"
    assert "Budi" not in text_of(staff.last.attachment.content)
    await staff.presses("codes:self:1")
    await staff.presses("Langsung")
    assert staff.last.attachment
    assert staff.last.attachment.name == "kode-Budi-Santoso.png"

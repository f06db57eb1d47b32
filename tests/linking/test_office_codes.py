"""The office makes codes in its chat, hands them over, and ends them."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat, code_in
from list_uploads import counted

from programme.people import Relation, Role, Topic
from services.linking import office_codes
from services.people.roles import NotAllowed
from store import contacts, paper_consents
from store.connection import Tx


@pytest.fixture
async def staff(bekal: Bekal) -> Chat:
    await bekal.participant("LMG-2026-031", "Budi Santoso")
    await bekal.participant("LMG-2026-032", "Budi Hartono", "1991-01-01")
    return await bekal.staff_chat("3001", "Retno", Role.STAFF)


async def make(staff: Chat, *turns: str) -> str:
    """The code at the end of a dialogue that begins in the menu."""
    await staff.says("/petugas")
    await staff.presses("Kode")
    answer = ""
    for said in turns:
        answer = await (staff.presses(said[1:-1]) if said.startswith("[") else staff.says(said))
    return code_in(answer)


async def test_a_code_for_the_participant(bekal: Bekal, staff: Chat) -> None:
    await staff.talks(
        ("/petugas", "Mau apa"),
        ("[Kode]", "Tulis nomor peserta"),
        ("budi", "Yang mana orangnya"),
        ("[Santoso]", "siapa yang akan memakainya"),
        ("[sendiri]", "Bagaimana kodenya diberikan"),
        ("[Langsung]", "sampai Selasa, 1 Desember 2026"),
    )
    code = code_in(staff.last.text)
    assert f"https://t.me/bekal_bot?start={code.replace('-', '')}" in staff.last.text
    assert staff.last.attachment
    assert staff.last.attachment.name == "kode-Budi-Santoso.png"
    assert staff.last.attachment.content.startswith(b"\x89PNG")
    await bekal.chat("1001").opens(code, "HP saya")
    assert await linked_as(bekal, "1001") == [(Relation.SELF, 1)]


async def test_a_number_finds_him_at_once(bekal: Bekal, staff: Chat) -> None:
    code = await make(staff, "LMG-2026-032", "1", "1", "1")
    await bekal.chat("1001").opens(code, "HP saya")
    assert await linked_as(bekal, "1001") == [(Relation.SELF, 2)]


@pytest.mark.parametrize(("button", "days"), [("30 hari", 30), ("90 hari", 90), ("tahun", 365)])
async def test_a_letter_lasts_longer_and_names_nobody(
    bekal: Bekal, staff: Chat, button: str, days: int
) -> None:
    code = await make(staff, "LMG-2026-031", "[Budi]", "[sendiri]", f"[{button}]")
    letter = staff.last.attachment
    assert letter
    assert letter.media_type == "application/pdf"
    assert letter.content.startswith(b"%PDF")
    assert b"Budi" not in letter.content
    bekal.clock.move(days=days, minutes=-1)
    assert "data" in await bekal.chat("1001").says(f"/start {code}")
    bekal.clock.move(minutes=2)
    assert "tidak bisa dipakai" in await bekal.chat("1002").says(f"/start {code}")


async def test_a_family_code_rests_on_a_paper(bekal: Bekal, staff: Chat) -> None:
    await staff.presses("codes:for:1")
    await staff.talks(
        ("[Keluarga]", "menolak tidak merugikan"),
        ("[sertifikat]", "nomor kertas izin"),
        ("tidak ada kertasnya", "Perlu nomor kertasnya"),
        ("P-17", "Perlu nomor kertasnya dan namanya"),
        ("P-17, Siti Aminah (ibu)", "Bagaimana kodenya diberikan"),
        ("seminggu saja", "Bagaimana kodenya diberikan"),
        ("alamat kantor dimana ya", "Jl. Contoh"),
        ("[codes:make:7]", "Bisa dipakai sekali"),
    )
    code = code_in(staff.last.text)
    assert await papers(bekal) == [
        ("P-17, Siti Aminah (ibu)", frozenset({Topic.SCHEDULE, Topic.CERTIFICATE}))
    ]
    await bekal.chat("1002").opens(code, "HP saya")
    assert await linked_as(bekal, "1002") == [(Relation.FAMILY, 1)]
    assert await counted(bekal, "audit WHERE action = 'record consent'") == 1


async def test_without_a_paper_there_is_no_family_code(bekal: Bekal, staff: Chat) -> None:
    """Also not for buttons that were forged, or are of another time."""
    await staff.presses("codes:topics:1:a")
    for forged in ("codes:make:7", "codes:topics:1:zzz", "codes:topics:99:a", "codes:family:x"):
        await staff.presses(forged)
    assert await counted(bekal, "invites WHERE kind = 'family'") == 0


@pytest.mark.parametrize("days", ["0", "366", "99999999999999999999", "-7", "tujuh", ""])
async def test_no_code_lasts_as_long_as_somebody_likes(
    bekal: Bekal, staff: Chat, days: str
) -> None:
    await staff.presses("codes:self:1")
    assert "mulai lagi" in await staff.presses(f"codes:make:{days}")
    assert await counted(bekal, "invites WHERE kind = 'self'") == 0


async def test_withdrawing_the_consent_ends_what_rests_on_it(bekal: Bekal, staff: Chat) -> None:
    paper = ("LMG-2026-031", "[Budi]", "[Keluarga]", "[Jadwal saja]", "P-17 Siti", "[Langsung]")
    used, unused = await make(staff, *paper), await make(staff, *paper)
    other = await make(
        staff, "LMG-2026-031", "[Budi]", "[Keluarga]", "[Semua]", "P-18 Siti", "[Langsung]"
    )
    await bekal.chat("1002").opens(used, "HP saya")
    await bekal.chat("1003").opens(other, "HP saya")
    await bekal.linked("1001")
    assert len(await papers(bekal)) == 2  # the same paper is kept once
    await staff.presses("people:show:1")
    await staff.talks(("[Cabut izin]", "langsung berakhir"), ("[P-17", "Sudah diakhiri"))
    assert await linked_as(bekal, "1002") == []
    assert await linked_as(bekal, "1003") == [(Relation.FAMILY, 1)]
    assert await linked_as(bekal, "1001") == [(Relation.SELF, 1)]
    assert "tidak bisa dipakai" in await bekal.chat("1004").says(f"/start {unused}")
    assert await papers(bekal) == [("P-18 Siti", frozenset(Topic))]


async def test_a_code_is_ended_where_it_was_shown(bekal: Bekal, staff: Chat) -> None:
    code = await make(staff, "LMG-2026-031", "[Budi]", "[sendiri]", "[Langsung]")
    button = staff.buttons[0].data
    await staff.talks(("[Akhiri kode ini]", "tidak bisa dipakai siapa pun"))
    assert "sudah berakhir" in await staff.presses(button)
    assert "tidak bisa dipakai" in await bekal.chat("1001").says(f"/start {code}")


async def test_a_lost_code_is_ended_without_knowing_it(bekal: Bekal, staff: Chat) -> None:
    code = await make(staff, "LMG-2026-031", "[Budi]", "[sendiri]", "[Langsung]")
    assert "sampai 1 Desember 2026" in await staff.presses("people:show:1")
    assert code not in staff.last.text
    await staff.talks(("[Akhiri kode]", "Belum ada yang memakainya"), ("1", "Sudah diakhiri"))
    assert "tidak bisa dipakai" in await bekal.chat("1001").says(f"/start {code}")


async def test_the_code_of_a_role_is_an_admins_to_end(bekal: Bekal, staff: Chat) -> None:
    code = await bekal.staff_code("Wahyu")
    invite = await counted(bekal, "invites")
    await staff.presses(f"codes:end:{invite}")
    assert "Selamat datang" in await bekal.chat("2001").says(f"/start {code}")

    def as_staff(tx: Tx) -> None:
        office_codes.for_member(
            tx,
            contacts.at(tx, "telegram", "3001", bekal.clock.now()),
            1,
            bekal.clock.now(),
            days=7,
        )

    with pytest.raises(NotAllowed):
        await bekal.store.write(as_staff)


async def test_a_consent_of_somebody_else_is_not_withdrawn(bekal: Bekal, staff: Chat) -> None:
    await make(staff, "LMG-2026-031", "[Budi]", "[Keluarga]", "[Semua]", "P-17 Siti", "[Langsung]")
    assert "memang sudah berakhir" in await staff.confirms("people:end-papers:2:1")
    assert len(await papers(bekal)) == 1


async def test_somebody_who_left_the_list(bekal: Bekal, staff: Chat) -> None:
    await staff.presses("codes:self:1")
    await bekal.store.write(
        lambda tx: tx.db.execute("DELETE FROM participants WHERE id = 1") and None
    )
    assert "sudah tidak ada di daftar" in await staff.presses("Langsung")
    assert await counted(bekal, "consents WHERE paper IS NOT NULL") == 0


async def papers(bekal: Bekal) -> list[tuple[str, frozenset[Topic]]]:
    held = await bekal.store.read(lambda tx: paper_consents.held(tx, 1))
    return [(each.paper, each.topics) for each in held]


async def linked_as(bekal: Bekal, address: str) -> list[tuple[Relation, int]]:
    def work(tx: Tx) -> list[tuple[Relation, int]]:
        chat = contacts.at(tx, "telegram", address, bekal.clock.now())
        held = contacts.links(tx, chat.id, bekal.clock.now())
        return [(link.relation, link.participant_id) for link in held]

    return await bekal.store.write(work)

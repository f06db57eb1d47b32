"""The use of somebody's data is restricted: it stays stored, and nothing comes of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from dialogue import Bekal, Chat
from pushes import pushed

from programme.people import Role, Topic
from services.operations.retention import AUDIT_KEPT, forget, rules_of

RESTED = "sedang dibatasi"


@pytest.fixture
async def office(bekal: Bekal) -> Chat:
    await bekal.certificate(await bekal.participant())
    await bekal.participant("LMG-2026-032", "Andi Wijaya")
    await bekal.session("2026-11-27 12:30")
    return await bekal.staff_chat("3001", "Retno", Role.STAFF)


async def restrict(office: Chat) -> None:
    await office.talks(
        ("[people:show:1]", "Budi"), ("[Batasi]", "Batasi penggunaan data Budi"),
        ("[Ya, batasi]", "dibatasi sejak 24 November 2026"),
    )  # fmt: skip


async def test_by_himself_and_lifted_by_the_office(bekal: Bekal, office: Chat) -> None:
    budi = await bekal.linked("1001")
    mother = await bekal.linked("1002", "LMG-2026-031", Topic.CERTIFICATE)
    await mother.presses("Lewati")
    await budi.talks(("batasi data saya", "Batasi penggunaan"), ("[Ya, batasi]", "dibatasi mulai"))
    for chat in (budi, mother):
        answer = await chat.says("sertifikat saya")
        assert RESTED in answer
        assert "Siap diambil" not in answer
    assert "Dibatasi sejak: 24 November 2026" in await budi.says("data saya")
    bekal.clock.move(days=100)
    await office.talks(("[people:show:1]", "dibatasi sejak"), ("[people:lift:1]", "Budi"))
    assert "Siap diambil" in await mother.says("sertifikat")


async def test_nothing_is_sent_told_or_listed(bekal: Bekal, office: Chat) -> None:
    budi, andi = await bekal.linked("1001"), await bekal.linked("1002", "LMG-2026-032")
    await restrict(office)
    escort = await bekal.staff_chat("4001", "Slamet Widodo", Role.ESCORT)
    group = await escort.says("daftar hadir jumat")
    assert "Budi" not in group
    await office.talks(("[broadcast:to:all]", ""), ("Kantor tutup hari Jumat.", ""))
    await office.presses("Kirim")
    assert set(await pushed(bekal)) == {"1002"}
    assert "Siap diambil" not in await bekal.chat("6").says("sertifikat LMG-2026-031 17-8-1990")
    assert RESTED in await budi.says("sertifikat saya")
    assert "12.30" in await andi.says("jadwal jumat")


async def test_a_code_waits_till_it_is_lifted(bekal: Bekal, office: Chat) -> None:
    code = await bekal.code()
    await restrict(office)
    assert "tidak bisa dipakai" in await bekal.chat("1001").says(code)
    await office.presses("people:lift:1")
    await bekal.chat("1001").opens(code, "HP saya")
    assert "Siap diambil" in await bekal.chat("1001").says("sertifikat saya")


async def test_what_rests_is_not_tidied_away(bekal: Bekal, office: Chat) -> None:
    await bekal.linked("1001")
    await restrict(office)
    bekal.clock.move(days=400)
    rules = rules_of(AUDIT_KEPT, timedelta(days=1))
    for _ in range(5):
        await bekal.store.write(lambda tx: forget(tx, rules, bekal.clock.now()))
        bekal.clock.move(hours=1)
    held = "SELECT COUNT(*) FROM links JOIN contacts ON contacts.id = contact_id"
    assert await bekal.store.read(lambda tx: tx.db.rows(held)) == [(1,)]


async def test_only_the_office_and_he_himself(bekal: Bekal, office: Chat) -> None:
    mother = await bekal.linked("1002", "LMG-2026-031", Topic.CERTIFICATE)
    await mother.presses("Lewati")
    await mother.talks(("batasi data saya", ""), ("[Ya, batasi]", "di chat peserta sendiri"))
    for data in ("people:restrict:1", "people:restrict-yes:1", "people:lift:1"):
        await mother.confirms(data)
    assert "Siap diambil" in await mother.says("sertifikat")
    restricted = "SELECT COUNT(*) FROM participants WHERE restricted_at IS NOT NULL"
    assert await bekal.store.read(lambda tx: tx.db.rows(restricted)) == [(0,)]


async def test_it_is_in_the_audit(bekal: Bekal, office: Chat) -> None:
    await restrict(office)
    await office.presses("people:lift:1")
    noted = "SELECT actor, action FROM audit WHERE action LIKE '%restrict%' ORDER BY id"
    assert await bekal.store.read(lambda tx: tx.db.rows(noted)) == [
        ("staff:1", "restrict"), ("staff:1", "lift restriction")
    ]  # fmt: skip

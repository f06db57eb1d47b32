"""A holder has a proof made for an employer, sees his proofs and takes one back: dialogues."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from dialogue import Bekal, Chat
from employer_proofs import PUBLIC_URL, code_in, give_pages, have_made
from pdf_text import text_of

from programme.certificates import Kind, Step
from programme.discretion import find_forbidden
from programme.employer_proofs import MOST_AT_ONCE, Standing
from programme.people import Topic
from services.proofs import proofs
from store import certificates, people
from store.connection import Tx

FOREIGN = "LMG-2026-050"


@pytest.fixture
async def holder(bekal: Bekal) -> Chat:
    give_pages(bekal, certified_by="LSP Las Nusantara")
    await bekal.certificate(await bekal.participant())
    return await bekal.linked("1001")


async def standing_of(bekal: Bekal, code: str) -> Standing | None:
    now = bekal.clock.now()
    found = await bekal.store.read(
        lambda tx: proofs.check(tx, code, now, now.astimezone(bekal.setup.zone).date())
    )
    return found.standing if found else None


async def change(bekal: Bekal, **values: object) -> None:
    def work(tx: Tx) -> None:
        found = certificates.by_any_number(tx, "LAS 9990 00187 2026")
        assert found
        certificates.change(tx, replace(found, **values), bekal.clock.now())  # type: ignore[arg-type]

    await bekal.store.write(work)


def labels(chat: Chat) -> list[str]:
    return [button.label.partition(". ")[2] or button.label for button in chat.buttons]


async def test_from_the_certificate_to_a_link_and_a_paper(bekal: Bekal, holder: Chat) -> None:
    await holder.talks(
        ("sertif sy udh jadi blm", "Siap diambil"),
        ("[Bukti untuk perusahaan]", "Namanya ikut dicantumkan?"),
        ("[Dengan nama]", "Berapa lama"),
        ("[90 hari]", "sampai 22 Februari 2027"),
    )
    code = code_in(holder.last.text)
    assert await standing_of(bekal, code) is Standing.VALID
    paper = holder.last.attachment
    assert paper
    assert (paper.name, paper.media_type) == ("bukti-sertifikat.pdf", "application/pdf")
    text = text_of(paper.content)
    for said in (
        "Budi Santoso",
        "Pengelasan",
        "Sertifikat kompetensi",
        "LAS 9990 00187 2026",
        "LSP Las Nusantara",
        "24 November 2029",
        f"{PUBLIC_URL}/cek/",
        code,
        "Menurut catatan Disnaker Lamongan",
    ):
        assert said in text
    for hidden in ("LMG-2026-031", "Pelatihan 2026", "1990", "1001"):
        assert hidden not in text
        assert hidden.encode() not in paper.content
    assert find_forbidden(text) is None


async def test_by_words_and_numbers_on_an_old_phone(holder: Chat) -> None:
    await holder.talks(("bukti", "Namanya ikut"), ("no 2", "Berapa lama"), ("3", PUBLIC_URL))
    assert "sampai 24 November 2027" in holder.last.text


async def test_without_the_name_the_paper_tells_to_compare(holder: Chat) -> None:
    await have_made(holder, "Tanpa nama", "30 hari")
    assert holder.last.attachment
    text = text_of(holder.last.attachment.content)
    assert "Budi" not in text
    assert "KTP" in text


async def test_long_names_and_addresses_stay_on_the_paper(bekal: Bekal) -> None:
    address = (
        "Jl. KH. Ahmad Dahlan No. 1, Kelurahan Tumenggungan, Kabupaten Lamongan, Jawa Timur 62211"
    )
    give_pages(bekal, address=address)
    name = "Raden Mas Muhammad Khoirul Anwar Abdurrahman Wahid"
    await bekal.certificate(await bekal.participant(name=name))
    chat = await bekal.linked("1001")
    await have_made(chat)
    assert chat.last.attachment
    lines = text_of(chat.last.attachment.content).splitlines()
    at = lines.index("Raden Mas Muhammad Khoirul Anwar Abdurrahman")
    assert lines[at + 1] == "Wahid"
    assert "0812-0000-9000" in lines


async def test_a_javanese_reader_gets_an_indonesian_paper(holder: Chat) -> None:
    await holder.presses("language:jv")
    await holder.says("/bukti")
    await holder.presses("Nganggo jeneng")
    await holder.presses("90 dina")
    assert holder.last.attachment
    assert "Nomor sertifikat" in text_of(holder.last.attachment.content)


async def test_of_several_certificates_one_is_chosen(bekal: Bekal, holder: Chat) -> None:
    budi = await bekal.store.read(lambda tx: people.by_number(tx, "LMG-2026-031"))
    assert budi
    await bekal.certificate(budi.id, Step.COLLECTED, "MEB 1", "meubeler")
    await bekal.certificate(budi.id, Step.PRINTING, "KON 1", "konstruksi")
    await holder.says("/bukti")
    assert labels(holder) == ["Meubeler", "Pengelasan", "Batal"]
    await holder.talks(
        ("[Meubeler]", "Namanya"), ("[Dengan nama]", "lama"), ("[30 hari]", "/cek/")
    )
    assert holder.last.attachment
    assert "MEB 1" in text_of(holder.last.attachment.content)


@pytest.mark.parametrize(
    ("step", "number", "valid_until"),
    [
        *((step, "X 1", None) for step in Step if step not in (Step.READY, Step.COLLECTED)),
        (Step.READY, None, None),
        (Step.READY, "X 1", date(2026, 11, 23)),
    ],
)
async def test_what_cannot_be_proven_is_told_and_not_offered(
    bekal: Bekal, holder: Chat, step: Step, number: str | None, valid_until: date | None
) -> None:
    def work(tx: Tx) -> None:
        found = certificates.by_any_number(tx, "LAS 9990 00187 2026")
        assert found
        changed = replace(found, number=number, valid_until=valid_until)
        certificates.change(tx, changed, bekal.clock.now())
        if step is not found.step:
            certificates.move(tx, changed, step, "uji", "test", bekal.clock.now())

    await bekal.store.write(work)
    await holder.says("sertifikat")
    assert "Bukti untuk perusahaan" not in labels(holder)
    assert "Bukti bisa dibuat kalau" in await holder.says("/bukti")


async def test_a_certificate_of_training_is_called_that(bekal: Bekal, holder: Chat) -> None:
    await change(bekal, kind=Kind.TRAINING)
    await have_made(holder)
    assert holder.last.attachment
    text = text_of(holder.last.attachment.content)
    assert "Sertifikat pelatihan" in text
    assert "kompetensi" not in text
    assert "LSP" not in text


async def test_only_the_holder_on_his_own_phone(bekal: Bekal, holder: Chat) -> None:
    family = await bekal.linked("1002", "LMG-2026-031", *Topic)
    borrowed = bekal.chat("1003")
    await borrowed.opens(await bekal.code(), "HP pinjaman")
    stranger = bekal.chat("1004")
    for chat in (family, borrowed, stranger):
        await chat.says("sertifikat")
        assert "Bukti untuk perusahaan" not in labels(chat)
        for said in ("/bukti", "bukti saya"):
            assert "hanya bisa diminta pemilik sertifikat sendiri" in await chat.says(said)
        for forged in ("proof:of:1", "proof:name:1:yes", "proof:make:1:yes:90", "proof:mine"):
            answer = await chat.confirms(forged)
            assert "hanya bisa diminta" in answer
            assert chat.last.attachment is None


@pytest.mark.parametrize(
    "forged",
    [
        "proof:of:2",
        "proof:name:2:yes",
        "proof:make:2:yes:90",
        "proof:make:999999999999999999:yes:90",
        "proof:make:-1:yes:90",
        "proof:make:2",
        "proof:make",
        "proof::::::",
        "proof:make:1' OR 1=1:yes:90",
        "proof:end:2",
        "proof:ended:2",
        "proof:ended:x",
    ],
)
async def test_forged_buttons_reach_nobody_else(bekal: Bekal, holder: Chat, forged: str) -> None:
    other = await bekal.participant(FOREIGN, "Sugeng Wibowo")
    await bekal.certificate(other, number="LAS 2")
    sugeng = await bekal.linked("1050", FOREIGN)
    await have_made(holder)
    his = await have_made(sugeng)
    answer = await holder.confirms(forged)
    assert "Sugeng" not in answer
    assert holder.last.attachment is None
    assert await standing_of(bekal, his) is Standing.VALID


async def test_a_forged_period_is_the_usual_one(holder: Chat) -> None:
    assert "sampai 22 Februari 2027" in await holder.confirms("proof:make:1:yes:36500")


async def test_each_of_his_proofs_is_shown_and_can_be_taken_back(
    bekal: Bekal, holder: Chat
) -> None:
    assert "Belum ada bukti" in await holder.says("bukti saya")
    first = await have_made(holder)
    bekal.clock.move(hours=1)
    second = await have_made(holder, "Tanpa nama", "30 hari")
    shown = await holder.presses("Bukti saya")
    assert "Selasa 24 Nov 09.00: Pengelasan, dengan nama, sampai 22 Februari 2027" in shown
    assert "Selasa 24 Nov 10.00: Pengelasan, tanpa nama, sampai 24 Desember 2026" in shown
    await holder.talks(
        ("[Cabut: Selasa 24 Nov 09.00]", "Cabut bukti ini?"), ("ya", "Sudah dicabut")
    )
    assert await standing_of(bekal, first) is Standing.TAKEN_BACK
    assert await standing_of(bekal, second) is Standing.VALID
    assert [each for each in labels(holder) if each.startswith("Cabut")] == [
        "Cabut: Selasa 24 Nov 10.00"
    ]


async def test_he_may_change_his_mind(bekal: Bekal, holder: Chat) -> None:
    code = await have_made(holder)
    await holder.talks(
        ("[Bukti saya]", "dengan nama"), ("[Cabut", "Cabut bukti"), ("tidak", "nama")
    )
    assert await standing_of(bekal, code) is Standing.VALID


async def test_a_new_phone_sees_and_ends_the_old_ones(bekal: Bekal, holder: Chat) -> None:
    code = await have_made(holder)
    new = await bekal.linked("1005")
    await new.talks(("bukti saya", "dengan nama"), ("[Cabut", "Cabut bukti"), ("[Ya]", "Sudah"))
    assert await standing_of(bekal, code) is Standing.TAKEN_BACK


async def test_an_ended_link_leaves_them_as_they_are(bekal: Bekal, holder: Chat) -> None:
    code = await have_made(holder)
    await holder.says("bukan saya")
    await holder.says("ya")
    assert await standing_of(bekal, code) is Standing.VALID
    assert "hanya bisa diminta" in await holder.says("/bukti")


async def test_with_the_chats_data_its_proofs_end(bekal: Bekal, holder: Chat) -> None:
    code = await have_made(holder)
    await holder.says("hapus data")
    await holder.presses("Ya, hapus")
    assert await standing_of(bekal, code) is Standing.TAKEN_BACK


async def test_so_many_hold_at_once_and_no_more(bekal: Bekal, holder: Chat) -> None:
    for _ in range(MOST_AT_ONCE):
        await holder.confirms("proof:make:1:no:30")
    assert "Cabut dulu salah satunya" in await holder.confirms("proof:make:1:no:30")
    await holder.talks(("[Bukti saya]", "tanpa nama"), ("[Cabut", "Cabut"), ("[Ya]", "Sudah"))
    assert PUBLIC_URL in await holder.confirms("proof:make:1:no:30")


async def test_an_office_without_pages_gives_a_paper_that_sends_to_the_office(
    bekal: Bekal, holder: Chat
) -> None:
    bekal.setup = replace(bekal.setup, public_url="")
    await holder.says("/bukti")
    assert "bertanya ke kantor" in await holder.presses("Dengan nama")
    assert holder.last.attachment
    text = text_of(holder.last.attachment.content)
    assert "sebutkan nomor sertifikatnya" in text
    assert "0812-0000-9000" in text
    assert "http" not in text
    kept = await bekal.store.read(
        lambda tx: tx.db.execute("SELECT COUNT(*) FROM employer_proofs").fetchone()
    )
    assert kept == (0,)


async def test_the_audit_tells_who_did_it_by_random_ids(bekal: Bekal, holder: Chat) -> None:
    await have_made(holder)
    await holder.talks(("[Bukti saya]", "nama"), ("[Cabut", "Cabut"), ("[Ya]", "Sudah"))
    rows = await bekal.store.read(
        lambda tx: tx.db.execute(
            "SELECT a.action, p.id FROM audit a JOIN participants p ON p.uid = a.subject "
            "WHERE a.action LIKE '%employer proof'"
        ).fetchall()
    )
    assert rows == [
        ("issue employer proof", 1),
        ("revoke employer proof", 1),
    ]


async def test_nothing_of_it_can_be_read_in_the_file(bekal: Bekal, holder: Chat) -> None:
    code = await have_made(holder)
    stored = await bekal.store.read(
        lambda tx: tx.db.execute("SELECT code_hash, statement FROM employer_proofs").fetchall()
    )
    written = b"".join(column for row in stored for column in row)
    for secret in (code, code.upper(), "Budi", "LAS 9990"):
        assert secret.encode() not in written

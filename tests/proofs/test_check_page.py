"""The page on which an employer checks a proof, over HTTP."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date

import jwt
import pytest
from dialogue import Bekal, Chat
from employer_proofs import PUBLIC_URL, Employer, employer_of, give_pages, have_made
from pdf_text import text_of

from programme.certificates import Step
from services.proofs import proofs
from store import certificates
from store.connection import Tx
from web.public import MOST_A_MINUTE

NUMBER = "LAS 9990 00187 2026"
NOT_THERE = "2345abcdefghjkmnpqrstuvwxy"


@pytest.fixture
async def holder(bekal: Bekal) -> Chat:
    """Budi in his own chat, with a certificate that is ready."""
    give_pages(bekal, certified_by="LSP Las Nusantara")
    await bekal.certificate(await bekal.participant(programme="Pelatihan Rahasia"))
    return await bekal.linked("1001")


@pytest.fixture
async def employer(bekal: Bekal, holder: Chat) -> AsyncIterator[Employer]:
    async with employer_of(bekal) as employer:
        yield employer


async def change_certificate(bekal: Bekal, **values: object) -> None:
    """The office's list says something else of Budi's certificate."""

    def work(tx: Tx) -> None:
        found = certificates.by_any_number(tx, NUMBER)
        assert found
        certificates.change(tx, replace(found, **values), bekal.clock.now())  # type: ignore[arg-type]

    await bekal.store.write(work)


async def move_certificate(bekal: Bekal, step: Step) -> None:
    def work(tx: Tx) -> None:
        found = certificates.by_any_number(tx, NUMBER)
        assert found
        certificates.move(tx, found, step, "uji", "test", bekal.clock.now())

    await bekal.store.write(work)


def told(page: str) -> dict[str, str]:
    """What the page says must stand on the certificate."""
    return dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page))


async def test_it_says_what_must_stand_on_the_paper(
    bekal: Bekal, holder: Chat, employer: Employer
) -> None:
    await change_certificate(bekal, scheme="Juru Las SMAW 2G", issued_on=date(2026, 10, 28))
    status, page = await employer.checks(await have_made(holder))
    assert status == 200
    assert "<h1>Sertifikat ini berlaku</h1>" in page
    assert "Diperiksa Selasa, 24 November 2026 pukul 09.00 WIB" in page
    assert told(page) == {
        "Nama": "Budi Santoso",
        "Bidang": "Pengelasan",
        "Jenis": "Sertifikat kompetensi",
        "Skema": "Juru Las SMAW 2G",
        "Nomor sertifikat": NUMBER,
        "Diterbitkan oleh": "LSP Las Nusantara",
        "Tanggal terbit": "28 Oktober 2026",
        "Berlaku sampai": "24 November 2029",
    }
    assert "kertas itu telah diubah" in page
    assert "dilihat sampai 22 Februari 2027" in page


async def test_it_tells_nothing_else(holder: Chat, employer: Employer) -> None:
    _, page = await employer.checks(await have_made(holder))
    for hidden in ("LMG-2026-031", "LMG2026031", "Rahasia", "1990", "1001"):
        assert hidden not in page


async def test_the_name_is_there_only_with_his_leave(holder: Chat, employer: Employer) -> None:
    status, page = await employer.checks(await have_made(holder, "Tanpa nama"))
    assert status == 200
    assert "Budi" not in page
    assert "Cocokkan nama di sertifikat dengan KTP-nya" in page


@pytest.mark.parametrize(
    ("step", "status", "title"),
    [
        (Step.COLLECTED, 200, "Sertifikat ini berlaku"),
        (Step.SUSPENDED, 200, "Sertifikat ini sedang dibekukan"),
        (Step.LOST, 200, "Sertifikat ini dilaporkan hilang"),
        (Step.EXPIRED, 200, "Sertifikat ini sudah kedaluwarsa"),
        (Step.REVOKED, 410, "Sertifikat ini sudah dicabut"),
        (Step.PRINTING, 410, "Bukti ini tidak sesuai lagi"),
    ],
)
async def test_it_follows_the_certificate(
    bekal: Bekal, holder: Chat, employer: Employer, step: Step, status: int, title: str
) -> None:
    code = await have_made(holder)
    await move_certificate(bekal, step)
    found, page = await employer.checks(code)
    assert found == status
    assert f"<h1>{title}</h1>" in page
    is_valid = step is Step.COLLECTED
    assert ("Budi Santoso" in page) is is_valid
    assert (NUMBER in page) is (step is not Step.PRINTING)
    assert ("Yang harus tertulis" in page) is is_valid
    assert ("Berlaku sampai" in page) is (step in (Step.COLLECTED, Step.EXPIRED))


async def test_a_certificate_whose_last_day_is_over_is_expired(
    bekal: Bekal, holder: Chat, employer: Employer
) -> None:
    await change_certificate(bekal, valid_until=date(2026, 12, 1))
    code = await have_made(holder)
    bekal.clock.set("2026-12-01 23:59")
    assert "Sertifikat ini berlaku" in (await employer.checks(code))[1]
    bekal.clock.set("2026-12-02 00:00")
    status, page = await employer.checks(code)
    assert status == 200
    assert "Sertifikat ini sudah kedaluwarsa" in page


async def test_a_proof_that_was_taken_back_says_so_and_nothing_more(
    holder: Chat, employer: Employer
) -> None:
    code = await have_made(holder)
    await holder.talks(("[Bukti saya]", "Bukti saya"), ("[Cabut:", "Cabut"), ("[Ya]", "dicabut"))
    status, page = await employer.checks(code)
    assert status == 410
    assert "Bukti ini sudah dicabut pemiliknya" in page
    assert told(page) == {}


async def test_a_proof_whose_time_is_over_says_so_and_is_forgotten_later(
    bekal: Bekal, holder: Chat, employer: Employer
) -> None:
    code = await have_made(holder, period="30 hari")
    bekal.clock.move(days=30)
    status, page = await employer.checks(code)
    assert (status, told(page)) == (410, {})
    assert "Waktu pemeriksaan bukti ini sudah habis" in page
    bekal.clock.move(days=91)
    forgotten = await bekal.store.write(lambda tx: proofs.forget_old(tx, bekal.clock.now()))
    assert forgotten == 1
    assert (await employer.checks(code))[0] == 404


@pytest.mark.parametrize("values", [{"number": "LAS 1"}, {"valid_until": date(2031, 1, 1)}])
async def test_a_proof_that_the_list_has_overtaken_no_longer_holds(
    bekal: Bekal, holder: Chat, employer: Employer, values: dict[str, object]
) -> None:
    code = await have_made(holder)
    await change_certificate(bekal, **values)
    status, page = await employer.checks(code)
    assert (status, told(page)) == (410, {})
    assert "Bukti ini tidak sesuai lagi" in page


async def test_with_an_erased_participant_his_proofs_are_gone(
    bekal: Bekal, holder: Chat, employer: Employer
) -> None:
    code = await have_made(holder)
    await bekal.store.write(lambda tx: tx.db.execute("DELETE FROM participants"))
    assert (await employer.checks(code))[0] == 404


async def test_a_scheme_that_names_such_a_place_is_left_out(
    bekal: Bekal, holder: Chat, employer: Employer
) -> None:
    await change_certificate(bekal, scheme="Juru Las Lapas Lamongan", place="Lapas")
    _, page = await employer.checks(await have_made(holder))
    assert "Sertifikat ini berlaku" in page
    assert "lapas" not in page.lower()


async def test_a_number_that_names_such_a_place_lacks_that_word(
    bekal: Bekal, holder: Chat, employer: Employer
) -> None:
    await change_certificate(bekal, number="021/LAPAS-LMG/2026")
    code = await have_made(holder)
    status, page = await employer.checks(code)
    assert status == 200
    assert told(page)["Nomor sertifikat"] == "021/…-LMG/2026"
    assert holder.last.attachment
    paper = text_of(holder.last.attachment.content)
    assert "021/...-LMG/2026" in paper
    _, badge = await employer.get(f"/cek/{code}/credential")
    claims = jwt.decode(badge, options={"verify_signature": False})
    for shown in (page, paper, str(claims)):
        assert "lapas" not in shown.lower()


@pytest.mark.parametrize(
    "code",
    [
        NOT_THERE,
        "",
        "x",
        "0" * 3000,
        "%00",
        "%F0%9F%98%80",
        "..%2F..%2Fbekal.db",
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "a/b/c",
        "LMG-2026-031",
    ],
)
async def test_whatever_is_no_code_reads_the_same(employer: Employer, code: str) -> None:
    answer, page = await employer.get(f"/cek/{code}")
    assert answer.status == 404
    other, same = await employer.get(f"/cek/{NOT_THERE}")
    assert page == same
    assert set(answer.headers) == set(other.headers)
    assert "Bukti tidak ditemukan" in page


async def test_a_code_may_be_typed_in_capitals_and_groups(
    holder: Chat, employer: Employer
) -> None:
    code = (await have_made(holder)).upper()
    groups = "-".join(code[start : start + 4] for start in range(0, len(code), 4))
    assert (await employer.checks(groups))[0] == 200


async def test_everything_is_escaped(bekal: Bekal, employer: Employer) -> None:
    hostile = """"><script>alert('1')</script>&amp;"""
    someone = await bekal.participant("LMG-2026-099", hostile)
    await bekal.certificate(someone, number=f"7 {hostile}")
    status, page = await employer.checks(
        await have_made(await bekal.linked("1099", "LMG-2026-099"))
    )
    assert status == 200
    assert "<script" not in page
    assert page.count("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;") == 2


async def test_it_needs_little_and_lets_nothing_in(holder: Chat, employer: Employer) -> None:
    answer, page = await employer.get(f"/cek/{await have_made(holder)}")
    assert len(page.encode()) < 8_000
    assert "<script" not in page
    assert re.findall(r'(?:src|href)="(?!tel:|data:,|https://bekal\.example/cek/)', page) == []
    headers = answer.headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert "noindex" in headers["X-Robots-Tag"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Server" not in headers


async def test_an_address_that_asks_too_often_waits_a_minute(
    bekal: Bekal, employer: Employer
) -> None:
    for _ in range(MOST_A_MINUTE):
        assert (await employer.checks(NOT_THERE))[0] == 404
    answer, page = await employer.get(f"/cek/{NOT_THERE}")
    assert answer.status == 429
    assert answer.headers["Retry-After"] == "60"
    assert "Terlalu banyak pemeriksaan" in page
    assert answer.headers["Cache-Control"] == "no-store"
    other, _ = await employer.get(f"/cek/{NOT_THERE}", **{"X-Forwarded-For": "203.0.113.7"})
    assert other.status == 404
    bekal.clock.move(minutes=1)
    assert (await employer.checks(NOT_THERE))[0] == 404


async def test_a_store_out_of_order_is_told_as_that(bekal: Bekal, employer: Employer) -> None:
    bekal.store.close()
    status, page = await employer.checks(NOT_THERE)
    assert status == 503
    assert "Ini tidak berarti sertifikatnya tidak berlaku" in page
    for path in ("/.well-known/did.json", "/status/revocation", f"/cek/{NOT_THERE}/credential"):
        answer, _ = await employer.get(path)
        assert answer.status == 503


async def test_it_can_only_be_looked_at(employer: Employer) -> None:
    for method in ("POST", "PUT", "DELETE"):
        async with employer.session.request(method, f"{employer.url}/cek/{NOT_THERE}") as answer:
            assert answer.status == 405


async def test_an_office_without_pages_has_no_link(bekal: Bekal) -> None:
    await bekal.certificate(await bekal.participant())
    chat = await bekal.linked("1001")
    await chat.says("/bukti")
    assert PUBLIC_URL not in await chat.presses("Dengan nama")

"""The try-it chat in a real browser."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, Route, expect
from webchat_people import INSTRUCTOR, MOTHER, PARTICIPANT, STRANGER, Answers, open_page, shown

from programme.messages import Attachment, Button, EventKind, Outgoing
from web.chat import Persona

pytestmark = pytest.mark.browser

PHONE = (360, 740)
DESKTOP = (1280, 800)

ONE_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c494441"
    "54789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)

Open = Callable[[str, tuple[int, int]], Awaitable[Page]]


@pytest.fixture
async def visit(browser: Browser) -> AsyncIterator[Open]:
    """Opens a page of a given size. Whatever the browser complains about fails the test."""
    complaints: list[str] = []
    expected = re.compile(
        r"Failed to load resource|ERR_"
    )  # a refused or broken request, on purpose

    async def visit(url: str, size: tuple[int, int]) -> Page:
        width, height = size
        page = await browser.new_page(
            viewport={"width": width, "height": height}, has_touch=size == PHONE
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda line: (
                line.type == "error"
                and not expected.search(line.text)
                and complaints.append(line.text)
            ),
        )
        await page.goto(url)
        return page

    yield visit
    assert complaints == []


def pane(page: Page, persona: Persona) -> Locator:
    return page.locator(f"section[data-address={persona.address}]")


def messages(page: Page, persona: Persona) -> Locator:
    return pane(page, persona).locator(".message")


async def write(page: Page, persona: Persona, text: str) -> None:
    box = pane(page, persona).get_by_role("textbox")
    await box.fill(text)
    await box.press("Enter")


SCHEDULE = Outgoing(
    "<b>Pengelasan</b>\nBesok, 25 November 2026\npukul 08.00 WIB",
    ((Button("Hadir", "yes"), Button("Tidak bisa", "no")),),
)
ME = PARTICIPANT.address


async def test_on_a_phone_somebody_asks_and_presses(visit: Open) -> None:
    answers: Answers = {"jadwal": [(ME, SCHEDULE)], "yes": [(ME, Outgoing("Terima kasih."))]}
    async with open_page(answers) as (url, office):
        page = await visit(url, PHONE)
        await page.get_by_role("link", name="Budi Santoso").click()
        await write(page, PARTICIPANT, "jadwal")
        answer = messages(page, PARTICIPANT).nth(1)
        await expect(answer.locator("b")).to_have_text("Pengelasan")
        assert "2026\npukul" in await answer.locator(".text").inner_text()
        await answer.get_by_role("button", name="Hadir").click()
        await expect(messages(page, PARTICIPANT).nth(2)).to_contain_text("Terima kasih.")
        await expect(answer.locator(".pressed")).to_have_text("Hadir")
        assert [(event.text, event.data) for event in office.taken] == [
            ("jadwal", ""),
            ("", "yes"),
        ]
        width = await page.evaluate("document.scrollingElement.scrollWidth")
        assert width == PHONE[0]


async def test_the_welcome_starts_the_bot_and_hints_are_sent(visit: Open) -> None:
    async with open_page() as (url, office):
        page = await visit(url + f"/#{ME}", PHONE)
        await pane(page, PARTICIPANT).get_by_role("button", name="Mulai").click()
        await pane(page, PARTICIPANT).get_by_role("button", name="jadwal saya").click()
        await expect(messages(page, PARTICIPANT).locator("time")).to_have_text(
            [re.compile(r"\d\d\.\d\d")] * 2
        )
        assert [event.kind for event in office.taken] == [EventKind.START, EventKind.TEXT]
        await expect(pane(page, PARTICIPANT).get_by_role("button", name="Mulai")).to_be_hidden()


async def test_a_change_shows_in_the_panes_beside_at_once_and_is_edited_in_place(
    visit: Open,
) -> None:
    change = Outgoing("Sesi las besok pindah ke <b>pukul 10.00</b>.")
    people = (PARTICIPANT, MOTHER)
    answers: Answers = {"Kirim": [(person.address, change) for person in people]}
    async with open_page(answers) as (url, office):
        page = await visit(url, DESKTOP)
        for persona in (PARTICIPANT, MOTHER, INSTRUCTOR):
            await expect(pane(page, persona)).to_be_visible()
        await expect(pane(page, STRANGER)).to_be_hidden()
        progress = await office.chat.send(INSTRUCTOR.address, Outgoing("terkirim 0 dari 2"))
        await write(page, INSTRUCTOR, "Kirim")
        for persona in people:
            await expect(messages(page, persona)).to_contain_text("pukul 10.00")
        done = Outgoing("terkirim 2 dari 2", edit_of=progress.provider_id)
        await office.chat.send(INSTRUCTOR.address, done)
        await expect(messages(page, INSTRUCTOR).first).to_contain_text("terkirim 2 dari 2")
        await expect(messages(page, INSTRUCTOR)).to_have_count(2)


async def test_a_fourth_person_takes_the_place_of_the_one_used_longest_ago(visit: Open) -> None:
    async with open_page() as (url, _):
        page = await visit(url, DESKTOP)
        await page.get_by_role("link", name="Orang lain").click()
        await expect(pane(page, STRANGER).get_by_role("textbox")).to_be_focused()
        await expect(pane(page, INSTRUCTOR)).to_be_hidden()
        await expect(pane(page, PARTICIPANT)).to_be_visible()


async def test_news_for_somebody_else_is_counted_and_the_way_back_keeps_the_focus(
    visit: Open,
) -> None:
    async with open_page() as (url, office):
        page = await visit(url, PHONE)
        mother = page.get_by_role("link", name="Bu Siti")
        await page.get_by_role("link", name="Budi Santoso").click()
        await office.chat.send(MOTHER.address, Outgoing("Ada kabar."))
        await expect(messages(page, MOTHER)).to_have_count(1)
        await page.get_by_role("link", name="Kembali memilih orang").click()
        await expect(page.get_by_role("link", name="Budi Santoso")).to_be_focused()
        await expect(mother).to_contain_text("1 baru")
        await mother.click()
        await expect(messages(page, MOTHER)).to_be_visible()
        await page.go_back()
        await expect(mother).not_to_contain_text("baru")


async def test_what_is_sent_is_text_whatever_it_looks_like(visit: Open) -> None:
    hostile = (
        "<img src=x onerror=alert(1)><script>alert(2)</script> <b>tebal <i>miring</b> &lt;b&gt; "
        '<a href="javascript:alert(3)">x</a> &amp;lt; </i></b> https://example.org/?a=1&amp;b="x"'
    )
    async with open_page({"<b>halo</b>": [(ME, Outgoing(hostile))]}) as (url, _):
        page = await visit(url, DESKTOP)
        await write(page, PARTICIPANT, "<b>halo</b>")
        own, answer = messages(page, PARTICIPANT).nth(0), messages(page, PARTICIPANT).nth(1)
        await expect(own.locator(".text")).to_have_text("<b>halo</b>")
        text = await answer.locator(".text").inner_text()
        assert text == (
            "<img src=x onerror=alert(1)><script>alert(2)</script> tebal miring <b> "
            '<a href="javascript:alert(3)">x</a> &lt;  https://example.org/?a=1&b="x"'
        )
        assert await answer.locator("img, script").count() == 0
        links = answer.locator(".text a")
        await expect(links).to_have_count(1)
        assert await links.get_attribute("href") == "https://example.org/?a=1&b="


async def test_what_failed_can_be_tried_again_and_is_one_event(visit: Open) -> None:
    async with open_page({"yes": [(ME, Outgoing("Dicatat."))]}) as (url, office):
        page = await visit(url, DESKTOP)
        office.trouble = OSError("disk full")
        await write(page, PARTICIPANT, "halo")
        own = messages(page, PARTICIPANT).first
        await expect(own.get_by_role("alert")).to_contain_text("Belum terkirim.")
        await own.get_by_role("button", name="Coba lagi").click()
        await expect(own.get_by_role("alert")).to_contain_text("Belum terkirim.")
        office.trouble = None
        await own.get_by_role("button", name="Coba lagi").click()
        await expect(own.get_by_role("alert")).to_have_count(0)
        await expect(messages(page, PARTICIPANT)).to_have_count(1)

        await office.chat.send(ME, SCHEDULE)
        question = messages(page, PARTICIPANT).nth(1)
        office.trouble = OSError("disk full")
        await question.get_by_role("button", name="Hadir").click()
        await question.get_by_role("button", name="Coba lagi").wait_for()
        office.trouble = None
        await question.get_by_role("button", name="Coba lagi").click()
        await expect(messages(page, PARTICIPANT).nth(2)).to_contain_text("Dicatat.")
        assert [(event.text, event.data) for event in office.taken] == [("halo", ""), ("", "yes")]


async def test_a_lost_acknowledgement_makes_no_second_event(visit: Open) -> None:
    async def lose_answer(route: Route) -> None:
        await route.fetch()
        await route.abort()

    async with open_page() as (url, office):
        page = await visit(url, DESKTOP)
        await office.chat.send(ME, SCHEDULE)
        await page.route("**/chats/**", lose_answer, times=2)
        await write(page, PARTICIPANT, "halo")
        await expect(messages(page, PARTICIPANT)).to_have_count(2)
        question = messages(page, PARTICIPANT).first
        await question.get_by_role("button", name="Hadir").click()
        await question.get_by_role("button", name="Coba lagi").click()
        await expect(question.locator(".pressed")).to_have_text("Hadir")
        await expect(pane(page, PARTICIPANT).get_by_role("alert")).to_have_count(0)
        await expect(messages(page, PARTICIPANT)).to_have_count(2)
        assert [(event.text, event.data) for event in office.taken] == [("halo", ""), ("", "yes")]


async def test_pictures_show_and_documents_are_offered(visit: Open) -> None:
    picture = Attachment("undangan.png", "image/png", ONE_PIXEL)
    letter = Attachment("surat.pdf", "application/pdf", b"%PDF-1.4 letter")
    async with open_page() as (url, office):
        page = await visit(url, DESKTOP)
        await office.chat.send(ME, Outgoing("Kode", attachment=picture))
        await office.chat.send(ME, Outgoing("Surat", attachment=letter))
        image = pane(page, PARTICIPANT).get_by_role("img", name="undangan.png")
        await expect(image).to_have_js_property("naturalWidth", 1)
        link = pane(page, PARTICIPANT).get_by_role("link", name="surat.pdf")
        await expect(link).to_contain_text("15 B")
        async with page.expect_download() as download:
            await link.click()
        saved = await download.value
        assert saved.suggested_filename == "surat.pdf"
        assert await asyncio.to_thread(Path(await saved.path()).read_bytes) == letter.content


async def test_a_document_is_uploaded_and_a_large_one_kindly_refused(
    visit: Open, tmp_path: Path
) -> None:
    small, large = tmp_path / "daftar.csv", tmp_path / "film.mp4"
    small.write_bytes(b"a;b")
    with large.open("wb") as file:
        file.truncate(20 * 1024 * 1024 + 1)
    async with open_page() as (url, office):
        page = await visit(url, DESKTOP)
        field = pane(page, PARTICIPANT).get_by_label("Kirim berkas")
        await field.set_input_files(small)
        sent = messages(page, PARTICIPANT).first
        await expect(sent.get_by_role("link")).to_contain_text("daftar.csv")
        await field.set_input_files(large)
        refused = messages(page, PARTICIPANT).nth(1)
        await expect(refused.get_by_role("alert")).to_contain_text("Paling besar 20 MB")
        await expect(refused.get_by_role("button")).to_have_count(0)
        [event] = office.taken
        assert event.document
        assert event.document.size == 3


async def test_ones_own_number_is_shared_by_a_button(visit: Open) -> None:
    ask = Outgoing("Bagikan nomor Ibu.", ask_phone="Bagikan nomor saya")
    async with open_page() as (url, office):
        page = await visit(url, DESKTOP)
        await office.chat.send(MOTHER.address, ask)
        await pane(page, MOTHER).get_by_role("button", name="Bagikan nomor saya").click()
        await expect(messages(page, MOTHER).nth(1)).to_contain_text("081200000002")
        [event] = office.taken
        assert (event.phone, event.phone_is_own) == (MOTHER.phone, True)
        await page.get_by_role("link", name="Orang lain").click()
        await office.chat.send(STRANGER.address, ask)
        await pane(page, STRANGER).get_by_role("button", name="Bagikan nomor saya").click()
        await expect(pane(page, STRANGER).get_by_role("alert")).to_contain_text(
            "tidak punya nomor"
        )


async def test_the_keyboard_is_enough(visit: Open) -> None:
    menu = Outgoing("Mau apa?", ((Button("Jadwal", "s"),), (Button("Sertifikat", "c"),)))
    async with open_page({"halo": [(ME, menu)]}) as (url, office):
        page = await visit(url, PHONE)
        await page.keyboard.press("Tab")
        await expect(page.get_by_role("link", name="Budi Santoso")).to_be_focused()
        await page.keyboard.press("Enter")
        box = pane(page, PARTICIPANT).get_by_role("textbox")
        while not await box.evaluate("box => box === document.activeElement"):
            await page.keyboard.press("Tab")
        await page.keyboard.type("halo")
        await page.keyboard.press("Shift+Enter")
        await expect(box).to_have_value("halo\n")
        await page.keyboard.press("Backspace")
        await page.keyboard.press("Enter")
        await expect(box).to_be_focused()
        await expect(box).to_have_value("")
        certificate = pane(page, PARTICIPANT).get_by_role("button", name="Sertifikat")
        await certificate.focus()
        await page.keyboard.press("Enter")
        await expect(certificate).to_have_class(re.compile("pressed"))
        await expect(certificate).to_be_focused()
        _, message = await shown(office.chat, ME)
        edit = Outgoing("Mau apa lagi?", menu.buttons, edit_of=message.message_id)
        await office.chat.send(ME, edit)
        await expect(messages(page, PARTICIPANT).nth(1)).to_contain_text("lagi")
        await expect(certificate).to_be_focused()


async def test_a_screen_reader_hears_who_speaks(visit: Open) -> None:
    async with open_page() as (url, office):
        page = await visit(url, DESKTOP)
        await office.chat.send(MOTHER.address, Outgoing("Ada kabar."))
        log = page.get_by_role("log", name="Percakapan Bu Siti dengan Bekal")
        await expect(log).to_have_attribute("aria-live", "polite")
        await expect(log).to_contain_text("Bekal kepada Bu Siti: Ada kabar.")


async def test_the_page_lives_through_a_restart_and_a_reload(visit: Open) -> None:
    async with open_page() as (url, office):
        page = await visit(url, DESKTOP)
        await write(page, PARTICIPANT, "sebelum")
        await expect(messages(page, PARTICIPANT).locator("time")).to_have_text(
            re.compile(r"\d\d\.\d\d")
        )
        await page.reload()
        await expect(messages(page, PARTICIPANT)).to_contain_text("sebelum")
        old = await office.chat.send(ME, SCHEDULE)
        await expect(messages(page, PARTICIPANT)).to_have_count(2)
    await expect(page.get_by_role("status")).to_contain_text("terputus")
    port = int(url.rpartition(":")[2])
    async with open_page(port=port) as (_, office):
        await expect(page.get_by_role("status")).to_have_text("")
        await pane(page, PARTICIPANT).get_by_role("button", name="Hadir").click()
        await office.chat.send(ME, Outgoing("sesudah"))
        await expect(messages(page, PARTICIPANT)).to_have_count(3)
        [event] = office.taken
        assert (event.data, event.source_message) == ("yes", old.provider_id)
        await page.reload()
        await expect(messages(page, PARTICIPANT)).to_have_count(1)
        await write(page, PARTICIPANT, "lagi")
        await expect(messages(page, PARTICIPANT)).to_have_count(2)


async def test_a_link_with_a_code_waits_for_somebody_to_open_it(visit: Open) -> None:
    async with open_page() as (url, office):
        page = await visit(f"{url}/?start=ABCD2345", PHONE)
        await expect(page.get_by_role("status")).to_contain_text("Ada kode undangan")
        await page.get_by_role("link", name="Bu Siti").click()
        await pane(page, MOTHER).get_by_role("button", name="Kirim", exact=True).click()
        await expect(messages(page, MOTHER)).to_have_count(1)
        await expect(messages(page, MOTHER).locator("time")).to_have_text(re.compile(r"\d"))
        [event] = office.taken
        assert (event.kind, event.data) == (EventKind.START, "ABCD2345")

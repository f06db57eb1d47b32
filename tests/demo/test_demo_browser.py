"""`bekal demo` as people meet it: the real command, a real browser."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from cli_process import running
from playwright.async_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser

PHONE = (360, 740)
DESKTOP = (1280, 800)
PARTICIPANT, MOTHER, INSTRUCTOR, STRANGER = (
    "demo-peserta", "demo-ibu", "demo-instruktur", "demo-tamu",
)  # fmt: skip


class Visitor:
    """Somebody at the page of a demo."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def pane(self, who: str) -> Locator:
        return self.page.locator(f"section[data-address={who}]")

    async def becomes(self, who: str) -> None:
        await self.page.locator(f"a[data-address={who}]").click()
        await expect(self.pane(who)).to_be_visible()

    async def writes(self, who: str, text: str) -> Locator:
        """Write and wait for the answer."""
        box = self.pane(who).get_by_role("textbox")
        await box.fill(text)
        return await self._answer(who, box.press("Enter"))

    async def presses(self, who: str, label: str) -> Locator:
        """Press a button of the last answer and wait for the next."""
        last = self.pane(who).locator(".message").last
        return await self._answer(who, last.get_by_role("button", name=label).click())

    async def takes_hint(self, who: str, number: int) -> Locator:
        hint = self.pane(who).locator(".hints button").nth(number)
        return await self._answer(who, hint.click())

    async def _answer(self, who: str, does: object) -> Locator:
        answers = self.pane(who).locator(".message:not(.own)")
        before = await answers.count()
        await does  # type: ignore[misc]
        await expect(answers).to_have_count(before + 1)
        return answers.last.locator(".text")


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    async with running(tmp_path, "demo", "--port", "0") as process:
        assert process.stdout
        said = (await process.stdout.readline()).decode()
        found = re.search(r"http://\S+", said)
        assert found, said
        yield found[0]


async def visit(browser: Browser, address: str, size: tuple[int, int]) -> Visitor:
    width, height = size
    page = await browser.new_page(
        viewport={"width": width, "height": height},
        has_touch=size == PHONE,
        timezone_id="Asia/Jakarta",
    )
    await page.goto(address)
    return Visitor(page)


async def test_everybody_gets_his_own_answer(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    visitor = await visit(browser, address, DESKTOP)
    answer = await visitor.writes(PARTICIPANT, "jdwl las bsk jam brp pak")
    await expect(answer).to_contain_text(re.compile(r"besok.*pukul \d\d\.\d\d.*Bengkel Las", re.S))
    answer = await visitor.writes(PARTICIPANT, "sertif sy udh jadi blm")
    await expect(answer).to_contain_text("Siap diambil")
    answer = await visitor.presses(PARTICIPANT, "Cara mengambil")
    await expect(answer).to_contain_text("Loket 2")

    answer = await visitor.writes(MOTHER, "anakku jadwal e kapan")
    await expect(answer).to_contain_text("siapa")
    answer = await visitor.writes(MOTHER, "2")
    await expect(answer).to_contain_text("Meubeler")

    answer = await visitor.writes(INSTRUCTOR, "Las besok diundur jam 10")
    await expect(answer).to_contain_text("10.00")
    await visitor.presses(INSTRUCTOR, "Kirim")
    for who in (PARTICIPANT, MOTHER):
        told = visitor.pane(who).locator(".message").last
        await expect(told).to_contain_text(re.compile("Jadwal berubah.*10.00", re.S))
    answer = await visitor.presses(PARTICIPANT, "Hadir")
    await expect(answer).to_contain_text("dicatat: hadir")
    await visitor.page.screenshot(path=tmp_path / "desktop.png")


async def test_somebody_unknown_asks_once_and_then_links_himself_on_a_phone(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    visitor = await visit(browser, address, PHONE)
    await visitor.becomes(STRANGER)
    answer = await visitor.writes(STRANGER, "jadwal las besok")
    await expect(answer).to_contain_text("Pengelasan")
    await expect(answer).not_to_contain_text("Bengkel")
    await visitor.takes_hint(STRANGER, 0)
    await visitor.takes_hint(STRANGER, 1)
    answer = await visitor.takes_hint(STRANGER, 2)
    await expect(answer).to_contain_text("Siap diambil")
    await expect(answer).not_to_contain_text(re.compile("Slamet|Pengelasan"))
    answer = await visitor.takes_hint(STRANGER, 3)
    await expect(answer).to_contain_text("setuju")
    await visitor.writes(STRANGER, "1")
    answer = await visitor.presses(STRANGER, "Jadwal kelas")
    await expect(answer).to_contain_text(re.compile(r"Konstruksi.*Ruang Praktik 1", re.S))
    answer = await visitor.takes_hint(STRANGER, 3)
    await expect(answer).not_to_contain_text("setuju")
    width = await visitor.page.evaluate("document.scrollingElement.scrollWidth")
    assert width == PHONE[0]
    await visitor.page.screenshot(path=tmp_path / "phone.png")


async def test_the_chat_is_there_again_after_a_reload(browser: Browser, address: str) -> None:
    visitor = await visit(browser, address, DESKTOP)
    await visitor.writes(PARTICIPANT, "halo")
    await visitor.page.reload()
    await expect(visitor.pane(PARTICIPANT).locator(".message")).to_have_count(2)

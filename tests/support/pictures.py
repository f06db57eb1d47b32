"""Takes the demo's pictures in docs/images anew: `.venv/bin/python tests/support/pictures.py`.

They show 24 November 2026, from 09.00 WIB on, as the transcripts of README.md do.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from browser import MISSING, find_chromium  # noqa: E402
from PIL import Image  # noqa: E402
from playwright.async_api import Browser, Locator, Page, async_playwright, expect  # noqa: E402

from bot import logs  # noqa: E402
from bot.demo import run  # noqa: E402
from bot.demo.sample import INSTRUCTOR, MOTHER, PARTICIPANT  # noqa: E402
from services.clock import SystemClock  # noqa: E402
from store.connection import Store  # noqa: E402

IMAGES = ROOT / "docs" / "images"
DAY = datetime(2026, 11, 24, 9, tzinfo=run.ZONE)
COLOURS = 128
CHANGE = "Las besok diundur jam 10, pindah ke bengkel 2"


class ClockOfThatDay(SystemClock):
    """Goes on from `DAY`."""

    def __init__(self) -> None:
        self._ahead = DAY - datetime.now(UTC)

    def now(self) -> datetime:
        return super().now() + self._ahead


class Visitor:
    """Somebody at the page of a demo where nobody has written yet."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def pane(self, who: str) -> Locator:
        return self.page.locator(f"section[data-address={who}]")

    async def writes(self, who: str, text: str) -> None:
        answers = self.pane(who).locator(".message:not(.own)")
        before = await answers.count()
        box = self.pane(who).get_by_role("textbox")
        await box.fill(text)
        await box.press("Enter")
        await expect(answers).to_have_count(before + 1)

    async def presses(self, who: str, label: str) -> None:
        last = self.pane(who).locator(".message").last
        await last.get_by_role("button", name=label).click()

    async def reads(self, who: str, text: str) -> None:
        await expect(self.pane(who).locator(".message").last).to_contain_text(text)

    async def takes(self, shown: Page | Locator, name: str) -> None:
        """A picture of `shown`, with nothing marked by focus or mouse."""
        await self.page.evaluate("document.activeElement.blur()")
        await self.page.mouse.move(0, 0)
        file = IMAGES / name
        await shown.screenshot(path=file)
        with Image.open(file) as picture:
            picture.convert("RGB").quantize(COLOURS).save(file, optimize=True)


@asynccontextmanager
async def visiting(browser: Browser, width: int, height: int) -> AsyncIterator[Visitor]:
    with TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "bekal.db", Path(folder) / "bekal.key")
        address: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        served = asyncio.create_task(run.serve(store, ClockOfThatDay(), 0, address.set_result))
        page = await browser.new_page(
            viewport={"width": width, "height": height}, timezone_id=run.ZONE.key
        )
        await page.goto(await address)
        yield Visitor(page)
        await page.close()
        signal.raise_signal(signal.SIGTERM)
        await served
        store.close()


async def three_chats(visitor: Visitor) -> None:
    await visitor.writes(PARTICIPANT, "jdwl las bsk jam brp pak")
    await visitor.writes(MOTHER, "anakku jadwal e kapan")
    await visitor.writes(MOTHER, "1")
    await visitor.writes(INSTRUCTOR, CHANGE)
    await visitor.takes(visitor.page, "demo.png")


async def an_announcement(visitor: Visitor) -> None:
    await visitor.writes(INSTRUCTOR, CHANGE)
    await visitor.takes(visitor.pane(INSTRUCTOR), "umumkan-pratinjau.png")
    await visitor.presses(INSTRUCTOR, "Kirim")
    await visitor.presses(PARTICIPANT, "Hadir")
    await visitor.reads(MOTHER, "Jadwal berubah")
    await visitor.reads(INSTRUCTOR, "Hadir: 1")
    await visitor.takes(visitor.page.locator("main"), "umumkan-hasil.png")


async def main(chromium: str) -> None:
    async with async_playwright() as playwright:
        arguments = ["--headless", "--no-sandbox"]
        browser = await playwright.chromium.launch(executable_path=chromium, args=arguments)
        async with visiting(browser, 1280, 800) as visitor:
            await three_chats(visitor)
        async with visiting(browser, 1280, 880) as visitor:
            await an_announcement(visitor)


if __name__ == "__main__":
    found = find_chromium()
    if found is None:
        sys.exit(MISSING)
    logs.configure("text", "warning")
    asyncio.run(main(found))

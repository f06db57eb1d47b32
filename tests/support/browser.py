"""A real Chromium for tests marked `browser`.

Without Chromium they are skipped, and the end of the run says so in capitals. Where
BEKAL_REQUIRE_BROWSER=1 is set, a missing Chromium is an error.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, async_playwright

MISSING = "no Chromium on this machine (apt-get install chromium)"

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> str | None:
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


@asynccontextmanager
async def running(executable: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=[*_QUIET])
        try:
            yield browser
        finally:
            await browser.close()


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    executable = find_chromium()
    if executable is None:
        if os.environ.get("BEKAL_REQUIRE_BROWSER") == "1":
            pytest.fail(f"BEKAL_REQUIRE_BROWSER=1, but there is {MISSING}")
        pytest.skip(MISSING)
    async with running(executable) as chromium:
        yield chromium


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [
        report
        for report in terminalreporter.stats.get("skipped", [])
        if MISSING in str(report.longrepr)
    ]
    if skipped:
        terminalreporter.section("BROWSER TESTS DID NOT RUN", yellow=True, bold=True)
        terminalreporter.line(f"{len(skipped)} tests skipped: {MISSING}")

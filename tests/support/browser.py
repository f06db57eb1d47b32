"""A real Chromium for tests marked `browser`.

Without Chromium they are skipped, and the end of the run says so in capitals. Where
BEKAL_REQUIRE_BROWSER=1 is set, a missing Chromium is an error.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser, async_playwright, expect

MISSING = "no Chromium on this machine (apt-get install chromium)"

PATIENCE = 60.0
"""Seconds that a busy machine is given to show what a page shows at once."""

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


expect.set_options(timeout=PATIENCE * 1000)


def find_chromium() -> str | None:
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One Chromium for all tests of this process; the address where it takes commands."""
    executable = find_chromium()
    if executable is None:
        if os.environ.get("BEKAL_REQUIRE_BROWSER") == "1":
            pytest.fail(f"BEKAL_REQUIRE_BROWSER=1, but there is {MISSING}")
        pytest.skip(MISSING)
    profile = tmp_path_factory.mktemp("chromium")
    with subprocess.Popen(  # noqa: S603 - found on the PATH
        [executable, *_QUIET, "--remote-debugging-port=0", f"--user-data-dir={profile}"],
        stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stderr
        yield next(line for line in process.stderr if "DevTools listening" in line).split()[-1]
        process.kill()


@pytest.fixture
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """The shared Chromium; each page has a profile of its own and is gone afterwards."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.connect_over_cdp(chromium, is_local=True)
        yield browser
        for context in browser.contexts[1:]:
            await context.close()
        await browser.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [
        report
        for report in terminalreporter.stats.get("skipped", [])
        if MISSING in str(report.longrepr)
    ]
    if skipped:
        terminalreporter.section("BROWSER TESTS DID NOT RUN", yellow=True, bold=True)
        terminalreporter.line(f"{len(skipped)} tests skipped: {MISSING}")

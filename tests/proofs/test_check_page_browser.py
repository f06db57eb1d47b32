"""The check page in a browser on an old phone: no script, little light, narrow."""

from __future__ import annotations

import re

import pytest
from dialogue import Bekal
from employer_proofs import employer_of, give_pages, have_made
from playwright.async_api import Browser, Page, expect

from programme.certificates import Step

pytestmark = pytest.mark.browser

OLD_PHONE = {"width": 320, "height": 568}


async def open_without_scripts(browser: Browser, url: str, complaints: list[str]) -> Page:
    context = await browser.new_context(viewport=OLD_PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    page = await context.new_page()
    page.on("console", lambda line: complaints.append(line.text))
    await page.goto(url)
    return page


async def test_an_employer_reads_it_on_an_old_phone(bekal: Bekal, browser: Browser) -> None:
    give_pages(bekal, certified_by="LSP Las Nusantara")
    await bekal.certificate(
        await bekal.participant(name="Muhammad Khoirul Anam Setyawan"), Step.COLLECTED
    )
    code = await have_made(await bekal.linked("1001"))
    complaints: list[str] = []
    async with employer_of(bekal) as employer:
        page = await open_without_scripts(browser, f"{employer.url}/cek/{code}", complaints)
        await expect(page.get_by_role("heading", level=1)).to_have_text("Sertifikat ini berlaku")
        await expect(page).to_have_title("Sertifikat ini berlaku")
        await expect(page.locator("dl")).to_contain_text("Muhammad Khoirul Anam Setyawan")
        await expect(page.locator("html")).to_have_attribute("lang", "id")
        link = page.get_by_role("link", name="Data bertanda tangan digital")
        await expect(link).to_have_attribute("href", re.compile(r"/credential$"))
        body = await page.locator("main").bounding_box()
        assert body
        assert body["x"] >= 0
        assert body["x"] + body["width"] <= OLD_PHONE["width"]
        verdict = page.locator(".verdict")
        await expect(verdict).to_have_css("border-radius", "16px")
    assert complaints == []


async def test_an_unknown_code_is_told_kindly(bekal: Bekal, browser: Browser) -> None:
    give_pages(bekal)
    complaints: list[str] = []
    async with employer_of(bekal) as employer:
        page = await open_without_scripts(browser, f"{employer.url}/cek/abc", complaints)
        await expect(page.get_by_role("heading", level=1)).to_have_text("Bukti tidak ditemukan")
        await expect(page.get_by_role("link", name="0812-0000-9000")).to_have_attribute(
            "href", "tel:081200009000"
        )
    assert all("404" in complaint for complaint in complaints)

"""The pages for everybody where the bot really runs: `bekal run` and the demo."""

from __future__ import annotations

import json
import re
import socket
from pathlib import Path

import aiohttp
import pytest
from cli_process import running
from playwright.async_api import Browser, expect
from telegram_server import BotApiServer

from bot.config.values import Unusable, public_url

TOKEN = "123456:loopback"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


async def get(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.text()


async def test_the_bot_serves_them_beside_polling_and_its_key_stays(tmp_path: Path) -> None:
    port = free_port()
    keys = []
    async with BotApiServer() as server:
        account = server.bot(TOKEN, username="bekal_uji_bot", open_to_all=True)
        settings = {
            "BEKAL_TELEGRAM_TOKEN": TOKEN,
            "BEKAL_TELEGRAM_API_BASE_URL": server.url,
            "BEKAL_WEB_LISTEN": f"127.0.0.1:{port}",
            "BEKAL_WEB_PUBLIC_URL": "https://bekal.example/",
            "BEKAL_OFFICE_NAME": "Disnaker Contoh",
        }
        for message in range(2):
            async with running(tmp_path, "run", **settings):
                account.push_text(5, "/start")
                await account.next_message(5, after=message)
                status, page = await get(f"http://127.0.0.1:{port}/cek/abc")
                assert status == 404
                assert "Disnaker Contoh" in page
                status, document = await get(f"http://127.0.0.1:{port}/.well-known/did.json")
                assert status == 200
                assert json.loads(document)["id"] == "did:web:bekal.example"
                keys.append(document)
    assert keys[0] == keys[1]


async def test_without_an_address_nothing_is_served(tmp_path: Path) -> None:
    port = free_port()
    async with BotApiServer() as server:
        account = server.bot(TOKEN, username="bekal_uji_bot", open_to_all=True)
        settings = {
            "BEKAL_TELEGRAM_TOKEN": TOKEN,
            "BEKAL_TELEGRAM_API_BASE_URL": server.url,
            "BEKAL_WEB_LISTEN": f"127.0.0.1:{port}",
        }
        async with running(tmp_path, "run", **settings):
            account.push_text(5, "/start")
            await account.next_message(5)
            with pytest.raises(aiohttp.ClientConnectorError):
                await get(f"http://127.0.0.1:{port}/cek/abc")


@pytest.mark.parametrize(
    "address",
    [
        "http://bekal.example",
        "https://a:b@bekal.example",
        "https://bekal.example/?a=1",
        "https://bekal.example/#a",
        "https://be kal.example",
        "https://",
        "bekal",
    ],
)
def test_an_address_that_cannot_be_ours_is_refused(address: str) -> None:
    with pytest.raises(Unusable) as refused:
        public_url(address)
    assert refused.value.what == "is not an https address"


def test_an_address_that_would_give_people_away_is_refused() -> None:
    with pytest.raises(Unusable, match="lapas"):
        public_url("https://lapas.example")
    assert public_url("https://bekal.example/cek/") == "https://bekal.example/cek"
    assert public_url("") == ""


@pytest.mark.browser
async def test_a_newcomer_tries_it_in_the_demo(tmp_path: Path, browser: Browser) -> None:
    async with running(tmp_path, "demo", "--port", "0") as process:
        assert process.stdout
        found = re.search(r"http://\S+", (await process.stdout.readline()).decode())
        assert found
        page = await browser.new_page(viewport={"width": 360, "height": 740})
        await page.goto(f"{found[0]}/#demo-peserta")
        chat = page.locator("section[data-address=demo-peserta]")
        box = chat.get_by_role("textbox")
        await box.fill("/bukti")
        await box.press("Enter")
        await chat.get_by_role("button", name="Dengan nama").click()
        await chat.get_by_role("button", name="90 hari").click()
        link = chat.locator(".text a")
        await expect(chat.get_by_role("link", name="bukti-sertifikat.pdf")).to_be_visible()
        await page.goto(await link.get_attribute("href") or "")
        await expect(page.get_by_role("heading", level=1)).to_have_text("Sertifikat ini berlaku")
        await expect(page.locator("dl")).to_contain_text("Budi Santoso")
        await expect(page.locator(".verdict")).to_have_css("border-radius", "16px")

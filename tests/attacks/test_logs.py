"""Nothing of a person gets into the logs: ids only, whatever is said and whatever goes wrong."""

from __future__ import annotations

import asyncio
import json
import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import aiohttp
import fork_server
import pytest
from cli_process import call, environment
from dialogue import ZONE, Bekal
from running_bot import PATIENCE, TOKEN, office_in
from telegram_events import TelegramBot
from telegram_faults import Fault, refusal_of
from telegram_server import BotApiServer

from bot.tracebacks import outline
from programme.people import Role, Topic
from services.classes import reminders
from services.people import codes
from store import people
from store.connection import Tx
from store.errors import StoreError

NAME, NUMBER, BORN, PHONE = "Suwarno Hadiningrat", "LMG-2026-471", "1987-02-19", "+6281200004711"
WRITTEN = "kulo Sumiyati ibune, pripun kabare arek lanang"
SECRET = "AAwebhook-secret_of_a_test"

SAYINGS = (
    "/start", WRITTEN, f"sertifikat {NUMBER} 19-02-1987", f"{NUMBER} 20-02-1987",
    "hapus data saya", "jdwl las bsk jam brp pak", "saya Suwarno Hadiningrat",
    "0812-0000-4711", "bukan saya", "/privasi", "data saya", "stop", "mau bicara dengan petugas",
    f"{WRITTEN} GALAT", f"{WRITTEN} GALAT DUA", "undang keluarga", "/petugas", "/siaran", "/sesi",
)  # fmt: skip

GIVEAWAYS = (
    "suwarno", "hadiningrat", "sumiyati", "arek lanang", "cucu kesayangan", "kembangbahu",
    "81200004711", "0812-0000-4711", "1987-02-19", "19-02-1987", "19 februari", "(1987",
    NUMBER.lower(), "lmg2026471",
)  # fmt: skip

FAILURES = (
    "turn failed", "channel failed", "not worded", "job failed", "never retrieved",
    "Exception in callback", "can't take", "odd", "ValueError", "LookupError", "KeyError",
    "ExceptionGroup", "not sent", "telegram_update_unreadable",
)  # fmt: skip
"""What has to stand in the logs: all of it did go wrong."""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as server:
        yield server


@pytest.fixture
def account(server: BotApiServer) -> TelegramBot:
    return server.bot(TOKEN, username="bekal_uji_bot", open_to_all=True)


async def furnish(folder: Path) -> list[str]:
    """A person with codes of every kind, and a reminder that is due; returns the codes."""
    async with office_in(folder) as bekal:
        bekal.rules = replace(bekal.rules, quiet=None)
        starts_at = bekal.clock.now() + timedelta(minutes=119)
        bekal.clock.move(hours=-1)

        def somebody(tx: Tx) -> None:
            now = bekal.clock.now()
            ident = people.add(
                tx, NUMBER, NAME, date.fromisoformat(BORN), (PHONE,), now,
                birth_place="Kembangbahu",
            )  # fmt: skip
            programme = people.programme_named(tx, "Pelatihan 2026", 2026, now)
            people.enrol(tx, ident, programme, "pengelasan", now)

        await bekal.store.write(somebody)
        await bekal.certificate(1)
        await bekal.linked("5", NUMBER)
        await bekal.session(starts_at.astimezone(ZONE).replace(tzinfo=None).isoformat())
        await plan(bekal)
        await bekal.store.write(lambda tx: tx.db.execute("DELETE FROM outbox"))
        bekal.clock.move(hours=1)
        assert await plan(bekal)
        return await invitations(bekal)


async def plan(bekal: Bekal) -> int:
    return await bekal.store.write(lambda tx: reminders.plan(tx, bekal.rules, bekal.clock.now()))


async def invitations(bekal: Bekal) -> list[str]:
    return [
        await bekal.code(NUMBER),
        await bekal.code(NUMBER, Topic.SCHEDULE, Topic.CERTIFICATE),
        await bekal.staff_code("Kusmiran Hadi", Role.ADMIN),
        codes.new_code(),
    ]


@asynccontextmanager
async def failing_bot(folder: Path, *arguments: str, **settings: str) -> AsyncIterator[Path]:
    """The bot with its built-in failures; yields the file it logs to."""
    log = folder / "log"
    settings |= {"BEKAL_LOG_LEVEL": "debug", "BEKAL_TELEGRAM_TOKEN": TOKEN}
    with log.open("wb") as output:
        process = fork_server.start(
            folder, arguments, environment(**settings), (output, output), program="bot_that_fails"
        )
    try:
        yield log
        process.terminate()
        async with asyncio.timeout(PATIENCE):
            await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def say_everything(account: TelegramBot, invites: list[str]) -> None:
    """All sorts of people in all sorts of chats, on lines that break."""
    account.push("message", {"message_id": 1, "date": "kemarin", "text": WRITTEN})
    account.push("message", {"message_id": 2, "from": {"first_name": NAME}, "text": NAME})
    account.push_text(13, WRITTEN)
    for chat, text in enumerate(SAYINGS, 100):
        account.push_text(chat, text)
    for chat, code in enumerate(invites, 200):
        account.push_start(chat, code)
        account.push_text(chat, "1")
        account.push_text(chat, "cucu kesayangan")
        account.push_text(chat + 50, codes.written_code(code))
    account.push_contact(300, PHONE)
    account.push_document(301, f"{NAME}.pdf", NAME.encode(), caption=WRITTEN)
    account.push_press(302, f"link:mine:{NAME}"[:60])
    account.push_text(-77, WRITTEN)
    account.push_membership(303, "kicked")
    account.push_text(5, "data saya")
    account.faults.ordered += [
        refusal_of(400, f"Bad Request: can't parse entities: {WRITTEN}", chat_id=401),
        refusal_of(403, chat_id=402),
        Fault("cut_after", chat_id=403),
        Fault("say", chat_id=404, body=f"<html>{NAME} {PHONE}"),
        refusal_of(429, retry_after=1, chat_id=405),
    ]
    for chat in range(401, 406):
        account.push_text(chat, WRITTEN)
    for chat in (*range(100, 100 + len(SAYINGS)), 250, 301, 405):
        if "GALAT DUA" not in (SAYINGS[chat - 100] if chat < 200 else ""):
            await account.next_message(chat, within=PATIENCE)


async def logs_everything(log: Path) -> None:
    """Wait until all that is to go wrong has."""

    def missing() -> list[str]:
        return [each for each in FAILURES if each not in log.read_text()]

    async with asyncio.timeout(PATIENCE):
        while missing():  # noqa: ASYNC110 - another process's file
            await asyncio.sleep(0.05)


def giveaways_in(log: str, invites: list[str]) -> list[str]:
    secrets = (*GIVEAWAYS, TOKEN.partition(":")[2], SECRET, "kusmiran")
    secrets += tuple(each for code in invites for each in (code, codes.written_code(code)))
    return [secret for secret in secrets if secret.lower() in log.lower()]


@pytest.mark.parametrize("form", ["json", "text"])
async def test_polling_and_everything_that_can_fail(
    server: BotApiServer, account: TelegramBot, tmp_path: Path, form: str
) -> None:
    invites = await furnish(tmp_path)
    settings = {"BEKAL_TELEGRAM_API_BASE_URL": server.url, "BEKAL_LOG_FORMAT": form}
    async with failing_bot(tmp_path, "run", **settings) as log:
        await say_everything(account, invites)
        await logs_everything(log)
    found = log.read_text()
    assert giveaways_in(found, invites) == []
    if form == "json":
        lines = [line for line in found.splitlines() if line.startswith("{")]
        assert all(json.loads(line)["timestamp"] for line in lines)


@pytest.mark.parametrize("form", ["json", "text"])
async def test_webhook_and_what_is_posted_there(
    server: BotApiServer, account: TelegramBot, tmp_path: Path, form: str
) -> None:
    invites = await furnish(tmp_path)
    port = free_port()
    hook = f"http://127.0.0.1:{port}/hook"
    settings = {
        "BEKAL_TELEGRAM_API_BASE_URL": server.url,
        "BEKAL_TELEGRAM_MODE": "webhook",
        "BEKAL_TELEGRAM_WEBHOOK_URL": hook,
        "BEKAL_TELEGRAM_WEBHOOK_SECRET": SECRET,
        "BEKAL_WEB_LISTEN": f"127.0.0.1:{port}",
        "BEKAL_LOG_FORMAT": form,
    }
    async with failing_bot(tmp_path, "run", **settings) as log:
        account.push_text(50, "halo")
        await account.next_message(50, within=PATIENCE)
        async with aiohttp.ClientSession() as session:
            for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": SECRET}):
                for body in (WRITTEN, json.dumps({"text": WRITTEN}), json.dumps([NAME])):
                    url = f"{hook}?nama={NAME}"
                    async with session.post(url, data=body, headers=headers) as answer:
                        assert answer.status == (400 if headers else 401)
        await say_everything(account, invites)
        await logs_everything(log)
    assert giveaways_in(log.read_text(), invites) == []


COMMANDS = (
    ("import", "daftar.csv"), ("invite", NUMBER), ("invite", "--staff", "Sumiyati"), ("doctor",),
    ("check-config",), ("invite", NUMBER, "--family", "--consent", "P-1", "--topics", "schedule"),
    ("backup", "a.backup"), ("restore", "a.backup"), ("export", "lists"),
    ("key", "rotate", "--yes"),
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command[:2]))
async def test_commands_that_fail(tmp_path: Path, command: tuple[str, ...]) -> None:
    """What a command says to whoever typed it may name what he typed; no traceback does."""
    await furnish(tmp_path)
    (tmp_path / "daftar.csv").write_text(f"No. Peserta;Nama;Tgl Lahir\n{NUMBER};{NAME};x\n")
    ended = await call(
        tmp_path, *command, program="bot_that_fails", BEKAL_LOG_LEVEL="debug",
        BEKAL_TELEGRAM_TOKEN=TOKEN, BEKAL_TELEGRAM_API_BASE_URL="http://127.0.0.1:9",
    )  # fmt: skip
    typed = " ".join(command).lower()
    assert [each for each in giveaways_in(ended.err, []) if each not in typed] == []
    if command[0] == "import":
        assert ended.status == 1
        assert "UnicodeError" in ended.err


def test_a_traceback_says_where_and_not_what() -> None:
    try:
        try:
            int(NAME)
        except ValueError as error:
            raise ExceptionGroup(
                NAME, [KeyError(PHONE), StoreError("the disk is full")]
            ) from error
    except ExceptionGroup as error:
        told = outline(error)
    assert re.findall(r"^\w\S*Error.*|^ExceptionGroup.*", told, re.M) == [
        "ValueError", "ExceptionGroup", "KeyError", "store.errors.StoreError: the disk is full",
    ]  # fmt: skip
    assert "attacks/test_logs.py" in told
    assert NAME not in told

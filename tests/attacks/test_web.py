"""Attacks on the webhook and the chat page: malformed requests, missing secrets."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import aiohttp
import pytest
from dialogue import Bekal
from starlette.applications import Starlette
from telegram_events import TelegramBot
from webchat_people import MOTHER, PARTICIPANT, open_page

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.webhook import webhook_route
from programme.messages import Attachment, Incoming
from services.inbox import conversation
from services.sending.channel import Unreadable
from web.serving import serving

SECRET = "rahasia_kita"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
UPDATE = {
    "update_id": 7,
    "message": {
        "message_id": 1,
        "date": 1_795_000_000,
        "chat": {"id": 5, "type": "private"},
        "from": {"id": 5, "is_bot": False, "first_name": "Orang"},
        "text": "halo",
    },
}
BODY = json.dumps(UPDATE).encode()
AT_ONCE = 5.0
"""Seconds in which a busy machine answers whom nothing holds up."""


class Hook:
    """The webhook as `bekal run` serves it, into a real store."""

    def __init__(self, bekal: Bekal) -> None:
        self._bekal = bekal
        self.address = ("127.0.0.1", 0)
        self.url = ""

    async def receive(self, events: Sequence[Incoming | Unreadable]) -> None:
        now = self._bekal.clock.now()
        await self._bekal.store.write(lambda tx: conversation.receive(tx, events, now))

    async def taken(self) -> int:
        """How many events stand in the store."""
        return await self._bekal.store.read(
            lambda tx: tx.db.execute("SELECT COUNT(*) FROM inbox").fetchone()[0]
        )

    @asynccontextmanager
    async def connection(
        self,
    ) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        reader, writer = await asyncio.open_connection(*self.address)
        try:
            yield reader, writer
        finally:
            writer.close()

    async def speaks(self, raw: bytes) -> bytes:
        """Send bytes and read all that comes back until the server closes or is silent."""
        async with self.connection() as (reader, writer):
            writer.write(raw)
            answer = b""
            try:
                async with asyncio.timeout(1):
                    await writer.drain()
                    while piece := await reader.read(65536):
                        answer += piece
            except (TimeoutError, ConnectionError):
                pass
            return answer

    async def answers(self) -> int:
        """The status of a good update."""
        async with (
            asyncio.timeout(AT_ONCE),
            aiohttp.ClientSession() as session,
            session.post(self.url, data=BODY, headers={HEADER: SECRET}) as answer,
        ):
            return answer.status


@pytest.fixture
async def hook(
    bekal: Bekal, channel: TelegramChannel, account: TelegramBot
) -> AsyncIterator[Hook]:
    await channel.check()
    hook = Hook(bekal)
    route = webhook_route(channel, lambda: hook.receive, path="/hook", secret_token=SECRET)
    async with serving(Starlette(routes=[route])) as url:
        hook.url = f"{url}/hook"
        hook.address = ("127.0.0.1", int(url.rpartition(":")[2]))
        yield hook


def post(*headers: str, body: bytes = BODY, path: str = "/hook") -> bytes:
    head = [f"POST {path} HTTP/1.1", "Host: bekal", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*head, "", ""]).encode("latin-1") + body


@pytest.mark.parametrize(
    "request_",
    [
        post(),
        post(f"{HEADER}: "),
        post(f"{HEADER}: {SECRET}x"),
        post(f"{HEADER}: {SECRET[:-1]}"),
        post(f"{HEADER}: {SECRET.upper()}"),
        post(f"{HEADER}: falsch", f"{HEADER}: {SECRET}"),
        post(f"{HEADER}: {SECRET}, {SECRET}"),
        post(f"X_Telegram_Bot_Api_Secret_Token: {SECRET}"),
        post(f"Authorization: Bearer {SECRET}"),
        post(f"Cookie: {HEADER}={SECRET}"),
        post(path=f"/hook?secret_token={SECRET}&{HEADER}={SECRET}"),
        post(body=json.dumps(UPDATE | {"secret_token": SECRET}).encode()),
    ],
    ids=["none", "empty", "longer", "shorter", "capitals", "a second one", "joined",
         "underscores", "authorization", "cookie", "query", "body"],
)  # fmt: skip
async def test_without_the_secret_nothing_is_taken(hook: Hook, request_: bytes) -> None:
    assert (await hook.speaks(request_)).startswith(b"HTTP/1.1 401")
    assert await hook.taken() == 0


SMUGGLED = post(f"{HEADER}: {SECRET[:-1]}")


@pytest.mark.parametrize(
    "raw",
    [
        post("Transfer-Encoding: chunked", body=b"0\r\n\r\n" + SMUGGLED),
        post("Transfer-Encoding: xchunked", body=b"0\r\n\r\n" + SMUGGLED),
        post("Transfer-Encoding : chunked", body=b"0\r\n\r\n" + SMUGGLED),
        post("Content-Length: 3", body=b"{}\r\n" + SMUGGLED),
        post("Content-Length: +4"),
        post(f"X: a\nb\r\n{HEADER}: {SECRET}\x00"),
        post(f"X: \r{HEADER}: {SECRET}"),
        b"POST /hook HTTP/1.1\nHost: x\n\n" + SMUGGLED,
        b"POST http://other/hook HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /hook HTTP/0.9\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500),
        bytes(range(256)) * 16,
    ],
    ids=["both lengths", "unknown coding", "space before colon", "two lengths", "signed length",
         "line feed and NUL", "carriage return", "line feeds only", "absolute address",
         "HTTP 0.9", "HTTP 2", "TLS", "rubbish"],
)  # fmt: skip
async def test_smuggled_and_malformed_requests_bring_nothing_in(hook: Hook, raw: bytes) -> None:
    answer = await hook.speaks(raw)
    assert b"HTTP/1.1 200" not in answer
    assert answer.count(b"HTTP/1.1 ") <= 2
    assert await hook.taken() == 0
    assert await hook.answers() == 200


async def test_header_without_end_is_cut_off(hook: Hook) -> None:
    answer = await hook.speaks(b"POST /hook HTTP/1.1\r\nX: " + b"a" * 4_000_000)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 4")
    assert await hook.answers() == 200


async def test_whoever_lacks_the_secret_is_refused_before_his_body(hook: Hook) -> None:
    head = f"POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: {10**12}\r\n\r\n".encode()
    async with hook.connection() as (reader, writer):
        writer.write(head)
        async with asyncio.timeout(AT_ONCE):
            assert (await reader.readline()).startswith(b"HTTP/1.1 401")


async def test_slow_requests_hold_up_nobody(hook: Hook) -> None:
    """Three hundred that never come to an end, in the line, in the headers and in the body."""
    beginnings = (b"POS", post()[:40], post(f"{HEADER}: {SECRET}", body=BODY)[:-5])
    lines = [await asyncio.open_connection(*hook.address) for _ in range(300)]
    try:
        for place, (_, writer) in enumerate(lines):
            writer.write(beginnings[place % 3])
        for _, writer in lines:
            await writer.drain()
        assert await hook.answers() == 200
    finally:
        for _, writer in lines:
            writer.close()


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 200_000,
        b'{"update_id": ' + b"9" * 100_000 + b"}",
        b'{"update_id": 1e999}',
        b'{"update_id": NaN}',
        b'{"a":' * 50_000,
        b'{"update_id": "7"}',
        b"\xff\xfe{}",
    ],
    ids=["nested lists", "endless number", "infinity", "not a number", "nested objects",
         "a number in quotes", "UTF-16"],
)  # fmt: skip
async def test_json_that_is_a_trap_is_refused(hook: Hook, body: bytes) -> None:
    answer = await hook.speaks(post(f"{HEADER}: {SECRET}", "Connection: close", body=body))
    assert answer.startswith(b"HTTP/1.1 400")
    assert await hook.taken() == 0


async def test_replayed_update_is_taken_once(hook: Hook) -> None:
    assert [await hook.answers() for _ in range(3)] == [200, 200, 200]
    assert await hook.taken() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"chat": {"id": 5}},
        {"chat": {"id": "5; DROP TABLE inbox", "type": "private"}},
        {"chat": {"id": None, "type": "private"}},
        {"chat": {"id": 5, "type": "private"}, "date": "9" * 400},
        {"chat": {"id": 5, "type": "private"}, "date": 10**20},
        {"chat": {"id": 5, "type": "private"}, "from": []},
        {"chat": {"id": 5, "type": "private"}, "text": {"$ne": ""}},
        {"chat": {"id": 5, "type": "private"}, "text": ["halo"]},
    ],
    ids=lambda changes: json.dumps(changes)[:40],
)
async def test_update_of_another_shape_stops_nothing(
    hook: Hook, changes: dict[str, object]
) -> None:
    odd = {"update_id": 8, "message": UPDATE["message"] | changes}  # type: ignore[operator]
    raw = post(f"{HEADER}: {SECRET}", "Connection: close", body=json.dumps(odd).encode())
    assert (await hook.speaks(raw)).startswith(b"HTTP/1.1 200")
    assert await hook.answers() == 200


# The chat page


@pytest.mark.parametrize(
    "path",
    [
        "/static/../templates/chat.html", "/static/..%2f..%2fchat.py", "/static/%2e%2e/chat.py",
        "/static//etc/passwd", "/static/..\\chat.py", "/static/%00chat.js", "/files/../chat.py",
        "/files/..%2f..%2f..%2fetc%2fpasswd", "/static/", "/.env", "/bekal.db", "/bekal.key",
    ],
)  # fmt: skip
async def test_no_path_leads_out_of_the_folder(path: str) -> None:
    async with open_page() as (url, _):
        host, port = url.removeprefix("http://").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(
            f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n".encode()
        )
        async with asyncio.timeout(AT_ONCE):
            answer = await reader.read()
        writer.close()
    assert answer.split()[1] in (b"404", b"400", b"405")
    for within in (b"import ", b"root:", b"<!doctype"):
        assert within not in answer


async def test_a_session_can_not_be_fixed() -> None:
    """There is none: no cookie is set, none is heeded, and an event counts for one chat only."""
    async with (
        open_page() as (url, office),
        aiohttp.ClientSession(cookies={"session": MOTHER.address}) as session,
    ):
        for address in (PARTICIPANT.address, MOTHER.address):
            post_ = json.dumps({"event_id": "a" * 32, "text": "halo", "address": MOTHER.address})
            async with session.post(f"{url}/chats/{address}", data=post_) as answer:
                assert "Set-Cookie" not in answer.headers
        async with session.get(url) as answer:
            assert "Set-Cookie" not in answer.headers
        assert [event.address for event in office.taken] == [PARTICIPANT.address]


async def test_a_picture_that_is_a_script_does_not_run() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    types = ("image/svg+xml", "text/html", "image/png; x=\r\nSet-Cookie: a=b", "image/png\x00")
    for media_type in types:
        assert not Attachment("x.svg", media_type, svg).is_picture
    async with open_page() as (url, office), aiohttp.ClientSession() as session:
        path = f"{url}/chats/{PARTICIPANT.address}/documents/{'b' * 32}?name=x.svg"
        async with session.post(path, data=svg, headers={"Content-Type": types[0]}) as answer:
            assert answer.status == 204
        [event] = office.taken
        assert event.document
        async with session.get(f"{url}/files/{event.document.file_id}") as answer:
            assert answer.content_type == "application/octet-stream"
            assert answer.headers["Content-Disposition"] == "attachment"
            assert "script-src 'self'" in answer.headers["Content-Security-Policy"]

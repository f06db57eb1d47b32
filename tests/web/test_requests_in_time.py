"""Requests that trickle in, come too large or in crowds: raw connections to the real server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from web import requests_in_time, serving
from web.rate import MOST_ADDRESSES, Rate

HEAD = b"GET / HTTP/1.1\r\nHost: bekal\r\n"
SOON = 0.05
"""Seconds for what takes twenty elsewhere."""


async def answer(request: Request) -> Response:
    body = await request.body()
    return PlainTextResponse(f"{request.client and request.client.host} sent {len(body)}")


@pytest.fixture
async def address(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[str, int]]:
    monkeypatch.setattr(requests_in_time, "WHOLE_WITHIN", SOON)
    app = Starlette(routes=[Route("/", answer, methods=["GET", "POST"])])
    async with serving.serving(app) as url:
        parts = urlsplit(url)
        assert parts.hostname
        assert parts.port
        yield parts.hostname, parts.port


async def said_until_closed(address: tuple[str, int], *parts: bytes) -> bytes:
    """Send parts of a request; returns all that is answered until the server hangs up."""
    async with asyncio.timeout(10):
        reader, writer = await asyncio.open_connection(*address)
        for part in parts:
            writer.write(part)
            await writer.drain()
        try:
            return await reader.read()
        finally:
            writer.close()


@pytest.mark.parametrize(
    "parts",
    [
        (),
        (b"GET / HT",),
        (HEAD,),
        (HEAD, b"X-More: 1\r\n"),
        (b"POST / HTTP/1.1\r\nHost: bekal\r\nContent-Length: 10\r\n\r\n12345",),
        (b"POST / HTTP/1.1\r\nHost: bekal\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",),
    ],
    ids=["nothing", "half a line", "half a head", "more of it", "half a body", "half the chunks"],
)
async def test_what_does_not_come_in_time_is_cut_off(
    address: tuple[str, int], parts: tuple[bytes, ...]
) -> None:
    assert b"200 OK" not in await said_until_closed(address, *parts)


async def test_a_second_request_has_to_come_in_time_as_well(address: tuple[str, int]) -> None:
    said = await said_until_closed(address, HEAD + b"\r\n", HEAD)
    assert said.count(b"200 OK") == 1


async def test_a_whole_request_is_answered_however_it_is_cut(address: tuple[str, int]) -> None:
    post = b"POST / HTTP/1.1\r\nHost: bekal\r\nConnection: close\r\nContent-Length: 4\r\n\r\nabcd"
    said = await said_until_closed(address, post[:20], post[20:70], post[70:])
    assert said.endswith(b"127.0.0.1 sent 4")


async def test_an_answer_may_take_longer_than_a_request(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(requests_in_time, "WHOLE_WITHIN", SOON)
    passed = asyncio.Event()

    async def slow(_: Request) -> Response:
        await passed.wait()
        return PlainTextResponse("at last")

    async with serving.serving(Starlette(routes=[Route("/", slow)])) as url:
        parts = urlsplit(url)
        asyncio.get_running_loop().call_later(SOON * 3, passed.set)
        said = await said_until_closed(
            (str(parts.hostname), parts.port or 0), HEAD + b"Connection: close\r\n\r\n"
        )
    assert said.endswith(b"at last")


async def test_a_head_over_16_kb_is_refused(address: tuple[str, int]) -> None:
    said = await said_until_closed(address, HEAD, b"X-Long: " + b"x" * serving.LARGEST_HEAD)
    assert said.startswith(b"HTTP/1.1 400")


@pytest.mark.parametrize("source", ["127.0.0.1", "127.0.0.2"])
async def test_half_sent_requests_keep_nobody_out(source: str) -> None:
    """As many as a machine opens from one address, for as long as they would be waited for."""
    async with serving.serving(Starlette(routes=[Route("/", answer)])) as url:
        parts = urlsplit(url)
        address = (str(parts.hostname), parts.port or 0)
        half_sent = [
            await asyncio.open_connection(*address, local_addr=(source, 0)) for _ in range(300)
        ]
        for _, writer in half_sent:
            writer.write(HEAD)
        for _ in range(10):
            said = await said_until_closed(address, HEAD + b"Connection: close\r\n\r\n")
            assert said.startswith(b"HTTP/1.1 200")
        for _, writer in half_sent:
            writer.close()


async def test_where_nobody_waits_the_newest_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests_in_time, "MOST_CONNECTIONS", 2)
    release, both_arrived = asyncio.Event(), asyncio.Event()
    arrived: list[Request] = []

    async def slow(request: Request) -> Response:
        arrived.append(request)
        if len(arrived) == 2:
            both_arrived.set()
        await release.wait()
        return PlainTextResponse("at last")

    async with serving.serving(Starlette(routes=[Route("/", slow)])) as url:
        parts = urlsplit(url)
        address = (str(parts.hostname), parts.port or 0)
        whole = HEAD + b"Connection: close\r\n\r\n"
        first = [asyncio.create_task(said_until_closed(address, whole)) for _ in range(2)]
        await both_arrived.wait()
        assert await said_until_closed(address) == b""
        release.set()
        assert all(said.endswith(b"at last") for said in await asyncio.gather(*first))


async def test_every_answer_has_strict_headers(address: tuple[str, int]) -> None:
    close = b"Connection: close\r\n\r\n"
    for request, status in (
        (HEAD + close, b"200"),
        (HEAD.replace(b"/ ", b"/nothing ") + close, b"404"),
        (HEAD.replace(b"GET", b"DELETE") + close, b"405"),
        (b"no HTTP\r\n\r\n", b"400"),
    ):
        said = (await said_until_closed(address, request)).lower()
        assert said.startswith(b"http/1.1 " + status)
        for header in (b"default-src 'none'", b"nosniff", b"no-referrer", b"no-store"):
            assert said.count(header) == 1, (status, header)
        assert b"strict-transport" not in said


async def test_behind_tls_browsers_are_told_to_stay_there() -> None:
    app = Starlette(routes=[Route("/", answer)])
    async with serving.serving(app, behind_tls=True) as url:
        parts = urlsplit(url)
        address = (str(parts.hostname), parts.port or 0)
        for path in (b"/ ", b"/nothing "):
            request = HEAD.replace(b"/ ", path) + b"Connection: close\r\n\r\n"
            said = await said_until_closed(address, request)
            assert b"strict-transport-security: max-age=31536000" in said.lower()


async def test_only_a_proxy_on_this_machine_is_believed_whose_request_it_is(
    address: tuple[str, int],
) -> None:
    for forwarded, seen in (
        (b"203.0.113.7", b"203.0.113.7"),
        (b"198.51.100.1, 203.0.113.7", b"203.0.113.7"),
    ):
        head = HEAD + b"X-Forwarded-For: " + forwarded + b"\r\nConnection: close\r\n\r\n"
        said = await said_until_closed(address, head)
        assert said.endswith(seen + b" sent 0")


def test_each_address_has_its_own_count_by_the_minute() -> None:
    now = [0.0]
    rate = Rate(2, lambda: now[0])
    assert [rate.allows("192.0.2.1") for _ in range(3)] == [True, True, False]
    assert rate.allows("192.0.2.2")
    now[0] = 61.0
    assert rate.allows("192.0.2.1")


def test_a_subscriber_counts_as_one_whatever_address_of_his_he_takes() -> None:
    rate = Rate(1, lambda: 0.0)
    assert rate.allows("2001:db8:1:2::1")
    assert not rate.allows("2001:db8:1:2:ffff::9")
    assert rate.allows("2001:db8:1:3::1")
    assert rate.allows("::ffff:192.0.2.1")
    assert not rate.allows("192.0.2.1")
    assert rate.allows("no address")


def test_counting_takes_only_so_much_memory() -> None:
    rate = Rate(1, lambda: 0.0)
    for number in range(MOST_ADDRESSES + 10):
        rate.allows(f"host{number}")
    assert rate.allows("host0")

"""The chat's site over HTTP: what it takes, what it refuses, what it streams."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from webchat_people import PARTICIPANT, PEOPLE, STRANGER, Office, open_page, ticking

import web
from bot.channels.webchat import WebChat
from programme.messages import Attachment, Button, EventKind, Outgoing
from web import posts
from web.chat import Persona, build_app
from web.serving import serving

ME = f"/chats/{PARTICIPANT.address}"
EVENT = "a" * 32


class Site:
    def __init__(self, url: str, office: Office, session: aiohttp.ClientSession) -> None:
        self.url = url
        self.office = office
        self.session = session

    async def post(self, path: str, body: object, **headers: str) -> tuple[int, str]:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        async with self.session.post(self.url + path, data=data, headers=headers) as answer:
            return answer.status, await answer.text()

    async def get(self, path: str, **headers: str) -> tuple[aiohttp.ClientResponse, bytes]:
        async with self.session.get(self.url + path, headers=headers) as answer:
            return answer, await answer.read()


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    connector = aiohttp.TCPConnector(force_close=True)
    async with open_page() as (url, office), aiohttp.ClientSession(connector=connector) as session:
        yield Site(url, office, session)


async def next_event(stream: aiohttp.StreamReader) -> tuple[str, list[dict[str, Any]]]:
    """The id and data of the next event; comments and `retry` are passed over."""
    mark = ""
    while line := (await stream.readline()).decode():
        name, _, value = line.rstrip("\n").partition(": ")
        if name == "id":
            mark = value
        elif name == "data":
            return mark, json.loads(value)
    raise AssertionError("the stream has ended")


async def test_the_page_names_everybody_in_indonesian_and_needs_nothing_from_outside(
    site: Site,
) -> None:
    answer, body = await site.get("/")
    page = body.decode()
    assert answer.status == 200
    assert '<html lang="id">' in page
    for persona in PEOPLE:
        assert persona.name in page
        assert persona.description in page
    assert "http" not in page
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


async def test_what_is_told_about_people_is_escaped() -> None:
    persona = Persona('"><script>', "<b>Budi", "<i>x", hints=("<u>",))
    app = build_app([persona], WebChat(ticking()))
    async with (
        serving(app) as url,
        aiohttp.ClientSession() as session,
        session.get(url) as answer,
    ):
        page = await answer.text()
    for tag in ('"><script>', "<b>Budi", "<i>x", "<u>"):
        assert tag not in page
    assert "&lt;b&gt;Budi" in page


async def test_opening_the_page_takes_little_data(site: Site) -> None:
    static = Path(web.__file__).parent / "static"
    paths = ["/", *(f"/static/{file.name}" for file in static.iterdir())]
    async with aiohttp.ClientSession(auto_decompress=False) as session:
        on_the_way = [len(await (await session.get(site.url + path)).read()) for path in paths]
    assert sum(on_the_way) < 15_000


async def test_a_text_of_40_000_characters_is_taken_whole(site: Site) -> None:
    text = "\U0001f6e0" * posts.LONGEST_TEXT
    status, _ = await site.post(ME, {"event_id": EVENT, "text": text})
    assert status == 204
    [event] = site.office.taken
    assert event.text == text


async def test_a_longer_text_and_a_larger_post_are_refused(site: Site) -> None:
    text = "x" * (posts.LONGEST_TEXT + 1)
    assert await site.post(ME, {"event_id": EVENT, "text": text}) == (413, "too_long")
    post = b" " * (posts.LARGEST_POST + 1)
    assert await site.post(ME, post) == (413, "too_large")
    assert site.office.taken == []


async def test_a_lone_surrogate_can_be_written_down_afterwards(site: Site) -> None:
    await site.post(ME, {"event_id": EVENT, "text": "a\ud800b"})
    [event] = site.office.taken
    assert event.to_json().encode()
    assert event.text == "a?b"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[" * 100_000,
        b"\xff\xfe\xfd",
        [],
        {},
        {"event_id": EVENT},
        {"event_id": "no id", "text": "halo"},
        {"event_id": [EVENT], "text": "halo"},
        {"event_id": EVENT, "text": 5},
        {"event_id": EVENT, "phone": "081200000009"},
        {"event_id": EVENT, "data": "x", "message_id": "../"},
        {"event_id": EVENT, "data": "é" * 33, "message_id": EVENT},
    ],
    ids=str,
)
async def test_malformed_posts_are_refused(site: Site, body: object) -> None:
    assert await site.post(ME, body) == (400, "malformed")
    assert site.office.taken == []


async def test_nobody_else_can_be_played(site: Site) -> None:
    post = {"event_id": EVENT, "text": "halo"}
    assert await site.post("/chats/12345", post) == (404, "no_such_person")
    assert await site.post(f"/chats/12345/documents/{EVENT}", b"x") == (404, "no_such_person")


async def test_the_number_shared_is_the_one_of_the_person(site: Site) -> None:
    assert (await site.post(ME, {"event_id": EVENT, "phone": True}))[0] == 204
    [event] = site.office.taken
    assert event.phone == PARTICIPANT.phone
    answer = await site.post(f"/chats/{STRANGER.address}", {"event_id": EVENT, "phone": True})
    assert answer == (409, "no_phone")


async def test_a_document_comes_in_under_a_harmless_name(site: Site) -> None:
    path = f"{ME}/documents/{EVENT}?name=..%2Fdata%5C%0Adaftar%20hadir.csv"
    assert (await site.post(path, b"a;b"))[0] == 204
    [event] = site.office.taken
    assert event.kind is EventKind.DOCUMENT
    assert event.document
    assert event.document.name == "daftar hadir.csv"
    assert await site.office.chat.fetch(event.document) == b"a;b"


@pytest.mark.parametrize("is_announced", [True, False])
async def test_a_document_over_20_mb_is_refused(site: Site, is_announced: bool) -> None:
    piece = bytes(1024 * 1024)

    async def in_pieces() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield piece
        yield b"x"

    headers = {"Content-Length": str(posts.LARGEST_DOCUMENT + 1)} if is_announced else {}
    url = f"{site.url}{ME}/documents/{EVENT}"
    async with site.session.post(url, data=in_pieces(), headers=headers, expect100=True) as answer:
        assert (answer.status, await answer.text()) == (413, "too_large")
    assert site.office.taken == []


async def test_what_cannot_be_stored_is_not_acknowledged(site: Site) -> None:
    site.office.trouble = OSError("disk full")
    status, _ = await site.post(ME, {"event_id": EVENT, "text": "halo"})
    assert status == 500
    site.office.trouble = None
    assert (await site.post(ME, {"event_id": EVENT, "text": "halo"}))[0] == 204
    assert len(site.office.taken) == 1


async def test_files_are_served_so_that_only_pictures_open(site: Site) -> None:
    picture = Attachment("qr.png", "image/png", b"\x89PNG")
    script = Attachment("page.html", "text/html", b"<script>")
    for attachment in (picture, script):
        await site.office.chat.send(PARTICIPANT.address, Outgoing("", attachment=attachment))
    async with site.session.get(f"{site.url}/events") as stream:
        _, [shown_picture, shown_script] = await next_event(stream.content)
    answer, body = await site.get(shown_picture["file"]["url"])
    assert (answer.content_type, body) == ("image/png", b"\x89PNG")
    answer, body = await site.get(shown_script["file"]["url"])
    assert (answer.content_type, body) == ("application/octet-stream", b"<script>")
    assert answer.headers["Content-Disposition"] == "attachment"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert (await site.get("/files/unknown"))[0].status == 404


async def test_the_stream_gives_history_then_news_and_goes_on_where_it_was(site: Site) -> None:
    chat = site.office.chat
    await chat.send(PARTICIPANT.address, Outgoing("satu", ((Button("Ya", "y"),),)))
    await chat.send("somebody else", Outgoing("not for this page"))
    async with site.session.get(f"{site.url}/events") as stream:
        assert stream.content_type == "text/event-stream"
        _, [history] = await next_event(stream.content)
        assert (history["text"], history["buttons"], history["own"]) == (
            "satu",
            [[["Ya", "y"]]],
            False,
        )
        await chat.send(PARTICIPANT.address, Outgoing("dua\nbaris"))
        mark, [news] = await next_event(stream.content)
        assert news["text"] == "dua\nbaris"
    await chat.send(PARTICIPANT.address, Outgoing("tiga"))
    for where, headers in ((f"?after={mark}", {}), ("", {"Last-Event-ID": mark})):
        async with site.session.get(f"{site.url}/events{where}", headers=headers) as stream:
            _, [missed] = await next_event(stream.content)
            assert missed["text"] == "tiga"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8080", 200),
        ("localhost", 200),
        ("LOCALHOST:1", 200),
        ("evil.example", 403),
        ("127.0.0.1.evil.example", 403),
        ("127.0.0.1:8080.evil.example", 403),
        ("localhost@evil.example", 403),
        ("0.0.0.0:8080", 403),
    ],
)
async def test_another_host_name_is_refused(site: Site, host: str, status: int) -> None:
    for path in ("/", "/static/chat.js"):
        answer, _ = await site.get(path, Host=host)
        assert answer.status == status


async def test_another_sites_page_is_refused(site: Site) -> None:
    post = {"event_id": EVENT, "text": "halo"}
    for origin in ("http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1"):
        assert (await site.post(ME, post, Origin=origin))[0] == 403
    assert site.office.taken == []
    assert (await site.post(ME, post, Origin=site.url))[0] == 204


@pytest.mark.parametrize(
    ("name", "initials"), [("Budi Santoso", "BS"), ("Bu Siti", "S"), ("Suwarno", "S")]
)
def test_initials(name: str, initials: str) -> None:
    assert Persona("a", name, "").initials == initials

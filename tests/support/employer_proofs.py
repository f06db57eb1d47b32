"""Proofs for employers in tests: have one made in a chat, look at it as an employer does."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import aiohttp
from dialogue import ZONE, Bekal, Chat, FakeClock
from starlette.applications import Starlette

from services.proofs.credentials.issuer import Issuer, issuer_of
from services.proofs.credentials.signing import ensure_key
from web.public import public_routes
from web.serving import serving

PUBLIC_URL = "https://bekal.example"

_LINK = re.compile(rf"{PUBLIC_URL}/cek/([a-z2-9]+)")


def give_pages(bekal: Bekal, **office: str) -> None:
    """The office has pages at `PUBLIC_URL`."""
    setup = bekal.setup
    bekal.setup = replace(setup, public_url=PUBLIC_URL, office=replace(setup.office, **office))


def issuer(bekal: Bekal) -> Issuer:
    return issuer_of(bekal.setup.office, bekal.setup.name, bekal.setup.public_url)


async def have_made(chat: Chat, name: str = "Dengan nama", period: str = "90 hari") -> str:
    """Ask for a proof; returns its code."""
    await chat.says("/bukti")
    await chat.presses(name)
    return code_in(await chat.presses(period))


def code_in(text: str) -> str:
    found = _LINK.search(text)
    assert found, f"no link in {text!r}"
    return found[1]


@dataclass
class Employer:
    """Somebody with a browser."""

    url: str
    session: aiohttp.ClientSession
    clock: FakeClock

    async def get(self, path: str, **headers: str) -> tuple[aiohttp.ClientResponse, str]:
        async with self.session.get(self.url + path, headers=headers) as answer:
            return answer, await answer.text()

    async def checks(self, code: str) -> tuple[int, str]:
        answer, page = await self.get(f"/cek/{code}")
        return answer.status, page


@asynccontextmanager
async def employer_of(bekal: Bekal) -> AsyncIterator[Employer]:
    """The public pages on a real server, and somebody who looks at them."""
    await bekal.store.write(lambda tx: ensure_key(tx, bekal.clock.now()))
    office = bekal.setup.office
    routes = public_routes(bekal.store, bekal.clock, issuer(bekal), office, ZONE)
    async with (
        serving(Starlette(routes=routes)) as url,
        aiohttp.ClientSession() as session,
    ):
        yield Employer(url, session, bekal.clock)

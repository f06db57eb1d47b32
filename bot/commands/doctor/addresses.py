"""Checks the addresses at which others reach us: TLS certificates, and the public pages."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

import aiohttp

from bot.channels.configured import accounts_of
from bot.config.settings import Settings
from bot.finding import Finding, Level

PATIENCE = 3.0
"""Seconds for one address."""

LONGEST = 64 * 1024
"""Bytes that are read of a page."""

SOON = timedelta(days=14)


def findings(settings: Settings, now: datetime) -> Iterator[Finding]:
    addresses = [("webhook", account.webhook_url) for account in accounts_of(settings)]
    for about, url in [*addresses, ("pages", settings.public_url)]:
        if url.startswith("https:"):
            yield certificate(about, url, now)
    if settings.public_url:
        yield pages(settings.public_url)


def listener(settings: Settings) -> Iterator[Finding]:
    """The server speaks no TLS, so a proxy on this machine should be all that reaches it."""
    host = settings.listen.host
    with suppress(ValueError):  # a name
        if ip_address(host or "::").is_unspecified:
            says = f"[web] listen is {host}: every network reaches the server, without TLS"
            fix = "listen at 127.0.0.1, and let a proxy with TLS pass requests on"
            yield Finding(Level.NOTE, "web", says, fix)


def pages(public_url: str) -> Finding:
    """Is the key that verifies proofs at its public address?"""
    parts = urlsplit(public_url)
    url = f"{public_url}{'/did.json' if parts.path else '/.well-known/did.json'}"
    try:
        status, told = asyncio.run(_get(url))
    except (aiohttp.ClientError, TimeoutError) as error:
        says = f"{parts.hostname} can't be asked for them from here ({type(error).__name__})"
        return Finding(Level.NOTE, "pages", says, "see whether the proxy runs")
    if status == 200 and b'"did:web:' in told:
        return Finding(Level.OK, "pages", f"{parts.hostname} shows them")
    says = f"{parts.hostname} answers, but not with them (status {status})"
    fix = "see that `bekal run` runs and that the proxy passes all of it on to [web] listen"
    return Finding(Level.PROBLEM, "pages", says, fix)


async def _get(url: str) -> tuple[int, bytes]:
    timeout = aiohttp.ClientTimeout(total=PATIENCE)
    async with aiohttp.ClientSession(timeout=timeout) as session, session.get(url) as answer:
        return answer.status, await answer.content.read(LONGEST)


def certificate(
    about: str, url: str, now: datetime, trust: ssl.SSLContext | None = None
) -> Finding:
    """Is the TLS certificate at `url` valid, and until when?"""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or 443
    context = trust or ssl.create_default_context()
    try:
        with (
            socket.create_connection((host, port), PATIENCE) as line,
            context.wrap_socket(line, server_hostname=host) as tls,
        ):
            shown = tls.getpeercert() or {}
    except ssl.SSLCertVerificationError as error:
        says = f"the certificate of {host} is refused: {error.verify_message}"
        return Finding(Level.PROBLEM, about, says, "renew it where TLS ends (the proxy)")
    except OSError as error:
        says = f"{host} can't be reached from here ({error.strerror or type(error).__name__})"
        return Finding(Level.NOTE, about, says, "see whether the proxy runs")
    until = datetime.fromtimestamp(ssl.cert_time_to_seconds(str(shown["notAfter"])), UTC)
    says = f"the certificate of {host} is good until {until:%Y-%m-%d}"
    if until - now < SOON:
        return Finding(Level.PROBLEM, about, says, "renew it where TLS ends (the proxy)")
    return Finding(Level.OK, about, says)

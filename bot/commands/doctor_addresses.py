"""What the doctor says of the addresses that others reach us at: their TLS certificates."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from bot.commands.finding import Finding, Level
from bot.config import Settings

PATIENCE = 3.0
"""Seconds for one address."""

SOON = timedelta(days=14)


def findings(settings: Settings, now: datetime) -> Iterator[Finding]:
    webhook = settings.telegram.webhook if settings.telegram else None
    addresses = {"webhook": webhook.url if webhook else "", "pages": settings.public_url}
    for about, url in addresses.items():
        if url.startswith("https:"):
            yield certificate(about, url, now)


def certificate(
    about: str, url: str, now: datetime, trust: ssl.SSLContext | None = None
) -> Finding:
    """Is the certificate at `url` one that others accept, and how long will it be?"""
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

"""Asks Telegram about the account: do updates wait there, and is our clock right?"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp

from bot.channels.telegram.capabilities import WRONG_TOKEN
from bot.channels.telegram.updates import ALLOWED_UPDATES
from bot.config.settings import Telegram, Webhook
from bot.finding import Finding, Level

ABOUT = "at Telegram"

PATIENCE = aiohttp.ClientTimeout(total=5)

LATELY = timedelta(hours=1)
"""Older errors of Telegram are ignored."""

CLOCK_MAY_DIFFER = timedelta(minutes=1)


CANNOT_BE_ASKED = (aiohttp.ClientError, TimeoutError, ValueError)


@dataclass(frozen=True, slots=True)
class Answer:
    """Its status, its time (UTC), and what it told."""

    status: int
    at: datetime | None
    info: dict[str, Any]

    @property
    def waiting(self) -> int:
        return int(self.info.get("pending_update_count", 0))


def findings(telegram: Telegram, now: datetime) -> Iterator[Finding]:
    try:
        answer = asyncio.run(_ask(telegram, "getWebhookInfo"))
    except CANNOT_BE_ASKED as error:
        yield _unreachable(error)
        return
    if answer.status != 200:
        yield _refused(answer.status)
    elif telegram.webhook:
        yield _posted(answer, telegram.webhook, now)
    else:
        yield _polled(answer)
    if answer.at and abs(answer.at - now) > CLOCK_MAY_DIFFER:
        minutes = round((now - answer.at).total_seconds() / 60)
        says = f"it is {abs(minutes)} minutes {'before' if minutes > 0 else 'behind'} Telegram's"
        yield Finding(Level.PROBLEM, "clock", says, "set it; `timedatectl` tells how it is kept")


def identify(telegram: Telegram) -> Finding:
    """Is the token good, and whose is it?"""
    try:
        answer = asyncio.run(_ask(telegram, "getMe"))
    except CANNOT_BE_ASKED as error:
        return _unreachable(error)
    if answer.status == 200:
        return Finding(Level.OK, ABOUT, f"the token is that of @{answer.info.get('username')}")
    return _refused(answer.status)


def _unreachable(error: Exception) -> Finding:
    says = f"it can't be asked from here ({type(error).__name__})"
    return Finding(Level.NOTE, ABOUT, says, "see whether this computer reaches the internet")


def _refused(status: int) -> Finding:
    if status in (401, 404):
        what, _, fix = WRONG_TOKEN.partition(": ")
        return Finding(Level.PROBLEM, ABOUT, what, fix)
    return Finding(Level.NOTE, ABOUT, f"it answers with the error {status}", "try again later")


async def _ask(telegram: Telegram, method: str) -> Answer:
    """The address holds the token, so only the kind of an error may be shown."""
    url = f"{telegram.api_base_url}/bot{telegram.token}/{method}"
    async with aiohttp.ClientSession(timeout=PATIENCE) as session, session.get(url) as answer:
        told = await answer.json() if answer.status == 200 else None
        info = told.get("result") if isinstance(told, dict) else None
        at = _time(answer.headers.get("Date"))
        return Answer(answer.status, at, info if isinstance(info, dict) else {})


def _time(header: str | None) -> datetime | None:
    at = parsedate_to_datetime(header) if header else None
    return at if at and at.tzinfo else None


def _polled(answer: Answer) -> Finding:
    if answer.info.get("url"):
        says = "it posts to a webhook, and answers no poll"
        fix = "start `bekal run`, which takes the webhook away"
        return Finding(Level.PROBLEM, ABOUT, says, fix)
    return Finding(Level.OK, ABOUT, f"{answer.waiting} waiting there to be fetched")


def _posted(answer: Answer, webhook: Webhook, now: datetime) -> Finding:
    waiting = f"{answer.waiting} waiting there to be posted"
    if answer.info.get("url") != webhook.url:
        says = f"it does not post to [telegram] webhook_url, {waiting}"
        return Finding(Level.PROBLEM, ABOUT, says, "start `bekal run`, which tells it the address")
    unasked = set(ALLOWED_UPDATES) - set(answer.info.get("allowed_updates") or ALLOWED_UPDATES)
    if unasked:
        says = f"it does not post {', '.join(sorted(unasked))}, {waiting}"
        return Finding(Level.PROBLEM, ABOUT, says, "start `bekal run` anew, which asks for it")
    failed_at = datetime.fromtimestamp(answer.info.get("last_error_date", 0), UTC)
    if now - failed_at < LATELY:
        why = answer.info.get("last_error_message", "it does not say why")
        says = f"{waiting}, at {failed_at:%H:%M} UTC it could not post: {why}"
        fix = "see that `bekal run` runs and that the proxy passes its posts on to [web] listen"
        return Finding(Level.PROBLEM if answer.waiting else Level.NOTE, ABOUT, says, fix)
    return Finding(Level.OK, ABOUT, waiting)

"""The channel that Telegram posts updates to, and its route in the HTTP server."""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Callable
from typing import Any

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.telegram.channel import TelegramChannel
from services.sending.channel import Receiver
from store.errors import StoreError

_MAX_BODY = 1024 * 1024
"""Bytes; an update is a few kilobytes."""

_log = structlog.get_logger(__name__)

_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - its name only


class WebhookTelegram(TelegramChannel):
    """A channel that is posted to at `url` instead of asking.

    `route` has to be served there, behind whatever proxy ends TLS. Updates that come while nobody
    listens are refused: Telegram keeps them and comes again.
    """

    def __init__(self, token: str, url: str, secret_token: str, **options: Any) -> None:
        super().__init__(token, **options)
        self._url = url
        self._secret_token = secret_token
        self._receive: Receiver | None = None

    async def listen(self, receive: Receiver) -> None:
        """Raises a `SendProblem` when Telegram doesn't take the address."""
        await self.check()
        self._receive = receive
        try:
            await self.use_webhook(self._url, self._secret_token)
            await asyncio.Event().wait()
        finally:
            self._receive = None

    def route(self, path: str) -> Route:
        return webhook_route(
            self, lambda: self._receive, path=path, secret_token=self._secret_token
        )


def webhook_route(
    channel: TelegramChannel,
    receiver: Callable[[], Receiver | None],
    *,
    path: str,
    secret_token: str,
) -> Route:
    """POST `path` takes one update. Answers 200 only when the receiver has returned.

    401 without the secret, 413 and 400 for what can't be an update; 503 while it can't be kept,
    or there is no receiver.
    """

    async def take(request: Request) -> Response:
        try:
            update = await _read_update(request, secret_token)
        except ClientDisconnect as error:
            _log.info("update broken off")
            raise HTTPException(400) from error
        receive = receiver()
        if receive is None:
            raise HTTPException(503)
        try:
            await channel.take([update], receive)
        except StoreError as refused:
            _log.error("update not stored", why=str(refused))
            raise HTTPException(503) from refused
        return Response()

    return Route(path, take, methods=["POST"])


async def _read_update(request: Request, secret_token: str) -> dict[str, Any]:
    given = request.headers.get(_SECRET_HEADER, "")
    if not hmac.compare_digest(given.encode(), secret_token.encode()):
        raise HTTPException(401)
    try:
        update = json.loads(await _read_body(request))
    except (ValueError, RecursionError) as error:
        raise HTTPException(400) from error
    if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
        raise HTTPException(400)
    return update


async def _read_body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MAX_BODY:
            raise HTTPException(413)
    return bytes(body)

"""Where Telegram posts updates, as a route of whatever application serves it."""

from __future__ import annotations

import hmac
import json

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.telegram import TelegramChannel
from services.channel import Receiver

_MAX_BODY = 1024 * 1024
"""Bytes; an update is a few kilobytes."""

_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - its name only


def webhook_route(
    channel: TelegramChannel, receive: Receiver, *, path: str, secret_token: str
) -> Route:
    """POST `path` takes one update. Answers 200 only when `receive` has returned.

    401 without the secret, 413 and 400 for what can't be an update.
    """

    async def take(request: Request) -> Response:
        given = request.headers.get(_SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret_token.encode()):
            return Response(status_code=401)
        body = await _read_body(request)
        if body is None:
            return Response(status_code=413)
        try:
            update = json.loads(body)
        except ValueError:
            return Response(status_code=400)
        if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
            return Response(status_code=400)
        await channel.take([update], receive)
        return Response(status_code=200)

    return Route(path, take, methods=["POST"])


async def _read_body(request: Request) -> bytes | None:
    """The body, or None as soon as it is over the limit."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MAX_BODY:
            return None
    return bytes(body)

"""A strict Bot API server on loopback, for tests in this process or, as a program, beside it.

    async with BotApiServer() as server:
        bot = server.bot("123:secret", username="bekal_uji_bot")
        bot.push_text(5, "jadwal besok")
        message = await bot.next_message(5)

As a program it prints its address and is driven over HTTP (see `telegram_control`):

    python tests/support/telegram_server.py --port 0 --token 123:secret --open-to-all
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import signal
import sys
from types import TracebackType
from typing import Any, Self

import telegram_methods as methods
from aiohttp import web
from telegram_control import Control
from telegram_events import TelegramBot
from telegram_faults import Fault
from telegram_rules import ApiRefusal, Upload, bad_request
from telegram_webhooks import WebhookCaller

MAX_BODY = 60 * 1024 * 1024


class BotApiServer:
    """`latency` is the round trip in seconds that every API call takes."""

    def __init__(self, *, latency: float = 0.0) -> None:
        self.latency = latency
        self.bots: dict[str, TelegramBot] = {}
        self.url = ""
        self._closing = asyncio.Event()
        self._webhooks = WebhookCaller()
        self._control = Control(self)
        self._runner: web.ServerRunner | None = None

    def bot(self, token: str = "123456:loopback", **settings: Any) -> TelegramBot:  # noqa: S107
        """The account of this token, made with these settings when it is new."""
        if token not in self.bots:
            self.bots[token] = TelegramBot(token, **settings)
        return self.bots[token]

    @property
    def violations(self) -> list[str]:
        """What a client did that Telegram forgives but the documentation doesn't allow."""
        return [words for bot in self.bots.values() for words in bot.violations]

    async def start(self, port: int = 0) -> str:
        """Listen on a port of 127.0.0.1, a free one if 0. Returns the address."""
        server = web.Server(self._handle, request_factory=_read_whole_bodies, access_log=None)
        self._runner = web.ServerRunner(server, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self.url

    async def stop(self) -> None:
        self._closing.set()
        for bot in self.bots.values():
            bot.end_poll()
        await self._webhooks.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.path
        if path.startswith("/bot"):
            token, _, method = path[4:].partition("/")
            bot = self.bots.get(token)
            if bot is None:
                return _refuse(ApiRefusal(401, "Unauthorized"))
            return await self._call(bot, method, request)
        if path.startswith("/file/bot"):
            token, _, file_path = path[9:].partition("/")
            bot = self.bots.get(token)
            content = None if bot is None else methods.file_content(bot, file_path)
            return web.Response(status=404) if content is None else web.Response(body=content)
        if path.startswith("/control/"):
            return await self._control.handle(path[9:], request)
        return _refuse(ApiRefusal(404, "Not Found"))

    async def _call(
        self, bot: TelegramBot, method: str, request: web.BaseRequest
    ) -> web.StreamResponse:
        if bot.faults.next_before_reading(method):
            return _cut(request)
        try:
            parameters = await _read_parameters(request)
            await self._travel()
            fault = _ordered_fault(bot, method, parameters)
            if fault is not None and fault.kind == "hang":
                return await self._hang(request)
            if fault is not None and fault.kind == "say":
                return _answer(fault.body.encode())
            body = await _carry_out(bot, method, parameters)
        except ApiRefusal as refusal:
            await self._travel()
            return _refuse(refusal)
        entry = bot.ledger[-1] if method in methods.RECORDED else None
        if method in _WEBHOOK_CHANGES:
            self._webhooks.follow(bot)
        if fault is not None or bot.faults.is_dropped(method):
            hangs = fault is not None and fault.kind == "hang_after"
            return await self._hang(request) if hangs else _cut(request)
        await self._travel()
        if entry is not None:
            entry.answered = request.transport is not None and not request.transport.is_closing()
        return _answer(body)

    async def _travel(self) -> None:
        """Half of the round trip."""
        if self.latency:
            await asyncio.sleep(self.latency / 2)

    async def _hang(self, request: web.BaseRequest) -> web.StreamResponse:
        await self._closing.wait()
        return _cut(request)


_WEBHOOK_CHANGES = frozenset({"setWebhook", "deleteWebhook"})


def _ordered_fault(bot: TelegramBot, method: str, parameters: dict[str, Any]) -> Fault | None:
    """The next ordered fault that fits this call; a refusal is raised."""
    fault = bot.faults.next_for(method, methods.chat_id_of(parameters))
    bot.note_change()
    if fault is not None and fault.kind == "refuse":
        raise fault.refusal()
    return fault


async def _carry_out(bot: TelegramBot, method: str, parameters: dict[str, Any]) -> bytes:
    if method == "getUpdates":
        updates = await bot.poll(*methods.poll_arguments(bot, parameters))
        return b'{"ok":true,"result":[%b]}' % updates
    return _encode({"ok": True, "result": methods.call(bot, method, parameters)})


def _cut(request: web.BaseRequest) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _read_whole_bodies(*parts: Any) -> web.BaseRequest:
    return web.BaseRequest(*parts, asyncio.get_running_loop(), client_max_size=MAX_BODY)


def _answer(body: bytes, status: int = 200) -> web.Response:
    return web.Response(status=status, body=body, content_type="application/json")


def _encode(answer: dict[str, Any]) -> bytes:
    return json.dumps(answer, separators=(",", ":")).encode()


def _refuse(refusal: ApiRefusal) -> web.Response:
    answer: dict[str, Any] = {
        "ok": False, "error_code": refusal.code, "description": refusal.description,
    }  # fmt: skip
    if refusal.parameters:
        answer["parameters"] = refusal.parameters
    return _answer(_encode(answer), refusal.code)


async def _read_parameters(request: web.BaseRequest) -> dict[str, Any]:
    if request.content_length and request.content_length > MAX_BODY:
        raise ApiRefusal(413, "Request Entity Too Large")
    parameters: dict[str, Any] = dict(request.query) if request.query_string else {}
    if not request.body_exists:
        return parameters
    if request.content_type == "application/json":
        try:
            given = json.loads(await request.read())
        except ValueError:
            raise bad_request("can't parse JSON object") from None
        if not isinstance(given, dict):
            raise bad_request("JSON object expected")
        return {**parameters, **given}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            parameters[name] = Upload(value.filename, value.content_type, value.file.read())
            value.file.close()
        else:
            parameters[name] = value
    return _with_attachments(parameters)


def _with_attachments(parameters: dict[str, Any]) -> dict[str, Any]:
    """Puts files named by attach://… in the place of that name."""
    attached = {
        name: value[9:]
        for name, value in parameters.items()
        if isinstance(value, str) and value.startswith("attach://")
    }
    for name, part in attached.items():
        if part not in parameters:
            raise bad_request(f"attached file {part} not found")
        parameters[name] = parameters.pop(part)
    return parameters


async def _serve(port: int, tokens: list[str], *, open_to_all: bool, latency: float) -> None:
    server = BotApiServer(latency=latency)
    for token in tokens:
        server.bot(token, open_to_all=open_to_all)
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    sys.stdout.write(await server.start(port) + "\n")
    sys.stdout.flush()
    await stopped.wait()
    await server.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 = a free one (default)")
    parser.add_argument("--token", action="append", default=[], help="may be given repeatedly")
    parser.add_argument("--open-to-all", action="store_true", help="any person's chat exists")
    parser.add_argument("--latency", type=float, default=0.0, help="round trip, seconds")
    given = parser.parse_args()
    tokens = given.token or ["123456:loopback"]
    gc.disable()  # the ledger grows, and a pause over it would look like a bot's
    asyncio.run(_serve(given.port, tokens, open_to_all=given.open_to_all, latency=given.latency))


if __name__ == "__main__":
    main()

"""Driving the loopback server from another process.

POST /control/<action> with a JSON object: `token` (may be left out where there is one bot) and the
arguments of the method of the same name, e.g. push_text {"chat_id": 5, "text": "halo"}; also
`latency` {"seconds": 0.05}, `fault` (the fields of `Fault`), `refuse` {"code": 403, "times": 3},
`rate_limit` (the fields of `RateLimit`, {} for none), `drop` {"share": 0.01, "seed": 7},
`burst` {"texts": [[chat_id, text], …]} for many texts at once and `bot` (a new account).

GET /control/ledger?since=N&wait=S gives the entries from number N on, after waiting up to S
seconds for one to come; /control/state the counts, /control/violations the list.
"""

from __future__ import annotations

import asyncio
import base64
import json
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from aiohttp import web
from telegram_events import TelegramBot
from telegram_faults import Fault, RateLimit, refusal_of

if TYPE_CHECKING:
    from telegram_server import BotApiServer

_PUSHES = frozenset(
    name for name in vars(TelegramBot) if name.startswith("push_")
) | {"block", "unblock", "migrate_group"}  # fmt: skip


class Control:
    def __init__(self, server: BotApiServer) -> None:
        self._server = server
        self._questions: dict[str, Callable[[TelegramBot, web.BaseRequest], Any]] = {
            "ledger": self._ledger,
            "state": self._state,
            "violations": self._violations,
        }

    async def handle(self, action: str, request: web.BaseRequest) -> web.Response:
        if request.method == "GET":
            question = self._questions.get(action)
            if question is None:
                return web.Response(status=404)
            answer = await question(self._bot(request.query.get("token")), request)
            return web.json_response(answer)
        arguments = json.loads(await request.read() or b"{}")
        try:
            result = self._order(action, arguments)
        except (KeyError, TypeError, ValueError) as error:
            return web.json_response({"error": repr(error)}, status=400)
        return web.json_response({"result": result})

    def _bot(self, token: str | None) -> TelegramBot:
        return (
            next(iter(self._server.bots.values())) if token is None else self._server.bots[token]
        )

    def _order(self, action: str, arguments: dict[str, Any]) -> Any:
        if action == "latency":
            self._server.latency = float(arguments["seconds"])
            return None
        if action == "bot":
            self._server.bot(**arguments)
            return None
        bot = self._bot(arguments.pop("token", None))
        if action in _PUSHES:
            if action == "push_document":
                arguments["content"] = base64.b64decode(arguments["content"])
            return getattr(bot, action)(**arguments)
        if action == "burst":
            return [bot.push_text(chat_id, text) for chat_id, text in arguments["texts"]]
        return self._order_fault(bot, action, arguments)

    @staticmethod
    def _order_fault(bot: TelegramBot, action: str, arguments: dict[str, Any]) -> None:
        if "methods" in arguments:
            arguments["methods"] = tuple(arguments["methods"])
        if action == "fault":
            bot.faults.ordered.append(Fault(**arguments))
        elif action == "refuse":
            bot.faults.ordered.append(refusal_of(**arguments))
        elif action == "rate_limit":
            bot.faults.rate_limit = RateLimit(**arguments) if arguments else None
        elif action == "drop":
            bot.faults.drop(**arguments)
        else:
            raise ValueError(action)

    @staticmethod
    async def _ledger(bot: TelegramBot, request: web.BaseRequest) -> Any:
        since = int(request.query.get("since", 0))
        patience = float(request.query.get("wait", 0))
        if patience and len(bot.ledger) <= since:
            try:
                await bot.until(lambda: len(bot.ledger) > since, patience)
            except TimeoutError:
                return []
        await asyncio.sleep(0)
        return [entry.as_json() for entry in bot.ledger[since:]]

    @staticmethod
    async def _state(bot: TelegramBot, _: web.BaseRequest) -> Any:
        limit = bot.faults.rate_limit
        return {
            "unconfirmed": bot.unconfirmed, "confirmed_to": bot.confirmed_to,
            "accepted": len(bot.ledger), "polls": bot.polls, "now": time.monotonic(),
            "refused_by_rate": 0 if limit is None else limit.refused,
            "faults_left": len(bot.faults.ordered), "webhook": bot.webhook.get("url", ""),
        }  # fmt: skip

    @staticmethod
    async def _violations(bot: TelegramBot, _: web.BaseRequest) -> Any:
        return bot.violations

"""The channel to Telegram.

Frequent calls (getUpdates, sendMessage, editMessageText, answerCallbackQuery) go straight over the
transport; the others go through PTB's `Bot` on the same transport.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import structlog
from telegram import Bot, BotCommandScopeAllPrivateChats
from telegram.helpers import create_deep_linked_url

from bot.channels.telegram.capabilities import CAPABILITIES, LARGEST_FILE, NAME
from bot.channels.telegram.fetching import Fetching
from bot.channels.telegram.messages import Call, calls_for
from bot.channels.telegram.polling import Pauses, poll_forever
from bot.channels.telegram.problems import DONE_ALREADY, told_as_send_problems
from bot.channels.telegram.transport import AiohttpRequest, Declined, HearTime, Timeouts
from bot.channels.telegram.updates import ALLOWED_UPDATES, read_update
from programme.discretion import find_forbidden
from programme.messages import DocumentRef, Incoming, Outgoing
from programme.outbox import (
    AccountTrouble,
    ChatMoved,
    NotSent,
    Refused,
    SendProblem,
    Sent,
    Uncertain,
)
from services.sending.channel import BeforeWriting, CommandMenu, Receiver, Unreadable

_ACKNOWLEDGE_WITHIN = 0.5
"""Seconds that closing waits for answers to button presses."""

_log = structlog.get_logger(__name__)


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _keep_ptb_from_logging_secrets() -> None:
    """At DEBUG, PTB's `Bot` logs its URLs, with the token, and the texts of messages."""
    logging.getLogger("telegram.Bot").setLevel(logging.INFO)


class TelegramChannel:
    """One bot account. Implements `services.sending.channel.Channel`.

    `poll_seconds` is how long Telegram holds a poll without updates (at most 50), `pool_size` how
    many requests may be in flight, `max_file_bytes` the largest file that `fetch` accepts.
    `hear_time` gets the time that Telegram tells with each answer.
    """

    name = NAME
    capabilities = CAPABILITIES

    def __init__(
        self,
        token: str,
        *,
        api_base_url: str = "https://api.telegram.org",
        timeouts: Timeouts = Timeouts(),  # noqa: B008 - frozen
        pauses: Pauses = Pauses(),  # noqa: B008 - frozen
        poll_seconds: int = 50,
        pool_size: int = 448,
        max_file_bytes: int = LARGEST_FILE,
        now: Callable[[], datetime] = _utc_now,
        hear_time: HearTime = lambda _told, _waited: None,
    ) -> None:
        self._timeouts = timeouts
        self._pauses = pauses
        self._poll_seconds = poll_seconds
        self._max_file_bytes = max_file_bytes
        self._now = now
        self._transport = AiohttpRequest(pool_size + 1, timeouts, hear_time)
        _keep_ptb_from_logging_secrets()
        self._bot = Bot(
            token,
            base_url=f"{api_base_url.rstrip('/')}/bot",
            base_file_url=f"{api_base_url.rstrip('/')}/file/bot",
            request=self._transport,
            get_updates_request=self._transport,
        )
        self._username: str | None = None
        self._acknowledgements: set[asyncio.Task[None]] = set()

    @property
    def username(self) -> str:
        """The bot's name without @, known once `check` has succeeded."""
        if self._username is None:
            raise RuntimeError("ask check() first")
        return self._username

    def deep_link(self, code: str) -> str:
        """A link that opens the chat and sends /start with this code ([A-Za-z0-9_-]{1,64})."""
        return create_deep_linked_url(self.username, code)

    async def check(self) -> None:
        with told_as_send_problems():
            account = await self._bot.get_me()
        is_first_look, self._username = self._username is None, account.username or ""
        if is_first_look and find_forbidden(f"{account.first_name} @{self._username}"):
            _log.error(
                "the bot's name gives people away: every notification shows it",
                fix="choose another name at @BotFather, or make another bot",
            )

    async def set_commands(self, commands: CommandMenu) -> None:
        """The menu of private chats: language code ("" = any other) → (command, description)."""
        for language, menu in commands.items():
            with told_as_send_problems():
                await self._bot.set_my_commands(
                    menu, scope=BotCommandScopeAllPrivateChats(), language_code=language or None
                )

    async def introduce(self, commands: CommandMenu) -> str:
        await self.check()
        await self.set_commands(commands)
        return self.deep_link("start").removesuffix("start")

    # -- in --------------------------------------------------------------------------------------

    async def listen(self, receive: Receiver) -> None:
        """Poll. An error of `receive` ends it; the batch comes again at the next start."""

        async def take(updates: Sequence[Any]) -> None:
            await self.take(updates, receive)

        await poll_forever(self._stop_webhook, Fetching(self._get_updates), take, self._pauses)

    async def use_webhook(self, url: str, secret_token: str) -> None:
        """Have updates posted to `url` (see `webhook.webhook_route`)."""
        with told_as_send_problems():
            await self._bot.set_webhook(
                url, secret_token=secret_token, allowed_updates=ALLOWED_UPDATES
            )

    async def take(self, updates: Sequence[Any], receive: Receiver) -> None:
        """Acknowledge button presses, and pass on the events of these raw updates."""
        events = []
        for raw in updates:
            if "callback_query" in raw:
                self._acknowledge(raw["callback_query"])
            event = self._read(raw)
            if event is not None:
                events.append(event)
        if events:
            await receive(events)

    def _read(self, raw: dict[str, Any]) -> Incoming | Unreadable | None:
        username, now = self.username, self._now()
        try:
            return read_update(raw, username, now)
        except Exception as error:  # noqa: BLE001 - one odd update mustn't hold up the others
            event_id = str(raw["update_id"])
            _log.warning("telegram_update_unreadable", update=event_id, error=type(error).__name__)
            return Unreadable(NAME, event_id, json.dumps(raw))

    async def _stop_webhook(self) -> None:
        if self._username is None:
            await self.check()
        with told_as_send_problems():
            await self._bot.delete_webhook()

    async def _get_updates(self, offset: int, limit: int) -> Any:
        wanted = {
            "offset": offset,
            "limit": limit,
            "timeout": self._poll_seconds,
            "allowed_updates": ALLOWED_UPDATES,
        }
        return await self._transport.call(
            f"{self._bot.base_url}/getUpdates",
            wanted,
            read_timeout=self._poll_seconds + self._timeouts.read,
        )

    def _acknowledge(self, query: Any) -> None:
        """Stop the button's spinner, in a task of its own."""
        if isinstance(query, dict) and "id" in query:
            task = asyncio.create_task(self._answer_press(query["id"]))
            self._acknowledgements.add(task)
            task.add_done_callback(self._acknowledgements.discard)

    async def _answer_press(self, query_id: str) -> None:
        try:
            await self._call("answerCallbackQuery", {"callback_query_id": query_id})
        except SendProblem as problem:
            _log.debug("telegram_press_not_acknowledged", reason=problem.reason)

    # -- out -------------------------------------------------------------------------------------

    async def send(
        self, address: str, message: Outgoing, before_writing: BeforeWriting | None = None
    ) -> Sent:
        """Send it, in several calls if it is long.

        When a later call provably fails after an earlier one went out, the whole message is
        `Uncertain`: sending it again repeats the beginning.
        """
        sent: Sent | None = None
        for call in calls_for(message):
            is_first = sent is None
            try:
                sent = await self._carry_out(
                    int(address), call, before_writing if is_first else None
                )
            except (NotSent, ChatMoved, AccountTrouble) as problem:
                if sent is None:
                    raise
                raise Uncertain("partly_sent") from problem
        if sent is None:
            raise Refused("empty")
        return sent

    async def _carry_out(
        self, chat_id: int, call: Call, before_writing: BeforeWriting | None
    ) -> Sent:
        parameters = {"chat_id": chat_id, **call.parameters}
        try:
            result = await self._call(
                call.method, parameters, file=call.file, before_writing=before_writing
            )
        except Refused as refusal:
            if refusal.reason in DONE_ALREADY:
                return Sent(str(call.parameters["message_id"]))
            raise
        if result is True:  # of a deletion
            return Sent(str(call.parameters["message_id"]))
        try:
            return Sent(str(result["message_id"]))
        except (TypeError, KeyError):
            raise Uncertain("unreadable_answer") from None

    async def _call(self, method: str, parameters: Mapping[str, Any], **options: Any) -> Any:
        with told_as_send_problems():
            return await self._transport.call(
                f"{self._bot.base_url}/{method}", parameters, **options
            )

    # -- files -----------------------------------------------------------------------------------

    async def fetch(self, document: DocumentRef) -> bytes:
        """Raises `Refused("too_large")`, `Refused("file_gone")` or the connection's problem."""
        if document.size > self._max_file_bytes:
            raise Refused("too_large")
        with told_as_send_problems():
            file = await self._bot.get_file(document.file_id)
            if file.file_path is None:
                raise Refused("file_gone")
            try:
                return await self._transport.download(file.file_path, self._max_file_bytes)
            except Declined as answer:
                if answer.code == 404:
                    raise Refused("file_gone") from None
                raise

    async def close(self) -> None:
        if self._acknowledgements:
            _, late = await asyncio.wait(self._acknowledgements, timeout=_ACKNOWLEDGE_WITHIN)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await self._transport.shutdown()

"""One bot as Telegram's servers know it: its chats, its waiting updates, what it sent."""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from telegram_faults import Faults
from telegram_rules import ApiRefusal, bad_request

DEFAULT_UPDATES = {
    "message", "edited_message", "channel_post", "edited_channel_post", "callback_query",
    "my_chat_member", "inline_query", "poll", "business_message",
}  # fmt: skip
"""What is delivered when a bot never said what it wants."""

TERMINATED = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


@dataclass
class Chat:
    chat_id: int
    kind: str = "private"
    name: str = "Orang"
    language: str | None = "id"
    is_blocked: bool = False
    moved_to: int | None = None

    def as_json(self) -> dict[str, Any]:
        label = "first_name" if self.kind == "private" else "title"
        return {"id": self.chat_id, "type": self.kind, label: self.name}


@dataclass(slots=True)
class LedgerEntry:
    """One accepted call. `at` is monotonic; `answered` is false where the answer was withheld."""

    method: str
    chat_id: int | None
    text: str
    parameters: dict[str, Any]
    message_id: int | None
    at: float
    answered: bool = False

    @property
    def markup(self) -> dict[str, Any]:
        markup = self.parameters.get("reply_markup") or {}
        return json.loads(markup) if isinstance(markup, str) else markup

    @property
    def buttons(self) -> list[tuple[str, str]]:
        """Label and data of each button under the message, row by row."""
        rows = self.markup.get("inline_keyboard", [])
        return [(b["text"], b.get("callback_data", "")) for row in rows for b in row]

    def as_json(self) -> dict[str, Any]:
        return {
            "method": self.method, "chat_id": self.chat_id, "text": self.text,
            "message_id": self.message_id, "at": self.at, "answered": self.answered,
            "buttons": self.buttons,
            "parameters": {
                name: value if isinstance(value, str | int | float | bool | list | dict) else
                f"<{len(value.content)} bytes>" for name, value in self.parameters.items()
            },
        }  # fmt: skip


@dataclass
class Waiting:
    """An update that the bot hasn't confirmed yet, encoded once."""

    update_id: int
    encoded: bytes


@dataclass
class Account:
    """`open_to_all`: any positive chat id is a person who has started the bot.

    `messages` are the bot's own, `written` those of the people, by chat and message id.
    """

    token: str
    username: str = "bekal_uji_bot"
    name: str = "Bekal"
    open_to_all: bool = False
    faults: Faults = field(default_factory=Faults)
    chats: dict[int, Chat] = field(default_factory=dict)
    messages: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    written: set[tuple[int, int]] = field(default_factory=set)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[dict[str, str]]] = field(default_factory=dict)
    ledger: list[LedgerEntry] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    queries: dict[str, bool] = field(default_factory=dict)
    webhook: dict[str, Any] = field(default_factory=dict)
    allowed_updates: set[str] = field(default_factory=lambda: set(DEFAULT_UPDATES))
    polls: int = 0
    confirmed_to: int = 0
    _waiting: deque[Waiting] = field(default_factory=deque)
    _last_update: int = 700_000_000
    _last_message: int = 1000
    _poll: asyncio.Future[None] | None = None
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def user_id(self) -> int:
        return int(self.token.split(":")[0])

    def as_user(self) -> dict[str, Any]:
        return {
            "id": self.user_id, "is_bot": True, "first_name": self.name,
            "username": self.username,
        }  # fmt: skip

    # -- chats -----------------------------------------------------------------------------------

    def add_chat(self, chat_id: int, kind: str = "private", **more: Any) -> Chat:
        chat = self.chats.get(chat_id)
        if chat is None:
            chat = self.chats[chat_id] = Chat(chat_id, kind, **more)
        return chat

    def chat_to_write_to(self, chat_id: int) -> Chat:
        chat = self.chats.get(chat_id)
        if chat is None:
            if not (self.open_to_all and chat_id > 0):
                raise bad_request("chat not found")
            chat = self.add_chat(chat_id)
        if chat.moved_to is not None:
            raise bad_request("group chat was upgraded to a supergroup chat",
                              migrate_to_chat_id=chat.moved_to)  # fmt: skip
        if chat.is_blocked:
            words = ("bot was blocked by the user" if chat.kind == "private"
                     else "bot was kicked from the group chat")  # fmt: skip
            raise ApiRefusal(403, f"Forbidden: {words}")
        return chat

    def migrate(self, chat_id: int, new_id: int) -> None:
        """The group becomes a supergroup under another id."""
        old = self.chats[chat_id]
        old.moved_to = new_id
        self.add_chat(new_id, "supergroup", name=old.name)

    # -- updates ---------------------------------------------------------------------------------

    def next_message_id(self) -> int:
        self._last_message += 1
        return self._last_message

    def push(self, kind: str, content: dict[str, Any]) -> int:
        """An update for the bot, of a kind like "message". Returns its id."""
        self._last_update += 1
        if kind in self.allowed_updates:
            update = {"update_id": self._last_update, kind: content}
            encoded = json.dumps(update, separators=(",", ":")).encode()
            self._waiting.append(Waiting(self._last_update, encoded))
            self.end_poll()
            self.note_change()
        return self._last_update

    @property
    def unconfirmed(self) -> int:
        """How many updates the bot hasn't confirmed by an offset (or a webhook's 200)."""
        return len(self._waiting)

    @property
    def first_unconfirmed(self) -> Waiting | None:
        return self._waiting[0] if self._waiting else None

    def confirm_below(self, update_id: int) -> None:
        while self._waiting and self._waiting[0].update_id < update_id:
            self._waiting.popleft()
        self.confirmed_to = max(self.confirmed_to, update_id - 1)
        self.note_change()

    def forget_updates(self) -> None:
        self._waiting.clear()

    async def poll(self, offset: int, limit: int, timeout: float) -> bytes:  # noqa: ASYNC109
        """getUpdates. A second poller ends the first one's call with a 409."""
        if self.webhook.get("url"):
            raise ApiRefusal(409, WEBHOOK_ACTIVE)
        self.polls += 1
        self.note_change()
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(ApiRefusal(409, TERMINATED))
        if offset > 0:
            self.confirm_below(offset)
        elif offset < 0 and self._waiting:
            self.confirm_below(self._waiting[max(offset, -len(self._waiting))].update_id)
        if not self._waiting and timeout > 0:
            poll = self._poll = asyncio.get_running_loop().create_future()
            await asyncio.wait([poll], timeout=timeout)
            if poll.done():
                poll.result()
            poll.cancel()
        batch = [waiting.encoded for waiting, _ in zip(self._waiting, range(limit), strict=False)]
        return b",".join(batch)

    def end_poll(self) -> None:
        """Answer a waiting getUpdates at once, with nothing."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    # -- the ledger ------------------------------------------------------------------------------

    def record(
        self,
        method: str,
        parameters: dict[str, Any],
        *,
        chat_id: int | None = None,
        text: str = "",
        message_id: int | None = None,
    ) -> LedgerEntry:
        entry = LedgerEntry(method, chat_id, text, parameters, message_id, time.monotonic())
        self.ledger.append(entry)
        self.note_change()
        return entry

    def sent_to(self, chat_id: int) -> list[LedgerEntry]:
        """Messages and edits this chat got, in order."""
        return [
            entry for entry in self.ledger
            if entry.chat_id == chat_id and entry.method.startswith(("send", "edit"))
            and entry.method != "sendChatAction"
        ]  # fmt: skip

    async def until(self, is_so: Any, within: float = 60.0) -> None:
        """Waits for a condition on this account, looked at after each change of it."""
        async with asyncio.timeout(within):
            while not is_so():
                self._changed.clear()
                await self._changed.wait()

    async def next_message(
        self, chat_id: int, after: int = 0, within: float = 60.0
    ) -> LedgerEntry:
        """The message number `after` (counted from 0) of this chat, as soon as it is there."""
        await self.until(lambda: len(self.sent_to(chat_id)) > after, within)
        return self.sent_to(chat_id)[after]

    def note_change(self) -> None:
        """Have whoever waits in `until` look again."""
        self._changed.set()

"""The channel of the try-it chat: sends to an open page, and receives what is typed there.

The chats are kept in memory only; the receiver stores the events.
"""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from programme.messages import Attachment, ChatType, DocumentRef, EventKind, Incoming, Outgoing
from programme.outbox import Refused, Sent
from services.sending.channel import BeforeWriting, Capabilities, CommandMenu, Receiver
from web.chat import NotListening
from web.files import Files
from web.transcript import Bubble, ShownFile, Transcript

DELETED = "Pesan ini sudah dihapus."

_START = re.compile(r"/start(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)


class WebChat:
    """Both sides of the page: the bot's `services.sending.channel.Channel`, its `web.chat.Chats`.

    `now` gives the time in UTC. `close` ends the streams of open pages, which reconnect when the
    bot runs again.
    """

    name = "webchat"
    capabilities = Capabilities(deletes_for=timedelta.max)

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.transcript = Transcript()
        self.files = Files()
        self._now = now
        self._receive: Receiver | None = None
        self.listening = asyncio.Event()
        """Set as long as what people write is taken."""

    async def check(self) -> None:
        """A page has no account that could be refused."""

    async def introduce(self, commands: CommandMenu) -> str:  # noqa: ARG002 - a page has no menu
        """A link within the page itself."""
        return "/?start="

    async def listen(self, receive: Receiver) -> None:
        self._receive = receive
        self.listening.set()
        try:
            await asyncio.Event().wait()
        finally:
            self._receive = None
            self.listening.clear()

    async def send(
        self, address: str, message: Outgoing, before_writing: BeforeWriting | None = None
    ) -> Sent:
        """An edit keeps the file of the message it replaces unless it brings another.

        Raises `Refused` when a file to be sent on is no longer kept.
        """
        if before_writing is not None:
            await before_writing()
        if message.delete_of:
            return self._delete(address, message.delete_of)
        message_id = message.edit_of or secrets.token_hex(16)
        self.transcript.show(
            Bubble(
                address=address,
                message_id=message_id,
                at=self._now(),
                is_own=False,
                text=message.text,
                buttons=message.buttons,
                file=self._file_of(address, message),
                ask_phone=message.ask_phone,
            )
        )
        return Sent(message_id)

    async def fetch(self, document: DocumentRef) -> bytes:
        """Raises `Refused` when the file is no longer kept."""
        return self._kept_file(document).content

    async def close(self) -> None:
        self.transcript.close()

    async def write(self, address: str, event_id: str, text: str) -> None:
        if start := _START.fullmatch(text):
            details = {"text": "/start", "data": (start[1] or "").strip()}
            at = await self._take(address, event_id, EventKind.START, **details)
        else:
            at = await self._take(
                address, event_id, EventKind.TEXT, text=text, source_message=event_id
            )
        self.transcript.show(Bubble(address, event_id, at, is_own=True, text=text))

    async def press(self, address: str, event_id: str, message_id: str, data: str) -> None:
        await self._take(address, event_id, EventKind.BUTTON, data=data, source_message=message_id)
        bubble = self.transcript.find(address, message_id)
        if bubble and any(button.data == data for row in bubble.buttons for button in row):
            self.transcript.show(replace(bubble, pressed=data))

    async def share_phone(self, address: str, event_id: str, phone: str) -> None:
        at = await self._take(address, event_id, EventKind.PHONE, phone=phone, phone_is_own=True)
        self.transcript.show(Bubble(address, event_id, at, is_own=True, text=phone))

    async def upload(self, address: str, event_id: str, file: Attachment) -> None:
        """The event's id is also the file's, so that a repeated upload is kept once."""
        shown = self._keep_file(event_id, file)
        document = DocumentRef(
            event_id, file.name, len(file.content), file.media_type, file.is_picture
        )
        at = await self._take(
            address, event_id, EventKind.DOCUMENT, document=document, source_message=event_id
        )
        self.transcript.show(Bubble(address, event_id, at, is_own=True, file=shown))

    async def _take(
        self, address: str, event_id: str, kind: EventKind, **details: Any
    ) -> datetime:
        """Hand the event over and return when it came, which is before any answer to it."""
        if self._receive is None:
            raise NotListening
        at = self._now()
        event = Incoming(
            channel=self.name,
            address=address,
            chat_type=ChatType.PRIVATE,
            event_id=event_id,
            kind=kind,
            sent_at=at,
            **details,
        )
        await self._receive([event])
        return at

    def _delete(self, address: str, message_id: str) -> Sent:
        """Replace the text, and keep the place in the chat."""
        if bubble := self.transcript.find(address, message_id):
            if bubble.file:
                self.files.forget(bubble.file.file_id)
            self.transcript.show(replace(bubble, text=DELETED, buttons=(), file=None))
        return Sent(message_id)

    def _file_of(self, address: str, message: Outgoing) -> ShownFile | None:
        if message.attachment:
            return self._keep_file(secrets.token_hex(16), message.attachment)
        if message.file:
            return _shown(message.file.file_id, self._kept_file(message.file))
        earlier = self.transcript.find(address, message.edit_of) if message.edit_of else None
        return earlier.file if earlier else None

    def _keep_file(self, file_id: str, file: Attachment) -> ShownFile:
        self.files.keep(file_id, file)
        return _shown(file_id, file)

    def _kept_file(self, document: DocumentRef) -> Attachment:
        file = self.files.find(document.file_id)
        if file is None:
            raise Refused("file_gone")
        return file


def _shown(file_id: str, file: Attachment) -> ShownFile:
    return ShownFile(file_id, file.name, len(file.content), file.is_picture)

"""The try-it chat in a browser: pick who you are and write.

The page follows all its chats through one stream of server-sent events (`/events`) and posts what
people do. A post carries an event id that the page made up, so that trying it again is the same
event; it is answered only after the channel has taken it. A problem is answered as one word
("too_large"); `web/static/post.js` has the sentences.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates

from programme.messages import Attachment
from web import posts
from web.files import Files
from web.loopback import LoopbackOnly
from web.transcript import Bubble, Transcript

HEARTBEAT_SECONDS = 15.0

_HERE = Path(__file__).parent
_TAKEN = 204
_FORMS_OF_ADDRESS = ("Pak", "Bu", "Mas", "Mbak", "Kak", "Cak")


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody to be in the try-it chat. `hints` are texts worth trying."""

    address: str
    name: str
    description: str
    phone: str | None = None
    hints: tuple[str, ...] = ()

    @property
    def initials(self) -> str:
        words = [word for word in self.name.split() if word not in _FORMS_OF_ADDRESS]
        return "".join(word[0] for word in words[:2]).upper()


class NotListening(Exception):
    """Nobody takes events yet, or no longer."""


class Chats(Protocol):
    """The channel behind the page.

    Each method returns when the event is stored, and raises `NotListening` as long as there is
    nobody to take it. The same event id is the same event.
    """

    transcript: Transcript
    files: Files

    async def write(self, address: str, event_id: str, text: str) -> None: ...

    async def press(self, address: str, event_id: str, message_id: str, data: str) -> None: ...

    async def share_phone(self, address: str, event_id: str, phone: str) -> None: ...

    async def upload(self, address: str, event_id: str, file: Attachment) -> None: ...


def build_app(
    personas: Sequence[Persona], chats: Chats, others: Sequence[Route] = ()
) -> Starlette:
    """The page for these people, and `others` beside it. It answers on loopback names only."""
    pages = _Pages(personas, chats)
    return Starlette(
        routes=[
            Route("/", pages.show),
            Route("/events", pages.stream),
            Route("/chats/{address}", pages.take_event, methods=["POST"]),
            Route("/chats/{address}/documents/{event_id}", pages.take_upload, methods=["POST"]),
            Route("/files/{file_id}", pages.send_file),
            Mount("/static", StaticFiles(directory=_HERE / "static")),
            *others,
        ],
        middleware=[Middleware(LoopbackOnly), Middleware(GZipMiddleware)],
        exception_handlers={NotListening: _answer_not_listening},
    )


class _Pages:
    def __init__(self, personas: Sequence[Persona], chats: Chats) -> None:
        self._personas = {persona.address: persona for persona in personas}
        self._chats = chats
        self._templates = Jinja2Templates(directory=_HERE / "templates")

    async def show(self, request: Request) -> Response:
        return self._templates.TemplateResponse(
            request, "chat.html", {"personas": self._personas.values()}
        )

    async def stream(self, request: Request) -> Response:
        after = request.headers.get("last-event-id") or request.query_params.get("after", "")
        return StreamingResponse(self._events(after), media_type="text/event-stream")

    async def take_event(self, request: Request) -> Response:
        persona = self._persona(request)
        fields = await posts.read_fields(request)
        event_id = posts.checked_id(fields.get("event_id"))
        match fields:
            case {"text": str(text)}:
                await self._chats.write(persona.address, event_id, posts.checked_text(text))
            case {"message_id": str(message_id), "data": str(data)}:
                await self._chats.press(
                    persona.address,
                    event_id,
                    posts.checked_id(message_id),
                    posts.checked_button_data(data),
                )
            case {"phone": True}:
                if persona.phone is None:
                    raise HTTPException(409, "no_phone")
                await self._chats.share_phone(persona.address, event_id, persona.phone)
            case _:
                raise HTTPException(400, "malformed")
        return Response(status_code=_TAKEN)

    async def take_upload(self, request: Request) -> Response:
        persona = self._persona(request)
        event_id = posts.checked_id(request.path_params["event_id"])
        document = await posts.read_document(request)
        await self._chats.upload(persona.address, event_id, document)
        return Response(status_code=_TAKEN)

    async def send_file(self, request: Request) -> Response:
        file = self._chats.files.find(request.path_params["file_id"])
        if file is None:
            raise HTTPException(404, "gone")
        if file.is_picture:
            return Response(file.content, media_type=file.media_type)
        return Response(
            file.content,
            media_type="application/octet-stream",
            headers={"Content-Disposition": "attachment"},
        )

    def _persona(self, request: Request) -> Persona:
        persona = self._personas.get(request.path_params["address"])
        if persona is None:
            raise HTTPException(404, "no_such_person")
        return persona

    async def _events(self, after: str) -> AsyncIterator[str]:
        yield "retry: 1000\n\n"
        is_first = True
        async for mark, bubbles in self._chats.transcript.follow(
            self._personas, after, HEARTBEAT_SECONDS
        ):
            if bubbles or is_first:
                data = json.dumps([_as_json(bubble) for bubble in bubbles], ensure_ascii=False)
                yield f"id: {mark}\ndata: {data}\n\n"
            else:
                yield ": still here\n\n"
            is_first = False


def _as_json(bubble: Bubble) -> dict[str, Any]:
    file = bubble.file
    return {
        "address": bubble.address,
        "id": bubble.message_id,
        "at": bubble.at.timestamp(),
        "own": bubble.is_own,
        "text": bubble.text,
        "buttons": [[[b.label, b.data] for b in row] for row in bubble.buttons],
        "file": file
        and {
            "url": f"/files/{file.file_id}",
            "name": file.name,
            "size": file.size,
            "picture": file.is_picture,
        },
        "ask_phone": bubble.ask_phone,
        "pressed": bubble.pressed,
    }


async def _answer_not_listening(_: Request, __: Exception) -> Response:
    return PlainTextResponse("not_listening", 503)

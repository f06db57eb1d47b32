"""What the page may post, checked. A problem is an `HTTPException` whose detail is one word."""

from __future__ import annotations

import json
import re
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from programme.messages import MOST_DATA_BYTES, Attachment

LONGEST_TEXT = 40_000
LARGEST_POST = 512 * 1024  # LONGEST_TEXT in UTF-8 with JSON escapes
LARGEST_DOCUMENT = 20 * 1024 * 1024

_ID = re.compile(r"[0-9a-f]{32}")


async def read_fields(request: Request) -> dict[str, Any]:
    body = await _read_at_most(request, LARGEST_POST)
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, "malformed") from error
    if not isinstance(fields, dict):
        raise HTTPException(400, "malformed")
    return fields


async def read_document(request: Request) -> Attachment:
    content = await _read_at_most(request, LARGEST_DOCUMENT)
    name = _file_name(request.query_params.get("name", ""))
    media_type = request.headers.get("content-type", "application/octet-stream")
    return Attachment(name, media_type, content)


def checked_id(value: object) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise HTTPException(400, "malformed")
    return value


def checked_text(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise HTTPException(413, "too_long")
    return _without_surrogates(text)


def checked_button_data(data: str) -> str:
    data = _without_surrogates(data)
    if len(data.encode()) > MOST_DATA_BYTES:
        raise HTTPException(400, "malformed")
    return data


async def _read_at_most(request: Request, limit: int) -> bytes:
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > limit:
        raise HTTPException(413, "too_large")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise HTTPException(413, "too_large")
    return bytes(body)


def _without_surrogates(text: str) -> str:
    """A lone surrogate is valid in JSON and nowhere else: it can't be written as UTF-8."""
    return text.encode("utf-8", "replace").decode()


def _file_name(name: str) -> str:
    last_part = re.split(r"[/\\]", name)[-1]
    return "".join(char for char in last_part if char.isprintable())[:120].strip() or "berkas"

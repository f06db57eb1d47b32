"""HTTP to the Bot API: python-telegram-bot's `BaseRequest` over aiohttp.

httpx, PTB's own transport, slows down with many requests in flight, and its errors don't say
whether a request left the machine. These do: `NotConnected` or `AnswerLost`.

A URL holds the token. So URLs are never logged or part of an error, and no error is chained to one
of aiohttp, whose texts hold URLs.
"""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any

import aiohttp
from telegram.error import NetworkError, TelegramError
from telegram.request import BaseRequest, RequestData

from services.sending.channel import BeforeWriting

_KEEP_ALIVE = 60.0
_DNS_KEPT = 300
_JSON = {"Content-Type": "application/json"}
_CHUNK = 65_536
_SLOWEST_UPLOAD = 100_000
"""Bytes a second that an upload is given time for."""


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds. `connect` covers waiting for a free connection, too."""

    connect: float = 5.0
    write: float = 20.0
    read: float = 20.0


@dataclass(frozen=True, slots=True)
class FilePart:
    """A file to upload, in the form field `field`."""

    field: str
    name: str
    media_type: str
    content: bytes


class NotConnected(NetworkError):
    """Nothing was written: there was no connection in time."""


class AnswerLost(NetworkError):
    """Written, at least in part, without a readable answer: the call may have been carried out."""


class UnreadableAnswer(AnswerLost):
    """Its `payload` is not what the Bot API answers."""

    def __init__(self, payload: bytes) -> None:
        super().__init__("unreadable_answer")
        self.payload = payload


class TooLarge(TelegramError):
    """The file is over the limit it was fetched with."""


class Declined(TelegramError):
    """An answer that isn't a success.

    `is_bot_api` is false where something in between answered (a proxy's page), not Telegram.
    """

    def __init__(self, code: int, answer: Mapping[str, Any] | None) -> None:
        self.code = code
        self.is_bot_api = answer is not None
        self.description = str((answer or {}).get("description", ""))
        parameters = (answer or {}).get("parameters") or {}
        self.retry_after: float | None = parameters.get("retry_after")
        self.migrate_to_chat_id: int | None = parameters.get("migrate_to_chat_id")
        super().__init__(self.description or f"HTTP {code}")


HearTime = Callable[[datetime, float], None]
"""Gets the time that the server told (its Date), and how many seconds it took to answer."""


class AiohttpRequest(BaseRequest):
    """`pool_size` connections at most; the session is opened by the first request."""

    def __init__(self, pool_size: int, timeouts: Timeouts, hear_time: HearTime) -> None:
        self._pool_size = pool_size
        self._timeouts = timeouts
        self._hear_time = hear_time
        self._usual = _client_timeout(timeouts)
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return self._timeouts.read

    async def initialize(self) -> None:
        if self._session is None:
            connector = aiohttp.TCPConnector(
                limit=self._pool_size, keepalive_timeout=_KEEP_ALIVE, ttl_dns_cache=_DNS_KEPT
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                trace_configs=[_telling_before_writing()],
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - part of `connect` here
    ) -> tuple[int, bytes]:
        """What PTB's `Bot` calls. Uploads go through `call` instead."""
        timeouts = Timeouts(
            _or_default(connect_timeout, self._timeouts.connect),
            _or_default(write_timeout, self._timeouts.write),
            _or_default(read_timeout, self._timeouts.read),
        )
        body = json.dumps(request_data.parameters).encode() if request_data else None
        code, payload = await self._exchange(
            method, url, body, _JSON if body else None, _client_timeout(timeouts)
        )
        _result(code, payload)
        return code, payload

    async def call(
        self,
        url: str,
        parameters: Mapping[str, Any],
        *,
        file: FilePart | None = None,
        read_timeout: float | None = None,
        before_writing: BeforeWriting | None = None,
    ) -> Any:
        """Post a Bot API call and give its result.

        `before_writing` is awaited once there is a connection. Raises `NotConnected`, `AnswerLost`
        or `Declined`, and what `before_writing` raises.
        """
        timeout = self._usual
        if read_timeout is not None or file is not None:
            uploading = len(file.content) / _SLOWEST_UPLOAD if file else 0.0
            timeout = _client_timeout(
                Timeouts(
                    self._timeouts.connect,
                    self._timeouts.write + uploading,
                    self._timeouts.read if read_timeout is None else read_timeout,
                )
            )
        if file is None:
            body, headers = json.dumps(parameters).encode(), _JSON
            code, payload = await self._exchange(
                "POST", url, body, headers, timeout, before_writing
            )
        else:
            form = _form(parameters, file)
            code, payload = await self._exchange("POST", url, form, None, timeout, before_writing)
        return _result(code, payload)

    async def download(self, url: str, limit: int) -> bytes:
        """The file there. Raises `TooLarge` as soon as it is over `limit` bytes."""
        session = await self._opened()
        try:
            async with session.get(url, timeout=self._usual, allow_redirects=False) as answer:
                return await _read_file(answer, limit)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            problem = _problem_of(error)
        raise problem

    async def _exchange(
        self,
        method: str,
        url: str,
        body: Any,
        headers: Mapping[str, str] | None,
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109 - aiohttp keeps it
        before_writing: BeforeWriting | None = None,
    ) -> tuple[int, bytes]:
        session, asked_at = await self._opened(), time.monotonic()
        try:
            async with session.request(
                method,
                url,
                data=body,
                headers=headers,
                timeout=timeout,
                allow_redirects=False,
                trace_request_ctx=before_writing,
            ) as answer:
                told = _time(answer.headers.get("Date"))
                if told is not None:
                    self._hear_time(told, time.monotonic() - asked_at)
                return answer.status, await answer.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            problem = _problem_of(error)
        raise problem

    async def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            await self.initialize()
        assert self._session is not None  # noqa: S101 - for the type checker
        return self._session


def _telling_before_writing() -> aiohttp.TraceConfig:
    """Awaits a request's `before_writing` when it has got its connection, new or kept."""

    async def tell(_: Any, context: Any, __: Any) -> None:
        if context.trace_request_ctx is not None:
            await context.trace_request_ctx()

    config = aiohttp.TraceConfig()
    config.on_connection_create_end.append(tell)
    config.on_connection_reuseconn.append(tell)
    return config


def _or_default(given: Any, default: float) -> float:
    return default if given is BaseRequest.DEFAULT_NONE or given is None else float(given)


def _client_timeout(timeouts: Timeouts) -> aiohttp.ClientTimeout:
    """`total` is longer than `connect`, so that a missing connection is always told as such."""
    return aiohttp.ClientTimeout(
        total=timeouts.connect + timeouts.write + timeouts.read,
        connect=timeouts.connect,
        sock_read=timeouts.read,
    )


def _form(parameters: Mapping[str, Any], file: FilePart) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in parameters.items():
        form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    form.add_field(
        file.field, io.BytesIO(file.content), filename=file.name, content_type=file.media_type
    )
    return form


async def _read_file(answer: aiohttp.ClientResponse, limit: int) -> bytes:
    if answer.status != 200:
        raise Declined(answer.status, None)
    content = bytearray()
    async for chunk in answer.content.iter_chunked(_CHUNK):
        content += chunk
        if len(content) > limit:
            raise TooLarge(f"over {limit} bytes")
    return bytes(content)


def _problem_of(error: Exception) -> NetworkError:
    if isinstance(error, aiohttp.ConnectionTimeoutError):
        return NotConnected("connect_timeout")
    if isinstance(error, aiohttp.ClientConnectorError):
        return NotConnected("no_connection")
    if isinstance(error, TimeoutError):
        return AnswerLost("no_answer_in_time")
    return AnswerLost("cut_off")


@lru_cache(maxsize=8)
def _time(header: str | None) -> datetime | None:
    """Many answers tell the same second."""
    try:
        at = parsedate_to_datetime(header) if header else None
    except ValueError:
        return None
    return at if at and at.tzinfo else None


def _as_answer(payload: bytes) -> dict[str, Any] | None:
    """The Bot API's envelope, or None where this isn't one."""
    try:
        answer = json.loads(payload.decode(errors="replace"))
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) and "ok" in answer else None


def _result(code: int, payload: bytes) -> Any:
    answer = _as_answer(payload)
    if not 200 <= code < 300:
        raise Declined(code, answer)
    if answer is None or answer["ok"] is not True or "result" not in answer:
        raise UnreadableAnswer(payload)
    return answer["result"]

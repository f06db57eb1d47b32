"""Proofs for programs: the signed badge, the key that checks it, the lists of what ended.

/cek/CODE/credential   the proof as a signed Open Badge
/.well-known/did.json  the issuer's key; /did.json where the public address has folders
/status/PURPOSE        what does not hold now
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from programme.employer_proofs import Standing
from services.proofs import proofs
from services.proofs.credentials.issuer import Purpose
from services.proofs.credentials.publishing import (
    NoKey,
    did_document,
    signed_badge,
    signed_status_list,
)
from services.proofs.credentials.signing import MEDIA_TYPE
from services.proofs.sheet import CREDENTIAL_NAME
from store.connection import Tx
from store.errors import StoreError
from web.check import GONE
from web.registry import Registry

FOR_EVERYBODY = {"Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=60"}
"""A wallet in a browser may read it, and ask again in a minute."""

LISTED_FOR = 60.0
"""Seconds. A copy of a status list is as old in a wallet that asked a moment ago."""

T = TypeVar("T")
log = structlog.get_logger()


class Credentials:
    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._lists: dict[Purpose, tuple[float, str]] = {}

    def routes(self) -> list[Route]:
        return [
            Route("/cek/{code}/credential", self.hand_out),
            Route("/.well-known/did.json", self.introduce),
            Route("/did.json", self.introduce),
            Route("/status/{purpose}", self.list_ended),
        ]

    async def hand_out(self, request: Request) -> Response:
        code = request.path_params["code"]

        def look(tx: Tx, now: datetime, today: date) -> tuple[Standing, str] | None:
            held = proofs.check(tx, code, now, today)
            if held is None:
                return None
            issuer, say = self._registry.issuer, self._registry.say
            return held.standing, signed_badge(tx, held.proof, code, issuer, say)

        found = await self._read(look)
        if found is None:
            raise HTTPException(404)
        standing, badge = found
        if standing in GONE:
            raise HTTPException(410)
        as_file = {"Content-Disposition": f'attachment; filename="{CREDENTIAL_NAME}"'}
        return Response(badge, media_type=MEDIA_TYPE, headers=as_file)

    async def introduce(self, _: Request) -> Response:
        document = await self._read(
            lambda tx, now, _: did_document(tx, self._registry.issuer, now)
        )
        return JSONResponse(document, media_type="application/did+json", headers=FOR_EVERYBODY)

    async def list_ended(self, request: Request) -> Response:
        try:
            purpose = Purpose(request.path_params["purpose"])
        except ValueError as error:
            raise HTTPException(404) from error
        signed = await self._status_list(purpose)
        return Response(signed, media_type=MEDIA_TYPE, headers=FOR_EVERYBODY)

    async def _status_list(self, purpose: Purpose) -> str:
        """Made at most once in `LISTED_FOR`: it takes every proof's standing and a signature."""
        made_at, signed = self._lists.get(purpose, (-LISTED_FOR, ""))
        now_at = self._registry.clock.monotonic()
        if now_at - made_at >= LISTED_FOR:
            signed = await self._read(
                lambda tx, now, today: signed_status_list(
                    tx, self._registry.issuer, purpose, now, today
                )
            )
            self._lists[purpose] = now_at, signed
        return signed

    async def _read(self, look: Callable[[Tx, datetime, date], T]) -> T:
        try:
            return await self._registry.read(look)
        except NoKey as error:
            raise HTTPException(404) from error
        except StoreError as error:
            log.error("credential not read", why=str(error))  # noqa: TRY400
            raise HTTPException(503) from error

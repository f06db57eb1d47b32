"""The page on which an employer checks a proof: /cek/CODE.

It says what must stand on the certificate and whether it is valid now. Unknown, mistyped and
malformed codes read the same. Nothing tells where a certificate was earned, and nobody who looks
is noted down.
"""

from __future__ import annotations

import base64
import hashlib
from datetime import date, datetime
from pathlib import Path

import structlog
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.templating import Jinja2Templates

from locales import skills
from programme.employer_proofs import Standing
from programme.office import Office
from services.proofs import proofs
from services.proofs.proofs import Held
from services.proofs.sheet import kind_of
from store.connection import Tx
from store.errors import StoreError
from web.registry import Registry

GONE = frozenset(
    {Standing.TAKEN_BACK, Standing.ENDED, Standing.OUTDATED, Standing.CERTIFICATE_REVOKED}
)
"""What was there and won't come back: 410 in HTTP's words."""

NOT_SHOWN = frozenset({Standing.TAKEN_BACK, Standing.ENDED, Standing.OUTDATED})
"""The proof itself is over: nothing of the certificate is told any more."""

DATED = frozenset({Standing.VALID, Standing.CERTIFICATE_EXPIRED})
"""Where the last day of validity says something true."""

UNKNOWN, BUSY, OUT_OF_ORDER = "unknown", "busy", "out_of_order"

_TEMPLATES = Path(__file__).parent / "templates"
_STYLE = (_TEMPLATES / "check.css").read_text(encoding="utf-8")
STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()

log = structlog.get_logger()


class CheckPage:
    """`office` is told as whom to ask."""

    def __init__(self, registry: Registry, office: Office) -> None:
        self._registry = registry
        self._office = office
        self._template = Jinja2Templates(directory=_TEMPLATES).get_template("check.html")

    def routes(self) -> list[Route]:
        return [Route("/cek", self.show), Route("/cek/{code:path}", self.show)]

    async def show(self, request: Request) -> Response:
        code = request.path_params.get("code", "")

        def look(tx: Tx, now: datetime, today: date) -> Response:
            held = proofs.check(tx, code, now, today)
            return self._page(UNKNOWN, 404) if held is None else self._told(held, now, code)

        try:
            return await self._registry.read(look)
        except StoreError as error:
            log.error("proof not checked", why=str(error))  # noqa: TRY400
            return self._page(OUT_OF_ORDER, 503)

    def busy(self) -> Response:
        """The answer to too many requests."""
        answer = self._page(BUSY, 429)
        answer.headers["Retry-After"] = "60"
        return answer

    def _told(self, held: Held, now: datetime, code: str) -> Response:
        """The name only as long as all is valid: of anything else the number tells enough."""
        say, said = self._registry.say, held.proof.statement
        facts = {
            "name": said.name if held.standing is Standing.VALID else None,
            "kind": kind_of(said, say),
            "skill": skills.name(said.skill),
            "scheme": said.scheme,
            "number": said.number,
            "issued_by": self._registry.issuer.issues(said.kind),
            "issued_on": said.issued_on and say.plain_day(said.issued_on),
            "valid_until": said.valid_until
            and held.standing in DATED
            and say.plain_day(said.valid_until),
        }
        return self._page(
            held.standing,
            410 if held.standing in GONE else 200,
            facts=None if held.standing in NOT_SHOWN else facts,
            day=say.day(say.local_day(now)),
            hour=say.hours(now, None),
            until=say.plain_day(say.local_day(held.proof.expires_at)),
            credential=f"{self._registry.issuer.check_url(code)}/credential",
        )

    def _page(self, verdict: str, status: int, **told: object) -> Response:
        page = self._template.render(
            verdict=verdict,
            style=Markup(_STYLE),  # noqa: S704 - our own
            office=self._office,
            confirmed_by=self._registry.issuer.name,
            **told,
        )
        return HTMLResponse(page, status)

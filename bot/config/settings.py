"""config.toml and environment → frozen settings.

config.example.toml has every key with its unit, default and reason. BEKAL_<SECTION>_<KEY>
overrides the file.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.config import times, values
from bot.config.reading import ConfigError, Document, Problem, Section, read_toml
from bot.config.values import Listen
from locales import LANGUAGES
from programme.office import CRISIS_LINE, Office, OpeningHours
from programme.quiet import QuietHours
from programme.reminders import ReminderRules
from services.operations.backups import BackupRules
from services.operations.retention import AUDIT_KEPT
from services.sending.pace import Limits

CONFIG_FILE = "config.toml"

TELEGRAM_API = "https://api.telegram.org"
WEBHOOK_PORTS = {443, 80, 88, 8443}
"""Telegram posts to these ports only (Bot API, setWebhook)."""

OPTIONAL_URL = values.optional(values.http_url, "")
TOKEN = values.matching(
    r"\d+:[A-Za-z0-9_-]+",
    "does not look like a bot's token",
    'copy it whole from @BotFather: digits, a colon, letters ("123456:ABC…")',
)
SECRET = values.matching(
    r"[A-Za-z0-9_-]{1,256}",
    "has signs that Telegram does not take",
    "use 1 to 256 of A-Z a-z 0-9 _ -, or leave it empty to have one made of the token",
)
URL_PATH = values.matching("/.*", "does not begin with a slash", 'write such as "/telegram"')


@dataclass(frozen=True, slots=True)
class Security:
    """`key` is the text of a key file from BEKAL_KEY; it overrides `key_file`."""

    key_file: Path
    key: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Programme:
    """`name` is how the bot calls itself; `locale` the language of people who chose none.

    `one_time_answers`: may the bot tell a certificate's step for a number and a birth date?
    """

    name: str
    zone: ZoneInfo
    locale: str
    one_time_answers: bool


@dataclass(frozen=True, slots=True)
class Webhook:
    """Telegram posts to `url`; the server at `[web] listen` receives it at `path`."""

    url: str
    path: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Telegram:
    """`webhook` is None for long polling, where Telegram holds a poll for `poll_seconds`."""

    token: str = field(repr=False)
    api_base_url: str
    poll_seconds: int
    webhook: Webhook | None


@dataclass(frozen=True, slots=True)
class Log:
    """`format` is text or json, `level` debug, info, warning or error."""

    format: str
    level: str


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole configuration. `file` is None when only the environment sets it.

    `store` is the SQLite file, `listen` the HTTP server's address, `public_url` the public address
    of its pages ("" = there are none). `telegram` is None without a token, `backup` without a
    folder. The audit is cut after `audit_kept`; `ping_url` is requested every minute ("" = never).
    """

    file: Path | None
    store: Path
    security: Security
    programme: Programme
    office: Office
    reminders: ReminderRules
    telegram: Telegram | None
    listen: Listen
    public_url: str
    pace: Limits
    audit_kept: timedelta
    backup: BackupRules | None
    ping_url: str
    log: Log

    def need_channel(self) -> None:
        """Raises `ConfigError` where no channel is configured."""
        if self.telegram is None:
            raise ConfigError(
                Problem(
                    str(self.file or CONFIG_FILE),
                    "[telegram] token",
                    "is missing",
                    "get one from @BotFather and put it there or into BEKAL_TELEGRAM_TOKEN",
                )
            )


def load(path: Path | None, environment: Mapping[str, str]) -> Settings:
    """Read `path`, else the file that BEKAL_CONFIG names, else ./config.toml if it exists.

    Raises `ConfigError` with every problem. Relative paths start at the file's folder. An empty
    variable counts as not set.
    """
    document = Document(find_file(path, environment), environment)
    settings = read_settings(document)
    document.finish()
    return settings


def check(tables: Mapping[str, object], environment: Mapping[str, str]) -> Settings:
    """The settings of a file that would hold `tables`. Raises `ConfigError`."""
    document = Document(None, environment, tables)
    settings = read_settings(document)
    document.finish()
    return settings


def find_file(path: Path | None, environment: Mapping[str, str]) -> Path | None:
    if path is not None:
        return path
    if environment.get("BEKAL_CONFIG"):
        return Path(environment["BEKAL_CONFIG"])
    usual = Path(CONFIG_FILE)
    return usual if usual.exists() else None


def holds_token(file: Path) -> bool:
    """Does the file itself hold a channel's token?"""
    telegram = read_toml(file).get("telegram")
    return isinstance(telegram, dict) and bool(telegram.get("token"))


def read_settings(document: Document) -> Settings:
    """Ask the document for every key there is."""
    programme = _programme(document.section("programme"))
    pace = document.section("pace")
    web = document.section("web")
    log = document.section("log")
    return Settings(
        file=document.file,
        store=document.section("store").get(
            "url", values.sqlite_file(document.folder), document.folder / "bekal.db"
        ),
        security=Security(
            key_file=document.section("security").get(
                "key_file", values.path_within(document.folder), document.folder / "bekal.key"
            ),
            key=document.environment.get("BEKAL_KEY") or None,
        ),
        programme=programme,
        office=_office(document.section("office")),
        reminders=_reminders(document.section("reminders"), programme.zone),
        telegram=_telegram(document.section("telegram")),
        listen=web.get("listen", values.listen, Listen("127.0.0.1", 8080)),
        public_url=web.get("public_url", values.public_url, ""),
        pace=Limits(
            per_second=pace.get("per_second", values.number(1000), 29.5),
            per_chat_seconds=pace.get("per_chat_seconds", values.number(60), 1.0),
        ),
        audit_kept=timedelta(
            days=document.section("privacy").get(
                "audit_days", values.whole_number(90, 3650), AUDIT_KEPT.days
            )
        ),
        backup=_backup(document.section("backup"), document.folder, programme.zone),
        ping_url=document.section("health").get(
            "ping_url", values.optional(values.http_url, ""), ""
        ),
        log=Log(
            format=log.get("format", values.one_of("text", "json"), "text"),
            level=log.get("level", values.one_of("debug", "info", "warning", "error"), "info"),
        ),
    )


def _programme(section: Section) -> Programme:
    return Programme(
        name=section.get("name", values.shown_text, "Bekal"),
        zone=section.get("timezone", times.zone, ZoneInfo("Asia/Jakarta")),
        locale=section.get("locale", values.one_of(*LANGUAGES), "id"),
        one_time_answers=section.get("one_time_answers", values.yes_or_no, True),
    )


def _reminders(section: Section, zone: ZoneInfo) -> ReminderRules:
    usual: tuple[time, time] | None = (time(21), time(6))
    quiet = section.get("quiet_hours", times.quiet_hours, usual)
    return ReminderRules(
        offsets=section.get("offsets", times.offsets, (timedelta(hours=24), timedelta(hours=2))),
        quiet=QuietHours(*quiet, zone) if quiet else None,
    )


def _backup(section: Section, folder: Path, zone: ZoneInfo) -> BackupRules | None:
    usual: Path | None = folder / "backups"
    into = section.get("folder", values.optional(values.path_within(folder), None), usual)
    at = section.get("at", times.clock_time, time(2))
    kept = section.get("keep_days", values.whole_number(1, 3650), 14)
    return BackupRules(into, at, zone, timedelta(days=kept)) if into else None


def _telegram(section: Section) -> Telegram | None:
    token = section.get("token", TOKEN, "")
    api_base_url = section.get("api_base_url", values.http_url, TELEGRAM_API)
    poll_seconds = section.get("poll_seconds", values.whole_number(0, 50), 50)
    mode = section.get("mode", values.one_of("polling", "webhook"), "polling")
    webhook = _webhook(section, token, is_wanted=mode == "webhook", api=api_base_url)
    return Telegram(token, api_base_url, poll_seconds, webhook) if token else None


def _webhook(section: Section, token: str, *, is_wanted: bool, api: str) -> Webhook | None:
    url = section.get("webhook_url", OPTIONAL_URL, "")
    path = section.get("webhook_path", URL_PATH, "")
    secret = section.get("webhook_secret", SECRET, "")
    if not is_wanted:
        return None
    parts = urlsplit(url)
    if not url:
        section.wrong("webhook_url", "is missing", 'give the address, or set mode = "polling"')
    elif api == TELEGRAM_API and (
        parts.scheme != "https" or (parts.port or 443) not in WEBHOOK_PORTS
    ):
        section.wrong(
            "webhook_url", "is not an address that Telegram posts to",
            "use https on port 443, 80, 88 or 8443",
        )  # fmt: skip
    made = hmac.digest(token.encode(), b"webhook secret", "sha256").hex()
    return Webhook(url, path or parts.path or "/", secret or made)


def _office(section: Section) -> Office:
    return Office(
        name=section.get("name", values.shown_text, ""),
        address=section.get("address", values.shown_text, ""),
        map_url=section.get("map_url", values.shown_link, ""),
        phone=section.get("phone", values.shown_text, ""),
        hours=_hours(section),
        collect_at=section.get("collect_at", values.shown_text, ""),
        bring=section.get("bring", values.list_of(values.shown_text), ()),
        closed_on=section.get("closed_on", values.list_of(times.day), ()),
        crisis_line=section.get("crisis_line", values.shown_text, CRISIS_LINE),
        certified_by=section.get("certified_by", values.shown_text, ""),
        coordinates=section.get("coordinates", values.coordinates, None),
    )


def _hours(section: Section) -> tuple[OpeningHours, ...]:
    hours: list[OpeningHours] = []
    for table in section.tables("hours"):
        each = OpeningHours(
            weekdays=table.need("days", times.weekdays, frozenset()),
            opens=table.need("opens", times.clock_time, time.min),
            closes=table.need("closes", times.clock_time, time.max),
            since=table.get("from", times.day, None),
            until=table.get("until", times.day, None),
        )
        _check_hours(table, each, hours)
        hours.append(each)
    return tuple(hours)


def _check_hours(table: Section, hours: OpeningHours, others: list[OpeningHours]) -> None:
    if not hours.opens < hours.closes:
        table.wrong("closes", "is not after opens", 'write such as "15.00"')
    if hours.since and hours.until and hours.until < hours.since:
        table.wrong("until", "is before from", "write the last day on which they hold")
    if any(_collide(hours, other) for other in others):
        table.wrong("days", "has a day that an earlier entry has", "name each day once")


def _collide(one: OpeningHours, other: OpeningHours) -> bool:
    """A day on which both would hold; hours with dates go before those without."""
    if not one.weekdays & other.weekdays:
        return False
    is_special = one.since or one.until
    if bool(is_special) != bool(other.since or other.until):
        return False
    starts_late = one.since and other.until and one.since > other.until
    ends_early = one.until and other.since and one.until < other.since
    return not (starts_late or ends_early)

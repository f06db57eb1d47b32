"""What the configuration says becomes settings; the environment goes before the file."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.config.reading import ConfigError
from bot.config.settings import Log, Settings, Webhook, load
from bot.config.values import Listen
from programme.office import OpeningHours
from programme.quiet import QuietHours
from services.sending.pace import Limits

TOKEN = "123456:TEST-token_1"


def configured(folder: Path, text: str, **environment: str) -> Settings:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return load(file, environment)


def test_without_anything_the_defaults_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load(None, {})
    assert settings.file is None
    assert settings.store == tmp_path / "bekal.db"
    assert settings.security.key_file == tmp_path / "bekal.key"
    assert settings.security.key is None
    assert settings.programme.name == "Bekal"
    assert settings.programme.zone == ZoneInfo("Asia/Jakarta")
    assert settings.programme.locale == "id"
    assert settings.reminders.offsets == (timedelta(hours=24), timedelta(hours=2))
    assert settings.reminders.quiet == QuietHours(time(21), time(6), ZoneInfo("Asia/Jakarta"))
    assert settings.telegram is None
    assert settings.listen == Listen("127.0.0.1", 8080)
    assert settings.pace == Limits(29.5, 1.0)
    assert settings.log == Log("text", "info")


def test_the_file_is_the_one_named_else_that_of_the_environment_else_the_one_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("config", "named", "other"):
        (tmp_path / f"{name}.toml").write_text(f'[programme]\nname = "{name}"')
    monkeypatch.chdir(tmp_path)
    variables = {"BEKAL_CONFIG": str(tmp_path / "other.toml")}
    assert load(tmp_path / "named.toml", variables).programme.name == "named"
    assert load(None, variables).programme.name == "other"
    assert load(None, {"BEKAL_CONFIG": ""}).programme.name == "config"


def test_paths_start_at_the_folder_of_the_file(tmp_path: Path) -> None:
    settings = configured(
        tmp_path,
        """
        store = { url = "sqlite:///data/toko.db" }
        security = { key_file = "/etc/bekal/key" }
        """,
    )
    assert settings.store == tmp_path / "data/toko.db"
    assert settings.security.key_file == Path("/etc/bekal/key")
    settings = configured(tmp_path, 'store = { url = "sqlite:////srv/bekal.db" }')
    assert settings.store == Path("/srv/bekal.db")


def test_telegram_polls_unless_a_webhook_is_wanted(tmp_path: Path) -> None:
    telegram = configured(tmp_path, f'[telegram]\ntoken = "{TOKEN}"').telegram
    assert telegram.token == TOKEN
    assert telegram.api_base_url == "https://api.telegram.org"
    assert telegram.poll_seconds == 50
    assert telegram.webhook is None


def test_a_webhook_arrives_where_its_address_says_unless_the_proxy_changes_it(
    tmp_path: Path,
) -> None:
    mode = f"""
        [telegram]
        token = "{TOKEN}"
        mode = "webhook"
        webhook_url = "https://bot.example.org/kabar"
        """
    webhook = configured(tmp_path, mode).telegram.webhook
    assert webhook is not None
    assert (webhook.url, webhook.path) == ("https://bot.example.org/kabar", "/kabar")
    webhook = configured(
        tmp_path, mode + 'webhook_path = "/dalam"\nwebhook_secret = "rahasia_1"'
    ).telegram.webhook  # fmt: skip
    assert webhook == Webhook("https://bot.example.org/kabar", "/dalam", "rahasia_1")


def test_a_webhook_secret_is_made_from_the_token_and_does_not_show_it(tmp_path: Path) -> None:
    def secret_with(token: str) -> str:
        variables = {
            "BEKAL_TELEGRAM_TOKEN": token,
            "BEKAL_TELEGRAM_MODE": "webhook",
            "BEKAL_TELEGRAM_WEBHOOK_URL": "https://bot.example.org/kabar",
        }
        webhook = configured(tmp_path, "", **variables).telegram.webhook
        assert webhook is not None
        return webhook.secret

    assert secret_with(TOKEN) == secret_with(TOKEN) != secret_with("654321:other")
    assert len(secret_with(TOKEN)) >= 32
    assert TOKEN not in secret_with(TOKEN)


def test_a_bot_api_server_of_ones_own_takes_any_webhook_address(tmp_path: Path) -> None:
    settings = configured(
        tmp_path,
        f"""
        [telegram]
        token = "{TOKEN}"
        api_base_url = "http://127.0.0.1:8081/"
        mode = "webhook"
        webhook_url = "http://127.0.0.1:5000"
        """,
    )
    telegram = settings.telegram
    assert telegram.api_base_url == "http://127.0.0.1:8081"
    assert telegram.webhook is not None
    assert telegram.webhook.path == "/"


@pytest.mark.parametrize(
    ("offsets", "read"),
    [
        ('["24h", "2h"]', (timedelta(days=1), timedelta(hours=2))),
        ('["90s", "1d"]', (timedelta(days=1), timedelta(seconds=90))),
        ('["30m"]', (timedelta(minutes=30),)),
        ('["2 H"]', (timedelta(hours=2),)),
        ("[]", ()),
    ],
)
def test_reminder_offsets(tmp_path: Path, offsets: str, read: tuple[timedelta, ...]) -> None:
    assert configured(tmp_path, f"reminders.offsets = {offsets}").reminders.offsets == read


def test_quiet_hours_are_those_of_the_programme_s_zone(tmp_path: Path) -> None:
    settings = configured(
        tmp_path,
        """
        programme.timezone = "Asia/Jayapura"
        reminders.quiet_hours = ["20:30", 05:00:00]
        """,
    )
    quiet = QuietHours(time(20, 30), time(5), ZoneInfo("Asia/Jayapura"))
    assert settings.reminders.quiet == quiet
    assert configured(tmp_path, "reminders.quiet_hours = []").reminders.quiet is None


@pytest.mark.parametrize(
    "days",
    [
        "senin-kamis",
        "Senin – Kamis",
        "senin s/d kamis",
        "senin s.d. kamis",
        "senin sd kamis",
        "senin sampai kamis",
        "monday to thursday",
    ],
)
def test_a_range_of_days_is_read_as_people_write_it(tmp_path: Path, days: str) -> None:
    settings = configured(
        tmp_path, f'[[office.hours]]\ndays = ["{days}"]\nopens = "08.00"\ncloses = "12.00"'
    )
    assert settings.office.hours[0].weekdays == {0, 1, 2, 3}


def test_opening_hours_have_days_times_and_perhaps_dates(tmp_path: Path) -> None:
    settings = configured(
        tmp_path,
        """
        [[office.hours]]
        days = ["senin-kamis", "Minggu"]
        opens = "07.30"
        closes = "15.00"
        [[office.hours]]
        days = ["jum'at - sabtu"]
        opens = "07.30"
        closes = "11.00"
        [[office.hours]]
        days = ["sabtu-senin"]
        opens = "08.00"
        closes = "12.00"
        from = 2027-02-08
        until = "2027-03-09"
        """,
    )
    assert settings.office.hours == (
        OpeningHours(frozenset({0, 1, 2, 3, 6}), time(7, 30), time(15)),
        OpeningHours(frozenset({4, 5}), time(7, 30), time(11)),
        OpeningHours(
            frozenset({5, 6, 0}), time(8), time(12), date(2027, 2, 8), date(2027, 3, 9)
        ),
    )  # fmt: skip


def test_the_same_days_may_have_hours_for_several_times_of_year(tmp_path: Path) -> None:
    table = """
        [[office.hours]]
        days = ["senin"]
        opens = "08.00"
        closes = "12.00"
        """
    settings = configured(
        tmp_path,
        table + table + "until = 2027-01-31" + table + "from = 2027-02-01",
    )
    assert len(settings.office.hours) == 3


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("127.0.0.1:8080", Listen("127.0.0.1", 8080)),
        ("localhost:0", Listen("localhost", 0)),
        ("[::1]:65535", Listen("::1", 65535)),
    ],
)
def test_listen(tmp_path: Path, written: str, read: Listen) -> None:
    assert configured(tmp_path, f'web.listen = "{written}"').listen == read


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    settings = configured(
        tmp_path,
        """
        [reminders]
        offsets = ["1d"]
        [pace]
        per_second = 10
        [telegram]
        token = "1:file"
        """,
        BEKAL_REMINDERS_OFFSETS='["60s"]',
        BEKAL_REMINDERS_QUIET_HOURS="[]",
        BEKAL_PACE_PER_SECOND="0",
        BEKAL_PACE_PER_CHAT_SECONDS="",
        BEKAL_TELEGRAM_TOKEN=TOKEN,
        BEKAL_OFFICE_PHONE="0322 000000",
        BEKAL_OFFICE_HOURS='[{days = ["senin"], opens = "08.00", closes = "12.00"}]',
        BEKAL_KEY="{}",
    )
    assert settings.reminders.offsets == (timedelta(seconds=60),)
    assert settings.reminders.quiet is None
    assert settings.pace == Limits(0.0, 1.0)
    assert settings.telegram.token == TOKEN
    assert settings.office.phone == "0322 000000"
    assert settings.office.hours == (OpeningHours(frozenset({0}), time(8), time(12)),)
    assert settings.security.key == "{}"


def test_a_file_saved_by_notepad_is_read(tmp_path: Path) -> None:
    settings = configured(tmp_path, '\ufeff[programme]\r\nname = "Pelatihan Kerja"\r\n')
    assert settings.programme.name == "Pelatihan Kerja"


def test_secrets_do_not_show(tmp_path: Path) -> None:
    settings = configured(
        tmp_path,
        f"""
        [telegram]
        token = "{TOKEN}"
        mode = "webhook"
        webhook_url = "https://bot.example.org/kabar"
        webhook_secret = "rahasia_1"
        """,
        BEKAL_KEY="a key",
    )
    for secret in (TOKEN, "rahasia_1", "a key"):
        assert secret not in repr(settings)


def test_without_a_token_there_is_a_sentence_that_says_where_to_get_one(tmp_path: Path) -> None:
    settings = configured(tmp_path, "")
    with pytest.raises(ConfigError, match=r"config\.toml: \[telegram\] token is missing; get one"):
        settings.need_channel()

"""Problems of a configuration are reported with file, key and how to fix them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.config.reading import ConfigError, Problem
from bot.config.settings import load


def problems(folder: Path, text: str, **environment: str) -> tuple[Problem, ...]:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        load(file, environment)
    return raised.value.problems


@pytest.mark.parametrize(
    ("text", "key", "says"),
    [
        ('[telegram]\ntokn = "1:a"', "[telegram] tokn", 'not a key; did you mean "token"'),
        ('[telegarm]\ntoken = "1:a"', "telegarm", "not a section; did you mean [telegram]"),
        ('token = "1:a"', "token", "not a key; it belongs under [telegram]"),
        ('[web]\ntimezone = "Asia/Jakarta"', "[web] timezone", "belongs under [programme]"),
        ("[store]\ncolour = 1", "[store] colour", "not a key; take it out"),
        ("[colours]\nred = 1", "colours", "not a section; take it out"),
        ("colour = 1", "colour", "not a key; take it out"),
        ('web = "127.0.0.1:80"', "web", "is a section, not a value; write [web]"),
        ("programme.name = 1", "[programme] name", "not a text; put it in quotes"),
        ('programme.timezone = "WIB"', "[programme] timezone", 'write "Asia/Jakarta"'),
        ('programme.timezone = "Asia/Jakata"', "[programme] timezone", '"Asia/Jakarta"'),
        ('programme.timezone = "asia/jakarta"', "[programme] timezone", '"Asia/Jakarta"'),
        ('programme.timezone = "../etc"', "[programme] timezone", "no time zone"),
        ('programme.timezone = "Asia"', "[programme] timezone", "no time zone"),
        ('programme.timezone = ""', "[programme] timezone", "no time zone"),
        ('programme.locale = "fr"', "[programme] locale", 'one of "id"'),
        ('reminders.offsets = "24h"', "[reminders] offsets", "not a list; put it in brackets"),
        ('reminders.offsets = ["24"]', "[reminders] offsets", 'has "24"'),
        ('reminders.offsets = ["1w"]', "[reminders] offsets", '"30m"'),
        ("reminders.offsets = [24]", "[reminders] offsets", "not a text"),
        ('reminders.offsets = ["0s"]', "[reminders] offsets", '"31d"'),
        ('reminders.offsets = ["32d"]', "[reminders] offsets", '"31d"'),
        ('reminders.offsets = ["999999999d"]', "[reminders] offsets", '"31d"'),
        ('reminders.offsets = ["60m", "1h"]', "[reminders] offsets", "same reminder twice"),
        ("reminders.quiet_hours = [21.00, 06.00]", "", "not TOML"),
        ("reminders.quiet_hours = [21.00]", "[reminders] quiet_hours", 'write it as "21.00"'),
        ('reminders.quiet_hours = ["24.00", "06.00"]', "[reminders] quiet_hours", "time of day"),
        ('reminders.quiet_hours = ["21.00"]', "[reminders] quiet_hours", "two different times"),
        ('reminders.quiet_hours = ["6.00", "06.00"]', "[reminders] quiet_hours", "[] for no"),
        ('telegram.token = "my bot"', "[telegram] token", "@BotFather"),
        ('telegram.api_base_url = "api.telegram.org"', "[telegram] api_base_url", "https://"),
        ('telegram.api_base_url = "ftp://a.org"', "[telegram] api_base_url", "web address"),
        ('telegram.api_base_url = "http://a:b"', "[telegram] api_base_url", "web address"),
        ('telegram.api_base_url = ""', "[telegram] api_base_url", "web address"),
        ('telegram.mode = "push"', "[telegram] mode", '"polling", "webhook"'),
        ("telegram.poll_seconds = 51", "[telegram] poll_seconds", "0 to 50"),
        ("telegram.poll_seconds = 1.5", "[telegram] poll_seconds", "whole number"),
        ("telegram.poll_seconds = true", "[telegram] poll_seconds", "whole number"),
        ('telegram.mode = "webhook"', "[telegram] webhook_url", "missing"),
        ('telegram.webhook_url = "x"', "[telegram] webhook_url", "web address"),
        ('telegram.webhook_secret = "a b"', "[telegram] webhook_secret", "A-Z a-z 0-9 _ -"),
        ('telegram.webhook_path = "kabar"', "[telegram] webhook_path", "slash"),
        ('telegram = { mode = "webhook", webhook_url = "http://a.org/x" }',
         "[telegram] webhook_url", "use https on port 443, 80, 88 or 8443"),
        ('telegram = { mode = "webhook", webhook_url = "https://a.org:444/x" }',
         "[telegram] webhook_url", "use https on port 443, 80, 88 or 8443"),
        ("pace.per_second = -1", "[pace] per_second", "from 0 to 1000"),
        ("pace.per_second = nan", "[pace] per_second", "from 0 to 1000"),
        ('pace.per_second = "30"', "[pace] per_second", "without quotes"),
        ("pace.per_second = true", "[pace] per_second", "not a number"),
        ("pace.per_chat_seconds = inf", "[pace] per_chat_seconds", "from 0 to 60"),
        ('web.listen = "8080"', "[web] listen", '"127.0.0.1:8080"'),
        ('web.listen = "127.0.0.1:65536"', "[web] listen", "host and port"),
        ('web.listen = "127.0.0.1:²"', "[web] listen", "host and port"),
        ('store.url = "postgresql://a/b"', "[store] url", "sqlite:///bekal.db"),
        ('store.url = "sqlite:///:memory:"', "[store] url", "names no SQLite file"),
        ('store.url = "sqlite:///"', "[store] url", "names no SQLite file"),
        ('security.key_file = ""', "[security] key_file", "is empty"),
        ('log.format = "xml"', "[log] format", '"text", "json"'),
        ('log.level = "verbose"', "[log] level", '"debug"'),
        ('programme.name = "Bot Lapas"', "[programme] name", 'contains "Lapas"'),
        ('office.bring = ["KTP", "surat dari rutan"]', "[office] bring", 'contains "rutan"'),
        ('office.map_url = "maps.app.goo.gl/x"', "[office] map_url", 'copy it whole: "https://maps'),
        ('office.map_url = "http://maps.example/x"', "[office] map_url", "not an https address"),
        ('office.map_url = "https://"', "[office] map_url", "not an https address"),
        ('office.map_url = "https://[x"', "[office] map_url", "not an https address"),
        ('office.map_url = "lihat https://a.id"', "[office] map_url", "not an https address"),
        ('office.map_url = "https://a.id/lapas"', "[office] map_url", 'contains "lapas"'),
        ("office.hours = 8", "[office] hours", "not a list of tables"),
    ],
)  # fmt: skip
def test_one_thing_wrong(tmp_path: Path, text: str, key: str, says: str) -> None:
    (problem,) = problems(tmp_path, text)
    assert problem.where == str(tmp_path / "config.toml")
    assert problem.key == key
    assert says in f"{problem.what}; {problem.fix}"
    assert str(problem).startswith(f"{tmp_path / 'config.toml'}: {key}")


HOURS = """
    [[office.hours]]
    days = ["senin-jumat"]
    opens = "08.00"
    closes = "12.00"
    """


@pytest.mark.parametrize(
    ("text", "key", "says"),
    [
        ('days = []\nopens = "08.00"\ncloses = "12.00"', "days", "names no day"),
        ('days = ["senen"]\nopens = "08.00"\ncloses = "12.00"', "days", '"senin"'),
        ('days = ["xyz"]\nopens = "08.00"\ncloses = "12.00"', "days", "look up"),
        ('days = ["senin-rabu-jumat"]\nopens = "08.00"\ncloses = "12.00"', "days", "no range"),
        ('opens = "08.00"\ncloses = "12.00"', "days", "is missing"),
        ('days = ["senin"]\ncloses = "12.00"', "opens", "is missing"),
        ('days = ["senin"]\nopens = "08.00"\ncloses = "08.00"', "closes", "not after opens"),
        ('days = ["senin"]\nopens = "8 pagi"\ncloses = "12.00"', "opens", "no time of day"),
        (
            'days = ["senin"]\nopens = "08.00"\ncloses = "12.00"\nfrom = "8 Februari"',
            "from", "write it as 2026-02-18",
        ),
        (
            'days = ["senin"]\nopens = "08.00"\ncloses = "12.00"\nfrom = 2026-02-18T08:00:00',
            "from", "no date",
        ),
        (
            'days = ["senin"]\nopens = "08.00"\ncloses = "12.00"\n'
            "from = 2026-02-18\nuntil = 2026-02-17",
            "until", "is before from",
        ),
        ('days = ["senin"]\nopens = "08.00"\ncloses = "12.00"\ntill = 1', "till", "is not a key"),
    ],
)  # fmt: skip
def test_one_thing_wrong_with_opening_hours(
    tmp_path: Path, text: str, key: str, says: str
) -> None:
    (problem,) = problems(tmp_path, f"[[office.hours]]\n{text}")
    assert problem.key == f"[office.hours #1] {key}"
    assert says in f"{problem.what}; {problem.fix}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("", ""),
        ("from = 2027-01-01", "from = 2027-02-01"),
        ("until = 2027-01-31", "from = 2027-01-31"),
        ("from = 2027-02-01\nuntil = 2027-02-28", "from = 2027-01-01\nuntil = 2027-02-01"),
    ],
)
def test_two_opening_hours_of_one_day(tmp_path: Path, one: str, other: str) -> None:
    (problem,) = problems(tmp_path, HOURS + one + HOURS + other)
    assert problem.key == "[office.hours #2] days"
    assert "earlier entry" in problem.what


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        """
        [pace]
        per_second = "fast"
        per_minute = 1
        [programme]
        timezone = "Mars/Utopia"
        """,
        BEKAL_LOG_LEVEL="loud",
    )
    assert {problem.key for problem in found} == {
        "[pace] per_second",
        "[pace] per_minute",
        "[programme] timezone",
        "BEKAL_LOG_LEVEL",
    }
    assert str(ConfigError(*found)).count("\n") == 3


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('reminders.offsets = ["24", "2h", "1w"]', ['"24"', '"1w"']),
        ('reminders.quiet_hours = ["9 malam", "pagi"]', ["9 malam", "pagi"]),
        ('office.bring = ["surat rutan", "KTP", "surat lapas"]', ["rutan", "lapas"]),
        ("reminders.offsets = [24, 2]", ["not a text"]),
        (
            '[[office.hours]]\ndays = ["xyz", "senin", "abc"]\nopens = "08.00"\ncloses = "9.00"',
            ["xyz", "abc"],
        ),
    ],
)
def test_every_bad_entry_of_a_list_is_told(tmp_path: Path, text: str, named: list[str]) -> None:
    found = problems(tmp_path, text)
    assert len(found) == len(named)
    assert all(word in problem.what for word, problem in zip(named, found, strict=True))


def test_problems_stand_in_the_order_of_the_file(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        """
        top = 1
        [log]
        level = "loud"
        colour = 1
        format = "xml"
        [colours]
        red = 1
        [office]
        map_url = "peta"
        [[office.hours]]
        opens = "pagi"
        closes = "12.00"
        [[office.hours]]
        closes = "siang"
        opens = "08.00"
        days = ["sabtu"]
        [programme]
        locale = "fr"
        """,
        BEKAL_PACE_PER_SECOND="fast",
    )
    assert [problem.key for problem in found] == [
        "top",
        "[log] level",
        "[log] colour",
        "[log] format",
        "colours",
        "[office] map_url",
        "[office.hours #1] opens",
        "[office.hours #1] days",
        "[office.hours #2] closes",
        "[programme] locale",
        "BEKAL_PACE_PER_SECOND",
    ]


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("BEKAL_TELEGRAM_TOKN", "1:a", "is not a key; did you mean BEKAL_TELEGRAM_TOKEN?"),
        ("BEKAL_TELEGRM_TOKEN", "1:a", "is not a key; did you mean BEKAL_TELEGRAM_TOKEN?"),
        ("BEKAL_REMINDER_OFFSETS", "[]", "is not a key; did you mean BEKAL_REMINDERS_OFFSETS?"),
        ("BEKAL_KEYS", "{}", "is not a key; did you mean BEKAL_KEY?"),
        ("BEKAL_STORE_COLOUR", "1", "is not a key; take it out"),
        ("BEKAL_PACE_PER_SECOND", "fast", "is not a number"),
        ("BEKAL_PACE_PER_SECOND", "[1]", "is not a number"),
        ("BEKAL_REMINDERS_OFFSETS", "24h", "is not a list"),
        ("BEKAL_PROGRAMME_NAME", "Bot Lapas", 'contains "Lapas"'),
    ],
)
def test_the_environment_is_named_as_well(
    tmp_path: Path, variable: str, value: str, says: str
) -> None:
    (problem,) = problems(tmp_path, "", **{variable: value})
    assert (problem.where, problem.key) == ("environment", variable)
    assert says in str(problem)


def test_variables_of_others_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "config.toml").touch()
    settings = load(tmp_path / "config.toml", {"BEKAL_REQUIRE_BROWSER": "1", "PATH": "/bin"})
    assert settings.programme.name == "Bekal"


def test_a_refused_secret_is_not_told(tmp_path: Path) -> None:
    for text in (
        'telegram.token = "123456:geheim wort"',
        'telegram.webhook_secret = "geheim wort"',
        "telegram.token = 'geheim",
    ):
        assert "geheim" not in str(ConfigError(*problems(tmp_path, text)))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    file = tmp_path / "nowhere.toml"
    with pytest.raises(ConfigError, match=r"does not exist; `bekal init`"):
        load(file, {})
    with pytest.raises(ConfigError, match=re.escape(str(file))):
        load(None, {"BEKAL_CONFIG": str(file)})


def test_files_that_can_not_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"can't be read \(Is a directory\)"):
        load(tmp_path, {})
    latin = tmp_path / "latin.toml"
    latin.write_bytes('programme.name = "Caf\xe9"'.encode("latin-1"))
    with pytest.raises(ConfigError, match="not UTF-8; save it again"):
        load(latin, {})
    broken = tmp_path / "broken.toml"
    broken.write_text("[programme]\nname = Bekal\n")
    with pytest.raises(ConfigError, match=r"not TOML \(.*line 2.*\); fix that line"):
        load(broken, {})

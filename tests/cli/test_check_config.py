"""`bekal check-config`"""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_process import call
from telegram_server import BotApiServer

UNREACHABLE = {"BEKAL_TELEGRAM_API_BASE_URL": "http://127.0.0.1:9"}


async def test_nothing_wrong(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[telegram]\ntoken = "123456:not-a-real-token"\n')
    ended = await call(tmp_path, "check-config", "--offline")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out == (
        "config.toml: no problems.\nTelegram by polling at https://api.telegram.org.\n"
    )
    assert (await call(tmp_path, "check-config", "--offline", "--json")).json == {
        "ok": True, "problems": [], "notes": []
    }  # fmt: skip


@pytest.mark.parametrize("host", ["0.0.0.0", "[::]"])  # noqa: S104
async def test_a_server_that_every_network_reaches_is_told(tmp_path: Path, host: str) -> None:
    (tmp_path / "config.toml").write_text(
        f'[telegram]\ntoken = "123456:not-a-real-token"\n[web]\nlisten = "{host}:8080"\n'
    )
    ended = await call(tmp_path, "check-config", "--offline")
    assert ended.status == 0
    assert "every network reaches the server, without TLS; listen at 127.0.0.1" in ended.out
    (note,) = (await call(tmp_path, "check-config", "--offline", "--json")).json["notes"]
    assert (note["level"], note["about"]) == ("note", "web")
    assert "every network reaches" in (await call(tmp_path, "doctor", **UNREACHABLE)).out


async def test_everything_wrong_is_named_with_its_fix(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text('[telegram]\ntokn = "x"\n[programme]\nlocale = "fr"\n')
    ended = await call(tmp_path, "check-config", "--config", "other.toml")
    assert (ended.status, ended.out) == (2, "")
    assert "other.toml: [telegram] tokn is not a key" in ended.err
    assert "[programme] locale" in ended.err


async def test_problems_as_json_stand_alone_on_standard_output(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[telegram]\ntokn = "x"\n')
    ended = await call(tmp_path, "check-config", "--json")
    assert (ended.status, ended.err) == (2, "")
    (problem,) = ended.json["problems"]
    assert ended.json["ok"] is False
    assert (problem["where"], problem["key"]) == ("config.toml", "[telegram] tokn")
    assert '"token"' in problem["mend"] or '"token"' in problem["what"]


async def test_telegram_is_asked_whether_the_token_is_good(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[telegram]\ntoken = "123456:not-a-real-token"\n')
    async with BotApiServer() as server:
        at_server = {"BEKAL_TELEGRAM_API_BASE_URL": server.url}
        unknown = await call(tmp_path, "check-config", **at_server)
        assert unknown.status == 2
        assert "the token is not valid; get a new one from @BotFather" in unknown.out
        assert (await call(tmp_path, "check-config", "--json", **at_server)).json["ok"] is False
        server.bot("123456:not-a-real-token", username="bekal_uji_bot")
        good = await call(tmp_path, "check-config", **at_server)
    assert (good.status, good.err) == (0, "")
    assert "the token is that of @bekal_uji_bot" in good.out


async def test_that_telegram_can_not_be_asked_is_no_problem(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[telegram]\ntoken = "123456:not-a-real-token"\n')
    ended = await call(tmp_path, "check-config", **UNREACHABLE)
    assert ended.status == 0
    assert "it can't be asked from here" in ended.out

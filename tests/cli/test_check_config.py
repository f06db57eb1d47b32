"""`bekal check-config`"""

from __future__ import annotations

from pathlib import Path

from cli_process import call


async def test_nothing_wrong(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[telegram]\ntoken = "123456:not-a-real-token"\n')
    ended = await call(tmp_path, "check-config")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out == (
        "config.toml: no problems.\nTelegram by polling at https://api.telegram.org.\n"
    )
    assert (await call(tmp_path, "check-config", "--json")).json == {"ok": True, "problems": []}


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

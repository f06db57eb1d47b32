"""`bekal understand`: one text, or lines of JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_process import call

NOW = "2026-11-24T09:00:00+07:00"
FIELDS = [
    "id", "intent", "confidence", "alternatives", "skill", "date", "date_end",
    "certificate_number", "participant_number", "name", "lang",
]  # fmt: skip


async def test_one_text_as_json(tmp_path: Path) -> None:
    ended = await call(tmp_path, "understand", "jdwl las bsk jam brp pak", "--now", NOW, "--json")
    assert (ended.status, ended.err) == (0, "")
    assert list(ended.json) == FIELDS
    assert ended.json["intent"] == "schedule"
    assert ended.json["skill"] == "pengelasan"
    assert ended.json["date"] == "2026-11-25"


async def test_one_text_for_people(tmp_path: Path) -> None:
    ended = await call(tmp_path, "understand", "jadwal las besok", "--now", NOW)
    lines = dict(line.split(maxsplit=1) for line in ended.out.splitlines())
    assert lines["intent"] == "schedule"
    assert "certificate_number" not in lines


async def test_an_announcement(tmp_path: Path) -> None:
    ended = await call(
        tmp_path, "understand", "Las besok diundur jam 10", "--announcement", "--json",
        "--now", NOW,
    )  # fmt: skip
    assert ended.json == {
        "id": None,
        "change": {
            "kind": "moved",
            "skill": "pengelasan",
            "date": "2026-11-25",
            "new_start": "10:00",
        },
    }


@pytest.mark.parametrize(
    ("now", "tomorrow"),
    [
        ("2026-11-24T23:30", "2026-11-25"),
        ("2026-11-24T23:30:00+07:00", "2026-11-25"),
        ("2026-11-24T23:30:00+09:00", "2026-11-25"),
        ("2026-11-24T23:30:00Z", "2026-11-26"),
        ("2026-11-24", "2026-11-25"),
    ],
)
async def test_now_is_in_wib_unless_an_indonesian_zone_is_given(
    tmp_path: Path, now: str, tomorrow: str
) -> None:
    ended = await call(tmp_path, "understand", "jadwal besok", "--now", now, "--json")
    assert ended.json["date"] == tomorrow


@pytest.mark.parametrize("now", ["besok", "", "0001-01-01T00:00:00+14:00"])
async def test_a_now_that_is_no_time_is_wrong_usage(tmp_path: Path, now: str) -> None:
    ended = await call(tmp_path, "understand", "halo", "--now", now, "--json")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith("bekal: --now: ")


async def test_a_line_in_a_line_out(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "text": "sertif sy udh jadi blm", "now": NOW},
        {"id": 7, "text": "jadwal lusa", "now": "2026-11-30T09:00:00+07:00"},
        {"text": "kula nuwun 🙏 \ud83d"},
    ]
    given = "\n".join(map(json.dumps, lines)).encode()
    ended = await call(tmp_path, "understand", given=given)
    assert (ended.status, ended.err) == (0, "")
    answers = [json.loads(line) for line in ended.out.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", 7, None]
    assert answers[0]["intent"] == "certificate_status"
    assert answers[1]["date"] == "2026-12-02"


async def test_a_broken_line_is_told_by_its_number_and_the_others_are_answered(
    tmp_path: Path,
) -> None:
    given = b"\n".join(
        [
            b'{"id": "a", "text": "halo"}', b"", b"halo", b"[1]", b'{"text": 5}',
            b'{"text": "halo", "now": 5}', b'{"text": "halo", "now": "kemarin"}', b"\xff\xfe",
            b"[" * 100_000, b'{"id": "b", "text": ""}',
        ]
    )  # fmt: skip
    ended = await call(tmp_path, "understand", "--announcement", given=given)
    assert ended.status == 1
    assert [json.loads(line)["id"] for line in ended.out.splitlines()] == ["a", "b"]
    told = ended.err.splitlines()
    assert [line.split(":")[1] for line in told[:-1]] == [
        f" line {number}" for number in (3, 4, 5, 6, 7, 8, 9)
    ]
    assert told[-1] == "bekal: 7 of the lines could not be read"

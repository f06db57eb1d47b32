"""Which programme a list belongs to, several lists at once, and what is kept of an import."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from dialogue import Bekal
from importing_lists import (
    CERTIFICATES,
    PEOPLE,
    SESSIONS,
    counts,
    import_files,
    import_list,
    problems,
)

from services.importing.storing.programmes import ForbiddenName
from store import people
from store.connection import Tx

BUDI = "LMG-2026-031;Budi Santoso;Tuban;17/08/1990;;Las\n"
READY = "LMG-2026-031;Budi Santoso;Las;;LAS 9990;;Siap diambil;\n"
WAVE_ONE = "".join(f"LMG-2026-1{n:02};Orang Satu {n};;;;Las\n" for n in range(4))
WAVE_TWO = "".join(f"LMG-2026-2{n:02};Orang Dua {n};;;;Las\n" for n in range(4))
WAVE_FURNITURE = "".join(f"LMG-2026-3{n:02};Orang Tiga {n};;;;Mebel\n" for n in range(4))
NEWCOMER = "LMG-2026-401;Orang Baru;;;;Las\n"
BASICS = "Las;25/11/2026;12.30-16.00;Bengkel Las;Las dasar;Wahyu\n"


async def programmes(bekal: Bekal) -> list[tuple[str, int]]:
    found = await bekal.store.read(people.programmes)
    return [(name, year) for _, name, year in found]


async def test_the_only_programme_of_the_year_is_meant(bekal: Bekal) -> None:
    await import_list(bekal, PEOPLE + BUDI, programme="Angkatan I")
    report = await import_list(bekal, SESSIONS + BASICS)
    assert report.programme == "Angkatan I"
    assert await programmes(bekal) == [("Angkatan I", 2026)]


async def test_of_several_one_has_to_be_named(bekal: Bekal) -> None:
    await import_list(bekal, PEOPLE + BUDI, programme="Angkatan I")
    await import_list(bekal, PEOPLE + BUDI, programme="Angkatan II")
    report = await import_list(bekal, SESSIONS + BASICS)
    assert problems(report) == [(None, "programme_unclear")]
    assert "Angkatan I, Angkatan II" in report.taken.problems[0].message
    assert report.taken.rows == ()
    assert report.taken.has_errors


async def test_the_usual_name_goes_before_no_other(bekal: Bekal) -> None:
    await import_list(bekal, PEOPLE + BUDI)
    await import_list(bekal, PEOPLE + BUDI, programme="Angkatan II")
    report = await import_list(bekal, SESSIONS + BASICS)
    assert problems(report) == [(None, "programme_unclear")]


async def test_a_list_goes_where_its_people_and_classes_are(bekal: Bekal) -> None:
    await import_list(bekal, PEOPLE + WAVE_ONE, programme="Angkatan I")
    await import_list(bekal, PEOPLE + WAVE_TWO, programme="Angkatan II")
    await import_list(bekal, SESSIONS + BASICS, programme="Angkatan II")
    assert (await import_list(bekal, PEOPLE + WAVE_ONE)).programme == "Angkatan I"
    assert (await import_list(bekal, PEOPLE + WAVE_TWO)).programme == "Angkatan II"
    assert (await import_list(bekal, SESSIONS + BASICS)).programme == "Angkatan II"


async def test_a_second_wave_joins_nobody_silently(bekal: Bekal) -> None:
    await import_list(bekal, PEOPLE + WAVE_ONE)
    report = await import_list(bekal, PEOPLE + WAVE_TWO)
    assert (None, "programme_unclear") in problems(report)
    assert str(report.unclear) == "Pelatihan 2026, Pelatihan 2026 Gelombang 2"
    assert report.taken.rows == ()


async def test_what_belongs_to_the_only_programme_is_asked_of_nobody(bekal: Bekal) -> None:
    """The same people, people of another skill, a single newcomer."""
    await import_list(bekal, PEOPLE + WAVE_ONE)
    for more in (WAVE_ONE + WAVE_TWO, WAVE_FURNITURE, NEWCOMER):
        assert (await import_list(bekal, PEOPLE + more)).programme == "Pelatihan 2026"


async def test_files_loaded_together_are_of_one_programme(bekal: Bekal) -> None:
    reports = await import_files(bekal, {"a.csv": PEOPLE + WAVE_ONE, "b.csv": PEOPLE + WAVE_TWO})
    assert [report.lists[0].programme for report in reports] == ["Pelatihan 2026"] * 2


async def test_a_list_that_tells_no_year_is_about_this_one(bekal: Bekal) -> None:
    report = await import_list(bekal, PEOPLE + BUDI.replace("LMG-2026-031", "PST-0031"))
    assert report.programme == "Pelatihan 2026"


async def test_a_list_without_a_good_row_makes_no_programme(bekal: Bekal) -> None:
    report = await import_list(bekal, PEOPLE + BUDI.replace("Las", "Tata Boga"))
    assert problems(report) == [(2, "unknown_skill")]
    assert await programmes(bekal) == []


async def test_a_programmes_name_gives_nobody_away(bekal: Bekal) -> None:
    with pytest.raises(ForbiddenName) as caught:
        await import_list(bekal, PEOPLE + BUDI, programme="Pelatihan di Lapas")
    assert caught.value.word == "Lapas"


async def test_certificates_find_their_people_in_whatever_order(bekal: Bekal) -> None:
    reports = await import_files(
        bekal, {"sertifikat.csv": CERTIFICATES + READY, "peserta.csv": PEOPLE + BUDI}
    )
    assert [report.reading.name for report in reports] == ["sertifikat.csv", "peserta.csv"]
    assert [counts(report.lists[0]) for report in reports] == [(1, 0, 0), (1, 0, 0)]
    assert not any(report.has_errors for report in reports)


async def test_a_refused_file_stops_no_other(bekal: Bekal) -> None:
    refused, taken = await import_files(bekal, {"kosong.csv": "", "peserta.csv": PEOPLE + BUDI})
    assert refused.has_errors
    assert refused.as_json()[0]["kind"] is None
    assert counts(taken.lists[0]) == (1, 0, 0)


async def test_every_list_is_recorded_without_anybodys_data(bekal: Bekal) -> None:
    await import_list(bekal, PEOPLE + BUDI + "LMG-2026-032;Endro;Tuban;31/02/1990;;Las\n")

    def kept(tx: Tx) -> tuple[tuple[object, ...], str, list[tuple[str, str, str]]]:
        kind, accepted, rejected, by, at, report, name = tx.db.execute(
            "SELECT kind, accepted, rejected, by_whom, at, report, file_name FROM imports"
        ).fetchone()
        audit = tx.db.execute("SELECT actor, action, subject FROM audit").fetchall()
        row = (kind, accepted, rejected, by, datetime.fromtimestamp(at, UTC))
        assert tx.open(name, "imports.file_name") == "daftar.csv"
        return row, tx.keys.open(report, "imports.report"), audit

    row, report, audit = await bekal.store.read(kept)
    assert row == ("participants", 1, 1, "test", bekal.clock.now())
    assert audit == [("test", "import participants", "import:1")]
    assert "Endro" not in report
    assert "31/02" not in report
    (problem,) = json.loads(report)["problems"]
    assert (problem["row"], problem["code"]) == (3, "invalid_date")
    assert json.loads(report)["changes"]["added"] == 1


async def test_the_report_for_machines_says_what_changed(bekal: Bekal) -> None:
    await import_list(bekal, SESSIONS + BASICS)
    report = await import_list(bekal, SESSIONS + BASICS.replace("12.30", "13.00"))
    entry = report.as_json("jadwal.csv")
    assert (entry["file"], entry["kind"], entry["accepted"]) == ("jadwal.csv", "sessions", 1)
    assert entry["programme"] == "Pelatihan 2026"
    assert entry["unaware"] == {"sessions": 1, "chats": 0, "without_chat": 0}
    changes = entry["changes"]
    assert isinstance(changes, dict)
    assert changes["rows"] == [
        {
            "row": 2,
            "cells": [
                {
                    "field": "starts_at",
                    "old": "2026-11-25T05:30:00+00:00",
                    "new": "2026-11-25T13:00:00+07:00",
                }
            ],
        }
    ]
    assert changes["moved"] == [
        {
            "row": 2,
            "skill": "pengelasan",
            "topic": "Las dasar",
            "from": "2026-11-25T05:30:00+00:00",
            "to": "2026-11-25T13:00:00+07:00",
        }
    ]

"""The demo: its sample data at any hour, and how the command behaves."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from cli_process import call, names_in, running
from dialogue import Bekal, Chat

from bot.demo.people import people as demo_people
from bot.demo.run import REMINDED_AFTER, ZONE, is_at_desktop, rules
from bot.demo.sample import (
    CHANNEL,
    INSTRUCTOR,
    MOTHER,
    PARTICIPANT,
    STAFF,
    STRANGER,
    Sample,
    fill,
    soon,
)
from locales import skills
from programme.certificates import Step
from programme.discretion import find_forbidden
from programme.people import Contact
from programme.sessions import Session
from services.certificates import one_time
from services.classes import reminders, schedule
from services.classes.schedule import Scope
from services.linking import enrol
from store import certificates, contacts, outbox, people, sessions
from store.connection import Store, Tx
from store.sealing.concealed import ADDRESS

HOURS = [
    "2026-11-24 09:10",
    "2026-11-24 00:00",
    "2026-11-24 05:59",
    "2026-11-24 15:35",
    "2026-11-24 23:59",
    "2026-01-01 10:00",
    "2028-02-29 12:00",
]


@pytest.fixture(params=HOURS)
def now(request: pytest.FixtureRequest) -> datetime:
    return datetime.fromisoformat(request.param).replace(tzinfo=ZONE).astimezone(UTC)


def chat(tx: Tx, address: str, now: datetime) -> Contact:
    return contacts.at(tx, CHANNEL, address, now)


async def test_there_are_classes_of_all_skills_around_today(store: Store, now: datetime) -> None:
    await store.write(lambda tx: fill(tx, now, ZONE))
    midnight = now.astimezone(ZONE).replace(hour=0, minute=0)

    def on(tx: Tx, day: int) -> list[Session]:
        since = midnight + timedelta(days=day)
        return sessions.between(tx, since, since + timedelta(days=1))

    def look(tx: Tx) -> None:
        assert {each.skill for each in schedule.upcoming(tx, Scope(), now)} == set(skills.CODES)
        assert "pengelasan" in {each.skill for each in on(tx, 0)}
        assert "pengelasan" in {each.skill for each in on(tx, 1)}
        assert [each.skill for each in on(tx, 1) if each.is_cancelled] == ["meubeler"]
        assert on(tx, -7)
        assert on(tx, 21)

    await store.read(look)


async def test_certificates_are_in_every_state(store: Store, now: datetime) -> None:
    await store.write(lambda tx: fill(tx, now, ZONE))

    def steps(tx: Tx) -> list[Step]:
        everybody = people.everybody(tx)
        return [each.step for one in everybody for each in certificates.of_participant(tx, one.id)]

    assert set(await store.read(steps)) == set(Step)


async def test_people_are_linked_as_what_they_are(store: Store, now: datetime) -> None:
    await store.write(lambda tx: fill(tx, now, ZONE))

    def look(tx: Tx) -> None:
        own = contacts.links(tx, chat(tx, PARTICIPANT, now).id, now)
        sons = contacts.links(tx, chat(tx, MOTHER, now).id, now)
        assert [(link.relation, link.label) for link in own] == [("self", "Budi")]
        assert [(link.relation, link.label) for link in sons] == [
            ("family", "Andi"), ("family", "Dedi"),
        ]  # fmt: skip
        classes = {each.enrolment.skill for each in schedule.own_classes(
            tx, chat(tx, MOTHER, now), now) if each.enrolment.year == now.astimezone(ZONE).year
        }  # fmt: skip
        assert classes == {"pengelasan", "meubeler"}
        assert chat(tx, INSTRUCTOR, now).staff_id

    await store.read(look)


async def test_the_office_writes_to_many_and_moves_every_class(bekal: Bekal) -> None:
    now = bekal.clock.now()
    await bekal.store.write(lambda tx: fill(tx, now, ZONE))
    staff = Chat(bekal, STAFF, CHANNEL)
    await staff.talks(
        ("/siaran", "siapa"),
        ("[Semua]", "isi"),
        ("Besok bawa KTP, ya.", "Akan dikirim ke 2 chat"),
        ("[Kirim]", "menunggu: 2"),
        ("Konstruksi besok diundur jam 9", "09.00"),
    )


async def test_a_mother_asks_and_the_office_answers(bekal: Bekal) -> None:
    now = bekal.clock.now()
    await bekal.store.write(lambda tx: fill(tx, now, ZONE))
    mother, staff = Chat(bekal, MOTHER, CHANNEL), Chat(bekal, STAFF, CHANNEL)
    await mother.talks(
        ("mau bicara dengan petugas", "0812-0000-9000"),
        ("[Tulis pesan]", "jam kerja"),
        ("Anak saya boleh dijemput jam berapa?", "diteruskan"),
    )
    await staff.talks(
        ("/petugas", "Mau apa"),
        ("[Pertanyaan]", "Menunggu jawaban: 1"),
        ("[#1]", "keluarga Andi Saputra"),
        ("[Jawab]", "Tulis jawaban"),
        ("Jam 11, Bu.", "dikirim"),
    )
    await mother.talks(("pertanyaan saya", "sudah dijawab"))


async def test_who_one_is_says_what_one_gets(store: Store, now: datetime) -> None:
    sample = await store.write(lambda tx: fill(tx, now, ZONE))
    shown = {persona.address: persona for persona in demo_people(sample)}
    year = now.astimezone(ZONE).year
    assert list(shown) == [PARTICIPANT, MOTHER, INSTRUCTOR, STAFF, STRANGER]
    assert shown[PARTICIPANT].description == f"Lulus {year - 1}, lanjut {year}"
    assert shown[STAFF].name == "Bu Rina"
    assert shown[STAFF].hints[0] == "/petugas"


async def test_somebody_unknown_can_prove_and_link(store: Store, now: datetime) -> None:
    sample: Sample = await store.write(lambda tx: fill(tx, now, ZONE))

    def look(tx: Tx) -> None:
        stranger = chat(tx, "demo-tamu", now)
        assert contacts.links(tx, stranger.id, now) == []
        told = one_time.one_time_answer(tx, stranger, sample.number, sample.birth_date, now)
        assert [each.step for each in told] == [Step.READY]
        assert enrol.open_code(tx, stranger, sample.code, now).kind == "self"

    await store.write(look)


async def test_the_near_class_reminds_while_somebody_looks_on(store: Store, now: datetime) -> None:
    await store.write(lambda tx: fill(tx, now, ZONE))
    start = soon(now, ZONE)
    assert timedelta(minutes=30) < start - now < timedelta(days=1)
    assert 7 <= start.astimezone(ZONE).hour <= 16

    def plan(tx: Tx) -> list[tuple[str, int]]:
        reminders.plan(tx, rules(now), now)
        rows = tx.db.rows("SELECT address, not_before FROM outbox")
        return [(tx.keys.reveal(address, ADDRESS), at) for address, at in rows]

    due = int((now + REMINDED_AFTER).timestamp())
    assert sorted(await store.write(plan)) == [(MOTHER, due), (PARTICIPANT, due)]
    assert await store.read(lambda tx: outbox.next_due_at(tx, CHANNEL)) == now + REMINDED_AFTER


async def test_nothing_in_it_gives_anybody_away(store: Store, now: datetime) -> None:
    await store.write(lambda tx: fill(tx, now, ZONE))
    lists = sessions.between, people.programmes
    found = await store.read(
        lambda tx: [
            find_forbidden(str(each)) for each in (*lists[0](tx, now, now + timedelta(30)),
            *lists[1](tx))
        ]
    )  # fmt: skip
    assert set(found) == {None}


# -- the command -----------------------------------------------------------------------------


async def test_it_answers_on_127_0_0_1_and_leaves_nothing_behind(tmp_path: Path) -> None:
    own = tmp_path / "temporary"
    own.mkdir()
    async with running(tmp_path, "demo", "--port", "0", TMPDIR=str(own)) as process:
        assert process.stdout
        said = (await process.stdout.readline()).decode()
        address = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert address
        async with aiohttp.ClientSession() as session, session.get(address[0]) as answer:
            assert answer.status == 200
            assert "Bu Siti" in await answer.text()
        assert names_in(own) != []
    assert names_in(own) == []
    assert names_in(tmp_path) == ["temporary"]


async def test_the_page_is_opened_at_a_desktop(tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    os.mkfifo(opened)
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}\n')
    browser.chmod(0o755)
    desktop = {"DISPLAY": ":0", "BROWSER": f"{browser} %s &"}
    async with running(tmp_path, "demo", "--port", "0", **desktop), asyncio.timeout(10):
        address = await asyncio.to_thread(opened.read_text)
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+\n", address)


async def test_ctrl_c_ends_it_well(tmp_path: Path) -> None:
    async with running(tmp_path, "demo", "--port", "0", stop=signal.SIGINT) as process:
        assert process.stdout
        await process.stdout.readline()


@pytest.mark.parametrize("name", ["config.toml", "bekal.db"])
async def test_beside_a_real_bot_it_refuses(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("")
    ended = await call(tmp_path, "demo")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith(f"bekal: {name} belongs to a real bot")
    assert "in another folder" in ended.err


async def test_a_configuration_elsewhere_counts_too(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text("")
    ended = await call(tmp_path, "demo", BEKAL_CONFIG="ours.toml")
    assert ended.status == 2
    assert "ours.toml" in ended.err


async def test_a_taken_port_is_told_with_the_mend(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = await call(tmp_path, "demo", "--port", str(port))
    assert (ended.status, ended.out) == (1, "")
    other = f"--port {port % 65535 + 1}"
    assert ended.err == (
        f"bekal: port {port} of 127.0.0.1 is taken by another program; "
        f'choose another: bekal demo {other}, or make demo ARGS="{other}"\n'
    )


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ":0", "CI": "true"}, "linux", False),
        ({"DISPLAY": ":10", "SSH_CONNECTION": "1 2 3 4"}, "linux", False),
        ({}, "darwin", True),
        ({"SSH_TTY": "/dev/pts/1"}, "darwin", False),
        ({}, "win32", True),
    ],
)
def test_a_page_is_opened_at_a_desktop_only(
    environment: dict[str, str], platform: str, expected: bool
) -> None:
    assert is_at_desktop(environment, platform) is expected

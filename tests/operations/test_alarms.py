"""Admins are told when messages don't reach people; the heartbeat stops when the bot is ill."""

from __future__ import annotations

from aiohttp import ClientSession, web
from dialogue import Bekal
from pushes import pushed

from bot.heartbeat import beat_once
from programme.outbox import Uncertain
from programme.people import Role
from services.classes import alarms, reminders
from services.pushed import Speaker
from services.sending import outbox
from store.connection import Tx


async def test_admins_hear_whom_no_reminder_reached_after_downtime(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.session("2026-11-24 14:00")
    await bekal.linked("1001")
    await bekal.staff_chat("3001", "Retno", Role.ADMIN)

    async def jobs() -> None:
        now = bekal.clock.now()
        await bekal.store.write(lambda tx: reminders.plan(tx, bekal.rules, now))
        await bekal.store.write(lambda tx: alarms.tell_of_missed_reminders(tx, now))

    await jobs()
    bekal.clock.set("2026-11-24 16:00")
    await jobs()
    assert await pushed(bekal) == {}
    bekal.clock.move(minutes=1)
    await jobs()
    notice = (await pushed(bekal))["3001"]
    assert "Budi Santoso" in notice.text
    bekal.clock.move(minutes=1)
    await jobs()
    assert await pushed(bekal) == {}


async def test_admins_hear_of_a_reminder_that_stays_unclear(bekal: Bekal) -> None:
    """It is sent again by itself four times; then nobody knows whether it arrived."""
    await bekal.participant()
    await bekal.session("2026-11-24 14:00")
    await bekal.linked("1001")
    await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    speaker = Speaker("id", bekal.setup.zone, bekal.rules)

    def unclear(tx: Tx) -> int:
        now = bekal.clock.now()
        for row in outbox.claim_bulk(tx, "telegram", "h/1/x", 100, (), speaker, now):
            outbox.settle(tx, "telegram", "h/1/x", row, Uncertain("cut_off"), now)
        outbox.resend_unclear(tx, "telegram", now)
        bekal.clock.move(seconds=20)
        return alarms.tell_of_missed_reminders(tx, bekal.clock.now())

    await bekal.store.write(lambda tx: reminders.plan(tx, bekal.rules, bekal.clock.now()))
    await bekal.store.write(lambda tx: alarms.tell_of_missed_reminders(tx, bekal.clock.now()))
    bekal.clock.set("2026-11-24 12:00")
    await bekal.store.write(lambda tx: reminders.plan(tx, bekal.rules, bekal.clock.now()))
    assert [await bekal.store.write(unclear) for _ in range(5)] == [0, 0, 0, 0, 1]
    assert "Budi Santoso" in (await pushed(bekal))["3001"].text


async def test_admins_hear_once_an_hour_that_messages_are_stuck(bekal: Bekal) -> None:
    await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    chat = bekal.chat("1001")
    await chat.says("jadwal")
    bekal.clock.move(minutes=11)
    told = [
        await bekal.store.write(lambda tx: alarms.tell_of_stuck_outbox(tx, bekal.clock.now()))
        for _ in range(2)
    ]
    assert told == [1, 0]


async def test_watcher_hears_nothing_while_messages_are_stuck(bekal: Bekal) -> None:
    pings: list[str] = []

    async def ping(request: web.Request) -> web.Response:
        pings.append(request.path)
        return web.Response()

    site = web.Application()
    site.router.add_get("/ping", ping)
    runner = web.AppRunner(site)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        async with ClientSession() as session:
            assert await beat_once(session, bekal.store, bekal.clock, f"{url}/ping")
            assert not await beat_once(session, bekal.store, bekal.clock, f"{url}/nowhere")
            await bekal.chat("1001").says("jadwal")
            bekal.clock.move(minutes=11)
            assert not await beat_once(session, bekal.store, bekal.clock, f"{url}/ping")
    finally:
        await runner.cleanup()
    assert pings == ["/ping"]

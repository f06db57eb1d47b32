"""Questions to the office and its answers, delivered so that they can be replied to."""

from __future__ import annotations

from dialogue import OFFICE, Bekal, Chat
from pushes import Delivered, deliver, speaker_of

from programme.messages import EventKind
from programme.office import OfficeCalendar
from programme.people import Role
from services.classes.public_holidays import is_holiday
from services.tickets import watch as ticket_watch
from store.connection import Tx


async def told(bekal: Bekal, chat: Chat) -> list[Delivered]:
    """What reaches this chat now."""
    return [each for each in await deliver(bekal) if each.address == chat.address]


async def reply(chat: Chat, message: Delivered, text: str) -> str:
    """Reply to a message, as the messenger lets one; returns what the bot answers."""
    return await chat.sends(EventKind.TEXT, text=text, reply_to=message.message_id)


async def watch(bekal: Bekal) -> list[Delivered]:
    """Let the bot look after the tickets, and deliver what it then says."""
    calendar = OfficeCalendar(OFFICE, bekal.setup.zone, is_holiday)

    def work(tx: Tx) -> None:
        now = bekal.clock.now()
        ticket_watch.refresh_messages(tx, speaker_of(bekal).ticket, now)
        ticket_watch.remind(tx, calendar, now)
        ticket_watch.tell_of_undelivered(tx, now)
        ticket_watch.close_answered(tx, now)

    await bekal.store.write(work)
    return await deliver(bekal)


async def office(bekal: Bekal) -> tuple[Chat, Chat]:
    """Rina and Joko of the office."""
    rina = await bekal.staff_chat("3001", "Rina Wati", Role.STAFF)
    joko = await bekal.staff_chat("3002", "Joko Susilo", Role.ADMIN)
    await deliver(bekal)
    return rina, joko


async def ask(bekal: Bekal, chat: Chat, *texts: str) -> list[Delivered]:
    """Ask the office; returns what Rina, then Joko is told once the asker has paused."""
    await chat.presses("ask")
    for text in texts:
        await chat.says(text)
    bekal.clock.move(minutes=1)
    return await told_office(bekal)


async def told_office(bekal: Bekal) -> list[Delivered]:
    """What reaches Rina, then what reaches Joko."""
    told_now = [each for each in await deliver(bekal) if each.address in ("3001", "3002")]
    return sorted(told_now, key=lambda each: each.address)

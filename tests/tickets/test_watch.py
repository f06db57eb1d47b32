"""Open questions are followed up, and the office's messages about them stay up to date."""

from __future__ import annotations

from datetime import timedelta

from dialogue import OFFICE, Bekal, Chat
from office_talk import ask, office, reply, told, watch
from pushes import deliver

from programme.office import OfficeCalendar
from programme.outbox import Unreachable
from programme.tickets import Mark, TicketKind, TicketState
from services.classes.public_holidays import is_holiday
from services.tickets import asking, tickets, watch as ticket_watch
from store import contacts, tickets as rows
from store.connection import Tx


async def test_the_office_is_reminded_after_four_office_hours(bekal: Bekal) -> None:
    rina, _ = await office(bekal)
    bekal.clock.set("2026-11-24 13:29")
    (question, _) = await ask(bekal, bekal.chat("1001"), "Kapan daftar ulang?")
    bekal.clock.set("2026-11-25 09:58")
    assert await watch(bekal) == []
    bekal.clock.set("2026-11-25 09:59")
    reminders = await watch(bekal)
    assert [each.address for each in reminders] == ["3002", "3001"]
    assert "#1 · menunggu sejak Selasa 24 Nov 13.29" in reminders[0].text
    assert reminders[0].labels == ["Pertanyaan"]
    assert await watch(bekal) == []
    bekal.clock.set("2026-11-26 10:30")
    assert len(await watch(bekal)) == 2
    await reply(rina, question, "Senin.")
    await deliver(bekal)
    bekal.clock.set("2026-11-30 12:00")
    assert [each for each in await watch(bekal) if "menunggu" in each.text] == []


async def test_a_reminder_that_comes_after_the_answer_is_not_told(bekal: Bekal) -> None:
    rina, _ = await office(bekal)
    (question, _) = await ask(bekal, bekal.chat("1001"), "Kapan daftar ulang?")
    bekal.clock.set("2026-11-24 14:00")
    await bekal.store.write(
        lambda tx: ticket_watch.remind(tx, _calendar(bekal), bekal.clock.now())
    )
    await reply(rina, question, "Senin.")
    assert not [each for each in await deliver(bekal) if each.address != "1001"]


def _calendar(bekal: Bekal) -> OfficeCalendar:
    return OfficeCalendar(OFFICE, bekal.setup.zone, is_holiday)


async def test_what_is_due_is_told_before_and_when_it_is(bekal: Bekal) -> None:
    rina, _ = await office(bekal)

    def work(tx: Tx) -> int:
        now = bekal.clock.now()
        chat = contacts.at(tx, "telegram", "1001", now)
        due = now + timedelta(hours=72)  # Friday 09.00
        return tickets.open_ticket(
            tx, chat, TicketKind.CORRECTION, "Nama saya Boedi", now, due_at=due
        )

    await bekal.store.write(work)
    first = await deliver(bekal)
    assert "Permintaan perbaikan #1" in first[0].text
    assert "Paling lambat Jumat 27 Nov 09.00" in first[0].text
    await reply(rina, first[1], "Sedang diurus, Pak.")
    await deliver(bekal)
    bekal.clock.set("2026-11-26 12:29")
    assert not [each for each in await watch(bekal) if "paling lambat" in each.text]
    bekal.clock.set("2026-11-26 12:30")
    assert [each for each in await watch(bekal) if "paling lambat" in each.text]
    bekal.clock.set("2026-11-27 08:59")
    assert await watch(bekal) == []
    bekal.clock.set("2026-11-27 09:00")
    assert len(await watch(bekal)) == 2
    await rina.presses("tickets:close:1")
    bekal.clock.set("2026-12-01 09:00")
    assert not [each for each in await watch(bekal) if "paling lambat" in each.text]


async def test_an_answer_that_does_not_arrive_is_told(bekal: Bekal) -> None:
    rina, _ = await office(bekal)
    (question, _) = await ask(bekal, bekal.chat("1001"), "Kapan daftar ulang?")
    await watch(bekal)
    assert "dikirim" in await reply(rina, question, "Senin.")
    await deliver(bekal, to_1001=Unreachable("blocked"))
    bekal.clock.move(minutes=1)
    lost = [each for each in await watch(bekal) if "tidak sampai" in each.text]
    assert len(lost) == 2
    assert "memblokir" in lost[0].text
    bekal.clock.move(minutes=1)
    assert await watch(bekal) == []
    assert "sedang tidak bisa dihubungi" in await reply(rina, question, "Halo?")


async def test_messages_in_the_office_show_how_a_question_stands(bekal: Bekal) -> None:
    rina, joko = await office(bekal)
    asker = bekal.chat("1001")
    (to_rina, to_joko) = await ask(bekal, asker, "Kapan daftar ulang?")
    await joko.presses("tickets:open:1")
    await deliver(bekal)
    await reply(rina, to_rina, "Senin.")
    edits = [each for each in await watch(bekal) if each.message.edit_of]
    assert {to_rina.message_id, to_joko.message_id} < {each.message_id for each in edits}
    assert len(edits) == 3
    assert all("Sudah dijawab Rina Wati." in each.text for each in edits)
    assert all("Senin." in each.text for each in edits)
    assert await watch(bekal) == []
    await joko.presses("tickets:close:1")
    edits = await watch(bekal)
    assert all("Selesai." in each.text for each in edits)
    await asker.says("hapus data saya")
    await asker.confirms("privacy:yes")
    edits = await watch(bekal)
    assert len(edits) == 3
    assert all("Kapan" not in each.text and "terhapus" in each.text for each in edits)
    assert all(not each.labels for each in edits)
    assert await watch(bekal) == []


async def test_a_message_in_a_closed_chat_shows_nothing_until_it_is_open(bekal: Bekal) -> None:
    """The phone may be shared, or the number somebody else's by now."""
    rina, joko = await office(bekal)
    await rina.talks(("/pin", "dipakai bersama"), ("[Pasang]", "4 sampai 6"), ("4071", "PIN"))
    bekal.clock.move(hours=24)
    asker = bekal.chat("1001")
    (to_rina, to_joko) = await ask(bekal, asker, "Rahasia saya apa?")
    assert to_rina.text == "Ada kabar penting."
    await reply(joko, to_joko, "Rahasianya banyak.")
    assert [each.address for each in await watch(bekal) if each.message.edit_of] == [joko.address]
    await rina.presses("unlock:news")
    await rina.says("4071")
    edits = [each for each in await watch(bekal) if each.address == rina.address]
    assert "Rahasianya banyak." in edits[-1].text


async def test_a_reply_to_an_edited_message_is_an_answer(bekal: Bekal) -> None:
    rina, joko = await office(bekal)
    asker = bekal.chat("1001")
    (to_rina, to_joko) = await ask(bekal, asker, "Kapan daftar ulang?")
    await reply(rina, to_rina, "Senin.")
    await watch(bekal)
    assert "sudah menjawabnya" in await reply(joko, to_joko, "Selasa.")


async def test_closed_without_an_answer_is_said_to_the_asker(bekal: Bekal) -> None:
    rina, _ = await office(bekal)
    asker = bekal.chat("1001")
    (question, _) = await ask(bekal, asker, "Kapan daftar ulang?")
    await rina.presses("tickets:close:1")
    await rina.presses("tickets:close:1")
    (closed,) = await told(bekal, asker)
    assert "sudah selesai" in closed.text
    await asker.presses("ask:1")
    assert "ditambahkan" in await asker.says("Belum selesai pak")
    assert "Menunggu jawaban: 1" in await rina.presses("tickets")
    await reply(rina, question, "Senin.")
    await told(bekal, asker)
    await rina.presses("tickets:close:1")
    assert await told(bekal, asker) == []


async def test_what_was_answered_a_week_ago_is_done(bekal: Bekal) -> None:
    rina, _ = await office(bekal)
    asker = bekal.chat("1001")
    (question, _) = await ask(bekal, asker, "Kapan daftar ulang?")
    await reply(rina, question, "Senin.")
    bekal.clock.move(hours=24 * 6)
    await watch(bekal)
    assert await state_of(bekal, 1) is TicketState.ANSWERED
    bekal.clock.move(hours=24)
    await watch(bekal)
    assert await state_of(bekal, 1) is TicketState.CLOSED
    await ask(bekal, asker, "Kapan pengambilan?")
    assert await state_of(bekal, 2) is TicketState.OPEN


async def state_of(bekal: Bekal, ticket_id: int) -> TicketState:
    ticket = await bekal.store.read(lambda tx: rows.by_id(tx, ticket_id))
    assert ticket
    return ticket.state


async def test_texts_are_forgotten_some_time_after_the_end(bekal: Bekal) -> None:
    rina, joko = await office(bekal)
    asker = bekal.chat("1001")
    (to_rina, to_joko) = await ask(bekal, asker, "Rahasia saya apa?")
    await reply(rina, to_rina, "Banyak.")
    await rina.presses("tickets:close:1")
    await ask(bekal, bekal.chat("1002"), "Yang lain")
    now = bekal.clock.now()

    def forget(tx: Tx, days: int) -> int:
        return rows.forget_texts(tx, now + timedelta(days=days))

    assert await bekal.store.write(lambda tx: forget(tx, -1)) == 0
    assert await bekal.store.write(lambda tx: forget(tx, 1)) == 2
    assert await bekal.store.write(lambda tx: forget(tx, 1)) == 0
    assert "Rahasia" not in await joko.presses("tickets:open:1")
    assert "Yang lain" in await joko.presses("tickets:open:2")
    assert "sudah menjawabnya" not in await reply(joko, to_joko, "Halo")


async def test_counts(bekal: Bekal) -> None:
    await office(bekal)
    now = bekal.clock.now()
    assert await bekal.store.read(lambda tx: tickets.counts(tx, now)) == tickets.Counts(
        0, 0, 0, None
    )

    def work(tx: Tx) -> tickets.Counts:
        chats = [contacts.at(tx, "telegram", str(number), now) for number in range(3)]
        tickets.open_ticket(tx, chats[0], TicketKind.QUESTION, "a", now, mark=Mark.DISTRESS)
        asking.ask_to_correct(tx, chats[1], "b", now - timedelta(days=4))
        tickets.open_ticket(tx, chats[2], TicketKind.QUESTION, "c", now)
        return tickets.counts(tx, now)

    counted = await bekal.store.write(work)
    assert counted == tickets.Counts(3, 1, 1, now - timedelta(days=4))


async def test_despair_comes_first_then_who_waits_longest(bekal: Bekal) -> None:
    rina, _ = await office(bekal)
    now = bekal.clock.now()

    def work(tx: Tx) -> None:
        marks = {"a": None, "b": Mark.ABUSE, "c": Mark.DISTRESS}
        for hours, (text, mark) in enumerate(marks.items()):
            chat, at = contacts.at(tx, "telegram", text, now), now - timedelta(hours=3 - hours)
            tickets.open_ticket(tx, chat, TicketKind.QUESTION, text, at, mark=mark)

    await bekal.store.write(work)
    await rina.presses("tickets")
    assert [button.data for button in rina.buttons][:3] == [
        "tickets:open:3",
        "tickets:open:1",
        "tickets:open:2",
    ]


async def test_what_is_told_is_looked_at_again_when_it_is_sent(bekal: Bekal) -> None:
    """Between queueing and sending the question is closed, a role ends, a text is forgotten."""
    rina, joko = await office(bekal)
    asker = bekal.chat("1001")
    await asker.presses("ask")
    await asker.says("Kapan daftar ulang?")
    await rina.presses("tickets:close:1")
    await asker.presses("ask:1")
    await asker.says("Belum selesai, Pak")
    assert not [each for each in await told(bekal, asker) if "sudah selesai" in each.text]
    await asker.says("Halo, ada orang di sana? qwerty")
    await retire(bekal, joko)
    bekal.clock.move(minutes=1)
    assert [each.address for each in await deliver(bekal)] == ["3001"]
    await rina.presses("tickets:answer:1")
    await rina.says("Senin.")
    await rina.presses("tickets:close:1")
    later = bekal.clock.now() + timedelta(days=1)
    await bekal.store.write(lambda tx: rows.forget_texts(tx, later))
    assert await told(bekal, asker) == []


async def retire(bekal: Bekal, chat: Chat) -> None:
    def work(tx: Tx) -> None:
        contact = contacts.at(tx, chat.channel, chat.address, bekal.clock.now())
        tx.db.execute("UPDATE staff SET active = 0 WHERE id = ?", (contact.staff_id,))

    await bekal.store.write(work)


async def test_nobody_is_told_of_a_lost_answer_whose_chat_is_gone(bekal: Bekal) -> None:
    rina, _ = await office(bekal)
    asker = bekal.chat("1001")
    (question, _) = await ask(bekal, asker, "Kapan daftar ulang?")
    await watch(bekal)
    await reply(rina, question, "Senin.")
    await deliver(bekal, to_1001=Unreachable("blocked"))
    bekal.clock.move(minutes=1)
    now = bekal.clock.now()
    await bekal.store.write(lambda tx: ticket_watch.tell_of_undelivered(tx, now))
    await asker.says("hapus data saya")
    await asker.confirms("privacy:yes")
    assert not [each for each in await deliver(bekal) if "tidak sampai" in each.text]

"""An instructor announces a change; people hear of it and answer."""

from __future__ import annotations

from announced_class import class_of_two
from dialogue import Bekal, plain
from pushes import pushed

from locales import Words
from programme.outbox import Unreachable
from programme.people import Role
from services.announcing import progress
from services.announcing.words import progress_message
from services.pushed import Speaker
from services.sending import outbox as sending
from store.connection import Tx


async def test_free_words_lead_to_a_preview_and_reach_everyone(bekal: Bekal) -> None:
    instructor, *_ = await class_of_two(bekal)
    preview = await instructor.says("Las besok diundur jam 14, pindah ke bengkel 2")
    assert "12.30" in preview
    assert "14.00–17.30 WIB" in preview
    assert await pushed(bekal) == {}
    await instructor.presses("announce:send")
    messages = await pushed(bekal)
    assert set(messages) == {"1001", "1002"}
    assert "14.00–17.30 WIB" in messages["1001"].text
    assert "bengkel 2" in messages["1001"].text
    assert messages["1001"].buttons
    assert not messages["1002"].buttons
    assert "Andi" in messages["1002"].text


async def test_answers_come_back_to_the_instructor(bekal: Bekal) -> None:
    instructor, budi, _ = await class_of_two(bekal)
    await instructor.says("Las besok diundur jam 14")
    await instructor.presses("announce:send")
    message = (await pushed(bekal))["1001"]
    await budi.presses(message.buttons[0][1].data)
    found = await bekal.store.read(lambda tx: progress.progress_of(tx, 1, bekal.clock.now()))
    assert found
    assert found.not_coming == ("Budi Santoso",)
    await budi.presses(message.buttons[0][0].data)
    found = await bekal.store.read(lambda tx: progress.progress_of(tx, 1, bekal.clock.now()))
    assert found
    assert found.coming == ("Budi Santoso",)


async def test_step_by_step_cancelling_with_a_reason(bekal: Bekal) -> None:
    instructor, *_ = await class_of_two(bekal)
    await instructor.presses("announce")
    await instructor.presses("Pengelasan")
    await instructor.presses("announce:cancelled:1")
    preview = await instructor.says("listrik padam")
    assert "listrik padam" in preview
    await instructor.presses("announce:send")
    assert "listrik padam" in (await pushed(bekal))["1001"].text


async def test_instructor_of_another_skill_may_not(bekal: Bekal) -> None:
    await class_of_two(bekal)
    other = await bekal.staff_chat("2002", "Kusmiran", skills=("meubeler",))
    await other.presses("announce:cancelled:1")
    assert await pushed(bekal) == {}
    await other.presses("announce:send")
    assert await pushed(bekal) == {}


async def test_old_preview_is_not_sent_but_shown_anew(bekal: Bekal) -> None:
    instructor, *_ = await class_of_two(bekal)
    await instructor.says("Las besok diundur jam 14")
    bekal.clock.move(minutes=16)
    again = await instructor.presses("announce:send")
    assert "14.00" in again
    assert await pushed(bekal) == {}
    await instructor.presses("announce:send")
    assert len(await pushed(bekal)) == 2


async def test_second_instructor_sees_the_first_ones_change(bekal: Bekal) -> None:
    first, *_ = await class_of_two(bekal)
    second = await bekal.staff_chat("2003", "Sukarji", skills=("pengelasan",))
    await first.says("Las besok diundur jam 14")
    await second.says("Las besok pindah ke bengkel 3")
    await first.presses("announce:send")
    again = await second.presses("announce:send")
    assert "14.00" in again
    assert len(await pushed(bekal)) == 3


async def test_a_reason_that_gives_people_away_is_not_taken(bekal: Bekal) -> None:
    instructor, *_ = await class_of_two(bekal)
    await instructor.presses("announce:cancelled:1")
    await instructor.says("ada razia di lapas")
    await instructor.presses("announce:send")
    assert await pushed(bekal) == {}


async def test_the_same_again_is_nothing_to_send(bekal: Bekal) -> None:
    instructor, *_ = await class_of_two(bekal)
    await instructor.says("Las besok diundur jam 14")
    await instructor.presses("announce:send")
    await instructor.says("Las besok diundur jam 14")
    await instructor.presses("announce:send")
    assert len(await pushed(bekal)) == 2


async def test_staff_may_change_every_skill(bekal: Bekal) -> None:
    await class_of_two(bekal)
    admin = await bekal.staff_chat("2004", "Retno", Role.ADMIN)
    assert "bengkel 2" in await admin.says("Las besok pindah ke bengkel 2")


def test_plain_takes_markup_away() -> None:
    assert plain("<b>A &amp; B</b> &lt;x&gt;") == "A & B <x>"


async def test_the_writer_reads_why_somebody_was_not_reached(bekal: Bekal) -> None:
    instructor, *_ = await class_of_two(bekal)
    await instructor.says("Las besok diundur jam 14")
    await instructor.presses("announce:send")
    speaker, now = Speaker("id", bekal.setup.zone, bekal.rules), bekal.clock.now()

    def refused(tx: Tx) -> str:
        for row in sending.claim_bulk(tx, "telegram", "host/1/x", 10, (), speaker, now):
            sending.settle(tx, "telegram", "host/1/x", row, Unreachable("blocked"), now)
        found = progress.progress_of(tx, 1, bekal.clock.now())
        assert found
        return plain(progress_message(Words("id", bekal.setup.zone), found).text)

    text = await bekal.store.write(refused)
    assert "memblokir bot (2)" in text
    assert "Budi Santoso" in text
    assert "Andi Wijaya" in text


async def test_the_schedule_alone_makes_a_class_his(bekal: Bekal) -> None:
    await class_of_two(bekal)
    named = await bekal.staff_chat("2003", "WAHYU PRASETYAWAN, ST")
    await named.talks(
        ("Las besok diundur jam 14", "14.00"),
        ("[announce:send]", ""),
    )
    assert (await pushed(bekal))["1001"].text


async def test_another_of_the_same_first_name_may_not(bekal: Bekal) -> None:
    await class_of_two(bekal)
    other = await bekal.staff_chat("2003", "Wahyu")
    assert "Belum ada kelas" in await other.presses("announce")


async def test_who_is_named_in_the_schedule_hears_of_the_change(bekal: Bekal) -> None:
    instructor, *_ = await class_of_two(bekal)
    await bekal.staff_chat("2003", "Pak Wahyu Prasetyawan")
    await bekal.staff_chat("2004", "Kusmiran", skills=("meubeler",))
    await instructor.says("Las besok diundur jam 14")
    await instructor.presses("announce:send")
    told = await pushed(bekal)
    assert "2003" in told
    assert "2004" not in told


async def test_who_is_to_teach_from_now_on_hears_of_it(bekal: Bekal) -> None:
    instructor, *_ = await class_of_two(bekal)
    await bekal.staff_chat("2003", "Kusmiran Hadi", skills=("meubeler",))
    assert "menerima: 3" in await instructor.says("Las besok diganti Pak Kusmiran Hadi")
    await instructor.presses("announce:send")
    assert "Kusmiran Hadi" in (await pushed(bekal))["2003"].text


async def test_a_replaced_instructor_hears_of_it(bekal: Bekal) -> None:
    await class_of_two(bekal)
    await bekal.staff_chat("2003", "Pak Wahyu Prasetyawan")
    admin = await bekal.staff_chat("2004", "Retno", Role.ADMIN)
    await admin.says("Las besok diganti Pak Kusmiran Hadi")
    await admin.presses("announce:send")
    assert "Kusmiran Hadi" in (await pushed(bekal))["2003"].text

"""People are told of a certificate's newest step, once, ten minutes after it was set."""

from __future__ import annotations

import pytest
from certificate_office import NUMBER, after_ten_minutes, moves, office, sent, step_of, texts_sent
from dialogue import OFFICE, Bekal, Chat
from importing_lists import CERTIFICATES, PEOPLE, import_list

from programme.certificates import Step
from programme.discretion import find_forbidden
from programme.outbox import Uncertain
from programme.people import Role, Topic
from services.certificates import news, pending as certificate_pending
from services.pushed import Speaker
from services.sending import outbox
from store import certificates
from store.connection import Tx

RESULTS = {Step.NOT_YET_COMPETENT, Step.SUSPENDED, Step.REVOKED}


async def set_step(bekal: Bekal, step: Step, *, told: bool = True, reason: str = "") -> None:
    """The certificate moves and is told of or not, whatever the way there."""

    def work(tx: Tx) -> None:
        one = certificates.by_any_number(tx, NUMBER)
        assert one
        now = bekal.clock.now()
        news.move(tx, one, step, reason, "staff:1", now, is_pending=told)
        if told:
            moved = certificates.by_id(tx, one.id)
            assert moved
            news.tell(tx, [moved], now)

    await bekal.store.write(work)


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.PRINTING])
async def test_every_step_is_told_in_words_that_give_nobody_away(bekal: Bekal, step: Step) -> None:
    await office(bekal)
    await set_step(bekal, step)
    bekal.clock.move(minutes=10)
    messages = await sent(bekal)
    (his,) = messages["1001"]
    assert "Sertifikat Pengelasan" in his.text
    assert len(his.text.splitlines()) >= 2
    assert his.buttons
    assert find_forbidden(his.words) is None
    for word in ("LMG", "gagal", "None"):
        assert word not in his.words
    assert ("1002" in messages) is (step not in RESULTS)


async def test_nobody_is_told_before_ten_minutes_and_then_once(bekal: Bekal) -> None:
    staff = await office(bekal)
    await moves(staff, "ready")
    bekal.clock.move(minutes=9, seconds=59)
    assert await texts_sent(bekal) == {}
    bekal.clock.move(seconds=1)
    assert set(await texts_sent(bekal)) == {"1001", "1002"}
    bekal.clock.move(days=1)
    assert await texts_sent(bekal) == {}


async def test_it_can_be_stopped_while_it_waits(bekal: Bekal) -> None:
    staff = await office(bekal)
    await moves(staff, "ready")
    bekal.clock.move(minutes=9)
    await staff.talks(
        ("[Hentikan pemberitahuan]", "Dihentikan: 2 chat tidak jadi diberi tahu"),
        ("[certificates:stop:2]", "Tidak ada lagi yang menunggu"),
    )
    assert await after_ten_minutes(bekal) == {}
    assert await step_of(bekal) is Step.READY


async def test_a_colleague_finds_and_stops_it_from_the_menu(bekal: Bekal) -> None:
    await moves(await office(bekal), "ready")
    other = await bekal.staff_chat("3002", "Lestari", Role.ADMIN)
    answer = await other.presses("certificates")
    assert "2 chat akan diberi tahu, paling cepat pukul 09.10." in answer
    await other.talks(("[Hentikan 09.10: Siap diambil]", "Dihentikan: 2 chat"))
    assert await after_ten_minutes(bekal) == {}


async def test_of_two_that_wait_each_is_named(bekal: Bekal) -> None:
    staff = await office(bekal)
    other = await bekal.participant("LMG-2026-040", "Andi Wijaya")
    await bekal.certificate(other, Step.READY, "LAS 40 2026")
    await bekal.linked("1040", "LMG-2026-040")
    await moves(staff, "ready")
    bekal.clock.move(seconds=20)
    await staff.presses("certificates")
    await staff.says("LAS 40 2026 diserahkan")
    await staff.presses("Simpan dan beri tahu")
    answer = await staff.presses("certificates")
    assert "Siap diambil: 2 chat akan diberi tahu, paling cepat pukul 09.10." in answer
    assert "Diserahkan: 1 chat akan diberi tahu, paling cepat pukul 09.10." in answer
    await staff.talks(("[Hentikan 09.10: Diserahkan]", "Dihentikan: 1 chat"))
    assert set(await after_ten_minutes(bekal)) == {"1001", "1002"}


async def test_what_was_sent_cannot_be_stopped(bekal: Bekal) -> None:
    staff = await office(bekal)
    await moves(staff, "ready")
    assert set(await after_ten_minutes(bekal)) == {"1001", "1002"}
    await staff.talks(("[certificates:stop:2]", "Tidak ada lagi yang menunggu"))


async def test_of_several_moves_only_the_newest_is_told(bekal: Bekal) -> None:
    staff = await office(bekal)
    await moves(staff, "ready")
    bekal.clock.move(minutes=5)
    await moves(staff, "collected")
    bekal.clock.move(minutes=5)
    assert await texts_sent(bekal) == {}
    bekal.clock.move(minutes=5)
    messages = await sent(bekal)
    assert [len(each) for each in messages.values()] == [1, 1]
    assert "Sudah diserahkan." in messages["1001"][0].text


async def test_a_silent_move_changes_what_waits(bekal: Bekal) -> None:
    staff = await office(bekal)
    await moves(staff, "ready")
    await moves(staff, "collected", told=False)
    told = await after_ten_minutes(bekal)
    assert "Sudah diserahkan." in told["1001"]
    await moves(staff, "ready", reason="belum jadi diambil")
    told = await after_ten_minutes(bekal)
    assert "Maaf, kabar sebelumnya keliru." in told["1001"]
    assert "Siap diambil." in told["1001"]


@pytest.mark.parametrize("told", [True, False])
async def test_back_where_it_was_before_it_leaves_is_no_news(bekal: Bekal, told: bool) -> None:
    staff = await office(bekal)
    await moves(staff, "ready")
    await moves(staff, "printing", told=False, reason="salah pencet") if not told else (
        await set_step(bekal, Step.PRINTING, reason="salah pencet")
    )
    bekal.clock.move(minutes=20)
    assert await texts_sent(bekal) == {}


async def test_the_preview_counts_nobody_where_nothing_is_news(bekal: Bekal) -> None:
    staff = await office(bekal)
    await moves(staff, "ready")
    await after_ten_minutes(bekal)
    await set_step(bekal, Step.PRINTING, told=False)
    await staff.presses("certificates")
    await staff.says(NUMBER)
    assert "Chat yang akan diberi tahu: 0" in await staff.presses("Siap diambil")
    assert "Simpan dan beri tahu" not in str(staff.buttons)


async def test_stopping_the_later_of_two_leaves_the_other_certificate_to_be_told(
    bekal: Bekal,
) -> None:
    staff = await office(bekal)
    await bekal.certificate(1, Step.PRINTING, "MEB 1 2026", "meubeler")
    await staff.presses("certificates")
    await staff.says(f"{NUMBER}, MEB 1 2026")
    await staff.presses("Siap diambil")
    await staff.presses("Simpan dan beri tahu")
    bekal.clock.move(minutes=1)
    await moves(staff, "collected")
    await staff.presses("Hentikan pemberitahuan")
    told = await after_ten_minutes(bekal)
    assert set(told) == {"1001", "1002"}
    assert "Meubeler" in told["1001"]
    assert "Pengelasan" not in told["1001"]


async def test_two_certificates_come_in_one_message(bekal: Bekal) -> None:
    staff = await office(bekal)
    await bekal.certificate(1, Step.PRINTING, "MEB 1 2026", "meubeler")
    await staff.presses("certificates")
    await staff.says(f"{NUMBER}, MEB 1 2026")
    await staff.presses("Siap diambil")
    await staff.presses("Simpan dan beri tahu")
    bekal.clock.move(minutes=10)
    messages = await sent(bekal)
    for address, label in (
        ("1001", "Pengambilan: Meubeler"),
        ("1002", "Pengambilan: Meubeler – Budi"),
    ):
        (message,) = messages[address]
        assert "Sertifikat Pengelasan" in message.text
        assert "Sertifikat Meubeler" in message.text
        labels = {button.label: button.data for row in message.buttons for button in row}
        assert labels[label] == "collect:ask:2"


async def test_a_result_that_is_taken_back_is_no_news_to_whom_it_was_not_told(
    bekal: Bekal,
) -> None:
    """A mother who may not hear that it was revoked hears nothing of its coming back, either."""
    staff = await office(bekal, Step.COLLECTED)
    await moves(staff, "revoked")
    await after_ten_minutes(bekal)
    await moves(staff, "collected", reason="keputusannya dibatalkan")
    told = await after_ten_minutes(bekal)
    assert set(told) == {"1001"}
    assert "Maaf, kabar sebelumnya keliru." in told["1001"]
    assert "keputusannya dibatalkan" in told["1001"]


async def test_not_yet_competent_and_back_to_the_assessment(bekal: Bekal) -> None:
    staff = await office(bekal, Step.ASSESSMENT)
    await moves(staff, "not_yet_competent")
    told = await after_ten_minutes(bekal)
    assert set(told) == {"1001"}
    assert "Belum kompeten." in told["1001"]
    await moves(staff, "assessment")
    told = await after_ten_minutes(bekal)
    assert set(told) == {"1001"}
    assert "Maaf" not in told["1001"]


async def test_a_lifted_suspension_is_no_mistake(bekal: Bekal) -> None:
    staff = await office(bekal, Step.READY)
    await moves(staff, "suspended")
    await after_ten_minutes(bekal)
    await moves(staff, "ready")
    told = await after_ten_minutes(bekal)
    assert "Siap diambil." in told["1001"]
    assert "Maaf" not in told["1001"]


async def test_who_wants_nothing_or_left_meanwhile_hears_nothing(bekal: Bekal) -> None:
    staff = await office(bekal)
    await bekal.chat("1001").says("stop")
    await staff.presses("certificates")
    await staff.says(NUMBER)
    preview = await staff.presses("Siap diambil")
    assert "Chat yang akan diberi tahu: 1" in preview
    assert "Tidak mau dikirimi pesan: 1" in preview
    await staff.presses("Simpan dan beri tahu")
    await bekal.chat("1002").says("bukan saya")
    await bekal.chat("1002").says("ya")
    assert await after_ten_minutes(bekal) == {}


async def test_a_borrowed_phone_hears_nothing(bekal: Bekal) -> None:
    await bekal.certificate(await bekal.participant(), Step.PRINTING, NUMBER)
    await bekal.chat("1001").opens(await bekal.code(), "pinjaman")
    staff = await bekal.staff_chat("3001", "Retno", Role.STAFF)
    await moves(staff, "ready", told=False)
    await set_step(bekal, Step.COLLECTED)
    assert await after_ten_minutes(bekal) == {}


async def test_quiet_hours_are_kept_and_news_can_still_be_stopped(bekal: Bekal) -> None:
    staff = await office(bekal)
    bekal.clock.set("2026-11-24 20:55")
    await moves(staff, "ready")
    assert await after_ten_minutes(bekal) == {}
    bekal.clock.set("2026-11-25 05:59")
    assert await texts_sent(bekal) == {}
    assert "2 chat akan diberi tahu, paling cepat pukul 06.00." in await staff.presses(
        "certificates"
    )
    bekal.clock.set("2026-11-25 06:00")
    assert set(await texts_sent(bekal)) == {"1001", "1002"}


async def test_what_may_not_have_arrived_is_sent_again(bekal: Bekal) -> None:
    staff = await office(bekal)
    await moves(staff, "ready")
    bekal.clock.move(minutes=10)
    speaker, now = Speaker("id", bekal.setup.zone, bekal.rules, OFFICE), bekal.clock.now()

    def cut_off(tx: Tx) -> int:
        rows = outbox.claim_bulk(tx, "telegram", "host/1/y", 10, (), speaker, now)
        for row in rows:
            outbox.settle(tx, "telegram", "host/1/y", row, Uncertain("cut off"), now)
        return outbox.resend_unclear(tx, "telegram", now)

    assert await bekal.store.write(cut_off) == 2
    assert "Siap diambil." in (await texts_sent(bekal))["1001"]


async def test_a_deleted_chat_leaves_nothing_behind(bekal: Bekal) -> None:
    staff = await office(bekal)
    await moves(staff, "ready")
    chat = bekal.chat("1002")
    await chat.presses("collect:cannot:1")
    await chat.confirms("privacy:yes")
    left = await bekal.store.read(
        lambda tx: tx.db.execute(
            "SELECT (SELECT COUNT(*) FROM certificate_notices),"
            " (SELECT COUNT(*) FROM certificate_answers)"
        ).fetchone()
    )
    assert left == (1, 0)
    assert set(await after_ten_minutes(bekal)) == {"1001"}


READY = f"LMG-2026-031;Budi Santoso;Las;;{NUMBER};01/11/2029;Siap diambil;titipan Lapas\n"


async def listed(bekal: Bekal) -> Chat:
    await import_list(bekal, PEOPLE + "LMG-2026-031;Budi Santoso;Tuban;17/08/1990;;Las\n")
    return await bekal.linked("1001")


async def pending(bekal: Bekal) -> certificate_pending.Pending:
    return await bekal.store.write(lambda tx: certificate_pending.pending(tx, bekal.clock.now()))


async def tell(bekal: Bekal, previewed: certificate_pending.Pending) -> set[int]:
    return await bekal.store.write(
        lambda tx: certificate_pending.tell(tx, previewed, "test", bekal.clock.now())
    )


async def test_a_first_import_tells_nobody(bekal: Bekal) -> None:
    await listed(bekal)
    await import_list(bekal, CERTIFICATES + READY)
    assert (await pending(bekal)).moved == ()
    assert await after_ten_minutes(bekal) == {}


async def test_lists_tell_once_somebody_says_so(bekal: Bekal) -> None:
    await listed(bekal)
    for status in ("Asesmen", "Proses cetak", "Siap diambil"):
        await import_list(bekal, CERTIFICATES + READY.replace("Siap diambil", status))
        assert await after_ten_minutes(bekal) == {}
    found = await pending(bekal)
    assert [one.step for one in found.moved] == [Step.READY]
    assert len(found.reach.chats) == 1
    assert len(await tell(bekal, found)) == 1
    assert await tell(bekal, found) == set()
    assert "Siap diambil." in (await after_ten_minutes(bekal))["1001"]
    assert (await pending(bekal)).moved == ()


async def test_a_list_corrects_without_its_remarks(bekal: Bekal) -> None:
    await listed(bekal)
    await import_list(bekal, CERTIFICATES + READY)
    await import_list(bekal, CERTIFICATES + READY.replace("Siap diambil", "Proses cetak"))
    await tell(bekal, await pending(bekal))
    told = (await after_ten_minutes(bekal))["1001"]
    assert "Maaf, kabar sebelumnya keliru." in told
    assert "titipan" not in told


async def test_what_changed_since_the_preview_is_not_told(bekal: Bekal) -> None:
    await listed(bekal)
    await import_list(bekal, CERTIFICATES + READY.replace("Siap diambil", "Asesmen"))
    await import_list(bekal, CERTIFICATES + READY.replace("Siap diambil", "Proses cetak"))
    previewed = await pending(bekal)
    await import_list(bekal, CERTIFICATES + READY)
    assert await tell(bekal, previewed) == set()
    assert len((await pending(bekal)).moved) == 1


async def test_a_list_does_not_bring_back_what_is_lost(bekal: Bekal) -> None:
    await listed(bekal)
    await import_list(bekal, CERTIFICATES + READY)
    await set_step(bekal, Step.LOST, told=False)
    report = await import_list(bekal, CERTIFICATES + READY.replace("Siap diambil", "Diserahkan"))
    assert [problem.code for problem in report.taken.problems] == ["certificate_lost"]
    assert await step_of(bekal) is Step.LOST


async def test_a_list_gives_the_duplicate_its_number(bekal: Bekal) -> None:
    await listed(bekal)
    staff = await bekal.staff_chat("3001", "Retno", Role.STAFF)
    await import_list(bekal, CERTIFICATES + READY)
    await moves(staff, "lost", told=False)
    await staff.presses("Buat duplikat")
    text = READY.replace(NUMBER, "LAS 9990 00999 2026")
    report = await import_list(bekal, CERTIFICATES + text)
    assert report.changes.added == 0
    assert await step_of(bekal, "LAS 9990 00999 2026") is Step.READY
    assert await step_of(bekal) is Step.LOST


@pytest.mark.parametrize("told", [True, False])
async def test_the_office_decides_after_a_list(bekal: Bekal, told: bool) -> None:
    """The office moves on what a list has moved silently, and tells people of it or not."""
    await listed(bekal)
    staff = await bekal.staff_chat("3001", "Retno", Role.STAFF)
    await import_list(bekal, CERTIFICATES + READY.replace("Siap diambil", "Asesmen"))
    await import_list(bekal, CERTIFICATES + READY)
    await moves(staff, "collected", told=told)
    assert (await pending(bekal)).moved == ()
    texts = await after_ten_minutes(bekal)
    assert ("Sudah diserahkan." in texts.get("1001", "")) is told


async def test_topics_that_change_meanwhile_count(bekal: Bekal) -> None:
    await office(bekal)
    mother = await bekal.linked("1003", "LMG-2026-031", Topic.SCHEDULE)
    await mother.presses("Lewati")
    await set_step(bekal, Step.READY)
    assert set(await after_ten_minutes(bekal)) == {"1001", "1002"}


async def test_a_training_certificate_is_called_so(bekal: Bekal) -> None:
    await office(bekal, Step.READY)
    await bekal.store.write(lambda tx: tx.db.execute("UPDATE certificates SET kind = 'training'"))
    for address, heading in (
        ("1001", "Sertifikat pelatihan Pengelasan\n"),
        ("1002", "Sertifikat pelatihan Pengelasan – Budi\n"),
    ):
        assert (await bekal.chat(address).says("sertifikat")).startswith(heading)


async def test_news_of_the_certificate_is_turned_off_by_itself(bekal: Bekal) -> None:
    staff = await office(bekal)
    mother = bekal.chat("1002")
    await mother.talks(
        ("/pengingat", "Kabar sertifikat dikirim ke chat ini, pengingat kelas tidak."),
        ("[Matikan kabar sertifikat]", "Pengingat sedang dimatikan."),
    )
    assert not any("kelas" in button.label for button in mother.buttons)
    await staff.presses("certificates")
    await staff.says(NUMBER)
    preview = await staff.presses("certificates:to:ready")
    assert "Chat yang akan diberi tahu: 1\nTidak mau dikirimi pesan: 1" in preview
    await staff.presses("Simpan dan beri tahu")
    assert set(await after_ten_minutes(bekal)) == {"1001"}
    await mother.talks(
        ("sertifikat", "Siap diambil."),
        ("ingatkan saya", "Pengingat sedang dimatikan."),
        ("[Nyalakan kabar sertifikat]", "Kabar sertifikat dikirim"),
    )
    await moves(staff, "collected")
    assert set(await after_ten_minutes(bekal)) == {"1001", "1002"}


async def test_results_go_silent_with_the_certificate(bekal: Bekal) -> None:
    staff = await office(bekal, Step.ASSESSMENT)
    budi = bekal.chat("1001")
    await budi.talks(("/pengingat", "Pengingat menyala."), ("[Matikan kabar sertifikat]", ""))
    assert "Pengingat menyala." in budi.last.text
    await staff.presses("certificates")
    await staff.says(NUMBER)
    assert "Simpan dan beri tahu" not in await staff.presses("certificates:to:not_yet_competent")
    assert "Simpan dan beri tahu" not in str(staff.buttons)


async def test_a_borrowed_phone_has_nothing_to_turn_on(bekal: Bekal) -> None:
    await bekal.participant()
    chat = bekal.chat("1001")
    await chat.opens(await bekal.code(), "HP pinjaman")
    await chat.says("/pengingat")
    assert not any(button.data.startswith("reminders:unmute") for button in chat.buttons)
    await chat.presses("reminders:unmute:1:certificate")
    (muted,) = await bekal.store.read(
        lambda tx: tx.db.execute("SELECT muted FROM links").fetchone()
    )
    assert set(muted.split(",")) == {"schedule", "certificate", "result"}

"""People ask the office in the chat; the office answers there."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat, document
from office_talk import ask, office, reply, told, told_office, watch
from pushes import deliver

from programme.messages import DocumentRef, EventKind
from programme.people import Role, Topic
from services.privacy import leaving
from store import contacts, tickets
from store.connection import Tx


async def test_a_question_is_answered_by_replying(bekal: Bekal) -> None:
    await bekal.participant()
    rina, joko = await office(bekal)
    budi = await bekal.linked("1001")
    await budi.talks(
        ("mau bicara dengan petugas", "0812-0000-9000"),
        ("[Tulis pesan]", "Jangan kirim foto KTP"),
        ("Sertifikat saya salah nama, gimana pak?", "sudah diteruskan"),
    )
    (to_rina, to_joko) = await told_office(bekal)
    assert (to_rina.address, to_joko.address) == (rina.address, joko.address)
    for each in (to_rina, to_joko):
        assert "Pertanyaan #1" in each.text
        assert "Budi Santoso" in each.text
        assert "Sertifikat saya salah nama" in each.text
        assert each.labels == ["Jawab", "Selesai"]
    await budi.talks(("pertanyaan saya", "menunggu jawaban kantor"))
    assert "dikirim" in await reply(rina, to_rina, "Bawa ijazahnya ke Loket 2, Pak.")
    (answer,) = await told(bekal, budi)
    assert "Jawaban dari kantor" in answer.text
    assert "Bawa ijazahnya ke Loket 2, Pak." in answer.text
    assert "Rina" not in answer.text
    await budi.talks(("pertanyaan saya", "sudah dijawab"))


async def test_the_asker_writes_back_by_replying_too(bekal: Bekal) -> None:
    rina, _ = await office(bekal)
    asker = bekal.chat("1001")
    (question, _) = await ask(bekal, asker, "Kapan daftar ulang?")
    await reply(rina, question, "Senin, ya.")
    (answer,) = await told(bekal, asker)
    assert "ditambahkan" in await reply(asker, answer, "Kapan kelas las?")
    bekal.clock.move(minutes=1)
    (again, _) = await told_office(bekal)
    assert "#1" in again.text
    assert "Kapan kelas las?" in again.text
    assert "Senin, ya." in again.text
    assert "menunggu jawaban" in await asker.says("pertanyaan saya")


async def test_what_is_said_right_after_an_answer_belongs_to_it(bekal: Bekal) -> None:
    rina, _ = await office(bekal)
    asker = bekal.chat("1001")
    (question, _) = await ask(bekal, asker, "Kapan daftar ulang?")
    await reply(rina, question, "Senin, ya.")
    await told(bekal, asker)
    assert "Sama-sama" in await asker.says("terima kasih bu")
    await reply(rina, question, "Bawa KK juga.")
    await told(bekal, asker)
    assert "ditambahkan" in await asker.says("jam berapa ya bu")
    await reply(rina, question, "Jam 9.")
    await told(bekal, asker)
    bekal.clock.move(minutes=1)
    assert "jadwal" in await asker.says("jadwal las besok")
    assert "08.00–15.30" in await asker.says("jam brp tutupnya itu lho")


@pytest.mark.parametrize("said", ["ya", "iya pak", "iya bu", "nggih", "2", "tidak", "makasih"])
@pytest.mark.parametrize("is_reply", [True, False])
async def test_a_nod_or_a_number_answers_what_the_office_asks(
    bekal: Bekal, said: str, is_reply: bool
) -> None:
    rina, _ = await office(bekal)
    asker = bekal.chat("1001")
    await asker.says("/menu")
    (question, _) = await ask(bekal, asker, "Kapan daftar ulang?")
    await reply(rina, question, "Senin (1) atau Selasa (2), Pak?")
    (answer,) = await told(bekal, asker)
    said_then = await (reply(asker, answer, said) if is_reply else asker.says(said))
    assert ("ditambahkan" in said_then) == (said != "makasih")


async def test_a_nod_to_what_was_no_question_is_not_passed_on(bekal: Bekal) -> None:
    rina, _ = await office(bekal)
    asker = bekal.chat("1001")
    (question, _) = await ask(bekal, asker, "Kapan daftar ulang?")
    await reply(rina, question, "Senin, ya.")
    await told(bekal, asker)
    assert "Ada lagi" in await asker.says("ya")
    await reply(rina, question, "Bawa KK.")
    await told(bekal, asker)
    assert "ditambahkan" not in await asker.says("1")


async def test_an_answer_by_button(bekal: Bekal) -> None:
    rina, joko = await office(bekal)
    asker = bekal.chat("1001")
    await ask(bekal, asker, "Kapan daftar ulang?")
    await rina.talks(
        ("/petugas", "Mau apa"),
        ("[Pertanyaan]", "Menunggu jawaban: 1"),
        ("[#1]", "Kapan daftar ulang?"),
        ("[Jawab]", "chat yang belum terhubung"),
        ("Senin jam 08.00, Bu.", "dikirim"),
        ("[Selesai]", "#1 selesai"),
        ("[Pertanyaan]", "Tidak ada yang menunggu"),
    )
    (answer,) = await told(bekal, asker)
    assert "Senin jam 08.00, Bu." in answer.text
    assert "selesai" in await asker.says("pertanyaan saya")
    assert "Tidak ada yang menunggu" in await joko.presses("tickets")


async def test_the_second_to_answer_is_told_who_was_first(bekal: Bekal) -> None:
    rina, joko = await office(bekal)
    asker = bekal.chat("1001")
    (to_rina, to_joko) = await ask(bekal, asker, "Kapan daftar ulang?")
    await reply(rina, to_rina, "Senin, ya.")
    await told(bekal, asker)
    await reply(rina, to_rina, "Bawa KK.")
    assert len(await told(bekal, asker)) == 1
    assert "Rina Wati sudah menjawabnya" in await reply(joko, to_joko, "Selasa, Bu.")
    assert await told(bekal, asker) == []
    assert "Senin, ya." in await joko.presses("Lihat")
    await reply(joko, to_joko, "Selasa, Bu.")
    assert "dikirim" in await joko.presses("Kirim juga")
    (answer,) = await told(bekal, asker)
    assert "Selasa, Bu." in answer.text
    assert "Sudah tidak ada" in await joko.presses("tickets:send")


async def test_one_who_is_told_first_is_not_asked_again(bekal: Bekal) -> None:
    rina, joko = await office(bekal)
    asker = bekal.chat("1001")
    (to_rina, _) = await ask(bekal, asker, "Kapan daftar ulang?")
    await reply(rina, to_rina, "Senin, ya.")
    await joko.talks(
        ("[tickets:answer:1]", "Rina Wati sudah menjawabnya"), ("Jam 9 saja.", "dikirim")
    )


async def test_short_lines_are_one_question_told_once(bekal: Bekal) -> None:
    await office(bekal)
    asker = bekal.chat("1001")
    await asker.presses("ask")
    assert "Silakan tulis pertanyaannya" in await asker.says("assalamualaikum")
    await asker.says("saya mau tanya soal daftar nama")
    first = await told_office(bekal)
    for text in ("nama di daftar itu keliru", "mestinya pakai huruf e"):
        assert "ditambahkan" in await asker.says(text)
    bekal.clock.move(minutes=1)
    (then, _) = await told_office(bekal)
    assert len(first) == 2
    assert "keliru" in then.text
    assert "huruf e" in then.text
    assert len(await bekal.store.read(tickets.live)) == 1


async def test_the_bot_answers_what_it_knows_meanwhile(bekal: Bekal) -> None:
    await office(bekal)
    asker = bekal.chat("1001")
    await ask(bekal, asker, "Kapan daftar ulang?")
    assert "jadwal" in await asker.says("kapan kelas las")
    assert "Sama-sama" in await asker.says("makasih")


async def test_too_many_texts_wait_for_their_answer(bekal: Bekal) -> None:
    rina, _ = await office(bekal)
    asker = bekal.chat("1001")
    (question, _) = await ask(bekal, asker, *(f"hal nomor {count} xyz" for count in range(10)))
    await asker.presses("ask")
    assert "Sudah banyak pesan" in await asker.says("satu lagi")
    await reply(rina, question, "Sebentar, Pak.")
    await asker.presses("ask")
    assert "ditambahkan" in await asker.says("satu lagi")


async def test_nothing_asked_yet(bekal: Bekal) -> None:
    await office(bekal)
    asker = bekal.chat("1001")
    assert "Belum ada pertanyaan" in await asker.says("pertanyaan saya")
    assert [each.label for each in asker.buttons] == ["Tulis pesan"]


async def test_words_that_give_people_away_are_not_sent(bekal: Bekal) -> None:
    rina, _ = await office(bekal)
    asker = bekal.chat("1001")
    (question, _) = await ask(bekal, asker, "Anak saya di lapas, sertifikatnya gimana?")
    assert "Anak saya di …, sertifikatnya" in question.text
    assert "kata lain" in await reply(rina, question, "Kami titipkan ke lapas, Bu.")
    assert await told(bekal, asker) == []
    assert "dikirim" in await rina.says("Kami titipkan ke petugas di sana, Bu.")
    (answer,) = await told(bekal, asker)
    assert "petugas di sana" in answer.text


async def test_an_answer_that_is_too_long(bekal: Bekal) -> None:
    rina, _ = await office(bekal)
    (question, _) = await ask(bekal, bekal.chat("1001"), "Kapan?")
    assert "Terlalu panjang" in await reply(rina, question, "x" * 3501)
    assert "dikirim" in await rina.says("x" * 3500)


async def test_a_long_question_is_read_whole(bekal: Bekal) -> None:
    rina, _ = await office(bekal)
    long = "Begini ceritanya <b>: " + "lama sekali " * 300
    (question, _) = await ask(bekal, bekal.chat("1001"), long)
    assert "[…]" in question.text
    assert len(question.text) < 1000
    assert "Baca lengkap" in question.labels
    whole = await rina.presses("tickets:whole:1")
    assert whole.startswith("Pertanyaan #1")
    assert long.strip() in whole


async def test_codes_numbers_and_commands_in_an_answer_are_its_words(bekal: Bekal) -> None:
    await bekal.participant()
    rina, _ = await office(bekal)
    asker = bekal.chat("1001")
    (question, _) = await ask(bekal, asker, "Minta kode baru")
    code = await bekal.code()
    texts = (code, "1", "Kalau tidak mau diingatkan lagi, tulis stop ya.", "Bukan saya yang urus.")
    for text in texts:
        assert "dikirim" in await reply(rina, question, text)
        (answer,) = await told(bekal, asker)
        assert text in answer.text
    await rina.presses("tickets:answer:1")
    assert "dikirim" in await rina.says(f"Kodenya {code}")
    await rina.presses("tickets:answer:1")
    assert "dibatalkan" in await rina.says("batal")
    await rina.presses("tickets:answer:1")
    assert "Mau apa" in await rina.says("/petugas")
    await rina.presses("tickets:answer:1")
    assert "Jawaban untuk" not in await rina.says("stop")


async def test_pictures_and_stickers_are_not_passed_on(bekal: Bekal) -> None:
    rina, _ = await office(bekal)
    asker = bekal.chat("1001")
    await asker.presses("ask")
    picture = {"document": document()}
    assert "foto KTP" in await asker.sends(EventKind.DOCUMENT, **picture)
    assert "hanya tulisan" in await asker.sends(EventKind.OTHER)
    assert "diteruskan" in await asker.sends(
        EventKind.DOCUMENT, text="ini KTP saya, betul?", **picture
    )
    (question, _) = await told_office(bekal)
    assert "ini KTP saya, betul?" in question.text
    assert question.message.file is None
    await rina.presses("tickets:answer:1")
    assert "berupa tulisan" in await rina.sends(EventKind.OTHER)
    assert "berupa tulisan" in await rina.sends(EventKind.DOCUMENT, **picture)
    assert "dikirim" in await rina.says("Betul, Pak.")


async def test_only_words_are_an_answer(bekal: Bekal) -> None:
    rina, _ = await office(bekal)
    asker = bekal.chat("1001")
    (question, _) = await ask(bekal, asker, "Kapan daftar ulang?")
    to_question = {"reply_to": question.message_id}
    files = (document(), DocumentRef("f", "syarat.xlsx", 1000), DocumentRef("f", "syarat.pdf", 9))
    for file in files:
        assert "berupa tulisan" in await rina.sends(
            EventKind.DOCUMENT, document=file, text="ini syaratnya", **to_question
        )
    assert "berupa tulisan" in await rina.sends(EventKind.OTHER, **to_question)
    assert "berupa tulisan" in await reply(rina, question, " \u200b ")
    assert await told(bekal, asker) == []
    assert "dikirim" in await rina.says("Bawa KK.")
    await asker.presses("ask")
    assert "hanya tulisan" in await asker.says(" \u2060 ")


async def test_who_asks_is_named_to_the_office(bekal: Bekal) -> None:
    await bekal.participant()
    rina, _ = await office(bekal)
    await bekal.staff_chat("2001", "Wahyu Prasetyo", Role.INSTRUCTOR, ("pengelasan",))
    await bekal.linked("1001")
    await bekal.linked("1002", "LMG-2026-031", Topic.SCHEDULE)
    named = {"1001": "Budi Santoso", "1002": "keluarga Budi Santoso", "2001": "Wahyu Prasetyo"}
    for address, who in named.items():
        (question, _) = await ask(bekal, bekal.chat(address), "Boleh tanya soal daftar ulang?")
        assert f"Dari: {who}\n" in question.text
    assert "Menunggu jawaban: 3" in await rina.presses("tickets")


async def test_a_borrowed_phone_is_answered_while_it_is_lent_only(bekal: Bekal) -> None:
    """Afterwards its owner would read it, to whom nothing was to be sent."""
    await bekal.participant()
    rina, _ = await office(bekal)
    phone = bekal.chat("1001")
    await phone.opens(await bekal.code(), "HP pinjaman")
    assert "hanya sampai pukul 09.30" in await phone.presses("ask")
    (question, _) = await ask(bekal, phone, "Sertifikat saya kapan, Pak?")
    assert "Dari: Budi Santoso, di HP pinjaman sampai 09.30" in question.text
    await reply(rina, question, "Sudah siap, Pak Budi.")
    (answer,) = await told(bekal, phone)
    assert "Sudah siap" in answer.text
    await phone.says("Boleh diwakilkan adik saya?")
    await watch(bekal)
    await reply(rina, question, "Boleh, Pak Budi.")
    bekal.clock.move(minutes=30)
    assert await told(bekal, phone) == []
    bekal.clock.move(minutes=1)
    assert any("tidak terhubung lagi" in each.text for each in await watch(bekal))
    assert "HP-nya pinjaman" in await reply(rina, question, "Jangan lupa KTP, Pak Budi.")
    await rina.presses("Selesai")
    assert await told(bekal, phone) == []


async def test_who_has_lost_his_link_since_is_not_answered(bekal: Bekal) -> None:
    """His old phone may be lost or sold; a family whose link has ended hears nothing more."""
    await bekal.participant()
    rina, _ = await office(bekal)
    old = await bekal.linked("1001")
    (question, _) = await ask(bekal, old, "Sertifikat saya kapan, Pak?")
    await bekal.linked("1002")
    await deliver(bekal)
    assert "Tidak dikirim" in await reply(rina, question, "Sudah siap, Pak Budi.")
    assert await told(bekal, old) == []
    await old.presses("ask")
    assert "ditambahkan" in await old.says("Kok tidak ada kabar?")
    await reply(rina, question, "Silakan datang ke kantor.")
    assert "Silakan datang" in (await told(bekal, old))[-1].text


async def test_a_phone_that_turns_out_to_be_his_own_is_answered(bekal: Bekal) -> None:
    await bekal.participant()
    rina, _ = await office(bekal)
    phone = bekal.chat("1001")
    await phone.opens(await bekal.code(), "HP pinjaman")
    (question, _) = await ask(bekal, phone, "Sertifikat saya kapan, Pak?")
    await phone.opens(await bekal.code(), "HP saya")
    bekal.clock.move(minutes=40)
    await reply(rina, question, "Sudah siap, Pak Budi.")
    assert "Sudah siap" in (await told(bekal, phone))[-1].text


async def test_a_closed_chat_may_ask_but_is_not_named(bekal: Bekal) -> None:
    await bekal.participant()
    rina, _ = await office(bekal)
    budi = await bekal.linked("1001")
    await budi.talks(("/pin", "dipakai bersama"), ("[Pasang]", "4 sampai 6"), ("4071", "PIN"))
    bekal.clock.move(hours=24)
    (question, _) = await ask(bekal, budi, "Saya lupa PIN, Pak")
    assert "Budi" not in question.text
    assert "terkunci" in question.text
    await reply(rina, question, "Datang saja ke kantor.")
    (news,) = await told(bekal, budi)
    assert "Datang" not in news.text
    assert "menunggu" not in await budi.presses("asked")


async def test_nobody_to_write_to(bekal: Bekal) -> None:
    stranger = bekal.chat("1001")
    await stranger.says("mau bicara dengan petugas")
    assert [each.label for each in stranger.buttons] == ["1. Simpan nomor kantor", "2. Menu"]
    assert "0812-0000-9000" in await stranger.presses("ask")


async def test_the_office_does_not_write_to_itself(bekal: Bekal) -> None:
    rina, _ = await office(bekal)
    assert "0812-0000-9000" in await rina.presses("ask")


async def test_all_that_waits_can_be_reached(bekal: Bekal) -> None:
    rina, _ = await office(bekal)
    for address in range(1001, 1011):
        await ask(bekal, bekal.chat(str(address)), "Kapan daftar ulang?")
    assert "Menunggu jawaban: 10" in await rina.presses("tickets")
    await rina.talks(("[Berikutnya]", "#10 · menunggu"), ("[#10]", "Pertanyaan #10"))
    for page in ("99", "x", "-1", ""):
        assert "Menunggu jawaban: 10" in await rina.presses(f"tickets:page:{page}")


async def test_others_can_not_read_or_answer(bekal: Bekal) -> None:
    rina, _ = await office(bekal)
    asker = bekal.chat("1001")
    (question, _) = await ask(bekal, asker, "Rahasia saya apa?")
    instructor = await bekal.staff_chat("2001", "Wahyu", Role.INSTRUCTOR)
    for chat in (asker, instructor, bekal.chat("1009")):
        for data in ("tickets", "tickets:open:1", "tickets:answer:1", "tickets:close:1"):
            assert "Rahasia" not in await chat.presses(data)
        await chat.presses("tickets:send")
        await chat.presses("ask:1")
        await chat.says("Rahasia dari orang lain")
    live = await bekal.store.read(tickets.live)
    assert [ticket.state for ticket in live] == ["open"] * 3
    assert live[0].version == 2  # what the asker himself added
    await retire(bekal, rina)
    assert "dikirim" not in await reply(rina, question, "Halo")


async def retire(bekal: Bekal, chat: Chat) -> None:
    def work(tx: Tx) -> None:
        contact = contacts.at(tx, chat.channel, chat.address, bekal.clock.now())
        tx.db.execute("UPDATE staff SET active = 0 WHERE id = ?", (contact.staff_id,))

    await bekal.store.write(work)


async def test_the_office_may_only_press_what_is_there(bekal: Bekal) -> None:
    rina, _ = await office(bekal)
    assert "#99 sudah tidak ada" in await rina.presses("tickets:open:99")
    for data in ("tickets:answer:x", "tickets:close:", "tickets:whole:9" * 3):
        assert "sudah tidak ada" in await rina.presses(data)
    assert "Tidak ada yang menunggu" in await rina.presses("tickets:nothing:1")


async def test_a_deleted_chat_takes_its_questions_along(bekal: Bekal) -> None:
    rina, joko = await office(bekal)
    asker = bekal.chat("1001")
    (to_rina, _) = await ask(bekal, asker, "Rahasia saya apa?")
    await asker.says("hapus data saya")
    await asker.confirms("privacy:yes")
    assert "terhapus bersama chatnya" in await reply(rina, to_rina, "Halo")
    assert "terhapus bersama chatnya" in await joko.presses("tickets:open:1")
    bekal.clock.move(minutes=11)
    (new, _) = await ask(bekal, asker, "Boleh tanya lagi?")
    assert "#2" in new.text
    assert "terhapus" in await reply(rina, to_rina, "Untuk yang dulu")


async def test_whoever_is_somebody_else_hears_no_answer(bekal: Bekal) -> None:
    rina, _ = await office(bekal)
    asker = bekal.chat("1001")
    (question, _) = await ask(bekal, asker, "Rahasia saya apa?")
    await reply(rina, question, "Rahasianya banyak.")
    await asker.says("bukan saya")
    assert all("Rahasianya" not in each.text for each in await told(bekal, asker))
    assert "terhapus" in await reply(rina, question, "Masih di sana?")


async def test_stop_and_cancel_in_the_middle(bekal: Bekal) -> None:
    rina, _ = await office(bekal)
    asker = bekal.chat("1001")
    await asker.presses("ask")
    assert "dibatalkan" in await asker.says("batal")
    await asker.presses("ask")
    assert "diteruskan" not in await asker.says("stop")
    assert await bekal.store.read(tickets.live) == []
    (question, _) = await ask(bekal, asker, "Kapan daftar ulang?")
    await asker.says("stop")
    await reply(rina, question, "Senin.")
    (answer,) = await told(bekal, asker)
    assert "Senin." in answer.text


async def test_a_question_that_speaks_of_stopping_goes_to_the_office(bekal: Bekal) -> None:
    rina, _ = await office(bekal)
    asker = bekal.chat("1001")
    await asker.presses("ask")
    assert "diteruskan" in await asker.says("Tolong jangan kirim surat ke rumah, nanti ketahuan")
    (question, _) = await told_office(bekal)
    assert "jangan kirim surat" in question.text
    await reply(rina, question, "Baik, lewat chat ini saja.")
    (answer,) = await told(bekal, asker)
    assert "ditambahkan" in await reply(asker, answer, "Jangan hubungi saya lewat telepon juga")
    assert "pesan otomatis" in await reply(asker, answer, "stop")


async def test_an_office_that_is_closed_says_when_it_opens(bekal: Bekal) -> None:
    await office(bekal)
    bekal.clock.set("2026-11-27 17:00")
    asker = bekal.chat("1001")
    assert "Senin, 30 November 2026 pukul 08.00" in await asker.presses("ask")
    assert "dijawab pada jam kerja" in await asker.says("Kapan daftar ulang?")
    bekal.clock.set("2026-12-25 09:00")
    assert "Hari ini tutup" in await asker.says("alamat kantor")


async def test_a_question_at_night_waits_for_the_morning(bekal: Bekal) -> None:
    await office(bekal)
    bekal.clock.set("2026-11-24 22:00")
    asker = bekal.chat("1001")
    assert await ask(bekal, asker, "Kapan daftar ulang?") == []
    bekal.clock.set("2026-11-25 06:00")
    assert len(await deliver(bekal)) == 2


async def test_deleting_leaves_nothing(bekal: Bekal) -> None:
    await office(bekal)
    await ask(bekal, bekal.chat("1001"), "Rahasia saya apa?")

    def work(tx: Tx) -> list[int]:
        now = bekal.clock.now()
        leaving.delete_chat(tx, contacts.at(tx, "telegram", "1001", now), now)
        return [
            tx.db.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in ("tickets", "ticket_texts")
        ]

    assert await bekal.store.write(work) == [0, 0]

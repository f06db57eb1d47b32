"""A chat is linked with a code: consent, own or borrowed phone, and codes that don't work."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat, document

from locales.consent_texts import VERSION
from programme.messages import EventKind
from programme.people import Role, Topic
from services.linking import enrol, inviting
from services.people import codes
from store import contacts
from store.connection import Tx

CONSENT = "Sebelum mulai: soal data"
UNUSABLE = "Kode itu tidak bisa dipakai (lagi)."


async def participant_with_certificate(bekal: Bekal) -> None:
    await bekal.certificate(await bekal.participant())
    await bekal.session("2026-11-25 12:30")


async def is_linked(chat: Chat) -> bool:
    """Does the chat hear what only a linked one does?"""
    return "Siap diambil." in await chat.says("sertifikat saya sudah jadi?")


async def consents(bekal: Bekal) -> list[tuple[str, str, str]]:
    def work(tx: Tx) -> list[tuple[str, str, str]]:
        return list(
            tx.db.execute(
                "SELECT version, language, wording FROM consents WHERE contact_id IS NOT NULL"
            ).fetchall()
        )

    return await bekal.store.read(work)


def written(code: str) -> dict[str, str]:
    """A code as people write it."""
    four = "-".join(code[at : at + 4] for at in (0, 4, 8))
    return {
        "plain": code,
        "small": code.lower(),
        "dashes": four,
        "spaces": four.replace("-", " ").lower(),
        "pairs": " ".join(code[at : at + 2] for at in range(0, 12, 2)),
        "long dashes": four.replace("-", " – "),
        "among words": f"Kode saya: {four.lower()} ya bu",
        "after words of four letters": f"kode saya {four.lower()} suwun nggih",
        "in a sentence": f"pak ini kode saya {four.replace('-', ' ')} apa sudah betul",
        "as a link": f"https://t.me/bekal_bot?start={code}",
        "start": f"/start {four}",
        "small start": f"/start {code.lower()}",
    }


@pytest.mark.parametrize("way", written("X" * 12))
async def test_code_is_taken_however_it_is_written(bekal: Bekal, way: str) -> None:
    await participant_with_certificate(bekal)
    chat = bekal.chat()
    await chat.talks(
        (written(await bekal.code())[way], CONSENT),
        ("1", "Selesai."),
        ("jadwal besok", "Bengkel Las"),
    )
    assert await is_linked(chat)


async def test_code_in_a_sentence_uses_up_no_try(bekal: Bekal) -> None:
    await participant_with_certificate(bekal)
    chat, code = bekal.chat(), codes.written_code(await bekal.code())
    for _ in range(7):
        await chat.talks((f"kode saya {code} suwun", CONSENT))


async def test_sentence_is_one_try_however_many_codes_may_stand_in_it(bekal: Bekal) -> None:
    await participant_with_certificate(bekal)
    chat, code = bekal.chat(), codes.written_code(await bekal.code())
    guesses = " ".join(f"ABCD-EFGH-JKM{last}" for last in "23456789")
    assert UNUSABLE in await chat.says(f"{guesses} {code}")
    for _ in range(3):
        await chat.says(guesses)
    await chat.talks((code, CONSENT))


async def test_every_code_has_letters_and_digits() -> None:
    for _ in range(500):
        code = codes.new_code()
        assert codes.codes_in(code) == [code]
        assert not set(code) & set("0O1IL")


@pytest.mark.parametrize(
    "text",
    [
        "jam berapa yaa",
        "Mas Kapan Ya?",
        "besuk jam 8 pak",
        "kapan ujiannya",
        "makasih ya kak",
        "0812-0000-9999",
        "LMG-2026-031",
        "kode saya mana",
        "SAMA-SAMA",
        "17 agustus 1990",
    ],
)
async def test_words_and_numbers_are_no_codes(bekal: Bekal, text: str) -> None:
    assert "Kode" not in await bekal.chat().says(text)


@pytest.mark.parametrize(
    "text",
    [
        "ABCD-EFGH-JK2",
        "ABCD-EFGH-JK233",
        "ABCDEFGHJ0O1",
        "abcd efgh jk2o",
        "AB2DEFGHJKMN",
        "ABCD-EFGH",
        "AB2D-EFGH",
        "2222-3333-4444",
        "kodenya ABCD EFGH JKMN",
        "kode saya abcd-efgh-jkmn",
        "Kode saya: AB2D-EFGH",
    ],
)
async def test_mistyped_code_is_told_so(bekal: Bekal, text: str) -> None:
    answer = await bekal.chat().says(text)
    assert UNUSABLE in answer
    assert "12 huruf dan angka" in answer
    assert answer == await bekal.chat("6666").says("ABCDEFGHJK23")


async def test_consent_is_kept_as_it_was_shown_and_shown_once(bekal: Bekal) -> None:
    await participant_with_certificate(bekal)
    await bekal.participant("LMG-2026-032", "Andi Wijaya", skill="meubeler")
    chat = bekal.chat()
    shown = await chat.says(f"/start {await bekal.code()}")
    await chat.presses("HP saya")
    ((version, language, wording),) = await consents(bekal)
    assert (version, language) == (VERSION, "id")
    assert shown.splitlines()[1] in wording
    assert "Disnaker Lamongan" in wording
    again = await chat.says(f"/start {await bekal.code('LMG-2026-032', Topic.SCHEDULE)}")
    assert CONSENT not in again
    assert "Ini HP siapa?" in again
    assert "setuju" not in again.lower()
    await chat.presses("HP saya")
    assert len(await consents(bekal)) == 1


async def test_consent_is_kept_in_the_language_it_was_read_in(bekal: Bekal) -> None:
    await participant_with_certificate(bekal)
    chat = bekal.chat()
    await chat.presses("language:jv")
    await chat.says(f"/start {await bekal.code()}")
    mine = chat.buttons[0].data
    await chat.presses("language:en")
    await chat.presses(mine)
    assert [language for _, language, _ in await consents(bekal)] == ["jv"]


@pytest.mark.parametrize("no", ["3", "[Tidak setuju]", "tidak", "gak setuju", "Tidak setuju"])
async def test_declined_keeps_nothing_and_the_code_stays_good(bekal: Bekal, no: str) -> None:
    await participant_with_certificate(bekal)
    chat, code = bekal.chat(), await bekal.code()
    await chat.says(f"/start {code}")
    mine = chat.buttons[0].data
    await chat.talks((no, "tidak dihubungkan. Pertanyaan umum tetap dijawab."))
    assert await consents(bekal) == []
    await chat.talks((f"[{mine}]", "Tolong tulis kodenya sekali lagi."))
    assert not await is_linked(chat)
    await chat.opens(code, "HP saya")
    assert await is_linked(chat)


@pytest.mark.parametrize("said", ["batal", "/batal", "Batalkan", "/start", "/menu", "stop"])
async def test_leaving_the_consent_text_links_nothing(bekal: Bekal, said: str) -> None:
    await participant_with_certificate(bekal)
    chat = bekal.chat()
    await chat.says(f"/start {await bekal.code()}")
    await chat.says(said)
    assert not await is_linked(chat)


async def test_question_before_the_answer_is_answered(bekal: Bekal) -> None:
    await participant_with_certificate(bekal)
    chat = bekal.chat()
    await chat.says(f"/start {await bekal.code()}")
    mine = chat.buttons[0].data
    await chat.talks(
        ("kantornya di mana?", "Jl. Contoh"),
        ("iya setuju", "Ini HP siapa?"),
        ("jadwal las besok jam berapa?", "12.30"),
    )
    bekal.clock.move(hours=3)
    await chat.talks((f"[{mine}]", "Selesai."))


async def test_button_of_a_consent_text_long_ago_asks_for_the_code(bekal: Bekal) -> None:
    await participant_with_certificate(bekal)
    chat = bekal.chat()
    await chat.says(f"/start {await bekal.code()}")
    bekal.clock.move(hours=13)
    await chat.talks(("[HP saya]", "Tolong tulis kodenya sekali lagi."))


@pytest.mark.parametrize("data", ["link:mine:1", "link:borrowed:1", "link:mine:", "link:mine:x"])
async def test_button_of_another_chats_consent_links_nothing(bekal: Bekal, data: str) -> None:
    await participant_with_certificate(bekal)
    await bekal.chat("1001").says(f"/start {await bekal.code()}")
    stranger = bekal.chat("6666")
    await stranger.talks((f"[{data}]", "Tolong tulis kodenya sekali lagi."))
    assert not await is_linked(stranger)
    assert await consents(bekal) == []


async def test_used_expired_revoked_and_invented_codes_answer_alike(bekal: Bekal) -> None:
    await participant_with_certificate(bekal)
    used, expired, revoked = [await bekal.code() for _ in range(3)]
    await bekal.chat("1001").opens(used, "HP saya")
    await bekal.store.write(
        lambda tx: inviting.revoke_code(tx, revoked, "test", bekal.clock.now())
    )
    stranger = bekal.chat("6666")
    answers = {await stranger.says(code) for code in (used, revoked, "ABCDEFGHJK23")}
    bekal.clock.move(days=8)
    answers.add(await stranger.says(expired))
    answers = {each.partition("\n\n")[0] for each in answers}  # the office is offered after two
    assert len(answers) == 1
    assert UNUSABLE in answers.pop()
    assert not await is_linked(stranger)


async def test_own_link_followed_twice_is_no_mistake(bekal: Bekal) -> None:
    await participant_with_certificate(bekal)
    chat, code = bekal.chat(), await bekal.code()
    await chat.opens(code, "HP saya")
    for _ in range(7):
        assert "Chat ini sudah terhubung." in await chat.says(f"/start {code}")
    assert await is_linked(chat)


async def test_code_revoked_while_the_consent_text_is_read(bekal: Bekal) -> None:
    await participant_with_certificate(bekal)
    chat, code = bekal.chat(), await bekal.code()
    await chat.says(code)
    await bekal.store.write(lambda tx: inviting.revoke_code(tx, code, "test", bekal.clock.now()))
    await chat.talks(("1", UNUSABLE))
    assert await consents(bekal) == []


async def test_of_two_with_the_same_code_the_first_is_linked(bekal: Bekal) -> None:
    await participant_with_certificate(bekal)
    first, second, code = bekal.chat("1"), bekal.chat("2"), await bekal.code()
    await first.says(code)
    await second.says(code)
    await first.talks(("1", "Selesai."))
    await second.talks(("1", UNUSABLE))
    assert len(await consents(bekal)) == 1
    assert await is_linked(first)
    assert not await is_linked(second)


async def test_five_wrong_codes_then_an_hour(bekal: Bekal) -> None:
    await participant_with_certificate(bekal)
    chat, code = bekal.chat(), await bekal.code()
    for last in "23456":
        await chat.talks((f"ABCD-EFGH-JKM{last}", UNUSABLE))
    await chat.talks(
        (code, "Sudah terlalu banyak kode dicoba. Silakan coba lagi setelah pukul 10.00")
    )
    await bekal.chat("2002").talks((code, CONSENT))
    bekal.clock.move(minutes=61)
    await chat.talks((code, CONSENT))


async def test_borrowed_phone_hears_for_half_an_hour(bekal: Bekal) -> None:
    await participant_with_certificate(bekal)
    borrowed, own, code = bekal.chat("1"), bekal.chat("2"), await bekal.code()
    await borrowed.says(code)
    mine = borrowed.buttons[0].data
    await borrowed.talks(("2", "Silakan bertanya selama 30 menit."))
    assert await is_linked(borrowed)
    await borrowed.talks(("ingatkan saya", "setelah chat ini terhubung"))
    bekal.clock.move(minutes=31)
    assert not await is_linked(borrowed)
    await borrowed.talks((f"[{mine}]", "Tolong tulis kodenya sekali lagi."))
    await own.opens(code, "HP saya")
    assert await is_linked(own)


async def test_family_code_on_a_borrowed_phone_hears_what_family_may(bekal: Bekal) -> None:
    await participant_with_certificate(bekal)
    borrowed, code = bekal.chat("1"), await bekal.code("LMG-2026-031", Topic.SCHEDULE)
    await borrowed.opens(code, "pinjaman")
    await borrowed.talks(
        ("jadwal besok", "Bengkel Las"), ("sertifikat", "tidak dibagikan ke chat ini")
    )
    await bekal.chat("2").opens(code, "HP saya")


async def test_who_borrows_his_mothers_linked_phone_is_told_what_he_hears_there(
    bekal: Bekal,
) -> None:
    await participant_with_certificate(bekal)
    mother = await bekal.linked("2001", "LMG-2026-031", Topic.SCHEDULE)
    await mother.presses("Lewati")
    code = await bekal.code()
    assert "yang Bapak/Ibu izinkan untuk keluarga" in await mother.opens(code, "pinjaman")
    await bekal.chat("1001").opens(code, "HP saya")


async def test_a_weaker_code_takes_nothing_from_a_linked_chat(bekal: Bekal) -> None:
    await participant_with_certificate(bekal)
    chat = await bekal.linked("1001")
    await chat.opens(await bekal.code(), "pinjaman")
    bekal.clock.move(minutes=31)
    assert await is_linked(chat)
    await chat.opens(await bekal.code("LMG-2026-031", Topic.SCHEDULE), "HP saya")
    assert await is_linked(chat)


async def test_pressed_twice_is_answered_twice_alike(bekal: Bekal) -> None:
    await participant_with_certificate(bekal)
    mother = bekal.chat("2001")
    await mother.says(f"/start {await bekal.code('LMG-2026-031', Topic.SCHEDULE)}")
    mine = mother.buttons[0].data
    assert await mother.presses(mine) == await mother.presses(mine)
    assert "Selesai" in await mother.says("Mas")
    budi = bekal.chat("1001")
    await budi.says(f"/start {await bekal.code()}")
    mine, borrowed, _ = (button.data for button in budi.buttons)
    assert await budi.presses(borrowed) == await budi.presses(borrowed)
    assert "sekali lagi" in await budi.presses(mine)
    assert await is_linked(budi)
    bekal.clock.move(minutes=31)
    assert not await is_linked(budi)


async def test_nickname_is_how_the_chat_calls_him(bekal: Bekal) -> None:
    await participant_with_certificate(bekal)
    mother = bekal.chat()
    await mother.opens(await bekal.code("LMG-2026-031", Topic.CERTIFICATE), "HP saya")
    await mother.talks(("Si Mas", "Selesai."), ("sertifikat", "Sertifikat Pengelasan – Si Mas"))


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Mas", "Mas"),
        ("ibu", "ibu"),
        ("anakku", "anakku"),
        ("  Le'   Min  ", "Le' Min"),
        ("<b>Budi</b> & co", "<b>Budi</b> & co"),
        ("\u202eidu\u200bB\x07", "idu B"),
        ("❤️", "❤️"),
        ("x" * 500, "x" * 30),
        ("batal", "Budi"),
        ("lewati", "Budi"),
        ("[Lewati]", "Budi"),
    ],
)
async def test_nicknames(bekal: Bekal, said: str, kept: str) -> None:
    await participant_with_certificate(bekal)
    mother = bekal.chat()
    await mother.opens(await bekal.code("LMG-2026-031", Topic.CERTIFICATE), "HP saya")
    await mother.talks((said, "Selesai."), ("sertifikat", f"Pengelasan – {kept}\n"))
    assert "<b>Budi</b> &" not in mother.last.text


@pytest.mark.parametrize("said", ["si napi", "LAPAS", "n a p i", "anak bui"])
async def test_nickname_that_would_give_him_away_is_asked_anew(bekal: Bekal, said: str) -> None:
    await participant_with_certificate(bekal)
    mother = bekal.chat()
    await mother.opens(await bekal.code("LMG-2026-031", Topic.CERTIFICATE), "HP saya")
    await mother.talks(
        (said, "Silakan pilih nama lain."), ("Mas", "Selesai."), ("sertifikat", "– Mas")
    )


async def test_a_sticker_or_nothing_instead_of_a_nickname_leaves_the_question(
    bekal: Bekal,
) -> None:
    await participant_with_certificate(bekal)
    mother = bekal.chat()
    await mother.opens(await bekal.code("LMG-2026-031", Topic.CERTIFICATE), "HP saya")
    await mother.sends(EventKind.OTHER)
    await mother.sends(EventKind.DOCUMENT, document=document())
    await mother.talks(("\u200b", "membaca tulisan"), ("Mas", "Selesai."), ("sertifikat", "– Mas"))


async def test_question_instead_of_a_nickname_is_answered(bekal: Bekal) -> None:
    await participant_with_certificate(bekal)
    mother = bekal.chat()
    await mother.opens(await bekal.code("LMG-2026-031", Topic.SCHEDULE), "HP saya")
    await mother.talks(("jadwalnya kapan?", "Bengkel Las"))


async def test_name_without_abbreviation_is_the_first_nickname(bekal: Bekal) -> None:
    assert enrol.given_name("Moch. Rifa'i") == "Rifa'i"
    assert enrol.given_name("M. Ma'ruf Amin") == "Ma'ruf"
    assert enrol.given_name("Suwarno") == "Suwarno"
    assert enrol.given_name("Napi Santoso") == "N."


async def test_promises_only_what_will_come(bekal: Bekal) -> None:
    await participant_with_certificate(bekal)
    quiet = bekal.chat("1")
    await quiet.says("stop")
    await quiet.opens(await bekal.code(), "HP saya")
    assert "diingatkan" not in quiet.last.text
    assert "Nyalakan pengingat" in quiet.buttons[0].label
    mother = bekal.chat("2")
    await mother.opens(await bekal.code("LMG-2026-031", Topic.CERTIFICATE), "HP saya")
    assert "diingatkan" not in await mother.presses("Lewati")


async def test_staff_code(bekal: Bekal) -> None:
    chat = await bekal.staff_chat(
        "9001", "Wahyu Prasetyawan, S.T.", Role.INSTRUCTOR, ("pengelasan",)
    )
    assert "Selamat datang, Wahyu Prasetyawan, S.T.!" in chat.last.text
    await chat.talks(("/menu", "Apa yang"))
    assert "Kelas saya" in chat.buttons[0].label


async def test_staff_code_of_somebody_who_left(bekal: Bekal) -> None:
    chat = bekal.chat("9001")
    colleague = await bekal.staff_code("Wahyu")
    await bekal.store.write(lambda tx: tx.db.execute("UPDATE staff SET active = 0"))
    await chat.talks((colleague, UNUSABLE))


async def test_an_admin_who_tries_an_escorts_code_stays_admin(bekal: Bekal) -> None:
    admin = await bekal.staff_chat("3001", "Retno", Role.ADMIN)
    code = await bekal.staff_code("Slamet", Role.ESCORT)
    assert "“bukan saya”" in await admin.says(f"/start {code}")
    await admin.presses("office")
    assert any("Petugas dan instruktur" in button.label for button in admin.buttons)
    assert "Selamat datang, Slamet" in await bekal.chat("3002").says(f"/start {code}")


async def test_staff_code_is_used_up(bekal: Bekal) -> None:
    code = await bekal.staff_code("Wahyu")
    await bekal.chat("9001").talks((code, "Selamat datang"))
    await bekal.chat("6666").talks((code, UNUSABLE))


async def test_family_link_ends_after_a_year(bekal: Bekal) -> None:
    await participant_with_certificate(bekal)
    mother = await bekal.linked("1", "LMG-2026-031", Topic.CERTIFICATE)
    await mother.presses("Lewati")
    assert await is_linked(mother)
    bekal.clock.move(days=366)
    assert not await is_linked(mother)


async def test_no_code_or_name_of_others_is_kept_in_the_open(bekal: Bekal) -> None:
    await participant_with_certificate(bekal)
    await bekal.linked("1001")

    def work(tx: Tx) -> bytes:
        contact = contacts.at(tx, "telegram", "1001", bekal.clock.now())
        assert contacts.links(tx, contact.id, bekal.clock.now())[0].label == "Budi"
        return tx.db.execute("SELECT nickname FROM links").fetchone()[0]

    assert b"Budi" not in await bekal.store.write(work)


def test_pairs_that_read_like_words_are_a_code_all_the_same() -> None:
    assert codes.codes_in("2R 7V KH SK P9 XW") == ["2R7VKHSKP9XW"]
    assert codes.codes_in("dengan 25 baut") == []

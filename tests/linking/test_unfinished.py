"""Linking a chat is never lost in silence: own words are taken, what comes between is answered
and the open step asked again, and who leaves it is told once."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat
from office_talk import office, told_office
from pushes import deliver

from programme.messages import EventKind
from programme.people import Topic
from services.linking import notices

LINKED, BORROWED = "Selesai.", "selama 30 menit"
WHOSE, AGREE, BOTH = "Ini HP siapa?", "Setuju data", "Dan ini HP siapa?"
NOT_YET = "belum terhubung"


@pytest.fixture
async def asked(bekal: Bekal) -> Chat:
    """A chat that looks at the consent text."""
    await bekal.participant()
    await bekal.session("2026-11-25 12:30")
    chat = bekal.chat("1001")
    await chat.says(f"/start {await bekal.code()}")
    return chat


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("setuju hp saya", LINKED), ("iya hp sendiri", LINKED), ("sy stuju hp sy", LINKED),
        ("nggih hp kula piyambak", LINKED), ("ya boleh, milik pribadi", LINKED),
        ("setuju pak, ini hp pinjaman", BORROWED), ("punya suami, saya setuju", BORROWED),
        ("boleh lah", WHOSE), ("ya", WHOSE), ("iya bu", WHOSE), ("setuju", WHOSE),
        ("pinjam punya adik", AGREE),
        ("ini hp ponakan", AGREE), ("hp saya", AGREE), ("bukan hp saya", AGREE),
        ("hp saya bukan pinjaman", AGREE), ("hpku dewe", AGREE),
        ("gak setuju", "tidak dihubungkan"), ("bukan saya", "tidak dihubungkan"),
        ("mau tanya dulu", BOTH), ("hmm", BOTH),
    ],
)  # fmt: skip
async def test_own_words_are_taken(asked: Chat, said: str, answered: str) -> None:
    await asked.talks((said, answered))


@pytest.mark.parametrize(
    ("first", "second", "answered"),
    [
        ("setuju", "punya saya", LINKED), ("boleh lah", "pinjam punya adik", BORROWED),
        ("hp saya", "ya", LINKED), ("hp sendiri", "setuju", LINKED),
        ("pinjam kakak", "iya setuju", BORROWED), ("hp saya", "tidak", "tidak dihubungkan"),
        ("setuju", "[HP saya]", LINKED),
    ],
)  # fmt: skip
async def test_the_other_half_is_asked(
    asked: Chat, first: str, second: str, answered: str
) -> None:
    await asked.talks((first, ""), (second, answered))


async def test_who_agreed_before_is_asked_only_whose_phone(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.participant("LMG-2026-032", "Andi Wijaya", skill="meubeler")
    mother = await bekal.linked("1001", "LMG-2026-031", Topic.SCHEDULE)
    await mother.talks(
        (await bekal.code("LMG-2026-032", Topic.SCHEDULE), WHOSE),
        ("punya saya sendiri", "Sudah terhubung"),
    )


@pytest.mark.parametrize("between", ["alamat kantor", "jadwal las", "[place]", "a sticker"])
async def test_what_comes_between_is_answered_and_it_is_asked_again(
    bekal: Bekal, asked: Chat, between: str
) -> None:
    for hours in (0, 3):
        bekal.clock.move(hours=hours)
        if between == "a sticker":
            answer = await asked.sends(EventKind.OTHER)
        elif between.startswith("["):
            answer = await asked.presses(between.strip("[]"))
        else:
            answer = await asked.says(between)
        assert BOTH in answer
    await asked.talks(("setuju hp saya", LINKED))


@pytest.mark.parametrize(
    "said",
    ["stop", "saya mau mati saja", "saya takut", "batal", "hapus data saya", "hp saya hilang"],
)
async def test_nothing_is_asked_beside_comfort_or_leaving(asked: Chat, said: str) -> None:
    assert BOTH not in await asked.says(said)


async def test_it_is_not_asked_for_ever(asked: Chat) -> None:
    answers = [await asked.says(said) for said in ("alamat kantor", "jadwal las") * 3]
    assert BOTH in answers[0]
    assert BOTH not in answers[-1]


async def test_a_request_that_was_begun_is_asked_again_too(bekal: Bekal) -> None:
    await office(bekal)
    chat = bekal.chat("1001")
    await chat.talks(
        ("[request]", "kode"),
        ("alamat kantor", NOT_YET),
        ("saya ibunya Budi Santoso", "diteruskan"),
    )
    assert NOT_YET not in await chat.says("alamat kantor")
    bekal.clock.move(minutes=1)
    assert "dihubungkan" in (await told_office(bekal))[0].text.lower()


async def told(bekal: Bekal) -> list[str]:
    return [each.text for each in await deliver(bekal) if each.address == "1001"]


async def test_who_leaves_it_is_told_once_and_goes_on(bekal: Bekal, asked: Chat) -> None:
    await asked.says("alamat kantor")
    assert await told(bekal) == []
    bekal.clock.move(hours=2)
    (text,) = await told(bekal)
    assert text == "Chat ini belum terhubung. Mau dilanjutkan?"
    bekal.clock.move(hours=3)
    assert await told(bekal) == []
    await asked.talks(("[link:again]", BOTH), ("iya hp sendiri", LINKED))


async def test_not_at_night(bekal: Bekal, asked: Chat) -> None:
    bekal.clock.set("2026-11-24 20:30")
    await asked.says("alamat kantor")
    bekal.clock.set("2026-11-24 22:00")
    assert await told(bekal) == []
    bekal.clock.set("2026-11-25 06:01")
    assert len(await told(bekal)) == 1


@pytest.mark.parametrize("then", ["setuju hp saya", "tidak", "batal", "stop", "[link:no]"])
async def test_who_finished_or_left_is_not_told(bekal: Bekal, asked: Chat, then: str) -> None:
    await (asked.presses(then.strip("[]")) if then.startswith("[") else asked.says(then))
    bekal.clock.move(hours=2)
    assert [text for text in await told(bekal) if "dilanjutkan" in text] == []


async def test_of_a_request_that_was_only_begun(bekal: Bekal) -> None:
    chat = bekal.chat("1001")
    await chat.presses("request")
    bekal.clock.move(hours=2)
    assert NOT_YET in (await told(bekal))[0]
    await chat.talks(("[link:again]", "kode"), ("saya ibunya Budi", "diteruskan"))


async def test_a_mother_of_two_is_not_told_that_her_chat_is_not_linked(bekal: Bekal) -> None:
    await bekal.participant()
    await bekal.participant("LMG-2026-032", "Andi Wijaya", skill="meubeler")
    mother = await bekal.linked("1001", "LMG-2026-031", Topic.SCHEDULE)
    await mother.says(await bekal.code("LMG-2026-032", Topic.SCHEDULE))
    bekal.clock.move(minutes=notices.UNFINISHED_AFTER.total_seconds() / 60)
    (text,) = await told(bekal)
    assert NOT_YET not in text
    assert "belum selesai" in text

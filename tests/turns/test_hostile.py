"""Anything that anybody sends gets a short answer or none, never an error or others' data."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from dialogue import EVENT_IDS, Bekal, Chat, FakeClock, document, plain
from hypothesis import given, settings, strategies as st
from stores import new_store

from handlers.dispatch import apologise
from handlers.feature_list import FEATURES
from programme.certificates import Step
from programme.discretion import find_forbidden
from programme.messages import ChatType, EventKind, Incoming, Outgoing
from programme.people import Topic
from services.inbox import conversation
from store.connection import Tx

SECRETS = ("Zulkarnain", "Prakoso", "LMG-2026-777", "RAHASIA", "Ruang Rahasia")
"""Of a participant whom nobody in these tests is linked to."""


async def somebody_else(bekal: Bekal) -> None:
    zul = await bekal.participant("LMG-2026-777", "Zulkarnain Prakoso", "1977-07-07", "konstruksi")
    await bekal.certificate(zul, Step.REVOKED, "RAHASIA 777", "konstruksi")
    await bekal.session("2026-11-25 08:00", "konstruksi", place="Ruang Rahasia", topic="Rahasia")
    await bekal.linked("7777", "LMG-2026-777")


def check(answers: list[Outgoing], said: str = "") -> None:
    """What holds for every answer to anybody; what he `said` himself is no news to him."""
    secrets = [secret for secret in SECRETS if secret.lower() not in said.lower()]
    for answer in answers:
        labels = [button.label for row in answer.buttons for button in row]
        everything = "\n".join((plain(answer.text), *labels))
        assert answer.text.strip()
        assert len(plain(answer.text)) <= 4096
        assert find_forbidden(everything) is None
        assert not [secret for secret in secrets if secret.lower() in everything.lower()]
        assert not re.search(r"<(?!/?[bi]>)", answer.text), "markup that nobody wrote"
        for row in answer.buttons:
            for button in row:
                assert button.label.strip()
                assert 1 <= len(button.data.encode()) <= 64


LONG = {
    "words": "jadwal las besok " * 2353,
    "letters": "a" * 40_000,
    "digits": "1" * 40_000,
    "spaces": " " * 40_000,
    "tags": "<b>" * 13_000,
    "emoji": "😀" * 20_000,
    "marks": "a" + "\u0301" * 39_999,
    "lines": "\n" * 40_000,
    "questions": "kapan? " * 5_700,
}


ODD = (
    """
\\u202egnirtsnu|\\u200b\\u200c\\u200d|\\x00\\x01\\x02|\\ufeff|\\u061f\\u061f|\\u200fsyukron|\\ud7ff|jadwal\\x00besok
👍|🙏🏽|0️⃣|０８１２|²³|٣|１|ⅲ|½|'; DROP TABLE contacts; --|{name}|%s %(x)s|{0.__class__}
<script>alert(1)</script>|&lt;b&gt;|</b>|/|//|/ start|/start@another_bot|...|?|-|_|*|`|\\\\|LMG--
""".strip()
    .replace("\n", "|")
    .split("|")
)


@pytest.mark.parametrize("state", ["none", "number", "birth date", "consent", "nickname"])
async def test_odd_and_endless_texts(bekal: Bekal, state: str) -> None:
    await somebody_else(bekal)
    await bekal.participant()
    odd = [text.encode().decode("unicode_escape") if "\\" in text else text for text in ODD]
    for place, text in enumerate((*odd, *LONG.values(), "/" + "x" * 4000)):
        chat = bekal.chat(f"odd-{place}")
        for said in ASKED[state]:
            await chat.says(said.format(code=await bekal.code("LMG-2026-031", Topic.SCHEDULE)))
        answers = await bekal.turn(event_of(bekal, chat, text))
        check(answers)
        assert 1 <= len(answers) <= 4


@pytest.mark.parametrize("size", [0, 1000, 20 * 1024 * 1024])
async def test_documents_are_declined_and_nobody_is_asked_for_his_id_card(
    bekal: Bekal, size: int
) -> None:
    answer = await bekal.chat().sends(EventKind.DOCUMENT, document=document(size))
    assert "Tidak perlu kirim berkas" in answer
    assert "jangan kirim foto KTP" in answer


@pytest.mark.parametrize("kind", [EventKind.OTHER, EventKind.DOCUMENT])
async def test_question_under_a_picture_is_answered(bekal: Bekal, kind: EventKind) -> None:
    await bekal.session("2026-11-25 12:30")
    answer = await bekal.chat().sends(
        kind, text="jadwal las besok jam berapa?", document=document()
    )
    assert "12.30" in answer
    assert "12.30" not in await bekal.chat().sends(kind, text="ini fotonya", document=document())


async def test_stickers_and_voice_are_not_understood(bekal: Bekal) -> None:
    chat = bekal.chat()
    assert "baru bisa membaca tulisan" in await chat.sends(EventKind.OTHER)
    await chat.talks(("1", "kelas"))


async def test_sticker_in_the_middle_leaves_no_chat_hanging(bekal: Bekal) -> None:
    chat = bekal.chat()
    await chat.says("sertifikat")
    await chat.sends(EventKind.OTHER)
    await chat.talks(("LMG-2026-031", "Tanggal lahir"))


@pytest.mark.parametrize("is_own", [True, False])
async def test_phone_number_proves_nothing_by_itself(bekal: Bekal, is_own: bool) -> None:
    await somebody_else(bekal)
    chat = bekal.chat()
    answer = await chat.sends(EventKind.PHONE, phone="+6281200000777", phone_is_own=is_own)
    assert "Permintaannya diteruskan" in answer
    check([chat.last])
    assert "Berapa nomor" in await chat.says("sertifikat saya")


@pytest.mark.parametrize("text", ["halo", "/start", "jadwal besok", "stop", "/menu@bekal_bot"])
async def test_group_gets_only_the_way_to_the_private_chat(bekal: Bekal, text: str) -> None:
    await somebody_else(bekal)
    group = bekal.chat("-100123")
    answer = await group.sends(EventKind.TEXT, chat_type=ChatType.GROUP, text=text)
    assert answer == "Silakan tulis lewat chat pribadi: https://t.me/bekal_bot"
    assert group.buttons == []


@pytest.mark.parametrize("kind", [EventKind.BUTTON, EventKind.OTHER, EventKind.MEMBERSHIP])
async def test_group_gets_no_other_answer(bekal: Bekal, kind: EventKind) -> None:
    code = await group_code(bekal)
    group = bekal.chat("-100123")
    assert await group.sends(kind, chat_type=ChatType.GROUP, data="certificate") == ""
    answer = await group.sends(EventKind.START, chat_type=ChatType.GROUP, data=code)
    assert "chat pribadi" in answer


async def group_code(bekal: Bekal) -> str:
    await bekal.participant()
    return await bekal.code()


@pytest.mark.parametrize("kind", EventKind)
async def test_channel_post_gets_no_answer(bekal: Bekal, kind: EventKind) -> None:
    channel = bekal.chat("-100999")
    assert await channel.sends(kind, chat_type=ChatType.BROADCAST, text="jadwal besok") == ""


async def test_blocked_chat_is_silent_until_it_writes_again(bekal: Bekal) -> None:
    async def is_reachable() -> bool:
        def work(tx: Tx) -> bool:
            (chat,) = tx.sql.contact_by_id(id=1)[-1:]
            return bool(chat)

        return await bekal.store.read(work)

    chat = bekal.chat("1001")
    await chat.says("halo")
    assert await chat.sends(EventKind.MEMBERSHIP, is_member=False) == ""
    assert not await is_reachable()
    assert await chat.sends(EventKind.MEMBERSHIP, is_member=True) == ""
    assert await is_reachable()
    await chat.sends(EventKind.MEMBERSHIP, is_member=False)
    assert await chat.says("halo")
    assert await is_reachable()


async def test_event_is_answered_once(bekal: Bekal) -> None:
    chat = bekal.chat()
    event = event_of(bekal, chat, "halo")
    assert await bekal.turn(event)

    def again(tx: Tx) -> list[tuple[int, Incoming]]:
        return conversation.receive(tx, [event], bekal.clock.now())

    assert await bekal.store.write(again) == []


async def test_fault_is_answered_kindly_and_without_particulars(bekal: Bekal) -> None:
    chat = bekal.chat()
    event = event_of(bekal, chat, "halo")

    def work(tx: Tx) -> str:
        ((inbox_id, _),) = conversation.receive(tx, [event], bekal.clock.now())
        apologise(tx, bekal.setup, inbox_id, event, bekal.clock.now())
        (body,) = tx.db.execute("SELECT body FROM outbox").fetchone()
        return Outgoing.from_json(tx.keys.open(body, "outbox.body")).text

    assert await bekal.store.write(work) == (
        "Maaf, ada gangguan di pihak kami. Silakan coba sebentar lagi."
    )


async def test_fault_in_a_group_is_not_told_there(bekal: Bekal) -> None:
    event = replace(event_of(bekal, bekal.chat("-1"), "halo"), chat_type=ChatType.GROUP)

    def work(tx: Tx) -> int:
        ((inbox_id, _),) = conversation.receive(tx, [event], bekal.clock.now())
        apologise(tx, bekal.setup, inbox_id, event, bekal.clock.now())
        return tx.db.execute("SELECT COUNT(*) FROM outbox").fetchone()[0]

    assert await bekal.store.write(work) == 0


async def test_word_that_slips_into_the_settings_is_not_said(bekal: Bekal) -> None:
    bekal.setup = replace(bekal.setup, office=replace(bekal.setup.office, name="Lapas Lamongan"))
    answer = await bekal.chat().says("alamat di mana")
    assert answer == "Maaf, itu tidak bisa saya tulis di sini. Silakan tanya petugas."


async def test_names_with_apostrophes_are_names(bekal: Bekal) -> None:
    await bekal.certificate(await bekal.participant(name="Ma'ruf <Amin> & Co"))
    mother = await bekal.linked("1001", "LMG-2026-031", Topic.CERTIFICATE)
    await mother.presses("Lewati")
    assert "Pengelasan – Ma'ruf\n" in await mother.says("sertifikat")
    assert "Ma&#39;ruf" in mother.last.text


# Anything at all, in any state, by anybody.

PEOPLE = ("stranger", "participant", "mother", "instructor")
ASKED: dict[str, tuple[str, ...]] = {
    "none": (),
    "number": ("sertifikat", "LMG"),
    "birth date": ("sertifikat LMG-2026-999",),
    "consent": ("{code}",),
    "nickname": ("{code}", "1"),
    "menu": ("/menu",),
    "announcement": ("/sesi", "1", "2"),
}

BUTTONS = sorted(FEATURES.presses)
COMMANDS = st.sampled_from(sorted(FEATURES.commands))

VOCABULARY = """
jadwal kelas las mebel interior konstruksi besok lusa kemarin hari ini minggu depan tgl 31
november februari 17-8-1990 7-7-1977 LMG-2026-777 LMG-2026-031 RAHASIA 777 sertifikat
Zulkarnain Prakoso sudah jadi kapan jam berapa di mana alamat kantor ambil bawa apa stop batal
ya tidak setuju 1 2 3 no yang lapas napi penjara rutan hapus data saya siapa nomor hp Budi
anakku bahasa jawa inggris pengingat ingatkan diundur pindah ruang jam 10 libur dibatalkan dan
, . ? ! / <b> & ABCD-EFGH-JK23
"""
WORDS = st.sampled_from(VOCABULARY.split())
TEXTS = st.one_of(
    st.lists(WORDS, min_size=1, max_size=12).map(" ".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=80),
    COMMANDS,
    st.tuples(COMMANDS, st.lists(WORDS, max_size=4).map(" ".join)).map(" ".join),
)
VERBS = """
mine borrowed no skip link own number on off today week send edit stop this what moved room
instructor cancelled info yes id jv en delete code revoke mute end x
"""
ARGUMENTS = ["", "1", "-1", "0", "9" * 19, "9" * 40, "٣", "²", "1e3", "20261130-20261101", "\x00"]
DATA = st.one_of(
    st.text(max_size=64),
    st.builds(
        lambda *parts: ":".join(parts),
        st.sampled_from(BUTTONS),
        st.sampled_from(VERBS.split()),
        st.one_of(st.sampled_from(ARGUMENTS), st.text(max_size=20)),
    ),
)
EVENTS = st.one_of(
    TEXTS.map(lambda text: (EventKind.TEXT, {"text": text})),
    DATA.map(lambda data: (EventKind.BUTTON, {"data": data})),
    st.text(max_size=70).map(lambda data: (EventKind.START, {"text": "/start", "data": data})),
    TEXTS.map(lambda text: (EventKind.OTHER, {"text": text})),
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Bekal, asyncio.Runner]]:
    """One office for all examples; every example is a chat of its own."""
    store = new_store(tmp_path_factory.mktemp("office"))
    with asyncio.Runner() as runner:
        bekal = Bekal(store, FakeClock())
        runner.run(furnish(bekal))
        yield bekal, runner
        runner.run(asyncio.sleep(0))
    store.close()


async def furnish(bekal: Bekal) -> None:
    await somebody_else(bekal)
    await bekal.certificate(await bekal.participant(), Step.NOT_YET_COMPETENT)
    await bekal.participant("LMG-2026-032", "Andi Wijaya", "1992-01-05", "meubeler")
    for day, place in (("25", "Aula Lapas"), ("26", "Bengkel <Las> & Co")):
        await bekal.session(f"2026-11-{day} 12:30", place=place, topic="Sel tahanan rutan")
    await bekal.cancel(await bekal.session("2026-11-27 12:30"))


@pytest.mark.parametrize("who", PEOPLE)
def test_every_button_forged(office: tuple[Bekal, asyncio.Runner], who: str) -> None:
    bekal, runner = office

    forged = [
        f"{name}:{verb}:{argument}"
        for name, verb, argument in product(BUTTONS, ("", *VERBS.split()), ARGUMENTS)
    ]

    async def press_all() -> None:
        chat = await somebody(bekal, who)
        events = [event_of(bekal, chat, kind=EventKind.BUTTON, data=data) for data in forged]
        for answers in await bekal.store.write(
            lambda tx: [bekal.answers(tx, event) for event in events]
        ):
            check(answers)

    runner.run(press_all())


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    who=st.sampled_from(PEOPLE),
    state=st.sampled_from(sorted(ASKED)),
    events=st.lists(EVENTS, min_size=1, max_size=4),
)
def test_anything_in_any_state_by_anybody(
    office: tuple[Bekal, asyncio.Runner],
    who: str,
    state: str,
    events: list[tuple[EventKind, dict[str, str]]],
) -> None:
    bekal, runner = office

    async def example() -> None:
        chat = await somebody(bekal, who)
        for text in ASKED[state]:
            await chat.says(text.format(code=await bekal.code("LMG-2026-032", Topic.SCHEDULE)))
        turns = [event_of(bekal, chat, kind=kind, **details) for kind, details in events]
        said = " ".join(event.text for event in turns)
        for answers in await bekal.store.write(
            lambda tx: [bekal.answers(tx, event) for event in turns]
        ):
            check(answers, said)

    runner.run(example())


async def somebody(bekal: Bekal, who: str) -> Chat:
    address = f"any-{next(EVENT_IDS)}"
    number = f"LMG-{address}"
    match who:
        case "participant":
            await bekal.participant(number, "Budi Santoso", "1990-08-17")
            return await bekal.linked(address, number)
        case "mother":
            await bekal.participant(number, "Budi Santoso", "1990-08-17")
            mother = await bekal.linked(address, number, Topic.SCHEDULE, Topic.CERTIFICATE)
            await mother.presses("Lewati")
            return mother
        case "instructor":
            return await bekal.staff_chat(address, f"Guru {address}", skills=("pengelasan",))
    return bekal.chat(address)


def event_of(
    bekal: Bekal,
    chat: Chat,
    text: str = "",
    kind: EventKind = EventKind.TEXT,
    data: str = "",
) -> Incoming:
    return Incoming(
        channel=chat.channel,
        address=chat.address,
        chat_type=ChatType.PRIVATE,
        event_id=str(next(EVENT_IDS)),
        kind=kind,
        sent_at=bekal.clock.now(),
        text=text,
        data=data,
    )

"""The office answers those who want to be linked without a code."""

from __future__ import annotations

import pytest
from dialogue import Bekal, Chat
from importing_lists import PEOPLE, import_list
from office_admin import retire
from pushes import pushed

from programme.messages import EventKind
from programme.office import OfficeCalendar
from programme.people import Relation, Role, Topic
from services.classes.public_holidays import is_holiday
from services.linking import notices
from store import contacts, link_requests, people
from store.connection import Tx

BUDI = "LMG-2026-031;Budi Santoso;Lamongan;17/08/1990;0812-0000-5001;Las\n"
ASKED = "saya istri Budi Santoso, lahirnya 17-8-1990, mau daftar"
NEWS = "Kantor sudah menjawab permintaan Bapak/Ibu."
GONE = "Permintaan itu sudah tidak ada"
ANSWERED = "Permintaan itu sudah dijawab."
CHANGED = "sudah berubah. Silakan dilihat lagi"
DECLINED = "Kantor belum bisa menghubungkan chat ini."


@pytest.fixture
async def office(bekal: Bekal) -> Chat:
    """An admin's chat; Budi is on the list."""
    await import_list(bekal, PEOPLE + BUDI)
    return await bekal.staff_chat("3001", "Retno", Role.ADMIN)


async def asks(bekal: Bekal, text: str = ASKED, address: str = "2001") -> Chat:
    chat = bekal.chat(address)
    await chat.says(text)
    return chat


async def opens_first(office: Chat) -> str:
    await office.presses("requests")
    return await office.presses("requests:look:1")


async def links(bekal: Bekal, chat: Chat) -> list[tuple[Relation, frozenset[Topic]]]:
    def work(tx: Tx) -> list[tuple[Relation, frozenset[Topic]]]:
        now = bekal.clock.now()
        contact = contacts.at(tx, chat.channel, chat.address, now)
        return [(link.relation, link.topics) for link in contacts.links(tx, contact.id, now)]

    return await bekal.store.write(work)


def calendar(bekal: Bekal) -> OfficeCalendar:
    return OfficeCalendar(bekal.setup.office, bekal.setup.zone, is_holiday)


async def audited(bekal: Bekal) -> list[tuple[str, str]]:
    query = "SELECT actor, action FROM audit ORDER BY id"
    return await bekal.store.read(lambda tx: tx.db.execute(query).fetchall())


def data_of(chat: Chat, verb: str) -> str:
    """The data of the last answer's button that begins like this."""
    return next(button.data for button in chat.buttons if button.data.startswith(verb))


async def test_office_is_told_and_sees_what_agrees_and_what_does_not(
    bekal: Bekal, office: Chat
) -> None:
    asker = await asks(bekal)
    await asker.sends(EventKind.PHONE, phone="+6281200005009", phone_is_own=True)
    (notice,) = (await pushed(bekal)).values()
    assert "menunggu: 1" in notice.text
    await office.talks(
        ("/petugas", "Mau apa"), ("[Permintaan tautan]", "menunggu: 1"), ("1", ASKED)
    )
    page = await office.presses("requests:look:1")
    for line in (
        "HP: 0812-0000-5009 (milik pengirim sendiri)",
        "Dijawab paling lambat Jumat 27 Nov",
        "Budi Santoso (LMG-2026-031)",
        "✗ Nomor HP itu tidak ada di daftar peserta ini",
        "– Nomor peserta ini tidak disebut",
        "✓ Nama lengkapnya ditulis",
        "✓ Tanggal lahirnya cocok",
    ):
        assert line in page


@pytest.mark.parametrize(
    ("said", "phone", "is_own", "line"),
    [
        (
            "saya istri Budi, mau daftar",
            "+6281200005001",
            True,
            "✓ Nomor HP pengirim ada di daftar",
        ),
        ("saya istri Budi, mau daftar", "081200005001", False, "belum terbukti milik pengirim"),
        ("saya istri Budi 0812 0000 5001, mau daftar", None, False, "belum terbukti milik"),
        ("saya istrinya LMG-2026-031, mau daftar", None, False, "✓ Nomor peserta atau nomor"),
        ("saya istri Budi, mau daftar", None, False, "– Sebagian namanya ditulis"),
        (
            "saya istri Budi lahir 18-8-1990 mau daftar",
            None,
            False,
            "✗ Tanggal lahir yang ditulis",
        ),
    ],
)
async def test_what_agrees(
    bekal: Bekal, office: Chat, said: str, phone: str | None, is_own: bool, line: str
) -> None:
    asker = await asks(bekal, said)
    if phone:
        await asker.sends(EventKind.PHONE, phone=phone, phone_is_own=is_own)
    page = await opens_first(office)
    assert line in page
    assert "Setujui sebagai diri sendiri" in str(office.buttons)


async def test_approved_as_himself_links_only_after_the_consent_text(
    bekal: Bekal, office: Chat
) -> None:
    asker = await asks(
        bekal, "saya keluarga Budi Santoso LMG-2026-031, eh saya sendiri, mau daftar"
    )
    await opens_first(office)
    await pushed(bekal)
    assert "Disetujui untuk Budi Santoso" in await office.presses("diri sendiri")
    assert await links(bekal, asker) == []
    notice = (await pushed(bekal))["2001"]
    assert notice.text == NEWS
    assert "Sebelum mulai: soal data" in await asker.presses("request:answer")
    assert await links(bekal, asker) == []
    assert "Selesai." in await asker.presses("HP saya")
    assert [relation for relation, _ in await links(bekal, asker)] == [Relation.SELF]
    assert "Chat ini sudah terhubung." in await asker.presses("request:answer")
    texts = "SELECT text, phone FROM link_requests"
    assert await bekal.store.read(lambda tx: tx.db.execute(texts).fetchall()) == [(None, None)]


async def test_family_needs_a_paper_and_hears_what_it_allows(bekal: Bekal, office: Chat) -> None:
    mother = await asks(bekal)
    await opens_first(office)
    await office.talks(
        ("[Keluarga]", "menolak tidak merugikan peserta"),
        ("[Jadwal saja]", "nomor kertas izin"),
        ("belum ada kertasnya", "Perlu nomor kertasnya"),
        ("2", "Perlu nomor kertasnya dan namanya"),
        ("P-17, Siti Aminah (istri)", "Disetujui untuk Budi Santoso"),
    )
    await mother.presses("request:answer")
    await mother.presses("HP saya")
    assert await links(bekal, mother) == [(Relation.FAMILY, frozenset({Topic.SCHEDULE}))]

    def paper(tx: Tx) -> list[str]:
        rows = tx.db.execute("SELECT paper FROM consents WHERE paper IS NOT NULL").fetchall()
        return [tx.keys.open(sealed, "consents.paper") for (sealed,) in rows]

    assert await bekal.store.read(paper) == ["P-17, Siti Aminah (istri)"]


async def test_leaving_before_the_paper_approves_nothing(bekal: Bekal, office: Chat) -> None:
    mother = await asks(bekal)
    await opens_first(office)
    await office.presses("Keluarga")
    await office.presses("Jadwal saja")
    await office.talks(("batal", "dibatalkan"), ("P-17, Siti Aminah", ""))
    assert await links(bekal, mother) == []
    assert "menunggu: 1" in await office.presses("requests")


async def test_declined_is_told_as_neutrally_as_approved(bekal: Bekal, office: Chat) -> None:
    asker = await asks(bekal)
    await pushed(bekal)
    await opens_first(office)
    await office.talks(("[Tolak]", "Ditolak."), ("[requests]", "Tidak ada permintaan"))
    assert (await pushed(bekal))["2001"].text == NEWS
    await asker.talks(("[request:answer]", DECLINED))
    assert "Budi" not in asker.last.text
    assert await links(bekal, asker) == []


async def test_declined_may_ask_once_more(bekal: Bekal, office: Chat) -> None:
    asker = await asks(bekal)
    await opens_first(office)
    await office.presses("Tolak")
    await asker.says(ASKED)
    assert "menunggu: 1" in await office.presses("requests")


async def test_nobody_agrees_and_staff_look_for_the_participant(
    bekal: Bekal, office: Chat
) -> None:
    await asks(bekal, "saya kakaknya, mau dihubungkan")
    page = await opens_first(office)
    assert "Tidak ada peserta di daftar yang cocok." in page
    assert "diri sendiri" not in str(office.buttons)
    await office.talks(
        ("[Cari pesertanya]", "Tulis nomor, HP, atau nama"),
        ("Zulkarnain", "Tidak ketemu"),
        ("bud san", "Budi Santoso (LMG-2026-031)"),
        ("[diri sendiri]", "Disetujui untuk Budi Santoso"),
    )


async def test_several_may_be_meant_and_one_is_chosen(bekal: Bekal, office: Chat) -> None:
    await import_list(
        bekal, PEOPLE + BUDI + "LMG-2026-032;Budi Hartono;Tuban;01/02/1992;0812-0000-5002;Las\n"
    )
    await asks(bekal, "saya ibunya budi, mau daftar")
    page = await opens_first(office)
    assert "Mungkin yang dimaksud" in page
    assert await office.presses("Budi Hartono")
    assert "Budi Hartono (LMG-2026-032)" in office.last.text.replace("<b>", "").replace("</b>", "")


async def test_words_that_give_people_away_are_hidden_but_the_rest_is_shown(
    bekal: Bekal, office: Chat
) -> None:
    await asks(bekal, "saya istri Budi Santoso yang di lapas <b>, mau daftar")
    page = await opens_first(office)
    assert "saya istri Budi Santoso yang di … <b>, mau daftar" in page
    assert "diri sendiri" in str(office.buttons)


async def test_of_two_colleagues_the_first_answers(bekal: Bekal, office: Chat) -> None:
    asker = await asks(bekal)
    colleague = await bekal.staff_chat("3002", "Lestari", Role.STAFF)
    await opens_first(office)
    await opens_first(colleague)
    late = data_of(colleague, "requests:self")
    await office.presses("Tolak")
    await colleague.talks((f"[{late}]", ANSWERED), ("[requests:no:1]", ANSWERED))
    assert await links(bekal, asker) == []
    await asker.talks(("[request:answer]", DECLINED))


async def test_the_asker_deletes_his_chat_before_the_answer(bekal: Bekal, office: Chat) -> None:
    asker = await asks(bekal)
    await opens_first(office)
    await asker.confirms("privacy:yes")
    await pushed(bekal)
    await office.talks(("[diri sendiri]", GONE))
    assert await pushed(bekal) == {}
    assert await links(bekal, asker) == []


async def test_the_asker_deletes_his_chat_while_the_paper_is_asked_for(
    bekal: Bekal, office: Chat
) -> None:
    asker = await asks(bekal)
    await opens_first(office)
    await office.presses("Keluarga")
    await office.presses("Jadwal saja")
    await asker.confirms("privacy:yes")
    await office.talks(("P-17, Siti Aminah", GONE))


async def test_the_asker_deletes_his_chat_after_the_answer(bekal: Bekal, office: Chat) -> None:
    asker = await asks(bekal)
    await opens_first(office)
    await office.presses("diri sendiri")
    await asker.confirms("privacy:yes")
    assert "2001" not in await pushed(bekal)
    await asker.talks(("[request:answer]", "Untuk menghubungkan chat ini, tulis kode"))


async def test_a_list_that_changes_what_agrees_is_looked_at_again(
    bekal: Bekal, office: Chat
) -> None:
    asker = await asks(bekal, "saya istri Budi, mau daftar")
    await asker.sends(EventKind.PHONE, phone="+6281200005001", phone_is_own=True)
    assert "✓ Nomor HP pengirim ada di daftar" in await opens_first(office)
    await import_list(bekal, PEOPLE + BUDI.replace("5001", "5003"))
    answer = await office.presses("diri sendiri")
    assert CHANGED in answer
    assert "✗ Nomor HP itu tidak ada di daftar" in answer
    assert await links(bekal, asker) == []
    await office.talks(("[diri sendiri]", "Disetujui"))


async def test_a_list_that_changes_nothing_of_it_doesn_t_matter(
    bekal: Bekal, office: Chat
) -> None:
    await asks(bekal)
    await opens_first(office)
    await import_list(bekal, PEOPLE + BUDI)
    await office.talks(("[diri sendiri]", "Disetujui"))


async def test_what_the_asker_adds_meanwhile_is_read_before_it_is_answered(
    bekal: Bekal, office: Chat
) -> None:
    asker = await asks(bekal)
    await opens_first(office)
    await asker.says("eh maaf, saya temannya Budi")
    answer = await office.presses("Keluarga")
    assert CHANGED in answer
    assert "temannya" in answer


async def test_all_that_was_written_is_shown(bekal: Bekal, office: Chat) -> None:
    asker = bekal.chat("1009")
    await asker.presses("request")
    await asker.says("saya ibunya Budi, " + "sudah lama menunggu, " * 40)
    await asker.says("nomornya ada di akhir")
    await office.presses("requests")
    assert "nomornya ada di akhir" in await office.presses("24 Nov")


async def test_the_participant_is_erased_between_request_and_answer(
    bekal: Bekal, office: Chat
) -> None:
    asker = await asks(bekal)
    await opens_first(office)
    await bekal.store.write(lambda tx: tx.db.execute("DELETE FROM participants"))
    await office.talks(("[diri sendiri]", "Tidak ada peserta di daftar yang cocok"))
    assert await links(bekal, asker) == []


async def test_the_participant_is_erased_after_the_answer(bekal: Bekal, office: Chat) -> None:
    asker = await asks(bekal)
    await opens_first(office)
    await office.presses("diri sendiri")
    await bekal.store.write(lambda tx: tx.db.execute("DELETE FROM participants"))
    await asker.talks(("[request:answer]", "sudah tidak berlaku"))
    assert "Hubungkan chat ini" in str(asker.buttons)


async def test_an_answer_that_nobody_reads_is_over_after_a_week(
    bekal: Bekal, office: Chat
) -> None:
    asker = await asks(bekal)
    await opens_first(office)
    await office.presses("diri sendiri")
    bekal.clock.move(days=8)
    await asker.talks(("[request:answer]", "sudah tidak berlaku"))
    assert await links(bekal, asker) == []


async def test_an_approval_can_be_taken_back_until_it_is_used(bekal: Bekal, office: Chat) -> None:
    asker = await asks(bekal)
    await opens_first(office)
    await office.presses("diri sendiri")
    await asker.presses("request:answer")
    await office.talks(("[requests:undo:1]", "Ditarik kembali"))
    await asker.talks(("[HP saya]", "tidak bisa dipakai"), ("[request:answer]", DECLINED))
    assert await links(bekal, asker) == []
    await office.talks(("[requests:undo:1]", ANSWERED))


async def test_a_used_approval_can_not_be_taken_back(bekal: Bekal, office: Chat) -> None:
    asker = await asks(bekal)
    await opens_first(office)
    await office.presses("diri sendiri")
    await asker.presses("request:answer")
    await asker.presses("HP saya")
    await office.talks(("[requests:undo:1]", ANSWERED))
    assert len(await links(bekal, asker)) == 1


@pytest.mark.parametrize("address", ["3001", "3009"])
async def test_nobody_answers_his_own_request(bekal: Bekal, office: Chat, address: str) -> None:
    """Neither in the chat that asked nor in another one of his."""
    await asks(bekal, address=address)

    def same_member(tx: Tx) -> None:
        now = bekal.clock.now()
        member = contacts.at(tx, "telegram", "3001", now).staff_id
        contacts.set_staff(tx, contacts.at(tx, "telegram", address, now).id, member)

    await bekal.store.write(same_member)
    for data in ("requests:look:1", "requests:no:1", "requests:self:1:1:00000000"):
        await office.talks((f"[{data}]", "permintaan Bapak/Ibu sendiri"))


BUTTONS = (
    "requests",
    "requests:look:1",
    "requests:with:1:1",
    "requests:find:1",
    "requests:self:1:1:{seen}",
    "requests:family:1:1:{seen}",
    "requests:topics:1:1:{seen}:s",
    "requests:no:1",
    "requests:undo:1",
    "births",
    "births:new:1:1990-08-18",
    "births:leave:1:1990-08-18",
)


@pytest.mark.parametrize("role", [None, Role.INSTRUCTOR, Role.ESCORT, "retired"])
@pytest.mark.parametrize("data", BUTTONS)
async def test_only_the_office_answers(
    bekal: Bekal, office: Chat, role: Role | str | None, data: str
) -> None:
    asker = await asks(bekal)
    await opens_first(office)
    seen = data_of(office, "requests:self").rpartition(":")[2]
    chat = bekal.chat("6666")
    if role == "retired":
        chat = await bekal.staff_chat("6666", "Joko", Role.ADMIN)
        await retire(bekal, chat)
    elif role:
        chat = await bekal.staff_chat("6666", "Joko", Role(role))
    answer = await chat.presses(data.format(seen=seen))
    assert "Apa yang ingin ditanyakan?" in answer
    assert "Budi" not in answer
    assert await links(bekal, asker) == []
    assert "menunggu: 1" in await office.presses("requests")


async def test_a_role_that_ends_in_the_middle_answers_nothing(bekal: Bekal, office: Chat) -> None:
    await asks(bekal)
    await opens_first(office)
    await office.presses("Keluarga")
    await office.presses("Jadwal saja")
    await retire(bekal, office)
    await office.talks(("P-17, Siti Aminah", "Apa yang ingin ditanyakan?"))
    invites = "SELECT COUNT(*) FROM invites WHERE kind = 'family'"
    assert await bekal.store.read(lambda tx: tx.db.execute(invites).fetchone()) == (0,)


@pytest.mark.parametrize(
    "data",
    [
        "requests:look:",
        "requests:look:x",
        "requests:look:" + "9" * 30,
        "requests:with:1:99",
        "requests:with:1",
        "requests:self:1",
        "requests:self:1:1:00000000",
        "requests:self:1:99:00000000",
        "requests:self:²:1:x",
        "requests:topics:1:1:00000000:s",
        "requests:topics:1:1:00000000:?",
        "requests:family:7:1:00000000",
        "requests:no:",
        "requests:undo:1",
        "births:new:1:",
        "births:new:x:2026-99-99",
        "births:leave:1:1990-08-18",
    ],
)
async def test_forged_buttons_of_the_office_approve_nothing(
    bekal: Bekal, office: Chat, data: str
) -> None:
    asker = await asks(bekal)
    assert await office.presses(data)
    await asker.presses("request:answer")
    assert await links(bekal, asker) == []
    assert "menunggu: 1" in await office.presses("requests")


async def test_another_chat_can_not_use_the_answer(bekal: Bekal, office: Chat) -> None:
    asker = await asks(bekal)
    await opens_first(office)
    await office.presses("diri sendiri")
    await asker.presses("request:answer")
    forged = data_of(asker, "link:mine")
    stranger = bekal.chat("6666")
    await stranger.presses("request:answer")
    await stranger.presses(forged)
    assert await links(bekal, stranger) == []


async def test_every_look_and_every_answer_is_audited(bekal: Bekal, office: Chat) -> None:
    await asks(bekal)
    await opens_first(office)
    await office.presses("diri sendiri")
    found = [row for row in await audited(bekal) if row[0].startswith("staff:")]
    assert {action for _, action in found} == {
        "look at link request",
        "look at participant",
        "approve link as self",
        "answer link request",
    }


async def test_overdue_requests_are_told_once_a_day(bekal: Bekal, office: Chat) -> None:
    await asks(bekal)
    await pushed(bekal)

    async def reminded() -> list[str]:
        await bekal.store.write(lambda tx: notices.remind(tx, calendar(bekal), bekal.clock.now()))
        return [message.text for message in (await pushed(bekal)).values()]

    assert await reminded() == []
    bekal.clock.set("2026-11-28 09:00")
    assert await reminded() == [], "it is Saturday"
    bekal.clock.set("2026-11-30 09:00")
    assert len(await reminded()) == 1
    bekal.clock.move(hours=1)
    assert await reminded() == []
    bekal.clock.move(days=1)
    assert len(await reminded()) == 1
    await opens_first(office)
    await office.presses("Tolak")
    await pushed(bekal)
    bekal.clock.move(days=1)
    assert await reminded() == []


async def test_answered_requests_are_forgotten_after_a_month(bekal: Bekal, office: Chat) -> None:
    await asks(bekal)
    await opens_first(office)
    await office.presses("Tolak")

    async def known() -> bool:
        await bekal.store.write(lambda tx: notices.remind(tx, calendar(bekal), bekal.clock.now()))
        return await bekal.store.read(lambda tx: link_requests.by_id(tx, 1) is not None)

    assert await known()
    bekal.clock.move(days=31)
    assert not await known()


async def test_a_colleague_who_left_is_told_nothing_any_more(bekal: Bekal, office: Chat) -> None:
    await asks(bekal)
    await retire(bekal, office)
    assert await pushed(bekal) == {}


async def test_the_answer_waits_for_the_morning(bekal: Bekal, office: Chat) -> None:
    await asks(bekal)
    await pushed(bekal)
    bekal.clock.set("2026-11-24 22:00")
    await opens_first(office)
    await office.presses("Tolak")
    assert await pushed(bekal) == {}
    bekal.clock.set("2026-11-25 06:00")
    assert set(await pushed(bekal)) == {"2001"}


async def test_approving_for_a_linked_participant_says_what_ends(
    bekal: Bekal, office: Chat
) -> None:
    old = await bekal.linked("1001")
    asker = await asks(bekal)
    assert "chat itu terputus" in await opens_first(office)
    await office.presses("diri sendiri")
    await asker.presses("request:answer")
    assert len(await links(bekal, old)) == 1
    await asker.presses("HP saya")
    assert await links(bekal, old) == []
    assert set(await pushed(bekal)) == {"1001"}, "who has read the answer hears of none"


async def test_search_finds_by_number_phone_and_beginning_of_the_name(
    bekal: Bekal, office: Chat
) -> None:
    await asks(bekal, "saya kakaknya, mau dihubungkan")
    for text in ("lmg 2026 031", "0812 0000 5001", "santoso", "budi"):
        await office.presses("requests:find:1")
        assert "Budi Santoso (LMG-2026-031)" in await office.says(text)


async def test_several_found_are_offered_to_choose_from(bekal: Bekal, office: Chat) -> None:
    await import_list(
        bekal, PEOPLE + BUDI + "LMG-2026-032;Budi Hartono;Tuban;01/02/1992;0812-0000-5002;Las\n"
    )
    await asks(bekal, "saya kakaknya, mau dihubungkan")
    await office.presses("requests:find:1")
    await office.talks(("budi", "Yang mana?"), ("2", "Budi Hartono (LMG-2026-032)"))


async def test_the_asker_deletes_his_chat_while_staff_look_for_him(
    bekal: Bekal, office: Chat
) -> None:
    asker = await asks(bekal)
    await office.presses("requests:find:1")
    await asker.confirms("privacy:yes")
    await office.talks(("budi", GONE))


async def test_a_participant_without_a_birth_date_is_said_so(bekal: Bekal, office: Chat) -> None:
    def work(tx: Tx) -> None:
        people.add(tx, "LMG-2026-050", "Suwarno", None, (), bekal.clock.now())

    await bekal.store.write(work)
    await asks(bekal, "saya istri Suwarno, lahir 1-2-1980, mau daftar")
    assert "– Di daftar tidak ada tanggal lahir" in await opens_first(office)


async def test_the_oldest_are_listed_first(bekal: Bekal, office: Chat) -> None:
    for number in range(10):
        await asks(bekal, address=f"2{number}01")
        bekal.clock.move(hours=3)
    assert "8 yang paling mendesak" in await office.presses("requests")
    listed = [button.data for button in office.buttons if button.data.startswith("requests:look")]
    assert listed == [f"requests:look:{number}" for number in range(1, 9)]

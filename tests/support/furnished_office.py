"""An office in which every feature has been used once, and what nobody else may learn of it."""

from __future__ import annotations

from datetime import date
from functools import partial

from dialogue import Bekal, Chat
from employer_proofs import give_pages, have_made
from importing_lists import CERTIFICATES, PEOPLE, SESSIONS, import_files
from list_uploads import ListOffice

from programme.certificates import Step
from programme.messages import EventKind
from programme.people import Role, Topic
from services.certificates import moves
from services.classes import reminders
from services.importing import birth_dates
from services.linking import inviting
from services.privacy import erasing, leaving, pins
from services.proofs.credentials.signing import ensure_key
from services.sending import accounts
from store import calls, certificates, contacts, people, presence, settings
from store.connection import Tx
from store.people import Details

ZUL = "LMG-2026-777"
ADMIN, STAFF, INSTRUCTOR, ESCORT = "3001", "3002", "2001", "4001"
SELF, MOTHER, ASKER, DESPAIRING, STRANGER = (
    "7710001001", "7710001002", "7710001003", "7710001004", "7710001005"
)  # fmt: skip

ROWS = (
    f"{ZUL};Zulkarnain Prakoso;Kembangbahu;07-07-1977;0812-0000-0777;Konstruksi\n"
    "LMG-2026-778;Moch. Rifa'i;Sukodadi;12-12-1982;0812-0000-0778;Las\n"
    "LMG-2026-779;Tukiyem Wulandari;Babat;03-04-1993;0812-0000-0779;Las\n"
    "LMG-2026-781;Ponimin Gunadharma;Babat;05-05-1975;0812-0000-0781;Las\n"
    "LMG-2026-780;Salah Tanggalnya;Babat;31-02-1993;0812-0000-0780;Las\n"
)

SECRETS = (
    "Zulkarnain", "Prakoso", "Rifa'i", "Tukiyem", "Wulandari", "Salah Tanggalnya",
    "Ponimin Gunadharma", "Sukirman Hartanto", "Paijo Kertarajasa",
    "Kusmiran", "Retnowati", "Pujiono", "Slamet Widodo",
    "Kembangbahu", "Sukodadi", "titipan pakdhe",
    "1977-07-07", "07-07-1977", "7 Juli 1977", "1982-12-12", "1993-04-03", "1977-07-08",
    "1975-05-05",
    "81200000777", "0812-0000-0777", "81200000778", "81200000779", "81200000781", "81200000999",
    "cucu kesayangan", "kertas nomor 4711", "pengen ngerti kabare anakku", "mesin gerinda rusak",
    "sedulur saya namanya", "ora kuat maneh", "jawaban dari kantor", "48261",
    SELF, MOTHER, ASKER, STRANGER, ZUL, "LMG2026777", "LMG-2026-779", "RAHASIA 777", "RAHASIA777",
    "siaran percobaan", "catatan rahasia", "tanggal lahirku keliru", "kemarin dulu itu",
)  # fmt: skip
"""Names, birth dates, phones, places, nicknames, papers, texts, PINs, the numbers of chats, people
and certificates: nothing in plain."""


async def furnish(bekal: Bekal) -> dict[str, Chat]:
    """Fill the store of `bekal`; returns its chats by their addresses."""
    chats = {
        ADMIN: await bekal.staff_chat(ADMIN, "Kusmiran", Role.ADMIN),
        STAFF: await bekal.staff_chat(STAFF, "Retnowati", Role.STAFF),
        INSTRUCTOR: await bekal.staff_chat(INSTRUCTOR, "Pujiono", skills=("konstruksi",)),
        ESCORT: await bekal.staff_chat(ESCORT, "Slamet Widodo", Role.ESCORT),
    }
    await lists(bekal)
    chats |= await linked_chats(bekal)
    await classes(bekal, chats)
    await certificates_and_proofs(bekal, chats)
    await questions(bekal, chats)
    await locks_and_wishes(bekal, chats)
    await uploaded_list(bekal, chats[ADMIN])
    return chats


async def lists(bekal: Bekal) -> None:
    zul = f"{ZUL};Zulkarnain Prakoso;Konstruksi;;RAHASIA 777;24-11-2029;Siap diambil;\n"
    await import_files(bekal, {"p.csv": PEOPLE + ROWS, "s.csv": CERTIFICATES + zul})

    def note(tx: Tx) -> None:
        ident = people.by_number(tx, "LMG-2026-778")
        assert ident
        known = people.details(tx, ident.id)
        noted = Details(
            known.name, known.birth_date, known.phones, "L", known.birth_place, "titipan pakdhe"
        )
        people.correct(tx, ident.id, noted, bekal.clock.now())
        settings.keep(tx, "greeting", "catatan rahasia")

    await bekal.store.write(note)


async def linked_chats(bekal: Bekal) -> dict[str, Chat]:
    him = await bekal.linked(SELF, ZUL)
    mother = bekal.chat(MOTHER)
    await mother.opens(await family_code(bekal), "HP saya")
    await mother.says("cucu kesayangan")
    asker = bekal.chat(ASKER)
    await asker.opens(await family_code(bekal), "pinjaman")
    bekal.clock.move(minutes=31)
    await asker.presses("request")
    await asker.says("sedulur saya namanya Tukiyem Wulandari, LMG-2026-779")
    await asker.sends(EventKind.PHONE, phone="+6281200000999", phone_is_own=True)
    other = bekal.chat(STRANGER)
    await other.says(f"sertifikat {ZUL} 1-1-1980")
    await other.says("ABCD-EFGH-JK23")
    return {SELF: him, MOTHER: mother, ASKER: asker, STRANGER: other}


async def family_code(bekal: Bekal) -> str:
    return await bekal.store.write(
        lambda tx: (
            inviting.invite_participant(
                tx,
                ZUL,
                "test",
                bekal.clock.now(),
                family_consent="kertas nomor 4711",
                topics=frozenset({Topic.SCHEDULE, Topic.CERTIFICATE}),
            ).code
        )
    )


async def classes(bekal: Bekal, chats: dict[str, Chat]) -> None:
    await bekal.session("2026-11-25 12:30", "konstruksi")
    later = await bekal.session("2026-11-27 08:00", "konstruksi", topic="Plester")
    await bekal.lose(later)
    instructor = chats[INSTRUCTOR]
    await instructor.presses("announce:info:1")
    await instructor.says("Bawa uang 50 ribu")
    await instructor.presses("announce:send")
    await instructor.presses("announce:cancelled:1")
    await instructor.says("mesin gerinda rusak")
    await instructor.presses("announce:send")
    await bekal.session("2026-11-26 12:30", "konstruksi", topic="Bekisting")
    moved = "Konstruksi;26-11-2026;14.00 - 16.00;pindah ke gudang;Bekisting;Pujiono\n"
    await import_files(bekal, {"j.csv": SESSIONS + moved})
    await bekal.store.write(lambda tx: calls.keep(tx, 1, 0, 1, None, bekal.clock.now()))
    await bekal.store.write(
        lambda tx: presence.keep(tx, 1, 1, 1, bekal.clock.now(), was_there=True)
    )
    await chats[SELF].says("besok lusa saya sakit")
    await bekal.store.write(lambda tx: reminders.plan(tx, bekal.rules, bekal.clock.now()))
    await chats[ADMIN].talks(("/siaran", ""), ("1", ""), ("siaran percobaan", ""))
    await chats[ADMIN].presses("Kirim")


async def certificates_and_proofs(bekal: Bekal, chats: dict[str, Chat]) -> None:
    def move(tx: Tx) -> None:
        now = bekal.clock.now()
        (moved,) = certificates.of_participant(tx, 1)
        admin = contacts.at(tx, "telegram", ADMIN, now)
        for step in (Step.PRINTING, Step.READY):
            moves.save(tx, admin, [moved], step, "salah cetak", now, is_told=True)
            (moved,) = certificates.of_participant(tx, 1)

    him = chats[SELF]
    await bekal.store.write(move)
    await bekal.store.write(lambda tx: ensure_key(tx, bekal.clock.now()))
    await him.presses("collect:proxy:1")
    await him.says("Paijo Kertarajasa")
    give_pages(bekal)
    await have_made(him)


async def questions(bekal: Bekal, chats: dict[str, Chat]) -> None:
    mother, him = chats[MOTHER], chats[SELF]
    await mother.presses("ask")
    await mother.says("pengen ngerti kabare anakku")
    admin = chats[ADMIN]
    await admin.presses("tickets")
    await admin.presses("#1")
    await admin.sends(EventKind.TEXT, text="jawaban dari kantor")
    await him.presses("privacy:wrong")
    await him.says("tanggal lahirku keliru")
    await him.says("punya saya yang kemarin dulu itu mana")
    await him.says("1")
    recycled = await bekal.linked("7012", "LMG-2026-778")
    await recycled.confirms("disown:yes")
    chats[DESPAIRING] = await bekal.linked(DESPAIRING, "LMG-2026-778")
    await chats[DESPAIRING].says("ora kuat maneh, pengen mati wae")
    await chats[DESPAIRING].presses("ask:me")


async def locks_and_wishes(bekal: Bekal, chats: dict[str, Chat]) -> None:
    def work(tx: Tx) -> None:
        now = bekal.clock.now()
        him = contacts.at(tx, "telegram", SELF, now)
        pins.keep(tx, him, "48261", now)
        zul = people.by_number(tx, ZUL)
        assert zul
        birth_dates.wait(tx, zul.id, date(1977, 7, 8), now)
        erasing.ask(tx, him, now)
        ponimin = people.by_number(tx, "LMG-2026-781")
        assert ponimin
        erasing.erase(tx, contacts.at(tx, "telegram", ADMIN, now), ponimin.uid, now)
        leaving.delete_chat(tx, contacts.at(tx, "telegram", "1009", now), now)
        accounts.take(tx, "telegram", accounts.new_owner(), now)

    await bekal.store.write(work)


async def uploaded_list(bekal: Bekal, admin: Chat) -> None:
    office = ListOffice(bekal, admin)
    row = "LMG-2026-790;Sukirman Hartanto;Babat;17-08-1990;081200000790;Las\n"
    await office.loads(PEOPLE + row)
    await office.chat.presses("Simpan")
    await office.loads(PEOPLE + row.replace("Hartanto", "Hartono"))


async def rows_of(bekal: Bekal) -> dict[str, int]:
    """Table → how many rows."""

    def work(tx: Tx) -> dict[str, int]:
        tables = tx.db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'"
        ).fetchall()
        count = partial(str.format, "SELECT COUNT(*) FROM {0}")
        return {name: tx.db.execute(count(name)).fetchone()[0] for (name,) in tables}

    return await bekal.store.read(work)

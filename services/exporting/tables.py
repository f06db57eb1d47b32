"""The tables of an export: their titles are known to the import, every value is text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from locales.skills import NAMES as SKILLS
from programme.certificates import Kind, Step
from programme.people import Participant, Relation, Role
from programme.sessions import Session
from store import certificates, contacts, kept_consents, people, presence, records, sessions, staff
from store.connection import Tx

STEPS = {
    Step.REGISTERED: "Terdaftar",
    Step.ASSESSMENT: "Asesmen",
    Step.NOT_YET_COMPETENT: "Belum Kompeten",
    Step.PLENARY: "Menunggu Pleno",
    Step.AWAITING_BLANK: "Menunggu Blanko",
    Step.PRINTING: "Proses Cetak",
    Step.READY: "Siap Diambil",
    Step.COLLECTED: "Diserahkan",
    Step.EXPIRED: "Kedaluwarsa",
    Step.SUSPENDED: "Dibekukan",
    Step.REVOKED: "Dicabut",
    Step.LOST: "Hilang",
}
KINDS = {Kind.COMPETENCE: "Kompetensi", Kind.TRAINING: "Pelatihan"}
ROLES = {
    Role.ADMIN: "Admin",
    Role.STAFF: "Petugas",
    Role.INSTRUCTOR: "Instruktur",
    Role.ESCORT: "Pendamping",
}

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`name` is that of the file or sheet, `titles` is the first row."""

    name: str
    titles: Row
    rows: Sequence[Row]


def tables(tx: Tx, zone: tzinfo) -> list[Table]:
    """Lists by programme, certificates, staff, which data is stored about each person, the audit.

    Dates are day/month/year, times local to `zone`.
    """
    everybody = people.everybody(tx)
    lists: list[Table] = []
    for programme_id, name, _ in people.programmes(tx):
        held = sessions.of_programme(tx, programme_id)
        lists += [
            _participants(tx, f"Peserta {name}", programme_id, everybody),
            _sessions(f"Jadwal {name}", [each for each in held if not each.is_cancelled], zone),
            _sessions(f"Batal {name}", [each for each in held if each.is_cancelled], zone),
            _presence(tx, f"Kehadiran {name}", held, everybody, zone),
        ]
    return [
        *(each for each in lists if each.rows),
        _certificates(tx, everybody),
        _staff(tx),
        _what_is_stored(tx, everybody),
        _consents(tx, zone),
        _audit(tx, zone),
    ]


def _participants(tx: Tx, name: str, programme_id: int, everybody: Iterable[Participant]) -> Table:
    titles = (
        "No. Peserta", "Nama Lengkap", "Tempat Lahir", "Tanggal Lahir", "L/P", "No. HP", "Bidang",
        "Keterangan",
    )  # fmt: skip
    rows = [
        (
            one.number,
            one.name,
            more.birth_place or "",
            _day(one.birth_date),
            more.sex or "",
            _phones(one),
            SKILLS[enrolment.skill],
            more.note or "",
        )
        for one in everybody
        for enrolment in people.enrolments(tx, one.id)
        if enrolment.programme_id == programme_id
        for more in [people.details(tx, one.id)]
    ]
    return Table(name, titles, rows)


def _sessions(name: str, held: Iterable[Session], zone: tzinfo) -> Table:
    titles = ("Bidang", "Tanggal", "Waktu", "Materi", "Tempat", "Instruktur")
    rows = [
        (
            SKILLS[one.skill],
            _day(one.starts_at.astimezone(zone)),
            _hours(one, zone),
            one.topic,
            one.place,
            one.instructor or "",
        )
        for one in held
    ]
    return Table(name, titles, rows)


def _presence(
    tx: Tx, name: str, held: Iterable[Session], everybody: Iterable[Participant], zone: tzinfo
) -> Table:
    """Who was there, as far as it was noted. The import knows none of the titles."""
    known = {one.id: one for one in everybody}
    rows = [
        (
            known[who].name,
            known[who].number,
            SKILLS[session.skill],
            f"{session.starts_at.astimezone(zone):%d/%m/%Y %H.%M}",
            "Hadir" if was_there else "Tidak hadir",
        )
        for session in held
        for who, was_there in presence.of_session(tx, session.id).items()
    ]
    titles = ("Siapa", "Nomornya", "Kelasnya", "Dimulai", "Kehadiran")
    return Table(name, titles, rows)


def _certificates(tx: Tx, everybody: Iterable[Participant]) -> Table:
    titles = (
        "No. Peserta", "Nama Lengkap", "Bidang", "Jenis Sertifikat", "Skema", "Status",
        "No. Sertifikat", "No. Registrasi", "No. Blanko", "Tanggal Terbit", "Berlaku Sampai",
    )  # fmt: skip
    rows = [
        (
            one.number,
            one.name,
            SKILLS[each.skill],
            KINDS[each.kind],
            each.scheme,
            STEPS[each.step],
            each.number or "",
            each.registration or "",
            each.blank or "",
            _day(each.issued_on),
            _day(each.valid_until),
        )
        for one in everybody
        for each in certificates.of_participant(tx, one.id)
    ]
    return Table("Sertifikat", titles, rows)


def _staff(tx: Tx) -> Table:
    rows = [
        (one.name, ROLES[one.role], ", ".join(SKILLS[skill] for skill in one.skills))
        for one in staff.everybody(tx)
    ]
    return Table("Petugas", ("Nama", "Jabatan", "Bidang"), rows)


def _what_is_stored(tx: Tx, everybody: Iterable[Participant]) -> Table:
    """Which kinds of data are stored about whom, and how to reach each person.

    A notice of a data breach needs this (UU PDP 27/2022, Art. 46). The import knows none of the
    titles.
    """
    titles = ("Siapa", "Panggilan ke", "Yang tersimpan", "Chat")
    rows = [
        (
            f"{one.name} ({one.number})",
            _phones(one),
            ", ".join(_kinds_of_data(tx, one)),
            _chats(tx, one),
        )
        for one in everybody
    ]
    return Table("Data tersimpan", titles, rows)


def _consents(tx: Tx, zone: tzinfo) -> Table:
    """Who agreed to what, also where the chat is gone: it has to be shown (UU PDP, Art. 24)."""
    titles = ("Oleh", "Versi teks", "Bahasa", "Kertas", "Sejak", "Ditarik", "Dihapus")
    rows = [
        (
            each.who,
            each.version,
            each.language,
            each.paper,
            *(
                at.astimezone(zone).strftime("%d/%m/%Y %H:%M") if at else ""
                for at in (each.given_at, each.withdrawn_at, each.ended_at)
            ),
        )
        for each in kept_consents.everybodys(tx)
    ]
    return Table("Persetujuan", titles, rows)


def _kinds_of_data(tx: Tx, one: Participant) -> list[str]:
    more = people.details(tx, one.id)
    stored = {
        "nama": one.name,
        "tanggal lahir": one.birth_date,
        "tempat lahir": more.birth_place,
        "jenis kelamin": more.sex,
        "nomor HP": one.phones,
        "keterangan": more.note,
        "pelatihan": people.enrolments(tx, one.id),
        "sertifikat": certificates.of_participant(tx, one.id),
        "kehadiran": presence.is_noted(tx, one.id),
    }
    return [kind for kind, value in stored.items() if value]


def _chats(tx: Tx, one: Participant) -> str:
    links = contacts.links_to(tx, one.id)
    own = sum(link.relation is Relation.SELF for link in links)
    return f"{own} sendiri, {len(links) - own} keluarga"


def _audit(tx: Tx, zone: tzinfo) -> Table:
    rows = [
        (
            f"{each.at.astimezone(zone):%Y-%m-%d %H:%M:%S}",
            each.actor,
            each.action,
            each.subject,
            each.hash.hex(),
        )
        for each in records.audited(tx)
    ]
    return Table("Catatan", ("Waktu", "Siapa", "Tindakan", "Tentang", "Sidik"), rows)


def _phones(one: Participant) -> str:
    """As people here write them: 0812…; numbers of other countries in E.164."""
    written = (f"0{phone[3:]}" if phone.startswith("+62") else phone for phone in one.phones)
    return " / ".join(written)


def _day(day: date | datetime | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _hours(session: Session, zone: tzinfo) -> str:
    starts = f"{session.starts_at.astimezone(zone):%H.%M}"
    if session.ends_at is None:
        return starts
    return f"{starts} - {session.ends_at.astimezone(zone):%H.%M}"

"""The sample data of the demo: two years of training with made-up people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import count

from programme.certificates import Certificate, Kind, Step
from programme.office import Office, OpeningHours
from programme.people import Role, Topic
from services.linking import enrol, inviting
from services.people.codes import written_code
from services.privacy import consent
from store import certificates, contacts, people, sessions, staff
from store.connection import Tx

CHANNEL = "webchat"
PARTICIPANT, MOTHER, INSTRUCTOR, STAFF, STRANGER = (
    f"demo-{who}" for who in ("peserta", "ibu", "instruktur", "petugas", "tamu")
)
"""The chat addresses of the people of the demo."""

OFFICE = Office(
    name="Disnaker Lamongan (contoh)",
    address="Jl. Contoh No. 1, Lamongan",
    phone="0812-0000-9000",
    hours=(
        OpeningHours(frozenset(range(4)), time(7, 30), time(15, 30)),
        OpeningHours(frozenset({4}), time(7, 30), time(11)),
    ),
    collect_at="Loket 2, lantai 1",
    bring=("KTP asli", "fotokopi Kartu Keluarga"),
    certified_by="LSP Contoh",
)

LAST_YEAR = (
    ("Budi Santoso", date(1990, 8, 17), "pengelasan", Step.READY),
    ("Dedi Saputra", date(1998, 3, 2), "meubeler", Step.PRINTING),
    ("Eko Prasetyo", date(1987, 11, 30), "konstruksi", Step.COLLECTED),
    ("Fajar Nugroho", date(1993, 1, 5), "desain_interior", Step.REGISTERED),
    ("Gunawan", date(1979, 6, 21), "pengelasan", Step.ASSESSMENT),
    ("Hadi Ma'ruf", date(1985, 9, 9), "konstruksi", Step.NOT_YET_COMPETENT),
    ("Slamet Riyadi", date(1991, 5, 12), "pengelasan", Step.READY),
    ("Imam Syafi'i", date(1996, 12, 25), "meubeler", Step.PLENARY),
    ("Joko Susilo", date(1982, 4, 14), "desain_interior", Step.AWAITING_BLANK),
    ("Khoirul Anam", date(1994, 7, 7), "konstruksi", Step.EXPIRED),
    ("Moch. Lutfi", date(1989, 2, 28), "meubeler", Step.SUSPENDED),
    ("Nur Hidayat", date(1992, 10, 10), "desain_interior", Step.REVOKED),
    ("Purnomo", date(1975, 8, 1), "pengelasan", Step.LOST),
)
THIS_YEAR = (
    ("Andi Saputra", date(2001, 4, 19), "pengelasan"),
    ("Rahmat Hidayat", date(1995, 1, 23), "pengelasan"),
    ("Sugeng Wibowo", date(1984, 5, 6), "konstruksi"),
    ("Rudi Hartono", date(1997, 9, 15), "konstruksi"),
    ("Taufik Ismail", date(1999, 2, 11), "meubeler"),
    ("Wahid", date(1988, 7, 3), "desain_interior"),
    ("Yusuf Effendi", date(1993, 11, 8), "desain_interior"),
)
COMES_AGAIN = (("Budi Santoso", "pengelasan"), ("Dedi Saputra", "meubeler"))
"""Participants of last year who continue this year."""

PROVABLE = "Slamet Riyadi"
INVITED = "Rudi Hartono"
"""The stranger can try the number and birth date of the one, and the code of the other."""


@dataclass(frozen=True, slots=True)
class Class:
    """One skill's class; `days` are counted from today."""

    skill: str
    days: frozenset[int]
    starts: time
    lasts: timedelta
    place: str
    instructor: str
    topics: tuple[str, ...]


DAYS = range(-21, 29)
CLASSES = (
    Class(
        "pengelasan", frozenset(day for day in DAYS if day % 3 < 2), time(8), timedelta(hours=3.5),
        "Bengkel Las", "Wahyu Prasetyo",
        ("Las busur dasar", "Las posisi tegak", "Las pipa", "Memeriksa hasil las"),
    ),
    Class(
        "konstruksi", frozenset(day for day in DAYS if day % 3), time(8), timedelta(hours=3.5),
        "Ruang Praktik 1", "Bambang Irawan",
        ("Membaca gambar kerja", "Memasang bata", "Bekisting", "Plester dan acian"),
    ),
    Class(
        "desain_interior", frozenset(day for day in DAYS if day % 2 == 0), time(13),
        timedelta(hours=2.5), "Ruang Gambar", "Endang Lestari",
        ("Gambar denah", "Memilih bahan", "Warna dan cahaya"),
    ),
    Class(
        "meubeler", frozenset(day for day in DAYS if day % 2), time(13), timedelta(hours=3),
        "Bengkel Kayu", "Sutrisno",
        ("Mengukur dan memotong", "Sambungan kayu", "Amplas dan pelitur"),
    ),
)  # fmt: skip

CANCELLED = ("meubeler", 1)
REMINDS_OF = "pengelasan"
"""The class whose next session gets a reminder in a minute."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What the demo shows as hints: this year, a number with its birth date, and a code."""

    year: int
    number: str
    birth_date: date
    code: str


def soon(now: datetime, zone: tzinfo) -> datetime:
    """Start of the near session: today at a full or half hour, late in the day tomorrow at 8."""
    local = now.astimezone(zone)
    earliest = local + timedelta(minutes=40)
    start = earliest.replace(minute=earliest.minute // 30 * 30, second=0, microsecond=0)
    start += timedelta(minutes=30)
    if time(7) <= start.time() <= time(16) and start.date() == local.date():
        return start.astimezone(UTC)
    days = 0 if local.time() < time(7) else 1
    return _at(local.date() + timedelta(days=days), time(8), zone)


def fill(tx: Tx, now: datetime, zone: tzinfo) -> Sample:
    """Put the sample into an empty store, dated three weeks before `now`."""
    then, today = now - timedelta(weeks=3), now.astimezone(zone).date()
    last = people.programme_named(tx, f"Pelatihan Kerja {today.year - 1}", today.year - 1, then)
    this = people.programme_named(tx, f"Pelatihan Kerja {today.year}", today.year, then)
    everybody = _add_last_year(tx, last, today, then) | _add_this_year(tx, this, today, then)
    for name, skill in COMES_AGAIN:
        people.enrol(tx, everybody[name].id, this, skill, then)
    _link(tx, PARTICIPANT, everybody["Budi Santoso"], then)
    for son in ("Andi Saputra", "Dedi Saputra"):
        _link(tx, MOTHER, everybody[son], then, Topic.SCHEDULE, Topic.CERTIFICATE)
    for each in CLASSES:
        _add_sessions(tx, this, each, now, zone)
        instructor = staff.add(tx, each.instructor, Role.INSTRUCTOR, (each.skill,), then)
        if each.skill == REMINDS_OF:
            _join(tx, INSTRUCTOR, instructor, then)
    _join(tx, STAFF, staff.add(tx, "Rina Wulandari", Role.ADMIN, (), then), then)
    provable = everybody[PROVABLE]
    code = inviting.invite_participant(tx, everybody[INVITED].number, "demo", now).code
    return Sample(today.year, provable.number, provable.birth_date, written_code(code))


@dataclass(frozen=True, slots=True)
class Somebody:
    """A participant of the sample."""

    id: int
    number: str
    birth_date: date


def _add_last_year(tx: Tx, programme_id: int, today: date, then: datetime) -> dict[str, Somebody]:
    """The participants of a finished batch by name; each gets a certificate."""
    added = {}
    for place, (name, born, skill, step) in enumerate(LAST_YEAR, 1):
        added[name] = one = _add(tx, today.year - 1, place, name, born, place, then)
        people.enrol(tx, one.id, programme_id, skill, then)
        moved = then + timedelta(weeks=2)  # too short ago to be asked who collects it
        certificates.add(tx, _certificate(one.id, skill, step, place, today, moved), "demo", moved)
    return added


def _add_this_year(tx: Tx, programme_id: int, today: date, then: datetime) -> dict[str, Somebody]:
    added = {}
    for place, (name, born, skill) in enumerate(THIS_YEAR, 1):
        added[name] = one = _add(tx, today.year, place, name, born, 100 + place, then)
        people.enrol(tx, one.id, programme_id, skill, then)
    return added


def _add(
    tx: Tx, year: int, place: int, name: str, born: date, phone: int, then: datetime
) -> Somebody:
    number, phones = f"LMG-{year}-{place:03}", (f"+628120000{phone:04}",)
    return Somebody(people.add(tx, number, name, born, phones, then), number, born)


def _certificate(
    participant_id: int, skill: str, step: Step, place: int, today: date, then: datetime
) -> Certificate:
    """Numbered and dated once it is printed; valid for three years, or expired."""
    steps = list(Step)
    is_printed = steps.index(step) >= steps.index(Step.READY)
    issued = date(today.year - (4 if step is Step.EXPIRED else 1), 10, 28)
    return Certificate(
        id=0,
        participant_id=participant_id,
        kind=Kind.COMPETENCE,
        skill=skill,
        scheme="",
        step=step,
        number=f"{skill[:3].upper()} 9990 {place:05} {issued.year}" if is_printed else None,
        registration=None,
        blank=None,
        issued_on=issued if is_printed else None,
        valid_until=issued.replace(year=issued.year + 3) if is_printed else None,
        place=OFFICE.collect_at,
        step_at=then,
    )


def _add_sessions(tx: Tx, programme_id: int, each: Class, now: datetime, zone: tzinfo) -> None:
    then = now - timedelta(weeks=3)
    topics = count()
    for start in _starts(each, now, zone):
        topic = each.topics[next(topics) % len(each.topics)]
        ident = sessions.add(
            tx, programme_id, each.skill, topic, start, start + each.lasts, each.place,
            each.instructor, then,
        )  # fmt: skip
        if (each.skill, _days_until(start, now, zone)) == CANCELLED:
            _cancel(tx, ident, then)


def _cancel(tx: Tx, session_id: int, then: datetime) -> None:
    session = sessions.by_id(tx, session_id)
    if session:
        sessions.change(tx, replace(session, is_cancelled=True), then, "mesin diperbaiki")
        sessions.mark_announced(tx, session_id)


def _starts(each: Class, now: datetime, zone: tzinfo) -> Iterator[datetime]:
    """When the class meets. The near session replaces the usual one of its day."""
    near = soon(now, zone) if each.skill == REMINDS_OF else None
    near_day = near and _days_until(near, now, zone)
    for day in sorted(each.days):
        if near and day == near_day:
            yield near
        else:
            today = now.astimezone(zone).date()
            yield _at(today + timedelta(days=day), each.starts, zone)


def _days_until(moment: datetime, now: datetime, zone: tzinfo) -> int:
    return (moment.astimezone(zone).date() - now.astimezone(zone).date()).days


def _at(day: date, clock: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, clock, zone).astimezone(UTC)


def _link(tx: Tx, address: str, whom: Somebody, then: datetime, *topics: Topic) -> None:
    """Link a chat with a code, as self or (with topics) as family."""
    contact = contacts.at(tx, CHANNEL, address, then)
    consent.give(tx, contact, "id", OFFICE.name, then)
    code = inviting.invite_participant(
        tx, whom.number, "demo", then,
        family_consent="contoh" if topics else None, topics=frozenset(topics),
    ).code  # fmt: skip
    enrol.link(tx, contact, enrol.open_code(tx, contact, code, then), then, borrowed=False)


def _join(tx: Tx, address: str, staff_id: int, then: datetime) -> None:
    contact = contacts.at(tx, CHANNEL, address, then)
    code = inviting.invite_staff(tx, staff_id, "demo", then, days=7).code
    enrol.join_staff(tx, contact, enrol.open_code(tx, contact, code, then), then)

"""The four kinds of list: which columns tell them apart, which they can't do without."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from services.importing.headings import SKILL_COLUMNS, Meaning
from services.importing.records import Kind


@dataclass(frozen=True, slots=True)
class Layout:
    """How one kind of list is laid out."""

    kind: Kind
    marks: frozenset[Meaning]
    """Columns of which at least one must be there."""
    own: frozenset[Meaning]
    """Columns that speak for this kind rather than another."""
    shared: frozenset[Meaning]
    needed: Mapping[str, tuple[Meaning, ...]]
    """The title one would expect → columns of which one must be there."""
    filled_down: frozenset[Meaning]
    """Columns in which one merged cell speaks for several rows."""
    unlike: frozenset[Meaning] = frozenset()
    """Columns this kind never has."""
    fewest: int = 3
    """With fewer of its columns than this a row is no row of titles."""

    def fit(self, meanings: Collection[Meaning]) -> int:
        """How many columns belong to this kind, its own counted double; 0: not this kind."""
        own = len(self.own.intersection(meanings))
        shared = len(self.shared.intersection(meanings))
        if self.marks.isdisjoint(meanings) or not self.unlike.isdisjoint(meanings):
            return 0
        return 2 * own + shared if own + shared >= self.fewest else 0


PARTICIPANTS = Layout(
    Kind.PARTICIPANTS,
    marks=frozenset({Meaning.REG_NO, Meaning.BIRTH, Meaning.BIRTH_DATE, Meaning.PHONES}),
    own=frozenset(
        {
            Meaning.REG_NO,
            Meaning.BIRTH,
            Meaning.BIRTH_DATE,
            Meaning.BIRTH_PLACE,
            Meaning.SEX,
            Meaning.PHONES,
        }
    ),
    shared=frozenset({Meaning.FULL_NAME, Meaning.SKILL}),
    needed={
        "No. Peserta": (Meaning.REG_NO, Meaning.REGISTRATION_NO),
        "Nama Lengkap": (Meaning.FULL_NAME,),
        "Bidang Pelatihan": SKILL_COLUMNS,
    },
    filled_down=frozenset(SKILL_COLUMNS),
    unlike=frozenset({Meaning.ROLE}),
)
SESSIONS = Layout(
    Kind.SESSIONS,
    marks=frozenset({Meaning.WHEN, Meaning.DATE, Meaning.WEEKDAY, Meaning.HOURS, Meaning.START}),
    own=frozenset(
        {
            Meaning.WHEN,
            Meaning.DATE,
            Meaning.WEEKDAY,
            Meaning.HOURS,
            Meaning.START,
            Meaning.END,
            Meaning.TOPIC,
        }
    ),
    shared=frozenset({Meaning.SKILL, Meaning.PLACE, Meaning.INSTRUCTOR}),
    needed={
        "Bidang": SKILL_COLUMNS,
        "Hari/Tanggal": (Meaning.DATE, Meaning.WHEN, Meaning.START),
        "Waktu": (Meaning.HOURS, Meaning.START, Meaning.WHEN),
    },
    filled_down=frozenset(
        {
            *SKILL_COLUMNS,
            Meaning.WHEN,
            Meaning.DATE,
            Meaning.WEEKDAY,
            Meaning.HOURS,
            Meaning.START,
            Meaning.END,
            Meaning.PLACE,
            Meaning.TOPIC,
            Meaning.INSTRUCTOR,
        }
    ),
)
CERTIFICATES = Layout(
    Kind.CERTIFICATES,
    marks=frozenset({Meaning.CERT_NO, Meaning.BLANK_NO, Meaning.STATUS, Meaning.VALID_UNTIL}),
    own=frozenset(
        {
            Meaning.CERT_NO,
            Meaning.BLANK_NO,
            Meaning.STATUS,
            Meaning.ISSUED_ON,
            Meaning.VALID_UNTIL,
            Meaning.SCHEME,
            Meaning.SKILL_AND_SCHEME,
        }
    ),
    shared=frozenset({Meaning.REG_NO, Meaning.REGISTRATION_NO, Meaning.FULL_NAME, Meaning.SKILL}),
    needed={"No. Peserta": (Meaning.REG_NO,), "Status": (Meaning.STATUS,)},
    filled_down=frozenset({*SKILL_COLUMNS, Meaning.STATUS}),
)
STAFF = Layout(
    Kind.STAFF,
    marks=frozenset({Meaning.ROLE, Meaning.INSTRUCTOR}),
    own=frozenset({Meaning.ROLE, Meaning.INSTRUCTOR}),
    shared=frozenset({Meaning.FULL_NAME, Meaning.SKILL}),
    needed={
        "Nama": (Meaning.FULL_NAME, Meaning.INSTRUCTOR),
        "Jabatan": (Meaning.ROLE, Meaning.INSTRUCTOR),
    },
    filled_down=frozenset({Meaning.ROLE, *SKILL_COLUMNS}),
    unlike=frozenset(
        {Meaning.REG_NO, Meaning.WHEN, Meaning.DATE, Meaning.HOURS, Meaning.START, Meaning.STATUS}
    ),
    fewest=2,
)
LAYOUTS = (CERTIFICATES, SESSIONS, PARTICIPANTS, STAFF)

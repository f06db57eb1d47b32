"""The four kinds of list: which columns identify each, and which ones it needs."""

from collections.abc import Mapping, Set as AbstractSet
from dataclasses import dataclass

from services.importing.headings import SKILL_COLUMNS, Meaning
from services.importing.records import Kind


@dataclass(frozen=True, slots=True)
class Layout:
    """How one kind of list is laid out."""

    kind: Kind
    marks: AbstractSet[Meaning]
    """At least one of these columns must be there."""
    own: AbstractSet[Meaning]
    """Columns that suggest this kind rather than another, `marks` among them."""
    shared: AbstractSet[Meaning]
    """Columns that other kinds have as well."""
    needed: Mapping[str, tuple[Meaning, ...]]
    """The title an office would expect → columns of which one must be there."""
    filled_down: AbstractSet[Meaning]
    """Columns in which one merged cell is valid for several rows."""
    excluded: AbstractSet[Meaning] = frozenset()
    """Columns this kind never has."""
    fewest: int = 3
    """A row with fewer columns of this kind is not a row of titles."""

    def fit(self, meanings: AbstractSet[Meaning]) -> int:
        """How many columns belong to this kind, its own counted double; 0: not this kind."""
        own, shared = len(self.own & meanings), len(self.shared & meanings)
        if self.marks.isdisjoint(meanings) or not self.excluded.isdisjoint(meanings):
            return 0
        return 2 * own + shared if own + shared >= self.fewest else 0


_PERSON = {Meaning.REG_NO, Meaning.BIRTH, Meaning.BIRTH_DATE, Meaning.PHONES}
PARTICIPANTS = Layout(
    Kind.PARTICIPANTS,
    marks=_PERSON,
    own=_PERSON | {Meaning.BIRTH_PLACE, Meaning.SEX},
    shared={Meaning.FULL_NAME, Meaning.SKILL},
    needed={
        "No. Peserta": (Meaning.REG_NO, Meaning.REGISTRATION_NO),
        "Nama Lengkap": (Meaning.FULL_NAME,),
        "Bidang Pelatihan": SKILL_COLUMNS,
    },
    filled_down={*SKILL_COLUMNS},
    excluded={Meaning.ROLE},
)
_TIMES = {Meaning.WHEN, Meaning.DATE, Meaning.WEEKDAY, Meaning.HOURS, Meaning.START}
_CLASS = _TIMES | {Meaning.END, Meaning.TOPIC}
SESSIONS = Layout(
    Kind.SESSIONS,
    marks=_TIMES,
    own=_CLASS,
    shared={Meaning.SKILL, Meaning.PLACE, Meaning.INSTRUCTOR},
    needed={
        "Bidang": SKILL_COLUMNS,
        "Hari/Tanggal": (Meaning.DATE, Meaning.WHEN, Meaning.START),
        "Waktu": (Meaning.HOURS, Meaning.START, Meaning.WHEN),
    },
    filled_down=_CLASS | {*SKILL_COLUMNS, Meaning.PLACE, Meaning.INSTRUCTOR},
)
_CERTIFICATE = {Meaning.CERT_NO, Meaning.BLANK_NO, Meaning.STATUS, Meaning.VALID_UNTIL}
CERTIFICATES = Layout(
    Kind.CERTIFICATES,
    marks=_CERTIFICATE,
    own=_CERTIFICATE | {Meaning.ISSUED_ON, Meaning.SCHEME, Meaning.SKILL_AND_SCHEME},
    shared={Meaning.REG_NO, Meaning.REGISTRATION_NO, Meaning.FULL_NAME, Meaning.SKILL},
    needed={"No. Peserta": (Meaning.REG_NO,), "Status": (Meaning.STATUS,)},
    filled_down={*SKILL_COLUMNS, Meaning.STATUS},
)
_DUTY = {Meaning.ROLE, Meaning.INSTRUCTOR}
STAFF = Layout(
    Kind.STAFF,
    marks=_DUTY,
    own=_DUTY,
    shared={Meaning.FULL_NAME, Meaning.SKILL},
    needed={
        "Nama": (Meaning.FULL_NAME, Meaning.INSTRUCTOR),
        "Jabatan": (Meaning.ROLE, Meaning.INSTRUCTOR),
    },
    filled_down={Meaning.ROLE, *SKILL_COLUMNS},
    excluded=(_TIMES - {Meaning.WEEKDAY}) | {Meaning.REG_NO, Meaning.STATUS},
    fewest=2,
)
LAYOUTS = (CERTIFICATES, SESSIONS, PARTICIPANTS, STAFF)
"""On equal fit the first one wins."""

"""A row of a participants' list → a participant."""

import re
from datetime import date

from programme.people import adult_on, number_key
from services.importing.cells import PLACEHOLDERS, is_blank, shown, text_of
from services.importing.dates import parse_birth_date
from services.importing.headings import Meaning
from services.importing.phones import is_marked_own, parse_phones
from services.importing.problems import Code
from services.importing.records import ParticipantRow
from services.importing.row import Row, skill_of
from services.importing.rows import Completeness
from services.importing.sheets import Cell, CellError, Formula
from services.importing.terms import parse_sex

_REG_NO = (Meaning.REG_NO, Meaning.REGISTRATION_NO)
_BESIDES = (
    Meaning.BIRTH,
    Meaning.BIRTH_DATE,
    Meaning.BIRTH_PLACE,
    Meaning.PHONES,
    Meaning.SEX,
    Meaning.SKILL,
)
_BIRTH = re.compile(r"^(?P<place>[^\d]*?)[\s,/.-]*(?P<date>\d.*)?$")


def is_number(cell: Cell) -> bool:
    """Could this be a participant's number, not a running number or a word?"""
    key = number_key(shown(cell))
    return len(key) >= 4 and any(character.isdigit() for character in key)


def completeness(row: Row) -> Completeness:
    has_number, name = is_number(row.cell(*_REG_NO)), text_of(row.cell(Meaning.FULL_NAME)) or ""
    has_name = any(character.isalpha() for character in name)
    if has_number and has_name:
        return Completeness.WHOLE
    has_more = not row.own.isdisjoint(_BESIDES)
    if has_number or (
        has_more and (has_name or row.has(Meaning.FULL_NAME, *_REG_NO) or len(row.own) >= 4)
    ):
        return Completeness.PART
    return Completeness.NONE


def read_participant(row: Row, today: date) -> ParticipantRow | None:
    """The participant, or None with the reasons in `row.problems`."""
    reg_no = row.needed_text(*_REG_NO)
    full_name = row.needed_name(Meaning.FULL_NAME)
    birth_place, birth_date = _birth(row, today)
    skill = skill_of(row)
    phones, phone_is_own = _phones(row)
    note = row.text(Meaning.NOTE)
    if row.is_rejected or reg_no is None or full_name is None or skill is None:
        return None
    reg_no_column = Meaning.REG_NO if row.has(Meaning.REG_NO) else Meaning.REGISTRATION_NO
    return ParticipantRow(
        row=row.number,
        sheet=row.table.sheet.name,
        columns=row.titles(
            {
                "reg_no": reg_no_column,
                "phones": Meaning.PHONES,
                "full_name": Meaning.FULL_NAME,
                "birth_date": Meaning.BIRTH if row.has(Meaning.BIRTH) else Meaning.BIRTH_DATE,
            }
        ),
        written={
            "reg_no": reg_no,
            "phones": " / ".join(shown(cell) for _, cell in row.phones),
            "birth_date": shown(row.cell(Meaning.BIRTH, Meaning.BIRTH_DATE)),
        },
        reg_no=reg_no.upper(),
        full_name=full_name,
        birth_date=birth_date,
        phones=phones,
        skill=skill,
        sex=parse_sex(shown(row.cell(Meaning.SEX))),
        birth_place=birth_place,
        note=note,
        phone_is_own=phone_is_own,
    )


def _birth(row: Row, today: date) -> tuple[str | None, date | None]:
    if row.has(Meaning.BIRTH):
        return _combined_birth(row, today)
    return row.text(Meaning.BIRTH_PLACE), _birth_date(
        row, Meaning.BIRTH_DATE, row.cell(Meaning.BIRTH_DATE), today
    )


def _combined_birth(row: Row, today: date) -> tuple[str | None, date | None]:
    """ "Lamongan, 14 Maret 1990" in one cell."""
    cell = row.cell(Meaning.BIRTH)
    found = _BIRTH.match(shown(cell)) if isinstance(cell, str) else None
    if found is None:
        return None, _birth_date(row, Meaning.BIRTH, cell, today)
    return found["place"] or None, _birth_date(row, Meaning.BIRTH, found["date"] or "", today)


def _birth_date(row: Row, column: Meaning, cell: Cell, today: date) -> date | None:
    if is_blank(cell) or shown(cell) in PLACEHOLDERS:
        if column in row.table.columns and not row.is_rejected:
            row.report(Code.MISSING_BIRTH_DATE, column)
        return None
    if isinstance(cell, Formula | CellError):
        row.needs(column)
        return None
    birth_date = parse_birth_date(cell)
    if birth_date is None:
        row.report(Code.INVALID_DATE, column)
    elif birth_date > today:
        row.report(Code.BIRTH_DATE_FUTURE, column)
    elif today < adult_on(birth_date):
        row.report(Code.MINOR, column)
    return birth_date


def _phones(row: Row) -> tuple[tuple[str, ...], bool]:
    """(the numbers, is there just one and does the list mark it as the participant's own?)"""
    numbers: dict[str, None] = {}
    for column, cell in row.phones:
        read, is_complete = parse_phones(cell)
        numbers.update(dict.fromkeys(read))
        if not is_complete:
            row.report(Code.INVALID_PHONE, Meaning.PHONES, shown(cell), column)
    is_own = len(numbers) == 1 and all(
        is_marked_own(shown(cell)) or is_marked_own(row.table.titles[column])
        for column, cell in row.phones
    )
    return tuple(numbers), is_own

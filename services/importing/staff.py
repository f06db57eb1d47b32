"""A row of a list of instructors and office staff → a staff member."""

from programme.people import Role
from services.importing.cells import text_of
from services.importing.headings import SKILL_COLUMNS, Meaning
from services.importing.problems import Code
from services.importing.records import StaffRow
from services.importing.row import Row
from services.importing.rows import Completeness
from services.importing.terms import parse_role, parse_skills, skills_in


def completeness(row: Row) -> Completeness:
    name = text_of(row.cell(Meaning.FULL_NAME, Meaning.INSTRUCTOR)) or ""
    has_name = any(character.isalpha() for character in name)
    has_role = text_of(row.cell(Meaning.ROLE)) is not None or Meaning.ROLE not in row.table.columns
    if has_name and has_role and (Meaning.ROLE in row.cells or row.has(*SKILL_COLUMNS)):
        return Completeness.WHOLE
    if len(row.own) >= 2 and (has_name or row.has(*SKILL_COLUMNS)):
        return Completeness.PART
    return Completeness.NONE


def read_staff(row: Row) -> StaffRow | None:
    """The staff member, or None with the reasons in `row.problems`."""
    name = row.needed_name(Meaning.FULL_NAME, Meaning.INSTRUCTOR)
    role: Role | None = Role.INSTRUCTOR
    if Meaning.ROLE in row.table.columns:
        text = row.needed_text(Meaning.ROLE)
        role = parse_role(text) if text else None
        if text and role is None:
            row.report(Code.UNKNOWN_ROLE, Meaning.ROLE)
    skills = _skills(row, role)
    if row.is_rejected or name is None or role is None or skills is None:
        return None
    return StaffRow(
        row=row.number,
        sheet=row.table.sheet.name,
        columns=row.titles({"name": Meaning.FULL_NAME}),
        written={},
        name=name,
        role=role,
        skills=skills,
    )


def _skills(row: Row, role: Role | None) -> tuple[str, ...] | None:
    """The skills in the skill column, else in an instructor's role ("Instruktur Las")."""
    column = next((one for one in SKILL_COLUMNS if text_of(row.cell(one)) is not None), None)
    if column is None:
        return skills_in(text_of(row.cell(Meaning.ROLE)) or "") if role is Role.INSTRUCTOR else ()
    skills = parse_skills(text_of(row.cell(column)) or "")
    if skills is None:
        row.report(Code.UNKNOWN_SKILL, column)
    return skills

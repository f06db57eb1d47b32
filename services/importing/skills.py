"""The skill of a row: its own column's, a band's above it, the title's or the sheet name's."""

from services.importing.cells import text_of
from services.importing.headings import SKILL_COLUMNS
from services.importing.problems import Code
from services.importing.rows import Row, skill_above
from services.importing.terms import parse_skill


def skill_of(row: Row) -> str | None:
    """The skill, or None with the reason in `row.problems`."""
    in_table = [column for column in SKILL_COLUMNS if column in row.table.columns]
    column = next((one for one in in_table if one in row.cells), None)
    text = text_of(row.cell(column)) if column else None
    if text is None:
        text = row.band_skill or (None if in_table else skill_above(row.table))
    at = column or next(iter(in_table), SKILL_COLUMNS[0])
    if text is None:
        row.needs(at)
        return None
    skill = parse_skill(text)
    if skill is None:
        row.report(Code.UNKNOWN_SKILL, at, text)
    return skill

"""One row of a table: its cells by meaning, and what is wrong with them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from services.importing.cells import looks_like_formula, shown, text_of
from services.importing.headings import SKILL_COLUMNS, Meaning
from services.importing.problems import Code, Level, Problem
from services.importing.sheets import Cell, CellError, Formula
from services.importing.tables import Table
from services.importing.terms import parse_skill

LONGEST_TEXT = 300
"""The most characters of a text that messages quote; several fit into one message."""

_WORD = r"(?:bapak|bpk|pak|ibu|bu|mas|mbak|mba|cak|saudari|saudara|sdri|sdra|sdr|tn|ny|nn)"
_ADDRESS = re.compile(rf"^(?:{_WORD}(?:\s*/\s*(?:{_WORD}|i))?(?:\.\s*|\s+))+(?=\w)", re.IGNORECASE)


@dataclass(slots=True)
class Row:
    """One row of a table, its cells by meaning. Reading it adds what is wrong to `problems`."""

    table: Table
    number: int
    cells: dict[Meaning, Cell]
    """Filled cells only; the first one if several columns have this meaning."""
    own: frozenset[Meaning]
    """Those filled in this row itself, not by a merged cell above."""
    band_skill: str | None = None
    band_date: str | None = None
    phones: tuple[tuple[int, Cell], ...] = ()
    problems: list[Problem] = field(default_factory=list)

    def cell(self, *meanings: Meaning) -> Cell:
        """The first filled cell of these columns; the empty string if there is none."""
        return next((self.cells[meaning] for meaning in meanings if meaning in self.cells), "")

    def has(self, *meanings: Meaning) -> bool:
        return any(meaning in self.cells for meaning in meanings)

    def text(self, meaning: Meaning) -> str | None:
        """A free text to store, with a warning if it looks like a formula or is cut."""
        cell = self.cell(meaning)
        if looks_like_formula(cell):
            self.report(Code.FORMULA_LIKE_TEXT, meaning)
        text = text_of(cell)
        if text and len(text) > LONGEST_TEXT:
            self.report(Code.TEXT_TOO_LONG, meaning, f"{text[:30]}…")
            return f"{text[: LONGEST_TEXT - 1]}…"
        return text

    def needed_text(self, meaning: Meaning, *others: Meaning) -> str | None:
        """A text that a record needs; reports if it is missing."""
        filled = next((one for one in (meaning, *others) if one in self.cells), meaning)
        if not self.needs(filled):
            return None
        return self.text(filled)

    def needed_name(self, meaning: Meaning, *others: Meaning) -> str | None:
        """A person's name, as `needed_text`, without title words such as "Pak"."""
        written = self.needed_text(meaning, *others)
        return without_address(written) if written else None

    def needs(self, meaning: Meaning) -> bool:
        """Is a mandatory cell filled? Reports if not."""
        cell = self.cell(meaning)
        if isinstance(cell, Formula | CellError):
            self.report(Code.FORMULA_WITHOUT_VALUE, meaning)
        elif text_of(cell) is None:
            self.report(Code.MISSING_VALUE, meaning)
        else:
            return True
        return False

    def title(self, meaning: Meaning) -> str | None:
        columns = self.table.columns.get(meaning)
        return self.table.titles[columns[0]] if columns else None

    def titles(self, columns: Mapping[str, Meaning]) -> dict[str, str]:
        """Field → title, for the columns the table has."""
        return {name: title for name, meaning in columns.items() if (title := self.title(meaning))}

    def report(
        self, code: Code, meaning: Meaning, value: str | None = None, column: int | None = None
    ) -> None:
        self.problems.append(
            Problem(
                code,
                sheet=self.table.sheet.name,
                row=self.number,
                column=self.title(meaning) if column is None else self.table.titles[column],
                value=value or shown(self.cell(meaning)) or None,
            )
        )

    @property
    def is_rejected(self) -> bool:
        return any(problem.level is Level.ERROR for problem in self.problems)


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


def skill_above(table: Table) -> str | None:
    """The line above the table, or the sheet's name, that names a skill for the whole table."""
    texts = (*reversed(table.above), table.sheet.name or "")
    return next((text for text in texts if parse_skill(text)), None)


def without_address(name: str) -> str:
    """The name without words of address; a word with nothing behind it is a name ("Mas")."""
    return _ADDRESS.sub("", name)

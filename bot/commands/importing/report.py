"""The result of an import, for people to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from locales import Words, skills
from programme.sessions import Session
from services.importing.notifying import Unaware
from services.importing.problems import Level, Problem
from services.importing.records import Kind
from services.importing.storing.changes import Changes
from services.importing.storing.report import FileReport, ListReport
from services.importing.words import FIELDS, KINDS, changed_rows

MOST_PROBLEMS = 200
"""Nobody reads more than that in a terminal; --json has them all."""

MOST_SESSIONS = 20

LEVELS = {Level.ERROR: Text("Ditolak", "red"), Level.WARNING: Text("Periksa", "yellow")}


def console() -> Console:
    """Standard output; 120 columns wide in a file or pipe."""
    output = Console(highlight=False)
    return output if output.is_terminal else Console(highlight=False, width=120)


def show(reports: Sequence[FileReport], zone: tzinfo, *, dry_run: bool) -> None:
    output = console()
    say = Words("id", zone)
    for report in reports:
        output.print(Text(report.reading.name, "bold"))
        if report.reading.refusal:
            output.print(Text("Berkas ini tidak bisa dibaca.", "red"))
            _show_problems(output, [report.reading.refusal])
        for one in report.lists:
            _show_list(output, say, one)
        output.print()
    output.print("\n".join(_ending(reports, dry_run=dry_run)), markup=False)


def _ending(reports: Sequence[FileReport], *, dry_run: bool) -> Iterator[str]:
    """What was stored, and what to do next."""
    lists = [one for report in reports for one in report.lists]
    added = {one.taken.kind for one in lists if one.changes.added}
    if dry_run:
        yield "Ini baru percobaan: tidak ada yang disimpan."
        return
    yield "Sudah disimpan." if any(one.taken.rows for one in lists) else "Tidak ada yang disimpan."
    if any(one.taken.rejected for one in lists):
        yield "Perbaiki baris yang ditolak di berkasnya, lalu muat lagi daftar itu."
    if Kind.PARTICIPANTS in added:
        yield "Undang peserta: bekal invite NOMOR_PESERTA"
    if Kind.STAFF in added:
        yield 'Undang instruktur dan petugas: bekal invite --staff "NAMA"'


def _show_list(output: Console, say: Words, one: ListReport) -> None:
    counts = Table.grid(padding=(0, 2))
    counts.add_row("Jenis", KINDS[one.taken.kind])
    if one.programme:
        counts.add_row("Program", Text(one.programme))
    counts.add_row("Diterima", f"{len(one.taken.rows)} baris")
    counts.add_row("Ditolak", f"{one.taken.rejected} baris")
    for name, value in _changed(one.changes):
        counts.add_row(name, value)
    output.print(counts)
    _show_lines(output, "Yang ditimpa:", changed_rows(say, one.changes))
    _show_sessions(output, say, one.changes)
    if one.unaware and one.unaware.sessions:
        output.print(_unaware(one.unaware))
    _show_problems(output, one.taken.problems)


def _changed(changes: Changes) -> list[tuple[str, str]]:
    fields = ", ".join(
        f"{FIELDS.get(name, name)} {count}" for name, count in changes.fields.most_common()
    )
    return [
        ("Baru", str(changes.added)),
        ("Berubah", f"{len(changes.updated)} ({fields})" if fields else "0"),
        ("Tetap", str(changes.unchanged)),
    ]


def _show_sessions(output: Console, say: Words, changes: Changes) -> None:
    moved = [f"{_when(say, one.old)} → {_when(say, one.new)}" for one in changes.moved]
    _show_lines(output, "Pindah waktu:", moved)
    _show_lines(
        output,
        "Tidak ada lagi di daftar (pengingatnya ditahan sampai dipastikan):",
        [_when(say, session) for session in changes.missing],
    )
    _show_lines(
        output,
        "Dibatalkan, karena tidak ada lagi di daftar:",
        [_when(say, session) for session in changes.cancelled],
    )
    _show_lines(output, "Ada lagi di daftar:", [_when(say, session) for session in changes.back])


def _show_lines(output: Console, heading: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    output.print(heading)
    for line in lines[:MOST_SESSIONS]:
        output.print(Text(f"  {line}"))
    if len(lines) > MOST_SESSIONS:
        output.print(f"  … dan {len(lines) - MOST_SESSIONS} lagi")


def _when(say: Words, session: Session) -> str:
    day = say.day(say.local_day(session.starts_at))
    hours = say.hours(session.starts_at, session.ends_at)
    return f"{skills.name(session.skill)}, {day} pukul {hours}"


def _unaware(unaware: Unaware) -> str:
    return (
        f"Belum diberitahukan: {unaware.sessions} sesi yang berubah; "
        f"{unaware.chats} chat belum tahu, {unaware.without_chat} peserta tidak punya chat. "
        "Beri tahu dengan --notify."
    )


def _show_problems(output: Console, problems: Sequence[Problem]) -> None:
    if not problems:
        return
    table = Table(show_lines=False)
    for heading in ("Lembar", "Baris", "Kolom", "", "Masalah"):
        table.add_column(heading, overflow="fold")
    for problem in problems[:MOST_PROBLEMS]:
        table.add_row(
            Text(problem.sheet or ""),
            str(problem.row or ""),
            Text(problem.column or ""),
            LEVELS[problem.level],
            Text(problem.message),
        )
    output.print(table)
    if len(problems) > MOST_PROBLEMS:
        output.print(f"… dan {len(problems) - MOST_PROBLEMS} lagi; semuanya ada dengan --json.")

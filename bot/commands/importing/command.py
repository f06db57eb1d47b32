"""`bekal import`"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import rich.progress
import typer
from rich.console import Console

from bot.commands.configured import BY, Config, settings_of
from bot.commands.importing import notices as import_notices, report as import_report
from bot.commands.outcome import Json, WrongUsage, print_json
from bot.config.settings import Settings
from bot.storage import open_store
from services.certificates import pending
from services.certificates.pending import Pending
from services.importing import notifying
from services.importing.file_reading import FileReading
from services.importing.files import MAX_BYTES
from services.importing.notifying import Notice
from services.importing.reading import parse_list
from services.importing.records import Kind
from services.importing.storing import lists
from services.importing.storing.lists import ImportOptions
from services.importing.storing.programmes import ForbiddenName, check_name
from services.importing.storing.report import FileReport
from store.connection import Store, Tx

Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE...", exists=True, dir_okay=False, readable=True, help="The lists."
    ),
]
Programme = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="The programme; without it, the year in the lists decides."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the result, store nothing.")]
CancelMissing = Annotated[
    bool,
    typer.Option("--cancel-missing", help="Cancel future sessions that the list no longer has."),
]
SamePeople = Annotated[
    bool,
    typer.Option("--same-people", help="Numbers with another name are of the same people."),
]
Notify = Annotated[
    bool,
    typer.Option("--notify", help="Tell people what changed, after a preview."),
]
Yes = Annotated[bool, typer.Option("--yes", help="With --notify: send without asking.")]


@dataclass(frozen=True, slots=True)
class Imported:
    """The result for each file, and what people can be told.

    `notices` about sessions, by programme, only with --notify; `certificates` only after a list of
    certificates.
    """

    reports: Sequence[FileReport]
    notices: dict[int, list[Notice]]
    certificates: Pending | None

    @property
    def has_errors(self) -> bool:
        return any(report.has_errors for report in self.reports)


class Rehearsed(Exception):
    """Rolls a dry run back; carries the result."""

    def __init__(self, imported: Imported) -> None:
        super().__init__()
        self.imported = imported


def import_lists(
    files: Files,
    programme: Programme = None,
    dry_run: DryRun = False,
    as_json: Json = False,
    cancel_missing: CancelMissing = False,
    same_people: SamePeople = False,
    notify: Notify = False,
    yes: Yes = False,
    config: Config = None,
) -> None:
    if as_json and notify and not (yes or dry_run):
        raise WrongUsage("--notify asks before it sends; with --json add --yes or --dry-run")
    _check(programme)
    settings = settings_of(config)
    options = ImportOptions(BY, settings.programme.zone, programme, cancel_missing, same_people)
    now = datetime.now(UTC)
    with _store_of(settings, dry_run=dry_run) as store:
        with _progress() as bars:
            readings = [_read(file, settings, now, bars) for file in files]
            bars.add_task("Menyimpan", total=None)
            imported = asyncio.run(
                _store(store, readings, options, now, dry_run=dry_run, notify=notify)
            )
        if not as_json:
            import_report.show(imported.reports, settings.programme.zone, dry_run=dry_run)
            if imported.certificates and not notify:
                import_notices.hint_at_certificates(imported.certificates)
        told = None
        if notify:
            told = _notify(store, settings, imported, ask=not yes, quiet=as_json, dry_run=dry_run)
    if as_json:
        entries = [entry for report in imported.reports for entry in report.as_json()]
        print_json({"files": entries} | ({"told": told} if notify else {}))
    if imported.has_errors:
        raise typer.Exit(1)


@contextmanager
def _store_of(settings: Settings, *, dry_run: bool) -> Iterator[Store]:
    """The store; for a dry run without one, a temporary store."""
    if not dry_run or settings.store.exists():
        with closing(open_store(settings)) as store:
            yield store
        return
    with TemporaryDirectory() as folder:
        rehearsed = Store.open(Path(folder) / "bekal.db", Path(folder) / "bekal.key")
        with closing(rehearsed) as store:
            yield store


def _check(programme: str | None) -> None:
    try:
        check_name(programme or "")
    except ForbiddenName as error:
        raise WrongUsage(
            f'people will read the name of the programme, and "{error.word}" gives them away; '
            "choose another name"
        ) from error


def _progress() -> rich.progress.Progress:
    """A bar for each file on standard error; nothing where that is not a terminal."""
    console = Console(stderr=True)
    return rich.progress.Progress(
        rich.progress.TextColumn("{task.description}", markup=False),
        rich.progress.BarColumn(),
        rich.progress.TaskProgressColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    )


def _read(
    file: Path, settings: Settings, now: datetime, bars: rich.progress.Progress
) -> FileReading:
    """Read a file; of a file that is too large, only one byte beyond the limit."""
    with file.open("rb") as opened:
        content = opened.read(MAX_BYTES + 1)
    bar = bars.add_task(file.name, total=None)

    def advance(done: int, total: int) -> None:
        bars.update(bar, completed=done, total=total)

    zone = settings.programme.zone
    today = now.astimezone(zone).date()
    return parse_list(content, file.name, today=today, zone=zone, progress=advance)


async def _store(
    store: Store,
    readings: Sequence[FileReading],
    options: ImportOptions,
    now: datetime,
    *,
    dry_run: bool,
    notify: bool,
) -> Imported:
    """Store all files in one transaction: all of them or none."""

    def work(tx: Tx) -> Imported:
        reports = lists.store_files(tx, readings, options, now)
        programmes = {one.programme_id for report in reports for one in report.lists}
        notices = {
            programme_id: notifying.pending(tx, programme_id, now)
            for programme_id in programmes
            if notify and programme_id is not None
        }
        has_certificates = any(
            one.taken.kind is Kind.CERTIFICATES for report in reports for one in report.lists
        )
        moved = pending.pending(tx, now) if has_certificates else None
        imported = Imported(reports, notices, moved)
        if dry_run:
            raise Rehearsed(imported)
        return imported

    try:
        return await store.write(work)
    except Rehearsed as rehearsed:
        return rehearsed.imported


def _notify(
    store: Store,
    settings: Settings,
    imported: Imported,
    *,
    ask: bool,
    quiet: bool,
    dry_run: bool,
) -> int:
    """Show what would be sent, ask, and send. Returns how many chats are told."""
    now = datetime.now(UTC)
    previewed = [notice for notices in imported.notices.values() for notice in notices]
    moved = imported.certificates
    if not quiet:
        import_notices.show(previewed, settings.programme.zone, now)
        if moved:
            import_notices.show_certificates(moved, settings.programme.zone, settings.office, now)
    can_be_told = any(notice.change for notice in previewed) or bool(moved and moved.reach.chats)
    if dry_run or not can_be_told or (ask and not import_notices.confirmed()):
        return 0

    def work(tx: Tx) -> int:
        of_sessions = sum(
            notifying.notify(tx, programme_id, notices, BY, now)
            for programme_id, notices in imported.notices.items()
        )
        of_certificates = pending.tell(tx, moved, BY, now) if moved else ()
        return of_sessions + len(of_certificates)

    told = asyncio.run(store.write(work))
    if not quiet:
        import_notices.tell_queued(told)
    return told

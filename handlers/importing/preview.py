"""What a list that was sent to the bot would change, for whoever sent it to read.

Each cell that is overwritten is shown, old → new, and whom it is about: somebody of the office
reads it in an open chat, and it goes with the decision. What is wrong is told by row and column.
All of it is in Indonesian, like everything that is told of lists.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from markupsafe import Markup

from locales import Words
from locales.steps import NAMES
from programme.changes import KnownSession
from programme.discretion import find_forbidden
from programme.messages import Attachment
from programme.office import Office
from services.announcing.audience import Standing
from services.announcing.words import announce
from services.certificates.notice_words import step_news
from services.importing.notifying import Notice
from services.importing.problems import Code, Level, Problem
from services.importing.storing.changes import Changes
from services.importing.storing.report import ListReport
from services.importing.upload_outcome import Outcome
from services.importing.words import FIELDS, KINDS, changed_rows, class_at

MOST_LINES = 5
"""So many kinds of problems, sessions and messages are shown in the chat; the rest is in the file.
"""

MOST_ROWS = 10
"""Of one kind of problem."""

SHOWN_CELLS = frozenset(
    {
        Code.UNKNOWN_SKILL,
        Code.UNKNOWN_STATUS,
        Code.UNKNOWN_ROLE,
        Code.INVALID_TIME,
        Code.END_BEFORE_START,
        Code.END_TIME_OPEN,
        Code.ROOM_OVERLAP,
        Code.WEEKDAY_MISMATCH,
        Code.STEP_BACK,
        Code.TOO_MANY_ROWS,
        Code.RENAMED,
    }
)
"""Problems whose cell may be shown. Any other may hold a name, a number or a birth date, and only
who becomes somebody else has to be named."""

LEFT_OUT = "…"


@dataclass(frozen=True, slots=True)
class Preview:
    """`text` for the chat, `report` with everything where that is more."""

    text: Markup
    report: Attachment | None = None


def preview(say: Words, outcome: Outcome, office: Office, now: datetime) -> Preview:
    """What would be stored, what is wrong, and what people would be told."""
    lists = [one for one in outcome.report.lists if not one.lacks_programme]
    text = say.paragraphs(
        say("File: {name}", name=_discreet(outcome.report.reading.name)),
        *(_list(say, one) for one in lists),
        _told(say, outcome, now),
        _told_of_certificates(say, outcome, office, now),
    )
    is_cut = _is_cut(lists, outcome)
    return Preview(text, _report(say, lists, outcome, now) if is_cut else None)


def refusal(say: Words, problem: Problem) -> Markup:
    """Why nothing of the file can be read."""
    return say("This file can’t be read. {why}", why=_sentence(problem))


def _list(say: Words, one: ListReport) -> Markup:
    kinds = _by_kind(one.taken.problems)
    rows = changed_rows(say, one.changes)
    return say.lines(
        _counts(say, one),
        *(say("• {what}", what=row) for row in rows[:MOST_LINES]),
        _in_file(say, len(rows) - MOST_LINES),
        *_sessions(say, one.changes)[:MOST_LINES],
        say("To be looked at:") if kinds else None,
        *(say("• {what}", what=_problem(say, *each)) for each in kinds[:MOST_LINES]),
        _in_file(say, sum(map(len, kinds[MOST_LINES:]))),
    )


def _in_file(say: Words, left_out: int) -> str | None:
    return say("… and {count} more, in the file.", count=left_out) if left_out > 0 else None


def _by_kind(problems: Iterable[Problem]) -> list[list[Problem]]:
    """Those together that are worded alike, of one column."""
    kinds: dict[tuple[str | None, ...], list[Problem]] = {}
    for each in problems:
        key = (each.sheet, each.column, each.level, _sentence(each))
        kinds.setdefault(key, []).append(each)
    return [*kinds.values()]


def _counts(say: Words, one: ListReport) -> Markup:
    changes, rejected = one.changes, one.taken.rejected
    return say.lines(
        say(
            "<b>{kind}</b> – {programme}",
            kind=KINDS[one.taken.kind],
            programme=_discreet(one.programme),
        )
        if one.programme
        else say("<b>{kind}</b>", kind=KINDS[one.taken.kind]),
        say("Rows taken: {count}", count=len(one.taken.rows)),
        say("Rows refused: {count}", count=rejected) if rejected else None,
        say(
            "New: {added}, changed: {updated}, as before: {unchanged}",
            added=changes.added,
            updated=len(changes.updated),
            unchanged=changes.unchanged,
        ),
        say("Changed: {fields}", fields=_fields(changes)) if changes.fields else None,
    )


def _fields(changes: Changes) -> str:
    """ "nomor HP 2, tanggal lahir 1" """
    return ", ".join(
        f"{FIELDS.get(name, name)} {count}" for name, count in changes.fields.most_common()
    )


def _sessions(say: Words, changes: Changes) -> list[Markup]:
    """What becomes of classes: moved, missing, back."""
    moved = [
        say("• Moved: {old} → {new}", old=class_at(say, one.old), new=class_at(say, one.new))
        for one in changes.moved
    ]
    missing = [
        say("• No longer on the list, reminds nobody: {session}", session=class_at(say, one))
        for one in changes.missing
    ]
    back = [
        say("• On the list again: {session}", session=class_at(say, one)) for one in changes.back
    ]
    return [*moved, *missing, *back]


def _problem(say: Words, problem: Problem, *alike: Problem) -> Markup:
    """ "Baris 6, 9, Tgl. Lahir (ditolak): …" """
    sheet, column = _discreet(problem.sheet), _discreet(problem.column)
    rows = [str(each.row) for each in (problem, *alike) if each.row]
    shown = [*rows[:MOST_ROWS], *([LEFT_OUT] if len(rows) > MOST_ROWS else [])]
    row = say("row {number}", number=", ".join(shown)) if shown else None
    where = ", ".join(part for part in (sheet, row, column) if part)
    what = _sentence(problem)
    if not where:
        return Markup.escape(what)
    if problem.level is Level.ERROR:
        return say("{where} (refused): {what}", where=where, what=what)
    return say("{where}: {what}", where=where, what=what)


def _sentence(problem: Problem) -> str:
    """The problem and how to fix it; cells that may be about somebody are left out."""
    value = _discreet(problem.value) if problem.code in SHOWN_CELLS else LEFT_OUT
    return replace(problem, value=value, column=_discreet(problem.column)).message


def _discreet(written: str | None) -> str:
    """A sheet, a title or a cell, unless its words give people away."""
    return LEFT_OUT if written and find_forbidden(written) else written or ""


def _told(say: Words, outcome: Outcome, now: datetime) -> Markup | None:
    """What people would read of changed classes, and how many they are."""
    notices = outcome.to_tell
    if not notices:
        return None
    return say.paragraphs(
        say(
            "Classes that changed and people don’t know yet: {count}. Chats to be told: {chats}.",
            count=len(notices),
            chats=outcome.chats_to_tell,
        ),
        *(_message(say, one, now) for one in notices[:MOST_LINES]),
    )


def _told_of_certificates(
    say: Words, outcome: Outcome, office: Office, now: datetime
) -> Markup | None:
    """How many certificates move and whom that reaches, and what the first would read."""
    pending = outcome.pending
    if not pending.moved:
        return None
    steps = Counter(one.step for one in pending.moved)
    return say.paragraphs(
        say.lines(
            say("Certificates that move on: {count}", count=len(pending.moved)),
            *(
                say("• {step}: {count}", step=say(NAMES[step]), count=count)
                for step, count in steps.items()
            ),
            say("Chats to be told: {count}", count=len(pending.reach.chats)),
            say("Without a chat: {count}", count=len(pending.reach.without_chat))
            if pending.reach.without_chat
            else None,
        ),
        say("For example:") if pending.sample else None,
        step_news(say, [pending.sample], office, now).text if pending.sample else None,
    )


def _message(say: Words, notice: Notice, now: datetime) -> str | None:
    """A change as a participant will read it."""
    if notice.change is None:
        return None
    before = KnownSession.of(notice.known)
    return announce(say, before, notice.change, Standing.PARTICIPANT, (), now).text


def _is_cut(lists: Sequence[ListReport], outcome: Outcome) -> bool:
    kinds = [_by_kind(one.taken.problems) for one in lists]
    return (
        len(outcome.to_tell) > MOST_LINES
        or any(len(each) > MOST_LINES for each in kinds)
        or any(len(alike) > MOST_ROWS for each in kinds for alike in each)
        or any(
            len(each) > MOST_LINES
            for one in lists
            for each in (
                one.changes.updated,
                one.changes.moved,
                one.changes.missing,
                one.changes.back,
            )
        )
    )


def _report(
    say: Words, lists: Sequence[ListReport], outcome: Outcome, now: datetime
) -> Attachment:
    """Everything, as a text that opens anywhere."""
    said = say.paragraphs(
        *(
            say.lines(
                _counts(say, one),
                *(say("• {what}", what=row) for row in changed_rows(say, one.changes)),
                *_sessions(say, one.changes),
                *(say("• {what}", what=_problem(say, each)) for each in one.taken.problems),
            )
            for one in lists
        ),
        *(_message(say, notice, now) for notice in outcome.to_tell),
    )
    text = "\n".join(Markup(line).striptags() for line in said.splitlines())  # noqa: S704
    return Attachment("laporan.txt", "text/plain", text.encode("utf-8-sig"))

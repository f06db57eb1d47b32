"""What people will be told of changed sessions: shown first, and sent when somebody says so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo

import typer
from markupsafe import Markup
from rich.text import Text

from bot.commands.import_report import console
from locales import Words, skills
from services.audience import Standing
from services.change_words import announce
from services.importing.notifying import Notice
from store.announcements import Before


def show(notices: Iterable[Notice], zone: tzinfo, now: datetime) -> None:
    """Every message as a participant will read it, and how many it reaches."""
    output = console()
    say = Words("id", zone)
    notices = list(notices)
    if not notices:
        output.print("Tidak ada perubahan sesi yang perlu diberitahukan.")
    for notice in notices:
        output.print()
        output.print(Text(_message(say, notice, now)))
        audience = notice.audience
        output.print(
            f"→ {len(audience.reached)} chat; tidak terjangkau {len(audience.unreachable)}, "
            f"tidak mau diberi tahu {len(audience.opted_out)}, "
            f"tanpa chat {len(audience.without_chat)} peserta"
        )


def _message(say: Words, notice: Notice, now: datetime) -> str:
    if notice.change is None:
        day = say.day(say.local_day(notice.session.starts_at))
        return (
            f"{skills.name(notice.session.skill)}, {day}: kelas yang semula batal jadi diadakan. "
            "Umumkan sendiri lewat chat petugas."
        )
    old = Before.of(notice.known)
    written = announce(say, old, notice.change, Standing.PARTICIPANT, (), now).text
    return "\n".join(Markup(line).striptags() for line in written.splitlines())  # noqa: S704


def confirmed() -> bool:
    """Ask on standard error; no answer is a no."""
    try:
        return typer.confirm("Kirim sekarang?", default=False, err=True)
    except typer.Abort:
        return False


def tell_queued(chats: int) -> None:
    console().print(f"Dikirim ke {chats} chat.")

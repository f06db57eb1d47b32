"""Previews of what people will be told about sessions and certificates, and the question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, tzinfo

import typer
from markupsafe import Markup
from rich.text import Text

from bot.commands.importing.report import console
from locales import Words, skills
from locales.steps import NAMES
from programme.changes import KnownSession
from programme.office import Office
from services.announcing.audience import Audience, Standing
from services.announcing.words import announce
from services.certificates.news import Reach
from services.certificates.notice_words import step_news
from services.certificates.pending import Pending
from services.importing.notifying import Notice


def show(notices: Iterable[Notice], zone: tzinfo, now: datetime) -> None:
    """Every message as a participant will read it, and how many chats it reaches."""
    output = console()
    say = Words("id", zone)
    notices = list(notices)
    if not notices:
        output.print("Tidak ada perubahan sesi yang perlu diberitahukan.")
    for notice in notices:
        output.print()
        output.print(Text(_message(say, notice, now)))
        output.print(_reach(notice.audience, len(notice.audience.reached)))


def show_certificates(moved: Pending, zone: tzinfo, office: Office, now: datetime) -> None:
    """How many moved to each step, an example of the message, and how many chats it reaches."""
    output = console()
    say = Words("id", zone)
    if not moved.moved:
        output.print("Tidak ada langkah sertifikat yang perlu diberitahukan.")
        return
    output.print()
    for step, count in Counter(one.step for one in moved.moved).items():
        output.print(Text(f"Sertifikat “{say(NAMES[step])}”: {count}"))
    if moved.sample:
        sample = step_news(say, [moved.sample], office, now).text
        output.print(Text(f"Contohnya:\n\n{_plain(sample)}"))
    output.print(_reach(moved.reach, len(moved.reach.chats)))


def hint_at_certificates(moved: Pending) -> None:
    if moved.moved:
        console().print(
            f"Belum diberitahukan: {len(moved.moved)} sertifikat pindah langkah; "
            f"{len(moved.reach.chats)} chat belum tahu. Beri tahu dengan --notify."
        )


def _reach(left_out: Audience | Reach, chats: int) -> str:
    return (
        f"→ {chats} chat; tidak terjangkau {len(left_out.unreachable)}, "
        f"tidak mau diberi tahu {len(left_out.opted_out)}, "
        f"tanpa chat {len(left_out.without_chat)} peserta"
    )


def _plain(written: str) -> str:
    """A message without markup, with its line breaks."""
    return "\n".join(Markup(line).striptags() for line in written.splitlines())  # noqa: S704


def _message(say: Words, notice: Notice, now: datetime) -> str:
    if notice.change is None:
        day = say.day(say.local_day(notice.session.starts_at))
        return (
            f"{skills.name(notice.session.skill)}, {day}: kelas yang semula batal jadi diadakan. "
            "Umumkan sendiri lewat chat petugas."
        )
    old = KnownSession.of(notice.known)
    written = announce(say, old, notice.change, Standing.PARTICIPANT, (), now).text
    return _plain(written)


def confirmed() -> bool:
    """Ask on standard error; no answer is a no."""
    try:
        return typer.confirm("Kirim sekarang?", default=False, err=True)
    except typer.Abort:
        return False


def tell_queued(chats: int) -> None:
    console().print(f"Dikirim ke {chats} chat.")

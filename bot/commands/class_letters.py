"""`bekal invite --class`: a code for each of a class, as letters to be printed."""

from __future__ import annotations

import asyncio
import io
from datetime import datetime
from pathlib import Path

import segno

from bot.channels.configured import accounts_of
from bot.commands.configured import BY, in_store, tell, words_of
from bot.commands.outcome import Failed, WrongUsage, print_json
from bot.config.settings import Settings
from locales import skills
from programme.people import Participant
from services.importing.terms import skills_in
from services.linking import inviting
from services.linking.code_letter import Letter, Sender, class_letters
from services.linking.inviting import NewCode
from services.people.codes import written_code
from store import people
from store.connection import Tx


def write(
    settings: Settings,
    skill: str,
    programme: str,
    file: Path,
    now: datetime,
    *,
    days: int,
    as_json: bool,
) -> None:
    """Make the codes and write the PDF. An existing file is not overwritten."""
    found = skills_in(skill)
    if len(found) != 1:
        raise WrongUsage(f"--class takes one of: {', '.join(map(skills.name, skills.CODES))}")
    if file.exists():
        raise Failed(f"{file} exists already; give another name")

    def work(tx: Tx) -> list[tuple[Participant, NewCode]]:
        known = people.programme_by_name(tx, programme)
        if known is None:
            raise inviting.UnknownProgramme([name for _, name, _ in people.programmes(tx)])
        return inviting.invite_class(tx, known[0], found[0], BY, now, days=days)

    made = in_store(settings, work)
    if not made:
        raise Failed("everybody of this class has a chat already, or nobody is on its list")
    say = words_of(settings)
    link = _link(settings, made[0][1].code)
    account = next(iter(accounts_of(settings)), None)
    sender = Sender(
        settings.office,
        link.partition("?")[0],
        account.capabilities.title if account else "",
        say.day(say.local_day(made[0][1].until)),
    )
    letters = [
        Letter(written_code(new.code), _qr(f"{link}{new.code}"), person.shown_name, person.number)
        for person, new in made
    ]
    about = f"{skills.name(found[0])}, {programme}"
    file.write_bytes(class_letters(say, sender, about, letters).content)
    file.chmod(0o600)
    if as_json:
        print_json({"codes": len(made), "file": str(file)})
    else:
        tell(
            say("{count} codes are in {file}. The first page says whose is whose.",
                count=len(made), file=file)
        )  # fmt: skip


def _link(settings: Settings, code: str) -> str:
    """What stands before a code in its link; "" where the messenger doesn't answer."""
    account = next(iter(accounts_of(settings)), None)
    link = asyncio.run(account.find_link(code)) if account else None
    return (link or "").removesuffix(code)


def _qr(text: str) -> bytes:
    image = io.BytesIO()
    segno.make(text, micro=False).save(image, kind="png", scale=8)
    return image.getvalue()

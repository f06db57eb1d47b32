"""`bekal invite`"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, TypeVar

import segno
import typer
from markupsafe import Markup

from bot.channels.configured import accounts_of
from bot.commands import class_letters
from bot.commands.configured import BY, Config, in_store, settings_of, tell, words_of
from bot.commands.outcome import Failed, Json, WrongUsage, print_json
from bot.config.settings import Settings
from bot.plain_signs import can_show
from locales import Words
from programme.linking import CODE_LASTS, LONGEST_CODE_DAYS
from programme.people import Topic
from services.linking import inviting
from services.people import codes, staff_list
from store.connection import Tx

T = TypeVar("T")

Participant = Annotated[
    str | None, typer.Argument(metavar="PARTICIPANT_NO", help="The participant to link.")
]
Days = Annotated[
    int, typer.Option(min=1, max=LONGEST_CODE_DAYS, help="How long the code is valid.")
]
Family = Annotated[bool, typer.Option("--family", help="A code for the participant's family.")]
Consent = Annotated[
    str | None, typer.Option(metavar="PAPER", help="The number of the signed consent.")
]
Topics = Annotated[
    str | None,
    typer.Option(metavar="LIST", help="What it allows: schedule,certificate,result."),
]
Staff = Annotated[str | None, typer.Option(metavar="NAME", help="A code for a member of staff.")]
Escort = Annotated[
    str | None, typer.Option(metavar="NAME", help="A code for an escort of --programme.")
]
Programme = Annotated[
    str | None, typer.Option(metavar="NAME", help="The escort's or the class's programme.")
]
Class = Annotated[
    str | None,
    typer.Option("--class", metavar="SKILL", help="Codes for a class of --programme."),
]
Letters = Annotated[
    Path | None, typer.Option(metavar="FILE", help="The PDF with a letter for each of the class.")
]
Revoke = Annotated[str | None, typer.Option(metavar="CODE", help="Revoke an unused code.")]
Png = Annotated[Path | None, typer.Option(metavar="FILE", help="Also write the QR as a picture.")]


def invite(
    participant_no: Participant = None,
    days: Days = CODE_LASTS.days,
    family: Family = False,
    consent: Consent = None,
    topics: Topics = None,
    staff: Staff = None,
    escort: Escort = None,
    programme: Programme = None,
    of_class: Class = None,
    letters: Letters = None,
    revoke: Revoke = None,
    png: Png = None,
    as_json: Json = False,
    config: Config = None,
) -> None:
    if [participant_no, staff, escort, of_class, revoke].count(None) != 4:
        raise WrongUsage("give one of: a participant number, --staff, --escort, --class, --revoke")
    if (escort is None and of_class is None) != (programme is None):
        raise WrongUsage("--programme NAME goes with --escort NAME or --class SKILL")
    if (of_class is None) != (letters is None):
        raise WrongUsage("--class SKILL and --letters FILE go together")
    allowed = _allowed(participant_no, topics, consent, family=family)
    settings = settings_of(config)
    now = datetime.now(UTC)
    if revoke is not None:
        _do(settings, lambda tx: inviting.revoke_code(tx, revoke, BY, now))
        if as_json:
            print_json({"revoked": True})
        else:
            say = words_of(settings)
            tell(say("That code is ended: nobody can use it any more."))
        return
    if of_class and programme and letters:
        with _explained():
            class_letters.write(
                settings, of_class, programme, letters, now, days=days, as_json=as_json
            )
        return
    make: Callable[..., inviting.NewCode]
    if participant_no is not None:
        make = partial(
            inviting.invite_participant,
            number=participant_no,
            family_consent=consent,
            topics=allowed,
        )
    elif staff is not None:
        make = partial(inviting.invite_staff_named, name=staff)
    else:
        make = partial(inviting.invite_escort, name=escort or "", programme=programme or "")
    code = _do(settings, lambda tx: make(tx, by=BY, now=now, days=days))
    show(code, settings, png, as_json=as_json)


def _allowed(
    participant_no: str | None, topics: str | None, consent: str | None, *, family: bool
) -> frozenset[Topic]:
    """What the family may be told. A family code needs all four options, another code none of
    the last three.
    """
    if not (family or topics or consent):
        return frozenset()
    needed = {
        "the participant's number": participant_no,
        "--family": family,
        "--consent": consent,
        "--topics": topics,
    }
    missing = [name for name, given in needed.items() if not given]
    if missing or topics is None:
        raise WrongUsage(f"a family code also needs {', '.join(missing)}")
    try:
        return frozenset(Topic(topic.strip()) for topic in topics.split(","))
    except ValueError as error:
        raise WrongUsage(f"--topics takes {', '.join(Topic)}, separated by commas") from error


def _do(settings: Settings, work: Callable[[Tx], T]) -> T:
    with _explained():
        return in_store(settings, work)


@contextmanager
def _explained() -> Iterator[None]:
    """Turn what the use cases raise into sentences."""
    try:
        yield
    except inviting.UnknownParticipant as error:
        raise Failed("no participant has this number; check it, or import the list") from error
    except staff_list.UnknownStaff as error:
        fix = f"the nearest: {' | '.join(error.nearest)}" if error.nearest else "import that list"
        raise Failed(f"nobody of this name is on the staff list; {fix}") from error
    except staff_list.SeveralStaff as error:
        names = " | ".join(error.names)
        raise Failed(f"several on the staff list have this name; write one of: {names}") from error
    except inviting.UnknownProgramme as error:
        known = ", ".join(error.known) or "none yet"
        raise Failed(f"there is no such programme; known programmes: {known}") from error
    except inviting.OtherRole as error:
        raise Failed(f"this name is on the staff list already, as {error.role}") from error
    except codes.UnknownCode as error:
        raise Failed("this code is unknown, or was used or revoked before") from error


def show(
    code: inviting.NewCode, settings: Settings, png: Path | None = None, *, as_json: bool
) -> None:
    """Print the code, its link if the messenger tells the bot's name, and a QR of link or code.

    Nothing in it says who the code is for.
    """
    written = codes.written_code(code.code)
    account = next(iter(accounts_of(settings)), None)
    link = asyncio.run(account.find_link(code.code)) if account else None
    qr = segno.make(link or written, micro=False)
    if as_json:
        print_json({"code": written, "link": link, "until": code.until.isoformat()})
    else:
        say = words_of(settings)
        until = say(
            "{day} at {hours}",
            day=say.day(say.local_day(code.until)),
            hours=say.hours(code.until, None),
        )
        tell(say("Code: {code}", code=written))
        tell(say("It works once, until {until}.", until=until))
        tell(_link(say, link, account.capabilities.title if account else ""))
        typer.echo("")
        if can_show("█▀▄"):
            qr.terminal(out=sys.stdout, compact=True)
        else:
            tell(say("This terminal can’t show the QR; --png FILE writes it as a picture."))
    if png:
        qr.save(str(png), kind="png", scale=8)


def _link(say: Words, link: str | None, messenger: str) -> Markup:
    if link is not None:
        return say("Link: {link}", link=link)
    if messenger:
        return say("{messenger} didn’t answer, so the link is unknown.", messenger=messenger)
    return say("No token is set, so the link is unknown. The code can be written to the bot.")

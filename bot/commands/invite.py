"""`bekal invite`"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from bot.commands import invitation
from bot.commands.configured import Config, settings_of
from bot.commands.outcome import Failed, WrongUsage
from bot.config.settings import Settings
from bot.storage import open_store
from programme.people import Topic
from services.linking import inviting
from services.people import codes, staff_list
from store.connection import Tx

BY = "command line"

T = TypeVar("T")

MakeCode = Callable[..., inviting.NewCode]
"""One of `services.linking.enrol`'s use cases that make a code, with whom it is for filled in."""

Participant = Annotated[
    str | None, typer.Argument(metavar="PARTICIPANT_NO", help="Whom the code links a chat to.")
]
Days = Annotated[
    int, typer.Option(min=1, max=inviting.LONGEST_DAYS, help="How long the code is good.")
]
Family = Annotated[bool, typer.Option("--family", help="A code for the participant's family.")]
Consent = Annotated[
    str | None, typer.Option(metavar="PAPER", help="The number of the paper that allows it.")
]
Topics = Annotated[
    str | None,
    typer.Option(metavar="LIST", help="What the paper allows: schedule,certificate,result."),
]
Staff = Annotated[str | None, typer.Option(metavar="NAME", help="A code for one of the staff.")]
Escort = Annotated[
    str | None, typer.Option(metavar="NAME", help="A code for an escort of --programme.")
]
Programme = Annotated[str | None, typer.Option(metavar="NAME", help="The escort's programme.")]
Revoke = Annotated[
    str | None, typer.Option(metavar="CODE", help="End a code that is not used yet.")
]
Png = Annotated[Path | None, typer.Option(metavar="FILE", help="Write the QR as a picture, too.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def invite(
    participant_no: Participant = None,
    days: Days = inviting.CODE_LASTS.days,
    family: Family = False,
    consent: Consent = None,
    topics: Topics = None,
    staff: Staff = None,
    escort: Escort = None,
    programme: Programme = None,
    revoke: Revoke = None,
    png: Png = None,
    as_json: Json = False,
    config: Config = None,
) -> None:
    """Make a code that links a chat to a participant or gives it a role, with link and QR."""
    if [participant_no, staff, escort, revoke].count(None) != 3:
        raise WrongUsage("give one of: a participant number, --staff, --escort, --revoke")
    if (escort is None) != (programme is None):
        raise WrongUsage("--escort NAME and --programme NAME go together")
    allowed = _allowed(participant_no, topics, consent, family=family)
    settings = settings_of(config)
    now = datetime.now(UTC)
    if revoke is not None:
        _in_store(settings, lambda tx: inviting.revoke_code(tx, revoke, BY, now))
        invitation.tell_revoked(as_json=as_json)
        return
    make: MakeCode
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
    code = _in_store(settings, lambda tx: make(tx, by=BY, now=now, days=days))
    invitation.show(code.code, code.until, settings, png, as_json=as_json)


def _allowed(
    participant_no: str | None, topics: str | None, consent: str | None, *, family: bool
) -> frozenset[Topic]:
    """What the family may be told; all four are given for a family code, or none of the last."""
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
        raise WrongUsage(f"a family code needs {', '.join(missing)}, too")
    known = ", ".join(Topic)
    try:
        return frozenset(Topic(topic.strip()) for topic in topics.split(","))
    except ValueError as error:
        raise WrongUsage(f"--topics takes {known}, with commas between") from error


def _nobody(nearest: tuple[str, ...]) -> str:
    if not nearest:
        return "nobody of this name is on the staff list; import that list"
    which = "the nearest is" if len(nearest) == 1 else "the nearest are"
    return f"nobody of this name is on the staff list; {which}: {' | '.join(nearest)}"


def _in_store(settings: Settings, work: Callable[[Tx], T]) -> T:
    """Do it in the store there is: codes for an empty one would be for nobody."""
    if not settings.store.exists():
        raise Failed(f"there is no store at {settings.store} yet; import a list first")
    store = open_store(settings)
    try:
        return asyncio.run(store.write(work))
    except inviting.UnknownParticipant as error:
        raise Failed("no participant has this number; check it, or import the list") from error
    except staff_list.UnknownStaff as error:
        raise Failed(_nobody(error.nearest)) from error
    except staff_list.SeveralStaff as error:
        names = " | ".join(error.names)
        raise Failed(f"several on the staff list have this name; write one of: {names}") from error
    except inviting.UnknownProgramme as error:
        known = ", ".join(error.known) or "none yet"
        raise Failed(f"there is no such programme; known are: {known}") from error
    except inviting.OtherRole as error:
        raise Failed(f"this name is on the staff list as {error.role}, elsewhere") from error
    except codes.UnknownCode as error:
        raise Failed("this code is not known, was used or has been ended before") from error
    finally:
        store.close()

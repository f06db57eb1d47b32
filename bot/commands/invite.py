"""`bekal invite`"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from bot.commands import invitation
from bot.commands.configured import BY, Config, in_store, settings_of
from bot.commands.outcome import Failed, Json, WrongUsage
from bot.config.settings import Settings
from programme.people import Topic
from services.linking import inviting
from services.people import codes, staff_list
from store.connection import Tx

T = TypeVar("T")

Participant = Annotated[
    str | None, typer.Argument(metavar="PARTICIPANT_NO", help="The participant to link.")
]
Days = Annotated[
    int, typer.Option(min=1, max=inviting.LONGEST_DAYS, help="How long the code is valid.")
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
Programme = Annotated[str | None, typer.Option(metavar="NAME", help="The escort's programme.")]
Revoke = Annotated[str | None, typer.Option(metavar="CODE", help="Revoke an unused code.")]
Png = Annotated[Path | None, typer.Option(metavar="FILE", help="Also write the QR as a picture.")]


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
    if [participant_no, staff, escort, revoke].count(None) != 3:
        raise WrongUsage("give one of: a participant number, --staff, --escort, --revoke")
    if (escort is None) != (programme is None):
        raise WrongUsage("--escort NAME and --programme NAME go together")
    allowed = _allowed(participant_no, topics, consent, family=family)
    settings = settings_of(config)
    now = datetime.now(UTC)
    if revoke is not None:
        _do(settings, lambda tx: inviting.revoke_code(tx, revoke, BY, now))
        invitation.tell_revoked(as_json=as_json)
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
    invitation.show(code.code, code.until, settings, png, as_json=as_json)


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
    try:
        return in_store(settings, work)
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

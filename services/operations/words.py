"""What admins read of failed backups, a wrong clock and roles that others changed."""

from __future__ import annotations

from datetime import UTC, datetime

from locales import Words
from locales.roles import ROLES
from programme.messages import Button, Outgoing
from services.operations.role_changes import RoleNow
from services.sending.notices import Data

MOST_NAMED = 20


def backup_failed(say: Words, *_: object) -> Outgoing:
    return Outgoing(
        say(
            "<b>The daily backup failed.</b> It is tried again every hour. “bekal doctor” says "
            "why."
        )
    )


def clock_wrong(say: Words, data: Data, *_: object) -> Outgoing:
    """`system` and `right`: what that clock told and what time it was (epoch seconds)."""
    told, right = (datetime.fromtimestamp(data[which], UTC) for which in ("system", "right"))
    return Outgoing(
        say(
            "<b>The clock of Bekal’s computer is wrong.</b> It says {day}, {time}; it is "
            "{right_day}, {right_time}. Reminders and messages come on time all the same. Please "
            "have the clock set.",
            day=say.day(say.local_day(told)),
            time=say.clock(told),
            right_day=say.day(say.local_day(right)),
            right_time=say.clock(right),
        )
    )


def roles_changed(say: Words, members: list[RoleNow], *_: object) -> Outgoing:
    one = members[0] if len(members) == 1 and members[0].role else None
    return Outgoing(
        say.paragraphs(
            say("<b>Roles were changed.</b> Now:"),
            say.lines(
                *(_line(say, each) for each in members[:MOST_NAMED]),
                say("… and {count} more", count=len(members) - MOST_NAMED)
                if len(members) > MOST_NAMED
                else None,
            ),
        ),
        (
            (
                Button(say("Look at it"), f"team:show:{one.staff_id}")
                if one
                else Button(say("Staff and instructors"), "team"),
            ),
        ),
    )


def own_role_changed(say: Words, members: list[RoleNow], *_: object) -> Outgoing:
    """For whose role it is, or was."""
    role = members[0].role if members else None
    return Outgoing(
        say("Your role here was changed. Now: {role}.", role=say(ROLES[role]))
        if role
        else say("Your role here was taken away. If that is a mistake, speak with the office.")
    )


def _line(say: Words, member: RoleNow) -> str:
    role = say(ROLES[member.role]) if member.role else say("no role any more")
    return say("{name}: {role}", name=member.name, role=role)

"""What admins read of failed backups and of roles that others changed."""

from __future__ import annotations

from locales import Words
from locales.roles import ROLES
from programme.messages import Button, Outgoing
from services.operations.role_changes import RoleNow

MOST_NAMED = 20


def backup_failed(say: Words, *_: object) -> Outgoing:
    return Outgoing(
        say(
            "<b>The daily backup failed.</b> It is tried again every hour. “bekal doctor” says "
            "why."
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

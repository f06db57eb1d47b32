"""Admins see who works for the programme, make codes for them and take roles away.

roles ─► who has one ─► somebody ─► code | take the role away (asks once)
      └─► whose role was taken away ─► give it back
"""

from __future__ import annotations

from handlers.linking import codes
from handlers.turns.choices import row_id
from handlers.turns.features import Label, Menu, Press
from handlers.turns.turn import Turn
from locales import skills
from locales.roles import ROLES
from locales.words import sentence
from programme.linking import CODE_LASTS
from programme.messages import Button
from programme.people import Role, StaffMember
from services.linking import office_codes, team
from services.linking.office_codes import UnknownMember
from services.linking.team import OwnRole

PAGE = 8
LONGEST_LABEL = 40


def show(turn: Turn) -> None:
    """How many have which role."""
    say = turn.say
    everybody = team.members(turn.tx, turn.contact)
    counts = {role: sum(each.member.role is role for each in everybody) for role in Role}
    ended = len(team.ended(turn.tx, turn.contact))
    turn.reply(
        say("Who works for the programme:"),
        *(
            Button(f"{say(called)} ({counts[role]})", f"team:role:{role}:0")
            for role, called in ROLES.items()
            if counts[role]
        ),
        *(
            [Button(say("Role taken away ({count})", count=ended), "team:ended:0")]
            if ended
            else []
        ),
        Button(say("A new escort"), "escorts"),
        Button(say("For the office"), "office"),
    )


def _list(turn: Turn, role: Role, page: int) -> None:
    found = [each for each in team.members(turn.tx, turn.contact) if each.member.role is role]
    found.sort(key=lambda each: each.member.shown_name)
    _page(turn, [each.member for each in found], f"team:role:{role}", page)


def _list_ended(turn: Turn, page: int) -> None:
    found = sorted(team.ended(turn.tx, turn.contact), key=lambda member: member.shown_name)
    _page(turn, found, "team:ended", page)


def _page(turn: Turn, found: list[StaffMember], where: str, page: int) -> None:
    say = turn.say
    shown = found[page * PAGE : (page + 1) * PAGE]
    verb = "past" if where == "team:ended" else "show"
    is_more = len(found) > (page + 1) * PAGE
    turn.reply(
        say("Who?") if shown else say("Nobody any more."),
        *(Button(each.shown_name[:LONGEST_LABEL], f"team:{verb}:{each.id}") for each in shown),
        *([Button(say("More"), f"{where}:{page + 1}")] if is_more else []),
        Button(say("Back"), "team"),
    )


def _show(turn: Turn, staff_id: int) -> None:
    say = turn.say
    found = team.look_at(turn.tx, turn.contact, staff_id, turn.now)
    member = found.member
    turn.reply(
        say.lines(
            say("<b>{name}</b>", name=member.shown_name),
            say("Role: {role}", role=say(ROLES[member.role])),
            say("Skill: {skills}", skills=", ".join(map(skills.name, member.skills)))
            if member.skills
            else None,
            say("A chat is linked.") if found.has_chat else say("No chat is linked."),
        ),
        Button(say("Make a code"), f"team:code:{staff_id}"),
        Button(say("Take the role away"), f"team:end:{staff_id}"),
        Button(say("Back"), "team"),
    )


def _ask_end(turn: Turn, staff_id: int) -> None:
    say = turn.say
    name = team.look_at(turn.tx, turn.contact, staff_id, turn.now).member.shown_name
    turn.reply(
        say("Take the role of {name} away? It ends at once in every chat.", name=name),
        Button(say("Yes, take it away"), f"team:yes:{staff_id}"),
        Button(say("No"), f"team:show:{staff_id}"),
    )


def _end(turn: Turn, staff_id: int) -> None:
    say = turn.say
    is_done = team.end_role(turn.tx, turn.contact, staff_id, turn.now)
    turn.reply(
        say("The role is taken away. A list doesn’t give it back; you can, here.")
        if is_done
        else say("That was over already."),
        *([Button(say("Give it back"), f"team:back:{staff_id}")] if is_done else []),
        Button(say("Staff and instructors"), "team"),
    )


def _ask_restore(turn: Turn, staff_id: int) -> None:
    say = turn.say
    past = [each for each in team.ended(turn.tx, turn.contact) if each.id == staff_id]
    if not past:
        raise UnknownMember
    turn.reply(
        say("The role of {name} was taken away.", name=past[0].shown_name),
        Button(say("Give it back"), f"team:back:{staff_id}"),
        Button(say("Back"), "team"),
    )


def _restore(turn: Turn, staff_id: int) -> None:
    say = turn.say
    if team.restore_role(turn.tx, turn.contact, staff_id, turn.now):
        turn.reply(say("The role is given back. The chat needs a new code."))
    _show(turn, staff_id)


def _make(turn: Turn, staff_id: int) -> None:
    new = office_codes.for_member(turn.tx, turn.contact, staff_id, turn.now, days=CODE_LASTS.days)
    name = team.look_at(turn.tx, turn.contact, staff_id, turn.now).member.shown_name
    codes.hand_over(turn, new, name, Button(turn.say("Staff and instructors"), "team"))


ABOUT_SOMEBODY = {
    "show": _show,
    "code": _make,
    "end": _ask_end,
    "yes": _end,
    "past": _ask_restore,
    "back": _restore,
}
"""A button's verb → what it does with somebody's id."""


def manage_team(turn: Turn, argument: str = "") -> None:
    """`argument`: "", "role:ROLE:PAGE", "ended:PAGE", or a verb of ABOUT_SOMEBODY with an id."""
    verb, _, value = argument.partition(":")
    role, _, page = value.partition(":")
    try:
        if verb in ABOUT_SOMEBODY:
            ABOUT_SOMEBODY[verb](turn, row_id(value))
        elif verb == "ended":
            _list_ended(turn, row_id(value))
        elif verb == "role" and role in ROLES:
            _list(turn, Role(role), row_id(page))
        else:
            show(turn)
    except OwnRole:
        turn.reply(
            turn.say("Your own role only another admin can take away."),
            Button(turn.say("Staff and instructors"), "team"),
        )
    except UnknownMember:
        show(turn)


FEATURE = (
    Press(
        "team",
        manage_team,
        confirms=("yes",),
        labels=(Label(sentence("Staff and instructors"), menu=Menu.ADMIN_PAGE),),
    ),
)

"""One's classes as a file for the phone's calendar."""

from __future__ import annotations

from datetime import timedelta

from handlers.classes.schedule_wish import Wish
from handlers.turns import access, menu, which_participant
from handlers.turns.features import Press
from handlers.turns.turn import Turn
from locales import skills
from programme.messages import Attachment, Button
from services.classes import schedule
from services.classes.calendar_file import MEDIA_TYPE, calendar_file
from services.printing.places import neutral_place

AHEAD = timedelta(days=180)


def button(turn: Turn, wish: Wish) -> Button:
    """For the classes of `wish`."""
    return Button(
        turn.say("Save to calendar"), f"calendar{wish.written().removeprefix('schedule')}"
    )


def take_wish(turn: Turn) -> bool:
    """False where the chat has no classes of its own."""
    if not (turn.member or schedule.own_classes(turn.tx, turn.contact, turn.now)):
        return False
    access.ensure_open(turn)
    give(turn)
    return True


def give(turn: Turn, argument: str = "") -> None:
    """`argument`: a `Wish` in writing; without days all that is planned. Cancelled ones as such.

    The titles tell no more than the trade: others look at a calendar.
    """
    say, wish = turn.say, Wish.read(argument, turn.today)
    own = schedule.own_classes(turn.tx, turn.contact, turn.now)
    links = [each.link for each in own]
    meant = [each for each in links if each.id == wish.link]
    meant = meant or which_participant.spoken_of(turn, links)
    about = [each for each in own if each.link in meant]
    scope = schedule.scope_of(about, wish.skills, wish.year, turn.member)
    since, until = turn.now, turn.now + AHEAD
    if wish.days:
        since, until = (turn.midnight(day) for day in wish.days.bounds())
    found = [each for each in schedule.between(turn.tx, scope, since, until) if scope.is_own(each)]
    if not found:
        turn.reply(say("No class is planned for now."), menu.back(turn))
        return
    entries = [
        (
            each,
            say("{skill} class", skill=skills.name(each.skill)),
            neutral_place(say, each.place),
        )
        for each in found
    ]
    turn.reply(
        say(
            "Open the file, and your phone adds these classes to its calendar: {count}. If one is "
            "changed, I tell you here; then load the file again.",
            count=len(found),
        ),
        menu.back(turn),
        attachment=Attachment(
            "jadwal-kelas.ics", MEDIA_TYPE, calendar_file(entries, turn.setup.zone, turn.now)
        ),
    )


FEATURE = (Press("calendar", give),)

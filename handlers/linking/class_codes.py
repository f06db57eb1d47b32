"""The office makes codes for a whole class: a letter each, and a list of whose is whose.

which class ─► how long ─► one PDF
"""

from __future__ import annotations

from datetime import timedelta

from handlers.linking import handing_over
from handlers.linking.codes import DAYS
from handlers.turns import menu
from handlers.turns.choices import row_id
from handlers.turns.features import Press
from handlers.turns.turn import Turn
from locales import skills
from programme.messages import Button
from programme.people import Enrolment
from services.linking import office_codes
from services.linking.code_letter import class_letters

MOST_CLASSES = 12


def _ask_class(turn: Turn) -> None:
    say = turn.say
    waiting = office_codes.classes(turn.tx, turn.contact)
    turn.reply(
        say("Which class? Whoever has a chat of his own gets no code.")
        if waiting
        else say("Everybody on the lists has a chat of his own."),
        *(
            Button(f"{_called(each)}: {count}", f"classcodes:{each.programme_id}:{each.skill}")
            for each, count in waiting[:MOST_CLASSES]
        ),
        menu.cancel(turn),
    )


def _ask_days(turn: Turn, chosen: Enrolment) -> None:
    say, about = turn.say, f"{chosen.programme_id}:{chosen.skill}"
    turn.reply(
        say("How long shall the codes work?"),
        *(
            Button(say.duration(timedelta(days=days)), f"classcodes:{about}:{days}")
            for days in DAYS
        ),
        menu.cancel(turn),
    )


def _make(turn: Turn, chosen: Enrolment, days: int) -> None:
    say, about = turn.say, _called(chosen)
    made = office_codes.for_class(
        turn.tx, turn.contact, chosen.programme_id, chosen.skill, turn.now, days=days
    )
    last_day = say.day(say.local_day(made[0][1].until))
    letters = [
        handing_over.letter_with(turn, new.code, person.shown_name, person.number)
        for person, new in made
    ]
    turn.reply(
        say.paragraphs(
            say("<b>{count} codes for {about}</b>", count=len(made), about=about),
            say(
                "The first page says whose letter is whose and stays in the office. Each code "
                "works once, until {day}.",
                day=last_day,
            ),
            say("Print the letters and delete them here."),
        ),
        Button(say("For the office"), "office"),
        menu.back(turn),
        attachment=class_letters(say, handing_over.sender(turn, last_day), about, letters),
    )


def _called(chosen: Enrolment) -> str:
    return f"{skills.name(chosen.skill)}, {chosen.programme}"


def make_codes(turn: Turn, argument: str = "") -> None:
    """`argument`: "", "PROGRAMME:SKILL" or "PROGRAMME:SKILL:DAYS"."""
    programme, skill, days, *_ = (*argument.split(":"), "", "", "")
    classes = [each for each, _ in office_codes.classes(turn.tx, turn.contact)]
    wanted = (row_id(programme), skill)
    chosen = next((each for each in classes if (each.programme_id, each.skill) == wanted), None)
    if chosen is None:
        _ask_class(turn)
    elif row_id(days) in DAYS:
        _make(turn, chosen, row_id(days))
    else:
        _ask_days(turn, chosen)


FEATURE = (Press("classcodes", make_codes),)

"""An escort asks about somebody of his group what a family may: classes and the certificate."""

from __future__ import annotations

from handlers.certificates import certificate
from handlers.classes import schedule_told
from handlers.classes.schedule_wish import Days, Wish
from handlers.turns import access, menu
from handlers.turns.turn import Turn
from services.certificates import visible
from services.classes import schedule
from services.classes.schedule import OwnClass
from services.people import wards
from services.people.known_names import participants_in
from store import people
from understanding import Intent


def take_question(turn: Turn) -> bool:
    """ "Sertifikat sumiran", "jadwal sumiran". False where it names nobody of the group."""
    ids = participants_in(turn.reading.asked.people)
    if not ids:
        return False
    access.ensure_open(turn)
    links = wards.asked_about(turn.tx, turn.contact, ids, turn.now)
    if not links:
        return False
    say, is_schedule = turn.say, turn.reading.asked.intent is Intent.SCHEDULE
    answers: list[str] = []
    for link in links:
        if is_schedule:
            classes = [
                OwnClass(link, each) for each in people.enrolments(turn.tx, link.participant_id)
            ]
            scope = schedule.scope_of(classes, frozenset())
            wish = _days_asked(turn)
            found = schedule_told.asked_for(turn, scope, wish)
            told = schedule_told.told(turn, scope, wish, found)
            answers.append(say.lines(say("<b>{name}</b>", name=link.label), told))
        else:
            answers.append(certificate.news(turn, link, visible.told(turn.tx, link)))
    turn.reply(say.paragraphs(*answers), menu.back(turn))
    return True


def _days_asked(turn: Turn) -> Wish:
    asked = turn.reading.asked
    return Wish(Days(asked.date, asked.date_end or asked.date) if asked.date else None)

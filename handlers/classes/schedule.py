"""When is the class? Strangers hear skill, day and hour; linked people room and topic too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.classes import calendar, details, schedule_told
from handlers.classes.schedule_wish import Days, Wish
from handlers.linking import expired_links
from handlers.tickets import office
from handlers.turns import access, menu, which_participant
from handlers.turns.features import Command, Label, Menu, Press, Question
from handlers.turns.turn import Turn
from locales import skills
from locales.words import sentence
from programme.messages import Button
from programme.people import Link
from services.classes import schedule
from services.classes.schedule import OwnClass, Scope
from understanding import Intent, Understood

OFFICE = "office"


def answer(turn: Turn, asked: Understood) -> None:
    """Answer a question in words."""
    if asked.impossible_date:
        turn.reply(
            turn.say("There is no such date: {date}. Which day?", date=asked.impossible_date),
            *_other_days(turn, Wish(skills=frozenset(asked.skills))),
            menu.back(turn),
        )
        return
    days = Days(asked.date, asked.date_end or asked.date) if asked.date else None
    _tell(turn, Wish(days, frozenset(asked.skills)), asked)


def could_be_meant(turn: Turn, asked: Understood) -> bool:
    """May a question that was taken for another be one about an own class of that day?"""
    days = Days(asked.date, asked.date_end or asked.date) if asked.date else None
    if days is None or Intent.SCHEDULE not in asked.alternatives:
        return False
    scope = schedule.scope_of(
        schedule.own_classes(turn.tx, turn.contact, turn.now), frozenset(asked.skills)
    )
    return bool(scope.classes and schedule_told.sessions_on(turn, scope, days))


def where(turn: Turn, asked: Understood) -> None:
    """Where a class is, for whoever may hear of its room; else where and when the office is."""
    is_about_class = asked.skills or (asked.date and not _is_about_office(turn))
    if is_about_class and _may_hear_of_rooms(turn):
        access.ensure_open(turn)
        answer(turn, asked)
    else:
        turn.note_question(asked, about=OFFICE)
        office.place(turn, asked)


def _is_about_office(turn: Turn) -> bool:
    """Or does it go on from a question about the office? "kalau jumat?" """
    said = turn.reading
    goes_on = turn.conversation.asked.get("about") == OFFICE
    return said.names_office or (goes_on and not said.names_class)


def _may_hear_of_rooms(turn: Turn) -> bool:
    is_of_staff = turn.member is not None
    return is_of_staff or bool(schedule.own_classes(turn.tx, turn.contact, turn.now))


def show_schedule(turn: Turn, argument: str = "") -> None:
    """Answer a button: a `Wish` in writing."""
    wish = Wish.read(argument, turn.today)
    turn.note_question(
        Understood(
            Intent.SCHEDULE,
            confidence=1.0,
            skills=tuple(sorted(wish.skills)),
            date=wish.days.since if wish.days else None,
            date_end=wish.days.until if wish.days else None,
        )
    )
    _tell(turn, wish)


def _tell(turn: Turn, wish: Wish, asked: Understood | None = None) -> None:
    own = schedule.own_classes(turn.tx, turn.contact, turn.now)
    about = _meant(turn, own, wish, asked)
    people = list({each.link.participant_id: each.link for each in about}.values())
    if asked and asked.people and own and not about:
        turn.reply(
            turn.say("I know of no such class of theirs. The office can help."),
            Button(turn.say("Talk to the office"), "contact"),
            menu.back(turn),
        )
        return
    if which_participant.is_open(turn, people):
        _ask_which_participant(turn, about, wish)
        return
    is_one_of_several = not which_participant.is_unambiguous(each.link for each in own)
    if is_one_of_several and len(people) == 1:
        wish = wish.of(people[0].id)
    answers = []
    asked_people: list[Link | None] = [*people] or [None]
    for person in asked_people:
        classes = [each for each in about if person in (None, each.link)]
        scope = schedule.scope_of(classes, wish.skills, wish.year, turn.member)
        found = schedule_told.asked_for(turn, scope, wish)
        answers.append(
            turn.say.lines(
                which_participant.heading(turn, person) if person and is_one_of_several else None,
                details.told(turn, scope),
                schedule_told.told(turn, scope, wish, found),
                schedule_told.later(turn, scope, wish.days) if turn.is_repeated else None,
            )
        )
    turn.reply(
        turn.say.paragraphs(*answers, _what_to_bring(turn, about), expired_links.notice(turn)),
        *(schedule_told.rest_button(turn, wish, found) if len(asked_people) == 1 else []),
        *(_classes(turn) if scope.is_everything and not wish.days else _other_days(turn, wish)),
        *([calendar.button(turn, replace(wish, skip=0))] if about else []),
        *([] if own or turn.is_known else [Button(turn.say("Link this chat"), "request")]),
        menu.back(turn),
    )


def _meant(
    turn: Turn, own: Sequence[OwnClass], wish: Wish, asked: Understood | None
) -> list[OwnClass]:
    """The classes asked about: of the button's person, of those named, or of the skill."""
    links = [each.link for each in own]
    if pressed := [link for link in links if link.id == wish.link]:
        which_participant.choose(turn, pressed[:1])
    if asked:
        links = which_participant.meant(turn, links, asked)
    else:
        links = which_participant.spoken_of(turn, links)
    of_skill = [each for each in own if not wish.skills or each.enrolment.skill in wish.skills]
    of_people = [each for each in of_skill if each.link in links]
    return of_people or ([] if asked and asked.people else of_skill)


def _what_to_bring(turn: Turn, own: Sequence[OwnClass]) -> str | None:
    if own and turn.reading.asks_what_to_bring:
        return turn.say("What to bring to class is not noted here: please ask the instructor.")
    return None


def _ask_which_participant(turn: Turn, own: Sequence[OwnClass], wish: Wish) -> None:
    newest: dict[int, OwnClass] = {}
    for each in own:
        newest.setdefault(each.link.id, each)
    turn.reply(
        turn.say("Whose schedule?"),
        *(
            Button(
                which_participant.label(each.link, each.enrolment), wish.of(each.link.id).written()
            )
            for each in newest.values()
        ),
    )


def _other_days(turn: Turn, wish: Wish) -> list[Sequence[Button]]:
    """Other days of the same class or person."""
    say = turn.say
    return [
        (
            Button(say("Today"), wish.on("today")),
            Button(say("Tomorrow"), wish.on("tomorrow")),
        ),
        (
            Button(say("This week"), wish.on("week")),
            Button(say("Next class"), wish.on("")),
        ),
    ]


def _classes(turn: Turn) -> list[Button]:
    """A button for each class that has a session ahead."""
    return [
        Button(
            f"{skills.name(each.skill)} {each.year}",
            Wish(skills=frozenset({each.skill}), year=each.year).written(),
        )
        for each in schedule.upcoming(turn.tx, Scope(), turn.now)
    ]


FEATURE = (
    Command("/jadwal", show_schedule, does=sentence("When is the class?"), takes_words=True),
    Press("schedule", show_schedule, labels=(Label(sentence("Class schedule"), menu=Menu.MAIN),)),
    Question(Intent.SCHEDULE, answer, choice=(sentence("Class schedule"), "schedule")),
    Question(
        Intent.LOCATION,
        where,
        choice=(sentence("Address and opening hours"), "place"),
        when_closed=True,
    ),
)

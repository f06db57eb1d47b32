"""Where the office is, when it is open, whom to ask, and which courses there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from html import unescape

from handlers.turns import menu
from handlers.turns.features import Command, Label, Menu, Press, Question
from handlers.turns.turn import Turn
from locales import skills
from locales.opening_hours import opening_hours
from locales.words import sentence
from programme.messages import Attachment, Button, Card, Place
from programme.office import Office, OfficeCalendar, hours_on
from services.classes import schedule
from services.classes.public_holidays import is_holiday
from services.classes.schedule import Scope
from services.tickets import asking
from store import tickets as ticket_rows
from understanding import Detail, Intent, Understood


def place(turn: Turn, asked: Understood | str = "") -> None:
    """Who asks about a day reads whether it is open then, who asks where it is sees the map."""
    say, office = turn.say, turn.setup.office
    if office.coordinates and turn.channel.shows_places and _asks_where(turn):
        latitude, longitude = office.coordinates
        name = office.name or turn.setup.name
        open_at = str(opening_hours(say, office, turn.today) or "").splitlines()[1:]
        address = " · ".join(str(unescape(part)) for part in (office.address, *open_at) if part)
        turn.reply(
            say.lines(name, office.address), place=Place(name, address, latitude, longitude)
        )
    turn.reply(
        say.paragraphs(
            say("<b>{office}</b>", office=office.name) if office.name else None,
            say.lines(office.address, office.map_url or _on_map(office)),
            hours(turn, _day_of(asked)),
            _what_is_missing(turn),
        ),
        Button(say("Talk to the office"), "contact"),
        menu.back(turn),
    )


def _asks_where(turn: Turn) -> bool:
    """Not of who only asks when it is open."""
    return not turn.reading.text or turn.reading.is_command or turn.reading.asks_where


def _on_map(office: Office) -> str:
    """A link for a channel, or a phone, that shows no map by itself."""
    if office.coordinates is None:
        return ""
    latitude, longitude = office.coordinates
    return f"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}"


def give_card(turn: Turn, _: str = "") -> None:
    """The office as a contact to save; as a file where the channel has no contacts."""
    say, office = turn.say, turn.setup.office
    name = office.name or turn.setup.name
    if not office.phone:
        contact(turn)
        return
    shows = turn.channel.shows_cards
    vcard = f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nTEL:{office.phone}\r\nEND:VCARD\r\n"
    turn.reply(
        say("<b>{office}</b>: {phone}", office=name, phone=office.phone),
        menu.back(turn),
        card=Card(name, office.phone) if shows else None,
        attachment=None if shows else Attachment("kantor.vcf", "text/vcard", vcard.encode()),
    )


def _day_of(asked: Understood | str) -> date | None:
    """The one day that a question is about, if any."""
    return asked.date if isinstance(asked, Understood) and not asked.date_end else None


def contact(turn: Turn, asked: Understood | str = "") -> None:
    """Whoever wrote more than that he wants a person can send just that."""
    say, office = turn.say, turn.setup.office
    may_write = asking.may_ask(turn.tx, turn.contact)
    is_said = may_write and isinstance(asked, Understood) and _says_more(turn)
    question, yes = offer_what_was_said(turn) if is_said else (None, ())
    turn.reply(
        say.paragraphs(
            say("You can reach us here:") if office.phone or office.address else None,
            ways_to_reach(turn, _day_of(asked)),
            None if office.phone else _what_is_missing(turn),
            question or say("Questions about a certificate: have its number at hand."),
        ),
        *yes,
        *([write(turn)] if may_write else []),
        *([Button(say("Save the office’s number"), "card")] if office.phone else []),
        *([my_questions(turn)] if ticket_rows.of_contact(turn.tx, turn.contact.id) else []),
        menu.back(turn),
    )


def offer_what_was_said(turn: Turn, data: str = "ask:said") -> tuple[str, tuple[Button]]:
    """The question whether this very text shall go to the office, and the button that says yes.

    A yes in other words ("ya kirim saja") presses it, too.
    """
    turn.expected = replace(
        turn.expected,
        unhelped={"text": turn.reading.text},
        data={**turn.expected.data, "offered": data},
    )
    say = turn.say
    return (
        say("Shall I pass on to the office what you wrote? You needn’t write it again."),
        (Button(say("Yes, send it to the office"), data),),
    )


def take_complaint(turn: Turn) -> bool:
    """Offers to pass it on as it is. False where nobody would read it."""
    say = turn.say
    if not asking.may_ask(turn.tx, turn.contact):
        return False
    question, yes = offer_what_was_said(turn)
    turn.reply(
        say.paragraphs(say("I am sorry to hear that. A person should read this."), question),
        *yes,
        write(turn),
        menu.back(turn),
    )
    return True


FEWEST_WORDS = 6
"""A text of so many words has more in it than the wish to speak with somebody."""


def _says_more(turn: Turn) -> bool:
    return len(turn.reading.text.split()) >= FEWEST_WORDS


def write(turn: Turn) -> Button:
    return Button(turn.say("Write a message"), "ask")


def my_questions(turn: Turn) -> Button:
    return Button(turn.say("My questions"), "asked")


def when_answered(turn: Turn) -> str:
    """When somebody is there to answer what is written now."""
    say, calendar = turn.say, OfficeCalendar(turn.setup.office, turn.setup.zone, is_holiday)
    opens = calendar.next_opening(turn.now)
    if turn.setup.office.hours and calendar.is_open(turn.now):
        return say("The office is open now and answers during opening hours.")
    if opens is None:
        return say("The office answers as soon as it can.")
    return say(
        "The office opens {day} at {time} and answers during opening hours.",
        day=say.near_day(say.local_day(opens), turn.today),
        time=say.clock(opens),
    )


def _what_is_missing(turn: Turn) -> str | None:
    """What to do while the office has no address here."""
    say, office = turn.say, turn.setup.office
    if office.address:
        return None
    if office.phone:
        return say("The address is not entered yet. Please call us.")
    return say("Address and phone are not entered yet. Please ask where the enrolment was.")


def ways_to_reach(turn: Turn, day: date | None = None) -> str:
    """Name, phone, address and opening hours (of `day`), as far as they are entered."""
    say, office = turn.say, turn.setup.office
    return say.paragraphs(
        say.lines(
            say("<b>{office}</b>", office=office.name) if office.name else None,
            say("Phone: {phone}", phone=office.phone) if office.phone else None,
            office.address,
        ),
        hours(turn, day),
    )


def hours(turn: Turn, day: date | None = None) -> str:
    """Opening hours as they hold around `day` (today if not given), and whether it is open."""
    shown = opening_hours(turn.say, turn.setup.office, day or turn.today)
    return turn.say.lines(shown, is_open(turn, day)) if shown else ""


def is_open(turn: Turn, day: date | None = None) -> str:
    """Whether it is open on `day`, or now if not given; nothing where no hours are entered."""
    if not turn.setup.office.hours:
        return ""
    return _today(turn) if day in (None, turn.today) else _on(turn, day)


def _today(turn: Turn) -> str:
    say, clock = turn.say, turn.local_now.time()
    today = hours_on(turn.setup.office, turn.today, is_holiday)
    if today is None:
        return say("Closed today.")
    if clock < today.opens:
        return say("Opens today at {time}.", time=f"{today.opens:%H.%M}")
    if clock < today.closes:
        return say("Open now, until {time}.", time=f"{today.closes:%H.%M}")
    return say("Closed for today.")


def _on(turn: Turn, day: date) -> str:
    say, named = turn.say, turn.say.capital(turn.say.near_day(day, turn.today))
    found = hours_on(turn.setup.office, day, is_holiday)
    if found is None:
        return say("{day}: closed.", day=named)
    return say(
        "{day}: open from {opens} to {closes}.",
        day=named,
        opens=f"{found.opens:%H.%M}",
        closes=f"{found.closes:%H.%M}",
    )


NOT_NOTED = {
    Detail.COST: sentence("What the training costs is not noted here: please ask the office."),
    Detail.REQUIREMENTS: sentence(
        "What is needed to take part is not noted here: please ask the office."
    ),
}


def courses(turn: Turn, asked: Understood | str = "") -> None:
    """The skills, each with the years of its programmes when classes are coming.

    Whoever writes more than a word of it wants to join or to know more: the office can tell him.
    """
    say, detail = turn.say, turn.reading.detail
    turn.is_for_office = isinstance(asked, Understood) and (
        turn.is_repeated or detail in NOT_NOTED or turn.reading.wants_to_join
    )
    coming: dict[str, list[int]] = {}
    for session in schedule.upcoming(turn.tx, Scope(), turn.now):
        coming.setdefault(session.skill, []).append(session.year)
    lines = [
        say("• {skill} ({years})", skill=skills.name(code), years=_years(coming[code]))
        if code in coming
        else say("• {skill}", skill=skills.name(code))
        for code in skills.CODES
    ]
    turn.reply(
        say.paragraphs(
            say(NOT_NOTED[detail]) if detail in NOT_NOTED else None,
            say("There is training in:"),
            say.lines(*lines),
            say("To enrol or to ask about the next course, talk to the office."),
        ),
        Button(say("Class schedule"), "schedule"),
        Button(say("Talk to the office"), "contact"),
    )


def _years(years: Iterable[int]) -> str:
    """ "2025, 2026" """
    return ", ".join(str(year) for year in sorted(years))


FEATURE = (
    Command("/lokasi", place, does=sentence("Address and opening hours"), when_closed=True),
    Press("card", give_card, when_closed=True),
    Command("/kursus", courses, does=sentence("Courses"), when_closed=True),
    Press(
        "place",
        place,
        when_closed=True,
        labels=(Label(sentence("Address and opening hours"), menu=Menu.MAIN),),
    ),
    Press(
        "courses", courses, when_closed=True, labels=(Label(sentence("Courses"), menu=Menu.MAIN),)
    ),
    Question(
        Intent.CONTACT,
        contact,
        choice=(sentence("Talk to the office"), "contact"),
        when_closed=True,
    ),
    Question(Intent.COURSES, courses, choice=(sentence("Courses"), "courses"), when_closed=True),
)

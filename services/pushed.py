"""The words of what the bot sends by itself, put together when it is sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from locales import Words, skills
from programme.discretion import find_forbidden
from programme.messages import Button, Outgoing
from programme.office import Office
from programme.outbox import Kind, State
from programme.people import Contact, Relation
from programme.tickets import Ticket
from services.announcing import announcements, broadcasting
from services.announcing.broadcast_words import broadcast
from services.announcing.progress import Progress
from services.announcing.progress_words import progress_message
from services.announcing.words import announce, escort_buttons
from services.classes import reminders
from services.classes.reminders import Reminder, ReminderRules
from services.notice_words import notice
from services.printing.places import neutral_place
from services.privacy import locks
from services.sending.outbox import Withdrawn
from services.tickets import words
from store.connection import Tx
from store.outbox import Row


@dataclass(frozen=True, slots=True)
class Speaker:
    """Words pushed messages. Calling it is a `services.sending.outbox.Wording`."""

    language: str
    zone: ZoneInfo
    rules: ReminderRules
    office: Office = field(default_factory=Office)

    def __call__(self, tx: Tx, row: Row, contact: Contact, now: datetime) -> Outgoing | Withdrawn:
        """A closed chat is only told that there is something, and the rest when it is open."""
        message = self._message(tx, row, contact, now)
        if isinstance(message, Withdrawn) or not locks.is_closed(tx, contact, now):
            return message
        locks.hold_back(tx, row.id)
        say = self._words(contact)
        return Outgoing(
            say("There is important news."), ((Button(say("Read it"), "unlock:news"),),)
        )

    def held_back(self, tx: Tx, contact: Contact, now: datetime) -> list[Outgoing]:
        """What this chat was only told to be there, as it stands now; each is told once."""
        messages = [
            self._message(tx, row, contact, now) for row in locks.held_back(tx, contact, now)
        ]
        locks.hold_nothing_back(tx, contact)
        return [message for message in messages if isinstance(message, Outgoing)]

    def _message(self, tx: Tx, row: Row, contact: Contact, now: datetime) -> Outgoing | Withdrawn:
        say = self._words(contact)
        if row.kind is Kind.REMINDER:
            facts = reminders.as_it_stands(
                tx, row.session_id, row.session_start, contact, self.rules.quiet, now
            )
            message = facts if isinstance(facts, Withdrawn) else remind(say, facts, now)
        elif row.kind is Kind.ANNOUNCEMENT:
            message = _announce(tx, say, row, contact, self.rules, now)
        elif row.kind is Kind.NOTICE:
            message = notice(tx, say, contact, row.body, self.rules.quiet, self.office, now)
        else:
            told = broadcasting.as_it_stands(tx, row, contact, self.rules.quiet, now)
            message = (
                told
                if isinstance(told, Withdrawn)
                else broadcast(say, self.office.name, told, contact.channel)
            )
        if isinstance(message, Outgoing) and find_forbidden(message.words):
            return Withdrawn(State.FAILED, "forbidden word")
        return message

    def progress(self, contact: Contact, progress: Progress) -> Outgoing:
        """How far an announcement has come, in its writer's language."""
        return progress_message(self._words(contact), progress)

    def ticket(
        self, tx: Tx, contact: Contact, ticket_id: int, ticket: Ticket | None, now: datetime
    ) -> Outgoing:
        """How a ticket stands by now, in the language of this chat of the office."""
        return words.as_it_stands(tx, self._words(contact), ticket_id, ticket, now)

    def _words(self, contact: Contact) -> Words:
        return Words(contact.language or self.language, self.zone)


def _announce(
    tx: Tx, say: Words, row: Row, contact: Contact, rules: ReminderRules, now: datetime
) -> Outgoing | Withdrawn:
    told = announcements.as_it_stands(tx, row, contact, rules.quiet, now)
    if isinstance(told, Withdrawn):
        return told
    family = [link.label for link in told.links if link.relation is Relation.FAMILY]
    return announce(
        say, told.announcement.old, told.announcement.change, told.standing, family, now
    )


def remind(say: Words, reminder: Reminder, now: datetime) -> Outgoing:
    """Day, date, time, place and for whom: all that is needed, in every reminder.

    A chat without links is an escort's.
    """
    session = reminder.session
    family = [link.label for link in reminder.links if link.relation is Relation.FAMILY]
    place = neutral_place(say, session.place)
    text = say.lines(
        say("Reminder: <b>{skill}</b> class", skill=skills.name(session.skill)),
        say.capital(say.near_day(say.local_day(session.starts_at), say.local_day(now))),
        say("at {hours}", hours=say.hours(session.starts_at, session.ends_at)),
        say("Place: {place}", place=place) if place else None,
        say("For: {names}", names=", ".join(family)) if family else None,
    )
    off = (Button(say("Turn reminders off"), "reminders:off"),)
    return Outgoing(text, (off,) if reminder.links else escort_buttons(say, session.id))

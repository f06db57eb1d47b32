"""Words everything the bot sends unasked, at the moment of sending.

A message waits as data. A use case decides whether it still holds and gives its facts; words turn
the facts into sentences. `NOTICES` pairs both for every kind of notice.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo

from locales import Words
from programme.discretion import find_forbidden
from programme.messages import Button, Outgoing
from programme.office import Office
from programme.outbox import Kind, State
from programme.people import Contact, Relation
from programme.reminders import ReminderRules
from services.announcing import announcements, broadcasting, confirming, words as announcing_words
from services.announcing.announcements import Told
from services.announcing.progress import Progress
from services.certificates import (
    calendar,
    collecting,
    news,
    notice_words as certificate_words,
    notices as certificate_notices,
)
from services.classes import reminders, words as class_words
from services.importing import birth_dates, words as list_words
from services.linking import new_chats, notices as link_notices, words as link_words
from services.operations import backups, role_changes, timekeeping, words as operations_words
from services.privacy import locks, notices as erasure_notices, words as erasure_words
from services.sending import late
from services.sending.notices import Data
from services.sending.outbox import Withdrawn
from services.tickets import notices as ticket_notices, tickets, watch, words as ticket_words
from services.tickets.cards import Card
from store import locks as held_back
from store.connection import Tx
from store.outbox import Row

Facts = TypeVar("Facts")


@dataclass(frozen=True, slots=True)
class Notice(Generic[Facts]):
    """`still_holds` gets the local time. `at_night`: it is sent in quiet hours too."""

    still_holds: Callable[[Tx, Contact, Data, datetime], Facts | Withdrawn]
    words: Callable[[Words, Facts, Office, datetime], Outgoing]
    at_night: bool = False


def as_queued(_: Tx, __: Contact, data: Data, ___: datetime) -> Data:
    """The facts of a notice that always holds."""
    return data


NOTICES: dict[str, Notice[Any]] = {
    late.LATE: Notice(as_queued, late.ask_again, at_night=True),
    late.COUNT: Notice(as_queued, late.counted, at_night=True),
    "missed": Notice(as_queued, class_words.missed, at_night=True),
    "stuck": Notice(as_queued, class_words.stuck, at_night=True),
    "backup failed": Notice(backups.still_failing, operations_words.backup_failed, at_night=True),
    timekeeping.WRONG: Notice(as_queued, operations_words.clock_wrong, at_night=True),
    "list left in chat": Notice(as_queued, list_words.left_in_chat, at_night=True),
    news.ABOUT: Notice(certificate_notices.step_news, certificate_words.step_news),
    calendar.RUNS_OUT: Notice(certificate_notices.runs_out, certificate_words.runs_out),
    collecting.ASKED_AGAIN: Notice(certificate_notices.asked_again, certificate_words.asked_again),
    collecting.NOT_HANDED_OVER: Notice(
        certificate_notices.not_handed_over, certificate_words.not_handed_over
    ),
    collecting.SAID: Notice(certificate_notices.said, certificate_words.said),
    "link requests": Notice(link_notices.asked, link_words.asked),
    "link requests overdue": Notice(link_notices.overdue, link_words.overdue),
    "link request answered": Notice(link_notices.answered, link_words.answered),
    broadcasting.STOPPED: Notice(as_queued, announcing_words.broadcast_stopped),
    confirming.ASKED: Notice(confirming.to_confirm, announcing_words.to_confirm),
    confirming.SETTLED: Notice(confirming.settled, announcing_words.settled, at_night=True),
    new_chats.LINK: Notice(new_chats.new_link, link_words.new_link),
    new_chats.STAFF_CHAT: Notice(
        new_chats.new_staff_chat, link_words.new_staff_chat, at_night=True
    ),
    new_chats.ENDED: Notice(as_queued, link_words.new_link_ended, at_night=True),
    role_changes.ROLES: Notice(
        role_changes.changed, operations_words.roles_changed, at_night=True
    ),
    role_changes.OWN: Notice(
        role_changes.own_changed, operations_words.own_role_changed, at_night=True
    ),
    link_notices.UNFINISHED: Notice(link_notices.unfinished, link_words.unfinished),
    "birth date waits": Notice(birth_dates.still_wait, list_words.birth_dates),
    "erasure asked": Notice(erasure_notices.still_waits, erasure_words.asked),
    "erasure due": Notice(erasure_notices.still_waits, erasure_words.due),
    "erased": Notice(as_queued, erasure_words.erased),
    "not erased": Notice(as_queued, erasure_words.not_erased),
    tickets.NEW: Notice(ticket_notices.new, ticket_words.new),
    tickets.URGENT: Notice(ticket_notices.new, ticket_words.new, at_night=True),
    tickets.ANSWER: Notice(ticket_notices.answer, ticket_words.answer, at_night=True),
    tickets.SETTLED: Notice(ticket_notices.settled, ticket_words.settled),
    tickets.STRANGERS: Notice(ticket_notices.of_strangers, ticket_words.waiting),
    watch.WAITING: Notice(ticket_notices.waiting, ticket_words.waiting, at_night=True),
    watch.UNDELIVERED: Notice(ticket_notices.undelivered, ticket_words.undelivered, at_night=True),
}
"""What a notice is about → whether it still holds, and its words."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Words pushed messages. Calling it is a `services.sending.outbox.Wording`."""

    language: str
    zone: ZoneInfo
    rules: ReminderRules
    office: Office = field(default_factory=Office)

    def __call__(self, tx: Tx, row: Row, contact: Contact, now: datetime) -> Outgoing | Withdrawn:
        """A closed chat only hears that there is news, the rest when it is open."""
        message = self._message(tx, row, contact, now)
        if isinstance(message, Withdrawn) or not locks.is_closed(tx, contact, now):
            return message
        held_back.hide(tx, row.id)
        say = self._words(contact)
        return Outgoing(
            say("There is important news."), ((Button(say("Read it"), "unlock:news"),),)
        )

    def held_back(self, tx: Tx, contact: Contact, now: datetime) -> list[Outgoing]:
        """The news this chat was not shown while closed, as of now; each is shown once."""
        messages = [
            self._message(tx, row, contact, now) for row in held_back.hidden(tx, contact.id, now)
        ]
        held_back.reveal(tx, contact.id)
        return [message for message in messages if isinstance(message, Outgoing)]

    def _message(self, tx: Tx, row: Row, contact: Contact, now: datetime) -> Outgoing | Withdrawn:
        say, quiet = self._words(contact), self.rules.quiet
        match row.kind:
            case Kind.REMINDER:
                message = _worded(
                    reminders.still_holds(tx, row, contact, quiet, now),
                    lambda reminder: class_words.remind(say, reminder, now),
                )
            case Kind.ANNOUNCEMENT:
                message = _worded(
                    announcements.still_holds(tx, row, contact, quiet, now),
                    lambda told: _announce(say, told, now),
                )
            case Kind.NOTICE:
                message = self._notice(tx, say, contact, json.loads(row.body), now)
            case _:
                message = _worded(
                    broadcasting.still_holds(tx, row, contact, quiet, now),
                    lambda sent: announcing_words.broadcast(
                        say, self.office.name, sent, contact.channel
                    ),
                )
        if isinstance(message, Outgoing) and find_forbidden(message.words):
            return Withdrawn(State.FAILED, "forbidden word")
        return message

    def _notice(
        self, tx: Tx, say: Words, contact: Contact, data: Data, now: datetime
    ) -> Outgoing | Withdrawn:
        notice, quiet = NOTICES[data["about"]], self.rules.quiet
        if quiet and quiet.covers(now) and not notice.at_night:
            return Withdrawn(State.QUEUED, "quiet hours", until=quiet.over(now))
        return _worded(
            notice.still_holds(tx, contact, data, now.astimezone(self.zone)),
            lambda facts: notice.words(say, facts, self.office, now),
        )

    def progress(self, contact: Contact, progress: Progress) -> Outgoing:
        """Progress of an announcement, in its writer's language."""
        return announcing_words.progress_message(self._words(contact), progress)

    def ticket(
        self, contact: Contact, ticket_id: int, card: Card | None, now: datetime
    ) -> Outgoing:
        """A ticket's current state, in the language of this office chat."""
        say = self._words(contact)
        if card is None:
            return Outgoing(ticket_words.gone(say, ticket_id))
        return ticket_words.for_office(say, card, now)

    def _words(self, contact: Contact) -> Words:
        return Words(contact.language or self.language, self.zone)


def _worded(facts: Facts | Withdrawn, words: Callable[[Facts], Outgoing]) -> Outgoing | Withdrawn:
    return facts if isinstance(facts, Withdrawn) else words(facts)


def _announce(say: Words, told: Told, now: datetime) -> Outgoing:
    family = [link.label for link in told.links if link.relation is Relation.FAMILY]
    return announcing_words.announce(
        say, told.announcement.old, told.announcement.change, told.standing, family, now
    )

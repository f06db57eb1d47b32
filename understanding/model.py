"""What understanding a text yields: plain values, frozen, with nothing of a channel or a store."""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from programme.changes import ChangeKind

Language = Literal["id", "jv", "mixed", "en"]


class Intent(StrEnum):
    """What a person wants. The values are fixed: scripts read them (design.md, section 10)."""

    SCHEDULE = "schedule"
    CERTIFICATE_STATUS = "certificate_status"
    CERTIFICATE_PICKUP = "certificate_pickup"
    LOCATION = "location"
    COURSES = "courses"
    REMINDERS_ON = "reminders_on"
    REMINDERS_OFF = "reminders_off"
    CONTACT = "contact"
    HELP = "help"
    GREETING = "greeting"
    THANKS = "thanks"
    MY_DATA = "my_data"
    DELETE_DATA = "delete_data"
    LANGUAGE = "language"
    OUT_OF_SCOPE = "out_of_scope"


class Topic(StrEnum):
    """What an out-of-scope text is about, so that the answer can say where to ask instead."""

    OTHER_CERTIFICATE = "other_certificate"
    OTHER_SCHEDULE = "other_schedule"
    OTHER_TOWN = "other_town"
    VISIT = "visit"
    RELEASE = "release"
    JOBS = "jobs"
    PUBLIC_SERVICE = "public_service"
    LOAN = "loan"
    POLITICS = "politics"
    ABUSE = "abuse"
    DISTRESS = "distress"
    SPAM = "spam"
    INJECTION = "injection"
    GIBBERISH = "gibberish"
    CHAT = "chat"


class DayPart(StrEnum):
    """Part of a day, named as people here name it."""

    MORNING = "pagi"
    NOON = "siang"
    AFTERNOON = "sore"
    NIGHT = "malam"


class Reply(StrEnum):
    """A bare word that answers what the bot asked last, whatever it was."""

    YES = "yes"
    NO = "no"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Understood:
    """One request, or several: `requests` then holds each of them in the order written.

    `skills` are slugs (pengelasan, meubeler, …). `date` alone is one day, with `date_end` an
    inclusive range. `impossible_date` are the words of a day no calendar has ("31 november"), with
    `date` None. `topic` is set for out_of_scope only. `confidence` runs from 0 to 1; under
    `UNSURE` a person is asked, with `alternatives` as the choices after `intent`. `people` are the
    keys of those it names among the people that the chat knows. `is_despairing`:
    whatever it asks for, it speaks of giving up, of harm or of violence. `is_harsh`: it swears.
    """

    intent: Intent
    confidence: float
    alternatives: tuple[Intent, ...] = ()
    skills: tuple[str, ...] = ()
    date: datetime.date | None = None
    date_end: datetime.date | None = None
    impossible_date: str | None = None
    day_part: DayPart | None = None
    certificate_number: str | None = None
    participant_number: str | None = None
    name: str | None = None
    people: tuple[str, ...] = ()
    lang: Language = "id"
    reply: Reply | None = None
    topic: Topic | None = None
    is_despairing: bool = False
    is_harsh: bool = False
    requests: tuple["Understood", ...] = ()

    @property
    def is_unsure(self) -> bool:
        """Whether the choice should be shown as buttons instead of being acted on."""
        return self.confidence < UNSURE

    @property
    def is_clear(self) -> bool:
        """Whether it asks, without a doubt, for something the bot can do."""
        return self.intent is not Intent.OUT_OF_SCOPE and not self.is_unsure

    @property
    def is_cancel(self) -> bool:
        """Whether the text takes back what is under way ("batal", "gak jadi")."""
        return self.reply is Reply.CANCEL


UNSURE = 0.55


@dataclass(frozen=True, slots=True)
class Change:
    """The change of one session, as far as the words say it.

    `skill` None: none named, or all classes. `date` is the session's day, `date_end` a range's.

    `delta_minutes` is negative for earlier. `new_place`, `new_instructor` and `reason` are the
    words as written, "online" for any meeting over the net.

    `excepted`: days of a range that are not meant. `is_all`: every class that fits is meant,
    `is_weekly`: from `date` on, on each such weekday.
    `takes_place`: an INFO that a class is held, maybe after all.
    """

    kind: ChangeKind
    skill: str | None = None
    date: datetime.date | None = None
    date_end: datetime.date | None = None
    new_date: datetime.date | None = None
    new_start: datetime.time | None = None
    new_end: datetime.time | None = None
    delta_minutes: int | None = None
    new_place: str | None = None
    new_instructor: str | None = None
    reason: str | None = None
    excepted: tuple[datetime.date, ...] = ()
    is_all: bool = False
    is_weekly: bool = False
    takes_place: bool = False

    @property
    def is_of_several(self) -> bool:
        return self.is_all or self.is_weekly or self.date_end is not None

    def fits(self, skill: str, day: datetime.date) -> bool:
        """Is a class of `skill` on `day` one that the words name?"""
        if (self.skill and self.skill != skill) or day in self.excepted:
            return False
        if self.date is None:
            return True
        if self.is_weekly:
            return self.date <= day and self.date.weekday() == day.weekday()
        return self.date <= day <= (self.date_end or self.date)

    @property
    def lacks_hour(self) -> bool:
        """Is it moved, without a word of the day or the hour: "las besok sore saja"?"""
        return self.kind is ChangeKind.MOVED and not (
            self.new_date or self.new_start or self.new_end or self.delta_minutes is not None
        )

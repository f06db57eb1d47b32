"""Everything that can be read in one text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from functools import cached_property

from programme.certificates import Step
from programme.changes import ChangeKind
from understanding import matters, short_answers
from understanding.announcements.parser import parse_announcement
from understanding.attending import Attendance, Says, asks_for_attendance_list, read_attendance
from understanding.birth_dates import parse_birth_date
from understanding.broadcasting import ToMany, read_to_many
from understanding.clock import parse_time_range
from understanding.collecting import Collecting, read_collecting, read_proxy
from understanding.concerns import Concern, read_concern
from understanding.dates import DateMatch, find_date
from understanding.details import Detail, read_detail, step_named
from understanding.family_access import ends_family_access
from understanding.follow_ups import follow_up, names_matter
from understanding.grievances import is_complaint, reports_mistake
from understanding.known_names import Known, beside_people, people_denied
from understanding.linking import LinkWish, claims_kinship, read_link_wish
from understanding.matters import (
    asks,
    asks_what_to_bring,
    is_about_new_phone,
    is_certificate_lost,
    names_class,
    names_office,
    takes_up,
    wants_to_join,
)
from understanding.model import Change, Intent, Understood
from understanding.normalise import Words, fold, split
from understanding.objections import is_disowning, is_withdrawing
from understanding.office_wishes import OfficeTask, OfficeWish, read_office_wish
from understanding.own_reminders import OwnReminder, read_own_reminder
from understanding.phone_owner import PhoneAnswer, read_phone_answer
from understanding.plain_questions import is_plain
from understanding.presence import Presence, asks_who_was_there, read_presence
from understanding.question import parse
from understanding.reminders import (
    ReminderOrder,
    asks_about_reminders,
    names_reminders,
    read_reminder_order,
)
from understanding.staff_lists import read_list_wish


class Reading:
    """What `text`, written at `now`, says. Each part is read when somebody first asks for it.

    `now` is aware, in the programme's zone. `previous` is the question before, where the text may
    lean on it, `known` tells whom the chat knows.
    """

    def __init__(
        self,
        text: str,
        now: datetime,
        previous: Understood | None = None,
        known: Callable[[], Known] = Known,
    ) -> None:
        self.text = text
        self.now = now
        self._previous = previous
        self._known = known

    @cached_property
    def asked(self) -> Understood:
        """What it asks for, with the dates, numbers and names in it."""
        if self._previous is None:
            return parse(self.text, self.now, self._known_people)
        return follow_up(self.text, self.now, self._previous, self._known_people)

    @cached_property
    def _known_people(self) -> Known:
        return self._known()

    @property
    def beside_people(self) -> Words:
        """What is written beside the people whom the chat knows."""
        return beside_people(split(fold(self.text)), self._known_people)

    @cached_property
    def wants_silence(self) -> bool:
        """Does it ask, maybe beside something else, that reminders end?"""
        if self.asks_about_reminders or (self.asked.is_cancel and not self.names_messages):
            return False
        return any(
            each.intent is Intent.REMINDERS_OFF and not each.is_unsure
            for each in (self.asked, *self.asked.requests)
        )

    @property
    def names_messages(self) -> bool:
        """Does it name what the bot sends unasked?"""
        return matters.names_messages(self.text)

    @property
    def is_absent(self) -> bool:
        """Does it say that somebody can't come?"""
        return self.attendance is not None and self.attendance.says is Says.ABSENT

    @property
    def may_follow_answer(self) -> bool:
        """Does it name no matter of its own, so that it may go on from what was said before?"""
        asked = self.asked
        is_greeting = asked.intent is Intent.GREETING and asked.reply is None
        return not (is_greeting or asked.skills or asked.date or self.number)

    @cached_property
    def is_blank(self) -> bool:
        """Is there nothing in it that can be seen?"""
        return not any(char.isprintable() and not char.isspace() for char in self.text)

    @property
    def is_command(self) -> bool:
        return self.text.startswith("/")

    @cached_property
    def is_plain(self) -> bool:
        """Does it only ask when, where, which class, or whether something is ready?"""
        return is_plain(split(fold(self.text)))

    @cached_property
    def has_words(self) -> bool:
        """Is there a letter or a digit in it?"""
        return any(char.isalnum() for char in self.text)

    @cached_property
    def has_digits(self) -> bool:
        return any(char.isdigit() for char in self.text)

    @cached_property
    def chosen_number(self) -> int | None:
        """The number of a button: "2", "no 2", "yang kedua"."""
        return short_answers.chosen_number(self.text)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The changes of classes that an instructor announces."""
        read = parse_announcement(self.text, self.now)
        if read is None and (told := read_to_many(self.text)) and told.is_reported:
            read = parse_announcement(f"{told.to} {told.text}", self.now)
        return tuple(read or ())

    @cached_property
    def to_many(self) -> ToMany | None:
        """What is to be sent to many, with its text. “Kabari semua kalau besok libur” changes."""
        told = read_to_many(self.text)
        changes_class = any(each.kind is not ChangeKind.INFO for each in self.changes)
        if told is None or not told.text or (told.is_reported and changes_class):
            return None
        return told

    @cached_property
    def past_changes(self) -> tuple[Change, ...]:
        """What would be changes if their day was not over."""
        if self.changes:
            return ()
        read = parse_announcement(self.text, self.now, with_past=True) or ()
        return tuple(each for each in read if each.kind is not ChangeKind.INFO)

    @cached_property
    def attendance(self) -> Attendance | None:
        return read_attendance(self.text, self.now.date())

    @property
    def takes_back_absence(self) -> bool:
        """ "Gak jadi izin kamis": something is taken back, and it is that he can't come."""
        return self.asked.is_cancel and self.attendance is not None

    @cached_property
    def presence(self) -> Presence | None:
        """Who was there, as staff note it."""
        return read_presence(self.text)

    @cached_property
    def asks_who_was_there(self) -> bool:
        """Is a class meant that is over, or has begun?"""
        day = self.asked.date
        is_over = day is not None and day < self.now.date()
        return (is_over and self.asks_for_attendance_list) or asks_who_was_there(self.text)

    @cached_property
    def asks_for_attendance_list(self) -> bool:
        return asks_for_attendance_list(self.text)

    @cached_property
    def collecting(self) -> Collecting | None:
        return read_collecting(self.text)

    @cached_property
    def proxy(self) -> str | None:
        """The name of whoever collects a certificate for somebody else."""
        return read_proxy(self.text)

    @cached_property
    def link_wish(self) -> LinkWish | None:
        return read_link_wish(self.text)

    @cached_property
    def claims_kinship(self) -> bool:
        return claims_kinship(self.text)

    @cached_property
    def is_disowning(self) -> bool:
        return is_disowning(self.text)

    @cached_property
    def denied(self) -> tuple[str, ...]:
        """The keys of the people whom the writer says he is not: "saya bukan Budi"."""
        return people_denied(self.text, self._known())

    @cached_property
    def is_withdrawing(self) -> bool:
        return is_withdrawing(self.text)

    @cached_property
    def ends_family_access(self) -> bool:
        return ends_family_access(self.text)

    @cached_property
    def is_complaint(self) -> bool:
        """Does it complain, and ask for nothing that the bot knows?"""
        return self.asked.intent not in _KNOWN_BY_BOT and is_complaint(self.text)

    @cached_property
    def reports_mistake(self) -> bool:
        """Does it say what is wrong in the records?"""
        return self.asked.intent is not Intent.OUT_OF_SCOPE and reports_mistake(self.text)

    @cached_property
    def office_wish(self) -> OfficeWish | None:
        """What somebody of the office wants to do. A clear question searches for no person."""
        wish = read_office_wish(self.text) or read_list_wish(self.text) or self._code_for
        asked = self.asked
        is_question = asked.is_clear and asked.intent is not Intent.CONTACT and not self.number
        return None if wish and wish.is_search and is_question else wish

    @property
    def _code_for(self) -> OfficeWish | None:
        """ "Kode budi", of somebody whom the chat knows."""
        found = _CODE_FOR.fullmatch(self.text)
        return OfficeWish(OfficeTask.CODE, found["whom"]) if found and self.asked.people else None

    @cached_property
    def detail(self) -> Detail | None:
        """The one thing that it asks of a class or a certificate."""
        return None if self.is_plain else read_detail(self.text)

    @property
    def step(self) -> Step | None:
        """The step of a certificate that it names."""
        return step_named(self.text)

    @cached_property
    def concern(self) -> Concern | None:
        """What the writer is worried about."""
        return read_concern(self.text, self.asked.is_clear)

    @property
    def asks_about_somebody(self) -> bool:
        """Does it ask for a class or a certificate of people whom the chat knows?"""
        about = (
            Intent.SCHEDULE,
            Intent.CERTIFICATE_STATUS,
            Intent.CERTIFICATE_PICKUP,
            Intent.MY_DATA,
        )
        return bool(self.asked.people) and self.asked.intent in about

    @property
    def is_about_same_person(self) -> bool:
        """ "Jadwalnya kapan", "kodenya": does it go on about somebody without naming him?"""
        return _ABOUT_SAME.fullmatch(self.text) is not None

    @property
    def is_about_new_phone(self) -> bool:
        return is_about_new_phone(self.text)

    @property
    def is_certificate_lost(self) -> bool:
        return is_certificate_lost(self.text)

    @property
    def wants_to_join(self) -> bool:
        return wants_to_join(self.text)

    @property
    def asks_what_to_bring(self) -> bool:
        return asks_what_to_bring(self.text)

    @property
    def names_matter(self) -> bool:
        """Does it name what it is about, so that it stands by itself?"""
        return names_matter(self.text)

    def takes_up(self, question: str) -> bool:
        """Does it answer `question` with its own words, and ask nothing itself?"""
        return takes_up(self.text, question) and not asks(self.text)

    @property
    def asks_where(self) -> bool:
        return matters.asks_where(self.text)

    @property
    def names_calendar(self) -> bool:
        """Does it want classes in the phone's calendar?"""
        return matters.names_calendar(self.text)

    @property
    def names_office(self) -> bool:
        return names_office(self.text)

    @property
    def names_class(self) -> bool:
        return names_class(self.text)

    @cached_property
    def asks_about_reminders(self) -> bool:
        """Does it ask how reminders are, or why none come, and order nothing?"""
        return asks_about_reminders(self.text)

    @cached_property
    def own_reminder(self) -> OwnReminder | None:
        """How long before a class the writer wants to be reminded, too."""
        return read_own_reminder(self.text)

    @cached_property
    def reminder_order(self) -> ReminderOrder | None:
        """Which part of reminders and news it orders to switch off or on."""
        asked = {each.intent for each in (self.asked, *self.asked.requests)}
        is_named = names_reminders(self.text)
        if asked.isdisjoint((Intent.REMINDERS_ON, Intent.REMINDERS_OFF)) and not is_named:
            return None
        return read_reminder_order(self.text, self._known())

    @property
    def languages(self) -> set[str]:
        """The languages it names."""
        return short_answers.languages_named(self.text)

    @property
    def has_forgotten(self) -> bool:
        """Does it say that a PIN is forgotten?"""
        return short_answers.has_forgotten(self.text)

    @property
    def disagrees(self) -> bool:
        return short_answers.disagrees(self.text)

    @property
    def knows_not(self) -> bool:
        return short_answers.knows_not(self.text)

    @property
    def accepts(self) -> bool:
        return short_answers.accepts(self.text)

    @property
    def declines(self) -> bool:
        return short_answers.declines(self.text)

    @property
    def phone_answer(self) -> PhoneAnswer:
        """Whether it agrees, and whose phone it says this is."""
        return read_phone_answer(self.text)

    @property
    def day(self) -> DateMatch | None:
        return find_date(self.text, self.now.date())

    @property
    def time_range(self) -> tuple[time, time | None] | None:
        return parse_time_range(self.text)

    @cached_property
    def birth_date(self) -> date | None:
        return parse_birth_date(self.text, self.now.date())

    @property
    def number(self) -> str | None:
        """The number of a participant or a certificate."""
        return self.asked.participant_number or self.asked.certificate_number

    @cached_property
    def number_and_birth_date(self) -> tuple[str, date] | None:
        """Both in one text, in either order; words that the date doesn't need are the number."""
        words = self.text.split()
        for length in range(1, len(words) if len(words) <= MOST_WORDS_WITH_BIRTH_DATE else 0):
            for date_words, number_words in (
                (words[-length:], words[:-length]),
                (words[:length], words[length:]),
            ):
                born = parse_birth_date(" ".join(date_words), self.now.date())
                if born and (number := Reading(" ".join(number_words), self.now).number):
                    return number, born
        return None


MOST_WORDS_WITH_BIRTH_DATE = 12
_ABOUT_SAME = re.compile(
    r"\W*(?:(?:kalau|terus|lalu|dan|buat|buatkan|bikin|lihat|berapa|cek)\s+)*(?:jadwal|sertifikat|sertif"
    r"|kode|nomor|nomer|kelas|hp|telepon|status|data)(?:nya|ne|ipun)"
    r"(?:\s+(?:kapan|apa|berapa|bagaimana|gimana|piye|sudah|udah|jadi|belum|siap|dong|ya|tadi))*\W*",
    re.IGNORECASE,
)
_CODE_FOR = re.compile(
    r"\W*(?:(?:tolong|minta|mau|bikin|buat|buatkan)\s+)*kode(?:nya)?\s+(?P<whom>\S.*?)\W*",
    re.IGNORECASE,
)
_KNOWN_BY_BOT = frozenset(
    (Intent.SCHEDULE, Intent.CERTIFICATE_STATUS, Intent.CERTIFICATE_PICKUP, Intent.REMINDERS_ON,
     Intent.REMINDERS_OFF)
)  # fmt: skip

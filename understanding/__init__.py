"""Indonesian, Javanese, Madurese, a little English → what a person wants. Pure functions."""

from understanding.announcements.parser import parse_announcement
from understanding.attending import Attendance, Says, Weight, read_attendance
from understanding.birth_dates import parse_birth_date
from understanding.broadcasting import ToMany
from understanding.clock import parse_time_range
from understanding.collecting import Collecting, read_collecting, read_proxy
from understanding.concerns import Concern
from understanding.dates import find_date
from understanding.details import Detail
from understanding.follow_ups import follow_up
from understanding.known_names import Known, Named
from understanding.linking import LinkWish, claims_kinship, read_link_wish
from understanding.model import Change, DayPart, Intent, Reply, Topic, Understood
from understanding.objections import is_disowning, is_withdrawing
from understanding.office_wishes import OfficeTask, step_words
from understanding.phone_owner import PhoneOwner
from understanding.presence import who_is_named
from understanding.question import parse
from understanding.reading import Reading
from understanding.reminders import ReminderOrder

__all__ = [
    "Attendance",
    "Change",
    "Collecting",
    "Concern",
    "DayPart",
    "Detail",
    "Intent",
    "Known",
    "LinkWish",
    "Named",
    "OfficeTask",
    "PhoneOwner",
    "Reading",
    "ReminderOrder",
    "Reply",
    "Says",
    "ToMany",
    "Topic",
    "Understood",
    "Weight",
    "claims_kinship",
    "find_date",
    "follow_up",
    "is_disowning",
    "is_withdrawing",
    "parse",
    "parse_announcement",
    "parse_birth_date",
    "parse_time_range",
    "read_attendance",
    "read_collecting",
    "read_link_wish",
    "read_proxy",
    "step_words",
    "who_is_named",
]

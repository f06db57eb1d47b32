"""Indonesian, Javanese, Madurese, a little English → what a person wants. Pure functions."""

from understanding.announcements import Change, ChangeKind, parse_announcement
from understanding.attending import Attendance, Weight, asks_for_attendance_list, read_attendance
from understanding.birth_dates import parse_birth_date
from understanding.bringing import asks_what_to_bring
from understanding.clock import parse_time_range
from understanding.collecting import Collecting, read_collecting, read_proxy
from understanding.dates import find_date
from understanding.disowning import is_disowning
from understanding.follow_ups import follow_up
from understanding.linking import LinkWish, claims_kinship, read_link_wish
from understanding.losses import is_certificate_lost
from understanding.model import DayPart, Intent, Reply, Topic, Understood
from understanding.new_phone import is_about_new_phone
from understanding.office_hours import names_class, names_office
from understanding.office_wishes import OfficeTask, OfficeWish, step_words
from understanding.question import parse
from understanding.reading import Reading
from understanding.withdrawing import is_withdrawing

__all__ = [
    "Attendance",
    "Change",
    "ChangeKind",
    "Collecting",
    "DayPart",
    "Intent",
    "LinkWish",
    "OfficeTask",
    "OfficeWish",
    "Reading",
    "Reply",
    "Topic",
    "Understood",
    "Weight",
    "asks_for_attendance_list",
    "asks_what_to_bring",
    "claims_kinship",
    "find_date",
    "follow_up",
    "is_about_new_phone",
    "is_certificate_lost",
    "is_disowning",
    "is_withdrawing",
    "names_class",
    "names_office",
    "parse",
    "parse_announcement",
    "parse_birth_date",
    "parse_time_range",
    "read_attendance",
    "read_collecting",
    "read_link_wish",
    "read_proxy",
    "step_words",
]

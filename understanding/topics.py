"""What an out-of-scope text is about, from the tags of its words."""

from understanding.evidence import Evidence
from understanding.model import Topic

DESPAIR = "@distress"
"""The tag of words that speak of giving up, of harm or of violence."""

_IN_ORDER = (
    (DESPAIR, Topic.DISTRESS),
    ("@injection", Topic.INJECTION),
    ("@abuse", Topic.ABUSE),
    ("@visit", Topic.VISIT),
    ("@release", Topic.RELEASE),
    ("sertifikat+@other_certificate", Topic.OTHER_CERTIFICATE),
    ("@jobs", Topic.JOBS),
    ("@elsewhere", Topic.OTHER_TOWN),
    ("@spam", Topic.SPAM),
    ("@loan", Topic.LOAN),
    ("@politics", Topic.POLITICS),
    ("@other_schedule", Topic.OTHER_SCHEDULE),
    ("@public_service", Topic.PUBLIC_SERVICE),
    ("bebas", Topic.RELEASE),
    ("@chat", Topic.CHAT),
    ("sertifikat", Topic.OTHER_CERTIFICATE),
    ("jadwal", Topic.OTHER_SCHEDULE),
)


def topic_of(evidence: Evidence) -> Topic | None:
    """None where the words say nothing about it."""
    for mark, topic in _IN_ORDER:
        if mark in evidence.marks:
            return topic
    if evidence.length == 0 or evidence.strange * 2 >= evidence.length:
        return Topic.GIBBERISH
    return None

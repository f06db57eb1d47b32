"""What an out-of-scope text is about, and whether any text swears, from the tags of its words."""

from understanding.evidence import Evidence
from understanding.lexicon import TAGS_OF
from understanding.model import Topic
from understanding.normalise import Words

_ABUSE = "@abuse"
_ALSO_OF_THINGS = frozenset(("elek", "bosok", "sampah", "edan"))

_IN_ORDER = (
    ("@distress", Topic.DISTRESS),
    ("@injection", Topic.INJECTION),
    (_ABUSE, Topic.ABUSE),
    ("@visit", Topic.VISIT),
    ("@release", Topic.RELEASE),
    ("sertifikat+@other_certificate", Topic.OTHER_CERTIFICATE),
    ("jadwal+@other_schedule", Topic.OTHER_SCHEDULE),
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


def is_harsh(said: Words) -> bool:
    """Does it swear at somebody? "hasil las saya elek" doesn't."""
    words = {*said.forms, *said.words} - _ALSO_OF_THINGS
    return any(_ABUSE in TAGS_OF.get(word, ()) for word in words)

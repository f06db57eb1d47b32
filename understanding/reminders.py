"""What a text wants of reminders and news: to hear how they are, or to switch a part of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from programme.people import Topic
from understanding.known_names import Known, marked, people_in
from understanding.lexicon import NAMES
from understanding.normalise import fold, split

LONGEST = 200

_NAMED = r"\b(?:pengingat|pangeling|reminder|notif|diing[ae]t(?:kan|in)|dielingke|dielingno)\w*"
_NEWS = rf"(?:{_NAMED}|\b(?:kabar|info|informasi|berita|pemberitahuan|pesan|update)\w*)"
_NOT = r"(?:tidak|tdk|tak|gak|ga|gk|nggak|ngga|ndak|ora|mboten)"
_SWITCHED_OFF = r"\b(?:di)?(?:(?:mati|non\W?aktif|henti|bisu)(?:kan|in|no|ke)|pateni)\b"
_SWITCHED_ON = r"\b(?:di)?(?:nyala|aktif|hidup|urip)(?:kan|in|no|ke)\b"
_OFF = (
    rf"(?:{_SWITCHED_OFF}|\b(?:stop|setop|berhenti|off|jangan|jgn|ojo|turn off|mute"
    rf"|{_NOT}\W*(?:usah|perlu|mau|pengen|ingin|sah))\b)"
)
_ON = rf"(?:{_SWITCHED_ON}|\b(?:turn on|on|ingatkan|ingetin|elingno|elingke)\b)"
_ORDERS = re.compile(
    rf"{_OFF}|{_SWITCHED_ON}|\b(?:tolong|mau|pengen|minta|njaluk|cukup|saja|aja|wae|ae|thok|only|pasang|set)\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"\b(?:siapa|sopo|kenapa|mengapa|ngapa|ngopo|kok|bagaimana|gimana|piye|cara|apakah|kalau|kalo|nek|pernah)\b"
    r"|\b(?:sudah|udah|sdh|wis|wes|kemarin)\W+(?:\w+\W+)?(?:di)?(?:mati|nyala|aktif|hidup)"
    r"|\b(?:bisa|boleh|iso)\W+di(?:mati|nyala|aktif|hidup)|^\W*(?:apa|opo)\b",
    re.IGNORECASE,
)
"""He asks how, or tells what was done: no order, whatever the words are."""
_COMPLAINS = re.compile(
    rf"\b(?:{_NOT}|belum|blm|durung)\W+(?:(?:pernah|tau|ada|sempat)\W+)?(?:dapat|dapet|terima|nerima"
    r"|(?:di|ter)(?:kabari|kabarin|kirim|kirimi|kirimin|info|infokan|ing[ae]tkan|ing[ae]tin|elingke|elingno)"
    r"|di(?:beri|kasih)\W?(?:tahu|tau))\b"
    r"|\b(?:kok|kenapa|mengapa|ngopo|ngapa|bot\w*)\W+(?:\w+\W+){0,2}?(?:berhenti|mandek|mandeg)\b",
    re.IGNORECASE,
)
_OF_REMINDERS = re.compile(_NAMED, re.IGNORECASE)

_PARTS = re.compile(
    r"[,.;?!]|\b(?=(?:terus|tapi|tp|tetapi|namun|ning|nanging|kecuali|selain|asal|but|except)\b)"
    r"|\b(?=(?:dan|sama|and)\b.*\b(?:apa|kapan|jam|berapa|mana|piye|when)\b)"
)
_KEPT = re.compile(r"\b(?:kecuali|selain|except|tetap|tetep|masih|isih|biar|biarkan|keep|still)\b")
_ALONE_ON = re.compile(
    rf"^\W*(?:cukup|cuma|hanya|mung)\b.*{_NAMED}"
    r"|\b(?:saja|aja|wae|ae)\W+(?:yang\W+|sing\W+)?(?:nyala|aktif|jalan|hidup|urip|dikirim)\b"
)
_ONLY = re.compile(r"\b(?:saja|aja|wae|ae|cukup|cuma|hanya)\b")
_NOT_THAT = re.compile(r"\b(?:jangan|jgn|ojo)\b")
_IS_OFF = re.compile(
    rf"{_OFF}|\b(?:saja|aja|wae|ae)\W+(?:yang\W+|sing\W+)?mati\b|\bmati\W+(?:saja|aja|wae|ae)\b"
)
_IS_ON = re.compile(_ON)
_STAYS = re.compile(rf"\b(?:jangan|jgn|ojo)\W+(?:{_SWITCHED_OFF}|stop|berhenti)")
_VERB = re.compile(rf"{_SWITCHED_OFF}|{_SWITCHED_ON}")
_OF_NEWS = re.compile(rf"{_NEWS}|\b(?:ingatkan|ingetin|elingno|semua|kabeh|sedaya)\b")
_REMEMBER = re.compile(r"\b(?:jangan|jgn|ojo)\W+(?:lupa|lali|sampai|nganti)\b")
_WORDS_OF = {
    Topic.SCHEDULE: frozenset(("kelas", "jadwal", "pelatihan", "latihan", "las", "mebel")),
    Topic.CERTIFICATE: frozenset(("sertifikat",)),
}


@dataclass(frozen=True, slots=True)
class Part:
    """News of these `topics`, about these `people` (keys of the caller's); empty means all."""

    topics: frozenset[Topic] = frozenset()
    people: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.topics or self.people)

    def covers(self, topic: Topic, person: str) -> bool:
        return (not self.topics or topic in self.topics) and (
            not self.people or person in self.people
        )


@dataclass(frozen=True, slots=True)
class ReminderOrder:
    """Switch `named` off or on, without what is `kept` as it is.

    `is_of_stranger`: it names somebody whom the chat doesn't know.
    """

    is_on: bool
    named: Part
    kept: Part
    is_of_stranger: bool

    def switches(self, topic: Topic, person: str) -> bool:
        is_kept = bool(self.kept) and self.kept.covers(topic, person)
        return self.named.covers(topic, person) and not is_kept


def names_reminders(text: str) -> bool:
    return _OF_REMINDERS.search(text) is not None


def asks_about_reminders(text: str) -> bool:
    """ "Pengingat saya nyala gak", "saya tidak pernah dikabari", "pengingat": no order."""
    if _COMPLAINS.search(text):
        return True
    if _OF_REMINDERS.search(text) is None:
        return False
    return _ORDERS.search(text) is None or _REPORTS.search(text) is not None


def read_reminder_order(text: str, known: Known) -> ReminderOrder | None:
    """ "Matikan pengingat nanda saja", "matikan pengingat tapi tetap dapat info sertifikat".

    None for an order about everything, and for what is none.
    """
    said = fold(text).lower()
    if len(text) > LONGEST or not (_OF_NEWS.search(said) or _VERB.search(said)):
        return None
    if _REPORTS.search(said) or _REMEMBER.search(said):
        return None
    parts = [part for part in _PARTS.split(said) if part.strip()]
    kept = [each for at, each in enumerate(parts) if _is_kept(each, is_first=at == 0)]
    named = [each for each in parts if each not in kept and _switch(each) is not None]
    is_on = _switch(named[0]) if named else False if _ALONE_ON.search(said) else None
    if is_on is None:
        return None
    order = ReminderOrder(
        is_on,
        _part(named, known),
        _part(kept, known),
        not _people(said, known) and _is_named(said),
    )
    return order if order.named or order.kept or order.is_of_stranger else None


def _is_kept(part: str, *, is_first: bool) -> bool:
    if _KEPT.search(part) or _ALONE_ON.search(part):
        return True
    if is_first:
        return False
    return bool(_NOT_THAT.search(part) or (_switch(part) is None and _ONLY.search(part)))


def _switch(part: str) -> bool | None:
    """On (True) or off, if a part of a text orders one of them."""
    if not (_OF_NEWS.search(part) or _VERB.search(part)):
        return None
    if _IS_OFF.search(part) and not _STAYS.search(part):
        return False
    return True if _IS_ON.search(part) or _STAYS.search(part) else None


def _part(texts: list[str], known: Known) -> Part:
    words = {word for text in texts for word in split(text).words}
    topics = frozenset(topic for topic, names in _WORDS_OF.items() if not names.isdisjoint(words))
    people = frozenset(key for text in texts for key in _people(text, known))
    return Part(topics if len(topics) < len(_WORDS_OF) else frozenset(), people)


def _people(text: str, known: Known) -> tuple[str, ...]:
    return people_in(marked(split(text), known))


def _is_named(text: str) -> bool:
    return not NAMES.isdisjoint(split(text).forms)

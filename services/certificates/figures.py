"""How many certificates stand at which step."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime

from programme.certificates import Step
from programme.people import Contact
from services.classes import rosters
from services.people.roles import is_office
from store import certificates
from store.connection import Tx


def by_skill(tx: Tx, by: Contact, now: datetime) -> dict[str, Counter[Step]]:
    """Skill → how many at each step: the office's are all, an instructor's those of the people in
    the classes he teaches. Raises `NotAllowed`.
    """
    classes = rosters.classes(tx, by, now)
    own = {(each.id, of.skill) for of in classes for each in rosters.members(tx, of)}
    is_all = is_office(tx, by)
    found: dict[str, Counter[Step]] = defaultdict(Counter)
    for step in Step:
        for one in certificates.at_step(tx, step):
            if is_all or (one.participant_id, one.skill) in own:
                found[one.skill][step] += 1
    return dict(sorted(found.items()))

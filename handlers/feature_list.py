"""All features. What each one has stands in its own module.

The order is that of the menus and of the list of commands.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from handlers.announcing import announce, broadcast, call_list, confirming
from handlers.certificates import certificate, collecting, find, move, one_time
from handlers.classes import (
    attendance,
    calendar,
    escort,
    own_reminder,
    presence,
    reminder_parts,
    reminders,
    rosters,
    schedule,
)
from handlers.importing import birth_dates, lists
from handlers.linking import (
    answer_requests,
    class_codes,
    codes,
    escorts,
    family,
    family_end,
    family_review,
    lookup,
    new_chats,
    nickname,
    requests,
    start,
    team,
    whose_phone,
)
from handlers.operations import health, office_menu
from handlers.privacy import consent, correcting, disown, erase, pin, privacy, unlock
from handlers.proofs import employer_proof
from handlers.tickets import answer, office, tickets
from handlers.turns import language, menu, other_matters
from handlers.turns.features import Features
from locales import LANGUAGES, Words

FEATURES = Features(
    schedule.FEATURE,
    calendar.FEATURE,
    certificate.FEATURE,
    one_time.FEATURE,
    collecting.FEATURE,
    employer_proof.FEATURE,
    office.FEATURE,
    reminders.FEATURE,
    reminder_parts.FEATURE,
    own_reminder.FEATURE,
    attendance.FEATURE,
    escort.FEATURE,
    rosters.FEATURE,
    announce.FEATURE,
    presence.FEATURE,
    confirming.FEATURE,
    broadcast.FEATURE,
    call_list.FEATURE,
    office_menu.FEATURE,
    find.FEATURE,
    move.FEATURE,
    answer.FEATURE,
    answer_requests.FEATURE,
    birth_dates.FEATURE,
    lists.FEATURE,
    codes.FEATURE,
    class_codes.FEATURE,
    lookup.FEATURE,
    erase.FEATURE,
    health.FEATURE,
    team.FEATURE,
    escorts.FEATURE,
    start.FEATURE,
    whose_phone.FEATURE,
    nickname.FEATURE,
    family.FEATURE,
    family_end.FEATURE,
    family_review.FEATURE,
    new_chats.FEATURE,
    requests.FEATURE,
    tickets.FEATURE,
    privacy.FEATURE,
    correcting.FEATURE,
    pin.FEATURE,
    consent.FEATURE,
    unlock.FEATURE,
    disown.FEATURE,
    language.FEATURE,
    menu.FEATURE,
    other_matters.FEATURE,
)


def command_menu(default: str, zone: ZoneInfo) -> dict[str, list[tuple[str, str]]]:
    """Language ("" = any other) → the commands a messenger lists, each with what it does."""
    menus = {language: Words(language, zone) for language in LANGUAGES}
    return {
        language: [
            (each.name.removeprefix("/"), str(say(each.does)))
            for each in FEATURES.commands.values()
            if each.does
        ]
        for language, say in {"": menus[default], **menus}.items()
    }

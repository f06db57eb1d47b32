"""How the office reads of certificates: what was found, why one can't move, whom it reaches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from markupsafe import Markup

from locales import Words, skills
from locales.steps import NAMES
from locales.words import sentence
from programme.certificates import Certificate, Refusal, Step
from programme.discretion import without_forbidden
from programme.office import Office
from programme.people import Participant
from services.certificates.moves import Plan, Refused
from services.certificates.news import Reach
from services.certificates.notice_words import step_news
from services.certificates.numbers import Found, Seen
from services.certificates.words import named

REFUSALS = {
    Refusal.THERE_ALREADY: sentence("it stands there already"),
    Refusal.LOST_FOR_GOOD: sentence("it is recorded as lost for good; its duplicate goes on"),
    Refusal.NOT_READY_YET: sentence("it is not ready yet, so it can’t be that"),
    Refusal.ONLY_BACK: sentence("from there it can only go back to where it was"),
    Refusal.NEEDS_REASON: sentence("a step back needs a reason"),
}
CHANGED = sentence("somebody else has moved it meanwhile")


def name(certificate: Certificate) -> str:
    """A certificate in a few words: its number, or what it is of."""
    what = certificate.scheme or skills.name(certificate.skill)
    return without_forbidden(certificate.number or what)


def owned(say: Words, certificate: Certificate, holder: Participant | None) -> Markup:
    """A certificate in one line, with whose it is."""
    kind = named(say, certificate).unescape()
    what = f"{kind}, {certificate.number}" if certificate.number else kind
    if holder is None:
        return Markup.escape(without_forbidden(what))
    return say(
        "{name} ({number}), {certificate}",
        name=without_forbidden(holder.shown_name),
        number=holder.number,
        certificate=without_forbidden(what),
    )


def card(say: Words, seen: Seen) -> Markup:
    """All that the office needs to know before it moves it."""
    one, holder = seen.certificate, seen.participant
    return say.lines(
        say(
            "<b>{name}</b> ({number})",
            name=without_forbidden(holder.shown_name),
            number=holder.number,
        ),
        _kind(say, one),
        say("Number: {number}", number=without_forbidden(one.number)) if one.number else None,
        say(
            "{step} since {day}",
            step=say(NAMES[one.step]),
            day=say.day(say.local_day(one.step_at)),
        ),
        say("Valid until {day}", day=say.day(one.valid_until)) if one.valid_until else None,
        say("It is the duplicate of a lost one.") if one.duplicate_of else None,
        say("Its duplicate: {step}", step=say(NAMES[seen.duplicate.step]))
        if seen.duplicate
        else None,
    )


def _kind(say: Words, one: Certificate) -> Markup:
    what = named(say, one)
    if one.scheme:
        return say("{skill}, {scheme}", skill=what, scheme=without_forbidden(one.scheme))
    return what


def counted(say: Words, found: Sequence[Certificate]) -> Markup:
    """How many, and at which steps."""
    steps = Counter(one.step for one in found)
    return say.lines(
        say("Certificates found: {count}", count=len(found)),
        *(
            say("• {step}: {count}", step=say(NAMES[step]), count=steps[step])
            for step in NAMES
            if steps[step]
        ),
    )


def not_found(say: Words, found: Found) -> Markup:
    """What was written and can't be moved, one by one."""
    return say.paragraphs(
        _listed(say, say("Unknown numbers:"), map(without_forbidden, found.unknown)),
        _listed(say, say("No certificate yet:"), found.without),
        _listed(
            say,
            say("Several certificates; choose below or send the certificate’s number:"),
            [each.number for each in found.several],
        ),
    )


def moving(
    say: Words, title: str, found: Sequence[Certificate], holders: Mapping[int, Participant]
) -> Markup | None:
    return _listed(say, title, (owned(say, one, holders.get(one.id)) for one in found))


def refused(
    say: Words, refusals: Sequence[Refused], holders: Mapping[int, Participant]
) -> Markup | None:
    """Each certificate that can't take the step, and why."""
    lines = [
        say(
            "{certificate}: {why}",
            certificate=owned(say, each.certificate, holders.get(each.certificate.id))
            if each.certificate
            else "–",
            why=say(REFUSALS[each.why] if each.why else CHANGED),
        )
        for each in refusals
    ]
    return _listed(say, say("Not possible:"), lines)


def preview(
    say: Words,
    plan: Plan,
    step: Step,
    holders: Mapping[int, Participant],
    office: Office,
    now: datetime,
) -> Markup:
    """What a move would do, and what people would read."""
    sample = step_news(say, [plan.sample], office, now).text if plan.sample else None
    title = say(
        "Certificates that go to “{step}”: {count}",
        count=len(plan.moving),
        step=say(NAMES[step]),
    )
    return say.paragraphs(
        moving(say, title, plan.moving, holders),
        refused(say, plan.refused, holders),
        say("This is what they will read, for example:") if sample else None,
        sample,
        reached(say, plan.reach),
    )


def reached(say: Words, reach: Reach) -> Markup:
    """How many chats are told, and who isn't."""
    missing = reach.without_chat
    return say.lines(
        say("Chats to be told: {count}", count=len(reach.chats)),
        say("Can’t be reached: {count}", count=len(reach.unreachable))
        if reach.unreachable
        else None,
        say("Want no messages: {count}", count=len(reach.opted_out)) if reach.opted_out else None,
        say(
            "Without a chat ({count}): {names}",
            count=len(missing),
            names=", ".join(map(without_forbidden, missing)),
        )
        if missing
        else None,
    )


def _listed(say: Words, title: str, lines: Iterable[str]) -> Markup | None:
    shown = list(lines)
    if not shown:
        return None
    return say.lines(title, *(say("• {what}", what=line) for line in shown))

"""What the office reads of somebody: name, number, classes, certificates, what is linked."""

from __future__ import annotations

from markupsafe import Markup

from handlers.linking.family import told_topics
from handlers.turns.turn import Turn
from locales import skills
from locales.phones import written_phone
from locales.steps import STEPS
from programme.people import Participant, Relation, adult_on
from services.linking.lookup import ParticipantFile
from services.sending.words import why_one
from store.paper_consents import PaperConsent
from store.participant_links import HeldLink, OpenCode

LONGEST_LABEL = 40


def label(participant: Participant) -> str:
    """A button's: the name, shortened where it must, and the number."""
    number = participant.number[: LONGEST_LABEL // 2]
    name = participant.shown_name[: LONGEST_LABEL - len(number) - 3]
    return f"{name} – {number}"


def described(turn: Turn, file: ParticipantFile) -> str:
    say, participant = turn.say, file.participant
    return say.paragraphs(
        say.lines(
            say("<b>{name}</b>", name=participant.shown_name),
            say("Participant number: {number}", number=participant.number),
            say("Phone: {phones}", phones=", ".join(map(written_phone, participant.phones)))
            if participant.phones
            else say("No phone number is on the list."),
            _minor(turn, participant),
            say(
                "⚠ The use of the data is restricted since {day}: nothing is told or sent.",
                day=say.plain_day(say.local_day(file.restricted_at)),
            )
            if file.restricted_at
            else None,
        ),
        say.lines(
            *(
                say(
                    "Class: {skill}, {programme}",
                    skill=skills.name(each.skill),
                    programme=each.programme,
                )
                for each in file.enrolments
            ),
            *(
                say(
                    "Certificate {skill}: {step}",
                    skill=skills.name(each.skill),
                    step=say(STEPS[each.step]),
                )
                for each in file.certificates
            ),
        ),
        say.lines(
            say("Linked:") if file.links else say("No chat is linked."),
            *(say("• {what}", what=_state(turn, each)) for each in file.links),
        ),
        say.lines(
            say("Codes nobody has used yet:"),
            *(say("• {what}", what=code(turn, each)) for each in file.codes),
        )
        if file.codes
        else None,
        say.lines(
            say("Allowed on paper:"),
            *(say("• {what}", what=consent(turn, each)) for each in file.consents),
        )
        if file.consents
        else None,
    )


def _minor(turn: Turn, participant: Participant) -> Markup | None:
    born = participant.birth_date
    if born is None or turn.today >= adult_on(born):
        return None
    day = turn.say.plain_day(adult_on(born))
    return turn.say("⚠ Under 18 until {day}: a parent or guardian consents on paper.", day=day)


def _state(turn: Turn, held: HeldLink) -> Markup | str:
    """A link, and why its chat is told nothing if so."""
    if not held.silent:
        return link(turn, held)
    return turn.say("{link}. ⚠ {why}", link=link(turn, held), why=why_one(turn.say, [held.silent]))


def link(turn: Turn, held: HeldLink) -> str:
    """ "Keluarga: jadwal saja, sejak 24 November 2026" """
    say = turn.say
    since = say.plain_day(say.local_day(held.since))
    if held.relation is Relation.FAMILY:
        return say(
            "Family, {topics}, since {day}", topics=told_topics(turn, held.topics), day=since
        )
    if held.until:
        return say("Himself, borrowed phone, until {time}", time=say.clock(held.until))
    return say("Himself, since {day}", day=since)


def code(turn: Turn, made: OpenCode) -> str:
    say = turn.say
    until = say.plain_day(say.local_day(made.until))
    if made.is_family:
        return say(
            "Family, {topics}, until {day}", topics=told_topics(turn, made.topics), day=until
        )
    return say("Himself, until {day}", day=until)


def consent(turn: Turn, given: PaperConsent) -> str:
    return turn.say("{paper}: {topics}", paper=given.paper, topics=told_topics(turn, given.topics))

"""The office makes a code for somebody, and hands it over.

whom ─► [himself] ───────────────────────────────► how long ─► code, link, QR (or a letter)
     └► [family] ─► what the paper allows ─► its number ─┘
"""

from __future__ import annotations

from datetime import timedelta

from handlers.linking import handing_over, lookup as people
from handlers.linking.family import OFFERED
from handlers.linking.nickname import printable
from handlers.turns import menu, other_matters
from handlers.turns.choices import row_id
from handlers.turns.features import Label, Menu, Press, State
from handlers.turns.turn import Turn
from locales import Words
from locales.words import sentence
from programme.linking import CODE_LASTS, LONGEST_CODE_DAYS
from programme.messages import Button
from services.linking import lookup as participant_files, office_codes, paper_consents
from services.linking.code_letter import letter
from services.linking.inviting import NewCode, UnknownParticipant
from services.people.codes import written_code

PAPER, READY = "codes.paper", "codes.ready"
"""The paper's number is to be written; all is known but how long the code lasts."""

SHORTEST, LONGEST_PAPER = CODE_LASTS.days, 60
DAYS = (SHORTEST, 30, 90, LONGEST_CODE_DAYS)


class NothingBegun(Exception):
    """The button of a code whose making was left."""


def _ask_relation(turn: Turn, participant_id: int) -> None:
    say = turn.say
    participant = participant_files.known(turn.tx, turn.contact, participant_id)
    turn.reply(
        say("A code for {name}: who will use it?", name=participant.shown_name),
        Button(say("The participant"), f"codes:self:{participant_id}"),
        Button(say("Family"), f"codes:family:{participant_id}"),
        menu.cancel(turn),
    )


def _ask_topics(turn: Turn, participant_id: int) -> None:
    say = turn.say
    participant_files.known(turn.tx, turn.contact, participant_id)
    turn.reply(
        say(
            "Family hears only what the participant allowed on paper; to refuse costs nothing. "
            "What does the paper allow?"
        ),
        *(
            Button(say(words), f"codes:topics:{participant_id}:{key}")
            for key, (_, words) in OFFERED.items()
        ),
        menu.cancel(turn),
    )


def _ask_paper(turn: Turn, participant_id: int, key: str) -> None:
    participant_files.known(turn.tx, turn.contact, participant_id)
    turn.reply(
        turn.say(
            "Write the number of the signed paper and whom it names. For example: P-17, Siti "
            "Aminah (mother)"
        ),
        menu.cancel(turn),
    )
    turn.expect(PAPER, participant=str(participant_id), topics=key)


def take_paper(turn: Turn) -> bool:
    data, paper = turn.conversation.data, printable(turn.reading.text)[:LONGEST_PAPER]
    participant_files.known(turn.tx, turn.contact, row_id(data["participant"]))
    if paper_consents.is_named(paper):
        _ask_days(turn, **data, paper=paper)
    else:
        turn.reply(
            turn.say(
                "The paper’s number and a name are needed, for example: P-17, Siti Aminah. "
                "Without a signed paper, family can’t be linked."
            ),
            menu.cancel(turn),
        )
        turn.expect(PAPER, **data)
    return True


def _ask_days(turn: Turn, **draft: str) -> None:
    say = turn.say
    participant_files.known(turn.tx, turn.contact, row_id(draft["participant"]))
    turn.reply(
        say("How do you hand it over? A code for a letter lasts longer."),
        *(Button(_lasting(say, days), f"codes:make:{days}") for days in DAYS),
        menu.cancel(turn),
    )
    turn.expect(READY, **draft)


def _lasting(say: Words, days: int) -> str:
    time = say.duration(timedelta(days=days))
    return (
        say("By hand, {time}", time=time) if days == SHORTEST else say("Letter, {time}", time=time)
    )


def take_days(turn: Turn) -> bool:
    """How long is a button; a question in between is answered, and the button stays good."""
    draft = turn.conversation.data
    if other_matters.asks_for_another(turn.reading.asked):
        turn.expect(READY, **draft)
        return False
    _ask_days(turn, **draft)
    return True


def _make(turn: Turn, days: int) -> None:
    draft = turn.conversation.data
    if turn.conversation.state != READY or days not in DAYS:
        raise NothingBegun
    allowed, _ = OFFERED.get(draft.get("topics", ""), (frozenset(), ""))
    new = office_codes.for_participant(
        turn.tx,
        turn.contact,
        row_id(draft["participant"]),
        turn.now,
        days=days,
        paper=draft.get("paper"),
        topics=allowed,
    )
    participant = participant_files.known(turn.tx, turn.contact, row_id(draft["participant"]))
    name = participant.shown_name
    hand_over(
        turn,
        new,
        turn.say("{name}’s family", name=name) if "paper" in draft else name,
        Button(turn.say("See this person"), f"people:show:{participant.id}"),
        number=participant.number,
        as_letter=days > SHORTEST,
    )


def hand_over(
    turn: Turn,
    new: NewCode,
    whose: str,
    *more: Button,
    number: str = "",
    as_letter: bool = False,
) -> None:
    """Show a new code, the only time it can be seen, and whose it is; the letter doesn't say."""
    say = turn.say
    last_day = say.day(say.local_day(new.until))
    turn.reply(
        say.paragraphs(
            say("A code for <b>{name}</b>", name=f"{whose} ({number})" if number else whose),
            say("Give it to that one person. It works once, until {day}:", day=last_day),
            say("<b>{code}</b>", code=written_code(new.code)),
            handing_over.link_of(turn, new.code) or None,
            say("Print the letter and delete it here.") if as_letter else None,
        ),
        Button(say("End this code"), f"codes:end:{new.invite_id}"),
        *more,
        menu.back(turn),
        attachment=letter(
            say,
            handing_over.sender(turn, last_day),
            handing_over.letter_with(turn, new.code, whose, number),
        )
        if as_letter
        else handing_over.picture(turn, new.code, whose),
    )


def _end(turn: Turn, invite_id: int) -> None:
    say = turn.say
    is_done = office_codes.end(turn.tx, turn.contact, invite_id, turn.now)
    turn.reply(
        say("That code is ended: nobody can use it any more.")
        if is_done
        else say("That code was used, or had ended already."),
        Button(say("For the office"), "office"),
    )


def make_code(turn: Turn, argument: str = "") -> None:
    """`argument`: "", "for:ID", "self:ID", "family:ID", "topics:ID:KEY", "make:DAYS", "end:ID"."""
    verb, _, value = argument.partition(":")
    ident, _, key = value.partition(":")
    try:
        match verb:
            case "for":
                _ask_relation(turn, row_id(ident))
            case "self":
                _ask_days(turn, participant=str(row_id(ident)))
            case "family":
                _ask_topics(turn, row_id(ident))
            case "topics" if key in OFFERED:
                _ask_paper(turn, row_id(ident), key)
            case "make":
                _make(turn, row_id(value))
            case "end":
                _end(turn, row_id(value))
            case _:
                people.ask(turn, people.FOR_CODE, Button(turn.say("A whole class"), "classcodes"))
    except UnknownParticipant:
        turn.reply(turn.say("That person is no longer on the list."))
        people.ask(turn, people.FOR_CODE)
    except NothingBegun:
        turn.reply(turn.say("That was a while ago. Please begin again."))
        people.ask(turn, people.FOR_CODE)


FEATURE = (
    Press("codes", make_code, labels=(Label(sentence("Codes"), menu=Menu.OFFICE_PAGE),)),
    State(PAPER, take_paper, is_about_somebody=True),
    State(READY, take_days, is_about_somebody=True),
)

"""The office looks somebody up.

number, phone or name ─► one of those found ─► what is kept ─► code | certificate
                                              ├─► end a link (asks once)
                                              ├─► end a code that nobody has used
                                              └─► withdraw a consent on paper (asks once)
"""

from __future__ import annotations

from collections.abc import Sequence

from handlers.linking import lookup_card as card
from handlers.turns import access, menu, other_matters
from handlers.turns.choices import row_id
from handlers.turns.features import Label, Menu, Press, State
from handlers.turns.turn import Turn
from locales.words import sentence
from programme.messages import Button
from programme.people import Participant
from services.linking import lookup, office_codes, paper_consents
from services.linking.inviting import UnknownParticipant
from services.linking.lookup import ParticipantFile
from services.linking.matching import MOST_SHOWN
from services.people import roles
from services.people.known_names import participant_key, participants_in
from services.privacy import restricting

FIND = "people.find"
LONGEST_SEARCH = 100
FOR_CODE = "code"
"""What the search is for: then a found one goes on to his code."""


def ask(turn: Turn, purpose: str = "", *instead: Button) -> None:
    roles.ensure_office(turn.tx, turn.contact)
    turn.reply(
        turn.say("Whom? Write the participant number, the phone number or the name."),
        *instead,
        menu.cancel(turn),
    )
    turn.expect(FIND, purpose=purpose)


def take_search(turn: Turn) -> bool:
    """Whom to look for. False for an order or a clear question instead of a name."""
    if _is_another_order(turn):
        return False
    search(turn, turn.reading.text, turn.conversation.data.get("purpose", ""))
    return True


def _is_another_order(turn: Turn) -> bool:
    said = turn.reading
    return (
        said.asks_for_attendance_list
        or said.office_wish is not None
        or bool(said.changes)
        or (not said.has_digits and other_matters.asks_for_another(said.asked))
    )


def search(turn: Turn, text: str, purpose: str = "") -> None:
    """Whom the office looks for, by number, phone or name."""
    say = turn.say
    found = lookup.search(turn.tx, turn.contact, text[:LONGEST_SEARCH], turn.now)
    if not found:
        turn.reply(
            say("Nobody found. Write the number, or the name in another way."), menu.cancel(turn)
        )
        turn.expect(FIND, purpose=purpose)
        return
    choose = "codes:for" if purpose == FOR_CODE else "people:show"
    if len(found) == 1 and purpose != FOR_CODE:
        _show(turn, found[0].id)
        return
    _ask_who(turn, found, choose, "people" if purpose != FOR_CODE else "codes")
    turn.expect(FIND, purpose=purpose)


def _ask_who(turn: Turn, found: Sequence[Participant], choose: str, again: str = "people") -> None:
    say = turn.say
    turn.reply(
        say("Who is meant?")
        if len(found) < MOST_SHOWN
        else say("Who is meant? There may be more; write the whole name to see fewer."),
        *(Button(card.label(each), f"{choose}:{each.id}") for each in found),
        Button(say("Search again"), again),
        menu.cancel(turn),
    )


def show_named(turn: Turn) -> bool:
    """Whom a question of the office names, or who was chosen last: "sertifikat sumiran", then
    "jadwalnya". False where it is nobody's."""
    said = turn.reading
    ids = participants_in(said.asked.people or (turn.chosen if said.is_about_same_person else ()))
    if not ids:
        return False
    access.ensure_open(turn)
    found = lookup.named(turn.tx, turn.contact, ids[:MOST_SHOWN], turn.now)
    if len(found) == 1:
        _show(turn, found[0].id)
    else:
        _ask_who(turn, found, "people:show")
    return True


def _show(turn: Turn, participant_id: int) -> None:
    say = turn.say
    file = lookup.look_at(turn.tx, turn.contact, participant_id, turn.now)
    turn.choose([participant_key(participant_id)])
    turn.reply(
        card.described(turn, file), *_choices(turn, file), Button(say("Search again"), "people")
    )


def _choices(turn: Turn, file: ParticipantFile) -> list[Button]:
    say, ident = turn.say, file.participant.id
    return [
        Button(say("Make a code"), f"codes:for:{ident}"),
        *([Button(say("Certificate"), f"certificates:of:{ident}")] if file.certificates else []),
        *([Button(say("End a link"), f"people:links:{ident}")] if file.links else []),
        *([Button(say("End a code"), f"people:codes:{ident}")] if file.codes else []),
        *([Button(say("End a consent"), f"people:papers:{ident}")] if file.consents else []),
        Button(say("Lift the restriction"), f"people:lift:{ident}")
        if file.restricted_at
        else Button(say("Restrict the use"), f"people:restrict:{ident}"),
    ]


def _list(turn: Turn, what: str, participant_id: int) -> None:
    """The links, codes or papers of somebody, one of which is to end."""
    say = turn.say
    file = lookup.look_at(turn.tx, turn.contact, participant_id, turn.now)
    if what == "links":
        question = say("Which link is to end? That chat hears nothing more, and is not told.")
        rows = [(each.id, card.link(turn, each)) for each in file.links]
    elif what == "codes":
        question = say("Which code is to end? Nobody has used it yet.")
        rows = [(each.id, card.code(turn, each)) for each in file.codes]
    else:
        question = say(
            "Which consent is withdrawn? Family links and codes that rest on it end at once."
        )
        rows = [(each.id, card.consent(turn, each)) for each in file.consents]
    turn.reply(
        question,
        *(
            Button(said[: card.LONGEST_LABEL], f"people:end-{what}:{participant_id}:{ident}")
            for ident, said in rows
        ),
        Button(say("Back"), f"people:show:{participant_id}"),
    )


def _end(turn: Turn, what: str, participant_id: int, ident: int) -> None:
    say, tx, by, now = turn.say, turn.tx, turn.contact, turn.now
    if what == "end-links":
        is_done = lookup.end_link(tx, by, participant_id, ident, now)
    elif what == "end-codes":
        is_done = office_codes.end(tx, by, ident, now)
    else:
        is_done = paper_consents.withdraw(tx, by, participant_id, ident, now)
    turn.reply(say("Ended.") if is_done else say("That was over already."))
    _show(turn, participant_id)


def _ask_restrict(turn: Turn, participant_id: int) -> None:
    say = turn.say
    name = lookup.known(turn.tx, turn.contact, participant_id).shown_name
    turn.reply(
        say(
            "Restrict the use of what is stored of {name}? Then nothing is told, sent or listed, "
            "his links and codes rest, and all of it stays stored until the office lifts it.",
            name=name,
        ),
        Button(say("Yes, restrict"), f"people:restrict-yes:{participant_id}"),
        Button(say("Back"), f"people:show:{participant_id}"),
    )


def _restrict_or_lift(turn: Turn, verb: str, participant_id: int) -> None:
    participant = lookup.known(turn.tx, turn.contact, participant_id)
    act = restricting.lift if verb == "lift" else restricting.restrict
    act(turn.tx, turn.contact, participant, turn.now)
    _show(turn, participant_id)


def look_somebody_up(turn: Turn, argument: str = "") -> None:
    """`argument`: "", "show:ID", "links:ID", "codes:ID", "papers:ID", "end-…:ID:WHICH",
    "restrict:ID", "restrict-yes:ID", "lift:ID"."""
    verb, *values = argument.split(":")
    participant_id, which = (*map(row_id, values), 0, 0)[:2]
    try:
        match verb:
            case "show":
                _show(turn, participant_id)
            case "restrict":
                _ask_restrict(turn, participant_id)
            case "restrict-yes" | "lift":
                _restrict_or_lift(turn, verb, participant_id)
            case "links" | "codes" | "papers":
                _list(turn, verb, participant_id)
            case "end-links" | "end-codes" | "end-papers":
                _end(turn, verb, participant_id, which)
            case _:
                ask(turn)
    except UnknownParticipant:
        turn.reply(turn.say("That person is no longer on the list."))
        ask(turn)


FEATURE = (
    Press(
        "people",
        look_somebody_up,
        confirms=("end-links", "end-codes", "end-papers", "restrict-yes"),
        labels=(Label(sentence("People"), menu=Menu.OFFICE_PAGE),),
    ),
    State(FIND, take_search, is_about_somebody=True),
)

"""The office answers who wants to be linked without a code.

list ─► a request, with what agrees ─► [approve as himself]
            │                      ├─► [family] ─► which topics ─► number of the paper
            │                      └─► [decline]
            └─► [another participant] ─► number, phone or name ─► the request beside him
"""

from __future__ import annotations

from handlers.linking import request_page as page
from handlers.linking.family import OFFERED
from handlers.linking.nickname import printable
from handlers.turns import menu
from handlers.turns.choices import row_id
from handlers.turns.features import Label, Menu, Press, State
from handlers.turns.turn import Turn
from locales.words import sentence
from programme.linking import LinkRequest
from programme.messages import Button
from programme.people import Participant
from services.importing import birth_dates
from services.linking import answers, paper_consents
from services.linking.answers import AlreadyAnswered, Changed, Decision, OwnRequest, RequestGone
from services.linking.matching import Match

FIND, PAPER = "requests.find", "requests.paper"
MOST_LISTED = 8
LONGEST_PAPER = 80


def show(turn: Turn) -> None:
    """What waits for an answer, the most urgent first."""
    say = turn.say
    waiting = answers.open_ones(turn.tx, turn.contact)
    dates = birth_dates.count_waiting(turn.tx, turn.contact)
    turn.reply(
        say.paragraphs(
            say("Link requests that wait: {count}", count=len(waiting))
            if waiting
            else say("No link request waits."),
            say("The most urgent {count}:", count=MOST_LISTED)
            if len(waiting) > MOST_LISTED
            else None,
        ),
        *(
            Button(
                say(
                    "{day}, {time}",
                    day=say.short_day(say.local_day(each.created_at)),
                    time=say.clock(each.created_at),
                ),
                f"requests:look:{each.id}",
            )
            for each in waiting[:MOST_LISTED]
        ),
        *(
            [Button(say("Dates of birth to decide: {count}", count=dates), "births")]
            if dates
            else []
        ),
        Button(say("For the office"), "office"),
    )


def _look(turn: Turn, request_id: int) -> None:
    """A request, beside the one participant it fits, or with those to choose from."""
    say = turn.say
    request, found = answers.look_at(turn.tx, turn.contact, request_id, turn.local_now)
    if len(found) == 1:
        _show(turn, request, found[0])
        return
    turn.reply(
        say.paragraphs(
            page.described(turn, request),
            say("Who may be meant:") if found else say("Nobody on the lists agrees with it."),
        ),
        *_choices(request_id, [match.participant for match in found]),
        Button(say("Look for the participant"), f"requests:find:{request_id}"),
        Button(say("Decline"), f"requests:no:{request_id}"),
        Button(say("All requests"), "requests"),
    )


def _choices(request_id: int, found: list[Participant]) -> list[Button]:
    return [Button(page.label(each), f"requests:with:{request_id}:{each.id}") for each in found]


def _compare(turn: Turn, request_id: int, participant_id: int) -> None:
    request, match = answers.compare(
        turn.tx, turn.contact, request_id, participant_id, turn.local_now
    )
    _show(turn, request, match)


def _show(turn: Turn, request: LinkRequest, match: Match) -> None:
    """Both side by side; the buttons hold what was seen."""
    say = turn.say
    decision = f"{request.id}:{match.participant.id}:{match.fingerprint(request)}"
    turn.reply(
        say.paragraphs(page.described(turn, request), page.compared(turn, match)),
        Button(say("Approve as the participant"), f"requests:self:{decision}"),
        Button(say("Family"), f"requests:family:{decision}"),
        Button(say("Decline"), f"requests:no:{request.id}"),
        Button(say("Another participant"), f"requests:find:{request.id}"),
        Button(say("All requests"), "requests"),
    )


def _ask_whom(turn: Turn, request_id: int) -> None:
    answers.look_at(turn.tx, turn.contact, request_id, turn.local_now)
    turn.reply(
        turn.say("Write the participant’s number, phone or name."),
        menu.cancel(turn),
    )
    turn.expect(FIND, request=str(request_id))


def take_whom(turn: Turn) -> bool:
    """A number, a phone or a name of the participant who is meant."""
    request_id = int(turn.conversation.data["request"])
    try:
        _find(turn, request_id, turn.reading.text)
    except REFUSALS as refusal:
        _refuse(turn, refusal, request_id)
    return True


def _find(turn: Turn, request_id: int, text: str) -> None:
    say = turn.say
    found = answers.search(turn.tx, turn.contact, request_id, text, turn.now)
    if len(found) == 1:
        _compare(turn, request_id, found[0].id)
    elif found:
        turn.reply(say("Which one?"), *_choices(request_id, found), menu.cancel(turn))
        turn.expect(FIND, request=str(request_id))
    else:
        turn.reply(
            say("Nobody found. Write the number, or the beginning of the name."),
            menu.cancel(turn),
        )
        turn.expect(FIND, request=str(request_id))


def _approve_self(turn: Turn, decision: Decision) -> None:
    participant = answers.approve(turn.tx, turn.contact, decision, turn.local_now)
    _approved(turn, decision.request_id, participant)


def _ask_topics(turn: Turn, decision: Decision) -> None:
    say = turn.say
    answers.check(turn.tx, turn.contact, decision, turn.local_now)
    written = f"{decision.request_id}:{decision.participant_id}:{decision.seen}"
    turn.reply(
        say(
            "Family hears only what the participant allowed on paper; to refuse costs nothing. "
            "What does the paper allow?"
        ),
        *(
            Button(say(words), f"requests:topics:{written}:{key}")
            for key, (_, words) in OFFERED.items()
        ),
        menu.cancel(turn),
    )


def _ask_paper(turn: Turn, decision: Decision, key: str) -> None:
    answers.check(turn.tx, turn.contact, decision, turn.local_now)
    turn.reply(
        turn.say(
            "Write the number of the signed paper and whom it names. For example: P-17, Siti "
            "Aminah (mother)"
        ),
        menu.cancel(turn),
    )
    turn.expect(
        PAPER,
        request=str(decision.request_id),
        participant=str(decision.participant_id),
        seen=decision.seen,
        topics=key,
    )


def take_paper(turn: Turn) -> bool:
    """Approves as family, with the participant's consent as it stands on paper."""
    data, paper = turn.conversation.data, printable(turn.reading.text)[:LONGEST_PAPER]
    decision = Decision(int(data["request"]), int(data["participant"]), data["seen"])
    try:
        answers.check(turn.tx, turn.contact, decision, turn.local_now)
        if not paper_consents.is_named(paper):
            _ask_paper_again(turn)
            return True
        participant = answers.approve(
            turn.tx,
            turn.contact,
            decision,
            turn.local_now,
            topics=OFFERED[data["topics"]][0],
            consent_paper=paper,
        )
    except REFUSALS as refusal:
        _refuse(turn, refusal, decision.request_id)
    else:
        _approved(turn, decision.request_id, participant)
    return True


def _ask_paper_again(turn: Turn) -> None:
    turn.reply(
        turn.say(
            "The paper’s number and a name are needed, for example: P-17, Siti Aminah. "
            "Without a signed paper, family can’t be linked."
        ),
        menu.cancel(turn),
    )
    turn.expect(PAPER, **turn.conversation.data)


def _approved(turn: Turn, request_id: int, participant: Participant) -> None:
    say = turn.say
    turn.reply(
        say(
            "Approved for {name}. The chat is told, and is linked once it has agreed to the "
            "consent text.",
            name=page.label(participant),
        ),
        Button(say("Take back"), f"requests:undo:{request_id}"),
        Button(say("All requests"), "requests"),
    )


def _decline(turn: Turn, request_id: int) -> None:
    say = turn.say
    answers.decline(turn.tx, turn.contact, request_id, turn.now)
    turn.reply(
        say("Declined. The chat is asked to come to the office or to call."),
        Button(say("All requests"), "requests"),
    )


def _take_back(turn: Turn, request_id: int) -> None:
    say = turn.say
    answers.take_back(turn.tx, turn.contact, request_id, turn.now)
    turn.reply(
        say("Taken back: that chat won’t be linked."), Button(say("All requests"), "requests")
    )


def answer_request(turn: Turn, argument: str = "") -> None:
    """`argument`: a verb, the request's id, and what else the verb needs, with colons between."""
    verb, *values = argument.split(":")
    request_id = row_id(values[0]) if values else 0
    try:
        match verb, values:
            case "look", [_]:
                _look(turn, request_id)
            case "with", [_, participant]:
                _compare(turn, request_id, row_id(participant))
            case "find", [_]:
                _ask_whom(turn, request_id)
            case "self", [_, participant, seen]:
                _approve_self(turn, Decision(request_id, row_id(participant), seen))
            case "family", [_, participant, seen]:
                _ask_topics(turn, Decision(request_id, row_id(participant), seen))
            case "topics", [_, participant, seen, key] if key in OFFERED:
                _ask_paper(turn, Decision(request_id, row_id(participant), seen), key)
            case "no", [_]:
                _decline(turn, request_id)
            case "undo", [_]:
                _take_back(turn, request_id)
            case _:
                show(turn)
    except REFUSALS as refusal:
        _refuse(turn, refusal, request_id)


def _refuse(turn: Turn, refusal: Exception, request_id: int) -> None:
    say = turn.say
    match refusal:
        case Changed():
            turn.reply(say("The request or the list has changed meanwhile. Please look again."))
            _look(turn, request_id)
        case RequestGone():
            turn.reply(say("That request is no longer there: its chat was deleted."))
            show(turn)
        case OwnRequest():
            turn.reply(say("That is your own request. A colleague has to answer it."))
            show(turn)
        case _:  # AlreadyAnswered
            turn.reply(say("That request has been answered already."))
            show(turn)


REFUSALS = (AlreadyAnswered, Changed, OwnRequest, RequestGone)


FEATURE = (
    Press(
        "requests",
        answer_request,
        labels=(Label(sentence("Link requests"), menu=Menu.OFFICE_PAGE),),
    ),
    State(FIND, take_whom, is_about_somebody=True),
    State(PAPER, take_paper, is_about_somebody=True),
)

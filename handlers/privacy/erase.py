"""The office erases somebody from its lists: at a request in the chat, or on paper by his number.

requests ─► one ─► [Delete from the list] ─► really? ─► gone
       │       └► [Decline] ─► the reason ─► told
       ├► [By number] ─► his number ─► the same
       └► [Let a number come back] ─► the number
"""

from __future__ import annotations

from handlers.turns import menu
from handlers.turns.features import Label, Menu, Press, State
from handlers.turns.turn import Turn
from locales.words import sentence
from programme.discretion import find_forbidden
from programme.messages import Button
from programme.people import number_key
from services.people.roles import ensure_office
from services.privacy import erasing
from services.privacy.erasing import OnList
from understanding import Reading, Reply

NUMBER, RETURNING, REASON = "erase.number", "erase.lifted", "erase.reason"
LONGEST_REASON = 500


def show(turn: Turn) -> None:
    """What waits, the first to be due first."""
    say = turn.say
    waiting = erasing.requests(turn.tx, turn.contact, turn.now)
    turn.reply(
        say("Who asks to be erased from the lists:")
        if waiting
        else say("Nobody asks to be erased."),
        *(
            Button(each.participant.shown_name, f"erase:{each.participant.uid}")
            for each in waiting
        ),
        Button(say("By number"), "erase:by"),
        Button(say("Let a number come back"), "erase:lift"),
        menu.back(turn),
    )


def _show_one(turn: Turn, found: OnList | None) -> None:
    say = turn.say
    if found is None:
        turn.reply(say("There is no such entry any more."), menu.back(turn))
        return
    uid, request = found.participant.uid, found.request
    turn.reply(
        say.paragraphs(
            say(
                "{name}, number {number}",
                name=found.participant.shown_name,
                number=found.participant.number,
            ),
            say(
                "Asked on {asked}; to be done by {due} at {time}.",
                asked=say.day(say.local_day(request.asked_at)),
                due=say.day(say.local_day(request.due_at)),
                time=say.clock(request.due_at),
            )
            if request
            else None,
            say(
                "With it go classes ({classes}), certificates ({certificates}), links, codes and "
                "answers. A later list doesn’t bring it back.",
                classes=found.classes,
                certificates=found.certificates,
            ),
        ),
        Button(say("Delete from the list"), f"erase:ask:{uid}"),
        *([Button(say("Decline"), f"erase:decline:{uid}")] if request else []),
        menu.back(turn),
    )


def _ask(turn: Turn, uid: str) -> None:
    say = turn.say
    found = erasing.look_at(turn.tx, turn.contact, uid, turn.now)
    if found is None:
        _show_one(turn, None)
        return
    turn.reply(
        say(
            "Delete {name} from the list? This can’t be undone.",
            name=found.participant.shown_name,
        ),
        Button(say("Yes, delete"), f"erase:yes:{uid}"),
        Button(say("No, keep it"), "erase"),
    )


def _erase(turn: Turn, uid: str) -> None:
    say = turn.say
    if erasing.erase(turn.tx, turn.contact, uid, turn.now):
        turn.reply(
            say("Deleted. Take the row out of the office’s own lists, too: Excel and paper."),
            menu.back(turn),
        )
    else:
        _show_one(turn, None)


def _ask_reason(turn: Turn, uid: str) -> None:
    say = turn.say
    ensure_office(turn.tx, turn.contact)
    turn.reply(
        say("Why can’t it be done? Whoever asked reads this, with the day, in the chat."),
        menu.cancel(turn),
    )
    turn.expect(REASON, participant=uid)


def take_reason(turn: Turn) -> bool:
    say, text = turn.say, turn.reading.text
    uid = turn.conversation.data.get("participant", "")
    if turn.reading.asked.reply in (Reply.NO, Reply.CANCEL):
        menu.cancelled(turn)
    elif find_forbidden(text):
        turn.reply(say("Please write that in other words; as it is, it could give people away."))
        turn.expect(REASON, **turn.conversation.data)
    elif len(text) > LONGEST_REASON:
        turn.reply(
            say(
                "Too long: {count} characters. At most {most}.",
                count=len(text),
                most=LONGEST_REASON,
            )
        )
        turn.expect(REASON, **turn.conversation.data)
    elif not turn.reading.has_words:
        _ask_reason(turn, uid)
    elif erasing.decline(turn.tx, turn.contact, uid, text, turn.now):
        turn.reply(say("Whoever asked is told."), menu.back(turn))
    else:
        _show_one(turn, None)
    return True


def _ask_number(turn: Turn, state: str) -> None:
    ensure_office(turn.tx, turn.contact)
    turn.reply(turn.say("The participant number?"), menu.cancel(turn))
    turn.expect(state)


def take_number(turn: Turn) -> bool:
    try:
        found = erasing.find(turn.tx, turn.contact, _number(turn.reading), turn.now)
    except erasing.UnknownNumber:
        turn.reply(turn.say("No participant has this number. Please check it."), menu.cancel(turn))
        turn.expect(NUMBER)
    else:
        _show_one(turn, found)
    return True


def take_returning(turn: Turn) -> bool:
    """A number that lists may bring back, since its owner wants that."""
    say = turn.say
    if erasing.allow_again(turn.tx, turn.contact, _number(turn.reading), turn.now):
        turn.reply(say("Lists may bring this number back."), menu.back(turn))
    else:
        turn.reply(say("This number was not erased. Please check it."), menu.cancel(turn))
        turn.expect(RETURNING)
    return True


def _number(said: Reading) -> str:
    return said.asked.participant_number or number_key(said.text)[:60]


def manage_erasing(turn: Turn, argument: str = "") -> None:
    """`argument`: "", "by", "lift", or "UID", "ask:UID", "yes:UID", "decline:UID" of somebody."""
    verb, _, uid = argument.partition(":")
    match verb:
        case "":
            show(turn)
        case "by":
            _ask_number(turn, NUMBER)
        case "lift":
            _ask_number(turn, RETURNING)
        case "ask":
            _ask(turn, uid)
        case "yes":
            _erase(turn, uid)
        case "decline":
            _ask_reason(turn, uid)
        case _:
            found = erasing.look_at(turn.tx, turn.contact, verb, turn.now)
            _show_one(turn, found)


FEATURE = (
    Press(
        "erase",
        manage_erasing,
        confirms=("yes",),
        labels=(Label(sentence("Requests to erase"), menu=Menu.OFFICE_PAGE),),
    ),
    State(NUMBER, take_number, is_about_somebody=True),
    State(RETURNING, take_returning, is_about_somebody=True),
    State(REASON, take_reason, is_free_text=True, is_about_somebody=True),
)

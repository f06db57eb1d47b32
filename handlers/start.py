"""/start, codes, consent: how a chat gets linked.

/start            greeting and menu
code ──► consent and whose phone ──► [mine] linked for good ──► nickname (family)
                                 ├─► [borrowed] half an hour, the code stays good
                                 └─► [no] nothing is kept
"""

from __future__ import annotations

from handlers import menu
from handlers.turn import Press, Take, Turn
from locales.consent_texts import consent_text
from programme.discretion import find_forbidden
from programme.messages import Button
from services import consent, enrol
from services.attempts import TooManyTries
from store.invites import Invite, InviteKind
from understanding import Intent, Understood

NICKNAME = "start.nickname"
LONGEST_NICKNAME = 30


def started(turn: Turn) -> None:
    """/start, with or without a code."""
    if turn.incoming.data:
        take_code(turn, turn.incoming.data)
        return
    say = turn.say
    turn.reply(
        say.paragraphs(
            say("Hello! I am {name}, the assistant of the job training.", name=turn.setup.name),
            say("Ask in your own words, or choose:"),
        ),
        *menu.buttons(turn),
    )


def take_code(turn: Turn, code: str) -> None:
    say = turn.say
    try:
        invite = enrol.open_code(turn.tx, turn.contact, code, turn.now)
    except enrol.UnknownCode:
        turn.reply(
            say("That code can’t be used (any more). Please check it, or ask for a new one."),
            Button(say("Talk to the office"), "contact"),
            menu.back(turn),
        )
    except TooManyTries as stop:
        turn.reply(
            say(
                "Too many codes were tried. Please wait until {time}.", time=say.clock(stop.until)
            ),
            Button(say("Talk to the office"), "contact"),
        )
    else:
        _opened(turn, invite)


def _opened(turn: Turn, invite: Invite) -> None:
    say = turn.say
    if invite.kind in (InviteKind.STAFF, InviteKind.ESCORT):
        name = enrol.join_staff(turn.tx, turn.contact, invite, turn.now)
        turn.reply(say("Welcome, {name}! This chat is now linked.", name=name), menu.back(turn))
        return
    text = None
    if not consent.is_given(turn.tx, turn.contact):
        text = consent_text(say.language, _responsible(turn))
    turn.reply(
        say.paragraphs(text, say("Do you agree, and whose phone is this?")),
        Button(say("I agree, this is my phone"), f"link:mine:{invite.id}"),
        Button(say("I agree, the phone is borrowed"), f"link:borrowed:{invite.id}"),
        Button(say("No, I don’t agree"), "link:no"),
    )
    turn.expect("", invite=str(invite.id))


def answered(turn: Turn, argument: str) -> None:
    """A button under the consent text. Only the chat that opened the code may use it."""
    whose, _, invite_id = argument.partition(":")
    if whose == "no":
        _declined(turn)
    elif invite_id and turn.conversation.data.get("invite") == invite_id:
        _link(turn, int(invite_id), borrowed=whose == "borrowed")
    else:
        turn.reply(
            turn.say("That was a while ago. Please write the code once more."), menu.back(turn)
        )


def _declined(turn: Turn) -> None:
    say = turn.say
    turn.reply(
        say("All right, nothing is linked. General questions are answered all the same."),
        *menu.buttons(turn),
    )


def _link(turn: Turn, invite_id: int, *, borrowed: bool) -> None:
    say = turn.say
    try:
        invite = enrol.usable_invite(turn.tx, invite_id, turn.now)
        if not consent.is_given(turn.tx, turn.contact):
            consent.give(turn.tx, turn.contact, say.language, _responsible(turn), turn.now)
        enrol.link(turn.tx, turn.contact, invite, turn.now, borrowed=borrowed)
    except enrol.UnknownCode:
        turn.reply(say("That code can’t be used (any more)."), menu.back(turn))
        return
    if borrowed:
        turn.reply(
            say(
                "You can ask for 30 minutes. Nothing will be sent to this phone by itself, and "
                "your code stays good for your own phone."
            ),
            *menu.buttons(turn),
        )
    elif invite.kind is InviteKind.FAMILY:
        turn.reply(
            say("Linked. By which short name shall I speak of him or her in this chat?"),
            Button(say("Skip"), "link:skip"),
        )
        turn.expect(NICKNAME)
    else:
        _linked(turn)


def _linked(turn: Turn) -> None:
    say = turn.say
    turn.reply(
        say("All set. You can ask at any time, and you will be reminded before class."),
        Button(say("Class schedule"), "schedule"),
        Button(say("Certificate"), "certificate"),
        menu.back(turn),
    )


def take_nickname(turn: Turn, text: str, asked: Understood) -> bool:
    """The short name was asked for; a question instead of a name is answered."""
    if asked.intent is not Intent.OUT_OF_SCOPE and not asked.is_unsure:
        return False
    say = turn.say
    nickname = " ".join(text.split())[:LONGEST_NICKNAME]
    if find_forbidden(nickname):
        turn.reply(say("Please choose another name."), Button(say("Skip"), "link:skip"))
        turn.expect(NICKNAME)
    else:
        enrol.name_newest_link(turn.tx, turn.contact, nickname, turn.now)
        _linked(turn)
    return True


def pressed(turn: Turn, argument: str) -> None:
    if argument == "skip":
        _linked(turn)
    else:
        answered(turn, argument)


def _responsible(turn: Turn) -> str:
    return turn.setup.office.name or turn.setup.name


BUTTONS: dict[str, Press] = {"link": pressed}
STATES: dict[str, Take] = {NICKNAME: take_nickname}

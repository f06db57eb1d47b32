"""/start, codes, consent: how a chat gets linked.

/start            greeting and menu
code ──► consent and whose phone ──► [mine] linked for good ──► nickname (family), or his family
                                 │          links one by one (participant)
                                 ├─► [borrowed] half an hour, the code stays good
                                 └─► [no] nothing is kept
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers.linking import family_review, nickname, welcome, whose_phone
from handlers.turns import menu
from handlers.turns.choices import row_id
from handlers.turns.features import Press
from handlers.turns.turn import Turn
from locales.consent_texts import consent_text
from programme.linking import BORROWED_FOR
from programme.messages import Button
from programme.people import Link, Relation
from services.inbox import conversation
from services.linking import enrol, notices
from services.people import codes
from services.people.attempts import TooManyTries
from services.people.codes import GROUP_SIZE, GROUPS, LENGTH
from services.privacy import consent
from store.invites import Invite, InviteKind


def started(turn: Turn) -> None:
    """/start, with or without a code."""
    if turn.incoming.data:
        take_code(turn, turn.incoming.data)
    else:
        menu.greet(turn)


def take_code(turn: Turn, code: str, *others: str) -> None:
    """A code, with the other readings of the text it stood in; a good one is deleted there."""
    say = turn.say
    try:
        invite = enrol.open_code(turn.tx, turn.contact, code, turn.now, *others)
        if invite.kind in (InviteKind.STAFF, InviteKind.ESCORT):
            member = enrol.join_staff(turn.tx, turn.contact, invite, turn.now)
            greeting = say("Welcome, {name}! This chat is now linked.", name=member.shown_name)
            turn.reply(say.paragraphs(greeting, menu.examples(turn, member)), menu.back(turn))
        else:
            ask_consent(turn, invite)
    except enrol.OwnCode:
        turn.reply(say("This chat is linked already. Just ask."), *menu.buttons(turn))
    except enrol.HasRole:
        turn.reply(
            say(
                "This chat has a role already; the code stays good for another one. Whoever takes "
                "this phone over first writes “bukan saya”."
            ),
            menu.back(turn),
        )
    except codes.UnknownCode:
        _unusable(turn)
        return
    except TooManyTries as stop:
        turn.reply(
            say(
                "Too many codes were tried. Please try again {when}.", when=turn.after(stop.until)
            ),
            Button(say("Talk to the office"), "contact"),
            menu.back(turn),
        )
    conversation.delete_written(turn.tx, turn.contact, turn.incoming, turn.now)


def take_codes(turn: Turn) -> bool:
    """Try what may be codes in a text."""
    take_code(turn, *codes.codes_in(turn.reading.text))
    return True


def take_mistyped(turn: Turn) -> bool:
    """Try what may be a code; refuse what is only written like one."""
    text = turn.reading.text
    if codes.is_meant_as_code(text):
        _unusable(turn)
    else:
        take_code(turn, text)
    return True


def _unusable(turn: Turn) -> None:
    """Refuse a code, with the same words whatever is wrong with it."""
    say = turn.say
    turn.is_unhelped = True
    turn.reply(
        say.lines(
            say("That code can’t be used (any more). Please check it, or ask for a new one."),
            say(
                "A code has {length} letters and digits, in {groups} groups of {size}.",
                length=LENGTH,
                groups=say.number(GROUPS),
                size=say.number(GROUP_SIZE),
            ),
        ),
        Button(say("I have no code"), "request"),
        Button(say("Talk to the office"), "contact"),
        menu.back(turn),
    )


def ask_consent(turn: Turn, invite: Invite) -> None:
    """Show the consent text once; ask those who agreed to it only whose phone it is."""
    text, opened = None, {"invite": str(invite.id), "asked": whose_phone.CONSENT}
    if not consent.covers(turn.tx, turn.contact, invite, turn.now):
        text = consent_text(turn.say.language, turn.setup.responsible)
        opened["language"] = turn.say.language
    turn.expected = replace(turn.expected, opened=opened)
    whose_phone.ask(turn, text)
    notices.tell_of_unfinished(turn.tx, turn.contact, turn.now)


def link_or_decline(turn: Turn, argument: str) -> None:
    """ "mine:INVITE", "borrowed:INVITE", "no", "skip", "again": what was left open is asked again.

    Only the chat that opened a code links.
    """
    answer, _, invite_id = argument.partition(":")
    opened = turn.conversation.opened
    match answer:
        case "skip":
            welcome.tell(turn)
        case "again":
            _go_on(turn)
        case "no" if opened:
            declined(turn)
        case "mine" | "borrowed" if opened.get("invite") == invite_id:
            _link(turn, int(invite_id), opened.get("language"), borrowed=answer == "borrowed")
        case "mine" | "borrowed":
            _press_again(turn, row_id(invite_id), borrowed=answer == "borrowed")
        case _:
            menu.show(turn)


def _go_on(turn: Turn) -> None:
    opened = turn.conversation.opened
    if "invite" in opened:
        language = opened.get("language")
        whose_phone.ask(turn, consent_text(language, turn.setup.responsible) if language else None)
    else:
        turn.features.presses["request"].act(turn, "")


def declined(turn: Turn) -> None:
    say = turn.say
    turn.expected = replace(turn.expected, opened={})
    turn.reply(
        say("All right, nothing is linked. General questions are answered all the same."),
        *menu.buttons(turn),
    )


def _link(turn: Turn, invite_id: int, language: str | None, *, borrowed: bool) -> None:
    turn.expected = replace(turn.expected, opened={})
    try:
        link = enrol.accept(
            turn.tx,
            turn.contact,
            invite_id,
            language,
            turn.setup.responsible,
            turn.now,
            borrowed=borrowed,
        )
    except codes.UnknownCode:
        _unusable(turn)
    except enrol.BorrowedHere:
        _tell_it_was_borrowed(turn)
    else:
        _tell(turn, link, borrowed=borrowed)


def _press_again(turn: Turn, invite_id: int, *, borrowed: bool) -> None:
    """Pressed twice, or when the code is no longer open in this chat."""
    link = enrol.linked_by(turn.tx, turn.contact, invite_id, turn.now, borrowed=borrowed)
    if link:
        _tell(turn, link, borrowed=borrowed)
    else:
        turn.reply(
            turn.say("That was a while ago. Please write the code once more."), menu.back(turn)
        )


def _tell(turn: Turn, link: Link, *, borrowed: bool) -> None:
    """The chat is linked: what comes next."""
    say = turn.say
    if borrowed and not enrol.is_borrowed(link, turn.now):
        _tell_it_stays(turn, link)
    elif borrowed:
        turn.reply(
            say(
                "You can ask for {minutes} minutes. Nothing will be sent to this phone by itself, "
                "and your code stays good for your own phone.",
                minutes=BORROWED_FOR // timedelta(minutes=1),
            ),
            *menu.buttons(turn),
        )
    elif link.relation is Relation.FAMILY:
        nickname.ask(
            turn,
            link.id,
            say("Linked. By which short name shall I speak of him or her in this chat?"),
        )
    else:
        family_review.begin(turn, link.participant_id)


def _tell_it_stays(turn: Turn, link: Link) -> None:
    """He borrows a phone that is linked to him already."""
    say = turn.say
    turn.reply(
        say("This chat is linked already. Just ask.")
        if link.relation is Relation.SELF
        else say(
            "This phone is linked as one of your family’s: here you hear what you allowed them. "
            "Your code stays good for your own phone."
        ),
        *menu.buttons(turn),
    )


def _tell_it_was_borrowed(turn: Turn) -> None:
    say = turn.say
    turn.reply(
        say(
            "This code was used here as on a borrowed phone, so it can’t link this phone for "
            "good. If the phone is yours, please ask the office for a new code."
        ),
        Button(say("Talk to the office"), "contact"),
        menu.back(turn),
    )


FEATURE = (Press("link", link_or_decline, when_closed=True),)

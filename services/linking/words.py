"""Notices about requests to be linked and about new chats, in words."""

from __future__ import annotations

from locales import Words
from locales.roles import ROLES
from programme.linking import BORROWED_FOR
from programme.messages import Button, Outgoing
from services.linking.new_chats import NewLink, NewStaffChat
from services.linking.requests import WORKING_DAYS


def asked(say: Words, count: int, *_: object) -> Outgoing:
    """For the office: how many wait."""
    return Outgoing(
        say.paragraphs(
            say("<b>Somebody without a code wants to be linked.</b>"),
            say("Requests that wait: {count}", count=count),
        ),
        ((Button(say("Look at them"), "requests"),),),
    )


def overdue(say: Words, count: int, *_: object) -> Outgoing:
    """For the office: how many should have been answered."""
    return Outgoing(
        say.paragraphs(
            say("<b>Link requests overdue: {count}</b>", count=count),
            say(
                "An answer within {days} working days was promised.", days=say.number(WORKING_DAYS)
            ),
        ),
        ((Button(say("Look at them"), "requests"),),),
    )


def answered(say: Words, *_: object) -> Outgoing:
    """For who asked: the same words, whatever the answer is."""
    return Outgoing(
        say("The office has answered your request."),
        ((Button(say("Read the answer"), "request:answer"),),),
    )


def new_link(say: Words, new: NewLink, *_: object) -> Outgoing:
    """For a participant's own chat."""
    if new.is_family:
        told = say("Somebody of your family was just linked for you, in another chat.")
    elif new.takes_over:
        told = say("Another phone was just linked as your own. Nothing more comes to this one.")
    else:
        told = say(
            "Your code was just used on a borrowed phone: there one can ask about you for {time}.",
            time=say.duration(BORROWED_FOR),
        )
    return Outgoing(
        say.paragraphs(
            say("This is about {name}.", name=new.name) if new.name else None,
            told,
            say("If you know of it, let it stay. If not, end it: its code ends as well."),
        ),
        _stays_or_ends(say, f"link:{new.link_id}"),
    )


def new_staff_chat(say: Words, new: NewStaffChat, *_: object) -> Outgoing:
    """For the admins, and the member's other chats."""
    member = new.member
    return Outgoing(
        say.paragraphs(
            say(
                "A new chat has the role of <b>{name}</b> ({role}).",
                name=member.shown_name,
                role=say(ROLES[member.role]),
            ),
            say("If it is not {name} who writes there, end it.", name=member.shown_name),
        ),
        _stays_or_ends(say, f"staff:{new.contact_id}:{member.id}"),
    )


def _stays_or_ends(say: Words, what: str) -> tuple[tuple[Button, ...], ...]:
    return ((Button(say("Keep"), "newchat:keep"), Button(say("End it"), f"newchat:{what}")),)


def new_link_ended(say: Words, *_: object) -> Outgoing:
    """For the chat that was linked: neither who ended it, nor whom it was about."""
    return Outgoing(
        say("This chat is no longer linked. If that is a mistake, the office helps."),
        ((Button(say("Talk to the office"), "contact"),),),
    )


def unfinished(say: Words, is_linked: bool, *_: object) -> Outgoing:
    """For who left it open. Names nobody: others may look at the phone."""
    return Outgoing(
        say("You began to link this chat, and it isn’t finished yet. Go on?")
        if is_linked
        else say("This chat is not linked yet. Go on?"),
        (
            (Button(say("Yes, go on"), "link:again"),),
            (Button(say("No, leave it"), "link:no"),),
        ),
    )

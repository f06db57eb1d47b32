"""Who takes a text: one table. The first claim that holds and takes the text, has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from handlers.announcing import announce, broadcast
from handlers.certificates import collecting, find, of_group
from handlers.classes import absences, attendance, calendar, escort, own_reminder, presence
from handlers.linking import family_end, lookup, requests, start
from handlers.operations import office_wishes
from handlers.privacy import consent, correcting, disown
from handlers.routing import (
    answer_questions,
    answer_what_is_recorded,
    press_labelled,
    press_named,
    press_numbered,
    press_replied,
    read_behind_slash,
    refuse_unreadable,
    run_command,
    silence,
    take_expected,
    take_offer,
)
from handlers.tickets import answer, concerns, distress, office, replies, tickets
from handlers.turns import menu
from handlers.turns.features import State
from handlers.turns.turn import Turn
from programme.people import Role
from services.people import codes, roles
from understanding import Concern, Reading


class Situation(Protocol):
    """What is known of a chat before its text is read."""

    @property
    def state(self) -> State: ...
    @property
    def role(self) -> Role | None: ...
    @property
    def is_reply(self) -> bool: ...
    @property
    def is_known(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Where:
    """In which situations a claim may hold at all. `is_dear`: to know it takes a statement."""

    words: str
    holds: Callable[[Situation], bool]
    is_dear: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """`hears`: does the text speak for it? `take` is False when the store speaks against it.

    `needs` says what the store has to have for it.
    """

    name: str
    where: Where
    hears: Callable[[Reading], bool]
    take: Callable[[Turn], bool]
    needs: str = ""


class Telling(Claim):
    """A claim that no plain question speaks for, so that it isn't tried there."""


def answer_text(turn: Turn) -> None:
    """Give the text of the turn to whoever has it."""
    claims = OF_PLAIN_QUESTIONS if turn.reading.is_plain else CLAIMS
    any(_holds(claim, turn) and claim.take(turn) for claim in claims)


def _holds(claim: Claim, turn: Turn) -> bool:
    """Look first at what costs less."""
    if claim.where.is_dear:
        return claim.hears(turn.reading) and claim.where.holds(turn)
    return claim.where.holds(turn) and claim.hears(turn.reading)


ANYWHERE = Where("anywhere", lambda _: True)
IDLE = Where("where nothing was asked", lambda chat: not chat.state.name)
IDLE_OR_ASKED_MORE = Where(
    "where nothing was asked but by the office", lambda chat: chat.state.name in ("", tickets.MORE)
)
REPLY = Where("in a reply to a message", lambda chat: chat.is_reply)
REPLY_OR_IDLE = Where(
    "in a reply, or where nothing was asked but by the office",
    lambda chat: REPLY.holds(chat) or IDLE_OR_ASKED_MORE.holds(chat),
)
EXPECTED = Where("where something was asked", lambda chat: chat.state.take is not None)
NO_FREE_TEXT = Where(
    "where nothing for others is written", lambda chat: not chat.state.is_free_text
)
NO_NUMBER_ASKED = Where(
    "where no certificate’s number was asked", lambda chat: not chat.state.hears_codes
)
NOBODY_LOOKED_FOR = Where(
    "where nobody was looked for", lambda chat: not chat.state.is_about_somebody
)
NO_CONSENT_ASKED = Where(
    "where it answers no question",
    lambda chat: not (chat.state.is_free_text or chat.state.hears_disagreement),
)
NOT_FOR_OFFICE = Where(
    "where no words go to the office",
    lambda chat: not (chat.state.is_free_text or chat.state.hears_despair),
)
CANCELS = Where("where it answers no question", lambda chat: not chat.state.hears_cancel)
IDLE_GUEST = Where(
    "in a chat of no staff where nothing was asked",
    lambda chat: IDLE.holds(chat) and chat.role is None,
)
OFFICE = Where("in a chat of the office", lambda chat: chat.role in roles.OFFICE)
OFFICE_ANSWERS = Where(
    "in a reply or an answer of the office",
    lambda chat: (chat.is_reply or chat.state.name == answer.ANSWER) and OFFICE.holds(chat),
)
IDLE_OFFICE = Where(
    "in a chat of the office where nothing was asked",
    lambda chat: IDLE.holds(chat) and OFFICE.holds(chat),
)
IDLE_STAFF = Where(
    "in a chat of staff, instructors or escorts where nothing was asked",
    lambda chat: IDLE.holds(chat) and chat.role is not None,
)
STAFF = Where("in a chat of staff, instructors or escorts", lambda chat: chat.role is not None)
TEACHING = Where(
    "in a chat of an instructor or the office",
    lambda chat: chat.role is not None and chat.role is not Role.ESCORT,
)
ESCORTING = Where(
    "in an escort’s chat where nothing was asked",
    lambda chat: IDLE.holds(chat) and chat.role is Role.ESCORT,
)
STRANGER = Where("in a chat that is not linked", lambda chat: not chat.is_known, is_dear=True)


def anything(_: Reading) -> bool:
    return True


def anything_but_a_command(said: Reading) -> bool:
    return not said.is_command


def _has_number(said: Reading) -> bool:
    return said.chosen_number is not None


def _has_code(said: Reading) -> bool:
    return not said.is_command and said.has_digits and bool(codes.codes_in(said.text))


def _resembles_code(said: Reading) -> bool:
    """Is it written as codes are, or does it look like one and ask nothing else?"""
    return codes.is_meant_as_code(said.text) or (
        codes.resembles_code(said.text) and not said.asked.is_clear
    )


def _tells_presence(said: Reading) -> bool:
    return said.presence is not None or said.asks_who_was_there


def _may_move(said: Reading) -> bool:
    return "?" not in said.text and (said.has_digits or bool(said.asked.people))


UNRECORDED = (Concern.NOT_RECORDED, Concern.PARTLY_RECORDED)

CLAIMS: tuple[Claim, ...] = (
    Telling("nothing to read", ANYWHERE, lambda said: said.is_blank, refuse_unreadable),
    Telling("command", ANYWHERE, lambda said: said.is_command, run_command),
    Claim("answer to a question", OFFICE_ANSWERS, anything_but_a_command, answer.take_answer,
          needs="the message is about a question"),
    Telling("number for the office", REPLY_OR_IDLE, _has_number, replies.take_number,
            needs="the office has just asked for one"),
    Telling("number of a button", ANYWHERE, _has_number, press_numbered,
            needs="so many buttons are shown"),
    Telling("code", NO_NUMBER_ASKED, _has_code, start.take_codes),
    Telling("number alone", IDLE, _has_number, menu.show_instead),
    Telling("words behind a command", ANYWHERE, lambda said: said.is_command, read_behind_slash),
    Telling("answer to the office’s question", ANYWHERE, lambda said: said.is_disowning,
            replies.take_denial, needs="the office has just asked something"),
    Telling("that is not me", NOBODY_LOOKED_FOR,
            lambda said: said.is_disowning or bool(said.denied), disown.take_disowning),
    Telling("consent taken back", NO_CONSENT_ASKED, lambda said: said.is_withdrawing,
            consent.take_withdrawing),
    Telling("family access", NO_CONSENT_ASKED, lambda said: said.ends_family_access,
            family_end.take_words, needs="the chat is a participant’s own"),
    Telling("despair", NOT_FOR_OFFICE, lambda said: said.asked.is_despairing,
            distress.take_despair),
    Telling("absence that was asked about", IDLE,
            lambda said: said.is_absent and not said.declines, absences.take_confirmed,
            needs="whether to note it was asked just now"),
    Telling("answer to an offer", IDLE, lambda said: said.accepts or said.declines, take_offer,
            needs="something was offered just now"),
    Telling("reminder of one’s own", NO_FREE_TEXT, lambda said: said.own_reminder is not None,
            own_reminder.take),
    Telling("stop", ANYWHERE, lambda said: said.wants_silence or said.reminder_order is not None,
            silence),
    Telling("absence taken back", IDLE, lambda said: said.takes_back_absence,
            attendance.take_answer, needs="an absence was noted"),
    Claim("label of a button", ANYWHERE, anything, press_labelled,
          needs="a button is called that"),
    Telling("yes or no to a button", NO_FREE_TEXT, lambda said: said.asked.reply is not None,
            press_replied, needs="a button that means it was shown just now"),
    Claim("button of the menu", NO_FREE_TEXT, anything, press_named, needs="it is called that"),
    Telling("cancel", CANCELS, lambda said: said.asked.is_cancel and not said.changes,
            menu.cancel_all),
    Telling("fear, shame, emergency", NOT_FOR_OFFICE,
            lambda said: said.concern in concerns.AT_ANY_TIME, concerns.take_concern),
    Telling("mistake in the records", IDLE, lambda said: said.reports_mistake,
            correcting.take_mistake, needs="somebody of the office reads it"),
    Telling("another worry", IDLE, lambda said: said.concern in concerns.ANSWERS,
            concerns.take_concern),
    Claim("reply about one’s own question", REPLY, anything, replies.take_reply,
          needs="the message is about it"),
    Claim("what the office asked", IDLE_OR_ASKED_MORE, anything_but_a_command, replies.take_asked,
          needs="its question is open, and this is no new request"),
    Claim("what was asked for", EXPECTED, anything, take_expected, needs="it is an answer"),
    Claim("who was there", IDLE_STAFF, _tells_presence,
            presence.take_presence, needs="one of his classes has begun and can be meant"),
    Telling("attendance list", STAFF, lambda said: said.asks_for_attendance_list,
            escort.give_attendance_list),
    Claim("certificates move on", IDLE_OFFICE, _may_move, find.take_with_step,
          needs="a known number or name has a step beside it"),
    Telling("message to many", IDLE_OFFICE, lambda said: said.to_many is not None,
            broadcast.take_order),
    Claim("announcement", TEACHING, lambda said: bool(said.changes), announce.take_changes),
    Claim("announcement of a past class", TEACHING, lambda said: bool(said.past_changes),
          announce.take_past_changes, needs="there was such a class"),
    Claim("task of the office", TEACHING, lambda said: said.office_wish is not None,
          office_wishes.do_task),
    Claim("number on the lists", IDLE_OFFICE, lambda said: said.has_digits, find.show_numbered,
          needs="it is one, or looks like one"),
    Claim("somebody on the lists", IDLE_OFFICE,
          lambda said: said.asks_about_somebody or said.is_about_same_person, lookup.show_named,
          needs="a list has the name, or somebody was chosen"),
    Telling("who collects a certificate", IDLE, lambda said: said.collecting is not None,
            collecting.take_answer, needs="a certificate of this chat is ready"),
    Claim("who of the group comes", ESCORTING, anything, escort.take_absence,
          needs="somebody of the group is named"),
    Claim("question about the group", ESCORTING, lambda said: said.asks_about_somebody,
          of_group.take_question, needs="somebody of the group is named"),
    Telling("coming to class or not", IDLE, lambda said: said.attendance is not None,
            attendance.take_answer, needs="a class was asked about, or it is news"),
    Telling("wish to be linked", ANYWHERE, lambda said: said.link_wish is not None,
            requests.take_wish),
    Telling("whose family it is", STRANGER,
            lambda said: not said.asked.is_clear and said.claims_kinship, requests.take_kinship),
    Claim("said after the office’s answer", IDLE_OR_ASKED_MORE,
          lambda said: said.may_follow_answer, replies.take_after_answer,
          needs="the office has just answered"),
    Telling("classes for the calendar", IDLE, lambda said: said.names_calendar,
            calendar.take_wish, needs="the chat has classes of its own"),
    Telling("complaint", IDLE, lambda said: said.is_complaint, office.take_complaint,
            needs="somebody of the office reads it"),
    Telling("mistyped code", ANYWHERE, _resembles_code, start.take_mistyped),
    Telling("matter that no list has", IDLE_GUEST, lambda said: said.concern in UNRECORDED,
            answer_what_is_recorded),
    Claim("question", ANYWHERE, anything, answer_questions),
)  # fmt: skip

OF_PLAIN_QUESTIONS = tuple(each for each in CLAIMS if not isinstance(each, Telling))

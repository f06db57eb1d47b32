"""Maps Telegram's refusals and connection errors to the outbox's `SendProblem`s."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from telegram.error import TelegramError

from bot.channels.telegram.transport import Declined, NotConnected, TooLarge
from programme.outbox import (
    AccountRefused,
    AccountTrouble,
    ChatMoved,
    NotSent,
    Refused,
    SendProblem,
    Throttled,
    Uncertain,
    Unreachable,
)

DONE_ALREADY = frozenset({"not_modified", "gone_already"})
"""Reasons that count as success: an edit without a change, a deletion of a missing message."""

_WAIT_UNTOLD = 5.0
"""Seconds to wait after a 429 that doesn't say how long."""

_ACCOUNT = {401: "unauthorized", 404: "not_found", 409: "conflict"}

_FORBIDDEN = (
    ("blocked", "blocked"),
    ("deactivated", "deactivated"),
    ("kicked", "kicked"),
    ("not a member", "kicked"),
    ("deleted", "deleted"),
)

_GONE = (
    ("chat not found", "chat_not_found"),
    ("user not found", "chat_not_found"),
    ("peer_id_invalid", "chat_not_found"),
    ("group chat was deactivated", "deactivated"),
    ("not enough rights", "no_rights"),
    ("have no rights", "no_rights"),
    ("chat_write_forbidden", "no_rights"),
)

_REFUSED = (
    ("message is not modified", "not_modified"),
    ("message to delete not found", "gone_already"),
    ("message can't be deleted", "not_deletable"),
    ("message to edit not found", "edit_gone"),
    ("message can't be edited", "edit_gone"),
    ("message_id_invalid", "edit_gone"),
    ("no text in the message to edit", "edit_gone"),
    ("can't parse entities", "bad_markup"),
    ("too long", "too_long"),
    ("text is empty", "empty"),
    ("must be non-empty", "empty"),
    ("button_data_invalid", "bad_button"),
    ("file is too big", "too_large"),
    ("wrong file", "file_gone"),
    ("wrong remote file", "file_gone"),
    ("invalid file", "file_gone"),
)
"""Words of a description → our reason. The Bot API has no codes beyond HTTP's."""


@contextmanager
def told_as_send_problems() -> Iterator[None]:
    """Turns what PTB and the transport raise into `SendProblem`s."""
    try:
        yield
    except TelegramError as error:
        raise as_send_problem(error) from None


def as_send_problem(error: TelegramError) -> SendProblem:
    if isinstance(error, Declined):
        return _as_refusal(error)
    if isinstance(error, NotConnected):
        return NotSent(error.message)
    if isinstance(error, TooLarge):
        return Refused("too_large")
    return Uncertain(error.message)


def _as_refusal(error: Declined) -> SendProblem:
    if error.code == 413:
        return Refused("too_large")
    if error.code == 429:
        return Throttled(_WAIT_UNTOLD if error.retry_after is None else float(error.retry_after))
    if error.code >= 500 or error.code < 400 or not error.is_bot_api:
        return Uncertain(f"http_{error.code}")
    if error.code in _ACCOUNT:
        kind = AccountTrouble if error.code == 409 else AccountRefused
        return kind(_ACCOUNT[error.code])
    return _as_refused_message(error)


def _as_refused_message(error: Declined) -> SendProblem:
    if error.migrate_to_chat_id is not None:
        return ChatMoved(str(error.migrate_to_chat_id))
    words = error.description.lower()
    if error.code == 403:
        return Unreachable(_reason(words, _FORBIDDEN) or "forbidden")
    if (gone := _reason(words, _GONE)) is not None:
        return Unreachable(gone)
    return Refused(_reason(words, _REFUSED) or "refused")


def _reason(words: str, known: tuple[tuple[str, str], ...]) -> str | None:
    return next((reason for fragment, reason in known if fragment in words), None)

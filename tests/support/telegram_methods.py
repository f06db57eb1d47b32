"""The Bot API's methods as the loopback server carries them out: parameters in, result out."""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable
from typing import Any

import telegram_rules as rules
from telegram_account import DEFAULT_UPDATES, Account, Chat
from telegram_rules import ApiRefusal, bad_request

MAX_DOWNLOAD = 20 * 1024 * 1024

Parameters = dict[str, Any]


def call(account: Account, method: str, parameters: Parameters) -> Any:
    """Carry a call out. Raises `ApiRefusal`. getUpdates waits and is the account's own."""
    check_parameters(account, method, parameters)
    return _METHODS[method](account, parameters)


def check_parameters(account: Account, method: str, parameters: Parameters) -> None:
    if method not in rules.PARAMETERS:
        account.violations.append(f"{method}: no such method here")
        raise ApiRefusal(404, "Not Found")
    unknown = rules.unknown_parameters(method, parameters)
    if unknown:
        account.violations.append(f"{method}: unknown parameters {sorted(unknown)}")
    missing = rules.PARAMETERS[method][0] - set(parameters)
    if missing:
        account.violations.append(f"{method}: missing {sorted(missing)}")
        raise bad_request(f"parameter {sorted(missing)[0]} is required")


def chat_id_of(parameters: Parameters) -> int | None:
    value = parameters.get("chat_id")
    if value is None:
        return None
    try:
        return int(value)
    except (TypeError, ValueError):
        raise bad_request("chat not found") from None


def poll_arguments(account: Account, parameters: Parameters) -> tuple[int, int, int]:
    """(offset, limit, timeout) of getUpdates; what it allows is kept for later calls."""
    check_parameters(account, "getUpdates", parameters)
    _note_allowed_updates(account, parameters)
    limit = rules.integer(parameters, "limit", 100)
    if not 1 <= limit <= 100:
        account.violations.append(f"getUpdates: limit {limit}")
        limit = 100
    timeout = rules.integer(parameters, "timeout")
    return rules.integer(parameters, "offset"), limit, min(timeout, 50)


def _note_allowed_updates(account: Account, parameters: Parameters) -> None:
    allowed = rules.structured(parameters, "allowed_updates")
    if allowed is not None:
        account.allowed_updates = set(allowed or DEFAULT_UPDATES)


# -- about the bot -------------------------------------------------------------------------------


def _get_me(account: Account, parameters: Parameters) -> Any:
    return {
        **account.as_user(), "can_join_groups": True, "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }  # fmt: skip


def _set_my_commands(account: Account, parameters: Parameters) -> Any:
    commands = rules.structured(parameters, "commands")
    scope = (rules.structured(parameters, "scope") or {}).get("type", "default")
    for command in commands:
        name, description = command["command"], command["description"]
        if not (1 <= len(name) <= 32 and name.replace("_", "").isalnum() and name.islower()):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(description) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    account.commands[scope, parameters.get("language_code") or ""] = commands
    account.record("setMyCommands", parameters)
    return True


def _set_webhook(account: Account, parameters: Parameters) -> Any:
    secret = parameters.get("secret_token")
    if secret is not None and not (
        1 <= len(secret) <= 256 and secret.replace("_", "").replace("-", "").isalnum()
    ):
        raise bad_request("secret token contains unallowed characters")
    _note_allowed_updates(account, parameters)
    if parameters.get("drop_pending_updates"):
        account.forget_updates()
    account.webhook = {"url": parameters["url"], "secret_token": secret}
    account.record("setWebhook", parameters)
    return True


def _delete_webhook(account: Account, parameters: Parameters) -> Any:
    if parameters.get("drop_pending_updates"):
        account.forget_updates()
    account.webhook = {}
    account.record("deleteWebhook", parameters)
    return True


def _get_webhook_info(account: Account, parameters: Parameters) -> Any:
    known = {name: told for name, told in account.webhook.items() if name != "secret_token"}
    return {
        "url": "", "has_custom_certificate": False, "pending_update_count": account.unconfirmed,
        "allowed_updates": sorted(account.allowed_updates), **known,
    }  # fmt: skip


# -- messages ------------------------------------------------------------------------------------


def _chat_to_write_to(account: Account, parameters: Parameters) -> Chat:
    if account.faults.rate_limit is not None:
        account.faults.rate_limit.take(time.monotonic())
    chat_id = chat_id_of(parameters)
    if chat_id is None:
        raise bad_request("chat_id is empty")
    return account.chat_to_write_to(chat_id)


def _deliver(
    account: Account, method: str, parameters: Parameters, content: dict[str, Any], text: str
) -> Any:
    chat = account.chats[int(parameters["chat_id"])]
    markup = rules.reply_markup(parameters, private=chat.kind == "private")
    message = {
        "message_id": account.next_message_id(), "from": account.as_user(),
        "chat": chat.as_json(), "date": int(time.time()), **content,
    }  # fmt: skip
    if markup and "inline_keyboard" in markup:
        message["reply_markup"] = markup
    account.messages[chat.chat_id, message["message_id"]] = message
    account.record(
        method, parameters, chat_id=chat.chat_id, text=text, message_id=message["message_id"]
    )
    return message


def _send_message(account: Account, parameters: Parameters) -> Any:
    _chat_to_write_to(account, parameters)
    text = rules.message_text(parameters)
    content = {"text": text.plain}
    if text.entities:
        content["entities"] = text.entities
    return _deliver(account, "sendMessage", parameters, content, text.plain)


def _send_venue(account: Account, parameters: Parameters) -> Any:
    _chat_to_write_to(account, parameters)
    latitude, longitude = float(parameters["latitude"]), float(parameters["longitude"])
    location = {"latitude": latitude, "longitude": longitude}
    venue = {"location": location, "title": parameters["title"], "address": parameters["address"]}
    content = {"venue": venue, "location": location}
    return _deliver(account, "sendVenue", parameters, content, str(parameters["title"]))


def _send_contact(account: Account, parameters: Parameters) -> Any:
    _chat_to_write_to(account, parameters)
    card = {name: str(parameters[name]) for name in ("phone_number", "first_name")}
    return _deliver(account, "sendContact", parameters, {"contact": card}, card["first_name"])


def _send_photo(account: Account, parameters: Parameters) -> Any:
    return _send_file(account, "sendPhoto", "photo", parameters)


def _send_document(account: Account, parameters: Parameters) -> Any:
    return _send_file(account, "sendDocument", "document", parameters)


def _send_file(account: Account, method: str, kind: str, parameters: Parameters) -> Any:
    _chat_to_write_to(account, parameters)
    text = rules.caption(parameters)
    file_id, name, size = _file_to_send(account, kind, parameters)
    file = {"file_id": file_id, "file_unique_id": "u", "file_size": size}
    content: dict[str, Any] = (
        {"photo": [{**file, "width": 100, "height": 100}]}
        if kind == "photo"
        else {"document": {**file, "file_name": name}}
    )
    if text.plain:
        content["caption"] = text.plain
    return _deliver(account, method, parameters, content, text.plain)


def _file_to_send(account: Account, kind: str, parameters: Parameters) -> tuple[str, str, int]:
    """(id, name, size) of the file: one that is known already, named by its id, or an upload."""
    given = parameters[kind]
    if isinstance(given, str):
        rules.known_file(account.files, given, kind)
        name, content = account.files[given]
        return given, name, len(content)
    upload = rules.upload(parameters, kind)
    return "AgAC1", upload.name, len(upload.content)


def _edit_message_text(account: Account, parameters: Parameters) -> Any:
    chat = _chat_to_write_to(account, parameters)
    message_id = rules.integer(parameters, "message_id")
    message = account.messages.get((chat.chat_id, message_id))
    if message is None:
        raise bad_request("message to edit not found")
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    text = rules.message_text(parameters)
    markup = rules.reply_markup(parameters, private=chat.kind == "private")
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("object expected as reply markup")
    new = {"text": text.plain, "entities": text.entities, "reply_markup": markup}
    new = {name: value for name, value in new.items() if value}
    if new == {name: message[name] for name in ("text", "entities", "reply_markup")
               if message.get(name)}:  # fmt: skip
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    for name in ("text", "entities", "reply_markup"):
        message.pop(name, None)
    message.update(new, edit_date=int(time.time()))
    account.record(
        "editMessageText", parameters, chat_id=chat.chat_id, text=text.plain, message_id=message_id
    )
    return message


def _delete_message(account: Account, parameters: Parameters) -> Any:
    chat = _chat_to_write_to(account, parameters)
    message_id = rules.integer(parameters, "message_id")
    message = (chat.chat_id, message_id)
    if message not in account.messages and message not in account.written:
        raise bad_request("message to delete not found")
    account.messages.pop(message, None)
    account.written.discard(message)
    account.record("deleteMessage", parameters, chat_id=chat.chat_id, message_id=message_id)
    return True


def _send_chat_action(account: Account, parameters: Parameters) -> Any:
    chat = account.chat_to_write_to(chat_id_of(parameters) or 0)
    account.record("sendChatAction", parameters, chat_id=chat.chat_id)
    return True


def _answer_callback_query(account: Account, parameters: Parameters) -> Any:
    query = str(parameters["callback_query_id"])
    if query not in account.queries or account.queries[query]:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    account.queries[query] = True
    account.record("answerCallbackQuery", parameters)
    return True


# -- files ---------------------------------------------------------------------------------------


def _get_file(account: Account, parameters: Parameters) -> Any:
    file_id = str(parameters["file_id"])
    if file_id not in account.files:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    content = account.files[file_id][1]
    if len(content) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": file_id, "file_unique_id": file_id[-8:], "file_size": len(content),
        "file_path": f"documents/{file_id}",
    }  # fmt: skip


def file_content(account: Account, path: str) -> bytes | None:
    for file_id, (_name, content) in account.files.items():
        if hmac.compare_digest(f"documents/{file_id}", path):
            return content
    return None


_METHODS: dict[str, Callable[[Account, Parameters], Any]] = {
    "getMe": _get_me,
    "setMyCommands": _set_my_commands,
    "setWebhook": _set_webhook,
    "deleteWebhook": _delete_webhook,
    "getWebhookInfo": _get_webhook_info,
    "sendMessage": _send_message,
    "sendVenue": _send_venue,
    "sendContact": _send_contact,
    "sendPhoto": _send_photo,
    "sendDocument": _send_document,
    "editMessageText": _edit_message_text,
    "deleteMessage": _delete_message,
    "sendChatAction": _send_chat_action,
    "answerCallbackQuery": _answer_callback_query,
    "getFile": _get_file,
}

RECORDED = frozenset(_METHODS) - {"getMe", "getWebhookInfo", "getFile"}
"""Calls that leave an entry in the ledger."""

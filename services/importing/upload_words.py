"""What the office reads of a list it sent to the bot, when nobody asks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from locales import Words
from programme.messages import Outgoing
from programme.people import Contact
from store.connection import Tx


def left_in_chat(_: Tx, say: Words, __: Contact, ___: dict[str, Any], ____: datetime) -> Outgoing:
    return Outgoing(
        say(
            "The file with the list you sent could not be deleted from this chat. Please delete "
            "it yourself: it names people."
        )
    )


WORDINGS = {"list left in chat": left_in_chat}

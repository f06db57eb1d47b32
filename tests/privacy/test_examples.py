"""What the bot was not sure about is kept with the choice, of those who agreed, for a month."""

from __future__ import annotations

from datetime import timedelta

import pytest
from dialogue import Bekal

from services.operations import retention
from store import examples
from understanding import parse

UNCLEAR = "yang punya saya mana"


@pytest.fixture
def unclear(bekal: Bekal) -> str:
    """A text the bot is not sure about."""
    assert parse(UNCLEAR, bekal.clock.now().astimezone(bekal.setup.zone)).is_unsure
    return UNCLEAR


async def test_choice_of_a_linked_chat_is_kept_for_a_month(bekal: Bekal, unclear: str) -> None:
    await bekal.participant()
    chat = await bekal.linked("1001")
    await chat.says(unclear)
    await chat.says("1")
    await chat.says("1")
    (kept,) = await bekal.store.read(examples.all_of_them)
    assert kept.text == unclear
    assert kept.choice
    bekal.clock.move(days=31)
    await bekal.store.write(
        lambda tx: retention.forget(
            tx, retention.rules_of(retention.AUDIT_KEPT, timedelta(days=1)), bekal.clock.now()
        )
    )
    assert await bekal.store.read(examples.all_of_them) == []


async def test_nothing_is_kept_of_who_has_not_agreed(bekal: Bekal, unclear: str) -> None:
    chat = bekal.chat("1009")
    await chat.says(unclear)
    await chat.says("1")
    assert await bekal.store.read(examples.all_of_them) == []


async def test_two_guesses_with_one_answer_are_one_button(bekal: Bekal) -> None:
    chat = bekal.chat()
    await chat.says("kabari jangan")
    assert [button.data for button in chat.buttons] == ["contact", "reminders", "menu"]

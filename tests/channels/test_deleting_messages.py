"""A message is taken out of its chat: by Telegram, by the page, through the outbox."""

from __future__ import annotations

import pytest
from telegram_events import TelegramBot
from telegram_faults import Fault
from telegram_fixtures import Inbox, running
from webchat_people import PARTICIPANT, open_office, shown

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.webchat import DELETED
from programme.messages import Attachment, Outgoing
from programme.outbox import Refused, Sent, Uncertain

LIST = Attachment("peserta.csv", "text/csv", b"No. Peserta;Nama\n")


def test_it_survives_the_outbox() -> None:
    order = Outgoing("", delete_of="44")
    assert Outgoing.from_json(order.to_json()) == order


async def test_telegram_deletes_what_somebody_sent(
    channel: TelegramChannel, account: TelegramBot
) -> None:
    account.push_document(5, "peserta.csv", LIST.content)
    inbox = Inbox()
    async with running(channel.listen(inbox)):
        (event,) = await inbox.holds(1)
    assert event.source_message
    assert await channel.send("5", Outgoing("", delete_of=event.source_message)) == Sent(
        event.source_message
    )
    assert account.written == set()


async def test_what_is_gone_already_counts_as_deleted(
    channel: TelegramChannel, account: TelegramBot
) -> None:
    assert await channel.send("5", Outgoing("", delete_of="44")) == Sent("44")
    assert account.sent_to(5) == []


@pytest.mark.parametrize(
    ("fault", "problem", "reason"),
    [
        (
            Fault("refuse", code=400, description="Bad Request: message can't be deleted"),
            Refused,
            "not_deletable",
        ),
        (Fault("cut_after"), Uncertain, "cut_off"),
        (Fault("say", body='{"ok": true, "result": 1}'), Uncertain, "unreadable_answer"),
    ],
)
async def test_what_keeps_a_message_from_being_deleted(
    channel: TelegramChannel,
    account: TelegramBot,
    fault: Fault,
    problem: type[Exception],
    reason: str,
) -> None:
    account.push_document(5, "peserta.csv", LIST.content)
    account.faults.ordered.append(fault)
    with pytest.raises(problem, match=reason):
        await channel.send("5", Outgoing("", delete_of="1001"))


async def test_on_the_page_the_file_goes_and_a_note_stays() -> None:
    async with open_office() as office:
        await office.chat.upload(PARTICIPANT.address, "a" * 32, LIST)
        [event] = office.taken
        assert event.source_message == "a" * 32
        await office.chat.send(PARTICIPANT.address, Outgoing("", delete_of="a" * 32))
        [bubble] = await shown(office.chat, PARTICIPANT.address)
        assert (bubble.text, bubble.file, bubble.is_own) == (DELETED, None, True)
        assert office.chat.files.find("a" * 32) is None
        await office.chat.send(PARTICIPANT.address, Outgoing("", delete_of="b" * 32))
        assert len(await shown(office.chat, PARTICIPANT.address)) == 1

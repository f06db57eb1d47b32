"""One message in the outbox: every outcome for every kind of message."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from stores import BareStore, bare_store

from programme.messages import Button, Outgoing
from programme.outbox import (
    AccountTrouble,
    ChatMoved,
    Kind,
    NotSent,
    Refused,
    SendProblem,
    Sent,
    State,
    Throttled,
    Uncertain,
    Unreachable,
)
from programme.people import Contact
from services.sending import accounts, outbox
from services.sending.outbox import Claimed, Withdrawn
from store import contacts, outbox as rows, retention
from store.connection import Tx
from store.outbox import Row

NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)
CHANNEL = "telegram"


def word(tx: Tx, row: Row, contact: Contact, now: datetime) -> Outgoing | Withdrawn:
    return Outgoing(row.body)


class Outbox:
    """The outbox of one account that `owner` holds."""

    def __init__(self, store: BareStore) -> None:
        self.store = store
        self.now = NOW
        self.owner = "elsewhere/1/a"
        self.take(self.owner)

    def take(self, owner: str) -> accounts.Taken | None:
        self.owner = owner
        return self.store.write(lambda tx: accounts.take(tx, CHANNEL, owner, self.now))

    def push(
        self, kind: Kind = Kind.REMINDER, key: str = "k", chat: str = "5", **more: object
    ) -> None:
        def work(tx: Tx) -> None:
            contact = contacts.at(tx, CHANNEL, chat, self.now)
            outbox.push(tx, contact, kind, key, {}, self.now, **more)  # type: ignore[arg-type]

        if kind is Kind.REPLY:
            self.answer(Outgoing("Halo"), key, chat)
        else:
            self.store.write(work)

    def answer(self, message: Outgoing, key: str = "k", chat: str = "5") -> None:
        def work(tx: Tx) -> None:
            contact = contacts.at(tx, CHANNEL, chat, self.now)
            outbox.reply(tx, contact, message, key, self.now)

        self.store.write(work)

    def claim(self, wording: outbox.Wording = word, most: int = 10) -> list[Claimed]:
        def work(tx: Tx) -> list[Claimed]:
            replies = outbox.claim_replies(tx, CHANNEL, self.owner, most, lambda _: True, self.now)
            return replies + outbox.claim_bulk(
                tx, CHANNEL, self.owner, most, (), wording, self.now
            )

        return self.store.write(work)

    def settle(self, claimed: Claimed, outcome: Sent | SendProblem) -> State:
        return self.store.write(
            lambda tx: outbox.settle(tx, CHANNEL, self.owner, claimed, outcome, self.now)
        )

    def tries(self, outcome: Sent | SendProblem) -> None:
        for claimed in self.claim():
            self.settle(claimed, outcome)

    def resend_unclear(self) -> int:
        return self.store.write(lambda tx: outbox.resend_unclear(tx, CHANNEL, self.now))

    def states(self) -> list[tuple[object, ...]]:
        return self.store.rows("SELECT state, reason FROM outbox ORDER BY id")

    def account(self) -> rows.Account:
        return self.store.write(lambda tx: rows.account(tx, CHANNEL))


@pytest.fixture
def box() -> Iterator[Outbox]:
    with bare_store() as store:
        yield Outbox(store)


@pytest.mark.parametrize(
    ("outcome", "state", "reason"),
    [
        (Sent("17"), "sent", None),
        (Throttled(7), "queued", "throttled"),
        (NotSent("no_connection"), "queued", "no_connection"),
        (AccountTrouble("unauthorized"), "queued", "unauthorized"),
        (ChatMoved("-100"), "queued", "moved"),
        (Refused("too_long"), "failed", "too_long"),
        (Unreachable("blocked"), "failed", "blocked"),
        (Uncertain("cut_off"), "uncertain", "cut_off"),
    ],
)
def test_each_outcome_has_its_state(
    box: Outbox, outcome: Sent | SendProblem, state: str, reason: str | None
) -> None:
    box.push()
    box.tries(outcome)
    assert box.states() == [(state, reason)]


def test_an_answer_that_is_refused_is_said_again_in_plain_words(box: Outbox) -> None:
    box.answer(Outgoing("<b>Besok</b> &amp; lusa<", ((Button("Ya", "y"),),)))
    box.tries(Refused("bad_markup"))
    assert box.states() == [("queued", "bad_markup")]
    box.now += timedelta(seconds=5)
    (claimed,) = box.claim()
    assert claimed.message == Outgoing("Besok &amp; lusa")
    box.settle(claimed, Sent("17"))
    assert box.states() == [("sent", None)]


def test_a_refused_edit_is_no_answer(box: Outbox) -> None:
    """A list of progress that somebody deleted does not come again every three seconds."""
    box.answer(Outgoing("<b>3 dari 5</b>", edit_of="17"))
    box.tries(Refused("edit_gone"))
    assert box.states() == [("failed", "edit_gone")]


@pytest.mark.parametrize("kind", [Kind.ANNOUNCEMENT, Kind.NOTICE, Kind.REMINDER])
def test_an_uncertain_push_is_repeated_four_times(box: Outbox, kind: Kind) -> None:
    box.push(kind)
    for _ in range(4):
        box.tries(Uncertain("cut_off"))
        assert box.resend_unclear() == 1
        box.now += timedelta(seconds=20)
    box.tries(Uncertain("cut_off"))
    assert box.resend_unclear() == 0
    assert box.states() == [("uncertain", "cut_off")]


def test_an_uncertain_broadcast_is_held(box: Outbox) -> None:
    box.push(Kind.BROADCAST)
    box.tries(Uncertain("cut_off"))
    assert box.resend_unclear() == 0


@pytest.mark.parametrize("outcome", [Uncertain("cut_off"), NotSent("no_connection")])
def test_an_answer_is_tried_until_it_is_too_old_to_help(
    box: Outbox, outcome: Sent | SendProblem
) -> None:
    box.push(Kind.REPLY)
    begun, tried_at = box.now, box.now
    while box.states()[0][0] != "expired":
        assert box.now < begun + timedelta(minutes=11)
        claimed = box.claim()
        if claimed:
            assert box.now - tried_at <= timedelta(seconds=30), "the person waits too long"
            tried_at = box.now
            box.settle(claimed[0], outcome)
        box.resend_unclear()
        box.now += timedelta(seconds=5)
    assert tried_at > begun + timedelta(minutes=9)
    assert box.states() == [("expired", "too late")]


def test_uncertain_that_is_too_late_is_not_repeated(box: Outbox) -> None:
    box.push(expires_at=NOW + timedelta(minutes=5))
    box.tries(Uncertain("cut_off"))
    box.now += timedelta(minutes=5)
    assert box.resend_unclear() == 0


def test_a_429_holds_the_account_and_costs_no_try(box: Outbox) -> None:
    box.push()
    for _ in range(30):
        box.tries(Throttled(7))
        box.now += timedelta(seconds=7)
    assert box.states() == [("queued", "throttled")]
    assert box.account().held_until == box.now


def test_tries_have_growing_pauses_and_an_end(box: Outbox) -> None:
    box.push()
    pauses = []
    while not (claimed := box.claim()) or box.settle(claimed[0], NotSent("down")) is State.QUEUED:
        if claimed:
            pauses.append(0)
        box.now += timedelta(seconds=1)
        pauses[-1] += 1
    assert pauses[:4] == [2, 4, 8, 16]
    assert max(pauses) == 300
    assert len(pauses) == outbox.MOST_ATTEMPTS - 1
    assert box.states() == [("failed", "down")]


def test_a_blocked_chat_gets_nothing_more_until_its_person_writes(box: Outbox) -> None:
    box.push(key="first")
    box.push(key="waiting")
    box.tries(Unreachable("blocked"))
    assert box.states() == [("failed", "blocked"), ("failed", "blocked")]
    box.push(key="later")
    assert box.claim() == []
    assert box.states()[-1] == ("failed", "unreachable")
    box.store.write(lambda tx: contacts.seen(tx, contacts.at(tx, CHANNEL, "5", NOW).id, NOW))
    box.push(key="back")
    box.tries(Sent("17"))
    assert box.states()[-1] == ("sent", None)


def test_a_group_that_became_a_supergroup_is_followed(box: Outbox) -> None:
    box.push(key="first", chat="-5")
    box.push(key="second", chat="-5")
    box.tries(ChatMoved("-1005"))
    (first,) = box.claim()
    assert first.address == "-1005"
    box.settle(first, Sent("17"))
    assert [claimed.address for claimed in box.claim()] == ["-1005"]


def test_a_group_may_have_been_known_by_its_new_address_before(box: Outbox) -> None:
    box.push(key="new", chat="-1005")
    box.push(key="old", chat="-5")
    old = next(claimed for claimed in box.claim() if claimed.address == "-5")
    box.settle(old, ChatMoved("-1005"))
    assert ("queued", "moved") in box.states()


def test_a_group_that_never_stops_moving_is_given_up(box: Outbox) -> None:
    box.push(chat="-1")
    for address in range(2, 2 + outbox.MOST_ATTEMPTS):
        box.tries(ChatMoved(f"-{address}"))
    assert box.states() == [("failed", "moved")]


def test_planned_twice_is_queued_once(box: Outbox) -> None:
    box.push()
    box.push()
    assert len(box.states()) == 1


def test_a_reply_that_comes_too_late_expires(box: Outbox) -> None:
    box.push(Kind.REPLY)
    box.now += timedelta(minutes=10)
    assert box.claim() == []
    assert box.states() == [("expired", "too late")]


def test_what_cannot_be_worded_does_not_stop_the_others(box: Outbox) -> None:
    def stumble(tx: Tx, row: Row, contact: Contact, now: datetime) -> Outgoing | Withdrawn:
        if contact.address == "6":
            raise KeyError("as")
        return word(tx, row, contact, now)

    box.push(key="bad", chat="6")
    box.push(key="good", chat="5")
    assert [claimed.address for claimed in box.claim(stumble)] == ["5"]
    box.now += outbox.WORDED_AGAIN_AFTER
    assert [claimed.address for claimed in box.claim()] == ["6"]


def test_announcements_go_before_reminders_before_broadcasts(box: Outbox) -> None:
    for chat, kind in (("7", Kind.BROADCAST), ("6", Kind.REMINDER), ("5", Kind.ANNOUNCEMENT)):
        box.push(kind, key=chat, chat=chat)
    assert [claimed.address for claimed in box.claim()] == ["5", "6", "7"]


def test_one_message_a_chat_at_a_time_in_order(box: Outbox) -> None:
    for key in ("a", "b", "c"):
        box.push(Kind.REPLY, key=key)
    order = []
    while claimed := box.claim():
        assert len(claimed) == 1
        order.append(claimed[0].id)
        box.settle(claimed[0], Sent("1"))
    assert order == sorted(order)
    assert len(order) == 3


def test_an_account_is_held_by_one_process_until_its_lease_runs_out(box: Outbox) -> None:
    assert not box.take("elsewhere/2/b")
    box.now += accounts.LEASE
    assert box.take("elsewhere/2/b")
    assert not box.take("elsewhere/1/a")


def test_a_dead_process_of_this_machine_is_succeeded_at_once(box: Outbox) -> None:
    box.now += accounts.LEASE
    box.take(accounts.new_owner())
    box.push()
    box.claim()
    assert box.take(accounts.new_owner())
    assert box.states() == [("uncertain", "interrupted")]


def test_who_has_lost_the_account_settles_nothing(box: Outbox) -> None:
    box.push()
    (claimed,) = box.claim()
    box.now += outbox.LEASE
    box.take("elsewhere/2/b")
    box.owner = "elsewhere/1/a"
    box.settle(claimed, Sent("17"))
    assert box.states() == [("uncertain", "interrupted")]


def test_what_another_machine_sends_stays_its_own_until_that_lease_runs_out(box: Outbox) -> None:
    """The account's lease is shorter than a message's."""
    box.push()
    (claimed,) = box.claim()
    box.now += accounts.LEASE
    assert box.take("elsewhere/2/b")
    assert box.states() == [("sending", None)]
    box.owner = "elsewhere/1/a"
    box.settle(claimed, Sent("17"))
    assert box.states() == [("sent", None)]


def test_the_new_holder_notices_later_that_a_message_was_left_behind(box: Outbox) -> None:
    box.push()
    box.claim()
    box.now += accounts.LEASE
    assert box.take("elsewhere/2/b")
    box.now += outbox.LEASE - accounts.LEASE
    taken = box.take("elsewhere/2/b")
    assert taken == accounts.Taken(uncertain=1)
    assert box.states() == [("uncertain", "interrupted")]


def test_who_writes_while_a_refusal_is_on_its_way_has_not_blocked_us(box: Outbox) -> None:
    box.push(key="first")
    (claimed,) = box.claim()
    box.now += timedelta(seconds=2)
    box.store.write(
        lambda tx: contacts.seen(tx, contacts.at(tx, CHANNEL, "5", box.now).id, box.now)
    )
    box.push(Kind.REPLY)
    box.settle(claimed, Unreachable("blocked"))
    assert box.states() == [("queued", "blocked"), ("queued", None)]


def test_what_waits_for_the_morning_holds_up_nothing_that_came_later(box: Outbox) -> None:
    def night(tx: Tx, row: Row, contact: Contact, now: datetime) -> Outgoing | Withdrawn:
        if "quiet" in row.body:
            return Withdrawn(State.QUEUED, "quiet hours", until=now + timedelta(hours=8))
        return word(tx, row, contact, now)

    box.store.write(
        lambda tx: outbox.push(
            tx, contacts.at(tx, CHANNEL, "5", NOW), Kind.ANNOUNCEMENT, "a", {"quiet": 1}, NOW
        )
    )
    box.tries(NotSent("down"))
    box.now += timedelta(seconds=10)
    assert box.claim(night) == []
    box.push(Kind.ANNOUNCEMENT, key="urgent")
    assert len(box.claim(night)) == 1


def test_what_is_no_longer_there_to_be_said_is_not_resent(box: Outbox) -> None:
    """Texts are forgotten after a while, also of what stayed unclear."""
    box.push()
    box.tries(Uncertain("cut_off"))
    box.store.write(lambda tx: retention.forget_texts(tx, box.now + timedelta(days=1), 99))
    assert box.resend_unclear() == 0
    assert box.claim() == []
    assert box.states() == [("uncertain", "cut_off")]


def test_a_newer_edit_replaces_an_older_one_that_waits(box: Outbox) -> None:
    def edit(text: str) -> None:
        def work(tx: Tx) -> None:
            contact = contacts.at(tx, CHANNEL, "5", NOW)
            outbox.reply(tx, contact, Outgoing(text, edit_of="99"), text, NOW)

        box.store.write(work)

    edit("10 %")
    edit("20 %")
    (claimed,) = box.claim()
    assert claimed.message.text == "20 %"
    assert box.states() == [("cancelled", "replaced"), ("sending", None)]

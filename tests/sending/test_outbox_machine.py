"""Whatever happens in whatever order, the outbox keeps its promises."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from stores import bare_store

from programme.messages import Outgoing
from programme.outbox import (
    RESENT_WHEN_UNCERTAIN,
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
    most_uncertain,
)
from programme.people import Contact
from services.sending import accounts, outbox
from services.sending.outbox import Claimed, Withdrawn
from store import contacts
from store.connection import Tx
from store.outbox import Row

CHANNEL = "telegram"
FIRST_DAY = datetime(2026, 11, 24, 2, tzinfo=UTC)

LEGAL = {
    State.QUEUED: {State.SENDING, State.CANCELLED, State.EXPIRED, State.FAILED},
    State.SENDING: {State.SENT, State.QUEUED, State.FAILED, State.UNCERTAIN},
    State.UNCERTAIN: {State.QUEUED, State.EXPIRED},
}
"""Where a message may go from each state in one step; whatever is not here stays as it is."""

OUTCOMES: list[Sent | SendProblem] = [
    Sent("17"),
    Throttled(3),
    AccountTrouble("unauthorized"),
    Unreachable("blocked"),
    Refused("too_long"),
    NotSent("no_connection"),
    Uncertain("cut_off"),
]


@dataclass
class Known:
    """A row as it stood after the last step."""

    kind: Kind
    state: State
    uncertain_count: int


def is_repeated(kind: Kind, uncertain_count: int) -> bool:
    return kind in RESENT_WHEN_UNCERTAIN and uncertain_count < most_uncertain(kind)


def word(tx: Tx, row: Row, contact: Contact, now: datetime) -> Outgoing | Withdrawn:
    if "off" in row.body:
        return Withdrawn(State.CANCELLED, "session is off")
    return Outgoing(row.body)


class OutboxMachine(RuleBasedStateMachine):
    """Two processes take turns in holding the account; what they hold dies with them."""

    def __init__(self) -> None:
        super().__init__()
        self.resources = ExitStack()
        self.store = self.resources.enter_context(bare_store())
        self.now = FIRST_DAY
        self.known: dict[str, Known] = {}
        self.moved = 0
        self.in_hand: list[Claimed] = []
        self.lost: list[tuple[str, Claimed]] = []
        self.owner = ""
        self.start()

    def start(self) -> None:
        """A new process takes the account; its predecessor is gone."""
        self.lost += [(self.owner, claimed) for claimed in self.in_hand]
        self.in_hand = []
        self.owner = accounts.new_owner()
        taken = self.store.write(lambda tx: accounts.take(tx, CHANNEL, self.owner, self.now))
        assert taken

    def teardown(self) -> None:
        with self.resources:
            self.drain()

    @rule(
        chat=st.integers(1, 3),
        kind=st.sampled_from(Kind),
        number=st.integers(1, 6),
        delay=st.sampled_from([0, 0, 30, 400]),
        useful_for=st.sampled_from([None, 60, 900]),
        off=st.booleans(),
    )
    def enqueue(
        self, chat: int, kind: Kind, number: int, delay: int, useful_for: int | None, off: bool
    ) -> None:
        key = f"{kind}:{number}"

        def work(tx: Tx) -> int | None:
            contact = contacts.at(tx, CHANNEL, str(chat), self.now)
            if kind is Kind.REPLY:
                return outbox.reply(tx, contact, Outgoing("Halo"), str(number), self.now)
            expires_at = self.now + timedelta(seconds=useful_for) if useful_for else None
            return outbox.push(
                tx, contact, kind, key, {"off": 1} if off else {}, self.now,
                not_before=self.now + timedelta(seconds=delay), expires_at=expires_at,
            )  # fmt: skip

        assert (self.store.write(work) is None) == (key in self.known)

    @rule(most=st.integers(1, 4))
    def claim(self, most: int) -> None:
        busy = {claimed.address for claimed in self.in_hand}

        def work(tx: Tx) -> list[Claimed]:
            replies = outbox.claim_replies(
                tx, CHANNEL, self.owner, most, lambda address: address not in busy, self.now
            )
            taken = busy | {claimed.address for claimed in replies}
            return replies + outbox.claim_bulk(
                tx, CHANNEL, self.owner, most, taken, word, self.now
            )

        claimed = self.store.write(work)
        addresses = [each.address for each in claimed]
        assert len(set(addresses)) == len(addresses)
        assert not busy & set(addresses)
        self.in_hand += claimed

    @precondition(lambda self: self.in_hand)
    @rule(outcome=st.sampled_from(OUTCOMES))
    def settle(self, outcome: Sent | SendProblem) -> None:
        self.record(self.in_hand.pop(0), outcome)

    @precondition(lambda self: self.in_hand)
    @rule()
    def chat_moves(self) -> None:
        self.moved += 1
        self.record(self.in_hand.pop(0), ChatMoved(str(-1000 - self.moved)))

    @precondition(lambda self: self.lost)
    @rule(outcome=st.sampled_from(OUTCOMES))
    def dead_process_settles(self, outcome: Sent | SendProblem) -> None:
        """What comes from somebody who has lost the account no longer counts for the row."""
        owner, claimed = self.lost.pop()
        query = f"SELECT state, provider_id FROM outbox WHERE id = {claimed.id}"  # noqa: S608
        before = self.store.rows(query)
        if isinstance(outcome, Unreachable | ChatMoved):
            return
        self.store.write(lambda tx: outbox.settle(tx, CHANNEL, owner, claimed, outcome, self.now))
        assert self.store.rows(query) == before

    @rule()
    def crash(self) -> None:
        self.start()

    @rule()
    def crash_and_reopen(self) -> None:
        self.store.reopen()
        self.start()

    @rule()
    def look_at_uncertain(self) -> None:
        self.store.write(lambda tx: outbox.resend_unclear(tx, CHANNEL, self.now))

    @rule(chat=st.integers(1, 3))
    def person_writes(self, chat: int) -> None:
        def work(tx: Tx) -> None:
            contacts.seen(tx, contacts.at(tx, CHANNEL, str(chat), self.now).id, self.now)

        self.store.write(work)

    @rule(seconds=st.sampled_from([-120, 1, 5, 70, 700]))
    def time_passes(self, seconds: int) -> None:
        """Also backwards: clocks are set."""
        self.now += timedelta(seconds=seconds)

    @invariant()
    def only_legal_steps(self) -> None:
        rows = self.store.rows(
            "SELECT dedupe_key, kind, state, uncertain_count, reason, provider_id FROM outbox"
        )
        found = {str(row[0]): row for row in rows}
        assert found.keys() >= self.known.keys(), "a message is gone"
        for key, (_, kind, state, uncertain_count, reason, provider_id) in found.items():
            new = Known(Kind(str(kind)), State(str(state)), int(str(uncertain_count)))
            old = self.known.get(key)
            if old is None:
                assert new.state is State.QUEUED
            elif old.state is not new.state:
                assert new.state in LEGAL.get(old.state, set()), f"{old.state} → {new.state}"
                if old.state is State.UNCERTAIN:
                    assert old.kind in RESENT_WHEN_UNCERTAIN
                    is_over = new.state is State.EXPIRED and old.kind is Kind.REPLY
                    assert is_over or is_repeated(old.kind, old.uncertain_count)
            assert (new.state is State.SENT) == (provider_id is not None)
            if new.state in (State.FAILED, State.UNCERTAIN, State.CANCELLED, State.EXPIRED):
                assert reason, "nobody can be told why"
            self.known[key] = new

    @invariant()
    def what_is_in_hand_is_sending(self) -> None:
        sending = self.store.rows("SELECT id FROM outbox WHERE state = 'sending' ORDER BY id")
        assert [row[0] for row in sending] == sorted(claimed.id for claimed in self.in_hand)

    def record(self, claimed: Claimed, outcome: Sent | SendProblem) -> None:
        self.store.write(
            lambda tx: outbox.settle(tx, CHANNEL, self.owner, claimed, outcome, self.now)
        )

    def drain(self) -> None:
        """From now on all goes well: nothing may stay behind without a cause."""
        self.start()
        self.only_legal_steps()
        self.look_at_uncertain()
        self.only_legal_steps()
        looked_at = int(self.now.timestamp())
        while self.store.rows("SELECT 1 FROM outbox WHERE state = 'queued'"):
            self.now += timedelta(minutes=6)
            assert self.now < FIRST_DAY + timedelta(days=3), "some message never leaves"
            self.claim(4)
            self.only_legal_steps()
            while self.in_hand:
                self.settle(Sent("1"))
            self.only_legal_steps()
        for row in self.store.rows("SELECT kind, state, uncertain_count, expires_at FROM outbox"):
            kind, state, uncertain_count, expires_at = row
            assert state != State.SENDING
            if state == State.UNCERTAIN:
                is_resent = is_repeated(Kind(str(kind)), int(str(uncertain_count)))
                assert not is_resent or int(str(expires_at)) <= looked_at


TestOutbox = OutboxMachine.TestCase
TestOutbox.settings = settings(
    max_examples=100,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)

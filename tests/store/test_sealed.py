"""Personal data in the store's files can't be read without the key."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from dialogue import Bekal

from programme.people import Role, Topic
from store import conversations, people, settings
from store.connection import Tx
from store.conversations import Conversation
from store.errors import WrongKey
from store.people import Details

PERSON = Details(
    name="Suwarno Hadiningrat",
    birth_date=date(1987, 2, 19),
    phones=("+6281200004711",),
    sex="L",
    birth_place="Kembangbahu",
    note="titipan paman",
)
WRITTEN = "kulo Sumiyati ibune arek lanang"
REASON = "mesin gerinda rusak"

SECRETS = (
    "Suwarno", "Hadiningrat", "1987-02-19", "19-02-1987", "1987", "81200004711", "Kembangbahu",
    "titipan", "Sumiyati", "arek lanang", "gerinda", "Prasetyawan", "Kusmiran", "Budi Santoso",
    "1990-08-17", "rahasia", "cucu kesayangan",
)  # fmt: skip


async def test_no_secret_stands_in_any_file(bekal: Bekal, tmp_path: Path) -> None:
    """A participant, his mother, an instructor: what they and the lists say, before a checkpoint
    and after."""
    await bekal.participant()
    await bekal.session("2026-11-25 12:30")

    def correct(tx: Tx) -> None:
        now = bekal.clock.now()
        ident = people.add(tx, "LMG-2026-040", "Suwarno", date(1987, 2, 19), (), now)
        people.correct(tx, ident, PERSON, now)
        settings.keep(tx, "greeting", "rahasia")
        conversation = Conversation("x", {"name": "cucu kesayangan"}, ("rahasia",))
        conversations.keep(tx, 1, conversation, now, now)

    budi = await bekal.linked("1001")
    mother = await bekal.linked("1002", "LMG-2026-031", Topic.SCHEDULE)
    await mother.says("cucu kesayangan")
    await mother.says(WRITTEN)
    await budi.says(f"tolong sampaikan: {WRITTEN}")
    instructor = await bekal.staff_chat("2001", "Kusmiran", Role.ADMIN)
    await instructor.presses("announce:cancelled:1")
    await instructor.says(REASON)
    await instructor.presses("announce:send")
    await bekal.store.write(correct)
    assert await bekal.store.read(lambda tx: people.by_id(tx, 2)), "what is looked for is there"

    live = contents(tmp_path)
    assert any(name.endswith("-wal") for name in live)
    await bekal.store.write(lambda _: None)
    bekal.store.close()
    for name, content in {**live, **contents(tmp_path)}.items():
        found = [secret for secret in SECRETS if secret.lower().encode() in content.lower()]
        assert found == [], name


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name != "bekal.key"}


async def test_a_sealed_value_opens_in_its_own_column_only(bekal: Bekal) -> None:
    ring = bekal.store.keys
    sealed = ring.seal("Suwarno", "participants.name")
    assert ring.seal("Suwarno", "participants.name") != sealed
    assert ring.open(sealed, "participants.name") == "Suwarno"
    tampered = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for value, place in ((sealed, "staff.name"), (tampered, "participants.name")):
        with pytest.raises(WrongKey, match="does not open") as caught:
            ring.open(value, place)
        assert "Suwarno" not in str(caught.value)


async def test_old_keys_still_open_what_they_sealed(bekal: Bekal) -> None:
    old = bekal.store.keys
    new = old.with_new_key()
    assert new.open(old.seal("Suwarno", "a.b"), "a.b") == "Suwarno"
    assert new.keyed_hash("+62812", "phone") == old.keyed_hash("+62812", "phone")
    again = type(new).from_text(new.to_text(), "here")
    assert again.open(new.seal("Suwarno", "a.b"), "a.b") == "Suwarno"

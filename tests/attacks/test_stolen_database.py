"""A thief of the database's files without the key reads no personal data."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from dialogue import ZONE, Bekal
from furnished_office import SECRETS, ZUL, furnish, rows_of

from bot.demo import sample
from locales import Words
from services.people.codes import plain_code
from store import people
from store.connection import Tx
from store.errors import WrongKey
from store.sealing.keys import KeyRing

SHORTEST = 5
"""Letters of a word that random bytes don't hold by chance."""


def contents(folder: Path) -> dict[str, bytes]:
    """What stands in all files but the key's: database, -wal, -shm."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name != "bekal.key"}


def found_in(folder: Path, secrets: set[str]) -> list[tuple[str, str]]:
    """(file, secret) in UTF-8 and UTF-16, whatever the case."""
    return [
        (name, secret)
        for name, content in contents(folder).items()
        for lower in [content.lower()]
        for secret in secrets
        for encoded in (secret.lower().encode(), secret.lower().encode("utf-16-le"))
        if encoded in lower
    ]


async def test_no_secret_of_an_office_in_use_stands_in_any_file(
    bekal: Bekal, tmp_path: Path
) -> None:
    """Every table is filled, so that whoever adds one has to think of this."""
    await furnish(bekal)
    counts = await rows_of(bekal)
    assert [table for table, count in counts.items() if not count] == []
    assert any(name.endswith("-wal") for name in contents(tmp_path))
    assert found_in(tmp_path, set(SECRETS)) == []
    await bekal.store.write(lambda _: None)
    bekal.store.close()
    assert found_in(tmp_path, set(SECRETS)) == []


async def test_what_was_written_is_there_for_whoever_has_the_key(
    bekal: Bekal, tmp_path: Path
) -> None:
    """The search above finds what isn't sealed, and what is sealed can be read."""
    await furnish(bekal)
    zul = await bekal.store.read(lambda tx: people.by_number(tx, ZUL))
    assert zul
    assert zul.name == "Zulkarnain Prakoso"
    assert found_in(tmp_path, {"Pelatihan 2026"})


async def test_no_name_phone_or_birth_date_of_the_sample_stands_in_any_file(
    bekal: Bekal, tmp_path: Path
) -> None:
    await bekal.store.write(partial(sample.fill, now=bekal.clock.now(), zone=ZONE))
    everybody = await bekal.store.read(people.everybody)
    listed = (*sample.LAST_YEAR, *sample.THIS_YEAR)
    assert len(everybody) == len(listed)
    secrets = {each.instructor for each in sample.CLASSES} | {"Rina Wulandari"}
    for each in everybody:
        assert each.birth_date
        secrets |= {each.name, *words_of(each.name), *written(each.birth_date)}
        secrets |= {form for phone in each.phones for form in (phone, phone[1:], "0" + phone[3:])}
    assert found_in(tmp_path, secrets) == []
    bekal.store.close()
    assert found_in(tmp_path, secrets) == []


def words_of(name: str) -> set[str]:
    return {word for word in re.findall(r"[\w']+", name) if len(word) >= SHORTEST}


def written(day: date) -> set[str]:
    """The date as people and machines write it."""
    say = Words("id", ZONE)
    return {day.isoformat(), f"{day:%d-%m-%Y}", f"{day:%d/%m/%Y}", f"{day:%Y%m%d}",
            say.plain_day(day)}  # fmt: skip


async def test_no_role_stands_in_the_table_of_staff(bekal: Bekal) -> None:
    await furnish(bekal)
    roles = await bekal.store.read(lambda tx: tx.db.rows("SELECT role FROM staff"))
    assert len({role for (role,) in roles}) == len(roles) > 3
    assert not any(name in role for (role,) in roles for name in (b"admin", b"staff"))


@pytest.mark.parametrize("digest", ["md5", "sha1", "sha256", "blake2b"])
async def test_no_hash_that_can_be_guessed_stands_in_any_file(
    bekal: Bekal, tmp_path: Path, digest: str
) -> None:
    """Phones, PINs and birth dates are few: hashed without a key they are found by trying."""
    await furnish(bekal)
    code = await bekal.code(ZUL)
    guessable = (
        "+6281200000777", "081200000777", "48261", "1977-07-07", ZUL, ZUL.replace("-", ""), code,
        plain_code(code), f"number:{ZUL}", "born:1977-07-07",
    )  # fmt: skip
    for each in guessable:
        hashed = hashlib.new(digest, each.encode())
        for name, content in contents(tmp_path).items():
            assert hashed.digest() not in content, (name, each)
            assert hashed.hexdigest().encode() not in content, (name, each)


async def test_another_offices_key_opens_nothing(bekal: Bekal) -> None:
    await furnish(bekal)
    stranger = KeyRing.new()

    def sealed(tx: Tx) -> list[tuple[bytes, str]]:
        return [
            (value, f"{table}.{column}")
            for table, column in (("participants", "name"), ("outbox", "body"),
                                  ("links", "nickname"), ("staff", "name"))
            for (value,) in tx.db.execute(
                f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL"  # noqa: S608
            )
        ]  # fmt: skip

    values = await bekal.store.read(sealed)
    assert len(values) > 20
    for value, place in values:
        with pytest.raises(WrongKey):
            stranger.open(value, place)


async def test_the_key_stands_in_no_file_of_the_database(bekal: Bekal, tmp_path: Path) -> None:
    await furnish(bekal)
    key = (tmp_path / "bekal.key").read_text()
    for secret in re.findall(r"[A-Za-z0-9+/]{40,}={0,2}", key):
        for name, content in contents(tmp_path).items():
            assert secret.encode() not in content, name

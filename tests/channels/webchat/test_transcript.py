"""What the chats keep, and what a returning reader gets."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from programme.messages import Attachment
from web.files import Files
from web.transcript import Bubble, Transcript

NEVER = 3600.0


def bubble(number: int, text: str = "", address: str = "a") -> Bubble:
    at = datetime(2026, 11, 24, 8, number, tzinfo=UTC)
    return Bubble(address, f"m{number}", at, is_own=False, text=text)


async def read(transcript: Transcript, after: str = "") -> tuple[str, list[str]]:
    async for mark, bubbles in transcript.follow(["a", "b"], after, NEVER):
        return mark, [shown.message_id for shown in bubbles]
    raise AssertionError("the transcript is closed")


async def test_a_reader_that_comes_back_gets_what_changed_since() -> None:
    transcript = Transcript()
    transcript.show(bubble(1))
    transcript.show(bubble(2))
    mark, everything = await read(transcript)
    assert everything == ["m1", "m2"]
    transcript.show(bubble(3, address="b"))
    transcript.show(bubble(1, "changed"))
    transcript.show(bubble(4, address="somebody else"))
    assert (await read(transcript, mark))[1] == ["m1", "m3"]


async def test_a_mark_of_an_earlier_process_or_a_made_up_one_gets_everything() -> None:
    earlier, transcript = Transcript(), Transcript()
    earlier.show(bubble(1))
    mark, _ = await read(earlier)
    transcript.show(bubble(2))
    for strange in (mark, "x", f"{mark.partition('.')[0]}.-1", "..", "99999"):
        assert (await read(transcript, strange))[1] == ["m2"]


async def test_the_time_decides_the_place() -> None:
    transcript = Transcript()
    transcript.show(bubble(2))
    transcript.show(bubble(1))
    assert (await read(transcript))[1] == ["m1", "m2"]


async def test_the_oldest_are_dropped() -> None:
    transcript = Transcript(keep=2)
    for number in (1, 2, 3):
        transcript.show(bubble(number))
    assert (await read(transcript))[1] == ["m2", "m3"]


async def test_readers_are_woken_by_what_shows_and_end_when_it_closes() -> None:
    transcript = Transcript()
    seen: list[list[str]] = []
    has_read = asyncio.Event()

    async def follow() -> None:
        async for _, bubbles in transcript.follow(["a"], "", NEVER):
            seen.append([shown.message_id for shown in bubbles])
            has_read.set()

    reader = asyncio.create_task(follow())
    await has_read.wait()
    has_read.clear()
    transcript.show(bubble(1))
    await has_read.wait()
    transcript.close()
    await asyncio.wait_for(reader, 5)
    assert seen == [[], ["m1"]]


async def test_silence_is_told_too() -> None:
    follower = Transcript().follow(["a"], "", pause=0)
    assert [(await anext(follower))[1] for _ in range(2)] == [[], []]


def test_files_keep_the_newest_up_to_their_limit() -> None:
    files = Files(limit=10)
    for name in ("one", "two", "three"):
        files.keep(name, Attachment(name, "text/plain", b"1234"))
    files.keep("three", Attachment("three", "text/plain", b"12345"))
    assert files.find("one") is None
    assert files.find("two")
    assert files.find("three") == Attachment("three", "text/plain", b"12345")


def test_one_file_larger_than_the_limit_is_kept_until_the_next() -> None:
    files = Files(limit=3)
    files.keep("large", Attachment("large", "text/plain", b"1234"))
    assert files.find("large")
    files.keep("small", Attachment("small", "text/plain", b"1"))
    assert files.find("large") is None

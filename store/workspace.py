"""Private folders in which copies are made, and how to write them without slowing others down."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from store.engine import Stopped
from store.errors import StoreError

PAUSE = 0.005
"""Seconds after every piece written, in which the disk and the processor are for others."""

SPARE = 32 * 1024 * 1024
"""Bytes that a disk keeps free beyond what a copy needs."""

PREFIX = ".bekal-work-"


class BrokenOff(StoreError):
    """The work was told to stop; nothing of it is left."""

    def __init__(self) -> None:
        super().__init__("the backup was broken off; nothing of it is left")


@contextmanager
def workspace(beside: Path, room: int) -> Iterator[Path]:
    """A private temporary folder in `beside`; also removes leftovers of crashed processes.

    Raises `StoreError` when the disk has no `room` (bytes) for what is to be put there.
    """
    for left in beside.glob(f"{PREFIX}*"):
        if not _is_in_use(left):
            shutil.rmtree(left, ignore_errors=True)
    free = shutil.disk_usage(beside).free
    if free < room + SPARE:
        raise StoreError(
            f"the disk that holds {beside} has {free // 2**20} MB left and needs "
            f"{(room + SPARE) // 2**20}; free some space, nothing was half written"
        )
    with tempfile.TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-", dir=beside) as folder:
        yield Path(folder)


def is_being_made_in(folder: Path) -> bool:
    """Does a living process make a backup there?"""
    return any(_is_in_use(each) for each in folder.glob(f"{PREFIX}*"))


def paced(out: BinaryIO, is_stopped: Stopped) -> Callable[[], None]:
    """What is called after every piece written to `out`: it reaches the disk bit by bit.

    Otherwise others' commits would have to wait for all of it at once. Raises `BrokenOff`.
    """

    def each() -> None:
        if is_stopped():
            raise BrokenOff
        out.flush()
        os.fdatasync(out.fileno())
        time.sleep(PAUSE)

    return each


def _is_in_use(folder: Path) -> bool:
    """Does the process live whose workspace it is?"""
    process = int(folder.name.removeprefix(PREFIX).partition("-")[0])
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True

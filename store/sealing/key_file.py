"""The file a ring is kept in: read, made once, replaced without ever being half written."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from store.errors import StoreError
from store.sealing.keys import KeyRing


def load_keys(file: Path, from_environment: str | None) -> KeyRing:
    """The ring of an existing store: from BEKAL_KEY when set, else from `file`."""
    if from_environment:
        return KeyRing.from_text(from_environment, "BEKAL_KEY")
    try:
        text = file.read_text(errors="replace")
    except FileNotFoundError as error:
        raise StoreError(
            f"the key file {file} is missing, but what is stored was sealed with it; "
            "put the key back from the copy that is kept elsewhere"
        ) from error
    except OSError as error:
        raise StoreError(
            f"the key file {file} can't be read: {error.strerror}; "
            "give this user read permission on it, and nobody else"
        ) from error
    return KeyRing.from_text(text, str(file))


def make_keys(file: Path) -> KeyRing:
    """A new ring for an empty store, written with mode 0600; an existing file is used as it is."""
    if not file.exists():
        with _draft(file, KeyRing.new()) as draft, suppress(FileExistsError):
            file.hardlink_to(draft)  # whoever comes second uses the first one's
    return load_keys(file, None)


def write_keys(file: Path, ring: KeyRing) -> None:
    """Replace the key file durably and atomically, with its owner and mode 0600.

    When this raises `StoreError`, the file is what it was.
    """
    file = file.resolve()
    owner = file.stat()
    with _draft(file, ring) as draft:
        if owner.st_uid != os.geteuid():
            os.chown(draft, owner.st_uid, owner.st_gid)
        draft.replace(file)
        sync_folder(file.parent)


@contextmanager
def _draft(file: Path, ring: KeyRing) -> Iterator[Path]:
    """A temporary file beside `file` that holds the ring."""
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write(ring.to_text())
            out.flush()
            os.fsync(out.fileno())
        yield draft
    except OSError as error:
        raise StoreError(
            f"the key file {file} can't be written: {error.strerror}; its folder must exist, be "
            "writable for this user and have space left"
        ) from error
    finally:
        draft.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Write the names in `folder` to the disk (fsync)."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def held(file: Path) -> Iterator[None]:
    """Lock the key file for other commands. Raises `StoreError` when another holds it."""
    handle = os.open(file.parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise StoreError(
            f"another command changes the key file {file}; wait until it has ended"
        ) from error
    finally:
        os.close(handle)

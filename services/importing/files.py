"""Finds out what a file really is, whatever its name says, without unpacking or opening it."""

from enum import Enum
from pathlib import PurePath

from services.importing.confined import read_workbook
from services.importing.problems import Code, FileRefused
from services.importing.sheets import Sheet
from services.importing.texts import decoded, sheet_of_text
from services.importing.workbooks import sheets_of_zip

MAX_BYTES = 20 * 1024 * 1024

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_SECTOR = 512


class Container(Enum):
    ZIP = "zip"
    OLE = "ole"
    TEXT = "text"


_CONTAINER_OF = {
    ".xlsx": Container.ZIP,
    ".xlsm": Container.ZIP,
    ".ods": Container.ZIP,
    ".xls": Container.OLE,
    ".csv": Container.TEXT,
    ".txt": Container.TEXT,
    ".tsv": Container.TEXT,
}
SUFFIXES = frozenset(_CONTAINER_OF)
"""The endings of the names of lists, in small letters."""


def sheets_of(content: bytes, name: str) -> list[Sheet]:
    """The visible sheets of a list. Raises FileRefused if they can't be read."""
    if not content.strip(b"\0 \t\r\n"):
        raise FileRefused(Code.EMPTY_FILE)
    if len(content) > MAX_BYTES:
        raise FileRefused(Code.TOO_LARGE_UNPACKED)
    suffix = PurePath(name.strip().casefold()).suffix
    container = _container(content)
    # An encrypted .xlsx is an OLE file with this stream in it (MS-OFFCRYPTO, 2.3.4).
    if container is Container.OLE and "EncryptedPackage".encode("utf-16-le") in content:
        raise FileRefused(Code.PASSWORD_PROTECTED)
    if container is None or container is not _CONTAINER_OF.get(suffix, container):
        raise FileRefused(Code.NOT_A_WORKBOOK)
    match container:
        case Container.ZIP:
            return sheets_of_zip(content, suffix)
        case Container.OLE:
            _refuse_other_ole(content)
            return read_workbook(content)
        case Container.TEXT:
            return [sheet_of_text(decoded(content) or "")]


def _container(content: bytes) -> Container | None:
    if content.startswith(b"PK"):
        return Container.ZIP
    if content.startswith(_OLE):
        return Container.OLE
    return Container.TEXT if decoded(content) is not None else None


def _refuse_other_ole(content: bytes) -> None:
    """An .xls keeps its cells in a stream called Workbook, or Book before Excel 97."""
    if any(stream.encode("utf-16-le") in content for stream in ("Workbook", "Book")):
        return
    directory_starts = (int.from_bytes(content[48:52], "little") + 1) * _SECTOR
    is_cut_off = directory_starts >= len(content)
    raise FileRefused(Code.CORRUPTED_FILE if is_cut_off else Code.NOT_A_WORKBOOK)

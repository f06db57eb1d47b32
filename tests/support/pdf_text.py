"""What stands in the PDFs we make: their text and the files attached to them."""

from __future__ import annotations

import re
import zlib
from contextlib import suppress

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_SHOWN = re.compile(rb"\(((?:[^()\\]|\\.)*)\) ?Tj")


def text_of(pdf: bytes) -> str:
    """All that is shown with the built-in fonts, a line each."""
    return "\n".join(
        re.sub(rb"\\(.)", rb"\1", shown).decode("latin-1")
        for stream in streams_of(pdf)
        for shown in _SHOWN.findall(stream)
    )


def streams_of(pdf: bytes) -> list[bytes]:
    """The contents of pages and attachments."""
    return [_inflated(found) for found in _STREAM.findall(pdf)]


def _inflated(stream: bytes) -> bytes:
    with suppress(zlib.error):
        return zlib.decompressobj().decompress(stream)  # its last byte can look like a line end
    return stream

"""Tracebacks with the place and the kind of an error, without its text.

An error's text often quotes its input ("invalid literal for int(): 'Budi'"), and so names, numbers
and messages would be logged. Only errors about the store keep their text: it is static and says
how to fix them.
"""

from __future__ import annotations

import sys
import threading
import traceback
from collections.abc import Iterator
from types import TracebackType

from store.errors import STATIC

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def outline(error: BaseException) -> str:
    """The traceback of an error and of what led to it, without their texts."""
    return "\n".join(_parts(error, set()))


def of_exc_info(exc_info: ExcInfo) -> str:
    return outline(exc_info[1])


def hide_texts() -> None:
    """From now on report uncaught errors of threads by their outline."""

    def tell(error: BaseException | None) -> None:
        if error is not None:
            sys.stderr.write(f"{outline(error)}\n")

    threading.excepthook = lambda failed: tell(failed.exc_value)
    sys.unraisablehook = lambda failed: tell(failed.exc_value)


def _parts(error: BaseException, told: set[int]) -> Iterator[str]:
    told.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in told:
        yield from _parts(before, told)
        yield "which led to"
    yield "Traceback (most recent call last):"
    yield from (line.rstrip() for line in traceback.format_tb(error.__traceback__))
    yield _named(error)
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            yield "of which one is"
            yield from _parts(each, told)


def _named(error: BaseException) -> str:
    kind = type(error)
    place = "" if kind.__module__ == "builtins" else f"{kind.__module__}."
    words = f": {error}" if kind.__module__ in STATIC else ""
    return f"{place}{kind.__qualname__}{words}"

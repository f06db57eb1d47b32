"""Logs: ids only, never names, texts, numbers or tokens."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime, tzinfo

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.tracebacks import of_exc_info


def configure(style: str, level: str, zone: tzinfo = UTC) -> None:
    """Log to standard error: as text for people in `zone`, or as one JSON object a line in UTC."""
    threshold = logging.getLevelNamesMapping()[level.upper()]
    logging.basicConfig(level=logging.WARNING, handlers=[_OthersLogs()])
    renderer: Processor = (
        structlog.processors.JSONRenderer()
        if style == "json"
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True)
            if style == "json"
            else _stamp_in(zone),
            structlog.processors.ExceptionRenderer(of_exc_info),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


class _OthersLogs(logging.Handler):
    """Logs of libraries, in the same form and without their arguments: the template's first line
    up to a bracket (asyncio's templates hold objects) and the outline of a traceback.
    """

    def emit(self, record: logging.LogRecord) -> None:
        first_line = next(iter(str(record.msg).splitlines()), "")
        words = first_line.partition("(")[0].strip()
        structlog.get_logger().log(
            record.levelno, words, logger=record.name, exc_info=record.exc_info or None
        )


def _stamp_in(zone: tzinfo) -> Processor:
    def stamp(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
        event["timestamp"] = datetime.now(zone).isoformat(timespec="seconds")
        return event

    return stamp

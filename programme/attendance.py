"""Attendance: until when people say whether they come, and for whom a chat says it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from programme.people import Link, Relation
from programme.sessions import Session


def is_awaited(session: Session, now: datetime) -> bool:
    """Can people still say whether they come?"""
    return not session.is_cancelled and session.starts_at > now


def told_by(links: Iterable[Link]) -> list[int]:
    """The participants for whom a chat with these links says it: himself, no family."""
    return [link.participant_id for link in links if link.relation is Relation.SELF]

"""An instructor's words → what changes for which session; a person confirms before it goes out."""

from understanding.announcements.change import Change
from understanding.announcements.parser import parse_announcement

__all__ = ["Change", "parse_announcement"]

"""What each role is called."""

from __future__ import annotations

from locales.words import sentence
from programme.people import Role

ROLES = {
    Role.ADMIN: sentence("Admin"),
    Role.STAFF: sentence("Office staff"),
    Role.INSTRUCTOR: sentence("Instructor"),
    Role.ESCORT: sentence("Escort"),
}

"""The menu of commands that a messenger shows, per language."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from locales import LANGUAGES, Words
from locales.words import sentence

COMMANDS = {
    "jadwal": sentence("When is the class?"),
    "sertifikat": sentence("How is the certificate doing?"),
    "lokasi": sentence("Address and opening hours"),
    "kursus": sentence("Courses"),
    "pengingat": sentence("Reminders"),
    "petugas": sentence("Talk to the office"),
    "keluarga": sentence("Invite family"),
    "privasi": sentence("What is stored about me"),
    "bahasa": sentence("Language"),
    "bantuan": sentence("Help"),
    "batal": sentence("Stop what is going on"),
}


def command_menu(default: str, zone: ZoneInfo) -> dict[str, list[tuple[str, str]]]:
    """Language ("" = any other) → the commands, each with what it does."""
    menus = {language: Words(language, zone) for language in LANGUAGES}
    return {
        language: [(name, str(say(what))) for name, what in COMMANDS.items()]
        for language, say in {"": menus[default], **menus}.items()
    }

"""The skills' names: the same in every language, since they stand on the certificate."""

from __future__ import annotations

NAMES = {
    "desain_interior": "Desain Interior",
    "konstruksi": "Konstruksi",
    "meubeler": "Meubeler",
    "pengelasan": "Pengelasan",
}
CODES = tuple(NAMES)


def name(code: str) -> str:
    return NAMES.get(code, code)

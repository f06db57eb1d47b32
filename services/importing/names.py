"""People's names without the words they are addressed with ("Pak Joko", "Sdri. Siti Aminah")."""

import re

_WORD = r"(?:bapak|bpk|pak|ibu|bu|mas|mbak|mba|cak|saudari|saudara|sdri|sdra|sdr|tn|ny|nn)"
_ADDRESS = re.compile(rf"^(?:{_WORD}(?:\s*/\s*(?:{_WORD}|i))?(?:\.\s*|\s+))+(?=\w)", re.IGNORECASE)


def without_address(name: str) -> str:
    """The name alone. A word that nothing follows is a name ("Mas"), and so is part of one."""
    return _ADDRESS.sub("", name)

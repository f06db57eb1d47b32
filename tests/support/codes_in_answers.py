"""The code that stands in an answer."""

from __future__ import annotations

import re

CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}")


def code_in(answer: str) -> str:
    found = CODE.search(answer)
    assert found, answer
    return found[0]

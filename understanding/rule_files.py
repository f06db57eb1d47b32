"""Files of rules: lines under [section] headings, with `#` for comments."""

from collections.abc import Iterator
from pathlib import Path


def lines_of(name: str) -> Iterator[tuple[str, str]]:
    """Each line of a rule file in this folder with the section that it stands in."""
    section = ""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("["):
            section = line.strip("[]")
        elif not line.startswith("#"):
            yield section, line

"""`Outgoing` → calls: the splitting of long texts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st
from telegram_rules import parse_html, utf16_length

from bot.channels.telegram.messages import split_text

PIECES = st.sampled_from(
    ["kata ", "baris\n", "<b>tebal</b>", "<i>dua <b>lapis</b>\n</i> ", "&amp;", "&lt;", "😀", "a"]
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("pendek", ["pendek"]),
        ("satu dua\ntiga empat", ["satu dua", "tiga empat"]),
        ("satu dua tiga empat", ["satu dua", "tiga empat"]),
        ("abcdefghijklmno", ["abcdefghijkl", "mno"]),
        ("<b>satu dua tiga</b> ok", ["<b>satu dua</b>", "<b>tiga</b> ok"]),
        ("&amp;" * 13, ["&amp;" * 12, "&amp;"]),
        ("😀" * 7, ["😀" * 6, "😀"]),
        ("satu\n\n\n\n\n\n\n\n\n\n\n\n\ndua", ["satu", "dua"]),
    ],
)
def test_split(text: str, parts: list[str]) -> None:
    assert split_text(text, 12) == parts


@given(st.lists(PIECES, max_size=60).map("".join), st.integers(4, 40))
def test_every_part_is_whole_and_nothing_is_lost(text: str, limit: int) -> None:
    parts = [parse_html(part) for part in split_text(text, limit)]
    assert all(utf16_length(part.plain) <= limit for part in parts)
    assert _letters("".join(part.plain for part in parts)) == _letters(parse_html(text).plain)


def _letters(text: str) -> str:
    return re.sub(r"\s", "", text)

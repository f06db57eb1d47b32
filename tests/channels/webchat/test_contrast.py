"""The page's colours against WCAG 2.1 AA: 4.5 : 1 for text, 3 : 1 for a focus ring."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import web

CSS = (Path(web.__file__).parent / "static" / "chat.css").read_text()

Palette = dict[str, str]


def palettes() -> dict[str, Palette]:
    light, dark = (
        dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))
        for block in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    )
    return {"light": light, "dark": dark}


def luminance(colour: str) -> float:
    def linear(part: str) -> float:
        value = int(part, 16) / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(colour[start : start + 2]) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(
    ("text", "grounds"),
    [
        ("ink", ["paper", "wall", "card", "own"]),
        ("soft", ["paper", "wall", "card", "own"]),
        ("brand", ["card"]),
        ("on-brand", ["brand"]),
        ("card", ["accent"]),
        ("bad", ["wall"]),
    ],
)
def test_text_can_be_read(mode: str, text: str, grounds: list[str]) -> None:
    palette = palettes()[mode]
    for ground in grounds:
        assert contrast(palette[text], palette[ground]) >= 4.5, ground


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_focus_ring_can_be_seen(mode: str) -> None:
    palette = palettes()[mode]
    for ground in ("paper", "wall", "card"):
        assert contrast(palette["accent"], palette[ground]) >= 3, ground


def test_initials_can_be_read() -> None:
    faces = re.findall(r"\.face-\d \{ background: (#[0-9a-f]{6}); \}", CSS)
    assert len(faces) == 6
    assert all(contrast("#ffffff", face) >= 4.5 for face in faces)

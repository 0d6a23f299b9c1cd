"""Colours, sizes and type of the drawings, with their dark counterparts.

Every colour that carries words has a contrast of at least 4.5 : 1 on all that it is set on (WCAG 2.2, success
criterion 1.4.3), in the light and in the dark theme; a test computes it. The words that recede behind an answer have
3 : 1. No meaning rests on colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

__all__ = ["COLOURS", "FONTS", "VOICES", "Colour", "contrast", "faded", "stylesheet", "voice_colour"]

FONTS: Final = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', Arimo, sans-serif"
"""What the text is set in: all have the metrics that `argmap.drawing.text` counts with."""

VOICES: Final = 8
"""How many voices have a colour of their own; further ones share, and have a ring instead of a disc."""


class Colour(NamedTuple):
    """A colour in the light and in the dark theme."""

    light: str
    dark: str


COLOURS: Final[dict[str, Colour]] = {
    "canvas": Colour("#ffffff", "#0f1419"),
    "card": Colour("#ffffff", "#1a2129"),
    "strip": Colour("#f1f4f8", "#242d37"),
    "ink": Colour("#1b1f24", "#e6edf3"),
    "mute": Colour("#57606a", "#9aa7b4"),
    "rule": Colour("#d0d7de", "#3a4552"),
    "sup": Colour("#00694b", "#4fcfa3"),
    "att": Colour("#b23c00", "#ff9a62"),
    "author": Colour("#0b4f8a", "#79b8ff"),
    "author-tint": Colour("#eff5fb", "#162029"),
    "thesis": Colour("#0b4f8a", "#154a7a"),
    "thesis-strip": Colour("#094274", "#103c64"),
    "onthesis": Colour("#ffffff", "#ffffff"),
    "pale": Colour("#cfe3f5", "#cfe3f5"),
    "onfill": Colour("#ffffff", "#0f1419"),
    "v0": Colour("#8a2458", "#f0a3c8"),
    "v0-tint": Colour("#fbf1f6", "#261a21"),
    "v1": Colour("#765000", "#e8c268"),
    "v1-tint": Colour("#fcf6e8", "#26211a"),
    "v2": Colour("#3d5566", "#a9c1d4"),
    "v2-tint": Colour("#f1f4f7", "#19212a"),
    "v3": Colour("#5f3da8", "#c3adff"),
    "v3-tint": Colour("#f5f2fc", "#201c2e"),
    "v4": Colour("#00626e", "#6fd0dc"),
    "v4-tint": Colour("#edf7f8", "#152327"),
    "v5": Colour("#566000", "#c3cf6a"),
    "v5-tint": Colour("#f7f8ea", "#20231a"),
    "v6": Colour("#74432c", "#e0b39a"),
    "v6-tint": Colour("#faf3ef", "#261e1a"),
    "v7": Colour("#9c1a82", "#f59be2"),
    "v7-tint": Colour("#fcf0fa", "#271a26"),
    "dim": Colour("#858c95", "#77828e"),
    "dim-fill": Colour("#f3f5f7", "#1a2129"),
    "halo": Colour("#ffc83d", "#9a7000"),
    "mark": Colour("#ffeab0", "#473800"),
}
"""All colours by name. Those of the voices are darkened hues of Okabe and Ito's palette (2008) and of what
lies between them. Those called ``dim`` are of what recedes (see `faded`), with a contrast of at least 3 : 1 where
they carry words; ``halo`` and ``mark`` are of what is lit."""

_AREAS: Final = frozenset({"canvas", "card", "onfill"})  # the same whether it recedes or not


def faded(name: str, *, line: bool = False) -> str:
    """Name of the colour that a colour turns into where a part recedes: one grey for all words and lines, a lighter
    one for areas. With `line`, it is that of a border or a line without words."""
    if name in _AREAS:
        return name
    area = name.startswith("thesis") or name == "strip" or name.endswith("-tint")
    return "dim-fill" if area and not line else "dim"


def voice_colour(order: int) -> str:
    """Name of the colour of the voice which appears as number `order`, counted from 0."""
    return f"v{order % VOICES}"


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours written ``#rrggbb``, from 1 to 21 (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def stylesheet(used: Iterable[str]) -> str:
    """CSS of a drawing: its fonts, and the dark counterpart of each colour class in `used`.

    Classes are ``f-NAME`` (fill) and ``s-NAME`` (stroke). Custom properties are not used, since programs that
    turn SVG into pixels or PDF do not know them.
    """
    dark = []
    for name in sorted(used):
        kind, _, colour = name.partition("-")
        prop = "fill" if kind == "f" else "stroke"
        dark.append(f".am .{name}{{{prop}:{COLOURS[colour].dark}}}")
    return (
        f".am text{{font-family:{FONTS}}}"
        ".am a:hover text,.am a:focus-visible text{text-decoration:underline}"
        f"@media (prefers-color-scheme:dark){{{''.join(dark)}}}"
    )

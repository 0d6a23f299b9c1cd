"""Measuring and breaking text without any font installed.

Widths are those of Liberation Sans, which has the metrics of Arial and Helvetica, in thousandths of the font
size (``data/widths.json``). A reader's machine may have another font: the painter then squeezes each run to
the width found here (``textLength``), so nothing ever runs over the edge of its card.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from itertools import groupby
from operator import itemgetter
from typing import Literal

from argmap.model.quotation import pieces

__all__ = [
    "Face",
    "Run",
    "clean",
    "clusters",
    "ellipsis",
    "is_rtl",
    "line_width",
    "width",
    "wrap",
    "wrap_runs",
]

Face = Literal["Regular", "Bold", "Italic"]
"""Which of the three tables is used."""

_UNKNOWN = 620  # a generous Latin, Greek or Cyrillic letter: the run is squeezed, never cut
_SEMITIC = 500  # a Hebrew or Arabic letter
_WIDE = 1000


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style."""

    text: str
    size: float = 12.5
    """Font size in pixels."""
    face: Face = "Regular"
    ink: str = "ink"
    """Name of a colour of the theme."""
    spacing: float = 0.0
    """Pixels added after each character, for words in capitals."""
    of: tuple[str, ...] = ()
    """IDs of the acts and voices that these words show; see `argmap.drawing.lighting`."""

    @property
    def width(self) -> float:
        """Width in pixels."""
        return width(self.text, self.size, self.face) + self.spacing * len(self.text)


@cache
def _tables() -> dict[str, dict[str, int]]:
    text = resources.files("argmap.drawing").joinpath("data/widths.json").read_text(encoding="utf-8")
    tables: dict[str, dict[str, int]] = json.loads(text)
    return tables


@lru_cache(maxsize=4096)
def _char(char: str, face: Face) -> int:
    known = _tables()[face].get(char)
    if known is not None:
        return known
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(char) in "WF" or ord(char) >= 0x1F000:
        return _WIDE
    # A letter with a mark is as wide as the bare letter; an odd space as wide as a common one.
    base = unicodedata.normalize("NFKD", char)[0]
    return _tables()[face].get(base, _SEMITIC if unicodedata.bidirectional(char) in ("R", "AL") else _UNKNOWN)


def width(text: str, size: float, face: Face = "Regular") -> float:
    """Width of a run in pixels. East Asian wide characters and emoji are one em, combining marks nothing."""
    if "\u200d" in text:  # joined emoji are drawn as one
        text = re.sub("\u200d[\U0001f000-\U0001ffff\u2600-\u27bf]", "", text)
    return sum(_char(char, face) for char in text) * size / 1000


def line_width(runs: Sequence[Run]) -> float:
    """Width of runs that stand side by side."""
    return sum(run.width for run in runs)


# -- hostile and invisible characters --------------------------------------------------------------------

# What XML 1.0 cannot hold, and the controls that turn the direction of what follows them: an override in one
# card could make another's words read backwards, and the pieces of a wrapped text would be left unbalanced.
_DROPPED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_SPACES = re.compile("[\t\n\r\x85\u2028\u2029 ]+")
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """The text on one line, without what no picture can show: control characters and bidirectional overrides
    are left out, lone surrogates become U+FFFD."""
    return _SPACES.sub(" ", _SURROGATES.sub("\ufffd", _DROPPED.sub("", text))).strip(" ")


def is_rtl(text: str) -> bool:
    """Whether the first letter with a direction is of a script that runs from right to left."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return False


def clusters(text: str) -> list[str]:
    """The text in pieces which must not be parted: a character with its marks, a joined emoji."""
    found: list[str] = []
    glued = False
    for char in text:
        if found and (glued or unicodedata.category(char) in ("Mn", "Me", "Mc") or char in "\u200d\ufe0f\ufe0e"):
            found[-1] += char
        else:
            found.append(char)
        glued = char == "\u200d"
    return found


def ellipsis(text: str, size: float, limit: float, face: Face = "Regular", *, more: bool = False) -> str:
    """The text, or as much of it as is no wider than `limit` pixels with “…” behind it. With `more`, the “…”
    is always there."""
    if not more and width(text, size, face) <= limit:
        return text
    room = limit - width("…", size, face)
    kept = ""
    for piece in clusters(text):
        room -= width(piece, size, face)
        if room < 0:
            break
        kept += piece
    return kept.rstrip(" ,;:") + "…"


# -- breaking into lines ---------------------------------------------------------------------------------

_NO_START = set(
    "、。，．：；！？）」』】〉》〕］｝・ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%,.;:!?)]}”’»…\u00a0\u202f\u2060"
)
_NO_END = set("（「『【〈《〔［｛([{“‘«\u00a0\u202f\u2060")


@dataclass(slots=True)
class _Atom:
    """What is never broken, with the space that follows it unless a line ends there."""

    parts: list[tuple[Run, str]]
    """Words, each with the run from which they come."""
    wide: float
    space: Run | None = None
    gap: float = 0.0
    """Width of the space."""


def _is_cjk(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF" and char.strip() != ""


def _may_break(before: str, after: str) -> bool:
    """Whether a line may end between two neighbouring clusters, neither of which is a space."""
    if after[0] in _NO_START or before[-1] in _NO_END:
        return False
    if _is_cjk(before[0]) or _is_cjk(after[0]):
        return True
    if before[-1] in "-‐":  # not within a name: Jean-Luc
        return after[0].islower()
    return before[-1] in "–—/" and after[0].isalpha()


def _atoms(runs: Sequence[Run], limit: float) -> list[_Atom]:
    atoms: list[_Atom] = []
    fresh = True
    last = ""
    for run in runs:
        for piece in clusters(run.text):
            if piece == " ":
                if atoms and not atoms[-1].space:
                    atoms[-1].space = run
                    atoms[-1].gap = width(" ", run.size, run.face) + run.spacing
                fresh = True
                continue
            wide = width(piece, run.size, run.face) + run.spacing * len(piece)
            if fresh or _may_break(last, piece) or atoms[-1].wide + wide > limit:
                atoms.append(_Atom([(run, piece)], wide))
            else:
                atom = atoms[-1]
                source, text = atom.parts[-1]
                if source is run:
                    atom.parts[-1] = (run, text + piece)
                else:
                    atom.parts.append((run, piece))
                atom.wide += wide
            fresh = False
            last = piece
    return atoms


def _fill(atoms: Sequence[_Atom], limit: float) -> list[tuple[int, int]]:
    """Lines as ranges of atoms, each as full as it may be."""
    lines: list[tuple[int, int]] = []
    start, used = 0, 0.0
    for at, atom in enumerate(atoms):
        gap = atoms[at - 1].gap if at > start else 0.0
        if at > start and used + gap + atom.wide > limit + 1e-6:
            lines.append((start, at))
            start, used, gap = at, 0.0, 0.0
        used += gap + atom.wide
    if atoms:
        lines.append((start, len(atoms)))
    return lines


def _join(atoms: Sequence[_Atom]) -> tuple[Run, ...]:
    line: list[tuple[Run, str]] = []

    def add(run: Run, text: str) -> None:
        if line and line[-1][0] is run:
            line[-1] = (run, line[-1][1] + text)
        else:
            line.append((run, text))

    for at, atom in enumerate(atoms):
        for run, text in atom.parts:
            add(run, text)
        if atom.space and at + 1 < len(atoms):
            add(atom.space, " ")
    return tuple(replace(run, text=text) for run, text in line)


def wrap_runs(runs: Sequence[Run], limit: float, *, most: int | None = None) -> tuple[tuple[Run, ...], ...]:
    """Break runs into lines no wider than `limit` pixels and as even as the number of lines allows.

    A word wider than a line is broken; Chinese, Japanese and Korean text breaks between characters; a
    no-break space holds. With `most`, what does not go into so many lines is left out behind “…”.
    """
    merged: list[Run] = []
    for run in runs:
        if merged and replace(merged[-1], text="") == replace(run, text=""):
            merged[-1] = replace(run, text=merged[-1].text + run.text)
        else:
            merged.append(run)
    atoms = _atoms(merged, limit)
    lines = _fill(atoms, limit)
    if most is not None and len(lines) > most:
        kept = [_join(atoms[a:b]) for a, b in lines[:most]]
        end = kept[-1][-1]
        rest = limit - line_width(kept[-1][:-1])
        kept[-1] = (
            *kept[-1][:-1],
            replace(end, text=ellipsis(end.text, end.size, rest, end.face, more=True)),
        )
        return tuple(kept)
    if len(lines) > 1:
        low, high = max(atom.wide for atom in atoms), limit
        while high - low > 0.5:
            middle = (low + high) / 2
            if len(_fill(atoms, middle)) > len(lines):
                low = middle
            else:
                high = middle
        lines = _fill(atoms, high)
    return tuple(_join(atoms[a:b]) for a, b in lines)


def wrap(text: str, size: float, limit: float, face: Face = "Regular") -> tuple[str, ...]:
    """Break plain text into lines, as `wrap_runs` does."""
    lines = wrap_runs((Run(clean(text), size, face),), limit)
    return tuple("".join(run.text for run in line) for line in lines)


def bracketed(text: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a quote, each with whether it is the editor's: ``[word]``, brackets included. A changed
    letter (``[H]ow``) counts as the source's word."""
    parts = (
        (f"[{p.text}]" if p.kind in ("insertion", "change") else p.text, p.kind in ("insertion", "omission"))
        for p in pieces(text)
    )
    for editors, run in groupby(parts, key=itemgetter(1)):
        yield "".join(part for part, _ in run), editors

"""Quotes cut to a few words, and the stretches of which a quote is made."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal, NamedTuple

from argmap.model.quotation import pieces
from argmap.sources.skeleton import folded

__all__ = ["Segment", "Unit", "beginning", "segments", "shortened", "units"]

WORD = 2
"""What a word weighs. A sign of a script that sets no spaces between words weighs half."""

_SPACELESS = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_SIGNS = re.compile(f"[{_SPACELESS}]|[^{_SPACELESS}]+")
_UNITS = re.compile(
    r"(?P<omission>\[[ \u00a0]*(?:…|\.{3})[ \u00a0]*\])"
    r"|(?P<word>(?:\[\w\](?=\w)|(?!\.{3})[^\s\[\]—–―…])+)"
    r"|(?P<insertion>\[[^\[\]]*\])|(?P<ellipsis>…|\.{3,})"
)


class Unit(NamedTuple):
    """Something in a text that is kept or dropped whole."""

    start: int
    end: int
    kind: Literal["word", "insertion", "omission", "ellipsis"]
    weight: int
    """Two for each word; one for a sign of a script without spaces; nothing where there is no letter."""


def units(text: str) -> list[Unit]:
    """The words of a text, and what a quote has in square brackets or leaves out."""
    out: list[Unit] = []
    for match in _UNITS.finditer(text):
        start, end = match.span()
        kind = match.lastgroup
        if kind in ("omission", "ellipsis"):
            out.append(Unit(start, end, kind, 0))  # type: ignore[arg-type]
        elif kind == "insertion":
            # `swim[mer]s` is one word.
            if out and out[-1].end == start and out[-1].kind == "word":
                out[-1] = out[-1]._replace(end=end)
            else:
                out.append(Unit(start, end, "insertion", WORD * len(match[0].split())))
        elif out and out[-1].end == start and match.start() and text[start - 1] == "]" and out[-1].kind != "omission":
            out[-1] = Unit(out[-1].start, end, "word", WORD)
        else:
            out.extend(_words(match[0], start))
    return out


def _words(word: str, start: int) -> list[Unit]:
    """What stands between two spaces, as one word, or in signs where the script has no spaces."""
    if word.isascii():
        return [Unit(start, start + len(word), "word", WORD if folded(word) else 0)]
    out: list[Unit] = []
    for part in _SIGNS.finditer(word):
        first, last = start + part.start(), start + part.end()
        char = part[0]
        sign = re.match(f"[{_SPACELESS}]", char) is not None
        weight = (1 if sign else WORD) if folded(char) else 0
        if out and (not weight or unicodedata.category(char[0])[0] == "M"):
            # Marks belong to the sign before them.
            out[-1] = out[-1]._replace(end=last)
        else:
            out.append(Unit(first, last, "word", weight))
    return out


def shortened(text: str, keep: int) -> str:
    """A quote cut to `keep` words (2 or more): the first half of them, `…`, the last half. One that is no longer stays
    as it is. Words in brackets are kept or dropped with their brackets, and `[…]` stays where words around it go."""
    all_ = units(text)
    if sum(u.weight for u in all_) <= WORD * keep:
        return text
    head, tail = WORD * ((keep + 1) // 2), WORD * (keep // 2)
    kept = _taken(all_, range(len(all_)), head) | _taken(all_, range(len(all_) - 1, -1, -1), tail)
    out = [text[: all_[0].start]] if 0 in kept else []
    before = -1
    for n in sorted(kept):
        unit = all_[n]
        if before >= 0:
            gap = text[all_[before].end : unit.start]
            out.append(gap if n == before + 1 else _gap(all_[before + 1 : n], _spaced(text, all_[before], unit)))
        out.append(text[unit.start : unit.end])
        before = n
    if before == len(all_) - 1:
        out.append(text[all_[before].end :])
    return "".join(out).strip()


def beginning(text: str, keep: int) -> str:
    """The first words of a text, `keep` at most."""
    total = 0
    for unit in units(text):
        total += unit.weight
        if total > WORD * keep:
            return text[: unit.start].rstrip()
    return text


def _taken(all_: Sequence[Unit], order: range, budget: int) -> set[int]:
    """The units at one end that weigh no more than they may."""
    out: set[int] = set()
    waiting: set[int] = set()
    """What is kept only if a word follows: `…`, signs without letters."""
    used, own = 0, False
    for n in order:
        unit = all_[n]
        # What the analyst put in takes no room from the article's own first word.
        room = WORD if unit.kind == "insertion" and not own else 0
        if not unit.weight:
            waiting.add(n)
        elif used + unit.weight + room <= budget:
            own = own or unit.kind == "word"
            used += unit.weight
            out |= waiting | {n}
            waiting = set()
        elif own or unit.kind == "word":
            break
        else:
            waiting = set()
    return out


def _spaced(text: str, before: Unit, after: Unit) -> bool:
    return not (re.match(f"[{_SPACELESS}]", text[before.start]) and re.match(f"[{_SPACELESS}]", text[after.start]))


def _gap(dropped: Sequence[Unit], spaced: bool) -> str:
    """What stands in place of dropped words."""
    space = " " if spaced else ""
    marks = [n for n, u in enumerate(dropped) if u.kind == "omission"]
    if not marks:
        return f"{space}…{space}"
    before, after = marks[0] > 0, marks[-1] < len(dropped) - 1
    return space.join(["", *["…"] * before, "[…]", *["…"] * after, ""])


class Segment(NamedTuple):
    """Words of a quote without a gap, and what follows them."""

    words: str
    gaps: frozenset[str] = frozenset()
    """What follows, of `ellipsis`, `omission` and `insertion`: what `…` leaves out is part of the quote."""


def segments(quote: str) -> list[Segment]:
    """The words of a quote between `…`, `[…]` and what its analyst put in, as `Finder` looks them up."""
    out: list[Segment] = []
    held = ""
    gaps: set[str] = set()
    for piece in pieces(quote):
        if piece.kind in ("words", "change"):
            if gaps and folded(held):
                out.append(Segment(held, frozenset(gaps)))
                held = ""
            if folded(piece.text):
                gaps = set()
            held += piece.text
        elif folded(held):
            gaps.add(piece.kind)
    if folded(held):
        out.append(Segment(held))
    return out

"""Where a map says an article's own words outside its quotes: runs of words that stand in both."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from argmap.anchoring.shortening import WORD, units
from argmap.model.map import ArgumentMap
from argmap.model.nodes import (
    AnyNode,
    Attribution,
    Mark,
    Quote,
    Section,
    Source,
    Statement,
    Voice,
)
from argmap.sources.skeleton import Skeleton
from argmap.sources.text import SourceText

__all__ = ["Article", "Run", "comments_in", "texts_of"]

_GRAM = 12
_PLACES = 20
"""Places at which the same letters stand that are looked at."""
_STEP = 64


class Run(NamedTuple):
    """Words of a text that stand in an article one after the other."""

    start: int
    """Where in the text they begin."""
    end: int
    words: int
    """How many they are; two signs of a script without spaces count as one."""
    at: int
    """Where they begin in the article."""


class Article:
    """An article in which runs of words are looked up. Case, punctuation and layout make no difference."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self._letters = source.skeleton.letters
        self._starts: dict[str, list[int]] = defaultdict(list)
        """For the letters with which some word begins, where it does."""
        for unit in units(source.text):
            if unit.weight:
                at = source.skeleton.at(unit.start)
                places = self._starts[self._letters[at : at + _GRAM]]
                if len(places) < _PLACES:
                    places.append(at)

    def runs(self, text: str, least: int) -> Iterator[Run]:
        """Each longest run of at least so many words, in order."""
        words = [u for u in units(text) if u.weight]
        if sum(u.weight for u in words) < WORD * least:
            return
        skeleton = Skeleton.of(text)
        firsts = [skeleton.at(u.start) for u in words]
        lasts = [skeleton.at(u.end) for u in words]
        weights = list(accumulate((u.weight for u in words), initial=0))
        n = 0
        while n < len(words):
            length, at = self._longest(skeleton.letters, firsts[n])
            end = bisect_right(lasts, firsts[n] + length)
            weight = weights[max(n, end)] - weights[n]
            if weight >= WORD * least:
                place = self.source.skeleton.span(at, at + 1)[0]
                yield Run(words[n].start, words[end - 1].end, weight // WORD, place)
                n = end
            else:
                n += 1

    def _longest(self, letters: str, start: int) -> tuple[int, int]:
        """How many letters from one on stand in the article at most, and where."""
        best, where = 0, 0
        for at in self._starts.get(letters[start : start + _GRAM], ()):
            length = _common(letters, start, self._letters, at)
            if length > best:
                best, where = length, at
        return best, where


def _common(a: str, m: int, b: str, n: int) -> int:
    """How many characters are the same in two texts from two places on."""
    length = 0
    while True:
        left, right = a[m + length : m + length + _STEP], b[n + length : n + length + _STEP]
        if left != right or not left:
            return length + next(
                (k for k, (x, y) in enumerate(zip(left, right, strict=False)) if x != y), min(len(left), len(right))
            )
        length += _STEP


def texts_of(node: AnyNode | ArgumentMap) -> Iterator[tuple[str, str]]:
    """The words of a node that are its analyst's own, or should be, each with the name of its field. The title of a
    source is a fact about it, and left out; quotes, marks and cues have their words from a source."""
    match node:
        case Statement():
            yield "text", node.text
        case Voice():
            yield "name", node.name
            yield from (("role", text) for text in (node.role,) if text)
            yield from (("also", text) for text in node.also)
        case Source():
            yield from (("venue", text) for text in (node.venue, node.retrieved) if text)
        case Attribution():
            yield from (("venue", text) for text in (node.venue,) if text)
            yield from (("date", text) for text in (node.date,) if text)
            yield from (("to", text) for text in node.to if " " in text)
        case Section():
            yield "title", node.title
        case ArgumentMap():
            yield from (("title", text) for text in (node.title,) if text)
        case Quote() | Mark():
            yield "text", node.text
            yield from (("near", text) for text in (node.near,) if text)
        case _:
            pass
    yield from (("note", text) for text in node.notes)
    yield from ((f"meta {key}", text) for key, text in node.meta)
    yield from (("tags", text) for text in node.tags)


def comments_in(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The comments of a file, those on lines one below the other as one, each with the number of its first line."""
    first, held = 0, [""]
    for number, line in enumerate([*lines, ""], 1):
        body = line.strip()
        if body.startswith("//"):
            if not first:
                first, held = number, []
            held.append(body.lstrip("/"))
        elif first:
            yield first, " ".join(held)
            first = 0

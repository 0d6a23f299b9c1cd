"""How many quoted words each voice has: counted in the article where its text is at hand, else in the map."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from argmap.discourse.base import is_author
from argmap.model.nodes import Attribution
from argmap.model.quotation import pieces

if TYPE_CHECKING:
    from argmap.anchoring.anchors import Anchor
    from argmap.anchoring.coverage import Layer
    from argmap.anchoring.texts import Texts
    from argmap.model.map import ArgumentMap
    from argmap.sources.text import SourceText

__all__ = ["Count", "Quoted", "quoted_words"]


class Count(NamedTuple):
    """Words, and how they were counted."""

    words: int
    origin: Literal["article", "map", "both"] | None
    """Where; `None` where nothing is quoted."""
    at_least: bool
    """Whether some were counted in the map in a shortened quote."""


_NONE: Final = Count(0, None, False)


class Quoted(NamedTuple):
    """The quoted words of a map."""

    by_voice: Mapping[str, Count]
    total: Count
    """Each word once, without those of the author alone."""
    article: int | None
    """Words of the articles whose text is at hand; `None` where there is none."""

    def of(self, voice: str) -> Count:
        """The words of one voice."""
        return self.by_voice.get(voice, _NONE)


class _Sum:
    """Words added up for each voice and in all."""

    def __init__(self) -> None:
        self.words: defaultdict[str, int] = defaultdict(int)
        self.origins: defaultdict[str, set[str]] = defaultdict(set)
        self.short: set[str] = set()

    def add(self, voices: Iterable[str], words: int, origin: str, short: bool = False) -> None:
        every = list(voices)
        if any(not is_author(voice) for voice in every):
            every.append("")  # no voice has this ID: it stands for the total
        for voice in every:
            self.words[voice] += words
            self.origins[voice].add(origin)
            if short:
                self.short.add(voice)

    def of(self, voice: str) -> Count:
        origins = self.origins.get(voice, set())
        if not origins:
            return _NONE
        origin: Literal["article", "map", "both"] = (
            "both" if len(origins) > 1 else "article" if "article" in origins else "map"
        )
        return Count(self.words[voice], origin, voice in self.short)


def quoted_words(map: ArgumentMap, texts: Texts | None = None) -> Quoted:
    """The words in the quotes of attributions, for each voice.

    In an article each word counts once, for the voices of the shortest quote over it, and what `…` stands for counts
    with it. A quote whose text is not at hand, or that is not found in it, counts with the words that the map has.
    """
    found = _Sum()
    article: int | None = None
    here: set[str] = set()
    sources = [s for s in map.sources if texts is not None and texts.get(s.id) is not None]
    if texts is not None and sources:
        from argmap.anchoring.anchors import anchors

        by_source: defaultdict[str, list[Anchor]] = defaultdict(list)
        for anchor in anchors(map, texts):
            if anchor.kind == "quote" and isinstance(map[anchor.of], Attribution):
                by_source[anchor.source].append(anchor)
        article = 0
        for source in sources:
            text = texts.get(source.id)
            assert text is not None
            article += _in_article(map, source.id, text, by_source[source.id], found, here)
    _in_map(map, here, found)
    voices = [voice for voice in found.words if voice]
    return Quoted({voice: found.of(voice) for voice in voices}, found.of(""), article)


def _in_article(
    map: ArgumentMap, source: str, text: SourceText, anchors: list[Anchor], found: _Sum, here: set[str]
) -> int:
    """Count the words of one article, and say which quotes were found there; how many words it has."""
    from argmap.anchoring.coverage import layers_of, runs_of

    starts = [m.start() for m in _word().finditer(text.text)]
    layers = layers_of(map, source, anchors)
    here.update(layer.anchor.node for layer in layers)
    for layer in layers:
        found.add(layer.voices, 0, "article")
    for run in runs_of(_apart(layers), len(text.text)):
        if run.first is not None:
            count = bisect_left(starts, run.end) - bisect_left(starts, run.start)
            if count:
                found.add(run.first.voices, count, "article")
    return len(starts)


def _apart(layers: Iterable[Layer]) -> list[Layer]:
    """One layer for all that cover the same words, in the order of the text: nothing then depends on the order in which
    the map declares them."""
    voices: defaultdict[tuple[tuple[int, int], ...], dict[str, None]] = defaultdict(dict)
    one: dict[tuple[tuple[int, int], ...], Layer] = {}
    for layer in layers:
        key = tuple((s.start, s.end) for s in layer.stretches)
        one[key] = layer
        voices[key].update(dict.fromkeys(layer.voices))
    return [replace(one[key], number=n, voices=tuple(voices[key])) for n, key in enumerate(sorted(one))]


def _in_map(map: ArgumentMap, here: set[str], found: _Sum) -> None:
    """Count the words of quotes as they stand in the map. The same words, quoted twice from one place, count once."""
    voices: defaultdict[tuple[str | None, ...], dict[str, None]] = defaultdict(dict)
    for quote in map.quotes:
        act = map[quote.of]
        if isinstance(act, Attribution) and quote.id not in here:
            same = (quote.text, quote.source, quote.at, quote.near, quote.anchor)
            voices[same].update(dict.fromkeys(act.voices))
    for (text, *_), who in voices.items():
        assert text is not None
        words, short = _count(text)
        found.add(who, words, "map", short)


def _count(text: str) -> tuple[int, bool]:
    """The words of a quote that are the source's own, and whether there are more than are written out."""
    parts = pieces(text)
    kept = "".join(piece.text if piece.kind in ("words", "change") else " " for piece in parts)
    return sum(1 for _ in _word().finditer(kept)), any(piece.kind == "ellipsis" for piece in parts)


def _word() -> re.Pattern[str]:
    """What a word is, as coverage counts them."""
    from argmap.anchoring.coverage import WORD

    return WORD

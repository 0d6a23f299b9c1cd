"""What shows a finding, for a person's eyes: its lines in the map's file, and the words of the article."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from argmap.model.map import ArgumentMap
from argmap.model.nodes import Argument, Attribution, Node, Question, Relation, Statement
from argmap.model.wording import deed, name_of
from argmap.sources.comparing import unbroken
from argmap.sources.text import SourceText, Stretch

if TYPE_CHECKING:
    from argmap.anchoring.coverage import Layer
    from argmap.anchoring.texts import Texts
    from argmap.discourse.finding import Evidence

__all__ = ["Passage", "Shown", "Witness"]

_MOST = 240
"""Code points of a passage that are shown."""
_FEW = 5
"""Words that say little without the sentence around them, if there are fewer."""


class Passage(NamedTuple):
    """Words of an article."""

    source: str
    """ID of the source."""
    paragraph: int
    """Number of the paragraph in which they begin, from 1."""
    line: int | None
    """Number of the line, from 1; `None` where the original is not plain text."""
    page: str | None
    """Label of the page, where there are pages."""
    words: str
    """The words, on one line; of many, the first and the last ones, or those around the few that count, with `…`."""

    @property
    def place(self) -> str:
        """Where they stand: `¶ 4, line 32` or `p. 2, ¶ 4`."""
        page = f"p. {self.page}, " if self.page else ""
        return f"{page}¶ {self.paragraph}" + (f", line {self.line}" if self.line else "")


class Shown(NamedTuple):
    """A node that shows a finding, with all that a reader wants to see of it."""

    node: str
    """Its ID."""
    role: str
    """What it is to the finding."""
    file: str | None
    """The file in which it stands; `None` for a map that was read from none."""
    line: int | None
    """Line and column there, from 1."""
    column: int | None
    words: str
    """What it is, in words: `Ana Ruiz promises, on 2026-03`; of a statement, its text."""
    statement: str | None
    """ID of the statement that it is about in the end; `None` for a relation."""
    quotes: tuple[str, ...]
    """Its quotes, as the map has them."""
    cue: tuple[str, ...]
    """The reporting words of an act, as the map has them."""
    passages: tuple[Passage, ...]
    """The article's words, where its text is at hand: those that are quoted, else those of the reporting words, else
    what is quoted for the statement; of few words, the sentence in which they stand."""


class Witness:
    """Shows evidence. The articles are read, and words looked up in them, when they are first needed; without `texts`
    the files that the map names."""

    def __init__(self, map: ArgumentMap, texts: Texts | None = None) -> None:
        self.map = map
        self._texts = texts

    @cached_property
    def texts(self) -> Texts:
        """The texts of the sources, as far as they are at hand."""
        from argmap.anchoring.texts import Texts

        return self._texts or Texts(self.map)

    @cached_property
    def _layers(self) -> dict[str, list[Layer]]:
        """By node the words of the articles that belong to it."""
        from argmap.anchoring.anchors import anchors
        from argmap.anchoring.coverage import layers_of

        found: defaultdict[str, list[Layer]] = defaultdict(list)
        held = anchors(self.map, self.texts)
        for source in dict.fromkeys(anchor.source for anchor in held):
            for layer in layers_of(self.map, source, held):
                found[layer.anchor.of].append(layer)
        return found

    def shown(self, evidence: Evidence) -> Shown:
        """A node that shows a finding. Raises `KeyError` for one that is not in the map."""
        node = self.map[evidence.node]
        place = self.map.place_of(node.id)
        at = self._statement(node)
        return Shown(
            node.id,
            evidence.role,
            place.file if place else None,
            place.line if place else None,
            place.column if place else None,
            self.words(node.id),
            at.id if at is not None else None,
            tuple(quote.text for quote in self.map.quotes_of(node.id)),
            node.cue if isinstance(node, Attribution) else (),
            self.passages(node.id),
        )

    def all(self, evidence: Iterable[Evidence]) -> tuple[Shown, ...]:
        """The same for several."""
        return tuple(map(self.shown, evidence))

    def _statement(self, node: Node) -> Statement | None:
        seen = {node.id}
        while isinstance(node, Attribution | Argument):
            node = self.map[node.content if isinstance(node, Attribution) else node.target]
            if node.id in seen:
                return None
            seen.add(node.id)
        return node if isinstance(node, Statement) else None

    def words(self, id: str) -> str:
        """What a node is, in words. Raises `KeyError`."""
        node = self.map[id]
        match node:
            case Attribution():
                outer = self.map.get(node.within) if node.within else None
                told = ""
                if isinstance(outer, Attribution):
                    told = ", according to " + " and ".join(name_of(self.map, v) for v in outer.voices)
                return deed(self.map, node) + told
            case Statement():
                return node.text
            case Relation():
                word = "contradicts" if node.relation == "contradicts" else "says the same as"
                return f"`{node.a}` {word} `{node.b}`"
            case Argument():
                step = {"supports": "for", "rebuts": "against", "undercuts": "against the step"}[node.step]
                return f"{' and '.join(f'`{g.ref}`' for g in node.grounds)} {step} `{node.target}`"
            case _:
                return node.id

    def passages(self, id: str) -> tuple[Passage, ...]:
        """The words of the articles that show a node, in their order, each once."""
        node = self.map[id]
        found = self._layers.get(id, [])
        quoted = [layer for layer in found if layer.kind != "cue"]
        if isinstance(node, Attribution) and not found:
            about = self._statement(node)
            if about is not None and not isinstance(about, Question):
                quoted = [layer for layer in self._layers.get(about.id, []) if layer.kind != "cue"]
        kept: dict[tuple[str, Stretch], Passage] = {}
        for layer in quoted or found:
            text = self.texts.get(layer.anchor.source)
            assert text is not None
            for words in layer.stretches:
                whole = words
                if layer.kind == "cue" or len(text.text[words.start : words.end].split()) < _FEW:
                    whole = _sentence(text, words)
                if (layer.anchor.source, whole) not in kept:
                    kept[layer.anchor.source, whole] = _passage(layer.anchor.source, text, whole, words)
        order = {source.id: n for n, source in enumerate(self.map.sources)}
        return tuple(kept[key] for key in sorted(kept, key=lambda key: (order[key[0]], key[1])))


def _sentence(text: SourceText, words: Stretch) -> Stretch:
    """The sentence in which words stand, and all that they reach into."""
    n = bisect_right([s.start for s in text.sentences], words.start) - 1
    if n < 0:
        return words
    return Stretch(min(text.sentences[n].start, words.start), max(text.sentences[n].end, words.end))


def _passage(source: str, text: SourceText, whole: Stretch, words: Stretch) -> Passage:
    shown = unbroken(text.text[whole.start : whole.end])
    if len(shown) > _MOST:
        half = _MOST // 2
        if whole == words:
            shown = f"{shown[:half].rsplit(' ', 1)[0]} … {shown[-half:].split(' ', 1)[-1]}"
        else:
            shown = _around(text, whole, words)
    page = text.page_of(whole.start)
    return Passage(
        source,
        text.paragraph_of(whole.start),
        text.line_of(whole.start) if text.kind == "text" else None,
        page.label if page else None,
        shown,
    )


def _around(text: SourceText, whole: Stretch, words: Stretch) -> str:
    """As much of a sentence as there is room for, around some words."""
    room = max(0, _MOST - (words.end - words.start)) // 2
    start, end = max(whole.start, words.start - room), min(whole.end, words.end + room)
    while whole.start < start < words.start and not text.text[start - 1].isspace():
        start += 1
    while words.end < end < whole.end and not text.text[end].isspace():
        end -= 1
    shown = unbroken(text.text[start:end])
    return f"{'… ' if start > whole.start else ''}{shown}{' …' if end < whole.end else ''}"

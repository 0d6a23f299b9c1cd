"""Where the words of a map stand in its sources: one anchor for each quote, mark and cue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from argmap.anchoring.texts import Texts
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Attribution, Claim, Mark, Premise, Quote
from argmap.sources.finding import Finding, Hints
from argmap.sources.text import Stretch

__all__ = ["Anchor", "anchors", "hints_of", "letters_of", "source_of"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of a map, and what came of looking them up in their source."""

    node: str
    """ID of the quote or mark; for a cue, of its attribution."""
    kind: Literal["quote", "mark", "cue"]
    of: str
    """ID of the node to which the words belong: what is quoted, the source of a mark, the attribution of a cue."""
    text: str
    """The words as the map has them."""
    source: str
    """ID of the source."""
    finding: Finding
    number: int = 0
    """Which of an attribution's cues it is, from 0."""

    @property
    def spans(self) -> tuple[Stretch, ...]:
        """Where the words stand in the text of the source; nothing where that is not known."""
        match = self.finding.match
        return match.spans if match else ()


def letters_of(anchor: str | None) -> tuple[Stretch, ...]:
    """The letters that an anchor as it is written (`1176+24,1300+10`) means."""
    if not anchor:
        return ()
    pairs = (part.split("+") for part in anchor.split(","))
    return tuple(Stretch(int(start), int(start) + int(length)) for start, length in pairs)


def source_of(map: ArgumentMap, quote: Quote | Mark) -> str | None:
    """ID of the source in which words stand; `None` where the map declares no source."""
    if quote.source is not None:
        return quote.source
    return map.first_source.id if map.first_source else None


def anchors(map: ArgumentMap, texts: Texts | None = None) -> tuple[Anchor, ...]:
    """An anchor for every quote, mark and cue whose source's text is at hand, in document order. Without `texts`, the
    files are read that the map names (`text`).

    A cue is looked for in the source of its attribution's quotes, else in the first source. Of several places where it
    stands the nearest to those quotes is taken, for reporting words are the same everywhere.
    """
    texts = texts or Texts(map)
    out: list[Anchor] = []
    places: dict[str, list[Stretch]] = {}
    for node in map.nodes:
        if isinstance(node, Quote | Mark):
            source = source_of(map, node)
            finder = texts.finder(source) if source else None
            if source is None or finder is None:
                continue
            finding = finder.find(node.text, hints_of(map, node))
            kind: Literal["quote", "mark"] = "quote" if isinstance(node, Quote) else "mark"
            of = node.of if isinstance(node, Quote) else node.source
            out.append(Anchor(node.id, kind, of, node.text, source, finding))
            if finding.match and kind == "quote":
                places.setdefault(of, []).append(Stretch(finding.match.start, finding.match.end))
    cues = tuple(_cues(map, texts, places))
    if not cues:
        return tuple(out)
    order = {node.id: n for n, node in enumerate(map.nodes)}
    return tuple(sorted((*out, *cues), key=lambda a: (order[a.node], a.number)))


def hints_of(map: ArgumentMap, node: Quote | Mark) -> Hints:
    """What a map says of where words stand, and whose they are."""
    own = isinstance(node, Quote) and _is_own(map, node)
    speech = not own and (isinstance(node, Mark) or isinstance(map.get(node.of), Attribution))
    return Hints(node.at, node.near, speech, own, letters_of(node.anchor))


def _is_own(map: ArgumentMap, quote: Quote) -> bool:
    """Whether a quote gives the author's own words: of a claim or premise that nobody is said to hold, or of what the
    author does."""
    owner = map.get(quote.of)
    if isinstance(owner, Attribution):
        return owner.voices == ("author",)
    return isinstance(owner, Claim | Premise) and not map.attributions_of(owner.id)


def _cues(map: ArgumentMap, texts: Texts, places: dict[str, list[Stretch]]) -> Iterator[Anchor]:
    for act in map.attributions:
        if not act.cue:
            continue
        quotes = map.quotes_of(act.id) or map.quotes_of(act.content)
        source = source_of(map, quotes[0]) if quotes else map.first_source.id if map.first_source else None
        finder = texts.finder(source) if source else None
        if source is None or finder is None:
            continue
        near = places.get(act.id) or places.get(act.content) or []
        for n, cue in enumerate(act.cue):
            known = letters_of(act.cue_anchors[n]) if act.cue_anchors else ()
            finding = finder.find(cue, Hints(anchor=known))
            if finding.status == "ambiguous":
                finding = _nearest(finding, near)
            if finding.match:
                near = [*near, Stretch(finding.match.start, finding.match.end)]
            yield Anchor(act.id, "cue", act.id, cue, source, finding, n)


def _nearest(finding: Finding, near: list[Stretch]) -> Finding:
    """The one place of several that is nearest to others, if there are any."""
    if not near:
        return finding

    def distance(start: int, end: int) -> int:
        return min(max(0, start - other.end, other.start - end) for other in near)

    best = min(finding.matches, key=lambda m: (distance(m.start, m.end), m.start))
    return Finding("found", (best,))

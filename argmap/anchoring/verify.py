"""`verify`: whether the words of a map stand where its anchors say, in the text that somebody has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Literal, NamedTuple

from argmap.anchoring.anchors import Anchor, anchors, hints_of, letters_of, source_of
from argmap.anchoring.shortening import segments
from argmap.anchoring.texts import Texts
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Attribution, Mark, Quote, Source
from argmap.sources.comparing import differences
from argmap.sources.edges import cuts_word
from argmap.sources.finding import Finding, Hints
from argmap.sources.limits import SourceError
from argmap.sources.signature import BLOCK, Alignment, Signature, align
from argmap.sources.skeleton import Skeleton, folded, without_accents
from argmap.sources.text import SourceText, Stretch

__all__ = ["AnchorReport", "AnchorStatus", "Report", "SourceReport", "stand", "verify"]

AnchorStatus = Literal["verified", "located", "lost"]
"""``verified``: the words stand there; ``located``: they should stand there, which the text at hand cannot prove;
``lost``: they were not found."""

_BY_WORDS = "by its words: the text around them is not quite the same"
_NOT_QUITE = "the text there is not quite the same"
_OTHER = "this part of the text is another here"
_TELLING = 12
"""Letters below which words say little of where they are from."""

_INSERTION = re.compile(r"\[[^\[\]\n]{2,80}\]")
"""Words in square brackets in a source, which a quote may pass over."""


@dataclass(frozen=True, slots=True)
class AnchorReport:
    """What came of one quote, mark or cue."""

    node: str
    """ID of the quote or mark; for a cue, of its attribution."""
    kind: Literal["quote", "mark", "cue"]
    source: str
    """ID of the source."""
    text: str
    """The words as the map has them."""
    status: AnchorStatus
    start: int | None = None
    """Where they begin in the text at hand, in code points from 0; `None` where that is not known."""
    length: int | None = None
    """From there to the end of the last word, in code points."""
    place: str | None = None
    """The same as a map writes it: `¶ 4`, `p. 2`."""
    anchor: str | None = None
    """The same in letters of the text at hand: `1180+24`."""
    reason: str | None = None
    """Why they are not verified, or what proved them if not the signature."""
    number: int = 0
    """Which of an attribution's cues it is, from 0."""
    file: str | None = None
    """The file of the map in which it stands."""
    line: int | None = None
    """Its line there."""


@dataclass(frozen=True, slots=True)
class SourceReport:
    """How the text at hand compares with the one that was signed."""

    source: str
    """ID of the source."""
    blocks: int | None = None
    """How many blocks of 64 letters the signature has; `None` where there is no signature that can be read."""
    matched: int | None = None
    """How many of them stand in the text at hand."""
    identical: bool = False
    """Whether all letters are the same."""
    problem: str | None = None
    """What is wrong with the signature."""


@dataclass(frozen=True, slots=True)
class Report:
    """What came of all quotes, marks and cues of the sources whose text is at hand."""

    anchors: tuple[AnchorReport, ...]
    """In the order of the map."""
    sources: tuple[SourceReport, ...]
    """The sources whose text is at hand, as far as something is quoted from them."""
    unread: tuple[str, ...] = ()
    """IDs of other sources from which something is quoted, of which nothing was looked at."""

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.anchors)

    @property
    def verified(self) -> int:
        """How many of them stand where they should."""
        return sum(a.status == "verified" for a in self.anchors)

    @property
    def located(self) -> int:
        """Of how many the place is known only."""
        return sum(a.status == "located" for a in self.anchors)

    @property
    def lost(self) -> int:
        """How many were not found."""
        return sum(a.status == "lost" for a in self.anchors)

    def data(self) -> dict[str, Any]:
        """The report as JSON has it."""
        return {
            "total": self.total,
            "verified": self.verified,
            "located": self.located,
            "lost": self.lost,
            "anchors": [
                {
                    "node": a.node,
                    "kind": a.kind,
                    "source": a.source,
                    "status": a.status,
                    "start": a.start,
                    "length": a.length,
                    "place": a.place,
                    "reason": a.reason,
                    "text": a.text,
                    "anchor": a.anchor,
                    "number": a.number,
                    "file": a.file,
                    "line": a.line,
                }
                for a in self.anchors
            ],
            "sources": [
                {
                    "source": s.source,
                    "blocks": s.blocks,
                    "matched": s.matched,
                    "identical": s.identical,
                    "problem": s.problem,
                }
                for s in self.sources
            ],
            "unread": list(self.unread),
        }


class _Words(NamedTuple):
    """Words of a map that are to stand in a source."""

    node: str
    kind: Literal["quote", "mark", "cue"]
    source: str
    text: str
    anchor: str | None
    hints: Hints
    number: int = 0


class _Seen(NamedTuple):
    """What came of looking words up."""

    status: AnchorStatus
    stretches: tuple[Stretch, ...] = ()
    """Letters of the text at hand."""
    reason: str | None = None


def verify(map: ArgumentMap, given: Mapping[str, SourceText] | None = None) -> Report:
    """Look every quote, mark and cue up in the text that is at hand of its source: one that is given by the source's
    ID, else the one that the map names.

    Words with an anchor, of a source with a signature, are verified when the blocks of text in which they stand are
    the same as in the text that was signed, and the words that the map still has are the first and last there; or, in
    a text that differs around them, when all of them are in the map and stand in the place that follows from the text
    around. Other words are verified when they stand in the text word for word, in one place.
    """
    texts = Texts(map, given)
    own = _Verifier(map, texts)
    words = list(_words(map))
    found = tuple(own.report(one) for one in words if texts.get(one.source) is not None)
    quoted = {one.source for one in words}
    at_hand = [s for s in map.sources if s.id in quoted and texts.get(s.id) is not None]
    return Report(
        anchors=found,
        sources=tuple(own.source_report(s) for s in at_hand),
        unread=tuple(s.id for s in map.sources if s.id in quoted and texts.get(s.id) is None),
    )


def _words(map: ArgumentMap) -> Iterator[_Words]:
    """All quotes, marks and cues of a map that belong to a source."""
    for node in map.nodes:
        if isinstance(node, Quote | Mark):
            source = source_of(map, node)
            if source is not None:
                hints = replace(hints_of(map, node), anchor=())
                kind: Literal["quote", "mark"] = "quote" if isinstance(node, Quote) else "mark"
                yield _Words(node.id, kind, source, node.text, node.anchor, hints)
        elif isinstance(node, Attribution) and node.cue:
            quotes = map.quotes_of(node.id) or map.quotes_of(node.content)
            source = source_of(map, quotes[0]) if quotes else map.first_source.id if map.first_source else None
            if source is not None:
                for n, cue in enumerate(node.cue):
                    at = node.cue_anchors[n] if node.cue_anchors else None
                    yield _Words(node.id, "cue", source, cue, at or None, Hints(), n)


class _Verifier:
    """Looks words up; signatures are aligned once, and what has no anchor is found all at once, if there is any."""

    def __init__(self, map: ArgumentMap, texts: Texts) -> None:
        self.map = map
        self.texts = texts
        self._alignments: dict[str, Alignment | SourceError | None] = {}
        self._found: dict[tuple[str, int], Anchor] | None = None

    def alignment(self, id: str) -> Alignment | SourceError | None:
        """How the text at hand lies on the one that was signed; why that cannot be said; `None` without a signature."""
        if id not in self._alignments:
            self._alignments[id] = None
            source, text = self.map.get(id), self.texts.get(id)
            if isinstance(source, Source) and source.signature is not None and text is not None:
                try:
                    self._alignments[id] = align(Signature.parse(source.signature), text)
                except SourceError as problem:
                    self._alignments[id] = problem
        return self._alignments[id]

    def source_report(self, source: Source) -> SourceReport:
        """How the text at hand of a source compares with the one that was signed."""
        match self.alignment(source.id):
            case SourceError() as problem:
                return SourceReport(source.id, problem=problem.message)
            case Alignment() as found:
                return SourceReport(source.id, len(found.signature.blocks), found.matched, found.identical)
            case _:
                return SourceReport(source.id)

    def report(self, words: _Words) -> AnchorReport:
        """What comes of looking words up."""
        source = self.texts.get(words.source)
        assert source is not None
        alignment = self.alignment(words.source)
        if words.anchor and isinstance(alignment, Alignment):
            seen = self._by_signature(words, source, alignment)
        else:
            seen = self._by_words(words)
        place = self.map.place_of(words.node)
        span = _span(source, seen.stretches)
        return AnchorReport(
            node=words.node,
            kind=words.kind,
            source=words.source,
            text=words.text,
            status=seen.status,
            start=span.start if span else None,
            length=span.end - span.start if span else None,
            place=source.place(span.start) if span else None,
            anchor=",".join(f"{s.start}+{s.end - s.start}" for s in seen.stretches) or None,
            reason=seen.reason,
            number=words.number,
            file=place.file if place else None,
            line=place.line if place else None,
        )

    def _by_signature(self, words: _Words, source: SourceText, alignment: Alignment) -> _Seen:
        """Words whose anchor says where they stood in the text that was signed."""
        wanted = letters_of(words.anchor)
        placed = [alignment.span(s.start, s.end - s.start) for s in wanted]
        if any(p.status == "lost" for p in placed):
            return self._elsewhere(words, _OTHER)
        stretches = tuple(Stretch(p.start, p.start + p.length) for p in placed)
        if all(p.status == "verified" for p in placed) and _ordered(stretches):
            how = stand(words.text, source, stretches)
            return _Seen("verified", stretches) if how else _Seen("lost", stretches, "other words stand there")
        # What differs may stand before the words, behind them, or among them.
        for choice in (
            stretches,
            tuple(Stretch(p.start, p.start + w.end - w.start) for p, w in zip(placed, wanted, strict=True)),
            tuple(Stretch(s.end - w.end + w.start, s.end) for s, w in zip(stretches, wanted, strict=True)),
        ):
            how = stand(words.text, source, choice) if _ordered(choice) else ""
            if how == "whole" and _apart(source, choice):
                return _Seen("verified", choice, _BY_WORDS)
            if how:
                return _Seen("located", choice, _NOT_QUITE)
        return self._elsewhere(words, "other words stand there", stretches)

    def _elsewhere(self, words: _Words, reason: str, near: Sequence[Stretch] = ()) -> _Seen:
        """Words that do not stand just where they should, which is about `near` if that is known."""
        finder = self.texts.finder(words.source)
        match = finder.find(words.text, words.hints).match if finder else None
        if match is None:
            return _Seen("lost", (), reason)
        size = sum(s.end - s.start for s in match.letters)
        close = bool(near) and abs(match.letters[0].start - near[0].start) <= 2 * BLOCK
        if close and not any("ellipsis" in s.gaps for s in segments(words.text)):
            return _Seen("verified", match.letters, _BY_WORDS)
        if close:
            return _Seen("located", match.letters, _NOT_QUITE)
        # A word or two stand in many places.
        return _Seen("located", match.letters, _OTHER) if size >= _TELLING else _Seen("lost", (), reason)

    def _by_words(self, words: _Words) -> _Seen:
        """Words that have nothing but themselves."""
        if self._found is None:
            self._found = {(a.node, a.number): a for a in anchors(self.map, self.texts)}
        anchor = self._found.get((words.node, words.number))
        finding = anchor.finding if anchor else Finding("missing")
        match finding.status:
            case "found":
                return _Seen("verified", finding.matches[0].letters)
            case "ambiguous":
                return _Seen("located", finding.matches[0].letters, f"stands in {len(finding.matches)} places")
            case "differs":
                source = self.texts.get(words.source)
                assert source is not None
                at = finding.stretch
                letters = (Stretch(source.skeleton.at(at.start), source.skeleton.at(at.end)),) if at else ()
                return _Seen("located", letters, "differs from the text")
            case _:
                return _Seen("lost", (), "is not in the text")


def _ordered(stretches: Sequence[Stretch]) -> bool:
    return stretches[0].start >= 0 and all(a.end <= b.start for a, b in pairwise(stretches))


def _span(source: SourceText, stretches: Sequence[Stretch]) -> Stretch | None:
    """From the first to the last of letters, in the text."""
    if not stretches or stretches[-1].end <= stretches[0].start:
        return None
    return Stretch(*source.skeleton.span(stretches[0].start, stretches[-1].end))


def _apart(source: SourceText, stretches: Sequence[Stretch]) -> bool:
    """Whether stretches begin and end with whole words."""
    span = _span(source, stretches)
    return span is not None and not cuts_word(source.text, span)


def stand(quote: str, source: SourceText, stretches: Sequence[Stretch]) -> Literal["", "ends", "whole"]:
    """Whether the words of a quote stand in stretches of letters: `whole` when they are all that stands there, `ends`
    when they stand at both ends and, if there are more, in order between."""
    skeleton = source.skeleton
    if any(s.end <= s.start for s in stretches) or stretches[-1].end > len(skeleton):
        return ""
    there = "\n".join(source.text[slice(*skeleton.span(s.start, s.end))] for s in stretches)
    printed = [there]
    if "[" in there:
        printed.append(_INSERTION.sub(" ", there))
    # Words in brackets may be the article's own.
    plain = [quote, quote.replace("[", "").replace("]", "")] if "[" in quote else [quote]
    wanted = [[s.words for s in segments(text)] for text in plain]
    best: Literal["", "ends", "whole"] = ""
    for text in printed:
        among = Skeleton.of(text)
        for parts in wanted:
            found = _in_order(parts, text, among)
            if found == "whole":
                return found
            best = best or found
    return best


def _in_order(parts: Sequence[str], text: str, among: Skeleton) -> Literal["", "ends", "whole"]:
    """Whether a text begins with the first of some words, ends with the last, and has the others between."""
    letters = among.letters
    needles = [folded(p) for p in parts]
    spans = _placed(needles, letters)
    if spans is None:
        # But for accents.
        bare = among.without_accents
        needles = [without_accents(n) for n in needles]
        spans = _placed(needles, bare.letters)
        if spans is None:
            return ""
        among, letters = bare, bare.letters
    for part, span in zip(parts, spans, strict=True):
        printed = text[slice(*among.span(span.start, span.end))]
        if any(not d.harmless for d in differences(part, printed)) or cuts_word(
            text, Stretch(*among.span(span.start, span.end))
        ):
            return ""
    return "whole" if sum(map(len, needles)) == len(letters) else "ends"


def _placed(needles: Sequence[str], letters: str) -> list[Stretch] | None:
    """Where letters stand in others that they begin and end."""
    if not needles or not letters.startswith(needles[0]) or not letters.endswith(needles[-1]):
        return None
    if len(needles) == 1:
        return [Stretch(0, len(letters))] if needles[0] == letters else None
    out = [Stretch(0, len(needles[0]))]
    last = Stretch(len(letters) - len(needles[-1]), len(letters))
    for needle in needles[1:-1]:
        at = letters.find(needle, out[-1].end, last.start)
        if at < 0:
            return None
        out.append(Stretch(at, at + len(needle)))
    return [*out, last] if out[-1].end <= last.start else None

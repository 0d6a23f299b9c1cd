"""Coverage: which of an article's words, and which of its quotations, a map ties to a node."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from heapq import heappop, heappush
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from argmap.model.nodes import Attribution, Claim, Node, Position, Premise
from argmap.model.quotation import pieces
from argmap.sources.comparing import unbroken
from argmap.sources.finding import Status
from argmap.sources.skeleton import folded
from argmap.sources.text import SourceText, Stretch

if TYPE_CHECKING:
    from argmap.anchoring.anchors import Anchor
    from argmap.anchoring.texts import Texts
    from argmap.model.map import ArgumentMap

__all__ = [
    "KINDS",
    "STATES",
    "TREATMENTS",
    "WORD",
    "Coverage",
    "Figures",
    "Kind",
    "Layer",
    "Passage",
    "QuotationCover",
    "Run",
    "State",
    "Treated",
    "Unanchored",
    "Words",
    "coverage",
    "coverage_schema",
    "is_heading",
    "layers_of",
    "runs_of",
    "to_json",
]

State = Literal["attributed", "marked", "quoted", "missing"]
"""What a map makes of a quotation of the article. ``attributed``: it says whose words they are; ``marked``: it says
that they quote nobody (`title`, `scare`); ``quoted``: it quotes them for a statement that nobody is said to hold;
``missing``: it has less than half of them."""

Treated = Literal["own", "endorses", "reports", "distances", "doubts", "rejects"]
"""How the author treats what anchored words say; ``own``: they are the author's own."""

Kind = Literal["speech", "held", "mark", "own", "cue"]
"""What an anchor ties words to. ``speech``: an attribution; ``held``: a position that somebody is said to hold;
``mark``: a `title` or `scare`; ``own``: any other statement, voice or source; ``cue``: the reporting words of an
attribution."""

STATES: tuple[State, ...] = get_args(State)
"""All values of `State`, the best first."""

TREATMENTS: tuple[Treated, ...] = get_args(Treated)
"""All values of `Treated`."""

KINDS: tuple[Kind, ...] = get_args(Kind)
"""All values of `Kind`; of anchors that overlap, the one that stands first here says whose words they are."""

_ENOUGH = 0.5
"""Share of a quotation's letters that has to be quoted."""
_HEADING = 15
"""Words that a heading or byline has at most."""
_ENDED = re.compile(r"[.?!…:;。！？؟।۔][\"'”’“»«›‹)\]」』]*$")
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+(?:[-'’.,][^\W_]+)*")
"""One word of a text, as they are counted."""
"""A word, with what stands inside it; a Chinese or Japanese character counts as one."""
_FIRST_WORDS = 60


# -- what is found ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article: code points from `start`, without `end`."""

    start: int
    end: int
    paragraph: int
    """Number of the paragraph in which it begins, from 1."""
    line: int | None
    """Number of the line in which it begins, from 1; `None` where the original is not plain text."""
    page: str | None
    """Label of the page on which it begins, where there are pages."""
    words: str
    """Its first words, on one line, with ` …` where more follow."""

    @property
    def place(self) -> str:
        """Where it stands: `¶ 4, line 32` or `p. 2, ¶ 4`."""
        page = f"p. {self.page}, " if self.page else ""
        return f"{page}¶ {self.paragraph}" + (f", line {self.line}" if self.line else "")


@dataclass(frozen=True, slots=True)
class QuotationCover(Passage):
    """A quotation of an article, and what the map makes of it."""

    depth: int
    """How many quotations it stands in."""
    state: State
    share: float
    """Share of its letters that are quoted, from 0 to 1, by whatever gave it its state."""
    nodes: tuple[str, ...]
    """IDs of the attributions, statements and marks whose quotes touch it; those around it for one that is covered with
    them."""


@dataclass(frozen=True, slots=True)
class Unanchored:
    """Words of a map that cover nothing, since it is not known where they stand."""

    node: str
    """ID of the quote or mark; for a cue, of its attribution."""
    kind: Literal["quote", "mark", "cue"]
    of: str
    """ID of the node to which they belong."""
    text: str
    """The words as the map has them."""
    status: Status
    """What came of looking them up: `ambiguous`, `differs` or `missing`."""


@dataclass(frozen=True, slots=True)
class Words:
    """How many words of an article somebody has."""

    voices: tuple[str, ...]
    """IDs of those whose words they are; several said them together."""
    words: int


@dataclass(frozen=True, slots=True)
class Figures:
    """An article in figures."""

    quotations: int
    """Quotations, those inside others among them: as many as the next four together."""
    attributed: int
    marked: int
    quoted: int
    missing: int
    paragraphs: int
    """Paragraphs without headings and bylines."""
    paragraphs_anchored: int
    """Those with an anchor."""
    sentences: int
    """Sentences of these paragraphs."""
    sentences_anchored: int
    """Those that an anchor touches."""
    words: int
    """All words."""
    words_anchored: int
    """Those inside anchors."""
    by_voice: tuple[Words, ...]
    """The words inside anchors by those whose they are, in the order in which these first speak."""
    by_treatment: dict[Treated, int]
    """The words inside anchors by how the author treats what they say; every value of `Treated` is there."""

    @property
    def share(self) -> float:
        """Share of the words inside anchors, from 0 to 1."""
        return self.words_anchored / self.words if self.words else 0.0

    @property
    def open(self) -> int:
        """Quotations of which the map does not say whose they are."""
        return self.quoted + self.missing


@dataclass(frozen=True, slots=True)
class Coverage:
    """What of one source a map covers."""

    source: str
    """ID of the source."""
    title: str
    """Its title."""
    file: str
    """What its text was read from."""
    figures: Figures
    quotations: tuple[QuotationCover, ...]
    """All quotations, in order."""
    paragraphs: tuple[Passage, ...]
    """The paragraphs without an anchor."""
    sentences: tuple[Passage, ...]
    """The sentences without an anchor, those of such paragraphs among them."""
    unanchored: tuple[Unanchored, ...]
    """Quotes, marks and cues that cover nothing."""

    @property
    def open(self) -> tuple[QuotationCover, ...]:
        """The quotations of which the map does not say whose they are."""
        return tuple(q for q in self.quotations if q.state in ("quoted", "missing"))

    def to_dict(self) -> dict[str, Any]:
        """The coverage as JSON values; all keys are always there."""
        return asdict(self)

    def to_json(self) -> str:
        """The coverage as JSON text: the same map and text give the same."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n"


def to_json(found: Iterable[Coverage]) -> str:
    """What `argmap coverage --format json` prints."""
    whole = {"version": 1, "sources": [one.to_dict() for one in found]}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def coverage_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `Coverage.to_json`'s output."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(Coverage).json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


# -- what anchors cover ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Layer:
    """An anchor spread over an article: what its words are, and whose."""

    anchor: Anchor
    number: int
    """Which of the source's layers it is, from 0, in the order of the map."""
    kind: Kind
    stretches: tuple[Stretch, ...]
    """What it covers: with what `…` stands for, and without what `[…]` does."""
    voices: tuple[str, ...]
    """IDs of those whose words they are."""
    treated: Treated

    @property
    def rank(self) -> tuple[int, int, int]:
        """Of layers over the same word, the lowest says whose it is: the kind decides, then the shorter."""
        return KINDS.index(self.kind), sum(s.end - s.start for s in self.stretches), self.number


class Run(NamedTuple):
    """A stretch of an article over which the same layers lie."""

    start: int
    end: int
    first: Layer | None
    """The layer that says whose words they are; `None` where there is none."""
    kinds: frozenset[Kind]
    """The kinds of all layers over it."""


def layers_of(map: ArgumentMap, source: str, anchors: Iterable[Anchor]) -> tuple[Layer, ...]:
    """The layers of one source, in the order of the map, without those that were not found."""
    out: list[Layer] = []
    for anchor in anchors:
        if anchor.source != source:
            continue
        stretches = _covered(anchor)
        if stretches:
            kind, voices, treated = _meaning(map, anchor)
            out.append(Layer(anchor, len(out), kind, stretches, voices, treated))
    return tuple(out)


def _covered(anchor: Anchor) -> tuple[Stretch, ...]:
    """What an anchor covers: its spans, joined over `…` and over words that the analyst put in."""
    spans = anchor.spans
    if len(spans) < 2 or (anchor.finding.match is not None and anchor.finding.match.tier == "interrupted"):
        return spans
    apart: list[bool] = []
    begun = gap = cut = False
    for piece in pieces(anchor.text):
        if piece.kind not in ("words", "change"):
            gap, cut = begun, begun and (cut or piece.kind == "omission")
        elif folded(piece.text):
            if gap:
                apart.append(cut)
            begun, gap, cut = True, False, False
    if len(apart) != len(spans) - 1:
        apart = [False] * (len(spans) - 1)
    out = [spans[0]]
    for span, parted in zip(spans[1:], apart, strict=True):
        if parted:
            out.append(span)
        else:
            out[-1] = Stretch(out[-1].start, max(out[-1].end, span.end))
    return tuple(out)


def _meaning(map: ArgumentMap, anchor: Anchor) -> tuple[Kind, tuple[str, ...], Treated]:
    """What the words of an anchor are, whose, and how the author treats what they say."""
    node = map.get(anchor.of)
    if anchor.kind == "cue":
        return "cue", ("author",), "own"
    if anchor.kind == "mark":
        return "mark", ("author",), "own"
    if isinstance(node, Attribution):
        return "speech", node.voices, _treated(map, node)
    if isinstance(node, Position):
        holders = tuple(dict.fromkeys(v for act in _acts_of_others(map, node) for v in act.voices if v != "author"))
        if holders:
            return "held", holders, map.treatment_of(node.id)
    return "own", ("author",), "own"


def _acts_of_others(map: ArgumentMap, node: Node) -> list[Attribution]:
    return [act for act in map.attributions_of(node.id) if act.voices != ("author",)]


def _treated(map: ArgumentMap, act: Attribution) -> Treated:
    """How the author treats what somebody says: as the statement that it is about, or the other way round where the
    voice speaks against that."""
    if act.voices == ("author",):
        return "own"
    content = map.get(act.content)
    seen = {act.id}
    while isinstance(content, Attribution) and content.id not in seen:
        seen.add(content.id)
        content = map.get(content.content)
    if content is None:
        return "reports"
    treated: Treated = "endorses" if isinstance(content, Claim | Premise) else map.treatment_of(content.id)
    if map.verb_of(act).commitment == "against" and treated in ("endorses", "rejects"):
        return "rejects" if treated == "endorses" else "endorses"
    return treated


def runs_of(layers: Sequence[Layer], end: int, cuts: Iterable[int] = ()) -> Iterator[Run]:
    """A text of length `end` in runs over which the same layers lie, further divided at `cuts`."""
    begin: dict[int, list[Layer]] = {}
    over: dict[int, list[Layer]] = {}
    for layer in layers:
        for stretch in layer.stretches:
            begin.setdefault(stretch.start, []).append(layer)
            over.setdefault(stretch.end, []).append(layer)
    edges = sorted({0, end, *begin, *over, *(c for c in cuts if 0 < c < end)})
    open_: Counter[int] = Counter()
    kinds: Counter[Kind] = Counter()
    waiting: list[tuple[tuple[int, int, int], Layer]] = []
    known: frozenset[Kind] = frozenset()
    for at, after in pairwise(edges):
        changed = at in over or at in begin
        for layer in over.get(at, ()):
            open_[layer.number] -= 1
            kinds[layer.kind] -= 1
        for layer in begin.get(at, ()):
            open_[layer.number] += 1
            kinds[layer.kind] += 1
            heappush(waiting, (layer.rank, layer))
        while waiting and open_[waiting[0][1].number] <= 0:
            heappop(waiting)
        if changed:
            known = frozenset(kind for kind, count in kinds.items() if count > 0)
        yield Run(at, after, waiting[0][1] if waiting else None, known)


def is_heading(text: str) -> bool:
    """Whether a paragraph is none, but a heading or byline: few words, and no sentence ends with it."""
    return _ENDED.search(text) is None and sum(1 for _ in WORD.finditer(text)) <= _HEADING


# -- quotations ------------------------------------------------------------------------------------------------


class _Union:
    """Stretches put together, to be asked how much of another they cover."""

    def __init__(self, layers: Iterable[Layer]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(s for layer in layers for s in layer.stretches):
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            else:
                self.starts.append(start)
                self.ends.append(end)

    def parts(self, start: int, end: int) -> Iterator[Stretch]:
        """The stretches of these inside another."""
        n = bisect_right(self.ends, start)
        while n < len(self.starts) and self.starts[n] < end:
            yield Stretch(max(start, self.starts[n]), min(end, self.ends[n]))
            n += 1

    def touches(self, start: int, end: int) -> bool:
        """Whether they cover any of another."""
        return next(self.parts(start, end), None) is not None


def _share(text: SourceText, union: _Union, start: int, end: int) -> float:
    """Share of a stretch's letters that others cover; of its characters, where it has no letters."""
    count = text.skeleton.at
    whole = count(end) - count(start)
    if whole:
        return sum(count(b) - count(a) for a, b in union.parts(start, end)) / whole
    return sum(b - a for a, b in union.parts(start, end)) / max(1, end - start)


def _quotations(map: ArgumentMap, text: SourceText, layers: Sequence[Layer]) -> Iterator[QuotationCover]:
    groups: dict[State, list[Layer]] = {"marked": [], "attributed": [], "quoted": []}
    group_of: dict[int, State] = {}
    for layer in layers:
        if layer.kind != "cue":
            state: State = "marked" if layer.kind == "mark" else "attributed" if _says_whose(map, layer) else "quoted"
            groups[state].append(layer)
            group_of[layer.number] = state
    unions = {state: _Union(group) for state, group in groups.items()}
    waiting = sorted(((*s, n) for n in group_of for s in layers[n].stretches), reverse=True)
    active: list[tuple[int, int, int]] = []
    around: list[QuotationCover] = []
    for quotation in text.quotations:
        start, end = quotation.start, quotation.end
        while waiting and waiting[-1][0] < end:
            active.append(waiting.pop())
        active = [one for one in active if one[1] > start]
        while around and around[-1].end <= start:
            around.pop()
        inner = quotation.inner
        shares = {state: _share(text, union, *inner) for state, union in unions.items()}
        state = next((s for s in ("marked", "attributed") if shares[s] >= _ENOUGH), "missing")
        touching = sorted({n for first, last, n in active if first < inner.end and last > inner.start})
        if state == "missing" and around and around[-1].state in ("attributed", "marked"):
            state, share, nodes = around[-1].state, around[-1].share, around[-1].nodes
        else:
            if state == "missing" and shares["quoted"] >= _ENOUGH:
                state = "quoted"
            share = shares[state] if state != "missing" else max(shares.values())
            own = [n for n in touching if state in ("missing", group_of[n])]
            nodes = tuple(dict.fromkeys(_node(layers[n]) for n in own))
        at = _passage(text, start, end)
        found = QuotationCover(
            at.start, at.end, at.paragraph, at.line, at.page, at.words, len(around), state, round(share, 3), nodes
        )
        yield found
        around.append(found)


def _says_whose(map: ArgumentMap, layer: Layer) -> bool:
    """Whether a layer says that its words are somebody's, or that somebody holds them."""
    if layer.kind in ("speech", "held"):
        return True
    node = map.get(layer.anchor.of)
    return layer.kind == "own" and node is not None and bool(_acts_of_others(map, node))


def _node(layer: Layer) -> str:
    return layer.anchor.node if layer.kind == "mark" else layer.anchor.of


def _passage(text: SourceText, start: int, end: int) -> Passage:
    page = text.page_of(start)
    words = unbroken(text.text[start : min(end, start + 4 * _FIRST_WORDS)])
    if len(words) > _FIRST_WORDS:
        words = words[:_FIRST_WORDS].rsplit(" ", 1)[0].rstrip(",;:–— ") + " …"
    return Passage(
        start=start,
        end=end,
        paragraph=text.paragraph_of(start),
        line=text.line_of(start) if text.kind == "text" else None,
        page=page.label if page else None,
        words=words,
    )


# -- the whole -------------------------------------------------------------------------------------------------


def coverage(map: ArgumentMap, texts: Texts, anchors: Sequence[Anchor] | None = None) -> tuple[Coverage, ...]:
    """What a map covers of each source whose text is at hand, in the order of the sources.

    `anchors` are those of the map, where they have been found already.
    """
    if anchors is None:
        from argmap.anchoring.anchors import anchors as found_in

        anchors = found_in(map, texts)
    out = []
    for source in map.sources:
        text = texts.get(source.id)
        if text is not None:
            out.append(_coverage(map, source.id, source.title, text, anchors))
    return tuple(out)


def _coverage(map: ArgumentMap, source: str, title: str, text: SourceText, anchors: Sequence[Anchor]) -> Coverage:
    layers = layers_of(map, source, anchors)
    union = _Union(layers)
    quotations = tuple(_quotations(map, text, layers))
    body = [p for p in text.paragraphs if not is_heading(text.text[p.start : p.end])]
    starts = [p.start for p in body]
    sentences = [
        s
        for s in text.sentences
        if (n := bisect_right(starts, s.start)) and s.start < body[n - 1].end and s.end > s.start
    ]
    bare_paragraphs = [p for p in body if not union.touches(*p)]
    bare_sentences = [s for s in sentences if not union.touches(*s)]
    states = Counter(q.state for q in quotations)
    total, inside, by_voice, by_treatment = _words(text, layers)
    figures = Figures(
        quotations=len(quotations),
        attributed=states["attributed"],
        marked=states["marked"],
        quoted=states["quoted"],
        missing=states["missing"],
        paragraphs=len(body),
        paragraphs_anchored=len(body) - len(bare_paragraphs),
        sentences=len(sentences),
        sentences_anchored=len(sentences) - len(bare_sentences),
        words=total,
        words_anchored=inside,
        by_voice=tuple(Words(voices, count) for voices, count in by_voice.items()),
        by_treatment=by_treatment,
    )
    unanchored = tuple(
        Unanchored(a.node, a.kind, a.of, a.text, a.finding.status)
        for a in anchors
        if a.source == source and not a.spans
    )
    return Coverage(
        source=source,
        title=title,
        file=text.name,
        figures=figures,
        quotations=quotations,
        paragraphs=tuple(_passage(text, *p) for p in bare_paragraphs),
        sentences=tuple(_passage(text, *s) for s in bare_sentences),
        unanchored=unanchored,
    )


def _words(
    text: SourceText, layers: Sequence[Layer]
) -> tuple[int, int, dict[tuple[str, ...], int], dict[Treated, int]]:
    """How many words there are, how many inside anchors, and whose and how treated these are."""
    starts = [m.start() for m in WORD.finditer(text.text)]
    inside = 0
    by_voice: dict[tuple[str, ...], int] = {}
    by_treatment: dict[Treated, int] = dict.fromkeys(TREATMENTS, 0)
    for run in runs_of(layers, len(text.text)):
        if run.first is None:
            continue
        count = bisect_left(starts, run.end) - bisect_left(starts, run.start)
        if count:
            inside += count
            by_voice[run.first.voices] = by_voice.get(run.first.voices, 0) + count
            by_treatment[run.first.treated] += count
    return len(starts), inside, by_voice, by_treatment

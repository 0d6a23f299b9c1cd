"""`share`: a map without the words of the articles that it is about, whose anchors their holders can prove."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from argmap.anchoring.anchors import Anchor, anchors, letters_of, source_of
from argmap.anchoring.leaks import Article, comments_in, texts_of
from argmap.anchoring.shortening import beginning, segments, shortened
from argmap.anchoring.texts import Texts
from argmap.anchoring.verify import stand
from argmap.diagnostics import ArgmapError
from argmap.model.map import ArgumentMap
from argmap.model.nodes import AnyNode, Attribution, Mark, Quote, Source
from argmap.sources.comparing import on_one_line
from argmap.sources.finding import Match
from argmap.sources.limits import SourceError
from argmap.sources.signature import Signature
from argmap.sources.skeleton import folded
from argmap.sources.text import SourceText, Stretch

__all__ = ["KEEP_WORDS", "LEAK_WORDS", "Leak", "Left", "Shared", "Unanchored", "anchor_of", "share"]

KEEP_WORDS = 6
"""Words that a shared quote keeps."""

LEAK_WORDS = 8
"""Words in a row that stand in the article too, from which on a text of the map is reported."""

MUCH = 0.25
"""Share of an article's letters in the quotes of a shared map that is worth a word."""


class Unanchored(NamedTuple):
    """Words of a map that have no anchor, for they were not found in one place of their source."""

    node: str
    """ID of the quote or mark; for a cue, of its attribution."""
    kind: Literal["quote", "mark", "cue"]
    source: str
    """ID of the source."""
    text: str
    """The words as the map had them."""
    reason: str
    """Why: `differs from the text`, `stands in 3 places` …"""
    line: int | None
    """Its line in the file of the map."""


class Leak(NamedTuple):
    """Words of an article in a text of the shared map that is no quote."""

    node: str | None
    """ID of the node; `None` for what belongs to the map itself, and for comments."""
    where: str
    """Which text of it: `text`, `note`, `comment` …"""
    words: int
    """How many words stand in a row."""
    text: str
    """These words as the map has them."""
    source: str
    """ID of the source in which they stand."""
    place: str
    """Where there: `¶ 4`."""
    line: int | None
    """Its line in the file of the map."""


class Left(NamedTuple):
    """How much of an article the quotes of a shared map still hold."""

    source: str
    letters: int
    """Letters of the article in its quotes, marks and cues; those in two of them count once."""
    of: int
    """Letters of the whole article."""

    @property
    def much(self) -> bool:
        """Whether that is more than a quarter."""
        return self.letters > MUCH * self.of


@dataclass(frozen=True, slots=True)
class Shared:
    """A map as it can be given to others, and what to know of it."""

    map: ArgumentMap
    text: str
    """Its markup: in the layout of its author and with the comments, if these were at hand, else in canonical form."""
    kept_layout: bool
    """Whether `text` is in its author's layout."""
    anchored: int
    """How many quotes, marks and cues have an anchor."""
    lost: tuple[Unanchored, ...]
    """Those that have none. Their words are cut too. (Words that are signs alone need no anchor.)"""
    leaks: tuple[Leak, ...]
    """Words of the articles outside the quotes; they were left as they are."""
    left: tuple[Left, ...]
    """For each source that was signed, what its quotes still hold."""
    unread: tuple[str, ...]
    """IDs of sources with quotes in the map whose text is not at hand and that have no signature either. Their quotes
    were left as they are."""
    includes: tuple[str, ...]
    """Paths of included maps. They are files of their own, and were left as they are."""


def share(map: ArgumentMap, texts: Texts, keep_words: int = KEEP_WORDS, markup: str | None = None) -> Shared:
    """Put anchors and signatures in place of the words of those sources whose text is at hand.

    Every quote, mark and cue of such a source keeps `keep_words` words (2 or more), the first and the last, and gets an
    anchor where it was found; `near` goes with it. The source gets a `signature` in place of `text`. `markup` is the
    text from which the map was read, without errors; its layout and comments are then kept. Raises `SourceError` when
    no text is at hand, or one is too short to be signed, and `ValueError` for fewer than two words.
    """
    if keep_words < 2:
        raise ValueError("a shared quote keeps two words or more")
    included = {id for include in map.includes for id in include.members}
    used = _used(map, included)
    sources = {s.id: text for s in map.sources if (text := texts.get(s.id)) is not None}
    if not sources:
        raise _none_at_hand(map, texts)
    made: dict[str, AnyNode] = {}
    for source in map.sources:
        if source.id in sources and source.id not in included:
            made[source.id] = source.model_copy(update={"text": None, "signature": _signature(source.id, sources)})
    found = [a for a in anchors(map, texts) if a.node not in included]
    lost: list[Unanchored] = []
    held: dict[str, list[Stretch]] = defaultdict(list)
    cues: dict[str, list[Anchor]] = defaultdict(list)
    for anchor in found:
        if anchor.kind == "cue":
            cues[anchor.node].append(anchor)
            continue
        node = map[anchor.node]
        assert isinstance(node, Quote | Mark)
        at = _anchor(anchor, node.anchor, map, sources, lost)
        words = _cut(node.text, keep_words, sources[anchor.source], at)
        near = beginning(node.near, keep_words) if node.near and not at else None
        made[node.id] = node.model_copy(update={"text": words, "near": near, "anchor": at or None})
        held[anchor.source] += _kept(anchor, words)
    for id, several in cues.items():
        node = map[id]
        assert isinstance(node, Attribution)
        known = node.cue_anchors or ("",) * len(several)
        ats = tuple(_anchor(a, at, map, sources, lost) for a, at in zip(several, known, strict=True))
        kept = tuple(
            _cut(cue, keep_words, sources[a.source], at) for cue, a, at in zip(node.cue, several, ats, strict=True)
        )
        made[id] = node.model_copy(update={"cue": kept, "cue_anchors": ats if any(ats) else ()})
        for cue, anchor in zip(kept, several, strict=True):
            held[anchor.source] += _kept(anchor, cue)
    nodes = tuple(made.get(n.id, n) for n in map.nodes)
    shared = _with_nodes(map, nodes)
    written, kept_layout = _written(map, shared, made, markup)
    return Shared(
        map=shared,
        text=written,
        kept_layout=kept_layout,
        anchored=_anchored(made.values()),
        lost=tuple(sorted(lost, key=lambda u: u.line or 0)),
        leaks=_leaks(shared, sources, included, markup if kept_layout else None),
        left=tuple(Left(id, _length(held[id]), len(sources[id].skeleton)) for id in sources if id in used),
        unread=tuple(s.id for s in map.sources if s.id in used and s.id not in sources and s.signature is None),
        includes=tuple(i.path for i in map.includes),
    )


def _signature(id: str, sources: dict[str, SourceText]) -> str:
    try:
        return str(Signature.of(sources[id]))
    except SourceError as problem:
        raise SourceError(f"`{id}` cannot be shared: {problem.message}", problem.help) from None


def _with_nodes(map: ArgumentMap, nodes: tuple[AnyNode, ...]) -> ArgumentMap:
    """A map with other nodes in the same places. (A copy would keep what was looked up in the old ones.)"""
    fields = {name: getattr(map, name) for name in ArgumentMap.model_fields}
    made = ArgumentMap.model_construct(**{**fields, "nodes": nodes})
    made._locate, made._texts, made._paths = map._locate, map._texts, map._paths
    return made


def _anchored(nodes: Iterable[AnyNode]) -> int:
    quotes = sum(isinstance(n, Quote | Mark) and n.anchor is not None for n in nodes)
    return quotes + sum(sum(map(bool, n.cue_anchors)) for n in nodes if isinstance(n, Attribution))


def _used(map: ArgumentMap, included: set[str]) -> set[str]:
    """The sources in which words of the map's own file stand."""
    used = {source_of(map, n) for n in map.nodes if isinstance(n, Quote | Mark) and n.id not in included}
    if map.first_source and any(a.cue and a.id not in included for a in map.attributions):
        used.add(map.first_source.id)
    return {id for id in used if id}


def _none_at_hand(map: ArgumentMap, texts: Texts) -> SourceError:
    if not map.sources:
        return SourceError("the map names no source", "add one: `source article: Its title`, and below it `text FILE`")
    for source in map.sources:
        if problem := texts.problem(source.id):
            return SourceError(f"the text of `{source.id}` cannot be read: {problem.message}", problem.help)
        if absent := texts.absent(source.id):
            return SourceError(f"the text of `{source.id}` is not there: {absent}", "put it there, or name another")
    return SourceError("no text of a source is at hand", f"write `text FILE` below `source {map.sources[0].id}`")


# -- anchors -----------------------------------------------------------------------------------------------


def anchor_of(match: Match, quote: str) -> str:
    """The place of a quote as a map writes it: `1176+24`, with a comma between stretches. What `…` leaves out belongs
    to the quote, what `[…]` leaves out does not. Empty for a quote without letters."""
    stretches = [match.letters[0]]
    parts = segments(quote)
    for n, stretch in enumerate(match.letters[1:]):
        elided = len(parts) == len(match.letters) and parts[n].gaps == {"ellipsis"}
        if elided or stretch.start == stretches[-1].end:
            stretches[-1] = Stretch(stretches[-1].start, stretch.end)
        else:
            stretches.append(stretch)
    return ",".join(f"{s.start}+{s.end - s.start}" for s in stretches if s.end > s.start)


def _anchor(
    anchor: Anchor, known: str | None, map: ArgumentMap, sources: dict[str, SourceText], lost: list[Unanchored]
) -> str:
    """The place of words as a map writes it; nothing where they were not found, which is kept in mind."""
    if known and stand(anchor.text, sources[anchor.source], letters_of(known)):
        # Of words that were cut before it says more than they do.
        return known
    match = anchor.finding.match
    at = anchor_of(match, anchor.text) if match else ""
    if not at and not (match and not folded(anchor.text)):
        place = map.place_of(anchor.node)
        why, line = _reason(anchor), place.line if place else None
        lost.append(Unanchored(anchor.node, anchor.kind, anchor.source, anchor.text, why, line))
    return at


def _cut(quote: str, keep: int, source: SourceText, at: str) -> str:
    """A quote cut to a few words, of which the first and the last stand at the ends of its place."""
    cut = shortened(quote, keep)
    if at and "[" in quote and not stand(cut, source, letters_of(at)):
        # The article has the brackets itself, and begins or ends with them.
        plain = shortened(quote.replace("[", "").replace("]", ""), keep)
        if stand(plain, source, letters_of(at)):
            return plain
    return cut


def _reason(anchor: Anchor) -> str:
    finding = anchor.finding
    match finding.status:
        case "ambiguous":
            return f"stands in {len(finding.matches)} places"
        case "differs":
            return "differs from the text"
        case _:
            return "is not in the text"


def _kept(anchor: Anchor, text: str) -> list[Stretch]:
    """The letters of an article that a quote still shows."""
    match = anchor.finding.match
    if match is None:
        return []
    first, last = match.letters[0].start, match.letters[-1].end
    parts = [len(folded(s.words)) for s in segments(text)]
    if text == anchor.text:
        return list(match.letters)
    return [Stretch(first, first + parts[0]), Stretch(last - parts[-1], last)] if parts else []


def _length(stretches: Iterable[Stretch]) -> int:
    total = end = 0
    for stretch in sorted(stretches):
        total += max(0, stretch.end - max(stretch.start, end))
        end = max(end, stretch.end)
    return total


# -- leaks -------------------------------------------------------------------------------------------------


def _leaks(
    shared: ArgumentMap, sources: dict[str, SourceText], included: set[str], markup: str | None
) -> tuple[Leak, ...]:
    """The article's words outside its quotes, in the order of the file."""
    said: list[tuple[str | None, str, str, int | None]] = [
        (None, where, text, None) for where, text in texts_of(shared)
    ]
    for node in shared.nodes:
        if node.id in included:
            continue
        place = shared.place_of(node.id)
        line = place.line if place else None
        quoted = isinstance(node, Quote | Mark) and source_of(shared, node) in sources
        # What belongs to a quote but its words is looked at, too.
        said += [
            (node.id, where, text, line)
            for where, text in texts_of(node)
            if not quoted or where not in ("text", "near")
        ]
    if markup is not None:
        from argmap.notation.outline import split_lines

        said += [(None, "comment", text, line) for line, text in comments_in(split_lines(markup))]
    out: list[Leak] = []
    for id, source in sources.items():
        article = Article(source)
        for node_id, where, text, line in said:
            for run in article.runs(text, LEAK_WORDS):
                words = on_one_line(text[run.start : run.end])
                out.append(Leak(node_id, where, run.words, words, id, source.place(run.at), line))
    return tuple(sorted(out, key=lambda leak: leak.line or 0))


# -- markup ------------------------------------------------------------------------------------------------


def _written(map: ArgumentMap, shared: ArgumentMap, made: dict[str, AnyNode], markup: str | None) -> tuple[str, bool]:
    """The markup of a shared map, and whether it is in its author's layout."""
    from argmap.notation.printer import dumps

    if markup is not None:
        path = next(iter(map._paths.values()), None)
        try:
            text = _in_place(map, shared, made, markup, path)
        except ArgmapError:
            text = None
        if text is not None:
            return text, True
    return dumps(shared), False


def _in_place(
    map: ArgumentMap, shared: ArgumentMap, made: dict[str, AnyNode], markup: str, path: Path | None
) -> str | None:
    """The markup of a map with other words in place of some, everything else as it stands; `None` where that does not
    say what it should. Raises `ArgmapError`."""
    from argmap.editing.fields import write
    from argmap.editing.lines import Lines, rule_of
    from argmap.model.lexicon import default_lexicon, inflect
    from argmap.model.nodes import Verb
    from argmap.notation.around import ActKey, Around, act_key
    from argmap.notation.encoding import newline_of
    from argmap.notation.part import read_part
    from argmap.notation.printer import field_lines
    from argmap.notation.reader import reads

    included = {id for include in map.includes for id in include.members}
    others = [n for n in map.nodes if n.id in included]
    verbs = [(n.base, n.force, n.stance) for n in map.nodes if isinstance(n, Verb)]
    lexicon = default_lexicon().with_verbs(inflect(*verb) for verb in verbs) if verbs else default_lexicon()
    acts = {n.id: n for n in others if isinstance(n, Attribution)}
    keys: dict[ActKey, list[str]] = defaultdict(list)
    for act in acts.values():
        keys[act_key(act, acts)].append(act.id)
    voices = frozenset(("author", "someone", *(v.id for v in map.voices)))
    part = read_part(markup, Around({n.id: n.node for n in others}, keys, frozenset(), lexicon), voices)
    lines = Lines(markup, part, newline_of(markup))
    for old in part.nodes:
        new = made.get(old.id)
        if new is None or type(new) is not type(old):
            continue
        if not isinstance(new, Source):
            write(lines, old, new, lexicon)
            continue
        (said,) = field_lines(new, "signature")
        there = [line for line in lines.line(old.id).children if rule_of(line) in ("text", "signature")]
        if not there:
            write(lines, old, new, lexicon)
        for n, line in enumerate(there):
            if n:
                lines.cut(line.number, max([line.number, *line.more]))
            else:
                lines.replace(line, said)
    text = lines.result()
    reading = reads(text, next(iter(map._texts), "<text>"), path)
    return text if reading.ok and reading.map == shared else None

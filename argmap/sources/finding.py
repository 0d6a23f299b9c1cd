"""Finding a quote in its source: the lowest tier at which it stands there word for word, else where it nearly does.

Words are located tolerantly and verified strictly. A quote is looked up among the letters of the source (see
`skeleton`), so that layout cannot hide it; what stands there is then compared word by word, so that letters alone
cannot pass for words. What only resembles a quote is never taken for it, however much it does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple, get_args

from argmap.sources.approximate import GramIndex, edits, nearest_stretch, word_edits
from argmap.sources.comparing import Difference, differences, on_one_line, typographic, words
from argmap.sources.edges import cuts_word, first_of_word, next_word, whole_words, word_after, word_before
from argmap.sources.patterns import (
    MAX_GAP,
    MAX_PLACES,
    Hit,
    Segment,
    all_places,
    chains,
    cut_behind,
    needle,
    segments,
    set_apart,
    signs_at_edges,
    without_brackets,
    word_ends,
)
from argmap.sources.skeleton import Skeleton, folded
from argmap.sources.text import SourceText, Stretch

__all__ = ["TIERS", "Finder", "Finding", "Hints", "Match", "Status", "Tier"]

Tier = Literal["exact", "typographic", "skeleton", "editorial", "elided", "accent", "interrupted"]
"""How a quote stands in its source. ``exact``: as written; ``typographic``: but for the kind of marks, dashes, spaces
and ligatures, and for line breaks; ``skeleton``: but for case, punctuation and hyphens; ``editorial``: but for words
that one of the two has in square brackets; ``elided``: in pieces, as its `…` says; ``accent``: but for accents;
``interrupted``: with a footnote or a page's head in between."""

TIERS: tuple[Tier, ...] = get_args(Tier)
"""The tiers, lowest first."""

Status = Literal["found", "ambiguous", "differs", "missing"]
"""``found``: word for word, in one place; ``ambiguous``: in several that nothing tells apart; ``differs``: something
like it, with other words; ``missing``: nothing like it."""

_INTERRUPTION = 700
_LIKE, _LIKELY = 0.5, 0.72
"""Likeness from which on a stretch is shown as what the quote may have been taken from, if it has most words with it in
common, or in any case."""
_FEW, _LOOKED_THROUGH = 24, 60_000
"""A quote of fewer letters is held against all of a text that has fewer."""

_SHORTEST = 12
"""Letters below which nothing is looked for that is only alike."""

_SOURCE_INSERTION = re.compile(r"\[[^\[\]\n]{2,80}\]")
_LOCATOR = re.compile(r"(p\.|¶|l\.) ([0-9]+)(?:-([0-9]+))?")


@dataclass(frozen=True, slots=True)
class Match:
    """One place in which a quote stands."""

    tier: Tier
    spans: tuple[Stretch, ...]
    """Its stretches in the text of the source, in order: several where something is left out."""
    letters: tuple[Stretch, ...]
    """The same, counted in the letters of the source's skeleton."""

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.spans[-1].end


@dataclass(frozen=True, slots=True)
class Hints:
    """What tells equal places apart."""

    at: str | None = None
    """`p. 2`, `¶ 4-5` or `l. 40`."""
    near: str | None = None
    """Words nearby."""
    speech: bool = False
    """Whether somebody else's words are quoted: places in the source's quotation marks come first."""
    own: bool = False
    """Whether the author's own words are quoted: places outside the source's quotation marks come first."""
    anchor: tuple[Stretch, ...] = ()
    """Letters of the skeleton at which it is known to stand."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of looking a quote up."""

    status: Status
    matches: tuple[Match, ...] = ()
    """Where it stands: one, or the choices where it is ambiguous."""
    differences: tuple[Difference, ...] = ()
    """Where it differs from the source."""
    stretch: Stretch | None = None
    """For `differs`: the words of the source that it may have been taken from."""
    likeness: float = 0.0
    """How like those are, from 0 to 1."""
    elsewhere: bool = False
    """Whether it stands only where its hint (`at`) says that it does not."""
    near_missing: bool = False
    """Whether the words of its hint `near` do not stand in the source."""

    @property
    def match(self) -> Match | None:
        """The place, where there is just one."""
        return self.matches[0] if self.status == "found" else None


class _Candidate(NamedTuple):
    """A place whose letters are the quote's, and whose words are yet to be looked at."""

    match: Match
    texts: tuple[str, ...]
    """The quote's words, one text for each stretch."""
    closed: bool = False
    """Whether what the source has in square brackets was passed over."""


class Finder:
    """Looks quotes up in one source. What it needs is made when first needed, and kept."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self._closed: Skeleton | None = None
        self._good: dict[str, list[Match] | Finding] = {}
        self._grams: GramIndex | None = None

    def find(self, quote: str, hints: Hints | None = None) -> Finding:
        """Where a quote stands, `quote` being as a map writes it, with `…`, `[…]`, `[word]` and `[H]ow`."""
        hints = hints or Hints()
        if not folded(quote):
            return self._chosen(self._signs(quote), hints)
        good = self._good.get(quote)
        if good is None:
            good = self._good[quote] = self._word_for_word(quote)
        if isinstance(good, list):
            return self._chosen(good, hints)
        return good if good.stretch is not None else self._alike(quote, segments(quote), hints)

    def _word_for_word(self, quote: str) -> list[Match] | Finding:
        """All places of the lowest tier that has any; else what is wrong with the first whose letters are the
        quote's."""
        doubtful: Finding | None = None
        for candidates in self._tiers(quote, segments(quote)):
            good = []
            for candidate in candidates:
                wrong = self._wrong(candidate)
                if not wrong:
                    good.append(candidate.match)
                elif doubtful is None:
                    whole = whole_words(self.source.text, Stretch(candidate.match.start, candidate.match.end))
                    doubtful = Finding("differs", (), wrong, whole, 1.0)
            if good:
                return good
        return doubtful or Finding("missing")

    # -- tiers ---------------------------------------------------------------------------------------------

    def _tiers(self, quote: str, segments: list[Segment]) -> Iterator[list[_Candidate]]:
        """What each tier finds, from the lowest on."""
        full, closed = self.source.skeleton, self._without_insertions()
        plain = without_brackets(quote)
        texts = tuple(s.words for s in segments)
        edited: Tier = "elided" if any(s.gap == MAX_GAP for s in segments) else "editorial"
        for bare in (False, True):
            tier: Tier | None = "accent" if bare else None
            for among in (full, closed):
                if among is not None:
                    open_ = among is full
                    whole = tier if open_ else tier or "editorial"
                    found = all_places(among.without_accents if bare else among, needle(plain, bare))
                    yield [
                        _Candidate(self._match(hit, among, bare, whole, (quote,)), (plain,), not open_) for hit in found
                    ]
            if len(segments) < 2:
                continue
            for among in (full, closed):
                if among is not None:
                    parts = [Segment(needle(s.words, bare), s.gap) for s in segments]
                    found = chains(among.without_accents if bare else among, parts)
                    yield [
                        _Candidate(self._match(hit, among, bare, tier or edited, texts), texts, among is closed)
                        for hit in found
                    ]
        if len(segments) == 1 and (interrupted := self._interrupted(plain)):
            yield [interrupted]

    def _match(self, hit: Hit, among: Skeleton, bare: bool, tier: Tier | None, texts: Sequence[str]) -> Match:
        """The place of a hit, and its tier where that follows from what stands there."""
        skeleton = among.without_accents if bare else among
        spans = []
        for (first, last), text in zip(hit, texts, strict=True):
            start, end = skeleton.span(first, last)
            spans.append(self._with_edges(start, end, text))
        full = self.source.skeleton
        letters = tuple(Stretch(full.at(s.start), full.at(s.end)) for s in spans)
        if tier is None:
            there = self.source.text[spans[0].start : spans[0].end]
            if there == texts[0].strip():
                tier = "exact"
            else:
                tier = "typographic" if typographic(there) == typographic(texts[0]) else "skeleton"
        return Match(tier, tuple(spans), letters)

    def _with_edges(self, start: int, end: int, text: str) -> Stretch:
        """A stretch with the punctuation at its edges that the quote carries itself."""
        source = self.source.text
        head, tail = signs_at_edges(text)
        while head and start > 0:
            before = typographic(source[start - 1])
            if before and before == head[-1]:
                head = head[:-1]
            elif not source[start - 1].isspace() or not any(
                c == head[-1] for c in typographic(source[max(0, start - 4) : start])
            ):
                break
            start -= 1
        while tail and end < len(source):
            after = typographic(source[end])
            if after and after == tail[0]:
                tail = tail[1:]
            elif not source[end].isspace() or tail[0] not in typographic(source[end : end + 4]):
                break
            end += 1
        return Stretch(start, end)

    def _without_insertions(self) -> Skeleton | None:
        """The letters of the source without what it has in square brackets; `None` where it has nothing there."""
        if self._closed is None:
            full = self.source.skeleton
            keep, at = [], 0
            if "[" in self.source.text:
                for found in _SOURCE_INSERTION.finditer(self.source.text):
                    first, last = full.at(found.start()), full.at(found.end())
                    if last - first > 1:
                        keep.append((at, first))
                        at = last
            self._closed = full if not keep else full.part([*keep, (at, len(full))])
        return None if self._closed is self.source.skeleton else self._closed

    def _signs(self, quote: str) -> list[Match]:
        """Where a quote stands that has no letters at all."""
        text, wanted = self.source.text, quote.strip()
        out: list[Match] = []
        at = text.find(wanted) if wanted else -1
        while at >= 0 and len(out) < MAX_PLACES:
            n = self.source.skeleton.at(at)
            out.append(Match("exact", (Stretch(at, at + len(wanted)),), (Stretch(n, n),)))
            at = text.find(wanted, at + 1)
        return out

    # -- what stands there ---------------------------------------------------------------------------------

    def _wrong(self, candidate: _Candidate) -> tuple[Difference, ...]:
        """What is wrong with a place whose letters are the quote's: words cut short, other figures, other words."""
        match, source = candidate.match, self.source.text
        out: list[Difference] = []
        for span, text in zip(match.spans, candidate.texts, strict=True):
            there = source[span.start : span.end]
            if match.tier not in ("exact", "typographic"):
                printed = _SOURCE_INSERTION.sub(" ", there) if candidate.closed else there
                out.extend(d for d in differences(text, printed) if not d.harmless)
            if cuts_word(source, span):
                whole = whole_words(source, span)
                out.append(Difference("word", on_one_line(there), on_one_line(source[whole.start : whole.end])))
        return tuple(out)

    # -- one broken by the layout, or by the analyst -------------------------------------------------------

    def _split(self, quote: str) -> tuple[int, int, int, int] | None:
        """Two stretches of letters, near each other, that make up a quote: the nearest two."""
        letters, needle = self.source.skeleton.letters, folded(quote)
        if len(needle) < _SHORTEST:
            return None
        low, high = 0, len(needle)
        while low < high:
            middle = (low + high + 1) // 2
            if needle[:middle] in letters:
                low = middle
            else:
                high = middle - 1
        best: tuple[int, int, int, int] | None = None
        cuts = [n for n in word_ends(quote) if n <= low][-8:]
        for cut in reversed(cuts):
            head, tail = needle[:cut], needle[cut:]
            if len(head) < 4 or len(tail) < 4:
                continue
            at = letters.find(head)
            tried = 0
            while at >= 0 and tried < 50:
                end = at + cut
                then = letters.find(tail, end, end + MAX_GAP + len(tail))
                if then > end and (best is None or then - end < best[2] - best[1]):
                    best = at, end, then, then + len(tail)
                at = letters.find(head, at + 1)
                tried += 1
        return best

    def _interrupted(self, quote: str) -> _Candidate | None:
        """The place of a quote in which the layout has put something: whole lines, set apart or at a page's edge."""
        found = self._split(quote)
        if found is None or found[2] - found[1] > _INTERRUPTION:
            return None
        a, b, c, d = found
        skeleton, text = self.source.skeleton, self.source.text
        first, second = Stretch(*skeleton.span(a, b)), Stretch(*skeleton.span(c, d))
        if not set_apart(text[first.end : second.start]):
            return None
        cut = cut_behind(quote, b - a)
        head, tail = quote[:cut], quote[cut:]
        match = Match(
            "interrupted",
            (self._with_edges(*first, head.rstrip()), self._with_edges(*second, tail.lstrip())),
            (Stretch(a, b), Stretch(c, d)),
        )
        return _Candidate(match, (head, tail))

    def _alike(self, quote: str, segments: list[Segment], hints: Hints) -> Finding:
        """What a quote that stands nowhere may have been taken from."""
        skeleton, text = self.source.skeleton, self.source.text
        if len(segments) == 1:
            split = self._split(segments[0].words)
            if split is not None and split[2] - split[1] <= 300:
                stretch = Stretch(*skeleton.span(split[0], split[3]))
                found = differences(segments[0].words, text[stretch.start : stretch.end])
                if found:
                    kept = split[1] - split[0] + split[3] - split[2]
                    return Finding("differs", (), found, stretch, kept / (split[3] - split[0]))
        # The quote as one, with the marks of the article itself in it, or in the pieces that its analyst made of it.
        whole = [Segment(without_brackets(quote), 0)]
        for parted in (whole, segments) if len(segments) > 1 else (segments,):
            tried = [self._part(s.words, hints) for s in parted]
            parts = [p for p in tried if p is not None]
            stretches = [p[0] for p in parts]
            if len(parts) < len(parted) or any(not 0 <= b.start - a.end <= 3 * MAX_GAP for a, b in pairwise(stretches)):
                continue
            apart = tuple(
                d
                for stretch, segment in zip(stretches, parted, strict=True)
                for d in differences(segment.words, text[stretch.start : stretch.end])
            )
            if apart:
                return Finding(
                    "differs", (), apart, Stretch(stretches[0].start, stretches[-1].end), min(p[1] for p in parts)
                )
        return Finding("missing")

    def _part(self, segment: str, hints: Hints) -> tuple[Stretch, float] | None:
        """The stretch that is most like a part of a quote, with its words whole."""
        needle = folded(segment)
        skeleton = self.source.skeleton
        exact = next(all_places(skeleton, needle), None)
        if exact is not None:
            return Stretch(*skeleton.span(*exact[0])), 1.0
        within = self._hinted(hints)
        if len(needle) < (6 if within else _SHORTEST):
            return None
        if self._grams is None:
            self._grams = GramIndex(skeleton.letters)
        near = nearest_stretch(self._grams, needle, within)
        if near is None and len(needle) < _FEW and len(skeleton) < _LOOKED_THROUGH:
            # So few letters may have no gram in common with what they were taken from.
            near = nearest_stretch(self._grams, needle, (0, len(skeleton)))
        if near is None or near.end <= near.start:
            return None
        likeness = near.likeness(len(needle))
        if likeness < (_LIKE if within is None else _LIKELY):
            return None
        fitted = self._fitted(Stretch(*skeleton.span(near.start, near.end)), segment)
        if likeness < _LIKELY:
            # A few letters in common prove little: most of the words must be.
            wanted = words(segment)
            shared = Counter(wanted) & Counter(words(self.source.text[fitted.start : fitted.end]))
            if shared.total() < max(2, 0.6 * len(wanted)):
                return None
        return fitted, likeness

    def _fitted(self, span: Stretch, segment: str) -> Stretch:
        """A stretch that was located roughly, moved to the words that are most like the quote's."""
        text = self.source.text
        whole = whole_words(self.source.text, span)
        wanted = words(segment)
        # A letter or two may belong to the word before or after, and another word may stand in place of the last.
        choices = {whole}
        for start in (whole.start, next_word(text, whole.start), first_of_word(text, whole.start)):
            for end in (whole.end, word_before(text, whole.end), word_after(text, whole.end)):
                if start < end:
                    choices.add(Stretch(start, end))
        letters = folded(segment)

        def apart(stretch: Stretch) -> int:
            there = text[stretch.start : stretch.end]
            found = words(there)
            return edits(letters, folded(there)) + 2 * (word_edits(wanted, found) + abs(len(found) - len(wanted)))

        return min(choices, key=lambda s: (apart(s), s != whole, s))

    def _hinted(self, hints: Hints) -> tuple[int, int] | None:
        """The letters to which a hint points, if they are few."""
        place = self.place(hints.at) if hints.at else None
        if place is None:
            return None
        first, last = self.source.skeleton.at(place.start), self.source.skeleton.at(place.end)
        return (first, last) if last - first <= 4_000 else None

    # -- which of several ----------------------------------------------------------------------------------

    def place(self, at: str) -> Stretch | None:
        """The stretch that `p. 2`, `¶ 4-5` or `l. 40` means; `None` where the source has no such place."""
        match = _LOCATOR.fullmatch(at)
        if match is None:
            return None
        first, last = int(match[2]), int(match[3] or match[2])
        source = self.source
        if match[1] == "l.":
            begin, end = source.line(first), source.line(last)
        else:
            among: Sequence[Stretch]
            if match[1] == "p.":
                among = [Stretch(p.start, p.end) for p in source.pages]
                labels = [p.label for p in source.pages]
                if labels != [str(n + 1) for n in range(len(labels))] and str(first) in labels:
                    # The pages have numbers of their own: those are meant.
                    first = labels.index(str(first)) + 1
                    last = labels.index(match[3]) + 1 if match[3] in labels else max(first, min(last, len(labels)))
            else:
                among = source.paragraphs
            begin = among[first - 1] if 1 <= first <= len(among) else None
            end = among[last - 1] if 1 <= last <= len(among) else None
        return Stretch(begin.start, end.end) if begin and end else None

    def _chosen(self, matches: list[Match], hints: Hints) -> Finding:
        """The place that is meant among those that were found."""
        found = sorted(matches, key=lambda m: (m.start, m.end))
        if not found:
            return Finding("missing")
        elsewhere = near_missing = False
        if hints.anchor:
            exact = [m for m in found if m.letters[0].start == hints.anchor[0].start]
            found = exact or found
        # Pages of a text that has none are those of the printed original.
        if hints.at and (self.source.pages or not hints.at.startswith("p.")):
            place = self.place(hints.at)
            there = [m for m in found if place and m.start < place.end and m.end > place.start]
            if place and not there and hints.at.startswith("p."):
                # Footnotes stand at the end of the text, on pages of the same name.
                named = {p.label for p in self.source.pages if p.start < place.end and p.end > place.start}
                there = [m for m in found if (page := self.source.page_of(m.start)) and page.label in named]
            elsewhere = not there
            found = there or found
        if hints.near is not None:
            places = self._near(hints.near)
            near_missing = not places
            if places and len(found) > 1:
                far = [_distance(places, m) for m in found]
                found = [m for m, d in zip(found, far, strict=True) if d == min(far)]
        if len(found) > 1:
            lowest = min(TIERS.index(m.tier) for m in found)
            found = [m for m in found if TIERS.index(m.tier) == lowest]
        if len(found) > 1:
            found = self._quoted(found, hints) or found
        status: Status = "found" if len(found) == 1 else "ambiguous"
        return Finding(status, tuple(found), elsewhere=elsewhere, near_missing=near_missing)

    def _near(self, near: str) -> list[int]:
        letters = folded(without_brackets(near))
        return [hit[0][0] for hit in all_places(self.source.skeleton, letters)] if letters else []

    def _quoted(self, found: list[Match], hints: Hints) -> list[Match]:
        """Those that are a whole quotation of the source, else, for words of somebody else, those inside one; for the
        author's own words those outside."""
        quotations = self.source.quotations
        starts = [q.start for q in quotations]
        skeleton = self.source.skeleton
        filling, inside = [], []
        for match in found:
            n = bisect_left(starts, match.start + 1) - 1
            for quotation in reversed(quotations[max(0, n - 12) : n + 1]):
                if quotation.start <= match.start and match.end <= quotation.end:
                    inside.append(match)
                    inner = quotation.inner
                    bounds = (skeleton.at(inner.start), skeleton.at(inner.end))
                    if (match.letters[0].start, match.letters[-1].end) == bounds:
                        filling.append(match)
                    break
        if hints.own:
            quoted = {match.start for match in inside}
            return [match for match in found if match.start not in quoted]
        return filling or (inside if hints.speech else [])


def _distance(places: list[int], match: Match) -> int:
    """Letters between a place and the nearest of others."""
    first, last = match.letters[0].start, match.letters[-1].end
    n = bisect_left(places, first)
    around = places[max(0, n - 1) : n + 2]
    return min(0 if first <= p < last else min(abs(p - first), abs(p - last)) for p in around)

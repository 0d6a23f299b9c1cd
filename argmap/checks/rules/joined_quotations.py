"""W712 joined-quotations: a voice's quote that joins words from several paragraphs or speakers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from argmap.checks.held import held, in_article, place_of, words_span
from argmap.checks.view import View
from argmap.diagnostics import Diagnostic
from argmap.model.nodes import Attribution
from argmap.sources.finding import Match
from argmap.sources.text import SourceText, Stretch

__all__ = ["check"]


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each quote of an attribution that its `…` carries out of one quotation of the source into
    another, in another paragraph or behind a third."""
    for anchor in held(view):
        match, source = anchor.finding.match, view.texts.get(anchor.source)
        act = view.map.get(anchor.of)
        if match is None or source is None or not isinstance(act, Attribution) or anchor.kind != "quote":
            continue
        joined = _joined(source, match) if match.tier != "interrupted" else None
        if joined is not None and "author" not in act.voices:
            first, second = joined
            places = (place_of(view, anchor.source, first.start), place_of(view, anchor.source, second.start))
            where = f"from {places[0]} and {places[1]}" if places[0] != places[1] else "from several quotations"
            yield Diagnostic(
                "W712",
                f"the quote joins words {where} of `{anchor.source}`",
                words_span(view, anchor),
                "one quotation, or several?",
                related=in_article(view, anchor.source, second, "goes on here"),
                help='quote them apart: `"…" at ¶ 4 "…" at ¶ 8` behind the same verb, if the same voice says both',
            )


def _joined(source: SourceText, match: Match) -> tuple[Stretch, Stretch] | None:
    """The first two stretches that do not belong together."""
    outer = [q for q in source.quotations if q.depth == 0]
    for first, second in pairwise(match.spans):
        if any(q.start <= first.start and second.end <= q.end for q in outer):
            continue
        between = [q for q in outer if first.end <= q.start and q.end <= second.start]
        if between or source.paragraph_of(first.start) != source.paragraph_of(second.start):
            return first, second
    return None

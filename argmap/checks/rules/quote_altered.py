"""I710 quote-altered: a quote that has other accents than the source, or lacks its editorial marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.anchoring.anchors import Anchor
from argmap.checks.held import as_written, held, inner_span, standing, words_of, words_span, written
from argmap.checks.view import View
from argmap.diagnostics import Diagnostic, Edit, Fix
from argmap.model.quotation import pieces
from argmap.sources.comparing import Difference, differences
from argmap.sources.text import SourceText, Stretch

__all__ = ["check"]

_EDITORIAL = re.compile(r"…|\.{3,}|\[[^\[\]\n]{2,80}\]")
"""What the author of an article did to words that are quoted in it."""


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each quote, mark or cue that stands in the source but for accents, or for what the source
    itself has left out of it or put in."""
    for anchor in held(view):
        match, source = anchor.finding.match, view.texts.get(anchor.source)
        if match is None or source is None:
            continue
        if match.tier != "accent":
            yield from _smoothed(view, anchor, source, Stretch(match.start, match.end))
            continue
        words = words_of(source, Stretch(match.start, match.end))
        plain = all(piece.kind == "words" for piece in pieces(anchor.text))
        apart = [d for d in differences(anchor.text, words) if d.kind == "accent"] if plain else []
        message = f"the quote has other accents than `{anchor.source}`"
        if apart:
            message += f": `{written(apart[0].quote, anchor.text)}` for `{written(apart[0].source, words)}`"
        edits = _edits(view, anchor, apart, words)
        yield Diagnostic(
            "I710",
            message,
            edits[0].span if len(edits) == 1 else words_span(view, anchor),
            "other accents",
            help="write them as the source does",
            fix=Fix(edits, True) if edits else None,
        )


def _smoothed(view: View, anchor: Anchor, source: SourceText, stretch: Stretch) -> Iterator[Diagnostic]:
    """What is found of a quote that passes over the marks of the article's own editing."""
    if anchor.kind != "quote" or any(piece.kind != "words" for piece in pieces(anchor.text)):
        return
    found = _EDITORIAL.search(source.text[stretch.start : stretch.end])
    if found is not None:
        mark = " ".join(found[0].split())
        span = words_span(view, anchor)
        done = "leaves words out here" if mark[0] != "[" else "puts words in here"
        yield Diagnostic(
            "I710",
            f"`{anchor.source}` {done}, and the quote does not show it: `{mark}`",
            span,
            f"without `{mark}`",
            help="quote it with the mark: what was left out or put in is not the voice's",
            fix=Fix.at(inner_span(view, anchor), as_written(view, anchor, words_of(source, stretch)), False),
        )


def _edits(view: View, anchor: Anchor, apart: list[Difference], words: str) -> tuple[Edit, ...]:
    """The source's accents for the quote's, word by word, so that nothing else changes; nothing where a word stands
    there twice."""
    span = inner_span(view, anchor)
    lines = view.lines(span.file)
    line = lines[span.line - 1][span.column - 1 : span.end_column - 1] if 0 < span.line <= len(lines) else ""
    edits = []
    for difference in apart:
        ours = standing(difference.quote, line)
        if ours is None or standing(difference.source, words) is None:
            return ()
        at = span._replace(column=span.column + ours.start, end_column=span.column + ours.end)
        edits.append(Edit(at, as_written(view, anchor, written(difference.source, words))))
    return tuple(edits)

"""E702 quote-differs: a quote that has other words than the source."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.anchoring.anchors import Anchor
from argmap.checks.held import (
    as_written,
    excerpt,
    held,
    in_article,
    inner_span,
    place_of,
    standing,
    words_of,
    words_span,
    written,
)
from argmap.checks.view import View
from argmap.diagnostics import Diagnostic, Fix, Span
from argmap.model.quotation import pieces
from argmap.sources.comparing import Difference, typographic
from argmap.sources.text import SourceText, Stretch

__all__ = ["check"]

_WORST = ("negation", "number", "word", "omission", "addition", "accent", "spacing")
_LONG = 40
"""Words beyond which a fix would write out too much."""
_SHOWN = 4
_BEFORE, _AFTER = " \"'“”„‟‘’‚«»‹›([{", " \"'“”‟‘’«»‹›)]},;:.?!"
"""What stands at the edges of a stretch without being of its words."""


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each quote, mark or cue to which something in the source is like, but with other words."""
    for anchor in held(view):
        finding = anchor.finding
        source = view.texts.get(anchor.source)
        if finding.status != "differs" or finding.stretch is None or source is None:
            continue
        stretch = _edged(source.text, finding.stretch, anchor.text)
        there = source.text[stretch.start : stretch.end]
        found = [
            Difference(kind, written(ours, anchor.text), written(theirs, there))
            for kind, ours, theirs in map(_cut, finding.differences)
        ]
        worst = min(found, key=lambda d: _WORST.index(d.kind))
        others = [d for d in found if d is not worst]
        more = f" (and {len(others)} more difference{'s' * (len(others) > 1)})" if others else ""
        place = place_of(view, anchor.source, stretch.start)
        help = "copy the source's words; where you leave words out on purpose, write `…` or `[…]`"
        if anchor.kind == "cue":
            help = 'copy the source\'s words, in pieces where something stands between: `cue "a" "b"`'
        yield Diagnostic(
            "E702",
            _said(worst, anchor) + more,
            _at(view, anchor, worst),
            _label(worst),
            related=in_article(view, anchor.source, _there(source, stretch, worst), "the source"),
            notes=(*_listed(others), f"the source, {place}: {excerpt(source, stretch, 0)}"),
            help=help,
            fix=_fix(view, anchor, source, stretch),
        )


def _cut(difference: Difference) -> Difference:
    """Of a stretch that ends or begins inside a word, that word."""
    kind, ours, theirs = difference
    if kind != "word" or " " not in ours or ours not in theirs:
        return difference
    end = -1 if theirs.startswith(ours) else 0
    return Difference(kind, ours.split()[end], theirs.split()[end])


def _said(difference: Difference, anchor: Anchor) -> str:
    kind, ours, theirs = difference
    what = anchor.kind if anchor.kind != "mark" else "quote"
    at_end = anchor.text.endswith(ours) and theirs.startswith(ours)
    at_start = anchor.text.startswith(ours) and theirs.endswith(ours)
    if kind == "word" and ours and (at_end or at_start):
        return f"the {what} cuts a word of `{anchor.source}` short: `{_short(theirs)}`"
    sort = {"negation": "the negation ", "number": "the figure "}.get(kind, "")
    if not ours:
        return f"the {what} leaves out {sort}`{_short(theirs)}` of `{anchor.source}`"
    if not theirs:
        return f"the {what} has {sort}`{_short(ours)}`, which `{anchor.source}` does not have there"
    return f"the {what} has `{_short(ours)}` where `{anchor.source}` has `{_short(theirs)}`"


def _label(difference: Difference) -> str:
    if not difference.quote:
        return f"`{_short(difference.source, 30)}` is left out"
    return "not in the source" if not difference.source else f"the source has `{_short(difference.source, 30)}`"


def _listed(others: list[Difference]) -> list[str]:
    """What differs besides, in one line."""
    said = []
    for _, ours, theirs in others[:_SHOWN]:
        if ours and theirs:
            said.append(f"`{_short(ours, 30)}` for `{_short(theirs, 30)}`")
        else:
            said.append(f"`{_short(theirs, 30)}` left out" if theirs else f"`{_short(ours, 30)}` put in")
    if len(others) > _SHOWN:
        said.append(f"and {len(others) - _SHOWN} more")
    return [f"besides: {', '.join(said)}"] if said else []


def _short(text: str, most: int = 90) -> str:
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    half = most // 2
    return f"{text[:half].rsplit(' ', 1)[0]} … {text[-half:].split(' ', 1)[-1]}"


def _at(view: View, anchor: Anchor, difference: Difference) -> Span:
    """The words of the quote that differ, where they can be told; else the whole quote."""
    span = words_span(view, anchor)
    lines = view.lines(span.file)
    line = lines[span.line - 1] if 0 < span.line <= len(lines) else ""
    found = standing(difference.quote, line[span.column - 1 : span.end_column - 1])
    if found is None:
        return span
    return span._replace(column=span.column + found.start, end_column=span.column + found.end)


def _edged(text: str, stretch: Stretch, quote: str) -> Stretch:
    """A stretch of a source with the marks at its edges that the quote has, and no others."""
    start, end = stretch
    while start < end and text[start] in _BEFORE:
        start += 1
    while start < end and text[end - 1] in _AFTER:
        end -= 1
    before = quote[: len(quote) - len(quote.lstrip(_BEFORE))]
    while before and start and typographic(text[start - 1]) == typographic(before[-1]):
        start, before = start - 1, before[:-1]
    after = quote[len(quote.rstrip(_AFTER)) :]
    while after and end < len(text) and typographic(text[end]) == typographic(after[0]):
        end, after = end + 1, after[1:]
    return Stretch(start, end)


def _there(source: SourceText, stretch: Stretch, difference: Difference) -> Stretch:
    """The words of the source that differ, where they can be told; else the whole stretch."""
    found = standing(difference.source, source.text[stretch.start : stretch.end])
    return Stretch(stretch.start + found.start, stretch.start + found.end) if found else stretch


def _fix(view: View, anchor: Anchor, source: SourceText, stretch: Stretch) -> Fix | None:
    """The source's words in place of the quote's, where the quote holds no marks of its analyst."""
    words = words_of(source, stretch)
    if any(piece.kind != "words" for piece in pieces(anchor.text)) or len(words.split()) > _LONG + len(
        anchor.text.split()
    ):
        return None
    return Fix.at(inner_span(view, anchor), as_written(view, anchor, words), False)

"""W711 negation-left-out: a quote that is cut so that a negation of the source is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from argmap.anchoring.anchors import Anchor
from argmap.checks.held import excerpt, held, in_article, place_of, words_span
from argmap.checks.view import View
from argmap.diagnostics import Diagnostic
from argmap.sources.comparing import is_negation, words
from argmap.sources.finding import Match
from argmap.sources.text import Stretch

__all__ = ["check"]

_SHORT = 6
"""So many words between two stretches: more than these tell something of their own."""
_BEFORE = re.compile(r"([^\W\d_]+(?:['’][^\W\d_]+)?)\s+$")
_MILD = frozenset("without unless hardly scarcely barely sans ohne sin senza sem sonder".split())
"""What negates only what is named behind it."""


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each quote whose `…` stands for a few words with a negation in them, or that begins right
    behind one."""
    for anchor in held(view):
        match, source = anchor.finding.match, view.texts.get(anchor.source)
        if anchor.kind != "quote" or match is None or source is None or match.tier == "interrupted":
            continue
        lost = _between(source.text, match) or _before(source.text, match)
        if lost is not None:
            yield _diagnostic(view, anchor, match, lost)


def _between(text: str, match: Match) -> Stretch | None:
    for first, second in pairwise(match.spans):
        found = words(text[first.end : second.start])
        if len(found) <= _SHORT and any(map(is_negation, found)):
            return Stretch(first.end, second.start)
    return None


def _before(text: str, match: Match) -> Stretch | None:
    found = _BEFORE.search(text[max(0, match.start - 40) : match.start])
    if found is None:
        return None
    word = found[1].lower().replace("’", "'")
    if not is_negation(word) or word in _MILD:
        return None
    return Stretch(match.start - len(found[0]), match.start - len(found[0]) + len(found[1]))


def _diagnostic(view: View, anchor: Anchor, match: Match, lost: Stretch) -> Diagnostic:
    source = view.texts.get(anchor.source)
    assert source is not None
    left = " ".join(source.text[lost.start : lost.end].split())
    behind = lost.start < match.start
    whole = Stretch(lost.start if behind else match.start, match.end)
    related = in_article(view, anchor.source, lost, "left out")
    place = place_of(view, anchor.source, match.start)
    return Diagnostic(
        "W711",
        f"the quote begins right behind `{left}`" if behind else f"what the quote leaves out negates: `{left}`",
        words_span(view, anchor),
        f"without `{left}`" if behind else "a negation is lost",
        related=related,
        notes=() if related else (f"the source, {place}: {excerpt(source, whole, 0)}",),
        help="quote the negation too, so that the words say what they say in the source",
    )

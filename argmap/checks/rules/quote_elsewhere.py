"""W704 quote-elsewhere: quoted words that stand elsewhere than the map says."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.anchoring.anchors import Anchor
from argmap.checks.held import held, place_of, tail_span, words_span
from argmap.checks.view import View
from argmap.diagnostics import Diagnostic, Fix
from argmap.model.nodes import Mark, Quote

__all__ = ["check"]


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each quote or mark whose `at` or `near` does not fit the place where its words stand."""
    for anchor in held(view):
        node = view.map[anchor.node]
        if not isinstance(node, Quote | Mark):
            continue
        if anchor.finding.elsewhere and node.at is not None:
            yield _elsewhere(view, anchor, node.at)
        elif anchor.finding.near_missing:
            yield Diagnostic(
                "W704",
                f"the words after `near` do not stand in `{anchor.source}`",
                tail_span(view, anchor, "near") or words_span(view, anchor),
                "not in the source",
                help="copy words that stand near the quote in the source, or take `near` out",
            )


def _elsewhere(view: View, anchor: Anchor, at: str) -> Diagnostic:
    unit = at.split()[0]
    places = list(dict.fromkeys(place_of(view, anchor.source, m.start, unit) for m in anchor.finding.matches))
    shown = ", ".join(places[:4]) + (" and elsewhere" if len(places) > 4 else "")
    span = tail_span(view, anchor, "at")
    one = len(places) == 1
    return Diagnostic(
        "W704",
        f"these words stand at {shown} of `{anchor.source}`, not at {at}",
        span or words_span(view, anchor),
        "not there",
        help=f"write `at {places[0]}`" if one else "say which of these places is meant",
        fix=Fix.at(span, places[0], True) if one and span else None,
    )

"""E701 quote-not-found: quoted words that do not stand in the source."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.anchoring.anchors import Anchor
from argmap.checks.held import held, words_span
from argmap.checks.view import View
from argmap.diagnostics import Diagnostic, Fix
from argmap.model.nodes import Quote
from argmap.sources.finding import Hints

__all__ = ["check"]


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each quote, mark or cue of which nothing like it stands in the text of its source."""
    for anchor in held(view):
        if anchor.finding.status != "missing":
            continue
        span = words_span(view, anchor)
        what = {"quote": "these words do", "mark": "these words do", "cue": "this cue does"}[anchor.kind]
        help = "copy the words from the source; a voice's words in the map's own wording belong in the position's text"
        fix = None
        other = _elsewhere(view, anchor)
        if other is not None:
            help = f"they stand in `{other}`: write `in {other}` behind the quote"
            at = span._replace(column=span.end_column)
            node = view.map[anchor.node]
            if isinstance(node, Quote) and node.source is None:
                fix = Fix.at(at, f" in {other}", False)
        elif anchor.kind == "cue":
            help = 'copy the reporting words from the source, in pieces where something stands between: `cue "a" "b"`'
        yield Diagnostic(
            "E701", f"{what} not stand in `{anchor.source}`", span, "not in the source", help=help, fix=fix
        )


def _elsewhere(view: View, anchor: Anchor) -> str | None:
    """Another source of the map in which the words stand."""
    if anchor.kind != "quote":
        return None
    for source in view.map.sources:
        finder = view.texts.finder(source.id) if source.id != anchor.source else None
        if finder is not None and finder.find(anchor.text, Hints()).status in ("found", "ambiguous"):
            return source.id
    return None

"""W703 quote-ambiguous: quoted words that stand in several places of the source."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.held import excerpt, held, place_of, words_span
from argmap.checks.view import View
from argmap.diagnostics import Diagnostic
from argmap.sources.text import Stretch

__all__ = ["check"]

_SHOWN = 5


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each quote or mark of which it is not known which of several equal places is meant. Cues
    repeat themselves by nature, and W704 tells of those that stand elsewhere than the map says."""
    for anchor in held(view):
        source = view.texts.get(anchor.source)
        if anchor.finding.status != "ambiguous" or anchor.kind == "cue" or anchor.finding.elsewhere or source is None:
            continue
        found = anchor.finding.matches
        places = [place_of(view, anchor.source, m.start) for m in found[:_SHOWN]]
        parts = [source.page_of(m.start) or source.paragraph_of(m.start) for m in found]
        apart = len(set(parts)) == len(parts)
        notes = [
            f"{place}: {excerpt(source, Stretch(m.start, m.end))}" for place, m in zip(places, found, strict=False)
        ]
        if len(found) > _SHOWN:
            notes.append(f"and {len(found) - _SHOWN} more")
        choice = (
            f'`at {places[0]}`, or `near "…"` with words beside them' if apart else '`near "…"` with words beside them'
        )
        yield Diagnostic(
            "W703",
            f"these words stand in {len(found)} places of `{anchor.source}`",
            words_span(view, anchor),
            "which of them?",
            notes=tuple(notes),
            help=f"say which is meant: add {choice}; or quote more words",
        )

"""W706 other-speaker: a quote that stands beside the name of another voice than its own."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.anchoring.speakers import speakers
from argmap.checks.held import held, in_article, place_of, words_span
from argmap.checks.view import View
from argmap.diagnostics import Diagnostic

__all__ = ["check"]


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each quote of which the source itself names another speaker."""
    at = {anchor.node: anchor for anchor in held(view)}
    for found in speakers(view.map, view.texts, held(view)):
        voices = " and ".join(f"`{voice}`" for voice in found.voices)
        related = in_article(view, found.source, found.stretch, f"`{found.other}` is named here")
        place = place_of(view, found.source, found.stretch.start)
        yield Diagnostic(
            "W706",
            f"in `{found.source}`, these words stand beside the name of `{found.other}`, not of {voices}",
            words_span(view, at[found.quote]),
            f"attributed to {voices}",
            related=related,
            notes=() if related else (f"the source, {place}: {found.words}",),
            help=f"see who says it: if it is `{found.other}`, change the voice",
        )

"""I709 text-not-at-hand: the text of a source that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.held import text_span
from argmap.checks.view import View
from argmap.diagnostics import Diagnostic

__all__ = ["check"]


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each source whose `text` leads to no file."""
    for source in view.map.sources:
        path = view.texts.absent(source.id)
        if path is None or source.text is None:
            continue
        yield Diagnostic(
            "I709",
            f"`{source.text}` is not there, so the quotes from `{source.id}` are not compared with it",
            text_span(view, source),
            "no such file",
            help="put the file there, or take the line out; whoever has the text can compare the quotes",
        )

"""E708 text-unreadable: the text of a source that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.held import text_span
from argmap.checks.view import View
from argmap.diagnostics import Diagnostic

__all__ = ["check"]


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each source whose `text` leads to something that argmap cannot read."""
    for source in view.map.sources:
        problem = view.texts.problem(source.id)
        if problem is not None:
            yield Diagnostic(
                "E708",
                f"the text of `{source.id}` cannot be read: {problem.message}",
                text_span(view, source),
                "cannot be read",
                help=problem.help,
            )

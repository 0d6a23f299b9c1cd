"""E708 text-unreadable: the text of a source that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.held import text_span
from argmap.checks.view import View
from argmap.diagnostics import Diagnostic, Fix

__all__ = ["check"]


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each source whose `text` leads to something that argmap cannot read."""
    for source in view.map.sources:
        problem = view.texts.problem(source.id)
        if problem is not None:
            span, meant = text_span(view, source), view.texts.meant(source.id)
            yield Diagnostic(
                "E708",
                f"the text of `{source.id}` cannot be read: {problem.message}",
                span,
                "cannot be read",
                help=problem.help,
                fix=Fix.at(span, meant, False) if meant and span != view.span(source.id) else None,
            )

"""W309 nothing-stated: all grounds of a step are left unsaid."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.graph import names
from argmap.checks.view import View
from argmap.diagnostics import Diagnostic

__all__ = ["check"]


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each step of which the text says no ground. No markup makes one; Python and JSON can."""
    for argument in view.map.arguments:
        if all(ground.implicit for ground in argument.grounds):
            refs = list(dict.fromkeys(g.ref for g in argument.grounds))
            subject = f"its ground {names(refs)} is" if len(refs) == 1 else f"its grounds {names(refs)} are"
            yield Diagnostic(
                "W309",
                f"the text states no ground for the step `{argument.id}`: {subject} only assumed",
                view.span(argument.id),
                "only assumed",
                help="name the ground that the text gives (without `implicit`), or take the step out",
            )

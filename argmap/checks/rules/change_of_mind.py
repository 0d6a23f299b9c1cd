"""I409 change-of-mind: a voice that came to hold the other side of a contradiction."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.rules.both_sides import related, statement
from argmap.checks.view import View
from argmap.diagnostics import Diagnostic

__all__ = ["check"]


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each voice and each two sides of which it held one, and certainly later, or after it had
    withdrawn the first, the other."""
    for found in view.discourse.conflicts:
        if found.how == "both":
            continue
        first, second = statement(view, found.first), statement(view, found.second)
        sides = f"the other side of `{first}`" if first == second else f"`{first}` and `{second}`"
        if found.how == "withdrawn":
            message = f"`{found.voice}` changed its mind: it withdrew one of two sides, {sides}"
            if first == second:
                message = f"`{found.voice}` changed its mind about `{first}`, and withdrew what it held"
            help = "look whether the text says so; if it does, nothing is to be done"
        else:
            message = f"`{found.voice}` changed its mind: it held `{first}`, and later `{second}`"
            if first == second:
                message = f"`{found.voice}` changed its mind about `{first}`"
            help = f"if the text says that the first was given up, add `{found.voice} abandons` under `{first}`"
        yield Diagnostic(
            "I409",
            message,
            view.span(found.second),
            "the other side" if found.how == "withdrawn" else "came later",
            related=related(view, found, "held first" if found.how == "later" else "held until withdrawn"),
            help=help,
        )

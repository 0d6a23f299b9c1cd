"""W404 unattributed-position: a position that nobody holds."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.view import View
from argmap.diagnostics import Diagnostic
from argmap.discourse.base import is_author

__all__ = ["check"]


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each position under which no voice but the author does anything."""
    for position in view.map.positions:
        about = view.map.attributions_of(position.id)
        if any(not is_author(voice) for act in about for voice in act.voices):
            continue
        users = [voice for a in view.map.arguments_from(position.id) for voice in a.by if not is_author(voice)]
        voice = users[0] if users else "someone"
        yield Diagnostic(
            "W404",
            f"nobody holds the position `{position.id}`" + (" but the author" if about else ""),
            view.name_span(position.id),
            "whose position?",
            related=tuple(view.related(act.id, "the author's own view") for act in about[:1]),
            help=f"write below it who holds it, such as `{voice} says`; what the author holds is a claim or premise",
        )

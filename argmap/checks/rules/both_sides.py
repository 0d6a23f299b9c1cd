"""W408 both-sides: a voice that holds both sides of a contradiction."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.view import View
from argmap.diagnostics import Diagnostic, Related
from argmap.discourse.conflicts import Conflict
from argmap.model.nodes import Attribution, Question

__all__ = ["check", "related", "statement"]


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each voice and each two sides that it holds at once for all that the map tells."""
    for found in view.discourse.conflicts:
        if found.how != "both":
            continue
        first, second = statement(view, found.first), statement(view, found.second)
        acts = [id for id in (found.first, found.second) if isinstance(view.map[id], Attribution)]
        if found.because is None and first == second:
            message = f"`{found.voice}` both holds and denies `{first}`"
        elif found.because is not None and isinstance(view.map[found.because], Question):
            message = f"`{found.voice}` holds both `{first}` and `{second}`, rival answers of `{found.because}`"
        else:
            message = f"`{found.voice}` holds both `{first}` and `{second}`, which contradict each other"
        if len(acts) < 2:
            help = "take one of them back, or take out what sets them against each other"
            notes: tuple[str, ...] = ()
        else:
            help = (
                "date both acts if the text shows a change of mind, or record the withdrawal "
                f"(`{found.voice} abandons`); if the voice does contradict itself, leave it"
            )
            notes = (
                "the dates do not say which of the two came later"
                if found.dated
                else "with a date on both acts (`, on 2026-05`) it would be clear whether this is a change of mind",
            )
        yield Diagnostic(
            "W408",
            message,
            view.span(found.second),
            "the other side",
            related=related(view, found, "the one side"),
            notes=notes,
            help=help,
        )


def statement(view: View, id: str) -> str:
    """The statement to which an act, a claim or a premise binds its voice."""
    node = view.map[id]
    return node.content if isinstance(node, Attribution) else id


def related(view: View, found: Conflict, label: str) -> tuple[Related, ...]:
    """The first side, its withdrawal, and what sets the two against each other."""
    places = [view.related(found.first, label)]
    if found.withdrawal is not None:
        places.append(view.related(found.withdrawal, "withdrawn here"))
    if found.because is not None:
        question = isinstance(view.map[found.because], Question)
        places.append(view.related(found.because, "one question" if question else "they contradict each other"))
    return tuple(places)

"""W306 orphan: a statement is connected with nothing."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.graph import included
from argmap.checks.view import View
from argmap.diagnostics import Diagnostic
from argmap.model.nodes import Claim, Node, Position, Premise, Question

__all__ = ["check"]

_HELP: dict[type[Node], str] = {
    Claim: "give it a reason, say what it is a reason for (`supports`, `rebuts`), or take it out",
    Premise: "say what it is a ground for (`supports`, `rebuts`), or take it out",
    Position: "say who holds it, or what it bears on",
    Question: "name its answers with `answer`, or take it out",
}


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each statement that is tied to no other, in a map where others are. What somebody holds
    or asks is tied to that voice: to report it is a purpose of its own."""
    groups = view.map.components()
    if all(len(group) == 1 for group in groups):
        return
    elsewhere = included(view)
    for group in groups:
        node = group[0]
        if len(group) > 1 or node.id in elsewhere:
            continue
        told = view.map.attributions_of(node.id)
        if any(act.within for act in told) or (told and isinstance(node, Position | Question)):
            continue
        yield Diagnostic(
            "W306",
            f"`{node.id}` has to do with nothing else in this map",
            view.name_span(node.id),
            "connected with nothing",
            help=_HELP[type(node)],
        )

"""W312 linked-elsewhere: a ground carries a conclusion alone, and elsewhere only together with others."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.graph import names, pair
from argmap.checks.view import View
from argmap.diagnostics import Diagnostic
from argmap.model.nodes import Argument

__all__ = ["check"]


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each ground, and each conclusion that it carries alone in one step and linked in another of
    the same kind and voice."""
    steps: dict[tuple[str, str, str], list[Argument]] = {}
    for argument in view.map.arguments:
        for ref in dict.fromkeys(g.ref for g in argument.grounds):
            steps.setdefault((argument.target, argument.step, ref), []).append(argument)
    for (target, _, ref), all_steps in steps.items():
        alone = [a for a in all_steps if len(a.grounds) == 1]
        linked = [a for a in all_steps if len(a.grounds) > 1]
        two = pair(view, alone, linked, [(True, False)])
        if two:
            yield _finding(view, ref, target, *two)


def _finding(view: View, ref: str, target: str, alone: Argument, linked: Argument) -> Diagnostic:
    how = {"supports": "carries", "rebuts": "attacks", "undercuts": "breaks"}[linked.step]
    others = names(g.ref for g in linked.grounds if g.ref != ref)
    return Diagnostic(
        "W312",
        f"`{ref}` {how} `{target}` alone, and here only together with {others}",
        view.span(linked.id),
        "linked here",
        related=(view.related(alone.id, "alone here"),),
        help="drop the step that the text does not make: grounds are linked only if none would do alone",
    )

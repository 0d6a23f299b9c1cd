"""W310 both-ways: one ground supports and attacks the same thing."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.graph import pair
from argmap.checks.view import View
from argmap.diagnostics import Diagnostic
from argmap.model.nodes import Argument

__all__ = ["ALONE", "check"]

ALONE = ((True, True), (True, False), (False, True))
"""On one side at least the ground stands alone; linked with others on both, it is a matter for W303."""


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each ground that supports and rebuts the same node, or that breaks its own step."""
    own: dict[str, set[str]] = {}
    steps: dict[tuple[str, str], list[Argument]] = {}
    for argument in view.map.arguments:
        refs = dict.fromkeys(g.ref for g in argument.grounds)
        if argument.step == "undercuts":
            broken = view.map[argument.target]
            if isinstance(broken, Argument):
                if broken.id not in own:
                    own[broken.id] = {g.ref for g in broken.grounds}
                yield from (_breaks_own(view, ref, broken, argument) for ref in refs if ref in own[broken.id])
            continue
        for ref in refs:
            steps.setdefault((argument.target, ref), []).append(argument)
    for (target, ref), both in steps.items():
        pro, con = ([a for a in both if a.step == step] for step in ("supports", "rebuts"))
        steps_of_one = pair(view, pro, con, ALONE)
        if steps_of_one:
            yield _both(view, ref, target, *steps_of_one)


def _both(view: View, ref: str, target: str, pro: Argument, con: Argument) -> Diagnostic:
    linked = len(pro.grounds) + len(con.grounds) > 2
    help = "keep the side that the text takes, or add to each the ground (`and`, `assuming`) that makes it point there"
    if linked:
        help = "write the ground that turns it round as an exception (`unless`) to the other step"
    return Diagnostic(
        "W310",
        f"`{ref}` both supports `{target}` and speaks against it",
        view.span(con.id),
        "against it here",
        related=(view.related(pro.id, "for it here"),),
        help=help,
    )


def _breaks_own(view: View, ref: str, broken: Argument, exception: Argument) -> Diagnostic:
    return Diagnostic(
        "W310",
        f"`{ref}` is an exception to the step in which it is itself a ground",
        view.span(exception.id),
        "breaks the step that it carries",
        related=(view.related(broken.id, f"rests on `{ref}`"),),
        help="name something else as the exception, or take this line out",
    )

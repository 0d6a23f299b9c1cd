"""W303 shared-ground: a claim and an objection to it rest on the same ground."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from argmap.checks.graph import pair
from argmap.checks.rules.both_ways import ALONE
from argmap.checks.view import View
from argmap.diagnostics import Diagnostic
from argmap.model.nodes import Argument, Statement

__all__ = ["check"]

Grounds = Mapping[str, list[Argument]]
"""The steps that support a node, by ground."""


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each ground, conclusion and objection to it that the ground supports both, or is itself when
    linked with others."""
    found: set[tuple[str, str, str]] = set()
    known: dict[str, Grounds] = {}
    for rebuttal in view.map.arguments:
        if rebuttal.step != "rebuts":
            continue
        conclusion = rebuttal.target
        support = _supports(view, conclusion, known)
        if not support:
            continue
        for objection in dict.fromkeys(g.ref for g in rebuttal.grounds):
            below = _supports(view, objection, known)
            few, many = (support, below) if len(support) < len(below) else (below, support)
            for shared in few:
                if shared in many and (shared, conclusion, objection) not in found:
                    steps = pair(view, support[shared], below[shared], _ways(view, shared))
                    if steps:
                        found.add((shared, conclusion, objection))
                        yield _through(view, shared, conclusion, objection, *steps, rebuttal)
            shared = objection
            if shared in support and len(rebuttal.grounds) > 1 and (shared, conclusion, objection) not in found:
                steps = _linked(view, shared, support[shared], rebuttal)
                if steps:
                    found.add((shared, conclusion, objection))
                    yield _together(view, shared, conclusion, *steps)


def _linked(view: View, shared: str, support: list[Argument], rebuttal: Argument) -> tuple[Argument, Argument] | None:
    """The two steps when the ground stands alone in none that one voice draws (else W310 tells it)."""
    if _measure(view, shared) or pair(view, support, [rebuttal], ALONE):
        return None
    return pair(view, support, [rebuttal], [(False, False)])


def _supports(view: View, id: str, known: dict[str, Grounds]) -> Grounds:
    if id not in known:
        steps: dict[str, list[Argument]] = {}
        for argument in view.map.arguments_of(id):
            if argument.step == "supports":
                for ref in dict.fromkeys(g.ref for g in argument.grounds):
                    steps.setdefault(ref, []).append(argument)
        known[id] = steps
    return known[id]


def _ways(view: View, shared: str) -> Iterable[tuple[bool, bool]]:
    return ALONE if _measure(view, shared) else (*ALONE, (False, False))


def _measure(view: View, shared: str) -> bool:
    """Whether a ground is a value, an aim or unsaid. Where other grounds stand beside it on both sides, it is the
    measure that both share, and the others tell them apart."""
    node = view.map[shared]
    return view.map.is_implicit(shared) or (isinstance(node, Statement) and node.type in ("value", "policy"))


def _through(
    view: View, shared: str, conclusion: str, objection: str, a: Argument, b: Argument, rebuttal: Argument
) -> Diagnostic:
    return Diagnostic(
        "W303",
        f"both `{conclusion}` and `{objection}`, an objection to it, rest on `{shared}`",
        view.span(b.id),
        f"supports `{objection}`",
        related=(
            view.related(a.id, f"supports `{conclusion}`"),
            view.related(rebuttal.id, f"attacks `{conclusion}`"),
        ),
        help=f"`{shared}` cannot decide between the two: take it out where the text does not use it, or add the "
        "ground (`and`, `assuming`) that makes it point either way",
    )


def _together(view: View, shared: str, conclusion: str, a: Argument, b: Argument) -> Diagnostic:
    return Diagnostic(
        "W303",
        f"`{shared}` is a ground for `{conclusion}` and, with others, a ground against it",
        view.span(b.id),
        "against it here",
        related=(view.related(a.id, "for it here"),),
        help=f"`{shared}` cannot decide between the two: keep it where the text uses it, or, if it is the "
        "measure that both sides share, give it `type value`",
    )

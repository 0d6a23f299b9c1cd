"""W304 repeated-conclusion: a ground says the same as what it is a ground for."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.graph import words
from argmap.checks.view import View
from argmap.diagnostics import Diagnostic
from argmap.model.nodes import Argument, Position, Statement

__all__ = ["check"]

_EMPTY = frozenset({"a", "an", "the", "hence", "indeed", "therefore", "thus"})
"""Words with or without which a statement says the same."""

_FEW = 4
"""Of fewer words than this, only the very same count as the same."""


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each ground of a supporting step that says the same as the conclusion."""
    same = {frozenset((r.a, r.b)) for r in view.map.relations if r.relation == "same-as"}
    texts: dict[str, tuple[str, ...]] = {}
    for argument in view.map.arguments:
        target = view.map[argument.target]
        if argument.step != "supports" or not isinstance(target, Statement):
            continue
        for ref in dict.fromkeys(g.ref for g in argument.grounds):
            ground = view.map[ref]
            if not isinstance(ground, Statement):
                continue
            declared = frozenset((ref, target.id)) in same
            if declared or _says_the_same(_words(ground, texts), _words(target, texts)):
                yield _finding(view, argument, ground, target, declared)


def _words(node: Statement, known: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    found = known.get(node.id)
    if found is None:
        found = known[node.id] = words(node.text)
    return found


def _says_the_same(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two texts have the same words in the same order, or the one begins with what the other ends with:
    *In winter it is cold*, *It is cold in winter*. Another order (*Ana trusts Ben*, *Ben trusts Ana*) may mean another
    thing."""
    if a == b:
        return bool(a)
    if min(len(a), len(b)) < _FEW:
        return False
    a, b = (tuple(w for w in words if w not in _EMPTY) for words in (a, b))
    if not a or len(a) != len(b):
        return False
    return f" {' '.join(a)} " in f" {' '.join(b + b)} "


def _finding(view: View, step: Argument, ground: Statement, target: Statement, declared: bool) -> Diagnostic:
    if declared:
        message = f"`{ground.id}` is a ground for `{target.id}` and, by `same-as`, the same statement"
    else:
        message = f"`{ground.id}` says the same as `{target.id}`, for which it is a ground"
    if isinstance(ground, Position):
        help = (
            f"if the reason is that somebody says so, name the act (`VOICE VERB {ground.id}`); else say what makes "
            "it so"
        )
    else:
        help = f"say what makes `{target.id}` so, or take this ground out"
    at, of = view.span(ground.id), view.span(step.id)
    inside = (at.file, at.line) == (of.file, of.line)
    conclusion = view.related(target.id, "the conclusion")
    return Diagnostic(
        "W304",
        message,
        at if inside else of,
        "repeats the conclusion",
        related=(conclusion,) if inside else (view.related(ground.id, "the ground"), conclusion),
        help=help,
    )

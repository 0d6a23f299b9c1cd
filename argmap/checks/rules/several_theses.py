"""W307 several-theses: the author argues for more than one thesis."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from argmap.checks.graph import included
from argmap.checks.view import View
from argmap.diagnostics import Diagnostic
from argmap.model.nodes import Argument, Attribution, Claim, Position

__all__ = ["check"]


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for a map in which several claims have reasons and serve no other thesis; it stands at the
    second of them."""
    map = view.map
    elsewhere = included(view)
    carried = {a.target for a in map.arguments if a.step == "supports"}
    ends = [t for t in map.theses if t.id in carried and t.id not in elsewhere]
    if len(ends) < 2:
        return
    serving = _serving(view, ends)
    ends = _one_each(view, [t for t in ends if t.id not in serving])
    if len(ends) < 2:
        return
    first, second, *more = ends
    others = f" and {len(more)} more" if more else ""
    yield Diagnostic(
        "W307",
        f"`{second.id}` is a thesis beside `{first.id}`{others}: neither is a reason in the argument for the other",
        view.name_span(second.id),
        "a second thesis",
        related=tuple(view.related(t.id, "the first" if t is first else "another") for t in (first, *more)),
        help="say what each does for the main thesis (`supports`, `rebuts`), or write a map for each",
    )


def _serving(view: View, ends: Iterable[Claim]) -> set[str]:
    """Those that bear on another thesis after all, by way of an objection or a position: we walk down from all theses
    at once, and pass each node for two of them at most."""
    ends = list(ends)
    from_whom: dict[str, list[str]] = {t.id: [t.id] for t in ends}
    queue = deque((t.id, t.id) for t in ends)
    while queue:
        id, thesis = queue.popleft()
        for below in _below(view, id):
            seen = from_whom.setdefault(below, [])
            if len(seen) < 2 and thesis not in seen:
                seen.append(thesis)
                queue.append((below, thesis))
    return {t.id for t in ends if len(from_whom[t.id]) > 1}


def _below(view: View, id: str) -> Iterator[str]:
    node = view.map[id]
    if isinstance(node, Argument):
        yield from (g.ref for g in node.grounds)
    elif isinstance(node, Attribution):
        yield node.content
    for relation in view.map.relations_of(id):
        # A claim that contradicts an objection answers it; two claims that contradict each other are rivals.
        if relation.relation == "same-as" or isinstance(node, Position):
            yield relation.b if relation.a == id else relation.a
    yield from (a.id for a in view.map.arguments_of(id))


def _one_each(view: View, ends: list[Claim]) -> list[Claim]:
    """The first of those that say the same or answer one question which may have several answers."""
    group: dict[str, str] = {}

    def find(x: str) -> str:
        while (up := group.setdefault(x, x)) != x:
            group[x] = group[up]
            x = up
        return x

    for relation in view.map.relations:
        if relation.relation == "same-as":
            group[find(relation.a)] = find(relation.b)
    for question in view.map.questions:
        if question.open:
            for answer in question.answers:
                group[find(answer)] = find(question.id)
    return list({find(t.id): t for t in reversed(ends)}.values())[::-1]

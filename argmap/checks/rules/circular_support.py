"""W302 circular-support: reasons that go round in a circle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from argmap.checks.view import View
from argmap.diagnostics import Diagnostic, Related

__all__ = ["check", "circles"]


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each group of statements that support each other in a circle (a strongly connected part of
    the graph of support), with the shortest circle through its first statement."""
    below: defaultdict[str, dict[str, str]] = defaultdict(dict)
    map = view.map
    for argument in map.arguments:
        if argument.step == "supports":
            for ground in argument.grounds:
                below[argument.target].setdefault(ground.ref, argument.id)
    for group in circles(below):
        members = set(group)
        first = next(s.id for s in (*map.statements, *map.attributions) if s.id in members)
        round = _shortest(first, below, members)
        steps = [below[a][b] for a, b in zip(round, [*round[1:], first], strict=True)]
        spans = [view.span(step) for step in steps]
        yield Diagnostic(
            "W302",
            "these reasons go round in a circle: " + " <- ".join([*round, first]),
            spans[0],
            f"`{first}` rests on `{round[1] if len(round) > 1 else first}`",
            related=tuple(
                Related(s, f"`{a}` rests on `{b}`")
                for s, a, b in zip(spans[1:], round[1:], [*round[2:], first], strict=True)
            ),
            help="take out the step that the text does not make; where the text itself argues in a circle, leave it",
        )


def circles(below: Mapping[str, Mapping[str, str]]) -> list[list[str]]:
    """The strongly connected parts with more than one member (Tarjan 1972), without recursion."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    found: list[list[str]] = []
    for root in list(below):
        if root in index:
            continue
        work = [(root, iter(below.get(root, ())))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, children = work[-1]
            for child in children:
                if child not in index:
                    index[child] = low[child] = len(index)
                    stack.append(child)
                    on_stack.add(child)
                    work.append((child, iter(below.get(child, ()))))
                    break
                if child in on_stack:
                    low[node] = min(low[node], index[child])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    part = []
                    while True:
                        part.append(stack.pop())
                        on_stack.discard(part[-1])
                        if part[-1] == node:
                            break
                    if len(part) > 1:
                        found.append(part)
    return found


def _shortest(first: str, below: Mapping[str, Mapping[str, str]], members: set[str]) -> Sequence[str]:
    """The shortest way down from `first` back to itself."""
    came: dict[str, str] = {}
    queue = [first]
    for node in queue:
        for child in below.get(node, ()):
            if child == first:
                way = [node]
                while way[-1] != first:
                    way.append(came[way[-1]])
                return way[::-1]
            if child in members and child not in came:
                came[child] = node
                queue.append(child)
    return [first]

"""The shortest ways along which one thing bears on another."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Collection, Iterator

from argmap.query.index import Index, Table
from argmap.query.items import Path

__all__ = ["shortest"]


def shortest(index: Index, starts: Collection[str], ends: Collection[str], most: int = 20) -> tuple[Path, ...]:
    """Ways from any start to any end, through grounds and attacks, without going round in circles: up to `most`, the
    shortest first, equal ones by their IDs (J. Yen, "Finding the k shortest loopless paths", 1971). What lies on no way
    is never looked at."""
    up, down = index.inverse("_below"), index.table("_below")
    live = _reached(up, starts) & _reached(down, ends)
    found: list[tuple[int, tuple[str, ...]]] = []
    for start in sorted(set(starts) & live):
        for end in sorted((set(ends) & live) - {start}):
            for nodes in _between(up, live, start, end, most):
                heapq.heappush(found, (len(nodes), nodes))
    return tuple(Path(nodes) for _, nodes in heapq.nsmallest(most, found))


def _reached(table: Table, ids: Collection[str]) -> set[str]:
    seen, todo = set(ids), list(ids)
    while todo:
        for other in table.get(todo.pop(), ()):
            if other not in seen:
                seen.add(other)
                todo.append(other)
    return seen


def _between(up: Table, live: Collection[str], start: str, end: str, most: int) -> Iterator[tuple[str, ...]]:
    first = _one(up, live, (start,), end, ())
    if first is None:
        return
    yield first
    waiting: list[tuple[int, tuple[str, ...], int, frozenset[str]]] = []
    last, begin, barred = first, 1, frozenset[str]()
    for _ in range(most - 1):
        # A way is told apart from all earlier ones by where it leaves them: what leaves them above that place waits
        # already (E. Lawler, "A procedure for computing the K best solutions", 1972).
        for cut in range(begin, len(last)):
            barred = (barred if cut == begin else frozenset()) | {last[cut]}
            if all(other in barred or other not in live for other in up.get(last[cut - 1], ())):
                continue
            path = _one(up, live, last[:cut], end, barred)
            if path is not None:
                heapq.heappush(waiting, (len(path), path, cut, barred))
        if not waiting:
            return
        _, last, begin, barred = heapq.heappop(waiting)
        yield last


def _one(
    up: Table, live: Collection[str], root: tuple[str, ...], end: str, barred: Collection[str]
) -> tuple[str, ...] | None:
    """A shortest way that begins with `root`, whose next step is none of `barred`."""
    came: dict[str, str | None] = dict.fromkeys(root)
    start = root[-1]
    todo = deque([start])
    while todo:
        here = todo.popleft()
        for other in sorted(up.get(here, ())):
            if other in came or other not in live or (here == start and other in barred):
                continue
            came[other] = here
            if other == end:
                back = [end]
                while back[-1] != start:
                    step = came[back[-1]]
                    assert step is not None
                    back.append(step)
                return (*root[:-1], *reversed(back))
            todo.append(other)
    return None

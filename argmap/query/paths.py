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
    first = _one(up, live, (start,), end, set())
    if first is None:
        return
    found = [first]
    yield first
    waiting: list[tuple[int, tuple[str, ...]]] = []
    seen = {first}
    while len(found) < most:
        last = found[-1]
        for cut in range(1, len(last)):
            root = last[:cut]
            # Where earlier ways that begin alike went on is not gone again.
            taken = {path[cut] for path in found if path[:cut] == root}
            path = _one(up, live, root, end, taken)
            if path is not None and path not in seen:
                seen.add(path)
                heapq.heappush(waiting, (len(path), path))
        if not waiting:
            return
        found.append(heapq.heappop(waiting)[1])
        yield found[-1]


def _one(up: Table, live: Collection[str], root: tuple[str, ...], end: str, barred: set[str]) -> tuple[str, ...] | None:
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

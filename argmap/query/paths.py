"""The shortest ways along which one thing bears on another."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from itertools import islice

from argmap.query.index import Index, Table
from argmap.query.items import Path

__all__ = ["shortest"]

_Way = tuple[str, ...]
_START = ""
"""What comes before each start, so that one search finds the ways from all of them."""


def shortest(index: Index, starts: Collection[str], ends: Collection[str], most: int = 20) -> tuple[Path, ...]:
    """Ways from any start to any end, through grounds and attacks, without going round in circles: up to `most`, the
    shortest first, equal ones by their IDs (J. Yen, "Finding the k shortest loopless paths", 1971). What lies on no way
    is never looked at."""
    up = index.inverse("_below")
    above = _reached(up, starts)
    live = set(_reached(index.table("_below"), above.keys() & set(ends), above))
    ways = {id: tuple(sorted(live.intersection(up.get(id, ())))) for id in live}
    ways[_START] = tuple(sorted(live.intersection(starts)))
    # The ways to an end are looked for when it is their turn: none is shorter than from the nearest start.
    waiting: list[tuple[int, _Way, str]] = [(above[end] + 2, (), end) for end in live.intersection(ends)]
    return tuple(Path(way[1:]) for way in islice(_merged(ways, waiting), most))


def _reached(table: Table, ids: Collection[str], among: Collection[str] | None = None) -> dict[str, int]:
    """How many steps away each ID is that can be reached, through those of some alone."""
    found = dict.fromkeys(ids, 0)
    todo = deque(found)
    while todo:
        here = todo.popleft()
        for other in table.get(here, ()):
            if other not in found and (among is None or other in among):
                found[other] = found[here] + 1
                todo.append(other)
    return found


def _merged(ways: Mapping[str, _Way], waiting: list[tuple[int, _Way, str]]) -> Iterator[_Way]:
    heapq.heapify(waiting)
    following: dict[str, Iterator[_Way]] = {}
    while waiting:
        _, way, end = heapq.heappop(waiting)
        if way:
            yield way
        else:
            following[end] = _by_length(ways, end)
        following_way = next(following[end], None)
        if following_way is not None:
            heapq.heappush(waiting, (len(following_way), following_way, end))


def _by_length(ways: Mapping[str, _Way], end: str) -> Iterator[_Way]:
    """All ways to an end, the shortest first."""
    # A way does not begin where it ends.
    first = _one(ways, (_START,), end, (end,))
    if first is None:
        return
    waiting: list[tuple[int, _Way, int, frozenset[str]]] = [(len(first), first, 1, frozenset((end,)))]
    while waiting:
        _, last, begin, barred = heapq.heappop(waiting)
        yield last
        # A way is told apart from all earlier ones by where it leaves them: what leaves them above that place waits
        # already (E. Lawler, "A procedure for computing the K best solutions", 1972).
        for cut in range(begin, len(last)):
            barred = (barred if cut == begin else frozenset()) | {last[cut]}
            if barred.issuperset(ways[last[cut - 1]]):
                continue
            way = _one(ways, last[:cut], end, barred)
            if way is not None:
                heapq.heappush(waiting, (len(way), way, cut, barred))


def _one(ways: Mapping[str, _Way], root: _Way, end: str, barred: Collection[str]) -> _Way | None:
    """A shortest way that begins with `root`, whose next step is none of `barred`; of equal ones the first by IDs."""
    came: dict[str, str] = dict.fromkeys(root, _START)
    start = root[-1]
    todo = deque([start])
    while todo:
        here = todo.popleft()
        for other in ways[here]:
            if other in came or (here == start and other in barred):
                continue
            came[other] = here
            if other == end:
                back = [end]
                while back[-1] != start:
                    back.append(came[back[-1]])
                return (*root[:-1], *reversed(back))
            todo.append(other)
    return None

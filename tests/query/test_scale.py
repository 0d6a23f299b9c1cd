"""Questions to large and to winding maps: nothing is walked twice, nothing recurs, and no order of questions counts."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

import argmap
from argmap.model.map import ArgumentMap
from argmap.query import Asked, ask
from argmap.query.items import Path

SIZE = 5_000
"""Far more than Python lets functions call each other."""


class Counted(dict[str, tuple[str, ...]]):
    """A table that counts how often each ID is looked up."""

    def __init__(self, table: Any) -> None:
        super().__init__(table)
        self.asked_for: Counter[str] = Counter()

    def get(self, id: str, default: Any = None) -> Any:
        self.asked_for[id] += 1
        return super().get(id, default)


def counted(asked: Asked) -> list[Counter[str]]:
    """Count the look-ups in all tables that questions go through step by step."""
    index = asked.index
    counters = []
    for name in ("_below", "_supports", "grounds", "conclusions"):
        index.table(name)
        index.inverse(name)
        for tables in (index._tables, index._inverse):
            tables[name] = table = Counted(tables[name])
            counters.append(table.asked_for)
    return counters


def read(lines: Iterable[str]) -> ArgumentMap:
    return argmap.loads("\n".join(lines) + "\n")


def chain(circle: bool) -> Iterator[str]:
    """Claims each of which supports the next one; in a circle the last one the first."""
    for n in range(SIZE):
        yield f"claim c{n}: Number {n}."
        if circle or n + 1 < SIZE:
            yield f"  supports c{(n + 1) % SIZE}"


@pytest.fixture(scope="module", params=["chain", "circle"])
def deep(request: pytest.FixtureRequest) -> tuple[ArgumentMap, int]:
    """A map, and 1 where it is a circle."""
    circle = request.param == "circle"
    return read(chain(circle)), int(circle)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("claims that bear on c4999", "c4999"),
        ("claims resting on c0", "c0"),
        ("grounds of c4999 to any depth", "c4999"),
        ("conclusions of c0 to any depth", "c0"),
    ],
)
def test_each_step_is_taken_once(deep: tuple[ArgumentMap, int], text: str, start: str) -> None:
    map, circle = deep
    asked = ask(map)
    counters = counted(asked)
    # In a circle all lead back to where they begin, which is then looked at as what was found, too.
    assert len(asked.query(text).rows) == SIZE - 1 + circle
    looked_up = Counter({id: sum(counter[id] for counter in counters) for counter in counters for id in counter})
    assert len(looked_up) >= SIZE
    assert looked_up.pop(start) == 1 + circle
    assert set(looked_up.values()) == {1}


def test_the_way_through_a_long_map_is_found_once(deep: tuple[ArgumentMap, int]) -> None:
    asked = ask(deep[0])
    counters = counted(asked)
    (path,) = asked.paths("c0", "c4999")
    assert path.nodes[0] == "c0"
    assert path.nodes[-1] == "c4999"
    assert len(path.nodes) == 2 * SIZE - 1
    # Up, down, and once more for the ways between.
    assert max(c for counter in counters for c in counter.values()) <= 2


def test_of_more_ways_than_can_be_counted_the_first_ones_are_found() -> None:
    forks = 60
    lines = []
    for n in range(forks):
        lines += [f"claim c{n}: Here {n}.", f"  supports a{n}", f"  supports b{n}"]
        lines += [f"claim {x}{n}: By {x}{n}.\n  supports c{n + 1}" for x in "ab"]
    asked = ask(read([*lines, f"claim c{forks}: There."]))
    found = [path.nodes for path in asked.paths("c0", f"c{forks}", 5)]
    turns = [["".join(x for x in "ab" if f"{x}{n}" in nodes) for n in range(forks)] for nodes in found]
    straight = ["a"] * (forks - 3)
    assert turns == [[*straight, *end] for end in ("aaa", "aab", "aba", "abb", "baa")]


def winding(seed: int) -> tuple[ArgumentMap, list[str]]:
    """A small map full of circles."""
    chance = random.Random(seed)
    ids = [f"s{n}" for n in range(chance.randint(3, 6))]
    lines = []
    for id in ids:
        lines.append(f"premise {id}: What {id} says.")
        others = [other for other in ids if other != id]
        lines += [
            f"  {chance.choice(('supports', 'rebuts'))} {other}"
            for other in chance.sample(others, chance.randint(0, min(3, len(others))))
        ]
    return read(lines), ids


def every_way(map: ArgumentMap, start: str, end: str) -> Iterator[tuple[str, ...]]:
    """All ways without circles, in no order."""
    stack: list[tuple[str, ...]] = [(start,)]
    while stack:
        way = stack.pop()
        for step in map.arguments_from(way[-1]):
            if step.target not in way:
                longer = (*way, step.id, step.target)
                if step.target == end:
                    yield longer
                else:
                    stack.append(longer)


@pytest.mark.parametrize("seed", range(40))
def test_paths_are_the_shortest_of_all(seed: int) -> None:
    map, ids = winding(seed)
    chance = random.Random(seed)
    starts, ends = chance.sample(ids, chance.randint(1, 2)), chance.sample(ids, chance.randint(1, 2))
    ways = [way for a in starts for b in ends if a != b for way in every_way(map, a, b)]
    ways.sort(key=lambda way: (len(way), way))
    for most in (1, 4, 100):
        found = [item.nodes for item in ask(map).paths(starts, ends, most)]
        assert found == ways[:most]


TALK = """\
voice ferry: the ferry company
voice mayor: Ana Ruiz
voice port: the Port Authority
position toll: There should be a toll.
  mayor rejects
  port supports
  ferry supports
position bridge: There should be a bridge.
  port supports
  mayor supports
  ferry rejects
claim dear: Bridges are dear.
  supports slow
  supports toll
claim slow: Ferries are slow.
  supports toll
"""


@pytest.mark.parametrize(
    "text",
    ["agreements of port", "conflicts of mayor", "agreements", "findings", "paths from slow or dear to toll"],
)
def test_what_was_asked_before_changes_no_answer(text: str) -> None:
    before = ("paths from dear to toll", "conflicts of port", "agreements of mayor", "conflicts of ferry", "findings")
    alone = ask(argmap.loads(TALK)).query(text)
    asked = ask(argmap.loads(TALK))
    for other in before:
        asked.query(other)
    assert alone.rows
    assert asked.query(text).rows == alone.rows


def test_paths_come_the_shortest_first_whatever_was_asked_before() -> None:
    asked = ask(argmap.loads(TALK))
    asked.query("paths from dear to slow")
    found = [item for item in asked.query("paths from slow or dear to toll").selection or () if isinstance(item, Path)]
    assert [len(path.nodes) for path in found] == [3, 3, 5]

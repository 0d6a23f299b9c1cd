"""What a phrase is read as, told by what it finds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import argmap
from argmap.query import Asked, ask
from argmap.query.errors import QueryError
from argmap.query.run import answers

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def alliance() -> Asked:
    return ask(argmap.load(ROOT / "examples" / "alliance.argmap"))


@pytest.mark.parametrize(
    ("query", "same"),
    [
        ("acts with verb promised", "acts with force promise and with verb promise"),
        ("acts with verb Promises", "acts with verb promise"),
        ("arguments with strength at least moderate", "arguments with strength at least 0.5"),
        ('positions by "BENOÎT  hamon"', "positions by hamon"),
        ("positions by 'hamon'", "positions by hamon"),
        ("positions that hamon holds", "positions held by hamon"),
        ("positions hamon does not want", "positions not wanted by hamon"),
        ("voices for alliance", "voices that favour alliance"),
        ("arguments against alliance", "arguments attacking alliance"),
        ("reasons for reactionary-bloc", "grounds of reactionary-bloc"),
        ("reasons against alliance", "attackers of alliance"),
        ("acts with voice.kind party", "acts by parties"),
        ("claims or premises with quotes", "claims with quotes or premises with quotes"),
    ],
)
def test_two_ways_to_say_it(alliance: Asked, query: str, same: str) -> None:
    found = alliance.query(query).ids
    assert found == alliance.query(same).ids
    assert found


def test_a_time_of_acts_is_their_own() -> None:
    text = "voice ana: A.\nvoice ben: B.\nposition p: P.\n  ana says, on 2024\n  ben says, on 2024\n  ben denies, on 2026\n"
    map = ask(argmap.loads(text))
    found = map.query("acts not by ana before 2025").ids
    assert found == map.query("acts before 2025 not by ana").ids == ("p/ben-says",)
    assert map.query("acts not (by ana before 2025)").ids == ("p/ben-says", "p/ben-denies")


def test_columns_of_figures(alliance: Asked) -> None:
    few = alliance.query("acts | count by voice | sort by count | show count").rows
    counts = [row.cells[0][0] for row in few]
    assert counts == sorted(counts) != []
    assert alliance.query("count acts by voice").rows == alliance.query("acts | count by voice").rows


def test_voices_of_voices(alliance: Asked) -> None:
    with pytest.raises(QueryError, match="voices have no voices") as caught:
        alliance.query("voices of ps")
    assert caught.value.diagnostic.help == "write `members of NAME`"


def test_a_name_that_no_map_has(alliance: Asked) -> None:
    other = ask(argmap.loads("claim one: One.\n"))

    def maps() -> Iterator[tuple[str, Asked]]:
        yield from (("one.argmap", other), ("alliance.argmap", alliance))

    with pytest.raises(QueryError, match="nothing in these maps is called `reactionary`") as caught:
        answers(maps(), "grounds of reactionary")
    assert caught.value.diagnostic.help == "did you mean `reactionary-bloc`?"
    with pytest.raises(QueryError, match="nothing in the map is called"):
        answers([("one.argmap", other)], "grounds of two")
    columns, rows = answers(maps(), "statements | network | sort by file")
    assert columns[0] == "file"
    assert list(rows)

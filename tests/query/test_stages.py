"""What stands behind `|`, over one map and over several, with figures worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

import argmap
from argmap.query import Asked, QueryError, ask
from argmap.query.answer import Cell
from argmap.query.run import answers

FERRY = """\
voice ana: Ana Ruiz
  person
voice ben: Ben Holt
  person, unnamed
voice port: the port
  organisation
position ferry: The ferry stays.
  type policy
  tags sea, money
  ana promises, on 2016: "we will" "for good"
  ben denies
  port and ana say, on 2018
  contradicts sold
position fee: The fee falls.
  tags money
  ana says, on 2016-05
  ben says that port says
  port denies, on 2017-02: "never"
position sold: The ferry is sold.
  type fact
  port says, on 2018
claim wet: It is wet.
  type fact
  because ferry
  because rain: It rains.
"""
TRAM = """\
voice ana: Ana Ruiz
voice mayor: the mayor
  person, by-role
position tram: A tram comes.
  tags money
  ana denies, on 2015
  mayor says
claim dear: It is dear.
  type value
"""
EMPTY = "voice nobody: Nobody\n"


def table(query: str, text: str = FERRY) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    answer = ask(argmap.loads(text)).query(query)
    return answer.columns, [tuple(_plain(cell) for cell in row.cells) for row in answer.rows]


def over(query: str, *texts: str) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """The answer over several maps: `1.argmap`, `2.argmap`, …"""
    maps = [(f"{n}.argmap", ask(argmap.loads(text))) for n, text in enumerate(texts or (FERRY, EMPTY, TRAM), 1)]
    columns, rows = answers(maps, query)
    return columns, [tuple(_plain(cell) for cell in row.cells) for row in rows]


def _plain(cell: Cell) -> Any:
    return None if not cell else cell[0] if len(cell) == 1 else cell


COUNTS = [
    ("acts | count", ("count",), [(8,)]),
    ("documents | count", ("count",), [(0,)]),
    # One of several voices counts for each; equal counts stand in the order of their words, nothing behind them.
    ("acts | count by voice", ("voice", "count"), [("port", 4), ("ana", 3), ("ben", 2)]),
    ("positions | count by tags", ("tags", "count"), [("money", 2), ("sea", 1), (None, 1)]),
    ("statements | count by type", ("type", "count"), [("fact", 2), (None, 2), ("policy", 1)]),
    ("acts by ana | count by voice, year", ("voice", "year", "count"), [("ana", "2016", 2), ("ana", "2018", 1), ("port", "2018", 1)]),
    ("documents | count by name", ("name", "count"), []),
    ("acts | count by voice | count", ("count",), [(3,)]),
    ("acts | count by voice.kind", ("voice.kind", "count"), [("person", 5), ("organisation", 4)]),
    ("acts | share nested", ("so", "of", "share"), [(1, 8, 0.125)]),
    ("acts | share dated by voice", ("voice", "so", "of", "share"), [("ana", 3, 3, 1.0), ("port", 3, 4, 0.75), ("ben", 0, 2, 0.0)]),
    ("documents | share unnamed", ("so", "of", "share"), [(0, 0, None)]),
    ("documents | share unnamed by kind", ("kind", "so", "of", "share"), []),
    ("positions | share with type fact by tags", ("tags", "so", "of", "share"), [(None, 1, 1, 1.0), ("money", 0, 2, 0.0), ("sea", 0, 1, 0.0)]),
    ("acts | first 4 | share dated", ("so", "of", "share"), [(3, 4, 0.75)]),
]  # fmt: skip


@pytest.mark.parametrize(("query", "columns", "rows"), COUNTS, ids=[query for query, *_ in COUNTS])
def test_figures(query: str, columns: tuple[str, ...], rows: list[Any]) -> None:
    found = table(query)
    assert found[0] == columns
    assert found[1] == rows


LISTS = [
    # Equal ones by their IDs; what has no value comes last either way.
    ("acts | sort by year | show id", ["fee/ana-says", "ferry/ana-promises", "fee/port-denies", "ferry/port-and-ana-say", "sold/port-says", "fee/ben-says", "fee/ben-says/port-says", "ferry/ben-denies"]),
    ("acts | sort by year descending | first 3 | show id", ["ferry/port-and-ana-say", "sold/port-says", "fee/port-denies"]),
    ("acts | sort by date | first 3 | show id", ["ferry/ana-promises", "fee/ana-says", "fee/port-denies"]),
    ("acts | top 2 by quotes", ["ferry/ana-promises", "fee/port-denies"]),
    ("statements | top 9 by grounds | show id", ["wet", "fee", "ferry", "rain", "sold"]),
    ("acts | top 9 by year | show id", ["ferry/port-and-ana-say", "sold/port-says", "fee/port-denies", "fee/ana-says", "ferry/ana-promises"]),
    ("positions | sort by id descending | first 2 | show id", ["sold", "ferry"]),
    ("positions | first 1", ["ferry"]),
    ("rain | subgraph", ["wet", "wet/2", "rain"]),
    ("claims | first 1 | subgraph | sort by id", ["ferry", "rain", "wet", "wet/1", "wet/2"]),
    ("wet | subgraph 0", ["wet"]),
]  # fmt: skip


@pytest.mark.parametrize(("query", "ids"), LISTS, ids=[query for query, _ in LISTS])
def test_lists(query: str, ids: list[str]) -> None:
    answer = ask(argmap.loads(FERRY)).query(query)
    assert [row.id for row in answer.rows] == ids
    assert answer.selection is not None
    assert set(answer.selection.ids) == set(ids)


def test_what_is_shown() -> None:
    assert table("acts about fee | show voice, verb, date, quotes.text, voice.kind, file") == (
        ("voice", "verb", "date", "quotes.text", "voice.kind", "file"),
        [
            ("ana", "say", "2016-05", None, "person", "<text>"),
            ("ben", "say", None, None, "person", "<text>"),
            ("port", "say", None, None, "organisation", "<text>"),
            ("port", "deny", "2017-02", "never", "organisation", "<text>"),
        ],
    )
    assert table("ferry/port-and-ana-say | show voice, voice.kind")[1] == [
        (("port", "ana"), ("organisation", "person"))
    ]
    # What it is sorted by need not be shown; what the highest are of is.
    assert table("statements | top 1 by grounds")[0][-1] == "grounds"


def test_networks() -> None:
    columns = ("voice", "other voice", "agreements", "conflicts")
    # ferry: ana and port for, ben against. fee: ana for, port against. sold, which contradicts ferry: port for.
    assert table("ferry | network") == (columns, [("ana", "port", 1, 1), ("ana", "ben", 0, 1), ("ben", "port", 0, 1)])
    assert table("fee | network") == (columns, [("ana", "port", 0, 1)])
    assert table("voices | network")[1] == [("ana", "port", 1, 2), ("ana", "ben", 0, 1), ("ben", "port", 0, 1)]
    assert table("persons | network")[1] == [("ana", "ben", 0, 1)]
    # Of acts, what they are about in the end.
    assert table("fee/ben-says | network")[1] == [("ana", "port", 0, 1)]
    assert table("claims | network")[1] == []
    assert table("positions | first 1 | network") == table("ferry | network")
    assert table("voices | network | sort by agreements descending | first 1 | show voice")[1] == [("ana",)]


def test_over_several_maps() -> None:
    assert over("claims | count") == (("count",), [(2,)])
    assert over("acts | count by voice") == (("voice", "count"), [("ana", 4), ("port", 4), ("ben", 2), ("mayor", 1)])
    assert over("acts | count by file") == (("file", "count"), [("1.argmap", 8), ("3.argmap", 2)])
    assert over("acts | share dated") == (("so", "of", "share"), [(6, 10, 0.6)])
    assert over("claims | show id") == (("file", "id"), [("1.argmap", "wet"), ("3.argmap", "dear")])
    assert over("claims | show id, file")[0] == ("id", "file")
    assert [row[:2] for row in over("acts | sort by date | first 2")[1]] == [
        ("3.argmap", "tram/ana-denies"),
        ("1.argmap", "ferry/ana-promises"),
    ]
    assert [row[:2] for row in over("positions | sort by type | first 2")[1]] == [
        ("1.argmap", "sold"),
        ("1.argmap", "ferry"),
    ]
    assert over("voices | network") == (
        ("file", "voice", "other voice", "agreements", "conflicts"),
        [
            ("1.argmap", "ana", "port", 1, 2),
            ("1.argmap", "ana", "ben", 0, 1),
            ("1.argmap", "ben", "port", 0, 1),
            ("3.argmap", "ana", "mayor", 0, 1),
        ],
    )
    assert [row[1] for row in over("claims | subgraph | first 6 | show id")[1]] == [
        "ferry",
        "wet",
        "wet/1",
        "wet/2",
        "rain",
        "dear",
    ]
    assert over("claims | first 2 | subgraph | count") == (("count",), [(6,)])


def test_a_name_that_only_one_map_has_is_asked_of_that_one() -> None:
    assert over("acts by mayor | show id") == (("file", "id"), [("3.argmap", "tram/mayor-says")])
    with pytest.raises(QueryError):
        over("acts by nobody-at-all | show id")


def test_what_a_map_happens_to_hold_makes_no_query_wrong() -> None:
    acts_only = "position p: P.\n  ana says\nvoice ana: Ana\nclaim c: C.\n  because ana says p\n"
    assert over("(grounds of claims) with type fact", FERRY, acts_only)[1] == []
    assert over("(grounds of claims) with type policy", FERRY, acts_only)[1][0][:2] == ("1.argmap", "ferry")


def test_the_map_is_read_when_its_turn_comes() -> None:
    told: list[str] = []

    def maps() -> Any:
        for n, text in enumerate((FERRY, TRAM, FERRY)):
            told.append(str(n))
            yield str(n), ask(argmap.loads(text))

    _, rows = answers(maps(), "claims")
    next(rows)
    assert told == ["0"]
    assert len(list(rows)) == 2


def test_python_counts_the_same() -> None:
    m: Asked = ask(argmap.loads(FERRY))
    assert m.acts.count() == len(m.acts) == 8
    assert m.acts.count_by("voice") == {("ana",): 3, ("ben",): 2, ("port",): 4}
    assert m.positions.count_by("tags", "type") == {
        ("sea", "policy"): 1,
        ("money", "policy"): 1,
        ("money", ""): 1,
        ("", "fact"): 1,
    }
    assert m.acts.values("year")["ferry/ana-promises"] == (2016,)
    with pytest.raises(KeyError):
        m.acts.count_by("colour")

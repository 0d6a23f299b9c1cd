"""`Selection.to_map`: the part of a map that is about what was found."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.debates import entries

import argmap
from argmap.model.map import references_of
from argmap.query import ask

FERRY = """\
map ferry: Should the ferry go on?
  analyst T. Brandt
source leader: Keep the ferry
  by herald
  scare "old" at p. 1
  scare "new" at p. 2
source minutes: Minutes
  date 2018-02
voice herald: The Herald
  outlet
voice port: the Port Authority
voice ana: Ana Ruiz
  of port
voice ben: Ben Holt
verb yammers: oppose

# Costs

claim stay: The ferry stays.
  because cheap: It is cheap.
  because quick: It is quick.
    "quick as ever"
  strength weak
  unless fog: There is fog.
    by ana
  because ana promises ferry

# Costs

position ferry: The ferry is kept.
  ana promises, in minutes: "We will"
    because record: She said so before.
  ben says that ana denies
  contradicts close
position close: The ferry is closed.
  ben yammers
claim wet: It is wet.
  because fog
  but ferry
"""


def part(query: str, text: str = FERRY) -> argmap.ArgumentMap:
    found = ask(argmap.loads(text)).query(query).selection
    assert found is not None
    out = found.to_map()
    assert argmap.loads(argmap.dumps(out)) == out
    return out


def ids(map: argmap.ArgumentMap) -> list[str]:
    return [node.id for node in map.nodes]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("cheap", "verb/yammer §/costs cheap"),
        ("stay", "verb/yammer §/costs stay"),
        ("stay or cheap", "verb/yammer §/costs stay stay/1 cheap"),
        # A relation whose other side is not there is left out.
        ("close", "ben verb/yammer §/costs §/costs-2 close close/ben-yammers"),
        ("marks matching new", "leader leader/m1 leader/m2 herald verb/yammer"),
        ("sections", "verb/yammer §/costs §/costs-2"),
        ("port", "port verb/yammer"),
        ("ana", "port ana verb/yammer"),
        ("stay or nothing-there", None),
    ],
)
def test_what_belongs_to_it_comes_with_it(query: str, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(argmap.QueryError):
            part(query)
        return
    assert ids(part(query)) == expected.split()


def test_an_act_brings_what_it_is_about_and_where_it_was() -> None:
    found = part("ferry/ana-promises")
    assert {"ferry", "minutes", "leader", "ana", "port", "ben", "ferry/ben-says", "ferry/ben-says/ana-denies"} <= set(
        ids(found)
    )
    act = found["ferry/ana-promises"]
    # Its date is that of the minutes, and its words are still those of the first source.
    assert ask(found).query("acts before 2019").ids == (act.id,)
    assert ask(found).query("sources of quotes").ids == ("leader",)
    assert "record" not in found


def test_steps_are_numbered_anew_where_one_is_left_out() -> None:
    found = part("stay/2/1")
    assert (
        ids(found)
        == "leader leader/m1 leader/m2 herald port ana verb/yammer §/costs stay stay/1 stay/1/1 quick quick/q1 fog".split()
    )
    assert [ground.ref for a in found.arguments for ground in a.grounds] == ["quick", "fog"]
    assert found["stay/1"].strength == "weak"  # type: ignore[attr-defined]


def test_a_named_exception_to_a_step_that_is_numbered_anew() -> None:
    text = "claim a: A.\n  because b\n  because c\n  unless d: D.\n    named exception\nclaim b: B.\nclaim c: C.\npremise e: E.\n  undercuts exception\n"
    assert ids(part("c or a or d or e", text)) == ["a", "a/1", "exception", "exception/1", "d", "c", "e"]


def test_a_step_between_what_is_there_brings_who_draws_it() -> None:
    text = "claim a: A.\n  because b\n  by clerk\nclaim b: B.\nvoice clerk: a clerk\n  of port\nvoice port: the port\n"
    assert ids(part("claims", text)) == ["a", "a/1", "b", "clerk", "port"]


def test_findings_and_paths_bring_what_shows_them() -> None:
    found = part("disputed reports or close")
    assert {"ferry", "close", "ferry/ana-promises", "close/ben-yammers", "ferry/contradicts-close"} <= set(ids(found))
    assert "stay" not in found
    way = part("paths from fog to stay")
    assert [a.id for a in way.arguments] == ["stay/1", "stay/1/1"]
    assert not way.attributions
    text = "claim a: A.\nclaim b: B.\n  because a\n  scheme sign\nclaim c: C.\n  because b\n"
    assert ids(part("open critical questions", text)) == ["a", "b", "b/1"]


def test_the_head_of_the_map_is_kept() -> None:
    found = part("cheap")
    assert (found.id, found.title, found.analyst) == ("ferry", "Should the ferry go on?", "T. Brandt")


def test_what_is_included_comes_whole(tmp_path: Path) -> None:
    (tmp_path / "other.argmap").write_text(
        "verb burbles: say\nsource theirs: T\nclaim dear: It is dear.\n  because bill: It was.\nclaim apart: No.\n",
        encoding="utf-8",
    )
    main = tmp_path / "main.argmap"
    main.write_text(
        "include other.argmap as o\nclaim close: Close it.\n  because o.dear\n  because mine: Mine.\npremise late: Late.\n"
        "  undercuts o.dear/1\n",
        encoding="utf-8",
    )
    m = ask(argmap.load(main))
    with_it = m.select("close or late").to_map()
    assert not with_it.includes
    for query, left in [
        ("late or o.bill", {"close", "mine"}),
        ("close/1", {"mine", "late"}),
        ("o.apart", {"close", "mine", "late"}),
    ]:
        found = m.select(query).to_map()
        assert argmap.loads(argmap.dumps(found), path=main) == found
        assert {"o.dear", "o.bill", "o.apart", "o.theirs"} <= set(ids(found))
        assert left.isdisjoint(ids(found)), query
    assert "o.dear/2" in m.select("o.bill or late").to_map() or "o.dear/1/1" in m.select("o.bill or late").to_map()


QUERIES = [
    *(
        "positions",
        "acts with quotes",
        "nested acts",
        "claims with grounds",
        "arguments with attackers",
        "findings",
        "quotes",
    ),
    *(
        "undercutting arguments",
        "paths from statements to s0",
        "voices with groups",
        "questions",
        "relations",
        "critical questions",
    ),
    *(
        "expectations",
        "nodes tagged winter",
        "s1 or s2 or s3",
        "acts via voices",
        "agreements",
        "s0 | subgraph",
        "marks",
    ),
]


@settings(max_examples=60, deadline=None)
@given(entries(), st.sampled_from(QUERIES))
def test_a_part_is_a_map_that_holds_what_was_found(some: list[str], query: str) -> None:
    map = argmap.loads("\n\n".join(some))
    found = ask(map).query(query).selection
    assert found is not None
    out = found.to_map()
    there = ids(out)
    assert argmap.loads(argmap.dumps(out)) == out
    assert found.node_ids - {"author", "someone"} <= set(there)
    assert there == [id for id in ids(map) if id in set(there)]
    assert {ref for node in out.nodes for ref in references_of(node)} <= {*there, "author", "someone"}
    for a in map.arguments:
        if {a.target, *(ground.ref for ground in a.grounds)} <= set(there):
            assert a.id in there

"""Discourse networks: weights worked out by hand, and what holds of any map."""

from __future__ import annotations

import csv
import io
import json
import sys
from math import sqrt
from pathlib import Path

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networkx.algorithms import bipartite

from argmap import loads
from argmap.discourse import Discourse
from argmap.discourse import network_export as export
from argmap.discourse.agreement import Agreement
from argmap.discourse.networks import Network, network
from argmap.model.map import ArgumentMap
from argmap.model.nodes import AnyNode, Attribution, Position, Question, Relation, Voice
from argmap.notation.reader import reads

# a: quay+, toll+, ferry+; b: quay+, toll-, bridge+; c: quay-, market+.
MAP = """\
voice a: Asta Holm
  person
voice b: the Bridge Society
  organisation
voice c: "a clerk & <others>"
  unnamed

position quay: The quay should be repaired.
  a demands
  b demands
  c opposes
  someone opposes

position toll: There should be a toll.
  a demands
  b rejects

position ferry: The ferry should stay.
  a demands
  contradicts bridge

position bridge: A bridge should be built.
  b demands

position market: The market should move.
  c demands
"""


def discourse(text: str = MAP) -> Discourse:
    reading = reads(text, "t.argmap", Path("t.argmap"))
    assert reading.ok, reading.diagnostics
    return Discourse(reading.map)


def weights(found: Network) -> dict[str, float]:
    return {f"{e.source}-{e.target}": e.weight for e in found.edges}


# -- between voices --------------------------------------------------------------------------------------------


def test_agreement_and_conflict_by_hand() -> None:
    d = discourse()
    assert weights(network(d, "agreement")) == {"a-b": 1}
    assert weights(network(d, "conflict")) == {"a-b": 2, "a-c": 1, "b-c": 1}
    assert weights(network(d, "net")) == {"a-b": -1, "a-c": -1, "b-c": -1}
    tie = network(d).edges[0]
    assert (tie.sign, tie.plus, tie.minus) == ("conflict", 1, 2)
    assert tie.agree_on == ("quay",)
    assert tie.conflict_on == (("ferry", "bridge"), ("toll", "toll"))


@pytest.mark.parametrize(
    ("normalise", "divisors"),
    [("average", (3, 2.5)), ("jaccard", (5, 5)), ("cosine", (3, sqrt(6)))],
)
def test_normalisation_by_hand(normalise: str, divisors: tuple[float, float]) -> None:
    found = weights(network(discourse(), "conflict", normalise=normalise))  # type: ignore[arg-type]
    assert found == pytest.approx({"a-b": 2 / divisors[0], "a-c": 1 / divisors[1], "b-c": 1 / divisors[1]})


def test_strict_leaves_contradictions_between_statements_out_and_takes_dnas_cosine() -> None:
    d = discourse()
    found = network(d, "net", strict=True)
    assert weights(found) == {"a-b": 0, "a-c": -1, "b-c": -1}
    assert found.edges[0].sign == "balanced"
    assert weights(network(d, "conflict", strict=True, normalise="cosine")) == pytest.approx(
        {"a-b": 1 / 9, "a-c": 1 / 6, "b-c": 1 / 6}
    )


def test_a_repeated_side_counts_once_unless_acts_count() -> None:
    d = discourse(MAP.replace("  a demands\n  b demands\n", "  a demands\n  a says\n  b demands\n"))
    assert weights(network(d, "agreement")) == {"a-b": 1}
    assert weights(network(d, "agreement", acts=True)) == {"a-b": 2}
    # a's toll and ferry, b's toll and bridge, and 2 · 1 for the quay.
    assert weights(network(d, "agreement", acts=True, normalise="jaccard")) == pytest.approx({"a-b": 2 / 6})
    assert weights(network(d, "agreement", acts=True, normalise="average")) == pytest.approx({"a-b": 2 / 3.5})
    assert weights(network(d, "agreement", acts=True, normalise="cosine")) == pytest.approx(
        {"a-b": 2 / (sqrt(4 + 1 + 1) * sqrt(3))}
    )


def test_rivals_of_one_statement_are_one_conflict() -> None:
    d = discourse(
        "voice a: A\nvoice b: B\nquestion where: Where?\n  answer north and south and west\n"
        "position north: North.\n  a says\nposition south: South.\n  b says\nposition west: West.\n  b says\n"
        "position tall: High.\n  a says\n  b says\n"
    )
    (tie,) = network(d, "conflict").edges
    assert (tie.weight, tie.conflict_on) == (1, (("north", "south"), ("north", "west")))
    assert network(d, "conflict", strict=True).edges == ()


def test_statements_that_say_the_same_are_one() -> None:
    text = "voice a: A\nvoice b: B\nposition p: P.\n  a says\nposition q: Q.\n  b says\n  same-as p\n"
    (tie,) = network(discourse(text)).edges
    assert (tie.weight, tie.agree_on) == (1, ("p",))


def test_what_was_given_up_counts_only_ever_or_before() -> None:
    text = (
        "voice a: A\nvoice b: B\nposition p: P.\n  a promises, on 2024\n  a drops, on 2025\n  b promises, on 2024-06\n"
    )
    d = discourse(text)
    assert network(d).edges == ()
    assert weights(network(d, ever=True)) == {"a-b": 1}
    assert weights(network(d, at="2024")) == {"a-b": 1}
    assert network(d, at="2024", ever=True, without=["b"]).edges == ()
    with pytest.raises(ValueError, match="not a date"):
        network(d, at="last year")


def test_voices_left_out_and_isolates() -> None:
    d = discourse()
    assert [n.id for n in network(d, "agreement").nodes] == ["a", "b"]
    assert [n.id for n in network(d, "agreement", isolates=True).nodes] == ["a", "b", "c"]
    assert weights(network(d, without=["a"])) == {"b-c": -1}
    assert [n.id for n in network(d, without=["a"], isolates=True).nodes] == ["b", "c"]
    with pytest.raises(KeyError):
        network(d, without=["quay"])


def test_the_author_is_a_voice() -> None:
    d = discourse("voice a: A\nclaim p: P.\n  a denies\nposition q: Q.\n  a says\n  author rejects\n")
    found = network(d)
    assert weights(found) == {"a-author": -2}
    assert found.nodes[1].label == "the author"
    assert network(d, without=["author"]).edges == ()


# -- voices and statements -------------------------------------------------------------------------------------


def test_affiliations_by_hand() -> None:
    d = discourse()
    found = network(d, "affiliation")
    assert weights(found) == {
        **{"a-ferry": 1, "a-quay": 1, "a-toll": 1},
        **{"b-bridge": 1, "b-quay": 1, "b-toll": -1},
        **{"c-market": 1, "c-quay": -1},
    }
    assert {e.target: e.sign for e in found.edges if e.source == "b"} == {
        **{"bridge": "for", "quay": "for", "toll": "against"}
    }
    assert [(n.id, n.total) for n in found.nodes] == [
        *[("a", 3), ("b", 3), ("c", 2)],
        *[("bridge", 1), ("ferry", 1), ("market", 1), ("quay", 3), ("toll", 2)],
    ]
    shared = network(d, "affiliation", shared=True)
    assert [n.id for n in shared.statements] == ["quay", "toll"]
    activity = weights(network(d, "affiliation", normalise="activity"))
    assert (activity["b-toll"], activity["c-quay"]) == pytest.approx((-1 / 3, -1 / 2))
    prominence = weights(network(d, "affiliation", normalise="prominence"))
    assert (prominence["b-toll"], prominence["c-quay"]) == pytest.approx((-1 / 2, -1 / 3))


@pytest.mark.parametrize(("qualifier", "weight"), [("subtract", 0), ("ignore", 2), ("combine", 3)])
def test_both_sides_of_one_statement(qualifier: str, weight: int) -> None:
    d = discourse("voice a: A\nposition p: P.\n  a says, on 2024\n  a denies, on 2025\n")
    (edge,) = network(d, "affiliation", ever=True, qualifier=qualifier).edges  # type: ignore[arg-type]
    assert (edge.weight, edge.sign, len(edge.acts)) == (weight, "both", 2)


def test_normalisations_of_the_other_mode_are_refused() -> None:
    d = discourse()
    with pytest.raises(ValueError, match="activity"):
        network(d, "net", normalise="activity")
    with pytest.raises(ValueError, match="jaccard"):
        network(d, "affiliation", normalise="jaccard")
    with pytest.raises(ValueError, match="combine"):
        network(d, "affiliation", normalise="activity", qualifier="combine")


# -- against networkx, and whatever the map --------------------------------------------------------------------


@st.composite
def maps(draw: st.DrawFn) -> ArgumentMap:
    count = draw(st.integers(1, 6))
    nodes: list[AnyNode] = [Voice(id=f"v{n}", name=f"V{n}") for n in range(5)]
    nodes += [Position(id=f"p{n}", text=f"P{n}.") for n in range(count)]
    ids = st.sampled_from([f"p{n}" for n in range(count)])
    verbs = st.sampled_from(["say", "deny", "promise", "oppose", "drop", "demand"])
    dates = st.sampled_from(["2024", "2025-03", "2026"])
    for n, (voice, verb, of, date) in enumerate(
        draw(st.lists(st.tuples(st.integers(0, 4), verbs, ids, dates), max_size=25))
    ):
        nodes.append(Attribution(id=f"a{n}", voices=(f"v{voice}",), verb=verb, content=of, date=date))
    for n, (kind, a, b) in enumerate(
        draw(st.lists(st.tuples(st.sampled_from(["contradicts", "same-as"]), ids, ids), max_size=5))
    ):
        if a != b:
            nodes.append(Relation(id=f"r{n}", relation=kind, a=a, b=b))
    answers = draw(st.lists(ids, unique=True, max_size=4))
    if len(answers) > 1:
        nodes.append(Question(id="which", text="Which?", answers=tuple(answers)))
    return ArgumentMap(nodes=tuple(nodes))


@settings(max_examples=100, deadline=None)
@given(maps(), st.booleans())
def test_agreement_is_the_projection_that_networkx_makes(m: ArgumentMap, ever: bool) -> None:
    d = Discourse(m)
    two = networkx.Graph()
    two.add_node(("nothing", "for"))  # networkx refuses an empty side
    for stand in Agreement(d, ever).stands:
        two.add_edge(stand.voice, (stand.content, stand.side))
    voices = [n for n in two if isinstance(n, str)]
    counted = bipartite.weighted_projected_graph(two, voices)
    ratio = bipartite.overlap_weighted_projected_graph(two, voices, jaccard=True)
    for normalise, theirs in (("none", counted), ("jaccard", ratio)):
        ours = export.to_networkx(network(d, "agreement", ever=ever, normalise=normalise))  # type: ignore[arg-type]
        assert {frozenset(e) for e in ours.edges} == {frozenset(e) for e in theirs.edges}
        for a, b, weight in theirs.edges(data="weight"):
            assert ours.edges[a, b]["weight"] == pytest.approx(weight)


@settings(max_examples=100, deadline=None)
@given(maps(), st.sampled_from(["jaccard", "cosine", "average"]), st.booleans())
def test_normalised_weights_are_within_their_bounds(m: ArgumentMap, normalise: str, strict: bool) -> None:
    d = Discourse(m)
    for kind, least in (("agreement", 0), ("conflict", 0), ("net", -1)):
        found = network(d, kind, ever=True, normalise=normalise, strict=strict)  # type: ignore[arg-type]
        assert all(least - 1e-9 <= edge.weight <= 1 + 1e-9 for edge in found.edges)
        rows = [row for _, row in found.rows()]
        assert rows == [tuple(column) for column in zip(*rows, strict=True)]
        assert all(edge.source < edge.target for edge in found.edges)


@settings(max_examples=60, deadline=None)
@given(maps(), st.randoms(use_true_random=False), st.sampled_from(["net", "affiliation"]))
def test_the_order_of_entries_is_of_no_matter(m: ArgumentMap, random: object, kind: str) -> None:
    nodes = list(m.nodes)
    random.shuffle(nodes)  # type: ignore[attr-defined]
    other = ArgumentMap(nodes=tuple(nodes))
    # All acts are dated, so that no order is taken from the text.
    one, two = (network(Discourse(x), kind, isolates=True) for x in (m, other))  # type: ignore[arg-type]
    assert export.to_json(one) == export.to_json(two)


# -- other programs --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["net", "affiliation"])
def test_graphml_is_read_back(kind: str) -> None:
    found = network(discourse(), kind, isolates=True)  # type: ignore[arg-type]
    text = export.to_graphml(found)
    assert "None" not in text
    back = networkx.read_graphml(io.BytesIO(text.encode()))
    ours = export.to_networkx(found)
    for _, data in ours.nodes(data=True):
        data.pop("bipartite", None)
    assert dict(back.nodes(data=True)) == dict(ours.nodes(data=True))
    assert networkx.utils.edges_equal(back.edges(data=True), ours.edges(data=True))
    assert back.nodes["c"]["label"] == '"a clerk & <others>"'


def test_tables() -> None:
    found = network(discourse())
    rows = list(csv.reader(io.StringIO(export.to_csv(found))))
    assert rows[0] == list(export.COLUMNS)
    assert rows[1] == ["a", "b", "-1", "conflict", "1", "2", "quay", "ferry|bridge toll"]
    assert export.to_matrix(found) == ",a,b,c\na,0,-1,-1\nb,-1,0,-1\nc,-1,-1,0\n"
    two = network(discourse(), "affiliation", shared=True)
    assert export.to_matrix(two) == ",quay,toll\na,1,1\nb,1,-1\nc,-1,0\n"
    data = json.loads(export.to_json(two))
    assert data["edges"][0] == {
        **{"source": "a", "target": "quay", "weight": 1, "sign": "for", "plus": 1, "minus": 0},
        "acts": ["quay/a-demands"],
    }


def test_statements_have_their_side_in_networkx() -> None:
    graph = export.to_networkx(network(discourse(), "affiliation"))
    assert bipartite.is_bipartite_node_set(graph, [n for n, side in graph.nodes(data="bipartite") if side == 0])


def test_a_missing_networkx_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(ImportError, match=r"argmap\[graph\]"):
        export.to_networkx(network(discourse()))


def test_kinds_and_qualifiers_that_there_are_none_of() -> None:
    ferry = Discourse(loads("claim a: A.\n"))
    with pytest.raises(ValueError, match=r"'friends'; there is affiliation, agreement, conflict, net"):
        network(ferry, "friends")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"'sum'; there is subtract, ignore, combine"):
        network(ferry, "affiliation", qualifier="sum")  # type: ignore[arg-type]


def test_at_a_date_only_what_is_certainly_not_later_counts() -> None:
    text = (
        "source s: S\n  by author\n  date 2026-03\nvoice ada: Ada\nvoice bo: Bo\nvoice cy: Cy\n"
        "claim p: P.\n  ada says, on 2024\n  bo denies, on 2024-01/2026-12\n  cy denies\n  ada denies, on 2027\n"
    )
    ferry = Discourse(loads(text))
    then = network(ferry, at="2025", isolates=True)
    assert (then.edges, then.uncertain) == ((), ("p/bo-denies", "p/cy-denies"))
    later = network(ferry, at="2026-12")
    assert [(e.source, e.target, e.weight) for e in later.edges] == [
        ("ada", "author", 1), ("ada", "bo", -1), ("author", "bo", -1),
    ]  # fmt: skip
    assert later.uncertain == ("p/cy-denies",)
    assert network(ferry, at="2026-12", without=["cy"]).uncertain == ()
    # Without the date of the article the author's claims are of no time.
    ferry = Discourse(loads(text.replace("  date 2026-03\n", "")))
    assert [(e.source, e.target) for e in network(ferry, at="2025").edges] == [("ada", "author")]

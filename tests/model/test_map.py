"""Lookup, neighbours and JSON of a map."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from pydantic import ValidationError

import argmap
from argmap import ArgumentMap
from argmap.model.nodes import AUXILIARIES, Claim, Premise, Quote, directness_of

ROOT = Path(__file__).parents[2]

BRIDGE = """\
voice mayor: Ana Ruiz
voice port: the Port Authority
voice courier: The Courier
claim close: The bridge should be closed.
  "close it"
  because rust: The cables are rusted.
  and danger: A rusted cable can fail.
  named main
  unless replaced: The cables were replaced.
  because mayor promises safety
  but cost
claim lonely: Nobody speaks of it.
position cost: It would cost two million.
  port says: "two million … a week"
  mayor repeats
  author concedes
position safety: Nobody will be at risk.
  mayor promises: "Not one resident"
    because rust
  courier claims that mayor promises
  contradicts delay
position delay: It can stay open.
  port demands
  mayor does not accept
question q: What to do?
  answer close and delay
"""


@pytest.fixture(scope="module")
def m() -> ArgumentMap:
    return argmap.loads(BRIDGE)


def ids(nodes: object) -> list[str]:
    return [n.id for n in nodes]  # type: ignore[attr-defined]


def test_lookup(m: ArgumentMap) -> None:
    assert m["rust"] == Premise(id="rust", text="The cables are rusted.")
    assert "rust" in m
    assert "rusty" not in m
    assert m.get("rusty") is None
    assert m["author"].name == "the author"  # type: ignore[attr-defined]
    with pytest.raises(KeyError):
        m["rusty"]


def test_tuples_in_document_order(m: ArgumentMap) -> None:
    assert ids(m.claims) == ["close", "lonely"]
    assert ids(m.premises) == ["rust", "danger", "replaced"]
    assert ids(m.positions) == ["cost", "safety", "delay"]
    assert ids(m.questions) == ["q"]
    assert ids(m.voices) == ["mayor", "port", "courier"]
    assert ids(m.arguments) == ["main", "main/1", "close/2", "close/3", "safety/mayor-promises/1"]
    assert ids(m.quotes) == ["close/q1", "cost/port-says/q1", "safety/mayor-promises/q1"]
    assert ids(m.attributions)[-4:] == [
        "safety/courier-claims", "safety/courier-claims/mayor-promises", "delay/port-demands", "delay/mayor-does-not-accept",
    ]  # fmt: skip


def test_neighbours(m: ArgumentMap) -> None:
    assert ids(m.grounds_of("close")) == ["rust", "danger", "safety/mayor-promises"]
    assert ids(m.grounds_of("main")) == ["rust", "danger"]
    assert ids(m.attackers_of("close")) == ["cost"]
    assert ids(m.attackers_of("main")) == ["replaced"]
    assert ids(m.attributions_of("safety")) == ["safety/mayor-promises", "safety/courier-claims/mayor-promises"]
    assert ids(m.ancestors("rust")) == ["main", "safety/mayor-promises/1", "close", "safety/mayor-promises", "close/2"]
    assert set(ids(m.descendants("close"))) == {
        "main", "main/1", "close/2", "close/3", "rust", "danger", "replaced", "cost", "safety/mayor-promises",
        "safety/mayor-promises/1",
    }  # fmt: skip
    assert m.grounds_of("lonely") == m.attackers_of("lonely") == m.ancestors("lonely") == ()
    assert [ids(c) for c in m.components()] == [
        ["close", "rust", "danger", "replaced", "cost", "safety", "delay", "q"], ["lonely"],
    ]  # fmt: skip


def test_neighbours_in_a_circle_end() -> None:
    m = argmap.loads("claim a: A\n  because b\nclaim b: B\n  because a\n")
    assert ids(m.descendants("a")) == ["a/1", "b", "b/1"]
    assert ids(m.ancestors("a")) == ["b/1", "b", "a/1"]
    assert len(m.components()) == 1


def test_what_follows(m: ArgumentMap) -> None:
    assert m.thesis == m["close"]
    promise, outer = m["safety/mayor-promises"], m["safety/courier-claims"]
    assert m.verb_of(promise).force == "promise"  # type: ignore[arg-type]
    assert m.verb_of(outer).stance == "distancing"  # type: ignore[arg-type]
    assert m.directness_of(promise) == "direct"  # type: ignore[arg-type]
    assert m.directness_of(m["cost/port-says"]) == "mixed"  # type: ignore[arg-type]
    assert m["delay/mayor-does-not-accept"].status == "not-made"  # type: ignore[attr-defined]
    assert m.treatment_of("cost") == "endorses"
    assert m.treatment_of("safety") == "reports"
    assert m.outermost(m["safety/courier-claims/mayor-promises"]) == outer  # type: ignore[arg-type]
    assert m.drawn_by(m["main"]) == ("author",)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "directness"),
    [("Not one", "direct"), ("[H]ow so", "direct"), ("… How", "direct"), ("not one", "mixed"), ("two … a week", "mixed"),
     ("没有人知道。", "direct"), ("没有", "mixed"), ("14 days", "mixed")],
)  # fmt: skip
def test_directness(text: str, directness: str) -> None:
    assert directness_of((Quote(id="q", of="x", text=text),)) == directness
    assert directness_of(()) == "indirect"


def test_nodes_are_frozen_and_hashable(m: ArgumentMap) -> None:
    with pytest.raises(ValidationError):
        m["rust"].text = "x"  # type: ignore[attr-defined]
    assert len(set(m.nodes)) == len(m.nodes)
    with pytest.raises(ValidationError):
        Claim(id="a", text="A", colour="red")  # type: ignore[call-arg]


def test_maps_must_hang_together() -> None:
    with pytest.raises(ValidationError, match="two nodes have the ID"):
        ArgumentMap(nodes=(Claim(id="a", text="A"), Premise(id="a", text="B")))
    with pytest.raises(ValidationError, match="does not exist"):
        ArgumentMap(nodes=(Quote(id="q", of="nothing", text="x"),))


def test_auxiliaries_have_one_list() -> None:
    assert set(AUXILIARIES.values()) == {"not-made", "hypothetical", "called-for", "expected"}


def test_published_schema_is_true() -> None:
    published = (ROOT / "docs" / "schema" / "argmap-1.schema.json").read_text(encoding="utf-8")
    assert json.loads(published) == ArgumentMap.json_schema(), "run: argmap schema -o docs/schema/argmap-1.schema.json"


@pytest.mark.parametrize("name", ["bridge", "night-trains", "alliance"])
def test_json_fits_the_schema(name: str, m: ArgumentMap) -> None:
    schema = json.loads((ROOT / "docs" / "schema" / "argmap-1.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    map = m if name == "bridge" else argmap.load(ROOT / "examples" / f"{name}.argmap")
    data = json.loads(map.to_json())
    jsonschema.validate(data, schema)
    data["nodes"][0]["colour"] = "red"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema)

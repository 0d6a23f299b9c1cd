"""Canonical markup is the inverse of reading."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from support.maps import markup

import argmap
from argmap import ArgmapError, ArgumentMap
from argmap.model.nodes import Argument, Attribution, Claim, Ground, Position, Premise, Quote, Section, Voice

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.argmap"))


@settings(max_examples=300, deadline=None)
@given(markup())
def test_round_trip(text: str) -> None:
    """What can be read of a map, mistakes or not, is written so that it reads back equal, and the same again."""
    m = argmap.reads(text).map
    out = argmap.dumps(m)
    reading = argmap.reads(out)
    assert reading.map == m
    assert argmap.dumps(reading.map) == out


@settings(max_examples=150, deadline=None)
@given(markup())
def test_json_round_trip(text: str) -> None:
    m = argmap.reads(text).map
    first = m.to_json()
    again = ArgumentMap.from_json(first)
    assert again == m
    assert again.to_json() == first


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name)
def test_examples(path: Path) -> None:
    m = argmap.load(path)
    out = argmap.dumps(m)
    assert argmap.loads(out) == m
    assert argmap.dumps(argmap.loads(out)) == out


def test_what_it_looks_like() -> None:
    text = """\
argmap 1

map bridge: Should it close?
  analyst M. Okafor

voice mayor: Ana Ruiz
  person, by-role
  role mayor
  also the mayor, A. R.

# For

claim close: The bridge should be closed.
  type policy
  "close it" at p. 2
  contradicts open-it
  because rust: The cables are rusted.
    mayor and author do not deny, in RTL, on 2026-03: "no … idea"
      cue "would not"
  assuming danger: Rust is dangerous.
    meets expertise
  scheme expert-opinion
  strength 0.5
  by mayor
  named rusty
  unless replaced: They were replaced.
    meets trustworthiness
  but mayor says open-it

position open-it: It can stay open.
  someone hints, in the hall, to the council, that mayor says
  mayor says
"""
    text = text.replace("someone hints", "someone suggests")
    m = argmap.loads(text)
    assert argmap.dumps(m) == text


def test_made_in_python() -> None:
    m = ArgumentMap(
        nodes=(
            Voice(id="v", name="V"),
            Claim(id="a", text="A"),
            Argument(id="a/1", step="supports", target="a", grounds=(Ground(ref="b"), Ground(ref="p/v-says"))),
            Argument(id="odd", step="undercuts", target="a/1", grounds=(Ground(ref="b"),)),
            Premise(id="b", text="B"),
            Position(id="p", text="P"),
            Attribution(id="p/v-says", voices=("v",), verb="say", content="p"),
            Quote(id="p/v-says/q1", of="p/v-says", text='He said: "yes"'),
        )
    )
    assert argmap.loads(argmap.dumps(m)) == m


@pytest.mark.parametrize(
    "nodes",
    [
        (Claim(id="a", text="two\nlines"),),
        (Claim(id="a b", text="A"),),
        (Claim(id="because", text="A"),),
        (Claim(id="a", text=""),),
        (Section(id="§/x", title="X", level=1), Claim(id="a", text="A")),
        (Premise(id="b", text="B"), Claim(id="a", text="A"),
         Argument(id="a/1", step="supports", target="a", grounds=(Ground(ref="b", implicit=True),))),
    ],
)  # fmt: skip
def test_what_the_notation_cannot_say_is_refused(nodes: tuple[Claim, ...]) -> None:
    with pytest.raises(ArgmapError):
        argmap.dumps(ArgumentMap(nodes=nodes))

"""W309 cannot be written in markup, so its maps are made here."""

from __future__ import annotations

import pytest

from argmap import ArgumentMap, check
from argmap.model.nodes import Argument, Claim, Ground, Premise, Step


def a_map(*grounds: Ground, step: Step = "supports") -> ArgumentMap:
    return ArgumentMap(
        nodes=(
            Claim(id="close", text="The bridge should be closed."),
            Argument(id="close/1", step=step, target="close", grounds=grounds),
            Premise(id="rust", text="The cables are rusted."),
            Premise(id="bad", text="Rust is bad for cables."),
        )
    )


@pytest.mark.parametrize("step", ["supports", "rebuts"])
def test_a_step_of_which_nothing_is_said(step: Step) -> None:
    (found,) = check(a_map(Ground(ref="rust", implicit=True), Ground(ref="bad", implicit=True), step=step), ["W309"])
    assert found.code == "W309"
    assert "`close/1`" in found.message
    assert "`rust` and `bad` are only assumed" in found.message
    assert found.help


def test_one_ground_unsaid() -> None:
    (found,) = check(a_map(Ground(ref="rust", implicit=True)), ["nothing-stated"])
    assert "its ground `rust` is only assumed" in found.message


def test_it_survives_json() -> None:
    map = ArgumentMap.from_json(a_map(Ground(ref="rust", implicit=True)).to_json())
    assert [d.code for d in check(map, ["W309"])] == ["W309"]


def test_one_stated_ground_is_enough() -> None:
    assert check(a_map(Ground(ref="rust"), Ground(ref="bad", implicit=True)), ["W309"]) == ()

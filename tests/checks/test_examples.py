"""The examples hold to their own rules."""

from __future__ import annotations

from pathlib import Path

import pytest

import argmap

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.argmap"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_nothing_is_doubtful_about_the_examples(path: Path) -> None:
    reading = argmap.read(path)
    assert argmap.check(reading) == ()
    # The one rule that is off asks for critical questions wherever a scheme is named.
    assert {d.code for d in argmap.check(reading, "ALL")} <= {"I502"}

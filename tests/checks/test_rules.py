"""Each rule fires where its fixture says, and is silent on maps that only look alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.expected import expected_in, mismatches

from argmap.checks import RULES

FOLDER = Path(__file__).parent / "fixtures"


@pytest.mark.parametrize("code", RULES)
def test_a_rule_fires(code: str) -> None:
    path = FOLDER / f"{code}-fires.argmap"
    text = path.read_text(encoding="utf-8")
    assert {e.code for e in expected_in(text)} == {code}
    assert mismatches(text, path, (code,)) == []


@pytest.mark.parametrize("code", RULES)
def test_a_rule_is_silent(code: str) -> None:
    path = FOLDER / f"{code}-quiet.argmap"
    text = path.read_text(encoding="utf-8")
    assert not expected_in(text)
    assert mismatches(text, path, (code,)) == []


def test_no_fixture_is_forgotten() -> None:
    assert {p.stem for p in FOLDER.iterdir()} == {f"{c}-{w}" for c in RULES for w in ("fires", "quiet")}

"""Each rule fires where its fixture says, and is silent on maps that only look alike."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from support.expected import expected_in, mismatches

import argmap
from argmap.checks import RULES
from argmap.checks.fixing import apply, fixed

FOLDER = Path(__file__).parent / "fixtures"
MISTAKES = Path(__file__).parents[1] / "notation" / "mistakes"
IN_MARKUP = tuple(code for code in RULES if code != "W309")
"""W309 finds what markup cannot say: test_nothing_stated.py."""


@pytest.mark.parametrize("code", IN_MARKUP)
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
    wanted = {f"{c}-fires" for c in IN_MARKUP} | {f"{c}-quiet" for c in RULES}
    assert {p.stem for p in FOLDER.glob("*.argmap")} == wanted


def test_no_article_is_left_over() -> None:
    maps = "".join(p.read_text(encoding="utf-8") for p in FOLDER.glob("*.argmap"))
    assert {p.name for p in (FOLDER / "texts").iterdir() if f"texts/{p.name}\n" not in maps} == set()


@pytest.mark.parametrize("path", sorted([*FOLDER.glob("*.argmap"), *MISTAKES.rglob("*.argmap")]), ids=lambda p: p.stem)
@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
def test_fixes_remove_what_they_are_for(path: Path, unsafe: bool) -> None:
    """Each fix alone takes its own diagnostic away; a safe one brings no other error in its place."""
    text = path.read_text(encoding="utf-8")
    found = argmap.check(argmap.reads(text, path=path), ["ALL"])
    errors = sum(d.severity == "error" for d in found)
    for d in found:
        if d.fix is None or d.fix.safe == unsafe:
            continue
        new = apply(text, [d.fix])
        assert new != text, d
        after = argmap.check(argmap.reads(new, path=path), ["ALL"])
        if d.fix.safe:
            assert sum(e.severity == "error" for e in after) <= errors - (d.severity == "error"), (d, new)
        told = Counter((e.code, e.message) for e in after)
        assert told[d.code, d.message] < Counter((e.code, e.message) for e in found)[d.code, d.message], d


def test_all_fixes_together() -> None:
    text = (FOLDER / "W401-fires.argmap").read_text(encoding="utf-8")
    done = fixed(text, "<text>", lambda t: argmap.check(argmap.reads(t), ["W401"]), unsafe=True)
    assert done.count > 1
    assert not [d for d in done.left if d.fix]

"""What the rules of structure make of a whole map, where a fixture of many maps in one cannot tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap import Diagnostic, check, read, reads


def found(text: str, code: str) -> list[Diagnostic]:
    reading = reads(text)
    assert reading.ok, reading.diagnostics
    return [d for d in check(reading, [code]) if d.code == code]


@pytest.mark.parametrize("code", ["W305", "W306", "W307"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "claim a: One claim.\n",
        "claim a: One claim.\nclaim b: Another claim.\npremise c: A premise.\n",
        "position a: One view.\n  someone says\nposition b: Another view.\n  someone demands\n",
    ],
)
def test_a_map_without_arguments_is_left_alone(text: str, code: str) -> None:
    assert found(text, code) == []


def test_claims_are_bare_as_soon_as_one_has_a_reason() -> None:
    text = "claim a: One claim.\nclaim b: Another claim.\n"
    assert found(text, "W305") == []
    assert [d.span.line for d in found(text + "  because c: A reason.\n", "W305")] == [1]


def test_contradiction_is_no_reason() -> None:
    text = "claim a: A.\n  because b: B.\nclaim c: C.\n  contradicts a\n"
    assert [d.span.line for d in found(text, "W305")] == [3]


def test_a_bare_claim_becomes_a_premise_where_the_author_leans_on_it() -> None:
    (one,) = found("claim a: A.\n  because b\nclaim b: B.\n", "W305")
    assert one.fix is not None
    assert not one.fix.safe
    ((span, text),) = one.fix.edits
    assert (span.line, span.column, span.end_line, span.end_column) == (3, 1, 3, 6)
    assert text == "premise"


@pytest.mark.parametrize("tail", ["claim b: B.\n", "  because b\n  by lund\nclaim b: B.\nvoice lund: Maja Lund\n"])
def test_a_bare_claim_stays_one_where_the_author_does_not(tail: str) -> None:
    (one,) = found("claim a: A.\n  because c: C.\n" + tail, "W305")
    assert one.fix is None


def test_what_is_included_is_checked_in_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "facts.argmap").write_text(
        "claim ice: Ice is cold.\nclaim sun: The sun is hot.\nclaim sea: The sea is wet.\n"
        "  because rain: It rains into it.\nclaim sand: Sand is dry.\n  because heat: It is hot.\n",
        encoding="utf-8",
    )
    path = tmp_path / "map.argmap"
    path.write_text(
        "include facts.argmap as facts\nclaim a: Wear shoes.\n  because facts.ice\n  because b: B.\n", encoding="utf-8"
    )
    reading = read(path)
    assert reading.ok
    assert check(reading, ["W305", "W306", "W307"]) == ()


TWO = "claim a: A.\n  because b: B.\nclaim c: C.\n  because d: D.\n"


def test_two_theses_are_told_at_the_second() -> None:
    (one,) = found(TWO, "W307")
    assert (one.span.line, one.span.column, one.span.end_column) == (3, 7, 8)
    assert [r.span.line for r in one.related] == [1]


@pytest.mark.parametrize(
    ("more", "count"),
    [
        ("  same-as a\n", 0),
        ("  contradicts a\n", 1),
        ("question q: Which?\n  answer a and c\n", 1),
        ("question q: Which?\n  answer a and c\n  open\n", 0),
        ("  supports b\n", 0),
        ("  undercuts a/1\n", 0),
    ],
)
def test_what_makes_two_theses_one(more: str, count: int) -> None:
    assert len(found(TWO + more, "W307")) == count

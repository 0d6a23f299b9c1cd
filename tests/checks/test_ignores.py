"""Comments that silence rules."""

from __future__ import annotations

import pytest

import argmap

BARE = "claim a: The lido is open.\n  because b\nclaim b: The lido is warm.\n"


def codes(text: str, **options: object) -> list[str]:
    return [d.code for d in argmap.check(argmap.reads(text), **options)]  # type: ignore[arg-type]


def test_above_a_line_and_for_a_file() -> None:
    assert codes(BARE) == ["W305"]
    assert codes(BARE.replace("claim b", "// argmap: ignore W305\nclaim b")) == []
    assert codes(BARE.replace("claim b", "// argmap: ignore bare-claim\n\n// really\nclaim b")) == []
    assert codes(BARE + "// argmap: ignore-file W305\n") == []
    assert codes("// argmap: ignore W305\n" + BARE) == ["I008", "W305"]


def test_what_silences_nothing_is_told_and_can_be_taken_out() -> None:
    text = BARE.replace("claim b", "// argmap: ignore W305, W306 I601\nclaim b")
    found = argmap.check(argmap.reads(text))
    assert [(d.code, d.span.column) for d in found] == [("I008", 25), ("I008", 30)]
    assert all(d.fix and d.fix.safe for d in found)
    from argmap.checks.fixing import fixed

    done = fixed(text, "<text>", lambda t: argmap.check(argmap.reads(t)))
    assert done.text == BARE.replace("claim b", "// argmap: ignore W305\nclaim b")
    # A comment on a rule that was not run may well have its use.
    assert codes(text, select="W305") == []


@pytest.mark.parametrize(
    ("comment", "said", "help"),
    [
        ("// argmap: ignore E201", "cannot be ignored", "put right"),
        ("// argmap: ignore W999", "no rule `W999`", "code or name"),
        ("// argmap: ignore bare-clam", "no rule `bare-clam`", "`bare-claim`"),
        ("// argmap: ignore W3", "no rule `W3`", "whole codes"),
        ("// argmap: ignore", "names no code", "W305"),
        ("// argmap: disable W305", "nothing it knows", "// argmap: ignore W305"),
        ("// argmap: Ignore orphan", "nothing it knows", "// argmap: ignore orphan"),
        ("// argmap ignore W305", "lacks its colon", "// argmap: ignore W305"),
    ],
)
def test_comments_that_are_not_understood(comment: str, said: str, help: str) -> None:
    (found,) = (d for d in argmap.check(argmap.reads(f"{comment}\n{BARE}")) if d.code == "W007")
    assert said in found.message
    assert help in (found.help or "")


def test_other_comments_are_left_alone() -> None:
    assert codes(f"// argmap is a tool\n// see argmap: the manual\n{BARE}", select="W302") == []

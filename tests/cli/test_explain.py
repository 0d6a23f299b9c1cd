"""`argmap explain` as its users meet it."""

from __future__ import annotations

from functools import partial

import pytest
from cli.test_cli import run

from argmap.diagnostics import CODES
from argmap.diagnostics.pages import page

explain = partial(run, "explain")


@pytest.mark.parametrize("written", ["E201", "e201", "unknown-id"])
def test_one_code(written: str) -> None:
    done = explain(written)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == page("E201")
    assert done.stdout.startswith("# E201 unknown-id\n\nError: an ID is used that nothing declares.\n")


def test_several_codes_in_the_order_asked_for_and_each_once() -> None:
    done = explain("W501", "two-claims", "w501")
    assert done.returncode == 0
    assert [line for line in done.stdout.split("\n") if line.startswith("# ")] == [
        "# W501 missing-premise",
        "# I603 two-claims",
    ]


def test_all_codes() -> None:
    done = explain("--all")
    assert done.returncode == 0
    titles = [line for line in done.stdout.split("\n") if line.startswith(tuple(f"# {code} " for code in CODES))]
    assert titles == [f"# {code} {about.slug}" for code, about in CODES.items()]


def test_without_a_code_all_are_listed() -> None:
    done = explain()
    assert done.returncode == 0
    for code, about in CODES.items():
        (line,) = (line for line in done.stdout.split("\n") if line.startswith(code))
        assert about.slug in line
        assert about.summary in line
        assert line.endswith("(when selected)") == (not about.default)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("W50", "did you mean W501?"),
        ("missing-premisse", "did you mean missing-premise?"),
        ("nonsense", "`argmap explain` lists them all"),
    ],
)
def test_an_unknown_code(written: str, hint: str) -> None:
    done = explain("E201", written)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"there is no code {written}" in done.stderr
    assert hint in done.stderr


def test_on_a_terminal_headings_are_bold_and_blocks_indented() -> None:
    done = explain("W501", FORCE_COLOR="1")
    assert done.stdout.startswith("\x1b[1mW501 missing-premise\x1b[0m\n")
    assert "\x1b[1mExample\x1b[0m" in done.stdout
    assert "    claim close: The footbridge should be closed.\n" in done.stdout
    assert "```" not in done.stdout
    assert "\x1b" not in explain("W501", FORCE_COLOR="1", NO_COLOR="1").stdout


def test_help_has_examples() -> None:
    done = explain("--help")
    assert done.returncode == 0
    assert "examples:" in done.stdout
    assert "argmap explain W305" in done.stdout

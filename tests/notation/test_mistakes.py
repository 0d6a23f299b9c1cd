"""Every mistake earns one diagnostic, at its place; the rest of the file is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.expected import expected_in, mismatches

import argmap
from argmap.diagnostics import CODES, render_concise, render_text

FOLDER = Path(__file__).parent / "mistakes"
FILES = sorted(FOLDER.rglob("*.argmap"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_what_is_announced_is_what_is_found(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert expected_in(text) or path.parent != FOLDER
    assert mismatches(text, path) == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_messages_follow_the_rules(path: Path) -> None:
    """Lower case, no full stop, none of a parser's words; the place exists in the file."""
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    for d in argmap.reads(text, path=path).diagnostics:
        assert d.code in CODES
        for said in (d.message, d.label, d.help or ""):
            assert not said.endswith(".")
            assert said[:1] == said[:1].lower()
            assert not {"token", "terminal", "EOF", "unexpected", "None"} & set(said.replace("`", " ").split())
        assert d.help, d.message
        assert 1 <= d.span.line <= len(lines)
        assert 1 <= d.span.column <= d.span.end_column <= len(lines[d.span.line - 1]) + 2


def test_every_code_of_reading_is_exercised() -> None:
    told = {e.code for path in FILES for e in expected_in(path.read_text(encoding="utf-8"))}
    elsewhere = {"E001", "E002", "E003", "E004", "E005", "E111"}  # test_reader.py, test_include.py
    assert told | elsewhere == set(CODES)


def test_the_rest_is_read() -> None:
    reading = argmap.reads((FOLDER / "syntax.argmap").read_text(encoding="utf-8"))
    m = reading.map
    assert {"misspelt", "no-colon", "two-words", "ok", "rust", "mayor"} <= {n.id for n in m.nodes}
    assert m["no-colon"].text == "The colon is missing."  # type: ignore[attr-defined]
    assert "rust" in {g.id for g in m.grounds_of("ok")}
    assert m["rusty"] in m.grounds_of("ok")


def test_a_diagnostic_in_full() -> None:
    reading = argmap.reads(
        "premise rust: The cables are rusted.\n\nclaim x: X\n\tbecause rsut\npremise rust: Again\n", "b.argmap"
    )
    assert render_text(reading.diagnostics, reading.texts) == (
        "error[E201]: there is no ID `rsut`\n"
        " --> b.argmap:4:10\n"
        "  |\n"
        "4 |     because rsut\n"
        "  |             ^^^^ not declared\n"
        "  = help: did you mean `rust`?\n"
        "\n"
        "error[E202]: the ID `rust` is declared twice\n"
        " --> b.argmap:5:9\n"
        "  |\n"
        "1 | premise rust: The cables are rusted.\n"
        "  |         ---- first declared here\n"
        "...\n"
        "5 | premise rust: Again\n"
        "  |         ^^^^ declared again here\n"
        "  = help: give one of the two another ID\n"
    )
    assert render_concise(reading.diagnostics).splitlines() == [
        "b.argmap:4:10: error[E201] there is no ID `rsut`",
        "b.argmap:5:9: error[E202] the ID `rust` is declared twice",
    ]


def test_wide_and_combining_characters_keep_the_caret_in_place() -> None:
    reading = argmap.reads("claim 山田e\u0301: X\n  because 山田e\u0301 and wrong\n")
    text = render_text(reading.diagnostics, reading.texts)
    excerpt = next(line for line in text.splitlines() if "because" in line)
    carets = [line for line in text.splitlines() if "^" in line]
    assert excerpt.index("wrong") - 1 + 2 - 0 == carets[-1].index("^") or len(carets) == 2

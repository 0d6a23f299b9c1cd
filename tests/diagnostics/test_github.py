"""Workflow commands: one line each, read back as GitHub's runner reads them."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.diagnostics import Diagnostic, Span
from argmap.diagnostics.github import render_github

COMMAND = re.compile(r"::(?P<command>error|warning|notice) (?P<properties>[^\r\n]*?)::(?P<message>[^\r\n]*)")


def parsed(line: str) -> tuple[str, dict[str, str], str]:
    """A command taken apart."""
    match = COMMAND.fullmatch(line)
    assert match, line

    def plain(text: str) -> str:
        for code, c in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            text = text.replace(code, c)
        return text

    pairs = (pair.split("=", 1) for pair in match["properties"].split(","))
    return match["command"], {name: plain(value) for name, value in pairs}, plain(match["message"])


def test_an_error_in_full() -> None:
    d = Diagnostic(
        "E201", "there is no ID `rsut`", Span("maps/bridge.argmap", 4, 10, 4, 14), "not declared",
        notes=("names are read as written",), help="did you mean `rust`?",
    )  # fmt: skip
    assert render_github([d], {}) == (
        "::error file=maps/bridge.argmap,line=4,endLine=4,col=10,endColumn=14,title=argmap (E201)"
        "::there is no ID `rsut`%0Anote: names are read as written%0Ahelp: did you mean `rust`?\n"
    )


def test_severities() -> None:
    span = Span("a.argmap", 1, 1, 1, 2)
    commands = [Diagnostic(code, "x", span) for code in ("E201", "W302", "I409")]
    lines = render_github(commands, {}).splitlines()
    assert [parsed(line)[0] for line in lines] == ["error", "warning", "notice"]
    assert render_github([], {}) == ""


def test_columns_are_left_out_where_the_lines_differ() -> None:
    d = Diagnostic("W302", "x", Span("a.argmap", 3, 7, 5, 2))
    assert render_github([d], {}) == "::warning file=a.argmap,line=3,endLine=5,title=argmap (W302)::x\n"


def test_an_empty_span() -> None:
    d = Diagnostic("E103", "x", Span("a.argmap", 3, 7, 3, 7))
    assert "col=7,endColumn=7," in render_github([d], {})


def test_a_map_that_was_read_from_no_file_has_no_place() -> None:
    d = Diagnostic("W302", "x", Span("", 1, 1, 1, 1))
    assert render_github([d], {}) == "::warning title=argmap (W302)::x\n"


def test_what_would_end_a_value_is_escaped() -> None:
    d = Diagnostic("E201", "50% :: a, b\r\nc\rd", Span("a,b:c%\n.argmap", 1, 1, 1, 2), help="so: 100%0A")
    line = render_github([d], {})
    assert line == (
        "::error file=a%2Cb%3Ac%25%0A.argmap,line=1,endLine=1,col=1,endColumn=2,title=argmap (E201)"
        "::50%25 :: a, b%0Ac%0Ad%0Ahelp: so: 100%250A\n"
    )
    assert parsed(line[:-1])[1]["file"] == "a,b:c%\n.argmap"


@settings(deadline=None)
@given(
    st.text(st.characters() | st.sampled_from("%:,\r\n\ud800\x1b")), st.text(st.characters() | st.sampled_from("%:,\n"))
)
def test_any_text_stays_in_its_line(message: str, file: str) -> None:
    line = render_github([Diagnostic("E201", message, Span(file, 2, 3, 2, 4))], {})
    line.encode()
    assert line.count("\n") == 1
    assert len(line.splitlines()) == 1
    command, properties, said = parsed(line[:-1])
    assert command == "error"
    assert properties["title"] == "argmap (E201)"
    assert ("file" in properties) == bool(file)
    if message.isascii() and message.isprintable():
        assert said == message

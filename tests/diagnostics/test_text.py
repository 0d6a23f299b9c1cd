"""Excerpts: marks stand below what they mark, whatever the line holds and however long it is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap
from argmap.diagnostics import FORMATS, Diagnostic, Fix, Related, Span, render_concise, render_text
from argmap.diagnostics.text import WIDTH, display_width, shown

ROOT = Path(__file__).parents[2]
FILE = "bridge.argmap"


def found(
    span: tuple[int, int, int, int],
    label: str = "",
    *related: tuple[tuple[int, int, int, int], str],
    code: str = "E201",
) -> Diagnostic:
    others = tuple(Related(Span(FILE, *place), said) for place, said in related)
    return Diagnostic(code, "there is no ID `rsut`", Span(FILE, *span), label, others, (), "did you mean `rust`?")


def excerpt(text: str, d: Diagnostic) -> str:
    """What is rendered between the place and the help."""
    lines = render_text([d], {FILE: text.split("\n")}).split("\n")
    assert lines[0] == "error[E201]: there is no ID `rsut`"
    assert lines[1].strip() == f"--> {FILE}:{d.span.line}:{d.span.column}"
    assert lines[2].strip() == "|"
    assert lines[-2].strip() == "= help: did you mean `rust`?"
    assert lines[-1] == ""
    return "\n".join(lines[3:-2])


def test_several_marks_in_one_line_have_rows_of_their_own_from_left_to_right() -> None:
    d = found((2, 20, 2, 23), "not declared", ((2, 11, 2, 15), "declared above"), ((2, 3, 2, 10), "in this step"))
    assert excerpt("claim close: Close it.\n  because rust and mud", d) == (
        "2 |   because rust and mud\n"
        "  |   ------- in this step\n"
        "  |           ---- declared above\n"
        "  |                    ^^^ not declared"
    )


def test_at_one_place_the_problem_comes_first() -> None:
    d = found((1, 1, 1, 6), "this", ((1, 1, 1, 6), "and that"))
    assert excerpt("claim close: Close it.", d) == (
        "1 | claim close: Close it.\n  | ^^^^^ this\n  | ----- and that"
    )  # fmt: skip


def test_lines_far_apart_and_numbers_of_different_widths() -> None:
    text = "claim close: Close it.\n  because rust\n" + "\n" * 6 + "premise rust: It rusts.\npremise rust: Again.\n"
    d = found((10, 9, 10, 13), "declared again", ((2, 11, 2, 15), "used here"), ((9, 9, 9, 13), "first declared here"))
    assert excerpt(text, d) == (
        " 2 |   because rust\n"
        "   |           ---- used here\n"
        "....\n"
        " 9 | premise rust: It rusts.\n"
        "   |         ---- first declared here\n"
        "10 | premise rust: Again.\n"
        "   |         ^^^^ declared again"
    )


def test_other_files_and_files_that_are_not_known() -> None:
    d = Diagnostic(
        "E202", "the ID `rust` is declared twice", Span("b.argmap", 1, 9, 1, 13), "declared again here",
        (
            Related(Span("unread.argmap", 7, 3, 7, 9), "included here"),
            Related(Span("a.argmap", 12, 1, 12, 6), "and here"),
            Related(Span("a.argmap", 3, 9, 3, 13), "first declared here"),
        ),
        help="give one of the two another ID",
    )  # fmt: skip
    sources = {"a.argmap": ["", "", "premise rust: It rusts.", *[""] * 8, "claim x"], "b.argmap": ["premise rust: No."]}
    assert render_text([d], sources) == (
        "error[E202]: the ID `rust` is declared twice\n"
        "  --> b.argmap:1:9\n"
        "   |\n"
        " 1 | premise rust: No.\n"
        "   |         ^^^^ declared again here\n"
        "  ::: unread.argmap:7:3\n"
        "  ::: a.argmap:3:9\n"
        "   |\n"
        " 3 | premise rust: It rusts.\n"
        "   |         ---- first declared here\n"
        "....\n"
        "12 | claim x\n"
        "   | ----- and here\n"
        "   = help: give one of the two another ID\n"
    )


def test_a_map_that_was_read_from_no_file_has_no_places() -> None:
    nowhere = Span("", 1, 1, 1, 1)
    d = Diagnostic(
        "W302", "reasons go round", nowhere, "starts here", (Related(nowhere, "goes on"),), ("a note",), "cut"
    )
    assert render_text([d], {}) == "warning[W302]: reasons go round\n  = note: a note\n  = help: cut\n"
    assert render_concise([d]) == "warning[W302] reasons go round\n"


def test_a_mark_over_several_lines_shows_the_first_and_the_last() -> None:
    d = found((1, 7, 5, 7), "all of this", ((4, 3, 4, 10), "with this"))
    assert excerpt("claim close: Close it.\n  because rust\n  because\n  because wind\n  but costs\n", d) == (
        "1 | claim close: Close it.\n"
        "  |       ^^^^^^^^^^^^^^^^\n"
        "...\n"
        "4 |   because wind\n"
        "  |   ------- with this\n"
        "5 |   but costs\n"
        "  |   ^^^^ all of this"
    )


@pytest.mark.parametrize("end", [(2, 1), (2, 5), (9, 1)], ids=str)
def test_a_line_with_its_end_is_one_line(end: tuple[int, int]) -> None:
    assert excerpt("claim close", found((1, 7, *end), "to the end")) == "1 | claim close\n  |       ^^^^^ to the end"


def test_an_empty_span_has_one_caret() -> None:
    assert excerpt("claim close", found((1, 12, 1, 12), "no colon")) == "1 | claim close\n  |            ^ no colon"
    assert excerpt("claim close", found((1, 7, 1, 7), "no colon")) == "1 | claim close\n  |       ^ no colon"
    assert excerpt("", found((1, 1, 1, 1), "nothing")) == "1 |\n  | ^ nothing"


def test_a_span_beyond_its_line_ends_with_it() -> None:
    assert excerpt("claim", found((1, 4, 1, 90), "here")) == "1 | claim\n  |    ^^ here"
    assert excerpt("claim", found((1, 40, 1, 90), "here")) == "1 | claim\n  |      ^ here"
    assert "|" not in render_text([found((8, 1, 8, 2), "here")], {FILE: ["claim"]})


def test_tabs_take_four_columns() -> None:
    assert (
        excerpt("\tbecause\trsut", found((1, 10, 1, 14), "here"))
        == "1 |     because    rsut\n  |                ^^^^ here"
    )
    assert excerpt("\tx", found((1, 1, 1, 2), "a tab")) == "1 |     x\n  | ^^^^ a tab"


@pytest.mark.parametrize(
    ("before", "columns"),
    [
        ("Zürich—Málaga «Ω» Київ €5 … ", 28),
        ("山田さん ", 9),
        ("e\u0301a\u0308 ", 3),
        ("👩‍👩‍👧‍👦 ", 3),
        ("❤️ ", 3),
        ("❤ ", 2),
        ("🇵🇹🇳🇱 ", 5),
        ("👍🏽 ", 3),
        ("1️⃣ ", 3),
        ("שלום ", 5),
        ("سلام\u200f ", 5),
        ("한국 ", 5),
    ],
    ids=ascii,
)
def test_marks_stand_in_columns_of_the_terminal(before: str, columns: int) -> None:
    marked = len(before) + 1
    expected = f"1 | {before}rsut\n  | {' ' * columns}^^^^ here"
    assert excerpt(f"{before}rsut", found((1, marked, 1, marked + 4), "here")) == expected
    assert display_width(before) == columns


def test_wide_characters_get_wide_marks() -> None:
    assert excerpt("a 山田 b", found((1, 3, 1, 5), "here")) == "1 | a 山田 b\n  |   ^^^^ here"
    assert excerpt("a 👩‍👩‍👧‍👦 b", found((1, 3, 1, 10), "here")) == "1 | a 👩‍👩‍👧‍👦 b\n  |   ^^ here"


def test_what_a_terminal_would_obey_or_cannot_show_is_replaced() -> None:
    text = "a \x1b[31m\x00\x7f\x9b\r\ud800\u2028\u202e\u2066b rsut"
    assert excerpt(text, found((1, 17, 1, 21), "here")) == (
        "1 | a \ufffd[31m\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffdb rsut\n  |                 ^^^^ here"
    )
    d = Diagnostic("E201", "no `\x1b[2J`", Span("\ud800.argmap", 1, 1, 1, 2), "\x1b", (), ("\x9bm",), "\ud83d")
    for out in (render_text([d], {"\ud800.argmap": ["\x1b"]}), render_concise([d])):
        assert "\x1b" not in out
        assert "\x9b" not in out
        out.encode()


def test_notes_and_help_of_several_lines_are_indented() -> None:
    d = Diagnostic(
        "E201", "wrong", Span("", 1, 1, 1, 1), notes=("one\n  two\n\nthree", "four"), help="do this\r\nor that"
    )
    assert render_text([d], {}) == (
        "error[E201]: wrong\n"
        "  = note: one\n"
        "            two\n"
        "\n"
        "          three\n"
        "  = note: four\n"
        "  = help: do this\n"
        "          or that\n"
    )  # fmt: skip


def test_a_message_and_a_label_stay_on_one_line() -> None:
    d = Diagnostic("E201", "one\ntwo", Span(FILE, 1, 1, 1, 2), "three\nfour")
    assert render_text([d], {FILE: ["x"]}) == f"error[E201]: one two\n --> {FILE}:1:1\n  |\n1 | x\n  | ^ three four\n"
    assert render_concise([d]) == f"{FILE}:1:1: error[E201] one two\n"


def test_a_fix_changes_nothing_in_the_excerpt() -> None:
    plain = found((1, 1, 1, 6), "here")
    span = Span(FILE, 1, 1, 1, 6)
    mended = Diagnostic(plain.code, plain.message, plain.span, plain.label, (), (), plain.help, Fix.at(span, "x", True))
    assert excerpt("claim close", mended) == excerpt("claim close", plain)


def test_colours_and_nothing_else_with_colour() -> None:
    for code, colour in {"E201": "1;31", "W302": "1;33", "I409": "1;36"}.items():
        d = found((1, 1, 1, 6), "here", ((1, 7, 1, 12), "there"), code=code)
        coloured = render_text([d], {FILE: ["claim close"]}, colour=True)
        assert f"\x1b[{colour}m{d.severity}[{code}]\x1b[0m" in coloured
        assert f"\x1b[{colour}m^^^^^ here\x1b[0m" in coloured
        assert "\x1b[34m      ----- there\x1b[0m" in coloured
        plain = coloured
        for style in ("1;31", "1;33", "1;36", "34", "1", "0"):
            plain = plain.replace(f"\x1b[{style}m", "")
        assert plain == render_text([d], {FILE: ["claim close"]})


# -- long lines ------------------------------------------------------------------------------------------------

LONG = "  because " + " ".join(f"stone-{n}" for n in range(150))


def place(word: str) -> tuple[int, int, int, int]:
    at = LONG.index(word + " ") + 1
    return 1, at, 1, at + len(word)


def test_a_long_line_is_cut_around_the_mark() -> None:
    assert excerpt(LONG, found(place("stone-80"), "not declared anywhere")) == (
        "1 | … stone-73 stone-74 stone-75 stone-76 stone-77 stone-78 stone-79 stone-80 stone-81 stone-82 stone-83 stone-84 sto…\n"
        "  |                                                                  ^^^^^^^^ not declared anywhere"
    )


def test_a_long_line_is_cut_behind_only_near_its_beginning_and_before_only_near_its_end() -> None:
    assert excerpt(LONG, found(place("stone-2"), "here")) == (
        "1 |   because stone-0 stone-1 stone-2 stone-3 stone-4 stone-5 stone-6 stone-7 stone-8 stone-9 stone-10 stone-11 ston…\n"
        "  |                           ^^^^^^^ here"
    )
    end = len(LONG) + 1
    assert excerpt(LONG, found((1, end, 1, end), "no colon")) == (
        "1 | …42 stone-143 stone-144 stone-145 stone-146 stone-147 stone-148 stone-149\n"
        "  |                                                                          ^ no colon"
    )


def test_marks_near_each_other_share_a_part_of_a_long_line_and_others_do_not() -> None:
    d = found(place("stone-80"), "this", (place("stone-83"), "and this"))
    assert excerpt(LONG, d).count("1 |") == 1
    d = found(place("stone-80"), "this", (place("stone-3"), "and this"))
    assert excerpt(LONG, d) == (
        "1 |   because stone-0 stone-1 stone-2 stone-3 stone-4 stone-5 stone-6 stone-7 stone-8 stone-9 stone-10 stone-11 ston…\n"
        "  |                                   ------- and this\n"
        "1 | … stone-73 stone-74 stone-75 stone-76 stone-77 stone-78 stone-79 stone-80 stone-81 stone-82 stone-83 stone-84 sto…\n"
        "  |                                                                  ^^^^^^^^ this"
    )


def test_of_a_long_mark_the_beginning_is_shown() -> None:
    start = place("stone-80")[1]
    source, marks, label = excerpt(LONG, found((1, start, 1, len(LONG) + 1), "all of this")).split("\n")
    assert source[marks.index("^") :].startswith("stone-80 stone-81")
    assert len(source) == WIDTH
    assert len(marks) == WIDTH - 1
    assert label.index("all of this") == marks.index("^")


def test_a_label_without_room_beside_its_mark_stands_below() -> None:
    line = LONG[: WIDTH - 4]
    assert excerpt(line, found((1, 100, 1, 108), "this is not declared in any map")) == (
        f"1 | {line}\n"
        f"  | {' ' * 99}^^^^^^^^\n"
        f"  | {' ' * 83}this is not declared in any map"
    )  # fmt: skip


def test_a_line_is_not_cut_within_a_character() -> None:
    line = "👩‍👩‍👧‍👦" * 200
    source, marks = excerpt(line, found((1, 701, 1, 708), "here")).split("\n")
    assert set(source.removeprefix("1 | …").removesuffix("…").split("👩‍👩‍👧‍👦")) == {""}
    assert "^^ here" in marks
    assert display_width(source) <= WIDTH


# Characters of all kinds; the commonest that are hard are drawn often.
HARD = st.sampled_from("\t山\u0301\u0903👩👧❤🇵🇹🏽ש\u200d\ufe0f\ufe0e\u20e3\x1b\ud800\u202e\u3000 \xa0\xad한각")
LINES = st.text(HARD | st.characters(exclude_characters="\n") | st.sampled_from("abc "), max_size=60)


@settings(deadline=None)
@given(LINES, st.integers(1, 12), st.data())
def test_the_marks_begin_where_the_shown_prefix_ends(piece: str, times: int, data: st.DataObject) -> None:
    line = piece * times
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    d = found((1, start + 1, 1, end + 1), "here")
    out = render_text([d], {FILE: [line]})
    out.encode()
    source, marks, *more = excerpt(line, d).split("\n")
    assert source.startswith("1 |")
    assert display_width(source) <= WIDTH
    assert display_width(marks) <= WIDTH
    assert [row.removeprefix("  | ").strip() for row in more] in ([], ["here"])
    signs = marks.removeprefix("  | ").removesuffix(" here")
    offset, width = signs.count(" "), signs.count("^")
    assert signs == " " * offset + "^" * width
    text = (source + " " * WIDTH).removeprefix("1 | ")
    before, marked = shown(line[:start]), shown(line[start:end])
    if "…" not in source:
        assert offset == display_width(before)
        assert width == max(1, display_width(before + marked) - offset)
    # Where the line is cut, some prefix of what is left of it is as wide as the marks are far in.
    assert any(
        display_width(text[:k]) == offset
        and before.endswith(text[:k].removeprefix("…"))
        and (text[k:].startswith(marked[:1]) or not marked)
        for k in range(len(text))
    )


@settings(deadline=None)
@given(st.text())
def test_widths_are_never_negative_and_control_characters_count(text: str) -> None:
    assert 0 <= display_width(text) <= 4 * len(text)
    assert display_width("\x1b" + text) == 1 + display_width(text) or not text.isascii()


def test_characters_taken_for_narrow_are_narrow() -> None:
    from wcwidth import wcwidth

    from argmap.diagnostics.text import _NARROW

    narrow = [c for c in map(chr, range(0x3000)) if _NARROW.fullmatch(c)]
    assert len(narrow) > 1000
    assert [hex(ord(c)) for c in narrow if wcwidth(c) != 1] == []
    assert not any(unicodedata.combining(c) for c in narrow)


def test_tables_of_widths_are_imported_only_where_they_are_needed() -> None:
    program = (
        "import sys\n"
        "from argmap.diagnostics.text import display_width\n"
        "assert display_width('Málaga — «Ω» Київ') == 17\n"
        "assert 'wcwidth' not in sys.modules and 'json' not in sys.modules\n"
        "assert display_width('山') == 2\n"
        "assert 'wcwidth' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})


def test_the_samples_of_the_docs_are_what_is_printed() -> None:
    page = (ROOT / "docs" / "output.md").read_text(encoding="utf-8")
    text, *samples = re.findall(r"^```(?:text|json)\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    reading = argmap.reads(text, "bridge.argmap")
    printed = [render(reading.diagnostics, reading.texts) for render in FORMATS.values()]
    assert [
        re.sub(r'("version": ")\d+\.\d+\.\d+(?=",\n +"rules")', rf"\g<1>{argmap.__version__}", s) for s in samples
    ] == printed
    assert re.findall("^## `(.*)`", page, re.MULTILINE) == list(FORMATS)

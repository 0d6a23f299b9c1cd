"""The formatter: layout in order, nothing else changed."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.lark import from_lark
from lark.exceptions import UnexpectedInput
from support.maps import markup

import argmap
from argmap import ArgmapError, format_text
from argmap.notation.format import _SYNTAX
from argmap.notation.grammar import CONTEXTS, lark_parser, lark_row

ROOT = Path(__file__).parents[2]
MAPS = sorted((ROOT / "examples").glob("*.argmap")) + sorted((ROOT / "tests").rglob("*.argmap"))

MESSY = """\


// about the map
argmap   1


claim   a :  The bridge should be closed.
    // between
      |  for good
        // why
      because   rust   and danger
            // under rust
      // one more
      but :  No !
//at the edge
      mayor  says ,in RTL, on 2026-03-02 , that  port  promises , probably :"we   will"  at p. 3   “x”
            cue   "put  it"   "so"
            // after the cue

      // the end of a
// before the heading
##   Costs   and more
voice port :Port

premise rust: Rust.
  |
  | Old\trust.
  tags   a,b
  meta   key  :   value
premise danger: It can fail.\t
source s: S
  scare   "x"   at ¶ 3    near   "y z"
include   other map.argmap   as   o
"""

NEAT = """\
// about the map
argmap 1

claim a: The bridge should be closed.
  // between
  | for good
  // why
  because rust and danger
    // under rust
  // one more
  but: No !
  //at the edge
  mayor says, in RTL, on 2026-03-02, that port promises, probably: "we   will" at p. 3 “x”
    cue "put  it" "so"
    // after the cue

  // the end of a
// before the heading
## Costs   and more
voice port: Port

premise rust: Rust.
  |
  | Old\trust.
  tags a,b
  meta key: value
premise danger: It can fail.
source s: S
  scare "x" at ¶ 3 near "y z"
include other map.argmap as o
"""


def comments(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip().startswith("//")]


def test_a_messy_map() -> None:
    assert format_text(MESSY) == NEAT
    assert format_text(NEAT) == NEAT


@pytest.mark.parametrize("path", MAPS, ids=lambda p: p.stem)
def test_real_maps(path: Path) -> None:
    """Formatting never changes what a map says, nor its comments; twice is once. What cannot be read is refused."""
    text = path.read_text(encoding="utf-8")
    try:
        done = format_text(text)
    except ArgmapError:
        assert path.is_relative_to(ROOT / "tests")
        return
    assert argmap.reads(done, path=path).map == argmap.reads(text, path=path).map
    assert comments(done) == comments(text)
    assert format_text(done) == done
    if path.parent.name == "examples":
        assert done == text


def test_a_comment_between_two_levels_stays_in_its_body() -> None:
    text = "claim a: A is.\n    because b: B is.\n  // of a\n// of c\nclaim c: C is.\n"
    assert format_text(text) == text.replace("    because", "  because")


def test_line_ends_are_kept() -> None:
    windows = MESSY.replace("\n", "\r\n")
    assert format_text(windows) == NEAT.replace("\n", "\r\n")
    assert format_text("claim a:  A\r\nclaim b: B\n") == "claim a: A\nclaim b: B\n"
    assert format_text("claim a:  A\rclaim b: B") == "claim a: A\nclaim b: B\n"


@pytest.mark.parametrize("text", ["", "\n\n", "  \n"])
def test_nothing_stays_nothing(text: str) -> None:
    assert format_text(text) == ""


def test_what_cannot_be_read_is_left_alone() -> None:
    with pytest.raises(ArgmapError) as refused:
        format_text("claim a: A\n  because\n", "town.argmap")
    assert [d.code for d in refused.value.diagnostics] == ["E104"]
    assert str(refused.value).startswith("town.argmap:2:")


def test_names_that_are_not_known_are_no_hindrance() -> None:
    assert format_text("claim a: A\n   because  nobody\n") == "claim a: A\n  because nobody\n"


def spoilt(draw: st.DrawFn, text: str) -> str:
    """The same map in another layout: wider spaces and indentation, blank lines, comments."""
    wide = draw(st.integers(1, 4))
    out = []
    for line in text.split("\n"):
        depth = (len(line) - len(line.lstrip(" "))) // 2
        if draw(st.integers(0, 5)) == 0:
            out.append(" " * draw(st.integers(0, 9)) + f"// comment {len(out)}")
        if draw(st.integers(0, 7)) == 0:
            out.append(draw(st.sampled_from(["", "   ", "\t"])))
        words = line.strip(" ").split(" ", 1)
        gap = " " * draw(st.integers(1, 3))
        first = (
            gap.join(words)
            if words[0].rstrip(":") in ("because", "claim", "premise", "v0", "tags", "cue")
            else line.strip(" ")
        )
        out.append(" " * (wide * depth) + first + " " * draw(st.integers(0, 2)))
    return "\n".join(out)


@st.composite
def untidy(draw: st.DrawFn) -> str:
    return spoilt(draw, draw(markup()))


def held(text: str) -> None:
    done = format_text(text)
    assert format_text(done) == done
    before, after = argmap.reads(text), argmap.reads(done)
    assert after.map == before.map
    assert [d.code for d in after.diagnostics] == [d.code for d in before.diagnostics]
    assert comments(done) == comments(text)
    # Each comment stands before the same line as before.
    assert following(done) == following(text)
    assert not any(line != line.rstrip() for line in done.split("\n"))
    assert "\n\n\n" not in done


def following(text: str) -> Counter[tuple[str, str]]:
    pairs: Counter[tuple[str, str]] = Counter()
    waiting: list[str] = []
    for line in [*text.split("\n"), "the end"]:
        words = line.strip()
        if words.startswith("//"):
            waiting.append(words)
        elif words:
            pairs.update((comment, "".join(words.split())) for comment in waiting)
            waiting = []
    return pairs


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(untidy())
def test_random_maps(text: str) -> None:
    held(text)


BELOW = {
    "map": "map_line", "source": "source_line", "voice": "voice_line", "question": "question_line",
    "verb_entry": "verb_line", "expect": "plain_line", "include": "plain_line", "claim": "node_line",
    "premise": "node_line", "position": "node_line", "attribution": "act_line", "because": "ground_line",
    "but": "ground_line", "and_": "ground_line", "assuming": "ground_line", "unless": "ground_line",
}  # fmt: skip


@cache
def lines_of(context: str) -> st.SearchStrategy[str]:
    """Lines that the grammar takes under a start rule, made from the grammar itself."""
    plain = st.from_regex(r"[a-z][a-z0-9-]{0,6}", fullmatch=True)
    said = st.from_regex(r"[A-Za-z][a-z ,;.'é]{0,12}[a-z.]", fullmatch=True)
    free = {
        "WORD": plain, "TEXT": said, "PATH": plain.map(lambda w: f"{w}.argmap"), "VENUE": plain,
        "QUOTE": said.map(lambda w: f'"{w}"'), "LOCATOR": st.sampled_from(["p. 3", "¶ 4", "ll. 4-5"]),
        "STRETCHES": st.sampled_from(["0+3", "12+3,20+4"]),
        "HEADING": said.map(lambda w: f"##  {w}"), "NUMBER": st.just("1"),
    }  # fmt: skip
    terminals, _, ignored = lark_parser().grammar.compile([context], ())
    explicit = {
        t.name: free.get(t.name, st.just(word_of(t.pattern.value))).map(lambda w: f"{w} ")
        for t in terminals
        if t.name in free or word_of(t.pattern.value)
    }
    explicit.update(dict.fromkeys(ignored, st.sampled_from([" ", "  ", "\t"])))
    # Every rule is compiled, whichever it starts from.
    explicit.update(dict.fromkeys(("_INDENT", "_DEDENT"), st.just("")))
    return from_lark(lark_parser(), start=context, explicit=explicit)


def word_of(pattern: str) -> str:
    """The word that the pattern of a keyword begins with, or the sign that it is."""
    word = pattern.removeprefix(r"(?:,[ \t]*)?").split("(?!")[0]
    return word if word.replace("-", "").isalpha() or word in (":", ",") else ""


@st.composite
def from_grammar(draw: st.DrawFn) -> str:
    """Entries whose every line is one that the grammar makes, with lines below them that it takes there."""
    out: list[str] = []

    def line(context: str, depth: int, wide: int) -> None:
        text = draw(lines_of(context)).strip()
        try:
            row = lark_row(context, text)
        except UnexpectedInput:
            # Free words may happen to be keywords.
            return
        out.append(" " * (wide * depth) + text)
        below = BELOW.get(row[0])
        if below and depth < 3:
            for _ in range(draw(st.integers(0, 3))):
                if draw(st.integers(0, 4)) == 0:
                    out.append(" " * draw(st.integers(0, 9)) + f"// comment {len(out)}")
                line(below, depth + 1, wide)

    for _ in range(draw(st.integers(1, 4))):
        line("top", 0, draw(st.integers(1, 3)))
    return "\n".join(out)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(from_grammar())
def test_whatever_the_grammar_takes(text: str) -> None:
    # Words put together at random may read as prose that was pasted, or as a text without its colon.
    assume(not any(d.code in _SYNTAX for d in argmap.reads(text).diagnostics))
    held(text)


def test_the_grammar_makes_all_kinds_of_lines() -> None:
    """Else the property above would hold of nothing."""
    from hypothesis import find

    for context in CONTEXTS:
        text = find(
            lines_of(context), lambda t, c=context: parses(c, t), settings=settings(max_examples=2000, database=None)
        )
        assert text.strip()


def parses(context: str, text: str) -> bool:
    try:
        return bool(lark_row(context, text.strip()))
    except UnexpectedInput:
        return False


def test_a_voice_may_be_called_like_a_pronoun() -> None:
    text = "voice i: the author's friend\n\nposition p: Bees sleep.\n  i says\n"
    assert format_text(text) == text

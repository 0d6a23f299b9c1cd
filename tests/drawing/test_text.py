"""Measuring and breaking text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.drawn_maps import texts

from argmap.drawing.text import (
    Run,
    bracketed,
    clean,
    clusters,
    ellipsis,
    is_rtl,
    line_width,
    width,
    wrap,
    wrap_runs,
)


def test_widths_are_those_of_the_table() -> None:
    assert width("A", 1000) == 667
    assert width("Ai", 10) == pytest.approx(8.89)
    assert width("Ai", 10, "Bold") == pytest.approx(10.0)
    assert Run("Ai", 10, spacing=2).width == pytest.approx(12.89)


def test_widths_of_what_is_not_in_the_table() -> None:
    assert width("東京", 10) == 20
    assert width("e\u0301", 10) == width("e", 10)
    assert width("Ж", 1000) == 620
    assert width("א", 1000) == 500
    assert width("🚂", 10) == 10
    assert width("👩\u200d👩\u200d👧", 10) == 10
    assert width("Ạ", 10) == width("A", 10), "a letter with a mark is as wide as the letter"


def test_lines_are_even() -> None:
    lines = wrap("one two three four five six seven eight nine ten", 12.5, 130)
    widths = [width(line, 12.5) for line in lines]
    assert len(lines) == 3
    assert max(widths) - min(widths) < 40
    greedy_first = "one two three four five"
    assert width(greedy_first, 12.5) > max(widths)


def test_a_word_too_long_is_broken_between_characters() -> None:
    lines = wrap("antidisestablishmentarianism", 12.5, 60)
    assert "".join(lines) == "antidisestablishmentarianism"
    assert len(lines) > 2


def test_marks_and_joined_emoji_are_never_parted() -> None:
    family = "👩\u200d👩\u200d👧"
    assert clusters(f"a{family}e\u0301") == ["a", family, "e\u0301"]
    for line in wrap(family * 9, 12.5, 40):
        assert line.replace(family, "") == ""


def test_no_break_space_holds() -> None:
    lines = wrap("about 18\u00a0million crowns", 12.5, 80)
    assert any("18\u00a0million" in line for line in lines)


def test_chinese_breaks_anywhere_but_not_before_a_full_stop() -> None:
    lines = wrap("列车必须恢复运行。列车必须恢复运行。", 10, 80)
    assert len(lines) == 3
    assert not any(line.startswith("。") for line in lines)


def test_names_with_a_hyphen_are_kept_whole() -> None:
    assert wrap("says Jean-Luc", 10, 50) == ("says", "Jean-Luc")
    assert wrap("a well-meaning", 10, 45) == ("a well-", "meaning")


def test_styles_survive_the_break() -> None:
    runs = (Run("“We will ", 12, "Italic"), Run("[never]", 12, ink="mute"), Run(" vote alone”", 12, "Italic"))
    lines = wrap_runs(runs, 70)
    flat = [run for line in lines for run in line]
    assert "".join(run.text for run in flat).replace(" ", "") == "“Wewill[never]votealone”"
    assert [run.face for run in flat if "never" in run.text] == ["Regular"]
    assert all(run.face == "Italic" for run in flat if "never" not in run.text)


def test_too_many_lines_end_in_dots() -> None:
    lines = wrap_runs((Run("one two three four five six seven eight nine ten"),), 80, most=2)
    assert len(lines) == 2
    assert lines[-1][-1].text.endswith("…")
    assert all(line_width(line) <= 80 for line in lines)


def test_ellipsis_leaves_alone_what_fits() -> None:
    assert ellipsis("short", 10, 100) == "short"
    assert ellipsis("rather a long label", 10, 50).endswith("…")
    assert width(ellipsis("rather a long label", 10, 50), 10) <= 50


def test_direction_is_that_of_the_first_letter() -> None:
    assert is_rtl("123 שלום abc")
    assert not is_rtl("abc שלום")
    assert not is_rtl("123")


def test_brackets_of_the_editor() -> None:
    assert list(bracketed("[H]ow [the ministry] will […] end")) == [
        ("[H]ow ", False),
        ("[the ministry]", True),
        (" will ", False),
        ("[…]", True),
        (" end", False),
    ]


def test_clean_drops_what_a_picture_cannot_hold() -> None:
    assert clean("a\x00b\u202ec\ud800d\r\n\te \u2067f") == "abc\ufffdd e f"


@given(texts)
def test_clean_text_is_valid_xml_and_stays_clean(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not re.search("[\x00-\x1f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]", cleaned)


@given(texts, st.floats(20, 300))
def test_no_line_is_wider_than_allowed_and_no_letter_is_lost(text: str, limit: float) -> None:
    lines = wrap(text, 12.5, limit)
    for line in lines:
        assert width(line, 12.5) <= limit + 0.01 or len(clusters(line)) == 1
    assert "".join(lines).replace(" ", "") == clean(text).replace(" ", "")


@given(texts, st.floats(20, 300))
def test_even_lines_are_no_more_lines_than_needed(text: str, limit: float) -> None:
    assert len(wrap(text, 12.5, limit)) >= len(wrap(text, 12.5, limit + 200))

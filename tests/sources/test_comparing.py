"""Words of an article on one line, and without what printing does to them."""

from __future__ import annotations

import pytest

from argmap.sources.comparing import on_one_line, typographic, unbroken


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("His neigh-\nbour calls", "His neighbour calls"),
        ("His neigh\u2010 \n  bour calls", "His neighbour calls"),
        ("Tarn-\n  Cross", "Tarn-Cross"),
        ("the 1990-\n1995 plan", "the 1990-1995 plan"),
        ("so - \nor so", "so - or so"),
        ("well-known", "well-known"),
        ("light\u2011\nhouse", "light\u2011house"),
        ("neigh\xad\nbour\xads", "neighbours"),
        ("McNeigh\ufffe\nBour", "McNeighBour"),
        (" two\n\nwords\t", "two words"),
    ],
)
def test_words_of_an_article_are_put_on_one_line(text: str, words: str) -> None:
    assert unbroken(text) == words


def test_a_hyphen_before_many_empty_lines() -> None:
    assert unbroken("a-" + "\n" * 200_000 + "“") == "a- “"


def test_one_space_wherever_there_is_any() -> None:
    assert on_one_line(" neigh-\n bour\t\u2028calls ") == "neigh- bour calls"


def test_a_sign_that_stands_for_several_is_as_plain_as_they_are() -> None:
    assert typographic("5⁗ and 6‴") == "5'''' and 6'''"

"""How much of what is guessed is right: floors that lie just below what was measured."""

from __future__ import annotations

from pathlib import Path

import pytest
from sources.makers import ARTICLE, docx, html
from starting.gold import FERRY, LAMP
from starting.scoring import Figures, figures, from_map, from_words, guessed

import argmap
from argmap.sources.reading import read_source, source_from
from argmap.sources.text import SourceText

ROOT = Path(__file__).parents[2]


def ferry(source: SourceText) -> Figures:
    return figures(source, from_words(FERRY, source), guessed(source))


def test_night_trains() -> None:
    source = read_source(ROOT / "examples" / "night-trains.txt")
    found = figures(source, from_map(argmap.load(ROOT / "examples" / "night-trains.argmap"), source), guessed(source))
    assert found.quotations == 15
    assert found.voices >= 14, found.wrong
    assert found.verbs >= 12
    assert found.forces >= 13


def test_hard_cases() -> None:
    source = read_source(Path(__file__).with_name("lamp.txt"))
    found = figures(source, from_words(LAMP, source), guessed(source))
    assert found.quotations == 38
    assert found.voices >= 36, found.wrong
    assert found.verbs >= 38


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("\n\n".join(ARTICLE).encode(), "ferry.txt"),
        (("# " + "\n\n".join(ARTICLE)).encode(), "ferry.md"),
        (html(ARTICLE), "ferry.html"),
        (docx(ARTICLE), "ferry.docx"),
    ],
    ids=["text", "markdown", "html", "docx"],
)
def test_the_same_from_every_kind_of_file(data: bytes, name: str) -> None:
    found = ferry(source_from(data, name))
    assert found.quotations == 14
    assert found.voices >= 14, found.wrong
    assert found.verbs >= 14


def test_the_figures_notice_what_is_wrong() -> None:
    source = source_from("\n\n".join(ARTICLE).encode(), "ferry.txt")
    gold = from_words(FERRY, source)
    worse = {
        number: [r._replace(names=(frozenset(["nobody"]),), verb="ask", force="ask") for r in gold[number]]
        for number in gold
    }
    assert figures(source, gold, worse)[:4] == (14, 0, 0, 0)
    assert figures(source, gold, {})[:4] == (14, 0, 0, 0)
    assert figures(source, gold, gold)[:4] == (14, 14, 14, 14)

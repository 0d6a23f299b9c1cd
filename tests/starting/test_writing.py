"""A first map as a file: it reads, each quote is found, and each guess is marked."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sources.makers import ARTICLE, docx, html

import argmap
from argmap.anchoring.anchors import anchors
from argmap.anchoring.texts import Texts
from argmap.notation.format import format_text
from argmap.sources.limits import SourceError
from argmap.sources.reading import read_source, source_from
from argmap.sources.text import SourceText, TextBuilder
from argmap.starting.writing import WrittenMap, first_map

ROOT = Path(__file__).parents[2]


def held(source: SourceText) -> WrittenMap:
    """A first map, of which everything is looked at that can be."""
    made = first_map(source, "articles/a.txt")
    reading = argmap.reads(made.text)
    assert reading.diagnostics == ()
    map = reading.map
    assert map.first_source is not None
    assert map.first_source.text == "articles/a.txt"
    found = anchors(map, Texts(map, {map.first_source.id: source}))
    assert len(found) == made.quotations
    for anchor in found:
        assert anchor.finding.status == "found", anchor
        assert not anchor.finding.elsewhere, anchor
        assert not anchor.finding.near_missing, anchor
    assert made.guesses == sum(line.strip().startswith("// guess") for line in made.text.split("\n"))
    assert format_text(made.text, "a.argmap") == made.text
    return made


@pytest.mark.parametrize(
    "source",
    [
        read_source(ROOT / "examples" / "night-trains.txt"),
        read_source(Path(__file__).with_name("lamp.txt")),
        source_from(html(ARTICLE), "ferry.html"),
        source_from(docx(ARTICLE), "ferry.docx"),
    ],
    ids=["night-trains", "lamp", "html", "docx"],
)
def test_articles(source: SourceText) -> None:
    made = held(source)
    assert made.left_out == 0
    assert made.quotations == sum(q.depth == 0 for q in source.quotations)
    assert argmap.check(argmap.reads(made.text)) == ()


def test_what_the_article_says_of_itself() -> None:
    builder = TextBuilder("html")
    builder.add("The dam is old, and nobody in the town has said so for years.")
    source = builder.build(
        "a.html", title="The dam", author="Ida Lok", date="2027-05-03", venue="The Weir Gazette", lang="en-GB",
        url="https://weir.example/dam",
    )  # fmt: skip
    map = argmap.loads(held(source).text)
    first = map.first_source
    assert first is not None
    assert (first.title, first.by, first.date, first.venue) == (
        "The dam",
        ("author",),
        "2027-05-03",
        "The Weir Gazette",
    )
    assert first.url == "https://weir.example/dam"
    assert map.lang == "en-GB"
    assert [v.name for v in map.voices if v.id == "author"] == ["Ida Lok"]


def test_what_cannot_be_right_is_left_out() -> None:
    builder = TextBuilder("html")
    builder.add("The dam is old.")
    source = builder.build("a.html", title="| dam", date="2027-02-30", url="the web", lang="no language", author=" \t ")
    map = argmap.loads(held(source).text)
    first = map.first_source
    assert first is not None
    assert (first.title, first.date, first.url, map.lang) == ("dam", None, None, None)


def test_words_that_stand_twice_are_told_apart() -> None:
    text = "Mara Linden said the dam was “old”, and Tom Esk, whom nobody had asked, said it was “old” as well.\n"
    made = held(source_from(text.encode(), "a.txt"))
    assert made.quotations == 2
    assert made.text.count(" near ") == 2


def test_words_that_stand_twice_side_by_side_get_an_anchor() -> None:
    text = "She said that it was the end of the dam and of the town: “old” “old” “old”.\n"
    made = held(source_from(text.encode(), "a.txt"))
    assert made.quotations == 3
    assert " anchor " in made.text


def test_marks_inside_are_kept() -> None:
    text = 'Mara Linden said of the dam: «He told me "no" and "never", and \\ that was “all” of it.»\n'
    made = held(source_from(text.encode(), "a.txt"))
    assert '"no" and "never"' in argmap.loads(made.text).quotes[0].text


def test_ids_are_free_and_no_words_of_the_notation() -> None:
    text = (
        "Ann Position said it was “old and tired”. Bo Position said it was “not so old at all”. The Will Author said "
        "it was “of no age in particular”. It was Tom Claim who said that it was “a fine old dam”.\n"
    )
    made = held(source_from(text.encode(), "source.txt"))
    ids = [v.id for v in argmap.loads(made.text).voices]
    assert len(set(ids)) == len(ids) >= 4


def test_an_article_without_quotations() -> None:
    made = held(source_from(b"The dam is old, and nobody in the town has said so for years.\n", "a.txt"))
    assert (made.voices, made.quotations) == (0, 0)


PIECES = st.sampled_from(
    [
        "“", "”", '"', "«", "»", "‘", "’", "'", "„", "—", "…", "[", "]", ":", ",", ".", "?", "!", "\\", "|", "//", "#", "\n", "\n\n",
        "said", "says", "Kallen", "Idris Kallen", "the", "she", "they", "minister", "who", "and", "according to", "that",
        "the Freehold Party", "told", "not", "would", "of", "a", "by", "Mr", "its", "leader", "argue", "snapped", "study",
        "so-called", "’s", "(", ")", "of the", "position", "claim", "1", "2024", "May", "don’t", "é", "プール", "\u00ad", "e\u0301",
        "it is", "was", "which", "for", "with", "this", "be", "from", "are", "have", "\x0b", "\u2028", "\x7f", "ﬁ", "İ", "ß",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=60), st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_text_gives_a_map_that_holds(pieces: list[str], spaced: bool) -> None:
    text = (" " if spaced else "").join(pieces)
    try:
        source = source_from(text.encode(), "a.txt")
    except SourceError:
        return
    held(source)


@given(st.text(max_size=200), st.text(max_size=30))
@settings(max_examples=150, deadline=None)
def test_any_characters_give_a_map_that_holds(text: str, title: str) -> None:
    builder = TextBuilder("text")
    builder.add(text)
    held(builder.build(title, title=title, author=title, venue=title, date=title, lang=title, url=title))

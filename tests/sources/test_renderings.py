"""The quotations of articles, found in every form in which the articles come."""

from __future__ import annotations

import random
import re
import unicodedata
from pathlib import Path

import pytest
from sources import makers

from argmap.sources.finding import Finder, Hints
from argmap.sources.reading import read_source, source_from
from argmap.sources.skeleton import folded
from argmap.sources.text import SourceText

ARTICLE = "\n\n".join(makers.ARTICLE)
SHARED = Path(__file__).parents[3] / "shared" / "data" / "alliance" / "article.txt"
KINDS = ["txt", "md", "html", "docx", "epub", "pdf", "pdf by rows"]


def rendered(kind: str) -> SourceText:
    """The invented article as a file of some kind, read again."""
    paragraphs = makers.ARTICLE
    if kind.startswith("pdf"):
        pytest.importorskip("pypdfium2")
        pytest.importorskip("reportlab")
        from sources.pdf_maker import BOLD, LIGATURES, Sheet, Style, columns

        sheet = Sheet()
        sheet.centre(0, 430, paragraphs[0], 15, BOLD)
        sheet.flow(paragraphs[1:], columns(3, first=400), Style(font=LIGATURES))
        for page in range(3):
            sheet.centre(page, 445, "The Sound Courier", 8)
            sheet.centre(page, 20, str(page + 1), 8)
        return source_from(sheet.pdf(by_rows=kind.endswith("rows")), "bell.pdf")
    data = {
        "txt": lambda: ARTICLE.encode(),
        "md": lambda: ARTICLE.replace(paragraphs[0], "# " + paragraphs[0]).encode(),
        "html": lambda: makers.html(paragraphs),
        "docx": lambda: makers.docx(paragraphs),
        "epub": lambda: makers.epub(paragraphs),
    }[kind]()
    return source_from(data, f"bell.{kind}")


def quotations(text: str) -> list[str]:
    """What stands in double quotation marks, on one line."""
    return [" ".join(found.split()) for found in re.findall("“([^”]*)”", text)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_quotation_is_found_with_both_ends(kind: str) -> None:
    source = rendered(kind)
    finder = Finder(source)
    wanted = quotations(ARTICLE)
    assert len(wanted) == makers.QUOTATIONS
    for quote in wanted:
        match = finder.find(quote, Hints(speech=True)).match
        assert match is not None, quote
        there = source.text[match.start : match.end]
        assert folded(there) == folded(quote)
        assert source.text[match.start - 1] == "“", there
        assert source.text[match.end] == "”", there


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_quotations_stand_in_each(kind: str) -> None:
    source = rendered(kind)
    found = [folded(source.text[q.inner.start : q.inner.end]) for q in source.quotations if q.depth == 0]
    assert found == [folded(q) for q in quotations(ARTICLE)]


@pytest.mark.parametrize("kind", KINDS)
def test_what_does_not_stand_there_is_not_found(kind: str) -> None:
    rng = random.Random(11)
    finder = Finder(rendered(kind))
    words = ARTICLE.split()
    absent = []
    for _ in range(50):
        at = rng.randrange(len(words) - 20)
        part = words[at : at + rng.randint(4, 18)]
        part[rng.randrange(len(part))] = rng.choice(["lemon", "hardly", "never", "seventeen"])
        absent.append(" ".join(part))
    assert [quote for quote in absent if finder.find(quote).match] == []


def test_words_across_columns_and_pages() -> None:
    source = rendered("pdf")
    assert len(source.pages) > 1
    finder = Finder(source)
    words = " ".join(makers.ARTICLE[1:]).split()
    rng = random.Random(4)
    for _ in range(200):
        at = rng.randrange(len(words) - 30)
        quote = " ".join(words[at : at + rng.randint(4, 28)])
        assert finder.find(quote).matches, quote


# -- the article of the shared material --------------------------------------------------------------------

needs_article = pytest.mark.skipif(not SHARED.is_file(), reason="the shared article is not at hand")


@needs_article
def test_the_shared_article() -> None:
    source = read_source(SHARED)
    assert (len(source.paragraphs), len(source.quotations)) == (17, 15)
    finder = Finder(source)
    for quotation in source.quotations:
        words = " ".join(source.text[quotation.inner.start : quotation.inner.end].split())
        match = finder.find(words, Hints(speech=True)).match
        assert match is not None
        assert (match.start, match.end) == quotation.inner


@needs_article
@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        (r"\bnot negotiable", "negotiable", False),
        (r"wouldn’t", "would", False),
        (r"both agreed", "not agreed", False),
        (r"a new labour", "no new labour", False),
        (r"€800", "€900", False),
        (r"14 and 11", "11 and 14", False),
        (r"naïve", "naive", True),
        (r"\[H\]ow", "How", True),
        (r"anti-worker", "antiworker", True),
        (r"“little game”", '"little game"', True),
    ],
)
def test_changes_of_meaning_are_told_from_harmless_ones(before: str, after: str, same: bool) -> None:
    source = read_source(SHARED)
    text = " ".join(source.text.split())
    place = re.search(before, text)
    assert place is not None
    start = text.rindex(" ", 0, max(1, place.start() - 25)) + 1
    end = text.index(" ", place.end() + 25)
    there = text[start:end]
    assert Finder(source).find(there).match is not None
    assert (Finder(source).find(re.sub(before, after, there)).match is not None) is same


@needs_article
def test_the_shared_article_in_print() -> None:
    rng = random.Random(8)
    text = SHARED.read_text(encoding="utf-8")
    out = []
    for word in text.split():
        if len(word) > 7 and word.isalpha() and rng.random() < 0.3:
            word = f"{word[:4]}-\n{word[4:]}"
        out.append(word.replace("fi", "ﬁ").replace("fl", "ﬂ") + rng.choice("\n    "))
    printed = source_from(unicodedata.normalize("NFD", "".join(out)).encode(), "a.txt")
    finder, words = Finder(printed), text.split()
    for _ in range(200):
        at = rng.randrange(len(words) - 30)
        quote = " ".join(words[at : at + rng.randint(4, 28)])
        assert finder.find(quote).matches, quote

"""Who wrote an article, where only a line below its headline says so."""

from __future__ import annotations

import pytest
from sources.makers import docx

from argmap.sources.docx import read_docx
from argmap.sources.html import read_html
from argmap.sources.metadata import byline

STAIRS = "The library is old, and nobody in the town has climbed its stairs for years without a rest on the way."


def author(line: str, page: str = "<article><h1>Stairs</h1>{}{}</article>", head: str = "") -> str | None:
    body = page.format(line, f"<p>{STAIRS}</p>" * 4)
    return read_html(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "a.html").author


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('<p class="byline">By Henrik Maas</p>', "Henrik Maas"),
        ('<p class="article__byline">By Henrik Maas, 12 April 2031</p>', "Henrik Maas"),
        ('<div>By <span class="author">Henrik Maas</span>, our man in Weir</div>', "Henrik Maas"),
        ('<div>By <a rel="author" href="/maas">Henrik Maas</a> of this paper</div>', "Henrik Maas"),
        ('<p class="byline">By <a rel="author" href="/maas">Henrik Maas</a> and Bo Ee</p>', "Henrik Maas and Bo Ee"),
        ('<p class="byline">Words by Henrik van der Maas | Culture</p>', "Henrik van der Maas"),
        ("<p>By Henrik Maas</p>", "Henrik Maas"),
        ('<p class="byline">Share this story</p>', None),
        ('<div class="comment"><span class="author">Henrik Maas</span></div>', None),
        ('<figure><span class="author">Henrik Maas</span></figure>', None),
        ("<p>By Monday</p>", None),
        ("<p>By Monday the town was quiet</p>", None),
    ],
)
def test_html(line: str, name: str | None) -> None:
    assert author(line) == name


def test_it_may_stand_above_the_article() -> None:
    page = '<h1>Stairs</h1><header class="top">{}</header><article>{}</article>'
    assert author('<p class="byline">By Henrik Maas</p>', page) == "Henrik Maas"


def test_what_the_page_says_of_itself_is_believed_first() -> None:
    head = '<meta name="author" content="Ann Oor">'
    assert author('<p class="byline">By Henrik Maas</p>', head=head) == "Ann Oor"


def test_whoever_signs_far_below_did_not_write_it() -> None:
    page = "<article><h1>Stairs</h1>{1}{1}{1}{1}{0}</article>"
    assert author('<p class="byline">By Henrik Maas</p>', page) is None


def test_docx() -> None:
    paragraphs = ["Stairs", "By Henrik Maas", STAIRS]
    source = read_docx(docx(paragraphs), "a.docx")
    assert source.author != "Henrik Maas"
    without = read_docx(docx(paragraphs, files={"docProps/core.xml": ""}), "a.docx")
    assert without.author == "Henrik Maas"
    assert [without.text[p.start : p.end] for p in without.paragraphs] == paragraphs


@pytest.mark.parametrize(
    ("line", "marked", "names"),
    [
        ("By Ann Oor, Bo Ee and C. Dee", False, "Ann Oor, Bo Ee and C. Dee"),
        ("BY ANN OOR • 3 May", False, "ANN OOR"),
        ("Ann Oor", True, "Ann Oor"),
        ("Ann Oor", False, None),
        ("", True, None),
        ("By the sea", False, None),
        ("By Ann Oor is all I know.", False, None),
    ],
)
def test_lines(line: str, marked: bool, names: str | None) -> None:
    assert byline(line, marked) == names

"""Pages of HTML: the article and nothing else, with the way back to each of its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.sources import page as pages
from argmap.sources.html import MAX_HTML, read_html
from argmap.sources.limits import SourceError
from argmap.sources.tags import Tag, Words, attributes, pieces
from argmap.sources.text import SourceText

from .makers import ARTICLE, AUTHOR, QUOTATIONS, TITLE, html, paragraphs


def read(body: str, head: str = "") -> SourceText:
    return read_html(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(), "page.html")


def told(body: str) -> list[str]:
    """The paragraphs of a page whose article is `body`."""
    return paragraphs(read(f"<article>{body}</article>"))


def test_the_article_has_as_many_quotations_as_it_says() -> None:
    assert sum(p.count("“") for p in ARTICLE) == sum(p.count("”") for p in ARTICLE) == QUOTATIONS


# The article


@pytest.mark.parametrize("container", ["article", "main", "div", 'div role="main"', "section"])
def test_the_article_is_read_and_nothing_else(container: str) -> None:
    page = html(ARTICLE, container=container).replace(f"</{container}>".encode(), f"</{container.split()[0]}>".encode())
    assert paragraphs(read_html(page, "bell.html")) == ARTICLE


def test_a_page_that_is_all_article() -> None:
    assert paragraphs(read_html(html(ARTICLE, container="div", around=False), "bell.html")) == ARTICLE


def test_what_a_page_says_of_itself() -> None:
    source = read_html(html(ARTICLE), "bell.html")
    assert (source.kind, source.name) == ("html", "bell.html")
    assert (source.title, source.author, source.date) == (TITLE, AUTHOR, "2031-04-12")
    assert (source.venue, source.lang) == ("The Sound Courier", "en-GB")
    assert source.url == "https://courier.example/opinion/bell"
    assert (source.notes, source.pages) == ((), ())


def test_data_for_search_engines_and_dates_of_the_article() -> None:
    data = (
        '<script type="application/ld+json">{"@graph": [{"@type": "Organization", "name": "x"}, {"@type": '
        '["NewsArticle"], "headline": "The &amp; bell", "author": [{"name": "Ann Oor"}, {"name": "B. Ee"}], '
        '"datePublished": "2030-01-02T03:04", "publisher": {"name": "Courier"}}]}</script>'
    )
    source = read("<article><p>Words.</p></article>", data)
    assert (source.title, source.author) == ("The & bell", "Ann Oor, B. Ee")
    assert (source.date, source.venue) == ("2030-01-02", "Courier")
    dated = read(
        '<time datetime="1999-09-09"></time><article><time datetime="2030-05-06">May</time><p>A word.</article>'
    )
    assert dated.date == "2030-05-06"
    assert read("<h1>A <em>fine</em>\n day</h1><p>Words.</p>", "<title>Page</title>").title == "A fine day"
    assert read("<p>Words.</p>", "<title>One &amp; only</title>").title == "One & only"


@pytest.mark.parametrize(
    "bad", ["[" * 100_000, '{"@type": "Article", "headline": 1', '{"@type": 3}', "[1, null]", "9" * 9999]
)
def test_data_for_search_engines_that_are_broken(bad: str) -> None:
    source = read("<p>Some words.</p>", f'<script type="application/ld+json">{bad}</script>')
    assert source.title is None


@pytest.mark.parametrize(
    "wrapper",
    [
        '<body class="share-enabled">',
        '<body><div class="comments cookie sidebar">',
        '<body><form id="aspnetForm">',
        '<body><div style="display:none">',
        '<body><div aria-hidden="true">',
        "<body hidden>",
        '<body><footer class="ad">',
    ],
)
def test_a_box_around_most_of_the_text_is_never_left_out(wrapper: str) -> None:
    body = "".join(f"<p>{p}</p>" for p in ARTICLE)
    assert paragraphs(read_html(f"<html>{wrapper}{body}".encode(), "page.html")) == ARTICLE


def test_comments_that_are_longer_than_the_article() -> None:
    comments = "".join(f'<article class="comment"><p>{p}</p></article>' for p in ARTICLE * 3)
    page = f'<main>{"".join(f"<p>{p}</p>" for p in ARTICLE)}<div id="comments">{comments}</div></main>'
    assert paragraphs(read(page)) == ARTICLE


def test_the_largest_article_is_taken_and_teasers_are_not() -> None:
    teasers = "<article><h2>A teaser</h2><p>Short, and about something else.</p></article>" * 3
    page = f"{teasers}<article>{''.join(f'<p>{p}</p>' for p in ARTICLE)}</article>{teasers}"
    assert paragraphs(read(page)) == ARTICLE


def test_an_article_beside_teasers_that_alone_are_marked_as_articles() -> None:
    teaser = "<article><h2>A teaser</h2><p>Short.</p></article>"
    page = f'<main>{"".join(f"<p>{p}</p>" for p in ARTICLE)}<div class="related">{teaser}</div></main>'
    assert paragraphs(read(page)) == ARTICLE


def test_links_that_are_never_ended() -> None:
    # Everything after the anchor stands inside it.
    assert paragraphs(read('<a name="top">' + "".join(f"<p>{p}</p>" for p in ARTICLE))) == ARTICLE


@pytest.mark.parametrize(
    "junk",
    [
        "<nav>Home</nav>",
        "<aside>By the way.</aside>",
        "<script>one < two; '<p>'</script>",
        "<style>p > a {}</style>",
        "<template><p>Not yet.</p></template>",
        "<noscript>Turn it on.</noscript>",
        "<button>Press</button>",
        "<select><option>One<option>Two</select>",
        "<iframe src=x>Frame</iframe>",
        "<svg><title>Icon</title><text>Drawn</text></svg>",
        "<svg><style>.a{}</style></svg>",
        "<p hidden>Unseen.</p>",
        '<div style="color: red; DISPLAY : none">Unseen.</div>',
        '<p aria-hidden="true">Unseen.</p>',
        '<div role="navigation">Home</div>',
        '<div class="c-newsletter__box">Our letter.</div>',
        '<div id="shareButtons">Share</div>',
        '<ul class="breadcrumbs"><li>Home</ul>',
        "<ul><li><a href=/1>One thing</a><li><a href=/2>Another thing</a></ul>",
        "<figure><img alt='A bell'><figcaption>A bell.</figcaption></figure>",
        "<form><label>Name</label></form>",
        "<!-- <p>A comment.</p> -->",
        "<!--><!---><!-- a -- b --!>",
        "<![CDATA[ no words ]]>",
        "<?php echo 1 ?>",
    ],
)
def test_what_is_left_out(junk: str) -> None:
    long = ARTICLE[1]
    assert told(f"<p>Before.</p>{junk}<p>{long}</p>") == ["Before.", long]


def test_headers() -> None:
    assert told("<header><h1>Head</h1><nav>Home</nav><p>Lead.</p></header><p>Text.</p>") == ["Head", "Lead.", "Text."]
    page = "<header><p>The Courier, since 1888</p></header><div><p>Text that is longer than the name.</p></div>"
    assert paragraphs(read(page)) == ["Text that is longer than the name."]


# Paragraphs


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One<p>two<div>three</div>four", ["One", "two", "three", "four"]),
        ("one<br>two<br/>three", ["one\ntwo\nthree"]),
        ("one<br><br>two<br> \n<BR>three<br><br><br>four", ["one", "two", "three", "four"]),
        ("<p>one</p><hr><p>two</p>", ["one", "two"]),
        ("<p>a <b>b</b>\n\n c<i> d</i>e</p>", ["a b c de"]),
        ("<p><b>One <p>two</b> three</p> four</p>", ["One", "two three", "four"]),
        ("<p>one <b>two <i>three</b> four</i> five</p>", ["one two three four five"]),
        ("<p>wo<wbr>rd co&shy;op&nbsp;x</p>", ["word co\u00adop x"]),
        ("<table><tr><td>a<td>b<tr><th>c</table>", ["a", "b", "c"]),
        ("<table><tr><td>a</div></p><table><tr><td>b</table>c</table>d", ["a", "b", "c", "d"]),
        ("<ul><li>one<ul><li>in</ul><li>two</ul>", ["one", "in", "two"]),
        ("<dl><dt>word<dd>meaning</dl>", ["word", "meaning"]),
        ("<pre>  if a:\n    b\r\n\nc</pre>", ["if a:\nb\nc"]),
        ("<p>one</p></p>two", ["one", "two"]),
        ("</div></b></td><p>one", ["one"]),
        ("<p>a < b & c &lt d &amp;amp; &notit; &#65;&#x42; &#8220;x&rdquo;</p>", ["a < b & c < d &amp; ¬it; AB “x”"]),
        (f"<p>x&#{'9' * 5000};</p>", [f"x&#{'9' * 5000};"]),
        (f"<p>&{'y' * 60};</p>", [f"&{'y' * 60};"]),
        ("<p>4 < 5 <3 <é></p>", ["4 < 5 <3 <é>"]),
        ("<p>one <ruby>two<rp>(</rp><rt>deux</rt></ruby></p>", ["one two"]),
        ("<p title='a > b' x = \"c > d\" y=it's>one</p>", ["one"]),
        ("<p>one <del>not </del>two</p>", ["one two"]),
    ],
)
def test_paragraphs(body: str, expected: list[str]) -> None:
    assert told(body) == expected


def test_inline_quotations_get_their_marks() -> None:
    body = "<p>She said <q>he said <q cite=x>no</q> twice</q>.</p><p><q>“So”</q> it is, <q>yes</q>.</p>"
    assert told(body) == ["She said “he said ‘no’ twice”.", "“So” it is, “yes”."]


def test_block_quotes() -> None:
    source = read(
        "<article><p>One.</p><blockquote><p>Two.</p><blockquote>Three.</blockquote></blockquote>Four.</article>"
    )
    assert paragraphs(source) == ["One.", "Two.", "Three.", "Four."]
    assert [source.text[q.start : q.end] for q in source.quoted] == ["Two.\n\nThree."]


def test_who_is_quoted_stays_with_the_quotation() -> None:
    assert told("<blockquote><p>A bell.</p><footer>Ines Varga</footer></blockquote>") == ["A bell.", "Ines Varga"]
    body = "<figure><blockquote>A bell.</blockquote><figcaption>Ines Varga</figcaption></figure>"
    assert told(body) == ["A bell.", "Ines Varga"]


@pytest.mark.parametrize(
    "mark",
    [
        '<sup><a href="#fn1">1</a></sup>',
        '<sup class="reference"><a href="/page#note">[12]</a></sup>',
        '<a href="#fn1"><sup>1</sup></a>',
        '<a href="#fn1" role="doc-noteref">1</a>',
        '<a href="#fn1">[3]</a>',
        '<a href="#top">↑</a>',
    ],
)
def test_marks_of_footnotes_are_left_out(mark: str) -> None:
    assert told(f"<p>The bell rang{mark}. Nobody heard.</p>") == ["The bell rang. Nobody heard."]


def test_what_only_looks_like_the_mark_of_a_footnote() -> None:
    assert told(
        '<p>10 m<sup>2</sup>, see <a href="#four">chapter 4</a>, the 2<sup>nd</sup> of <a href="#x">six</a>.</p>'
    ) == ["10 m2, see chapter 4, the 2nd of six."]


# The way back


def test_every_word_leads_back_to_the_page() -> None:
    page = html(ARTICLE)
    original = page.decode()
    source = read_html(page, "bell.html")
    checked = 0
    for at, char in enumerate(source.text):
        if char.isalnum():
            offset = source.origin(at).offset
            assert offset is not None
            assert original[offset] == char
            checked += 1
        elif char in "“”’":
            offset = source.origin(at).offset
            assert offset is not None
            assert original[offset] in (char, "&")
    assert checked == sum(c.isalnum() for p in ARTICLE for c in p)
    assert source.origin(0).part == ""


def test_origins_of_references_and_lines() -> None:
    page = "<pre>one\r\ntwo</pre><p>x &amp;y <q>z</q>"
    source = read_html(page.encode(), "page.html")
    assert source.text == "one\ntwo\n\nx &y “z”"
    found = {word: source.origin(source.text.index(word)).offset for word in ("two", "x", "&", "y", "“", "z", "”")}
    expected = {"two": "two", "x": "x", "&": "&amp;", "y": "y ", "“": "<q>", "z": "z", "”": "</q>"}
    assert found == {word: page.index(there) for word, there in expected.items()}


# Characters


@pytest.mark.parametrize(
    ("data", "expected", "noted"),
    [
        ("<p>naïve</p>".encode(), "naïve", False),
        (b"\xef\xbb\xbf" + "<meta charset=latin-1><p>naïve</p>".encode(), "naïve", False),
        ("\ufeff<p>naïve</p>".encode("utf-16-le"), "naïve", False),
        ("<meta charset='ISO-8859-1'><p>“naïve”</p>".encode("cp1252"), "“naïve”", False),
        (
            '<meta http-equiv=x content="text/html; charset=windows-1250"><p>Dvořák</p>'.encode("cp1250"),
            "Dvořák",
            False,
        ),
        ("<meta charset=Shift_JIS><p>船の鐘</p>".encode("cp932"), "船の鐘", False),
        ("<?xml version='1.0' encoding='koi8-r'?><html><p>колокол</p>".encode("koi8-r"), "колокол", False),
        ("<meta charset=windows-1252><p>naïve</p>".encode(), "naïve", True),
        ("<p>naïve “words”</p>".encode("cp1252"), "naïve “words”", True),
        ("<meta charset=unicode_escape><p>naïve</p>".encode(), "naïve", False),
        ("<meta charset=hex><p>naïve</p>".encode(), "naïve", False),
    ],
)
def test_encodings(data: bytes, expected: str, noted: bool) -> None:
    source = read_html(data, "page.html")
    assert source.text == expected
    assert bool(source.notes) is noted


# Files that are meant to do harm


# fmt: off
UNITS = [
    "<!--", "<a ", '<a <a="', "<a x='", "<![CDATA[", "&", "&#", "<", "</", "<!", "<?", "<script>", "<title>",
    "<!doctype [", "<div>", "<p>", "<b>", "<q>", "<li>", "<table><tr><td>", "<a href='#'>1", "<sup>", "<h1>",
    "<article>", "<br>", "<blockquote>", "</p>", "<b><p></b>", "<figure><figcaption>", "<header>",
    "<aside class=comment>", "<pre>\n", "<ul><li>", "<dl><dd>", "<head>x", "<svg>", "<a/", "<a =", "<a b=c ",
    "<q>a", "é<i>", "<form><p>x",
]
# fmt: on


@pytest.mark.parametrize("unit", UNITS)
def test_what_is_repeated_without_end(unit: str) -> None:
    # Anything but linear time would take minutes.
    data = ("<html><body><p>First words.</p>" + unit * (300_000 // len(unit))).encode()
    try:
        source = read_html(data, "page.html")
    except SourceError:
        return
    assert source.text.startswith("First words.")


def test_deep_nesting_keeps_the_words_inside() -> None:
    deep = "<div>" * 100_000 + "<p>Down here.</p>" + "</div>" * 100_000
    assert told(deep + "<p>Up here.</p>") == ["Down here.", "Up here."]


def test_pages_that_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SourceError, match="larger than 20 MB"):
        read_html(b" " * (MAX_HTML + 1), "page.html")
    monkeypatch.setattr(pages, "MAX_PIECES", 1000)
    with pytest.raises(SourceError, match="too large for an article"):
        read_html(b"<p>x" * 5000, "page.html")


# fmt: off
_SCRAPS = [
    "<", ">", "</", "/>", "<!--", "-->", "<p", "<a href='#'", "<q>", "</q>", "<div class=ad>", "</div>", "&", ";",
    "amp", "<script>", "</script>", "<td>", "</table>", "<table>", "<li>", "<br>", "=", '"', "'", "word", " ",
    "é", "\n", "<head>", "<article>", "</article>", "<blockquote>", "</blockquote>", "<pre>", "</pre>", "<body>",
    "</html>", "<h1>", "hidden",
]
# fmt: on


@given(st.lists(st.sampled_from(_SCRAPS) | st.text(max_size=5), max_size=40).map("".join))
def test_any_characters_are_a_page(text: str) -> None:
    try:
        source = read_html(text.encode("utf-8", "replace"), "page.html")
    except SourceError:
        return
    for at, char in enumerate(source.text):
        if char.isalnum():
            offset = source.origin(at).offset
            assert offset is not None
            assert text[offset] in (char, "&")


@given(st.lists(st.sampled_from(_SCRAPS), max_size=40).map("".join), st.booleans())
def test_pieces_stand_in_order_and_say_where(text: str, xml: bool) -> None:
    end = 0
    for piece in pieces(text, xml):
        assert piece.offset >= end
        end = piece.offset
        if isinstance(piece, Words):
            assert not piece.counts or text.startswith(piece.text, piece.offset)
            end += len(piece.text) if piece.counts else 1
        else:
            assert isinstance(piece, Tag)
            assert text.startswith("<", piece.offset)
            end += 1 + len(piece.name)


def test_attributes() -> None:
    assert attributes(' A=1 b="two > 2" c=\'x&amp;y\' d e = f a=9 g=h/') == {
        "a": "1", "b": "two > 2", "c": "x&y", "d": "", "e": "f", "g": "h/",
    }  # fmt: skip

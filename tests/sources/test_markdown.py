"""Markdown: its words without its marks, and where each stands in the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.sources.plain import read_markdown
from argmap.sources.text import SourceText

PIECES = st.sampled_from(
    ["a", "Zoë", " ", "  ", "    ", "\n", "\n\n", "\r\n", "\t", "#", "# ", "=", "---", "***", "*", "_", "~~", "`", "```",
     "> ", "- ", "1. ", "[", "]", "](", "](x)", "![", "[x]: y", "[^1]", "[^1]: ", "(", ")", "<", ">", "<b>", "</p>",
     "<!--", "-->", "<br>", "<blockquote>", "</blockquote>", "<script>", "</script>", "\\", "&amp;", "&", "|", "|-|",
     "|a|b|\n|-|-|\n", "“", "”", "+++", "title: x\n", "  \n", '"', "'", ":", "."]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join)


def markdown(text: str) -> SourceText:
    return read_markdown(text.encode(), "article.md")


def paragraphs(text: str) -> list[str]:
    source = markdown(text)
    return [source.text[p.start : p.end] for p in source.paragraphs]


WORDS: list[tuple[str, str]] = [
    ("It *froze* and __thawed__, ***both***.", "It froze and thawed, both."),
    ("It **froze _and_ thawed**.", "It froze and thawed."),
    ("snake_case_name, 2 * 3, a_b_ and 5 _ 6", "snake_case_name, 2 * 3, a_b_ and 5 _ 6"),
    ("*one _two* three_", "one _two three_"),
    ("**one*", "*one"),
    ("a ~~lost~~ word, ~5 km", "a lost word, ~5 km"),
    ("`co*de*` and `` a ` b `` and ` left", "co*de* and a ` b and ` left"),
    ("a [link](http://x.example/a_(b) \"t\") and [two](<x y>)", "a link and two"),
    ("[a *b* c](x), [d][one], [one], [One][]", "a b c, d, one, One"),
    ("[H]ow, […], [the town] and [d][two]", "[H]ow, […], [the town] and [d][two]"),
    ("![a *b*](c.png)here ![one] [![x](y)](z)and", "here and"),
    ("froze[^1] there[^long-name]", "froze there"),
    ("a <b class=\"x\">bold</b> word<br>and <i>so</i>", "a bold word\nand so"),
    ("3 < 4, 5 > 4, a<3", "3 < 4, 5 > 4, a<3"),
    ("<https://x.example/a> <a@b.example>", "https://x.example/a a@b.example"),
    ("one <!-- not this --> two", "one two"),
    ("one <!-- two", "one <!-- two"),
    ("&ldquo;no&rdquo; &amp; &#8217; &nbsp;x &unknown; &", "“no” & ’ x &unknown; &"),
    ("\\*no\\* \\[x\\] \\a", "*no* [x] \\a"),
    ("hard  \nbreak\\\nhere\nsoft", "hard\nbreak\nhere soft"),
    ("“*No*,” she said: ‘__yes__’.", "“No,” she said: ‘yes’."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_words(text: str, expected: str) -> None:
    assert paragraphs(f"{text}\n\n[one]: http://x.example 'title'\n") == [expected]


BLOCKS: dict[str, tuple[str, list[str]]] = {
    "headings": ("# Ice #\nIt froze.\n## The thaw\n\nLater\n=====\nand\n---\nso\n#no", ["Ice", "It froze.", "The thaw", "Later", "and", "so #no"]),
    "paragraphs": ("one\ntwo\n\n\nthree", ["one two", "three"]),
    "rules": ("one\n\n---\ntwo\n* * *\nthree", ["one", "two", "three"]),
    "lists": (
        "We need\n- a boat\n  of wood\n- a *crew*\n\n  of ten\n    - nested\n1. one\n2) two\n",
        ["We need", "a boat of wood", "a crew", "of ten", "nested", "one", "two"],
    ),
    "tasks": ("- [ ] one\n- [x] two", ["one", "two"]),
    "a year is no item": ("It froze in\n1986. It did.\n\n1986. So", ["It froze in 1986. It did.", "1986. So"]),
    "fences": ("a\n```py\nx = *1*\n\n# y\n```\nb\n~~~\n```\n", ["a", "x = *1*\n# y", "b", "```"]),
    "indented code": ("a\n\n    x = *1*\n    y\n\nb\n    c", ["a", "x = *1*\ny", "b c"]),
    "tables": ("| A | B |\n|:--|--:|\n| 1 \\| 2 | *3* |\nx\n\nno | table", ["A\nB", "1 | 2\n3", "x", "no | table"]),
    "footnotes come last": ("It froze[^1].\n\n[^1]: In March,\n    said all.\n\n    Nobody knew.\n\nIt thawed.", ["It froze.", "It thawed.", "In March, said all.", "Nobody knew."]),
    "a heading ends a footnote": ("[^1]: In March.\n# Ice\nIt froze.", ["Ice", "It froze.", "In March."]),
    "html": ("<div>\n<p>One</p><p>two</p>\n</div>\n\n<table><tr><td>a</td><td>b</td></tr></table>", ["One", "two", "a\nb"]),
    "hidden": ("a\n<!-- b\n\nc --> d\n\n<script>\n\nx\n</script>e\n\n<style>*{}</style>\n\nf", ["a d", "e", "f"]),
    "a comment that does not end": ("a\n\n<!-- b\n\nc", ["a", "<!-- b", "c"]),
    "definitions say nothing": ("[a]: x\n[b]: <y> 'z'\n\nc", ["c"]),
    "image alone": ("a\n\n![b](c)\n\nd", ["a", "d"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_blocks(text: str, expected: list[str]) -> None:
    assert paragraphs(text) == expected
    assert paragraphs(text.replace("\n", "\r\n")) == expected


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He wrote:\n\n> It froze.\n>\n> It *thawed*.\n\nSo.", ["It froze.\n\nIt thawed."]),
        ("> one\nlazy\n\n> two", ["one lazy", "two"]),
        ("> one\n> > two\n\nthree", ["one\n\ntwo"]),
        ("- > one\n  > two\n\nthree", ["one two"]),
        ("- a\n\n  > one\n\nthree", ["one"]),
        ("> ```\n> one\ntwo", ["one"]),
        ("> # One\ntwo", ["One"]),
        ("a <blockquote>one</blockquote> b", ["one"]),
        ("5 > 4", []),
    ],
)
def test_block_quotes(text: str, quoted: list[str]) -> None:
    source = markdown(text)
    assert [source.text[q.start : q.end] for q in source.quoted] == quoted


# -- title, author, date


def test_keys_above_the_article() -> None:
    source = markdown(
        '---\ntitle: "Ice: a winter"\nauthor:\n  - name: Runa Calloway\n    mail: x\n  - Jon Abara\ndate: 2026-03-12\n'
        "# a comment\ntags: [a, b]\nlang: en-GB\nsource: https://x.example/ice\npublication: The Aldmoor Gazette\n---\n"
        "# Another\n\nIt froze.\n"
    )
    assert (source.title, source.author, source.date) == ("Ice: a winter", "Runa Calloway, Jon Abara", "2026-03-12")
    assert (source.lang, source.url, source.venue) == ("en-GB", "https://x.example/ice", "The Aldmoor Gazette")
    assert source.text == "Another\n\nIt froze."


@pytest.mark.parametrize(
    ("text", "title", "author"),
    [
        ("---\r\ntitle: Ice\r\nauthors: [Runa Calloway, 'Jon Abara']\r\n...\r\nx", "Ice", "Runa Calloway, Jon Abara"),
        ("+++\ntitle=\"Ice\"\n[extra]\nby = 'Lena'\n+++\nx", "Ice", "Lena"),
        ("---\ntitle: >\n  Ice and\n  snow\nauthor: Lena\n---\nx", "Ice and snow", "Lena"),
        ("# *Ice*.\n\nBy Runa Calloway\n\nIt froze.", "Ice.", "Runa Calloway"),
        ("Ice\n===\nBy Runa Calloway\n\nIt froze.", "Ice", "Runa Calloway"),
        ("It froze.\n\n# Ice\n", None, None),
        ("---\nno key\n---\nIt froze.", "no key", None),
        ("---\ntitle: Ice", "title: Ice", None),
    ],
)
def test_title_and_author(text: str, title: str | None, author: str | None) -> None:
    source = markdown(text)
    assert (source.title, source.author) == (title, author)


def test_rules_are_no_keys() -> None:
    assert paragraphs("---\nIt froze: so much is known.\n\n---\nx") == ["It froze: so much is known.", "x"]


# -- places


def test_origins() -> None:
    text = "# Ice\r\n\r\n> *It* [froze](x) &amp; \\*thawed\\*\r\n> again[^1].\r\n\r\n[^1]: In | March.\r\n"
    source = markdown(text)
    for word in ("Ice", "It", "froze", "thawed", "again", "March"):
        assert source.origin(source.text.index(word)).offset == text.index(word)
    assert source.origin(source.text.index("&")).offset == text.index("&amp;")


@given(TEXTS)
def test_any_text_is_read(text: str) -> None:
    source = markdown(text)
    at = 0
    for p in source.paragraphs:
        assert source.text[at : p.start] == ("\n\n" if at else "")
        words = source.text[p.start : p.end]
        assert words == words.strip() != ""
        at = p.end
    assert at == len(source.text)
    for q in source.quoted:
        assert 0 <= q.start < q.end <= len(source.text)
    offsets = []
    for at, char in enumerate(source.text):
        if not char.isspace():
            offset = source.origin(at).offset
            assert offset is not None
            assert text[offset] == char or text.startswith("&amp;", offset)
            offsets.append(offset)
    # In order, but for footnotes, which come last.
    assert offsets == sorted(offsets) or "[^1]: " in text


@pytest.mark.parametrize(
    "piece",
    ["*", "_", "*a ", "**a_", "`", "`a", "[", "![", "]", "[a](", '[a](b "', "[a][", "<", "<a ", '<a b="', "<!--", "&", "> ",
     "- ", "|", "|-", "#", "~~", "\\", "- a\n", "> a\n\n", "[a]: ", "<script>\n", "a <!--\n", "```\n", "1. ", "(", "=\n"],
)  # fmt: skip
def test_much_of_one_mark_is_read(piece: str) -> None:
    source = markdown(piece * 20_000)
    assert len(source.text) <= len(piece) * 20_000 * 2

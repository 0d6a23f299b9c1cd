"""Plain texts: their characters, paragraphs, pages, and what stands above them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from argmap.sources.limits import MAX_BYTES, SourceError
from argmap.sources.plain import decoded, read_plain
from argmap.sources.text import SourceText

ROOT = Path(__file__).resolve().parents[2]

# Letters, marks and all that breaks lines, so that short random texts hold what matters.
PIECES = st.sampled_from(
    ["a", "B", "é", "。", ".", "?", " ", "   ", "\t", "\u3000", "\n", "\r\n", "\r", "\n\n", "\f", "- ", "1. ", "word ",
     "It ends here. And so it goes on, and on. " * 3, "\u00a0", "“", "By Runa", "2026-03-12"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join)


def plain(text: str) -> SourceText:
    return read_plain(text.encode(), "article.txt")


def paragraphs(text: str) -> list[str]:
    source = plain(text)
    return [source.text[p.start : p.end] for p in source.paragraphs]


# -- characters


@pytest.mark.parametrize(
    ("data", "text", "note"),
    [
        (b"", "", ""),
        ("Zoë said “no”.".encode(), "Zoë said “no”.", ""),
        ("\ufeffZoë".encode(), "Zoë", ""),
        ("\ufeffZoë\r\n".encode("utf-16-le"), "Zoë\r\n", ""),
        ("\ufeffZoë".encode("utf-16-be"), "Zoë", ""),
        ("Zoë said “no”.".encode("cp1252"), "Zoë said “no”.", "windows-1252"),
        ("\ufeffZoë".encode("utf-16-le") + b"x", "Zoë\ufffd", "could not be read: 1"),
        ("ö".encode() * 20 + b"\xff", "ö" * 20 + "\ufffd", "could not be read: 1"),
        (b"\xef\xbb\xbfZo\xff", "Zo\ufffd", "could not be read: 1"),
        (b"an end of \x1a", "an end of \x1a", ""),
    ],
)
def test_decoded(data: bytes, text: str, note: str) -> None:
    got, notes = decoded(data, "article.txt")
    assert got == text
    assert [note in one for one in notes] == ([True] if note else [])


@pytest.mark.parametrize(
    "data",
    [b"a\0b", "Zoë".encode("utf-16-le"), b"\x89PNG\r\n\x1a\n\0", bytes(range(1, 32)) * 3, b"\xff\xfe\0\0a\0\0\0"],
)
def test_what_holds_no_text(data: bytes) -> None:
    with pytest.raises(SourceError, match="it holds no text") as caught:
        decoded(data, "article.txt")
    assert "plain text" in caught.value.help


def test_too_large() -> None:
    with pytest.raises(SourceError, match="larger than 100 MB"):
        decoded(bytes(MAX_BYTES + 1), "article.txt")


@given(TEXTS)
@example("\r\r\n\n\r")
@example("a\r\nb\r\r\nc")
def test_origins_point_at_equal_characters(text: str) -> None:
    source = plain(text)
    assert source.text == text.replace("\r\n", "\n").replace("\r", "\n")
    for at, char in enumerate(source.text):
        origin = source.origin(at)
        assert origin.offset is not None
        assert text[origin.offset] == char or (char == "\n" and text[origin.offset] == "\r")
    assert source.origin(len(source.text)).offset == len(text)


@given(TEXTS)
def test_paragraphs_stand_in_order_and_hold_all_words(text: str) -> None:
    source = plain(text)
    at = 0
    for p in source.paragraphs:
        assert not source.text[at : p.start].strip()
        words = source.text[p.start : p.end]
        assert words == words.strip() != ""
        at = p.end
    assert not source.text[at:].strip()


@given(TEXTS)
def test_pages_cover_the_text(text: str) -> None:
    source = plain(text)
    assert bool(source.pages) == ("\f" in text)
    if source.pages:
        assert [p.label for p in source.pages] == [str(n) for n in range(1, len(source.pages) + 1)]
        assert source.pages[0].start == 0
        assert source.pages[-1].end == len(source.text)
        assert all(a.end == b.start for a, b in zip(source.pages, source.pages[1:], strict=False))


@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        source = read_plain(data, "article.txt")
    except SourceError:
        assert data
    else:
        assert "\0" not in source.text


# -- paragraphs

SEVERAL = "The harbour froze in March, and for three weeks nothing moved. Nobody could say when it would thaw again. Then it did."
ONE_SENTENCE = "A sentence a line, of more than a hundred characters, as some people like to write who keep their texts in repositories."
WIDE = "The harbour froze in March, and for three weeks nothing moved. Nobody could say when it would thaw again, and so the men"

PARAGRAPHS: dict[str, tuple[str, list[str]]] = {
    "blank lines": ("One goes\non here.\n\n\nTwo.\n \t \nThree.\n", ["One goes\non here.", "Two.", "Three."]),
    "nothing": (" \n\n\t\n", []),
    "title": ("Ice in the bay\nBy Runa Calloway\n\nIt froze.", ["Ice in the bay\nBy Runa Calloway", "It froze."]),
    "both blank lines and indents": (
        "   It froze and\nnothing moved.\n\n   Then it\nthawed.\n\n   So.",
        ["It froze and\nnothing moved.", "Then it\nthawed.", "So."],
    ),
    "indents": (
        "    It froze in March and\nnothing moved for weeks.\n   Then it thawed and the\n ice went out.\n   So much for it.",
        ["It froze in March and\nnothing moved for weeks.", "Then it thawed and the\n ice went out.", "So much for it."],
    ),
    "tabs": (
        "\tIt froze in March and\nnothing moved.\n\tThen it thawed and the\nice went out.\n\tSo.",
        ["It froze in March and\nnothing moved.", "Then it thawed and the\nice went out.", "So."],
    ),
    "a margin": (
        "          It froze in March and\n          nothing moved.\n             Then it thawed and\n          the ice went.\n             So.",
        ["It froze in March and\n          nothing moved.", "Then it thawed and\n          the ice went.", "So."],
    ),
    "a column ends in a sentence": (
        "   It froze in March and the men\n\nof the bay stayed at home.\n   Then it thawed, said Captain\n\nOpdal, and the ice went out.\n   So.",
        [
            "It froze in March and the men\n\nof the bay stayed at home.",
            "Then it thawed, said Captain\n\nOpdal, and the ice went out.",
            "So.",
        ],
    ),
    "a heading among indents": (
        "   It froze in March and\nnothing moved for weeks.\n   Nobody minded it much.\n\nThe thaw\n\nThen it thawed and the\nice went out.\n   So much for it.",
        [
            "It froze in March and\nnothing moved for weeks.",
            "Nobody minded it much.",
            "The thaw",
            "Then it thawed and the\nice went out.",
            "So much for it.",
        ],
    ),
    "a block quote among indents": (
        "   It froze in March and the log of the harbour says:\n   Nobody has come in today, and nobody has\n   gone out, nor will anybody do so until\n   the thaw.\nSo it went on for weeks, until the end of March.\n   Then it thawed.\n   The ice went out.",
        [
            "It froze in March and the log of the harbour says:",
            "Nobody has come in today, and nobody has\n   gone out, nor will anybody do so until\n   the thaw.",
            "So it went on for weeks, until the end of March.",
            "Then it thawed.",
            "The ice went out.",
        ],
    ),
    "speech": (
        "It was late in the evening of the day.\n  “No,” she said.\n  “Yes,” he said to her, and went on to\nsay more of it.",
        ["It was late in the evening of the day.", "“No,” she said.", "“Yes,” he said to her, and went on to\nsay more of it."],
    ),
    "one stray indent": (
        "It froze in March.\n It thawed.\n\nThen nothing\nmoved.",
        ["It froze in March.\n It thawed.", "Then nothing\nmoved."],
    ),
    "all indented": ("    It froze.\n    It thawed.\n\n    So.", ["It froze.\n    It thawed.", "So."]),
    "a quote block": (
        "He wrote:\n\n    It froze in March.\n    It thawed in April.\n\nThat was all.",
        ["He wrote:", "It froze in March.\n    It thawed in April.", "That was all."],
    ),
    "verse": (
        "The harbour lay frozen,\n   the boats lay in snow,\nAnd nobody wondered\n   where water would go.\n\nThe thaw came at Easter,\n   the ice went to sea,\nAnd left us the harbour,\n   the herring and me.",
        [
            "The harbour lay frozen,\n   the boats lay in snow,\nAnd nobody wondered\n   where water would go.",
            "The thaw came at Easter,\n   the ice went to sea,\nAnd left us the harbour,\n   the herring and me.",
        ],
    ),
    "a list": (
        "We need:\n  - a boat.\n  - a crew.\n  - a thaw.\n\nThat is all.",
        ["We need:\n  - a boat.\n  - a crew.\n  - a thaw.", "That is all."],
    ),
    "hanging indents": (
        "Abara, J., a book on ice that\n   nobody has read, 1999.\nOpdal, L., a book on boats which\n   somebody has, 2001.",
        ["Abara, J., a book on ice that\n   nobody has read, 1999.\nOpdal, L., a book on boats which\n   somebody has, 2001."],
    ),
    "a line each": (f"Ice\n{SEVERAL}\n{SEVERAL}\nSo.", ["Ice", SEVERAL, SEVERAL, "So."]),
    "a sentence a line": (f"{ONE_SENTENCE}\n{ONE_SENTENCE}\n\nSo.", [f"{ONE_SENTENCE}\n{ONE_SENTENCE}", "So."]),
    "wide lines": (f"{WIDE}\n{WIDE}\nstayed.", [f"{WIDE}\n{WIDE}\nstayed."]),
    "ideographic spaces": ("\u3000一つです。\n「はい」\n\u3000二つ。\n\u3000三つ。", ["一つです。", "「はい」", "二つ。", "三つ。"]),
    "a page ends in a sentence": ("The men of the bay\nstayed at home and\n\n\f\nwaited.\n\n\fIt thawed.", ["The men of the bay\nstayed at home and\n\n\f\nwaited.", "It thawed."]),
    "a page ends with a sentence": ("The men stayed.\n\fIt thawed.\n\f", ["The men stayed.", "It thawed."]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert paragraphs(text) == expected
    assert [p.replace("\r\n", "\n") for p in paragraphs(text.replace("\n", "\r\n"))] == expected


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("one", []),
        ("one\n\ftwo", ["one\n", "\ftwo"]),
        ("one\n\ftwo\n\f", ["one\n", "\ftwo\n\f"]),
        ("\fone\ftwo", ["\fone", "\ftwo"]),
        ("one\f\fthree\f", ["one", "\f", "\fthree\f"]),
        ("one\f \n", ["one\f \n"]),
        ("\f", ["\f"]),
    ],
)
def test_pages(text: str, pages: list[str]) -> None:
    source = plain(text)
    assert [source.text[p.start : p.end] for p in source.pages] == pages


def test_a_first_page_may_be_empty_where_pages_are_ended() -> None:
    source = plain("\ftwo\f")
    assert [(p.label, p.start, p.end) for p in source.pages] == [("1", 0, 0), ("2", 0, 5)]
    assert source.place(2) == "p. 2"


# -- title, author, date


@pytest.mark.parametrize(
    ("text", "title", "author", "date"),
    [
        ("Ice in the bay\nBy Runa Calloway\n\nIt froze.", "Ice in the bay", "Runa Calloway", None),
        ("Ice in the bay\n\nBy Runa Calloway\n\n12 March 2026\n\nIt froze.", "Ice in the bay", "Runa Calloway", "12 March 2026"),
        ("Will it thaw?\nby Lena Opdal and Jon Abara\n2026-03-12\n\nNo.", "Will it thaw?", "Lena Opdal and Jon Abara", "2026-03-12"),
        ("Ice\nBy J. K. Opdal, March 12, 2026\n\nIt froze.", "Ice", "J. K. Opdal", "March 12, 2026"),
        ("Ice\nBY LENA OPDAL | Thursday, 12 March 2026\n\nIt froze.", "Ice", "LENA OPDAL", "12 March 2026"),
        ("Ice\n\nWhat the winter left behind.\n\nBy Åsa Holm\n\nIt froze.", "Ice", "Åsa Holm", None),
        ("Ice\n\nIt froze by night.\n\nBy noon it was gone.", "Ice", None, None),
        ("It froze.\nBy Runa Calloway\n\nIt thawed.", None, None, None),
        ("It froze, and then\nit thawed.\n\nBy Runa Calloway", None, None, None),
        ("By Runa Calloway\n\nIt froze.", None, None, None),
        ("Ice " * 60 + "\n\nIt froze.", None, None, None),
        ("", None, None, None),
    ],
)  # fmt: skip
def test_what_stands_above(text: str, title: str | None, author: str | None, date: str | None) -> None:
    source = plain(text)
    assert (source.title, source.author, source.date) == (title, author, date)


# -- whole articles


def test_the_example() -> None:
    source = read_plain((ROOT / "examples" / "night-trains.txt").read_bytes(), "night-trains.txt")
    assert len(source.paragraphs) == 13
    assert (source.title, source.author) == ("Bring back the night trains", "Runa Calloway")
    assert source.notes == ()
    assert source.place(source.text.index("three in the morning")) == "¶ 12"


def test_the_shared_article() -> None:
    path = Path(os.environ.get("ARGMAP_SHARED_DATA") or ROOT.parent / "shared" / "data" / "alliance") / "article.txt"
    if not path.is_file():
        pytest.skip(f"the article is not part of the project, and no copy is at {path}")
    data = path.read_bytes()
    source = read_plain(data, "article.txt")
    assert len(source.paragraphs) == 17
    assert source.text.count("\n") == 152
    assert source.title is None
    # Each begins with an indent, and none without one.
    assert all(source.text[: p.start].endswith("\n   ") for p in source.paragraphs[1:])

"""What stands in quotation marks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.sources.plain import read_markdown, read_plain
from argmap.sources.quotations import Quotation, quotations
from argmap.sources.text import SourceText

ROOT = Path(__file__).resolve().parents[2]


def plain(text: str) -> SourceText:
    return read_plain(text.encode(), "article.txt")


def shown(source: SourceText) -> list[str]:
    """Each quotation with its depth before it, and with `…` behind it where it is not closed."""
    return [
        "> " * one.depth + source.text[one.inner.start : one.inner.end] + ("" if one.closed else " …")
        for one in quotations(source)
    ]


MARKS: dict[str, tuple[str, list[str]]] = {
    "English": ("“Two,” she said. “Three.” (“four”) [“five”]—“six”", ["Two,", "Three.", "four", "five", "six"]),
    "nested": ("“He said ‘no’ to ‘the “ice”’,” she said.", ["He said ‘no’ to ‘the “ice”’,", "> no", "> the “ice”", "> > ice"]),
    "German": ("„Ja“, sagte er. „Er rief ‚nein‘ und ging“. „Eis“!", ["Ja", "Er rief ‚nein‘ und ging", "> nein", "Eis"]),
    "low and high": ("„Tak”, powiedział. „Nie”.", ["Tak", "Nie"]),
    "French": ("« Oui », dit-il, «\u00a0non ‹ ou › ».", ["Oui", "non ‹ ou ›", "> ou"]),
    "inward": ("»Ja«, sagte er, »und ›nein‹!« So (»gut«).", ["Ja", "und ›nein‹!", "> nein", "gut"]),
    "Finnish": ("»Joo», hän sanoi. »Ei.»", ["Joo", "Ei."]),
    "Swedish": ("”Ja”, sade hon. ”Nej!” Han sade ”hon sa ’ja’ till det”.", ["Ja", "Nej!", "hon sa ’ja’ till det", "> ja"]),
    "Japanese": ("彼は「あ『い』う」と。「え」", ["あ『い』う", "> い", "え"]),
    "a slip of the keyboard": ("He said ”no” and “yes”.", ["no", "yes"]),
    "straight": ('"Two," she said. ("three") and—"four"—so "five". "—six"', ["Two,", "three", "four", "five", "—six"]),
    "straight before a dash": ('"Wait—" she said. "No" he said—"never."', ["Wait—", "No", "never."]),
    "straight in Chinese": ('他说"你好"然后"再见"。', ["你好", "再见"]),
    "straight with space inside": ('" Two " she said', ["Two"]),
    "straight nested": ("\"He said 'no' to 'it'.\" '\"Yes,\" he said.' \"'Two,' she said.\"", ["He said 'no' to 'it'.", "> no", "> it", '"Yes," he said.', "> Yes,", "'Two,' she said.", "> Two,"]),
    "British": ("‘Two,’ she said. ‘She said “no” to me.’", ["Two,", "She said “no” to me.", "> no"]),
    "British straight": ("'Two,' she said. 'She said \"no\" to me.'", ["Two,", 'She said "no" to me.', "> no"]),
    "nothing inside": ("“” \"\" «  » and “ ”", []),
    "no marks": ("It froze.", []),
}  # fmt: skip

APOSTROPHES: dict[str, tuple[str, list[str]]] = {
    "none": ("It’s the dogs’ tails, don’t, O’Brien, ’tis, ’90s, rock ’n’ roll, goin’ home, Jess’s.", []),
    "none, straight": ("It's the dogs' tails, don't, O'Brien, 'tis, '90s, rock 'n' roll, goin' home, Jess's.", []),
    "inside": ("‘The dogs’ tails don’t wag,’ he said. ‘’Tis rock ’n’ roll of the ’90s.’", ["The dogs’ tails don’t wag,", "’Tis rock ’n’ roll of the ’90s."]),
    "inside, straight": ("'The dogs' tails don't wag,' he said. 'It's rock 'n' roll.'", ["The dogs' tails don't wag,", "It's rock 'n' roll."]),
    "after": ("He wrote ‘dogs’ and thought of the cats’ tails, and didn’t stop.", ["dogs"]),
    "after, straight": ("He wrote 'dogs' and thought of the cats' tails, and didn't stop.", ["dogs"]),
    "typed as an opening mark": ("the ‘90s, rock ‘n’ roll and ‘em", []),
    "possessive inside American": ("“the dogs’ home,” she said, “and the ‘dogs’ home’.”", ["the dogs’ home,", "and the ‘dogs’ home’.", "> dogs’ home"]),
    "before one": ("'Tis late, and 'em boats are out, said 'Captain' Opdal", ["Captain"]),
    "begins with a short form": ("'Round the bend,' he said, 'till noon.'", ["Round the bend,", "till noon."]),
    "okina": ("Hawai‘i and Qur’an", []),
}  # fmt: skip

MEASURES: dict[str, tuple[str, list[str]]] = {
    "primes": ("He is 6′ 2″ tall at 5′ N.", []),
    "straight": ('He is 6\' 2" tall, she is 5\'10", it is a 27" screen', []),
    "inside": ('"He is 6\' 2" tall," she said. "A 27" screen," he said.', ["He is 6' 2\" tall,", 'A 27" screen,']),
    "a year": ('"It froze in 1984" she said "and in 1985".', ["It froze in 1984", "and in 1985"]),
    "single year": ("'It froze in 1984' he said.", ["It froze in 1984"]),
}

PARAGRAPHS: dict[str, tuple[str, list[str]]] = {
    "opened anew": ("“One.\n\n“Two.\n\n“Three,” he said. “Four.”", ["One.\n\n“Two.\n\n“Three,", "Four."]),
    "opened anew, straight": ('"One.\n\n"Two," he said. "Four."', ['One.\n\n"Two,', "Four."]),
    "opened anew, single": ("‘One.\n\n‘Two,’ he said.\n\n'One.\n\n'Two,' he said.", ["One.\n\n‘Two,", "One.\n\n'Two,"]),
    "opened anew, pointed": ("« Un.\n\n« Deux.\n\n» Trois. »", ["Un.\n\n« Deux.\n\n» Trois."]),
    "opened anew, both": ("“He: ‘One.\n\n“‘Two,’ he said.” So.", ["He: ‘One.\n\n“‘Two,’ he said.", "> One.\n\n“‘Two,"]),
    "closed in the next": ("“One, and\n\ntwo,” he said “three”.", ["One, and\n\ntwo,", "three"]),
    "not closed": ("“One, he said.\n\nTwo “three” four.", ["One, he said. …", "three"]),
    "not closed at the end": ("He: “One", ["One …"]),
    "opened anew, never closed": ("“One.\n\n“Two.\n\nThree.", ["One.\n\n“Two. …"]),
    "not closed inside": ("“One ‘two,” he said.", ["One ‘two,", "> two, …"]),
}

ALL = MARKS | {f"apostrophe {k}": v for k, v in APOSTROPHES.items()}
ALL |= {f"measure {k}": v for k, v in MEASURES.items()} | {f"paragraphs {k}": v for k, v in PARAGRAPHS.items()}


@pytest.mark.parametrize(("text", "expected"), ALL.values(), ids=ALL)
def test_quotations(text: str, expected: list[str]) -> None:
    assert shown(plain(text)) == expected


def test_stretches_and_marks() -> None:
    text = "Er: „ Ja “, “no"
    assert quotations(plain(text)) == (
        Quotation(4, 10, (6, 8), 0, True, "„“"),
        Quotation(12, 15, (13, 15), 0, False, "“"),
    )


def test_block_quotes() -> None:
    source = read_markdown("He:\n\n> It “froze”\n>\n> again.\n\n“No.”".encode(), "article.md")
    assert shown(source) == ["It “froze”\n\nagain.", "> froze", "No."]
    assert [one.marks for one in quotations(source)] == ["", "“”", "“”"]


def test_line_breaks_inside() -> None:
    assert shown(plain("She said “one\ntwo” and ‘three\nfour’.")) == ["one\ntwo", "three\nfour"]


PIECES = st.sampled_from(
    [
        *"“”„‟«»‹›「」『』\"'‘’‚‛＂′″",
        "a",
        "A",
        "s",
        "n",
        "tis",
        "90s",
        "6",
        " ",
        " ",
        ".",
        ",",
        "—",
        "(",
        ")",
        "\n",
        "\n\n",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_order_and_bounds(text: str) -> None:
    source = plain(text)
    found = quotations(source)
    assert list(found) == sorted(found, key=lambda one: (one.start, -one.end))
    for one in found:
        assert 0 <= one.start < one.inner.start < one.inner.end <= one.end <= len(source.text)
        assert one.inner.end < one.end or not one.closed
        words = source.text[one.inner.start : one.inner.end]
        assert words == words.strip()
        assert one.marks[0] == source.text[one.start]
        assert len(one.marks) == 1 + one.closed
        assert one.depth <= sum(other.start < one.start and other.end >= one.end for other in found)
        paragraph = source.paragraphs[source.paragraph_of(one.end - 1) - 1]
        assert one.closed or one.end <= paragraph.end


@given(st.lists(st.sampled_from(["Two", "it froze", "don’t", "never!"]), min_size=1, max_size=6))
def test_pairs_are_found_again(inner: list[str]) -> None:
    for first, last in ("“”", "„“", "„”", "«»", "»«", "‹›", "「」", "『』", '""', "””", "»»", "‘’", "''"):
        text = "".join(f"She said {first}{words}{last}, and so. " for words in inner)
        assert shown(plain(text)) == inner


@pytest.mark.parametrize(
    "piece", ["“", '"', "'a ", "“a ‘b ", "“\n\n", "“a\n\nb”\n\n", "«»", '"a" ', "‘", "’s ", "「『", "a'"]
)
def test_many_marks(piece: str) -> None:
    source = plain(piece * (100_000 // len(piece)))
    assert all(one.end <= len(source.text) for one in quotations(source))


# -- whole articles


def test_the_example() -> None:
    source = read_plain((ROOT / "examples" / "night-trains.txt").read_bytes(), "night-trains.txt")
    found = quotations(source)
    assert len(found) == 15 == source.text.count("“")
    assert {(one.depth, one.closed, one.marks) for one in found} == {(0, True, "“”")}
    words = [source.text[one.inner.start : one.inner.end] for one in found]
    assert words[0] == "an allocation, not a saving"
    assert words[-1] == "on the day the track charge leaves our books"


def test_the_shared_article() -> None:
    path = Path(os.environ.get("ARGMAP_SHARED_DATA") or ROOT.parent / "shared" / "data" / "alliance") / "article.txt"
    if not path.is_file():
        pytest.skip(f"the article is not part of the project, and no copy is at {path}")
    source = read_plain(path.read_bytes(), "article.txt")
    found = quotations(source)
    assert len(found) == 15
    assert {(one.depth, one.closed) for one in found} == {(0, True)}
    assert max(len(source.text[one.start : one.end].split()) for one in found) == 69

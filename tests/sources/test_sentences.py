"""Where sentences begin and end."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.sources.plain import read_plain
from argmap.sources.sentences import sentences
from argmap.sources.text import SourceText

ROOT = Path(__file__).resolve().parents[2]


def plain(text: str) -> SourceText:
    return read_plain(text.encode(), "article.txt")


# `|` stands where one ends.
CASES = [
    "It froze.| It thawed!| Did it?| It did.",
    "It froze and\nnothing moved.| Then\nit thawed.",
    "no stop at all",
    "At 3.5 per cent, at 11.40.| Courts open at example.org.| So.",
    "It froze ... and thawed.| It froze… and thawed.| It froze …| Then it thawed.",
    "It froze. . . . and thawed.| Why. . . .| It did.",
    # marks
    "“Two.| Three,” she said.| “Four.”| Five.",
    "“Why?” she asked.| “Why?”| She left.| “Stop!” cried Lena.",
    "He said: “It froze.| It thawed.”| So.",
    "It froze.”| (“It did.”)| So.",
    "‘It froze.’| ‘It thawed.’",
    '"It froze."| "It thawed," she said.',
    "It froze.| “[T]he ice went,” she said.",
    "It froze.| … [H]ow did it thaw?",
    "It froze.[12]| It thawed.²| So.",
    "»Ja.«| »Nein.«| „So.“| „Gut.“",
    "« Oui ! » dit-il.| « Non. »| Il part.",
    # short forms
    "Mr. Abara met Dr. Opdal, Prof. Holm and St. Orrin.| So.",
    "J. K. Opdal and Jon B. Abara wrote it.| J.K. Opdal left.",
    "Boats, e.g. Coastair, i.e. The airline, vs. Velrail.| So.",
    "See No. 5, p. 4, pp. 5-6, vol. II and fig. 3.| No.| He left.",
    "The U.S. Senate sat in Washington D.C. today.| It is in the U.S.| The Senate sat.",
    "Velrail Ltd. Chairman Holm left Velrail Ltd.| The chairman left etc.| Then Jan. 29 came.",
    "At 5 p.m. it froze.| It froze at 5 p.m.| The men left.",
    "Plan B.| Then plan A.| World War I.| The end.| Colder than I.| He knew.",
    "z. B. Anna, d. h. Bert.| Am 3. Mai kam er.| Es war 2019.| Dann ging er.",
    "M. Dupont est là.| Mme. Holm part.",
    "A Ph.D. student wrote it.| She got a Ph.D.| The end.",
    "1. First it froze.| 2. Then it thawed.",
    # scripts
    "一つです。|二つ！|「なぜ？」と言った。|「はい。」|三つ",
    "هل هذا؟| نعم هو.| لا",
    "यह है।| वह है।",
    "Это лёд.| — Нет.| Да.",
    # lists
    "- a boat\n|- a crew\n|- a thaw",
    "It froze\n- and thawed.",
]


@pytest.mark.parametrize("case", CASES)
def test_sentences(case: str) -> None:
    source = plain(case.replace("|", ""))
    assert [source.text[s.start : s.end] for s in sentences(source)] == [part.strip() for part in case.split("|")]


def test_none_goes_over_a_paragraph() -> None:
    source = plain("Ice in the bay\n\nIt froze and\n\nthen it thawed.")
    assert [source.text[s.start : s.end] for s in sentences(source)] == [
        "Ice in the bay",
        "It froze and",
        "then it thawed.",
    ]


PIECES = st.sampled_from(
    [*".?!…。؟।“”’\"'«»()[]—-1aA", "…", "A. ", "z. B. ", "Mr. ", "No. 5", "etc. ", "pp. ", "U.S. ", ". ", "? ", "\n", "\n\n", "- ", "と"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=60).map("".join))
def test_they_hold_all_words_in_order(text: str) -> None:
    source = plain(text)
    found = sentences(source)
    at = 0
    for one in found:
        assert not source.text[at : one.start].strip()
        words = source.text[one.start : one.end]
        assert words == words.strip() != ""
        at = one.end
    assert not source.text[at:].strip()
    for one in found:
        paragraph = source.paragraphs[source.paragraph_of(one.start) - 1]
        assert paragraph.start <= one.start < one.end <= paragraph.end


@pytest.mark.parametrize("piece", [". ", "a. ", ".", "A. ", "… ", '." ', ". .", "\n- ", "。", " ", "(1) ", "a", "?” "])
def test_much_of_one_mark(piece: str) -> None:
    source = plain(piece * 50_000 + "b")
    assert sentences(source)[-1].end == len(source.text)


def test_the_example() -> None:
    source = read_plain((ROOT / "examples" / "night-trains.txt").read_bytes(), "night-trains.txt")
    found = [" ".join(source.text[s.start : s.end].split()) for s in sentences(source)]
    assert found[0] == "Bring back the night trains By Runa Calloway"
    assert "“Now I visit hotels.”" in found
    assert "The first day train from Sankt Orrin now reaches the capital at 11.40." in found
    assert "Why?" in found
    # All but the title end with a stop, none begins with a small letter.
    assert all(one.rstrip("”")[-1:] in ".?!" or one.endswith("”.") for one in found[1:])
    assert not [one for one in found if one.lstrip("“[")[0].islower()]

"""Links to words: what a browser makes of them, read from the draft of URL Fragment Text Directives."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap
from argmap.anchoring.anchors import anchors
from argmap.anchoring.fragments import Directive, TextFragments
from argmap.anchoring.texts import Texts
from argmap.sources.plain import read_plain
from argmap.sources.text import SourceText, Stretch, TextBuilder

ROOT = Path(__file__).parents[2]
URL = "https://courier.example/bridge"


# -- a browser, in small -----------------------------------------------------------------------------------


class Browser:
    """Goes to the words of a directive as the draft says, on a page of blocks. It knows nothing of the code tested."""

    def __init__(self, source: SourceText) -> None:
        self.text = source.text
        self.chars: list[tuple[int, str]] = []
        """Block number and folded character of all that can be searched."""
        self.places: list[int] = []
        """Where each of them stands in the text."""
        for number, block in enumerate(source.paragraphs):
            for at in range(block.start, block.end):
                char = source.text[at]
                if char.isspace() and source.text[at - 1].isspace():
                    continue
                for one in self.fold(" " if char.isspace() else char):
                    self.chars.append((number, one))
                    self.places.append(at)

    @staticmethod
    def fold(query: str) -> str:
        plain = unicodedata.normalize("NFD", re.sub(r"\s+", " ", query).casefold())
        return "".join(c for c in plain if not unicodedata.combining(c))

    def stands(self, query: str, at: int) -> bool:
        piece = self.chars[at : at + len(query)]
        return "".join(c for _, c in piece) == query and len({b for b, _ in piece}) == 1

    def bound(self, at: int) -> bool:
        """Whether a word begins or ends here."""
        if at in (0, len(self.chars)) or self.chars[at - 1][0] != self.chars[at][0]:
            return True
        before, after = self.chars[at - 1][1], self.chars[at][1]
        if before.isalnum() and after.isalnum():
            return False
        around = "".join(c for _, c in self.chars[max(0, at - 2) : at + 2])
        return not (
            re.match(r"[^\W\d]['’][^\W\d]|\d[.,]\d", around[1:]) or re.match(r"[^\W\d]['’][^\W\d]|\d[.,]\d", around)
        )

    def find(self, query: str, at: int, left: bool, right: bool) -> tuple[int, int] | None:
        for start in range(at, len(self.chars) - len(query) + 1):
            end = start + len(query)
            if self.stands(query, start) and (not left or self.bound(start)) and (not right or self.bound(end)):
                return start, end
        return None

    def past_space(self, at: int) -> int:
        while at < len(self.chars) and self.chars[at][1] == " ":
            at += 1
        return at

    def go(self, directive: str) -> Stretch | None:
        """The stretch of the text to which a directive leads."""
        parts = directive.removeprefix("text=").split(",")
        prefix = self.fold(unquote(parts.pop(0)[:-1])) if parts[0].endswith("-") else None
        suffix = self.fold(unquote(parts.pop()[1:])) if parts[-1].startswith("-") else None
        assert 1 <= len(parts) <= 2
        start, *ends = (self.fold(unquote(part)) for part in parts)
        at = 0
        while at < len(self.chars):
            if prefix is not None:
                before = self.find(prefix, at, left=True, right=False)
                if before is None:
                    return None
                at = before[0] + 1
                begin = self.past_space(before[1])
                match = self.find(start, begin, left=False, right=bool(ends) or suffix is None)
                if match is None:
                    return None
                if match[0] != begin:
                    continue
            else:
                match = self.find(start, at, left=True, right=bool(ends) or suffix is None)
                if match is None:
                    return None
                at = match[0] + 1
            end = match[1]
            while True:
                if ends:
                    last = self.find(ends[0], end, left=True, right=suffix is None)
                    if last is None:
                        return None
                    end = last[1]
                behind = self.past_space(end)
                if suffix is None or self.find(suffix, behind, left=False, right=True) == (
                    behind,
                    behind + len(suffix),
                ):
                    return Stretch(self.places[match[0]], self.places[end - 1] + 1)
                if not ends:
                    break
        return None


def bare(source: SourceText, span: Stretch) -> Stretch:
    """A stretch from its first letter to its last."""
    letters = [n for n in range(*span) if source.text[n].isalnum()]
    return Stretch(letters[0], letters[-1] + 1)


def plain(text: str) -> SourceText:
    return read_plain(text.encode(), "page.txt")


def span_of(source: SourceText, words: str, nth: int = 0) -> Stretch:
    at = -1
    for _ in range(nth + 1):
        at = source.text.index(words, at + 1)
    return Stretch(at, at + len(words))


# -- the form of a directive -------------------------------------------------------------------------------


def test_what_has_a_meaning_in_a_directive_is_encoded() -> None:
    assert str(Directive("a-b, c & d")) == "text=a%2Db%2C%20c%20%26%20d"
    assert str(Directive("é“#")) == "text=%C3%A9%E2%80%9C%23"
    assert str(Directive("s", "e", "p", "f")) == "text=p-,s,e,-f"


def test_words_that_stand_once() -> None:
    source = plain("The bridge is old.\n\nIt rusts, says the half-blind keeper & his dog.\n")
    link = TextFragments(source).link(URL, [span_of(source, "rusts, says the half-blind keeper & his")])
    assert link == URL + "#:~:text=rusts%2C%20says%20the%20half%2Dblind%20keeper%20%26%20his"


def test_several_stretches_and_an_address_that_has_a_fragment() -> None:
    source = plain("The bridge is old, and it rusts.\n")
    spans = [span_of(source, "bridge"), span_of(source, "rusts")]
    assert TextFragments(source).link(URL + "#top", spans) == URL + "#top:~:text=bridge&text=rusts"
    assert TextFragments(source).link(URL + "#:~:text=old", spans) == URL + "#:~:text=bridge&text=rusts"


def test_words_over_the_end_of_a_line_or_paragraph_are_a_range() -> None:
    source = plain("The old bridge has been rusting\nsince the year of the flood.\n\nClose it at once.\n")
    made = TextFragments(source)
    over_line = made.directive(span_of(source, "has been rusting\nsince the year"))
    assert over_line == Directive("has been rusting", "since the year")
    over_paragraph = made.directive(span_of(source, "of the flood.\n\nClose it"))
    assert over_paragraph == Directive("of the flood", "Close it")


def test_long_words_are_a_range() -> None:
    words = " ".join(f"word{n}" for n in range(90))
    source = plain(f"First {words} last.\n")
    assert TextFragments(source).directive(span_of(source, words)) == Directive(
        "word0 word1 word2 word3", "word86 word87 word88 word89"
    )


def test_one_long_word() -> None:
    source = plain("Say " + "a" * 400 + " now.\n")
    assert TextFragments(source).directive(Stretch(4, 404)) == Directive("a" * 400)


@pytest.mark.parametrize(("words", "nth"), [("yes", 0), ("yes", 1), ("Yés", 0), ("twice", 0)])
def test_words_that_stand_several_times_get_words_around(words: str, nth: int) -> None:
    source = plain("They said yes. The keeper said yes: nobody minded. In the end all said Yés twice.\n")
    span = span_of(source, words, nth)
    directive = TextFragments(source).directive(span)
    assert directive is not None
    # Case and accents make no difference to a browser.
    assert bool(directive.prefix or directive.suffix) == ((words, nth) in [("yes", 1), ("Yés", 0)])
    assert Browser(source).go(str(directive)) == span


def test_words_that_nothing_tells_apart() -> None:
    source = plain("No.\n\nNo.\n\nNo.\n")
    made = TextFragments(source)
    assert made.link(URL, [Stretch(0, 2)]) == URL + "#:~:text=No"
    assert made.link(URL, [Stretch(5, 7)]) == URL + "#:~:text=No.-,No"
    assert made.link(URL, [Stretch(10, 12)]) is None, "no part goes over the end of a paragraph"
    same = plain("\n\n".join(["Hear, hear, said the house and then it said so again and again."] * 5))
    assert TextFragments(same).link(URL, [span_of(same, "the house", 2)]) is None
    assert made.link(URL, [Stretch(2, 3)]) is None, "a full stop is no word"
    assert made.link(URL, []) is None


def test_whole_words_are_named() -> None:
    source = plain("It won't hold at 11.40, l’état says.\n")
    made = TextFragments(source)
    assert made.directive(span_of(source, "état")) == Directive("l’état")
    assert made.directive(span_of(source, "11")) == Directive("11.40")


def test_every_anchor_of_the_example() -> None:
    map = argmap.load(ROOT / "examples" / "night-trains.argmap")
    texts = Texts(map)
    source = texts.get("calloway")
    assert source is not None
    made, browser = TextFragments(source), Browser(source)
    checked = 0
    for anchor in anchors(map, texts):
        link = made.link(URL, anchor.spans)
        assert link is not None, anchor.node
        directives = link.removeprefix(URL + "#:~:").split("&")
        assert len(directives) == len(anchor.spans)
        for directive, span in zip(directives, anchor.spans, strict=True):
            assert browser.go(directive) == bare(source, span), (anchor.node, directive)
            checked += 1
    assert checked > 60


def test_a_page_of_blocks_and_line_breaks() -> None:
    builder = TextBuilder("html")
    for block in (["The keeper rang twice,", "then he rang again."], ["He rang, nobody came."]):
        for line in block:
            builder.add(line)
            builder.line()
        builder.paragraph()
    source = builder.build("page.html")
    made, browser = TextFragments(source), Browser(source)
    for span in (span_of(source, "rang", 1), span_of(source, "rang", 2), span_of(source, "twice,\nthen he")):
        directive = made.directive(span)
        assert directive is not None
        assert browser.go(str(directive)) == span


# -- any text ----------------------------------------------------------------------------------------------

WORDS = ["the", "The", "bridge", "rusts", "no", "nó", "11.40", "can't", "half-blind", "“we", "will,”", "(and", "so)", "😀",
         "straße", "x"]  # fmt: skip
lines = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
pages = st.lists(st.lists(lines, min_size=1, max_size=4).map("\n".join), min_size=1, max_size=4).map("\n\n".join)


@settings(max_examples=200, deadline=None)
@given(pages, st.data())
def test_a_browser_finds_the_same_words(page: str, data: st.DataObject) -> None:
    builder = TextBuilder("html")
    for block in page.split("\n\n"):
        for line in block.split("\n"):
            builder.add(line)
            builder.line()
        builder.paragraph()
    source = builder.build("page.html")
    tokens = [(m.start(), m.end()) for m in re.finditer(r"\S+", source.text)]
    first = data.draw(st.integers(0, len(tokens) - 1))
    last = data.draw(st.integers(first, min(first + 12, len(tokens) - 1)))
    span = Stretch(tokens[first][0], tokens[last][1])
    directive = TextFragments(source).directive(span)
    if not any(char.isalnum() for char in source.text[span.start : span.end]):
        assert directive is None
    elif directive is not None:
        assert Browser(source).go(str(directive)) == bare(source, span)
    else:
        # Then its first or its last word stands elsewhere too.
        folded = Browser.fold(source.text)
        words = re.findall(r"\w+", Browser.fold(source.text[span.start : span.end]))
        assert folded.count(words[0]) > 1 or folded.count(words[-1]) > 1

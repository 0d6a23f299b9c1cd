"""Signatures of texts, and how a copy lies on the text that was signed."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.notation.values import bad_signature
from argmap.sources.limits import SourceError
from argmap.sources.reading import source_from
from argmap.sources.signature import BLOCK, SHORTEST, Alignment, Placed, Signature, align
from argmap.sources.skeleton import folded
from argmap.sources.text import SourceText

from .makers import ARTICLE, printed, rows


def source(text: str) -> SourceText:
    return source_from(text.encode(), "a.txt")


TEXT = "\n\n".join(ARTICLE)
LETTERS = folded(TEXT)


def test_what_is_written() -> None:
    signature = Signature.of(source(TEXT))
    written = str(signature)
    assert bad_signature(written) is None
    profile, n, digest, blocks = written.split()
    assert (profile, int(n)) == ("sk1", len(LETTERS))
    assert digest == hashlib.sha256(LETTERS.encode()).hexdigest()
    wanted = b"".join(
        hashlib.sha256(b"sk1\n" + LETTERS[at : at + 64].encode()).digest()[:6]
        for at in range(0, len(LETTERS), 64)
        if at + 64 <= len(LETTERS)
    )
    assert base64.b64decode(blocks) == wanted
    assert len(LETTERS) % 64
    assert Signature.parse(written) == signature
    head, _, tail = written.rpartition(" ")
    assert Signature.parse(f"{head.replace(digest, digest.upper())}\n{tail[:40]} {tail[40:]}") == signature


def test_no_digest_of_less_than_a_block() -> None:
    rest = len(LETTERS) % BLOCK
    short, cut = Signature.of(source(LETTERS)), Signature.of(source(LETTERS[:-rest]))
    assert short.blocks == cut.blocks
    assert len(short.blocks) == len(LETTERS) // BLOCK


@pytest.mark.parametrize("n", [1, 63, 64, SHORTEST - 1])
def test_a_short_text_is_not_signed(n: int) -> None:
    with pytest.raises(SourceError, match=f"this text has {n} letters") as refused:
        Signature.of(source(LETTERS[:n]))
    assert refused.value.help


def test_the_shortest_that_is() -> None:
    assert len(Signature.of(source(LETTERS[:SHORTEST])).blocks) == SHORTEST // BLOCK


GOOD = str(Signature.of(source(TEXT)))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("", "this is not a signature"),
        ("sk1 300", "this is not a signature"),
        (GOOD.replace("sk1", "sk9"), "this version of argmap does not know the signatures `sk9`"),
        (GOOD[:-5] + "!", "the digests of this signature are not in base64"),
        (GOOD[:-8], "this signature does not have a digest for each block of its text"),
        (re.sub(r"^sk1 \d+", "sk1 30", GOOD), "this signature does not have a digest for each block of its text"),
    ],
)
def test_what_is_no_signature(wrong: str, message: str) -> None:
    with pytest.raises(SourceError) as refused:
        Signature.parse(wrong)
    assert refused.value.message == message
    assert refused.value.help


def aligned(text: str) -> Alignment:
    return align(Signature.parse(GOOD), source(text))


def test_the_same_text() -> None:
    for text in (TEXT, printed(TEXT, 1), TEXT.upper()):
        found = aligned(text)
        assert found.identical
        assert found.span(0, len(LETTERS)) == Placed("verified", 0, len(LETTERS))
        assert found.span(len(LETTERS) - 1, 1) == Placed("verified", len(LETTERS) - 1, 1)


def test_a_longer_text() -> None:
    more = "More on this page. "
    shift = len(folded(more))
    found = aligned(more + TEXT + " The end.")
    assert not found.identical
    assert found.matched == len(LETTERS) // BLOCK
    assert found.span(100, 200) == Placed("verified", 100 + shift, 200)
    # What follows the last whole block has no digest of its own.
    last = len(LETTERS) - 3
    assert found.span(last, 3) == Placed("located", last + shift, 3)


def test_a_changed_letter() -> None:
    at = TEXT.index("chairs")
    letter = len(folded(TEXT[:at]))
    found = aligned(TEXT[:at] + "x" + TEXT[at + 1 :])
    block = letter // BLOCK * BLOCK
    assert found.span(letter, 6) == Placed("located", letter, 6)
    assert found.span(block - 5, 5).status == "verified"
    assert found.span(block - 5, 6).status == "located"
    assert found.span(block + BLOCK - 1, 1).status == "located"
    assert found.span(block + BLOCK, 30).status == "verified"


def test_a_paragraph_that_is_gone() -> None:
    found = aligned("\n\n".join(ARTICLE[:4] + ARTICLE[5:]))
    gone = len(folded("".join(ARTICLE[:4]))), len(folded("".join(ARTICLE[:5])))
    middle = sum(gone) // 2
    assert found.span(middle, 10) == Placed("lost")
    assert found.span(gone[0] - BLOCK - 10, 10).status == "verified"
    after = gone[1] + 2 * BLOCK
    assert found.span(after, 40) == Placed("verified", after - gone[1] + gone[0], 40)


def test_paragraphs_in_another_order() -> None:
    found = aligned("\n\n".join(ARTICLE[4:] + ARTICLE[:4]))
    first = len(folded("".join(ARTICLE[4:])))
    assert found.matched >= len(LETTERS) // BLOCK - 1
    assert found.span(10, 100) == Placed("verified", first + 10, 100)


def test_rows_read_across_columns() -> None:
    found = aligned(rows(TEXT, 3, 30))
    assert found.matched <= 2


def test_another_text() -> None:
    found = aligned("It has nothing to do with it. " * 100)
    assert found.matched == 0
    assert found.span(0, 10) == Placed("lost")


def test_what_is_no_span_of_the_text() -> None:
    found = aligned(TEXT)
    for start, length in ((-1, 5), (0, 0), (len(LETTERS), 1), (0, len(LETTERS) + 1), (10**12, 10**12)):
        assert found.span(start, length) == Placed("lost")


def test_words_that_come_again_and_again() -> None:
    refrain = "round and round and round the island goes the ferry, " * 200
    signature = Signature.of(source(refrain + TEXT))
    found = align(signature, source("Once more: " + refrain + TEXT))
    n = len(folded(refrain))
    assert found.span(n + 200, 300).status == "verified"


CHUNKS = st.lists(st.text(alphabet="abcdefgh ", min_size=30, max_size=90), min_size=12, max_size=30, unique=True)


@settings(max_examples=60, deadline=None)
@given(CHUNKS, st.data())
def test_nothing_is_verified_that_is_not_the_same(chunks: list[str], data: st.DataObject) -> None:
    """Whatever happens to a copy, letters that are verified are the letters that were signed."""
    letters = folded("".join(chunks))
    if len(letters) < SHORTEST:
        return
    signature = Signature.of(source(letters))
    copy = list(data.draw(st.permutations(chunks)) if data.draw(st.booleans()) else chunks)
    for _ in range(data.draw(st.integers(0, 5))):
        n = data.draw(st.integers(0, len(copy) - 1))
        copy[n] = data.draw(st.sampled_from([copy[n][:10], copy[n] + "x", "", copy[n].replace("a", "b")]))
    other = source("".join(copy) + ".x")
    found = align(signature, other)
    there = other.skeleton.letters
    for _ in range(5):
        start = data.draw(st.integers(0, len(letters) - 1))
        length = data.draw(st.integers(1, min(150, len(letters) - start)))
        placed = found.span(start, length)
        if placed.status == "verified":
            assert there[placed.start : placed.start + placed.length] == letters[start : start + length]
        elif placed.status == "located":
            assert 0 <= placed.start < placed.start + placed.length <= len(there)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(TEXT) - 1), st.sampled_from(["x", "", "xy", "7"]))
def test_a_changed_block_is_never_verified(at: int, new: str) -> None:
    while not TEXT[at].isalpha():
        at -= 1
    letter = len(folded(TEXT[:at]))
    if new and folded(new) == LETTERS[letter : letter + 1]:
        new = "q"
    found = aligned(TEXT[:at] + new + TEXT[at + 1 :])
    assert found.span(letter, 1).status != "verified"
    block = letter // BLOCK
    assert found.span(block * BLOCK, min(BLOCK, len(LETTERS) - block * BLOCK)).status != "verified"
    assert found.matched == len(LETTERS) // BLOCK - (block < len(LETTERS) // BLOCK)

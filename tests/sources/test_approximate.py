"""Distances and nearest stretches, beside a plain table of edit distances."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.sources.approximate import GramIndex, edits, nearest_stretch

LETTERS = st.text(alphabet="abcd", max_size=14)


def plain(a: str, b: str, free: bool = False) -> int:
    """Edits between two words; with `free`, between the first and the nearest stretch of the second."""
    row = [0 if free else n for n in range(len(b) + 1)]
    for i, x in enumerate(a, 1):
        new = [i]
        for j, y in enumerate(b, 1):
            new.append(min(row[j - 1] + (x != y), row[j] + 1, new[-1] + 1))
        row = new
    return min(row) if free else row[-1]


@given(LETTERS, LETTERS)
@settings(max_examples=400, deadline=None)
def test_edits(a: str, b: str) -> None:
    assert edits(a, b) == plain(a, b) == edits(b, a)


@given(LETTERS.filter(bool), st.text(alphabet="abcd", max_size=40))
@settings(max_examples=400, deadline=None)
def test_the_nearest_stretch_is_as_near_as_can_be(pattern: str, text: str) -> None:
    near = nearest_stretch(GramIndex(text), pattern, (0, len(text)))
    wanted = plain(pattern, text, free=True)
    if near is None:
        assert wanted == len(pattern) or not text
        return
    assert near.distance == wanted
    assert 0 <= near.start <= near.end <= len(text)
    if wanted < len(pattern):
        assert edits(pattern, text[near.start : near.end]) == wanted


def test_a_spoilt_pattern_is_located_among_much_else() -> None:
    rng = random.Random(2)
    text = "".join(rng.choice("abcdefghijklmnop") for _ in range(60_000))
    index = GramIndex(text)
    for _ in range(100):
        start = rng.randrange(len(text) - 100)
        pattern = list(text[start : start + 80])
        for _ in range(6):
            pattern[rng.randrange(80)] = rng.choice("xyz")
        near = nearest_stretch(index, "".join(pattern))
        assert near is not None
        assert abs(near.start - start) <= 3
        assert near.likeness(80) > 0.9

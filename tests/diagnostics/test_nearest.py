"""Did-you-mean."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap
from argmap.diagnostics import nearest
from argmap.notation import lookup


def plain(a: str, b: str) -> int:
    """Optimal string alignment as the textbook has it, with the whole table."""
    d = [[max(i, j) if 0 in (i, j) else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            d[i][j] = min(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                d[i][j] = min(d[i][j], d[i - 2][j - 2] + 1)
    return d[-1][-1]


letters = st.text(st.sampled_from("abc"), max_size=8)


@settings(max_examples=1000, deadline=None)
@given(letters, letters, st.integers(0, 9))
def test_distance_is_that_of_the_textbook_up_to_the_limit(a: str, b: str, limit: int) -> None:
    from importlib import import_module

    distance = import_module("argmap.diagnostics.nearest").distance
    assert min(distance(a, b, limit), limit + 1) == min(plain(a, b), limit + 1)


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("rsut", ["rust", "trust"], "rust"),
        ("clam", ["claim", "slam"], "claim"),
        ("Claim", ["claim"], "claim"),
        ("by", ["to", "on"], None),
        ("sayz", ["say", "says"], "says"),
        ("zebra", ["claim", "premise"], None),
        ("x", [], None),
    ],
)
def test_nearest(word: str, known: list[str], expected: str | None) -> None:
    assert nearest(word, known) == expected


def test_thousands_of_wrong_names_are_each_reported_and_not_searched_for_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = 0

    def counting(word: str, known: list[str]) -> str | None:
        nonlocal compared
        compared += len(known)
        return nearest(word, known)

    monkeypatch.setattr(lookup, "nearest", counting)
    text = "".join(f"claim statement-{i}: Text {i}.\n  because statemnt-{i}x\n" for i in range(1500))
    assert len(argmap.reads(text).diagnostics) == 1500
    assert 0 < compared <= lookup.PATIENCE

"""Editorial marks inside quotes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.model.nodes import Quote
from argmap.model.quotation import pieces


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words", [("words", "plain words")]),
        ("first … last", [("words", "first "), ("ellipsis", "…"), ("words", " last")]),
        ("first ... last", [("words", "first "), ("ellipsis", "..."), ("words", " last")]),
        ("a […] b", [("words", "a "), ("omission", "[…]"), ("words", " b")]),
        ("a [...] b", [("words", "a "), ("omission", "[...]"), ("words", " b")]),
        ("[H]ow [Mr X] is", [("change", "H"), ("words", "ow "), ("insertion", "Mr X"), ("words", " is")]),
        ("[I] see", [("insertion", "I"), ("words", " see")]),
        ("open [ bracket", [("words", "open [ bracket")]),
        ("", []),
    ],
)
def test_pieces(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(pieces(text)) == expected
    assert Quote(id="q", of="x", text=text).pieces == pieces(text)


@given(st.text(st.sampled_from("aB […]. "), max_size=30))
def test_nothing_is_lost(text: str) -> None:
    whole = "".join(f"[{p.text}]" if p.kind in ("insertion", "change") else p.text for p in pieces(text))
    assert whole == text

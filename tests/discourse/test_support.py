"""What claims rest on in the end."""

from __future__ import annotations

import pytest
from discourse.test_findings import HEAD, _found, _shown

import argmap
from argmap.discourse import Discourse
from argmap.discourse.findings import findings

RESTS = ("one-voice", "unnamed-voices", "one-outlet")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("claim t: T.\n  because ana says a\n  because ana says b\n", {"one-voice:ana:t"}),
        ("claim t: T.\n  because ana says a\n  because ben says a\n", set()),
        ("claim t: T.\n  because ana says a\n  because own: The author knows.\n", set()),
        ("claim t: T.\n  because ana says a\n  assuming own: Ana tells the truth.\n", {"one-voice:ana:t"}),
        ("claim t: T.\n", set()),
        ("claim t: T.\n  but ana says a\n", set()),
        # through claims and premises, to any depth
        ("claim t: T.\n  because u\nclaim u: U.\n  because ana says a\n", {"one-voice:ana:t", "one-voice:ana:u"}),
        ("claim t: T.\n  because u\n  and v\nclaim u: U.\n  because ana says a\nclaim v: V.\n", {"one-voice:ana:u"}),
        # in a circle
        ("claim t: T.\n  because u\nclaim u: U.\n  because t\n", set()),
        ("claim t: T.\n  because u\n  because ana says a\nclaim u: U.\n  because t\n",
         {"one-voice:ana:t", "one-voice:ana:u"}),
        ("claim t: T.\n  because u\n  because ana says a\nclaim u: U.\n  because v\nclaim v: V.\n  because u\n", set()),
        # positions: who holds them, and the author who endorses them
        ("claim t: T.\n  because c\n", {"one-voice:ana:t"}),
        ("claim t: T.\n  because a\n", set()),
        ("claim t: T.\n  because d\n", set()),
        ("claim t: T.\n  because e\n", {"one-voice:ben:t"}),
        ("claim t: T.\n  because e/ben-says/ana-says\n", {"one-voice:ben:t"}),
        # nobody named
        ("claim t: T.\n  because clerk says a\n  because guard says a\n", {"unnamed-voices:clerk+guard:t"}),
        ("claim t: T.\n  because clerk says a\n  because ana says a\n", set()),
        ("claim t: T.\n  because clerk says a\n", {"one-voice:clerk:t", "unnamed-voices:clerk:t"}),
        ("claim t: T.\n  because someone says a\n", {"unnamed-voices:someone:t"}),
        ("claim t: T.\n  because ana and clerk say a\n", set()),
        # outlets
        ("claim t: T.\n  because ana says f\n  because ben says f\n", {"one-outlet:herald:t"}),
        ("claim t: T.\n  because ana says f\n  because port says f\n", set()),
        ("claim t: T.\n  because ana says f\n  because clerk says f\n", set()),
        ("claim t: T.\n  because ana says f\n  because guard says f\n", {"one-outlet:herald:t"}),
        ("claim t: T.\n  because herald says f\n", {"one-voice:herald:t", "one-outlet:herald:t"}),
        # steps that others draw
        ("claim t: T.\n  because mine: Ben's own ground.\n  by ben\n", {"one-voice:ben:t"}),
        ("claim t: T.\n  because author says a\n", set()),
    ],
)  # fmt: skip
def test_what_a_claim_rests_on(text: str, expected: set[str]) -> None:
    common = """\
source paper: A page
  by herald
position a: A.
  ana says
  ben says
  clerk says
  guard says
  someone says
  author says
  ana and clerk say
position b: B.
  ana says
position c: C.
  ana says
  ben denies
position d: D.
  ana admits
position e: E.
  ben says that ana says
position f: F.
  ana says, via herald
  ben says, in paper
  guard says, in herald
  port says, via courier
  clerk says, in a bar
  herald says
"""
    assert set(_found(text + common, *RESTS)) == expected


def test_grounds_that_are_shown() -> None:
    found = _found(
        "claim t: T.\n  because u\nclaim u: U.\n  because ana says a\n  because ana says b\n  because ana says c\n"
        "  because ana says d\n" + "".join(f"position {x}: {x}.\n  ana says\n" for x in "abcd"),
        "one-voice",
    )
    assert _shown(found["ana:t"]) == ["t", "a/ana-says", "b/ana-says", "c/ana-says"]


def test_deep_and_round_support() -> None:
    lines = []
    for n in range(5000):
        lines += [f"claim c{n}: Text {n}.", f"  because c{n + 1}", f"  because c{(n * 7) % 5001}"]
    lines += ["claim c5000: The last.", "  because ana says a", "position a: A.", "  ana says"]
    reading = argmap.reads(HEAD + "\n".join(line for line in lines if line != "  because c0") + "\n")
    found = list(findings(Discourse(reading.map), ["one-voice"]))
    assert len(found) == 5001

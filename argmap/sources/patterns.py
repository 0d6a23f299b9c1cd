"""A quote as what is looked for: stretches of letters, and how far apart they may stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from argmap.model.quotation import pieces
from argmap.sources.comparing import typographic
from argmap.sources.edges import is_letter
from argmap.sources.skeleton import Skeleton, folded, without_accents

__all__ = [
    "MAX_GAP",
    "MAX_INSERTED",
    "MAX_PLACES",
    "Hit",
    "Segment",
    "all_places",
    "chains",
    "cut_behind",
    "needle",
    "segments",
    "set_apart",
    "signs_at_edges",
    "without_brackets",
    "word_ends",
]

MAX_PLACES = 2_000
"""Of more places where the same words stand, the others are not looked at."""

MAX_GAP = 1_500
"""Letters that `…` and `[…]` may stand for."""

MAX_INSERTED = 80
"""Letters that words in brackets may stand in place of."""

Hit = tuple[tuple[int, int], ...]
"""Letters of one skeleton at which the stretches of a quote stand."""


class Segment(NamedTuple):
    """Words of a quote without a break, and how many letters may follow before the next."""

    words: str
    gap: int


def segments(quote: str) -> list[Segment]:
    """The words of a quote between what its analyst left out or put in."""
    out: list[Segment] = []
    held, gap = "", 0
    for piece in pieces(quote):
        if piece.kind in ("words", "change"):
            if gap and folded(held):
                out.append(Segment(held, gap))
                held = ""
            gap = 0 if folded(piece.text) else gap
            held += piece.text
        else:
            gap = max(gap, MAX_INSERTED if piece.kind == "insertion" else MAX_GAP)
            if not folded(held):
                gap = 0
    if folded(held):
        out.append(Segment(held, 0))
    return out


def without_brackets(quote: str) -> str:
    """A quote as if the article had its editorial marks itself."""
    return quote.replace("[", "").replace("]", "") if "[" in quote else quote


def needle(text: str, bare: bool) -> str:
    """What is looked up of a text: its letters, if `bare` without accents."""
    letters = folded(text)
    return without_accents(letters) if bare else letters


def signs_at_edges(text: str) -> tuple[str, str]:
    """The signs before the first letter of a text and behind its last, in typographic form, without spaces."""
    chars = typographic(text)
    first = next((n for n, c in enumerate(chars) if is_letter(c)), len(chars))
    last = next((n for n, c in enumerate(reversed(chars)) if is_letter(c)), 0)
    return chars[:first].replace(" ", ""), chars[len(chars) - last :].replace(" ", "") if last else ""


def word_ends(quote: str) -> list[int]:
    """How many letters there are up to the end of each word of a quote, but the last."""
    out: list[int] = []
    total = 0
    for word in quote.split():
        total += len(folded(word))
        if not out or total > out[-1]:
            out.append(total)
    return out[:-1]


def cut_behind(quote: str, count: int) -> int:
    """Where in a quote so many letters have passed."""
    skeleton = Skeleton.of(quote)
    return skeleton.span(0, count)[1] if count else 0


def set_apart(gap: str) -> bool:
    """Whether what stands in between was put there by the layout: lines of their own, set apart by a blank line or a
    page's edge on one side at least."""
    head = re.match(r"[^\S\n]*-?[^\S\n\f]*(?:\n|\f)\s*", gap)
    tail = re.search(r"(?:\n|\f)\s*$", gap)
    if head is None or tail is None or head.end() > tail.start():
        return False
    return any("\f" in edge or edge.count("\n") > 1 for edge in (head[0], tail[0]))


def all_places(skeleton: Skeleton, needle: str) -> Iterator[Hit]:
    """Each place at which letters stand."""
    if not needle:
        return
    letters = skeleton.letters
    at = letters.find(needle)
    for _ in range(MAX_PLACES):
        if at < 0:
            return
        yield ((at, at + len(needle)),)
        at = letters.find(needle, at + 1)


def chains(skeleton: Skeleton, segments: list[Segment]) -> Iterator[Hit]:
    """Each tightest way in which stretches follow each other, no further apart than their gaps allow."""
    places = [[hit[0] for hit in all_places(skeleton, s.words)] for s in segments]
    if not all(places):
        return
    # Forward, each chain takes the nearest next stretch; of those that end alike the latest to begin is the tightest.
    chains: dict[int, tuple[tuple[int, int], ...]] = {}
    starts = [[p[0] for p in among] for among in places]
    for first in places[0]:
        chain = [first]
        for n in range(1, len(segments)):
            at = bisect_left(starts[n], chain[-1][1])
            if at == len(places[n]) or places[n][at][0] - chain[-1][1] > segments[n - 1].gap:
                break
            chain.append(places[n][at])
        else:
            chains[chain[-1][1]] = tuple(chain)
    yield from chains.values()

"""Where a stretch of letters stands, more or less: it locates, and never verifies.

Grams of the pattern that stand in the text vote for a place; there, the edit distance decides (Myers 1999, "A fast
bit-vector algorithm for approximate string matching", in the form of Hyyrö 2003), in both directions, so that both
ends are as near as they can be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

__all__ = ["GramIndex", "Near", "edits", "nearest_stretch", "word_edits"]

_GRAM = 5
_OFTEN = 60
"""A gram that stands in more places than this says nothing about where a quote stands."""
_TRIED = 6


class Near(NamedTuple):
    """The stretch that is most like a pattern."""

    start: int
    end: int
    distance: int
    """Edits (letters put in, left out or changed) between the two."""

    def likeness(self, length: int) -> float:
        """From 0 (nothing alike) to 1 (the same), for a pattern of so many letters."""
        return max(0.0, 1 - self.distance / length) if length else 0.0


class GramIndex:
    """Where the grams of a text stand."""

    __slots__ = ("_places", "letters", "step")

    def __init__(self, letters: str) -> None:
        self.letters = letters
        # Long texts are sampled: a pattern is looked up at each of its letters.
        self.step = 1 if len(letters) < 50_000 else 2 if len(letters) < 300_000 else 3
        places: dict[str, list[int]] = {}
        for at in range(0, len(letters) - _GRAM + 1, self.step):
            places.setdefault(letters[at : at + _GRAM], []).append(at)
        self._places = places

    def candidates(self, pattern: str) -> list[int]:
        """Where a pattern may begin, likeliest first."""
        votes: Counter[int] = Counter()
        often = _OFTEN
        for at in range(len(pattern) - _GRAM + 1):
            found = self._places.get(pattern[at : at + _GRAM], ())
            if len(found) <= often:
                for place in found:
                    votes[(place - at) >> 4] += 1
        if not votes:
            return []
        # A place at the edge of two buckets has its votes in both.
        joined = {bucket: n + votes.get(bucket + 1, 0) for bucket, n in votes.items()}
        best = sorted(joined, key=lambda bucket: (-joined[bucket], bucket))[: _TRIED * 2]
        kept: list[int] = []
        for bucket in best:
            if not any(abs(bucket - other) <= 1 for other in kept):
                kept.append(bucket)
        return [bucket << 4 for bucket in kept[:_TRIED]]


def nearest_stretch(index: GramIndex, pattern: str, within: tuple[int, int] | None = None) -> Near | None:
    """The stretch of a text that is most like a pattern, or `None` where nothing speaks for any. With `within`, all of
    those letters are looked at, and no others."""
    if not pattern:
        return None
    text, size = index.letters, len(pattern)
    slack = 16 + size // 4
    if within is not None:
        windows = [within]
    else:
        windows = [(max(0, at - slack), min(len(text), at + 16 + size + slack)) for at in index.candidates(pattern)]
    best: Near | None = None
    masks = _masks(pattern)
    backward = _masks(pattern[::-1])
    for first, last in windows:
        if last <= first:
            continue
        end, distance = _end(masks, size, text[first:last])
        if best is not None and distance >= best.distance:
            continue
        end += first
        start = end - _length(backward, size, text[max(first, end - size - slack) : end][::-1])
        best = Near(start, end, distance)
    return best


def _masks(pattern: str) -> dict[str, int]:
    out: dict[str, int] = {}
    for n, letter in enumerate(pattern):
        out[letter] = out.get(letter, 0) | 1 << n
    return out


def edits(pattern: str, text: str) -> int:
    """The edit distance of two stretches of letters: how many are put in, left out or changed."""
    if not pattern or not text:
        return len(pattern) + len(text)
    return _distances(_masks(pattern), len(pattern), text, 1)[2]


def word_edits(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """How many whole words are put in, left out or changed between two texts."""
    numbers: dict[str, str] = {}
    first, second = (
        "".join(numbers.setdefault(w, chr(0xF0000 + len(numbers))) for w in side) for side in (ours, theirs)
    )
    return edits(first, second)


def _end(masks: dict[str, int], size: int, text: str) -> tuple[int, int]:
    """Where the stretch of `text` ends that is nearest to the pattern, and how far from it it is."""
    end, distance, _ = _distances(masks, size, text, 0)
    return end, distance


def _length(masks: dict[str, int], size: int, text: str) -> int:
    """How long the beginning of `text` is that is nearest to the whole pattern."""
    return _distances(masks, size, text, 1)[0]


def _distances(masks: dict[str, int], size: int, text: str, anchored: Literal[0, 1]) -> tuple[int, int, int]:
    """Where a stretch of `text` ends that is nearest to the pattern, how far from it it is, and how far all of the text
    is; if `anchored`, only stretches count that begin where the text does."""
    full, top = (1 << size) - 1, 1 << (size - 1)
    plus, minus, distance = full, 0, size
    best, at = size, 0
    for n, letter in enumerate(text, 1):
        match = masks.get(letter, 0) | minus
        same = ((plus + (match & plus)) ^ plus) | match
        up, down = minus | ~(plus | same), plus & same
        if up & top:
            distance += 1
        elif down & top:
            distance -= 1
        up = up << 1 | anchored
        minus = up & same & full
        plus = (down << 1 | ~(up | same)) & full
        if distance < best or (distance == best and same & top):
            # Of two ends as near, the one at which the last letters are the same.
            best, at = distance, n
    return at, best, distance

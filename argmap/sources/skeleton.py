"""A text reduced to its letters, marks and digits, with the way back: profile ``sk1``.

What printing does to words (wrapped lines, hyphens at line ends, ligatures, kinds of quotation marks, dashes and
spaces, stored accents) vanishes in it, so that words are found wherever they were printed. The profile is fixed:
Unicode NFC, NFKC, full case folding, NFKC again (Unicode Standard, section 5.18, and UAX 15), then only the categories
L, M and N, without those that are ignorable by default.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from itertools import accumulate, compress

__all__ = ["PROFILE", "Skeleton", "folded", "without_accents"]

PROFILE = "sk1"
"""Name of the profile."""

_JAMO = "[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?"
_IGNORABLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0") | frozenset(
    map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)])
)
"""Letters and marks that are ignorable by default (DerivedCoreProperties); the others are of other categories."""


class _Fold(dict[str, str]):
    """What each character, or character with its combining marks, leaves in the skeleton."""

    def __missing__(self, cluster: str) -> str:
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFC", cluster))
        text = unicodedata.normalize("NFKC", text.casefold())
        kept = "".join(c for c in text if unicodedata.category(c)[0] in "LMN" and c not in _IGNORABLE)
        if len(self) < 100_000:
            self[cluster] = kept
        return kept


_FOLD = _Fold()


def _bare(letters: str) -> str:
    apart = unicodedata.normalize("NFD", letters)
    return unicodedata.normalize("NFC", "".join(c for c in apart if not "\u0300" <= c <= "\u036f"))


def _clusters(text: str) -> list[str] | str:
    """A text in pieces that are folded one by one: characters, each with the marks that combine with it."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    marks = "".join(re.escape(c) for c in sorted(set(text)) if unicodedata.combining(c) or "\u3099" <= c <= "\u309a")
    pattern = rf"{_JAMO}|.[{marks}]+|." if marks else rf"{_JAMO}|."
    return re.findall(pattern, text, re.DOTALL)


class Skeleton:
    """The letters of a text, and where each of them stands in it."""

    __slots__ = ("_bare", "ends", "letters", "starts")

    def __init__(self, letters: str, starts: array[int], ends: array[int] | None = None) -> None:
        self.letters = letters
        """The letters, marks and digits, folded."""
        self.starts = starts
        """For each of them, where in the text the character stands from which it came."""
        self.ends = ends
        """For each, where that character (with its marks) ends; `None` where that is always one further."""
        self._bare: Skeleton | None = None

    @classmethod
    def of(cls, text: str) -> Skeleton:
        """The skeleton of a text. Linear in its length."""
        pieces = _clusters(text)
        kept = list(map(_FOLD.__getitem__, pieces))
        letters = "".join(kept)
        if isinstance(pieces, str):
            places: array[int] = array("I", range(len(text)))
            sizes = None
        else:
            lengths = list(map(len, pieces))
            places = array("I", accumulate(lengths[:-1], initial=0)) if lengths else array("I")
            sizes = lengths
        counts = list(map(len, kept))
        if sizes is None and len(letters) == sum(map(bool, counts)):
            # Each character leaves one letter or none.
            return cls(letters, array("I", compress(places, counts)))
        starts, ends = array("I"), array("I")
        for n, count in enumerate(counts):
            if count:
                at = places[n]
                end = at + (1 if sizes is None else sizes[n])
                for _ in range(count):
                    starts.append(at)
                    ends.append(end)
        return cls(letters, starts, ends)

    def __len__(self) -> int:
        return len(self.letters)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where letters stand in the text, from the first character to behind the last."""
        last = self.starts[end - 1] + 1 if self.ends is None else self.ends[end - 1]
        return self.starts[start], last

    def at(self, offset: int) -> int:
        """How many letters stand before a place in the text."""
        return bisect_left(self.starts, offset)

    def part(self, keep: list[tuple[int, int]]) -> Skeleton:
        """Only some stretches of its letters, in order; they still lead to the same text."""
        starts, ends = array("I"), None if self.ends is None else array("I")
        for first, last in keep:
            starts.extend(self.starts[first:last])
            if ends is not None and self.ends is not None:
                ends.extend(self.ends[first:last])
        return Skeleton("".join(self.letters[first:last] for first, last in keep), starts, ends)

    @property
    def without_accents(self) -> Skeleton:
        """The same without accents (U+0300 to U+036F)."""
        if self._bare is None:
            if self.letters.isascii():
                self._bare = self
            else:
                kept = [c if c.isascii() else _bare(c) for c in self.letters]
                counts = [len(c) for c in kept]
                starts = array("I", [s for s, n in zip(self.starts, counts, strict=True) for _ in range(n)])
                ends = self.ends
                if ends is not None:
                    ends = array("I", [e for e, n in zip(ends, counts, strict=True) for _ in range(n)])
                self._bare = Skeleton("".join(kept), starts, ends)
        return self._bare


def folded(text: str) -> str:
    """The letters of a text alone: what is looked up in a `Skeleton`."""
    return "".join(map(_FOLD.__getitem__, _clusters(text)))


def without_accents(letters: str) -> str:
    """Folded letters without accents."""
    return letters if letters.isascii() else _bare(letters)

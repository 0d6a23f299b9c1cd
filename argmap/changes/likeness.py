"""How alike two texts are, and which of many are alike, in time that grows with the texts and not with their pairs."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

__all__ = ["best_pairs", "differing", "likely_pairs", "plain", "trigrams", "word_runs"]

_WORD = re.compile(r"\w+")
_FEW = 12
"""So many texts on each side are compared each with each."""
_COMMON = 12
"""A word that more texts of one side have tells nothing."""
_LONG_WORD = 20
"""Longer words are taken to be text without spaces."""
_LONGEST = 300
"""Texts of more words are not compared word by word."""


def plain(text: str) -> str:
    """A text without what hardly matters: case, punctuation, spaces."""
    return " ".join(_WORD.findall(text.casefold()))


def trigrams(text: str) -> Counter[str]:
    """How often each three neighbouring characters occur in a text."""
    low = f" {plain(text)} "
    return Counter(low[n : n + 3] for n in range(len(low) - 2))


def _features(text: str) -> Iterator[str]:
    """What may be rare in a text: its words, neighbouring words, and pieces of what has no spaces."""
    words = plain(text).split()
    yield from words
    for pair in pairwise(words):
        yield " ".join(pair)
    for word in words:
        if len(word) > _LONG_WORD:
            for n in range(len(word) - 4):
                yield word[n : n + 5]


def likely_pairs(
    old: Sequence[str],
    new: Sequence[str],
    text_of: tuple[Callable[[str], str], Callable[[str], str]],
    grams_of: tuple[Callable[[str], Counter[str]], Callable[[str], Counter[str]]],
    least: float,
) -> dict[tuple[str, str], float]:
    """The pairs of names from both sides whose texts are at least so alike (Dice's coefficient of their trigrams).

    Where there are many, only pairs that share something rare are looked at: a word or two neighbouring words that few
    texts have.
    """
    pairs: Iterable[tuple[str, str]]
    if len(old) <= _FEW and len(new) <= _FEW:
        pairs = [(a, b) for a in old for b in new]
    else:
        holding: tuple[dict[str, list[str]], dict[str, list[str]]] = (defaultdict(list), defaultdict(list))
        for side, names, text in zip(holding, (old, new), text_of, strict=True):
            for name in names:
                for feature in dict.fromkeys(_features(text(name))):
                    side[feature].append(name)
        found: dict[tuple[str, str], None] = {}
        for feature, some in holding[0].items():
            others = holding[1].get(feature, ())
            if len(some) <= _COMMON and len(others) <= _COMMON:
                found.update(dict.fromkeys((a, b) for a in some for b in others))
        pairs = found
    alike = {}
    for a, b in pairs:
        left, right = grams_of[0](a), grams_of[1](b)
        score = 2 * sum((left & right).values()) / max(1, left.total() + right.total())
        if score >= least:
            alike[a, b] = score
    return alike


def best_pairs(scores: dict[tuple[str, str], float], old: dict[str, int], new: dict[str, int]) -> list[tuple[str, str]]:
    """Of the pairs, the best first, those in which nothing stands twice. `old` and `new` tell the order of names; the
    result would be the same with the sides exchanged."""
    taken_old: set[str] = set()
    taken_new: set[str] = set()
    out = []
    # Two pairs that share a name and have equal scores never have equal sums of places.
    for a, b in sorted(scores, key=lambda p: (-scores[p], old[p[0]] + new[p[1]], old[p[0]])):
        if a not in taken_old and b not in taken_new:
            taken_old.add(a)
            taken_new.add(b)
            out.append((a, b))
    return out


def word_runs(old: str, new: str) -> list[tuple[bool, str, str]]:
    """Two texts cut into runs: whether the run is the same in both, and its words here and there."""
    a, b = old.split(), new.split()
    if len(a) > _LONGEST or len(b) > _LONGEST:
        return [(False, " ".join(a), " ".join(b))]
    runs = []
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        runs.append((tag == "equal", " ".join(a[i:j]), " ".join(b[k:m])))
    return runs


def differing(old: str, new: str) -> str | None:
    """What differs between two texts, in few words: `“is” -> “was”, + “soon”`; `None` where that is no help."""
    parts = []
    for same, gone, come in word_runs(old, new):
        if not same:
            parts.append(
                f"“{gone}” -> “{come}”" if gone and come else f"without “{gone}”" if gone else f"with “{come}”"
            )
    told = ", ".join(parts)
    return told if 0 < len(parts) <= 3 and len(told) <= 70 and len(told) <= 0.8 * (len(old) + len(new)) else None

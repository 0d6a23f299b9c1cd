"""Did-you-mean: the known name nearest to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["distance", "nearest"]


def distance(a: str, b: str, limit: int) -> int:
    """Optimal string alignment distance (one each for an insertion, deletion, substitution or transposition of
    neighbours; Boytsov 2011, section 2.2), or `limit + 1` as soon as it must be greater than `limit`."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    # What both begin or end with changes nothing.
    start, end = 0, min(len(a), len(b))
    while start < end and a[start] == b[start]:
        start += 1
    while end > start and a[end - min(len(a), len(b)) - 1] == b[end - min(len(a), len(b)) - 1]:
        end -= 1
    cut = min(len(a), len(b)) - end
    a, b = a[start : len(a) - cut], b[start : len(b) - cut]
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, last = row, before
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name nearest to `word`, case aside, or `None` when none is near.

    Near is a distance of at most a third of the word's length, and at least 1. Of two equally near names the
    one that shares the first letter, then the one nearer in length, then the first one in order, is taken.
    """
    low = word.casefold()
    limit = max(1, len(low) // 3)
    letters = set(low)
    others = [(name, name.casefold()) for name in known]
    # Most slips are one edit away: as long as there is such a name, none need be looked at more closely.
    for bound in dict.fromkeys((1, min(2, limit), limit)):
        best = _best(word, low, letters, others, bound)
        if best is not None:
            return best
    return None


def _best(word: str, low: str, letters: set[str], others: list[tuple[str, str]], limit: int) -> str | None:
    """The nearest name within a distance."""
    best: tuple[int, bool, int, str] | None = None
    length, first, last = len(low), low[:1], low[-1:]
    for name, other in others:
        gap = len(other) - length
        if gap > limit or -gap > limit:
            continue
        if limit == 1 and other[:1] != first and other[-1:] != last and (gap or length > 3):
            # One edit leaves the first letter or the last one as it is.
            continue
        # A name that lacks more than `limit` of the letters cannot be reached within `limit` edits.
        if len(letters.difference(other)) > limit or (other == low and name == word):
            continue
        far = distance(low, other, limit if best is None else min(limit, best[0]))
        if far <= limit:
            rank = (far, other[:1] != first, abs(gap), name)
            if best is None or rank[:3] < best[:3]:
                best = rank
    return best[3] if best else None

"""The reading order of a page: pieces of text with their boxes put into lines, columns and bands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import NamedTuple

__all__ = ["WORD_GAP", "Gutter", "Line", "Piece", "read_columns", "usual_size"]

# Widths are given in em: multiples of the size of the type.

GUTTER_WIDTH = 0.6
"""No gutter is narrower."""

COLUMN_WIDTH = 8.0
"""No column is narrower."""

COLUMN_LETTERS = 12
"""Characters that a line of a column has at least, on average: fewer is a table, a list, names before speeches."""

COLUMN_LINES = 3
"""Lines that must stand beside each other before they are columns."""

WORD_GAP = 0.12
"""A wider gap is a space: letters are kerned by less, and the tightest spaces of justified text are wider."""

_MANY_LINES = 10
"""So many lines do not keep a gap in common by chance."""

_MAX_CANDIDATES = 48
_MAX_SPLITS = 64
_MAX_PIECES = 30_000
"""A page with more of them is no page of columns, and not worth the time (one of a newspaper has 8,000)."""


@dataclass(slots=True)
class Piece:
    """A word, or what of it was drawn in one go, upright, in points from the lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    base: float
    """Height of the line on which the letters stand."""
    size: float
    """Size of the type."""
    spaced: bool = False
    """Whether the file has a space before it."""
    raised: bool = False
    """Whether it is smaller than its neighbour and stands above its line."""


class Gutter(NamedTuple):
    """The empty strip between two columns."""

    left: float
    right: float


@dataclass(slots=True)
class Line:
    """A line of a column."""

    pieces: list[Piece]
    """What stands in it, from left to right."""
    column: int
    """Which stretch of a column it belongs to, counted over the page in reading order."""
    edges: tuple[float, float]
    """Between what the column stands: gutters, or the edges of all text of the page."""


class _Row:
    """What stands at one height of a page, or of a part of it, from left to right."""

    __slots__ = ("base", "pieces", "size")

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        longest = max(pieces, key=lambda p: len(p.text))
        self.base = longest.base
        self.size = longest.size

    def gaps(self, width: float) -> list[tuple[float, float]]:
        """The empty strips, with the one before the first piece and the one after the last."""
        out = []
        edge = -inf
        for p in self.pieces:
            if p.left - edge >= width:
                out.append((edge, p.left))
            edge = max(edge, p.right)
        out.append((edge, inf))
        return out

    def runs_into(self, strip: Gutter, em: float) -> bool:
        """Whether a line too long for its column ends within a strip, and none crosses it."""
        edge = -inf
        for p in self.pieces:
            if p.left >= strip.right - 0.15 * em:
                break
            edge = max(edge, p.right)
        return strip.left < edge < strip.right - 0.1 * em


class _Split(NamedTuple):
    first: int
    last: int
    gutter: Gutter


def read_columns(pieces: Iterable[Piece], known: Sequence[Gutter] = ()) -> tuple[list[Line], list[Gutter]]:
    """The lines of a page in reading order, and the gutters that part its columns.

    `known` are gutters of other pages: with them, columns of a line or two are told too. The time grows with the number
    of pieces.
    """
    rows = _rows(pieces)
    if not rows:
        return [], []
    reader = _Reader(rows, known)
    reader.read(rows, min(r.pieces[0].left for r in rows), max(p.right for r in rows for p in r.pieces))
    return reader.lines, reader.found


def usual_size(pieces: Iterable[Piece]) -> float:
    """The size of type in the middle, letter by letter."""
    sizes = sorted((p.size, len(p.text)) for p in pieces)
    half = sum(n for _, n in sizes) / 2
    for size, n in sizes:
        half -= n
        if half <= 0:
            return size
    return 1.0


class _Reader:
    """Cuts a page at its tallest gutter, and each part again: above, left, right, below."""

    def __init__(self, rows: list[_Row], known: Sequence[Gutter]) -> None:
        self.lines: list[Line] = []
        self.found: list[Gutter] = []
        self._known = list(known)
        self._columns = 0
        self._splits = 0 if sum(len(row.pieces) for row in rows) <= _MAX_PIECES else _MAX_SPLITS
        self._em = usual_size(p for row in rows for p in row.pieces)

    def read(self, rows: list[_Row], left: float, right: float) -> None:
        if not rows:
            return
        split = self._split(rows) if self._splits < _MAX_SPLITS else None
        if split is None:
            self._leaf(rows, left, right)
            return
        self._splits += 1
        gutter = split.gutter
        if gutter not in self.found:
            self.found.append(gutter)
            self._known.append(gutter)
        middle = (gutter.left + gutter.right) / 2
        parts: tuple[list[_Row], list[_Row]] = [], []
        for row in rows[split.first : split.last + 1]:
            one, other = _sides(row, middle)
            for part, side in zip(parts, (one, other), strict=True):
                if side:
                    part.append(_Row(side))
        self.read(rows[: split.first], left, right)
        self.read(parts[0], left, gutter.left)
        self.read(parts[1], gutter.right, right)
        self.read(rows[split.last + 1 :], left, right)

    def _leaf(self, rows: list[_Row], left: float, right: float) -> None:
        self._columns += 1
        for row in rows:
            self.lines.append(Line(row.pieces, self._columns, (left, right)))

    def _split(self, rows: list[_Row]) -> _Split | None:
        best: _Split | None = None
        rank: tuple[bool, float, float] = (False, 0.0, 0.0)
        candidates = [c for c in (self._trimmed(rows, c) for c in self._candidates(rows)) if c is not None]
        tall = sorted(candidates, key=lambda c: c.first - c.last)[:_MAX_CANDIDATES]
        for candidate in candidates:
            sure = self._holds(rows, candidate, tall)
            if not sure and not self._is_known(rows, candidate):
                continue
            height = rows[candidate.first].base - rows[candidate.last].base
            key = (sure, height, -candidate.gutter.left)
            if best is None or key > rank:
                best, rank = candidate, key
        return best

    def _candidates(self, rows: list[_Row]) -> list[_Split]:
        """Empty strips with text at both sides that run down over some rows, each as far as it goes."""
        width = GUTTER_WIDTH * self._em
        least = 1 if self._known else COLUMN_LINES
        out: list[_Split] = []
        # Where each strip began, and whether the line before ran into it.
        now: dict[Gutter, tuple[int, bool]] = {}

        def close(strip: Gutter, first: int, last: int) -> None:
            if last - first + 1 >= least and strip.left > -inf and strip.right < inf:
                out.append(_Split(first, last, strip))

        for n, row in enumerate(rows):
            gaps = row.gaps(max(width, GUTTER_WIDTH * row.size))
            after: dict[Gutter, tuple[int, bool]] = {}
            for strip, (first, run_into) in now.items():
                goes_on = False
                for low, high in gaps:
                    both = Gutter(max(low, strip.left), min(high, strip.right))
                    if both.right - both.left >= width:
                        goes_on = True
                        after[both] = min((first, False), after.get(both, (n, False)))
                if not goes_on:
                    if not run_into and row.runs_into(strip, self._em):
                        after.setdefault(strip, (first, True))
                    else:
                        close(strip, first, n - 1 - run_into)
            for gap in gaps:
                after.setdefault(Gutter(*gap), (n, False))
            if len(after) > _MAX_CANDIDATES:
                after = dict(sorted(after.items(), key=lambda item: (item[1], item[0]))[:_MAX_CANDIDATES])
            now = after
        for strip, (first, run_into) in now.items():
            close(strip, first, len(rows) - 1 - run_into)
        return out

    def _trimmed(self, rows: list[_Row], split: _Split) -> _Split | None:
        """Without a line or two that stand alone far above or below the columns: a title, a foot."""
        middle = (split.gutter.left + split.gutter.right) / 2
        run = rows[split.first : split.last + 1]
        sides = [(row.pieces[0].left < middle, row.pieces[-1].left > middle) for row in run]
        lefts = [n for n, s in enumerate(sides) if s[0]]
        rights = [n for n, s in enumerate(sides) if s[1]]
        if not lefts or not rights:
            return None
        first, last = 0, len(run) - 1
        steps = sorted(run[a].base - run[b].base for side in (lefts, rights) for a, b in pairwise(side))
        far = max(2.4 * self._em, 1.8 * steps[len(steps) // 2]) if steps else inf
        for n in range(1, min(3, len(run))):
            if all(self._parted(run, side, n, far) for side in (lefts, rights)):
                first = n
            if all(self._parted(run, side, len(run) - n, far) for side in (lefts, rights)):
                last = len(run) - n - 1
        if first > last:
            return None
        # As wide as it is without them.
        left, right = -inf, inf
        for row in run[first : last + 1]:
            for p in row.pieces:
                if p.left < middle:
                    left = max(left, p.right)
                else:
                    right = min(right, p.left)
        gutter = Gutter(min(left, split.gutter.left), max(right, split.gutter.right))
        return _Split(split.first + first, split.first + last, gutter)

    @staticmethod
    def _parted(run: Sequence[_Row], side: Sequence[int], at: int, far: float) -> bool:
        """Whether what a side has above a row is far above what it has from there on."""
        n = bisect_left(side, at)
        return n in (0, len(side)) or run[side[n - 1]].base - run[side[n]].base > far

    def _holds(self, rows: list[_Row], split: _Split, others: Sequence[_Split]) -> bool:
        """Whether what stands at both sides of a strip, as far as the next strip, is a column of running text."""
        gutter = split.gutter
        low, high = -inf, inf
        for other in others:
            if other.first <= split.first and other.last >= split.last:
                if gutter.left - other.gutter.right >= COLUMN_WIDTH * self._em:
                    low = max(low, other.gutter.left)
                elif other.gutter.left - gutter.right >= COLUMN_WIDTH * self._em:
                    high = min(high, other.gutter.right)
        run = rows[split.first : split.last + 1]
        sides: tuple[dict[int, list[Piece]], dict[int, list[Piece]]] = {}, {}
        for n, row in enumerate(run):
            for p in row.pieces:
                if low < p.left < high:
                    sides[p.left > gutter.left].setdefault(n, []).append(p)
        if not sides[0] or not sides[1]:
            return False
        first, last = max(min(side) for side in sides), min(max(side) for side in sides)
        beside = [[pieces for n, pieces in side.items() if first <= n <= last] for side in sides]
        if min(map(len, beside)) < max(COLUMN_LINES, 0.3 * max(map(len, beside))):
            return False
        if not all(map(self._is_running_text, beside)):
            return False
        within = [[p for p in row.pieces if low < p.left < high] for row in run]
        return self._stands_out(within, gutter, min(map(len, beside)) >= _MANY_LINES)

    def _is_running_text(self, lines: Sequence[Sequence[Piece]]) -> bool:
        edges = [(line[0].left, max(p.right for p in line)) for line in lines]
        width = max(right for _, right in edges) - min(left for left, _ in edges)
        if width < COLUMN_WIDTH * self._em:
            return False
        texts = ["".join(p.text for p in line) for line in lines]
        size = sum(map(len, texts))
        if size < COLUMN_LETTERS * len(lines) or 2 * sum(sum(map(str.isalpha, t)) for t in texts) < size:
            return False
        # Running text fills its lines, the cells of a table do not.
        return 5 * sum(right - left >= 0.75 * width for left, right in edges) >= 2 * len(edges)

    @staticmethod
    def _stands_out(rows: Iterable[Sequence[Piece]], gutter: Gutter, certain: bool) -> bool:
        """Whether a strip is clearly wider than the spaces between words; one of the chance gaps of a text is not."""
        spaces = sorted(
            b.left - a.right for row in rows for a, b in pairwise(row) if not a.right <= gutter.left <= b.left
        )
        if not spaces:
            return True
        usual = spaces[len(spaces) // 2] if certain else spaces[len(spaces) * 9 // 10]
        return gutter.right - gutter.left > 1.3 * usual

    def _is_known(self, rows: list[_Row], split: _Split) -> bool:
        """Whether the strip is a gutter elsewhere, and lines stand at both sides of it as they do there."""
        gutter = split.gutter
        for k in self._known:
            both = min(gutter.right, k.right) - max(gutter.left, k.left)
            if both >= 0.7 * (k.right - k.left):
                middle = (max(gutter.left, k.left) + min(gutter.right, k.right)) / 2
                run = rows[split.first : split.last + 1]
                starts = [other[0].left for one, other in (_sides(row, middle) for row in run) if one and other]
                if not starts or max(starts) > k.right + 3 * self._em:
                    return False
                return self._stands_out([row.pieces for row in run], gutter, True)
        return False


def _sides(row: _Row, middle: float) -> tuple[list[Piece], list[Piece]]:
    one = [p for p in row.pieces if p.left < middle]
    return one, row.pieces[len(one) :]


def _rows(pieces: Iterable[Piece]) -> list[_Row]:
    """Pieces of one height together, from the top down; raised and lowered ones with what they stand beside."""
    groups: list[list[Piece]] = []
    for p in sorted(pieces, key=lambda p: (-p.base, p.left, p.right, p.text)):
        if groups:
            host = groups[-1][0]
            if host.base - p.base <= 0.25 * min(host.size, p.size):
                groups[-1].append(p)
                continue
        groups.append([p])
    for group in groups:
        group.sort(key=lambda p: (p.left, p.right))
    _attach(groups)
    rows = []
    for group in groups:
        if group:
            group.sort(key=lambda p: (p.left, p.right))
            rows.append(_Row(_without_doubles(group)))
    rows.sort(key=lambda r: -r.base)
    for row in rows:
        _mark_raised(row.pieces)
    return rows


def _attach(groups: list[list[Piece]]) -> None:
    """Move small pieces that stand a little off a line, and large first letters, to the line they belong to."""
    lefts = [[p.left for p in group] for group in groups]
    bases = [group[0].base for group in groups]
    moves: list[tuple[Piece, int, int]] = []
    for n, group in enumerate(groups):
        for p in group:
            if len(p.text) > 5:
                continue
            to = None
            if len(p.text) == 1 and p.text.isupper():
                to = _beside_initial(p, n, groups, lefts, bases)
            if to is None:
                to = _beside_small(p, n, groups, lefts, bases)
            if to is not None:
                moves.append((p, n, to))
    gone: dict[int, set[int]] = {}
    for p, n, to in moves:
        gone.setdefault(n, set()).add(id(p))
        groups[to].append(p)
    for n, ids in gone.items():
        groups[n][:] = [p for p in groups[n] if id(p) not in ids]


def _beside_small(
    p: Piece, n: int, groups: list[list[Piece]], lefts: list[list[float]], bases: list[float]
) -> int | None:
    for step in (1, 2, 3, -1, -2, -3):
        m = n + step
        if not 0 <= m < len(groups):
            continue
        rise = p.base - bases[m]
        at = bisect_right(lefts[m], p.left)
        for i in (at - 1, at):
            if not 0 <= i < len(lefts[m]):
                continue
            host = groups[m][i]
            near = host.right - 0.3 * host.size <= p.left <= host.right + 0.4 * host.size
            near = near or host.left - 0.5 * host.size <= p.right <= host.left + 0.2 * host.size
            if near and p.size <= 0.85 * host.size and -0.35 * host.size <= rise <= 0.7 * host.size:
                return m
    return None


def _beside_initial(
    p: Piece, n: int, groups: list[list[Piece]], lefts: list[list[float]], bases: list[float]
) -> int | None:
    """The highest line at the right of a large first letter."""
    best = None
    for m in range(n - 1, max(-1, n - 6), -1):
        at = bisect_left(lefts[m], p.right - 0.1 * p.size)
        if at >= len(lefts[m]):
            continue
        host = groups[m][at]
        if bases[m] - p.base > 0.75 * p.size:
            break
        if p.size >= 1.7 * host.size and host.left - p.right <= host.size:
            best = m
    return best


def _without_doubles(pieces: list[Piece]) -> list[Piece]:
    """Without words that are drawn again at the same spot, to look bold."""
    out: list[Piece] = []
    for p in pieces:
        if out and out[-1].text == p.text and abs(out[-1].left - p.left) <= 0.12 * p.size:
            continue
        out.append(p)
    return out


def _mark_raised(pieces: list[Piece]) -> None:
    for n, p in enumerate(pieces):
        for host in pieces[max(0, n - 1) : n + 2]:
            if host is not p and p.size <= 0.85 * host.size and 0.12 * host.size <= p.base - host.base:
                p.raised = True

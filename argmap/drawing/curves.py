"""The geometry of the lines: cutting them short of their heads, the heads, and where a label has room."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from argmap.drawing.layout.base import Point

__all__ = ["DASH", "INK", "Curve", "Rect", "Stroke", "bar", "num", "place_label", "strokes", "triangle"]

Rect = tuple[float, float, float, float]
"""Left, top, right, bottom."""

INK: Final[dict[str, str]] = {
    "premise": "sup", "attack-premise": "att", "support": "sup", "rebut": "att", "undercut": "att",
    "contradict": "att", "same": "mute", "answer": "mute", "content": "mute",
}  # fmt: skip
"""The colour of each kind of line."""

DASH: Final[dict[str, str]] = {"undercut": "6 4", "content": "0.1 4", "answer": "0.1 4"}
"""The dash of the kinds of line that have one."""

_HEAD, _HALF = 9.0, 4.2  # length and half the width of an arrowhead
_BAR = 6.0  # half the width of a bar
_SHORT = 27.0  # a line on which bars and a label have no room


@dataclass(frozen=True, slots=True)
class Stroke:
    """One path to be painted: a filled head, or a line."""

    d: str
    weight: float = 0.0
    dash: str | None = None
    filled: bool = False


class Curve:
    """Cubic Bézier segments with a measure of their length."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.points = tuple(points)
        self.samples: list[tuple[float, float, Point]] = []  # position (segment + t), distance, point
        walked = 0.0
        last = self.points[0]
        for segment in range(self.segments):
            for step in range(33):
                if segment and not step:
                    continue
                here = self.at(segment + step / 32)
                walked += math.dist(last, here)
                self.samples.append((segment + step / 32, walked, here))
                last = here
        self.length = walked

    @property
    def segments(self) -> int:
        """How many segments there are."""
        return max((len(self.points) - 1) // 3, 0)

    def at(self, u: float) -> Point:
        """The point at `u`: the number of the segment, and how far along it."""
        segment = min(int(u), self.segments - 1)
        t = u - segment
        a, b, c, d = self.points[3 * segment : 3 * segment + 4]
        k = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        return tuple(k[0] * a[i] + k[1] * b[i] + k[2] * c[i] + k[3] * d[i] for i in (0, 1))  # type: ignore[return-value]

    def along(self, distance: float) -> float:
        """The position which lies `distance` pixels from the start."""
        distance = min(max(distance, 0.0), self.length)
        for (u0, d0, _), (u1, d1, _) in zip(self.samples, self.samples[1:], strict=False):
            if d1 >= distance:
                return u0 + (u1 - u0) * ((distance - d0) / (d1 - d0) if d1 > d0 else 0.0)
        return float(self.segments)

    def between(self, start: float, end: float) -> tuple[Point, ...]:
        """The points of the part that lies from `start` to `end`, in pixels from the start."""
        u0, u1 = self.along(start), self.along(end)
        first, last = min(int(u0), self.segments - 1), min(math.ceil(u1) - 1, self.segments - 1)
        points: list[Point] = []
        for segment in range(first, max(last, first) + 1):
            t0 = u0 - segment if segment == first else 0.0
            t1 = u1 - segment if segment == last else 1.0
            part = _cut(self.points[3 * segment : 3 * segment + 4], max(t0, 0.0), min(t1, 1.0))
            points += part if not points else part[1:]
        return tuple(points)


def _mix(a: Point, b: Point, t: float) -> Point:
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)


def _cut(points: Sequence[Point], t0: float, t1: float) -> list[Point]:
    """The part of one segment from `t0` to `t1` (de Casteljau)."""

    def split(p: Sequence[Point], t: float) -> tuple[list[Point], list[Point]]:
        ab, bc, cd = (_mix(p[i], p[i + 1], t) for i in range(3))
        abc, bcd = _mix(ab, bc, t), _mix(bc, cd, t)
        middle = _mix(abc, bcd, t)
        return [p[0], ab, abc, middle], [middle, bcd, cd, p[3]]

    head, _ = split(points, t1)
    if t0 <= 0:
        return head
    return split(head, t0 / t1 if t1 > 0 else 0.0)[1]


def num(value: float) -> str:
    """A number to a tenth, without a trailing zero and without a negative zero."""
    text = f"{value:.1f}"
    text = text[:-2] if text.endswith(".0") else text
    return "0" if text == "-0" else text


def _pair(p: Point) -> str:
    return f"{num(p[0])},{num(p[1])}"


def _d(points: Sequence[Point]) -> str:
    return f"M{_pair(points[0])}C" + " ".join(_pair(p) for p in points[1:])


def triangle(tip: Point, back: Point) -> str:
    """A filled head with its point at `tip`, coming from the direction of `back`."""
    length = math.dist(tip, back) or 1.0
    ux, uy = (tip[0] - back[0]) / length, (tip[1] - back[1]) / length
    base = (tip[0] - ux * _HEAD, tip[1] - uy * _HEAD)
    left = (base[0] - uy * _HALF, base[1] + ux * _HALF)
    right = (base[0] + uy * _HALF, base[1] - ux * _HALF)
    return f"M{_pair(tip)}L{_pair(left)} {_pair(right)}Z"


def bar(at: Point, back: Point) -> str:
    """A bar across the end `at` of a line that comes from the direction of `back`."""
    length = math.dist(at, back) or 1.0
    ux, uy = (at[0] - back[0]) / length, (at[1] - back[1]) / length
    return f"M{_pair((at[0] - uy * _BAR, at[1] + ux * _BAR))}L{_pair((at[0] + uy * _BAR, at[1] - ux * _BAR))}"


def strokes(line: Curve, rel: str) -> list[Stroke]:
    """What is painted for a line of this kind."""
    weight = {
        "support": 2.0,
        "rebut": 2.0,
        "undercut": 2.0,
        "contradict": 2.0,
        "content": 1.8,
        "answer": 2.2,
    }.get(rel, 1.3)
    dash = DASH.get(rel)
    full = line.length
    if line.segments == 0 or full < 1:
        return []
    if rel == "support":
        tip, reach = line.at(line.along(full - 0.8)), max(full - 0.8 - _HEAD, 0.0)
        back = line.at(line.along(reach))
        body = Stroke(_d(line.between(0, min(reach + 1.5, full))), weight, dash)
        return [body, Stroke(triangle(tip, back), filled=True)]
    if rel in ("rebut", "undercut"):
        end = line.at(line.along(full - 3.5))
        back = line.at(line.along(full - 12))
        return [Stroke(_d(line.between(0, max(full - 3.5, 0.5))), weight, dash), Stroke(bar(end, back), 3.0)]
    if rel == "contradict":
        gap = min(3.5, full / 3)
        start, end = line.at(line.along(gap)), line.at(line.along(full - gap))
        mid = line.at(line.along(full / 2))
        body = Stroke(_d(line.between(gap, full - gap)), weight, dash)
        first = line.at(line.along(gap + 8)) if full > 24 else mid
        last = line.at(line.along(full - gap - 8)) if full > 24 else mid
        return [body, Stroke(bar(end, last), 3.0), Stroke(bar(start, first), 3.0)]
    if rel == "same":
        return [Stroke(_d(_beside(line.points, 2)), 1.3), Stroke(_d(_beside(line.points, -2)), 1.3)]
    if rel == "answer":
        x, y = line.at(line.along(full - 4))
        ring = f"M{num(x - 3.5)},{num(y)}a3.5,3.5 0 1 1 7,0a3.5,3.5 0 1 1 -7,0z"
        return [Stroke(_d(line.between(0, max(full - 9, 0.5))), weight, dash), Stroke(ring, 1.6)]
    return [Stroke(_d(line.points), weight, dash)]


def _beside(points: Sequence[Point], by: float) -> list[Point]:
    """The curve moved sideways, as well as that can be done by moving its points."""
    (x0, y0), (x1, y1) = points[0], points[-1]
    length = math.dist((x0, y0), (x1, y1)) or 1.0
    dx, dy = -(y1 - y0) / length * by, (x1 - x0) / length * by
    return [(x + dx, y + dy) for x, y in points]


def place_label(line: Curve, wish: Point | None, wide: float, high: float, taken: Sequence[Rect]) -> Point | None:
    """Where the middle of a label goes: on the line, as near to its middle as no card is in the way; else where
    the layout wished it. `None` if it would be hidden there too: the head of the line must then do."""
    (x0, y0), (x1, y1) = line.points[0], line.points[-1]
    if line.length < _SHORT and abs(y1 - y0) > abs(x1 - x0):  # beside it, or it would hide the bars
        return ((x0 + x1) / 2 + _BAR + wide / 2, (y0 + y1) / 2)
    best: tuple[float, Point] | None = None
    places = [line.at(line.along(line.length * (0.5 + side * n * 0.02))) for n in range(21) for side in (1, -1)]
    for x, y in places if wish is None else [*places, wish]:
        covered = _covered((x - wide / 2, y - high / 2, x + wide / 2, y + high / 2), taken)
        if covered == 0:
            return (x, y)
        if best is None or covered < best[0]:
            best = (covered, (x, y))
    return best[1] if best is not None and best[0] < wide * high / 5 else None


def _covered(box: Rect, taken: Sequence[Rect]) -> float:
    total = 0.0
    for left, top, right, bottom in taken:
        wide = min(box[2], right) - max(box[0], left)
        high = min(box[3], bottom) - max(box[1], top)
        if wide > 0 and high > 0:
            total += wide * high
    return total

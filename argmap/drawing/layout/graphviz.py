"""Graphviz, whichever build of it: the graph as DOT text, and its answer as a placement.

Graphviz is sent nothing but empty boxes of fixed size under our own names, so that no text of a map reaches
it, no font has a say, and every build draws alike. One of its points is one of our pixels.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Mapping
from typing import Any

from argmap.drawing.layout.base import Direction, Graph, LayoutError, Link, Path, Placement, Point
from argmap.drawing.layout.pack import closing_circles, framed, nearest_on_border

__all__ = ["EngineMissingError", "OutOfTimeError", "Render", "place_with", "read_answer", "to_dot"]

POINTS_PER_INCH = 72
LABEL_LETTER = 5.0
"""Width in pixels of the letter x at 10 points in Graphviz's own font metrics (half an em)."""

MANY = 500
"""Above so many boxes, time matters more than the last few crossings."""

Render = Callable[[str, float], bytes]
"""DOT text and the seconds left, to Graphviz's answer in the format `json0`. Raises `LayoutError`."""


class EngineMissingError(LayoutError):
    """The engine is not installed; the message says what to install."""


class OutOfTimeError(LayoutError):
    """The engine did not finish within its budget."""


# Ranks run from the reasons to the thesis, and y upwards: rankdir, the side a line leaves by, and the one
# it comes in at.
_COMPASS: dict[Direction, tuple[str, str, str]] = {
    "RL": ("RL", "w", "e"),
    "LR": ("LR", "e", "w"),
    "TB": ("BT", "n", "s"),
    "BT": ("TB", "s", "n"),
}


def place_with(render: Render, graph: Graph, budget: float, engine: str) -> Placement:
    """Lay out one connected graph through `render` within `budget` seconds.

    Contradicting boxes are asked for in one rank; some versions of Graphviz fail at that, and are then asked
    again without. Raises `LayoutError`.
    """
    deadline = time.monotonic() + budget
    tries = [True, False] if any(link.kind == "contradict" for link in graph.links) else [False]
    for side_by_side in tries:
        left = deadline - time.monotonic()
        if left <= 0:
            raise OutOfTimeError(f"the layout was not done within {budget:g} s")
        try:
            return read_answer(render(to_dot(graph, side_by_side=side_by_side), left), graph, engine)
        except (OutOfTimeError, EngineMissingError):
            raise
        except LayoutError:
            if side_by_side is tries[-1]:
                raise
    raise AssertionError("unreachable")


def to_dot(graph: Graph, *, side_by_side: bool = True) -> str:
    """The graph as DOT text: boxes `n0`, `n1` …, links with the id `e0`, `e1` …, in document order."""
    rankdir, out, into = _COMPASS[graph.direction]
    number = {box.id: place for place, box in enumerate(graph.boxes)}
    options = f"rankdir={rankdir} ranksep=0.55 nodesep=0.22 splines=true outputorder=edgesfirst"
    if len(graph.boxes) <= MANY:
        options += " mclimit=4"
    lines = [
        "digraph g {",
        f"graph [{options}];",
        'node [shape=box fixedsize=true label="" margin=0];',
        "edge [arrowhead=normal arrowsize=0.8];",
    ]
    lines += [
        f"n{place} [width={box.width / POINTS_PER_INCH:.4f} height={box.height / POINTS_PER_INCH:.4f}];"
        for place, box in enumerate(graph.boxes)
    ]
    circles = closing_circles(graph)
    level = _level_pairs(graph, circles) if side_by_side else frozenset()
    for place, link in enumerate(graph.links):
        tail, head = f"n{number[link.tail]}", f"n{number[link.head]}"
        if place in circles:
            # Turned round for the ranks, or Graphviz chooses where a circle begins, and puts a thesis last.
            lines.append(f"{head} -> {tail} [id=e{place} dir=back{_label(link)}];")
            continue
        free = " constraint=false" if link.kind == "contradict" and place not in level else ""
        lines.append(f"{tail} -> {head} [id=e{place}{_options(link, out, into)}{free}{_label(link)}];")
        if place in level:
            lines.append(f"{{rank=same; {tail}; {head}}}")
    lines.append("}\n")
    return "\n".join(lines)


def _options(link: Link, out: str, into: str) -> str:
    if link.tail == link.head:  # a loop with both ports on one side is drawn through the box
        return ""
    if link.kind == "premise":
        return f" arrowhead=none weight=4 tailport={out} headport={into}"
    if link.kind == "step":
        return f" weight=4 tailport={out}"
    return " dir=both" if link.kind == "contradict" else ""


def _label(link: Link) -> str:
    if link.label_width <= 0:
        return ""
    return f' label="{"x" * math.ceil(link.label_width / LABEL_LETTER)}" fontsize=10'


def _level_pairs(graph: Graph, circles: frozenset[int]) -> frozenset[int]:
    """The contradictions whose ends can share a rank: neither is a reason, near or far, for the other.

    Nor for anything that already shares the other's rank.
    """
    heads: dict[str, list[str]] = {}
    for place, link in enumerate(graph.links):
        if link.kind != "contradict" and link.tail != link.head and place not in circles:
            heads.setdefault(link.tail, []).append(link.head)

    def reaches(starts: list[str], ends: list[str]) -> bool:
        seen, waiting, goal = set(starts), list(starts), set(ends)
        while waiting:
            for head in heads.get(waiting.pop(), ()):
                if head in goal:
                    return True
                if head not in seen:
                    seen.add(head)
                    waiting.append(head)
        return False

    level: set[int] = set()
    sharing: dict[str, list[str]] = {}
    for place, link in enumerate(graph.links):
        if link.kind != "contradict" or link.tail == link.head:
            continue
        one = sharing.setdefault(link.tail, [link.tail])
        other = sharing.setdefault(link.head, [link.head])
        if one is other:
            level.add(place)
        elif not reaches(one, other) and not reaches(other, one):
            level.add(place)
            one += other
            for name in other:
                sharing[name] = one
    return frozenset(level)


def read_answer(answer: bytes, graph: Graph, engine: str) -> Placement:
    """The placement described by an answer in `json0`. Raises `LayoutError` when none is."""
    try:
        data: dict[str, Any] = json.loads(answer)
        centres = {entry["name"]: _point(entry["pos"]) for entry in data.get("objects", ()) if "nodes" not in entry}
        drawn = {entry["id"]: entry for entry in data.get("edges", ())}
        boxes: dict[str, Point] = {}
        for place, box in enumerate(graph.boxes):
            x, y = centres[f"n{place}"]
            boxes[box.id] = (x - box.width / 2, y - box.height / 2)
        sizes = {box.id: (box.width, box.height) for box in graph.boxes}
        links: dict[str, Path] = {}
        circles = closing_circles(graph)
        for place, link in enumerate(graph.links):
            entry = drawn[f"e{place}"]
            points = _curve(entry["pos"])
            if place in circles:
                points.reverse()
            points = _to_border(points, boxes[link.head], sizes[link.head])
            points = _to_border(points[::-1], boxes[link.tail], sizes[link.tail])[::-1]
            label = None
            if link.label_width > 0:
                label = _point(entry["lp"]) if "lp" in entry else points[len(points) // 6 * 3]
            links[link.id] = Path(tuple(points), label)
    except (AttributeError, LookupError, TypeError, ValueError, RecursionError) as error:
        raise LayoutError("Graphviz gave an answer that could not be understood") from error
    if _reads_backwards(graph, boxes):
        boxes, links = _mirrored(graph, boxes, links)
    return framed(graph, boxes, links, engine)


def _reads_backwards(graph: Graph, boxes: Mapping[str, Point]) -> bool:
    """Whether more reasons stand above (or left of) the one named before them than below it.

    Graphviz doesn't care which of a picture and its mirror image it gives; a reader does.
    """
    along = 1 if graph.direction in ("RL", "LR") else 0
    middle = {box.id: boxes[box.id][along] + (box.height if along else box.width) / 2 for box in graph.boxes}
    last: dict[str, str] = {}
    balance = 0
    for link in graph.links:
        before = last.get(link.head)
        if before is not None and before != link.tail:
            balance += 1 if middle[before] <= middle[link.tail] else -1
        last[link.head] = link.tail
    return balance < 0


def _mirrored(
    graph: Graph, boxes: Mapping[str, Point], links: Mapping[str, Path]
) -> tuple[dict[str, Point], dict[str, Path]]:
    """The picture with up and down (or left and right) changed, the ranks staying where they are."""
    flat = graph.direction in ("RL", "LR")

    def turned(point: Point) -> Point:
        return (point[0], -point[1]) if flat else (-point[0], point[1])

    # The lower left corner, or the upper right one, becomes the upper left one.
    sizes = {box.id: (0.0, box.height) if flat else (box.width, 0.0) for box in graph.boxes}
    return (
        {name: turned((x + sizes[name][0], y + sizes[name][1])) for name, (x, y) in boxes.items()},
        {
            name: Path(tuple(map(turned, path.points)), None if path.label is None else turned(path.label))
            for name, path in links.items()
        },
    )


def _point(text: str) -> Point:
    """A point of Graphviz's, with y turned downwards."""
    x, y = text.split(",")[:2]
    point = float(x), -float(y)
    if not (math.isfinite(point[0]) and math.isfinite(point[1])):
        raise ValueError(text)
    return point


def _curve(text: str) -> list[Point]:
    """The 3n + 1 points of an edge's `pos`, with the tips of its arrows joined on by straight pieces."""
    start: Point | None = None
    end: Point | None = None
    points: list[Point] = []
    for piece in text.replace(";", " ").split():
        if piece.startswith("s,"):
            start = _point(piece[2:])
        elif piece.startswith("e,"):
            end = _point(piece[2:])
        else:
            points.append(_point(piece))
    if len(points) < 4 or len(points) % 3 != 1:
        raise ValueError(text)
    if start is not None:
        points = [*_straight(start, points[0]), *points]
    if end is not None:
        points = [*points, *_straight(end, points[-1])[::-1]]
    return points


def _straight(start: Point, end: Point) -> list[Point]:
    """The first three points of the Bézier curve that is the straight line from `start` to `end`."""
    (x0, y0), (x1, y1) = start, end
    return [start, ((2 * x0 + x1) / 3, (2 * y0 + y1) / 3), ((x0 + 2 * x1) / 3, (y0 + 2 * y1) / 3)]


def _to_border(points: list[Point], corner: Point, size: tuple[float, float]) -> list[Point]:
    """The curve with its last point on the border of a box: Graphviz rounds, and may stop short."""
    border = nearest_on_border(points[-1], corner, size)
    if math.dist(border, points[-1]) <= 3:
        return [*points[:-1], border]
    return [*points, *_straight(border, points[-1])[::-1]]

"""Putting the separate parts of a map beside each other, and the little geometry that engines share."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from argmap.drawing.layout.base import Graph, Path, Placement, Point

__all__ = ["LABEL_HEIGHT", "closing_circles", "components", "framed", "nearest_on_border", "pack", "shelves"]

LABEL_HEIGHT = 14.0
"""Height in pixels of the room for a label on a line."""

GAP = 36.0
"""Pixels between two parts of a map."""

SHAPE = 1.5
"""Width to height that a drawing of several parts should come near to."""


def rounded(point: Point) -> Point:
    """A point in tenths of a pixel, never with a negative zero."""
    return round(point[0], 1) + 0.0, round(point[1], 1) + 0.0


def nearest_on_border(point: Point, corner: Point, size: tuple[float, float]) -> Point:
    """The point on the border of a box that is nearest to `point`."""
    left, top = corner
    right, bottom = left + size[0], top + size[1]
    x, y = min(max(point[0], left), right), min(max(point[1], top), bottom)
    if (x, y) != point:
        return x, y
    sides = ((x - left, (left, y)), (right - x, (right, y)), (y - top, (x, top)), (bottom - y, (x, bottom)))
    return min(sides, key=lambda side: side[0])[1]


def framed(
    graph: Graph,
    boxes: Mapping[str, Point],
    links: Mapping[str, Path],
    engine: str,
    remarks: Iterable[str] = (),
) -> Placement:
    """The placement moved so that all of it starts at 0, 0, in tenths of a pixel and in document order."""
    xs: list[float] = []
    ys: list[float] = []
    for box in graph.boxes:
        x, y = boxes[box.id]
        xs += (x, x + box.width)
        ys += (y, y + box.height)
    for link in graph.links:
        path = links[link.id]
        xs += (x for x, _ in path.points)
        ys += (y for _, y in path.points)
        if path.label is not None:
            x, y = path.label
            xs += (x - link.label_width / 2, x + link.label_width / 2)
            ys += (y - LABEL_HEIGHT / 2, y + LABEL_HEIGHT / 2)
    if not xs:
        return Placement(0.0, 0.0, {}, {}, engine, tuple(remarks))
    left, top = min(xs), min(ys)

    def moved(point: Point) -> Point:
        return rounded((point[0] - left, point[1] - top))

    return Placement(
        # Up to the next tenth, so that rounding puts nothing outside.
        round(math.ceil((max(xs) - left) * 10) / 10 + 0.1, 1),
        round(math.ceil((max(ys) - top) * 10) / 10 + 0.1, 1),
        {box.id: moved(boxes[box.id]) for box in graph.boxes},
        {link.id: _moved(links[link.id], -left, -top) for link in graph.links},
        engine,
        tuple(remarks),
    )


def _moved(path: Path, dx: float, dy: float) -> Path:
    points = tuple([rounded((x + dx, y + dy)) for x, y in path.points])
    if path.label is None:
        return Path(points)
    return Path(points, rounded((path.label[0] + dx, path.label[1] + dy)))


def closing_circles(graph: Graph) -> frozenset[int]:
    """The places among the links of those supports and attacks that close a circle.

    Without them and without contradictions, nothing is a reason for itself. What bears on nothing comes first
    and then document order: a thesis that is in a circle stays the thesis. A box's link to itself is not one.
    """
    tails: dict[str, list[tuple[int, str]]] = {box.id: [] for box in graph.boxes}
    bears: set[str] = set()
    for place, link in enumerate(graph.links):
        if link.kind != "contradict" and link.tail != link.head:
            tails[link.head].append((place, link.tail))
            bears.add(link.tail)
    closing: set[int] = set()
    state: dict[str, bool] = {}  # whether all that a box rests on has been gone through
    for start in sorted(tails, key=bears.__contains__):
        if start in state:
            continue
        state[start] = False
        way = [(start, iter(tails[start]))]
        while way:
            head, rest = way[-1]
            for place, tail in rest:
                if tail not in state:
                    state[tail] = False
                    way.append((tail, iter(tails[tail])))
                    break
                if not state[tail]:
                    closing.add(place)
            else:
                state[head] = True
                way.pop()
    return frozenset(closing)


def components(graph: Graph) -> list[Graph]:
    """The connected parts of a graph, in document order of their first boxes."""
    above = {box.id: box.id for box in graph.boxes}

    def top(name: str) -> str:
        while above[name] != name:
            above[name] = above[above[name]]
            name = above[name]
        return name

    for link in graph.links:
        above[top(link.tail)] = top(link.head)
    parts: dict[str, Graph] = {}
    groups: dict[str, tuple[list[int], list[int]]] = {}
    for place, box in enumerate(graph.boxes):
        groups.setdefault(top(box.id), ([], []))[0].append(place)
    for place, link in enumerate(graph.links):
        groups[top(link.tail)][1].append(place)
    for name, (boxes, links) in groups.items():
        parts[name] = Graph(
            tuple([graph.boxes[n] for n in boxes]), tuple([graph.links[n] for n in links]), graph.direction
        )
    return list(parts.values())


def shelves(sizes: Sequence[tuple[float, float]], width: float, gap: float = GAP) -> list[Point]:
    """Upper left corners for rectangles set on shelves no wider than `width`, in the order given.

    On a shelf, rectangles stand in columns no taller than the shelf's first one, so that many small parts
    fill the side of a tall one; read a column downwards, then the next. A rectangle wider than `width` has a
    shelf to itself.
    """
    corners: list[Point] = []
    shelf_top = shelf_height = 0.0  # of the shelf being filled
    left = column = 0.0  # left edge and width of the column being filled
    bottom = -gap  # lower edge of what stands in that column
    for index, (w, h) in enumerate(sizes):
        if index == 0:
            shelf_height = h
        elif bottom + gap + h <= shelf_top + shelf_height and left + max(column, w) <= width:
            pass  # beneath the last one
        elif left + column + gap + w <= width and h <= shelf_height:
            left, column, bottom = left + column + gap, 0.0, shelf_top - gap
        else:
            shelf_top, shelf_height = shelf_top + shelf_height + gap, h
            left, column, bottom = 0.0, 0.0, shelf_top - gap
        corners.append((left, bottom + gap))
        column = max(column, w)
        bottom += gap + h
    return corners


def pack(graph: Graph, parts: Sequence[tuple[Graph, Placement]], remarks: Iterable[str] = ()) -> Placement:
    """One placement of the parts given in document order: the part with most boxes first, then the others."""
    if len(parts) == 1:
        return replace(parts[0][1], remarks=tuple(remarks))
    main = max(range(len(parts)), key=lambda n: (len(parts[n][0].boxes), -n))
    order = [main, *(n for n in range(len(parts)) if n != main)]
    sizes = [(parts[n][1].width, parts[n][1].height) for n in order]
    corners = _best_shelves(sizes)
    boxes: dict[str, Point] = {}
    links: dict[str, Path] = {}
    for n, (dx, dy) in zip(order, corners, strict=True):
        placed = parts[n][1]
        boxes.update({name: rounded((x + dx, y + dy)) for name, (x, y) in placed.boxes.items()})
        links.update({name: _moved(path, dx, dy) for name, path in placed.links.items()})
    width, height = _outline(sizes, corners)
    return Placement(
        round(width + 0.1, 1),
        round(height + 0.1, 1),
        {box.id: boxes[box.id] for box in graph.boxes},
        {link.id: links[link.id] for link in graph.links},
        parts[main][1].engine,
        tuple(remarks),
    )


def _outline(sizes: Sequence[tuple[float, float]], corners: Sequence[Point]) -> tuple[float, float]:
    """Width and height of all the rectangles together."""
    both = list(zip(corners, sizes, strict=True))
    return max(x + w for (x, _), (w, _) in both), max(y + h for (_, y), (_, h) in both)


def _best_shelves(sizes: Sequence[tuple[float, float]]) -> list[Point]:
    """The shelves, of a few widths tried, whose outline comes nearest to the shape wanted."""
    widest = max(w for w, _ in sizes)
    area = sum((w + GAP) * (h + GAP) for w, h in sizes)
    ideal = math.sqrt(area * SHAPE)
    best: tuple[float, list[Point]] | None = None
    for share in (0.0, 0.8, 0.9, 1.0, 1.1, 1.2, 1.35, 1.5, 1.75, 2.0):
        corners = shelves(sizes, max(widest, ideal * share))
        w, h = _outline(sizes, corners)
        # The frame of that shape that would hold it: small for what is both compact and well shaped.
        cost = max(w / SHAPE, h)
        if best is None or cost < best[0]:
            best = cost, corners
    assert best is not None
    return best[1]

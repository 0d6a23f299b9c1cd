"""Where the boxes of a network stand: spread out by their ties, on a ring, or in two columns.

Graphviz' `neato` spreads them (stress majorisation: E. Gansner, Y. Koren and S. North, "Graph Drawing by Stress
Majorization", GD 2004), draws them apart and leads the lines round them. It runs inside argmap, with the same
arithmetic on every machine. Where it cannot run, the boxes stand on a ring.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence

from argmap.drawing.layout.base import Box, Graph, LayoutError, Link, Path, Placement, Point
from argmap.drawing.layout.graphviz import POINTS_PER_INCH, OutOfTimeError, read_answer
from argmap.drawing.layout.pack import components, framed, pack
from argmap.drawing.layout.wasm import MEMORY_LIMIT, _machine

__all__ = ["in_columns", "spread"]

_REACH = 64.0
"""Pixels of line between two boxes that are tied."""
_ROUTED = 120
"""Boxes above which lines are straight: to lead them round takes time by the cube."""
_MOST = 600
"""Boxes above which `neato` is not tried."""
_GAP = 12.0
"""Pixels between two boxes of a column."""
_SWEEPS = 24


# -- spread out --------------------------------------------------------------------------------------------


def spread(graph: Graph, budget: float = 10.0) -> Placement:
    """Place boxes by their ties; links of any kind. Parts that are not tied to each other are set beside each other.
    The same graph gives the same placement unless time (`budget`, in seconds) runs out; the remarks then say so."""
    deadline = time.monotonic() + budget
    parts: list[tuple[Graph, Placement]] = []
    remarks: dict[str, None] = {}
    lone = [part for part in components(graph) if len(part.boxes) == 1]
    for part in components(graph):
        if len(part.boxes) > 1:
            try:
                placed = _neato(part, deadline - time.monotonic())
            except LayoutError as problem:
                why = "the time allowed ran out" if isinstance(problem, OutOfTimeError) else str(problem)
                remarks[f"{len(part.boxes)} boxes placed on a ring: {why}"] = None
                placed = _ring(part)
            parts.append((part, placed))
    for part in lone:
        parts.append((part, framed(part, {part.boxes[0].id: (0.0, 0.0)}, {}, "neato")))
    if not parts:
        return framed(graph, {}, {}, "neato")
    return pack(graph, parts, remarks)


def _neato(graph: Graph, seconds: float) -> Placement:
    if len(graph.boxes) > _MOST:
        raise LayoutError(f"there are more than {_MOST} that are tied to each other")
    if seconds <= 0:
        raise OutOfTimeError
    return read_answer(_machine().run(_source(graph), seconds, MEMORY_LIMIT), graph, "neato")


def _source(graph: Graph) -> str:
    number = {box.id: place for place, box in enumerate(graph.boxes)}
    size = {box.id: (box.width, box.height) for box in graph.boxes}
    lines = "true" if len(graph.boxes) <= _ROUTED else "line"
    out = [
        "graph g {",
        f'graph [layout=neato start=1 overlap=prism sep="+18,+16" esep="+8,+8" splines={lines}];',
        'node [shape=box fixedsize=true label="" margin=0];',
    ]
    for place, box in enumerate(graph.boxes):
        out.append(f"n{place} [width={box.width / POINTS_PER_INCH:.4f} height={box.height / POINTS_PER_INCH:.4f}];")
    for place, link in enumerate(graph.links):
        reach = sum(math.hypot(*size[end]) for end in (link.tail, link.head)) / 2 * 0.8 + _REACH + link.label_width
        ends = f"n{number[link.tail]} -- n{number[link.head]}"
        out.append(f"{ends} [id=e{place} len={reach / POINTS_PER_INCH:.4f}];")
    return "\n".join([*out, "}\n"])


def _ring(graph: Graph) -> Placement:
    """The boxes on an ellipse wide enough for all, with straight lines between them."""
    count = len(graph.boxes)
    wide, high = (max(getattr(box, side) for box in graph.boxes) for side in ("width", "height"))
    radius = max(count * (wide + high + 60) / (2 * math.pi) / 1.6, wide)
    centres: dict[str, Point] = {}
    for place, box in enumerate(graph.boxes):
        turn = 2 * math.pi * place / count - math.pi / 2
        centres[box.id] = round(1.3 * radius * math.cos(turn), 3), round(0.7 * radius * math.sin(turn), 3)
    size = {box.id: (box.width, box.height) for box in graph.boxes}
    corners = {id: (x - size[id][0] / 2, y - size[id][1] / 2) for id, (x, y) in centres.items()}
    links = {}
    for link in graph.links:
        a, b = centres[link.tail], centres[link.head]
        links[link.id] = Path(tuple(_line(_rim(a, b, size[link.tail]), _rim(b, a, size[link.head]))))
    return framed(graph, corners, links, "ring")


def _rim(centre: Point, towards: Point, size: tuple[float, float]) -> Point:
    """Where the line from the centre of a box towards a point leaves the box."""
    dx, dy = towards[0] - centre[0], towards[1] - centre[1]
    reach = min(
        size[0] / 2 / abs(dx) if dx else math.inf,
        size[1] / 2 / abs(dy) if dy else math.inf,
        1.0,
    )
    return centre[0] + dx * reach, centre[1] + dy * reach


def _line(a: Point, b: Point) -> list[Point]:
    """A straight line as a Bézier curve."""
    third = ((b[0] - a[0]) / 3, (b[1] - a[1]) / 3)
    return [a, (a[0] + third[0], a[1] + third[1]), (b[0] - third[0], b[1] - third[1]), b]


# -- two columns -------------------------------------------------------------------------------------------


def in_columns(left: Sequence[Box], right: Sequence[Box], links: Sequence[Link]) -> Placement:
    """Boxes in two columns with all links from the left one to the right one, ordered so that few lines cross: each
    box is set by the mean place of those it is linked to, from side to side in turn (K. Sugiyama, S. Tagawa and
    M. Toda, "Methods for Visual Understanding of Hierarchical System Structures", IEEE SMC 1981), and the order with
    the fewest crossings is kept."""
    graph = Graph((*left, *right), tuple(links), "LR")
    rows = _ordered([box.id for box in left], [box.id for box in right], links)
    box = {box.id: box for box in graph.boxes}
    stacks = [_stacked([box[id] for id in row]) for row in rows]
    heights = [_bottom(stack, box) for stack in stacks]
    tall = int(heights[1] >= heights[0])
    middle = {id: y + box[id].height / 2 for id, y in stacks[tall].items()}
    stacks[1 - tall] = _beside([box[id] for id in rows[1 - tall]], middle, links)
    gap = min(max(130.0, 90.0 + 0.12 * max(heights)), 300.0)
    wide = max((box[id].width for id in rows[0]), default=0.0)
    corners: dict[str, Point] = {id: (wide - box[id].width, y) for id, y in stacks[0].items()}
    corners |= {id: (wide + gap, y) for id, y in stacks[1].items()}
    return framed(graph, corners, _fans(links, box, corners), "columns")


def _ordered(left: list[str], right: list[str], links: Sequence[Link]) -> tuple[list[str], list[str]]:
    near: dict[str, list[str]] = {id: [] for id in (*left, *right)}
    for link in links:
        near[link.tail].append(link.head)
        near[link.head].append(link.tail)
    best = _crossings(left, right, links), left, right
    for _ in range(_SWEEPS):
        right = _by_mean(right, left, near)
        left = _by_mean(left, right, near)
        crossings = _crossings(left, right, links)
        if crossings >= best[0]:
            break
        best = crossings, left, right
    return best[1], best[2]


def _by_mean(row: list[str], other: list[str], near: Mapping[str, list[str]]) -> list[str]:
    place = {id: n for n, id in enumerate(other)}
    # What has no link goes to the end.
    mean = {id: sum(place[n] for n in near[id]) / len(near[id]) if near[id] else math.inf for id in row}
    return sorted(row, key=mean.__getitem__)


def _crossings(left: list[str], right: list[str], links: Sequence[Link]) -> int:
    """How many pairs of lines cross, counted as inversions with a tree of sums."""
    rank = {id: n for row in (left, right) for n, id in enumerate(row)}
    ends = sorted((rank[link.tail], rank[link.head]) for link in links)
    sums = [0] * (len(right) + 1)
    crossings = 0
    for seen, (_, head) in enumerate(ends):
        below, at = 0, head + 1
        while at:
            below += sums[at]
            at &= at - 1
        crossings += seen - below
        at = head + 1
        while at <= len(right):
            sums[at] += 1
            at += at & -at
    return crossings


def _stacked(boxes: Sequence[Box]) -> dict[str, float]:
    """Tops of boxes that stand close below each other."""
    y, out = 0.0, {}
    for box in boxes:
        out[box.id] = y
        y += box.height + _GAP
    return out


def _bottom(tops: Mapping[str, float], box: Mapping[str, Box]) -> float:
    return max((y + box[id].height for id, y in tops.items()), default=0.0)


def _beside(boxes: Sequence[Box], middle: Mapping[str, float], links: Sequence[Link]) -> dict[str, float]:
    """Tops of boxes in their order, each as near as can be to the mean of what it is linked to: neighbours that would
    overlap are joined and moved as one (pool adjacent violators)."""
    near: dict[str, list[float]] = {box.id: [] for box in boxes}
    for link in links:
        own, other = (link.tail, link.head) if link.tail in near else (link.head, link.tail)
        near[own].append(middle[other])
    offset, blocks = 0.0, []  # block: sum of wishes, how many, first box
    last = 0.0
    for place, box in enumerate(boxes):
        last = sum(near[box.id]) / len(near[box.id]) - box.height / 2 - offset if near[box.id] else last
        blocks.append((last, 1, place))
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            wish, count, _ = blocks.pop()
            blocks[-1] = blocks[-1][0] + wish, blocks[-1][1] + count, blocks[-1][2]
        offset += box.height + _GAP
    out, offset = {}, 0.0
    ends = [*(start for _, _, start in blocks[1:]), len(boxes)][: len(blocks)]
    for (wish, count, start), end in zip(blocks, ends, strict=True):
        for box in boxes[start:end]:
            out[box.id] = wish / count + offset
            offset += box.height + _GAP
    return out


def _fans(links: Sequence[Link], box: Mapping[str, Box], corners: Mapping[str, Point]) -> dict[str, Path]:
    """The lines, each from its own point of the side of a box to its own point of the other's."""
    at: dict[str, dict[str, float]] = {}
    for own, other in (("tail", "head"), ("head", "tail")):
        fans: dict[str, list[Link]] = {}
        for link in links:
            fans.setdefault(getattr(link, own), []).append(link)
        for id, fan in fans.items():
            fan.sort(key=lambda link: corners[getattr(link, other)][1])
            step = min(9.0, (box[id].height - 16) / max(len(fan) - 1, 1))
            for place, link in enumerate(fan):
                y = corners[id][1] + box[id].height / 2 + (place - (len(fan) - 1) / 2) * step
                at.setdefault(link.id, {})[own] = y
    out = {}
    for link in links:
        x0, x1 = corners[link.tail][0] + box[link.tail].width, corners[link.head][0]
        y0, y1 = at[link.id]["tail"], at[link.id]["head"]
        bend = (x1 - x0) * 0.45
        out[link.id] = Path(((x0, y0), (x0 + bend, y0), (x1 - bend, y1), (x1, y1)))
    return out

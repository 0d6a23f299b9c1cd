"""The built-in layout: no dependency, the same coordinates everywhere, tens of thousands of boxes.

Boxes stand in ranks, by their longest way to a thesis. Within the ranks, a spanning tree is drawn as tidy
trees are (E. M. Reingold and J. S. Tilford, "Tidier drawings of trees", IEEE Transactions on Software
Engineering, 1981): subtrees as close as their contours allow, each head centred on what it rests on. The
other links run in the gutters between ranks, and through ranks only between boxes.

Everything is computed with the thesis at the left: `u` runs from the thesis to its reasons, `v` downwards; a
box is `deep` along u and `tall` along v. The other directions are got by turning that picture.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from argmap.drawing.layout.base import Graph, Path, Placement, Point
from argmap.drawing.layout.pack import LABEL_HEIGHT, closing_circles, framed

__all__ = ["TidyEngine"]

GAP = 18.0
"""Pixels between neighbours in a rank."""
PAIR_GAP = 34.0
"""Pixels between contradicting neighbours, besides their label."""
GUTTER = 40.0
"""Least pixels between two ranks."""
WIDEST_GUTTER = 130.0
CLEAR = 6.0
"""Pixels that a passing link keeps from a box."""
LANE = 7.0
"""Pixels between links that pass through one gap."""
PORT = 14.0
"""Pixels between links that end on one side of a box."""
FAR = 40
"""Ranks above which a link is led around everything rather than through the gaps, and a box not moved."""

INNER, OUTER = 0, 1  # the sides of a box that look to the thesis and away from it

_INFINITE = float("inf")


class TidyEngine:
    """Lays out anything, quickly; it needs no time limit and never fails."""

    name = "tidy"

    def place(self, graph: Graph, budget: float = _INFINITE) -> Placement:
        """Lay out a graph. `budget` is there for the sake of the other engines, and not looked at."""
        work = _Work(graph)
        _rank(work)
        _spread(work)
        _set_ranks(work)
        return work.placement(self.name)


@dataclass(slots=True)
class _Wire:
    """A link while it is being laid out; boxes by number."""

    tail: int
    head: int
    contradict: bool
    premise: bool
    label: float
    passes: list[float] = field(default_factory=list)
    """Where it runs through the ranks between its ends, from the deeper end on."""


@dataclass(slots=True)
class _Rank:
    start: float = 0.0
    end: float = 0.0
    boxes: list[int] = field(default_factory=list)
    """Downwards."""
    stub: float = 0.0
    """Room for labels on the links on the thesis' side."""


class _Work:
    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.flat = graph.direction in ("RL", "LR")
        self.deep = [box.width if self.flat else box.height for box in graph.boxes]
        self.tall = [box.height if self.flat else box.width for box in graph.boxes]
        number = {box.id: n for n, box in enumerate(graph.boxes)}
        self.wires = [
            _Wire(
                number[link.tail],
                number[link.head],
                link.kind == "contradict",
                link.kind == "premise",
                max(link.label_width, 0.0),
            )
            for link in graph.links
        ]
        self.rank = [0] * len(graph.boxes)
        self.parent = [-1] * len(graph.boxes)
        self.v = [0.0] * len(graph.boxes)
        self.ranks: list[_Rank] = []

    def label_deep(self, wire: _Wire) -> float:
        return (wire.label if self.flat else LABEL_HEIGHT) if wire.label else 0.0

    def label_tall(self, wire: _Wire) -> float:
        return (LABEL_HEIGHT if self.flat else wire.label) if wire.label else 0.0

    def top(self, n: int) -> float:
        return self.v[n] - self.tall[n] / 2

    def bottom(self, n: int) -> float:
        return self.v[n] + self.tall[n] / 2

    def placement(self, engine: str) -> Placement:
        """The picture, turned into the direction asked for."""
        away = -1.0 if self.graph.direction in ("LR", "BT") else 1.0

        def turned(point: Point) -> Point:
            return (away * point[0], point[1]) if self.flat else (point[1], away * point[0])

        boxes: dict[str, Point] = {}
        for n, box in enumerate(self.graph.boxes):
            u = self.ranks[self.rank[n]].start + (self.deep[n] if away < 0 else 0.0)
            boxes[box.id] = turned((u, self.top(n)))
        links: dict[str, Path] = {}
        for link, (points, label) in zip(self.graph.links, _routes(self), strict=True):
            links[link.id] = Path(tuple(map(turned, points)), None if label is None else turned(label))
        return framed(self.graph, boxes, links, engine)


# Ranks and the tree --------------------------------------------------------------------------------------


def _rank(work: _Work) -> None:
    """Each box's rank, with contradicting boxes in one rank where that can be, and its parent in the tree."""
    count = len(work.rank)
    circles = closing_circles(work.graph)
    kept = [
        (w.tail, w.head) for n, w in enumerate(work.wires) if not w.contradict and w.tail != w.head and n not in circles
    ]
    least = [0] * count
    rank = _longest_ways(count, kept, least)
    pairs = [(w.tail, w.head) for w in work.wires if w.contradict and w.tail != w.head]
    for near, far in (pair if rank[pair[0]] <= rank[pair[1]] else pair[::-1] for pair in pairs):
        if rank[far] - rank[near] <= FAR:
            least[near] = max(least[near], rank[far])
    if any(least):
        moved = _longest_ways(count, kept, least)
        # A reason for the box that was moved moved along with it: leave those where they were.
        for a, b in pairs:
            if moved[a] != moved[b]:
                least[a] = least[b] = 0
        rank = _longest_ways(count, kept, least)
    work.rank = rank
    parent = work.parent
    for tail, head in kept:
        if parent[tail] < 0 or rank[head] > rank[parent[tail]]:
            parent[tail] = head
    for a, b in pairs:  # what rests on nothing stands beside what it contradicts
        if rank[a] == rank[b]:
            if parent[b] < 0:
                parent[b] = parent[a]
            elif parent[a] < 0:
                parent[a] = parent[b]


def _longest_ways(count: int, kept: list[tuple[int, int]], least: list[int]) -> list[int]:
    """The rank of each box: one more than that of each head, and no less than `least`."""
    tails: list[list[int]] = [[] for _ in range(count)]
    waits = [0] * count
    for tail, head in kept:
        tails[head].append(tail)
        waits[tail] += 1
    rank = list(least)
    ready = [n for n in range(count) if not waits[n]]
    for head in ready:  # grows as it is read
        for tail in tails[head]:
            rank[tail] = max(rank[tail], rank[head] + 1)
            waits[tail] -= 1
            if not waits[tail]:
                ready.append(tail)
    return rank


# Along the ranks -----------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Contour:
    """The upper and lower outline of a subtree, its deepest rank first, to be moved by `shift`."""

    tops: list[float]
    bottoms: list[float]
    shift: float = 0.0


def _spread(work: _Work) -> None:
    """Each box's place along its rank."""
    count = len(work.rank)
    order = sorted(range(count), key=work.rank.__getitem__)
    children, pair_gaps = _families(work)
    contours: list[_Contour | None] = [None] * count
    beside = [0.0] * count  # a box's centre, from its parent's
    for n in reversed(order):
        half = work.tall[n] / 2
        contour = _join(work, n, children[n], pair_gaps, contours, beside)
        contour.tops.append(-half - contour.shift)
        contour.bottoms.append(half - contour.shift)
        contours[n] = contour
    _join(work, -1, children[-1], pair_gaps, contours, beside)
    for n in order:
        parent = work.parent[n]
        work.v[n] = beside[n] + (work.v[parent] if parent >= 0 else 0.0)


def _families(work: _Work) -> tuple[list[list[int]], dict[tuple[int, int], float]]:
    """The children of each box, those of none last, and the wider gaps between contradicting neighbours.

    Children stand in document order, except that what contradicts a child comes right after it.
    """
    count = len(work.rank)
    partners: dict[int, list[int]] = {}
    gaps: dict[tuple[int, int], float] = {}
    for wire in work.wires:
        a, b = wire.tail, wire.head
        if wire.contradict and a != b and work.parent[a] == work.parent[b] and work.rank[a] == work.rank[b]:
            partners.setdefault(a, []).append(b)
            partners.setdefault(b, []).append(a)
            gap = PAIR_GAP + work.label_tall(wire)
            gaps[a, b] = gaps[b, a] = max(gap, gaps.get((a, b), 0.0))
    children: list[list[int]] = [[] for _ in range(count + 1)]
    done = bytearray(count)
    for first in range(count):
        waiting = [first]
        while waiting:
            n = waiting.pop()
            if not done[n]:
                done[n] = 1
                children[work.parent[n]].append(n)
                waiting += reversed(partners.get(n, ()))
    return children, gaps


def _join(
    work: _Work,
    head: int,
    children: list[int],
    pair_gaps: dict[tuple[int, int], float],
    contours: list[_Contour | None],
    beside: list[float],
) -> _Contour:
    """Set the children's trees beside each other; their common contour, as seen from their head."""
    joined = _Contour([], [])
    base = work.rank[head] if head >= 0 else -1
    real: list[int] = []
    for place, child in enumerate(children):
        tree = contours[child]
        assert tree is not None
        contours[child] = None
        # The way of the link to a child further off is kept free.
        for _ in range(work.rank[child] - base - 1):
            tree.tops.append((-CLEAR if head >= 0 else _INFINITE) - tree.shift)
            tree.bottoms.append((CLEAR if head >= 0 else -_INFINITE) - tree.shift)
        if place == 0:
            joined, move = tree, 0.0
        else:
            move = _distance(joined, tree)
            before = children[place - 1]
            gap = pair_gaps.get((before, child))
            if gap is not None:
                apart = beside[before] + (work.tall[before] + work.tall[child]) / 2 + gap
                move = max(move, apart)
            joined = _merged(joined, tree, move)
        beside[child] = move
        if head < 0 or work.parent[child] == head:
            real.append(child)
    if children and head >= 0:
        over = real or children
        middle = (beside[over[0]] + beside[over[-1]]) / 2
        for child in children:
            beside[child] -= middle
        joined.shift -= middle
    return joined


def _distance(upper: _Contour, lower: _Contour) -> float:
    """How far `lower` must be moved to stand beneath `upper`."""
    shared = min(len(upper.tops), len(lower.tops))
    if not shared:
        return 0.0
    most = max(b - t for b, t in zip(upper.bottoms[-shared:], lower.tops[-shared:], strict=True))
    return most + upper.shift - lower.shift + GAP if most > -_INFINITE else 0.0


def _merged(upper: _Contour, lower: _Contour, move: float) -> _Contour:
    """The contour of both. Only the ranks that both have are looked at: the whole takes linear time."""
    lower.shift += move
    shared = min(len(upper.tops), len(lower.tops))
    if len(upper.tops) >= len(lower.tops):
        by = lower.shift - upper.shift
        for k in range(-shared, 0):
            bottom = lower.bottoms[k] + by
            if bottom > -_INFINITE:
                upper.bottoms[k] = bottom
            upper.tops[k] = min(upper.tops[k], lower.tops[k] + by)
        return upper
    by = upper.shift - lower.shift
    for k in range(-shared, 0):
        top = upper.tops[k] + by
        if top < _INFINITE:
            lower.tops[k] = top
        lower.bottoms[k] = max(lower.bottoms[k], upper.bottoms[k] + by)
    return lower


# Across the ranks ----------------------------------------------------------------------------------------


def _set_ranks(work: _Work) -> None:
    """The place of each rank: gutters are wide where links in them go far up or down."""
    ranks = work.ranks = [_Rank() for _ in range(max(work.rank, default=-1) + 1)]
    for n, r in enumerate(work.rank):
        ranks[r].boxes.append(n)
    for rank in ranks:
        rank.boxes.sort(key=lambda n: (work.v[n], n))
    climb = [0.0] * len(ranks)
    for wire in work.wires:
        r, s = work.rank[wire.tail], work.rank[wire.head]
        if wire.label:
            ranks[max(r, s)].stub = max(ranks[max(r, s)].stub, work.label_deep(wire) + 8)
        if abs(r - s) == 1:
            climb[max(r, s)] = max(climb[max(r, s)], abs(work.v[wire.tail] - work.v[wire.head]))
    u = 0.0
    for r, rank in enumerate(ranks):
        if r:
            u += min(max(GUTTER, climb[r] / 6), WIDEST_GUTTER) + rank.stub
        rank.start = u
        u += max(work.deep[n] for n in rank.boxes) if rank.boxes else 0.0
        rank.end = u


# Links ---------------------------------------------------------------------------------------------------


def _routes(work: _Work) -> list[tuple[list[Point], Point | None]]:
    """The points of each link and the centre of its label."""
    neighbours = {(a, b) for rank in work.ranks for a, b in zip(rank.boxes, rank.boxes[1:], strict=False)}
    ports = _ports(work, neighbours)
    _pass(work)
    return [_route(work, n, ports, neighbours) for n in range(len(work.wires))]


def _sides(work: _Work, wire: _Wire, neighbours: set[tuple[int, int]]) -> tuple[int, int] | None:
    """The sides that a link leaves and arrives by; `None` between neighbours and for loops."""
    a, b = wire.tail, wire.head
    if a == b or (a, b) in neighbours or (b, a) in neighbours:
        return None
    difference = work.rank[a] - work.rank[b]
    return (INNER, INNER) if not difference else (INNER, OUTER) if difference > 0 else (OUTER, INNER)


def _ports(work: _Work, neighbours: set[tuple[int, int]]) -> dict[tuple[int, bool], float]:
    """Where on its box's side each end (link, whether it is the head's end) stands, from the middle."""
    faces: dict[tuple[int, int], list[tuple[int, bool]]] = {}
    for n, wire in enumerate(work.wires):
        sides = _sides(work, wire, neighbours)
        if sides is not None:
            faces.setdefault((wire.tail, sides[0]), []).append((n, False))
            faces.setdefault((wire.head, sides[1]), []).append((n, True))
    ports: dict[tuple[int, bool], float] = {}
    for (box, side), ends in faces.items():
        slots: dict[tuple[float, int], list[tuple[int, bool]]] = {}
        step = PORT
        for n, at_head in ends:
            wire = work.wires[n]
            other = wire.tail if at_head else wire.head
            if at_head and wire.premise:  # premises of one step meet in one point
                slots.setdefault((work.v[box], -1), []).append((n, at_head))
            else:
                slots[work.v[other], n] = [(n, at_head)]
            if side == INNER and wire.label:
                step = max(step, work.label_tall(wire) + 2)
        if len(slots) > 1:
            step = min(step, max(work.tall[box] - 10, 0.0) / (len(slots) - 1))
        for place, key in enumerate(sorted(slots)):
            for end in slots[key]:
                ports[end] = step * (place - (len(slots) - 1) / 2)
    return ports


def _pass(work: _Work) -> None:
    """Find each long link its ways through the ranks between its ends."""
    tops = [[work.top(n) for n in rank.boxes] for rank in work.ranks]
    users: dict[tuple[int, int], list[tuple[float, int, int]]] = {}
    over = min((work.top(n) for n in range(len(work.v))), default=0.0) - 2 * GAP
    for n, wire in enumerate(work.wires):
        near, far = sorted((wire.tail, wire.head), key=work.rank.__getitem__)
        between = work.rank[far] - work.rank[near] - 1
        if between <= 0:
            continue
        if between > FAR:
            wire.passes = [over]
            over -= LANE
            continue
        v = work.v[far]
        for k in range(between):
            r = work.rank[far] - 1 - k
            wanted = v + (work.v[near] - v) / (between + 1 - k)
            gap, v = _gap(work, r, tops[r], wanted)
            users.setdefault((r, gap), []).append((v, n, k))
            wire.passes.append(v)
    for (r, gap), passing in users.items():
        if len(passing) < 2:
            continue
        low, high = _edges(work, r, gap)
        passing.sort()
        last = len(passing) - 1
        step = min(LANE, max(high - low, 0.0) / last)
        v = -_INFINITE
        for place, (wanted, n, k) in enumerate(passing):
            v = min(max(wanted, v + step), high - (last - place) * step)
            work.wires[n].passes[k] = v


def _edges(work: _Work, r: int, gap: int) -> tuple[float, float]:
    """How far up and down a link in a rank's gap may run; gap `n` is the one above box `n`."""
    boxes = work.ranks[r].boxes
    low = work.bottom(boxes[gap - 1]) + CLEAR if gap > 0 else -_INFINITE
    high = work.top(boxes[gap]) - CLEAR if gap < len(boxes) else _INFINITE
    return low, high


def _gap(work: _Work, r: int, tops: list[float], wanted: float) -> tuple[int, float]:
    """The gap in a rank that is nearest to where a link would run, and where it runs there."""
    after = bisect_right(tops, wanted)
    best: tuple[float, int, float] | None = None
    for gap in (after - 1, after, after + 1):
        if 0 <= gap <= len(tops):
            low, high = _edges(work, r, gap)
            v = min(max(wanted, low), high)
            if best is None or abs(v - wanted) < best[0]:
                best = abs(v - wanted), gap, v
    assert best is not None
    return best[1], best[2]


def _route(
    work: _Work, n: int, ports: dict[tuple[int, bool], float], neighbours: set[tuple[int, int]]
) -> tuple[list[Point], Point | None]:
    wire = work.wires[n]
    sides = _sides(work, wire, neighbours)
    if wire.tail == wire.head:
        points = _loop(work, wire.tail)
    elif sides is None:
        points = _between(work, wire.tail, wire.head)
    else:
        v, w = work.v[wire.tail] + ports[n, False], work.v[wire.head] + ports[n, True]
        rank = work.ranks[max(work.rank[wire.tail], work.rank[wire.head])]
        if sides == (INNER, OUTER):
            points = _forward(work, wire.tail, wire.head, v, w, wire.passes)
            return points, (rank.start - rank.stub / 2, v) if wire.label else None
        if sides == (OUTER, INNER):
            points = _forward(work, wire.head, wire.tail, w, v, wire.passes)[::-1]
            return points, (rank.start - rank.stub / 2, w) if wire.label else None
        out = rank.start - rank.stub - GUTTER * 0.7
        points = [(rank.start, v), (out, v), (out, w), (rank.start, w)]
    return points, _middle(points) if wire.label else None


def _loop(work: _Work, n: int) -> list[Point]:
    end = work.ranks[work.rank[n]].start + work.deep[n]
    v, quarter = work.v[n], work.tall[n] / 4
    return [(end, v - quarter), (end + 24, v - quarter), (end + 24, v + quarter), (end, v + quarter)]


def _between(work: _Work, a: int, b: int) -> list[Point]:
    """Straight from the side of one neighbour to the facing side of the other."""
    u = work.ranks[work.rank[a]].start + min(work.deep[a], work.deep[b]) / 2
    down = work.v[a] <= work.v[b]
    start = (u, work.bottom(a) if down else work.top(a))
    end = (u, work.top(b) if down else work.bottom(b))
    return [start, *_straight(start, end)]


def _forward(work: _Work, far: int, near: int, v: float, w: float, passes: list[float]) -> list[Point]:
    """From a box's inner side to the outer side of a box nearer to the thesis."""
    r, last = work.rank[far], work.rank[near]
    points: list[Point] = [(work.ranks[r].start, v)]
    if len(passes) < r - last - 1:  # around everything
        legs = [(r, last + 1, passes[0])]
    else:
        legs = [(r - k, r - k - 1, level) for k, level in enumerate(passes)]
    for before, through, level in legs:
        _cross_gutter(points, work.ranks[before], work.ranks[before - 1].end, level)
        points += _straight(points[-1], (work.ranks[through].start, level))
    _cross_gutter(points, work.ranks[last + 1], work.ranks[last].end, w)
    end = (work.ranks[last].start + work.deep[near], w)
    if end != points[-1]:
        points += _straight(points[-1], end)
    return points


def _cross_gutter(points: list[Point], rank: _Rank, end: float, level: float) -> None:
    """Go on through the gutter on the inner side of a rank, past its labels, to another level."""
    u, v = points[-1]
    if rank.stub:
        u -= rank.stub
        points += _straight(points[-1], (u, v))
    middle = (u + end) / 2
    points += [(middle, v), (middle, level), (end, level)]


def _straight(start: Point, end: Point) -> list[Point]:
    """The rest of the Bézier curve that is the straight line from `start` to `end`."""
    (u, v), (x, y) = start, end
    return [((2 * u + x) / 3, (2 * v + y) / 3), ((u + 2 * x) / 3, (v + 2 * y) / 3), end]


def _middle(points: list[Point]) -> Point:
    """The middle of a link's middle piece."""
    at = (len(points) - 1) // 3 // 2 * 3
    a, b, c, d = points[at : at + 4]
    return (a[0] + 3 * b[0] + 3 * c[0] + d[0]) / 8, (a[1] + 3 * b[1] + 3 * c[1] + d[1]) / 8

"""Graphs to lay out: some like the maps that people draw, and any at all."""

from __future__ import annotations

import math
import random

from hypothesis import strategies as st

from argmap.drawing.layout.base import Box, Direction, Graph, Link, LinkKind, Placement, Point

DIRECTIONS: tuple[Direction, ...] = ("RL", "LR", "TB", "BT")
KINDS: tuple[LinkKind, ...] = ("premise", "step", "attack", "contradict")


def argument_graph(count: int, seed: int = 1, direction: Direction = "RL", cross: float = 0.12) -> Graph:
    """About `count` boxes as in a map: a thesis, linked premises on pills, single reasons, attacks across."""
    dice = random.Random(seed)
    boxes = [Box("c0", 230, 64)]
    links: list[Link] = []
    cards = ["c0"]
    pills: list[str] = []

    def card() -> str:
        name = f"c{len(boxes)}"
        boxes.append(Box(name, dice.choice([150, 180, 206, 230]), dice.choice([48, 64, 80, 96, 128])))
        cards.append(name)
        return name

    def link(tail: str, head: str, kind: LinkKind, label: float = 0.0) -> None:
        links.append(Link(f"l{len(links)}", tail, head, kind, label))

    while len(boxes) < count:
        head = cards[min(int(dice.expovariate(0.25)), len(cards) - 1)]
        chance = dice.random()
        if chance < 0.5:
            pill = f"p{len(boxes)}"
            boxes.append(Box(pill, dice.choice([20, 64, 110]), 20))
            pills.append(pill)
            link(pill, head, "step")
            for _ in range(dice.choice([1, 2, 2, 3])):
                link(card(), pill, "premise")
        elif chance < 0.75:
            link(card(), head, "step")
        elif chance < 0.9 or not pills:
            link(card(), head, "attack", 40)
        elif chance < 0.95:
            link(card(), dice.choice(pills), "attack", 56)
        else:
            link(card(), head, "contradict", 62)
    for _ in range(int(count * cross)):
        tail, head = dice.sample(cards, 2)
        link(tail, head, "attack", 40)
    return Graph(tuple(boxes), tuple(links), direction)


def chain(count: int, direction: Direction = "RL") -> Graph:
    """Reason upon reason, `count` deep."""
    boxes = tuple(Box(f"b{n}", 150, 50) for n in range(count))
    links = tuple(Link(f"l{n}", f"b{n + 1}", f"b{n}", "step") for n in range(count - 1))
    return Graph(boxes, links, direction)


@st.composite
def graphs(draw: st.DrawFn, most: int = 12) -> Graph:
    """Any graph: empty, in pieces, with circles, loops and parallel links."""
    sizes = st.tuples(st.integers(20, 240), st.integers(20, 140))
    boxes = tuple(Box(f"b{n}", w, h) for n, (w, h) in enumerate(draw(st.lists(sizes, max_size=most))))
    links: tuple[Link, ...] = ()
    if boxes:
        end = st.integers(0, len(boxes) - 1)
        label = st.sampled_from([0.0, 0.0, 40.0, 62.5])
        drawn = draw(st.lists(st.tuples(end, end, st.sampled_from(KINDS), label), max_size=2 * most))
        links = tuple(
            Link(f"l{n}", f"b{tail}", f"b{head}", kind, room) for n, (tail, head, kind, room) in enumerate(drawn)
        )
    return Graph(boxes, links, draw(st.sampled_from(DIRECTIONS)))


def from_border(point: Point, corner: Point, box: Box) -> float:
    """How far a point is from the border of a box."""
    (x, y), (left, top) = point, corner
    dx, dy = x - left, y - top
    beyond = math.hypot(max(-dx, 0, dx - box.width), max(-dy, 0, dy - box.height))
    return beyond or min(dx, box.width - dx, dy, box.height - dy)


def faults(graph: Graph, placed: Placement) -> list[str]:
    """What is wrong with a placement, in words; nothing when all is well."""
    wrong: list[str] = []
    sizes = {box.id: box for box in graph.boxes}
    if list(placed.boxes) != [box.id for box in graph.boxes] and set(placed.boxes) != set(sizes):
        wrong.append("not these boxes")
    if set(placed.links) != {link.id for link in graph.links}:
        wrong.append("not these links")
    spots = sorted((x, y, x + sizes[name].width, y + sizes[name].height, name) for name, (x, y) in placed.boxes.items())
    waiting: list[tuple[float, float, float, float, str]] = []
    for spot in spots:
        waiting = [other for other in waiting if other[2] > spot[0]]
        wrong += [f"{spot[4]} on {o[4]}" for o in waiting if o[1] < spot[3] and spot[1] < o[3]]
        waiting.append(spot)
        if spot[0] < 0 or spot[1] < 0 or spot[2] > placed.width or spot[3] > placed.height:
            wrong.append(f"{spot[4]} outside")
    for link in graph.links:
        path = placed.links[link.id]
        if len(path.points) < 4 or len(path.points) % 3 != 1:
            wrong.append(f"{link.id} has {len(path.points)} points")
        for point, name in ((path.points[0], link.tail), (path.points[-1], link.head)):
            if from_border(point, placed.boxes[name], sizes[name]) > 1:
                wrong.append(f"{link.id} misses {name}")
        inside = [*path.points, *([path.label] if path.label else [])]
        if any(not (0 <= x <= placed.width and 0 <= y <= placed.height) for x, y in inside):
            wrong.append(f"{link.id} outside")
        if (path.label is not None) != (link.label_width > 0):
            wrong.append(f"{link.id} label")
    return wrong


def through(graph: Graph, placed: Placement) -> list[tuple[str, str]]:
    """The links that run through boxes that aren't theirs, each with such a box."""
    cuts: list[tuple[str, str]] = []
    for link in graph.links:
        points = placed.links[link.id].points
        spots: list[Point] = []
        for n in range(0, len(points) - 1, 3):
            (ax, ay), (bx, by), (cx, cy), (dx, dy) = points[n : n + 4]
            for k in range(21):
                t, s = k / 20, 1 - k / 20
                p, q, r, o = s**3, 3 * s * s * t, 3 * s * t * t, t**3
                spots.append((p * ax + q * bx + r * cx + o * dx, p * ay + q * by + r * cy + o * dy))
        for box in graph.boxes:
            left, top = placed.boxes[box.id]
            if box.id not in (link.tail, link.head) and any(
                left + 0.3 < x < left + box.width - 0.3 and top + 0.3 < y < top + box.height - 0.3 for x, y in spots
            ):
                cuts.append((link.id, box.id))
    return cuts

"""What a layout engine is given and what it gives back: boxes of fixed size, and links between them.

Engines know nothing of maps. Lengths are in pixels (96 to the inch), x to the right, y downwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

__all__ = [
    "Box",
    "Direction",
    "Engine",
    "Graph",
    "LayoutError",
    "Link",
    "LinkKind",
    "Path",
    "Placement",
    "Point",
]

Direction = Literal["RL", "LR", "TB", "BT"]
"""Where reasons stand, read from the reasons to the thesis: ``RL`` puts the thesis at the left and its reasons
to the right of it; ``TB`` puts the thesis on top and its reasons below."""

LinkKind = Literal["premise", "step", "attack", "contradict"]
"""``premise``: ground to pill, no head; ``step``: pill or ground to its target, with a head; ``attack``: the
same for rebuttals and undercuts drawn without a pill; ``contradict``: between two equals, side by side."""

Point = tuple[float, float]


class LayoutError(Exception):
    """An engine is missing, ran out of time or memory, or failed. The message says which, for a user."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of fixed size. `id` is safe for any engine: a letter, then letters and digits."""

    id: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Link:
    """A line from box `tail` (the ground) to box `head` (what it bears on)."""

    id: str
    tail: str
    head: str
    kind: LinkKind
    label_width: float = 0.0
    """Room to keep free for a label on the line; 0 for none."""


@dataclass(frozen=True, slots=True)
class Graph:
    """What is to be laid out, in document order."""

    boxes: tuple[Box, ...]
    links: tuple[Link, ...]
    direction: Direction = "RL"


@dataclass(frozen=True, slots=True)
class Path:
    """A line: cubic Bézier segments `points[0], c1, c2, p, c1, c2, p, …` (so 3n + 1 points), running from the
    edge of the tail box to the edge of the head box."""

    points: tuple[Point, ...]
    label: Point | None = None
    """Centre of the label's room."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where everything is: upper left corner of each box, the path of each link, and the size of it all."""

    width: float
    height: float
    boxes: Mapping[str, Point]
    links: Mapping[str, Path]
    engine: str
    """Which engine did it: ``wasm``, ``dot`` or ``tidy``."""
    remarks: tuple[str, ...] = field(default=())
    """What a user should know, such as why another engine than the one preferred was used."""


class Engine(Protocol):
    """A layout engine."""

    name: str

    def place(self, graph: Graph, budget: float) -> Placement:
        """Lay out one connected graph within `budget` seconds. Raises `LayoutError`."""
        ...

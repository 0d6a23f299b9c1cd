"""From boxes and links to coordinates. `lay_out` is the way in; `base` holds what goes in and comes out."""

from __future__ import annotations

import time
from typing import Literal

from argmap.drawing.layout.base import Box, Graph, LayoutError, Link, Path, Placement
from argmap.drawing.layout.dot import DotEngine
from argmap.drawing.layout.graphviz import EngineMissingError, OutOfTimeError
from argmap.drawing.layout.pack import components, framed, pack
from argmap.drawing.layout.tidy import TidyEngine
from argmap.drawing.layout.wasm import WasmEngine

__all__ = [
    "MOST_BOXES",
    "Box",
    "EngineName",
    "Graph",
    "LayoutError",
    "Link",
    "Path",
    "Placement",
    "lay_out",
]

EngineName = Literal["auto", "wasm", "dot", "tidy"]
"""``auto`` is ``wasm`` where it is installed and ``tidy`` elsewhere."""

MOST_BOXES = 3000
"""Boxes in one connected part above which Graphviz takes too long to be tried."""


def lay_out(graph: Graph, engine: EngineName = "auto", budget: float = 10.0) -> Placement:
    """Place the boxes of a graph and draw its links, within about `budget` seconds.

    Each connected part is laid out by itself and the parts are set on shelves: the one with most boxes first,
    then the others in document order. A part that the engine can't do, or has no time for, is laid out by the
    built-in engine `tidy`, which always can; the placement's remarks then say so. Loading the engine doesn't
    count as time. The same graph gives the same placement unless time runs out.

    Raises `LayoutError` when `engine` names one that is not installed, and `ValueError` for a graph that has
    two boxes or two links of one id, or a link to a box that it hasn't got.
    """
    _check(graph)
    chosen = DotEngine() if engine == "dot" else None if engine == "tidy" else WasmEngine()
    tidy = TidyEngine()
    reasons: dict[str, int] = {}  # why tidy was used, and for how many boxes
    missing: str | None = None
    if chosen is not None:
        if budget <= 0:
            missing = _OUT_OF_TIME
        else:
            try:
                chosen.prepare()
            except EngineMissingError as error:
                if engine != "auto":
                    raise
                missing = str(error)
            except LayoutError as error:
                missing = str(error)
    deadline = time.monotonic() + budget
    parts: list[tuple[Graph, Placement]] = []
    for part in components(graph):
        if chosen is None or (len(part.boxes) == 1 and not part.links):
            placed = tidy.place(part, budget)
        else:
            try:
                if missing is not None:
                    raise LayoutError(missing)
                if len(part.boxes) > MOST_BOXES:
                    raise LayoutError(_TOO_MANY)
                left = deadline - time.monotonic()
                if left <= 0:
                    raise OutOfTimeError
                placed = chosen.place(part, left)
            except LayoutError as error:
                why = _OUT_OF_TIME if isinstance(error, OutOfTimeError) else str(error)
                reasons[why] = reasons.get(why, 0) + len(part.boxes)
                placed = tidy.place(part, budget)
        parts.append((part, placed))
    name = chosen.name if chosen is not None else tidy.name
    if not parts:
        return framed(graph, {}, {}, name)
    return pack(graph, parts, [_remark(why, boxes, len(graph.boxes)) for why, boxes in reasons.items()])


_OUT_OF_TIME = "the time allowed ran out (allow more, or draw less of the map)"
_TOO_MANY = f"a connected part has more than {MOST_BOXES:,} boxes (draw less of the map for a finer drawing)"


def _remark(why: str, boxes: int, of: int) -> str:
    what = "all" if boxes == of else f"{boxes:,} of {of:,} boxes"
    return f"{what} placed by the simpler built-in layout: {why}"


def _check(graph: Graph) -> None:
    names = {box.id for box in graph.boxes}
    if len(names) < len(graph.boxes):
        raise ValueError("two boxes have the same id")
    if len({link.id for link in graph.links}) < len(graph.links):
        raise ValueError("two links have the same id")
    for link in graph.links:
        if link.tail not in names or link.head not in names:
            raise ValueError(f"link {link.id} leads to a box that is not there")

"""Drawing a map: `render_svg` for a finished picture, `to_dot` for a graph to go on working with.

The way goes from the map to a scene (what is shown, in which words), to shapes (how big), to a placement
(where; see `argmap.drawing.layout`) and to SVG.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from argmap.drawing.layout import EngineName, lay_out
from argmap.drawing.layout.base import Direction, LayoutError
from argmap.drawing.lighting import light_of
from argmap.drawing.scene import make_scene
from argmap.drawing.shapes import shape_of
from argmap.drawing.svg import graph_of, paint
from argmap.model.map import ArgumentMap

__all__ = ["Direction", "Drawing", "EngineName", "LayoutError", "render_svg", "to_dot"]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished picture."""

    svg: str
    """The SVG document, to be written as UTF-8."""
    remarks: tuple[str, ...]
    """What a user should know of how it came about; often nothing."""
    engine: str
    """Which layout engine placed it."""


def render_svg(
    m: ArgumentMap,
    *,
    engine: EngineName = "auto",
    direction: Direction = "RL",
    budget: float = 10.0,
    lit: Collection[str] | None = None,
) -> Drawing:
    """Draw a map as SVG.

    `direction` says where reasons stand: ``RL`` puts the thesis at the left and its reasons to the right of
    it, ``TB`` puts it on top. `budget` is about how many seconds the layout may take; what takes longer is
    laid out in a simpler way, and `Drawing.remarks` says so. The same map gives the same bytes.

    `lit` are IDs of nodes, such as the answer to a query: they are marked, and all else recedes (see
    `argmap.drawing.lighting`). Nothing moves. Where nothing of it is drawn, or not all, a remark says so.

    Raises `LayoutError` when `engine` names one that is not installed.
    """
    scene = make_scene(m)
    shapes = {part.key: shape_of(part) for part in scene.parts}
    placement = lay_out(graph_of(scene, shapes, direction), engine, budget)
    light = light_of(m, scene, shapes, lit) if lit is not None else None
    remarks = (*placement.remarks, *(light.remarks if light else ()))
    return Drawing(paint(scene, shapes, placement, light), remarks, placement.engine)


def to_dot(m: ArgumentMap, *, direction: Direction = "RL") -> str:
    """The map in Graphviz' DOT language, for people who want to edit the graph or draw it by other means."""
    from argmap.drawing.dot_export import export

    return export(m, direction)

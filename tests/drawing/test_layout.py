"""The way in: which engine is used, what is said about it, and how parts are put together."""

from __future__ import annotations

import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap.drawing.layout as layout
from argmap.drawing.layout import Box, EngineName, Graph, LayoutError, Link, Path, Placement, lay_out
from argmap.drawing.layout.base import Direction
from argmap.drawing.layout.pack import components, framed, nearest_on_border, pack, shelves
from argmap.drawing.layout.tidy import TidyEngine
from argmap.drawing.layout.wasm import WasmEngine

from .graphs import DIRECTIONS, argument_graph, chain, faults, graphs


def two_parts() -> Graph:
    """A lone box, then a part of three."""
    boxes = (Box("lone", 100, 40), Box("a", 200, 60), Box("b", 150, 50), Box("c", 150, 50))
    return Graph(boxes, (Link("l1", "b", "a", "step"), Link("l2", "c", "a", "attack", 40)))


def broken(self: WasmEngine, graph: Graph, budget: float) -> Placement:
    raise LayoutError("the layout engine broke off")


def test_nothing_to_lay_out() -> None:
    placed = lay_out(Graph((), ()), "tidy")
    assert (placed.width, placed.height, dict(placed.boxes), dict(placed.links)) == (0, 0, {}, {})


@pytest.mark.parametrize("engine", ["auto", "wasm", "dot", "tidy"])
def test_one_box_needs_no_more_room_than_its_own(engine: EngineName) -> None:
    if engine == "dot" and shutil.which("dot") is None:
        pytest.skip("Graphviz is not installed")
    if engine in ("wasm", "auto"):
        pytest.importorskip("wasmtime")
    placed = lay_out(Graph((Box("a", 120.5, 40),), ()), engine)
    assert placed.boxes == {"a": (0, 0)}
    assert 120.5 <= placed.width <= 121
    assert 40 <= placed.height <= 41
    assert placed.remarks == ()


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_the_thesis_stands_where_the_direction_says(direction: Direction) -> None:
    graph = Graph((Box("t", 80, 80), Box("r", 80, 80)), (Link("l", "r", "t", "step"),), direction)
    placed = lay_out(graph, "tidy")
    (tx, ty), (rx, ry) = placed.boxes["t"], placed.boxes["r"]
    assert {"RL": tx < rx, "LR": tx > rx, "TB": ty < ry, "BT": ty > ry}[direction]


def test_no_time_falls_to_tidy_and_says_so() -> None:
    graph = two_parts()
    placed = lay_out(graph, budget=0)
    assert placed.engine == "tidy"
    [remark] = placed.remarks
    assert "time" in remark
    assert "3 of 4 boxes" in remark
    assert faults(graph, placed) == []


@pytest.mark.parametrize("engine", ["auto", "wasm"])
def test_a_failing_engine_is_stood_in_for(engine: EngineName, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WasmEngine, "prepare", lambda self: None)
    monkeypatch.setattr(WasmEngine, "place", broken)
    placed = lay_out(argument_graph(20), engine)
    assert placed.engine == "tidy"
    [remark] = placed.remarks
    assert "all placed by the simpler built-in layout" in remark
    assert "broke off" in remark


def test_time_is_shared_by_the_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    given_time: list[float] = []

    def slow(self: WasmEngine, graph: Graph, budget: float) -> Placement:
        given_time.append(budget)
        clock[0] += 4
        return TidyEngine().place(graph)

    clock = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    monkeypatch.setattr(WasmEngine, "prepare", lambda self: None)
    monkeypatch.setattr(WasmEngine, "place", slow)
    pairs = [(f"a{n}", f"b{n}") for n in range(5)]
    graph = Graph(
        tuple(Box(name, 50, 20) for pair in pairs for name in pair),
        tuple(Link("l" + a, b, a, "step") for a, b in pairs),
    )
    placed = lay_out(graph, budget=10)
    assert given_time == [10, 6, 2]
    [remark] = placed.remarks
    assert remark.startswith("4 of 10 boxes placed by the simpler built-in layout: the time allowed ran out")


def test_a_missing_engine_is_an_error_only_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.drawing.layout.wasm._kept", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name, package=None: None)
    monkeypatch.setattr("shutil.which", lambda name: None)
    placed = lay_out(two_parts())
    assert placed.engine == "tidy"
    assert "pip install" in placed.remarks[0]
    with pytest.raises(LayoutError, match="pip install"):
        lay_out(two_parts(), "wasm")
    with pytest.raises(LayoutError, match="install Graphviz"):
        lay_out(two_parts(), "dot")


def test_tidy_is_never_remarked_on_when_asked_for() -> None:
    assert lay_out(argument_graph(50), "tidy").remarks == ()


def test_too_many_boxes_are_not_given_to_graphviz(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WasmEngine, "prepare", lambda self: None)
    monkeypatch.setattr(WasmEngine, "place", broken)
    graph = chain(layout.MOST_BOXES + 1)
    placed = lay_out(graph)
    assert placed.engine == "tidy"
    assert "3,000" in placed.remarks[0]
    assert "broke off" not in placed.remarks[0]
    assert faults(graph, placed) == []


@pytest.mark.parametrize(
    ("graph", "said"),
    [
        (Graph((Box("a", 1, 1), Box("a", 1, 1)), ()), "two boxes"),
        (Graph((Box("a", 1, 1),), (Link("l", "a", "b", "step"),)), "link l leads to a box that is not there"),
        (Graph((Box("a", 1, 1),), (Link("l", "a", "a", "step"), Link("l", "a", "a", "step"))), "two links"),
    ],
)
def test_a_graph_that_makes_no_sense_is_refused(graph: Graph, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        lay_out(graph, "tidy")


def test_the_result_is_in_document_order() -> None:
    graph = two_parts()
    placed = lay_out(graph, "tidy")
    assert list(placed.boxes) == ["lone", "a", "b", "c"]
    assert list(placed.links) == ["l1", "l2"]


def test_the_largest_part_comes_first() -> None:
    placed = lay_out(two_parts(), "tidy")
    assert min(placed.boxes[name][0] for name in "abc") == 0
    assert min(placed.boxes[name][1] for name in "abc") == 0
    x, y = placed.boxes["lone"]
    assert x > 0 or y > 0


@given(graphs())
def test_parts_are_apart_and_together_the_whole(graph: Graph) -> None:
    parts = components(graph)
    assert sorted(box.id for part in parts for box in part.boxes) == sorted(box.id for box in graph.boxes)
    assert sorted(link.id for part in parts for link in part.links) == sorted(link.id for link in graph.links)
    place = {box.id: n for n, box in enumerate(graph.boxes)}
    firsts = [place[part.boxes[0].id] for part in parts]
    assert firsts == sorted(firsts)
    for part in parts:
        names = {box.id for box in part.boxes}
        assert all(link.tail in names and link.head in names for link in part.links)
        assert [place[box.id] for box in part.boxes] == sorted(place[box.id] for box in part.boxes)
        reached = {part.boxes[0].id}
        for _ in names:
            reached |= {link.head for link in part.links if link.tail in reached}
            reached |= {link.tail for link in part.links if link.head in reached}
        assert reached == names


SIZES = st.lists(st.tuples(st.integers(1, 400), st.integers(1, 400)), min_size=1, max_size=30)


@given(SIZES, st.integers(1, 1500))
def test_nothing_on_the_shelves_overlaps(sizes: list[tuple[int, int]], width: int) -> None:
    corners = shelves(sizes, width, gap=10)
    spots = [(x, y, x + w, y + h) for (x, y), (w, h) in zip(corners, sizes, strict=True)]
    for n, (left, top, right, bottom) in enumerate(spots):
        assert right <= max(width, sizes[n][0])
        assert left >= 0
        assert top >= 0
        for other in spots[:n]:
            assert other[2] + 10 <= left or right + 10 <= other[0] or other[3] + 10 <= top or bottom + 10 <= other[1]


def test_small_parts_fill_the_side_of_a_tall_one() -> None:
    assert shelves([(100, 300), (50, 100), (60, 100), (50, 100)], 250, gap=10) == [
        (0, 0),
        (110, 0),
        (110, 110),
        (180, 0),
    ]


def test_many_lone_boxes_make_a_block_rather_than_a_line() -> None:
    boxes = tuple(Box(f"b{n}", 200, 80) for n in range(100))
    placed = lay_out(Graph(boxes, ()), "tidy")
    assert 0.7 < placed.width / placed.height < 3
    assert faults(Graph(boxes, ()), placed) == []


def test_a_packed_part_keeps_its_shape() -> None:
    graph = two_parts()
    parts = [(part, lay_out(part, "tidy")) for part in components(graph)]
    whole = pack(graph, parts)
    alone = parts[1][1]
    dx, dy = whole.boxes["a"][0] - alone.boxes["a"][0], whole.boxes["a"][1] - alone.boxes["a"][1]
    for name, path in alone.links.items():
        for (x, y), (u, v) in zip(path.points, whole.links[name].points, strict=True):
            assert u - x == pytest.approx(dx, abs=0.11)
            assert v - y == pytest.approx(dy, abs=0.11)


def test_a_frame_holds_lines_and_labels_too() -> None:
    graph = Graph((Box("a", 10, 10),), (Link("l", "a", "a", "step", 30),))
    path = Path(((0, 0), (-20, 0), (0, 50), (0, 10)), (-20, 5))
    placed = framed(graph, {"a": (0, 0)}, {"l": path}, "tidy")
    assert placed.boxes["a"] == (35, 2)
    assert placed.links["l"].label == (15, 7)
    assert placed.links["l"].points[2] == (35, 52)
    assert faults(graph, placed) == []


@given(
    st.tuples(st.floats(-50, 150), st.floats(-50, 150)),
    st.tuples(st.floats(-20, 20), st.floats(-20, 20)),
    st.tuples(st.floats(1, 100), st.floats(1, 100)),
)
def test_the_nearest_point_of_a_border_is_on_it(
    point: tuple[float, float], corner: tuple[float, float], size: tuple[float, float]
) -> None:
    x, y = nearest_on_border(point, corner, size)
    left, top, right, bottom = corner[0], corner[1], corner[0] + size[0], corner[1] + size[1]
    assert left <= x <= right
    assert top <= y <= bottom
    assert x in (left, right) or y in (top, bottom)
    inside = left < point[0] < right and top < point[1] < bottom
    if inside:
        least = min(point[0] - left, right - point[0], point[1] - top, bottom - point[1])
        assert abs(x - point[0]) + abs(y - point[1]) == pytest.approx(least)


@settings(max_examples=60, deadline=None)
@given(graphs(), st.sampled_from(["auto", "tidy"]), st.sampled_from([0.0, 10.0]))
def test_any_graph_is_laid_out(graph: Graph, engine: EngineName, budget: float) -> None:
    placed = lay_out(graph, engine, budget)
    assert faults(graph, placed) == []
    assert lay_out(graph, engine, budget) == placed

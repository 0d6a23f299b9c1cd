"""The built-in layout."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.drawing.layout.base import Box, Direction, Graph, Link, LinkKind
from argmap.drawing.layout.tidy import TidyEngine

from .graphs import DIRECTIONS, argument_graph, chain, faults, graphs, through

place = TidyEngine().place


def graph_of(links: str, sizes: dict[str, tuple[float, float]] | None = None) -> Graph:
    """`b>a c>a d-a`: b and c are reasons for a, d contradicts a; boxes in alphabetical order."""
    words = links.split()
    names = sorted({letter for word in words for letter in (word[0], word[-1])})
    return Graph(
        tuple(Box(name, *(sizes or {}).get(name, (100, 50))) for name in names),
        tuple(
            Link(f"l{n}", word[0], word[-1], "step" if ">" in word else "contradict") for n, word in enumerate(words)
        ),
    )


@settings(max_examples=300, deadline=None)
@given(graphs(most=16))
def test_any_graph(graph: Graph) -> None:
    placed = place(graph)
    assert faults(graph, placed) == []
    assert place(graph) == placed


@settings(max_examples=100, deadline=None)
@given(graphs(most=10))
def test_links_keep_clear_of_other_boxes(graph: Graph) -> None:
    assert through(graph, place(graph)) == []


@given(st.integers(2, 120), st.integers(0, 10**6), st.sampled_from(DIRECTIONS))
@settings(max_examples=25, deadline=None)
def test_maps_of_many_shapes(count: int, seed: int, direction: Direction) -> None:
    graph = argument_graph(count, seed, direction)
    placed = place(graph)
    assert faults(graph, placed) == []
    assert through(graph, placed) == []


def test_reasons_stand_in_document_order() -> None:
    placed = place(graph_of("b>a c>a d>a"))
    assert placed.boxes["b"][1] < placed.boxes["c"][1] < placed.boxes["d"][1]
    assert len({placed.boxes[name][0] for name in "bcd"}) == 1


def test_a_head_is_centred_on_its_reasons() -> None:
    placed = place(graph_of("b>a c>a", {"b": (80, 30), "c": (80, 90)}))
    middle = (placed.boxes["b"][1] + 15 + placed.boxes["c"][1] + 45) / 2
    assert placed.boxes["a"][1] + 25 == pytest.approx(middle, abs=0.11)


def test_rank_is_the_longest_way_to_the_thesis() -> None:
    placed = place(graph_of("b>a c>b c>a"))
    assert placed.boxes["a"][0] < placed.boxes["b"][0] < placed.boxes["c"][0]


def test_contradicting_boxes_stand_side_by_side() -> None:
    placed = place(graph_of("b>a c>a d-b"))
    assert placed.boxes["d"][0] == placed.boxes["b"][0]
    assert placed.boxes["b"][1] < placed.boxes["d"][1] < placed.boxes["c"][1]
    points = placed.links["l2"].points
    assert len({x for x, _ in points}) == 1  # straight up from one to the other


def test_contradicting_branches_are_levelled() -> None:
    placed = place(graph_of("b>a c>b d>c e>a e-d"))
    assert placed.boxes["e"][0] == placed.boxes["d"][0]


def test_a_box_does_not_stand_beside_its_own_reason() -> None:
    placed = place(graph_of("b>a c>b c-a"))
    assert placed.boxes["a"][0] < placed.boxes["b"][0] < placed.boxes["c"][0]


def test_circles_are_drawn() -> None:
    graph = graph_of("b>a c>b a>c d>a")
    placed = place(graph)
    assert faults(graph, placed) == []
    assert len({x for x, _ in placed.boxes.values()}) == 3


def test_premises_meet_in_one_point_and_heads_do_not() -> None:
    boxes = tuple(Box(name, 100, 60) for name in "abcd")

    def ends(kind: LinkKind) -> set[tuple[float, float]]:
        links = tuple(Link(name, name, "a", kind) for name in "bcd")
        return {path.points[-1] for path in place(Graph(boxes, links)).links.values()}

    assert len(ends("premise")) == 1
    assert len(ends("step")) == 3


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_a_label_has_room(direction: Direction) -> None:
    boxes = (Box("a", 150, 60), Box("b", 150, 60), Box("c", 150, 60))
    links = (
        Link("l", "b", "a", "attack", 60),
        Link("m", "c", "a", "contradict", 60),
        Link("n", "a", "b", "attack", 90),
    )
    graph = Graph(boxes, links, direction)
    placed = place(graph)
    for link in links:
        label, half = placed.links[link.id].label, link.label_width / 2
        assert label is not None
        x, y = label
        for left, top in placed.boxes.values():
            assert x + half <= left or left + 150 <= x - half or y + 7 <= top or top + 60 <= y - 7


def test_the_four_directions_are_one_picture_turned() -> None:
    def turned(direction: Direction) -> list[tuple[float, float]]:
        square = argument_graph(30, 5, direction)
        boxes = tuple(Box(box.id, 60, 60) for box in square.boxes)
        links = tuple(Link(link.id, link.tail, link.head, link.kind) for link in square.links)
        placed = place(Graph(boxes, links, direction))
        centres = [(x + 30, y + 30) for x, y in placed.boxes.values()]
        if direction in ("TB", "BT"):
            centres = [(y, x) for x, y in centres]
        deep = (placed.height if direction in ("TB", "BT") else placed.width) - 0.1
        return [(deep - x, y) for x, y in centres] if direction in ("LR", "BT") else centres

    first, *others = [turned(direction) for direction in DIRECTIONS]
    for other in others:
        for (x, y), (u, v) in zip(first, other, strict=True):
            assert abs(x - u) < 0.4
            assert abs(y - v) < 0.4


def test_a_chain_of_twenty_thousand() -> None:
    graph = chain(20_000)
    assert faults(graph, place(graph)) == []


def test_ten_thousand_boxes_with_links_across() -> None:
    graph = argument_graph(10_000, 2)
    assert faults(graph, place(graph)) == []


def test_a_link_across_very_many_ranks() -> None:
    long = chain(500)
    links = (*long.links, Link("back", "b0", "b499", "attack", 40), Link("far", "b499", "b0", "attack"))
    graph = Graph(long.boxes, links)
    placed = place(graph)
    assert faults(graph, placed) == []
    assert through(graph, placed) == []


def test_a_star_of_five_thousand() -> None:
    boxes = tuple(Box(f"b{n}", 100, 40) for n in range(5_001))
    links = tuple(Link(f"l{n}", f"b{n}", "b0", "step") for n in range(1, 5_001))
    graph = Graph(boxes, links)
    assert faults(graph, place(graph)) == []

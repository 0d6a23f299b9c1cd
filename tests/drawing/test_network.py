"""Drawings of networks. `ARGMAP_WRITE_GOLDEN=1` writes the golden picture anew."""

from __future__ import annotations

import os
import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from support.drawn_maps import bridge, maps

from argmap.discourse import Discourse
from argmap.discourse.networks import NetworkKind, network
from argmap.drawing.curves import Curve
from argmap.drawing.layout.base import Box, Graph, Link
from argmap.drawing.network import _along, _beside, render_network
from argmap.drawing.network_layout import in_columns, spread
from argmap.drawing.theme import COLOURS
from argmap.model.map import ArgumentMap
from argmap.notation.reader import reads

GOLDEN = Path(__file__).parent / "golden"
ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"


def drawn(m: ArgumentMap, kind: NetworkKind = "net", budget: float = 10.0) -> str:
    return render_network(m, network(Discourse(m), kind, isolates=True), budget=budget).svg


def count(root: ET.Element, kind: str) -> int:
    return sum(kind in (g.get("class") or "").split() for g in root.iter(f"{SVG}g"))


@settings(max_examples=40, deadline=None)
@given(maps())
def test_any_network_gives_well_formed_svg_with_unique_ids(m: ArgumentMap) -> None:
    for kind in ("affiliation", "net"):
        # Without time for the layout engine: it is tried below.
        root = ET.fromstring(drawn(m, kind, budget=0))  # type: ignore[arg-type]
        ids = [e.get("id") for e in root.iter() if e.get("id")]
        assert len(set(ids)) == len(ids)
        found = network(Discourse(m), kind, isolates=True)  # type: ignore[arg-type]
        assert (count(root, "node"), count(root, "edge")) == (len(found.nodes), len(found.edges))


def test_a_label_that_would_hide_its_line_stands_beside_it() -> None:
    line = Curve(((0.0, 0.0), (14.0, -4.0), (28.0, -8.0), (42.0, -12.0)))
    assert _along(line, 40, 16) > line.length - 5
    for side in (-1, 1):
        beside = _beside(line, 40, 16, side)
        # The box of a label, wherever it is put on that way, keeps off the line.
        for at in (0.2, 0.5, 0.8):
            x, y = beside.at(beside.along(beside.length * at))
            spots = [line.at(line.along(line.length * n / 50)) for n in range(51)]
            assert not any(abs(x - a) < 20 and abs(y - b) < 8 for a, b in spots)


def test_more_voices_than_colours_are_told_apart_by_rings() -> None:
    lines = [f"voice v{n}: Voice {n}" for n in range(12)]
    m = reads("\n".join([*lines, "position p: P.", *(f"  v{n} says" for n in range(12))]) + "\n", "x.argmap").map
    root = ET.fromstring(drawn(m, budget=0))
    looks = []
    for node in root.iter(f"{SVG}g"):
        if "node" in (node.get("class") or "").split():
            (disc,) = (c for c in node.iter(f"{SVG}circle"))
            looks.append((disc.get("class"), disc.get("fill")))
    assert len(looks) == len(set(looks)) == 12


@pytest.mark.parametrize("kind", ["net", "affiliation"])
def test_golden(kind: NetworkKind) -> None:
    svg = drawn(bridge(), kind, budget=0)  # our own layouts, which no new Graphviz changes
    path = GOLDEN / f"bridge-{kind}.svg"
    if os.environ.get("ARGMAP_WRITE_GOLDEN"):
        path.write_text(svg, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == svg


def test_the_picture_of_the_docs_shows_what_argmap_draws() -> None:
    file = ROOT / "examples" / "night-trains.argmap"
    reading = reads(file.read_text(encoding="utf-8"), "x.argmap", Path("x.argmap"))
    svg = render_network(reading.map, network(Discourse(reading.map))).svg
    path = ROOT / "docs" / "images" / "night-trains-network.svg"
    if os.environ.get("ARGMAP_WRITE_GOLDEN"):
        path.write_text(svg, encoding="utf-8", newline="\n")
    # Where things stand may change with the version of Graphviz.
    assert told(path.read_text(encoding="utf-8")) == told(svg)


def told(svg: str) -> list[object]:
    root = ET.fromstring(svg)
    words = sorted("".join(t.itertext()) for tag in ("text", "title") for t in root.iter(SVG + tag))
    return [words, *[{k: v for k, v in g.items() if k.startswith("data-")} for g in root.iter(f"{SVG}g")]]


def test_the_same_network_gives_the_same_bytes() -> None:
    assert drawn(bridge()) == drawn(bridge())


def test_conflict_is_told_by_more_than_colour() -> None:
    text = "voice a: A\nvoice b: B\nvoice c: C\nposition p: P.\n  a says\n  b says\n  c denies\n"
    root = ET.fromstring(drawn(reads(text, "x.argmap", Path("x.argmap")).map))
    dashed = {
        g.get("class"): any(path.get("stroke-dasharray") for path in g.iter(f"{SVG}path"))
        for g in root.iter(f"{SVG}g")
        if "edge" in (g.get("class") or "")
    }
    assert dashed == {"edge agreement": False, "edge conflict": True}
    words = ["".join(t.itertext()) for t in root.iter(f"{SVG}text")]
    assert words.count("+1") == 1
    assert words.count("−1") == 2
    assert "conflict" in words  # the legend


def test_an_empty_network_says_so() -> None:
    m = reads("voice a: A\nposition p: P.\n  a says\n", "x.argmap", Path("x.argmap")).map
    svg = render_network(m, network(Discourse(m))).svg
    assert "No two voices agree or conflict." in svg


def test_every_colour_has_its_dark_counterpart() -> None:
    svg = drawn(bridge())
    used = set(re.findall(r'class="([^"]+)"', svg))
    inks = {name[2:] for names in used for name in names.split() if name[:2] in ("f-", "s-")}
    style = svg.partition("<style>")[2].partition("</style>")[0]
    for name in inks:
        assert COLOURS[name].dark in style


# -- layouts ---------------------------------------------------------------------------------------------------


def dense() -> Graph:
    boxes = tuple(Box(f"n{n}", 90.0 + 13 * (n % 7), 32.0 + 9 * (n % 3)) for n in range(14))
    pairs = [(a, b) for a, b in combinations(range(14), 2) if (a * b + a) % 3 == 0]
    return Graph(boxes, tuple(Link(f"e{k}", f"n{a}", f"n{b}", "contradict") for k, (a, b) in enumerate(pairs)))


@pytest.mark.parametrize("budget", [10.0, 0.0])
def test_boxes_do_not_overlap_and_lines_end_at_them(budget: float) -> None:
    graph = dense()
    placed = spread(graph, budget)
    assert placed.engine == ("neato" if budget else "ring")
    assert bool(placed.remarks) is (budget == 0)
    size = {box.id: (box.width, box.height) for box in graph.boxes}
    for a, b in combinations(graph.boxes, 2):
        (x0, y0), (x1, y1) = placed.boxes[a.id], placed.boxes[b.id]
        assert x0 + a.width <= x1 or x1 + b.width <= x0 or y0 + a.height <= y1 or y1 + b.height <= y0
    for link in graph.links:
        for end, id in ((0, link.tail), (-1, link.head)):
            x, y = placed.links[link.id].points[end]
            left, top = placed.boxes[id]
            assert left - 1 <= x <= left + size[id][0] + 1
            assert top - 1 <= y <= top + size[id][1] + 1


def test_columns_keep_their_sides_and_untangle_what_can_be() -> None:
    left = [Box(f"l{n}", 80, 40) for n in range(6)]
    right = [Box(f"r{n}", 120, 40) for n in range(6)]
    # Each to the one that stands opposite in the reverse order.
    links = [Link(f"e{n}", f"l{n}", f"r{5 - n}", "contradict") for n in range(6)]
    placed = in_columns(left, right, links)
    tops = sorted((placed.boxes[f"l{n}"][1], placed.boxes[f"r{5 - n}"][1]) for n in range(6))
    assert [b for _, b in tops] == sorted(b for _, b in tops)
    assert max(placed.boxes[b.id][0] + b.width for b in left) < min(placed.boxes[b.id][0] for b in right)

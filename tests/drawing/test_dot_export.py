"""DOT for people who go on by hand."""

from __future__ import annotations

import html
import re
import shutil
import subprocess

import pytest
from hypothesis import given, settings
from support.drawn_maps import HOSTILE, bridge, maps

from argmap.drawing import to_dot
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Argument, Attribution, Claim, Ground, Position, Quote, Source, Voice

needs_dot = pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")


def layout(dot: str, form: str = "json0") -> str:
    # Straight lines: some releases of Graphviz cannot find a way for a curve between two nodes of one rank.
    done = subprocess.run(
        ["dot", f"-T{form}", "-Gsplines=false"], input=dot.encode(), capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert b"Error" not in done.stderr
    assert b"syntax" not in done.stderr
    return done.stdout.decode()


def test_nodes_and_edges_have_the_names_of_the_map() -> None:
    dot = to_dot(bridge())
    assert re.search(r"^\trust -> danger \[", dot, re.MULTILINE)
    assert re.search(r"^\tdanger -> close \[.*arrowhead=normal", dot, re.MULTILINE)
    assert re.search(r"^\tcost -> close \[.*label=rebuts arrowhead=tee", dot, re.MULTILINE)
    assert re.search(r"^\tnew -> danger \[.*style=dashed", dot, re.MULTILINE)
    assert re.search(r"^\tsafety_1 -> close \[", dot, re.MULTILINE)
    assert "rank=same" in dot


def test_labels_hold_the_words() -> None:
    dot = to_dot(bridge())
    for text in ("Should the bridge close?", "THESIS", "The main cables are rusted.", "Ana Ruiz", "danger appeal"):
        assert text in dot
    assert "“two million" in dot


def test_same_map_same_text() -> None:
    assert to_dot(bridge()) == to_dot(bridge())


def hostile(text: str) -> ArgumentMap:
    return ArgumentMap(
        title=text,
        nodes=(
            Source(id="s", title=text, url=text),
            Voice(id="v", name=text, role=text),
            Claim(id=text or "c", text=text, notes=(text,)),
            Position(id="q", text=text),
            Attribution(id="q/1", voices=("v",), verb=text if text.strip() else "say", content="q"),
            Quote(id="q/q", of="q/1", text=text, at=text),
            Argument(id="c/1", step="supports", target=text or "c", grounds=(Ground(ref="q/1"),), scheme=text or None),
        ),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_inert(text: str) -> None:
    dot = to_dot(hostile(text))
    assert not re.search(r"\b(image|IMG|shapefile)\b\s*=", dot)
    assert "\x00" not in dot
    assert 'URL="javascript' not in dot


@needs_dot
@pytest.mark.parametrize("text", HOSTILE)
def test_graphviz_reads_hostile_words(text: str) -> None:
    assert "<script" not in layout(to_dot(hostile(text)), "svg")


@needs_dot
def test_graphviz_shows_a_text_as_it_is() -> None:
    text = r"A & B &lt; C <b> \N \G 100% \\ end"
    svg = layout(to_dot(ArgumentMap(nodes=(Claim(id="c", text=text),))), "svg")
    shown = "".join(re.findall(r"<text [^>]*>(.*?)</text>", svg))
    assert "".join(html.unescape(shown).split()).endswith("".join(text.split()))


@needs_dot
@settings(max_examples=30, deadline=None)
@given(maps())
def test_graphviz_reads_any_map(m: ArgumentMap) -> None:
    layout(to_dot(m))


@settings(max_examples=60, deadline=None)
@given(maps())
def test_any_map_can_be_exported(m: ArgumentMap) -> None:
    dot = to_dot(m)
    assert dot.startswith("digraph argmap {")
    assert "<FONT POINT-SIZE" in dot

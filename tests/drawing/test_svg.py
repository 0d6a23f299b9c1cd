"""The SVG itself. The layout is the built-in one, so nothing but the package is needed.

`ARGMAP_WRITE_GOLDEN=1` writes the golden pictures anew.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from support.drawn_maps import HOSTILE, bridge, maps

from argmap.drawing import Drawing, render_svg
from argmap.drawing.curves import Curve, place_label, strokes
from argmap.drawing.layout.base import Direction
from argmap.drawing.text import width
from argmap.drawing.theme import COLOURS, VOICES, contrast, stylesheet
from argmap.model.map import ArgumentMap
from argmap.model.nodes import (
    AnyNode,
    Argument,
    Attribution,
    Claim,
    Ground,
    Position,
    Premise,
    Quote,
    Source,
    Voice,
)

GOLDEN = Path(__file__).parent / "golden"
SVG = "{http://www.w3.org/2000/svg}"


def drawn(m: ArgumentMap, direction: Direction = "RL") -> Drawing:
    return render_svg(m, engine="tidy", direction=direction)


def tree(m: ArgumentMap) -> ET.Element:
    return ET.fromstring(drawn(m).svg)


def words(root: ET.Element) -> Iterator[str]:
    for text in root.iter(f"{SVG}text"):
        yield "".join(text.itertext())


def legend(root: ET.Element) -> list[str]:
    group = next((g for g in root.iter(f"{SVG}g") if g.get("class") == "legend"), None)
    return [] if group is None else list(words(group))


# -- whatever the map ------------------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(maps())
def test_any_map_gives_well_formed_svg_with_unique_ids(m: ArgumentMap) -> None:
    root = tree(m)
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"\S+", str(i)) for i in ids)
    assert {e.tag.removeprefix(SVG) for e in root.iter()} <= {
        "svg", "title", "desc", "style", "g", "rect", "path", "circle", "text", "tspan", "a",
    }  # fmt: skip
    for element in root.iter():
        for name in element.attrib:
            assert not name.startswith("on")
        href = element.get("href")
        assert href is None or re.match(r"https?://|mailto:", href)


@settings(max_examples=40, deadline=None)
@given(maps())
def test_same_map_same_bytes(m: ArgumentMap) -> None:
    again = ArgumentMap.from_json(m.to_json()) if _encodable(m) else m
    assert drawn(m).svg.encode() == drawn(again).svg.encode()


def _encodable(m: ArgumentMap) -> bool:
    try:
        m.to_json().encode()
    except (UnicodeEncodeError, ValueError):
        return False
    return True


@settings(max_examples=60, deadline=None)
@given(maps())
def test_every_node_is_within_the_canvas(m: ArgumentMap) -> None:
    root = tree(m)
    wide, high = float(root.get("width", 0)), float(root.get("height", 0))
    frame = next(g for g in root.iter(f"{SVG}g") if g.get("class") == "map")
    left, top = _shift(frame)
    for group in frame:
        if "node" in str(group.get("class")).split():
            x, y = _shift(group)
            box = group.find(f"{SVG}rect")
            if box is not None:
                assert left + x >= 0
                assert top + y >= 0
                assert left + x + float(box.get("width", 0)) <= wide
                assert top + y + float(box.get("height", 0)) <= high


def _shift(element: ET.Element) -> tuple[float, float]:
    found = re.fullmatch(r"translate\(([-\d.]+),([-\d.]+)\)", str(element.get("transform")))
    assert found is not None
    return float(found[1]), float(found[2])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_everywhere(text: str) -> None:
    m = ArgumentMap(
        title=text,
        analyst=text,
        nodes=(
            Source(id="s", title=text, url=text),
            Voice(id="v", name=text, role=text),
            Claim(id="c", text=text, notes=(text,)),
            Position(id="q", text=text),
            Attribution(id="q/1", voices=("v",), verb=text if text.strip() else "say", content="q", venue=text),
            Quote(id="q/q", of="q/1", text=text, at=text),
            Argument(id="c/1", step="supports", target="c", grounds=(Ground(ref="q/1"),), scheme=text or None),
        ),
    )
    svg = drawn(m).svg
    ET.fromstring(svg)
    assert "<script" not in svg
    assert "\u202e" not in svg
    assert 'href="javascript' not in svg


# -- what is in it ---------------------------------------------------------------------------------------------


def test_ids_come_from_the_map() -> None:
    root = tree(bridge())
    ids = {e.get("id") for e in root.iter()}
    assert {"am-close", "am-danger", "am-safety_1", "am-rust"} <= ids
    edges = {(e.get("data-from"), e.get("data-rel"), e.get("data-to")) for e in root.iter() if e.get("data-rel")}
    assert ("new", "undercut", "danger") in edges
    assert ("safety/1", "support", "close") in edges


def test_ids_that_look_alike_are_kept_apart() -> None:
    nodes: list[AnyNode] = [Premise(id=i, text=i) for i in ("a/b", "a_b", "a b", "title", "line.e0")]
    nodes.append(Argument(id="a/b/1", step="supports", target="a/b", grounds=(Ground(ref="a_b"),)))
    ids = [e.get("id") for e in tree(ArgumentMap(nodes=tuple(nodes))).iter() if e.get("id")]
    assert len(set(ids)) == len(ids)


def test_tooltips_hold_the_full_text() -> None:
    m = bridge()
    tips = ["".join(t.itertext()) for t in tree(m).iter(f"{SVG}title")]
    for statement in m.statements:
        assert any(statement.text in tip for tip in tips)
    assert "safety contradicts delay" in tips


def test_every_run_is_held_to_its_width() -> None:
    """Another font than expected must not make words run over an edge."""
    for element in tree(bridge()).iter():
        leaf = element.tag in (f"{SVG}text", f"{SVG}tspan") and not len(element)
        plain = not element.get("letter-spacing") and element.get("text-anchor") != "middle"
        if leaf and plain:
            assert float(element.get("textLength", 0)) > 0
            assert element.get("lengthAdjust") == "spacingAndGlyphs"


def test_title_and_byline_stand_first() -> None:
    texts = list(words(tree(bridge())))
    assert texts[0] == "Should the bridge close?"
    assert texts[1].startswith("Map by M. Okafor")


def test_links_lead_to_the_source() -> None:
    links = [a.get("href") for a in tree(bridge()).iter(f"{SVG}a")]
    assert "https://example.org/a#:~:text=close%20it%2C%20and%20close%20it%20now" in links
    assert tree(bridge()).get("role") == "graphics-document document"
    assert tree(ArgumentMap(nodes=(Claim(id="a", text="A"),))).get("role") == "img"


def test_legend_shows_only_what_is_used() -> None:
    lone = ArgumentMap(nodes=(Premise(id="a", text="A"), Premise(id="b", text="B")))
    assert legend(tree(lone)) == ["author’s premise"]
    joined = lone.model_copy(
        update={"nodes": (*lone.nodes, Argument(id="a/1", step="rebuts", target="a", grounds=(Ground(ref="b"),)))}
    )
    assert legend(tree(joined)) == ["rebuts", "author’s premise"]
    assert legend(tree(bridge())) == [
        "supports", "rebuts", "undercuts the step", "contradict each other", "say the same", "answers",
        "what an act is about", "grounds taken together", "author’s premise", "left unsaid",
        "position of a voice", "act: that it was said or done",
    ]  # fmt: skip


def test_an_empty_map_says_so() -> None:
    root = tree(ArgumentMap())
    assert list(words(root)) == ["There is nothing to draw yet."]
    assert legend(root) == []


@pytest.mark.parametrize("direction", ["RL", "LR", "TB", "BT"])
def test_all_directions(direction: Direction) -> None:
    root = ET.fromstring(drawn(bridge(), direction).svg)
    thesis, reason = (next(e for e in root.iter() if e.get("id") == i) for i in ("am-close", "am-rust"))
    (x0, y0), (x1, y1) = _shift(thesis), _shift(reason)
    assert {"RL": x0 < x1, "LR": x0 > x1, "TB": y0 < y1, "BT": y0 > y1}[direction]


def test_right_to_left_text_stands_at_the_right() -> None:
    m = ArgumentMap(nodes=(Premise(id="a", text="يجب أن تعود القطارات."),))
    text = next(e for e in tree(m).iter(f"{SVG}text") if "القطارات" in "".join(e.itertext()))
    assert float(text.get("x", 0)) + float(text.get("textLength", 0)) == pytest.approx(208 - 12, abs=0.2)


# -- colours ---------------------------------------------------------------------------------------------------


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == 21
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_all_words_can_be_read(theme: str) -> None:
    def of(name: str) -> str:
        colour = COLOURS[name]
        return colour.light if theme == "light" else colour.dark

    voices = [f"v{n}" for n in range(VOICES)]
    on_card = ["ink", "mute", "sup", "att", "author", *voices]
    pairs = [(ink, ground) for ink in on_card for ground in ("card", "canvas")]
    pairs += [("mute", "strip"), ("ink", "strip"), ("att", "strip")]
    pairs += [("onthesis", "thesis"), ("pale", "thesis"), ("pale", "thesis-strip"), ("thesis", "pale")]
    for voice in ["author", *voices]:
        pairs += [("onfill", voice)] + [(ink, f"{voice}-tint") for ink in (voice, "ink", "mute", "att")]
    pairs += [("onfill", "mute"), ("onfill", "sup"), ("onfill", "att")]
    low = {(a, b): contrast(of(a), of(b)) for a, b in pairs if contrast(of(a), of(b)) < 4.5}
    assert low == {}


def test_every_colour_used_has_a_dark_counterpart() -> None:
    svg = drawn(bridge()).svg
    used = {name for names in re.findall(r'class="([^"]*)"', svg) for name in names.split() if name[:2] in ("f-", "s-")}
    for name in used:
        assert f".am .{name}{{" in svg
    assert "@media (prefers-color-scheme:dark)" in stylesheet(used)


def test_voices_keep_their_colour() -> None:
    root = tree(bridge())
    colours = {
        e.get("id"): next(str(r.get("stroke")) for r in e.iter(f"{SVG}rect") if r.get("stroke"))
        for e in root.iter(f"{SVG}g")
        if "position" in str(e.get("class")).split() and e.find(f"{SVG}rect") is not None
    }
    assert colours["am-cost"] == colours["am-delay"] != colours["am-safety"]


# -- lines -----------------------------------------------------------------------------------------------------


def test_curves_are_cut_where_asked() -> None:
    line = Curve(((0, 0), (30, 0), (70, 0), (100, 0), (100, 30), (100, 70), (100, 100)))
    assert line.length == pytest.approx(200, abs=0.5)
    part = line.between(20, 150)
    assert part[0] == pytest.approx((20, 0), abs=1)
    assert part[-1] == pytest.approx((100, 50), abs=1)
    assert len(part) == 7


@pytest.mark.parametrize(
    "rel",
    ["premise", "attack-premise", "support", "rebut", "undercut", "contradict", "same", "answer", "content"],
)
@pytest.mark.parametrize("length", [0.0, 0.5, 2.0, 5.0, 12.0, 100.0])
def test_heads_of_any_line(rel: str, length: float) -> None:
    line = Curve(((0, 0), (length / 3, 0), (length * 2 / 3, 0), (length, 0)))
    for stroke in strokes(line, rel):
        assert "nan" not in stroke.d
        numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", stroke.d)]
        assert all(-20 <= n <= length + 20 for n in numbers)


def test_heads_tell_the_kinds_apart_without_colour() -> None:
    line = Curve(((0, 0), (30, 0), (70, 0), (100, 0)))
    looks = {
        rel: tuple((s.d, s.weight, s.dash, s.filled) for s in strokes(line, rel))
        for rel in ("premise", "support", "rebut", "undercut", "contradict", "same", "answer", "content")
    }
    assert len(set(looks.values())) == len(looks)


def test_a_label_makes_way_for_cards() -> None:
    line = Curve(((0, 0), (100, 0), (200, 0), (300, 0)))
    assert place_label(line, None, 40, 14, []) == pytest.approx((150, 0), abs=2)
    place = place_label(line, None, 40, 14, [(120, -20, 180, 20)])
    assert place is not None
    assert place[0] + 20 <= 120 or place[0] - 20 >= 180


def test_a_label_with_no_room_is_left_out() -> None:
    line = Curve(((0, 0), (6, 0), (12, 0), (18, 0)))
    assert place_label(line, None, 60, 14, [(-100, -50, 0, 50), (18, -50, 100, 50)]) is None
    assert place_label(line, (9, 80), 60, 14, [(-100, -50, 0, 50), (18, -50, 100, 50)]) == (9, 80)


def test_the_label_of_a_short_line_stands_beside_it() -> None:
    line = Curve(((50, 0), (50, 6), (50, 12), (50, 18)))
    assert place_label(line, None, 40, 14, [(0, -50, 100, 0), (0, 18, 100, 60)]) == (76, 9)


@pytest.mark.parametrize("direction", ["RL", "TB"])
def test_labels_lie_on_no_card(direction: Direction) -> None:
    root = ET.fromstring(drawn(bridge(), direction).svg)
    frame = next(g for g in root.iter(f"{SVG}g") if g.get("class") == "map")
    cards, labels = [], []
    for group in frame:
        box = group.find(f"{SVG}rect")
        if box is not None:
            x, y = _shift(group)
            cards.append((x, y, x + float(box.get("width", 0)), y + float(box.get("height", 0))))
        for text in group.findall(f"{SVG}text") if "edge" in str(group.get("class")) else ():
            half = width(str(text.text), 10.5, "Bold") / 2
            x, y = float(text.get("x", 0)), float(text.get("y", 0))
            labels.append((x - half, y - 8, x + half, y + 2))
    assert len(labels) == 4 if direction == "RL" else 2 <= len(labels) <= 4
    for label in labels:
        for card in cards:
            apart = label[2] <= card[0] + 1 or card[2] <= label[0] + 1
            assert apart or label[3] <= card[1] + 1 or card[3] <= label[1] + 1


# -- the whole picture -------------------------------------------------------------------------------------------


def test_golden_picture() -> None:
    path = GOLDEN / "bridge.svg"
    svg = drawn(bridge()).svg
    if os.environ.get("ARGMAP_WRITE_GOLDEN"):
        path.write_text(svg, encoding="utf-8", newline="\n")
    assert svg == path.read_text(encoding="utf-8")

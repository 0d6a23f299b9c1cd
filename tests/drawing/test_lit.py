"""An answer lit in its map. The layout is the built-in one, so nothing but the package is needed."""

from __future__ import annotations

import re
from collections.abc import Collection
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.drawn_maps import bridge, maps

from argmap.drawing import render_svg
from argmap.drawing.theme import COLOURS, VOICES, contrast, faded
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Argument, Attribution, Claim, Ground, Position, Premise, Quote, Voice

SVG = "{http://www.w3.org/2000/svg}"
NOTHING = "nothing in the drawing is part of the answer"


def tree(m: ArgumentMap, lit: Collection[str] | None) -> ET.Element:
    return ET.fromstring(render_svg(m, engine="tidy", lit=lit).svg)


def remarks(m: ArgumentMap, *lit: str) -> tuple[str, ...]:
    return render_svg(m, engine="tidy", lit=lit).remarks


def classes(element: ET.Element) -> list[str]:
    return str(element.get("class", "")).split()


def groups(root: ET.Element, what: str) -> list[ET.Element]:
    return [g for g in root.iter(f"{SVG}g") if what in classes(g)]


def nodes(root: ET.Element, state: str) -> set[str]:
    return {str(g.get("data-ref")) for g in groups(root, "node") if state in classes(g)}


def lines(root: ET.Element, state: str) -> set[tuple[str, str, str]]:
    names = ("data-from", "data-rel", "data-to")
    found = [tuple(str(g.get(n)) for n in names) for g in groups(root, "edge") if state in classes(g)]
    return {(tail, rel, head) for tail, rel, head in found}


def marked(root: ET.Element) -> dict[str, str]:
    """The words on the marker in each node that has some."""
    out: dict[str, str] = {}
    for group in groups(root, "node"):
        spots = [(float(r.get("x", 0)), float(r.get("y", 0)), r) for r in group if "f-mark" in classes(r)]
        for x, y, rect in spots:
            wide, high = float(rect.get("width", 0)), float(rect.get("height", 0))
            for text in group.iter():
                if text.tag not in (f"{SVG}text", f"{SVG}tspan") or not text.text or text.get("text-anchor"):
                    continue
                at, base = float(text.get("x", 0)), float(text.get("y", 0))
                if x <= at <= x + wide and y < base < y + high:
                    ref = str(group.get("data-ref"))
                    out[ref] = f"{out.get(ref, '')} {text.text}".strip()
    return out


# -- whatever the map, whatever the answer ---------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(maps(), st.data())
def test_any_answer(m: ArgumentMap, data: st.DataObject) -> None:
    ids = [node.id for node in m.nodes]
    lit = data.draw(st.lists(st.sampled_from(ids), unique=True)) if ids else []
    drawing = render_svg(m, engine="tidy", lit=lit)
    root = ET.fromstring(drawing.svg)
    names = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(set(names)) == len(names)
    for group in groups(root, "node") + groups(root, "edge"):
        assert len({"lit", "faded", "joins"} & set(classes(group))) == 1
    plain = tree(m, None)
    assert [g.get("transform") for g in groups(root, "node")] == [g.get("transform") for g in groups(plain, "node")]
    assert {g.get("id") for g in groups(root, "edge")} == {g.get("id") for g in groups(plain, "edge")}
    assert render_svg(m, engine="tidy", lit=frozenset(lit)).svg == drawing.svg
    assert render_svg(m, engine="tidy", lit=lit[::-1]) == drawing


def test_without_an_answer_nothing_is_marked() -> None:
    svg = render_svg(bridge(), engine="tidy").svg
    for name in ("lit", "faded", "joins", "halo", "f-mark", "f-dim"):
        assert not re.search(rf'class="[^"]*\b{name}\b', svg)


def test_all_recedes_behind_an_empty_answer() -> None:
    m = bridge()
    root = tree(m, ())
    assert nodes(root, "faded") == nodes(tree(m, None), "node")
    assert groups(root, "lit") == groups(root, "halo") == []
    assert remarks(m) == (NOTHING,)
    assert remarks(ArgumentMap(), "x") == (NOTHING,)


# -- what lights what ------------------------------------------------------------------------------------------


def test_a_statement_lights_its_card() -> None:
    root = tree(bridge(), {"rust", "delay"})
    assert nodes(root, "lit") == {"rust", "delay"}
    assert lines(root, "lit") == set()
    assert len(groups(root, "halo")) == 2


def test_a_line_is_lit_with_both_of_its_ends() -> None:
    assert lines(tree(bridge(), {"close", "cost"}), "lit") == {("cost", "rebut", "close")}
    assert lines(tree(bridge(), {"safety", "delay"}), "lit") == {("safety", "contradict", "delay")}


def test_a_pill_joins_lit_cards() -> None:
    root = tree(bridge(), {"rust", "close"})
    assert nodes(root, "lit") == {"rust", "close"}
    assert nodes(root, "joins") == {"danger"}
    assert lines(root, "lit") == {("rust", "premise", "danger"), ("danger", "support", "close")}
    assert nodes(tree(bridge(), {"rust", "sudden"}), "joins") == set()


def test_an_argument_lights_its_pill_and_its_lines() -> None:
    root = tree(bridge(), {"danger"})
    assert nodes(root, "lit") == {"danger"}
    assert lines(root, "lit") == {
        ("rust", "premise", "danger"), ("sudden", "premise", "danger"), ("danger", "support", "close"),
    }  # fmt: skip


def test_an_argument_without_a_pill_lights_its_line() -> None:
    root = tree(bridge(), {"close/4"})
    assert nodes(root, "lit") == set()
    assert lines(root, "lit") == {("new", "undercut", "danger")}
    assert remarks(bridge(), "close/4") == ()


def test_a_relation_lights_its_line() -> None:
    assert lines(tree(bridge(), {"alone/r1"}), "lit") == {("alone", "same", "pretty")}


def test_an_act_lights_its_words_and_its_bubble() -> None:
    root = tree(bridge(), {"safety/1"})
    assert nodes(root, "lit") == {"safety/1"}
    assert "safety" in nodes(root, "faded")
    words = marked(root)
    assert set(words) == {"safety"}
    assert words["safety"].startswith("Ana Ruiz , mayor of the city promises")
    assert "drops" not in words["safety"]
    assert marked(tree(bridge(), {"safety/2"})) == {"safety": "Ana Ruiz drops , 2 May 2026"}


def test_an_act_that_reports_another_lights_the_words_that_say_so() -> None:
    words = marked(tree(bridge(), {"delay/3"}))
    assert set(words) == {"delay"}
    assert words["delay"].endswith("reported by The Courier")


def test_an_act_that_is_not_drawn_lights_its_card() -> None:
    """The author's own treatment of a position is a badge, which may rest on several acts."""
    assert nodes(tree(bridge(), {"cost/3"}), "lit") == {"cost"}


def test_a_voice_lights_its_name_everywhere() -> None:
    root = tree(bridge(), {"mayor"})
    assert nodes(root, "lit") == set()
    words = marked(root)
    assert words == {
        "cost": "Ana Ruiz",
        "safety": "Ana Ruiz , mayor of the city Ana Ruiz",
        "safety/1": "Ana Ruiz",
        "delay": "Ana Ruiz",
    }
    assert remarks(bridge(), "mayor") == ()


def test_a_voice_is_found_where_it_only_passes_on_or_draws_a_conclusion() -> None:
    assert "promises" in marked(tree(bridge(), {"locals"}))["safety"]  # said to them
    m = ArgumentMap(
        nodes=(
            Voice(id="v", name="Vera Lind"),
            Claim(id="a", text="A."),
            Premise(id="b", text="B."),
            Argument(id="step", step="supports", target="a", grounds=(Ground(ref="b"),), by=("v",)),
        )
    )
    assert marked(tree(m, {"v"})) == {"step": "by Vera Lind"}


def test_a_quote_lights_the_card_of_what_it_belongs_to() -> None:
    assert nodes(tree(bridge(), {"close/q1"}), "lit") == {"close"}
    assert nodes(tree(bridge(), {"safety/1/q1"}), "lit") == {"safety"}


def test_an_act_among_those_not_listed_lights_their_number() -> None:
    voices = tuple(Voice(id=f"v{n}", name=f"Voice {n}") for n in range(6))
    acts = tuple(Attribution(id=f"p/{n}", voices=(f"v{n}",), verb="say", content="p") for n in range(6))
    m = ArgumentMap(nodes=(*voices, Position(id="p", text="P."), *acts))
    assert marked(tree(m, {"p/5"})) == {"p": "+3 more"}
    assert marked(tree(m, {"v4"})) == {"p": "+3 more"}
    assert marked(tree(m, {"v1"})) == {"p": "Voice 1"}


def test_white_words_are_underlined_without_a_band() -> None:
    voice = Voice(id="v", name="Vera Lind")
    claims = (Claim(id="a", text="A."), Premise(id="b", text="B."))
    step = Argument(id="a/1", step="supports", target="a", grounds=(Ground(ref="b"),))
    m = ArgumentMap(nodes=(voice, *claims, step, Attribution(id="a/v", voices=("v",), verb="say", content="a")))
    (thesis,) = groups(tree(m, {"a", "a/v"}), "thesis")
    assert [p for p in thesis if classes(p) == ["s-onthesis"]]
    assert not [p for p in thesis if "f-mark" in classes(p)]
    (thesis,) = groups(tree(m, {"a/v"}), "thesis")  # which has receded to a pale ground
    assert [p for p in thesis if "f-mark" in classes(p)]
    assert not [e for e in thesis.iter() if {"f-onthesis", "f-pale", "s-onthesis"} & set(classes(e))]


def test_what_is_not_drawn_is_named() -> None:
    m = bridge()
    assert remarks(m, "rust", "leader") == ("not in the drawing, though part of the answer: `leader`",)
    assert remarks(m, "rust", *"dcba")[0].endswith(": `a`, `b`, `c` and 1 more")
    assert remarks(m, "leader") == (NOTHING,)
    stray = m.model_copy(update={"nodes": (*m.nodes, Quote(id="s1/q", of="s1", text="x"))})
    assert remarks(stray, "s1/q") == (NOTHING,)


# -- how it looks ----------------------------------------------------------------------------------------------

EVERYTHING = {"mayor", "courier", "safety/1", "delay/2", "new", "danger", "safety/r1"}


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("lit", [(), EVERYTHING], ids=["nothing", "much"])
def test_what_recedes_can_still_be_read(theme: int, lit: Collection[str]) -> None:
    seen = 0
    for group in groups(tree(bridge(), lit), "faded"):
        elements = [e for e in group.iter() if e.tag != f"{SVG}title"]
        areas = {c[2:] for e in elements if e.tag in (f"{SVG}rect", f"{SVG}path") for c in classes(e) if c[:2] == "f-"}
        areas -= {"dim", "mark"}  # heads, bars and the marker
        disc = "card"
        for e in elements:
            inks = [c[2:] for c in classes(e) if c[:2] == "f-"]
            if e.tag == f"{SVG}circle":
                disc = inks[0] if inks else "card"
            if e.tag not in (f"{SVG}text", f"{SVG}tspan") or not inks:
                continue
            assert e.get("fill") == COLOURS[inks[0]].light
            letters = e.get("text-anchor") == "middle" and "edge" not in classes(group)
            grounds = {disc} if letters else areas or {"canvas"}
            if not letters and inks != ["dim"]:
                grounds, least = {"mark"}, 4.5
            else:
                least = 3.0
            for ground in grounds:
                seen += 1
                assert contrast(COLOURS[inks[0]][theme], COLOURS[ground][theme]) >= least, (inks, ground)
    assert seen > 50


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_it_can_be_told_apart_in_greyscale(theme: int) -> None:
    """Contrast is a ratio of luminances, so colour plays no part in it."""
    assert contrast(COLOURS["ink"][theme], COLOURS["canvas"][theme]) > 12  # the edge of a halo
    assert contrast(COLOURS["ink"][theme], COLOURS["halo"][theme]) >= 3
    for lit in ["ink", "author", "sup", *(f"v{n}" for n in range(VOICES))]:
        assert contrast(COLOURS[lit][theme], COLOURS["dim"][theme]) >= 1.5, lit


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_lit_words_can_be_read_on_the_marker(theme: int) -> None:
    for ink in ["ink", "mute", "att", "sup", "author", *(f"v{n}" for n in range(VOICES))]:
        assert contrast(COLOURS[ink][theme], COLOURS["mark"][theme]) >= 4.5, ink


def test_receding_leaves_one_grey_and_pale_areas() -> None:
    left = {faded(name) for name in COLOURS if name not in ("halo", "mark")}
    assert left == {"dim", "dim-fill", "canvas", "card", "onfill"}
    used = {c for g in groups(tree(bridge(), ()), "faded") for e in g.iter() for c in classes(e) if c[1:2] == "-"}
    assert {c[2:] for c in used} <= left


def test_a_halo_has_a_dark_edge_and_lies_below_the_lines() -> None:
    root = tree(bridge(), {"rust", "close"})
    (body,) = groups(root, "map")
    kinds = [next(k for k in ("halo", "edge", "node") if k in classes(g)) for g in body]
    assert kinds == sorted(kinds, key=["halo", "edge", "node"].index)
    for group in groups(root, "halo"):
        edge, band = list(group)
        assert (classes(edge), classes(band)) == (["s-ink"], ["s-halo"])
        assert float(edge.get("stroke-width", 0)) > float(band.get("stroke-width", 0)) > 8


def test_lit_lines_lie_above_those_that_recede() -> None:
    states = ["lit" in classes(g) for g in groups(tree(bridge(), {"danger"}), "edge")]
    assert states == sorted(states)
    assert any(states)


def test_title_and_legend_stay() -> None:
    for part in ("heading", "legend"):
        (plain,), (lit,) = (groups(tree(bridge(), ids), part) for ids in (None, ()))
        assert ET.tostring(plain) == ET.tostring(lit)


def test_the_colours_of_an_answer_have_dark_counterparts() -> None:
    svg = render_svg(bridge(), engine="tidy", lit=EVERYTHING).svg
    used = {name for names in re.findall(r'class="([^"]*)"', svg) for name in names.split() if name[:2] in ("f-", "s-")}
    assert {"f-dim", "f-mark", "s-halo"} <= used
    assert all(f".am .{name}{{" in svg for name in used)

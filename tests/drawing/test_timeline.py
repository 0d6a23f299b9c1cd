"""Timelines as drawings. The golden picture is the one of docs/timeline.md; `ARGMAP_WRITE_GOLDEN=1` writes it anew."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.drawn_maps import HOSTILE, bridge

import argmap
from argmap.discourse import Discourse
from argmap.discourse.time import day_number, days, written
from argmap.discourse.timeline import timeline
from argmap.drawing.time_axis import Axis, axis_ticks, when
from argmap.drawing.timeline import render_timeline_svg
from argmap.model.map import ArgumentMap
from argmap.model.nodes import AnyNode, Attribution, Position, Voice

DOCS = Path(__file__).parents[2] / "docs"
SVG = "{http://www.w3.org/2000/svg}"
HEAD = "voice ann: Ann\nvoice ben: Ben\nvoice cid: Cid\n"


def drawn(map: ArgumentMap, id: str | None = "p") -> ET.Element:
    return ET.fromstring(render_timeline_svg(map, timeline(Discourse(map), id)))


def of(text: str, id: str | None = "p") -> ET.Element:
    return drawn(argmap.loads(HEAD + text), id)


def words(root: ET.Element) -> list[str]:
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def named(root: ET.Element, name: str) -> list[ET.Element]:
    return [group for group in root.iter(f"{SVG}g") if group.get("class") == name]


def acts(root: ET.Element) -> dict[str, float]:
    """Where the marks of acts stand."""
    found = {}
    for group in named(root, "act"):
        mark = next(g for g in group.findall(f"{SVG}g"))
        place = re.match(r"translate\(([-\d.]+)", mark.get("transform", ""))
        assert place is not None
        found[group.get("data-ref", "")] = float(place[1])
    return found


def test_golden_picture() -> None:
    page = (DOCS / "timeline.md").read_text(encoding="utf-8")
    text = re.search(r"^```argmap ferry.argmap\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert text is not None
    map = argmap.loads(text[1])
    svg = render_timeline_svg(map, timeline(Discourse(map), "keep"))
    path = DOCS / "images" / "timeline.svg"
    if os.environ.get("ARGMAP_WRITE_GOLDEN"):
        path.write_text(svg, encoding="utf-8", newline="\n")
    assert svg == path.read_text(encoding="utf-8")
    assert "(images/timeline.svg)" in page


def test_time_is_linear() -> None:
    at = acts(of("position p: P.\n  ann says, on 2020-01-01\n  ben says, on 2020-01-11\n  cid says, on 2020-01-31\n"))
    first, second, third = (at[f"p/{voice}-says"] for voice in ("ann", "ben", "cid"))
    assert (third - first) / (second - first) == pytest.approx(3, abs=0.01)


def test_the_text_orders_what_has_no_date() -> None:
    root = of("position p: P.\n  cid says, on Sunday\n  ann says, on 2020\n  ben says\n")
    at = acts(root)
    assert at["p/ann-says"] < at["p/cid-says"] < at["p/ben-says"]
    assert "no date, in the order of the text" in words(root)
    assert "Sunday" in words(root)


def test_where_nothing_is_dated_one_sentence_says_so() -> None:
    root = of("position p: P.\n  cid says, on Sunday\n  ben says\nposition q: Q.\n  ann says\n", None)
    said = " ".join(words(root))
    assert "no dates to go by: acts stand in the order of the text" in said
    assert "no date, in the order" not in said
    assert [g.get("data-ref") for g in named(root, "group")] == ["p"]
    assert not [r for r in root.iter() if "f-strip" in (r.get("class") or "")]


def test_lanes_by_statement_and_voice() -> None:
    root = of("position p: P.\n  ann says, on 2020\n  contradicts q\nposition q: Q.\n  ann says, on 2021\n  ben says\n")
    groups = named(root, "group")
    assert [g.get("data-ref") for g in groups] == ["p", "q"]
    assert [[lane.get("data-voice") for lane in named(g, "lane")] for g in groups] == [["ann"], ["ann", "ben"]]
    assert "EXCLUDES IT" in words(root)
    assert [lane.get("data-voice") for lane in named(of("position p: P.\n  ann and ben say\n", "ann"), "lane")] == [
        "ann"
    ]


KINDS = {
    "says": ("held", "holds", "holds it"),
    "promises": ("owed", "promises, decides", "owes it"),
    "denies": ("rejected", "is against", "is against it"),
    "doubts": ("open", "leaves open", "leaves it open"),
    "demands": ("asked", "demands, asks", "asks for it"),
    "wants": ("wanted", "wants", "wants it"),
    "proposes": ("offered", "proposes", "offers it"),
    "drops": ("withdrawn", "withdraws", ""),
}


def test_every_kind_has_a_mark_and_a_line_of_its_own() -> None:
    marks, lines = {}, {}
    for verb, (kind, mark, line) in KINDS.items():
        root = of(f"position p: P.\n  ann {verb}, on 2020-05-05\n")
        (act,) = named(root, "act")
        assert act.get("data-kind") == kind
        sign = act.find(f"{SVG}g")
        assert sign is not None
        marks[verb] = re.sub(r"#[0-9a-f]{6}", "", ET.tostring(sign, encoding="unicode"))
        (legend,) = named(root, "legend")
        assert words(legend) == [word for word in (mark, line) if word]
        for stretch in named(root, "stretch"):
            (path,) = stretch.findall(f"{SVG}path")
            lines[verb] = (path.get("stroke-dasharray"), path.get("stroke-width"), path.get("d", "").count("M"))
    assert len(set(marks.values())) == len(KINDS)  # whatever the colours
    assert len(set(lines.values())) == len(KINDS) - 1
    assert "drops" not in lines


@pytest.mark.parametrize("line", ["ann did not say", "ann might say", "ann should say", "ben reports that ann says"])
def test_what_changes_nothing_looks_so(line: str) -> None:
    root = of(f"position p: P.\n  {line}, on 2020-05-05\n")
    (act,) = named(root, "act")
    assert any(path.get("stroke-dasharray") == "2 1.8" for path in act.iter(f"{SVG}path"))
    assert named(root, "stretch") == []
    assert "not made, or only told by others: changes nothing" in words(root)


def test_a_stretch_ends_where_it_is_taken_back() -> None:
    root = of("position p: P.\n  ann promises, on 2020-01-01\n  ann drops, on 2021-01-01\n  ben says, on 2022-01-01\n")
    at = acts(root)
    ends = {}
    for stretch in named(root, "stretch"):
        (path,) = stretch.findall(f"{SVG}path")
        match = re.fullmatch(r"M([\d.]+),[\d.]+H([\d.]+)", path.get("d", ""))
        assert match is not None
        ends[stretch.get("data-kind")] = float(match[1]), float(match[2])
    assert ends["owed"] == (at["p/ann-promises"], at["p/ann-drops"])
    assert ends["held"][0] == at["p/ben-says"] < ends["held"][1]


def test_days_that_a_date_leaves_open() -> None:
    exact, vague = (
        of(f"position p: P.\n  ann says, on {date}\n  ben says, on 2018-01-01\n") for date in ("2020-03-04", "2020")
    )
    bars = [len(list(act.iter(f"{SVG}rect"))) for root in (exact, vague) for act in named(root, "act")]
    assert sorted(bars) == [0, 0, 0, 7]
    assert "some day in this time" in words(vague)
    assert "some day in this time" not in words(exact)


def boxes(root: ET.Element) -> dict[str, list[tuple[float, float, float, float]]]:
    """The labels of each lane."""
    found = defaultdict(list)
    for lane in named(root, "lane"):
        for act in named(lane, "act"):
            runs = act.findall(f"{SVG}text")
            if runs:
                x, y = float(runs[0].get("x", 0)), float(runs[0].get("y", 0))
                end = float(runs[-1].get("x", 0)) + float(runs[-1].get("textLength", 0))
                found[lane.get("data-voice", "")].append((x, y - 8, end, y + 2))
    return found


def check(root: ET.Element) -> None:
    for lane in boxes(root).values():
        for n, one in enumerate(lane):
            for other in lane[n + 1 :]:
                assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1], (
                    one,
                    other,
                )
    wide, high = float(root.get("width", 0)), float(root.get("height", 0))
    top = re.match(r"translate\(([\d.]+),([\d.]+)", named(root, "timeline")[0].get("transform", ""))
    assert top is not None
    for text in root.iter(f"{SVG}text"):
        shift = 0.0 if text in [t for g in named(root, "heading") for t in g] else float(top[1])
        assert float(text.get("x", 0)) + shift >= 0
        assert float(text.get("x", 0)) + float(text.get("textLength", 0)) + shift <= wide + 0.1
        assert float(text.get("y", 0)) <= high


verbs = st.sampled_from([*sorted(KINDS), "did not say", "asserts with the greatest possible solemnity of tone"])
dates = st.sampled_from(
    ["", ", on 2020", ", on 2020-03-04", ", on 2020-03-05", ", on -0480~", ", on 1066", ", on Sunday"]
)


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(st.sampled_from(["ann", "ben"]), verbs, dates | st.dates().map(lambda d: f", on {d}")), max_size=25
    )
)
def test_labels_never_overlap(said: list[tuple[str, str, str]]) -> None:
    body = "".join(f"  {voice} {verb}{date}\n" for voice, verb, date in said)
    check(of(f"verb asserts with the greatest possible solemnity of tone: claim\nposition p: P.\n{body}"))


@pytest.mark.parametrize(
    "lines",
    [
        "  ann says, on 2020-03-04\n",
        "  ann says\n",
        "",
        "".join(
            f"  {'ann' if n % 3 else 'ben'} says, on {2019 + n % 2}-{n % 12 + 1:02}-{n % 28 + 1:02}\n"
            for n in range(200)
        ),
        "".join("  ann says, on 2020-03-04\n" for _ in range(40)),
        "".join("  ann says\n" for _ in range(200)),
        "  ann says, on -9999\n  ben says, on 9999\n",
        "  ann says, on ../..\n  ben says, on 2020/..\n  cid says, on ../0300\n",
    ],
    ids=["one", "one without date", "none", "200", "one day", "200 without date", "all years", "open"],
)
def test_few_and_many(lines: str) -> None:
    root = of(f"position p: P.\n{lines}")
    check(root)
    assert len(acts(root)) == lines.count("\n")


@pytest.mark.parametrize("text", [*HOSTILE, "word " * 80, "x" * 400, "漢字" * 60])
def test_any_words(text: str) -> None:
    nodes: list[AnyNode] = [
        Voice(id="ann", name=text),
        Position(id="p", text=text),
        Attribution(id="a", voices=("ann",), verb="say", content="p", date=text, venue=text),
        Attribution(id="b", voices=("ann",), verb="say", content="p", date="2020"),
    ]
    map = ArgumentMap(title=text, nodes=tuple(nodes))
    for id in ("p", "ann", None):
        check(drawn(map, id))


def test_the_whole_map() -> None:
    root = drawn(bridge(), None)
    assert [g.get("data-ref") for g in named(root, "group")] == ["safety"]
    assert "Timeline · 3 statements without a date are not drawn" in words(root)
    assert render_timeline_svg(bridge(), timeline(Discourse(bridge()))) == render_timeline_svg(
        bridge(), timeline(Discourse(bridge()))
    )


def test_voices_have_the_colours_of_the_map() -> None:
    from argmap.drawing import render_svg

    def colours(svg: str) -> set[tuple[str, str]]:
        return set(re.findall(r'<circle class="[fs]-(v\d|author)"[^>]*/><text[^>]*>(\w+)</text>', svg))

    assert colours(render_timeline_svg(bridge(), timeline(Discourse(bridge()), "safety"))) <= colours(
        render_svg(bridge(), engine="tidy").svg
    )


@pytest.mark.parametrize(
    ("first", "last", "most", "expected"),
    [
        ("2020-03-02", "2020-03-06", 8, ["2 Mar 2020", "3 Mar", "4 Mar", "5 Mar", "6 Mar"]),
        ("2019-12-30", "2020-01-02", 8, ["30 Dec 2019", "31 Dec", "1 Jan 2020", "2 Jan"]),
        ("2019-11-20", "2020-03-10", 8, ["20 Nov 2019", "4 Dec", "18 Dec", "1 Jan 2020", "15 Jan", "29 Jan", "12 Feb"]),
        ("2019-05-20", "2020-03-10", 5, ["Jul 2019", "Sep", "Nov", "2020", "Mar"]),
        ("2018-05-20", "2020-03-10", 8, ["Jul 2018", "Oct", "2019", "Apr", "Jul", "Oct", "2020"]),
        ("2012-05-20", "2020-03-10", 8, [str(year) for year in range(2013, 2021)]),
        ("-0480-05-20", "1100-03-10", 8, ["400 BCE", "200 BCE", "1", "200", "400"]),
        ("-0520-05-20", "0100-03-10", 3, ["500 BCE", "1"]),
        ("-0002-01-01", "0002-03-10", 9, ["3 BCE", "Jul", "2 BCE", "Jul", "1 BCE", "Jul", "1", "Jul", "2"]),
    ],
)
def test_ticks(first: str, last: str, most: int, expected: list[str]) -> None:
    a, b = days(first), days(last)
    assert a is not None
    assert b is not None
    found = axis_ticks(a.first, b.first, most)
    assert [name for _, name, _ in found][: len(expected)] == expected
    assert len(found) <= most + 1
    assert all(a.first <= day <= b.first for day, _, _ in found)


@given(st.integers(-3_000_000, 3_000_000), st.integers(0, 4_000_000), st.integers(2, 20))
def test_there_is_a_date_on_every_axis(first: int, span: int, most: int) -> None:
    found = axis_ticks(first, first + span, most)
    assert 1 <= len(found) <= most + 1
    assert all(first <= day <= first + span for day, _, _ in found)
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2020", "2020"),
        ("2020-03", "Mar 2020"),
        ("2020-03-05", "5 Mar 2020"),
        ("2020-03-05T10:20", "5 Mar 2020"),
        ("2020-03~", "c. Mar 2020"),
        ("2020?", "2020?"),
        ("2020-21", "spring 2020"),
        ("2020-34", "Q2 2020"),
        ("2020-03/2020-05", "Mar 2020 – May 2020"),
        ("../2020", "until 2020"),
        ("2020-03/..", "from Mar 2020"),
        ("../..", "at some time"),
        ("-0043-03-15", "15 Mar 44 BCE"),
        ("early 2020", "early 2020"),
    ],
)
def test_dates_in_words(date: str, words: str) -> None:
    assert when(date) == words


def test_an_axis_without_dates() -> None:
    assert Axis([], 0, 0).ticks() == []
    one = days("2020-03-04")
    assert one is not None
    axis = Axis([one], 100, 500)
    assert 100 < axis.x(one.first) < axis.x(one.last + 1) < 600
    assert written(day_number(2020, 3, 4)) == "2020-03-04"

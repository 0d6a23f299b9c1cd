"""Timelines: order, sides, and what acts change."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import argmap
from argmap.discourse import Discourse
from argmap.discourse.commitments import KINDS
from argmap.discourse.timeline import Timeline, timeline
from argmap.discourse.timeline_text import COLUMNS, in_reading_order, render_csv, render_timeline
from argmap.drawing.timeline import render_timeline_svg
from argmap.model.map import ArgumentMap

PAGE = (Path(__file__).parents[2] / "docs" / "timeline.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```([^\n]*)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
FERRY = next(body for info, body in BLOCKS if info == "argmap ferry.argmap")
VERBS = {"says", "promises", "demands", "wants", "proposes", "denies", "doubts", "drops"}
HEAD = "voice ann: Ann\nvoice ben: Ben\nvoice cid: Cid\n"


def of(text: str, id: str | None = "p") -> Timeline:
    return timeline(Discourse(argmap.loads(HEAD + text)), id)


def acts(found: Timeline) -> list[str]:
    return [event.act for event in found.events]


def words(found: Timeline) -> list[str | None]:
    return [event.changes[0].word if event.changes else None for event in found.events]


def ferry() -> ArgumentMap:
    return argmap.reads(FERRY, "ferry.argmap").map


def test_the_text_shown() -> None:
    shown = next(body for info, body in BLOCKS if info == "text")
    assert render_timeline(ferry(), timeline(Discourse(ferry()), "keep")) == shown


def test_a_statement_with_what_excludes_it() -> None:
    found = timeline(Discourse(ferry()), "keep")
    assert (found.about, found.id, found.title) == ("statement", "keep", "The night ferry keeps sailing.")
    assert [(g.ids, g.relation, g.because) for g in found.groups] == [
        (("keep",), "itself", None),
        (("end",), "excludes", "ferry"),
    ]
    assert [(e.date, e.voices[0], e.kind, e.side) for e in found.events] == [
        ("2024-05-12", "moe", "owed", "for"),
        ("2024-06", "line", "wanted", "against"),
        ("2024-08-30", "moe", "rejected", None),  # who is against what excludes it has not taken its side
        ("2024-09~", "line", "open", None),
        ("2024-11-03", "vik", "asked", "for"),
        ("2025-03/2025-06", "line", "held", "for"),
        ("2025-11-20", "moe", "withdrawn", None),
        ("2026-01", "line", "owed", "for"),
        ("2026-02-01", "moe", "offered", "against"),
        (None, "moe", "held", "for"),
        ("last Sunday", "vik", "held", "for"),
    ]
    line = [e.changes[0] for e in found.events if e.voices == ("line",) and e.changes]
    assert [(c.word, c.before, c.instead_of) for c in line] == [
        ("starts", (), None),
        ("starts", (), None),
        ("turns", ("open",), "end"),
    ]


def test_acts_that_change_nothing() -> None:
    found = timeline(Discourse(ferry()), "keep")
    might, told = (next(e for e in found.events if e.status == status) for status in ("hypothetical", "not-made"))
    assert (might.changes, might.counts, told.changes, told.counts) == ((), False, (), False)
    assert told.told_by == ("keep/vik-says",)
    text = of("position p: P.\n  ann should promise\n  ben will deny\n  cid says that ann promises\n")
    assert [(e.status, e.told_by) for e in text.events] == [
        ("called-for", ()),
        ("expected", ()),
        ("made", ("p/cid-says",)),
    ]
    assert words(text) == [None, None, None]
    assert text.stretches == ()


def test_told_by_several() -> None:
    map = argmap.loads(HEAD + "position p: P.\n  ann says, on 2020, that ben should say that cid denies\n")
    found = timeline(Discourse(map), "p")
    assert [e.told_by for e in found.events] == [("p/ann-says/ben-should-say", "p/ann-says")]
    assert "Cid denies [told by Ben (called for); told on 2020 by Ann: changes nothing]" in render_timeline(map, found)


def test_a_report_stands_where_it_was_told() -> None:
    map = argmap.loads(
        HEAD + "position p: P.\n  ben denies, on 2021\n  ann says, on 2020, that ben promises\n"
        "  ann says, on 2022, that ben demands, on 2019\n  cid says that ben wants\n"
    )
    found = timeline(Discourse(map), "p")
    assert [(e.verb, e.date, e.told_on, e.counts) for e in found.events] == [
        ("demand", "2019", None, False), ("promise", None, "2020", False), ("deny", "2021", None, True),
        ("want", None, None, False),
    ]  # fmt: skip
    assert [c.word for e in found.events for c in e.changes] == ["starts"]
    assert [e.verb for e in found.undated] == ["want"]
    assert "  2020  for       Ben promises [told on 2020 by Ann: changes nothing]\n" in render_timeline(map, found)
    assert "told 2020" in render_timeline_svg(map, found)


def test_what_excludes_what_is_said_of_a_voice_and_a_map() -> None:
    map = argmap.loads(
        HEAD + "position p: P.\n  contradicts q\n  ann says, on 2020\nposition q: Q.\n  ann says, on 2021\n"
        "position r: R.\n  contradicts q\n  ben says, on 2021\n"
    )
    voice, whole = timeline(Discourse(map), "ann"), timeline(Discourse(map))
    assert "ann: Ann\n  p and q exclude each other\n\n" in render_timeline(map, voice)
    assert render_timeline_svg(map, voice).count(">excludes: ") == 2
    assert render_timeline_svg(map, whole).count(">excludes: ") == 3


def test_a_voice_with_its_reports() -> None:
    found = of("position p: P.\n  ann says, on 2020, that ben promises\n  ann denies, on 2019\n", "ann")
    assert [(e.act, e.reports, e.side) for e in found.events] == [
        ("p/ann-denies", None, "against"),
        ("p/ann-says", "p/ann-says/ben-promises", None),
    ]
    assert found.events[1].deed == "Ann says that Ben promises"
    assert words(found) == ["starts", "starts"]
    assert [s.kind for s in found.stretches] == ["rejected"]  # the report is no stand on P itself


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("ann says, on 2019\n  ann says, on 2020", ["starts", "repeats"]),
        ("ann wants, on 2019\n  ann promises, on 2020", ["starts", "adds"]),
        ("ann promises, on 2019\n  ann denies, on 2020", ["starts", "turns"]),
        ("ann denies, on 2019\n  ann says, on 2020", ["starts", "turns"]),
        ("ann says, on 2019\n  ann doubts, on 2020\n  ann says, on 2021", ["starts", "opens", "returns"]),
        ("ann promises, on 2019\n  ann drops, on 2020\n  ann promises, on 2021", ["starts", "withdraws", "returns"]),
        ("ann drops, on 2020", ["withdraws"]),
        ("ann says\n  ann denies\n  ann drops", ["starts", "turns", "withdraws"]),
        ("someone says, on 2019\n  someone says, on 2020", ["starts", "starts"]),
    ],
)
def test_changes(lines: str, expected: list[str]) -> None:
    found = of(f"position p: P.\n  {lines}\n")
    assert words(found) == expected
    assert all(change.sure for event in found.events for change in event.changes)


@pytest.mark.parametrize(
    ("lines", "sure"),
    [
        ("ann says, on 2019\n  ann denies", [False, False]),
        ("ann says, on 2019\n  ann denies, on last Sunday", [False, False]),
        ("ann says, on 2019\n  ann denies, on 2019-05", [False, False]),
        ("ann says, on 2019\n  ann denies, on 2020", [True, True]),
        ("ann says, on 2019~\n  ann denies, on 2020", [False, False]),
        ("ann promises\n  ann drops, on 2020", [True, True]),  # what is withdrawn was there before
        ("ann says, on 2019\n  ben denies", [True, True]),
    ],
)
def test_an_order_that_is_not_known_is_said_to_be_so(lines: str, sure: list[bool]) -> None:
    found = of(f"position p: P.\n  {lines}\n")
    by_number = sorted(found.events, key=lambda event: event.number)
    assert [event.changes[0].sure for event in by_number] == sure


def test_an_undated_promise_that_was_withdrawn() -> None:
    found = of("position p: P.\n  ann promises\n  ann drops, on 2020\n")
    assert [(e.act, e.changes[0].before) for e in found.events] == [
        ("p/ann-drops", ("owed",)),
        ("p/ann-promises", ()),
    ]


def test_the_other_side_of_a_contradiction() -> None:
    found = of("position p: P.\n  ann says, on 2019\n  contradicts q\nposition q: Q.\n  ann says, on 2020\n", "q")
    assert [(e.about, e.side) for e in found.events] == [("p", "against"), ("q", "for")]
    assert words(found) == ["starts", "turns"]
    assert found.events[1].changes[0].instead_of == "p"
    assert found.groups[1].because == "p/contradicts-q"


def test_statements_that_say_the_same() -> None:
    found = of("position p: P.\n  ann says, on 2020\n  same-as q\nposition q: Q.\n  ann denies, on 2019\n", "q")
    assert [g.ids for g in found.groups] == [("q", "p")]
    assert [(e.about, e.side) for e in found.events] == [("q", "against"), ("p", "for")]
    assert words(found) == ["starts", "turns"]
    assert [(s.about, s.kind, s.end) for s in found.stretches] == [
        ("q", "rejected", "p/ann-says"),
        ("q", "held", None),
    ]


def test_a_question_shows_its_answers() -> None:
    found = timeline(Discourse(ferry()), "ferry")
    assert [g.ids for g in found.groups] == [("keep",), ("end",)]
    assert {e.side for e in found.events if e.about == "end"} == {"for", "against"}


def test_the_authors_own() -> None:
    found = of("voice author: Eva\nclaim p: P.\n  ann denies, on 2020\n  author doubts\n")
    assert [(e.act, e.deed) for e in found.events] == [
        ("p/ann-denies", "Ann denies"),
        ("p", "Eva asserts"),
        ("p/author-doubts", "Eva doubts"),
    ]
    assert words(found) == ["starts", "starts", "opens"]


def test_the_date_of_the_source_in_which_it_was_said() -> None:
    found = of("source s: S\n  date 2020-05\nposition p: P.\n  ann says, in s\n  ben says, on 2020-04\n")
    assert [e.date for e in found.events] == ["2020-04", "2020-05"]


def test_stretches() -> None:
    found = of(
        "position p: P.\n  ann wants, on 2018\n  ann promises, on 2019\n  ann drops, on 2020\n"
        "  ben says, on 2019\n  ben drops\n  cid doubts, on 2018\n  cid denies, on 2019\n"
    )
    assert [(s.voice, s.kind, s.start[2:], s.end and s.end[2:], s.fades) for s in found.stretches] == [
        ("ann", "wanted", "ann-wants", "ann-drops", False),
        ("ann", "owed", "ann-promises", "ann-drops", False),
        ("cid", "open", "cid-doubts", "cid-denies", False),
        ("cid", "rejected", "cid-denies", None, False),
        ("ben", "held", "ben-says", None, True),
    ]


def test_moments() -> None:
    found = of(
        "position p: P.\n  ann says, on 2020\n  ben says, on 2020-05\n  cid says, on 2020-05\n  ann denies, on 2021\n"
    )
    assert [(m.date, len(m.events), m.unclear, m.near) for m in found.moments] == [
        ("2020-05", 2, 0, ()),
        ("2020", 1, 1, ("2020-05",)),
        ("2021", 1, 0, ()),
    ]
    map = argmap.loads(HEAD + "position p: P.\n  ann says, on 2020\n  ben says, on 2020\n")
    text = render_timeline(map, timeline(Discourse(map), "p"))
    assert "the order of these 2 is not known" in text


def test_the_whole_map() -> None:
    map = argmap.loads(
        HEAD + "map m: A town\nclaim c: C.\nposition p: P.\n  ann says\nposition q: Q.\n  ann says\n  ben says\n"
        "position r: R.\n  ann says, on 2020\n"
    )
    found = timeline(Discourse(map))
    assert [[g.ids for g in groups] for groups in in_reading_order(found)] == [[("r",)], [("q",)], [("p",)]]
    text = render_timeline(map, found)
    assert (
        text.index("r: R.")
        < text.index("q: Q.")
        < text.index("1 statement with one act, without a date\n  p: Ann says\n")
    )
    assert "c: C." not in text


@pytest.mark.parametrize("text", ["position p: P.\n", "claim p: P.\n"])
def test_nothing_to_tell(text: str) -> None:
    map = argmap.loads(HEAD + text)
    assert render_timeline(map, timeline(Discourse(map), "ann")).endswith("\n  no acts\n")
    assert render_timeline(map, timeline(Discourse(map))).endswith("  no acts\n")


def test_what_is_no_statement_or_voice() -> None:
    with pytest.raises(KeyError):
        of("position p: P.\n", "nobody")
    with pytest.raises(ValueError, match="`p/ann-says` is neither a statement nor a voice"):
        of("position p: P.\n  ann says\n", "p/ann-says")


def test_json() -> None:
    data = timeline(Discourse(ferry()), "keep").to_dict()
    assert json.loads(json.dumps(data)) == data
    event = data["events"][5]
    assert (event["first"], event["last"], event["file"], event["line"]) == (
        "2025-03-01", "2025-06-30", "ferry.argmap", 18,
    )  # fmt: skip
    assert event["changes"] == [
        {"voice": "line", "word": "turns", "before": ["open"], "after": "held", "instead_of": "end", "sure": True}
    ]
    for key in (*data, *data["statements"][0], *event, *event["changes"][0], *data["stretches"][0]):
        assert f"`{key}`" in PAGE, key
    opened = of("position p: P.\n  ann says, on ../2020\n").to_dict()["events"][0]
    assert (opened["first"], opened["last"]) == (None, "2020-12-31")


def test_csv() -> None:
    map = argmap.loads(HEAD + 'position p: P, "so".\n  ann and ben promise, on 2020-02: "We do" "really"\n')
    rows = list(csv.reader(io.StringIO(render_csv([("a.argmap", map, timeline(Discourse(map)))]))))
    assert tuple(rows[0]) == COLUMNS
    first, second = (dict(zip(COLUMNS, row, strict=True)) for row in rows[1:])
    assert (first["voice"], second["voice"], first["text"], first["quotes"]) == (
        "ann",
        "ben",
        'P, "so".',
        "We do | really",
    )
    assert (first["first"], first["last"], first["change"], first["sure"]) == (
        "2020-02-01",
        "2020-02-29",
        "starts",
        "yes",
    )


dates = st.sampled_from(
    ["", ", on 2019", ", on 2020", ", on 2020-03", ", on 2020~", ", on 2019-06/2020-02", ", on 2021-05-01"]
)
lines = st.lists(
    st.tuples(
        st.sampled_from(["ann", "ben"]), st.sampled_from(["says", "promises", "denies", "doubts", "drops"]), dates
    ),
    max_size=9,
)


@given(lines, st.booleans())
def test_order_and_sides_hold_for_any_acts(said: list[tuple[str, str, str]], other: bool) -> None:
    body = "".join(f"  {voice} {verb}{date}\n" for voice, verb, date in said)
    discourse = Discourse(
        argmap.loads(f"{HEAD}position p: P.\n{body}  contradicts q\nposition q: Q.\n  ann says, on 2020\n")
    )
    found = timeline(discourse, "q" if other else "p")
    assert len(found.events) == len(said) + 1
    dated = [event.days for event in found.events if event.days]
    for n, one in enumerate(dated):
        assert not any(later.before(one) for later in dated[n + 1 :])
    undated = [event.number for event in found.undated]
    assert undated == sorted(undated)
    assert sum(len(moment.events) for moment in found.moments) == len(dated)
    for event in found.events:
        for change in event.changes:
            assert (change.word == "withdraws") == (change.after == "withdrawn")
            assert change.word != "repeats" or change.after in change.before


@given(st.lists(st.tuples(st.sampled_from(["ann", "ben"]), st.sampled_from(sorted(VERBS))), max_size=12))
def test_what_stretches_to_the_end_is_what_the_store_holds(said: list[tuple[str, str]]) -> None:
    body = "".join(f"  {voice} {verb}, on {2000 + n}\n" for n, (voice, verb) in enumerate(said))
    discourse = Discourse(argmap.loads(f"{HEAD}position p: P.\n{body}"))
    found = timeline(discourse, "p")
    final = {(s.voice, s.kind) for s in discourse.commitments.on("p") if s.kind != "withdrawn"}
    assert {(s.voice, s.kind) for s in found.stretches if s.end is None} == final
    for n, event in enumerate(found.events):
        (change,) = event.changes
        before = discourse.commitments.on("p", str(2000 + n - 1)) if n else ()
        assert change.before == tuple(k for k in KINDS if k in {s.kind for s in before if s.voice == change.voice})
        assert change.sure

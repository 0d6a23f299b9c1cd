"""SARIF logs: valid by the standard's own schema, with every place inside its file."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sarif_kit import validation_errors

import argmap
from argmap.diagnostics import CODES, Diagnostic, Edit, Fix, Related, Span
from argmap.diagnostics.sarif import render_sarif, uri_of

MISTAKES = sorted((Path(__file__).parents[1] / "notation" / "mistakes").rglob("*.argmap"))


def run_of(diagnostics: list[Diagnostic], sources: dict[str, list[str]] | None = None) -> dict[str, Any]:
    """The one run of a log that has been found valid."""
    text = render_sarif(diagnostics, sources or {})
    text.encode()
    log = json.loads(text)
    assert validation_errors(log) == []
    assert list(log) == ["$schema", "version", "runs"]
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["tool"]["driver"]["name"] == "argmap"
    assert run["tool"]["driver"]["version"] == argmap.__version__
    assert run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    return run


def result_of(d: Diagnostic, sources: dict[str, list[str]] | None = None) -> dict[str, Any]:
    (result,) = run_of([d], sources)["results"]
    return result


def test_the_schema_tells_wrong_from_right() -> None:
    log = json.loads(render_sarif([Diagnostic("E201", "x", Span("a", 1, 1, 1, 2))], {}))
    log["runs"][0]["results"][0]["level"] = "bad"
    assert validation_errors(log)


def test_a_result_in_full() -> None:
    d = Diagnostic(
        "E201", "there is no ID `rsut`", Span("maps/my bridge.argmap", 2, 11, 2, 15), "not declared",
        (Related(Span("maps/my bridge.argmap", 1, 7, 1, 12), "in this claim"),),
        ("names are read as written",), "did you mean `rust`?",
        Fix.at(Span("maps/my bridge.argmap", 2, 11, 2, 15), "rust", safe=False),
    )  # fmt: skip
    file = {"uri": "maps/my%20bridge.argmap"}
    assert run_of([d]) == {
        "tool": {
            "driver": {
                "name": "argmap",
                "version": argmap.__version__,
                "rules": [
                    {
                        "id": "E201",
                        "name": "UnknownId",
                        "shortDescription": {"text": "An ID is used that nothing declares."},
                        "defaultConfiguration": {"level": "error"},
                    }
                ],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            {
                "ruleId": "E201",
                "ruleIndex": 0,
                "level": "error",
                "message": {
                    "text": "there is no ID `rsut`\nnote: names are read as written\nhelp: did you mean `rust`?"
                },
                "locations": [
                    {
                        "physicalLocation": {
                            "artifactLocation": file,
                            "region": {"startLine": 2, "startColumn": 11, "endLine": 2, "endColumn": 15},
                        },
                        "message": {"text": "not declared"},
                    }
                ],
                "relatedLocations": [
                    {
                        "physicalLocation": {
                            "artifactLocation": file,
                            "region": {"startLine": 1, "startColumn": 7, "endLine": 1, "endColumn": 12},
                        },
                        "message": {"text": "in this claim"},
                    }
                ],
                "fixes": [
                    {
                        "description": {"text": "did you mean `rust`?"},
                        "artifactChanges": [
                            {
                                "artifactLocation": file,
                                "replacements": [
                                    {
                                        "deletedRegion": {
                                            "startLine": 2, "startColumn": 11, "endLine": 2, "endColumn": 15,
                                        },
                                        "insertedContent": {"text": "rust"},
                                    }
                                ],
                            }
                        ],
                        "properties": {"safe": False},
                    }
                ],
            }
        ],
    }  # fmt: skip


def test_nothing_found_is_a_run_without_results() -> None:
    run = run_of([])
    assert run["results"] == []
    assert run["tool"]["driver"]["rules"] == []


def test_rules_are_those_that_occur_in_order_of_their_codes() -> None:
    span = Span("a.argmap", 1, 1, 1, 2)
    run = run_of([Diagnostic(code, "x", span) for code in ("W302", "I409", "E201", "W302")])
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["E201", "I409", "W302"]
    assert [result["ruleIndex"] for result in run["results"]] == [2, 1, 0, 2]
    assert [result["level"] for result in run["results"]] == ["warning", "note", "error", "warning"]


def test_every_code_makes_a_rule() -> None:
    rules = run_of([Diagnostic(code, "x", Span("a", 1, 1, 1, 1)) for code in CODES])["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} == set(CODES)
    for rule in rules:
        assert re.fullmatch("([A-Z][a-z]*)+", rule["name"])
        assert re.fullmatch(r"[A-Z`].*[^.]\.", rule["shortDescription"]["text"])


def test_a_map_that_was_read_from_no_file_has_no_places() -> None:
    nowhere = Span("", 1, 1, 1, 1)
    result = result_of(Diagnostic("W302", "round", nowhere, "x", (Related(nowhere, "y"),)))
    assert set(result) == {"ruleId", "ruleIndex", "level", "message"}


@pytest.mark.parametrize(
    ("span", "region"),
    [
        ((2, 1, 3, 1), (2, 1, 2, 6)),  # the last line with its end
        ((1, 1, 2, 1), (1, 1, 2, 1)),
        ((2, 3, 9, 1), (2, 3, 2, 6)),
        ((2, 3, 2, 2), (2, 3, 2, 3)),
        ((2, 6, 2, 6), (2, 6, 2, 6)),
        ((2, 6, 2, 7), (2, 6, 2, 6)),  # what is missing at the end of a line
        ((1, 9, 2, 9), (1, 4, 2, 6)),
    ],
    ids=str,
)
def test_regions_end_within_the_file(span: tuple[int, int, int, int], region: tuple[int, int, int, int]) -> None:
    place = Span("a.argmap", *span)
    d = Diagnostic("I008", "x", place, fix=Fix.at(place, "", True))
    result = result_of(d, {"a.argmap": ["one", "claim"]})
    deleted = result["fixes"][0]["artifactChanges"][0]["replacements"][0]["deletedRegion"]
    assert tuple(deleted.values()) == region
    assert deleted == result["locations"][0]["physicalLocation"]["region"]


def test_edits_are_put_together_by_file() -> None:
    a, b = Span("a.argmap", 1, 1, 1, 2), Span("b.argmap", 1, 1, 1, 2)
    d = Diagnostic(
        "E201", "x", a, fix=Fix((Edit(a, "1"), Edit(b, "2"), Edit(a._replace(line=2, end_line=2), "3")), True)
    )
    (fix,) = result_of(d)["fixes"]
    assert fix["properties"] == {"safe": True}
    assert [
        (change["artifactLocation"]["uri"], [r["insertedContent"]["text"] for r in change["replacements"]])
        for change in fix["artifactChanges"]
    ] == [("a.argmap", ["1", "3"]), ("b.argmap", ["2"])]


def test_the_same_related_place_is_told_once() -> None:
    place = Related(Span("a.argmap", 1, 1, 1, 2), "here")
    d = Diagnostic("E201", "x", place.span, related=(place, place, Related(place.span, "there")))
    assert [r["message"]["text"] for r in result_of(d)["relatedLocations"]] == ["here", "there"]


def test_braces_in_messages_are_doubled_and_in_edits_are_not() -> None:
    span = Span("a.argmap", 1, 1, 1, 2)
    d = Diagnostic("E201", "no `{0}`", span, "{here}", (Related(span, "}"),), help="{", fix=Fix.at(span, "{0}", True))
    result = result_of(d)
    assert result["message"]["text"] == "no `{{0}}`\nhelp: {{"
    assert result["locations"][0]["message"]["text"] == "{{here}}"
    assert result["relatedLocations"][0]["message"]["text"] == "}}"
    assert result["fixes"][0]["description"]["text"] == "{{"
    assert result["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"] == "{0}"


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("bridge.argmap", "bridge.argmap"),
        ("./maps//bridge.argmap", "maps//bridge.argmap"),
        ("../bridge.argmap", "../bridge.argmap"),
        ("my maps/brücke#1?.argmap", "my%20maps/br%C3%BCcke%231%3F.argmap"),
        ("a:b.argmap", "a%3Ab.argmap"),
        ("100%.argmap", "100%25.argmap"),
        ("maps\\town\\bridge.argmap", "maps/town/bridge.argmap"),
        ("/srv/my maps/a.argmap", "file:///srv/my%20maps/a.argmap"),
        ("C:\\My Maps\\a.argmap", "file:///C:/My%20Maps/a.argmap"),
        ("c:/maps/a.argmap", "file:///c:/maps/a.argmap"),
        ("\\\\server\\maps\\a.argmap", "file://server/maps/a.argmap"),
        ("<stdin>", "%3Cstdin%3E"),
        ("\udcff.argmap", "%FF.argmap"),
        ("\ud800.argmap", "%ED%A0%80.argmap"),
    ],
)
def test_uris(file: str, uri: str) -> None:
    assert uri_of(file) == uri
    assert result_of(Diagnostic("E201", "x", Span(file, 1, 1, 1, 2)))["locations"]


@pytest.mark.parametrize("path", MISTAKES, ids=lambda p: p.stem)
def test_every_mistake_of_the_notation_is_written(path: Path) -> None:
    reading = argmap.read(path)
    results = run_of(list(reading.diagnostics), dict(reading.texts))["results"]
    assert len(results) == len(reading.diagnostics)
    lines = reading.texts[str(path)]
    for result in results:
        for location in result["locations"]:
            region = location["physicalLocation"]["region"]
            if unquote(urlsplit(location["physicalLocation"]["artifactLocation"]["uri"]).path) == str(path):
                assert region["endLine"] <= len(lines)
                assert region["endColumn"] <= len(lines[region["endLine"] - 1]) + 1


NUMBERS = st.integers(0, 5)
SPANS = st.builds(Span, st.text(max_size=4) | st.just("a.argmap"), NUMBERS, NUMBERS, NUMBERS, NUMBERS)
FIXES = st.builds(Fix, st.lists(st.builds(Edit, SPANS, st.text()), max_size=3).map(tuple), st.booleans())
RELATED = st.lists(st.builds(Related, SPANS, st.text()), max_size=3).map(tuple)
ANY = st.builds(
    Diagnostic, st.sampled_from(sorted(CODES)), st.text(), SPANS, st.text(), RELATED,
    st.lists(st.text(), max_size=2).map(tuple), st.none() | st.text(), st.none() | FIXES,
)  # fmt: skip


@settings(deadline=None, max_examples=50)
@given(st.lists(ANY, max_size=4))
def test_whatever_is_found_makes_a_valid_log(diagnostics: list[Diagnostic]) -> None:
    assert len(run_of(diagnostics, {"a.argmap": ["one", "two"]})["results"]) == len(diagnostics)

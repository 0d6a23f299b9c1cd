"""Diagnostics as JSON: fields, their order, and texts that are hard to write."""

from __future__ import annotations

import json
from pathlib import Path

import argmap
from argmap.diagnostics import FORMATS, Diagnostic, Edit, Fix, Related, Span
from argmap.diagnostics.json_output import render_json

FIELDS = [
    "code", "slug", "severity", "message", "label", "file", "line", "column", "end_line", "end_column",
    "related", "notes", "help", "fix",
]  # fmt: skip
PLACE = ["file", "line", "column", "end_line", "end_column"]


def test_all_fields() -> None:
    d = Diagnostic(
        "W302", "reasons go round", Span("maps/a.argmap", 2, 3, 2, 9), "starts here",
        (Related(Span("b.argmap", 4, 1, 5, 2), "goes on here"),),
        ("two steps", "one claim"), "take one step out",
        Fix((Edit(Span("b.argmap", 4, 1, 5, 1), ""), Edit(Span("b.argmap", 7, 1, 7, 1), "claim x\n")), safe=False),
    )  # fmt: skip
    assert (
        render_json([d], {})
        == """\
[
  {
    "code": "W302",
    "slug": "circular-support",
    "severity": "warning",
    "message": "reasons go round",
    "label": "starts here",
    "file": "maps/a.argmap",
    "line": 2,
    "column": 3,
    "end_line": 2,
    "end_column": 9,
    "related": [
      {
        "file": "b.argmap",
        "line": 4,
        "column": 1,
        "end_line": 5,
        "end_column": 2,
        "label": "goes on here"
      }
    ],
    "notes": [
      "two steps",
      "one claim"
    ],
    "help": "take one step out",
    "fix": {
      "safe": false,
      "edits": [
        {
          "file": "b.argmap",
          "line": 4,
          "column": 1,
          "end_line": 5,
          "end_column": 1,
          "text": ""
        },
        {
          "file": "b.argmap",
          "line": 7,
          "column": 1,
          "end_line": 7,
          "end_column": 1,
          "text": "claim x\\n"
        }
      ]
    }
  }
]
"""
    )


def test_nothing_found_is_an_empty_list() -> None:
    assert render_json([], {}) == "[]\n"


def test_what_is_missing_is_there_as_null_or_empty() -> None:
    (d,) = json.loads(render_json([Diagnostic("I409", "changed", Span("", 1, 1, 1, 1))], {}))
    assert list(d) == FIELDS
    assert {d[name] for name in PLACE} == {None}
    assert (d["label"], d["related"], d["notes"], d["help"], d["fix"]) == ("", [], [], None, None)


def test_columns_are_code_points_and_the_text_is_utf_8() -> None:
    reading = argmap.reads("claim 橋: 👩‍👩‍👧 crosses.\n  because brücke and\n", "橋.argmap")
    assert reading.diagnostics
    text = render_json(reading.diagnostics, reading.texts)
    assert "橋.argmap" in text
    assert "brücke" in text
    for d, said in zip(reading.diagnostics, json.loads(text), strict=True):
        assert [said[name] for name in PLACE] == list(d.span)


def test_what_cannot_be_written_as_utf_8_is_escaped_and_comes_back() -> None:
    message = 'a \ud800 b \udfff c \x00\x1b\x7f\x9b \u2028 " \\ 😀'
    d = Diagnostic(
        "E201", message, Span("\udcff.argmap", 1, 1, 1, 2), fix=Fix.at(Span("f", 1, 1, 1, 2), "\ud83d", True)
    )
    text = render_json([d], {})
    assert text.encode("utf-8").decode("utf-8") == text
    assert not {"\x1b", "\x7f", "\x9b"} & set(text)
    (said,) = json.loads(text)
    assert said["message"] == message
    assert said["file"] == "\udcff.argmap"
    assert said["fix"]["edits"][0]["text"] == "\ud83d"


def test_every_mistake_of_the_notation_is_written(tmp_path: Path) -> None:
    for path in sorted((Path(__file__).parents[1] / "notation" / "mistakes").rglob("*.argmap")):
        reading = argmap.read(path)
        all_of_it = json.loads(FORMATS["json"](reading.diagnostics, reading.texts))
        assert len(all_of_it) == len(reading.diagnostics)
        for d in all_of_it:
            assert list(d) == FIELDS
            assert (d["line"], d["column"]) <= (d["end_line"], d["end_column"])
            for edit in d["fix"]["edits"] if d["fix"] else []:
                assert list(edit) == [*PLACE, "text"]


def test_formats() -> None:
    assert list(FORMATS) == ["text", "concise", "json", "github", "sarif"]
    d = Diagnostic("E201", "wrong", Span("a.argmap", 1, 1, 1, 2))
    begins = {"text": "error[E201]", "concise": "a.argmap:1:1: ", "json": "[\n", "github": "::error ", "sarif": "{\n"}
    for name, render in FORMATS.items():
        assert render([d], {"a.argmap": ["x"]}).startswith(begins[name])
        assert ("\x1b" in render([d], {}, colour=True)) == (name == "text")

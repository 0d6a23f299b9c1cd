"""Diagnostics as SARIF 2.1.0 (OASIS, 2020; errata 01, 2023), the format that code scanning services take."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from argmap import __version__
from argmap.diagnostics.codes import CODES, Severity
from argmap.diagnostics.json_output import dump_json
from argmap.diagnostics.model import Diagnostic, Edit, Fix, Span
from argmap.diagnostics.text import whole_message

__all__ = ["render_sarif", "uri_of"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}

_Sources = Mapping[str, Sequence[str]]


def render_sarif(diagnostics: Sequence[Diagnostic], sources: Mapping[str, Sequence[str]]) -> str:
    """A log with one run."""
    codes = sorted({d.code for d in diagnostics})
    index = {code: n for n, code in enumerate(codes)}
    driver = {"name": "argmap", "version": __version__, "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(d, index[d.code], sources) for d in diagnostics],
    }
    return dump_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def uri_of(file: str) -> str:
    """A file's name as a URI: relative, or with the scheme ``file`` for an absolute path, of Windows too."""
    path = file.replace("\\", "/")
    if re.match("[A-Za-z]:/", path):
        return f"file:///{path[:2]}{_quoted(path[2:])}"
    if path.startswith("//"):
        return "file:" + _quoted(path)
    if path.startswith("/"):
        return "file://" + _quoted(path)
    return _quoted(re.sub(r"^(\./+)+", "", path))


def _quoted(path: str) -> str:
    try:
        # Bytes of a name that are not UTF-8 come from Python as halves of surrogate pairs.
        data = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = path.encode("utf-8", "surrogatepass")
    return quote(data)


def _message(text: str) -> dict[str, str]:
    # Single braces would stand for arguments (section 3.11.5 of the standard).
    return {"text": text.replace("{", "{{").replace("}", "}}")}


def _rule(code: str) -> dict[str, Any]:
    about = CODES[code]
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in about.slug.split("-")),
        "shortDescription": _message(about.summary[:1].upper() + about.summary[1:] + "."),
        "defaultConfiguration": {"level": _LEVELS[about.severity]},
    }


def _result(d: Diagnostic, rule: int, sources: _Sources) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": d.code,
        "ruleIndex": rule,
        "level": _LEVELS[d.severity],
        "message": _message(whole_message(d)),
    }
    if d.span.file:
        result["locations"] = [_location(d.span, d.label, sources)]
    related = [_location(r.span, r.label, sources) for r in d.related if r.span.file]
    # The schema wants no location twice.
    if related:
        result["relatedLocations"] = list({repr(place): place for place in related}.values())
    if d.fix and d.fix.edits:
        result["fixes"] = [_fix(d.fix, d.help, sources)]
    return result


def _location(span: Span, label: str, sources: _Sources) -> dict[str, Any]:
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": uri_of(span.file)}, "region": _region(span, sources)}
    }
    if label:
        location["message"] = _message(label)
    return location


def _region(span: Span, sources: _Sources) -> dict[str, int]:
    start, end = (max(1, span.line), max(1, span.column)), (max(1, span.end_line), max(1, span.end_column))
    lines = sources.get(span.file)
    if lines:
        start, end = _within(lines, *start), _within(lines, *end)
    end = max(start, end)
    return {"startLine": start[0], "startColumn": start[1], "endLine": end[0], "endColumn": end[1]}


def _within(lines: Sequence[str], line: int, column: int) -> tuple[int, int]:
    """The place in a file nearest to one that may lie beyond its line, or beyond its last line."""
    if line > len(lines):
        return len(lines), len(lines[-1]) + 1
    return line, min(column, len(lines[line - 1]) + 1)


def _fix(fix: Fix, help: str | None, sources: _Sources) -> dict[str, Any]:
    files: dict[str, list[Edit]] = {}
    for edit in fix.edits:
        files.setdefault(edit.span.file, []).append(edit)
    changes = [
        {
            "artifactLocation": {"uri": uri_of(file)},
            "replacements": [
                {"deletedRegion": _region(edit.span, sources), "insertedContent": {"text": edit.text}} for edit in edits
            ],
        }
        for file, edits in files.items()
    ]
    described = {"description": _message(help)} if help else {}
    return {**described, "artifactChanges": changes, "properties": {"safe": fix.safe}}

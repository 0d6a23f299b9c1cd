"""Diagnostics as workflow commands, which GitHub Actions shows as annotations beside the lines of a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from argmap.diagnostics.codes import Severity
from argmap.diagnostics.model import Diagnostic
from argmap.diagnostics.text import shown, whole_message

__all__ = ["render_github"]

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def render_github(diagnostics: Sequence[Diagnostic], sources: Mapping[str, Sequence[str]]) -> str:
    """One command, on a line of its own, for each diagnostic."""
    return "".join(_one(d) + "\n" for d in diagnostics)


def _one(d: Diagnostic) -> str:
    properties: dict[str, str | int] = {}
    span = d.span
    if span.file:
        properties = {"file": span.file, "line": span.line, "endLine": span.end_line}
        if span.line == span.end_line:
            # GitHub rejects columns of places that reach over several lines.
            properties |= {"col": span.column, "endColumn": max(span.column, span.end_column)}
    properties["title"] = f"argmap ({d.code})"
    head = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[d.severity]} {head}::{_data(whole_message(d))}"


def _data(text: str) -> str:
    lines = text.replace("%", "%25").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "%0A".join(map(shown, lines))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

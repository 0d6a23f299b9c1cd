"""Diagnostics for a person's eyes: an excerpt with carets, in the manner of rustc and Elm."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence

from argmap.diagnostics.model import Diagnostic, Span

__all__ = ["display_width", "render_concise", "render_text"]

TAB = 4
"""Columns that a tab takes in an excerpt."""

_COLOURS = {"error": "1;31", "warning": "1;33", "rule": "34", "help": "1;36", "bold": "1"}


def display_width(text: str) -> int:
    """How many columns of a terminal a text takes (tabs apart): wide characters two, combining ones none."""
    width = 0
    for c in text:
        if c < "\x7f":
            width += 1
        elif unicodedata.category(c) in ("Mn", "Me", "Cf"):
            continue
        else:
            width += 2 if unicodedata.east_asian_width(c) in "WF" else 1
    return width


def _shown(line: str) -> str:
    return "".join(c if c == "\t" or (c >= " " and c != "\x7f") else "\ufffd" for c in line).replace("\t", " " * TAB)


def _marks(line: str, start: int, end: int, mark: str) -> str:
    before = display_width(_shown(line[: start - 1]))
    width = display_width(_shown(line[start - 1 : end - 1]))
    return " " * before + mark * max(1, width)


def render_text(diagnostics: Sequence[Diagnostic], sources: Mapping[str, Sequence[str]], colour: bool = False) -> str:
    """All diagnostics in full.

    `sources` gives the lines of each file that a diagnostic may stand in; a file that it lacks is cited
    without an excerpt.
    """

    def paint(text: str, style: str) -> str:
        return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m" if colour and text else text

    return "\n".join(_one(d, sources, paint) for d in diagnostics)


def _one(d: Diagnostic, sources: Mapping[str, Sequence[str]], paint: Callable[[str, str], str]) -> str:
    spans = [(d.span, d.label, "^"), *((r.span, r.label, "-") for r in d.related)]
    gutter = max(len(str(span.line)) for span, _, _ in spans)
    bar = paint(" " * gutter + " |", "rule")
    out = [paint(f"{d.severity}[{d.code}]", d.severity) + paint(f": {d.message}", "bold")]
    files = dict.fromkeys(span.file for span, _, _ in spans)
    for n, file in enumerate(files):
        here = sorted((s for s in spans if s[0].file == file), key=lambda s: (s[0].line, s[0].column))
        first = d.span if n == 0 else here[0][0]
        arrow = "-->" if n == 0 else ":::"
        out.append(paint(" " * gutter + arrow, "rule") + f" {file}:{first.line}:{first.column}")
        lines = sources.get(file)
        if lines is None:
            continue
        out.append(bar)
        last = 0
        for span, label, mark in here:
            if last and span.line > last + 1:
                out.append(paint("." * gutter + "..", "rule"))
            text = lines[span.line - 1] if 0 < span.line <= len(lines) else ""
            if span.line != last:
                out.append(paint(f"{span.line:>{gutter}} |", "rule") + f" {_shown(text)}".rstrip())
            end = span.end_column if span.end_line == span.line else len(text) + 1
            style = d.severity if mark == "^" else "rule"
            out.append(f"{bar} " + paint(f"{_marks(text, span.column, end, mark)} {label}".rstrip(), style))
            last = span.line
    for note in d.notes:
        out.append(f"{' ' * gutter} = {paint('note', 'help')}: {note}")
    if d.help:
        out.append(f"{' ' * gutter} = {paint('help', 'help')}: {d.help}")
    return "\n".join(out) + "\n"


def render_concise(diagnostics: Sequence[Diagnostic]) -> str:
    """One line for each diagnostic: ``file:line:column: severity[code] message``."""

    def head(span: Span) -> str:
        return f"{span.file}:{span.line}:{span.column}"

    return "".join(f"{head(d.span)}: {d.severity}[{d.code}] {d.message}\n" for d in diagnostics)

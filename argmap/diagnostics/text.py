"""Diagnostics for a person's eyes: excerpts with carets, in the manner of rustc and Elm; or one line each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from argmap.diagnostics.model import Diagnostic, Span

__all__ = ["TAB", "WIDTH", "display_width", "in_one_line", "render_concise", "render_text", "shown", "whole_message"]

TAB = 4
"""Columns that a tab takes in an excerpt."""
WIDTH = 118
"""Columns that a line of an excerpt may take, with its line number."""

_CONTEXT = 40
"""Columns kept on either side of what is marked, in a line that must be cut."""
_CUT = "…"
_COLOURS = {"error": "1;31", "warning": "1;33", "info": "1;36", "rule": "34", "help": "1;36", "bold": "1"}
_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f"  # control characters; a terminal would obey an escape
    "\ud800-\udfff"  # halves of surrogate pairs: not to be written as UTF-8
    "\u2028\u2029"  # breaks of lines
    "\u202a-\u202e\u2066-\u2069]"  # orders to change direction, which would part the carets from their text
)
# Latin, Greek and Cyrillic letters, dashes, signs: one column each.
_NARROW = re.compile("[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*")

_Paint = Callable[[str, str], str]


class _Mark(NamedTuple):
    """What is marked in one line."""

    line: int
    start: int
    """The code point with which it begins, from 0."""
    end: int
    """The one after the last."""
    sign: str
    label: str


def shown(text: str) -> str:
    """A text as an excerpt shows it: tabs as spaces, what a terminal cannot show as U+FFFD."""
    return _UNSHOWABLE.sub("\ufffd", text).replace("\t", " " * TAB)


def in_one_line(text: str) -> str:
    """A text as it is shown where only one line is to be had."""
    return shown(" ".join(text.splitlines()))


def whole_message(d: Diagnostic) -> str:
    """What is said about a problem, where one text must hold it all: the message, then notes and help, on lines."""
    return "\n".join([d.message, *(f"note: {note}" for note in d.notes), *([f"help: {d.help}"] if d.help else [])])


def display_width(text: str) -> int:
    """How many columns of a terminal a text takes as it is `shown`."""
    text = shown(text)
    if _NARROW.fullmatch(text):
        return len(text)
    # Knows all scripts and emoji sequences; its tables take longer to import than most maps to be checked.
    from wcwidth import wcswidth

    return wcswidth(text)


def render_text(diagnostics: Sequence[Diagnostic], sources: Mapping[str, Sequence[str]], colour: bool = False) -> str:
    """All diagnostics in full.

    `sources` gives the lines of each file that a diagnostic may stand in; a file that it lacks is cited
    without an excerpt.
    """

    def paint(text: str, style: str) -> str:
        return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m" if colour and text else text

    return "\n".join(_one(d, sources, paint) for d in diagnostics)


def render_concise(diagnostics: Sequence[Diagnostic], sources: Mapping[str, Sequence[str]] | None = None) -> str:
    """One line for each diagnostic: ``file:line:column: severity[code] message``."""

    def head(span: Span) -> str:
        return f"{in_one_line(span.file)}:{span.line}:{span.column}: " if span.file else ""

    return "".join(f"{head(d.span)}{d.severity}[{d.code}] {in_one_line(d.message)}\n" for d in diagnostics)


def _one(d: Diagnostic, sources: Mapping[str, Sequence[str]], paint: _Paint) -> str:
    places: dict[str, Span] = {}
    marks: dict[str, list[_Mark]] = {}
    for span, label, sign in ((d.span, d.label, "^"), *((r.span, r.label, "-") for r in d.related)):
        if span.file:
            place = places.setdefault(span.file, span)
            if sign == "-" and place is not d.span:
                places[span.file] = min(place, span)
            marks.setdefault(span.file, []).extend(_marks(span, label, sign, sources.get(span.file, ())))
    gutter = max((len(str(mark.line)) for here in marks.values() for mark in here), default=1)
    out = [paint(f"{d.severity}[{d.code}]", d.severity) + paint(f": {in_one_line(d.message)}", "bold")]
    for n, (file, place) in enumerate(places.items()):
        arrow = " " * gutter + (":::" if n else "-->")
        out.append(paint(arrow, "rule") + f" {in_one_line(file)}:{place.line}:{place.column}")
        if marks[file]:
            out.append(paint(" " * gutter + " |", "rule"))
            out.extend(_excerpt(marks[file], sources[file], gutter, d.severity, paint))
    for kind, text in [*(("note", note) for note in d.notes), *([("help", d.help)] if d.help else [])]:
        first, *more = text.splitlines() or [""]
        out.append(f"{' ' * gutter} = {paint(kind, 'help')}: {shown(first)}")
        out.extend((" " * (gutter + len(f" = {kind}: ")) + shown(line)).rstrip() for line in more)
    return "\n".join(out) + "\n"


def _marks(span: Span, label: str, sign: str, lines: Sequence[str]) -> Iterator[_Mark]:
    """The marks of a span: one, or one in its first and one in its last line. The label stands at the last."""
    _, line, column, end_line, end_column = span
    if not 0 < line <= len(lines):
        return
    if end_line > len(lines):
        end_line, end_column = len(lines), len(lines[-1]) + 1
    elif end_line > line and end_column <= 1:
        # A line with its end.
        end_line -= 1
        end_column = len(lines[end_line - 1]) + 1
    text, last = lines[line - 1], lines[end_line - 1]
    start = min(max(column - 1, 0), len(text))
    if end_line <= line:
        yield _Mark(line, start, max(min(end_column - 1, len(text)), start), sign, label)
        return
    yield _Mark(line, start, len(text), sign, "")
    end = min(end_column - 1, len(last))
    yield _Mark(end_line, min(len(last) - len(last.lstrip()), end), end, sign, label)


def _excerpt(marks: Sequence[_Mark], lines: Sequence[str], gutter: int, severity: str, paint: _Paint) -> Iterator[str]:
    """The marked lines, with their marks below them."""
    bar = paint(" " * gutter + " |", "rule")
    room = WIDTH - gutter - len(" | ")
    last = 0
    for number, group in groupby(sorted(marks, key=lambda m: m[:3]), key=lambda m: m.line):
        if last and number > last + 1:
            yield paint("." * gutter + "..", "rule")
        last = number
        line = lines[number - 1]
        for left, right, here in _parts(line, list(group), room):
            before = _CUT if left else ""
            text = before + shown(line[left:right]) + (_CUT if right < len(line) else "")
            yield (paint(f"{number:>{gutter}} |", "rule") + f" {text}").rstrip(" ")
            for mark in here:
                offset = display_width(before + line[left : mark.start])
                width = max(1, display_width(before + line[left : min(mark.end, right)]) - offset)
                style = severity if mark.sign == "^" else "rule"
                for row in _rows(offset, mark.sign * width, in_one_line(mark.label), room):
                    yield f"{bar} {paint(row, style)}"


def _rows(offset: int, signs: str, label: str, room: int) -> Iterator[str]:
    """Signs with their label behind them, or below them where there is no room."""
    if not label or offset + len(signs) + 1 + display_width(label) <= room:
        yield " " * offset + f"{signs} {label}".rstrip()
        return
    yield " " * offset + signs
    yield " " * max(0, min(offset, room - display_width(label))) + label


def _parts(line: str, marks: Sequence[_Mark], room: int) -> Iterator[tuple[int, int, Sequence[_Mark]]]:
    """Which parts of a line to show, and the marks in each: the whole line where it fits, one part that holds all
    marks, or one for each mark."""
    # A line that is much longer than there is room for is not measured: all but few of its characters take columns.
    if len(line) <= 8 * room and display_width(line) <= room:
        yield 0, len(line), marks
        return
    start, end = min(m.start for m in marks), max(m.end for m in marks)
    if end - start <= room and display_width(line[start:end]) <= room - 2 * len(_CUT):
        yield *_part(line, start, end, room), marks
        return
    for mark in marks:
        yield *_part(line, mark.start, mark.end, room), (mark,)


def _part(line: str, start: int, end: int, room: int) -> tuple[int, int]:
    """The part of a line, between two code points, that shows what stands from `start` to `end`, or its beginning."""
    room -= 2 * len(_CUT)
    marked = display_width(line[start : min(end, start + room)])
    free = room - marked
    before = max(free - _CONTEXT, free // 2) if free >= 0 else _CONTEXT
    left = max(0, start - before)
    while left < start and (display_width(line[left:start]) > before or _joined(line, left)):
        left += 1
    right = min(len(line), left + room)
    while right > left and display_width(line[left:right]) > room:
        right -= 1
    whole = right
    while right > start and _joined(line, right):
        right -= 1
    return left, right if right > start else whole


def _joined(line: str, at: int) -> bool:
    """Whether a character is drawn as one with that before it, as accents and the parts of an emoji are."""
    if not 0 < at < len(line):
        return False
    width = display_width(line[at])
    return width == 0 or display_width(line[at - 1 : at + 1]) < display_width(line[at - 1]) + width

"""From a file to lines that know what stands under them: entries at column 0, bodies by indentation.

Nothing here looks at words. Blank lines and comments are left out; a line that begins with ``|`` is joined to the
one whose text it continues.
"""

from __future__ import annotations

import re

from argmap.diagnostics import Diagnostic, Edit, Fix, Span
from argmap.notation.characters import unmarked_utf16
from argmap.notation.grammar import Row
from argmap.notation.words import ENTRIES

__all__ = ["Line", "decode", "outline", "raw_lines", "split_lines"]

_RAW = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")


class Line:
    """A line of markup, with the lines that stand under it."""

    __slots__ = ("children", "file", "indent", "mend", "more", "number", "row", "text")

    def __init__(self, file: str, number: int, indent: int, text: str) -> None:
        self.file = file
        self.number = number
        """Line number, from 1."""
        self.indent = indent
        """How many characters of indentation stand before it."""
        self.text = text
        """What stands there, and after ``\\n`` each line that continues it."""
        self.children: list[Line] = []
        self.more: list[int] = []
        """Numbers of the lines that continue it."""
        self.mend = (0, 0)
        """Where the row is that of a mended text: from where on, and by how much, its columns are too great."""
        self.row: Row | None = None
        """What the grammar makes of it; `None` where it makes nothing."""

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The place of `text[start:end]` in the file; from a continued text, as far as the first line goes."""
        stop = len(self.text) if end is None else end
        if self.mend[1]:
            at, shift = self.mend
            start = max(at, start - shift) if start > at else start
            stop = max(at, stop - shift) if stop > at and end is not None else stop
            start, stop = min(start, len(self.text)), min(stop, len(self.text))
        before = self.text.count("\n", 0, start)
        if before:
            base = self.text.rindex("\n", 0, start) + 1
            line, shift = self.more[before - 1], 1 - base
        else:
            line, shift = self.number, self.indent + 1
        newline = self.text.find("\n", start, stop)
        if newline >= 0:
            stop = max(newline, start)
        return Span(self.file, line, start + shift, line, max(stop, start) + shift)


def decode(data: bytes, file: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text of a file: UTF-8, with or without a BOM; UTF-16 with one (without one it is read, and reported). What
    cannot be read as text is reported once, and stands as U+FFFD."""
    encoding = "utf-8-sig"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif (codec := unmarked_utf16(data)) is not None:
        help = "save the file as UTF-8 in your editor"
        span = Span(file, 1, 1, 1, 2)
        message = "this file is UTF-16 and has no mark at its beginning that says so"
        found = Diagnostic("E001", message, span, "not UTF-8", help=help)
        return data.decode(codec, errors="replace"), (found,)
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError as problem:
        good = data[: problem.start].decode(encoding, errors="replace")
        line, column = good.count("\n") + 1, len(good) - (good.rfind("\n") + 1) + 1
        span = Span(file, line, column, line, column + 1)
        found = Diagnostic(
            "E001",
            "this file is not UTF-8 text",
            span,
            "this byte belongs to no character",
            help="save the file as UTF-8 in your editor",
        )
        return data.decode(encoding, errors="replace"), (found,)


def split_lines(text: str) -> list[str]:
    """The lines of a text; `\\n`, `\\r\\n` and `\\r` end one."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n")


def raw_lines(text: str) -> list[str]:
    """The same lines, each with its end: joined, they are the text again. What stands behind the last end is none where
    there is nothing."""
    return _RAW.findall(text)


def outline(lines: list[str], file: str) -> tuple[list[Line], list[Diagnostic], int]:
    """The entries of a file, each with its body below it; what is wrong with the indentation; and how many levels
    the deepest line stands below its entry."""
    entries: list[Line] = []
    problems: list[Diagnostic] = []
    # The open levels: the indentation of a level, and the last line on it.
    levels: list[tuple[int, Line]] = []
    last: Line | None = None
    indented_with, mixed, deepest, base = "", False, 0, 0
    for number, raw in enumerate(lines, 1):
        text = raw.lstrip(" \t")
        if not text or text.isspace() or text.startswith("//"):
            continue
        indent = len(raw) - len(text)
        text = text.rstrip(" \t")
        if text[0] == "|":
            if last is None:
                problems.append(_nothing_to_continue(Line(file, number, indent, text)))
            else:
                last.text += "\n" + raw
                last.more.append(number)
            continue
        line = Line(file, number, indent, text)
        last = line
        if indent <= base:
            entries.append(line)
            levels = [(0, line)]
            continue
        white = raw[:indent]
        kind = "tabs" if "\t" in white else "spaces"
        if not indented_with:
            indented_with = kind
        odd = indented_with != kind or ("\t" in white and " " in white)
        if not mixed and odd:
            problems.append(_mixed(line, indented_with))
            mixed = True
        if not levels:
            entry = text.split(None, 1)[0] in ENTRIES
            base = _indented_as_a_whole(lines, number, indent) if entry else 0
            problems.append(_no_entry(line) if not base else _too_deep(line, lines))
            if entry:
                levels = [(0, line)]
                entries.append(line)
            continue
        while len(levels) > 1 and levels[-1][0] > indent:
            levels.pop()
        depth, above = levels[-1]
        if indent == depth and len(levels) > 1:
            levels[-2][1].children.append(line)
            levels[-1] = (indent, line)
            continue
        if above.children and not odd:
            # Deeper than one open level and less deep than the one that was just closed.
            problems.append(_between(line, above))
        above.children.append(line)
        levels.append((indent, line))
        deepest = max(deepest, len(levels))
    return entries, problems, deepest


def _nothing_to_continue(line: Line) -> Diagnostic:
    return Diagnostic(
        "E111",
        "there is no text above this line for `|` to go on from",
        line.span(0, 1),
        "nothing to continue",
        help="write `|` lines below the line whose text they continue",
    )


def _mixed(line: Line, so_far: str) -> Diagnostic:
    return Diagnostic(
        "E107",
        "tabs and spaces are mixed in the indentation of this file",
        Span(line.file, line.number, 1, line.number, line.indent + 1),
        f"the lines above are indented with {so_far}",
        help="use one of the two in the whole file; two spaces a level are usual",
    )


def _no_entry(line: Line) -> Diagnostic:
    return Diagnostic(
        "E107",
        "this line is indented, and there is no entry above it",
        Span(line.file, line.number, 1, line.number, line.indent + 1),
        "belongs to nothing",
        help="begin an entry, such as `claim close: …`, at the start of the line",
    )


_ENTRY = re.compile(rf"[ \t]+(?:{'|'.join(ENTRIES)})(?![^\s:])|[ \t]+#")


def _indented_as_a_whole(lines: list[str], number: int, indent: int) -> int:
    """How deep all lines from one on are indented, if none is less deep and another entry stands as deep; else 0."""
    others = False
    for raw in lines[number:]:
        text = raw.lstrip(" \t")
        if not text or text.isspace() or text.startswith(("//", "|")):
            continue
        if len(raw) - len(text) < indent:
            return 0
        others = others or (len(raw) - len(text) == indent and _ENTRY.match(raw) is not None)
    return indent if others else 0


def _too_deep(line: Line, lines: list[str]) -> Diagnostic:
    """The whole file is indented."""
    edits = [
        Edit(Span(line.file, n, 1, n, line.indent + 1), "")
        for n, raw in enumerate(lines[line.number - 1 :], line.number)
        if len(raw) - len(raw.lstrip(" \t")) >= line.indent
    ]
    return Diagnostic(
        "E107",
        "all lines of this file are indented",
        Span(line.file, line.number, 1, line.number, line.indent + 1),
        "too deep",
        help=f"take {line.indent} characters from the beginning of each line: entries begin at the left edge",
        fix=Fix(tuple(edits), safe=True),
    )


def _between(line: Line, above: Line) -> Diagnostic:
    sibling = above.children[-1]
    return Diagnostic(
        "E107",
        "this indentation lies between two levels",
        Span(line.file, line.number, 1, line.number, line.indent + 1),
        f"{line.indent} deep",
        help=f"indent it by {sibling.indent} to stand beside line {sibling.number}"
        + (f", or by {above.indent} to stand beside line {above.number}" if above.indent else ""),
    )

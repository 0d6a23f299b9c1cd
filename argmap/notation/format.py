"""`argmap fmt`: canonical layout.

Spaces, indentation and blank lines are put in order; no word is changed, moved or joined to another, and every
comment stays with what it belongs to. A line is written again from the tokens that the grammar found in it, so what
is written reads as it did; that is looked at once more before anything is given back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from argmap.diagnostics import ArgmapError, Diagnostic
from argmap.notation.cache import RowCache
from argmap.notation.encoding import newline_of
from argmap.notation.grammar import Row
from argmap.notation.outline import Line, outline, split_lines
from argmap.notation.parser import Parser
from argmap.notation.reader import declared_voices, read_with
from argmap.notation.words import SPACES

__all__ = ["INDENT", "format_text", "joined", "tokens_of"]

INDENT = "  "
"""One level of indentation."""

_SYNTAX = ("E001", "E002", "E101", "E102", "E103", "E104", "E105", "E107", "E111")
"""What makes it doubtful what a line says. A bad name or value, or something said twice, does not."""

_MORE = re.compile(r"[ \t]*\n[ \t]*\|[ \t]*")
_THAT = re.compile(rf"(,?)[{SPACES}]*that")
_HEADING = re.compile(r"(#+)[ \t]+(.*)", re.DOTALL)

Token = tuple[str, str, int]
"""Terminal, text and where it begins."""


def format_text(text: str, name: str = "<text>", path: Path | None = None) -> str:
    """A map's markup in canonical layout: two spaces a level, one space between words, no more than one blank line.
    Line ends are kept: all `\\r\\n` where most are.

    Raises `ArgmapError` with the diagnostics where a line cannot be read: its layout is not touched then.
    `path` is where the text stands; rows of lines are kept for it between runs.
    """
    lines = split_lines(text)
    wrong = [d for d in read_with(text, name, path, {}).diagnostics if d.span.file == name and d.code in _SYNTAX]
    before = _Layout(lines, name, path)
    if wrong or before.problems:
        found = tuple(wrong or before.problems)
        first = found[0].span
        raise ArgmapError(f"{name}:{first.line}:{first.column}: {found[0].message}", found)
    out = list(before.formatted())
    if out != lines:
        after = _Layout(out, name, path)
        if after.problems or after.meaning() != before.meaning() or after.comments() != before.comments():
            raise ArgmapError(f"{name} would not read as before; it is left as it is (this is a defect of argmap)")
    return newline_of(text).join(out)


def tokens_of(row: Row) -> Iterator[Token]:
    """The tokens of a row, in the order of the line."""
    todo: list[Any] = [row]
    while todo:
        part = todo.pop()
        if isinstance(part[-1], int):
            yield part[0], part[1], part[2]
        else:
            todo.extend(reversed(part[1:]))


def joined(line: Line) -> str | None:
    """A line as it is written canonically, its continuations after `\\n` as they stand; `None` where something stands
    between its tokens that is no part of the notation."""
    assert line.row is not None
    text, out, end = line.text, "", 0
    for kind, word, start in tokens_of(line.row):
        glue = _glue(text[end:start].strip(SPACES))
        if glue is None:
            return None
        out += (glue if out else "") + (_word(kind, word) if not word.startswith("\n") else word)
        if word.startswith("\n"):
            # A text that begins on the next line.
            out = out[: -len(word)].rstrip(SPACES) + word
        end = start + len(word)
    return out if not text[end:].strip(SPACES) else None


def _glue(between: str) -> str | None:
    if not between:
        return " "
    if between in ":,":
        return f"{between} "
    that = _THAT.fullmatch(between)
    return f"{that[1]} that " if that else None


def _word(kind: str, word: str) -> str:
    if kind == "HEADING" and (parts := _HEADING.fullmatch(word)):
        return f"{parts[1]} {parts[2].rstrip(SPACES)}"
    return word.rstrip(SPACES)


class _Layout:
    """The lines of a file, and what each of them is."""

    def __init__(self, lines: Sequence[str], name: str, path: Path | None) -> None:
        self.lines = lines
        self.problems: list[Diagnostic] = []
        entries, wrong, _ = outline(list(lines), name)
        self.problems.extend(wrong)
        parser = Parser(RowCache(path), self.problems, declared_voices(entries), lines)
        self.content: dict[int, tuple[Line, int, Line | None]] = {}
        """For the number of a line with content: the line, how deep it stands, and the line above it."""
        self.more: dict[int, int] = {}
        """For the number of a line that continues a text: how deep it stands."""
        for entry in entries:
            parser.parse(entry, "top")
            self._place(entry)
        parser.runs.end()
        parser.cache.save()
        # Lines that stand under something that may have nothing below it have no row.
        if not self.problems:
            self.problems.extend(_unread(line) for line, _, _ in self.content.values() if line.row is None)

    def _place(self, entry: Line) -> None:
        todo: list[tuple[Line, int, Line | None]] = [(entry, 0, None)]
        while todo:
            line, depth, above = todo.pop()
            self.content[line.number] = (line, depth, above)
            self.more.update(dict.fromkeys(line.more, depth + 1))
            todo.extend((child, depth + 1, line) for child in line.children)

    # -- what must not change ------------------------------------------------------------------------------

    def meaning(self) -> list[tuple[int, list[tuple[str, str]]]]:
        """Each line as its depth and its words."""
        return [
            (depth, [(kind, _MORE.sub(" ", _word(kind, word)).strip(SPACES)) for kind, word, _ in tokens_of(line.row)])
            for _, (line, depth, _) in sorted(self.content.items())
            if line.row is not None
        ]

    def comments(self) -> list[tuple[int, str]]:
        """Each comment, and how many lines with content stand above it."""
        out, above = [], 0
        for number, raw in enumerate(self.lines, 1):
            above += number in self.content or number in self.more
            if number not in self.more and raw.lstrip(" \t").startswith("//"):
                out.append((above, raw.strip(" \t")))
        return out

    # -- writing -------------------------------------------------------------------------------------------

    def formatted(self) -> Iterator[str]:
        """The lines as they should be; the last one is empty, so that the file ends with a line end."""
        blank = first = True
        last: Line | None = None
        entered = False
        following = self._following()
        for number, raw in enumerate(self.lines, 1):
            text = raw.lstrip(" \t")
            if number in self.content:
                last, depth, _ = self.content[number]
                done = joined(last)
                head = (done if done is not None else last.text).split("\n")[0]
                line = INDENT * depth + head
                entered = False
            elif number in self.more:
                words = text[1:].strip(" \t")
                line = INDENT * self.more[number] + (f"| {words}" if words else "|")
            elif text.startswith("//"):
                # After a comment of the next entry there are no more of the last one.
                depth = 0 if entered else self._comment_depth(len(raw) - len(text), last, following[number])
                entered = not depth
                line = INDENT * depth + text.rstrip(" \t")
            else:
                blank = True
                continue
            if blank and not first:
                yield ""
            yield line
            blank = first = False
        yield ""

    def _following(self) -> list[int]:
        """For each line the number of the first one with content after it; 0 where none follows."""
        found, out = 0, [0] * (len(self.lines) + 1)
        for number in range(len(self.lines), 0, -1):
            out[number] = found
            if number in self.content or number in self.more:
                found = number
        return out

    def _comment_depth(self, indent: int, last: Line | None, following: int) -> int:
        """How deep a comment stands. It goes with the line that follows, unless that is less deep: then it ends the
        body in which it stands."""
        if following in self.more:
            return self.more[following]
        if following:
            line, depth, _ = self.content[following]
            if last is None or indent <= line.indent:
                return depth
        elif last is None or not indent:
            return 0
        at = self.content[last.number]
        while at[0].indent > indent and at[2] is not None:
            at = self.content[at[2].number]
        return at[1] + (indent > at[0].indent)


def _unread(line: Line) -> Diagnostic:
    help = "put it where it belongs, or take it out"
    return Diagnostic("E108", "nothing may stand under the line above", line.span(), "belongs to nothing", help=help)

"""Answers as tables for people to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from argmap.counting import count
from argmap.query.answer import Row, written

__all__ = ["table"]

_WIDEST = 64


def table(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """A table, as parts to be written one after another: its head, a line for each row, how many there are. Of several
    maps each has a table of its own, written as soon as the map was asked."""
    several = "file" in columns
    total = 0
    things = False
    for file, group in groupby(rows, key=lambda row: row.file):
        some = list(group)
        if file is not None and several:
            place = columns.index("file")
            yield from _block(
                [c for n, c in enumerate(columns) if n != place],
                [tuple(written(cell, ", ") for n, cell in enumerate(row.cells) if n != place) for row in some],
                file,
            )
        else:
            yield from _block(columns, [tuple(written(cell, ", ") for cell in row.cells) for row in some], None)
        total += len(some)
        things = things or any(row.id is not None for row in some)
    if not total:
        yield "nothing found\n"
    elif things:
        yield f"{count(total, 'thing')} found\n"


def _block(columns: Sequence[str], rows: list[tuple[str, ...]], title: str | None) -> Iterator[str]:
    if title is not None:
        yield f"{title}\n"
    numbers = [bool(rows) and all(_is_number(row[n]) for row in rows) for n in range(len(columns))]
    widths = [
        max(_width(line) for text in (column, *(row[n] for row in rows)) for line in _fold(text, n == len(columns) - 1))
        for n, column in enumerate(columns)
    ]
    for row in (tuple(columns), *rows):
        folded = [_fold(text, n == len(row) - 1) for n, text in enumerate(row)]
        for n in range(max(map(len, folded))):
            line = [parts[n] if n < len(parts) else "" for parts in folded]
            cells = [_set(text, width, number) for text, width, number in zip(line, widths, numbers, strict=True)]
            yield "  ".join(cells).rstrip() + "\n"
    yield "\n"


def _fold(text: str, last: bool) -> list[str]:
    """A text on lines that are not wider than columns get, except in the last one; a word is never broken."""
    if last:
        return [text]
    lines: list[str] = []
    for word in text.split(" "):
        if lines and _width(lines[-1]) + 1 + _width(word) <= _WIDEST:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _is_number(text: str) -> bool:
    return not text or text.replace(".", "", 1).isdigit()


def _set(text: str, width: int, right: bool) -> str:
    gap = " " * (width - _width(text))
    return gap + text if right else text + gap


def _width(text: str) -> int:
    """How many columns a text takes in a terminal."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    return max(0, wcswidth(text))

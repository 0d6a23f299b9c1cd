"""Maps with the expected diagnostics written below the line that earns them.

``//~ E103 14-15 there is no colon`` says: on the nearest line above that is not such a comment, a diagnostic E103
begins at column 14 and ends before column 15, and its message contains the words. Columns and words may be left out.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import argmap

_MARK = re.compile(r"\s*//~ (?P<code>[EWI]\d{3})(?: (?P<from>\d+)(?:-(?P<to>\d+))?)?(?: (?P<words>.+))?$")
_FENCE = re.compile(r"^```argmap(?P<info>[^\n]*)\n(?P<body>.*?)^```", re.MULTILINE | re.DOTALL)


class Expected(NamedTuple):
    line: int
    code: str
    start: int | None
    end: int | None
    words: str | None


def expected_in(text: str) -> list[Expected]:
    """The diagnostics that the comments of a map announce."""
    found, last = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        if match := _MARK.match(line):
            start, end = match["from"], match["to"]
            found.append(
                Expected(last, match["code"], int(start) if start else None, int(end) if end else None, match["words"])
            )
        else:
            last = number
    return found


def mismatches(text: str, path: Path | None = None, rules: tuple[str, ...] = ("W302",)) -> list[str]:
    """How what checking a map by these rules reports differs from what it announces; nothing when both agree."""
    announced = expected_in(text)
    reading = argmap.reads(text, path=path)
    left = list(argmap.check(reading, rules))
    problems = []
    for want in announced:
        fitting = [
            d
            for d in left
            if d.span.line == want.line
            and d.code == want.code
            and want.start in (None, d.span.column)
            and want.end in (None, d.span.end_column)
            and (want.words is None or want.words in f"{d.message} {d.help}")
        ]
        if fitting:
            left.remove(fitting[0])
        else:
            problems.append(f"missing: {want}")
    problems += [f"not announced: {d.span} {d.code} {d.message} ({d.help})" for d in left]
    return problems


def blocks_in(page: str) -> list[tuple[int, str, str]]:
    """The fenced `argmap` blocks of a Markdown page: line, what stands after the language's name, and the text."""
    return [(page.count("\n", 0, m.start()) + 1, m["info"].strip(), m["body"]) for m in _FENCE.finditer(page)]

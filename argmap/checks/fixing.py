"""Fixes put into the text: `argmap check --fix`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from argmap.diagnostics import Diagnostic, Fix
from argmap.notation.outline import raw_lines

__all__ = ["Fixed", "apply", "fixed"]

PASSES = 20
"""How often a text is read again, since one fix may uncover the next."""

Check = Callable[[str], Sequence[Diagnostic]]
"""What is wrong with a text."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What came of it."""

    text: str
    count: int
    """How many fixes were put in."""
    left: tuple[Diagnostic, ...]
    """What is wrong with the new text."""
    refused: int
    """How many fixes were left out, since they would have brought an error."""


def fixed(text: str, file: str, check: Check, unsafe: bool = False) -> Fixed:
    """A text with every safe fix of the diagnostics in `file` put in; with `unsafe`, the others too.

    After each round the text is checked again. A fix of an error after which there are as many errors as before, or
    of something else after which there are more, is left out.
    """
    count, found = 0, tuple(check(text))
    refused: set[Fix] = set()
    for _ in range(PASSES):
        wanted = {d.fix: d for d in found if d.fix and (unsafe or d.fix.safe) and d.fix not in refused}
        fixes = _apart(list(wanted), file)
        if not fixes:
            break
        new, after = text, found
        while fixes:
            new = apply(text, fixes)
            after = tuple(check(new))
            if _errors(after) <= _errors(found) - _errors([wanted[fix] for fix in fixes]):
                break
            # One of them did harm: half of them is tried, until it is known which.
            if len(fixes) == 1:
                refused.add(fixes[0])
                fixes, new, after = [], text, found
            else:
                fixes = fixes[: len(fixes) // 2]
        count += len(fixes)
        text, found = new, after
    return Fixed(text, count, found, sum(d.fix in refused for d in found))


def _errors(found: Sequence[Diagnostic]) -> int:
    return sum(d.severity == "error" for d in found)


def _apart(fixes: Sequence[Fix], file: str) -> list[Fix]:
    """Those of the fixes that lie in one file and touch none before them."""
    taken: list[tuple[tuple[int, int], tuple[int, int]]] = []
    out: list[Fix] = []
    for fix in dict.fromkeys(fixes):
        ranges = [((e.span.line, e.span.column), (e.span.end_line, e.span.end_column)) for e in fix.edits]
        if any(e.span.file != file for e in fix.edits):
            continue
        if not any((a < end and start < b) or (start, end) == (a, b) for a, b in ranges for start, end in taken):
            taken.extend(ranges)
            out.append(fix)
    return out


def apply(text: str, fixes: Sequence[Fix]) -> str:
    """A text with fixes put in that do not overlap. Lines and columns count as in `Span`."""
    starts = [0, *accumulate(map(len, raw_lines(text)))]

    def offset(line: int, column: int) -> int:
        return min(starts[line - 1] + column - 1, len(text)) if line <= len(starts) else len(text)

    edits = sorted(
        (offset(e.span.line, e.span.column), offset(e.span.end_line, e.span.end_column), e.text)
        for fix in fixes
        for e in fix.edits
    )
    out, at = [], 0
    for start, end, new in edits:
        out += [text[at:start], new]
        at = end
    return "".join([*out, text[at:]])

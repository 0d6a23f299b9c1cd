"""What the modules share that deal with lines which the grammar does not take."""

from __future__ import annotations

import re
import unicodedata

from argmap.diagnostics import Diagnostic, Span
from argmap.notation.grammar import Row, lark_row, row_by_shape
from argmap.notation.outline import Line
from argmap.notation.words import RESERVED, id_from_text, is_id

__all__ = [
    "CLOSED_BY",
    "SEEN",
    "Found",
    "any_of",
    "cut",
    "mended",
    "parse",
    "plain_span",
    "slug",
    "stops_short",
    "unseen",
]

Found = tuple[Diagnostic, Row | None]
"""What is said of a line, and the row of what was meant where that is clear."""

CLOSED_BY = {'"': '"', "“": "”", "«": "»", "„": "“"}
"""For each mark that opens a quote the one that closes it."""

SEEN = " \t\n\u00a0\u202f\u2009"
"""The blanks that the notation knows."""


def parse(context: str, text: str) -> Row | None:
    """The row of a line, or `None` when the grammar does not take it."""
    row = row_by_shape(context, text)
    if row is not None:
        return row
    from lark.exceptions import UnexpectedInput

    try:
        return lark_row(context, text)
    except UnexpectedInput:
        return None


def mended(line: Line, context: str, text: str) -> Row | None:
    """The row of a line as it was meant. What is said of it later still stands at its place in the line as it is."""
    row = parse(context, text)
    if row is not None and not line.text.startswith(text):
        same = (a == b for a, b in zip(line.text, text, strict=False))
        at = next((n for n, equal in enumerate(same) if not equal), min(len(line.text), len(text)))
        shift = len(text) - len(line.text)
        line.mend = (at + max(shift, 0), shift)
    return row


def plain_span(line: Line, start: int, end: int) -> Span:
    """The place of a stretch of the first line as it was written, mended or not."""
    return Span(line.file, line.number, line.indent + start + 1, line.number, line.indent + end + 1)


def unseen(word: str) -> tuple[str, str] | None:
    """What is said of a word that holds a character which cannot be seen, and the word without; else `None`."""
    if word.isascii() or word.isprintable():
        return None
    char = next((c for c in word if unicodedata.category(c) in ("Cf", "Cc")), None)
    if char is None:
        return None
    name = unicodedata.name(char, "control character").lower()
    clean = "".join(c for c in word if unicodedata.category(c) not in ("Cf", "Cc"))
    return f"a character that cannot be seen stands in `{clean}`: {name} (U+{ord(char):04X})", clean


def slug(words: str) -> str:
    """An ID made of words that are none."""
    slug = re.sub(r"[^\w]+", "-", words.split("\n")[0]).strip("-_").lower()
    if slug in RESERVED:
        slug += "-1"
    if slug and not is_id(slug) and is_id(f"n{slug}"):
        slug = f"n{slug}"
    return slug if slug and is_id(slug) else id_from_text(words)


def any_of(names: list[str]) -> str:
    """Several names as a list in words."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" or {names[-1]}"


def stops_short(line: Line, message: str, help: str, row: Row | None = None) -> Found:
    """Say that a line ends too early."""
    end = len(line.text.split("\n")[0])
    return Diagnostic("E104", message, line.span(end, end + 1), "something is missing here", help=help), row


def cut(text: str) -> str:
    """The beginning of a text, as an example in a help."""
    text = text.split("\n")[0].rstrip()
    return text if len(text) <= 30 else text[:29].rstrip() + "…"

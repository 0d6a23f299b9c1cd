"""What an analyst did to the words between quotation marks: left out, put in, changed."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

__all__ = ["Piece", "pieces"]

PieceKind = Literal["words", "ellipsis", "omission", "insertion", "change"]
"""``words``: the source's own; ``ellipsis``: `…`, a stretch that is part of the quote and not written out;
``omission``: `[…]`, words left out; ``insertion``: `[word]`, words put in or in place of others; ``change``: `[H]ow`, a
letter in another case."""

_PARTS = re.compile(
    r"(?P<omission>\[[ \u00a0]*(?:…|\.{3})[ \u00a0]*\])|(?P<change>\[\w\](?=\w))|(?P<insertion>\[[^\[\]]*\])"
    r"|(?P<ellipsis>…|\.{3,})"
)


class Piece(NamedTuple):
    """A stretch of a quote."""

    kind: PieceKind
    text: str
    """As written; for insertions and changes without the brackets."""


def pieces(text: str) -> tuple[Piece, ...]:
    """The stretches of a quote, in order. Joined, with brackets put back, they are the quote."""
    out: list[Piece] = []
    at = 0
    for match in _PARTS.finditer(text):
        if match.start() > at:
            out.append(Piece("words", text[at : match.start()]))
        kind = match.lastgroup
        written = match[0][1:-1] if kind in ("insertion", "change") else match[0]
        out.append(Piece(kind, written))  # type: ignore[arg-type]
        at = match.end()
    if at < len(text):
        out.append(Piece("words", text[at:]))
    return tuple(out)

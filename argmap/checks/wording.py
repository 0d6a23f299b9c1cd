"""What rules on the wording of texts share: where a part of a text stands in its file, whether a map is in English,
and a text without what it only quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from argmap.checks.view import View
from argmap.diagnostics import Span

__all__ = ["CLOSERS", "is_english", "masked", "part"]

CLOSERS = "\"'”’»«“›‹)]}」』）】〉》*_"
"""What may stand after the stop of a sentence and belong to it."""

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    "the of is are was were be been and to that which who will would should has have had not its".split()
)
# Common short words of languages in the same letters; none of them is an English word that texts are full of.
_OTHER = frozenset(
    "der das ist und nicht ein eine den dem sich mit von zu auf für le la les des une est et que qui dans pour pas du "
    "el los las del es en por para una no se il di che è per non gli della het een van niet dat op te och att som är "
    "för inte av og på det ikke o os da não uma em na w się nie jest".split()
)
_QUOTED = re.compile(
    r'"[^"]*"|“[^“”]*[”“]|„[^„“”]*[“”]|«[^«»]*»|\([^()]*\)|\[[^\[\]]*\]|「[^「」]*」|『[^『』]*』|（[^（）]*）'
)


def is_english(view: View) -> bool:
    """Whether the texts of a map are English: its `lang` says so, or it has none and most of the little words are."""
    return view.once(_is_english)


def _is_english(view: View) -> bool:
    lang = view.map.lang
    if lang is not None:
        return lang.lower().partition("-")[0] in ("en", "eng")
    english = other = 0
    for statement in view.map.statements:
        for word in _WORD.findall(statement.text.lower()):
            english += word in _ENGLISH
            other += word in _OTHER
    return english >= other


def masked(text: str) -> str:
    """A text of the same length in which what stands in quotation marks or brackets is hidden."""
    return _QUOTED.sub(lambda m: "□" * len(m[0]), text)


def part(view: View, id: str, start: int, end: int) -> Span:
    """Where the characters from `start` to `end` of a statement's text stand; where that cannot be told (the text is
    stored otherwise than written, or was read from no file), the whole line."""
    whole = view.span(id)
    text = view.map[id].text  # type: ignore[attr-defined]
    at = 0
    first: tuple[int, int] | None = None
    for number, column, piece in _pieces(view, whole, text):
        if at + len(piece) < start or not piece:
            at += len(piece) + 1
            continue
        if first is None:
            first = (number, column + max(0, start - at))
        if end <= at + len(piece):
            return Span(whole.file, *first, number, column + end - at)
        at += len(piece) + 1
    return whole


def _pieces(view: View, span: Span, text: str) -> Iterable[tuple[int, int, str]]:
    """The lines that a text is written on: line, column, and what stands there. Nothing if they do not make it up."""
    lines = view.lines(span.file)
    if not 0 < span.line <= len(lines):
        return []
    line = lines[span.line - 1][: span.end_column - 1].rstrip()
    # The text begins where the statement does if it has no ID of its own, else after the colon.
    begin = span.column - 1
    if not text.startswith(line[begin:]):
        begin = line.find(":", begin) + 1
        begin += len(line[begin:]) - len(line[begin:].lstrip())
    found = [(span.line, begin + 1, line[begin:])]
    length = len(line) - begin
    for number in range(span.line + 1, len(lines) + 1):
        if length >= len(text):
            break
        line = lines[number - 1]
        stripped = line.strip()
        if stripped.startswith("|") and (more := stripped[1:].strip()):
            found.append((number, line.index(more, line.index("|") + 1) + 1, more))
            length += len(more) + 1
        elif not stripped.startswith(("|", "//")):
            break
    return found if " ".join(piece for _, _, piece in found) == text else []

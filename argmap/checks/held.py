"""What the rules about quotes share: the anchors of a map, where quoted words stand in its file and in the article."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

from argmap.anchoring.anchors import Anchor, anchors, source_of
from argmap.checks.view import View
from argmap.diagnostics import Related, Span
from argmap.model.nodes import Source
from argmap.notation.mend import CLOSED_BY
from argmap.sources.comparing import unbroken
from argmap.sources.text import SourceText, Stretch

__all__ = [
    "article_lines",
    "as_written",
    "excerpt",
    "held",
    "in_article",
    "inner_span",
    "place_of",
    "standing",
    "tail_span",
    "text_span",
    "unheld",
    "words_of",
    "words_span",
    "written",
]


def held(view: View) -> tuple[Anchor, ...]:
    """The anchors of a map, made once."""
    return view.once(_anchors)


def _anchors(view: View) -> tuple[Anchor, ...]:
    return anchors(view.map, view.texts)


def unheld(view: View) -> int:
    """How many quotes there are whose source has no text at hand."""
    missing = 0
    for quote in view.map.quotes:
        source = source_of(view.map, quote)
        missing += source is None or view.texts.get(source) is None
    return missing


# -- in the map's file -------------------------------------------------------------------------------------


def words_span(view: View, anchor: Anchor) -> Span:
    """Where quoted words stand in the file of the map, with their quotation marks."""
    span = view.span(anchor.node)
    lines = view.lines(span.file)
    if not 0 < span.line <= len(lines):
        return span
    if anchor.kind == "cue":
        return _cue_span(span, lines, anchor) or span
    line = lines[span.line - 1]
    return _marked(span, line, span.line, span.column - 1) or span


def _marked(span: Span, line: str, number: int, start: int) -> Span | None:
    if not start < len(line) or line[start] not in CLOSED_BY:
        return None
    closing = CLOSED_BY[line[start]] + ("”" if line[start] == "„" else "")
    end = start + 1
    while end < len(line) and line[end] not in closing:
        end += 2 if line[end] == "\\" and line[end + 1 : end + 2] in closing else 1
    return Span(span.file, number, start + 1, number, min(end, len(line) - 1) + 2)


def _cue_span(span: Span, lines: Sequence[str], anchor: Anchor) -> Span | None:
    first = lines[span.line - 1]
    depth = len(first) - len(first.lstrip())
    seen = 0
    for number in range(span.line + 1, len(lines) + 1):
        line = lines[number - 1]
        if len(line) - len(line.lstrip()) <= depth and not _anywhere(line):
            return None
        head = re.match(r"\s*cue\s+", line)
        at = head.end() if head else len(line)
        while at < len(line):
            here = _marked(span, line, number, at)
            if here is None:
                at += 1
                continue
            if seen == anchor.number:
                return here
            seen += 1
            at = here.end_column - 1
    return None


def _anywhere(line: str) -> bool:
    """Whether a line may stand at any depth: one that is blank, a comment, or goes on from another."""
    return not line.strip() or line.lstrip().startswith(("//", "|"))


_TAIL = re.compile(r"[ \t\u00a0\u202f\u2009]*\b(in|at|near|anchor)[ \t\u00a0\u202f\u2009]+")
_END = re.compile(r"(?=[ \t\u00a0\u202f\u2009]+(?:in|at|near|anchor)[ \t]|[ \t\u00a0\u202f\u2009]*(?:[\"“«„]|$))")


def tail_span(view: View, anchor: Anchor, word: str) -> Span | None:
    """Where that stands which follows `in`, `at`, `near` or `anchor` behind a quote; `None` where it cannot be told."""
    span = words_span(view, anchor)
    lines = view.lines(span.file)
    line = lines[span.line - 1] if 0 < span.line <= len(lines) else ""
    at = span.end_column - 1
    while head := _TAIL.match(line, at):
        found = _marked(span, line, span.line, head.end())
        if found is None:
            end = _END.search(line, head.end())
            stop = end.start() if end else len(line)
            found = span._replace(column=head.end() + 1, end_column=stop + 1)
        if head[1] == word:
            return found
        at = found.end_column - 1
    return None


def inner_span(view: View, anchor: Anchor) -> Span:
    """The same without the quotation marks."""
    span = words_span(view, anchor)
    return span._replace(column=span.column + 1, end_column=max(span.column + 1, span.end_column - 1))


def as_written(view: View, anchor: Anchor, words: str) -> str:
    """Words as they are written between the quotation marks of a quote."""
    span = words_span(view, anchor)
    lines = view.lines(span.file)
    mark = lines[span.line - 1][span.column - 1] if 0 < span.line <= len(lines) else '"'
    closing = CLOSED_BY.get(mark, '"') + ("”" if mark == "„" else "")
    return "".join("\\" + c if c in closing else c for c in words)


def text_span(view: View, source: Source) -> Span:
    """Where the path of a source's text stands."""
    span = view.span(source.id)
    lines = view.lines(span.file)
    for number in range(span.line + 1, len(lines) + 1):
        line = lines[number - 1]
        if not line[:1].isspace() and not _anywhere(line):
            break
        if source.text and (found := re.match(r"\s+text\s+", line)):
            return Span(span.file, number, found.end() + 1, number, found.end() + 1 + len(source.text))
    return span


# -- in the article ----------------------------------------------------------------------------------------


def words_of(source: SourceText, stretch: Stretch) -> str:
    """The words of a stretch of an article, on one line."""
    return unbroken(source.text[stretch.start : stretch.end])


def excerpt(source: SourceText, stretch: Stretch, around: int = 24) -> str:
    """A stretch with some of what stands around it in its paragraph, on one line; of a long one, both ends."""
    first, last = _paragraphs_of(source, stretch)
    start, end = max(first, stretch.start - around), min(last, stretch.end + around)
    while first < start < stretch.start and not source.text[start - 1].isspace():
        start += 1
    while last > end > stretch.end and not source.text[end].isspace():
        end -= 1
    words = unbroken(source.text[start:end])
    if len(words) > 160:
        words = f"{words[:78].rsplit(' ', 1)[0]} … {words[-78:].split(' ', 1)[-1]}"
    return words


def _paragraphs_of(source: SourceText, stretch: Stretch) -> Stretch:
    """From where the paragraph begins in which a stretch begins to where that ends in which it ends."""
    if not source.paragraphs:
        return stretch
    first, last = (source.paragraphs[source.paragraph_of(at) - 1] for at in (stretch.start, stretch.end))
    return Stretch(min(first.start, stretch.start), max(last.end, stretch.end))


def standing(words: str, text: str) -> Stretch | None:
    """Where folded words stand in a text; `None` where that is nowhere or in several places."""
    if not words:
        return None
    wanted = r"\W+".join(map(re.escape, words.split()))
    before, after = r"(?<!\w)" * words[0].isalnum(), r"(?!\w)" * words[-1].isalnum()
    found = list(re.finditer(before + wanted + after, text.replace("’", "'"), re.IGNORECASE))
    return Stretch(*found[0].span()) if len(found) == 1 else None


def written(words: str, text: str) -> str:
    """Folded words as a text has them, where it has them once."""
    found = standing(words, text)
    return unbroken(text[found.start : found.end]) if found else words


def place_of(view: View, id: str, offset: int, unit: str = "") -> str:
    """Where something stands in a source, as a map writes it behind `at`: by the unit (`p.`, `¶` or `l.`) that is asked
    for, else by page where there are pages, else by paragraph."""
    source, finder = view.texts.get(id), view.texts.finder(id)
    assert source is not None
    assert finder is not None
    page = source.page_of(offset)
    tried = [f"l. {source.line_of(offset)}"] if unit == "l." else []
    if page is not None and unit in ("", "p."):
        tried += [f"p. {page.label}", f"p. {source.pages.index(page) + 1}"]
    for place in tried:
        # Pages may be called `iv`, or as if they were others.
        there = finder.place(place)
        if there is None:
            continue
        at = source.page_of(there.start)
        # A footnote stands at the end of the text, on a page of the same name.
        if there.start <= offset < there.end or (page and at and (place, at.label) == (f"p. {page.label}", page.label)):
            return place
    return f"¶ {source.paragraph_of(offset)}"


def _lined(view: View, id: str) -> tuple[str, SourceText] | None:
    """An article of which diagnostics can show lines, for it is plain text, and what they call its file."""
    source, text, place = view.map.get(id), view.texts.get(id), view.map.place_of(id)
    if not isinstance(source, Source) or source.text is None or place is None or text is None or text.kind != "text":
        return None
    return os.path.normpath(os.path.join(os.path.dirname(place.file), source.text)), text


def article_lines(view: View) -> dict[str, list[str]]:
    """The lines of the articles, by the names that diagnostics give them."""
    shown = (_lined(view, source.id) for source in view.map.sources)
    return {name: text.text.split("\n") for name, text in filter(None, shown)}


def in_article(view: View, id: str, stretch: Stretch, label: str) -> tuple[Related, ...]:
    """A stretch of an article as another place of a diagnostic, where its lines can be shown."""
    shown = _lined(view, id)
    if shown is None:
        return ()
    name, text = shown
    line, last = text.line_of(stretch.start), text.line_of(max(stretch.start, stretch.end - 1))
    column = stretch.start - text.line_starts[line - 1] + 1
    end = stretch.end - text.line_starts[last - 1] + 1
    return (Related(Span(name, line, column, last, end), label),)

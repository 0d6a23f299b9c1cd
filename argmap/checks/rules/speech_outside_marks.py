"""W705 speech-outside-marks: words quoted from a voice that the source does not put in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from argmap.checks.held import excerpt, held, in_article, place_of, words_span
from argmap.checks.view import View
from argmap.diagnostics import Diagnostic
from argmap.model.nodes import Attribution, Source, Voice
from argmap.sources.text import SourceText, Stretch

__all__ = ["check"]

_LABEL = re.compile(
    r"^[ \t]*[^\W\d_a-zß-öø-ÿ][^\s:：]*(?:[ \t]+[^\W\d_a-zß-öø-ÿ][^\s:：]*){0,3}(?::[ \t]|：)", re.MULTILINE
)
"""Who speaks, at the start of a line: `HOLLIS:`, `Dr Quill:`, `A:`."""
_DASH = re.compile(r"(?:\A|(?<=[.?!…:]\n))[ \t]*[—–―]")
"""A dash at the start of a line, with which speech begins in some languages."""
_SET_OFF = re.compile(r"(?:[ \t]*>|[ \t]{2,}|\t)")
_REACH, _LINES = 10_000, 40
"""Characters before some words, and lines of a paragraph, that are looked at."""
_QUESTIONS = 3
"""From so many paragraphs on that are questions, an article is an interview."""


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each quote of an attribution whose words stand in no quotation of the source.

    What may be speech otherwise is left alone: a source without quotation marks (a speech), an interview, words behind
    the name of a speaker or a dash, a paragraph that is set off. And so are the words of those who wrote the source.
    """
    articles: dict[str, _Article] = {}
    for anchor in held(view):
        act, match = view.map.get(anchor.of), anchor.finding.match
        text = view.texts.get(anchor.source)
        if not isinstance(act, Attribution) or anchor.kind != "quote" or match is None or text is None:
            continue
        if _wrote(view, anchor.source, act):
            continue
        article = articles.setdefault(anchor.source, _Article(text))
        if article.speaks(Stretch(match.start, match.end)):
            continue
        words = Stretch(match.start, match.end)
        related = in_article(view, anchor.source, words, "no quotation marks here")
        place = place_of(view, anchor.source, match.start)
        yield Diagnostic(
            "W705",
            f"`{anchor.source}` does not put these words in quotation marks",
            words_span(view, anchor),
            "the article's own words",
            related=related,
            notes=() if related else (f"the source, {place}: {excerpt(text, words)}",),
            help="quote them on a line below the position; behind a voice stand only words that the source gives as "
            "its own",
        )


def _wrote(view: View, id: str, act: Attribution) -> bool:
    """Whether those whose words they are wrote the source, or whether nobody says who did."""
    source = view.map.get(id)
    if not isinstance(source, Source):
        return True
    first = view.map.first_source
    if not source.by and source is not first:
        return True
    writers = {"author", *source.by, source.venue}
    for voice in [view.map.get(by) for by in source.by]:
        writers.update(voice.of if isinstance(voice, Voice) else ())
    return not writers.isdisjoint(act.voices)


class _Article:
    """An article, and where somebody speaks in it."""

    def __init__(self, text: SourceText) -> None:
        self.text = text
        self.outer = [q for q in text.quotations if q.depth == 0]
        self.starts = [q.start for q in self.outer]
        asked = [p for p in text.paragraphs if text.text[p.start : p.end].endswith("?")]
        self.interview = len(asked) >= max(_QUESTIONS, len(text.paragraphs) // 6)

    def speaks(self, words: Stretch) -> bool:
        """Whether words may be somebody's speech, as the article shows it."""
        if not self.outer or self.interview:
            return True
        return (self._inside(words.start) and self._inside(words.end - 1)) or self._introduced(words.start)

    def _inside(self, offset: int) -> bool:
        n = bisect_right(self.starts, offset) - 1
        return n >= 0 and offset < self.outer[n].end

    def _introduced(self, offset: int) -> bool:
        """Whether the paragraph is set off, or names a speaker before these words, or begins with a dash."""
        text, number = self.text.text, self.text.paragraph_of(offset)
        paragraph = self.text.paragraphs[number - 1]
        before = text[max(paragraph.start, offset - _REACH) : offset]
        if _LABEL.search(before) or _DASH.search(before):
            return True
        return self._set_off(number) and not self._set_off(number - 1)

    def _set_off(self, number: int) -> bool:
        """Whether each line of a paragraph is indented, or begins with `>`."""
        if not 0 < number <= len(self.text.paragraphs) or self.text.kind != "text":
            return False
        start, end = self.text.paragraphs[number - 1]
        first, last = self.text.line_of(start), self.text.line_of(max(start, end - 1))
        lines = [self.text.line(n) for n in range(first, min(last + 1, first + _LINES))]
        return all(line is not None and _SET_OFF.match(self.text.text, *line) for line in lines)

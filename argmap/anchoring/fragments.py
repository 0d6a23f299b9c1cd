"""Links to words on a page: text fragments (`#:~:text=…`), as the draft "URL Fragment Text Directives" has them.

A browser goes to the first place on a page at which the words of a directive stand, whatever their case and accents. So
a directive is made as short as it can be and still lead to the words that are meant: it is tried on the text first, as
a browser would, and gets words from before and behind until it does.

No part of a directive goes over the end of a line or paragraph, since a browser looks for each within one block of the
page. Words that do are written as a range, by their first words and their last.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import NamedTuple
from urllib.parse import quote

from argmap.sources.text import SourceText, Stretch

__all__ = ["Directive", "TextFragments"]

_LONGEST = 300
"""Characters from which on words are written as a range."""
_AT_EDGES = (4, 8, 16)
"""How many words a range has at either end."""
_AROUND = (0, 1, 2, 3, 4, 6, 8, 12)
"""How many words from around are tried."""
_FARTHEST = 400
"""Characters around them that are looked at for that."""
_WORD = re.compile(r"\S+")
_BETWEEN_LETTERS = frozenset("'’.:·\u2027\uff0e\uff07\uff1a")
_BETWEEN_DIGITS = frozenset(".,;'’\uff0c\uff0e\uff1b\uff07")


class Directive(NamedTuple):
    """A text directive. Its parts are written as on the page."""

    start: str
    """The words, or those with which they begin."""
    end: str = ""
    """Those with which they end, where it is a range."""
    prefix: str = ""
    """What stands right before them."""
    suffix: str = ""
    """What stands right behind them."""

    def __str__(self) -> str:
        """The directive as it is written in an address: `text=prefix-,start,end,-suffix`."""
        parts = [
            *([f"{_encoded(self.prefix)}-"] if self.prefix else []),
            _encoded(self.start),
            *([_encoded(self.end)] if self.end else []),
            *([f"-{_encoded(self.suffix)}"] if self.suffix else []),
        ]
        return "text=" + ",".join(parts)


class TextFragments:
    """Makes links to words of one text. What is needed of the text is made once."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self._page = _Page(source)

    def link(self, url: str, spans: Sequence[Stretch]) -> str | None:
        """The address of a page with a directive for each stretch of words; `None` where one of them holds no words, or
        stands in the text more than once with the same words all around."""
        directives = [self.directive(span) for span in spans]
        if not directives or None in directives:
            return None
        page, _, fragment = url.partition("#")
        return f"{page}#{fragment.partition(':~:')[0]}:~:" + "&".join(map(str, directives))

    def directive(self, span: Stretch) -> Directive | None:
        """The directive that leads to a stretch of words and no other; `None` as for `link`."""
        page = self._page
        goal = page.bounded(span)
        if goal is None:
            return None
        for directive in _choices(self.source.text, goal):
            if page.find(directive) == page.place(goal):
                return directive
        return None


def _choices(text: str, goal: Stretch) -> Iterator[Directive]:
    """Directives for the same words, the shortest first."""
    words = text[goal.start : goal.end]
    before, behind = (list(islice(f, _AROUND[-1])) for f in (_before(text, goal.start), _behind(text, goal.end)))
    bodies = [(words, "")] if "\n" not in words and len(words) <= _LONGEST else list(_ranges(words))
    around = [(n, m) for n in _AROUND for n, m in dict.fromkeys(((n, 0), (0, n), (n, n)))]
    seen = set()
    for (start, end), (n, m) in product(bodies, around):
        prefix = before[min(n, len(before)) - 1] if n and before else ""
        suffix = behind[min(m, len(behind)) - 1] if m and behind else ""
        directive = Directive(start, end, prefix, suffix)
        if directive not in seen:
            seen.add(directive)
            yield directive


def _ranges(words: str) -> Iterator[tuple[str, str]]:
    """The first and the last words of a text, each from one line."""
    lines = [line for line in re.split(r"\s*\n\s*", words) if any(map(_is_word, line))]
    first, last = lines[0], lines[-1]
    for count in _AT_EDGES:
        if len(lines) > 1:
            head, tail = _first_words(first, count), _last_words(last, count)
        else:
            # One long line: neither end may take words of the other.
            half = first.find(" ", len(first) // 2)
            if half < 0:
                yield first, ""
                return
            head, tail = _first_words(first[:half], count), _last_words(first[half:], count)
        yield _trimmed(head), _trimmed(tail)


def _first_words(line: str, count: int) -> str:
    found = [m.end() for m in _WORD.finditer(line) if any(map(_is_word, m[0]))]
    return line[: found[min(count, len(found)) - 1]] if found else line


def _last_words(line: str, count: int) -> str:
    found = [m.start() for m in _WORD.finditer(line) if any(map(_is_word, m[0]))]
    return line[found[-min(count, len(found))] :] if found else line


def _trimmed(words: str) -> str:
    """Words without the punctuation around them, of which a page may have another kind."""
    letters = [n for n, char in enumerate(words) if _is_word(char)]
    return words[letters[0] : letters[-1] + 1] if letters else words.strip()


def _before(text: str, start: int) -> Iterator[str]:
    """What stands before a place, on its line or else on the last one before: one word, two words, and so on."""
    end = start
    while end > 0 and text[end - 1].isspace():
        end -= 1
    line = text[max(text.rfind("\n", 0, end) + 1, end - _FARTHEST) : end]
    yield from (
        line[m.start() :] for m in reversed(list(_WORD.finditer(line))) if any(map(_is_word, line[m.start() :]))
    )


def _behind(text: str, end: int) -> Iterator[str]:
    """What stands behind a place, on its line or else on the next one."""
    start = end
    while start < len(text) and text[start].isspace():
        start += 1
    line = text[start : start + _FARTHEST].partition("\n")[0]
    yield from (_ended(line[: m.end()]) for m in _WORD.finditer(line) if any(map(_is_word, line[: m.end()])))


def _ended(words: str) -> str:
    """Words without the punctuation behind the last."""
    letters = [n for n, char in enumerate(words) if _is_word(char)]
    return words[: letters[-1] + 1]


def _encoded(part: str) -> str:
    """A part of a directive for an address: all but ASCII letters, digits, `_`, `.` and `~` in per cent."""
    return quote(part, safe="").replace("-", "%2D")


# -- the page as a browser searches it ---------------------------------------------------------------------


class _Page:
    """A text as a browser compares it: without case and accents, white space as one space, `\\n` between blocks."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        chars: list[str] = []
        places = array("I")
        at = 0
        for paragraph in source.paragraphs:
            if chars:
                chars.append("\n")
                places.append(at)
            at = self._add(source.text, paragraph, chars, places)
        self.text = "".join(chars)
        self.places = places
        """For each of its characters, from which character of the text it comes."""

    @staticmethod
    def _add(text: str, paragraph: Stretch, chars: list[str], places: array[int]) -> int:
        space = False
        for at in range(paragraph.start, paragraph.end):
            char = text[at]
            if char.isspace():
                if not space:
                    chars.append(" ")
                    places.append(at)
                space = True
                continue
            space = False
            for plain in _PRIMARY[char]:
                chars.append(plain)
                places.append(at)
        return paragraph.end

    def place(self, span: Stretch) -> tuple[int, int]:
        """Where a stretch of the text stands here."""
        return bisect_left(self.places, span.start), bisect_left(self.places, span.end)

    def bounded(self, span: Stretch) -> Stretch | None:
        """A stretch from its first letter to its last, with the words whole that it cuts; `None` without letters."""
        text = self.source.text
        letters = [n for n in range(span.start, span.end) if _is_word(text[n])]
        if not letters:
            return None
        start, end = letters[0], letters[-1] + 1
        while start > 0 and not _is_boundary(text, start):
            start -= 1
        while end < len(text) and not _is_boundary(text, end):
            end += 1
        return Stretch(start, end)

    def find(self, directive: Directive) -> tuple[int, int] | None:
        """Where a browser goes: the first place that fits, as the draft's "find a range from a text directive"."""
        text = self.text
        prefix, start, end, suffix = map(_primary, (directive.prefix, directive.start, directive.end, directive.suffix))
        first = prefix or start
        at = text.find(first)
        while at >= 0:
            if _is_boundary(text, at):
                begin = _past_space(text, at + len(prefix)) if prefix else at
                stop = begin + len(start)
                if text.startswith(start, begin) and (_is_boundary(text, stop) or (suffix and not end)):
                    found = self._end(end, suffix, stop)
                    if found is not None:
                        return begin, found
                    if end:
                        return None
            at = text.find(first, at + 1)
        return None

    def _end(self, end: str, suffix: str, at: int) -> int | None:
        """Where words end that begin before `at`."""
        if not end:
            return at if self._follows(suffix, at) else None
        text = self.text
        found = text.find(end, at)
        while found >= 0:
            stop = found + len(end)
            fits = _is_boundary(text, found) and (suffix or _is_boundary(text, stop))
            if fits and self._follows(suffix, stop):
                return stop
            found = text.find(end, stop if fits else found + 1)
        return None

    def _follows(self, suffix: str, at: int) -> bool:
        if not suffix:
            return True
        begin = _past_space(self.text, at)
        return self.text.startswith(suffix, begin) and _is_boundary(self.text, begin + len(suffix))


def _past_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \n":
        at += 1
    return at


class _Primary(dict[str, str]):
    """What is left of each character at the primary level of the Unicode Collation Algorithm, roughly."""

    def __missing__(self, char: str) -> str:
        apart = unicodedata.normalize("NFKD", char).casefold()
        plain = "".join(c for c in unicodedata.normalize("NFKD", apart) if unicodedata.category(c) not in ("Mn", "Cf"))
        self[char] = plain
        return plain


_PRIMARY = _Primary()


def _primary(text: str) -> str:
    return "".join(" " if char.isspace() else _PRIMARY[char] for char in text)


def _is_word(char: str) -> bool:
    return char == "_" or unicodedata.category(char)[0] in "LMN"


def _is_boundary(text: str, at: int) -> bool:
    """Whether a word begins or ends at a place (Unicode Standard Annex 29, without dictionaries)."""
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if _is_word(before) and _is_word(after):
        return False
    if _is_word(before) and at + 1 < len(text):
        return not _joins(before, after, text[at + 1])
    if _is_word(after) and at > 1:
        return not _joins(text[at - 2], before, after)
    return True


def _joins(left: str, sign: str, right: str) -> bool:
    """Whether a sign holds two letters or two digits together in one word: `can't`, `11.40`."""
    if left.isdigit() and right.isdigit():
        return sign in _BETWEEN_DIGITS
    return left.isalpha() and right.isalpha() and sign in _BETWEEN_LETTERS

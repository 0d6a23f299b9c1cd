"""Paragraphs from the lines of pages: heads, feet and footnotes out of the way, words joined over line ends."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from argmap.sources.columns import WORD_GAP, Line, Piece, usual_size
from argmap.sources.limits import Clock
from argmap.sources.text import Box, TextBuilder

__all__ = ["HYPHEN", "PageLines", "TextLine", "put_together", "text_lines"]

HYPHEN = "\u00ad"
"""Stands for a hyphen at the end of a line; elsewhere a hyphen is `-`."""

# Sizes of type, as shares of that of the running text.
_SMALLER = 0.93
_LARGER = 1.12

_EDGE_ROWS = 3
"""Rows at the top and bottom of a page in which heads and feet are looked for."""

_LONGEST_HEAD = 120
"""A longer line is no running head."""

_SENTENCE_END = re.compile(r"[.!?…。！？؟।]['\"’”»›)\]]*$")
_BLOCK_END = re.compile(r"[.!?…:;。！？؟।]['\"’”»›)\]]*$")
_CLOSING = re.compile(r"[.,;:!?…'\"’”»›)\]]$")
_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:(?:page|pages|p\.|pp\.|seite|s\.|página|pagina)\s*)?(\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|of|von|de|di|sur)\s*\d{1,4})?[\W_]*",
    re.IGNORECASE,
)
_MARKER = re.compile(r"(?:\d{1,3}|[*†‡§¶]{1,3})[.)]?(?=\W|$)")
_RAISED_MARK = re.compile(r"\d{1,3}(?:[,–-]\d{1,3})*|[*†‡§¶]{1,3}")
_RAISED_DIGITS = re.compile(r"(?<=[^\W\d_]{3})[¹²³⁴-⁹⁰]+|(?<=[.,;:!?…\"’”»)])[¹²³⁴-⁹⁰]+")
_UNIT = re.compile(r"(?:^|[\W\d_])(?:[^\W\d_]|[kcdm]m|ft|yd|mi)$")
_YEAR = re.compile(r"(?:^|\D)(?:1[5-9]|20)\d\d$")
_WORD = re.compile(r"[^\W_]+(?:[-‐][^\W_]+)*")
_LAST_WORD = re.compile(r"[^\W_]+(?:[-‐][^\W_]+)*$")
_FIRST_WORD = re.compile(r"[^\W_]+(?:[-‐][^\W_]+)*")
_LEFT_OPEN = frozenset("and or to und oder bis et ou y o e".split())
"""Words after which a hyphen was left hanging on purpose: `pre- and post-war`."""


@dataclass(slots=True)
class TextLine:
    """A line as text."""

    text: str
    box: Box
    """As it is read."""
    shown: Box
    """As it stands on the page, which may be turned."""
    base: float
    size: float
    page: int
    """Which page it stands on, from 0."""
    column: int
    """Which stretch of a column of the page it belongs to."""
    edges: tuple[float, float]
    """Where the lines of its column begin and end."""
    first_word: float
    """Width of its first word."""
    marked: bool = False
    """Whether a raised mark begins it, as a footnote."""
    justified: bool = False
    """Whether most lines of its column end at the same edge."""

    @property
    def hyphened(self) -> bool:
        """Whether a word may go on in the next line."""
        return self.text.endswith(HYPHEN) and len(self.text) > 1 and self.text[-2].isalnum()


@dataclass(slots=True)
class PageLines:
    """The lines of a page in reading order."""

    label: str
    lines: list[TextLine]
    asides: list[TextLine] = field(default_factory=list)
    """Lines that do not run as the others do (along the margin)."""


# --- lines ---


def text_lines(lines: Iterable[Line], page: int) -> list[TextLine]:
    """Lines as text: with spaces where there are gaps, without the raised numbers of footnotes."""
    out = []
    for line in lines:
        pieces = line.pieces
        text = _spell(pieces)
        if not text:
            continue
        size = usual_size(pieces)
        base = max(pieces, key=lambda p: (not p.raised, p.size <= 1.2 * size, len(p.text))).base
        box = Box(
            min(p.left for p in pieces),
            min(p.bottom for p in pieces),
            max(p.right for p in pieces),
            max(p.top for p in pieces),
        )
        marked = pieces[0].raised and _RAISED_MARK.fullmatch(pieces[0].text) is not None
        width = pieces[0].right - pieces[0].left
        out.append(TextLine(text, box, box, base, size, page, line.column, line.edges, width, marked))
    return out


def _spell(pieces: Sequence[Piece]) -> str:
    gaps = [b.left - a.right for a, b in pairwise(pieces)]
    least = _letter_gap(pieces, gaps)
    out: list[str] = []
    for n, p in enumerate(pieces):
        if n and p.raised and _is_note_mark(p, pieces[n - 1], gaps[n - 1], "".join(out[-3:])):
            continue
        text = p.text
        if n:
            before = pieces[n - 1]
            size = min(p.size, before.size)
            initial = n == 1 and len(before.text) == 1 and before.size > 1.7 * p.size
            apart = gaps[n - 1] > (max(least, WORD_GAP) if least else WORD_GAP) * size
            if n == 1 and before.raised and _RAISED_MARK.fullmatch(before.text):
                apart = True
            if initial:
                apart = before.text in "AI" and gaps[n - 1] > 0.25 * size
            if out and (apart or (p.spaced and not least)):
                out.append(" ")
        out.append(text)
    text = "".join(out).strip()
    text = _RAISED_DIGITS.sub("", text)
    # A hyphen within the line is no longer one at its end.
    return text[:-1].replace(HYPHEN, "-") + text[-1:]


def _letter_gap(pieces: Sequence[Piece], gaps: Sequence[float]) -> float:
    """Where letters are set apart one by one: the gap, in em, beyond which there is a space; else 0."""
    single = sum(len(p.text) == 1 for p in pieces)
    if len(pieces) < 6 or single < 0.7 * len(pieces):
        return 0.0
    middle = sorted(gaps)[len(gaps) // 2]
    return 1.5 * middle / max(p.size for p in pieces)


def _is_note_mark(p: Piece, before: Piece, gap: float, so_far: str) -> bool:
    """Whether a raised piece is the number of a footnote: right after a word or a closing mark, and no power."""
    if not _RAISED_MARK.fullmatch(p.text) or gap > 0.4 * before.size or not so_far or before.raised:
        return False
    if not p.text[0].isdigit():
        return True
    if so_far[-1].isdigit():
        return _YEAR.search(so_far) is not None
    return (so_far[-1].isalpha() and not _UNIT.search(so_far)) or _CLOSING.search(so_far) is not None


# --- heads, feet, footnotes ---


def _without_heads(pages: list[PageLines]) -> None:
    """Drop what repeats at the top or bottom of pages, and numbers that stand alone there."""
    rows = [(_edge_rows(page.lines, True), _edge_rows(page.lines, False)) for page in pages]
    seen: dict[tuple[bool, str], list[tuple[int, float]]] = defaultdict(list)
    counted: Counter[tuple[bool, int]] = Counter()
    for n, both in enumerate(rows):
        for top, edge in zip((True, False), both, strict=True):
            for row in edge:
                for line in row:
                    if len(line.text) <= _LONGEST_HEAD:
                        seen[top, _without_digits(line.text)].append((n, line.base))
                    number = _number(line.text)
                    if number is not None:
                        counted[top, number - n] += 1
    for n, (page, both) in enumerate(zip(pages, rows, strict=True)):
        gone: set[int] = set()
        for top, edge in zip((True, False), both, strict=True):
            for row in edge:
                drop = [line for line in row if _is_head(line, top, n, page.lines, seen, counted, len(pages))]
                if not drop:
                    break
                gone.update(map(id, drop))
                if len(drop) < len(row):
                    break
        if gone:
            page.lines = [line for line in page.lines if id(line) not in gone]


def _edge_rows(lines: Sequence[TextLine], top: bool) -> list[list[TextLine]]:
    rows: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda t: -t.base if top else t.base):
        if rows and abs(rows[-1][0].base - line.base) <= 0.3 * line.size:
            rows[-1].append(line)
        elif len(rows) == _EDGE_ROWS:
            break
        else:
            rows.append([line])
    return rows


def _is_head(
    line: TextLine,
    top: bool,
    page: int,
    lines: Sequence[TextLine],
    seen: dict[tuple[bool, str], list[tuple[int, float]]],
    counted: Counter[tuple[bool, int]],
    pages: int,
) -> bool:
    number = _number(line.text)
    if number is not None:
        if pages > 1 and counted[top, number - page] > 1:
            return True
        return (pages > 1 or not top) and _stands_off(line, lines)
    key = _without_digits(line.text)
    if not key or len(line.text) > _LONGEST_HEAD:
        return False
    alike = {n for n, base in seen[top, key] if abs(base - line.base) <= 0.7 * line.size}
    # A line of the text may come again, too, but not everywhere, nor all by itself.
    return len(alike) > 1 and (len(alike) >= 0.4 * pages or _stands_off(line, lines))


def _stands_off(line: TextLine, lines: Sequence[TextLine]) -> bool:
    """Whether no other line is as near as lines of one paragraph are."""
    near = [abs(t.base - line.base) for t in lines if t is not line and abs(t.base - line.base) > 0.3 * line.size]
    return bool(near) and min(near) > 1.6 * line.size


def _without_digits(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalpha())


def _number(text: str) -> int | None:
    """The number of a line that is a page number and no more."""
    found = _PAGE_NUMBER.fullmatch(text.strip())
    if not found:
        return None
    if found[1].isdigit():
        return int(found[1])
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    digits = [values[c] for c in found[1].lower()]
    return sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))


def _without_footnotes(pages: list[PageLines], body: float) -> list[TextLine]:
    """Take the footnotes of each page out of its lines."""
    notes: list[TextLine] = []
    for page in pages:
        columns: dict[int, list[TextLine]] = {}
        for line in page.lines:
            columns.setdefault(line.column, []).append(line)
        order = list(columns.values())
        gone: set[int] = set()
        for n, column in enumerate(order):
            if any(_is_under(other, column) for other in order if other is not column and not _all_in(other, gone)):
                continue
            start = _footnote_start(column, body, n > 0)
            if start == len(column):
                continue
            after = order[n + 1][0] if n + 1 < len(order) else None
            if after and not _begins_note(column[start]) and after.size <= _SMALLER * body and start:
                # Small type that goes on in the next column is no footnote.
                continue
            notes += column[start:]
            gone.update(map(id, column[start:]))
        if gone and len(gone) < len(page.lines):
            page.lines = [line for line in page.lines if id(line) not in gone]
        elif gone:
            del notes[-len(gone) :]
    return notes


def _all_in(lines: Sequence[TextLine], ids: set[int]) -> bool:
    return all(id(line) in ids for line in lines)


def _is_under(other: Sequence[TextLine], column: Sequence[TextLine]) -> bool:
    left, right = min(t.box.left for t in column), max(t.box.right for t in column)
    return other[0].base < column[-1].base and any(t.box.left < right and t.box.right > left for t in other)


def _footnote_start(column: Sequence[TextLine], body: float, later: bool) -> int:
    """Where the footnotes at the bottom of a column begin; its length where there are none."""
    start = len(column)
    while start and column[start - 1].size <= _SMALLER * body:
        start -= 1
    if start < len(column):
        if start:
            return start
        # All of it is small: footnotes under columns, or a text in small type.
        return 0 if later and _begins_note(column[0]) else len(column)
    for n in range(len(column) - 1, max(0, len(column) - 12), -1):
        line, before = column[n], column[n - 1]
        if line.marked and before.base - line.base > 1.25 * _leading(column):
            start = n
    return start


def _begins_note(line: TextLine) -> bool:
    return line.marked or _MARKER.match(line.text) is not None


def _leading(lines: Sequence[TextLine], least: int = 1) -> float:
    """The usual distance from line to line."""
    steps = sorted(
        a.base - b.base
        for a, b in pairwise(lines)
        if 0.5 * b.size < a.base - b.base < 3 * b.size and 0.9 < a.size / b.size < 1.1
    )
    if len(steps) < least:
        return 0.0
    return steps[(len(steps) - 1) // 2]


# --- paragraphs ---


def _set_edges(columns: Sequence[Sequence[TextLine]]) -> None:
    """Find where the lines of each column begin and end: a line or two may stick out of a long one; a short one has the
    width of a long one that begins where it does, if there is one."""
    long: list[tuple[int, tuple[float, float]]] = []
    for column in columns:
        if len(column) > 3:
            lefts = sorted(t.box.left for t in column)
            rights = sorted((t.box.right for t in column), reverse=True)
            edges = lefts[len(column) // 20], rights[len(column) // 20]
            long.append((column[0].page, edges))
            for line in column:
                line.edges = edges
    for column in columns:
        if len(column) <= 3:
            page, left, em = column[0].page, min(t.box.left for t in column), column[0].size
            right = max(t.box.right for t in column)
            alike = [
                (abs(n - page), edges)
                for n, edges in long
                if abs(n - page) <= 3 and abs(edges[0] - left) < 2.5 * em and edges[1] > right - em
            ]
            if alike:
                edges = min(alike)[1]
                for line in column:
                    line.edges = edges


class _Paragraphs:
    """Tells where paragraphs begin."""

    def __init__(self, lines: Sequence[TextLine]) -> None:
        by_size: dict[int, list[float]] = defaultdict(list)
        columns: dict[tuple[int, int], list[TextLine]] = defaultdict(list)
        for line in lines:
            columns[line.page, line.column].append(line)
        self._steps: dict[tuple[int, int], float] = {}
        _set_edges(list(columns.values()))
        for key, column in columns.items():
            step = _leading(column, 5)
            if step:
                self._steps[key] = step
            full = sum(abs(t.edges[1] - t.box.right) <= 0.2 * t.size for t in column)
            for line in column:
                line.justified = len(column) > 3 and full >= 0.6 * len(column)
            for a, b in pairwise(column):
                if 0.5 * b.size < a.base - b.base < 3 * b.size and 0.9 < a.size / b.size < 1.1:
                    by_size[round(b.size)].append(a.base - b.base)
        self._by_size = {size: sorted(steps)[(len(steps) - 1) // 2] for size, steps in by_size.items()}

    def split(self, lines: Sequence[TextLine]) -> list[list[TextLine]]:
        """Lines in order, paragraph by paragraph."""
        out: list[list[TextLine]] = []
        for n, line in enumerate(lines):
            after = lines[n + 1] if n + 1 < len(lines) else None
            if not out or self._begins(out[-1], line, after):
                out.append([line])
            else:
                out[-1].append(line)
        return out

    def _begins(self, paragraph: Sequence[TextLine], line: TextLine, after: TextLine | None) -> bool:
        before = paragraph[-1]
        if not 1 / 1.15 < line.size / before.size < 1.15 or line.marked:
            return True
        if (before.page, before.column) != (line.page, line.column):
            return self._begins_after_break(before, line)
        em = line.size
        step = self._steps.get((line.page, line.column)) or self._by_size.get(round(line.size)) or 1.25 * em
        if before.base - line.base > 1.22 * step:
            return True
        short = _is_short(before, line)
        ends = _BLOCK_END.search(before.text) is not None
        indent = line.box.left - before.box.left
        returns = (
            after is None
            or (after.page, after.column) != (line.page, line.column)
            or after.box.left < line.box.left - 0.7 * em
        )
        if abs(indent) <= 0.7 * em:
            # One first line after the other, where paragraphs have a line each.
            alone = len(paragraph) == 1 and returns and line.box.left > line.edges[0] + 0.7 * em
            return ends and (short or alone)
        if self._is_centred(before, line):
            return ends and short
        if indent > 0:
            # A first line, the first of an indented block, or the second of a paragraph that hangs.
            return not before.hyphened and (ends or short)
        if len(paragraph) > 1 or line.box.left < line.edges[0] - 0.7 * em:
            return not before.hyphened and (ends or short or not line.text[0].islower())
        return ends and short

    @staticmethod
    def _is_centred(before: TextLine, line: TextLine) -> bool:
        middle = (line.edges[0] + line.edges[1]) / 2
        return all(
            abs((t.box.left + t.box.right) / 2 - middle) < 0.6 * line.size and t.box.left - t.edges[0] > 0.7 * line.size
            for t in (before, line)
        )

    @staticmethod
    def _begins_after_break(before: TextLine, line: TextLine) -> bool:
        if before.hyphened:
            return False
        short, ends = _is_short(before, line), _SENTENCE_END.search(before.text) is not None
        if _first_letter(line.text).islower():
            return short and ends
        width, width_before = (t.edges[1] - t.edges[0] for t in (line, before))
        if short or (before.page == line.page and abs(width - width_before) > 0.2 * width):
            return True
        return ends and line.box.left > line.edges[0] + 0.7 * line.size


def _is_short(before: TextLine, line: TextLine) -> bool:
    """Whether the line before ends early: the first word of this one had room in it."""
    if before.justified and line.justified:
        return before.edges[1] - before.box.right > 0.7 * before.size
    return before.edges[1] - before.box.right > line.first_word + 1.2 * before.size


def _first_letter(text: str) -> str:
    return next((c for c in text if c.isalpha()), "")


def _without_interruptions(
    paragraphs: list[list[TextLine]], body: float
) -> tuple[list[list[TextLine]], list[list[TextLine]]]:
    """Join sentences that a caption or the like in other type cuts in two; the second list has what was between."""
    out: list[list[TextLine]] = []
    between: list[list[TextLine]] = []
    n = 0
    while n < len(paragraphs):
        paragraph = paragraphs[n]
        if out and _is_body(out[-1], body) and not _is_body(paragraph, body):
            last = out[-1][-1]
            end = n
            while end < len(paragraphs) and end < n + 6 and not _is_body(paragraphs[end], body):
                end += 1
            if end < len(paragraphs) and _is_body(paragraphs[end], body):
                goes_on = _first_letter(paragraphs[end][0].text).islower()
                if goes_on and (last.hyphened or not _BLOCK_END.search(last.text)):
                    between += paragraphs[n:end]
                    out[-1] = out[-1] + paragraphs[end]
                    n = end + 1
                    continue
        out.append(paragraph)
        n += 1
    return out, between


def _is_body(paragraph: Sequence[TextLine], body: float) -> bool:
    return _SMALLER * body < paragraph[0].size < _LARGER * body


# --- text ---


def _vocabulary(lines: Sequence[TextLine]) -> Counter[str]:
    """How often each word stands unbroken in a line."""
    words: Counter[str] = Counter()
    broken = False
    for line in lines:
        found = _WORD.findall(line.text.replace("‐", "-").casefold())
        if broken:
            del found[:1]
        broken = line.hyphened
        if broken:
            del found[-1:]
        words.update(found)
    return words


def _joined(text: str, following: str, words: Counter[str]) -> tuple[str, bool]:
    """A line without the hyphen at its end, or with it, and whether the next line goes on without a space."""
    stem = text[:-1]
    left, right = _LAST_WORD.search(stem), _FIRST_WORD.match(following)
    if not left or not right:
        return stem + "-", False
    one, other = left[0].casefold(), right[0].casefold()
    whole, parted = words[one + other], words[f"{one}-{other}"]
    if other in _LEFT_OPEN and not whole:
        return stem + "-", False
    if right[0][0].isupper() or right[0][0].isdigit() or parted > whole:
        return stem + "-", True
    return stem, True


def put_together(pages: list[PageLines], builder: TextBuilder, clock: Clock) -> None:
    """Write the text of pages: paragraphs, which go on over columns and pages, then footnotes and what stood between.

    The lines of the pages are changed. Raises `SourceError` when it takes too long.
    """
    _without_heads(pages)
    clock.check()
    every = [line for page in pages for line in page.lines]
    body = _body_size(every)
    notes = _without_footnotes(pages, body)
    clock.check()
    words = _vocabulary(every)
    teller = _Paragraphs(every)
    main = teller.split([line for page in pages for line in page.lines])
    main, between = _without_interruptions(main, body)
    clock.check()
    tail = between + teller.split(notes)
    seen: set[str] = set()
    for page in pages:
        for line in page.asides:
            if line.text not in seen:
                seen.add(line.text)
                tail.append([line])
    tail.sort(key=lambda paragraph: paragraph[0].page)
    writer = _Writer(pages, builder, words)
    for paragraph in main:
        writer.write(paragraph)
    writer.to_page(len(pages) - 1)
    for paragraph in tail:
        writer.write(paragraph)


def _body_size(lines: Sequence[TextLine]) -> float:
    """The size of type in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes.items(), key=lambda item: (item[1], item[0]))[0] if sizes else 1.0


class _Writer:
    def __init__(self, pages: Sequence[PageLines], builder: TextBuilder, words: Counter[str]) -> None:
        self._pages = pages
        self._builder = builder
        self._words = words
        self._page = -1

    def to_page(self, page: int) -> None:
        """Go on to a page; pages without text are passed on the way, and footnotes go back to theirs."""
        if page < self._page:
            self._builder.page(self._pages[page].label)
            self._page = page
        while self._page < page:
            self._page += 1
            self._builder.page(self._pages[self._page].label)

    def write(self, paragraph: Sequence[TextLine]) -> None:
        builder = self._builder
        builder.paragraph()
        glued = False
        for n, line in enumerate(paragraph):
            text = line.text
            following = paragraph[n + 1].text if n + 1 < len(paragraph) else ""
            glue = False
            if line.hyphened and following:
                text, glue = _joined(text, following, self._words)
            elif text.endswith(HYPHEN):
                text = text[:-1] + "-"
            elif text[-1] in "—–" and len(text) > 1 and not text[-2].isspace() and following:
                glue = True
            self.to_page(line.page)
            if glued:
                # The rest of a word that the line before began; the line ends after it.
                rest, space, text = text.partition(" ")
                builder.add(rest, box=line.shown)
                if space:
                    builder.line()
            builder.add(text, box=line.shown)
            if not glue:
                builder.line()
            glued = glue
        builder.paragraph()

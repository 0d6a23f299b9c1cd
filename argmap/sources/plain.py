"""Plain text and Markdown: their characters, and where the paragraphs of a plain text begin."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from argmap.sources.limits import MAX_BYTES, MAX_TEXT, SourceError
from argmap.sources.text import Page, SourceText, Stretch, _Origins

__all__ = ["Head", "decoded", "head_of", "read_markdown", "read_plain"]

_SAVE = "save the article as plain text in UTF-8, and name that file"
_ALONE = "save the article alone, and name that file"
_UTF_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")


def decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text in the bytes of a file called `name`, without a byte order mark, and what a reader should know of it.

    UTF-8, UTF-16 with a byte order mark, else windows-1252, which is then noted. Line ends stay as they are.
    Raises `SourceError` where the file is too large or holds no text.
    """
    if len(data) > MAX_BYTES:
        raise SourceError(
            f"it is larger than {MAX_BYTES // 1_000_000} MB", "save the article alone, and name that file"
        )
    text, notes = _decoded(data)
    controls = text.count("\0") or sum(1 for _ in _CONTROLS.finditer(text))
    if "\0" in text or controls > max(1, len(text) // 20):
        raise SourceError("it holds no text", _SAVE)
    return text, notes


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    if encoding := _UTF_16.get(data[:2]):
        text = data[2:].decode(encoding, "replace")
        return text, _damaged(text)
    mark = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    try:
        return data[mark:].decode(), ()
    except UnicodeDecodeError:
        text = data[mark:].decode("utf-8", "replace")
    # A slip or two in a text that is UTF-8 all over is damage, not another encoding.
    beyond_ascii = sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", text)))
    if mark or text.count("\ufffd") * 10 <= beyond_ascii:
        return text, _damaged(text)
    text = data.decode("cp1252", "replace")
    return text, ("its encoding was guessed (windows-1252): save it as UTF-8 to be sure of every letter",)


def _damaged(text: str) -> tuple[str, ...]:
    lost = text.count("\ufffd")
    return (f"characters of it that could not be read: {lost}",) if lost > 0 else ()


def read_plain(data: bytes, name: str) -> SourceText:
    """A plain text, kept as it stands but for its line ends. Raises `SourceError`."""
    original, notes = decoded(data, name)
    text, origins = _with_plain_line_ends(original)
    if len(text) > MAX_TEXT:
        raise SourceError("it is too long for an article", _ALONE)
    paragraphs = tuple(_paragraphs(text))
    head = head_of(text, paragraphs)
    return SourceText(
        text=text,
        kind="text",
        paragraphs=paragraphs,
        pages=_pages(text),
        title=head.title,
        author=head.author,
        date=head.date,
        name=name,
        notes=notes,
        _origins=origins,
    )


def read_markdown(data: bytes, name: str) -> SourceText:
    """The words of a Markdown file, without its marks. Raises `SourceError`."""
    from argmap.sources.markdown import markdown

    text, notes = decoded(data, name)
    if len(text) > MAX_TEXT:
        raise SourceError("it is too long for an article", _ALONE)
    return markdown(text, name, notes)


def _with_plain_line_ends(original: str) -> tuple[str, _Origins]:
    origins = _Origins()
    if "\r" not in original:
        return original, origins
    dropped = 0
    at = original.find("\r\n")
    while at >= 0:
        dropped += 1
        origins.add(at + 2 - dropped, "", at + 2, None, True)
        at = original.find("\r\n", at + 2)
    return original.replace("\r\n", "\n").replace("\r", "\n"), origins


def _pages(text: str) -> tuple[Page, ...]:
    starts = [at for at, char in enumerate(text) if char == "\f"] if "\f" in text else []
    if not starts:
        return ()
    # Programs that end each page with `\f` leave one after the last; a first page may then be empty.
    ended = not text[starts[-1] :].strip()
    if ended:
        starts.pop()
    if ended or not starts or text[: starts[0]].strip():
        starts.insert(0, 0)
    else:
        starts[0] = 0
    ends = [*starts[1:], len(text)]
    return tuple(Page(str(n), start, end) for n, (start, end) in enumerate(zip(starts, ends, strict=True), 1))


# Paragraphs

_LINES = re.compile(r"[^\n\f]+|\f")
_ENDED = re.compile(r"[.?!…:。！？؟।۔][\"'”’“»«)\]」』]*(?:\[\d{1,3}\])?$")
_ENDED_WITHIN = re.compile(r"[.?!…][\"'”’)»]*\s+[^\sa-z]|[。！？]")
_ITEM = re.compile(r"[-*+•‣◦·]\s|\d{1,3}[.)]\s|\([a-z0-9]{1,3}\)\s")
_WIDTHS = {"\t": 4, "\u3000": 2}
_LEAST_INDENT, _MOST_INDENT = 2, 8
_LONG = 100


class _Line(NamedTuple):
    start: int
    end: int
    words: str
    indent: int
    """Columns before it, against the other lines of its page."""
    blank: bool
    """Whether blank lines stand above it."""
    page: bool
    """Whether it is the first of a page."""
    wide: bool
    """Whether it begins with an ideographic space, as Chinese and Japanese paragraphs do."""

    @property
    def indented(self) -> bool:
        return self.indent >= _LEAST_INDENT

    @property
    def ended(self) -> bool:
        """Whether a sentence ends with it."""
        return _ENDED.search(self.words, max(0, len(self.words) - 12)) is not None

    @property
    def together(self) -> bool:
        """Whether it stands directly below another line."""
        return not (self.blank or self.page)


def _paragraphs(text: str) -> list[Stretch]:
    """Blocks between blank lines; where the text marks paragraphs otherwise, what it marks."""
    lines = _lines(text)
    if not lines:
        return []
    widths = sorted(len(line.words) for line in lines)
    usual = widths[len(widths) * 3 // 4]
    alone = _one_line_each(lines)
    by_indents = not alone and _marked_by_indents(lines)

    starts = [0]
    goes_on_indented = False
    for n in range(1, len(lines)):
        above, line = lines[n - 1], lines[n]
        if alone:
            begins = not (line.page and _goes_on(above, line, starts[-1] == n - 1, usual))
        elif not by_indents:
            begins = line.blank and not line.page
            begins = begins or (line.page and not _goes_on(above, line, starts[-1] == n - 1, usual))
        elif line.indented:
            # Indented lines below one another may be a block quote: one paragraph.
            begins = not (line.together and above.indented) or above.ended or len(above.words) < usual * 0.6
        elif line.together:
            begins = goes_on_indented or above.indent > _MOST_INDENT
        else:
            begins = not _goes_on(above, line, starts[-1] == n - 1 and not above.indented, usual)
        goes_on_indented = line.indented and not begins
        if begins:
            starts.append(n)
    ends = [*starts[1:], len(lines)]
    return [Stretch(lines[a].start, lines[b - 1].end) for a, b in zip(starts, ends, strict=True)]


def _goes_on(above: _Line, line: _Line, heading: bool, usual: int) -> bool:
    """Whether a sentence goes on from the line above a gap; `heading` says whether that one may be a title."""
    if above.ended:
        return False
    return line.words[0].islower() or (not heading and len(above.words) >= usual * 0.75)


def _lines(text: str) -> list[_Line]:
    """The lines with something in them."""
    found: list[tuple[int, int, int, bool, bool, bool, int]] = []
    page, pages, last = False, 0, -1
    for match in _LINES.finditer(text):
        raw = match[0]
        if raw == "\f":
            page, pages = True, pages + 1
            continue
        words = raw.strip()
        if not words:
            continue
        ahead = len(raw) - len(raw.lstrip())
        indent = sum(_WIDTHS.get(char, 1) for char in raw[:ahead]) if ahead < 200 else 200
        start = match.start() + ahead
        blank = last >= 0 and text.count("\n", last, start) > 1
        found.append((start, start + len(words), indent, blank, page, raw[0] == "\u3000", pages))
        page, last = False, start + len(words)

    on_page: dict[int, Counter[int]] = {}
    whole: Counter[int] = Counter()
    for _, _, indent, _, _, _, number in found:
        on_page.setdefault(number, Counter())[indent] += 1
        whole[indent] += 1
    margin = _margin(whole)
    margins = {n: _margin(counts) if counts.total() >= 5 else margin for n, counts in on_page.items()}
    return [
        _Line(start, end, text[start:end], indent - margins[number], blank, page, wide)
        for start, end, indent, blank, page, wide, number in found
    ]


def _margin(indents: Counter[int]) -> int:
    """The least indent that many lines have."""
    lines = indents.total()
    return min((indent for indent, count in indents.items() if count * 7 >= lines), default=0)


def _one_line_each(lines: list[_Line]) -> bool:
    """Whether each line is a paragraph: long lines below one another, most with several sentences, which end there."""
    if sum(line.wide for line in lines) * 2 > len(lines):
        return True
    pairs = ended = several = 0
    for above, line in pairwise(lines):
        if line.together and len(above.words) > (_LONG * 0.4 if "。" in above.words else _LONG):
            pairs += 1
            ended += above.ended
            several += _ENDED_WITHIN.search(above.words) is not None
    return pairs > 0 and ended * 5 >= pairs * 4 and several * 2 >= pairs


def _marked_by_indents(lines: list[_Line]) -> bool:
    """Whether indents mark the paragraphs: they stand where sentences end, and more often than blank lines."""
    good = bad = 0
    for above, line in pairwise(lines):
        if not line.together or not line.indented or line.indent > _MOST_INDENT or _ITEM.match(line.words):
            continue
        if above.ended:
            good += 1
        elif not above.indented:
            bad += 1
    blocks = 1 + sum(1 for line in lines[1:] if not line.together)
    enough = good >= 2 or (good == 1 and lines[0].indented)
    return enough and good >= bad * 3 and good * 2 >= blocks


# Title, author and date

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH = rf"(?:{_MONTHS}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
_DATE = rf"\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}} {_MONTH} \d{{4}}|{_MONTH} \d{{1,2}}, \d{{4}}"
_DAY = r"(?:[A-Z][a-z]+day,? )?"
_DATE_LINE = re.compile(rf"{_DAY}({_DATE})")
_BY_LINE = re.compile(rf"(?:By|by|BY) ([^\W\d_a-z].{{0,98}}?)(?:\s*[,|·•–—]\s*{_DAY}({_DATE}))?")


class Head(NamedTuple):
    """What stands above an article."""

    title: str | None = None
    author: str | None = None
    date: str | None = None


def head_of(text: str, paragraphs: tuple[Stretch, ...], titled: bool = False) -> Head:
    """The title of a text (its first line, where the first paragraph is short and no sentence), and from that paragraph
    or the next three the line that names the author and the one that gives the date. `titled` says that the first
    paragraph is a heading."""
    if not paragraphs:
        return Head()
    first = _short_lines(text, paragraphs[0])
    words = [line for line in first if not _BY_LINE.fullmatch(line) and not _DATE_LINE.fullmatch(line)]
    if not titled and (not words or words[0] is not first[0] or words[-1].endswith((".", "。"))):
        return Head()
    author = date = None
    below = [line for paragraph in paragraphs[1:4] for line in _short_lines(text, paragraph)]
    for line in first[1:] + below:
        if match := _BY_LINE.fullmatch(line):
            author, date = author or match[1].strip(), date or match[2]
        elif match := _DATE_LINE.fullmatch(line):
            date = date or match[1]
    return Head(first[0] if first else None, author, date)


def _short_lines(text: str, paragraph: Stretch) -> list[str]:
    if paragraph.end - paragraph.start > 200:
        return []
    return [" ".join(line.split()) for line in text[paragraph.start : paragraph.end].split("\n") if line.strip()]

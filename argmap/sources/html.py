"""HTML: the article of a page, without what stands around it."""

from __future__ import annotations

import codecs
import re

from argmap.sources.limits import MAX_TEXT, Clock, SourceError
from argmap.sources.page import BLOCKS, PROSE, Element, Page
from argmap.sources.tags import Words, plain_words
from argmap.sources.text import SourceText, TextBuilder

__all__ = ["MAX_HTML", "fill", "html_text", "read_html"]

MAX_HTML = 20_000_000
"""A larger page is not read (20 MB)."""

_SAVE = "save the article as plain text, and name that file"
_META = re.compile(rb"<meta\b([^>]{0,1000})", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s{0,20}=\s{0,20}[\"']?\s{0,20}([\w.:-]{1,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w.:-]{1,40})")
# Encodings of the web by Python's names; browsers read some as others that hold more.
_ENCODINGS = {
    "utf-8": "utf-8",
    "utf-16": "utf-8",  # a page that could be read as far as this tag is not in UTF-16
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_ENCODINGS |= {f"iso8859-{n}": f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
_ENCODINGS |= {f"cp{n}": f"cp{n}" for n in (866, 874, 932, 949, *range(1250, 1259))}
_ENCODINGS |= {name: name for name in ("koi8-r", "koi8-u", "gb18030", "euc_jp", "iso2022_jp", "big5hkscs", "mac-roman")}


def read_html(data: bytes, name: str) -> SourceText:
    """The article in a page of HTML: its paragraphs, its title, author and date.

    Offsets of origins count characters of the page as decoded, without a byte order mark. Raises `SourceError`.
    """
    from argmap.sources.metadata import about, with_byline

    if len(data) > MAX_HTML:
        raise SourceError(f"it is larger than {MAX_HTML // 1_000_000} MB, too large for a page", _SAVE)
    text, notes = html_text(data, name)
    clock = Clock()
    page = Page(text, clock, xml=text.lstrip()[:5] == "<?xml")
    page.skip_unread()
    page.skip_around()
    root, told = page.article()
    known = about(page, root)
    builder = TextBuilder("html")
    blocks = _blocks(page, root, clock)
    _put(builder, blocks if told else _article_alone(blocks), "", clock)
    title = known.title or _headline(page, root) or known.name
    source = builder.build(
        name,
        title=title,
        author=known.author,
        date=known.date,
        venue=known.venue,
        lang=known.lang,
        url=known.url,
        notes=notes,
    )
    return with_byline(source)


def fill(builder: TextBuilder, text: str, part: str, clock: Clock) -> None:
    """Add all that is read in a file of a book, the file `part`, which is a page of XHTML. Raises `SourceError`."""
    page = Page(text, clock, xml=True)
    page.skip_unread()
    for element in page.elements:
        if element.name == "nav":
            element.skipped = True
    _put(builder, _blocks(page, None, clock), part, clock)
    builder.paragraph()


def html_text(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The characters of a page, and what a reader should know of its encoding. Raises `SourceError`."""
    from argmap.sources.plain import decoded

    declared = None if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) else _declared(data)
    if declared is None or declared == "utf-8":
        return decoded(data, name)
    if not data.isascii() and not declared.startswith("iso2022"):
        try:
            return data.decode(), (f"it says that its encoding is {_called(declared)}, but it is UTF-8",)
        except UnicodeDecodeError:
            pass
    text = data.decode(declared, "replace")
    lost = text.count("\ufffd")
    return text, ((f"characters of it that could not be read: {lost}",) if lost else ())


def _called(encoding: str) -> str:
    return encoding.replace("cp", "windows-") if encoding.startswith("cp125") else encoding


def _declared(data: bytes) -> str | None:
    """The encoding that a page names, as Python calls it, where it is one of the web."""
    start = data[:8192]
    said = [found[1] for meta in _META.finditer(start) if (found := _CHARSET.search(meta[1]))]
    if xml := _XML_ENCODING.match(start):
        said.append(xml[1])
    for label in said:
        try:
            found_name = codecs.lookup(label.decode("ascii")).name
        except (LookupError, ValueError):
            continue
        if found_name in _ENCODINGS:
            return _ENCODINGS[found_name]
    return None


# From elements to paragraphs


class _Block:
    """A paragraph in the making."""

    __slots__ = ("chars", "heading", "linked", "pieces", "prose", "quote")

    def __init__(self, prose: bool, heading: bool, quote: int) -> None:
        self.pieces: list[Words | None] = []
        """Words; `None` where a line ends."""
        self.chars = 0
        self.linked = 0
        self.prose = prose
        self.heading = heading
        self.quote = quote
        """The number of the outermost block quote around it, or -1."""


def _blocks(page: Page, root: Element | None, clock: Clock) -> list[_Block]:
    """The paragraphs of an element, or of the whole page."""
    at, last = (root.first, root.last) if root else (0, len(page.events))
    blocks: list[_Block] = []
    open_block: _Block | None = None
    prose: list[int] = []
    quotes: list[int] = []
    marked: list[bool] = []
    pre = level = steps = 0
    link = False
    while at < last:
        event = page.events[at]
        at += 1
        steps += 1
        if not steps & 4095:
            clock.check()
        if not isinstance(event, int):
            if open_block is None:
                if event.text.isspace():
                    continue
                heading = bool(prose) and page.elements[prose[-1]].name[0] == "h"
                open_block = _Block(bool(prose), heading, quotes[0] if quotes else -1)
                blocks.append(open_block)
            size = len(event.text) - event.text.count(" ")
            open_block.chars += size
            open_block.linked += size * link
            if pre and event.counts:
                open_block.pieces.extend(_lines(event))
            else:
                open_block.pieces.append(event)
            continue
        begins = event >= 0
        element = page.elements[event if begins else ~event]
        name = element.name
        if begins and element.skipped:
            at = element.last + 1
            if name in BLOCKS:
                open_block = None
            continue
        if name == "br":
            if begins and open_block is not None:
                if _ends_line(open_block):
                    open_block = None
                else:
                    open_block.pieces.append(None)
        elif name == "q":
            if begins:
                marked.append(not _has_marks(page, element))
                level += marked[-1]
            if marked[-1]:
                mark = ("“" if level % 2 else "‘") if begins else ("”" if level % 2 else "’")
                if open_block is None:
                    open_block = _Block(bool(prose), False, quotes[0] if quotes else -1)
                    blocks.append(open_block)
                open_block.pieces.append(Words(element.offset if begins else element.end, mark, False))
                open_block.chars += 1
            if not begins:
                level -= marked.pop()
        elif name == "a":
            link = begins and "href" in element.attributes
        elif name in BLOCKS or name == "hr":
            open_block = None
            if name in PROSE:
                if begins:
                    prose.append(event)
                elif prose:
                    prose.pop()
                if name == "pre":
                    pre += 1 if begins else -1
                elif name == "blockquote":
                    if begins:
                        quotes.append(event)
                    elif quotes:
                        quotes.pop()
    return [block for block in blocks if any(p is not None and not p.text.isspace() for p in block.pieces)]


def _lines(words: Words) -> list[Words | None]:
    """Words with a line end after each line."""
    found: list[Words | None] = []
    at = 0
    for line in words.text.splitlines(keepends=True):
        found.append(Words(words.offset + at, line, True))
        if line[-1] in "\r\n":
            found.append(None)
        at += len(line)
    return found


def _ends_line(block: _Block) -> bool:
    """Whether nothing stands after the last line break."""
    for piece in reversed(block.pieces):
        if piece is None:
            return True
        if not piece.text.isspace():
            return False
    return False


def _has_marks(page: Page, element: Element) -> bool:
    """Whether a `q` holds quotation marks of its own."""
    return page.words(element, 20, 20).lstrip()[:1] in tuple("“”„‟\"«»‹›‘‚'")


def _article_alone(blocks: list[_Block]) -> list[_Block]:
    """The paragraphs of a page that does not say which are its article: without lists of links, and without the short
    pieces before and after it."""
    kept = [block for block in blocks if block.linked * 2 <= block.chars or (block.prose and block.linked < 40)]
    if not any(block.prose or block.chars >= 80 for block in kept):
        return kept
    first = next((n for n, block in enumerate(kept) if block.prose or block.chars >= 80), 0)
    last = next((n for n, block in reversed(list(enumerate(kept))) if _is_text(block)), len(kept) - 1)
    return kept[first : last + 1]


def _is_text(block: _Block) -> bool:
    return (block.prose and not block.heading) or block.chars >= 80


def _put(builder: TextBuilder, blocks: list[_Block], part: str, clock: Clock) -> None:
    quote = -1
    for count, block in enumerate(blocks):
        if not count & 1023:
            clock.check()
            if builder.length > MAX_TEXT:
                raise SourceError("it is too long for an article", "save the article alone, and name that file")
        if block.quote != quote:
            if quote >= 0:
                builder.quote_ends()
            if block.quote >= 0:
                builder.quote_begins()
            quote = block.quote
        for piece in block.pieces:
            if piece is None:
                builder.line()
            else:
                builder.add(piece.text, piece.offset, part, counts=piece.counts)
        builder.paragraph()
    if quote >= 0:
        builder.quote_ends()


def _headline(page: Page, root: Element | None) -> str | None:
    """The first headline of the article, else of the page."""
    heads = [e for e in page.elements if e.name == "h1" and page.size(e)]
    inner = [e for e in heads if root and root.first < e.first < root.last]
    return plain_words(page.words((inner or heads)[0])) if heads else None

"""Markdown as text: its blocks, one by one, and the keys above the article."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from argmap.sources.markdown_words import label_of, words_of
from argmap.sources.plain import head_of
from argmap.sources.text import SourceText, TextBuilder

__all__ = ["markdown"]

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_QUOTE_MARK = re.compile(r" {0,3}>[ \t]?")
_FENCE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})")
_RULE = re.compile(r"([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_HEADING_ENDS = re.compile(r"(?:(?<=\s)|^)#+[ \t]*$")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
_ITEM = re.compile(r"(?:[-*+]|(\d{1,3})[.)])(?=[ \t]|$)[ \t]*")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_NOTE = re.compile(r"\[\^[^\[\]\s]{1,100}\]:[ \t]*")
_LABEL = re.compile(
    r"\[([^\[\]]{1,999})\]:[ \t]*(?:<[^<>]*>|[^\s<]\S*)(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?[ \t]*$"
)
_TABLE = re.compile(r"\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*\|?[ \t]*$")
_CELL = re.compile(r"(?:[^\\|]|\\.?)+", re.DOTALL)
_HIDDEN = re.compile(r"<(script|style)\b", re.IGNORECASE)
_HIDDEN_ENDS = {name: re.compile(f"</{name}[^<>]*>", re.IGNORECASE) for name in ("script", "style")}


class _Stretch(NamedTuple):
    """Characters of the file that stand in one line."""

    start: int
    end: int


@dataclass
class _Block:
    kind: Literal["words", "lines", "cells", "quote", "unquote"]
    stretches: list[_Stretch] = field(default_factory=list)
    heading: bool = False


def markdown(text: str, name: str, notes: tuple[str, ...] = ()) -> SourceText:
    """The words of a Markdown text; its offsets count characters of that text."""
    keys, start = _keys_above(text)
    reader = _Blocks(text)
    reader.read(start)
    builder = TextBuilder("markdown")
    labels = frozenset(reader.labels)
    for block in reader.blocks + reader.notes:
        _write(builder, text, block, labels)
    source = builder.build(name, notes=notes)
    first = next((block for block in reader.blocks if block.stretches), None)
    head = head_of(source.text, source.paragraphs, first is not None and first.heading)
    return replace(
        source,
        title=keys.get("title") or head.title,
        author=keys.get("author") or head.author,
        date=keys.get("date") or head.date,
        venue=keys.get("venue"),
        lang=keys.get("lang"),
        url=keys.get("url"),
    )


def _write(builder: TextBuilder, text: str, block: _Block, labels: frozenset[str]) -> None:
    if block.kind == "quote":
        builder.quote_begins()
    elif block.kind == "unquote":
        builder.quote_ends()
    elif block.kind == "words":
        _write_words(builder, text, block.stretches, labels)
    else:
        for stretch in block.stretches:
            if block.kind == "cells":
                _write_words(builder, text, [stretch], labels)
            else:
                builder.add(text[stretch.start : stretch.end], stretch.start)
            builder.line()
    builder.paragraph()


def _write_words(builder: TextBuilder, text: str, stretches: list[_Stretch], labels: frozenset[str]) -> None:
    """Write lines that belong together."""
    starts, length = [], 0
    for stretch in stretches:
        starts.append(length)
        length += stretch.end - stretch.start + 1
    raw = "\n".join(text[stretch.start : stretch.end] for stretch in stretches)
    for piece in words_of(raw, labels):
        if piece.text:
            n = bisect_right(starts, piece.at) - 1
            builder.add(piece.text, stretches[n].start + piece.at - starts[n], counts=piece.counts)
        elif piece.command == "line":
            builder.line()
        elif piece.command == "paragraph":
            builder.paragraph()
        elif piece.command == "quote":
            builder.quote_begins()
        elif piece.command == "unquote":
            builder.quote_ends()


class _Blocks:
    """Finds paragraphs and what else there is, line by line."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[_Block] = []
        self.notes: list[_Block] = []
        """Footnotes, which are read after all else."""
        self.labels: set[str] = set()
        self.open: _Block | None = None
        """The paragraph that the next line may go on."""
        self.code: _Block | None = None
        """Code marked by its indent, which may go on."""
        self.table = False
        self.depth = 0
        """In how many block quotes."""
        self.item = 0
        """Columns before the words of the list item at hand."""
        self.note = False
        self.fence = ""
        self.fenced: _Block | None = None
        self.hidden_to = 0
        self.unended: set[str] = set()
        """What is not ended any more in the rest of the file."""

    def read(self, start: int) -> None:
        for match in _LINE.finditer(self.text, start):
            at, end = match.span(1)
            if at < self.hidden_to:
                if end <= self.hidden_to:
                    continue
                at = self.hidden_to
            self._line(at, end)
        self._quotes(0)

    def _line(self, at: int, end: int) -> None:
        depth, at = self._depth(at, end)
        if self.fence and self._fenced(depth, at, end):
            return
        indent, at = self._indent(at, end)
        if at == end:
            if depth < self.depth:
                self._quotes(depth)
            self._close()
            return
        goes_on = self.open is not None and not self._begins(at, end)
        if depth > self.depth or (depth < self.depth and not goes_on):
            self._quotes(depth)
            goes_on = False
        if self.open is None and indent < self.item and not _ITEM.match(self.text, at, end):
            self.item, self.note = 0, False
        if self.open is None and indent >= self.item + 4 and not self.table:
            if self.code is None:
                self.code = self._add(_Block("lines"))
            self.code.stretches.append(_Stretch(at, end))
            return
        self.code = None
        self._words(at, end, indent, goes_on)

    def _depth(self, at: int, end: int) -> tuple[int, int]:
        """In how many block quotes a line stands, and where it goes on."""
        depth = 0
        most = self.depth if self.fence else 1_000_000
        if not self.fence and self.item and self.open is None:
            # A quote inside a list item is indented as the item is.
            ahead = at
            while ahead < end and ahead - at < self.item and self.text[ahead] == " ":
                ahead += 1
            if _QUOTE_MARK.match(self.text, ahead, end):
                at = ahead
        while depth < most and (mark := _QUOTE_MARK.match(self.text, at, end)):
            depth, at = depth + 1, mark.end()
        return depth, at

    def _indent(self, at: int, end: int) -> tuple[int, int]:
        columns = 0
        while at < end and self.text[at].isspace():
            columns += 4 - columns % 4 if self.text[at] == "\t" else 1
            at += 1
        return columns, at

    def _fenced(self, depth: int, at: int, end: int) -> bool:
        """Whether a line belongs to the code between two fences."""
        if depth >= self.depth:
            words = self.text[at:end].strip()
            if words.startswith(self.fence) and not words.strip(self.fence[0]):
                self.fence = ""
            elif self.fenced and words:
                self.fenced.stretches.append(_Stretch(at, end))
            return True
        self.fence = ""
        return False

    def _begins(self, at: int, end: int) -> bool:
        """Whether a line begins something of its own even directly below a paragraph."""
        text = self.text
        if text[at] in "#`~":
            return bool(_HEADING.match(text, at, end) or _FENCE.match(text, at, end))
        if text[at] in "-*_+" or text[at].isdigit():
            if _RULE.match(text, at, end):
                return True
            item = _ITEM.match(text, at, end)
            # `1986.` at the start of a line is more likely a year.
            return bool(item and item.end() < end and (item[1] in (None, "1") or self.item))
        return bool(_NOTE.match(text, at, end))

    def _words(self, at: int, end: int, indent: int, goes_on: bool) -> None:
        text = self.text
        if self.table:
            if goes_on or not self._begins(at, end):
                self._row(at, end)
                return
            self._close()
        if self.open is not None:
            if _UNDERLINE.match(text, at, end) and indent < self.item + 4:
                self.open.heading = True
                self._close()
                return
            last = self.open.stretches[-1]
            if (
                len(self.open.stretches) == 1
                and _TABLE.match(text, at, end)
                and "|" in text[last.start : last.end]
                and "|" in text[at:end]
            ):
                self.open.stretches.clear()
                self.open.kind = "cells"
                self._cells(self.open, last.start, last.end)
                self.table = True
                return
        if goes_on and self.open is not None:
            self._put(self.open, at, end)
            return
        self._close()
        if indent < self.item:
            self.item, self.note = 0, False
        at = self._begin(at, end, indent)
        if at < end:
            self.open = self._add(_Block("words"))
            self._put(self.open, at, end)

    def _begin(self, at: int, end: int, indent: int) -> int:
        """Read what is no plain paragraph, and say where the words of one begin (at `end`, if there are none)."""
        text = self.text
        if _RULE.match(text, at, end):
            return end
        while item := _ITEM.match(text, at, end):
            indent += item.end() - at
            self.item, at = indent, item.end()
            if task := _TASK.match(text, at, end):
                at = task.end()
            if at == end or _RULE.match(text, at, end):
                return end
        if note := _NOTE.match(text, at, end):
            self.note, self.item = True, 2
            return note.end()
        if label := _LABEL.match(text, at, end):
            self.labels.add(label_of(label[1]))
            return end
        if heading := _HEADING.match(text, at, end):
            at = heading.end()
            ends = _HEADING_ENDS.search(text, at, end)
            self._put(self._add(_Block("words", heading=True)), at, ends.start() if ends else end)
            return end
        if fence := _FENCE.match(text, at, end):
            self.fence = fence[1]
            self.fenced = self._add(_Block("lines"))
            return end
        if mark := _QUOTE_MARK.match(text, at, end):
            # A quote in the first line of a list item.
            self._quotes(self.depth + 1)
            return mark.end()
        if (hidden := _HIDDEN.match(text, at, end)) and self._hide(at, hidden[1].lower()):
            return min(end, self.hidden_to)
        return at

    def _hide(self, at: int, name: str) -> bool:
        """Pass over a script, if it ends."""
        if name not in self.unended and (match := _HIDDEN_ENDS[name].search(self.text, at)):
            self.hidden_to = match.end()
            return True
        self.unended.add(name)
        return False

    def _put(self, block: _Block, at: int, end: int) -> None:
        """Add a line to a block, up to a comment that goes over its end."""
        comment = self.text.find("<!--", at, end)
        if comment >= 0 and self.text.find("-->", comment, end) < 0 and "`" not in self.text[at:comment]:
            close = self.text.find("-->", comment) if "-->" not in self.unended else -1
            if close < 0:
                self.unended.add("-->")
            else:
                end, self.hidden_to = comment, close + 3
        block.stretches.append(_Stretch(at, end))

    def _row(self, at: int, end: int) -> None:
        self._cells(self._add(_Block("cells")), at, end)

    def _cells(self, block: _Block, at: int, end: int) -> None:
        block.stretches.extend(_Stretch(*cell.span()) for cell in _CELL.finditer(self.text, at, end))

    def _add(self, block: _Block) -> _Block:
        (self.notes if self.note else self.blocks).append(block)
        return block

    def _quotes(self, depth: int) -> None:
        """Begin or end block quotes, so that there are so many."""
        self._close()
        self.code, self.item, self.note = None, 0, False
        while self.depth < depth:
            self.blocks.append(_Block("quote"))
            self.depth += 1
        while self.depth > depth:
            self.blocks.append(_Block("unquote"))
            self.depth -= 1

    def _close(self) -> None:
        self.open, self.table = None, False


# Keys above the article

_KEY = re.compile(r"([A-Za-z_][\w-]*)(?:[ \t]*:(?:[ \t]+|$)|[ \t]*=[ \t]*)(.*)$")
_NAMES = {
    "title": "title",
    "author": "author",
    "authors": "author",
    "by": "author",
    "byline": "author",
    "date": "date",
    "published": "date",
    "pubdate": "date",
    "lang": "lang",
    "language": "lang",
    "locale": "lang",
    "url": "url",
    "link": "url",
    "canonical": "url",
    "canonical_url": "url",
    "source": "url",
    "venue": "venue",
    "publication": "venue",
    "journal": "venue",
    "outlet": "venue",
}


def _keys_above(text: str) -> tuple[dict[str, str], int]:
    """What `key: value` lines between two `---` at the start of a file say, and where the article begins."""
    lines = _LINE.finditer(text)
    first = next(lines)
    fence = first[1].rstrip()
    if fence not in ("---", "+++"):
        return {}, 0
    found: dict[str, list[str]] = {}
    lines_below: list[str] = []
    for match in lines:
        line = match[1].rstrip()
        if line == fence or (fence == "---" and line == "..."):
            return _known(found), match.end()
        if match.end() == len(text):
            break
        if key := _KEY.match(line):
            lines_below = found.setdefault(key[1].lower(), [])
            lines_below.append(key[2] or "")
        elif line and not line.startswith((" ", "\t", "-", "#", "[", "]")):
            break
        elif line and not line.startswith(("#", "[")):
            lines_below.append(line.strip())
    return {}, 0


def _known(found: dict[str, list[str]]) -> dict[str, str]:
    keys: dict[str, str] = {}
    for name, lines in found.items():
        key = _NAMES.get(name)
        if key is None or key in keys:
            continue
        value = _value(lines[0], lines[1:])
        if value and not (name == "source" and "://" not in value):
            keys[key] = value
    return keys


def _value(beside: str, below: list[str]) -> str:
    """A value as one line, of lists all entries, of entries with keys of their own the name."""
    if beside.startswith("["):
        listed = " ".join([beside, *below]).strip("[] ").split(",")
        return ", ".join(filter(None, map(_bare, listed)))
    if beside:
        kept = [] if beside in ("|", ">", "|-", ">-") else [beside]
        return _bare(" ".join(kept + below))
    names: list[str] = []
    for line in below:
        item = line[1:].strip() if line.startswith("-") else line
        key = _KEY.match(item)
        if key is None:
            names.append(_bare(item))
        elif key[1].lower() == "name":
            names.append(_bare(key[2] or ""))
    return ", ".join(filter(None, names))


def _bare(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return " ".join(value.split())

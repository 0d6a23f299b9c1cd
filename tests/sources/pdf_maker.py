"""Sets articles as PDF files: columns, justified or not, words broken at line ends, heads, page numbers, footnotes."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

TEXT, BOLD = "Times-Roman", "Times-Bold"
LIGATURES = "ArgmapTimes"


def _font(name: str) -> str:
    if name == LIGATURES and LIGATURES not in pdfmetrics.getRegisteredFontNames():
        # This encoding has fi and fl, the one of the built-in fonts does not.
        pdfmetrics.registerFont(pdfmetrics.Font(LIGATURES, TEXT, "MacRomanEncoding"))
    return name


@dataclass
class Frame:
    """A column on a page, in points."""

    page: int
    left: float
    top: float
    width: float
    height: float


@dataclass
class Drawn:
    """A string at a place."""

    page: int
    x: float
    y: float
    text: str
    font: str
    size: float
    space: float = 0.0
    turn: float = 0.0


@dataclass
class Style:
    """How paragraphs are set."""

    size: float = 10.0
    leading: float = 12.0
    indent: float = 12.0
    gap: float = 0.0
    """Between paragraphs."""
    font: str = TEXT
    justified: bool = True
    hyphens: bool = True
    spaces: bool = True
    """Whether spaces are drawn; otherwise each word is put at its place."""
    tightest: float = 0.0
    """By how much of its width a space may be narrowed to get one more word into a line."""


@dataclass
class Sheet:
    """What is drawn on the pages of a file."""

    width: float = 420.0
    height: float = 460.0
    drawn: list[Drawn] = field(default_factory=list)
    rules: list[tuple[int, float, float, float]] = field(default_factory=list)

    def put(
        self, page: int, x: float, y: float, text: str, size: float = 10.0, font: str = TEXT, turn: float = 0.0
    ) -> None:
        self.drawn.append(Drawn(page, x, y, text, font, size, turn=turn))

    def centre(self, page: int, y: float, text: str, size: float = 10.0, font: str = TEXT) -> None:
        self.put(page, (self.width - pdfmetrics.stringWidth(text, _font(font), size)) / 2, y, text, size, font)

    def flow(self, paragraphs: list[str], frames: list[Frame], style: Style) -> list[tuple[Frame, float]]:
        """Set paragraphs into frames, one after the other; where each ends. `^1` is a raised number."""
        at, y = 0, frames[0].top
        ends = []
        for n, paragraph in enumerate(paragraphs):
            if n:
                y -= style.gap
            for words, indent, last in _lines(paragraph, frames[at].width, style):
                if y - style.leading < frames[at].top - frames[at].height:
                    at += 1
                    y = frames[at].top
                y -= style.leading
                frame = frames[at]
                room = frame.width - indent
                self._line(frame.page, frame.left + indent, y, words, room, last, style)
            ends.append((frames[at], y))
        return ends

    def _line(self, page: int, x: float, y: float, words: list[str], width: float, last: bool, style: Style) -> None:
        space = pdfmetrics.stringWidth(" ", _font(style.font), style.size)
        natural = sum(_width(w, style) for w in words)
        if style.justified and len(words) > 1:
            even = (width - natural) / (len(words) - 1)
            space = min(space, even) if last else even
        if style.spaces and "^" not in "".join(words):
            usual = pdfmetrics.stringWidth(" ", style.font, style.size)
            self.drawn.append(Drawn(page, x, y, " ".join(words), style.font, style.size, space - usual))
            return
        for word in words:
            for n, part in enumerate(re.split(r"\^(\d+)", word)):
                size = 0.65 * style.size if n % 2 else style.size
                if part:
                    self.drawn.append(Drawn(page, x, y + (0.4 * style.size if n % 2 else 0), part, style.font, size))
                x += pdfmetrics.stringWidth(part, style.font, size)
            x += space

    def pdf(self, by_rows: bool = False, **info: str) -> bytes:
        """The file; `by_rows` draws each page from the top down over all its columns."""
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=(self.width, self.height), invariant=True)
        canvas.setTitle(info.get("title", ""))
        canvas.setAuthor(info.get("author", ""))
        for page in range(max((d.page for d in self.drawn), default=0) + 1):
            drawn = [d for d in self.drawn if d.page == page]
            if by_rows:
                drawn.sort(key=lambda d: (-d.y, d.x))
            for _, x, y, width in (r for r in self.rules if r[0] == page):
                canvas.line(x, y, x + width, y)
            for d in drawn:
                canvas.saveState()
                canvas.translate(d.x, d.y)
                canvas.rotate(d.turn)
                canvas.setFont(d.font, d.size)
                canvas.drawString(0, 0, d.text, wordSpace=d.space)
                canvas.restoreState()
            canvas.showPage()
        canvas.save()
        return out.getvalue()


def columns(
    pages: int,
    count: int = 2,
    top: float = 410.0,
    height: float = 360.0,
    first: float | None = None,
    left: float = 40.0,
    width: float = 340.0,
    gutter: float = 14.0,
) -> list[Frame]:
    """Frames of pages with so many columns each; those of the first page may begin lower, at `first`."""
    each = (width - gutter * (count - 1)) / count
    out = []
    for page in range(pages):
        start = first if first is not None and page == 0 else top
        for n in range(count):
            out.append(Frame(page, left + n * (each + gutter), start, each, height - (top - start)))
    return out


def _width(word: str, style: Style) -> float:
    parts = re.split(r"\^(\d+)", word)
    return sum(
        pdfmetrics.stringWidth(part, _font(style.font), (0.65 if n % 2 else 1) * style.size)
        for n, part in enumerate(parts)
    )


def _lines(text: str, width: float, style: Style) -> list[tuple[list[str], float, bool]]:
    """Words of each line, how far it is set in, and whether it is the last."""
    usual = pdfmetrics.stringWidth(" ", _font(style.font), style.size)
    space = usual * (1 - style.tightest)
    out: list[tuple[list[str], float, bool]] = []
    line: list[str] = []
    indent = style.indent
    used = 0.0
    waiting = text.split()[::-1]
    while waiting:
        word = waiting.pop()
        room = width - indent - used - (space if line else 0)
        if _width(word, style) <= room:
            line.append(word)
            used += _width(word, style) + (space if len(line) > 1 else 0)
            continue
        parts = _broken(word, room, style) if style.hyphens or "-" in word else None
        if parts:
            line.append(parts[0])
            waiting.append(parts[1])
        elif line:
            waiting.append(word)
        else:
            line.append(word)
        out.append((line, indent, False))
        line, indent, used = [], 0.0, 0.0
    out.append((line, indent, True))
    return out


def _broken(word: str, room: float, style: Style) -> tuple[str, str] | None:
    """A word in two, at a hyphen of its own or between a vowel and a consonant, as late as fits."""
    for at in range(len(word) - 1, 1, -1):
        if word[at - 1] == "-" and word[at].isalnum():
            head = word[:at]
        elif (
            style.hyphens
            and word.isalpha()
            and at >= 3
            and len(word) - at >= 3
            and word[at - 1] in "aeiou"
            and word[at] not in "aeiou"
        ):
            head = word[:at] + "-"
        else:
            continue
        if _width(head, style) <= room:
            return head, word[at:]
    return None

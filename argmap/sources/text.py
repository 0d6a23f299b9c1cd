"""`SourceText`: the text of an article, with its paragraphs, pages and lines, and the way back to the original."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from argmap.sources.quotations import Quotation
    from argmap.sources.skeleton import Skeleton

__all__ = ["Box", "Kind", "Origin", "Page", "SourceText", "Stretch", "TextBuilder"]

Kind = Literal["text", "markdown", "html", "docx", "epub", "pdf"]
"""What sort of file a text was read from."""


class Stretch(NamedTuple):
    """A stretch of a text: code points from `start`, without `end`."""

    start: int
    end: int


class Page(NamedTuple):
    """A page of the original."""

    label: str
    """What the page is called: its number from 1, or as the file labels it."""
    start: int
    end: int


class Box(NamedTuple):
    """A rectangle of a page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


class Origin(NamedTuple):
    """Where a character of the text stands in the original."""

    part: str
    """The file inside the original (`word/document.xml`, `OEBPS/one.xhtml`), or nothing where there is only one."""
    offset: int | None
    """Characters before it in that part, as decoded; for DOCX, paragraphs before its own; `None` for PDF."""
    page: str | None = None
    """Label of its page, where there are pages."""
    box: Box | None = None
    """The piece of a page in which it stands (PDF)."""


@dataclass(frozen=True, eq=False)
class SourceText:
    """An article as text. Offsets count code points of `text`, from 0; ends are exclusive."""

    text: str
    """The words in reading order; paragraphs are set apart by a blank line, except in plain text, which is kept as it
    stands (with `\\n` for every line end)."""
    kind: Kind
    """What it was read from."""
    paragraphs: tuple[Stretch, ...]
    """The paragraphs (headings among them), in order, without the space around them."""
    pages: tuple[Page, ...] = ()
    """The pages, where the original has any."""
    title: str | None = None
    """Its title, where the original names one."""
    author: str | None = None
    """Who wrote it, as the original says."""
    date: str | None = None
    """When it appeared, as the original says."""
    venue: str | None = None
    """Where it appeared, as the original says."""
    lang: str | None = None
    """Its language (BCP 47), where the original names one."""
    url: str | None = None
    """Its address, where the original names one."""
    name: str = ""
    """What messages call the file."""
    notes: tuple[str, ...] = ()
    """What a reader of the text should know: a page without text, an encoding that was guessed."""
    quoted: tuple[Stretch, ...] = ()
    """Stretches that the original sets off as quoted without quotation marks (block quotes)."""
    _origins: _Origins = field(default_factory=lambda: _Origins(), repr=False)

    def origin(self, offset: int) -> Origin:
        """Where a character of the text stands in the original. Raises `IndexError`."""
        if not 0 <= offset <= len(self.text):
            raise IndexError(offset)
        page = self.page_of(offset)
        return self._origins.at(offset, page.label if page else None)

    @cached_property
    def line_starts(self) -> array[int]:
        """Where each line of the text begins."""
        starts = array("I", [0])
        at = self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def line_of(self, offset: int) -> int:
        """The number of the line in which a character stands, from 1."""
        return bisect_right(self.line_starts, offset)

    def line(self, number: int) -> Stretch | None:
        """A line by its number, from 1."""
        if not 1 <= number <= len(self.line_starts):
            return None
        end = self.line_starts[number] - 1 if number < len(self.line_starts) else len(self.text)
        return Stretch(self.line_starts[number - 1], end)

    def paragraph_of(self, offset: int) -> int:
        """The number of the paragraph in which a character stands (of the one before it, between two), from 1."""
        return max(1, bisect_right(self._paragraph_starts, offset))

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [p.start for p in self.paragraphs]

    def page_of(self, offset: int) -> Page | None:
        """The page on which a character stands; `None` where there are no pages."""
        if not self.pages:
            return None
        return self.pages[max(0, bisect_right(self._page_starts, offset) - 1)]

    @cached_property
    def _page_starts(self) -> list[int]:
        return [p.start for p in self.pages]

    def place(self, offset: int) -> str:
        """Where a character stands, as a map writes it: `p. 2` where pages have numbers, else `¶ 4`."""
        page = self.page_of(offset)
        return f"p. {page.label}" if page and page.label.isdigit() else f"¶ {self.paragraph_of(offset)}"

    @cached_property
    def skeleton(self) -> Skeleton:
        """Its letters, marks and digits alone, in which quotes are looked up."""
        from argmap.sources.skeleton import Skeleton

        return Skeleton.of(self.text)

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """What stands in quotation marks, in order; those inside another follow it."""
        from argmap.sources.quotations import quotations

        return quotations(self)

    @cached_property
    def sentences(self) -> tuple[Stretch, ...]:
        """The sentences, in order; none goes over the end of a paragraph."""
        from argmap.sources.sentences import sentences

        return sentences(self)


class _Origins:
    """A table of runs: from `starts[i]` on, characters stand at `offsets[i]` and after in `parts[i]`."""

    __slots__ = ("boxes", "offsets", "parts", "starts", "steps")

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.parts: list[str] = []
        self.offsets: list[int | None] = []
        self.boxes: list[Box | None] = []
        self.steps: list[bool] = []
        """Whether the offset counts on within the run."""

    def add(self, start: int, part: str, offset: int | None, box: Box | None, steps: bool) -> None:
        self.starts.append(start)
        self.parts.append(part)
        self.offsets.append(offset)
        self.boxes.append(box)
        self.steps.append(steps)

    def at(self, offset: int, page: str | None) -> Origin:
        n = bisect_right(self.starts, offset) - 1
        if n < 0:
            # No table: the text is the original.
            return Origin("", offset, page)
        base = self.offsets[n]
        if base is not None and self.steps[n]:
            base += offset - self.starts[n]
        return Origin(self.parts[n], base, page, self.boxes[n])


class TextBuilder:
    """Puts a `SourceText` together from what a reader of a format finds, piece by piece.

    Runs of white space become one space (or one line break, after `line`), and none stands at the edges of a paragraph.
    """

    def __init__(self, kind: Kind) -> None:
        self.kind: Kind = kind
        self._out: list[str] = []
        self._length = 0
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._open = False
        self._pages: list[tuple[str, int]] = []
        self._quoted: list[Stretch] = []
        self._quoting: list[int] = []
        self._space = ""
        self._origins = _Origins()

    def add(
        self, text: str, offset: int | None = None, part: str = "", box: Box | None = None, counts: bool = True
    ) -> None:
        """Words of the paragraph at hand, which begin at `offset` in the original; `counts` says whether each further
        character of them stands one further there (not so where entities or paragraphs are counted)."""
        at = 0
        size = len(text)
        while at < size:
            end = at
            while end < size and not text[end].isspace():
                end += 1
            if end > at:
                self._word(text[at:end], None if offset is None else offset + at * counts, part, box, counts)
            at = end
            while at < size and text[at].isspace():
                at += 1
            if at > end and self._open and not self._space:
                self._space = " "

    def _word(self, word: str, offset: int | None, part: str, box: Box | None, counts: bool) -> None:
        if not self._open:
            if self._out:
                self._put("\n\n")
            self._open = True
            self._starts.append(self._length)
        elif self._space:
            self._put(self._space)
        self._space = ""
        self._origins.add(self._length, part, offset, box, counts)
        self._put(word)

    def _put(self, text: str) -> None:
        self._out.append(text)
        self._length += len(text)

    def line(self) -> None:
        """End the line, within the paragraph."""
        if self._open:
            self._space = "\n"

    def paragraph(self) -> None:
        """End the paragraph, if there is one."""
        if self._open:
            self._ends.append(self._length)
            self._open = False
        self._space = ""

    def page(self, label: str) -> None:
        """What follows stands on another page. A paragraph may go on over it."""
        self._pages.append((label, self._length + len(self._space)))

    def quote_begins(self) -> None:
        """What follows is set off as quoted (a block quote)."""
        self.paragraph()
        self._quoting.append(len(self._starts))

    def quote_ends(self) -> None:
        """What is set off as quoted ends."""
        self.paragraph()
        if self._quoting:
            first = self._quoting.pop()
            if not self._quoting and first < len(self._starts):
                self._quoted.append(Stretch(self._starts[first], self._length))

    @property
    def length(self) -> int:
        """How many characters there are so far."""
        return self._length

    def build(
        self,
        name: str,
        *,
        title: str | None = None,
        author: str | None = None,
        date: str | None = None,
        venue: str | None = None,
        lang: str | None = None,
        url: str | None = None,
        notes: tuple[str, ...] = (),
    ) -> SourceText:
        """The text that was put together."""
        while self._quoting:
            self.quote_ends()
        self.paragraph()
        ends = [*(start for _, start in self._pages[1:]), self._length] if self._pages else []
        return SourceText(
            text="".join(self._out),
            kind=self.kind,
            paragraphs=tuple(map(Stretch, self._starts, self._ends)),
            pages=tuple(
                Page(label, min(start, self._length), min(end, self._length))
                for (label, start), end in zip(self._pages, ends, strict=True)
            ),
            title=title,
            author=author,
            date=date,
            venue=venue,
            lang=lang,
            url=url,
            name=name,
            notes=notes,
            quoted=tuple(self._quoted),
            _origins=self._origins,
        )

"""DOCX: the paragraphs of a document of Word, as they read when all tracked changes are accepted."""

from __future__ import annotations

import re
from xml.etree.ElementTree import XMLParser

from argmap.sources.archive import Archive, sound
from argmap.sources.limits import MAX_TEXT, Clock, SourceError
from argmap.sources.metadata import day, with_byline
from argmap.sources.tags import Tag, attributes, fields, pieces, plain_words
from argmap.sources.text import SourceText, TextBuilder

__all__ = ["read_docx"]

_AGAIN = "open it in Word or LibreOffice, and save it again"
_CHUNK = 1 << 20
_DEEPEST = 5_000  # elements within each other; Word writes some dozens
_WORD = frozenset(
    (
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
        "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
    )
)
_MATHS = frozenset(
    (
        "{http://schemas.openxmlformats.org/officeDocument/2006/math}",
        "{http://purl.oclc.org/ooxml/officeDocument/math}",
    )
)
# What is not read: what was deleted or moved away, codes of fields, settings.
_UNREAD = frozenset(
    """del moveFrom delText instrText delInstrText rt sectPr sdtPr sdtEndPr tblPr tblGrid trPr tcPr comment
    pPrChange rPrChange""".split()
)
_QUOTES = frozenset(("quote", "intense quote", "block text"))
_CONTENTS = re.compile(r"toc( ?heading| ?\d)", re.IGNORECASE)
_OFF = frozenset(("0", "false", "off", "none"))
_PROGRAMS_NAMES = frozenset(("", "python-docx", "microsoft office user", "user", "admin", "unknown", "author"))


class _Paragraph:
    """A paragraph in the making."""

    __slots__ = ("joins", "number", "pieces", "style")

    def __init__(self, number: int) -> None:
        self.number = number
        """Paragraphs before it in its part."""
        self.pieces: list[str] = []
        """Words; a line break is one of its own."""
        self.style = ""
        self.joins = False
        """Whether its end was deleted, so that the next one goes on in it."""


class _Part:
    """What an XML parser is to do with a part of a document: gather its paragraphs."""

    def __init__(self) -> None:
        self.paragraphs: list[_Paragraph] = []
        """The paragraphs of the text, without those of notes."""
        self.notes: dict[str, list[_Paragraph]] = {}
        """The paragraphs of each note, by its ID (in a part that holds notes)."""
        self.references: list[tuple[str, str]] = []
        """Notes in the order in which the text names them: `footnote` or `endnote`, and the ID."""
        self._count = 0
        self._depth = 0
        self._open: list[_Paragraph] = []
        self._boxed: list[_Paragraph] = []
        """Paragraphs of text boxes that are anchored in the one that is open."""
        self._unread = 0
        self._chosen: list[bool] = []
        self._properties: list[str] = []
        self._hidden = False
        self._note: str | None = None
        self._text = False

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        """A document of Word has no document type; only one that was made to do harm does."""
        raise SourceError(
            "it declares a document type, as no document of Word does",
            _AGAIN,
        )

    def start(self, tag: str, values: dict[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise SourceError("its elements stand within each other without end", _AGAIN)
        space, _, name = tag.rpartition("}")
        space += "}"
        word = space in _WORD
        if word and name == "p":
            # Those that are not read count too, so that the number is that of the paragraph in the file.
            self._count += 1
        if self._unread:
            self._unread += 1
        elif self._properties:
            self._properties.append(name)
            if word:
                self._property(name, _value(values))
        elif name == "AlternateContent":
            self._chosen.append(False)
        elif name in ("Choice", "Fallback") and self._chosen:
            # The same, for programs of different age: the first is read.
            if self._chosen[-1]:
                self._unread = 1
            self._chosen[-1] = True
        elif word:
            self._word(name, values)
        elif space in _MATHS and name == "t":
            self._text = True

    def _word(self, name: str, values: dict[str, str]) -> None:
        if name in _UNREAD:
            self._unread = 1
        elif name in ("pPr", "rPr"):
            self._properties.append(name)
        elif name == "p":
            self._open.append(_Paragraph(self._count - 1))
        elif name == "r":
            self._hidden = False
        elif name == "t":
            self._text = True
        elif name in ("tab", "ptab"):
            self._add(" ")
        elif name in ("br", "cr"):
            self._add("\n")
        elif name == "noBreakHyphen":
            self._add("\u2011")
        elif name == "softHyphen":
            self._add("\u00ad")
        elif name in ("footnoteReference", "endnoteReference") and not self._hidden:
            self.references.append((name.removesuffix("Reference"), _value(values, "id")))
        elif name in ("footnote", "endnote"):
            if _value(values, "type") in ("", "normal"):
                self._note = _value(values, "id")
                self.notes.setdefault(self._note, [])
            else:
                # The rule between text and notes.
                self._unread = 1

    def _property(self, name: str, value: str) -> None:
        inside = self._properties[0]
        if inside == "pPr" and self._open:
            if name == "pStyle":
                self._open[-1].style = value
            elif name == "del" and self._properties[1:2] == ["rPr"] and len(self._properties) == 3:
                self._open[-1].joins = True
        elif inside == "rPr" and name == "vanish" and len(self._properties) == 2:
            self._hidden = value not in _OFF

    def end(self, tag: str) -> None:
        """An element ends."""
        self._depth -= 1
        if self._unread:
            self._unread -= 1
            return
        if self._properties:
            self._properties.pop()
            return
        space, _, name = tag.rpartition("}")
        if name == "AlternateContent" and self._chosen:
            self._chosen.pop()
        elif name == "t":
            self._text = False
        elif space + "}" in _WORD:
            if name == "p" and self._open:
                self._close(self._open.pop())
            elif name == "r":
                self._hidden = False
            elif name in ("footnote", "endnote"):
                self._note = None

    def _close(self, paragraph: _Paragraph) -> None:
        kept = [paragraph] if paragraph.pieces or paragraph.joins else []
        if self._open:
            self._boxed.extend(kept)
            return
        into = self.paragraphs if self._note is None else self.notes[self._note]
        into.extend([*self._boxed, *kept] if paragraph.joins else [*kept, *self._boxed])
        self._boxed = []

    def data(self, text: str) -> None:
        """Characters."""
        if self._text and not self._unread:
            self._add(text.replace("\n", " "))

    def _add(self, text: str) -> None:
        if self._open and not self._hidden:
            self._open[-1].pieces.append(text)

    def close(self) -> None:
        """The part ends."""


def _value(values: dict[str, str], name: str = "val") -> str:
    for key, value in values.items():
        if key.rpartition("}")[2] == name:
            return value
    return ""


def read_docx(data: bytes, name: str) -> SourceText:
    """The paragraphs of a document of Word, in the order of the file, with text boxes after the paragraph in which they
    are anchored and notes at the end.

    Tracked insertions are read, deletions are not. An origin is a part (`word/document.xml`) and the number of
    paragraphs before in it. Raises `SourceError`.
    """
    clock = Clock()
    archive = Archive(data, clock)
    with sound():
        path = _main_part(archive)
        folder = path.rpartition("/")[0]
        main = _parsed(archive, path, clock)
        styles = _styles(archive, f"{folder}/styles.xml")
        builder = TextBuilder("docx")
        title = _put(builder, main.paragraphs, path, styles, clock)
        for kind in ("footnote", "endnote"):
            part = f"{folder}/{kind}s.xml"
            named = dict.fromkeys(id for which, id in main.references if which == kind)
            if named and archive.has(part):
                notes = _parsed(archive, part, clock).notes
                for id in named:
                    _put(builder, notes.get(id, []), part, styles, clock)
        about = _about(archive)
        source = builder.build(
            name, title=about.get("title") or title, author=about.get("creator"), date=day(about.get("created"))
        )
        return with_byline(source)


def _main_part(archive: Archive) -> str:
    """The part that holds the text, as the archive's list of relations names it."""
    if archive.has("_rels/.rels"):
        for piece in pieces(archive.read("_rels/.rels", 1_000_000).decode("utf-8", "replace"), xml=True):
            if type(piece) is Tag and piece.name == "relationship":
                values = attributes(piece.rest)
                target = values.get("target", "").lstrip("/")
                if values.get("type", "").endswith("/officeDocument") and archive.has(target):
                    return target
    return "word/document.xml"


def _parsed(archive: Archive, path: str, clock: Clock) -> _Part:
    part = _Part()
    parser = XMLParser(target=part)
    data = archive.read(path)
    for at in range(0, len(data), _CHUNK):
        clock.check()
        parser.feed(data[at : at + _CHUNK])
    parser.close()
    return part


def _styles(archive: Archive, path: str) -> dict[str, str]:
    """What the styles are called in English, by their IDs, which are in the language of the author's Word."""
    names: dict[str, str] = {}
    if not archive.has(path):
        return names
    id = ""
    for piece in pieces(archive.read(path, 20_000_000).decode("utf-8", "replace"), xml=True):
        if type(piece) is not Tag or piece.ends:
            continue
        local = piece.name.rpartition(":")[2]
        if local == "style":
            id = attributes(piece.rest).get("w:styleid", "")
        elif local == "name" and id:
            names.setdefault(id, attributes(piece.rest).get("w:val", ""))
    return names


def _put(
    builder: TextBuilder, paragraphs: list[_Paragraph], part: str, styles: dict[str, str], clock: Clock
) -> str | None:
    """Add paragraphs to a text, and return what stands in the style of titles."""
    title: str | None = None
    quoting = False
    for count, paragraph in enumerate(paragraphs):
        if not count & 1023:
            clock.check()
        style = styles.get(paragraph.style, _spaced(paragraph.style)).lower()
        if _CONTENTS.fullmatch(style):
            continue
        if (style in _QUOTES) != quoting:
            quoting = not quoting
            if quoting:
                builder.quote_begins()
            else:
                builder.quote_ends()
        if style == "title" and title is None:
            title = plain_words("".join(paragraph.pieces))
        for piece in paragraph.pieces:
            if piece == "\n":
                builder.line()
            else:
                builder.add(piece, paragraph.number, part, counts=False)
        if builder.length > MAX_TEXT:
            raise SourceError("it is too long for an article", "save the article alone, and name that file")
        if not paragraph.joins:
            builder.paragraph()
    builder.paragraph()
    if quoting:
        builder.quote_ends()
    return title


def _spaced(style: str) -> str:
    """`IntenseQuote` as `Intense Quote`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", style[:100])


def _about(archive: Archive) -> dict[str, str]:
    """Title, author and date, as the program noted them."""
    if not archive.has("docProps/core.xml"):
        return {}
    found = fields(archive.read("docProps/core.xml", 1_000_000).decode("utf-8", "replace"))
    if found.get("creator", "").lower() in _PROGRAMS_NAMES:
        found.pop("creator", None)
    return found

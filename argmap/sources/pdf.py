"""The reader of PDF files: what pdfium finds on each page, put into reading order."""

from __future__ import annotations

import re
import threading
from collections import Counter
from math import atan2, hypot, pi
from typing import TYPE_CHECKING, Any

from argmap.sources.columns import WORD_GAP, Gutter, Piece, read_columns
from argmap.sources.flow import HYPHEN, PageLines, put_together, text_lines
from argmap.sources.limits import MAX_TEXT, Clock, SourceError
from argmap.sources.text import Box, SourceText, TextBuilder

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

__all__ = ["MAX_PAGES", "read_pdf"]

MAX_PAGES = 2_000
"""A file with more pages is not read."""

_MAX_PAGE_TEXT = 400_000
"""Characters of a page beyond which it is none that anybody reads."""

_SKEW = 0.14
"""Quarter turns by which a line may be off the upright and still be text (13°); beyond it is a stamp."""

_PDFIUM = threading.Lock()
"""pdfium may do one thing at a time."""

_HYPHENS = frozenset("\ufffe\x02\u00ad-\u2010")
_SPACES = frozenset(map(ord, " \t\r\n\u00a0\u1680\u202f\u205f\u3000\u200b\ufeff")) | frozenset(range(0x2000, 0x200B))

_Edges = tuple[float, float, float, float]
"""Left, bottom, right, top."""
_ANOTHER_FILE = "save the file again from the program that wrote it, or save the article as plain text"
_NO_NAME = re.compile(
    r"\W*(?:untitled|anonymous|unknown|author|user|admin|administrator|title|document\d*)?\W*"
    r"|.*\.(?:docx?|odt|rtf|tex|dvi|indd|qxp|pdf|html?|txt|pages|ps)|microsoft word - .*",
    re.IGNORECASE,
)


def read_pdf(data: bytes, name: str) -> SourceText:
    """The text of a PDF file in reading order: column by column, page by page, without heads and page numbers, and with
    the footnotes at the end.

    `name` is what messages call the file. Raises `SourceError` where it cannot be read: it is not a PDF, or damaged, or
    wants a password, or has no text, or is too large; or pypdfium2 is not there.
    """
    try:
        import pypdfium2
    except ImportError:
        raise SourceError(
            "reading a PDF needs pypdfium2", "run `pip install 'argmap[pdf]'`, or save the article as plain text"
        ) from None
    if b"%PDF-" not in data[:1024]:
        raise SourceError("it is not a PDF file", "name a PDF, or give the file the ending of what it is")
    clock = Clock()
    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise _not_opened(error) from None
        try:
            reader = _Reader(document, clock)
            reader.read()
            info = _info(document)
        finally:
            document.close()
    builder = TextBuilder("pdf")
    put_together(reader.pages, builder, clock)
    source = builder.build(name, **info, notes=tuple(reader.notes()))
    if not any(map(str.isalnum, source.text)):
        raise SourceError(
            "it has no text, only pictures of pages",
            "run text recognition (OCR) on it first, or save the article as plain text",
        )
    return source


def _not_opened(error: Exception) -> SourceError:
    import pypdfium2.raw as raw

    code = getattr(error, "err_code", None)
    if code == raw.FPDF_ERR_PASSWORD:
        return SourceError("it is locked with a password", "save a copy without the password, and name that file")
    if code == raw.FPDF_ERR_SECURITY:
        return SourceError("it is locked in a way that cannot be read", "save a copy that is not locked")
    return SourceError("the PDF is damaged", _ANOTHER_FILE)


class _Reader:
    """The lines of a document, page by page."""

    def __init__(self, document: PdfDocument, clock: Clock) -> None:
        self.pages: list[PageLines] = []
        self._document = document
        self._clock = clock
        self._labels: list[str] = []
        self._empty: list[str] = []
        self._broken: list[str] = []

    def read(self) -> None:
        count = len(self._document)
        if not count:
            raise SourceError("the PDF is damaged", _ANOTHER_FILE)
        if count > MAX_PAGES:
            raise SourceError(
                f"it has {count:,} pages, {MAX_PAGES:,} at most are read", "save the pages of the article as a file"
            )
        self._labels = self._labelled(count)
        known: list[Gutter] = []
        size = 0
        for n, label in enumerate(self._labels):
            self._clock.check()
            groups, chars = self._pieces(n, label)
            size += chars
            if size > MAX_TEXT:
                raise SourceError(
                    f"it has more than {MAX_TEXT // 1_000_000} million characters of text",
                    "save the pages of the article as a file",
                )
            self._lay_out(n, label, groups, known)
        if len(self._broken) == count:
            raise SourceError("the PDF is damaged", _ANOTHER_FILE)

    def notes(self) -> list[str]:
        """What a reader of the text should know."""
        out = []
        if self._broken:
            out.append(f"{_listed(self._broken)} cannot be read")
        if self._empty:
            out.append(f"{_listed(self._empty)} {'has' if len(self._empty) == 1 else 'have'} no text")
        return out

    def _labelled(self, count: int) -> list[str]:
        """What the pages are called, by the file or by their number."""
        numbers = [str(n + 1) for n in range(count)]
        try:
            labels = [self._document.get_page_label(n).strip() for n in range(count)]
        except ValueError:
            return numbers
        labels = [
            label if label.isprintable() and label else number for label, number in zip(labels, numbers, strict=True)
        ]
        return labels if len(set(labels)) == count else numbers

    def _pieces(self, n: int, label: str) -> tuple[dict[int, list[Piece]], int]:
        import pypdfium2

        try:
            page = self._document[n]
        except pypdfium2.PdfiumError:
            self._broken.append(label)
            return {}, 0
        try:
            return _pieces(page)
        except pypdfium2.PdfiumError:
            self._broken.append(label)
            return {}, 0
        finally:
            page.close()

    def _lay_out(self, n: int, label: str, groups: dict[int, list[Piece]], known: list[Gutter]) -> None:
        out = PageLines(label, [])
        self.pages.append(out)
        letters = Counter({turn: sum(len(p.text) for p in pieces) for turn, pieces in groups.items()})
        if not letters:
            if label not in self._broken:
                self._empty.append(label)
            return
        main = max(letters, key=lambda turn: (letters[turn], -turn))
        for turn, pieces in sorted(groups.items(), key=lambda item: item[0]):
            lines, gutters = read_columns(pieces, known if turn == main else ())
            texts = text_lines(lines, n)
            for line in texts:
                line.shown = Box(*_turned(line.box, -turn % 4))
            if turn == main:
                out.lines = texts
                known += [g for g in gutters if g not in known][: max(0, 32 - len(known))]
            else:
                out.asides += texts
        if not any(c.isalnum() for line in out.lines for c in line.text):
            self._empty.append(label)


def _listed(labels: list[str]) -> str:
    shown = ", ".join(labels[:10]) + (f" and {len(labels) - 10} more" if len(labels) > 10 else "")
    return f"page{'s' * (len(labels) > 1)} {shown}"


# --- pieces ---


def _pieces(page: PdfPage) -> tuple[dict[int, list[Piece]], int]:
    """The words of a page, by how many quarter turns to the left they are set, upright; and how many characters it has.

    Words that stand askew (a stamp over the page) are left out.
    """
    import pypdfium2.raw as raw

    textpage = page.get_textpage()
    try:
        count = min(textpage.count_chars(), _MAX_PAGE_TEXT)
        cropped = page.get_bbox()
        return _collect(raw, textpage.raw, count, cropped, page.get_rotation() // 90), count
    finally:
        textpage.close()


def _collect(raw: Any, textpage: Any, count: int, frame: _Edges, rotation: int) -> dict[int, list[Piece]]:
    from ctypes import c_double

    get_code, get_box, is_made_up = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, raw.FPDFText_IsGenerated
    box = raw.FS_RECTF()
    matrix = raw.FS_MATRIX()
    x, y = c_double(), c_double()
    shown = _turned(frame, rotation)
    groups: dict[int, list[Piece]] = {}
    piece: Piece | None = None
    turn = 0
    spaced = False
    high = 0
    for n in range(count):
        code = get_code(textpage, n)
        if 0xD800 <= code < 0xE000:
            # Where characters are 16 bits wide, those beyond come in two halves.
            high, code = (code, 0) if code < 0xDC00 else (0, _whole(high, code))
            if not code:
                continue
        if code in _SPACES:
            # The spaces that pdfium makes up follow rules of its own; gaps tell better.
            if not is_made_up(textpage, n):
                spaced = True
                piece = None
            continue
        if (code < 32 and code != 2) or 0x7F <= code < 0xA0 or code > 0x10FFFF:
            continue
        char = chr(code)
        if char in _HYPHENS:
            char = HYPHEN
        get_box(textpage, n, box)
        edges = (box.left, box.bottom, box.right, box.top)
        if not (edges[2] > edges[0] and edges[3] > edges[1]):
            edges = _tight(raw, textpage, n)
        if not all(-1e6 < e < 1e6 for e in edges):
            continue
        edges = _placed(edges, shown, rotation)
        if piece is not None:
            left, bottom, right, top = _turned(edges, turn)
            slack = 0.08 * piece.size
            level = abs(bottom - piece.bottom) <= slack and abs(top - piece.top) <= slack
            follows = -0.3 * piece.size <= left - piece.right <= WORD_GAP * piece.size
            # The letters of a ligature share a box.
            if level and (follows or abs(right - piece.right) <= slack):
                piece.text += char
                piece.right = max(piece.right, right)
                continue
        raw.FPDFText_GetMatrix(textpage, n, matrix)
        angle = 2 * atan2(matrix.b, matrix.a) / pi
        if abs(angle - round(angle)) > _SKEW:
            piece = None
            continue
        turn = (round(angle) - rotation) % 4
        left, bottom, right, top = _turned(edges, turn)
        raw.FPDFText_GetCharOrigin(textpage, n, x, y)
        at = _turned(_placed((x.value, y.value, x.value, y.value), shown, rotation), turn)
        size = raw.FPDFText_GetFontSize(textpage, n) * hypot(matrix.c, matrix.d)
        if not 0.4 * (top - bottom) <= size <= 2.5 * (top - bottom):
            # Fonts that give no size: the height of a line of type is about 1.2 times its size.
            size = (top - bottom) / 1.2
        base = at[1] if bottom - size <= at[1] <= top + size else bottom
        piece = Piece(char, left, bottom, right, top, base, max(size, 0.1), spaced)
        spaced = False
        groups.setdefault(turn, []).append(piece)
    return groups


def _whole(high: int, low: int) -> int:
    return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00) if high else 0


def _tight(raw: Any, textpage: Any, n: int) -> _Edges:
    from ctypes import c_double

    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    raw.FPDFText_GetCharBox(textpage, n, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value


def _turned(edges: _Edges, quarters: int) -> _Edges:
    """A rectangle after so many quarter turns to the right, around the corner from which it is measured."""
    left, bottom, right, top = edges
    if quarters == 0:
        return edges
    if quarters == 1:
        return bottom, -right, top, -left
    if quarters == 2:
        return -right, -top, -left, -bottom
    return -top, left, -bottom, right


def _placed(edges: _Edges, shown: _Edges, rotation: int) -> _Edges:
    """A rectangle of the file as it stands on the page that is shown."""
    left, bottom, right, top = _turned(edges, rotation)
    return left - shown[0], bottom - shown[1], right - shown[0], top - shown[1]


# --- what the file says of itself ---


def _info(document: PdfDocument) -> dict[str, str | None]:
    """Title, author and language, where they are more than what a program put there unasked.

    The dates of the file say when it was made, not when the article appeared.
    """
    import ctypes

    import pypdfium2.raw as raw

    size = raw.FPDFCatalog_GetLanguage(document, None, 0) if hasattr(raw, "FPDFCatalog_GetLanguage") else 0
    lang = ""
    if 2 < size < 200:
        buffer = ctypes.create_string_buffer(size)
        raw.FPDFCatalog_GetLanguage(document, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
        lang = buffer.raw[: size - 2].decode("utf-16-le", "ignore").strip()
    try:
        said = document.get_metadata_dict(skip_empty=True)
    except (UnicodeDecodeError, ValueError):
        said = {}
    return {
        "title": _said(said.get("Title", "")),
        "author": _said(said.get("Author", "")),
        "lang": lang if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", lang) else None,
    }


def _said(text: str) -> str | None:
    text = " ".join(text.replace("\0", "").split())
    if not any(map(str.isalpha, text)) or len(text) > 500 or not text.isprintable() or _NO_NAME.fullmatch(text):
        return None
    return text

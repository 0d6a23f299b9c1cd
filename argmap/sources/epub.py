"""EPUB: the chapters of a book in reading order."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from urllib.parse import unquote

from argmap.sources.archive import Archive, shown, sound
from argmap.sources.html import MAX_HTML, fill, html_text
from argmap.sources.limits import MAX_TEXT, Clock, SourceError
from argmap.sources.metadata import day, language
from argmap.sources.tags import Tag, attributes, fields, pieces
from argmap.sources.text import SourceText, TextBuilder

__all__ = ["read_epub"]

_SMALL = 5_000_000  # bytes of the lists in a book
# Fonts are scrambled by many publishers; that is no lock.
_FONTS = frozenset(("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"))
_AGAIN = "save the article as plain text or HTML, and name that file"


@dataclass
class _Book:
    """What the list of a book's files says."""

    files: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Path and properties of a file, by its ID."""
    order: list[str] = field(default_factory=list)
    """IDs of the files, in reading order."""
    said: dict[str, str] = field(default_factory=dict)
    """Title, creator and so on, the first of each."""


def read_epub(data: bytes, name: str) -> SourceText:
    """The chapters of a book in reading order, without its table of contents.

    An origin is a file inside the book and the characters before it there. Raises `SourceError`, also where the book is
    locked.
    """
    clock = Clock()
    archive = Archive(data, clock)
    with sound():
        _refuse_locked(archive)
        path = _package(archive)
        book = _book(_text(archive, path), posixpath.dirname(path))
        builder = TextBuilder("epub")
        notes: list[str] = []
        found = 0
        for id in dict.fromkeys(book.order):
            part, properties = book.files.get(id, ("", ""))
            if not part or "nav" in properties.split():
                continue
            if not archive.has(part):
                notes.append(f"`{shown(part)}` is named by the book, and is not in it")
                continue
            found += 1
            text, remarks = html_text(archive.read(part, MAX_HTML), part)
            notes.extend(f"`{shown(part)}`: {remark}" for remark in remarks)
            fill(builder, text, part, clock)
            if builder.length > MAX_TEXT:
                raise SourceError("it is too long for an article", "save the article alone, and name that file")
        if not found:
            raise SourceError("the book lists no chapters", _AGAIN)
        said = book.said
        return builder.build(
            name,
            title=said.get("title"),
            author=said.get("creator"),
            date=day(said.get("date")),
            venue=said.get("publisher"),
            lang=language(said.get("language", "")),
            notes=tuple(notes[:20]),
        )


def _text(archive: Archive, path: str) -> str:
    return html_text(archive.read(path, _SMALL), path)[0]


def _tags(text: str) -> list[tuple[str, dict[str, str]]]:
    """The tags that begin something: their names without prefix, and their attributes."""
    return [
        (piece.name.rpartition(":")[2], attributes(piece.rest))
        for piece in pieces(text, xml=True)
        if type(piece) is Tag and not piece.ends
    ]


def _refuse_locked(archive: Archive) -> None:
    if not archive.has("META-INF/encryption.xml"):
        return
    for name, values in _tags(_text(archive, "META-INF/encryption.xml")):
        if name == "encryptionmethod" and values.get("algorithm", "") not in _FONTS:
            raise SourceError("the book is locked against copying (DRM)", _AGAIN)


def _package(archive: Archive) -> str:
    """The path of the list of the book's files."""
    for name, values in _tags(_text(archive, "META-INF/container.xml")):
        if name == "rootfile" and (path := values.get("full-path", "")):
            return path
    raise SourceError("the book does not say where its chapters are", _AGAIN)


def _book(text: str, folder: str) -> _Book:
    book = _Book(said=fields(text))
    for name, values in _tags(text):
        if name == "item":
            path = posixpath.normpath(posixpath.join(folder, unquote(values.get("href", "").partition("#")[0])))
            if values.get("media-type", "").lower() in ("application/xhtml+xml", "text/html", "text/x-oeb1-document"):
                book.files.setdefault(values.get("id", ""), (path, values.get("properties", "")))
        elif name == "itemref" and values.get("linear", "yes").lower() != "no":
            book.order.append(values.get("idref", ""))
    return book

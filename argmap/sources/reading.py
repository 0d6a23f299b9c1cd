"""Reading an article from a file: what sort of file it is, and which reader takes it."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import replace
from pathlib import Path

from argmap.sources.limits import MAX_BYTES, SourceError
from argmap.sources.text import Kind, SourceText

__all__ = ["KINDS", "is_url", "read_source", "source_from"]

KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".epub": "epub",
    ".pdf": "pdf",
}
"""The endings of names, and what sort of file each stands for."""

_CALLED: dict[Kind, str] = {
    "text": "plain text",
    "markdown": "Markdown",
    "html": "HTML",
    "docx": "DOCX",
    "epub": "EPUB",
    "pdf": "PDF",
}
_SAVE = "save the article as PDF, DOCX, HTML or plain text, and name that file"
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")  # not `C:/`; a `Path` has one slash

# How files begin that hold no article that can be read, and what they are.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "it is an old Word document (.doc), or a locked one"),
    (b"{\\rtf", "it is an RTF document"),
    (b"\x89PNG", "it is a picture"),
    (b"\xff\xd8\xff", "it is a picture"),
    (b"GIF8", "it is a picture"),
    (b"II*\x00", "it is a picture"),
    (b"MM\x00*", "it is a picture"),
    (b"\x1f\x8b", "it is packed (gzip)"),
    (b"BZh", "it is packed (bzip2)"),
    (b"\xfd7zXZ\x00", "it is packed (xz)"),
    (b"7z\xbc\xaf\x27\x1c", "it is packed (7-Zip)"),
    (b"Rar!\x1a", "it is packed (RAR)"),
    (b"%!PS", "it is a PostScript file"),
    (b"ID3", "it is a sound file"),
    (b"OggS", "it is a sound file"),
    (b"bplist00", "it is a web archive of Safari"),
    (b"SQLite format 3\0", "it is a database"),
)
_HTML = re.compile(
    r"(?:\s|<\?xml[^>]{0,300}\?>|<!--(?:[^-]|-(?!->)){0,2000}-->)*+(?:<!doctype\s+html\b|<(?:html|head|body)\b)",
    re.IGNORECASE,
)
_MAP = re.compile(rb"(?:\xef\xbb\xbf)?argmap +1[ \t]*\r?(?:\n|\Z)")
_MHTML = re.compile(rb"(?:[A-Za-z-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){0,20}MIME-Version:", re.IGNORECASE)


def is_url(text: str) -> bool:
    """Whether a text is an address on the web rather than the path of a file."""
    return _URL.match(text.strip()) is not None


def read_source(path: str | Path, root: Path | None = None) -> SourceText:
    """The text of an article in a file: plain text, Markdown, HTML, DOCX, EPUB or PDF.

    `root` is a folder outside of which nothing is read, also not through a link. Raises `SourceError`, and nothing
    else, where the file cannot be read.
    """
    if is_url(str(path)):
        raise SourceError("it is an address, and nothing is fetched", "save the page, and name the file that was saved")
    path = Path(path)
    try:
        real = path.resolve()
        if root is not None and not real.is_relative_to(root.resolve()):
            raise SourceError("it lies outside the project", "put the file into the folder of the project")
        about = os.stat(real)
        if stat.S_ISDIR(about.st_mode):
            raise SourceError("it is a folder", "name the file in it that holds the article")
        if not stat.S_ISREG(about.st_mode):
            raise SourceError("it is no ordinary file", "save the article as a file, and name that")
        if about.st_size > MAX_BYTES:
            raise _too_large()
        with open(real, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except SourceError:
        raise
    except (FileNotFoundError, NotADirectoryError):
        raise _not_there(real) from None
    except PermissionError:
        raise SourceError("it may not be read", "allow reading it, or name another file") from None
    except (OSError, ValueError, RuntimeError):
        # Names that are too long or hold a NUL, links in a circle, disks that fail.
        raise SourceError("it cannot be opened", "check the path, or name another file") from None
    return source_from(data, path.name)


def _too_large() -> SourceError:
    return SourceError(f"it is larger than {MAX_BYTES // 1_000_000} MB", "save the article alone, and name that file")


def _not_there(path: Path) -> SourceError:
    from argmap.diagnostics.nearest import nearest

    try:
        if not path.parent.is_dir():
            return SourceError("there is no such file, and no such folder", "check the path of the file")
        with os.scandir(path.parent) as entries:
            names = sorted(entry.name for entry, _ in zip(entries, range(5000), strict=False) if entry.is_file())
        near = _without_ending(path.name, names) or nearest(path.name, names)
    except (OSError, ValueError):
        near = None
    return SourceError("there is no such file", f"did you mean `{near}`?" if near else "check the path of the file")


def _without_ending(name: str, names: list[str]) -> str | None:
    """An article that is called like this but for its ending."""
    return next((n for n in names if n.startswith(name + ".") and n[len(name) :].lower() in KINDS), None)


def source_from(data: bytes, name: str) -> SourceText:
    """The text of an article in the bytes of a file called `name`.

    What sort of file it is is seen from what it holds, and from its name only where that says nothing. Raises
    `SourceError`, and nothing else, where it cannot be read.
    """
    if len(data) > MAX_BYTES:
        raise _too_large()
    if not data.strip():
        raise SourceError("the file is empty", "name the file that holds the article")
    ending = _ending(name)
    if ending == ".argmap" or _MAP.match(data):
        raise SourceError("it is a map, not an article", "name the file that holds the article")
    kind = _kind(data, ending)
    source = _read(kind, data, name)
    if not any(map(str.isalnum, source.text)):
        raise SourceError("there are no words in it", _help_without_words(kind))
    told = KINDS.get(ending)
    if told is not None and told != kind and {told, kind} != {"text", "markdown"}:
        note = f"its name ends in `{ending}`, but it holds {_CALLED[kind]}, and was read as that"
        source = replace(source, notes=(note, *source.notes))
    return source


def _ending(name: str) -> str:
    dot = name.rfind(".")
    return name[dot:].lower() if dot > 0 else ""


def _help_without_words(kind: Kind) -> str:
    if kind == "html":
        return "open the page in a browser, select the article, and save it as plain text"
    return "name the file that holds the article"


def _read(kind: Kind, data: bytes, name: str) -> SourceText:
    if kind == "html":
        from argmap.sources.html import read_html

        return read_html(data, name)
    if kind == "docx":
        from argmap.sources.docx import read_docx

        return read_docx(data, name)
    if kind == "epub":
        from argmap.sources.epub import read_epub

        return read_epub(data, name)
    if kind == "pdf":
        from argmap.sources.pdf import read_pdf

        return read_pdf(data, name)
    from argmap.sources.plain import read_markdown, read_plain

    return read_markdown(data, name) if kind == "markdown" else read_plain(data, name)


def _kind(data: bytes, ending: str) -> Kind:
    """What sort of file it is. Raises `SourceError` where it is one that is not read."""
    start = data[:1024]
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_archive(data)
    pdf = start.find(b"%PDF-")
    if pdf >= 0 and (not start[:pdf].strip(b"\xef\xbb\xbf \t\r\n\0") or ending == ".pdf" or b"\0" in data[:65536]):
        return "pdf"
    binary = b"\0" in data
    for magic, what in _MAGIC:
        # Words may begin like that too (`ID3 tags are`).
        if start.startswith(magic) and (binary or not magic.isalnum()):
            raise SourceError(what, _SAVE)
    wide = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(data[:2])
    if binary and wide is None:
        raise SourceError("it holds no text", _SAVE)
    head = data[:8192].decode(wide or "utf-8", "replace").removeprefix("\ufeff")
    if _HTML.match(head):
        return "html"
    if KINDS.get(ending) == "html":
        return "html"
    if head.lstrip().startswith("<?xml"):
        raise SourceError("it is XML that is no page of HTML", _SAVE)
    if _MHTML.match(start) and (b"multipart/related" in data[:4096] or b"text/html" in data[:4096]):
        raise SourceError("it is a web archive (MHTML)", "save the page as HTML, and name that file")
    return "markdown" if KINDS.get(ending) == "markdown" else "text"


def _kind_of_archive(data: bytes) -> Kind:
    from argmap.sources.archive import Archive, damaged

    archive = Archive(data)
    kind = _mimetype(archive.read("mimetype", 10_000)) if archive.has("mimetype") else ""
    if kind.startswith("application/vnd.oasis"):
        raise SourceError("it is a document of LibreOffice", _SAVE)
    if kind == "application/epub+zip" or archive.has("META-INF/container.xml"):
        return "epub"
    if archive.has("word/document.xml"):
        return "docx"
    if archive.has("[Content_Types].xml"):
        if archive.has("xl/workbook.xml") or archive.has("xl/workbook.bin"):
            raise SourceError("it is a spreadsheet of Excel", _SAVE)
        if archive.has("ppt/presentation.xml"):
            raise SourceError("it is a presentation of PowerPoint", _SAVE)
        if b"wordprocessingml.document" in archive.read("[Content_Types].xml", 1_000_000):
            return "docx"
    if archive.has("Index/Document.iwa"):
        raise SourceError("it is a document of Pages", _SAVE)
    if not archive.names:
        raise damaged()
    raise SourceError("it is a zip archive, not an article", "unpack it, and name the file that holds the article")


def _mimetype(data: bytes) -> str:
    return data.decode("ascii", "replace").strip()

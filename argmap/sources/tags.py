"""HTML and XML as a row of pieces: words, tags, and where they stand.

Not `html.parser`: 0.1 MB of `<a <a <a` holds it for a minute (Python 3.11), within one call, so that no limit of time
would help; it reads odd comments and scripts differently from one Python to the next; and it counts lines, not
characters. Here whatever has no end goes on to the end of the file, as in browsers, so that each character is looked at
a few times at most. Nothing is fetched, and no entity is declared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

__all__ = ["Tag", "Words", "attributes", "fields", "pieces", "plain_words"]


class Words(NamedTuple):
    """Words between tags."""

    offset: int
    """Characters before them."""
    text: str
    """The words, with character references resolved."""
    counts: bool
    """Whether they stand in the file as they are here, character for character."""


class Tag(NamedTuple):
    """A tag."""

    offset: int
    """Characters before it."""
    name: str
    """Its name, in lower case, with its prefix (`epub:switch`)."""
    ends: bool
    """Whether it ends an element: `</p>`."""
    empty: bool
    """Whether it ends with `/>`; only XML takes that for an element without content."""
    rest: str
    """Its attributes as they are written."""
    raw: str
    """What stands in an element in which there are no tags (`script`, `title`)."""


_NAME = re.compile(r"</?[A-Za-z]")
_TAG = re.compile(
    r"<(/?)([A-Za-z][^\s/>]*+)"
    r"((?:[^=>]++|=[ \t\r\n\f]*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"'])))*+)>"
)
_ATTRIBUTE = re.compile(r"([^\s=/>\"'<][^\s=/>]*+)(?:\s*+=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?")
# Longer ones are no references, and as numbers they would be too long for `int`.
_REFERENCE = re.compile(r"&(?:#[0-9]{1,16}(?![0-9])|#[xX][0-9a-fA-F]{1,16}(?![0-9a-fA-F])|[A-Za-z][A-Za-z0-9]{1,31});?")
_COMMENT_END = re.compile(r"--!?>")
_DOCTYPE = re.compile(r"<!doctype[^>\[]*+(?:\[[^\]]*+\])?[^>]*+>", re.IGNORECASE)

# Elements that hold characters only: script and style as they are, title and textarea with references.
_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp")
}


def pieces(text: str, xml: bool = False) -> Iterator[Words | Tag]:
    """The pieces of a page, in order, in time linear in its length.

    Comments, processing instructions and the document type are left out. An element that holds characters only (`raw`)
    has no end tag among the pieces. `xml` says that `/>` ends it too, and that sections of raw characters (CDATA) are
    words.
    """
    at, size = 0, len(text)
    while at < size:
        opens = text.find("<", at)
        if opens < 0:
            opens = size
        if opens > at:
            yield from _words(text, at, opens)
        if opens == size:
            return
        follows = text[opens + 1 : opens + 2]
        if follows in ("!", "?"):
            if xml and text.startswith("<![CDATA[", opens):
                end = text.find("]]>", opens)
                stop = size if end < 0 else end
                if stop > opens + 9:
                    yield Words(opens + 9, text[opens + 9 : stop], True)
                at = size if end < 0 else end + 3
            else:
                at = _after_declaration(text, opens)
        elif _NAME.match(text, opens):
            found = _TAG.match(text, opens)
            if found is None:
                # It goes on to the end of the file.
                return
            at = found.end()
            name = found[2].lower()
            rest = found[3]
            ends, empty = found[1] == "/", rest.endswith("/")
            raw = ""
            if name in _RAW and not ends and not (empty and xml):
                end_tag = _RAW[name].search(text, at)
                raw = text[at : end_tag.start() if end_tag else size]
                closing = text.find(">", end_tag.start()) if end_tag else -1
                at = closing + 1 if closing >= 0 else size
                empty = True
            yield Tag(opens, name, ends, empty, rest, raw)
        elif follows == "/":
            end = text.find(">", opens)
            at = end + 1 if end >= 0 else size
        else:
            yield Words(opens, "<", True)
            at = opens + 1


def _after_declaration(text: str, at: int) -> int:
    """Where a comment, a document type or the like ends that begins at `at`."""
    if text.startswith("<!--", at):
        if text.startswith((">", "->"), at + 4):
            return text.index(">", at) + 1
        found = _COMMENT_END.search(text, at + 4)
        return found.end() if found else len(text)
    if text[at + 2 : at + 9].lower() == "doctype" and (found := _DOCTYPE.match(text, at)):
        return found.end()
    end = text.find(">", at)
    return end + 1 if end >= 0 else len(text)


def _words(text: str, start: int, end: int) -> Iterator[Words]:
    at = start
    amp = text.find("&", start, end)
    while amp >= 0:
        found = _REFERENCE.match(text, amp, end)
        if found is None:
            amp = text.find("&", amp + 1, end)
            continue
        if amp > at:
            yield Words(at, text[at:amp], True)
        meant = unescape(found[0])
        if meant == found[0]:
            yield Words(amp, meant, True)
        elif meant:
            yield Words(amp, meant, False)
        at = found.end()
        amp = text.find("&", at, end)
    if at < end:
        yield Words(at, text[at:end], True)


def attributes(rest: str) -> dict[str, str]:
    """The attributes of a tag by their names in lower case; of two of one name the first."""
    found: dict[str, str] = {}
    if len(rest) < 2:
        return found
    for match in _ATTRIBUTE.finditer(rest):
        value = match[2] or ""
        if value[:1] in ("'", '"'):
            value = value[1:-1] if len(value) > 1 and value[-1] == value[0] else value[1:]
        found.setdefault(match[1].lower(), unescape_short(value) if "&" in value else value)
    return found


def unescape_short(text: str) -> str:
    """Text with its character references resolved; what is too long to be one stays as it is."""
    return _REFERENCE.sub(lambda m: unescape(m[0]), text)


def plain_words(text: str, longest: int = 500) -> str | None:
    """A name or title as one line: references resolved, white space as single spaces, nothing where there is none."""
    words = " ".join(unescape_short(text[: 20 * longest]).split())
    return "".join(c for c in words if c.isprintable())[:longest].strip() or None


def fields(text: str) -> dict[str, str]:
    """The words in the innermost elements of an XML file by their names without prefix; of one name the first."""
    found: dict[str, str] = {}
    words: list[str] = []
    for piece in pieces(text, xml=True):
        if type(piece) is Words:
            words.append(piece.text)
        elif type(piece) is Tag:
            if (piece.ends or piece.raw) and (value := plain_words(piece.raw or "".join(words))):
                found.setdefault(piece.name.rpartition(":")[2], value)
            words = []
    return found

"""What a file is made of: text, or something else; and characters that no text holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from argmap.diagnostics import Diagnostic, Span

__all__ = ["cleaned", "cleaned_line", "no_text", "stray_characters", "unmarked_utf16"]

_HEAD = 4096
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_KINDS = {
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a document or archive in ZIP format",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "an RTF document",
}

_STRAY = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32), 127))
# Beginnings of what `_STRAY` matches, as UTF-8; whether it does is looked at then.
_SUSPECT = (b"\xc2", b"\xe2\x80\xa8", b"\xe2\x80\xa9", b"\xed", b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_SAID = {0x2028: "line separator", 0x2029: "paragraph separator", 0: "null", 0x0B: "vertical tab", 0x0C: "form feed"}


def cleaned(text: str) -> str:
    """A text without such characters."""
    return _STRAY.sub("", text)


def cleaned_line(text: str) -> str:
    """The same on one line, with one space wherever there is any."""
    # Some of them are white space, and part words.
    return " ".join(cleaned(" ".join(text.split())).split())


def unmarked_utf16(data: bytes) -> str | None:
    """The codec of a text in UTF-16 that has no byte order mark: in most scripts every second byte is zero."""
    head = data[:_HEAD]
    even, odd = head[::2], head[1::2]
    if len(head) < 4 or head.count(0) < len(head) // 4:
        return None
    if not even.count(0) and odd.count(0) > len(odd) // 2:
        return "utf-16-le"
    return "utf-16-be" if not odd.count(0) and even.count(0) > len(even) // 2 else None


def no_text(data: bytes, file: str) -> tuple[Diagnostic, ...]:
    """What is said of a file that is no text at all; nothing of a text."""
    kind = next((kind for mark, kind in _KINDS.items() if data.startswith(mark)), None)
    if kind is None:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff") or unmarked_utf16(data) is not None:
            return ()
        head = data[:_HEAD]
        controls = len(_BINARY.findall(head))
        if controls <= 3 or controls * 30 < len(head):
            return ()
        if not head.count(0):
            # Without a zero only what is no UTF-8 either is binary.
            try:
                head.decode("utf-8")
            except UnicodeDecodeError as problem:
                if problem.start > len(head) - 4:
                    return ()
            else:
                return ()
    help = "a map is a plain text file; write it in an editor and save it as UTF-8"
    message = f"this is {kind}, not a text file" if kind else "this is not a text file"
    return (Diagnostic("E001", message, Span(file, 1, 1, 1, 2), "binary data", help=help),)


def stray_characters(
    data: bytes, lines: Sequence[str], file: str, told: bool
) -> tuple[tuple[Diagnostic, ...], frozenset[int]]:
    """Characters that stand in no text (control characters other than tabs, halves of pairs, line ends that only some
    editors know): one diagnostic, at the first; and the lines that hold any, or what could not be decoded.

    `told` says that bytes were found that are no characters: then these stand as U+FFFD.
    """
    bad = frozenset(n for n, line in enumerate(lines, 1) if "\ufffd" in line) if told else frozenset()
    if len(data.translate(None, _CONTROLS)) == len(data) and not any(mark in data for mark in _SUSPECT):
        return (), bad
    first: tuple[int, int] | None = None
    count, spoilt = 0, set(bad)
    for number, line in enumerate(lines, 1):
        found = _STRAY.findall(line)
        if found:
            count += len(found)
            spoilt.add(number)
            first = first or (number, line.index(found[0]))
    if first is None:
        return (), bad
    number, at = first
    char = lines[number - 1][at]
    unnamed = "half of a pair" if "\ud800" <= char <= "\udfff" else "control character"
    name = _SAID.get(ord(char)) or unicodedata.name(char, unnamed)
    message = f"a character that stands in no text: {name} (U+{ord(char):04X})"
    if count > 1:
        message += f", and {count - 1} more such character{'s' if count > 2 else ''} in this file"
    help = "take it out; often it comes with words that were copied"
    span = Span(file, number, at + 1, number, at + 2)
    return (Diagnostic("E001", message, span, "cannot be seen", help=help),), frozenset(spoilt)

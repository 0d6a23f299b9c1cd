"""The bytes of a file as text and back: UTF-8 or UTF-16, with or without a byte order mark, and the line ends as they
were, so that what is written back differs only where it was changed."""

from __future__ import annotations

import re
from typing import NamedTuple

from argmap.diagnostics import ArgmapError
from argmap.notation.outline import decode

__all__ = ["FileText", "file_text", "newline_of"]

_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_ENDS = re.compile(r"\r\n|\n|\r")


class FileText(NamedTuple):
    """What a file holds."""

    text: str
    """Its text, without a byte order mark; line ends as they stand in it."""
    mark: bytes
    """The byte order mark, or nothing."""
    codec: str

    def bytes_of(self, text: str) -> bytes:
        """Another text in the same encoding."""
        return self.mark + text.encode(self.codec)


def file_text(data: bytes, name: str) -> FileText:
    """The text of a file. Raises `ArgmapError` with the diagnostic where it is none."""
    text, problems = decode(data, name)
    if problems:
        raise ArgmapError(f"{name}: {problems[0].message}", problems)
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    return FileText(text, mark, _MARKS.get(mark, "utf-8"))


def newline_of(text: str) -> str:
    """The line end that a text uses most: `\\n`, or `\\r\\n`; `\\n` where there is none."""
    ends = _ENDS.findall(text) if "\r" in text else []
    return "\r\n" if 2 * ends.count("\r\n") > len(ends) else "\n"

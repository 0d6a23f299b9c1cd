"""Zip archives (DOCX, EPUB), read with care: nothing is unpacked to disk, and no more is read than an article holds."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from argmap.sources.limits import Clock, SourceError

__all__ = ["MAX_ENTRIES", "MAX_PART", "MAX_RATIO", "MAX_UNPACKED", "Archive", "damaged", "shown", "sound"]

MAX_UNPACKED = 200_000_000
"""Bytes that an archive may hold once unpacked, as it says and as is really read."""

MAX_PART = 50_000_000
"""Bytes that a file in it may hold that is read."""

MAX_ENTRIES = 10_000
"""Files that it may hold."""

MAX_RATIO = 200
"""How many times larger than packed a file in it may be, beyond a megabyte: text packs to a twentieth or so."""

_AGAIN = "open it in the program that wrote it, and save it again"
_CHUNK = 1 << 18
_NO_RATIO = 1_000_000


def damaged() -> SourceError:
    """What is said of a file that is broken in any way."""
    return SourceError("the file is damaged", _AGAIN)


def shown(name: str) -> str:
    """The name of a file in an archive, as messages may show it, whatever its maker put into it."""
    return "".join(c if c.isprintable() and c != "`" else "\ufffd" for c in name[:80])


@contextmanager
def sound() -> Iterator[None]:
    """Make a `SourceError` of whatever a broken file leads to."""
    try:
        yield
    except SourceError:
        raise
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        zlib.error,
        struct.error,
        SyntaxError,  # ElementTree's ParseError among them
        EOFError,
        LookupError,
        OSError,
        OverflowError,
        RuntimeError,  # deep nesting and what zipfile does not know among them
        ValueError,
    ) as error:
        raise damaged() from error


class Archive:
    """A zip archive in memory. Raises `SourceError` where it is damaged, or unpacks to more than an article holds."""

    def __init__(self, data: bytes, clock: Clock | None = None) -> None:
        self._clock = clock or Clock()
        self._read = 0
        if data.count(b"PK\x01\x02") > 2 * MAX_ENTRIES:
            # Listing them alone would take long.
            raise self._too_much()
        with sound():
            self._zip = zipfile.ZipFile(BytesIO(data))
            entries = [e for e in self._zip.infolist() if not e.is_dir()]
        if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_UNPACKED:
            raise self._too_much()
        self._entries = {e.filename: e for e in entries}
        self._folded: dict[str, str] = {}
        for name in self._entries:
            self._folded.setdefault(name.casefold(), name)
        self.names = tuple(self._entries)
        """The files in it, as they are called."""

    @staticmethod
    def _too_much() -> SourceError:
        return SourceError(
            "it unpacks to more than an article can hold", "save the article as plain text, and name that file"
        )

    def has(self, name: str) -> bool:
        """Whether it holds a file of that name, upper and lower case aside."""
        return name in self._entries or name.casefold() in self._folded

    def read(self, name: str, at_most: int = MAX_PART) -> bytes:
        """A file in it. Raises `SourceError` where there is none, it cannot be read, or is larger than `at_most`."""
        entry = self._entries.get(name) or self._entries.get(self._folded.get(name.casefold(), ""))
        if entry is None:
            raise SourceError(f"there is no `{shown(name)}` in it", _AGAIN)
        if entry.flag_bits & 0x1:
            raise SourceError("it is locked with a password", "save it without a password")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise SourceError("it is packed in an unusual way", _AGAIN)
        chunks: list[bytes] = []
        size = 0
        with sound(), self._zip.open(entry) as file:
            while chunk := file.read(_CHUNK):
                chunks.append(chunk)
                size += len(chunk)
                self._read += len(chunk)
                self._clock.check()
                packed = max(1, entry.compress_size)
                if size > at_most or self._read > MAX_UNPACKED or (size > _NO_RATIO and size > MAX_RATIO * packed):
                    raise self._too_much()
        return b"".join(chunks)

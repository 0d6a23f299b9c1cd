"""Rows kept between runs, so that an unchanged line need not be parsed again.

One JSON file for each map, in the user's cache folder: digests of lines with the rows that Lark made of them. Only
lines that `grammar.row_by_shape` leaves to Lark are kept. A file that is damaged, or made with another grammar, is
as good as none. ``ARGMAP_CACHE=off`` switches it off.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from pathlib import Path

from argmap.cache_dir import cache_dir
from argmap.notation.grammar import Row, version

__all__ = ["RowCache"]


def _digest(data: str) -> str:
    return hashlib.blake2b(data.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


class RowCache:
    """The kept rows of one map."""

    def __init__(self, path: Path | None) -> None:
        folder = cache_dir() if path is not None else None
        self._file = None
        if folder is not None and path is not None:
            self._file = folder / f"rows-{_digest(str(path.resolve()))}.json"
        self._old = self._load()
        self._used: dict[str, Row] = {}
        self._changed = False

    def _load(self) -> dict[str, Row]:
        if self._file is None:
            return {}
        try:
            head, _, body = self._file.read_text(encoding="utf-8").partition("\n")
            if head != f"{version()} {_digest(body)}":
                return {}
            rows: dict[str, Row] = json.loads(body)
        except (OSError, ValueError):
            return {}
        return rows

    def get(self, context: str, text: str) -> Row | None:
        """The row kept for a line, if any."""
        if not self._old:
            return None
        key = _digest(f"{context}\n{text}")
        row = self._old.get(key)
        if row is not None:
            self._used[key] = row
        return row

    def put(self, context: str, text: str, row: Row) -> None:
        """Keep a row for the next run."""
        if self._file is not None:
            self._used[_digest(f"{context}\n{text}")] = row
            self._changed = True

    def save(self) -> None:
        """Write what this run used, if it is not what was there. A cache that cannot be written is no problem."""
        if self._file is None or not (self._changed or len(self._used) * 2 < len(self._old)):
            return
        body = json.dumps(self._used, ensure_ascii=False, separators=(",", ":"))
        from argmap.files import write_whole

        with contextlib.suppress(OSError, UnicodeError):
            write_whole(self._file, f"{version()} {_digest(body)}\n{body}".encode())

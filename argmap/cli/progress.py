"""A progress bar for work that takes long, on a terminal only."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence

__all__ = ["progress"]

PATIENCE = 1.0
"""Seconds that may pass before a bar is shown."""


def progress(items: Sequence[str], doing: str) -> Iterator[str]:
    """The items one by one; from the second second on with a bar on standard error, if that is a terminal."""
    if len(items) < 2 or not sys.stderr.isatty():
        yield from items
        return
    start, shown = time.monotonic(), False
    for n, item in enumerate(items):
        if time.monotonic() - start > PATIENCE:
            done = 24 * n // len(items)
            sys.stderr.write(f"\r\x1b[K{doing} [{'#' * done}{'.' * (24 - done)}] {n}/{len(items)}")
            sys.stderr.flush()
            shown = True
        yield item
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

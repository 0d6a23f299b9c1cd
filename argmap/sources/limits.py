"""What reading an article may cost, and the one error that says why a file was not read."""

from __future__ import annotations

import time

__all__ = ["MAX_BYTES", "MAX_SECONDS", "MAX_TEXT", "Clock", "SourceError"]

MAX_BYTES = 100_000_000
"""A larger file is not read (100 MB)."""

MAX_TEXT = 20_000_000
"""Characters of text beyond which a file is no article (a long novel has three million)."""

MAX_SECONDS = 30.0
"""Seconds after which reading is given up."""


class SourceError(ValueError):
    """Why the text of a source cannot be read: one sentence, and what to do."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message = message
        """What is wrong with the file, in lower case, without a full stop; it does not name the file."""
        self.help = help
        """What to do, as an action."""


class Clock:
    """A limit of time: `check` raises `SourceError` once it has passed."""

    def __init__(self, seconds: float = MAX_SECONDS) -> None:
        self._end = time.monotonic() + seconds

    def check(self) -> None:
        """Raise `SourceError` when the time is over."""
        if time.monotonic() > self._end:
            raise SourceError("it takes too long to read", "save the article as plain text, and name that file")

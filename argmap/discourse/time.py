"""Dates as stretches of time, and which of two came first (ISO 8601-2:2019; words stand for no known time)."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

__all__ = ["ALWAYS", "Days", "days"]

_DATE: Final = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d)(?:T.*)?)?)?[~?%]?")
_YEAR: Final = 372
_EVER: Final = 10**7

# Parts of a year by their numbers (ISO 8601-2, 4.8) with first month and length: quarters, thirds and halves. Which
# months a season (21 to 32) has depends on the hemisphere, and a winter is in two years: it stands for its whole year.
_PARTS: Final = {
    **{33 + n: (3 * n, 3) for n in range(4)},
    **{37 + n: (4 * n, 4) for n in range(3)},
    40: (0, 6),
    41: (6, 6),
}


class Days(NamedTuple):
    """The days between which something took place, both inclusive, counted in years of 372 days."""

    first: int
    last: int

    def before(self, other: Days) -> bool:
        """Whether all of it is certainly earlier than all of the other."""
        return self.last < other.first


ALWAYS: Final = Days(-_EVER, _EVER)
"""Any time at all."""


def days(date: str | None) -> Days | None:
    """The days that a date stands for, `None` for words. One marked `~`, `?` or `%` may be off by one of its units; an
    interval with an open or unknown end (`../2017`, `2017/`) reaches as far as time does."""
    if date is None:
        return None
    first, slash, last = date.partition("/")
    if slash:
        a = _end(first, ALWAYS.first)
        b = _end(last, ALWAYS.last)
        return Days(a.first, b.last) if a and b and a.first <= b.last else None
    match = _DATE.fullmatch(date)
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    start, unit = year * _YEAR, _YEAR
    if month in _PARTS:
        offset, months = _PARTS[month]
        start, unit = start + offset * 31, months * 31
    elif 1 <= month <= 12:
        start, unit = start + (month - 1) * 31, 31
        if day:
            start, unit = start + day - 1, 1
    slack = unit if date[-1] in "~?%" else 0
    return Days(start - slack, start + unit - 1 + slack)


def _end(part: str, open_end: int) -> Days | None:
    return Days(open_end, open_end) if part in ("", "..") else days(part)

"""Dates as stretches of time, and which of two came first (ISO 8601-2:2019; words stand for no known time)."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

__all__ = ["ALWAYS", "Days", "day_number", "days", "written"]

_DATE: Final = re.compile(
    r"(-?[0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?)?)?"
    r"([~?%]?)"
)
_EVER: Final = 10**7
_ERA: Final = 146_097  # days of 400 years

# Parts of a year by their numbers (ISO 8601-2, 4.8) with first month, counted from 0, and length. Seasons are told to
# begin with a month, or at a solstice three weeks later, and one over the turn of a year may be meant of either year:
# each has all months that it may have, and one of no hemisphere (21 to 24) those of both.
_SPRING, _SUMMER, _AUTUMN, _WINTER = (2, 4), (5, 4), (8, 4), (-1, 16)
_PARTS: Final = {
    **{21: (2, 10), 22: _WINTER, 23: (2, 10), 24: _WINTER},
    **{25: _SPRING, 26: _SUMMER, 27: _AUTUMN, 28: _WINTER},
    **{29: _AUTUMN, 30: _WINTER, 31: _SPRING, 32: _SUMMER},
    **{33 + n: (3 * n, 3) for n in range(4)},
    **{37 + n: (4 * n, 4) for n in range(3)},
    40: (0, 6),
    41: (6, 6),
}


class Days(NamedTuple):
    """The days between which something took place, both inclusive, as `day_number` counts them."""

    first: int
    last: int

    def before(self, other: Days) -> bool:
        """Whether all of it is certainly earlier than all of the other."""
        return self.last < other.first


ALWAYS: Final = Days(-_EVER, _EVER)
"""Any time at all."""


def day_number(year: int, month: int, day: int) -> int:
    """How many days a date is later than 1 March of the year 0 (proleptic Gregorian calendar, ISO 8601). Months beyond
    12 or below 1 are those of the years after or before."""
    years, month = divmod(year * 12 + month - 3, 12)  # years from March on, so that a leap day is the last
    era, rest = divmod(years, 400)
    return era * _ERA + rest * 365 + rest // 4 - rest // 100 + (153 * month + 2) // 5 + day - 1


def written(day: int) -> str:
    """A day by its number as a date: `2017-03-05`, `-0043-03-15`."""
    era, rest = divmod(day, _ERA)
    year = (rest - rest // 1460 + rest // 36_524 - rest // 146_096) // 365
    rest -= 365 * year + year // 4 - year // 100
    month = (5 * rest + 2) // 153
    year += 400 * era + (month >= 10)
    sign = "-" if year < 0 else ""
    return f"{sign}{abs(year):04}-{month + 3 if month < 10 else month - 9:02}-{rest - (153 * month + 2) // 5 + 1:02}"


def days(date: str | None) -> Days | None:
    """The days that a date stands for, `None` for words. One marked `~`, `?` or `%` may be off by one of its units; an
    interval with an open or unknown end (`../2017`, `2017/`) reaches as far as time does."""
    if date is None:
        return None
    first, slash, last = date.partition("/")
    if not slash:
        return _one(date)
    a, b = _end(first, ALWAYS.first), _end(last, ALWAYS.last)
    return Days(a.first, b.last) if a and b and a.first <= b.last else None


def _one(date: str) -> Days | None:
    match = _DATE.fullmatch(date)
    if match is None:
        return None
    year, slack = int(match[1]), 1 if match[4] else 0
    if match[2] is None:
        return _months(year, 1, 12, slack)
    month = int(match[2])
    if match[3] is not None:
        at = day_number(year, month, int(match[3]))
        # A day that does not exist is another one's number.
        return Days(at - slack, at + slack) if written(at) == f"{match[1]}-{match[2]}-{match[3]}" else None
    if 1 <= month <= 12:
        return _months(year, month, 1, slack)
    if month in _PARTS:
        start, length = _PARTS[month]
        return _months(year, start + 1, length, slack)
    return None


def _months(year: int, month: int, length: int, slack: int) -> Days:
    """Some months of a year, with as many before and after where that is not sure."""
    before = month - slack * length
    return Days(day_number(year, before, 1), day_number(year, month + (1 + slack) * length, 1) - 1)


def _end(part: str, open_end: int) -> Days | None:
    return Days(open_end, open_end) if part in ("", "..") else _one(part)

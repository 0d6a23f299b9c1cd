"""An axis of time: where days stand, which dates stand on it, and how dates are written beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from argmap.discourse.time import ALWAYS, Days, day_number, days, written
from argmap.drawing.wording import date_in_words

__all__ = ["Axis", "Tick", "axis_ticks", "when"]

Tick = tuple[int, str, bool]
"""A day, what stands there, and whether it is the first of a year."""

_PART: Final = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d)(?:T.*?)?)?)?([~?%]?)")
_NAMES: Final = {
    **{21 + n: ("spring", "summer", "autumn", "winter")[n % 4] for n in range(12)},
    **{33 + n: f"Q{n + 1}" for n in range(4)},
    **{37 + n: f"third {n + 1} of" for n in range(3)},
    **{40 + n: f"half {n + 1} of" for n in range(2)},
}


def axis_ticks(first: int, last: int, most: int) -> list[Tick]:
    """At most `most` + 1 round dates between two days (at least one): every so many years, months or days."""
    span = max(last - first, 1)
    for step in (1, 2, 7, 14):
        if span / step <= most:
            return [_day_tick(day, first) for day in range(first, last + 1, step)]
    year, month = _year_month(first)
    for step in (1, 2, 3, 6):
        if span / (step * 30.44) <= most:
            start = year * 12 + -(-(month - 1) // step) * step
            return list(_month_ticks(start, step, first, last))
    for step in _round():
        if span / (step * 365.25) <= most:
            break
    found = []
    for n in range(year // step, _year_month(last)[0] // step + 2):
        # Years before our era are round as they are spoken of: 500 BCE is -499.
        at = n * step + (step > 1 and n <= 0)
        day = day_number(at, 1, 1)
        if first <= day <= last:
            found.append((day, _year(at), True))
    return found or list(_month_ticks(year * 12 + month - 1, 1, first, first))


def _round() -> Iterator[int]:
    size = 1
    while True:
        yield from (size, 2 * size, 5 * size)
        size *= 10


def _year_month(day: int) -> tuple[int, int]:
    year, month, _ = written(day).rsplit("-", 2)
    return int(year), int(month)


def _year(year: int) -> str:
    """A year as it is spoken of: the year 0 of ISO 8601 is 1 BCE."""
    return str(year) if year > 0 else f"{1 - year} BCE"


def _day_tick(day: int, first: int) -> Tick:
    year, month = _year_month(day)
    name = date_in_words(f"2000-{month:02}-{written(day)[-2:]}").removesuffix(" 2000")
    whole = day == first or (month, written(day)[-2:]) == (1, "01")
    return day, f"{name} {_year(year)}" if whole else name, whole


def _month_ticks(start: int, step: int, first: int, last: int) -> Iterator[Tick]:
    at = start
    told = False
    while (day := day_number(at // 12, at % 12 + 1, 1)) <= last:
        if day >= first:
            year, month = at // 12, at % 12 + 1
            name = date_in_words(f"2000-{month:02}").removesuffix(" 2000")
            whole = month == 1
            yield day, _year(year) if whole else name if told else f"{name} {_year(year)}", whole
            told = True
        at += step
    if not told:  # a span that no round date falls into
        year, month = _year_month(first)
        yield first, f"{date_in_words(f'2000-{month:02}').removesuffix(' 2000')} {_year(year)}", False


def when(date: str) -> str:
    """A date as a reader writes it, also an interval, a season or one of a year before our era."""
    first, slash, last = date.partition("/")
    if slash and days(date):
        if first in ("", "..") and last in ("", ".."):
            return "at some time"
        if first in ("", ".."):
            return f"until {when(last)}"
        return f"from {when(first)}" if last in ("", "..") else f"{when(first)} – {when(last)}"
    if not days(date) or not (match := _PART.fullmatch(date)):
        return date_in_words(date)
    year, month, day = int(match[1]), int(match[2] or 0), match[3]
    about, doubt = "c. " if match[4] in ("~", "%") else "", "?" if match[4] in ("?", "%") else ""
    if month > 12:
        return f"{about}{_NAMES[month]} {_year(year)}{doubt}"
    stem = "2000" + (f"-{month:02}" if month else "") + (f"-{day}" if day else "")
    return about + date_in_words(stem).removesuffix("2000") + _year(year) + doubt


class Axis:
    """Where days stand."""

    def __init__(self, spans: Sequence[Days], left: float, wide: float) -> None:
        ends = [day for days in spans for day in days if abs(day) < ALWAYS.last]
        self.left, self.wide = left, wide
        self.any = bool(spans)
        first, last = (min(ends), max(ends)) if ends else (0, 0)
        room = max((last - first) * 0.03, 2)
        self.first, self.last = first - room, last + room

    def x(self, day: float) -> float:
        """Where a day stands; one beyond all that is known stands at the end."""
        day = min(max(day, self.first), self.last)
        return self.left + (day - self.first) / (self.last - self.first) * self.wide

    def span(self, days: Days) -> tuple[float, float]:
        """From the beginning of the first to the end of the last day."""
        return self.x(days.first), self.x(days.last + 1)

    def ticks(self) -> list[Tick]:
        """What stands on it."""
        if not self.any:
            return []
        first = -(-self.first // 1)
        return axis_ticks(int(first), int(self.last // 1), max(int(self.wide // 74), 2))

"""Times in queries. An act counts only where its date tells for certain that it does; one without a date never."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from argmap.discourse.time import Days, days

__all__ = ["How", "When"]

How = Literal["before", "after", "since", "until", "on", "between"]


@dataclass(frozen=True, slots=True)
class When:
    """A time that is asked for: `before 2017-03` is before its first day, `until` up to its last, `since` from its
    first on, `after` later than its last, `on` within it, `between` two dates from the first day of the one to the last
    of the other."""

    how: How
    date: str
    until: str | None = None

    @property
    def window(self) -> Days:
        """From which day to which. Raises `ValueError` where a date is no date."""
        first, far = _days(self.date), 10**9
        match self.how:
            case "before":
                return Days(-far, first.first - 1)
            case "until":
                return Days(-far, first.last)
            case "after":
                return Days(first.last + 1, far)
            case "since":
                return Days(first.first, far)
            case "on":
                return first
            case "between":
                return Days(first.first, _days(self.until or self.date).last)

    def holds(self, when: Days | None) -> bool:
        """Whether what took place then certainly did so at this time."""
        if when is None:
            return False
        window = self.window
        return window.first <= when.first and when.last <= window.last


def _days(date: str) -> Days:
    found = days(date)
    if found is None:
        raise ValueError(f"{date!r} is not a date; write 2017, 2017-03 or 2017-03-05")
    return found

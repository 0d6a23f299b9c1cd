"""Values inside a line: dates, places in a text, strengths."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["bad_date", "locator", "strength"]

_NUMERIC = re.compile(r"\d{3,4}[-/.]\d|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{5,8}$")
_ISO = re.compile(
    r"(-?[0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?)?)?[~?%]?"
)
_LOCATOR = re.compile(
    r"(?:(?P<p>pp?\.?|pages?)|(?P<a>¶{1,2}|§|par\.?|paras?\.?|paragraphs?)|(?P<l>ll?\.?|lines?))\s*"
    r"(?P<from>[0-9]{1,7})(?:\s*[-–]\s*(?P<to>[0-9]{1,7}))?",
    re.IGNORECASE,
)
_WORDS = ("weak", "moderate", "strong")


def bad_date(text: str) -> str | None:
    """What is wrong with something that looks like a date in figures (ISO 8601-2, with `~`, `?` or `%`, or an interval
    with `/`), or `None`: words are taken as given."""
    if not _NUMERIC.match(text) and not _ISO.fullmatch(text):
        return None
    for part in text.split("/") if text.count("/") == 1 and "-" in text else [text]:
        match = _ISO.fullmatch(part)
        if part == ".." or not part:
            continue
        if match is None:
            return f"`{text}` is not a date as it is written here"
        year, month, day = match[1], match[2], match[3]
        if month and day is None and 21 <= int(month) <= 41:
            continue  # a season, quarter or half of a year (ISO 8601-2, 4.8)
        try:
            date(max(int(year), 1) if int(year) > 0 else 2000, int(month or 1), int(day or 1))
        except ValueError:
            return f"there is no day `{part}`" if day else f"there is no month `{part}`"
    return None


def locator(text: str) -> str | None:
    """A place in a text as it is kept (`p. 2`, `¶ 4`, `l. 40`, `p. 2-3`), or `None` when it is none."""
    match = _LOCATOR.fullmatch(text.strip())
    if match is None:
        return None
    unit = "p." if match["p"] else "¶" if match["a"] else "l."
    first, last = int(match["from"]), int(match["to"] or match["from"])
    if not 1 <= first <= last:
        return None
    return f"{unit} {first}-{last}" if match["to"] else f"{unit} {first}"


def strength(text: str) -> str | float | None:
    """A strength: one of three words, or a number from 0 to 1; `None` when it is neither."""
    if text in _WORDS:
        return text
    if not re.fullmatch(r"[01](?:\.[0-9]+)?|\.[0-9]+", text):
        return None
    number = float(text)
    return number if number <= 1 else None

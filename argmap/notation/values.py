"""Values inside a line: dates, places in a text, anchors, signatures, strengths."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["bad_anchor", "bad_date", "bad_signature", "locator", "signature", "strength"]

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
_ANCHOR = re.compile(r"[0-9]{1,12}\+[0-9]{1,12}(?:,[0-9]{1,12}\+[0-9]{1,12})*")
_PROFILE = re.compile(r"[a-z]{1,8}[0-9]{1,4}")
_COUNT = re.compile(r"[0-9]{1,12}")
_DIGEST = re.compile(r"[0-9A-Fa-f]{64}")
_NO_BASE64 = re.compile(r"[^A-Za-z0-9+/=]")


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


def bad_anchor(text: str) -> str | None:
    """What is wrong with an anchor, that is, stretches of letters as `start+length` in their order (`1176+24,1300+10`;
    figures of up to twelve digits); `None` when it is right."""
    if _ANCHOR.fullmatch(text) is None:
        return f"`{_cut(text)}` is not an anchor"
    end = -1
    for stretch in text.split(","):
        start, _, length = stretch.partition("+")
        if not int(length):
            return f"the stretch `{stretch}` holds no letter"
        if int(start) < end:
            return f"the stretch `{stretch}` begins before the end of the one before it"
        end = int(start) + int(length)
    return None


def bad_signature(text: str) -> str | None:
    """What is wrong with the signature of a text: its profile (`sk1`), how many letters the text has, their SHA-256 in
    64 hexadecimal digits, and digests in base64, in which spaces do not count. `None` when it is written right; whether
    it is that of a text is not looked at."""
    words = text.split()
    if len(words) < 4:
        return "this signature is cut short"
    profile, count, digest, *rest = words
    if _PROFILE.fullmatch(profile) is None:
        return f"a signature begins with its profile, and `{_cut(profile)}` is none"
    if _COUNT.fullmatch(count) is None:
        return f"`{_cut(count)}` is not the number of letters of a text"
    if _DIGEST.fullmatch(digest) is None:
        return "the digest in this signature does not have 64 hexadecimal digits"
    odd = _NO_BASE64.search("".join(rest))
    return f"`{odd[0]}` cannot stand among the digests of a signature" if odd else None


def signature(text: str) -> str:
    """A signature that is written right, as it is kept: four words."""
    profile, count, digest, *rest = text.split()
    return f"{profile} {count} {digest.lower()} {''.join(rest)}"


def _cut(word: str) -> str:
    return word if len(word) <= 30 else word[:29].rstrip() + "…"


def strength(text: str) -> str | float | None:
    """A strength: one of three words, or a number from 0 to 1; `None` when it is neither."""
    if text in _WORDS:
        return text
    if not re.fullmatch(r"[01](?:\.[0-9]+)?|\.[0-9]+", text):
        return None
    number = float(text)
    return number if number <= 1 else None

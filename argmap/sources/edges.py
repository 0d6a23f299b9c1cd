"""Where words begin and end: whether a stretch of a text cuts one."""

from __future__ import annotations

import re

from argmap.sources.comparing import lost_spaces
from argmap.sources.skeleton import folded
from argmap.sources.text import Stretch

__all__ = ["cuts_word", "first_of_word", "is_letter", "next_word", "whole_words", "word_after", "word_before"]

_CLITICS = ("t", "re", "ve", "ll", "d", "m", "s")
"""What stands behind an apostrophe inside an English word."""

_PREFIXES = ("non", "un", "anti", "ex", "de", "pseudo", "quasi", "in", "dis", "mis")
"""What changes the word behind its hyphen."""

_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Scripts that are written without spaces between words."""


def is_letter(char: str) -> bool:
    """Whether a character is a letter, a mark or a digit, or is made of some."""
    return char.isalnum() or bool(folded(char))


def _joins(before: str, after: str) -> bool:
    """Whether two characters that stand side by side are of one word."""
    return is_letter(before) and is_letter(after) and not (_SPACELESS.match(before) or _SPACELESS.match(after))


def cuts_word(text: str, span: Stretch) -> bool:
    """Whether a stretch begins or ends inside a word or a figure."""
    return _cuts_start(text, span.start) or _cuts_end(text, span.end)


def _cuts_start(text: str, start: int) -> bool:
    before = text[max(0, start - 14) : start]
    if not before or start >= len(text) or not is_letter(text[start]):
        return False
    if _joins(before[-1], text[start]):
        return not _runs_together(text, start)
    if text[start].isdigit() and re.search(r"\d[.,:]$", before):
        return True
    if re.search(r"[^\W\d_]['’]$", before):
        head = re.match(r"[^\W\d_]+", text[start : start + 4])
        return head is not None and head[0].lower() in _CLITICS
    hyphen = re.search(r"([^\W\d_]+)([-‐‑\ufffe\xad])\s*$", before)
    return hyphen is not None and (hyphen[1].lower() in _PREFIXES or hyphen[2] in "\ufffe\xad")


def _cuts_end(text: str, end: int) -> bool:
    if not 0 < end < len(text) or not is_letter(text[end - 1]):
        return False
    after = text[end : end + 4]
    if _joins(text[end - 1], after[0]):
        return not _runs_together(text, end)
    if text[end - 1].isdigit() and re.match(r"[.,:]\d", after):
        return True
    # `can` is not what somebody said who said `can't`.
    return bool(re.match(r"['’]t(?!\w)|[\xad\ufffe]\s*[^\W\d_]", after))


def _runs_together(text: str, at: int) -> bool:
    """Whether the words around a place have lost the spaces between them."""
    first, last = at, at
    while first > 0 and at - first < 60 and not text[first - 1].isspace():
        first -= 1
    while last < len(text) and last - at < 60 and not text[last].isspace():
        last += 1
    return lost_spaces(text[first:last])


def whole_words(text: str, span: Stretch) -> Stretch:
    """A stretch with the words whole that it cuts."""
    start, end = span
    while 0 < start < len(text) and span.start - start < 40 and _joins(text[start - 1], text[start]):
        start -= 1
    while 0 < end < len(text) and end - span.end < 40:
        if not _joins(text[end - 1], text[end]) and not re.match(r"['’][^\W\d_]", text[end : end + 2]):
            break
        end += 1
    return Stretch(start, end)


def next_word(text: str, start: int) -> int:
    """Where the word after the one at hand begins."""
    found = re.compile(r"\S+\s+").match(text, start)
    return found.end() if found else start


def word_before(text: str, end: int) -> int:
    """Where the word before the last one ends."""
    at = end
    while at > 0 and not text[at - 1].isspace():
        at -= 1
    while at > 0 and text[at - 1].isspace():
        at -= 1
    return at


def first_of_word(text: str, start: int) -> int:
    """Where the word before the one at hand begins, in its line or the one above it."""
    found = re.search(r"(\S{1,40})[^\S\n]*\n?[^\S\n]*\Z", text[max(0, start - 60) : start])
    return start - len(found[0]) if found else start


def word_after(text: str, end: int) -> int:
    """Where the word after the last one ends, in its line or the one below it; the punctuation behind it is left."""
    found = re.compile(r"[^\S\n]*\n?[^\S\n]*[^\W_]{1,40}").match(text, end)
    return found.end() if found else end

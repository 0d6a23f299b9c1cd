"""Which rules there are, and which of them run."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.diagnostics import CODES, ArgmapError, nearest

__all__ = ["DEFAULT", "RULES", "UnknownCodeError", "codes_of"]

RULES: tuple[str, ...] = tuple(code for code, about in CODES.items() if about.rule)
"""The codes of all rules."""

DEFAULT: tuple[str, ...] = tuple(code for code in RULES if CODES[code].default)
"""The codes of the rules that run when nothing is selected."""


class UnknownCodeError(ArgmapError):
    """A selector that fits no rule. The text says what to write."""


def codes_of(selectors: str | Iterable[str]) -> frozenset[str]:
    """The codes of the rules that selectors mean: a code (`W305`), the beginning of one (`W3`), a slug (`bare-claim`)
    or `ALL`. Raises `UnknownCodeError`."""
    found: set[str] = set()
    for written in selectors.replace(",", " ").split() if isinstance(selectors, str) else selectors:
        word = written.strip()
        code, slug = word.upper(), word.lower()
        here = {c for c in RULES if code == "ALL" or CODES[c].slug == slug or (code and c.startswith(code))}
        if not here:
            raise UnknownCodeError(_why_unknown(word))
        found |= here
    return frozenset(found)


def _why_unknown(word: str) -> str:
    if not word:
        return "a rule has no name here; write a code, such as W305"
    upper = word.upper()
    if any(code.startswith(upper) or about.slug == word.lower() for code, about in CODES.items()):
        return f"`{word}` is not a rule; what reading a map finds is always reported"
    near = nearest(upper, RULES) or nearest(word, [CODES[c].slug for c in RULES])
    return f"there is no rule `{word}`; " + (f"did you mean `{near}`?" if near else "`argmap explain` lists them all")

"""The rules, which of them run, and what they find."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from importlib import import_module

from argmap.checks.ignores import silenced
from argmap.checks.view import View
from argmap.diagnostics import CODES, Diagnostic, nearest
from argmap.model.map import ArgumentMap
from argmap.notation.reader import Reading

__all__ = ["DEFAULT", "RULES", "UnknownCodeError", "check", "codes_of", "rule"]

Rule = Callable[[View], Iterator[Diagnostic]]
"""A rule takes a map and gives what it finds."""

RULES: tuple[str, ...] = tuple(code for code, about in CODES.items() if about.rule)
"""The codes of all rules."""

DEFAULT: tuple[str, ...] = tuple(code for code in RULES if CODES[code].default)
"""The codes of the rules that run when nothing is selected."""


class UnknownCodeError(ValueError):
    """A selector that fits no rule. The text says what to write."""


def rule(code: str) -> Rule:
    """The rule with this code."""
    module = import_module(f"argmap.checks.rules.{CODES[code].slug.replace('-', '_')}")
    found: Rule = module.check
    return found


def codes_of(selectors: Iterable[str]) -> frozenset[str]:
    """The codes of the rules that selectors mean: a code (`W305`), the beginning of one (`W3`), a slug (`bare-claim`)
    or `ALL`. Raises `UnknownCodeError`."""
    found: set[str] = set()
    for written in selectors:
        word = written.strip()
        code, slug = word.upper(), word.lower()
        here = {c for c in RULES if code == "ALL" or CODES[c].slug == slug or (code and c.startswith(code))}
        if not here:
            raise UnknownCodeError(_why_unknown(word))
        found |= here
    return frozenset(found)


def _why_unknown(word: str) -> str:
    upper = word.upper()
    if any(code.startswith(upper) or about.slug == word.lower() for code, about in CODES.items() if upper):
        return f"{word} is not a rule; what reading a map finds is always reported"
    near = nearest(upper, RULES) or nearest(word, [CODES[c].slug for c in RULES])
    return f"there is no rule {word}" + (f"; did you mean {near}?" if near else "; docs/checks lists them")


def check(
    of: Reading | ArgumentMap, select: Iterable[str] | None = None, ignore: Iterable[str] = ()
) -> tuple[Diagnostic, ...]:
    """What is wrong or doubtful: what reading found, and what the rules find, in the order of the file.

    `select` names the rules to run (see `codes_of`; `None` is the default set), `ignore` those to leave out. Comments
    `// argmap: ignore CODE` in the file are obeyed. Raises `UnknownCodeError`.
    """
    reading = of if isinstance(of, Reading) else Reading(of, ())
    wanted = (codes_of(select) if select is not None else frozenset(DEFAULT)) - codes_of(ignore)
    view = View(reading.map)
    found = [d for code in RULES if code in wanted for d in rule(code)(view)]
    return _ordered(silenced([*reading.diagnostics, *found], reading.texts, wanted), reading.texts)


def _ordered(found: Iterable[Diagnostic], files: Collection[str]) -> tuple[Diagnostic, ...]:
    order = {file: n for n, file in enumerate(files)}
    found = dict.fromkeys(found)
    return tuple(sorted(found, key=lambda d: (order.get(d.span.file, 0), d.span.line, d.span.column, d.code)))

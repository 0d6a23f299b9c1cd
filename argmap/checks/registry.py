"""Running the rules: what they find in a map."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from importlib import import_module

from argmap.checks.ignores import silenced
from argmap.checks.selection import DEFAULT, RULES, codes_of
from argmap.checks.view import View
from argmap.diagnostics import CODES, Diagnostic
from argmap.model.map import ArgumentMap
from argmap.notation.reader import Reading

__all__ = ["Rule", "check", "rule"]

Rule = Callable[[View], Iterator[Diagnostic]]
"""A rule takes a map and gives what it finds."""


def rule(code: str) -> Rule:
    """The rule with this code."""
    module = import_module(f"argmap.checks.rules.{CODES[code].slug.replace('-', '_')}")
    found: Rule = module.check
    return found


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
    return tuple(sorted(found, key=lambda d: (order.get(d.span.file, 0), d.span.line, d.span.column, d.code)))

"""Running the rules: what they find in a map."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from argmap.checks.ignores import silenced
from argmap.checks.selection import DEFAULT, RULES, codes_of
from argmap.checks.view import View
from argmap.diagnostics import CODES, Diagnostic
from argmap.model.map import ArgumentMap
from argmap.notation.reader import Reading

if TYPE_CHECKING:
    from argmap.sources.text import SourceText

__all__ = ["Checked", "Rule", "check", "checked", "rule"]

Rule = Callable[[View], Iterator[Diagnostic]]
"""A rule takes a map and gives what it finds."""


def rule(code: str) -> Rule:
    """The rule with this code."""
    module = import_module(f"argmap.checks.rules.{CODES[code].slug.replace('-', '_')}")
    found: Rule = module.check
    return found


class Checked(NamedTuple):
    """What checking a map came to."""

    diagnostics: tuple[Diagnostic, ...]
    """What is wrong or doubtful."""
    texts: Mapping[str, Sequence[str]]
    """The lines of the files that diagnostics name: maps, and articles in plain text."""
    files: tuple[Path, ...]
    """The files of articles that were looked at, whether they were there or not."""
    unheld: int
    """How many quotes were compared with nothing, since the text of their source is not at hand."""


def check(
    of: Reading | ArgumentMap,
    select: str | Iterable[str] | None = None,
    ignore: str | Iterable[str] = (),
    texts: Mapping[str, SourceText] | None = None,
) -> tuple[Diagnostic, ...]:
    """What is wrong or doubtful: what reading found, and what the rules find, in the order of the file.

    `select` names the rules to run (see `codes_of`; `None` is the default set), `ignore` those to leave out. Comments
    `// argmap: ignore CODE` in the file are obeyed. While there are errors, rules about what is missing do not run
    (`Code.absence`), and others say nothing of a line that has one. `texts` are texts of sources by their IDs, where
    they are at hand otherwise than under their `text` paths. Raises `UnknownCodeError`.
    """
    return checked(of, select, ignore, texts).diagnostics


def checked(
    of: Reading | ArgumentMap,
    select: str | Iterable[str] | None = None,
    ignore: str | Iterable[str] = (),
    texts: Mapping[str, SourceText] | None = None,
) -> Checked:
    """As `check`, with what is needed to show the diagnostics."""
    if not isinstance(of, Reading | ArgumentMap):
        raise TypeError(f"what `argmap.read` gives, or a map, is checked, not {type(of).__name__}")
    reading = of if isinstance(of, Reading) else Reading(of, ())
    wanted = (codes_of(select) if select is not None else frozenset(DEFAULT)) - codes_of(ignore)
    wrong = {(d.span.file, d.span.line) for d in reading.diagnostics if d.severity == "error"}
    ran = [code for code in RULES if code in wanted and not (wrong and CODES[code].absence)]
    # Without an article there is nothing to hold quotes to, and what reads articles need not be loaded.
    held = bool(texts) or any(source.text is not None for source in reading.map.sources)
    asked = any(CODES[code].held for code in ran)
    if not held:
        ran = [code for code in ran if not CODES[code].held]
    view = View(reading.map, texts)
    found = [d for code in ran for d in rule(code)(view) if (d.span.file, d.span.line) not in wrong]
    diagnostics = _ordered(silenced([*reading.diagnostics, *found], reading.texts, ran), reading.texts)
    if not held or not asked:
        return Checked(diagnostics, reading.texts, (), len(reading.map.quotes) if asked else 0)
    from argmap.checks.held import article_lines, unheld

    return Checked(diagnostics, {**article_lines(view), **reading.texts}, tuple(view.texts.files), unheld(view))


def _ordered(found: Iterable[Diagnostic], files: Collection[str]) -> tuple[Diagnostic, ...]:
    order = {file: n for n, file in enumerate(files)}
    return tuple(sorted(found, key=lambda d: (order.get(d.span.file, 0), d.span.line, d.span.column, d.code)))

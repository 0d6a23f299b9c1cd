"""`argmap check`: say what is wrong with maps, and put right what can be."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from argmap.checks.settings import Settings
    from argmap.diagnostics import Diagnostic
    from argmap.notation.reader import Reading

    Found = tuple[Diagnostic, ...]

EPILOG = """\
examples:
  argmap check town.argmap
  argmap check maps/*.argmap --format concise
  argmap check town.argmap --ignore W305,orphan    without these two rules
  argmap check town.argmap --select W4             only the rules whose code begins with W4
  argmap check town.argmap --fix --diff            show what the safe fixes would change
  cat town.argmap | argmap check -

What a code means: argmap explain W305. Rules are also chosen in argmap.toml or pyproject.toml ([tool.argmap]), and
silenced by a comment above a line: // argmap: ignore W305
exit status: 0 nothing wrong, 1 errors or warnings found, 2 could not run
"""

_OF_OTHER_FILES = ("E003", "E004", "E005", "I709")
"""What depends on which files there are: it is looked for each time."""

_FORMATS = ("text", "concise", "json", "github", "sarif")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="maps to check; - is standard input")
    parser.add_argument(
        "--format",
        choices=_FORMATS,
        default="text",
        help="text: with the lines and what to do (default); concise: one line for each problem; json, github "
        "(annotations of a workflow) and sarif: for other programs",
    )
    parser.add_argument(
        "--select", action="append", metavar="RULES", help="the rules to run: codes, beginnings of codes, names, or ALL"
    )
    parser.add_argument("--ignore", action="append", metavar="RULES", help="the rules to leave out")
    parser.add_argument("--fix", action="store_true", help="put right what can be without changing what was meant")
    parser.add_argument("--unsafe-fixes", action="store_true", help="put in the other fixes too")
    parser.add_argument("--diff", action="store_true", help="write nothing; show what the fixes would change")


def run(options: argparse.Namespace) -> int:
    """Check each map; all problems go to standard output."""
    return _Run(options).all()


def _listed(values: list[str] | None) -> tuple[str, ...] | None:
    return None if values is None else tuple(w for v in values for w in v.replace(",", " ").split())


class _Run:
    """One run of the command."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.select = _listed(options.select)
        self.ignore = _listed(options.ignore) or ()
        self.fixing = options.fix or options.unsafe_fixes or options.diff
        self.settings: dict[Path, Settings] = {}
        self.told: set[int] = set()
        self.count = {"error": 0, "warning": 0, "info": 0}
        self.fixable = self.hidden = self.fixed = self.refused = self.statements = self.unheld = self.unread = 0
        self.guesses = 0
        self.diagnostics: list[Diagnostic] = []
        self.texts: dict[str, Sequence[str]] = {}

    def all(self) -> int:
        """Check all files. The exit status."""
        from argmap.cli.progress import progress
        from argmap.cli.words import CannotRunError

        if self.select or self.ignore:
            self.valid()
        for name in progress(self.options.files, "checking"):
            try:
                self.one(name)
            except CannotRunError as problem:
                print(f"argmap check: {problem}", file=sys.stderr)
                self.unread += 1
        style = self.options.format
        if style in ("json", "github", "sarif"):
            from argmap.cli.common import write_result
            from argmap.diagnostics.render import FORMATS

            write_result(None, FORMATS[style](self.diagnostics, self.texts))
        if style == "text" and not self.options.diff:
            self.summary()
        if self.unread:
            return 2
        if self.options.diff:
            return int(self.fixed > 0)
        return int(self.count["error"] + self.count["warning"] > 0)

    def valid(self) -> None:
        """Whether the rules named on the command line exist."""
        from argmap.checks import UnknownCodeError, codes_of
        from argmap.cli.words import CannotRunError

        try:
            codes_of((*(self.select or ()), *self.ignore))
        except UnknownCodeError as problem:
            raise CannotRunError(str(problem)) from None

    def one(self, name: str) -> None:
        """Check one file."""
        from argmap.cli.seen import remember, seen

        select, ignore = self.select, self.ignore
        where = Path("stdin.argmap" if name == "-" else name)
        if settings := self.settings_of(where):
            select, ignore = self.select or settings.select, (*settings.ignore, *self.ignore)
        how = repr((select, ignore))
        known = None if self.fixing else seen(name, how)
        if known is not None:
            self.statements += known.statements
            self.unheld += known.unheld
            self.guesses += known.guesses
            if known.found:
                self.tell(known.found, known.texts)
            return
        from argmap.checks.registry import checked
        from argmap.cli.common import read_bytes, reading_of

        data = read_bytes(name)
        reading = reading_of(data, name)
        done = checked(reading, select, ignore)
        if self.fixing and any(d.fix for d in done.diagnostics):
            reading = self.fix(name, data, lambda r: checked(r, select, ignore).diagnostics)
            done = checked(reading, select, ignore)
        self.tell(done.diagnostics, done.texts)
        self.statements += len(reading.map.statements)
        self.unheld += done.unheld
        guesses = _guesses(reading)
        self.guesses += guesses
        if not self.fixing and not any(d.code in _OF_OTHER_FILES for d in done.diagnostics):
            remember(name, how, len(reading.map.statements), list(reading.texts), done, guesses)

    def settings_of(self, path: Path) -> Settings | None:
        """The settings for a file, where there are any; what is wrong with them is told once."""
        if not any((p / n).is_file() for p in path.resolve().parents for n in ("argmap.toml", "pyproject.toml")):
            return None
        from argmap.checks.settings import settings_for

        found = settings_for(path, self.settings)
        if found.problems and id(found) not in self.told:
            self.told.add(id(found))
            self.tell(found.problems, found.texts)
        return found

    def tell(self, found: Found, texts: Mapping[str, Sequence[str]]) -> None:
        """Count diagnostics, and show them, at once where the format allows it."""
        for d in found:
            self.count[d.severity] += 1
            if d.fix is not None:
                self.fixable += d.fix.safe
                self.hidden += not d.fix.safe
        if self.options.diff:
            return
        if self.options.format in ("text", "concise"):
            from argmap.cli.common import show

            show(sys.stdout, found, texts, self.options.format)
        else:
            self.diagnostics.extend(found)
            self.texts.update(texts)

    def fix(self, name: str, data: bytes, look: Callable[[Reading], Found]) -> Reading:
        """Put fixes into a file (or show them). The map as it is then."""
        from argmap.checks.fixing import fixed
        from argmap.cli.common import CannotRunError, reading_of, show_diff, shown, write_result
        from argmap.diagnostics import ArgmapError
        from argmap.notation.encoding import file_text

        if name == "-" and not self.options.diff:
            raise CannotRunError("standard input cannot be fixed; --diff shows what would change")
        try:
            file = file_text(data, shown(name))
        except ArgmapError:
            return reading_of(data, name)
        done = fixed(
            file.text, shown(name), lambda t: look(reading_of(file.bytes_of(t), name)), self.options.unsafe_fixes
        )
        self.fixed += done.count
        self.refused += done.refused
        if self.options.diff:
            show_diff(shown(name), file.text, done.text)
        elif done.text != file.text:
            write_result(name, file.bytes_of(done.text))
        return reading_of(file.bytes_of(done.text), name)

    def summary(self) -> None:
        """The last lines: how much was found, and what can be done."""
        from argmap.cli.words import count

        maps = len(self.options.files) - self.unread
        if not maps:
            return
        where = f"in {count(maps, 'map')} with {count(self.statements, 'statement')}"
        parts = [count(n, word) for word, n in self.count.items() if n]
        if self.fixed:
            print(f"{count(self.fixed, 'fix', 'fixes')} put in")
        if self.refused:
            print(f"{count(self.refused, 'fix', 'fixes')} left out: something else must be put right first")
        print(f"{_and(parts)} {where}" if parts else f"nothing wrong {where}")
        if self.unheld:
            what = "quote is" if self.unheld == 1 else "quotes are"
            print(f"{self.unheld} {what} not compared with the source: its text is not at hand")
        if self.guesses:
            print(f"{count(self.guesses, 'guess', 'guesses')} to look at: lines with `// guess`")
        if not self.fixing and (self.fixable or self.hidden):
            can = [f"{self.fixable} with --fix"] * bool(self.fixable)
            can += [f"{self.hidden} with --unsafe-fixes"] * bool(self.hidden)
            print(f"argmap can put right {_and(can)}; add --diff to see it first")


def _guesses(reading: Reading) -> int:
    """How many comments of a map `argmap new` left to be looked at."""
    return sum(line.lstrip().startswith("// guess") for lines in reading.texts.values() for line in lines)


def _and(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)

"""`argmap fmt`: put the layout of maps in order."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

EPILOG = """\
examples:
  argmap fmt town.argmap              in place
  argmap fmt --check maps/*.argmap    only say which would change
  argmap fmt --diff town.argmap       show what would change
  argmap fmt - < town.argmap          from standard input to standard output

Spaces, indentation and blank lines are put in order: two spaces a level, one space between words, no more than one
blank line. No word is changed or moved, and comments stay with what they belong to. A file with lines that cannot be
read is left as it is.
exit status: 0 done, 1 with --check or --diff if something would change, 2 could not run
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="maps; - is standard input")
    parser.add_argument("--check", action="store_true", help="write nothing; say which files would change")
    parser.add_argument("--diff", action="store_true", help="write nothing; show what would change")


def run(options: argparse.Namespace) -> int:
    """Format each map. What is shown goes to standard output, remarks to standard error."""
    from argmap.cli.words import CannotRunError, count

    changed = failed = 0
    for name in options.files:
        try:
            changed += _one(name, options.check, options.diff)
        except CannotRunError as problem:
            print(f"argmap fmt: {problem}", file=sys.stderr)
            failed += 1
    same = len(options.files) - changed - failed
    dry = options.check or options.diff
    if (changed or same) and (options.files != ["-"] or dry):
        parts = [f"{count(changed, 'map')} {'would be ' if dry else ''}formatted"] * bool(changed)
        parts += [f"{count(same, 'map')} left as {'it is' if same == 1 else 'they are'}"] * bool(same)
        print(", ".join(parts), file=sys.stderr)
    return 2 if failed else int(dry and changed > 0)


def _one(name: str, check: bool, diff: bool) -> bool:
    """Format one map; whether that changes it."""
    from argmap.cli.common import CannotRunError, read_bytes, show, show_diff, shown, write_result
    from argmap.diagnostics import ArgmapError
    from argmap.notation.encoding import file_text
    from argmap.notation.format import format_text
    from argmap.notation.outline import decode, split_lines

    data = read_bytes(name)
    try:
        file = file_text(data, shown(name))
        text = format_text(file.text, shown(name), None if name == "-" else Path(name))
    except ArgmapError as problem:
        if not problem.diagnostics:
            raise CannotRunError(str(problem)) from None
        show(sys.stderr, problem.diagnostics, {shown(name): split_lines(decode(data, name)[0])})
        raise CannotRunError(f"{shown(name)} is left as it is; put right first what cannot be read") from None
    done = file.bytes_of(text)
    if diff:
        show_diff(shown(name), file.text, text)
    elif check:
        if done != data:
            print(f"would format {shown(name)}")
    elif name == "-" or done != data:
        write_result(name, done)
    return done != data

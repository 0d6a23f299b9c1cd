"""`argmap check`: say what is wrong with maps."""

from __future__ import annotations

import argparse
import sys

EPILOG = """\
examples:
  argmap check town.argmap
  argmap check maps/*.argmap --format concise
  cat town.argmap | argmap check -

exit status: 0 nothing wrong, 1 problems found, 2 could not run
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="maps to check; - is standard input")
    parser.add_argument(
        "--format",
        choices=("text", "concise"),
        default="text",
        help="text: with the lines and what to do (default); concise: one line for each problem",
    )


def run(options: argparse.Namespace) -> int:
    """Check each map; all problems go to standard output."""
    from argmap.cli.progress import progress
    from argmap.cli.seen import remember, statements_of_seen

    found = errors = statements = unread = 0
    for name in progress(options.files, "checking"):
        known = statements_of_seen(name)
        if known is not None:
            statements += known
            continue
        from argmap.cli.common import CannotRunError, diagnostics_to, read_map

        try:
            reading = read_map(name)
        except CannotRunError as problem:
            print(f"argmap check: {problem}", file=sys.stderr)
            unread += 1
            continue
        found += diagnostics_to(sys.stdout, [reading], options.format)
        errors += sum(d.severity == "error" for d in reading.diagnostics)
        statements += len(reading.map.statements)
        if not reading.diagnostics:
            remember(name, len(reading.map.statements), [path for path in reading.texts if path != name])
    maps = len(options.files) - unread
    if options.format == "text" and maps:
        from argmap.cli.words import count

        where = f"in {count(maps, 'map')} with {count(statements, 'statement')}"
        if found:
            warnings = found - errors
            parts = [count(errors, "error")] * bool(errors) + [count(warnings, "warning")] * bool(warnings)
            print(f"{' and '.join(parts)} {where}")
        else:
            print(f"nothing wrong {where}")
    return 2 if unread else 1 if found else 0

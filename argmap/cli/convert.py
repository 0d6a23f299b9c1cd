"""`argmap convert`: write a map in another format."""

from __future__ import annotations

import argparse
import sys

EPILOG = """\
examples:
  argmap convert town.argmap --to json -o town.json
  argmap convert town.json --to argmap           canonical markup on standard output

What could not be read is left out, and said on standard error.
exit status: 0 nothing wrong, 1 problems found, 2 could not run
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", metavar="FILE", help="a map in markup or in argmap's JSON; - is standard input")
    parser.add_argument("--to", choices=("json", "argmap"), required=True, help="the format to write")
    parser.add_argument("-o", "--output", metavar="OUT", help="file to write; - or nothing is standard output")


def run(options: argparse.Namespace) -> int:
    """Convert one map."""
    from argmap.cli.common import (
        CannotRunError,
        diagnostics_to,
        files_of,
        must_hold_a_map,
        must_not_overwrite,
        read_map,
        write_result,
    )
    from argmap.diagnostics import ArgmapError

    reading = read_map(options.file)
    must_hold_a_map(reading, options.file)
    must_not_overwrite(options.output, files_of(reading.map, options.file))
    found = diagnostics_to(sys.stderr, [reading])
    if options.to == "json":
        text = reading.map.to_json()
    else:
        from argmap.notation.printer import dumps

        try:
            text = dumps(reading.map)
        except ArgmapError as problem:
            raise CannotRunError(f"{options.file} cannot be written as markup: {problem}") from None
    write_result(options.output, text)
    return 1 if found else 0

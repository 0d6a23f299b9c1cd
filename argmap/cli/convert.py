"""`argmap convert`: write a map in another format."""

from __future__ import annotations

import argparse

from argmap.cli.inputs import add_output, read_to_write

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
    add_output(parser)


def run(options: argparse.Namespace) -> int:
    """Convert one map."""
    from argmap.cli.common import CannotRunError, write_result
    from argmap.diagnostics import ArgmapError

    reading = read_to_write(options.file, options.output)
    if options.to == "json":
        text = reading.map.to_json()
    else:
        from argmap.notation.printer import dumps

        try:
            text = dumps(reading.map)
        except ArgmapError as problem:
            raise CannotRunError(f"{options.file} cannot be written as markup: {problem}") from None
    write_result(options.output, text)
    return 1 if reading.diagnostics else 0

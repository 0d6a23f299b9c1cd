"""`argmap show`: print a map, or one node of it, as an outline."""

from __future__ import annotations

import argparse
import sys

EPILOG = """\
examples:
  argmap show town.argmap            the whole map, each thesis with its reasons below it
  argmap show town.argmap close      one node: what it is, who says so, what speaks for and against it

exit status: 0 nothing wrong, 1 problems found, 2 could not run
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", metavar="FILE", help="a map; - is standard input")
    parser.add_argument("id", nargs="?", metavar="ID", help="the node to show")


def run(options: argparse.Namespace) -> int:
    """Print the outline; diagnostics go to standard error."""
    from argmap.cli.common import CannotRunError, diagnostics_to, read_map, use_colour, write_result
    from argmap.outline import outline_of

    reading = read_map(options.file)
    found = diagnostics_to(sys.stderr, [reading], "concise")
    if options.id is not None and options.id not in reading.map:
        from argmap.diagnostics import nearest

        near = nearest(options.id, [n.id for n in reading.map.nodes])
        raise CannotRunError(
            f"there is no node {options.id} in {options.file}" + (f"; did you mean {near}?" if near else "")
        )
    write_result(None, outline_of(reading.map, options.id, colour=use_colour(sys.stdout)))
    return 1 if found else 0

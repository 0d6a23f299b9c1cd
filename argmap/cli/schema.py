"""`argmap schema`: print the JSON Schema of maps."""

from __future__ import annotations

import argparse

EPILOG = """\
examples:
  argmap schema > argmap-1.schema.json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("-o", "--output", metavar="OUT", help="file to write; - or nothing is standard output")


def run(options: argparse.Namespace) -> int:
    """Print the schema."""
    import json

    from argmap.cli.common import write_result
    from argmap.model.map import ArgumentMap

    write_result(options.output, json.dumps(ArgumentMap.json_schema(), ensure_ascii=False, indent=1) + "\n")
    return 0

"""`argmap schema`: print the JSON Schema of maps."""

from __future__ import annotations

import argparse

from argmap.cli.inputs import add_output

EPILOG = """\
examples:
  argmap schema > argmap-1.schema.json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_output(parser)


def run(options: argparse.Namespace) -> int:
    """Print the schema."""
    import json

    from argmap.cli.common import write_result
    from argmap.model.map import ArgumentMap

    write_result(options.output, json.dumps(ArgumentMap.json_schema(), ensure_ascii=False, indent=1) + "\n")
    return 0

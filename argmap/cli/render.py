"""`argmap render`: draw a map."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from argmap.cli.inputs import read_to_write

EPILOG = """\
examples:
  argmap render town.argmap                      into town.svg
  argmap render town.argmap -o - > town.svg      to standard output
  argmap render town.argmap --direction TB       the thesis on top
  argmap render town.argmap -o town.dot          for editing with Graphviz

A map with errors is drawn without what could not be read.
exit status: 0 drawn, 1 drawn in part, 2 could not run
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", metavar="FILE", help="a map; - is standard input")
    parser.add_argument(
        "-o", "--output", metavar="OUT", help="OUT.svg, OUT.dot, or - for standard output (default: FILE with .svg)"
    )
    parser.add_argument(
        "--engine",
        choices=("auto", "wasm", "dot", "tidy"),
        default="auto",
        help="who lays it out: wasm, the Graphviz that comes with argmap; dot, the one of your system; "
        "tidy, a simple one that always works; auto takes wasm, and tidy if that fails (default)",
    )
    parser.add_argument(
        "--direction",
        choices=("RL", "LR", "TB", "BT"),
        default="RL",
        help="from where to where reasons lead: RL puts the thesis at the left (default), TB on top",
    )
    parser.add_argument(
        "--time-limit",
        type=_seconds,
        default=10.0,
        metavar="SECONDS",
        help="how long an engine may take before the simple one steps in (default: 10)",
    )


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 <= value < 1e6:
        raise argparse.ArgumentTypeError("a number of seconds is wanted")
    return value


def run(options: argparse.Namespace) -> int:
    """Draw one map. Diagnostics and remarks go to standard error."""
    from argmap.cli.common import CannotRunError, write_result

    out = options.output
    if out is None:
        out = "-" if options.file == "-" else str(Path(options.file).with_suffix(".svg"))
    ending = Path(out).suffix.lower()
    if out != "-" and ending not in (".svg", ".dot"):
        raise CannotRunError(f"cannot draw into {out}: its name must end in .svg or .dot")
    reading = read_to_write(options.file, out)
    remarks: tuple[str, ...] = ()
    if ending == ".dot" and out != "-":
        from argmap.drawing import to_dot

        text = to_dot(reading.map, direction=options.direction)
    else:
        from argmap.drawing import render_svg
        from argmap.drawing.layout.base import LayoutError

        try:
            drawing = render_svg(
                reading.map, engine=options.engine, direction=options.direction, budget=options.time_limit
            )
        except LayoutError as problem:
            raise CannotRunError(str(problem)) from None
        text, remarks = drawing.svg, drawing.remarks
    write_result(out, text)
    for remark in remarks:
        print(f"note: {remark}", file=sys.stderr)
    if out != "-":
        print(f"wrote {out}", file=sys.stderr)
    return 0 if reading.ok else 1

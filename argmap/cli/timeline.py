"""`argmap timeline`: who took which side of what, and when."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.notation.reader import Reading

__all__ = ["EPILOG", "add_arguments", "run"]

EPILOG = """\
examples:
  argmap timeline town.argmap                      each statement, with what was done to it, by date
  argmap timeline town.argmap close                one statement, and those that exclude it
  argmap timeline town.argmap mayor -o mayor.svg   all that one voice did, drawn
  argmap timeline 'maps/*.argmap' --format csv     several maps in one table

What has no date stands last, in the order of the text; an order that is not known is said to be so.
exit status: 0 nothing wrong, 1 maps with problems, 2 could not run
"""

_FORMATS = ("text", "json", "csv", "svg")
_ENDINGS = {".txt": "text", ".json": "json", ".csv": "csv", ".svg": "svg"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "names",
        nargs="+",
        metavar="MAP",
        help="maps, or patterns such as 'maps/*.argmap'; - is standard input. "
        "A last argument that is no file is the ID of a statement or a voice",
    )
    parser.add_argument(
        "--format",
        choices=_FORMATS,
        help="text, for reading (default); json and csv, for programs; svg, a drawing of one map. "
        "Without it the ending of OUT decides",
    )
    parser.add_argument("-o", "--output", metavar="OUT", help="file to write; - or nothing is standard output")


def run(options: argparse.Namespace) -> int:
    """Print the timelines. Diagnostics go to standard error."""
    from argmap.cli.common import CannotRunError, format_of, write_result
    from argmap.cli.inputs import read_maps
    from argmap.discourse import Discourse
    from argmap.discourse.timeline import timeline

    files, id = _files_and_id(options.names, options.output)
    format = format_of(options.output, options.format, _ENDINGS, "text")
    if format == "svg" and len(files) > 1:
        raise CannotRunError(f"svg draws one map, and here are {len(files)}; name one, or take --format csv")
    readings = list(read_maps(files, options.output))
    if id is not None:
        _must_be_known(id, readings)
    found = [(name, r.map, timeline(Discourse(r.map), id)) for name, r in readings if id is None or id in r.map]
    if format == "json":
        import json

        from argmap.cli.common import shown

        data = {"version": 1, "timelines": [{"file": shown(name), **one.to_dict()} for name, _, one in found]}
        result = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    elif format == "csv":
        from argmap.cli.common import shown
        from argmap.discourse.timeline_text import render_csv

        result = render_csv((shown(name), map, one) for name, map, one in found)
    elif format == "svg":
        from argmap.drawing.timeline import render_timeline_svg

        ((_, map, one),) = found
        result = render_timeline_svg(map, one)
    else:
        from argmap.cli.common import shown
        from argmap.discourse.timeline_text import render_timeline

        texts = [(shown(name), render_timeline(map, one)) for name, map, one in found]
        result = "\n".join(f"== {name}\n{text}" if len(files) > 1 else text for name, text in texts)
    write_result(options.output, result)
    return 0 if all(reading.ok for _, reading in readings) else 1


def _files_and_id(names: list[str], output: str | None) -> tuple[list[str], str | None]:
    """The maps, and the ID that stands behind them."""
    from argmap.cli.common import maps_of, means_maps

    if len(names) == 1 or means_maps(names[-1]):
        return maps_of(names, output), None
    return maps_of(names[:-1], output), names[-1]


def _must_be_known(id: str, readings: list[tuple[str, Reading]]) -> None:
    """Raise `CannotRunError` where an ID is that of no statement or voice in any of the maps."""
    from argmap.cli.words import CannotRunError
    from argmap.diagnostics import nearest
    from argmap.model.nodes import Statement, Voice

    maps = [reading.map for _, reading in readings]
    if any(isinstance(map.get(id), Statement | Voice) for map in maps):
        return
    if any(id in map for map in maps):
        raise CannotRunError(f"`{id}` is neither a statement nor a voice; name the statement that it is about")
    near = nearest(id, sorted({node.id for map in maps for node in (*map.statements, *map.voices)}))
    where = readings[0][0] if len(readings) == 1 else "these maps"
    raise CannotRunError(
        f"there is no statement or voice `{id}` in {where}" + (f"; did you mean `{near}`?" if near else "")
    )

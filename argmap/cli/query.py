"""`argmap query`: ask maps a question."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argmap.query.answer import Row
    from argmap.query.asked import Asked
    from argmap.query.errors import QueryError

__all__ = ["EPILOG", "add_arguments", "run"]

EPILOG = """\
examples:
  argmap query town.argmap 'positions held by mayor'
  argmap query town.argmap 'claims resting on unnamed voices' -o answer.svg
  argmap query 'maps/*.argmap' 'acts | count by force' --format csv

questions:
  who changed his mind                 what did mayor promise
  who broke a promise                  what does ID rest on
  who rejects ID                       unsupported claims
  voices agreeing with mayor           single-voice claims
  acts about ID | sort by date         rejected positions

What can be asked, word by word: docs/query.md. A project's own words stand in argmap.toml, under [query].
exit status: 0 answered, 1 answered though a map has errors, 2 could not run
"""

_FORMATS = ("table", "json", "csv", "ids", "markup", "svg")
_ENDINGS = {".txt": "table", ".json": "json", ".csv": "csv", ".svg": "svg", ".argmap": "markup"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "arguments",
        nargs="+",
        metavar="MAP… QUERY",
        help="maps (- is standard input; also 'maps/*.argmap'), and a query",
    )
    parser.add_argument(
        "--format",
        choices=_FORMATS,
        help="how the answer is written; markup: as a map of its own, svg: drawn into its map (default: by the "
        "ending of OUT, else a table)",
    )
    parser.add_argument("-o", "--output", metavar="OUT", help="file to write; - or nothing is standard output")


def run(options: argparse.Namespace) -> int:
    """Answer one query."""
    from argmap.cli.common import CannotRunError, format_of, maps_of, write_result
    from argmap.query.errors import QueryError

    names, query = _split(options.arguments)
    files = maps_of(names, options.output)
    format = format_of(options.output, options.format, _ENDINGS, "table")
    maps = _Maps(files, options.output)
    try:
        if format in ("markup", "svg"):
            if len(files) > 1:
                raise CannotRunError(f"{format} takes one map; name one, or write table, json, csv or ids")
            text: Iterable[str] = [_part(maps, query, format)]
        elif len(files) == 1:
            text = _one(maps, query, format)
        else:
            text = _many(maps, query, format)
        if options.output in (None, "-"):
            for part in text:
                sys.stdout.write(part)
        else:
            write_result(options.output, "".join(text))
    except QueryError as problem:
        return _say(problem)
    return 0 if maps.ok else 1


def _split(arguments: list[str]) -> tuple[list[str], str]:
    """The maps, and the query: the words from the first that is no file on. Raises `CannotRunError`."""
    from argmap.cli.common import CannotRunError, means_maps, read_bytes

    is_map = [means_maps(argument) for argument in arguments]
    if all(is_map):
        raise CannotRunError(f"what is the question? write it after the map: argmap query {arguments[0]} 'claims'")
    number = is_map.index(False)
    if number == 0:
        read_bytes(arguments[0])  # says why it cannot be read
    return arguments[:number], " ".join(arguments[number:])


class _Maps:
    """The maps that are asked, read one after another."""

    def __init__(self, files: list[str], output: str | None) -> None:
        self.files = files
        self.output = output
        self.ok = True

    def __iter__(self) -> Iterator[tuple[str, Asked]]:
        from argmap.checks.settings import settings_for
        from argmap.cli.common import show, shown
        from argmap.cli.inputs import read_maps
        from argmap.query.asked import ask

        known: dict[Path, Any] = {}
        for file, reading in read_maps(self.files, self.output):
            self.ok = self.ok and reading.ok
            settings = settings_for(Path("stdin.argmap" if file == "-" else file), known)
            show(sys.stderr, settings.problems, settings.texts, "concise")
            yield shown(file), ask(reading.map, settings.words)


def _part(maps: _Maps, query: str, format: str) -> str:
    from argmap.cli.common import CannotRunError
    from argmap.query.run import answer

    _, asked = next(iter(maps))
    found = answer(asked, query)
    _notes(found.notes)
    if found.selection is None:
        raise CannotRunError(f"figures cannot be written as {format}; take the stage after `|` away, or write a table")
    if format == "svg":
        from argmap.drawing import render_svg

        drawing = render_svg(asked.map, lit=found.selection.node_ids)
        _notes(drawing.remarks)
        return drawing.svg
    from argmap.notation.printer import dumps

    return dumps(found.selection.to_map())


def _notes(notes: Iterable[str]) -> None:
    for note in notes:
        print(f"note: {note}", file=sys.stderr)


def _one(maps: _Maps, query: str, format: str) -> Iterator[str]:
    from argmap.query.run import answer

    _, asked = next(iter(maps))
    found = answer(asked, query)
    yield from _written(found.columns, found.rows, format)
    _notes(found.notes)


def _many(maps: _Maps, query: str, format: str) -> Iterator[str]:
    from argmap.query.run import answers

    notes: list[str] = []
    columns, rows = answers(maps, query, notes)
    yield from _written(columns, rows, format)
    _notes(notes)


def _written(columns: tuple[str, ...], rows: Iterable[Row], format: str) -> Iterator[str]:
    """The parts of an answer, as its rows come."""
    from argmap.query.answer import as_dict, csv_lines

    if format == "csv":
        yield from csv_lines(columns, rows)
    elif format == "ids":
        for row in rows:
            if row.id is None:
                from argmap.cli.common import CannotRunError

                raise CannotRunError("figures have no IDs; take the stage after `|` away, or write a table")
            yield f"{row.file}:{row.id}\n" if row.file else f"{row.id}\n"
    elif format == "json":
        between = "[\n"
        for row in rows:
            yield between + json.dumps(as_dict(columns, row), ensure_ascii=False)
            between = ",\n"
        yield "[]\n" if between == "[\n" else "\n]\n"
    else:
        from argmap.query.table import table

        yield from table(columns, rows)


def _say(problem: QueryError) -> int:
    from argmap.cli.common import use_colour

    print(problem.render(use_colour(sys.stderr)), file=sys.stderr)
    return 2

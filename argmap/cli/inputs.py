"""What commands read before their work: one map, and the texts of its sources."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.anchoring.texts import Texts
    from argmap.model.map import ArgumentMap
    from argmap.notation.reader import Reading
    from argmap.sources.text import SourceText

__all__ = [
    "add_map_and_sources",
    "add_output",
    "add_source_arguments",
    "given_texts",
    "read_maps",
    "read_to_write",
    "read_with_given",
    "read_with_texts",
    "why_absent",
]


# -- arguments ---------------------------------------------------------------------------------------------


def add_map_and_sources(parser: argparse.ArgumentParser) -> None:
    """Declare the map and the texts of its sources, as `read_with_texts` takes them."""
    parser.add_argument("file", metavar="MAP", help="a map; - is standard input")
    add_source_arguments(parser)


def add_output(parser: argparse.ArgumentParser) -> None:
    """Declare the file to write."""
    parser.add_argument("-o", "--output", metavar="OUT", help="file to write; - or nothing is standard output")


def add_source_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments by which texts of sources are given."""
    parser.add_argument(
        "--source",
        action="append",
        default=[],
        metavar="[ID=]FILE",
        help="the text of a source: plain text, Markdown, HTML, DOCX, EPUB or PDF",
    )
    parser.add_argument("--of", metavar="ID", help="which source FILE is the text of (default: the first of the map)")


# -- reading -----------------------------------------------------------------------------------------------


def read_to_write(name: str, out: str | None) -> Reading:
    """Read the map that is written in another form into `out`; diagnostics go to standard error. Raises
    `CannotRunError` where nothing of it could be read, or it would be overwritten."""
    from argmap.cli.common import diagnostics_to, files_of, must_hold_a_map, must_not_overwrite, read_map

    reading = read_map(name)
    must_hold_a_map(reading, name)
    must_not_overwrite(out, files_of(reading.map, name))
    diagnostics_to(sys.stderr, [reading])
    return reading


def read_maps(
    names: Sequence[str], output: str | None = None, sources: Sequence[str] = ()
) -> Iterator[tuple[str, Reading]]:
    """Read several maps, each when it is asked for; diagnostics go to standard error. Raises `CannotRunError` for one
    that cannot be read or of which nothing could be, and where `output` is a file that is read: one of the maps, or
    what they are made of, their articles and `sources` among it."""
    from argmap.cli.common import diagnostics_to, files_of, must_hold_a_map, must_not_overwrite, read_map

    for name in names:
        reading = read_map(name)
        must_hold_a_map(reading, name)
        must_not_overwrite(output, files_of(reading.map, name, sources=sources))
        diagnostics_to(sys.stderr, [reading], "concise")
        yield name, reading


def read_with_texts(options: argparse.Namespace) -> tuple[ArgumentMap, Texts]:
    """Read the map that the options name, with the texts of its sources: those that were given, and those that it names
    itself; these are read when they are asked for. Diagnostics go to standard error. Raises `CannotRunError`, also
    where `output` (if the command has that option) is one of the files that are read."""
    from argmap.anchoring.texts import Texts

    map, given = read_with_given(options)
    return map, Texts(map, given)


def read_with_given(options: argparse.Namespace) -> tuple[ArgumentMap, dict[str, SourceText]]:
    """The same with the texts alone that were given."""
    from argmap.cli.common import diagnostics_to, files_of, must_not_overwrite, read_map

    reading = read_map(options.file)
    diagnostics_to(sys.stderr, [reading], "concise")
    map = reading.map
    must_not_overwrite(getattr(options, "output", None), files_of(map, options.file, sources=options.source))
    return map, given_texts(map, options.source, options.of)


def given_texts(map: ArgumentMap, sources: list[str], of: str | None) -> dict[str, SourceText]:
    """The texts that were given, by the IDs of their sources. What a reader of one should know goes to standard error.
    Raises `CannotRunError`."""
    from argmap.cli.words import CannotRunError
    from argmap.diagnostics import nearest
    from argmap.sources.limits import SourceError
    from argmap.sources.reading import read_source

    ids = [s.id for s in map.sources]
    if sources and not ids:
        raise CannotRunError("this map names no source; add one: `source article: Its title`")
    if of is not None and of not in ids:
        near = nearest(of, ids)
        hint = f"; did you mean `{near}`?" if near else ": there is " + ", ".join(f"`{id}`" for id in ids)
        raise CannotRunError(f"the map has no source `{of}`{hint}")
    if of is not None and not sources:
        raise CannotRunError("--of says of which source --source is the text; give that too")
    out: dict[str, SourceText] = {}
    for one in sources:
        id, equals, name = one.partition("=")
        if not equals or id not in ids:
            first = map.first_source
            id, name = of or (first.id if first else ids[0]), one
            if equals and not Path(one).exists() and not Path(one.split("=", 1)[0]).exists():
                raise CannotRunError(f"there is no file {one}, and the map has no source `{one.partition('=')[0]}`")
        if id in out:
            raise CannotRunError(f"two texts are given for `{id}`; write --source ID=FILE to say which is which")
        try:
            out[id] = read_source(Path(name))
        except SourceError as problem:
            raise CannotRunError(f"{name} cannot be read: {problem.message}; {problem.help}") from None
        for note in out[id].notes:
            print(f"{name}: {note}", file=sys.stderr)
    return out


def why_absent(texts: Texts, id: str) -> str:
    """Why the text of a source is not at hand, and what to do."""
    if problem := texts.problem(id):
        return f"the text of `{id}` cannot be read: {problem.message}; {problem.help}"
    if path := texts.absent(id):
        return f"the text of `{id}` is not at hand: there is no file {path}; name another one with --source {id}=FILE"
    return f"the text of `{id}` is not at hand; write `text FILE` under the source, or give it with --source {id}=FILE"

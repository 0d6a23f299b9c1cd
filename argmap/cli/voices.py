"""`argmap voices`: say who speaks, how often and in whose words, or what one voice is committed to."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from argmap.cli.inputs import add_output, add_source_arguments, given_texts, why_absent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.anchoring.texts import Texts
    from argmap.model.map import ArgumentMap

EPILOG = """\
examples:
  argmap voices town.argmap                             who speaks: acts, quoted words, how the author treats them
  argmap voices town.argmap --format html -o town.html  the same as a page with bars
  argmap voices 'maps/*.argmap' --format csv            a row for each voice of each map
  argmap voices town.argmap ruiz                        what one voice holds, owes, rejects and asks
  argmap voices town.argmap "Ana Ruiz" --at 2026-03     the same at a time

VOICE is an ID, a name in full, or another name that the map gives (`also`).
exit status: 0 nothing wrong, 1 a map has mistakes, 2 could not run
"""


_ENDINGS = {".txt": "text", ".json": "json", ".csv": "csv", ".html": "html", ".htm": "html"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.usage = "argmap voices [options] MAP [MAP ...] [VOICE]"
    parser.add_argument(
        "names",
        nargs="+",
        metavar="MAP",
        help="maps (- is standard input); a last argument that is no file is the voice to be told of",
    )
    parser.add_argument("--at", metavar="DATE", help="with VOICE: what it is committed to at the end of DATE")
    parser.add_argument(
        "--format",
        choices=("text", "json", "csv", "html"),
        help="text, for people (default); json and csv, for programs; html, a page with bars (all voices). "
        "Without it the ending of OUT decides",
    )
    add_output(parser)
    add_source_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Print the audits, or what one voice holds. Diagnostics go to standard error."""
    from argmap.cli.common import CannotRunError, format_of, write_result
    from argmap.cli.inputs import read_maps

    files, voice = _parted(options.names, options.output)
    options.format = format_of(options.output, options.format, _ENDINGS, "text")
    if len(files) > 1 and (options.source or options.of):
        raise CannotRunError("--source gives the text for one map; name one, or write `text FILE` in the maps")
    if voice is None and options.at is not None:
        raise CannotRunError("--at is a time at which one voice is committed to things; name the voice too")
    if voice is not None and options.format == "html":
        raise CannotRunError("the page shows all voices; leave out the voice, or take --format text, json or csv")
    readings = list(read_maps(files, options.output, options.source))
    maps = [(name, reading.map) for name, reading in readings]
    write_result(
        options.output,
        _audits(maps, options) if voice is None else _reports(maps, voice, options.at, options.format),
    )
    return 0 if all(reading.ok for _, reading in readings) else 1


def _parted(names: Sequence[str], output: str | None) -> tuple[list[str], str | None]:
    """The maps, and the voice if one is named: a last argument that is no file and no pattern of files."""
    from argmap.cli.common import maps_of, means_maps

    if len(names) == 1 or means_maps(names[-1]):
        return maps_of(names, output), None
    return maps_of(names[:-1], output), names[-1]


# -- all voices --------------------------------------------------------------------------------------------


def _audits(maps: Sequence[tuple[str, ArgumentMap]], options: argparse.Namespace) -> str:
    from argmap.anchoring.texts import Texts
    from argmap.cli.common import shown
    from argmap.discourse import Discourse
    from argmap.discourse.audit import audit, audits_to_csv, audits_to_json

    made = []
    for name, map in maps:
        texts = Texts(map, given_texts(map, options.source, options.of))
        made.append((shown(name), map, audit(Discourse(map), texts)))
        for line in _absent(map, texts):
            print(f"argmap voices: {line}", file=sys.stderr)
    if options.format == "json":
        return audits_to_json((name, one) for name, _, one in made)
    if options.format == "csv":
        return audits_to_csv((name, one) for name, _, one in made)
    if options.format == "html":
        from argmap.discourse.audit_page import render_audit_page

        return render_audit_page([(map, one) for _, map, one in made])
    from argmap.discourse.audit_text import render_audit

    return "\n".join(render_audit(one, name) for name, _, one in made)


def _absent(map: ArgumentMap, texts: Texts) -> Iterator[str]:
    """What is to be said of texts that the map names and that are not at hand."""
    for source in map.sources:
        if texts.problem(source.id) or texts.absent(source.id):
            yield why_absent(texts, source.id) + "; its quotes are counted as the map has them"


# -- one voice ---------------------------------------------------------------------------------------------


def _reports(maps: Sequence[tuple[str, ArgumentMap]], voice: str, at: str | None, style: str) -> str:
    from argmap.cli.common import CannotRunError, shown
    from argmap.discourse import Discourse
    from argmap.discourse.audit_voice import (
        find_voice,
        names_of,
        render_report,
        reports_to_csv,
        reports_to_json,
        voice_report,
    )

    made = []
    for name, map in maps:
        id = find_voice(map, voice)
        if id is not None:
            try:
                made.append((shown(name), map, voice_report(Discourse(map), id, at)))
            except ValueError as problem:
                raise CannotRunError(str(problem)) from None
    if not made:
        from argmap.diagnostics import nearest

        near = nearest(voice, dict.fromkeys(name for _, map in maps for name in names_of(map)))
        where = shown(maps[0][0]) if len(maps) == 1 else "these maps"
        hint = f"; did you mean `{near}`?" if near else "; `argmap voices MAP` lists them"
        raise CannotRunError(f"there is no voice `{voice}` in {where}, and no such file{hint}")
    if style == "json":
        return reports_to_json((name, one) for name, _, one in made)
    if style == "csv":
        return reports_to_csv((name, one) for name, _, one in made)
    return "\n".join(render_report(one, {s.id: s.text for s in map.statements}, name) for name, map, one in made)

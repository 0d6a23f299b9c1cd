"""`argmap findings`: say who contradicts whom, who changed his mind, and what claims rest on."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from argmap.cli.inputs import add_output, add_source_arguments

if TYPE_CHECKING:
    from argmap.discourse.finding import FindingKind
    from argmap.discourse.findings_text import MapFindings
    from argmap.notation.reader import Reading

__all__ = ["EPILOG", "add_arguments", "run"]

EPILOG = """\
examples:
  argmap findings town.argmap                                  what there is to know of who holds what
  argmap findings town.argmap --voice mayor                    what the mayor takes part in
  argmap findings *.argmap --kind dropped-promise              promises dropped, in several maps
  argmap findings town.argmap --format csv -o town.csv         for a spreadsheet

kinds:
  contradiction, change-of-mind, dropped-promise   a voice against itself
  disputed-report, confirmed-report                what one says of another, against the other's own word
  agreement, conflict                              two voices and a statement
  endorsed, rejected, left-open, kept-at-a-distance, used-not-endorsed
                                                   what the author makes of others' positions
  one-voice, unnamed-voices, one-outlet            what claims rest on

Findings are no mistakes.
exit status: 0 done, 1 a map has mistakes, and the rest of it was read, 2 could not run
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("maps", nargs="+", metavar="MAP", help="maps, or patterns (`*.argmap`); - is standard input")
    parser.add_argument(
        "--kind", action="append", default=[], metavar="KIND", help="only findings of this kind; may be repeated"
    )
    parser.add_argument("--voice", metavar="VOICE", help="only what this voice takes part in")
    parser.add_argument(
        "--format",
        choices=("text", "json", "csv"),
        help="text, a report; json, for programs; csv, for a spreadsheet (default: by the ending of OUT, else text)",
    )
    add_output(parser)
    add_source_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Report on maps. Diagnostics go to standard error."""
    from argmap.cli.common import CannotRunError, format_of, maps_of, shown, use_colour, write_result
    from argmap.cli.inputs import read_maps
    from argmap.discourse.findings_text import render_findings, to_csv, to_json

    names = maps_of(options.maps, options.output)
    endings = {".txt": "text", ".json": "json", ".csv": "csv"}
    format = format_of(options.output, options.format, endings, "text")
    kinds = _kinds(options.kind)
    if options.source and len(names) > 1:
        raise CannotRunError("--source gives the text of one map; name only that one")
    readings = list(read_maps(names, options.output, options.source))
    status = 0 if all(reading.ok for _, reading in readings) else 1
    if options.voice is not None:
        _must_be_a_voice(options.voice, [reading for _, reading in readings])
        readings = [one for one in readings if options.voice in one[1].map]
    maps = [_asked(shown(name), reading, options) for name, reading in readings]
    if format == "json":
        result = to_json(maps, kinds, options.voice)
    elif format == "csv":
        result = to_csv(maps, kinds, options.voice)
    else:
        colour = options.output in (None, "-") and use_colour(sys.stdout)
        texts = [render_findings(map, kinds, options.voice, colour) for map in maps]
        if len(names) > 1:
            texts = [f"{map.file}\n\n{text}" for map, text in zip(maps, texts, strict=True)]
        result = "\n".join(texts)
    write_result(options.output, result)
    return status


def _kinds(given: list[str]) -> list[FindingKind] | None:
    from argmap.cli.words import CannotRunError
    from argmap.diagnostics import nearest
    from argmap.discourse.finding import FINDING_KINDS

    for kind in given:
        if kind not in FINDING_KINDS:
            near = nearest(kind, FINDING_KINDS)
            hint = f"; did you mean `{near}`?" if near else ": there are " + ", ".join(FINDING_KINDS)
            raise CannotRunError(f"there is no kind of finding `{kind}`{hint}")
    return [kind for kind in FINDING_KINDS if kind in given] if given else None


def _must_be_a_voice(id: str, readings: list[Reading]) -> None:
    from argmap.cli.words import CannotRunError
    from argmap.diagnostics import nearest
    from argmap.model.nodes import Voice

    if any(isinstance(reading.map.get(id), Voice) for reading in readings):
        return
    known = dict.fromkeys(voice.id for reading in readings for voice in reading.map.voices)
    near = nearest(id, [*known, "author", "someone"])
    where = "in these maps" if len(readings) > 1 else "in this map"
    raise CannotRunError(f"there is no voice `{id}` {where}" + (f"; did you mean `{near}`?" if near else ""))


def _asked(name: str, reading: Reading, options: argparse.Namespace) -> MapFindings:
    from argmap.anchoring.texts import Texts
    from argmap.cli.inputs import given_texts, why_absent
    from argmap.discourse import Discourse
    from argmap.discourse.evidence import Witness
    from argmap.discourse.findings_text import MapFindings

    map = reading.map
    texts = Texts(map, given_texts(map, options.source, options.of))
    for source in map.sources:
        if texts.problem(source.id) or texts.absent(source.id):
            print(f"argmap findings: {why_absent(texts, source.id)}", file=sys.stderr)
    return MapFindings(name, Discourse(map), Witness(map, texts))

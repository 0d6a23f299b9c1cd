"""`argmap network`: who agrees and conflicts with whom, and over what; or who takes which side of what."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from argmap.cli.words import CannotRunError
from argmap.counting import count

if TYPE_CHECKING:
    from argmap.discourse.networks import Network
    from argmap.model.map import ArgumentMap

EPILOG = """\
examples:
  argmap network town.argmap                                    who agrees and conflicts with whom
  argmap network town.argmap -o town.svg                        the same as a picture
  argmap network town.argmap --kind affiliation --shared        on what, voice by voice
  argmap network town.argmap --kind conflict --normalise jaccard -o town.graphml
  argmap network 'maps/*.argmap' --format csv -o all.csv        the edges of many maps

--kind net is agreement less conflict. Each voice counts once for each statement and side.
exit status: 0 done, 1 done without what could not be read of a map, 2 could not run
"""

_FORMATS = ("text", "json", "csv", "matrix", "graphml", "svg")
_ENDINGS = {".txt": "text", ".json": "json", ".csv": "csv", ".graphml": "graphml", ".svg": "svg"}
_ONE_MODE = "between voices: average, jaccard, cosine"
_TWO_MODE = "of an affiliation network: activity, prominence"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("files", metavar="MAP", nargs="+", help="maps; - is standard input, and * ? [ ] make a pattern")
    parser.add_argument(
        "--kind",
        choices=("net", "agreement", "conflict", "affiliation"),
        default="net",
        help="net, agreement less conflict between voices (default); either alone; or affiliation, voices and the "
        "statements on which they take a side",
    )
    parser.add_argument(
        "--normalise",
        choices=("none", "average", "jaccard", "cosine", "activity", "prominence"),
        default="none",
        help=f"how weights are made comparable, {_ONE_MODE}; {_TWO_MODE}",
    )
    parser.add_argument(
        "--qualifier",
        choices=("subtract", "ignore", "combine"),
        default="subtract",
        help="weights of an affiliation network: for less against (default); how often, on either side; "
        "or 1 for, 2 against, 3 both",
    )
    parser.add_argument("--ever", action="store_true", help="count sides that were given up later too")
    parser.add_argument("--at", metavar="DATE", help="as things stood then: 2017, 2017-03 or 2017-03-05")
    parser.add_argument(
        "--without", metavar="VOICE", action="append", default=[], help="leave a voice out, such as the author"
    )
    parser.add_argument("--isolates", action="store_true", help="keep voices and statements without an edge")
    parser.add_argument(
        "--shared", action="store_true", help="affiliation: only statements on which two or more voices take a side"
    )
    parser.add_argument("--acts", action="store_true", help="count every act, not each side once")
    parser.add_argument(
        "--strict",
        action="store_true",
        help="as the Discourse Network Analyzer counts: nothing follows from statements that exclude each other",
    )
    parser.add_argument(
        "--format",
        choices=_FORMATS,
        help="text (default), json, csv (a row for each edge), matrix (CSV), graphml, svg; "
        "else what the name of OUT ends in",
    )
    parser.add_argument("-o", "--output", metavar="OUT", help="file to write; - or nothing is standard output")


def run(options: argparse.Namespace) -> int:
    """Write the networks of the maps. Diagnostics and remarks go to standard error."""
    from argmap.cli.common import format_of, maps_of, shown, write_result
    from argmap.cli.inputs import read_maps

    files = maps_of(options.files, options.output)
    format = format_of(options.output, options.format, _ENDINGS, "text")
    if len(files) > 1 and format in ("matrix", "graphml", "svg"):
        raise CannotRunError(f"--format {format} is for one map, and {len(files)} are named; csv and json take several")
    _must_fit(options)
    status = 0
    without = set(options.without)
    pieces: list[str] = []
    for number, (file, reading) in enumerate(read_maps(files, options.output)):
        status |= not reading.ok
        several = len(files) > 1
        voices = [voice.id for voice in reading.map.voices] + ["author"]
        if not several:
            _must_have(voices, options.without, shown(file))
        without -= set(voices)
        found = _network(reading.map, options)
        if found.uncertain:
            some = count(len(found.uncertain), "act")
            where = f"{shown(file)}: " if several else ""
            may = "has no date, or may be later" if len(found.uncertain) == 1 else "have no date, or may be later"
            print(f"note: {where}left out {some} that {may} than {options.at}", file=sys.stderr)
        piece = _written(reading.map, found, format, shown(file) if several else None, number == 0)
        if format == "json" and several:
            piece = ("[\n" if number == 0 else "") + piece.rstrip("\n") + (",\n" if file != files[-1] else "\n]\n")
        if options.output in (None, "-"):
            write_result(None, piece)
        else:
            pieces.append(piece)
    if without:
        raise CannotRunError(f"no map has a voice {sorted(without)[0]}")
    if pieces:
        write_result(options.output, "".join(pieces))
        print(f"wrote {options.output}", file=sys.stderr)
    return status


def _must_fit(options: argparse.Namespace) -> None:
    """Raise `CannotRunError` for options that do not go together."""
    two = options.kind == "affiliation"
    if options.normalise in (("average", "jaccard", "cosine") if two else ("activity", "prominence")):
        fits = "activity and prominence" if two else "average, jaccard and cosine"
        raise CannotRunError(f"--normalise {options.normalise} does not go with --kind {options.kind}; {fits} do")
    if two and options.qualifier == "combine" and options.normalise != "none":
        raise CannotRunError("--qualifier combine numbers the kinds of edges, which cannot be normalised")
    for name, given in (("--qualifier", options.qualifier != "subtract"), ("--shared", options.shared)):
        if given and not two:
            raise CannotRunError(f"{name} is for --kind affiliation")


def _must_have(voices: list[str], ids: list[str], file: str) -> None:
    """Raise `CannotRunError` for a voice that a map has not got."""
    from argmap.diagnostics import nearest

    for id in ids:
        if id not in voices:
            near = nearest(id, voices)
            raise CannotRunError(f"there is no voice {id} in {file}{f'; did you mean {near}?' if near else ''}")


def _network(map: ArgumentMap, options: argparse.Namespace) -> Network:
    from argmap.discourse import Discourse
    from argmap.discourse.networks import network

    here = {voice.id for voice in map.voices} | {"author"}
    try:
        return network(
            Discourse(map),
            options.kind,
            normalise=options.normalise,
            qualifier=options.qualifier,
            ever=options.ever,
            at=options.at,
            without=[id for id in options.without if id in here],
            isolates=options.isolates,
            strict=options.strict,
            acts=options.acts,
            shared=options.shared,
        )
    except ValueError as problem:
        raise CannotRunError(f"--at: {problem}") from None


def _written(map: ArgumentMap, found: Network, format: str, file: str | None, first: bool) -> str:
    """A network in a format. `file` is named where there are several."""
    from argmap.diagnostics.text import in_one_line
    from argmap.discourse import network_export as export
    from argmap.discourse.networks import TITLES, circumstances

    match format:
        case "svg":
            from argmap.drawing.network import render_network

            drawing = render_network(map, found)
            for remark in drawing.remarks:
                print(f"note: {remark}", file=sys.stderr)
            return drawing.svg
        case "graphml":
            return export.to_graphml(found)
        case "matrix":
            return export.to_matrix(found)
        case "csv":
            named = [] if file is None else [file]
            rows: list[list[str | int | float]] = [[*named, *row] for row in export.edge_rows(found)]
            if first:
                rows.insert(0, [*(["file"] if named else []), *export.COLUMNS])
            return export.table(rows)
        case "json":
            return export.to_json(found, file)
    names = {voice.id: voice.name for voice in map.voices} | {"author": "the author"}
    head = ", ".join((TITLES[found.kind], *circumstances(found, names)))
    text = "".join(f"{in_one_line(line)}\n" for line in (head, *_text(found)))
    return text if file is None else f"{'' if first else chr(10)}{file}\n{text}"


def _text(found: Network) -> Iterator[str]:
    """A table: the two ends, the weight, and what it rests on."""
    from textwrap import wrap

    if not found.edges:
        yield {
            "affiliation": "no voice takes a side",
            "agreement": "no two voices agree",
            "conflict": "no two voices conflict",
        }.get(found.kind, "no two voices agree or conflict")
    ends = [max((len(getattr(e, end)) for e in found.edges), default=0) for end in ("source", "target")]
    signed = found.kind in ("net", "affiliation") and found.qualifier == "subtract"
    for edge in found.edges:
        weight = f"{edge.weight:{'+' if signed and edge.weight else ''}.3g}"
        what = []
        if found.two_mode:
            what.append({"both": "on both sides"}.get(edge.sign, edge.sign))
        if edge.agree_on and found.kind != "conflict":
            what.append("agree on " + ", ".join(edge.agree_on))
        if edge.conflict_on and found.kind != "agreement":
            pairs = (a if a == b else f"{a} against {b}" for a, b in edge.conflict_on)
            what.append("conflict over " + ", ".join(pairs))
        head = f"{edge.source:<{ends[0]}}  {edge.target:<{ends[1]}}  {weight:>6}  "
        lines = wrap("; ".join(what), max(100 - len(head), 30), break_long_words=False, break_on_hyphens=False)
        for number, line in enumerate(lines or [""]):
            yield ((head if number == 0 else " " * len(head)) + line).rstrip()
    tied = {id for edge in found.edges for id in (edge.source, edge.target)}
    lone = [node.id for node in found.nodes if node.id not in tied]
    if lone:
        yield "without a tie: " + ", ".join(lone)

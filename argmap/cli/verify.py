"""`argmap verify`: prove the anchors of a shared map on a copy of the article."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from argmap.cli.inputs import add_map_and_sources, read_with_given

if TYPE_CHECKING:
    from collections.abc import Collection

    from argmap.anchoring.verify import AnchorReport, Report
    from argmap.model.map import ArgumentMap

EPILOG = """\
examples:
  argmap verify town.argmap --source leader.pdf                your copy of the map's first source
  argmap verify town.argmap --source report.html --of report   of another source
  argmap verify town.argmap --source leader=a.pdf --source report=b.html
  argmap verify town.argmap                                    the texts that the map names itself
  argmap verify town.argmap --source leader.pdf --format json

verified: the words stand where the map says. located: they should stand there, but that part of your copy is not quite
the text that was signed. lost: they were not found.
exit status: 0 all verified, 1 some are not, 2 could not run
"""

_MOST = 12
"""How many of what is not verified are listed for a reader."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_map_and_sources(parser)
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="text: for reading (default); json: for programs"
    )


def run(options: argparse.Namespace) -> int:
    """Look up every quote, mark and cue."""
    import json

    from argmap.anchoring.verify import verify
    from argmap.cli.common import CannotRunError, shown, write_result

    map, given = read_with_given(options)
    report = verify(map, given)
    quoted = {*(one.source for one in report.sources), *report.unread}
    if not quoted:
        raise CannotRunError("the map has no quotes, marks or cues of a source: there is nothing to verify")
    idle = [id for id in given if id not in quoted]
    if idle:
        said = f"nothing in the map is quoted from {_named(idle)}; it quotes {_named(quoted, map)}"
        if len(idle) == len(given):
            raise CannotRunError(said)
        print(f"argmap verify: {said}", file=sys.stderr)
    if not report.sources:
        raise CannotRunError("no text is at hand; give your copy of the article: --source FILE")
    if options.format == "json":
        write_result(None, json.dumps(report.data(), ensure_ascii=False, indent=2) + "\n")
    else:
        write_result(None, "".join(line + "\n" for line in _lines(report, shown(options.file))))
    return 0 if report.verified == report.total else 1


def _named(ids: Collection[str], map: ArgumentMap | None = None) -> str:
    """IDs for a sentence, in the order of the map if one is given."""
    return " and ".join(f"`{id}`" for id in (ids if map is None else [s.id for s in map.sources if s.id in ids]))


def _lines(report: Report, name: str) -> list[str]:
    """The sum, what is said of the texts, and what is not verified, up to `_MOST`."""
    from argmap.cli.words import count

    verified = f"{report.verified} of {count(report.total, 'quote, mark or cue', 'quotes, marks and cues')} verified"
    more = [f"{n} {what}" for n, what in ((report.located, "located"), (report.lost, "lost")) if n]
    out = [", ".join([verified, *more])]
    for source in report.sources:
        if source.problem is not None:
            out.append(f"`{source.source}`: {source.problem}; its words were looked up without it")
        elif source.identical:
            out.append(f"`{source.source}`: this is the text that was signed, letter for letter")
        elif source.blocks and source.matched is not None:
            out.append(
                f"`{source.source}`: {source.matched} of {source.blocks} parts of the text that was signed are here"
            )
            if 2 * source.matched < source.blocks:
                out.append("  most of it is not: another article, another version, or its columns are read in disorder")
        elif all(a.status == "lost" for a in report.anchors if a.source == source.source):
            out.append(f"`{source.source}`: none of its words stand in this text: is it another article?")
    out += [f"`{id}`: no text is at hand; nothing of it was looked at" for id in report.unread]
    wrong = [anchor for anchor in report.anchors if anchor.status != "verified"]
    out += [_said(anchor, name) for anchor in wrong[:_MOST]]
    if len(wrong) > _MOST:
        out.append(f"and {len(wrong) - _MOST} more; --format json lists all")
    return out


def _said(anchor: AnchorReport, name: str) -> str:
    where = f"{anchor.file}:{anchor.line}" if anchor.line else f"{name}: {anchor.node}"
    at = f" at {anchor.place}" if anchor.place else ""
    return f"{where}: {anchor.status}{at}: {anchor.kind} “{anchor.text}”: {anchor.reason}"

"""`argmap coverage`: say what of an article a map covers."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from argmap.cli.verify import add_source_arguments, given_texts

if TYPE_CHECKING:
    from argmap.anchoring.texts import Texts
    from argmap.model.map import ArgumentMap

EPILOG = """\
examples:
  argmap coverage town.argmap                               which quotations, paragraphs and sentences it has
  argmap coverage town.argmap --format html -o town.html    the article, with whose words are whose
  argmap coverage town.argmap --source ~/article.pdf        where the map does not name the article's file

A quotation is covered when the map says whose words it is, or that it is a `title` or `scare`.
exit status: 0 all quotations are covered, 1 some are not, 2 could not run
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", metavar="MAP", help="a map; - is standard input")
    parser.add_argument(
        "--format",
        choices=("text", "json", "html"),
        default="text",
        help="text, a short report (default); json, for programs; html, a page to look at",
    )
    parser.add_argument("-o", "--output", metavar="OUT", help="write to OUT (default: standard output)")
    add_source_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Report on one map. Diagnostics go to standard error."""
    from argmap.anchoring.anchors import anchors
    from argmap.anchoring.coverage import coverage, to_json
    from argmap.anchoring.texts import Texts
    from argmap.cli.common import (
        CannotRunError,
        diagnostics_to,
        files_of,
        must_not_overwrite,
        read_map,
        write_result,
    )

    reading = read_map(options.file)
    diagnostics_to(sys.stderr, [reading], "concise")
    map = reading.map
    must_not_overwrite(options.output, files_of(map, options.file, sources=options.source))
    texts = Texts(map, given_texts(map, options.source, options.of))
    held = anchors(map, texts)
    found = coverage(map, texts, held)
    for source in map.sources:
        _say_why_absent(texts, source.id)
    if not found:
        raise CannotRunError(_no_text(map))
    if options.format == "html":
        from argmap.anchoring.page import render_page

        result = render_page(map, texts, found, held)
    elif options.format == "json":
        result = to_json(found)
    else:
        from argmap.anchoring.coverage_text import render_coverage

        result = render_coverage(map, found)
    write_result(options.output, result)
    return 1 if any(one.figures.open for one in found) else 0


def _say_why_absent(texts: Texts, source: str) -> None:
    """Say on standard error why the text of a source, of which the map names a file, is not at hand."""
    if texts.get(source) is not None:
        return
    problem, absent = texts.problem(source), texts.absent(source)
    if problem is not None:
        print(f"argmap coverage: source {source}: {problem.message}; {problem.help}", file=sys.stderr)
    elif absent is not None:
        print(f"argmap coverage: source {source}: there is no file {absent}", file=sys.stderr)


def _no_text(map: ArgumentMap) -> str:
    first = map.first_source
    if first is None:
        return "the map declares no source; write `source article: Its title` and, below it, `text FILE`"
    return f"there is no text at hand; name it with --source FILE, or write `text FILE` under `source {first.id}`"

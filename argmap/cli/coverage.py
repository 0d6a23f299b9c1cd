"""`argmap coverage`: say what of an article a map covers."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from argmap.cli.inputs import add_map_and_sources, add_output, read_with_texts, why_absent

if TYPE_CHECKING:
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
    parser.add_argument(
        "--format",
        choices=("text", "json", "html"),
        default="text",
        help="text, a short report (default); json, for programs; html, a page to look at",
    )
    add_output(parser)
    add_map_and_sources(parser)


def run(options: argparse.Namespace) -> int:
    """Report on one map. Diagnostics go to standard error."""
    from argmap.anchoring.anchors import anchors
    from argmap.anchoring.coverage import coverage, to_json
    from argmap.cli.common import CannotRunError, write_result

    map, texts = read_with_texts(options)
    held = anchors(map, texts)
    found = coverage(map, texts, held)
    for source in map.sources:
        # A source without a `text` line is left out on purpose.
        if texts.problem(source.id) or texts.absent(source.id):
            print(f"argmap coverage: {why_absent(texts, source.id)}", file=sys.stderr)
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


def _no_text(map: ArgumentMap) -> str:
    first = map.first_source
    if first is None:
        return "the map declares no source; write `source article: Its title` and, below it, `text FILE`"
    return f"there is no text at hand; name it with --source FILE, or write `text FILE` under `source {first.id}`"

"""`argmap coverage`: say what of an article a map covers."""

from __future__ import annotations

import argparse
import sys
from os.path import realpath
from typing import TYPE_CHECKING

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
    parser.add_argument(
        "--source", metavar="FILE", help="the file of the article, which the map's first source stands for"
    )


def run(options: argparse.Namespace) -> int:
    """Report on one map. Diagnostics go to standard error."""
    from argmap.anchoring.anchors import anchors
    from argmap.anchoring.coverage import coverage, to_json
    from argmap.cli.common import CannotRunError, diagnostics_to, read_map, write_result

    reading = read_map(options.file)
    diagnostics_to(sys.stderr, [reading], "concise")
    map = reading.map
    texts = _texts(map, options.source)
    if options.output not in (None, "-"):
        read = {name for name in (options.file, options.source) if name and name != "-"}
        read |= {
            str(path)
            for path in (*map._paths.values(), *(texts.path(source) for source in map.sources))
            if path is not None
        }
        if realpath(options.output) in {realpath(name) for name in read}:
            raise CannotRunError(f"{options.output} would be overwritten; name another file to write to")
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


def _texts(map: ArgumentMap, file: str | None) -> Texts:
    """The texts of a map's sources; `file` is that of the first."""
    from argmap.anchoring.texts import Texts

    if file is None:
        return Texts(map)
    from argmap.cli.common import CannotRunError
    from argmap.sources.limits import SourceError
    from argmap.sources.reading import read_source

    first = map.first_source
    if first is None:
        raise CannotRunError("the map declares no source; write `source article: Its title` into it")
    try:
        return Texts(map, {first.id: read_source(file)})
    except SourceError as problem:
        raise CannotRunError(f"cannot read {file}: {problem.message}; {problem.help}") from None


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

"""`argmap share`: write a map without the article's words."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from argmap.cli.inputs import add_source_arguments, given_texts

if TYPE_CHECKING:
    from argmap.anchoring.share import Shared

EPILOG = """\
examples:
  argmap share town.argmap -o town-shared.argmap
  argmap share town.argmap -o town-shared.argmap --keep-words 4
  argmap share town.argmap -o town-shared.argmap --source leader.pdf    a text that the map does not name

Quotes, marks and cues are cut to their first and last words and get an anchor instead; each source gets a signature in
place of its text. Whoever has the article can prove both: argmap verify. Words of the article elsewhere in the map are
reported and left to you. The file is written in any case.
exit status: 0 written, 1 written, and something to look at, 2 could not run
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", metavar="MAP", help="a map whose article is at hand; - is standard input")
    parser.add_argument(
        "-o", "--output", metavar="OUT", required=True, help="the map to write (.argmap or .json); - is standard output"
    )
    parser.add_argument(
        "--keep-words", type=_words, default=6, metavar="N", help="words that a quote keeps, 2 or more (default: 6)"
    )
    add_source_arguments(parser)
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="how to report: text, on standard error (default); json, on standard output",
    )


def _words(text: str) -> int:
    if not text.isdecimal() or int(text) < 2:
        raise argparse.ArgumentTypeError(f"{text} is not a number of 2 or more")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Share one map."""
    import json

    from argmap.anchoring.share import share
    from argmap.anchoring.texts import Texts
    from argmap.cli.common import (
        CannotRunError,
        diagnostics_to,
        files_of,
        must_not_overwrite,
        read_bytes,
        reading_of,
        shown,
        write_result,
    )
    from argmap.diagnostics import ArgmapError
    from argmap.notation.encoding import file_text
    from argmap.sources.limits import SourceError

    if options.format == "json" and options.output == "-":
        raise CannotRunError("--format json needs standard output for the report; write the map to a file")
    data = read_bytes(options.file)
    reading = reading_of(data, options.file)
    diagnostics_to(sys.stderr, [reading])
    if not reading.ok:
        raise CannotRunError("a line that cannot be read may hold the article's words; put that right first")
    must_not_overwrite(options.output, files_of(reading.map, options.file, sources=options.source))
    to_json = options.output.lower().endswith(".json")
    file = None if to_json or not reading.texts else file_text(data, shown(options.file))
    texts = Texts(reading.map, given_texts(reading.map, options.source, options.of))
    try:
        shared = share(reading.map, texts, options.keep_words, file.text if file else None)
    except SourceError as problem:
        raise CannotRunError(f"{problem.message}; {problem.help}") from None
    except ArgmapError as problem:
        raise CannotRunError(f"{shown(options.file)} cannot be written as markup: {problem}") from None
    if to_json:
        write_result(options.output, shared.map.to_json())
    else:
        write_result(options.output, file.bytes_of(shared.text) if file else shared.text)
    if options.format == "json":
        write_result(None, json.dumps(_data(shared), ensure_ascii=False, indent=2) + "\n")
    else:
        for line in _lines(shared, shown(options.file), options.keep_words, to_json or file is None):
            print(line, file=sys.stderr)
    return 1 if shared.lost or shared.leaks or shared.unread else 0


def _data(shared: Shared) -> dict[str, Any]:
    return {
        "anchored": shared.anchored,
        "lost": [u._asdict() for u in shared.lost],
        "leaks": [leak._asdict() for leak in shared.leaks],
        "left": [left._asdict() for left in shared.left],
        "unread": list(shared.unread),
        "includes": list(shared.includes),
        "kept_layout": shared.kept_layout,
    }


def _lines(shared: Shared, name: str, keep: int, no_layout: bool) -> list[str]:
    from argmap.cli.words import count

    out = []
    for leak in shared.leaks:
        where = f"{name}:{leak.line}" if leak.line else name
        whose = f"the {leak.where} of `{leak.node}`" if leak.node else f"a {leak.where}"
        out.append(f"{where}: {leak.words} words of `{leak.source}` ({leak.place}) in {whose}: “{_cut(leak.text)}”")
    for lost in shared.lost:
        where = f"{name}:{lost.line}" if lost.line else f"{name}: {lost.node}"
        out.append(
            f"{where}: no anchor for the {lost.kind} “{_cut(lost.text)}”, which {lost.reason} of `{lost.source}`"
        )
    for id in shared.unread:
        out.append(f"`{id}`: its text is not at hand; its quotes are left as they are")
    for path in shared.includes:
        out.append(f"{path} is a file of its own and is not changed: share it too")
    if not shared.kept_layout and not no_layout:
        out.append("the layout could not be kept; comments are left out")
    for left in shared.left:
        hint = f"; --keep-words {max(2, keep - 2)} leaves fewer" if left.much and keep > 2 else ""
        out.append(f"`{left.source}`: quotes hold {round(100 * left.letters / left.of)} % of its letters{hint}")
    found = [count(shared.anchored, "anchor")]
    found += [f"{len(shared.lost)} without"] * bool(shared.lost)
    found += [f"{count(len(shared.leaks), 'text')} with words of the article"] * bool(shared.leaks)
    return [*out, ", ".join(found)]


def _cut(text: str) -> str:
    return text if len(text) <= 90 else text[:89].rstrip() + "…"

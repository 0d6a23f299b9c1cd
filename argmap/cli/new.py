"""`argmap new`: write a first map of an article, to edit."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.sources.limits import SourceError
    from argmap.sources.text import SourceText

EPILOG = """\
examples:
  argmap new bells.txt -o bells.argmap              who is quoted in it, with which words
  argmap new bells.html --annotations notes.json    from annotations of the article

Voices and verbs are found by rule, and every guess stands below a comment `// guess`. What the author claims, and why,
is left to you.
exit status: 0 done, 2 could not run
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("article", metavar="ARTICLE", help="text, Markdown, HTML, DOCX, EPUB or PDF")
    parser.add_argument("-o", "--output", metavar="MAP", help="file to write; - or nothing is standard output")
    parser.add_argument("--force", action="store_true", help="overwrite MAP if there is one")
    parser.add_argument(
        "--annotations", metavar="FILE", help="make the map from these annotations of the article (JSON) instead"
    )


def run(options: argparse.Namespace) -> int:
    """Write the map; what is in it is said on standard error."""
    from argmap.cli.common import CannotRunError, must_not_overwrite, write_result
    from argmap.sources.limits import SourceError
    from argmap.sources.reading import read_source

    article = Path(options.article)
    out = None if options.output in (None, "-") else Path(options.output)
    if out is not None:
        must_not_overwrite(options.output, [Path(options.annotations)] if options.annotations else [])
        _refuse(article, out, options.force)
    try:
        source = read_source(options.article)
    except SourceError as problem:
        raise CannotRunError(_why(options.article, problem)) from None
    path = _path_from(article, out)
    text, inside = (
        _from_annotations(options.annotations, source, path) if options.annotations else _by_rule(source, path)
    )
    write_result(options.output, text)
    for note in source.notes:
        print(f"{options.article}: {note}", file=sys.stderr)
    if out is not None:
        _warn_outside(article, out)
        print(f"wrote {options.output}{inside}\nnext: argmap check {options.output}", file=sys.stderr)
    return 0


def _refuse(article: Path, out: Path, force: bool) -> None:
    from argmap.cli.words import CannotRunError

    if out.is_dir():
        raise CannotRunError(f"{out} is a folder; name the file to write")
    if not out.exists():
        return
    if article.exists() and out.samefile(article):
        raise CannotRunError(f"{out} is the article itself; name another file to write")
    if not force:
        raise CannotRunError(f"there is a file {out} already; --force overwrites it")


def _why(name: str, problem: SourceError) -> str:
    return f"cannot read {name}: {problem.message}\nhelp: {problem.help}"


def _by_rule(source: SourceText, path: str) -> tuple[str, str]:
    """A map by rule, and what is in it."""
    from argmap.cli.words import count
    from argmap.starting.writing import first_map

    made = first_map(source, path)
    parts = [count(made.voices, "voice"), count(made.quotations, "quotation"), count(made.guesses, "guess", "guesses")]
    inside = ": " + ", ".join(parts)
    if made.left_out:
        inside += f"; {count(made.left_out, 'quotation')} could not be copied"
    return made.text, inside


def _from_annotations(name: str, source: SourceText, path: str) -> tuple[str, str]:
    """A map of what somebody marked in the article."""
    from argmap.anchoring.annotations import map_from_annotations
    from argmap.cli.common import CannotRunError, read_bytes
    from argmap.sources.limits import SourceError

    try:
        return map_from_annotations(read_bytes(name), source, path), ""
    except SourceError as problem:
        raise CannotRunError(_why(name, problem)) from None


def _path_from(article: Path, out: Path | None) -> str:
    """Where the article is, from the folder of the map, with `/` between folders."""
    folder = out.parent if out is not None else Path()
    try:
        path = os.path.relpath(article, folder)
    except ValueError:
        # On another drive.
        path = str(article.resolve())
    return Path(path).as_posix()


def _warn_outside(article: Path, out: Path) -> None:
    from argmap.notation.reader import project_root

    root = project_root(out)
    if not article.resolve().is_relative_to(root.resolve()):
        print(
            f"warning: {article} lies outside the project ({root}), and `argmap check` will not read it there; "
            "put it into the project and change `text`",
            file=sys.stderr,
        )

"""`argmap rename`: give a node another ID, wherever it is named."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

EPILOG = """\
examples:
  argmap rename town.argmap rust rusted-cables
  argmap rename town.argmap costs.dear costs.too-dear   a node of an included map: in its own file too
  argmap rename town.argmap close/1 main-step           gives the step a name
  argmap rename town.argmap rust rusted --diff          only show what would change

Nothing else in the files changes. Maps that include this one are looked for in the project and changed with it.
exit status: 0 renamed, 2 could not run
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", metavar="FILE", help="the map that declares the node, or includes the one that does")
    parser.add_argument("old", metavar="OLD", help="the ID as it is")
    parser.add_argument("new", metavar="NEW", help="the ID as it shall be")
    parser.add_argument("--diff", action="store_true", help="write nothing; show what would change")


def run(options: argparse.Namespace) -> int:
    """Rename one node in all files that name it."""
    from argmap.cli.common import CannotRunError, read_bytes, show_diff
    from argmap.cli.words import count
    from argmap.diagnostics import ArgmapError
    from argmap.editing import Document
    from argmap.editing.project import users_of

    if options.file == "-":
        raise CannotRunError("a map is renamed in its file; standard input has none")
    read_bytes(options.file)
    path = Path(options.file)
    try:
        doc = Document.open(path)
        doc.rename(options.old, options.new)
        docs = [doc, *users_of(doc)]
        changed = {
            d.path: d for top in docs for d in (top, *top.included) if d.path is not None and d.text != d.saved_text
        }
        if options.diff:
            for file, one in changed.items():
                show_diff(str(file), one.saved_text, one.text)
        else:
            for top in docs:
                top.save()
    except ArgmapError as problem:
        raise CannotRunError(str(problem)) from None
    except OSError as problem:
        raise CannotRunError(f"cannot write {problem.filename or path}: {problem.strerror or problem}") from None
    if not options.diff:
        print(f"renamed {options.old} to {options.new} in {count(len(changed), 'file')}", file=sys.stderr)
    return 0

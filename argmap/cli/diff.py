"""`argmap diff`: say what changed in meaning between two maps."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.model.map import ArgumentMap
    from argmap.notation.reader import Reading

EPILOG = """\
examples:
  argmap diff old.argmap new.argmap     what changed in meaning, the thesis first
  argmap diff old.argmap new.argmap --format json
  argmap diff town.argmap               what it says, one fact a line, for tools that compare lines

in git, for `*.argmap diff=argmap` in .gitattributes:
  git config diff.argmap.command "argmap diff --git"    changes of meaning instead of lines
  git config diff.argmap.textconv "argmap diff"         or: changes of facts

exit status: 0 the same (or one map, or --git), 1 different, 2 could not run
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="the old map and the new one, or one map; - is standard input"
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="text: for reading (default); json: for programs"
    )
    parser.add_argument(
        "--git",
        nargs=argparse.REMAINDER,
        metavar="ARG",
        help="for git, as an external diff: takes all that follows",
    )


def run(options: argparse.Namespace) -> int:
    """Compare two maps, or print the facts of one."""
    from argmap.cli.common import CannotRunError

    if options.git is not None:
        if options.files:
            raise CannotRunError("--git stands first; git adds what follows")
        return _git(options.git)
    if len(options.files) == 1:
        if options.format == "json":
            raise CannotRunError("--format json compares two maps; for one, there is `argmap convert --to json`")
        return _facts(options.files[0])
    if len(options.files) != 2:
        raise CannotRunError(f"name two maps to compare, or one to see its facts; here are {len(options.files)}")
    if options.files == ["-", "-"]:
        raise CannotRunError("standard input can be one of the maps, not both")
    old, new = options.files
    return _compare(old, new, options.format)


def _compare(old: str, new: str, format: str) -> int:
    from argmap.changes import diff, render_changes
    from argmap.cli.common import diagnostics_to, read_map, use_colour, write_result

    readings = [read_map(old), read_map(new)]
    diagnostics_to(sys.stderr, readings, "concise")
    found = diff(readings[0].map, readings[1].map)
    write_result(None, found.to_json() if format == "json" else render_changes(found, use_colour(sys.stdout)))
    return 1 if found else 0


def _facts(name: str) -> int:
    """What a map says; what could not be read of it follows. Status 0 even then, or git would give up."""
    from argmap.changes.facts import facts_of
    from argmap.cli.common import read_map, write_result

    reading = read_map(name)
    write_result(None, "".join(line + "\n" for line in [*facts_of(reading.map), *_unread(reading)]))
    return 0


def _unread(reading: Reading) -> list[str]:
    """A line for each error, without line numbers and names of files: git compares copies under passing names."""
    from argmap.changes.wording import clean

    out = []
    for d in reading.diagnostics:
        if d.severity == "error":
            lines = reading.texts.get(d.span.file, [])
            text = lines[d.span.line - 1].strip() if 0 < d.span.line <= len(lines) else ""
            out.append(clean(f"not read ({d.code}: {d.message})" + (f": {text}" if text else "")))
    return out


def _git(arguments: list[str]) -> int:
    """What git wants of an external diff: path, old file, its hash, its mode, the same of the new file, and where it
    was renamed the new path and a text; for an unmerged file the path alone. Any status but 0 would stop git."""
    from argmap.changes import diff, render_changes
    from argmap.cli.common import CannotRunError, diagnostics_to, use_colour, write_result

    if len(arguments) == 1:
        write_result(None, f"{arguments[0]}: not merged yet\n")
        return 0
    if len(arguments) < 7:
        raise CannotRunError("--git is for git, which calls it with seven arguments (see gitattributes(5))")
    path, old_file, old_mode, new_file, new_mode = (arguments[n] for n in (0, 1, 3, 4, 6))
    new_path = arguments[7] if len(arguments) > 7 else path
    old, new = _read_for_git(old_file, path), _read_for_git(new_file, new_path)
    state = ""
    if old is None:
        state = " (new map)"
    elif new is None:
        state = " (map deleted)"
    elif old_mode != new_mode:
        state = f" (mode {old_mode} -> {new_mode})"
    name = path if new_path == path else f"{path} -> {new_path}"
    colour = use_colour(sys.stdout)
    title = f"argmap diff {name}{state}"
    text = (f"\x1b[1m{title}\x1b[0m" if colour else title) + "\n"
    readings = [reading for reading in (old, new) if reading is not None]
    diagnostics_to(sys.stderr, readings, "concise")
    found = diff(_map_of(old), _map_of(new))
    write_result(None, text + render_changes(found, colour))
    return 0


def _map_of(reading: Reading | None) -> ArgumentMap:
    from argmap.model.map import ArgumentMap

    return reading.map if reading is not None else ArgumentMap()


def _read_for_git(file: str, path: str) -> Reading | None:
    """A map from a copy that git made. Its includes are looked for where the map itself stands."""
    from argmap.cli.common import CannotRunError
    from argmap.notation.reader import reads

    if file == os.devnull or file == "/dev/null" or not Path(file).exists():
        return None
    if path.lower().endswith(".json"):
        from argmap.cli.common import read_map

        return read_map(file)
    try:
        return reads(Path(file).read_bytes(), path, Path(path))
    except OSError as problem:
        raise CannotRunError(f"cannot open {file}: {problem.strerror or problem}") from None

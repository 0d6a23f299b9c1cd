"""What the commands share: reading maps, showing diagnostics, writing results."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from argmap.cli.words import CannotRunError
from argmap.notation.reader import Reading

if TYPE_CHECKING:
    from argmap.diagnostics import Diagnostic
    from argmap.model.map import ArgumentMap

__all__ = [
    "CannotRunError",
    "diagnostics_to",
    "files_of",
    "format_of",
    "maps_of",
    "means_maps",
    "must_hold_a_map",
    "must_not_overwrite",
    "read_bytes",
    "read_map",
    "reading_of",
    "show",
    "show_diff",
    "shown",
    "use_colour",
    "write_result",
]


def use_colour(stream: TextIO) -> bool:
    """Whether to colour: on a terminal, unless ``NO_COLOR`` is set (https://no-color.org) or the terminal is dumb."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def shown(name: str) -> str:
    """What messages call a file."""
    return "<stdin>" if name == "-" else name


def read_bytes(name: str) -> bytes:
    """What a file holds, or standard input for `-`. Raises `CannotRunError`."""
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as problem:
        raise CannotRunError(_why(name, problem)) from None


def reading_of(data: bytes, name: str) -> Reading:
    """Read a map from what a file holds: markup, or JSON that argmap wrote. Raises `CannotRunError`."""
    from argmap.notation.reader import reads

    if name == "-":
        path = Path("stdin.argmap")
        return _from_json(data, shown(name)) if _is_json(data) else reads(data, shown(name), path)
    if name.lower().endswith(".json"):
        return _from_json(data, name)
    return reads(data, name, Path(name))


def maps_of(names: Sequence[str], output: str | None = None) -> list[str]:
    """The files that arguments mean, each once, in their order: a name with `*`, `?` or `[` that is no file stands for
    all that fit it (`**` for folders of any depth), sorted. Raises `CannotRunError` where nothing fits, and
    where one of them is the `output`."""
    out: dict[str, None] = {}
    for name in names:
        if not any(sign in name for sign in "*?[") or Path(name).is_file():
            out[name] = None
            continue
        from glob import glob

        found = sorted(path for path in glob(name, recursive=True) if Path(path).is_file())
        if not found:
            raise CannotRunError(f"no file fits {name}")
        out.update(dict.fromkeys(found))
    must_not_overwrite(output, [Path(name) for name in out if name != "-"])
    return list(out)


def means_maps(argument: str) -> bool:
    """Whether one of several arguments names maps, where what does not is an ID, a voice or the words of a query: a
    file or folder, `-`, a name that ends as maps do (it may be misspelt), or a pattern that something fits."""
    if argument == "-" or argument.lower().endswith((".argmap", ".json")) or _exists(argument):
        return True
    if not any(sign in argument for sign in "*?["):
        return False
    from glob import iglob

    return next(iglob(argument, recursive=True), None) is not None


def _exists(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):  # words that no system takes for a name
        return False


def read_map(name: str) -> Reading:
    """Read a map from a file, `-` for standard input. Raises `CannotRunError`."""
    return reading_of(read_bytes(name), name)


def _is_json(data: bytes) -> bool:
    return data.lstrip()[:1] == b"{"


def _from_json(data: bytes, name: str) -> Reading:
    from pydantic import ValidationError

    from argmap.model.map import ArgumentMap

    try:
        map = ArgumentMap.from_json(data)
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        message = first["msg"].removeprefix("Value error, ")
        raise CannotRunError(f"{name} is not a map in JSON: {where + ': ' if where else ''}{message}") from None
    return Reading(map, ())


def _why(name: str, problem: OSError) -> str:
    path = Path(name)
    if isinstance(problem, FileNotFoundError):
        from argmap.diagnostics import nearest

        try:
            near = nearest(path.name, sorted(p.name for p in path.parent.iterdir()))
        except OSError:
            near = None
        if path.with_name(path.name + ".argmap").is_file():
            near = path.name + ".argmap"
        hint = f" (did you mean {path.parent / near}?)" if near else ""
        return f"there is no file {name}{hint}"
    if isinstance(problem, IsADirectoryError) or path.is_dir():
        return f"{name} is a folder; name the maps in it"
    return f"cannot open {name}: {problem.strerror or problem}"


def files_of(map: ArgumentMap, *names: str | None, sources: Iterable[str] = ()) -> list[Path]:
    """The files that a command reads: those named (`-` and `None` aside), the maps that the map is made of, the
    articles that it names, and `sources`, as `--source` has them (`FILE` or `ID=FILE`)."""
    out = [Path(name) for name in names if name not in (None, "-") and name]
    out += map._paths.values()
    for source in map.sources:
        place = map.place_of(source.id)
        at = map._paths.get(place.file) if place else None
        if at is not None and source.text is not None:
            out.append(at.parent / source.text)
    for given in sources:
        out.append(Path(given))
        if "=" in given:
            out.append(Path(given.partition("=")[2]))
    return out


def must_not_overwrite(out: str | None, read: Iterable[Path]) -> None:
    """Raise `CannotRunError` where what is written would take the place of a file that is read."""
    if out in (None, "-"):
        return
    assert out is not None
    for path in read:
        if _same(Path(out), path):
            raise CannotRunError(f"{out} is read here, and would be overwritten; name another file to write")


def _same(a: Path, b: Path) -> bool:
    try:
        # Hard links, and names that differ in capitals where the system does not mind.
        return a.resolve() == b.resolve() or (a.exists() and b.exists() and a.samefile(b))
    except (OSError, ValueError, RuntimeError):
        return False


def format_of(output: str | None, given: str | None, endings: Mapping[str, str], default: str) -> str:
    """The format to write in: the one that was asked for, else what the name of the file ends in, by `endings` (`.svg`
    to `svg`; letter case does not matter); `default` for standard output and a name without an ending. Raises
    `CannotRunError` for another ending."""
    ending = Path(output).suffix.lower() if output and output != "-" else ""
    if given is not None or not ending:
        return given or default
    if ending not in endings:
        can = list(endings)
        raise CannotRunError(
            f"{output} can end in {', '.join(can[:-1])} or {can[-1]}; for another name say the format with --format"
        )
    return endings[ending]


def must_hold_a_map(reading: Reading, name: str) -> None:
    """Raise `CannotRunError` where nothing of a file could be read, as of an article that was named by mistake."""
    if not reading.ok and (not reading.map.nodes or _is_a_page(reading)):
        says = f"`argmap check {shown(name)}` says why" if name.lower().endswith(".argmap") else "is it the article?"
        raise CannotRunError(f"{shown(name)} holds no map; {says}")


def _is_a_page(reading: Reading) -> bool:
    """Whether a file is a drawing or a web page, of which some lines look as if they were markup."""
    first = next((lines[0] for lines in reading.texts.values() if lines), "")
    return first.lstrip("\ufeff \t").lower().startswith(("<svg", "<?xml", "<!doctype", "<html"))


def show(
    stream: TextIO, diagnostics: Sequence[Diagnostic], texts: Mapping[str, Sequence[str]], style: str = "text"
) -> None:
    """Show diagnostics to a person: `text`, in full, or `concise`, a line for each."""
    if not diagnostics:
        return
    from argmap.diagnostics import render_concise, render_text

    if style == "concise":
        stream.write(render_concise(diagnostics))
    else:
        stream.write(render_text(diagnostics, texts, use_colour(stream)) + "\n")


def diagnostics_to(stream: TextIO, readings: Iterable[Reading], style: str = "text") -> int:
    """Show all diagnostics of what was read; how many there were."""
    total = 0
    for reading in readings:
        total += len(reading.diagnostics)
        show(stream, reading.diagnostics, reading.texts, style)
    return total


def show_diff(name: str, before: str, after: str) -> None:
    """Print how a text would change, as a unified diff."""
    from difflib import unified_diff

    paint = {"+": "32", "-": "31", "@": "36"} if use_colour(sys.stdout) else {}
    for line in unified_diff(before.splitlines(), after.splitlines(), name, name, lineterm=""):
        style = paint.get(line[:1])
        print(f"\x1b[{style}m{line}\x1b[0m" if style else line)


def write_result(out: str | None, text: str | bytes) -> None:
    """Write a result to a file, or to standard output for `-` or nothing. Raises `CannotRunError`."""
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    if out in (None, "-"):
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    from argmap.files import write_whole

    assert out is not None
    try:
        write_whole(Path(out), data)
    except OSError as problem:
        raise CannotRunError(f"cannot write {out}: {problem.strerror or problem}") from None

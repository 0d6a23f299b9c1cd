"""What the commands share: reading maps, showing diagnostics, writing results."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from argmap.cli.words import CannotRunError
from argmap.notation.reader import Reading

__all__ = ["CannotRunError", "diagnostics_to", "read_map", "use_colour", "write_result"]


def use_colour(stream: TextIO) -> bool:
    """Whether to colour: on a terminal, unless ``NO_COLOR`` is set (https://no-color.org) or the terminal is dumb."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def read_map(name: str) -> Reading:
    """Read a map from a file, `-` for standard input: markup, or JSON that argmap wrote. Raises `CannotRunError`."""
    from argmap.notation.reader import read, reads

    try:
        if name == "-":
            data = sys.stdin.buffer.read()
            return _from_json(data, "<stdin>") if _is_json(data) else reads(data, "<stdin>", Path("stdin.argmap"))
        if name.lower().endswith(".json"):
            return _from_json(Path(name).read_bytes(), name)
        return read(name)
    except OSError as problem:
        raise CannotRunError(_why(name, problem)) from None


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


def diagnostics_to(stream: TextIO, readings: Iterable[Reading], style: str = "text") -> int:
    """Show all diagnostics; how many there were."""
    from argmap.diagnostics import render_concise, render_text

    total = 0
    for reading in readings:
        if reading.diagnostics:
            total += len(reading.diagnostics)
            if style == "concise":
                stream.write(render_concise(reading.diagnostics))
            else:
                stream.write(render_text(reading.diagnostics, reading.texts, use_colour(stream)) + "\n")
    return total


def write_result(out: str | None, text: str) -> None:
    """Write a result to a file, or to standard output for `-` or nothing. Raises `CannotRunError`."""
    data = text.encode("utf-8", "replace")
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

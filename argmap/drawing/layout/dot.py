"""The `dot` program of an installed Graphviz."""

from __future__ import annotations

import shutil
import subprocess

from argmap.drawing.layout.base import Graph, LayoutError, Placement
from argmap.drawing.layout.graphviz import EngineMissingError, OutOfTimeError, place_with

__all__ = ["DotEngine"]

_INSTALL = (
    "the program dot was not found: install Graphviz (https://graphviz.org/download/; "
    "`apt install graphviz`, `brew install graphviz` or `winget install graphviz`) "
    "and see that dot is on the PATH"
)


class DotEngine:
    """Lays out with the system's `dot`. Coordinates differ between versions of Graphviz."""

    name = "dot"

    def prepare(self) -> None:
        """Raises `LayoutError` when there is no `dot`."""
        _program()

    def place(self, graph: Graph, budget: float) -> Placement:
        """Lay out one connected graph within `budget` seconds. Raises `LayoutError`."""
        return place_with(_run, graph, budget, self.name)


def _program() -> str:
    program = shutil.which("dot")
    if program is None:
        raise EngineMissingError(_INSTALL)
    return program


def _run(source: str, seconds: float) -> bytes:
    # Not through the package graphviz: its pipe() has no time limit, and a layout can take hours.
    command = [_program(), "-Tjson0"]
    try:
        done = subprocess.run(
            command, input=source.encode("ascii"), capture_output=True, timeout=min(seconds, 1e6), check=False
        )
    except subprocess.TimeoutExpired:
        raise OutOfTimeError(f"dot was not done within {seconds:.3g} s") from None
    except OSError as error:
        raise EngineMissingError(f"dot could not be started ({error.strerror}): install Graphviz again") from error
    if done.returncode or not done.stdout:
        said = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise LayoutError(f"dot failed: {said[0] if said else f'it ended with {done.returncode}'}")
    return done.stdout

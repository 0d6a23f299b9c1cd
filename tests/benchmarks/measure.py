"""Run whole processes and say what they took: CPU time and memory, as the operating system counted them."""

from __future__ import annotations

import os
import shlex
import shutil
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

__all__ = ["ROOT", "Cost", "argdowns", "argmap", "run", "show", "table"]

ROOT = Path(__file__).resolve().parents[2]
"""The checkout."""


class Cost(NamedTuple):
    """What one process took."""

    cpu: float
    """Seconds of CPU, user and system together, on all cores."""
    memory: float
    """The most memory that it held at a time, in MB (10**6 bytes)."""


def run(command: Sequence[str], env: Mapping[str, str] | None = None, allowed: Sequence[int] = (0,)) -> Cost:
    """Run a command to its end. Raises `RuntimeError` when its exit status is not one of `allowed`."""
    process = subprocess.Popen(
        list(command),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **(env or {})},
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in allowed:
        raise RuntimeError(f"exit status {process.returncode}: {shlex.join(command)}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6)


def argmap() -> list[str]:
    """The command that runs argmap: what `ARGMAP` says, else this Python on this checkout."""
    named = os.environ.get("ARGMAP")
    if named:
        return shlex.split(named)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    return [sys.executable, "-m", "argmap"]


def argdowns(named: Sequence[str]) -> dict[str, list[str]]:
    """Argdown's command line by label, from ``LABEL=COMMAND`` words; else from `ARGDOWN` or the search path.

    Empty where there is none. Raises `ValueError` for a word without ``=``.
    """
    found: dict[str, list[str]] = {}
    for word in named:
        label, equals, command = word.partition("=")
        if not equals:
            raise ValueError(f"write LABEL=COMMAND, not {word}")
        found[label] = shlex.split(command)
    if not found:
        command = os.environ.get("ARGDOWN") or shutil.which("argdown") or ""
        if command:
            found["Argdown"] = shlex.split(command)
    return found


def show(costs: Sequence[Cost]) -> str:
    """`0.31 (0.34)`: the least and the median CPU time of some runs."""
    times = [cost.cpu for cost in costs]
    return f"{min(times):.2f} ({statistics.median(times):.2f})"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)

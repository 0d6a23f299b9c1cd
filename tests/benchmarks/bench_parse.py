"""How long a line takes: by the shapes made from the grammar, by Lark, and from the cache of rows.

    python tests/benchmarks/bench_parse.py

Runs in this process, without Argdown. For each kind of line: whether a shape knows it, the microseconds that the
shape took (where there is none, to find that out) and that Lark took, each the least of several rounds.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from measure import ROOT, table

LINES = (
    ("top", "claim close: The bridge should be closed until the cables are replaced."),
    ("top", "# The case for closing"),
    ("top", "voice mayor: Ana Ruiz"),
    ("node_line", "supports close"),
    ("node_line", "because rust and danger"),
    ("node_line", "because rust: The main cables are rusted."),
    ("node_line", '"close it, and close it now"'),
    ("node_line", "mayor repeats"),
    ("node_line", 'mayor promises: "not one resident"'),
    ("node_line", "mayor promises, on 2026-03"),
    ("node_line", 'mayor promises, to the council, on 2026-03: "not one resident"'),
    ("node_line", "mayor does not accept"),
    ("node_line", "courier says that mayor promises"),
    ("source_line", "by author"),
    ("voice_line", "person, unnamed"),
)
"""Lines of every kind, each with the start rule of its place."""


def _least(work: Callable[[], object], times: int, rounds: int) -> float:
    """Microseconds of CPU for one call."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        for _ in range(times):
            work()
        best = min(best, time.process_time() - start)
    return 1e6 * best / times


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure the parsing of single lines.")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--times", type=int, default=500, help="calls in a round")
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    start = time.process_time()
    from argmap.notation.cache import RowCache
    from argmap.notation.grammar import lark_parser, lark_row, row_by_shape

    shapes = time.process_time()
    row_by_shape("top", "claim a: b")
    ready = time.process_time()
    lark_parser()
    built = time.process_time()
    rows = []
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        os.environ.update({"ARGMAP_CACHE": "", "ARGMAP_CACHE_DIR": name})
        kept = RowCache(Path(name) / "map")
        for context, line in LINES:
            kept.put(context, line, lark_row(context, line))
        kept.save()
        cache = RowCache(Path(name) / "map")
        if cache.get(*LINES[0]) is None:
            raise RuntimeError("the cache of rows keeps nothing")

        def shape(context: str, line: str) -> float:
            return _least(lambda: row_by_shape(context, line), options.times, options.rounds)

        def lark(context: str, line: str) -> float:
            return _least(lambda: lark_row(context, line), max(options.times // 10, 1), options.rounds)

        def look_up(context: str, line: str) -> float:
            return _least(lambda: cache.get(context, line), options.times, options.rounds)

        for context, line in LINES:
            times = shape(context, line), lark(context, line), look_up(context, line)
            known = "yes" if row_by_shape(context, line) is not None else "no"
            rows.append([f"`{line}`", known, *(f"{t:.1f}" for t in times)])
    print(table(["line", "has a shape", "shape µs", "Lark µs", "cache µs"], rows))
    print(f"importing the tables' module {1e3 * (shapes - start):.0f} ms, first shape {1e3 * (ready - shapes):.0f} ms,")
    print(f"importing Lark and building its tables {1e3 * (built - ready):.0f} ms")


if __name__ == "__main__":
    main()

"""Read, build and check maps of growing size in processes of their own, beside Argdown where it is installed.

    python tests/benchmarks/bench_read.py
    python tests/benchmarks/bench_read.py --argdown "1.7.5=/opt/argdown1/node_modules/.bin/argdown"

Each round runs every contestant once, in turn, so that whatever else the machine does meets all of them. Prints
Markdown tables: the least CPU time of the rounds, with the median in brackets, and memory.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import get_args

from generate import Variant, changed
from measure import Cost, argdowns, argmap, run, show, table

SIZES = (30, 1_000, 10_000, 50_000, 100_000)
STATES = ("first read", "unchanged", "one line edited", "cache off")
BUILD = '{"process": ["load-file", "parse-input", "build-model"], "logParserErrors": true}\n'
"""Argdown's configuration for the work that comes nearest: read, parse, build the model, report errors."""


class Bench:
    """The maps of one variant and size, and what reading them took."""

    def __init__(self, folder: Path, size: int, variant: Variant, rivals: dict[str, list[str]]) -> None:
        self.folder = folder
        self.ours = argmap()
        self.rivals = rivals
        self.map = folder / f"{variant}-{size}.argmap"
        self.rival_map = folder / f"{variant}-{size}.argdown"
        self.costs: dict[str, list[Cost]] = {}
        self.turn = 0
        # In a process of its own: what this one holds would count as theirs (a process starts as a copy of it).
        maker = Path(__file__).with_name("generate.py")
        run([sys.executable, str(maker), str(size), "--variant", variant, "--folder", str(folder)])
        (folder / "build.json").write_text(BUILD, encoding="utf-8")

    def note(self, label: str, command: Sequence[str], cache: str = "off") -> None:
        """Run once, and keep what it took."""
        env = {"ARGMAP_CACHE": "off"} if cache == "off" else {"ARGMAP_CACHE": "", "ARGMAP_CACHE_DIR": cache}
        self.costs.setdefault(label, []).append(run(command, env))

    def round(self) -> None:
        """Everyone once."""
        self.turn += 1
        cache = self.folder / "cache"
        shutil.rmtree(cache, ignore_errors=True)
        check = [*self.ours, "check", "--select", "W302", str(self.map)]
        self.note("cache off", check)
        self.note("first read", check, str(cache))
        self.note("unchanged", check, str(cache))
        edit = [sys.executable, __file__, "--edit", str(self.map), str(self.turn)]
        run(edit)
        self.note("one line edited", check, str(cache))
        for label, command in self.rivals.items():
            self.note(f"{label} build", [*command, "--config", str(self.folder / "build.json"), str(self.rival_map)])
            self.note(f"{label} parse", [*command, str(self.rival_map)])


def _best(costs: Sequence[Cost]) -> float:
    return min(cost.cpu for cost in costs)


def _report(variant: str, benches: dict[int, Bench], rivals: Sequence[str]) -> None:
    print(f"\n## {variant}\n\nCPU seconds, least (median)\n")
    head = ["statements", *(f"argmap, {s}" for s in STATES), *(f"{r}, {w}" for r in rivals for w in ("build", "parse"))]
    names = [*STATES, *(f"{r} {w}" for r in rivals for w in ("build", "parse"))]
    print(table(head, [[f"{size:,}", *(show(b.costs[n]) if n in b.costs else "" for n in names)]
                       for size, b in benches.items()]))  # fmt: skip
    for rival in rivals:
        for work in ("build", "parse"):
            print(f"How many times as long as argmap {rival} takes to {work}\n")
            rows = [
                [f"{size:,}", *(f"{_best(b.costs[f'{rival} {work}']) / _best(b.costs[s]):.2f}" for s in STATES)]
                for size, b in benches.items()
                if f"{rival} {work}" in b.costs
            ]
            print(table(["statements", *STATES], rows))
    print("Peak memory in MB\n")
    print(table(head, [[f"{size:,}", *(f"{max(c.memory for c in b.costs[n]):.0f}" if n in b.costs else ""
                                       for n in names)] for size, b in benches.items()]))  # fmt: skip
    sizes = list(benches)
    for small, large in pairwise(sizes):
        low, high = (_best(benches[n].costs["cache off"]) for n in (small, large))
        print(f"From {small:,} to {large:,}: {1e6 * (high - low) / (large - small):.0f} µs for each statement more")


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure reading, building and checking maps.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--variants", nargs="+", choices=get_args(Variant), default=get_args(Variant))
    parser.add_argument("--rounds", type=int, default=0, help="of each size; 0: 15 of small ones, 5 of large ones")
    parser.add_argument("--argdown", action="append", default=[], metavar="LABEL=COMMAND", help="may be repeated")
    parser.add_argument("--rivals-up-to", type=int, default=50_000, metavar="SIZE", help="leave them out above it")
    parser.add_argument("--edit", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.edit:
        path = Path(options.edit[0])
        path.write_text(changed(path.read_text(encoding="utf-8"), int(options.edit[1])), encoding="utf-8")
        return
    rivals = argdowns(options.argdown)
    if not rivals:
        print("Argdown is not installed (see README.md): only argmap is measured", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        for variant in options.variants:
            benches: dict[int, Bench] = {}
            for size in options.sizes:
                bench = benches[size] = Bench(Path(name), size, variant, rivals if size <= options.rivals_up_to else {})
                for turn in range(options.rounds or (15 if size <= 1_000 else 5)):
                    bench.round()
                    print(f"{variant} {size}: round {turn + 1}", file=sys.stderr)
            _report(variant, benches, list(rivals))


if __name__ == "__main__":
    main()

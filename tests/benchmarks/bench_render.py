"""Draw a map of 60 statements in processes of their own, with an empty cache and a filled one.

    python tests/benchmarks/bench_render.py --argdown "1.7.5=/opt/argdown1/node_modules/.bin/argdown"

The first drawing on a machine compiles the layout engine and keeps its machine code; later ones load it. Argdown
draws the same content for comparison (`argdown map -f svg`); it writes a map of its own kind and look.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from generate import write
from measure import Cost, argdowns, argmap, run, show, table


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure drawing a map.")
    parser.add_argument("--size", type=int, default=60, help="statements")
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--argdown", action="append", default=[], metavar="LABEL=COMMAND", help="may be repeated")
    options = parser.parse_args()
    rivals = argdowns(options.argdown)
    ours = argmap()
    costs: dict[str, list[Cost]] = {}
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        cache = folder / "cache"
        os.environ.update({"ARGMAP_CACHE": "", "ARGMAP_CACHE_DIR": str(cache)})
        map, rival_map = write(folder, options.size, "plain")
        rich, _ = write(folder, options.size, "rich")
        for turn in range(options.rounds):
            if turn < 3:  # compiling takes long
                shutil.rmtree(cache, ignore_errors=True)
                draw = [*ours, "render", str(map), "-o", str(folder / "out.svg")]
                costs.setdefault("argmap, plain, empty cache", []).append(run(draw))
            for label, file, more in (
                ("plain", map, []),
                ("rich", rich, []),
                ("plain, engine tidy", map, ["--engine", "tidy"]),
            ):
                command = [*ours, "render", str(file), "-o", str(folder / "out.svg"), *more]
                if not turn:
                    run(command)  # fills the cache of rows
                costs.setdefault(f"argmap, {label}", []).append(run(command))
            for rival, start in rivals.items():
                command = [*start, "map", str(rival_map), "-f", "svg", str(folder / rival)]
                costs.setdefault(f"Argdown {rival}, plain", []).append(run(command))
            print(f"round {turn + 1}", file=sys.stderr)
        rows = [[label, show(c), f"{max(x.memory for x in c):.0f}", str(len(c))] for label, c in sorted(costs.items())]
        print(table([f"{options.size} statements", "CPU seconds, least (median)", "peak MB", "runs"], rows))
        for rival in rivals:
            made = list((folder / rival).glob("*.svg"))
            print(f"Argdown {rival} wrote {made[0].stat().st_size if made else 0} bytes")


if __name__ == "__main__":
    main()

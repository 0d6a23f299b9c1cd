"""Check, format and edit large maps, and find the name that somebody may have meant.

    python tests/benchmarks/bench_edit.py

Prints a Markdown table: the least CPU time of the rounds, with the median in brackets. `check` and `fmt` are whole
processes; edits and names are timed inside one, the edits after the document has been opened.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import get_args

from generate import Variant
from measure import ROOT, argmap, run, show, table

sys.path.insert(0, str(ROOT))

from argmap import Document
from argmap.diagnostics import nearest

SIZE = 10_000


def commands(folder: Path, variant: str, rounds: int) -> list[list[str]]:
    """Whole processes."""
    file = folder / f"{variant}-{SIZE}.argmap"
    cache = folder / "cache"
    rows = []
    jobs: list[tuple[str, list[str], bool]] = [
        ("check, errors only", ["check", "--select", "W309", str(file)], True),
        ("check, all rules", ["check", str(file)], True),
        ("check again", ["check", str(file)], False),
        ("fmt --check", ["fmt", "--check", str(file)], True),
        ("fmt --check again", ["fmt", "--check", str(file)], False),
    ]
    for label, words, cold in jobs:
        costs = []
        for _ in range(rounds):
            if cold:
                shutil.rmtree(cache, ignore_errors=True)
            env = {"ARGMAP_CACHE": "", "ARGMAP_CACHE_DIR": str(cache)}
            costs.append(run([*argmap(), *words], env, allowed=(0, 1)))
        rows.append([f"{label}, {variant}", show(costs), f"{max(c.memory for c in costs):.0f} MB"])
    return rows


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of CPU."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def row(label: str, times: Sequence[float]) -> list[str]:
    """A line of the table."""
    return [label, f"{min(times):.1f} ({statistics.median(times):.1f}, at most {max(times):.0f}) ms", ""]


def edits(folder: Path, variant: str, count: int) -> list[list[str]]:
    """Edits in a document that has been opened and asked for its index once."""
    file = folder / f"{variant}-{SIZE}.argmap"
    doc = Document.open(file)
    chance = random.Random(1)
    m = doc.map
    ids = [s.id for s in m.statements]
    opened = timed(lambda: Document.open(file).add("claim fresh: Something new."))
    doc.add("claim warm: This makes the index.")
    made: dict[str, list[float]] = {
        "set": [],
        "add an entry": [],
        "add a line": [],
        "move": [],
        "remove": [],
        "rename": [],
    }
    for n in range(count):
        one, other = chance.sample(ids, 2)
        made["set"].append(timed(lambda one=one, n=n: doc.set(one, text=f"Another text number {n}.")))
        made["add an entry"].append(timed(lambda n=n, other=other: doc.add(f"claim new{n}: A new claim.", after=other)))
        made["add a line"].append(timed(lambda one=one, n=n: doc.add(f"note A remark {n}.", under=one)))
        made["move"].append(timed(lambda n=n, one=one: doc.move(f"new{n}", before=one)))
        made["rename"].append(timed(lambda one=one, n=n: doc.rename(one, f"renamed-{n}")))
        made["remove"].append(timed(lambda n=n: doc.remove(f"new{n}")))
        ids[ids.index(one)] = f"renamed-{n}"
    assert doc.reading.ok
    return [
        [f"open and first edit, {variant}", f"{opened:.0f} ms", ""],
        *(row(f"{name}, {variant}", times) for name, times in made.items()),
    ]


def names(count: int) -> list[list[str]]:
    """Did-you-mean over many IDs."""
    chance = random.Random(2)
    words = "bridge harbour council tram night school budget river market winter rent library engine street".split()
    known = list(
        dict.fromkeys("-".join(chance.sample(words, 2)) + f"-{chance.randrange(9999)}" for _ in range(SIZE + 500))
    )
    known = known[:SIZE]
    times = []
    for _ in range(count):
        word = chance.choice(known)
        at = chance.randrange(len(word) - 1)
        wrong = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        times.append(timed(lambda wrong=wrong: nearest(wrong, known)))
    return [row(f"did you mean, {len(known)} IDs", times)]


def main() -> None:
    """Run all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--edits", type=int, default=200)
    options = parser.parse_args()
    os.environ["ARGMAP_CACHE"] = "off"
    rows: list[list[str]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for variant in get_args(Variant):
            maker = Path(__file__).with_name("generate.py")
            run([sys.executable, str(maker), str(SIZE), "--variant", variant, "--folder", str(folder)])
            rows += commands(folder, variant, options.rounds)
            rows += edits(folder, variant, options.edits)
    rows += names(options.edits)
    print(table([f"{SIZE} statements", "CPU", "memory"], rows))


if __name__ == "__main__":
    main()

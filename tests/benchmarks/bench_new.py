"""How many quotations of an article get the right voice and the right verb from `argmap new`.

    python tests/benchmarks/bench_new.py

Prints a Markdown table, and below it the quotations whose voice is wrong. The gold of `night-trains` and of the alliance
article are the maps of `examples/`, made by hand; the text of the latter is not part of the project, and its row is left
out where there is no copy at `../shared/data`. The others' stand in `tests/starting/gold.py`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from measure import ROOT, table

sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests"))

from sources.makers import ARTICLE
from starting.gold import FERRY, LAMP
from starting.scoring import Figures, figures, from_map, from_words, guessed

import argmap
from argmap.sources.reading import read_source, source_from


def night_trains() -> Figures:
    """The article of the examples."""
    source = read_source(ROOT / "examples" / "night-trains.txt")
    gold = from_map(argmap.load(ROOT / "examples" / "night-trains.argmap"), source)
    return figures(source, gold, guessed(source))


def alliance() -> Figures | None:
    """The article that `examples/alliance.argmap` maps, if there is a copy."""
    given = os.environ.get("ARGMAP_SHARED_DATA")
    folder = Path(given) if given else ROOT.parent / "shared" / "data" / "alliance"
    path = next((p for p in (folder / "article.txt", folder / "alliance" / "article.txt") if p.is_file()), None)
    if path is None:
        return None
    source = read_source(path)
    return figures(source, from_map(argmap.load(ROOT / "examples" / "alliance.argmap"), source), guessed(source))


def lamp() -> Figures:
    """The article with hard cases."""
    source = read_source(ROOT / "tests" / "starting" / "lamp.txt")
    return figures(source, from_words(LAMP, source), guessed(source))


def ferry() -> Figures:
    """The article of the tests of readers."""
    source = source_from("\n\n".join(ARTICLE).encode(), "ferry.txt")
    return figures(source, from_words(FERRY, source), guessed(source))


def main() -> None:
    """Print the figures."""
    rows, wrong = [], []
    for name, measured in (("night-trains", night_trains), ("alliance", alliance), ("lamp", lamp), ("ferry", ferry)):
        found = measured()
        if found is None:
            print(f"{name}: no copy of the article")
            continue
        rows.append([name, *map(str, found[:4])])
        wrong += [f"{name}: “{words} …”" for words in found.wrong]
    print(table(["article", "quotations", "right voice", "right verb", "verb of the right force"], rows))
    print("\nVoice wrong:\n" + "\n".join(wrong))


if __name__ == "__main__":
    main()

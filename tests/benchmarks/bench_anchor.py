"""Find 200 quotes in articles, beside `str.find`, rapidfuzz and difflib; read articles of each kind.

    python tests/benchmarks/bench_anchor.py [--rounds 3]

Prints Markdown tables. Quotes are stretches of a text made by chance from the words of examples/night-trains.txt, so that
it reads like news and repeats itself as little. *Clean*: the text as it is; *wrapped*: lines, hyphens, ligatures and
curly quotes as in print; *noise*: so many of the quotes' letters changed, lost or put in; *absent*: 50 quotes that
do not stand there. Times are CPU of one process, the least of the rounds. rapidfuzz is left out where it is not installed.
"""

from __future__ import annotations

import argparse
import difflib
import random
import re
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence
from typing import NamedTuple

from measure import ROOT, table

sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests"))

from argmap.sources.finding import Finder
from argmap.sources.plain import read_plain
from argmap.sources.reading import source_from
from argmap.sources.skeleton import folded
from argmap.sources.text import SourceText

QUOTES = 200
ABSENT = 50


def article(size: int) -> str:
    """News of so many characters: a walk through the pairs of words of the example."""
    words = (ROOT / "examples" / "night-trains.txt").read_text(encoding="utf-8").split()
    follow: dict[str, list[str]] = {}
    for a, b in zip(words, words[1:] + words[:1], strict=True):
        follow.setdefault(a, []).append(b)
    rng = random.Random(size)
    out, word, length = [], words[0], 0
    while length < size:
        out.append(word)
        length += len(word) + 1
        word = rng.choice(follow[word]) if rng.random() < 0.75 else rng.choice(words)
        if word.endswith(".") and rng.random() < 0.2:
            out.append(word + "\n\n")
            word = rng.choice(words)
    return " ".join(out).replace("\n\n ", "\n\n")


def printed(text: str) -> str:
    """The same as a page of print has it."""
    rng = random.Random(7)
    out = []
    for word in re.findall(r"\S+|\n\n", text):
        if len(word) > 7 and word.isalpha() and rng.random() < 0.3:
            word = f"{word[:4]}-\n{word[4:]}"
        out.append(word.replace("fi", "ﬁ").replace("fl", "ﬂ").replace("'", "’") + rng.choice("\n     "))
    return "".join(out)


def noisy(quote: str, share: float, rng: random.Random) -> str:
    """A quote with some of its characters changed, lost or doubled."""
    out = []
    for char in quote:
        if rng.random() >= share:
            out.append(char)
        elif rng.random() < 2 / 3:
            out.append(rng.choice("etaoinshr") * rng.choice((1, 2)))
    return "".join(out)


class Case(NamedTuple):
    """Quotes, and the text in which they are looked for."""

    name: str
    text: str
    quotes: list[str]
    truth: list[str]


def cases(size: int) -> list[Case]:
    """The same quotes in four forms."""
    text = article(size)
    rng = random.Random(3)
    words = text.split()
    truth = []
    while len(truth) < QUOTES:
        at = rng.randrange(len(words) - 40)
        quote = " ".join(words[at : at + max(4, min(36, int(rng.lognormvariate(2.6, 0.6))))])
        truth.append(quote)
    absent = []
    while len(absent) < ABSENT:
        quote = " ".join(rng.choice(words) for _ in range(rng.randint(4, 20)))
        if folded(quote) not in folded(text):
            absent.append(quote)
    plain = " ".join(text.split())
    return [
        Case("clean", plain, truth, truth),
        Case("wrapped", printed(text), truth, truth),
        Case("noise 3 %", plain, [noisy(q, 0.03, rng) for q in truth], truth),
        Case("noise 10 %", plain, [noisy(q, 0.10, rng) for q in truth], truth),
        Case("absent", plain, absent, []),
    ]


Located = tuple[int, int] | None
Search = Callable[[Sequence[str]], list[tuple[bool, Located]]]


def with_argmap(text: str) -> Search:
    """Whether each quote is verified, and where it or something like it stands."""

    def search(quotes: Sequence[str]) -> list[tuple[bool, Located]]:
        finder = Finder(read_plain(text.encode(), "a.txt"))
        out: list[tuple[bool, Located]] = []
        for quote in quotes:
            found = finder.find(quote)
            matches = found.matches
            if matches:
                out.append((True, (matches[0].start, matches[0].end)))
            else:
                out.append((False, tuple(found.stretch) if found.stretch else None))  # type: ignore[arg-type]
        return out

    return search


def with_find(text: str) -> Search:
    """`str.find`."""
    return lambda quotes: [(at >= 0, (at, at + len(q)) if at >= 0 else None) for q in quotes for at in [text.find(q)]]


def with_rapidfuzz(text: str) -> Search | None:
    """`partial_ratio_alignment` on the text as it is: what reaches 85 counts as found."""
    try:
        from rapidfuzz.fuzz import partial_ratio_alignment
    except ImportError:
        return None

    def search(quotes: Sequence[str]) -> list[tuple[bool, Located]]:
        out: list[tuple[bool, Located]] = []
        for quote in quotes:
            found = partial_ratio_alignment(quote, text, score_cutoff=85)
            out.append((found is not None, (found.dest_start, found.dest_end) if found else None))
        return out

    return search


def with_difflib(text: str) -> Search:
    """The longest stretch in common, which counts as found from three quarters of the quote on."""

    def search(quotes: Sequence[str]) -> list[tuple[bool, Located]]:
        matcher = difflib.SequenceMatcher(None, autojunk=False)
        matcher.set_seq2(text)
        out: list[tuple[bool, Located]] = []
        for quote in quotes:
            matcher.set_seq1(quote)
            found = matcher.find_longest_match()
            right = found.size >= 0.75 * len(quote)
            start = found.b - found.a
            out.append((right, (start, start + len(quote)) if found.size > 10 else None))
        return out

    return search


def counted(case: Case, found: list[tuple[bool, Located]]) -> list[str]:
    """How many were verified (or taken for found), located, and located with both ends right."""
    verified = sum(ok for ok, _ in found)
    if not case.truth:
        return [f"{verified} of {len(found)}", "", ""]
    located = tight = 0
    for (_, place), truth in zip(found, case.truth, strict=True):
        if place is None:
            continue
        there, wanted = folded(case.text[place[0] : place[1]]), folded(truth)
        located += difflib.SequenceMatcher(None, there, wanted, autojunk=False).ratio() > 0.8
        tight += there == wanted
    return [str(verified), str(located), str(tight)]


def searches(size: int, rounds: int) -> list[list[str]]:
    """A row for each case and each way."""
    rows = []
    for case in cases(size):
        ways: list[tuple[str, Search | None, int]] = [
            ("argmap", with_argmap(case.text), rounds),
            ("str.find", with_find(case.text), rounds),
            ("rapidfuzz", with_rapidfuzz(case.text), rounds if size < 100_000 else 1),
        ]
        if size < 100_000:
            ways.append(("difflib", with_difflib(case.text), 1))
        for name, search, times in ways:
            if search is None:
                continue
            best = float("inf")
            for _ in range(times):
                start = time.process_time()
                found = search(case.quotes)
                best = min(best, time.process_time() - start)
            rows.append([f"{size // 1000} KB", case.name, name, f"{1000 * best:.0f}", *counted(case, found)])
    return rows


def readers(rounds: int) -> list[list[str]]:
    """Reading an article of each kind, as far as its reader is installed."""
    from sources import makers

    paragraphs = article(300_000).split("\n\n")
    kinds: list[tuple[str, Callable[[], bytes]]] = [
        ("text", lambda: "\n\n".join(paragraphs).encode()),
        ("markdown", lambda: "\n\n".join(paragraphs).encode()),
        ("html", lambda: makers.html(paragraphs)),
        ("docx", lambda: makers.docx(paragraphs)),
        ("epub", lambda: makers.epub(paragraphs)),
    ]
    try:
        from sources.pdf_maker import Sheet, Style, columns

        def pdf() -> bytes:
            sheet = Sheet()
            sheet.flow(paragraphs, columns(160), Style())
            return sheet.pdf()

        kinds.append(("pdf, two columns", pdf))
    except ImportError:
        print("PDF is left out: pypdfium2 and reportlab are not installed", file=sys.stderr)
    rows = []
    ends = {"text": "txt", "markdown": "md", "pdf, two columns": "pdf"}
    for kind, make in kinds:
        data = make()
        best = float("inf")
        source: SourceText | None = None
        for _ in range(rounds):
            start = time.process_time()
            source = source_from(data, f"a.{ends.get(kind, kind)}")
            best = min(best, time.process_time() - start)
        tracemalloc.start()
        source = source_from(data, f"a.{ends.get(kind, kind)}")
        _ = source.skeleton.letters
        peak = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        rows.append(
            [kind, f"{len(data) / 1e6:.2f} MB", f"{1000 * best:.0f}", f"{peak:.0f} MB", str(len(source.paragraphs))]
        )
    return rows


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=3)
    rounds = options.parse_args().rounds
    rows = [*searches(20_000, rounds), *searches(1_000_000, rounds)]
    print(table(["text", "quotes", "by", "ms for all", "found", "located", "both ends"], rows))
    print()
    print(table(["kind", "file", "ms to read", "peak of Python's memory", "paragraphs"], readers(rounds)))


if __name__ == "__main__":
    main()

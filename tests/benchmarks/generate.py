"""Make maps of any size for the benchmarks, the same content once as argmap and once as Argdown.

    python tests/benchmarks/generate.py 1000 --variant rich --folder out

writes ``out/rich-1000.argmap`` and ``out/rich-1000.argdown``. The same arguments give the same bytes.

``plain`` holds what both languages have: headings, statements of 8 to 12 words, supports and attacks by reference,
and some grounds declared in place. ``rich`` adds voices, and to two statements of five a report of who says, warns,
denies or promises it, a part of them with circumstances and words of the source. Argdown has no attributions; there
the same words stand as one more statement that supports the first.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple, get_args

__all__ = ["SUFFIXES", "Item", "Said", "Variant", "changed", "items", "lines_argdown", "lines_argmap", "write"]

Variant = Literal["plain", "rich"]
"""What is written: statements and reasons only, or attributions too."""

SUFFIXES = ("argmap", "argdown")
"""The endings of the two files that `write` makes."""

_WORDS = (
    "bridge harbour council tram night school budget river market station winter rent library nurse garden engine "
    "street parcel ferry orchard signal window timber copper valley festival kitchen teacher driver report ticket "
    "closes opens costs saves lowers raises delays repairs carries leaves reaches needs keeps loses helps moves "
    "old new late early safe narrow public empty heavy cheap local shared longer quiet certain broken steady wet "
    "after before during beside beyond without within across for with from under around despite against near"
).split()
_VERBS = ("says", "warns", "denies", "promises", "demands")
_VENUES = ("an interview", "its annual report", "a speech", "the town hall")

SECTION = 50
"""Statements under one heading."""


class Said(NamedTuple):
    """A report of somebody's words about a statement."""

    voice: int
    verb: str
    form: int
    """Which of five ways to put it: bare, quoted, dated, with venue, date and quote, or nested."""
    other: int
    """The inner voice of the nested form."""
    venue: str
    date: str
    quote: str


class Item(NamedTuple):
    """A statement."""

    number: int
    text: str
    step: str
    """``supports``, ``rebuts``, or nothing."""
    target: int
    """The number of the statement that it bears on."""
    inside: bool
    """Whether it is declared in place, under its target, which then stands just before it."""
    said: Said | None


def _sentence(chance: random.Random, least: int, most: int) -> str:
    return " ".join(chance.choices(_WORDS, k=chance.randint(least, most)))


def _voices(count: int) -> int:
    return max(3, count // 50)


def items(count: int, variant: Variant, seed: int = 1) -> Iterator[Item]:
    """`count` statements, in the order in which they are written."""
    chance = random.Random(f"{seed} {count} {variant}")
    above = 0
    for number in range(count):
        text = _sentence(chance, 8, 12).capitalize() + "."
        inside = number > above and number % SECTION != 0 and number - above == 1 and chance.random() < 0.3
        if not number % SECTION:
            step, target = "", number
        elif inside:
            step, target = "supports" if chance.random() < 0.75 else "rebuts", above
        else:
            # A statement near by, as in a text; now and then an attack on one that comes later. Supports lead back
            # only, so that nothing supports itself.
            later = chance.random() < 0.05 and number + 2 < count
            near = max(number - number % SECTION, number - 12)
            target = number + 2 if later else chance.randrange(near, number)
            step = "supports" if not later and chance.random() < 0.8 else "rebuts"
        if not inside:
            above = number
        said = _said(chance, _voices(count)) if variant == "rich" and chance.random() < 0.4 else None
        yield Item(number, text, step, target, inside, said)


def _said(chance: random.Random, voices: int) -> Said:
    first, second = chance.sample(range(voices), 2)
    date = f"2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return Said(
        first,
        chance.choice(_VERBS),
        chance.randrange(5),
        second,
        chance.choice(_VENUES),
        date,
        _sentence(chance, 5, 9),
    )


def _reported(said: Said) -> str:
    head = f"v{said.voice} {said.verb}"
    match said.form:
        case 0:
            return head
        case 1:
            return f'{head}: "{said.quote}"'
        case 2:
            return f"{head}, on {said.date}"
        case 3:
            return f'{head}, in {said.venue}, on {said.date}: "{said.quote}"'
        case _:
            return f"v{said.other} says that {head}"


def lines_argmap(count: int, variant: Variant, seed: int = 1) -> Iterator[str]:
    """The lines of the map as argmap."""
    yield "map generated: A generated map"
    if variant == "rich":
        yield ""
        for voice in range(_voices(count)):
            yield f"voice v{voice}: Voice number {voice}"
    for item in items(count, variant, seed):
        pad = ""
        if item.inside:
            pad = "  "
            yield f"  {'because' if item.step == 'supports' else 'but'} s{item.number}: {item.text}"
        else:
            yield ""
            if not item.number % SECTION:
                yield f"# Part {item.number // SECTION + 1}"
                yield ""
            # A claim is the author's own; what is reported of others is a position.
            yield f"{'position' if item.said else 'claim'} s{item.number}: {item.text}"
            if item.step:
                yield f"  {item.step} s{item.target}"
        if item.said:
            yield f"{pad}  {_reported(item.said)}"


def lines_argdown(count: int, variant: Variant, seed: int = 1) -> Iterator[str]:
    """The lines of the same map as Argdown."""
    yield "==="
    yield "title: A generated map"
    yield "==="
    if variant == "rich":
        for voice in range(_voices(count)):
            yield ""
            yield f"[v{voice}]: Voice number {voice}"
    for item in items(count, variant, seed):
        sign = "+" if item.step == "supports" else "-"
        pad = ""
        if item.inside:
            pad = "  "
            yield f"  <{sign} [s{item.number}]: {item.text}"
        else:
            yield ""
            if not item.number % SECTION:
                yield f"# Part {item.number // SECTION + 1}"
                yield ""
            yield f"[s{item.number}]: {item.text}"
            if item.step:
                yield f"  {sign}> [s{item.target}]"
        if item.said:
            yield f"{pad}  <+ [s{item.number}-said]: {_reported(item.said)}"


def write(folder: Path, count: int, variant: Variant, seed: int = 1) -> tuple[Path, Path]:
    """Write both files into `folder`; their paths."""
    paths = folder / f"{variant}-{count}.argmap", folder / f"{variant}-{count}.argdown"
    for path, lines in zip(paths, (lines_argmap, lines_argdown), strict=True):
        with path.open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(f"{line}\n" for line in lines(count, variant, seed))
    return paths


def changed(text: str, turn: int) -> str:
    """The map with one line in its middle edited; each `turn` edits it differently.

    In a rich map it is the date of an attribution, the kind of line that takes longest to read; in a plain one a
    word of a claim.
    """
    lines = text.split("\n")
    middle = len(lines) // 2
    order = [*range(middle, len(lines)), *range(middle)]
    for at in order:
        if ", on 2026-" in lines[at]:
            lines[at] = lines[at].replace(", on 2026-", f", on {1900 + turn}-")
            return "\n".join(lines)
    at = next(at for at in order if lines[at].startswith("claim "))
    lines[at] = f"{lines[at][:-1]} in the year {1900 + turn}."
    return "\n".join(lines)


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(description="Make the same map as argmap and as Argdown.")
    parser.add_argument("count", type=int, help="how many statements")
    parser.add_argument("--variant", choices=get_args(Variant), default="plain")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=Path())
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for path in write(options.folder, options.count, options.variant, options.seed):
        print(f"{path}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()

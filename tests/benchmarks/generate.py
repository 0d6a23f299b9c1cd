"""Make maps of any size for the benchmarks, the same content once as argmap and once as Argdown.

    python tests/benchmarks/generate.py 1000 --variant rich --folder out

writes ``out/rich-1000.argmap`` and ``out/rich-1000.argdown``. The same arguments give the same bytes.

``plain`` holds what both languages have: headings, statements of 8 to 12 words, supports and attacks by reference,
and some grounds declared in place. ``rich`` adds voices, and to two statements of five a report of who says, warns,
denies or promises it, a part of them with circumstances and words of the source. Argdown has no attributions; there
the same words stand as one more statement that supports the first.

``lines_debate`` makes maps of so many nodes that hold all that queries ask for, and ``lines_acts`` maps of so many acts
of so many voices; these exist as argmap only.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple, get_args

__all__ = [
    "SUFFIXES",
    "Item",
    "Said",
    "Variant",
    "changed",
    "items",
    "lines_acts",
    "lines_argdown",
    "lines_argmap",
    "lines_debate",
    "write",
]

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


# -- maps to be asked --------------------------------------------------------------------------------------------------

_SAYS = ("says", "says", "argues", "claims", "warns", "believes", "reveals", "denies", "rejects", "doubts", "accepts",
         "supports", "opposes", "demands", "proposes", "wants", "promises", "pretends")  # fmt: skip
_AUXILIARIES = ("does not", "might", "should", "will")
_SCHEMES = ("sign", "consequences", "expert-opinion")
_QUESTIONS = ("expertise", "field", "consistency")
_TAGS = ("economy", "housing", "traffic", "winter", "schools", "health")
_EXCHANGES = 40
"""Exchanges under one heading."""


class _Debate:
    """A map of so many nodes, exchange by exchange: each is a few statements as they stand together in an article."""

    def __init__(self, nodes: int, seed: int) -> None:
        self.chance = random.Random(f"{seed} {nodes} debate")
        self.wanted = nodes
        self.count = 0
        self.lines: list[str] = []
        self.names = 0
        self.voices = [f"v{n}" for n in range(max(20, nodes // 60))]
        self.unnamed = [voice for n, voice in enumerate(self.voices) if n % 8 == 5]
        self.heads: list[str] = []
        self.claims: list[str] = []
        self.positions: list[str] = []

    def add(self, line: str, nodes: int = 0) -> None:
        self.lines.append(line)
        self.count += nodes

    def new(self, letter: str) -> str:
        self.names += 1
        return f"{letter}{self.names}"

    def words(self, least: int = 8, most: int = 12) -> str:
        return _sentence(self.chance, least, most).capitalize() + "."

    def voice(self) -> str:
        """A few voices speak often, most seldom."""
        return self.voices[int(len(self.voices) * self.chance.random() ** 2)]

    def date(self, least: int = 2015, most: int = 2018) -> str:
        chance = self.chance
        day = f"{chance.randint(least, most)}-{chance.randint(1, 12):02}"
        return day if chance.random() < 0.3 else f"{day}-{chance.randint(1, 28):02}"

    def write(self) -> list[str]:
        self.add("map generated: A generated debate")
        self.add("")
        self.add("source article: The article", 1)
        self.add("  by author")
        self.add("  date 2019-02-01")
        for n, voice in enumerate(self.voices):
            self.add("")
            self.add(f"voice {voice}: {_sentence(self.chance, 2, 3).title()}", 1)
            kind = "party" if n % 10 == 1 else "outlet" if n % 10 == 2 else "person"
            naming = ", unnamed" if voice in self.unnamed else ", by-role" if n % 9 == 4 else ""
            self.add(f"  {kind}{naming}")
            if kind == "person" and n > 1 and n % 3:
                self.add(f"  of v{(self.chance.randrange(n) // 10) * 10 + 1 if n > 11 else 1}")
        self.add("")
        self.add("claim root: The whole comes to this.", 1)
        turn = 0
        # No exchange has more nodes than are left for single claims.
        while self.count < self.wanted - 60:
            if turn % _EXCHANGES == 0:
                self.section()
            self.exchange()
            turn += 1
        while self.count < self.wanted:
            self.add("")
            self.add(f"claim {self.new('c')}: {self.words()}", 1)
        return self.lines

    def section(self) -> None:
        head = self.new("h")
        self.add("")
        self.add(f"# Part {len(self.heads) + 1}", 1)
        self.add("")
        self.add(f"claim {head}: {self.words()}", 1)
        self.add(f"  supports {self.chance.choice(['root', *self.heads[-8:]])}", 1)
        self.heads.append(head)
        self.claims = [head]
        self.positions = self.positions[-4:]

    def exchange(self) -> None:
        chance = self.chance
        (shape,) = chance.choices(
            (self.claim, self.position, self.promise, self.question, self.expert, self.hearsay, self.circle, self.turn),
            (26, 48, 6, 3, 6, 5, 1, 3),
        )
        self.add("")
        shape()

    def statement(self, kind: str, letter: str) -> str:
        id, chance = self.new(letter), self.chance
        self.add(f"{kind} {id}: {self.words()}", 1)
        if chance.random() < 0.3:
            self.add(f"  tags {chance.choice(_TAGS)}")
        if chance.random() < 0.4:
            self.add(f"  type {chance.choice(('fact', 'value', 'policy'))}")
        if kind != "position" and chance.random() < 0.5:
            self.add(f'  "{_sentence(chance, 4, 8)}"', 1)
        return id

    def bears(self, supports: float = 0.75) -> None:
        """What a statement leads to: one of the claims just above, now and then two."""
        near = self.claims[-6:]
        for on in self.chance.sample(near, min(len(near), 2 if self.chance.random() < 0.2 else 1)):
            self.add(f"  {'supports' if self.chance.random() < supports else 'rebuts'} {on}", 1)

    def ground(self, id: str) -> None:
        """A reason in place, with what belongs to a step."""
        chance = self.chance
        self.add(f"  {'because' if chance.random() < 0.8 else 'but'} {id}r: {self.words()}", 2)
        if chance.random() < 0.4:
            self.add(f'    "{_sentence(chance, 4, 8)}"', 1)
        if chance.random() < 0.3:
            self.add(f"  and {id}s: {self.words()}", 1)
        if chance.random() < 0.4:
            self.add(f"  scheme {chance.choice(_SCHEMES)}")
        if chance.random() < 0.3:
            self.add(f"  unless {id}u: {self.words()}", 2)

    def act(self, verb: str, voice: str, when: str | None = "", named: str = "") -> None:
        chance = self.chance
        date = when if when != "" else self.date() if chance.random() < 0.7 else None
        line = f"  {voice} {verb}"
        if chance.random() < 0.12:
            line += ", in an interview"
        if date:
            line += f", on {date}"
        if chance.random() < 0.06:
            line += f", via v{2 + 10 * chance.randrange(len(self.voices) // 10)}"
        if chance.random() < 0.08:
            line += f", to {chance.choice(self.voices)}"
        quotes = chance.choices((0, 1, 2), (60, 33, 7))[0]
        said = [_sentence(chance, 3, 9) for _ in range(quotes)]
        said = [words.capitalize() if chance.random() < 0.4 else words for words in said]
        self.add(line + (": " + " ".join(f'"{words}"' for words in said) if said else ""), 1 + quotes)
        if named:
            self.add(f"    named {named}")

    def some_act(self) -> None:
        chance = self.chance
        verb = chance.choice(_SAYS)
        kind = chance.random()
        if kind < 0.07:
            self.act(f"{chance.choice(_AUXILIARIES)} say", self.voice())
        elif kind < 0.17:
            outer, inner = chance.sample(self.voices, 2)
            self.add(f"  {outer} says, on {self.date()}, that {inner} {verb}", 2)
        elif kind < 0.20:
            self.add(f"  {' and '.join(chance.sample(self.voices, 2))} {verb}", 1)
        elif kind < 0.22:
            self.add(f"  author {chance.choice(('endorses', 'rejects', 'doubts'))}", 1)
        elif kind < 0.24:
            self.add(f"  someone {verb}", 1)
        else:
            self.act(verb, self.voice())

    def claim(self) -> None:
        id = self.statement("claim", "c")
        self.bears()
        if self.chance.random() < 0.6:
            self.ground(id)
        self.claims.append(id)

    def position(self) -> None:
        chance = self.chance
        id = self.statement("position", "p")
        if self.positions:
            other = chance.choice(self.positions[-6:])
            kind = chance.random()
            if kind < 0.12:
                self.add(f"  contradicts {other}", 1)
            elif kind < 0.15:
                self.add(f"  same-as {other}", 1)
        # A few positions are what everybody speaks about.
        for _ in range(chance.randint(8, 20) if chance.random() < 0.03 else chance.choices((1, 2, 3), (6, 3, 1))[0]):
            self.some_act()
        if chance.random() < 0.5:
            self.bears()
        if chance.random() < 0.2:
            self.ground(id)
        self.positions.append(id)

    def promise(self) -> None:
        """A promise, often taken back."""
        id, voice = self.statement("position", "p"), self.voice()
        self.act("promises", voice, self.date(2015, 2016))
        if self.chance.random() < 0.5:
            self.act(self.chance.choice(("drops", "withdraws", "rejects")), voice, self.date(2017, 2018))
        self.positions.append(id)

    def question(self) -> None:
        id = self.new("q")
        if len(self.positions) < 4:
            return self.claim()
        self.add(f"question {id}: {self.words()}", 1)
        for answer in self.chance.sample(self.positions[-8:], 3):
            self.add(f"  answer {answer}")
        if self.chance.random() < 0.3:
            self.add("  open")

    def expert(self) -> None:
        """A claim that leans on somebody's having said so."""
        chance = self.chance
        id, act = self.statement("position", "p"), self.new("a")
        self.act("argues", self.voice(), named=act)
        self.positions.append(id)
        self.add("")
        claim = self.statement("claim", "c")
        self.bears(1)
        self.add(f"  because {act}", 1)
        for question in _QUESTIONS:
            if chance.random() < 0.25:
                self.add(f"  and {claim}{question}: {self.words()}", 1)
                self.add(f"    meets {question}")
        self.add("  scheme expert-opinion")
        self.claims.append(claim)

    def hearsay(self) -> None:
        """A claim that rests on unnamed voices alone."""
        id = self.statement("position", "p")
        for _ in range(self.chance.randint(1, 2)):
            self.act(self.chance.choice(("says", "claims", "reveals")), self.chance.choice(self.unnamed))
        self.add("")
        self.statement("claim", "c")
        self.bears(1)
        self.add(f"  because {id}", 1)

    def circle(self) -> None:
        """Two or more premises that support each other round in a circle."""
        ids = [self.new("k") for _ in range(self.chance.randint(2, 5))]
        for n, id in enumerate(ids):
            self.add(f"premise {id}: {self.words()}", 1)
            self.add(f"  because {ids[n - 1]}", 1)
            if not n:
                self.bears()

    def turn(self) -> None:
        """A voice that says one thing and later another."""
        id, voice = self.statement("position", "p"), self.voice()
        self.act("says", voice, self.date(2015, 2016))
        self.act("denies", voice, self.chance.choice((self.date(2017, 2018), None)))
        self.positions.append(id)


def lines_debate(nodes: int, seed: int = 1) -> Iterator[str]:
    """The lines of a map of so many nodes (1,000 or more), as argmap: statements, steps, acts, quotes, voices and the
    rest as they stand in an analysed article, with dates, nested acts, promises taken back, contradictions, circles."""
    yield from _Debate(nodes, seed).write()


def lines_acts(voices: int, acts: int, seed: int = 1) -> Iterator[str]:
    """The lines of a map of so many acts of so many voices, five for each position and most of them dated."""
    chance = random.Random(f"{seed} {voices} {acts} acts")
    yield "map generated: Generated acts"
    for voice in range(voices):
        yield f"voice v{voice}: Voice number {voice}"
    for act in range(acts):
        if act % 5 == 0:
            yield f"position p{act // 5}: {_sentence(chance, 8, 12).capitalize()}."
            speakers = [int(voices * chance.random() ** 2) for _ in range(3)]
        verb = chance.choice((*_SAYS, "promises", "drops", "withdraws"))
        date = f", on {chance.randint(2015, 2018)}-{chance.randint(1, 12):02}" if chance.random() < 0.8 else ""
        yield f"  v{chance.choice(speakers)} {verb}{date}"


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

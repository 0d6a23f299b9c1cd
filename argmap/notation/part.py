"""Reading some entries of a file alone, with what is known of the others."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.diagnostics import Diagnostic
from argmap.model.nodes import AnyNode
from argmap.notation.around import Around
from argmap.notation.build import Builder, take_entries
from argmap.notation.cache import RowCache
from argmap.notation.outline import Line, outline, split_lines
from argmap.notation.parser import Parser
from argmap.notation.resolve import Resolver

__all__ = ["Part", "read_part"]


@dataclass(frozen=True, slots=True)
class Part:
    """Entries of a file, read."""

    nodes: list[AnyNode]
    """Their nodes. Steps are numbered as if nothing else bore on a node."""
    problems: list[Diagnostic]
    places: dict[str, tuple[Line, int, int]]
    """For each node's ID: its line, and from where to where it stands in it."""
    entries: list[Line]
    builder: Builder
    above: dict[int, Line]
    """For the number of a line the line above it."""


def read_part(text: str, around: Around, voices: frozenset[str]) -> Part:
    """Read entries. `voices` are those that the file declares."""
    problems: list[Diagnostic] = []
    lines = split_lines(text)
    entries, wrong, _ = outline(lines, "")
    problems.extend(wrong)
    parser = Parser(RowCache(None), problems, voices, lines)
    builder = Builder(problems=problems, voices=voices)
    above: dict[int, Line] = {}
    for line in take_entries(entries, parser, builder):
        above.update((child.number, line) for child in line.children)
    resolver = Resolver(builder, {}, around)
    return Part(resolver.nodes(), problems, resolver.places, entries, builder, above)

"""The part of a map that is about some things, as a map of its own."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from argmap.discourse.finding import Finding
from argmap.model.map import ArgumentMap, references_of
from argmap.model.nodes import AnyNode, Argument, Attribution, Node, Quote, Section, Source, Statement, Voice
from argmap.notation.paths import argument_id
from argmap.query.index import Index
from argmap.query.items import CriticalQuestion, Path

__all__ = ["part_of"]

_LATER = re.compile(r"(.+)-([1-9][0-9]{0,6})")


def part_of(index: Index, ids: Iterable[str]) -> ArgumentMap:
    """The things with these IDs, with what belongs to them (quotes, attributions of statements, marks of sources), what
    they name (voices, sources, sections, the statement of an act), and the steps and relations between what is then
    there.

    What comes from an included map brings the whole of it. Nothing is left that leads nowhere, and the order is kept.
    A step without a name of its own is numbered anew where one before it is left out, for its number is its place.
    """
    map = index.map
    keep = _Part(index)
    for id in ids:
        item = index.item(id)
        match item:
            case Finding():
                keep.take(evidence.node for evidence in item.evidence)
            case Path():
                keep.take(item.nodes)
            case CriticalQuestion():
                keep.take([item.argument])
            case _:
                keep.take([id])
    keep.take(verb.id for verb in map.verbs if verb.id not in keep.include_of)
    keep.close()
    nodes = _numbered((node for node in map.nodes if node.id in keep.ids), map)
    # Made anew, not copied: a copy would keep what the map remembers of its neighbours.
    head = {name: getattr(map, name) for name in ArgumentMap.model_fields if name != "nodes"}
    return ArgumentMap(**head, nodes=nodes)


class _Part:
    """What is taken of a map, and what comes with it."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.map = map = index.map
        self.ids: set[str] = set()
        self.todo: list[str] = []
        self.include_of = {id: include.id for include in map.includes for id in include.members}
        # Steps and relations come as soon as all their ends are there.
        self.ends: defaultdict[str, list[str]] = defaultdict(list)
        self.missing: dict[str, int] = {}
        ends = {a.id: {a.target, *(ground.ref for ground in a.grounds)} for a in map.arguments}
        for id, many in (*ends.items(), *((r.id, {r.a, r.b}) for r in map.relations)):
            self.missing[id] = len(many)
            for end in many:
                self.ends[end].append(id)
        self.marks: defaultdict[str, list[str]] = defaultdict(list)
        for mark in map.marks:
            self.marks[mark.source].append(mark.id)

    def take(self, ids: Iterable[str]) -> None:
        """Keep some nodes; those of other maps and voices that no line declares need not be kept."""
        for id in ids:
            if id not in self.ids and id in self.index.nodes:
                self.ids.add(id)
                self.todo.append(id)

    def close(self) -> None:
        """Take what belongs to what is there, until nothing new comes."""
        while self.todo:
            id = self.todo.pop()
            node = self.index.nodes[id]
            self.take(references_of(node))
            self.take(_named(self.map, node))
            self.take(quote.id for quote in self.map.quotes_of(id))
            self.take(self.marks.get(id, ()))
            if isinstance(node, Statement):
                self.take(act.id for act in self.map.attributions_of(id))
            elif isinstance(node, Section):
                self.take(self._before(node))
            elif isinstance(node, Quote) and node.source is None and self.map.first_source is not None:
                self.take([self.map.first_source.id])
            if id in self.include_of:
                self.take([self.include_of[id]])
            self.take(getattr(node, "members", ()))
            for other in self.ends.get(id, ()):
                self.missing[other] -= 1
                if not self.missing[other]:
                    self.take([other])

    def _before(self, section: Section) -> Iterable[str]:
        """The sections before it that have its ID without the number that tells them apart."""
        match = _LATER.fullmatch(section.id)
        if match is not None and isinstance(self.map.get(match[1]), Section):
            yield match[1]
            yield from (f"{match[1]}-{n}" for n in range(2, int(match[2])) if f"{match[1]}-{n}" in self.map)


def _named(map: ArgumentMap, node: Node) -> Iterable[str]:
    """What a node names in words that need not be an ID: where something was said or appeared."""
    if isinstance(node, Attribution | Source) and node.venue and isinstance(map.get(node.venue), Source | Voice):
        yield node.venue


def _numbered(nodes: Iterable[AnyNode], map: ArgumentMap) -> tuple[AnyNode, ...]:
    """Nodes among which the steps that go by their number have the one that they have now."""
    there = tuple(nodes)
    was, now = _places(map.nodes), _places(there)
    new: dict[str, str] = {}

    # An ID that comes by itself begins with that of its target, and so is longer.
    for argument in sorted((n for n in there if isinstance(n, Argument)), key=lambda argument: len(argument.id)):
        if argument.id == argument_id(argument.target, was[argument.id]):
            new[argument.id] = argument_id(new.get(argument.target, argument.target), now[argument.id])
    return tuple(_renamed(node, new) for node in there)


def _renamed(node: AnyNode, new: Mapping[str, str]) -> AnyNode:
    if not isinstance(node, Argument):
        return node
    id, target = new.get(node.id, node.id), new.get(node.target, node.target)
    return node if (id, target) == (node.id, node.target) else node.model_copy(update={"id": id, "target": target})


def _places(nodes: Iterable[AnyNode]) -> dict[str, int]:
    """For each step, the how many-eth it is of those that bear on the same thing."""
    count: Counter[str] = Counter()
    out: dict[str, int] = {}
    for node in nodes:
        if isinstance(node, Argument):
            count[node.target] += 1
            out[node.id] = count[node.target]
    return out

"""The part of a map that is about some things, as a map of its own."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.discourse.finding import Finding
from argmap.model.map import ArgumentMap, references_of
from argmap.model.nodes import Statement
from argmap.query.index import Index
from argmap.query.items import CriticalQuestion, Path

__all__ = ["part_of"]


def part_of(index: Index, ids: Iterable[str]) -> ArgumentMap:
    """The things with these IDs, with what belongs to them (quotes, attributions of statements), what they name
    (voices, sources, sections, the statement of an act), and the steps and relations between what is then there.

    What comes from an included map brings the whole of it. Nothing is left that leads nowhere, and the order is kept.
    """
    map = index.map
    keep: set[str] = set()
    todo: list[str] = []

    def take(id: str) -> None:
        if id not in keep and id in map and id in index.nodes:
            keep.add(id)
            todo.append(id)

    def close() -> None:
        while todo:
            node = index.nodes[todo.pop()]
            for other in references_of(node):
                take(other)
            if isinstance(node, Statement):
                for act in map.attributions_of(node.id):
                    take(act.id)
            for quote in map.quotes_of(node.id):
                take(quote.id)

    for id in ids:
        item = index.item(id)
        match item:
            case Finding():
                for evidence in item.evidence:
                    take(evidence.node)
            case Path():
                for node in item.nodes:
                    take(node)
            case CriticalQuestion():
                take(item.argument)
            case _:
                take(id)
    close()
    for include in map.includes:
        if not keep.isdisjoint(include.members):
            take(include.id)
            for member in include.members:
                take(member)
    close()
    keep.update(verb.id for verb in map.verbs)
    _join(map, keep)
    nodes = tuple(node for node in map.nodes if node.id in keep)
    # Made anew, not copied: a copy would keep what the map remembers of its neighbours.
    head = {name: getattr(map, name) for name in ArgumentMap.model_fields if name != "nodes"}
    return ArgumentMap(**head, nodes=nodes)


def _join(map: ArgumentMap, keep: set[str]) -> None:
    """Add the steps and relations of which all ends are there; a step may be the target of another."""
    rest = [a for a in map.arguments if a.id not in keep]
    while True:
        new = [a for a in rest if a.target in keep and all(ground.ref in keep for ground in a.grounds)]
        if not new:
            break
        for argument in new:
            keep.add(argument.id)
            keep.update(quote.id for quote in map.quotes_of(argument.id))
            keep.update(voice for voice in argument.by if voice in map)
        rest = [a for a in rest if a.id not in keep]
    keep.update(r.id for r in map.relations if r.a in keep and r.b in keep)

"""What stands out in a drawing, and what recedes, where an answer is to be seen in its map.

A statement lights its card, an argument its pill or its line, a relation its line, an act its bubble and the words
that tell of it on a card, a voice its name wherever that stands, and a quote the card of what it belongs to. What is
not drawn by itself lights the card that it bears on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from argmap.drawing.scene import Card, Scene
from argmap.drawing.shapes import Disc, Shape, Words
from argmap.drawing.text import clean
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Attribution, Quote

__all__ = ["Light", "light_of"]

_NAMED = 3  # how many of those that are not drawn a remark names


@dataclass(frozen=True, slots=True)
class Light:
    """What is lit."""

    parts: frozenset[str]
    """Keys of the parts that are lit as a whole."""
    joins: frozenset[str]
    """Keys of the pills that are not lit, but join a lit ground to a lit conclusion: they do not recede."""
    edges: frozenset[str]
    """Keys of the lines that are lit."""
    words: frozenset[str]
    """IDs of acts and voices: words that show one of them are lit (see `Run.of`)."""
    remarks: tuple[str, ...]
    """What a user should know, such as that nothing is lit."""


def light_of(m: ArgumentMap, scene: Scene, shapes: Mapping[str, Shape], lit: Collection[str]) -> Light:
    """What is lit in a scene, when `lit` are the IDs of the nodes in the answer. IDs of what the drawing does not
    show light nothing; a remark names them."""
    wanted = set(lit)
    keys = {part.ref: part.key for part in scene.parts if part.ref}
    lines: dict[str, list[str]] = defaultdict(list)
    for edge in scene.edges:
        if edge.ref:
            lines[edge.ref].append(edge.key)
    shown = {id for shape in shapes.values() for id in _words_of(shape)}

    parts: set[str] = set()
    edges: set[str] = set()
    missing: list[str] = []
    for id in sorted(wanted):
        node = m.get(id)
        about = node.of if isinstance(node, Quote) else id
        of = m.get(about)
        found = False
        if about in keys and not (isinstance(node, Quote) and isinstance(of, Attribution)):
            parts.add(keys[about])
            found = True
        if about in lines:
            edges.update(lines[about])
            found = True
        if isinstance(of, Attribution) and (isinstance(node, Quote) or not (found or id in shown)):
            card = keys.get(_statement(m, of))
            parts.update([card] if card else [])
            found = card is not None
        if not found and id not in shown:
            missing.append(id)
    words = wanted & shown

    # A step with a pill is lit as one with a plain arrow is: where both of its ends are.
    feet: dict[str, list[str]] = defaultdict(list)
    pills = {part.key for part in scene.parts if part.key not in parts and not isinstance(part, Card)}
    for edge in scene.edges:
        if edge.rel in ("premise", "attack-premise") and edge.tail in parts:
            feet[edge.head].append(edge.key)
    joins: set[str] = set()
    for edge in scene.edges:
        ends = edge.tail in parts and edge.head in parts
        if ends or (edge.tail in pills and edge.head in parts and edge.tail in feet):
            edges.add(edge.key)
        if not ends and edge.key in edges and edge.tail in pills and edge.head in parts:
            joins.add(edge.tail)
            edges.update(feet[edge.tail])

    remarks = []
    if not parts and not edges and not words:
        remarks.append("nothing in the drawing is part of the answer")
    elif missing:
        names = ", ".join(f"`{clean(id)}`" for id in missing[:_NAMED])
        rest = f" and {len(missing) - _NAMED:,} more" if len(missing) > _NAMED else ""
        remarks.append(f"not in the drawing, though part of the answer: {names}{rest}")
    return Light(frozenset(parts), frozenset(joins), frozenset(edges), frozenset(words), tuple(remarks))


def _words_of(shape: Shape) -> Iterator[str]:
    """IDs of all acts and voices that words on a shape show."""
    for item in shape.items:
        if isinstance(item, Disc):
            yield from item.of
        elif isinstance(item, Words):
            for line in item.lines:
                for run in line.runs:
                    yield from run.of


def _statement(m: ArgumentMap, act: Attribution) -> str:
    """ID of the statement that an act is about in the end."""
    seen: set[str] = set()
    id = act.content
    while isinstance(inner := m.get(id), Attribution) and id not in seen:
        seen.add(id)
        id = inner.content
    return id

"""Nodes under other IDs: those of an included map in the map around it, or all after one was renamed."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Any

from argmap.model.map import AUTHOR, SOMEONE, ArgumentMap
from argmap.model.nodes import AnyNode, Argument, Ground, Quote

__all__ = ["prefixed", "with_ids"]

_ONE = ("source", "content", "within", "target", "a", "b", "parent", "section")
_MANY = ("answers", "by", "voices", "via", "members")


def prefixed(map: ArgumentMap, name: str | None) -> list[AnyNode]:
    """The nodes of `map` with `name.` before their IDs; as they are where there is no name.

    `author` and `someone` stay apart too: the author of an included map is `name.author`. Quotes that name no source
    are of the first one of their own map, and name it now.
    """
    first = map.first_source
    nodes: list[AnyNode] = [
        n.model_copy(update={"source": first.id}) if first and isinstance(n, Quote) and n.source is None else n
        for n in map.nodes
    ]
    if name is None:
        return nodes
    own = {node.id for node in map.nodes}
    used = {v for v in (AUTHOR, SOMEONE) if v.id not in own and _uses(map, v.id)}

    def full(id: str) -> str:
        return f"{name}.{id}"

    voices = [v.model_copy(update={"id": full(v.id)}) for v in sorted(used, key=lambda v: v.id)]
    return [*voices, *(with_ids(node, full, own) for node in nodes)]


def with_ids(node: AnyNode, new: Callable[[str], str], known: Container[str]) -> AnyNode:
    """A node with another ID, and other IDs in its references. `known` are the IDs of the map, by which a venue that
    names a source is told from one in words."""
    update: dict[str, Any] = {"id": new(node.id)}
    for field in _ONE:
        value = getattr(node, field, None)
        if isinstance(value, str):
            update[field] = new(value)
    for field in _MANY:
        values = getattr(node, field, None)
        if values:
            update[field] = tuple(new(v) for v in values)
    if to := getattr(node, "to", None):
        update["to"] = tuple(v if " " in v else new(v) for v in to)
    venue = getattr(node, "venue", None)
    if isinstance(venue, str) and venue in known:
        update["venue"] = new(venue)
    of = getattr(node, "of", None)
    if of:
        update["of"] = new(of) if isinstance(of, str) else tuple(new(v) for v in of)
    if isinstance(node, Argument):
        update["grounds"] = tuple(Ground(ref=new(g.ref), implicit=g.implicit, meets=g.meets) for g in node.grounds)
    return node.model_copy(update=update)


def _uses(map: ArgumentMap, id: str) -> bool:
    return any(
        id in (*getattr(n, "voices", ()), *getattr(n, "to", ()), *getattr(n, "via", ()), *getattr(n, "by", ()))
        or (isinstance(getattr(n, "of", None), tuple) and id in getattr(n, "of", ()))
        for n in map.nodes
    )

"""The nodes of an included map, under the IDs that they have in the map around it."""

from __future__ import annotations

from argmap.model.map import AUTHOR, SOMEONE, ArgumentMap
from argmap.model.nodes import AnyNode, Argument, Ground

__all__ = ["prefixed"]

_ONE = ("of", "source", "content", "within", "target", "a", "b", "parent", "section")
_MANY = ("answers", "by", "voices", "to", "via", "members")


def prefixed(map: ArgumentMap, name: str | None) -> list[AnyNode]:
    """The nodes of `map` with `name.` before their IDs; as they are where there is no name.

    `author` and `someone` stay apart too: the author of an included map is `name.author`.
    """
    if name is None:
        return list(map.nodes)
    own = {node.id for node in map.nodes}
    used = {v for v in (AUTHOR, SOMEONE) if v.id not in own and _uses(map, v.id)}

    def full(id: str) -> str:
        return f"{name}.{id}"

    nodes: list[AnyNode] = [v.model_copy(update={"id": full(v.id)}) for v in sorted(used, key=lambda v: v.id)]
    for node in map.nodes:
        update: dict[str, object] = {"id": full(node.id)}
        for field in _ONE:
            value = getattr(node, field, None)
            if isinstance(value, str):
                update[field] = full(value)
        for field in _MANY:
            values = getattr(node, field, None)
            if values:
                update[field] = tuple(v if " " in v else full(v) for v in values)
        if (venue := getattr(node, "venue", None)) in own:
            update["venue"] = full(venue)
        of = getattr(node, "of", None)
        if isinstance(of, tuple):
            update["of"] = tuple(full(v) for v in of)
        if isinstance(node, Argument):
            update["grounds"] = tuple(Ground(ref=full(g.ref), implicit=g.implicit, meets=g.meets) for g in node.grounds)
        nodes.append(node.model_copy(update=update))
    return nodes


def _uses(map: ArgumentMap, id: str) -> bool:
    return any(
        id in (*getattr(n, "voices", ()), *getattr(n, "to", ()), *getattr(n, "via", ()), *getattr(n, "by", ()))
        or (isinstance(getattr(n, "of", None), tuple) and id in getattr(n, "of", ()))
        for n in map.nodes
    )

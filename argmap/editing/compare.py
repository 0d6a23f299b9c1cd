"""Whether an edit changed what it should and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from argmap.model.nodes import AnyNode, Argument, Attribution, Expectation, Include, Mark, Quote, Relation, Section
from argmap.notation.prefix import with_ids
from argmap.notation.words import is_id

__all__ = ["Judge", "canonical", "differences", "unlike"]

Judge = Callable[[Sequence[AnyNode], Sequence[AnyNode]], str | None]
"""Says what is wrong with an edit, from the nodes before and after it; `None` when it did what it should."""


def canonical(nodes: Iterable[AnyNode]) -> Counter[AnyNode]:
    """Nodes as they can be compared before and after an edit: numbers in derived IDs, which depend on what stands
    beside a node, give way to what the node is; sections, which depend on what stands above it, are left out."""
    nodes = list(nodes)
    known = {n.id for n in nodes}
    new: dict[str, str] = {}

    def name(id: str) -> str:
        return new.get(id, id)

    for node in nodes:
        if isinstance(node, Attribution) and not is_id(node.id):
            outer = node.within if node.within is not None and node.id.startswith(f"{node.within}/") else node.content
            if not outer.startswith(f"{node.id}/"):
                new[node.id] = f"{name(outer)}/{'+'.join(node.voices)} {node.auxiliary} {node.verb}"
            else:
                # It reports another: what it is about stands before the first slash.
                about = node.id.split("/", 1)[0]
                new[node.id] = f"{name(about)}/{'+'.join(node.voices)} {node.auxiliary} {node.verb}"
        elif isinstance(node, Argument) and "/" in node.id:
            new[node.id] = f"{name(node.target)}/{node.step} {name(node.grounds[0].ref)}"
        elif isinstance(node, Quote):
            new[node.id] = f"{name(node.of)}/“{node.text}”"
        elif isinstance(node, Relation):
            new[node.id] = f"{node.relation} {' '.join(sorted((name(node.a), name(node.b))))}"
        elif isinstance(node, Section):
            new[node.id] = f"{'#' * node.level} {node.title}"
        elif isinstance(node, Include):
            new[node.id] = f"include {node.path} as {node.name}"
        elif isinstance(node, Expectation):
            new[node.id] = f"expect {name(node.of)}"
        elif isinstance(node, Mark):
            new[node.id] = f"{name(node.source)}/{node.use} “{node.text}”"
    return Counter(_bare(with_ids(node, name, known)) for node in nodes)


def _bare(node: AnyNode) -> AnyNode:
    """A node without what follows from where it stands, or from another file."""
    left_out = {f: v for f, v in (("section", None), ("parent", None), ("members", ())) if getattr(node, f, None)}
    return node.model_copy(update=left_out) if left_out else node


def differences(before: Counter[AnyNode], after: Counter[AnyNode]) -> tuple[list[AnyNode], list[AnyNode]]:
    """The nodes that are gone, and those that are new."""
    return list((before - after).elements()), list((after - before).elements())


def unlike(expected: Iterable[AnyNode], found: Iterable[AnyNode]) -> str | None:
    """What is not as it should be; `None` where all is."""
    lost, gained = differences(canonical(expected), canonical(found))
    return f"`{(*lost, *gained)[0].id}` would not be as it should" if lost or gained else None

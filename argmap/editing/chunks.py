"""A file as chunks: each an entry with the blank lines and comments before it. Joined, they are the file again."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from argmap.model.map import ArgumentMap, references_of
from argmap.model.nodes import AnyNode, Argument, Attribution, Mark, Quote, Relation, Section
from argmap.notation.around import ActKey, act_key
from argmap.notation.outline import raw_lines
from argmap.notation.words import is_id

__all__ = ["Chunk", "Index", "is_lasting", "split"]


@dataclass(slots=True, eq=False)
class Chunk:
    """Some lines of a file with at most one entry, and what that declares and refers to."""

    text: str
    ids: dict[str, str] = field(default_factory=dict)
    """The kinds of the nodes that others may refer to, by ID."""
    refs: frozenset[str] = frozenset()
    """IDs of nodes elsewhere."""
    acts: tuple[tuple[ActKey, str], ...] = ()


def split(text: str) -> list[str]:
    """The chunks of a text. An indented comment that follows an entry at once, or after blank lines, is its own; what
    stands between that and the next entry belongs to the next one."""
    lines = raw_lines(text)
    chunks: list[str] = []
    start = ends = 0
    open_comments = False
    for n, raw in enumerate(lines):
        body = raw.lstrip(" \t")
        blank = not body or body.isspace()
        if not blank and body.startswith("//"):
            if len(body) == len(raw):
                open_comments = False
            elif open_comments:
                ends = n + 1
        elif not blank:
            # What stands before the first entry goes with it.
            if len(body) == len(raw) and body[0] != "|" and _entry_in(lines[start:ends]):
                chunks.append("".join(lines[start:ends]))
                start = ends
            ends = n + 1
            open_comments = True
    if _entry_in(lines[start:ends]):
        chunks.append("".join(lines[start:ends]))
        start = ends
    if start < len(lines):
        chunks.append("".join(lines[start:]))
    return chunks


def _entry_in(lines: list[str]) -> bool:
    return any(raw.strip() and not raw.lstrip(" \t").startswith("//") for raw in lines)


class Index:
    """What the chunks of a file declare, and who refers to it."""

    def __init__(self) -> None:
        self.kinds: dict[str, str] = {}
        """The kind of every node that can be referred to, those of included maps too."""
        self.owner: dict[str, Chunk] = {}
        self.users: defaultdict[str, dict[Chunk, None]] = defaultdict(dict)
        """For each ID the chunks that refer to it, in the order in which that became known."""
        self.acts: defaultdict[ActKey, list[str]] = defaultdict(list)
        self.voices: frozenset[str] = frozenset()

    def enter(self, chunk: Chunk, nodes: Iterable[AnyNode]) -> None:
        """Note what a chunk declares and refers to."""
        nodes = list(nodes)
        acts = {n.id: n for n in nodes if isinstance(n, Attribution)}
        chunk.ids = {n.id: n.node for n in nodes if is_lasting(n)}
        mine = {n.id for n in nodes}
        refs = {ref for n in nodes for ref in (*references_of(n), *_venue(n)) if ref not in mine and ref[0] != "§"}
        chunk.refs = frozenset(refs - {"author", "someone"} | (refs & self.kinds.keys()))
        chunk.acts = tuple((act_key(n, acts), n.id) for n in acts.values() if n.within is None)
        for id, kind in chunk.ids.items():
            self.kinds[id] = kind
            self.owner[id] = chunk
        for ref in chunk.refs:
            self.users[ref][chunk] = None
        for key, id in chunk.acts:
            self.acts[key].append(id)
        voices = {id for id, kind in chunk.ids.items() if kind == "voice"}
        if voices - self.voices:
            self.voices |= voices

    def leave(self, chunk: Chunk) -> None:
        """Forget what a chunk declares and refers to."""
        for id, kind in chunk.ids.items():
            self.kinds.pop(id, None)
            self.owner.pop(id, None)
            if kind == "voice":
                self.voices -= {id}
        for ref in chunk.refs:
            self.users[ref].pop(chunk, None)
        for key, id in chunk.acts:
            self.acts[key] = [other for other in self.acts[key] if other != id]
        chunk.ids, chunk.refs, chunk.acts = {}, frozenset(), ()

    def enter_all(self, chunks: Sequence[Chunk], nodes: Iterable[AnyNode], lines: Mapping[str, int]) -> None:
        """Note what chunks that follow each other declare. `lines` says in which line of them each node stands."""
        starts, at = [], 1
        for chunk in chunks:
            starts.append(at)
            at += len(raw_lines(chunk.text))
        found: defaultdict[int, list[AnyNode]] = defaultdict(list)
        for node in nodes:
            if node.id in lines:
                found[bisect_right(starts, lines[node.id]) - 1].append(node)
        for n, here in found.items():
            self.enter(chunks[n], here)

    @classmethod
    def of(cls, map: ArgumentMap, chunks: Sequence[Chunk], lines: Mapping[str, int]) -> Index:
        """The index of a file that has been read. `lines` says in which line of it each node stands."""
        index = cls()
        index.kinds.update((n.id, n.node) for n in map.nodes)
        brought = {n.id: n for n in map.nodes if isinstance(n, Attribution) and n.id not in lines}
        for act in brought.values():
            if act.within is None:
                index.acts[act_key(act, brought)].append(act.id)
        index.enter_all(chunks, map.nodes, lines)
        return index

    @contextmanager
    def renamed(self, ids: Mapping[str, str]) -> Iterator[None]:
        """While it lasts, included nodes go by other IDs; when what is done with them fails, no longer."""
        kinds, acts = self.kinds, self.acts
        if ids:
            self.kinds = {ids.get(id, id): kind for id, kind in kinds.items()}
            self.acts = defaultdict(list)
            for (content, clauses), found in acts.items():
                chain = tuple((frozenset(ids.get(v, v) for v in voices), *how) for voices, *how in clauses)
                self.acts[ids.get(content, content), chain] = [ids.get(id, id) for id in found]
        try:
            yield
        except BaseException:
            self.kinds, self.acts = kinds, acts
            raise


def is_lasting(node: AnyNode) -> bool:
    """Whether others may refer to a node by an ID that does not depend on what stands beside it."""
    if isinstance(node, Argument):
        return is_id(node.id)
    return not isinstance(node, Quote | Relation | Mark | Section)


def _venue(node: AnyNode) -> tuple[str, ...]:
    venue = getattr(node, "venue", None)
    return (venue,) if isinstance(venue, str) and is_id(venue) else ()

"""One of two maps that are compared: its nodes, and what is asked of them again and again."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from argmap.changes.likeness import trigrams
from argmap.model.map import AUTHOR, SOMEONE, ArgumentMap
from argmap.model.nodes import Attribution, Include, Node, Quote, Source, Statement, Voice

__all__ = ["Side", "own_name", "words_of"]


def own_name(id: str) -> str | None:
    """The name that `named` gave to a step or attribution; `None` where its ID came by itself."""
    return None if "/" in id else id


def words_of(node: Node) -> str:
    """The words by which a node can be known again."""
    match node:
        case Statement() | Quote():
            return node.text
        case Voice():
            return node.name
        case Source():
            return node.title
        case Include():
            return node.path
        case _:
            return ""


class Side:
    """A map with what comparing needs to know."""

    def __init__(self, map: ArgumentMap) -> None:
        self.map = map
        # The two voices that every map has stand in it whether or not it says more of them.
        built_in = tuple(v for v in (AUTHOR, SOMEONE) if map[v.id] is v)
        self.nodes: tuple[Node, ...] = (*built_in, *map.nodes)
        self.order = {node.id: n for n, node in enumerate(self.nodes)}
        self._grams: dict[str, Counter[str]] = {}
        self._nameless: dict[str, bool] = {}

    def text(self, id: str) -> str:
        """The words of a node."""
        return words_of(self.map[id])

    def grams(self, id: str) -> Counter[str]:
        """The trigrams of a node's words."""
        found = self._grams.get(id)
        if found is None:
            found = self._grams[id] = trigrams(self.text(id))
        return found

    def nameless(self, id: str) -> bool:
        """Whether a statement's ID was made from its words."""
        found = self._nameless.get(id)
        if found is None:
            from argmap.notation.words import id_from_text

            node = self.map.get(id)
            # What includes brought has a name and a point before its ID.
            found = isinstance(node, Statement) and id.rpartition(".")[2] == id_from_text(node.text)
            self._nameless[id] = found
        return found

    @cached_property
    def scope(self) -> dict[str, str]:
        """For each node that came with an include, that include; the innermost where they nest."""
        # An include stands before the includes that came with it.
        return {member: i.id for i in self.map.includes for member in i.members}

    @cached_property
    def first_source(self) -> str | None:
        """ID of the source of quotes that name none. Those that includes bring name theirs."""
        first = self.map.first_source
        return first.id if first else None

    @cached_property
    def leans_on_first(self) -> bool:
        """Whether a quote names no source."""
        return any(quote.source is None for quote in self.map.quotes)

    @cached_property
    def ends(self) -> dict[str, str]:
        """For each attribution, the statement that it is about in the end, through those nested in it."""
        ends: dict[str, str] = {}
        for act in self.map.attributions:
            way: dict[str, None] = {}
            at = act.id
            while at not in ends and at not in way and isinstance(node := self.map.get(at), Attribution):
                way[at] = None
                at = node.content
            if at in way:
                # A circle, which only a map made by hand can hold, ends at the first of its IDs.
                circle = list(way)
                at = min(circle[circle.index(at) :])
            ends.update(dict.fromkeys(way, ends.get(at, at)))
        return ends

    @cached_property
    def said_by(self) -> dict[str, list[Attribution]]:
        """The attributions of each voice."""
        found: dict[str, list[Attribution]] = {}
        for act in self.map.attributions:
            for voice in dict.fromkeys(act.voices):
                found.setdefault(voice, []).append(act)
        return found

    @cached_property
    def answers_to(self) -> dict[str, list[str]]:
        """The questions that each statement answers."""
        found: dict[str, list[str]] = {}
        for node in self.map.questions:
            for answer in dict.fromkeys(node.answers):
                found.setdefault(answer, []).append(node.id)
        return found

    @cached_property
    def leading(self) -> frozenset[str] | None:
        """The theses on which most bears; of equals all. `None` where there are so many that counting them out
        would take long."""
        theses = self.map.theses
        if len(theses) < 2:
            return frozenset(t.id for t in theses)
        left = 60 * len(self.nodes) + 1000
        counts: dict[str, int] = {}
        for claim in theses:
            counts[claim.id] = len(self.map.descendants(claim.id))
            left -= counts[claim.id] + 1
            if left < 0:
                return None
        most = max(counts.values())
        # Claims on which nothing bears are no thesis of a whole.
        return frozenset(id for id, n in counts.items() if n == most) if most else frozenset()

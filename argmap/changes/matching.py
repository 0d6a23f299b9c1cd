"""Which node of an old map is which node of a new one.

Statements, voices, sources, verbs and includes are matched first: by ID, by their words, by their place in the
argument, by likeness. What has no ID of its own (attributions, arguments, relations, quotes) is then matched by what
it says, in rounds: what is equal in everything first, then what differs in one part, then in more.

Nothing here prefers one side: with the maps exchanged the same nodes are matched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from argmap.changes.likeness import best_pairs, likely_pairs, plain
from argmap.changes.side import Side
from argmap.model.nodes import Argument, Attribution, Include, Node, Source, Statement, Verb, Voice

__all__ = ["Matching", "match_first_rank"]

_FAMILIES: tuple[type[Node], ...] = (Statement, Voice, Source, Verb, Include)
_ALIKE = 0.6
"""How alike the words of two nodes must be to be the same node, wherever they stand."""
_ALIKE_HERE = 0.5
"""How alike they must be in the same place of the argument."""
_ALIKE_NAMELESS = 0.35
"""The same for two nodes without a name: nothing but their words tells that they are others."""
_ALIKE_ALONE = 0.2
"""The same where no other node came into or went from that place."""


class Matching:
    """The pairs found so far."""

    def __init__(self, old: Side, new: Side) -> None:
        self.old = old
        self.new = new
        self.new_of: dict[str, str] = {}
        self.old_of: dict[str, str] = {}

    def join(self, old: str, new: str) -> None:
        """Take two nodes to be the same."""
        self.new_of[old] = new
        self.old_of[new] = old

    def old_token(self, id: str) -> Hashable:
        """What stands for a node of the old map: the ID of its match, where it has one."""
        found = self.new_of.get(id)
        return found if found is not None else ("old", id)

    def new_token(self, id: str) -> Hashable:
        """What stands for a node of the new map."""
        return id if id in self.old_of else ("new", id)

    def old_word(self, word: str) -> str:
        """What stands for what may be an ID of the old map, or a word."""
        return self.new_of.get(word, word)

    def unmatched(self, kind: type[Node]) -> tuple[list[str], list[str]]:
        """The nodes of a kind without a match, on both sides."""
        return (
            [n.id for n in self.old.nodes if isinstance(n, kind) and n.id not in self.new_of],
            [n.id for n in self.new.nodes if isinstance(n, kind) and n.id not in self.old_of],
        )

    def pair(
        self,
        old: Iterable[str],
        new: Iterable[str],
        old_key: Callable[[str], Hashable],
        new_key: Callable[[str], Hashable],
    ) -> list[tuple[str, str]]:
        """Match what has equal keys, in order; a key of `None` has no equal. The pairs made."""
        waiting: defaultdict[Hashable, list[str]] = defaultdict(list)
        for id in new:
            if id not in self.old_of and (key := new_key(id)) is not None:
                waiting[key].append(id)
        for ids in waiting.values():
            ids.reverse()
        made = []
        for id in old:
            if id not in self.new_of and (key := old_key(id)) is not None and (ids := waiting.get(key, [])):
                made.append((id, ids.pop()))
                self.join(*made[-1])
        return made

    def likely(self, old: Sequence[str], new: Sequence[str], least: float) -> dict[tuple[str, str], float]:
        """The pairs whose words are so alike."""
        return likely_pairs(old, new, (self.old.text, self.new.text), (self.old.grams, self.new.grams), least)

    def join_best(self, scores: dict[tuple[str, str], float]) -> list[tuple[str, str]]:
        """Match the best pairs."""
        made = best_pairs(scores, self.old.order, self.new.order)
        for pair in made:
            self.join(*pair)
        return made


def match_first_rank(old: Side, new: Side) -> Matching:
    """Match statements, voices, sources, verbs and includes."""
    m = Matching(old, new)
    for family in _FAMILIES:
        for node in old.nodes:
            if isinstance(node, family) and isinstance(new.map.get(node.id), family):
                m.join(node.id, node.id)
    for family in _FAMILIES:
        for key in (_kind_and_words, _words, _kind_and_plain, _plain):
            left, right = m.unmatched(family)
            m.pair(left, right, lambda id, key=key: key(old, id), lambda id, key=key: key(new, id))  # type: ignore[misc]
    for family in (Voice, Source):
        left, right = m.unmatched(family)
        m.join_best(m.likely(left, right, _ALIKE))
    _by_place(m, list(m.new_of.items()))
    left, right = m.unmatched(Statement)
    _by_place(m, m.join_best(m.likely(left, right, _ALIKE)))
    return m


def _words(side: Side, id: str) -> str | None:
    return side.text(id) or None


def _kind_and_words(side: Side, id: str) -> tuple[type, str] | None:
    words = side.text(id)
    return (type(side.map[id]), words) if words else None


def _plain(side: Side, id: str) -> str | None:
    return plain(side.text(id)) or None


def _kind_and_plain(side: Side, id: str) -> tuple[type, str] | None:
    words = plain(side.text(id))
    return (type(side.map[id]), words) if words else None


def _by_place(m: Matching, known: list[tuple[str, str]]) -> None:
    """Match statements that stand to matched nodes as others stood, and whose words are somewhat alike; then those
    that stand to these, and so on."""
    left, right = map(set, m.unmatched(Statement))
    while known and left and right:
        scores: dict[tuple[str, str], float] = {}
        for a, b in known:
            here: defaultdict[str, dict[str, None]] = defaultdict(dict)
            for role, id in _around(m.old, a):
                if id in left:
                    here[role][id] = None
            if not here:
                continue
            there: defaultdict[str, dict[str, None]] = defaultdict(dict)
            for role, id in _around(m.new, b):
                if id in right and role in here:
                    there[role][id] = None
            for role, news in there.items():
                olds = here[role]
                alone = len(olds) == len(news) == 1
                for (x, y), score in m.likely(
                    list(olds), list(news), _ALIKE_ALONE if alone else _ALIKE_NAMELESS
                ).items():
                    nameless = m.old.nameless(x) and m.new.nameless(y)
                    if nameless or score >= _ALIKE_HERE:
                        scores[x, y] = score
        known = m.join_best(scores)
        left.difference_update(a for a, _ in known)
        right.difference_update(b for _, b in known)


def _around(side: Side, id: str) -> Iterator[tuple[str, str]]:
    """The neighbours of a node, with how they stand to it. Some may be no statements."""
    map = side.map
    for argument in map.arguments_of(id):
        for ground in argument.grounds:
            yield argument.step, ground.ref
        for exception in map.arguments_of(argument.id):
            for ground in exception.grounds:
                yield "exception", ground.ref
    for argument in map.arguments_from(id):
        target = map[argument.target]
        if isinstance(target, Argument):
            yield "excepted", target.target
        elif isinstance(target, Attribution):
            yield f"{argument.step} said", side.ends[target.id]
        else:
            yield f"{argument.step} it", target.id
    for act in map.attributions_of(id):
        for argument in map.arguments_of(act.id):
            for ground in argument.grounds:
                yield f"why said: {argument.step}", ground.ref
    for relation in map.relations_of(id):
        yield relation.relation, relation.b if relation.a == id else relation.a
    node = map.get(id)
    yield from (("answer", answer) for answer in getattr(node, "answers", ()))
    yield from (("question", question) for question in side.answers_to.get(id, ()))
    for act in side.said_by.get(id, ()):
        yield f"said: {act.verb}", side.ends[act.id]

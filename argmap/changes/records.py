"""Matching what has no ID of its own: attributions, arguments, relations, quotes, marks, expectations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable
from typing import NamedTuple

from argmap.changes.matching import Matching
from argmap.changes.side import Side, own_name
from argmap.model.nodes import Argument, Attribution, Expectation, Mark, Node, Quote, Relation

__all__ = ["auxiliary_of", "match_records"]

Token = Callable[[str], Hashable]

_CROWD = 16
"""A ground that more unmatched steps of one side share does not tell which is which."""
_ALIKE_QUOTES = 0.4
"""How alike two quotes of one node must be to be the same quote, changed."""


def match_records(m: Matching) -> None:
    """Match all nodes of the second rank. Those of the first rank are matched."""
    _by_name(m)
    _attributions(m)
    _arguments(m)
    _simple(m)
    _quotes(m)


def auxiliary_of(act: Attribution) -> str | None:
    """The auxiliary; `do not` is the plural of `does not`."""
    return "does not" if act.auxiliary == "do not" else act.auxiliary


def _by_name(m: Matching) -> None:
    for node in m.old.nodes:
        if isinstance(node, Argument | Attribution) and own_name(node.id) is not None:
            other = m.new.map.get(node.id)
            if type(other) is type(node):
                m.join(node.id, node.id)


def _extras(node: Node) -> Hashable:
    return (tuple(sorted(node.tags)), tuple(sorted(node.notes)), node.url, tuple(sorted(node.meta)))


# -- attributions ----------------------------------------------------------------------------------------------


class _Act(NamedTuple):
    """What is compared of an attribution, as keys that are the same on both sides."""

    end: Hashable
    inner: int
    scope: int
    voices: Hashable
    verb: str
    auxiliary: str | None
    modifiers: Hashable
    stance: str | None
    quotes: Hashable
    rest: Hashable


def _clause(m: Matching, side: Side, act: Attribution) -> tuple[Hashable, str, str | None]:
    token = m.old_token if side is m.old else m.new_token
    return frozenset(map(token, act.voices)), act.verb, auxiliary_of(act)


def _chains(m: Matching, side: Side, known: dict[Hashable, int], up: bool) -> dict[str, int]:
    """A number for the clauses in whose scope each attribution stands (`up`), or that are nested in it: equal on both
    sides where they are. 0 for none."""
    map = side.map
    numbers: dict[str, int] = {}
    for act in map.attributions:
        way: dict[str, Attribution] = {}
        at: Attribution | None = act
        while at is not None and at.id not in numbers and at.id not in way:
            way[at.id] = at
            found = map.get((at.within or "") if up else at.content)
            at = found if isinstance(found, Attribution) else None
        number = 0 if at is None or at.id in way else known[_clause(m, side, at), numbers[at.id]]
        for link in reversed(way.values()):
            numbers[link.id] = number
            number = known.setdefault((_clause(m, side, link), number), len(known) + 1)
    return numbers


def _acts(m: Matching, side: Side, known: tuple[dict[Hashable, int], dict[Hashable, int]]) -> dict[str, _Act]:
    token: Token = m.old_token if side is m.old else m.new_token
    word: Token = m.old_word if side is m.old else str
    scopes, inners = _chains(m, side, known[0], True), _chains(m, side, known[1], False)
    found = {}
    for act in side.map.attributions:
        voices, verb, auxiliary = _clause(m, side, act)
        found[act.id] = _Act(
            end=token(side.ends[act.id]),
            inner=inners[act.id],
            scope=scopes[act.id],
            voices=voices,
            verb=verb,
            auxiliary=auxiliary,
            modifiers=(
                act.certainty,
                None if act.venue is None else word(act.venue),
                act.date,
                frozenset(map(word, act.to)),
                frozenset(map(token, act.via)),
            ),
            stance=act.stance,
            quotes=tuple(sorted(q.text for q in side.map.quotes_of(act.id))),
            rest=(act.cue, act.cue_anchors, _extras(act)),
        )
    return found


_ACT_KEYS: tuple[Callable[[_Act], Hashable], ...] = (
    # Equal, then with other words, then with one part that differs, then with more.
    lambda a: a,
    lambda a: a[:8],
    lambda a: a[:6],
    lambda a: (a.end, a.inner, a.scope, a.voices, a.verb),
    lambda a: (a.end, a.inner, a.scope, a.voices, a.modifiers, a.auxiliary),
    lambda a: (a.end, a.inner, a.scope, a.voices),
    lambda a: (a.end, a.voices, a.verb, a.auxiliary),
    lambda a: (a.end, a.voices, a.verb),
    lambda a: (a.end, a.inner, a.scope, a.verb, a.auxiliary, a.modifiers),
    lambda a: (a.end, a.quotes, a.verb) if a.quotes else None,
    # The same words, said of something else.
    lambda a: (a.inner, a.scope, a.voices, a.verb, a.auxiliary, a.quotes) if a.quotes else None,
)


def _attributions(m: Matching) -> None:
    known: tuple[dict[Hashable, int], dict[Hashable, int]] = ({}, {})
    old, new = _acts(m, m.old, known), _acts(m, m.new, known)
    for key in _ACT_KEYS:
        left, right = m.unmatched(Attribution)
        if not left or not right:
            return
        m.pair(left, right, lambda id, key=key: key(old[id]), lambda id, key=key: key(new[id]))  # type: ignore[misc]


# -- arguments -------------------------------------------------------------------------------------------------


def _depths(side: Side) -> dict[str, int]:
    """How many steps each argument undercuts one above the other; 0 for reasons."""
    map = side.map
    depths: dict[str, int] = {}
    for argument in map.arguments:
        way: dict[str, None] = {}
        at = argument.id
        while at not in depths and at not in way and isinstance(node := map.get(at), Argument):
            way[at] = None
            at = node.target
        depth = depths.get(at, -1)
        for id in reversed(way):
            depth += 1
            depths[id] = depth
    return depths


def _arguments(m: Matching) -> None:
    depths = (_depths(m.old), _depths(m.new))
    layers: tuple[defaultdict[int, list[str]], defaultdict[int, list[str]]] = (defaultdict(list), defaultdict(list))
    for layer, known, ids in zip(layers, depths, m.unmatched(Argument), strict=True):
        for id in ids:
            layer[known[id]].append(id)
    # What an undercut bears on is matched before it.
    for depth in sorted(set(layers[0]) & set(layers[1])):
        _arguments_among(m, layers[0][depth], layers[1][depth], _STEP_KEYS)
        _overlapping(m, layers[0][depth], layers[1][depth])
        _arguments_among(m, layers[0][depth], layers[1][depth], _MOVED_KEYS)
    _arguments_among(m, *m.unmatched(Argument), _MOVED_KEYS)


class _Reason(NamedTuple):
    target: Hashable
    step: str
    grounds: frozenset[Hashable]
    details: Hashable
    rest: Hashable


_STEP_KEYS: tuple[Callable[[_Reason], Hashable], ...] = (
    lambda r: r,
    lambda r: r[:4],
    lambda r: r[:3],
    lambda r: (r.target, r.grounds),
)
_MOVED_KEYS: tuple[Callable[[_Reason], Hashable], ...] = (
    lambda r: (r.step, r.grounds, r.details),
    lambda r: (r.step, r.grounds),
    lambda r: r.grounds,
)


def _reason(m: Matching, side: Side, id: str) -> _Reason:
    token: Token = m.old_token if side is m.old else m.new_token
    node = side.map[id]
    assert isinstance(node, Argument)
    return _Reason(
        target=token(node.target),
        step=node.step,
        grounds=frozenset(token(g.ref) for g in node.grounds),
        details=(
            frozenset((token(g.ref), g.implicit, frozenset(g.meets)) for g in node.grounds),
            node.scheme,
            node.strength,
            frozenset(map(token, node.by)),
        ),
        rest=(own_name(id), _extras(node)),
    )


def _arguments_among(
    m: Matching, left: list[str], right: list[str], keys: tuple[Callable[[_Reason], Hashable], ...]
) -> None:
    old = {id: _reason(m, m.old, id) for id in left if id not in m.new_of}
    new = {id: _reason(m, m.new, id) for id in right if id not in m.old_of}
    for key in keys:
        m.pair(old, new, lambda id, key=key: key(old[id]), lambda id, key=key: key(new[id]))  # type: ignore[misc]


def _overlapping(m: Matching, left: list[str], right: list[str]) -> None:
    """Match steps to one conclusion that share some of their grounds."""
    old = {id: _reason(m, m.old, id) for id in left if id not in m.new_of}
    new = {id: _reason(m, m.new, id) for id in right if id not in m.old_of}
    holding: tuple[defaultdict[Hashable, list[str]], defaultdict[Hashable, list[str]]] = (
        defaultdict(list),
        defaultdict(list),
    )
    for side, reasons in zip(holding, (old, new), strict=True):
        for id, reason in reasons.items():
            for ground in reason.grounds:
                side[reason.target, ground].append(id)
    scores: dict[tuple[str, str], float] = {}
    for key, some in holding[0].items():
        others = holding[1].get(key, [])
        if len(some) > _CROWD or len(others) > _CROWD:
            continue
        for a in some:
            for b in others:
                x, y = old[a], new[b]
                shared = len(x.grounds & y.grounds)
                scores[a, b] = 2 * shared / (len(x.grounds) + len(y.grounds)) + (x.step == y.step)
    m.join_best(scores)


# -- the rest --------------------------------------------------------------------------------------------------


def _pair_all(
    m: Matching, kind: type[Node], key: Callable[[Node, Token], tuple[Hashable, ...]], cuts: tuple[int, ...]
) -> None:
    """Match nodes of a kind whose keys agree, then those whose keys agree in their first parts only."""
    for cut in cuts:
        left, right = m.unmatched(kind)
        if not left or not right:
            return
        m.pair(
            left,
            right,
            lambda id, cut=cut: key(m.old.map[id], m.old_token)[:cut],  # type: ignore[misc]
            lambda id, cut=cut: key(m.new.map[id], m.new_token)[:cut],  # type: ignore[misc]
        )


def _simple(m: Matching) -> None:
    def relation(node: Node, token: Token) -> tuple[Hashable, ...]:
        assert isinstance(node, Relation)
        return (frozenset((token(node.a), token(node.b))), node.relation, _extras(node))

    def expectation(node: Node, token: Token) -> tuple[Hashable, ...]:
        assert isinstance(node, Expectation)
        return (token(node.of), node.status, _extras(node))

    def mark(node: Node, token: Token) -> tuple[Hashable, ...]:
        assert isinstance(node, Mark)
        return (token(node.source), node.text, node.use, node.at, node.near, node.anchor, _extras(node))

    _pair_all(m, Relation, relation, (3, 2, 1))
    _pair_all(m, Expectation, expectation, (3, 2, 1))
    _pair_all(m, Mark, mark, (7, 6, 5, 3, 2))


def _quotes(m: Matching) -> None:
    def key(node: Node, token: Token) -> tuple[Hashable, ...]:
        assert isinstance(node, Quote)
        side = m.old if token == m.old_token else m.new
        source = node.source or side.first_source
        place = (source and token(source), node.at, node.near, node.anchor)
        return (node.text, token(node.of), *place, _extras(node))

    _pair_all(m, Quote, key, (7, 6, 5, 3, 2))
    old_of: defaultdict[str, list[str]] = defaultdict(list)
    new_of: defaultdict[str, list[str]] = defaultdict(list)
    left, right = m.unmatched(Quote)
    for id in left:
        node = m.old.map[id]
        if isinstance(node, Quote) and (owner := m.new_of.get(node.of)) is not None:
            old_of[owner].append(id)
    for id in right:
        node = m.new.map[id]
        if isinstance(node, Quote):
            new_of[node.of].append(id)

    scores: dict[tuple[str, str], float] = {}
    for owner, olds in old_of.items():
        scores.update(m.likely(olds, new_of.get(owner, []), _ALIKE_QUOTES))
    m.join_best(scores)
    # The same words, now a quote of something else.
    _pair_all(m, Quote, key, (1,))

"""What claims rest on in the end: the author's own word, or what others say and do; and what of that the author uses
without standing behind it."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from argmap.discourse.base import is_author, is_someone
from argmap.discourse.commitments import PRO
from argmap.model.map import Treatment
from argmap.model.nodes import Argument, Attribution, Claim, Node, Position, Premise, Source, Voice

if TYPE_CHECKING:
    from argmap.discourse.base import Discourse

__all__ = ["Resting", "Use", "resting", "used_not_endorsed"]

_MOST = 3


# -- used without being held -------------------------------------------------------------------------------------


class Use(NamedTuple):
    """A position that is a ground of a step of the author's, who is not said to hold it."""

    argument: Argument
    position: str
    treatment: Treatment
    others: tuple[Attribution, ...]
    """What others do to the position."""


def used_not_endorsed(discourse: Discourse) -> Iterator[Use]:
    """Each use, in the order of the map. A step for something is the author's where no other voice draws it; an
    objection or exception tells what speaks against a thing, and needs nobody to hold it, unless it is ascribed to the
    author. A position for which the author argues, or that says the same as a claim, is held."""
    map = discourse.map
    elsewhere = discourse.from_elsewhere
    held = discourse.author.holds
    known: dict[str, tuple[Treatment, tuple[Attribution, ...]]] = {}
    argued = {a.target for a in map.arguments if a.step == "supports" and "author" in a.by}
    for argument in map.arguments:
        drawn_by = map.drawn_by(argument) if argument.step == "supports" else argument.by
        if argument.id in elsewhere or "author" not in drawn_by:
            continue
        for ground in argument.grounds:
            node = map[ground.ref]
            if not isinstance(node, Position) or node.id in elsewhere or node.id in argued:
                continue
            if discourse.class_of(node.id) in held:
                continue
            if node.id not in known:
                about = (a for a in map.attributions_of(node.id) if not all(is_author(v) for v in a.voices))
                treatment = map.treatment_of(node.id)
                known[node.id] = treatment, () if treatment == "endorses" else tuple(about)
            treatment, others = known[node.id]
            if others:
                yield Use(argument, node.id, treatment, others)


# -- what claims rest on -----------------------------------------------------------------------------------------


class Resting(NamedTuple):
    """A claim, or a premise that the author leans on, that rests on others alone."""

    statement: str
    voice: str | None
    """The one voice on which it rests, if there is only one."""
    unnamed: bool
    """Whether all voices on which it rests are unnamed."""
    outlet: str | None
    """The one outlet through which all comes, if there is one."""
    voices: tuple[str, ...]
    """The voices on which it rests, in the order of the alphabet, three at most."""
    acts: tuple[str, ...]
    """Some of the acts on which it rests, three at most."""


@dataclass(slots=True)
class _Bases:
    """What a statement rests on, as much of it as tells whether that is a single voice or outlet. It only ever grows,
    and not for long, so that all are found in about linear time however the steps hang together."""

    own: bool = False
    """The author's own word is among it, or nobody's."""
    voices: tuple[str, ...] = ()
    """In the order of the alphabet, the first three at most."""
    outlets: set[str] = field(default_factory=set)
    """Two at most."""
    direct: bool = False
    """Something comes through no outlet, or through several."""
    named: bool = False
    """Somebody who is named is among the voices."""
    acts: list[str] = field(default_factory=list)
    """Three at most."""

    def add(self, other: _Bases) -> bool:
        """Take over what another rests on. Whether that was anything new."""
        if self.own:
            # Nothing will be found of it, whatever comes.
            return False
        before = (self.voices, len(self.outlets), self.direct, self.named, len(self.acts))
        self.own = other.own
        if other.voices != self.voices:
            self.voices = _first((*self.voices, *other.voices))
        _fill(self.outlets, other.outlets)
        self.direct |= other.direct
        self.named |= other.named
        for act in other.acts:
            if len(self.acts) < _MOST and act not in self.acts:
                self.acts.append(act)
        return self.own or before != (self.voices, len(self.outlets), self.direct, self.named, len(self.acts))


def _first(voices: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(voices))[:_MOST])


def _fill(some: set[str], more: Iterable[str]) -> None:
    for one in sorted(more):
        if len(some) < 2:
            some.add(one)


def resting(discourse: Discourse) -> Iterator[Resting]:
    """The claims and premises of the author that rest on a single voice, on unnamed voices only, or on what a single
    outlet reports, in the order of the map.

    What a statement rests on is found by going down through the steps that support it, through claims and premises to
    any depth: an act that is a ground counts for its voices (those of the outermost act, where it took place according
    to somebody only); a position for the voices that are for it, and for the author where the author endorses it; a
    claim or premise without further support for the author's own word; a premise that only others use for those who
    draw the step, and what an included map brings for its author. What is left unsaid (`assuming`) is nobody's word.
    An act comes through an outlet that did it, that vouches for it (`via`) or in which it took place (`in`), be it as
    a source `by` it.
    """
    map = discourse.map
    bases = _Grounds(discourse)
    found: dict[str, _Bases] = {}
    above: defaultdict[str, list[str]] = defaultdict(list)
    for argument in map.arguments:
        if argument.step != "supports" or not isinstance(map[argument.target], Claim | Premise):
            continue
        said = [ground for ground in argument.grounds if not ground.implicit]
        if not said:
            continue
        here = found.setdefault(argument.target, _Bases())
        for ground in said:
            below = bases.of(argument, map[ground.ref])
            if below is None:
                above[ground.ref].append(argument.target)
            else:
                here.add(below)
    for id in above:
        # Nothing but the author's word.
        found.setdefault(id, _Bases(own=True))
    _spread(found, above, found)
    # What rests on nothing but itself, in a circle, is the author's word after all.
    circles = [id for id, bases_ in found.items() if not bases_.own and not bases_.acts]
    for id in circles:
        found[id].own = True
    _spread(found, above, circles)
    for id in discourse.asserted:
        rests = found.get(id)
        if rests is None or rests.own or not rests.acts:
            continue
        voice = rests.voices[0] if len(rests.voices) == 1 else None
        if voice is not None and is_someone(voice):
            # Whoever that is: two of them need not be the same.
            voice = None
        outlet = next(iter(rests.outlets)) if len(rests.outlets) == 1 and not rests.direct else None
        if voice is None and rests.named and outlet is None:
            continue
        acts = sorted(rests.acts, key=lambda act: discourse.rank.get(act, -1))
        yield Resting(id, voice, not rests.named, outlet, rests.voices, tuple(acts))


def _spread(found: dict[str, _Bases], above: dict[str, list[str]], begin: Iterable[str]) -> None:
    """Hand on what each statement rests on to those that it supports, until nothing new comes."""
    waiting = deque(begin)
    queued = set(waiting)
    while waiting:
        id = waiting.popleft()
        queued.discard(id)
        for target in above.get(id, ()):
            if found[target].add(found[id]) and target not in queued:
                queued.add(target)
                waiting.append(target)


class _Grounds:
    """What single grounds count for, each found once."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self._acts: dict[str, _Bases] = {}
        self._positions: dict[str, _Bases] = {}
        self._venues: dict[str, frozenset[str]] = {}
        self._holders: defaultdict[str, list[str]] = defaultdict(list)
        for standing in discourse.commitments.final:
            if standing.kind in PRO:
                self._holders[standing.content] += [e.by for e in standing.entries]

    def of(self, argument: Argument, node: Node) -> _Bases | None:
        """What a ground counts for; `None` for what the author says, which counts for what it rests on itself."""
        discourse = self.discourse
        if isinstance(node, Attribution):
            return self._act(node)
        if isinstance(node, Position):
            return self._position(node)
        if isinstance(node, Claim | Premise):
            if node.id in discourse.from_elsewhere and argument.id not in discourse.from_elsewhere:
                return self._of_voices((discourse.author_of(node.id),), node.id)
            if node.id in discourse.borrowed:
                drawers = discourse.map.drawn_by(argument)
                return _Bases(own=True) if "author" in drawers else self._of_voices(drawers, node.id)
            return None
        return _Bases(own=True)

    def _of_voices(self, voices: tuple[str, ...], shown: str) -> _Bases:
        return _Bases(voices=_first(voices), direct=True, named=any(map(self._named, voices)), acts=[shown])

    def _named(self, voice: str) -> bool:
        node = self.discourse.map[voice]
        return isinstance(node, Voice) and node.naming != "unnamed"

    def _act(self, act: Attribution) -> _Bases:
        if act.id not in self._acts:
            outer = self.discourse.map.outermost(act)
            found = _Bases(own="author" in outer.voices, voices=_first(outer.voices), acts=[act.id])
            found.named = any(map(self._named, outer.voices))
            outlets = self._outlets(outer)
            found.direct = len(outlets) != 1
            _fill(found.outlets, outlets)
            self._acts[act.id] = found
        return self._acts[act.id]

    def _position(self, node: Position) -> _Bases:
        known = self.discourse.class_of(node.id)
        key = node.id
        if key not in self._positions:
            map = self.discourse.map
            found = _Bases(own=self.discourse.endorsed(node.id))
            acts = [map[id] for id in self._holders.get(known, ())]
            if not acts:
                # Nobody is known to hold it but by the word of others.
                acts = [
                    a
                    for a in map.attributions_of(node.id)
                    if a.within is not None and a.status == "made" and map.verb_of(a).commitment in ("for", "none")
                ]
            for act in acts:
                # A claim that says the same is the author's own word.
                found.add(self._act(act) if isinstance(act, Attribution) else _Bases(own=True))
            if not acts:
                found.own = True
            self._positions[key] = found
        return self._positions[key]

    def _outlets(self, act: Attribution) -> frozenset[str]:
        """The outlets through which we know of an act."""
        direct = {v for v in (*act.voices, *act.via) if self._is_outlet(v)}
        return frozenset(direct | self._in_venue(act.venue)) if act.venue else frozenset(direct)

    def _is_outlet(self, id: str) -> bool:
        node = self.discourse.map.get(id)
        return isinstance(node, Voice) and node.kind == "outlet"

    def _in_venue(self, venue: str) -> frozenset[str]:
        if venue not in self._venues:
            found: set[str] = set()
            seen: set[str] = set()
            at: str | None = venue
            while at is not None and at not in seen:
                seen.add(at)
                node = self.discourse.map.get(at)
                if self._is_outlet(at):
                    found.add(at)
                at = None
                if isinstance(node, Source):
                    found.update(v for v in node.by if self._is_outlet(v))
                    at = node.venue
            self._venues[venue] = frozenset(found)
        return self._venues[venue]

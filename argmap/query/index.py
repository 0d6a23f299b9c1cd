"""What stands in which relation to what in a map: found when it is first asked for, and kept.

A relation is a table from IDs to IDs. Everything here takes and gives sets of IDs; what they are called and how they
are put together is the business of `vocabulary` and `selection`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, cast

from argmap.discourse import Discourse
from argmap.discourse.agreement import Agreement
from argmap.discourse.commitments import PRO, Kind, Standing
from argmap.discourse.finding import FINDING_KINDS, Finding, FindingKind
from argmap.model.map import AUTHOR, SOMEONE, ArgumentMap
from argmap.model.nodes import (
    Argument,
    Attribution,
    Node,
    Voice,
)
from argmap.model.schemes import find_scheme
from argmap.query.items import CriticalQuestion, Item, Path, kind_of
from argmap.query.relations import TABLES
from argmap.query.times import When
from argmap.query.vocabulary import Kind as ThingKind

if TYPE_CHECKING:
    from argmap.discourse.support import Resting

__all__ = ["Index", "Table"]

Table = Mapping[str, tuple[str, ...]]
"""A relation: for each ID those that stand in it to it."""

_NONE: tuple[str, ...] = ()
_STATES: dict[str, frozenset[Kind]] = {
    "hold": frozenset({"held"}),
    "owe": frozenset({"owed"}),
    "reject": frozenset({"rejected"}),
    "leave-open": frozenset({"open"}),
    "withdraw": frozenset({"withdrawn"}),
    "want": frozenset({"wanted"}),
    "ask-for": frozenset({"asked"}),
    "offer": frozenset({"offered"}),
    "favour": PRO,
}
_FORCES = ("say", "claim", "warn", "believe", "promise", "propose", "demand", "question", "accept", "oppose",
           "retract")  # fmt: skip


class Index:
    """A map, ready to be asked."""

    def __init__(self, map: ArgumentMap) -> None:
        self.map = map
        self.discourse = Discourse(map)
        self._tables: dict[str, Table] = {}
        self._inverse: dict[str, Table] = {}
        self._paths: dict[str, Path] = {}

    # -- things --------------------------------------------------------------------------------------------

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """All nodes by their IDs, in document order; the author and, where it is used, `someone` come first."""
        used = {voice for act in self.map.attributions for voice in (*act.voices, *act.via, *act.to)}
        used.update(voice for argument in self.map.arguments for voice in argument.by)
        used.update(voice for source in self.map.sources for voice in source.by)
        used.update(group for voice in self.map.voices for group in voice.of)
        built_in = [v for v in (AUTHOR, SOMEONE) if v.id not in self._declared and (v is AUTHOR or v.id in used)]
        return {node.id: node for node in (*built_in, *self.map.nodes)}

    @cached_property
    def _declared(self) -> frozenset[str]:
        return frozenset(node.id for node in self.map.nodes)

    @cached_property
    def rank(self) -> Mapping[str, int]:
        """The order of nodes in the document."""
        return {id: n for n, id in enumerate(self.nodes)}

    @cached_property
    def by_kind(self) -> Mapping[ThingKind, tuple[str, ...]]:
        """The nodes of each kind, in document order."""
        found: defaultdict[ThingKind, list[str]] = defaultdict(list)
        for id, node in self.nodes.items():
            found[kind_of(node)].append(id)
        return {kind: tuple(ids) for kind, ids in found.items()}

    def of_kinds(self, kinds: Collection[ThingKind]) -> set[str]:
        """The IDs of all things of some kinds."""
        out: set[str] = set()
        for kind in kinds:
            out.update(self.by_kind.get(kind, ()))
        if "critical-question" in kinds:
            out.update(self.critical_questions)
        if "finding" in kinds:
            out.update(self.findings)
        return out

    def item(self, id: str) -> Item:
        """The thing with an ID. Raises `KeyError`."""
        node = self.nodes.get(id)
        if node is not None:
            return node
        if id in self._paths:
            return self._paths[id]
        if "?" in id and id in self.critical_questions:
            return self.critical_questions[id]
        for found in (self._loose, *self._found.values()):
            if id in found:
                return found[id]
        return self.findings[id]

    def add_path(self, path: Path) -> str:
        """Keep a path, so that it can be asked about. Returns its ID."""
        self._paths[path.id] = path
        return path.id

    def order(self, id: str) -> tuple[int, str]:
        """By what answers are sorted: the document, then the ID."""
        return (self.rank.get(id, len(self.rank)), id)

    def sorted(self, ids: Iterable[str]) -> list[str]:
        """IDs in the order of the document; findings by kind and the nodes that show them, paths the shortest first.
        What was asked before makes no difference."""
        rank, far = self.rank, len(self.rank)
        nodes: list[str] = []
        others: list[tuple[int, list[int], str]] = []
        for id in ids:
            if id in rank:
                nodes.append(id)
                continue
            item = self._paths.get(id) or self.item(id)
            if isinstance(item, Finding):
                places = [rank.get(evidence.node, far) for evidence in item.evidence]
                others.append((FINDING_KINDS.index(item.kind), places, id))
            else:
                place = len(item.nodes) if isinstance(item, Path) else rank.get(getattr(item, "argument", ""), far)
                others.append((-1, [place], id))
        return [*sorted(nodes, key=rank.__getitem__), *(id for *_, id in sorted(others))]

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[str, ...]]:
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for voice in self.by_kind.get("voice", ()):
            node = self.nodes[voice]
            assert isinstance(node, Voice)
            for name in (node.name, *node.also):
                found[_plain(name)][voice] = None
        for source in self.map.sources:
            found[_plain(source.title)][source.id] = None
        for section in self.map.sections:
            found[_plain(section.title)][section.id] = None
        return {name: tuple(ids) for name, ids in found.items()}

    def named(self, name: str) -> tuple[str, ...]:
        """The IDs that a word means: itself, else those of the voices, sources and sections of that name."""
        if name in self.nodes:
            return (name,)
        return self._by_name.get(_plain(name), ())

    @cached_property
    def names(self) -> Collection[str]:
        """All IDs of nodes, the names of voices, and the titles of sources and sections."""
        voices = (name for voice in self.map.voices for name in (voice.name, *voice.also))
        titles = (*(source.title for source in self.map.sources), *(section.title for section in self.map.sections))
        return dict.fromkeys((*self.nodes, *voices, *titles)).keys()

    @cached_property
    def critical_questions(self) -> Mapping[str, CriticalQuestion]:
        """The critical questions of all arguments with a scheme."""
        found: dict[str, CriticalQuestion] = {}
        for argument in self.map.arguments:
            scheme = find_scheme(argument.scheme) if argument.scheme else None
            if scheme is None:
                continue
            met: defaultdict[str, list[str]] = defaultdict(list)
            exceptions = (a for a in self.map.arguments_of(argument.id) if a.scheme is None)
            for step in (argument, *exceptions):
                for ground in step.grounds:
                    for name in ground.meets:
                        met[name].append(ground.ref)
            for question in scheme.questions:
                item = CriticalQuestion(argument.id, question.name, question.text, tuple(met.get(question.name, ())))
                found[item.id] = item
        return found

    @cached_property
    def _found(self) -> dict[FindingKind, dict[str, Finding]]:
        return {}

    def findings_of(self, kind: FindingKind) -> Mapping[str, Finding]:
        """The findings of one kind by their IDs."""
        if kind not in self._found:
            from argmap.discourse.findings import findings

            self._found[kind] = {finding.id: finding for finding in findings(self.discourse, {kind})}
        return self._found[kind]

    def findings_about(self, kind: FindingKind, ids: Iterable[str]) -> dict[str, Finding]:
        """The findings of one kind that are about some voices or statements. Those of pairs of voices are looked for
        voice by voice: there may be more of them than of everything else."""
        wanted = {self.discourse.class_of(id) for id in ids}
        if kind in ("agreement", "conflict") and kind not in self._found:
            from argmap.discourse.findings import findings

            if all(isinstance(self.nodes.get(id), Voice) for id in wanted):
                some = {f.id: f for v in sorted(wanted, key=self.order) for f in findings(self.discourse, {kind}, v)}
                self._loose.update(some)
                return some
        found = self.findings_of(kind)
        return {id: f for id, f in found.items() if not wanted.isdisjoint(self.concerned(f))}

    def concerned(self, finding: Finding) -> tuple[str, ...]:
        """Who and what a finding is about: voices, and what stands for the statements and all that say the same."""
        return (*finding.voices, *map(self.discourse.class_of, finding.statements))

    @cached_property
    def _loose(self) -> dict[str, Finding]:
        return {}

    @cached_property
    def findings(self) -> Mapping[str, Finding]:
        """All findings."""
        return {id: found for kind in FINDING_KINDS for id, found in self.findings_of(kind).items()}

    # -- tables --------------------------------------------------------------------------------------------

    def table(self, name: str) -> Table:
        """A relation by its name in the vocabulary, or one of those that only verbs use. Raises `KeyError`."""
        if name not in self._tables:
            self._tables[name] = _gathered(TABLES[name](self))
        return self._tables[name]

    def inverse(self, name: str) -> Table:
        """A relation read the other way."""
        if name not in self._inverse:
            self._inverse[name] = _gathered((b, a) for a, many in self.table(name).items() for b in many)
        return self._inverse[name]

    def related(self, name: str, ids: Iterable[str], depth: int | None = 1) -> set[str]:
        """What stands in a relation to some of the IDs, so many steps away or fewer (`None`: any number)."""
        return _closure(self.table(name), ids, depth)

    def relating(self, name: str, ids: Iterable[str], depth: int | None = 1) -> set[str]:
        """That to which some of the IDs stand in a relation."""
        return _closure(self.inverse(name), ids, depth)

    # -- verbs ---------------------------------------------------------------------------------------------

    def that(self, verb: str, ids: Collection[str], when: When | None = None) -> set[str]:
        """All things of which a verb of the vocabulary holds, with one of the IDs behind it. Raises `KeyError`."""
        base, by = verb.removesuffix("-by"), verb.endswith("-by")
        if base in _STATES:
            return self._state(_STATES[base], ids, by, when)
        if base in _FORCES:
            return self._force(base, ids, by, when)
        if verb in _TIMED:
            return self._acted(_TIMED[verb](self, ids), when)
        if base == "report":
            return self._passed_on(ids, by, when)
        if verb in ("support", "supported-by"):
            # Steps have no date: with a time only the acts of this force are meant.
            said = self._force("support", ids, verb == "supported-by", when)
            return said if when is not None else said | _VERBS[verb](self, ids)
        if verb in ("for", "against"):
            kinds, step = (PRO, "support") if verb == "for" else (_STATES["reject"], "attack")
            voices = self._state(kinds, ids, False, when)
            return voices if when is not None else voices | _VERBS[step](self, ids)
        return _VERBS[verb](self, ids)

    def _acted(self, acts: Iterable[str], when: When | None) -> set[str]:
        """Acts of some time, and what they are about; what is no act counts as long as no time is asked for."""
        out: set[str] = set()
        for id in acts:
            node = self.nodes[id]
            if isinstance(node, Attribution):
                if when is None or when.holds(self.discourse.when(node)):
                    out.add(id)
                    if not isinstance(self.nodes[node.content], Attribution):
                        out.add(node.content)
            elif when is None:
                out.add(id)
        return out

    def _state(self, kinds: frozenset[Kind], ids: Collection[str], by: bool, when: When | None) -> set[str]:
        """What voices are committed to in the end; with a time, at its end, or since it began."""
        commitments, discourse = self.discourse.commitments, self.discourse
        own = {discourse.class_of(id) for id in ids}
        out: set[str] = set()
        if when is None:
            found = self._final_of if by else self._final_on
            standings: Iterable[Standing] = (s for key in (ids if by else own) for s in found.get(key, ()))
        else:
            window = when.window
            since = window.first if when.how in ("since", "after", "between") else None
            standings = commitments.standings_in(window.last, since)
        for standing in standings:
            if standing.kind not in kinds:
                continue
            if by and standing.voice in ids:
                out.update(self.said_with.get(standing.content, (standing.content,)))
            elif not by and standing.content in own:
                out.add(standing.voice)
        return out

    @cached_property
    def _final_of(self) -> Mapping[str, list[Standing]]:
        """What each voice is committed to in the end."""
        found: defaultdict[str, list[Standing]] = defaultdict(list)
        for standing in self.discourse.commitments.final:
            found[standing.voice].append(standing)
        return found

    @cached_property
    def _final_on(self) -> Mapping[str, list[Standing]]:
        """Who is committed to what in the end, by what stands for the statement."""
        found: defaultdict[str, list[Standing]] = defaultdict(list)
        for standing in self.discourse.commitments.final:
            found[standing.content].append(standing)
        return found

    @cached_property
    def said_with(self) -> Mapping[str, list[str]]:
        """For what stands for statements that say the same, all of them."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for id, above in self.discourse.classes.items():
            found[above].append(id)
        return found

    def _force(self, force: str, ids: Collection[str], by: bool, when: When | None) -> set[str]:
        out: set[str] = set()
        for act in self._of_force.get(force, ()):
            if when is not None and not when.holds(self.discourse.when(act)):
                continue
            if by and any(voice in ids for voice in act.voices):
                out.add(act.id)
                if not isinstance(self.nodes[act.content], Attribution):
                    out.add(act.content)
            elif not by and (act.id in ids or (act.content in ids and act.content not in self._said)):
                out.update(act.voices)
        return out

    @cached_property
    def _said(self) -> frozenset[str]:
        """All acts, whether they were made or not."""
        return frozenset(self.by_kind.get("act", ()))

    def _passed_on(self, ids: Collection[str], by: bool, when: When | None) -> set[str]:
        """What voices report: in acts of that force, by vouching for another's act, or in their own speech."""
        if by:
            told = self._acted({*self.relating("_via", ids), *self.relating("_outer_voices", ids)}, when)
            return told | self._force("report", ids, True, when)
        acts = {*ids, *self.related("acts", set(ids) - self._said)} & self._said
        if when is not None:
            acts = {id for id in acts if when.holds(self.discourse.when(cast(Attribution, self.nodes[id])))}
        told = self.related("_via", acts) | self.related("_outer_voices", acts)
        return told | self._force("report", ids, False, when)

    @cached_property
    def _of_force(self) -> Mapping[str, list[Attribution]]:
        """The acts that were made and that the author vouches for, by their force."""
        found: defaultdict[str, list[Attribution]] = defaultdict(list)
        for act in self.map.attributions:
            if act.within is None and act.status == "made":
                found[self.map.verb_of(act).force].append(act)
        return found

    @cached_property
    def theses(self) -> frozenset[str]:
        """The claims that support no other claim or premise."""
        return frozenset(claim.id for claim in self.map.theses)

    @cached_property
    def undefended(self) -> frozenset[str]:
        """What a step attacks that nothing answers: it is not undercut, and none of its grounds is attacked."""
        attacked = self.table("attackers")
        return frozenset(
            step.target
            for step in self.map.arguments
            if step.step != "supports"
            and step.id not in attacked
            and not any(ground.ref in attacked for ground in step.grounds)
        )

    @cached_property
    def asserted(self) -> frozenset[str]:
        """What the author asserts, and the claims and premises of included maps, which are their authors'."""
        own = (*self.map.claims, *self.map.premises)
        theirs = (s.id for s in own if s.id in self.discourse.from_elsewhere)
        return frozenset((*self.discourse.asserted, *theirs))

    @cached_property
    def resting(self) -> Mapping[str, Resting]:
        """The claims and premises that rest on one voice, on unnamed voices, or on one outlet alone."""
        from argmap.discourse.support import resting

        return {found.statement: found for found in resting(self.discourse)}

    @cached_property
    def borrowed(self) -> frozenset[str]:
        """The positions that the author uses as grounds without being bound to them."""
        from argmap.discourse.support import used_not_endorsed

        return frozenset(use.position for use in used_not_endorsed(self.discourse))

    @cached_property
    def held(self) -> frozenset[str]:
        """What stands for the statements that some voice holds or owes in the end."""
        final = self.discourse.commitments.final
        return frozenset(s.content for s in final if s.kind in ("held", "owed"))

    @cached_property
    def agreement(self) -> Agreement:
        """Who takes which side in the end."""
        return Agreement(self.discourse)

    def meeting(self, kind: str, ids: Collection[str]) -> set[str]:
        """The voices that agree, or that conflict, with one of some voices."""
        return {m.other.voice for id in ids for m in self.agreement.meetings(id) if m.kind == kind}

    # -- ways ----------------------------------------------------------------------------------------------

    def bears_on(self, ids: Iterable[str], up: bool, depth: int | None = None) -> set[str]:
        """What some IDs bear on (`up`), or what bears on them, directly or through others."""
        return _closure(self.inverse("_below") if up else self.table("_below"), ids, depth)

    def around(self, ids: Iterable[str], up: bool, depth: int) -> set[str]:
        """The steps, with what stands at their other ends, that lead up from some IDs, or down, so many steps far."""
        table, nodes = self.inverse("_below") if up else self.table("_below"), self.nodes
        out: set[str] = set()
        edge = set(ids)
        for _ in range(depth):
            found: set[str] = set()
            for id in edge:
                for other in table.get(id, _NONE):
                    found.add(other)
                    if isinstance(nodes[other], Argument) and not (up and isinstance(nodes.get(id), Argument)):
                        ends = table.get(other, _NONE)
                        found.update(end for end in ends if up or not isinstance(nodes[end], Argument))
            edge = found - out
            if not edge:
                break
            out |= edge
        return out


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _gathered(pairs: Iterable[tuple[str, str]]) -> Table:
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for a, b in pairs:
        found[a][b] = None
    return {a: tuple(many) for a, many in found.items()}


def _closure(table: Table, ids: Iterable[str], depth: int | None) -> set[str]:
    """What can be reached in so many steps; the start itself only where a way leads back to it."""
    out: set[str] = set()
    edge = set(ids)
    while edge and (depth is None or depth > 0):
        edge = {b for a in edge for b in table.get(a, _NONE)} - out
        out |= edge
        depth = None if depth is None else depth - 1
    return out


# -- the verbs, one by one ---------------------------------------------------------------------------------------


def _asked_of(x: Index, ids: Collection[str]) -> set[str]:
    entries = x.discourse.commitments.entries
    return {e.by for e in entries if e.kind == "asked" and any(to in ids for to in e.to)}


_TIMED: dict[str, Callable[[Index, Collection[str]], Iterable[str]]] = {
    "by": lambda x, ids: x.related("_own", ids),
    "to": lambda x, ids: x.relating("addressees", ids),
    "via": lambda x, ids: x.relating("_via", ids),
    "according-to": lambda x, ids: x.relating("_outer_voices", ids),
    "asked-of": _asked_of,
}
"""Verbs that hold of acts, and of what these are about, at a time."""


def _resting(x: Index, ids: Collection[str]) -> set[str]:
    voices = [id for id in ids if isinstance(x.nodes.get(id), Voice)]
    theirs = x.related("acts", voices) | x.related("positions", voices) | x._acted(x.relating("_via", voices), None)
    return x.relating("_supports", {*ids, *theirs}, None)


_VERBS: dict[str, Callable[[Index, Collection[str]], set[str]]] = {
    "about": lambda x, ids: x.relating("_about", ids),
    "within": lambda x, ids: x.relating("_outer", ids),
    "supported-by": lambda x, ids: x.relating("_supported", ids),
    "support": lambda x, ids: x.related("_supported", ids),
    "attacked-by": lambda x, ids: x.relating("_attacked", ids),
    "attack": lambda x, ids: x.related("_attacked", ids),
    "rebutted-by": lambda x, ids: x.relating("_rebutted", ids),
    "rebut": lambda x, ids: x.related("_rebutted", ids),
    "undercut-by": lambda x, ids: x.relating("_undercut", ids),
    "undercut": lambda x, ids: x.related("_undercut", ids),
    "rest-on": _resting,
    "bear-on": lambda x, ids: x.bears_on(ids, up=False),
    "contradict": lambda x, ids: x.related("_contradicting", ids),
    "same-as": lambda x, ids: x.related("_same", ids),
    "answer": lambda x, ids: x.related("answers", ids),
    "answered-by": lambda x, ids: x.relating("answers", ids),
    "of": lambda x, ids: x.related("members", ids) | x.related("quotes", ids),
    "with-members": lambda x, ids: x.related("groups", ids),
    "agree-with": lambda x, ids: x.meeting("agreement", ids),
    "conflict-with": lambda x, ids: x.meeting("conflict", ids),
}

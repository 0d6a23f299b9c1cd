"""`Discourse`: a map as a web of who holds what. What several readings of it need is found once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from argmap.discourse.time import Days, days
from argmap.model.map import ArgumentMap, Treatment
from argmap.model.nodes import Argument, Attribution, Claim, Node, Position, Premise, Question, Source, Statement, Voice

if TYPE_CHECKING:
    from argmap.discourse.commitments import Commitments
    from argmap.discourse.conflicts import Conflict
    from argmap.discourse.own_word import OwnWord

__all__ = ["AuthorStore", "Discourse", "is_author", "is_someone"]


def is_author(voice: str) -> bool:
    """Whether a voice is the author of this map or of an included one."""
    return voice.rpartition(".")[2] == "author"


def is_someone(voice: str) -> bool:
    """Whether a voice stands for whoever the text does not name: two such need not be the same."""
    return voice.rpartition(".")[2] == "someone"


class AuthorStore(NamedTuple):
    """What the author says in the author's own name: for each statement the node that says so."""

    holds: Mapping[str, str]
    """Claims, premises and endorsed positions."""
    denies: Mapping[str, str]
    """Rejected positions."""


class Discourse:
    """A map, and what follows from its attributions. Everything is found when it is first asked for, and kept."""

    def __init__(self, map: ArgumentMap) -> None:
        self.map = map

    @cached_property
    def rank(self) -> Mapping[str, int]:
        """Where each node comes in the order of the map, from 0; voices that no line declares are not in it."""
        return {node.id: n for n, node in enumerate(self.map.nodes)}

    # -- whose is it ---------------------------------------------------------------------------------------

    @cached_property
    def from_elsewhere(self) -> frozenset[str]:
        """What maps with an author of their own bring: all that is included under a name."""
        return frozenset(id for include in self.map.includes if include.name for id in include.members)

    def author_of(self, id: str) -> str:
        """The voice that asserts a claim or a premise: the author of the map that it came with."""
        if id in self.from_elsewhere:
            prefix = id.partition("/")[0].rpartition(".")[0]
            return f"{prefix}.author" if prefix else "author"
        return "author"

    def by_author(self, argument: Argument) -> bool:
        """Whether the author of the text draws a step."""
        return "author" in self.map.drawn_by(argument)

    def endorsed(self, id: str) -> bool:
        """Whether the author stands behind a statement: a claim, a premise that is no other voice's ground, or a
        position that the author endorses."""
        node = self.map[id]
        if isinstance(node, Position):
            return self.map.treatment_of(id) == "endorses"
        return isinstance(node, Claim) or (isinstance(node, Premise) and id not in self.borrowed)

    @cached_property
    def borrowed(self) -> frozenset[str]:
        """Premises that stand in other voices' steps only: the author leans on none of them."""
        own: set[str] = set()
        others: set[str] = set()
        for argument in self.map.arguments:
            (own if self.by_author(argument) else others).update(ground.ref for ground in argument.grounds)
        return frozenset(id for id in others - own if isinstance(self.map[id], Premise))

    def statement_of(self, node: Node) -> Claim | Premise | Position | Question:
        """The statement that a node belongs to in the end: itself, what an attribution is about, or the conclusion
        of a step."""
        while isinstance(node, Attribution | Argument):
            node = self.map[node.content if isinstance(node, Attribution) else node.target]
        assert isinstance(node, Claim | Premise | Position | Question)
        return node

    # -- acts ----------------------------------------------------------------------------------------------

    @cached_property
    def acts(self) -> tuple[Attribution, ...]:
        """The acts that the author of the text vouches for and that were made; only these bind a voice to a statement.
        What somebody reports of others binds them to nothing."""
        return tuple(
            act
            for act in self.map.attributions
            if act.within is None and act.status == "made" and not isinstance(self.map[act.content], Attribution)
        )

    def when(self, act: Attribution) -> Days | None:
        """When an act took place: its own date, else that of the source in which it stands."""
        return days(self.date_of(act))

    def date_of(self, act: Attribution) -> str | None:
        """The date of an act as it is written, else that of the source in which it stands."""
        venue = self.map.get(act.venue) if act.venue else None
        return act.date or (venue.date if isinstance(venue, Source) else None)

    def asserts(self, act: Attribution) -> bool:
        """Whether somebody puts something forward as being so, or as not being so."""
        sense = self.map.verb_of(act)
        if act.status != "made" or sense.commitment not in ("for", "against"):
            return False
        if all(_can_be_read(self.map[id]) for id in act.voices):
            return False
        content = self.map[act.content]
        return sense.force in _ASSERT or (
            sense.force in _TAKE_SIDES and isinstance(content, Statement) and content.type == "fact"
        )

    # -- statements ----------------------------------------------------------------------------------------

    @cached_property
    def classes(self) -> Mapping[str, str]:
        """For each statement that says the same as others one that stands for them all; the rest stand for
        themselves and are not in it. Whichever line names them first, the same one stands for them."""
        up: dict[str, str] = {}

        def find(id: str) -> str:
            while (above := up.get(id, id)) != id:
                up[id] = up.get(above, above)
                id = above
            return id

        for relation in self.map.relations:
            if relation.relation == "same-as":
                a, b = sorted((find(relation.a), find(relation.b)))
                up.setdefault(a, a)
                up[b] = a
        return {id: find(id) for id in list(up)}

    def class_of(self, id: str) -> str:
        """What stands for a statement and all that say the same."""
        return self.classes.get(id, id)

    @cached_property
    def contradictions(self) -> Mapping[str, Mapping[str, str]]:
        """For what stands for a statement (`class_of`) each that it contradicts, with the ID of the line that says
        so."""
        found: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for relation in self.map.relations:
            if relation.relation == "contradicts":
                a, b = self.class_of(relation.a), self.class_of(relation.b)
                if a != b:
                    found[a].setdefault(b, relation.id)
                    found[b].setdefault(a, relation.id)
        return found

    @cached_property
    def questions_of(self) -> Mapping[str, tuple[str, ...]]:
        """For what stands for a statement, the questions that are not `open` of which it is an answer: to hold it is
        to deny the others."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for question in self.map.questions:
            if not question.open:
                for answer in dict.fromkeys(self.class_of(id) for id in question.answers):
                    found[answer].append(question.id)
        return {id: tuple(questions) for id, questions in found.items()}

    def rivals(self, id: str) -> Mapping[str, str]:
        """What cannot hold together with a statement, with the line or the question that says so."""
        own = self.class_of(id)
        found = dict(self.contradictions.get(own, {}))
        for question in self.questions_of.get(own, ()):
            node = self.map[question]
            assert isinstance(node, Question)
            for answer in node.answers:
                other = self.class_of(answer)
                if other != own:
                    found.setdefault(other, question)
        return found

    # -- the author ----------------------------------------------------------------------------------------

    @cached_property
    def author(self) -> AuthorStore:
        """The author's own commitments, without those that follow from the verbs of others, by what stands for each
        statement (`class_of`). A premise that only ever attacks what the author argues for is an objection to be
        answered, and need not be held."""
        holds: dict[str, str] = {}
        denies: dict[str, str] = {}
        for id in self.asserted:
            holds.setdefault(self.class_of(id), id)
        for act in self.acts:
            if "author" in act.voices and act.id not in self.from_elsewhere:
                side = {"for": holds, "against": denies}.get(self.map.verb_of(act).commitment)
                if side is not None:
                    side.setdefault(self.class_of(act.content), act.id)
        return AuthorStore(holds, denies)

    def treatment_of(self, id: str) -> Treatment:
        """How the author treats a position: as the author's own word on it and the verbs with which it is reported say
        (`ArgumentMap.treatment_of`); else as they say of one that says the same; else it is endorsed where the author
        asserts what says the same, rejected where the author asserts what cannot hold together with it, and reported
        where there is none of these. Raises `KeyError` for what is no position of the map."""
        return self.treatments[id]

    @cached_property
    def treatments(self) -> Mapping[str, Treatment]:
        """The same for all positions."""
        by_word = {p.id: self.map.treatment_of(p.id) for p in self.map.positions}
        same: dict[str, Treatment] = {}
        for id, treatment in by_word.items():
            if treatment != "reports" and id not in self.from_elsewhere:
                same.setdefault(self.class_of(id), treatment)
        found: dict[str, Treatment] = {}
        for id, treatment in by_word.items():
            own = self.class_of(id)
            if treatment == "reports":
                treatment = same.get(own, "reports")
            if treatment == "reports" and own in self.author.holds:
                treatment = "endorses"
            if treatment == "reports" and own in self.excluded:
                treatment = "rejects"
            found[id] = treatment
        return found

    @cached_property
    def excluded(self) -> Mapping[str, tuple[str, str]]:
        """What cannot hold together with something that the author asserts (`rivals`), by what stands for it, with what
        stands for that other statement and the line or the question that says so."""
        found: dict[str, tuple[str, str]] = {}
        holds = self.author.holds
        for id in holds:
            for rival, because in self.contradictions.get(id, {}).items():
                found.setdefault(rival, (id, because))
        for question in self.map.questions:
            answers = () if question.open else tuple(dict.fromkeys(map(self.class_of, question.answers)))
            held = [answer for answer in answers if answer in holds][:2]
            for answer in answers:
                other = next((one for one in held if one != answer), None)
                if other is not None:
                    found.setdefault(answer, (other, question.id))
        return found

    @cached_property
    def asserted(self) -> tuple[str, ...]:
        """The claims, and the premises that the author leans on, of this map itself."""
        own = {s.id for s in self.map.statements if isinstance(s, Claim | Premise) or self.endorsed(s.id)}
        return tuple(
            node.id
            for node in self.map.statements
            if node.id not in self.from_elsewhere
            and (isinstance(node, Claim) or (isinstance(node, Premise) and self._held(node, own)))
        )

    def _held(self, premise: Premise, own: Collection[str]) -> bool:
        uses = self.map.arguments_from(premise.id)
        return not uses or any(
            a.step == "supports" or (a.step == "rebuts" and a.target not in own) for a in uses if self.by_author(a)
        )

    # -- what others read ----------------------------------------------------------------------------------

    @cached_property
    def commitments(self) -> Commitments:
        """The commitment stores of all voices."""
        from argmap.discourse.commitments import Commitments

        return Commitments(self)

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Each voice that is or was bound to both sides of a contradiction."""
        from argmap.discourse.conflicts import find

        return tuple(find(self))

    @cached_property
    def own_word(self) -> OwnWord:
        """What voices say for themselves, also of themselves in their own speech."""
        from argmap.discourse.own_word import OwnWord

        return OwnWord(self)

    def reporters(self, act: Attribution) -> Iterator[Attribution]:
        """The acts in whose scope a nested one stands, the nearest first."""
        seen = {act.id}
        while act.within is not None and act.within not in seen:
            seen.add(act.within)
            outer = self.map[act.within]
            assert isinstance(outer, Attribution)
            yield outer
            act = outer


_ASSERT = frozenset({"say", "claim", "report", "warn", "believe"})
"""Forces that put something forward as being so. Promises, demands, plans, refusals are acts that are facts themselves,
whatever comes of them."""

_TAKE_SIDES = frozenset({"accept", "support", "reject", "oppose"})
"""Forces that do so of facts; of a plan they are moves in the game."""


def _can_be_read(voice: object) -> bool:
    """Whether what a voice says is no hearsay: a document with a name, in which everybody can look."""
    return isinstance(voice, Voice) and voice.kind == "document" and voice.naming == "named"

"""Who is bound to what: the commitments that the acts of a map lay on its voices (Hamblin 1970; Walton and Krabbe
1995), and where one voice is bound to both sides of a contradiction."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Literal, NamedTuple

from argmap.checks.view import View
from argmap.model.nodes import Attribution, Claim, Premise, Source, Statement, Voice

__all__ = [
    "AuthorStore",
    "Conflict",
    "Days",
    "acts",
    "asserts",
    "author_store",
    "classes",
    "conflicts",
    "contradictions",
    "days",
    "from_elsewhere",
    "is_author",
    "when",
]

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T.*?)?)?)?[~?%]?")


class Days(NamedTuple):
    """The days between which something took place, counted in years of 372 days."""

    first: int
    last: int


def days(date: str | None) -> Days | None:
    """The days that a date stands for, `None` for words. One marked `~`, `?` or `%` may be off by one of its units."""
    if date is None:
        return None
    first, slash, last = date.partition("/")
    if slash:
        a, b = days(first), days(last)
        return Days(a.first, b.last) if a and b else None
    match = _DATE.fullmatch(date)
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    season = month > 12
    start = year * 372 + (0 if season else max(month - 1, 0) * 31) + max(day - 1, 0)
    unit = 1 if day else 31 if month and not season else 372
    slack = unit if date[-1] in "~?%" else 0
    return Days(start - slack, start + unit - 1 + slack)


def when(view: View, act: Attribution) -> Days | None:
    """When an act took place: its own date, else that of the source in which it stands."""
    venue = view.map.get(act.venue) if act.venue else None
    return days(act.date or (venue.date if isinstance(venue, Source) else None))


def is_author(voice: str) -> bool:
    """Whether a voice is the author of this map or of an included one."""
    return voice.rpartition(".")[2] == "author"


def from_elsewhere(view: View) -> frozenset[str]:
    """What maps with an author of their own bring: all that is included under a name."""
    return frozenset(id for include in view.map.includes if include.name for id in include.members)


def acts(view: View) -> Iterator[Attribution]:
    """The acts that the author of the text vouches for and that were made; only these bind a voice."""
    for act in view.map.attributions:
        if act.within is None and act.status == "made" and not isinstance(view.map[act.content], Attribution):
            yield act


def classes(view: View) -> Mapping[str, str]:
    """For each statement that says the same as others one that stands for them all; the rest stand for themselves."""
    return view.once(_classes)


def _classes(view: View) -> Mapping[str, str]:
    up: dict[str, str] = {}

    def find(id: str) -> str:
        while (above := up.get(id, id)) != id:
            up[id] = up.get(above, above)
            id = above
        return id

    for relation in view.map.relations:
        if relation.relation == "same-as":
            up.setdefault(relation.a, relation.a)
            up[find(relation.b)] = find(relation.a)
    return {id: find(id) for id in list(up)}


def contradictions(view: View, same: Mapping[str, str]) -> Mapping[str, Mapping[str, str]]:
    """For each statement those that it contradicts, with the ID of the line that says so; `same` are `classes`."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for relation in view.map.relations:
        if relation.relation == "contradicts":
            a, b = same.get(relation.a, relation.a), same.get(relation.b, relation.b)
            if a != b:
                found[a].setdefault(b, relation.id)
                found[b].setdefault(a, relation.id)
    return found


class AuthorStore(NamedTuple):
    """What the author says in the author's own name: for each statement the node that says so."""

    holds: Mapping[str, str]
    """Claims, premises and endorsed positions."""
    denies: Mapping[str, str]
    """Rejected positions."""


def author_store(view: View) -> AuthorStore:
    """The author's own commitments, without those that follow from the verbs of others, by what stands for each
    statement (`classes`). A premise that only ever attacks what the author argues for is an objection to be answered,
    and need not be held."""
    return view.once(_author_store)


def _author_store(view: View) -> AuthorStore:
    same = classes(view)
    holds: dict[str, str] = {}
    denies: dict[str, str] = {}
    elsewhere = from_elsewhere(view)
    own = {s.id for s in view.map.statements if isinstance(s, Claim | Premise) or view.endorsed(s.id)}
    for node in view.map.statements:
        held = isinstance(node, Claim) or (isinstance(node, Premise) and _held(view, node, own))
        if held and node.id not in elsewhere:
            holds.setdefault(same.get(node.id, node.id), node.id)
    for act in acts(view):
        if "author" in act.voices and act.id not in elsewhere:
            side = {"for": holds, "against": denies}.get(view.map.verb_of(act).commitment)
            if side is not None:
                side.setdefault(same.get(act.content, act.content), act.id)
    return AuthorStore(holds, denies)


def _held(view: View, premise: Premise, own: Collection[str]) -> bool:
    uses = view.map.arguments_from(premise.id)
    return not uses or any(
        a.step == "supports" or (a.step == "rebuts" and a.target not in own) for a in uses if view.by_author(a)
    )


# --- both sides ------------------------------------------------------------------------------------


class _Held(NamedTuple):
    at: str
    """The attribution, claim or premise by which the voice is bound."""
    when: Days | None


class Conflict(NamedTuple):
    """A voice that is, or was, bound to both sides of a contradiction."""

    voice: str
    first: str
    """The attribution, claim or premise that came first, or stands first."""
    second: str
    because: str | None
    """The `contradicts` line or the question that sets them against each other; `None` for a thing and its denial."""
    how: Literal["both", "later", "withdrawn"]
    """Held at once for all that is known; one certainly later; one withdrawn."""
    withdrawal: str | None
    dated: bool
    """Whether both are dated; of two that are, and are held at once, the dates do not say which came later."""


class _Store:
    """The commitments of all voices."""

    def __init__(self, view: View, same: Mapping[str, str]) -> None:
        self.same = same
        self.order = {node.id: n for n, node in enumerate(view.map.nodes)}
        self.holders: defaultdict[tuple[str, bool], dict[str, list[_Held]]] = defaultdict(dict)
        """By statement and side (`True` is for it) and voice."""
        self.withdrawn: dict[tuple[str, str], tuple[float, str]] = {}
        """By voice and statement: the last day of the latest withdrawal, and where it stands."""
        for id, at in author_store(view).holds.items():
            if not isinstance(view.map[at], Attribution):
                self.holders[id, True].setdefault("author", []).append(_Held(at, None))
        for act in acts(view):
            side = view.map.verb_of(act).commitment
            id, day = self.of(act.content), when(view, act)
            for voice in act.voices:
                if side == "withdraws":
                    end = float(day.last) if day else float("inf")
                    self.withdrawn[voice, id] = max((end, act.id), self.withdrawn.get((voice, id), (end, act.id)))
                elif side in ("for", "against") and voice.rpartition(".")[2] != "someone":
                    # Two whom nobody names need not be the same.
                    self.holders[id, side == "for"].setdefault(voice, []).append(_Held(act.id, day))

    def of(self, id: str) -> str:
        return self.same.get(id, id)

    def withdrawal(self, voice: str, id: str, held: list[_Held]) -> str | None:
        """Where a voice takes back what it held, unless it held it again later."""
        found = self.withdrawn.get((voice, id))
        last = max(h.when.first if h.when else float("-inf") for h in held)
        return found[1] if found and found[0] >= last else None

    def conflict(self, voice: str, a: tuple[str, bool], b: tuple[str, bool], because: str | None) -> Conflict | None:
        one, other = self.holders[a].get(voice, []), self.holders[b].get(voice, [])
        if not one or not other:
            return None
        if gone := self.withdrawal(voice, a[0], one):
            return self.in_order(Conflict(voice, one[0].at, other[0].at, because, "withdrawn", gone, True))
        if gone := self.withdrawal(voice, b[0], other):
            return Conflict(voice, other[0].at, one[0].at, because, "withdrawn", gone, True)
        x, y = (next((h for h in held if not h.when), held[0]) for held in (one, other))
        if x.when and y.when:
            return self.in_order(_in_time(voice, one, other, because))
        return self.in_order(Conflict(voice, x.at, y.at, because, "both", None, False))

    def in_order(self, found: Conflict) -> Conflict:
        """What is held at once, or about one thing, in the order of the file."""
        at_once = found.how == "both" or (found.how == "withdrawn" and found.because is None)
        if at_once and self.order[found.first] > self.order[found.second]:
            return found._replace(first=found.second, second=found.first)
        return found


def _in_time(voice: str, one: list[_Held], other: list[_Held], because: str | None) -> Conflict:
    """Of two sides whose dates are all known: two acts that may fall together, else the last change of mind."""
    line = sorted(
        ((h.when, side, h.at) for side, held in enumerate((one, other)) for h in held if h.when),
        key=lambda item: item[0],
    )
    latest: list[tuple[int, str] | None] = [None, None]
    before, change = line[0], (line[0], line[0])
    for item in line:
        day, side, at = item
        rival = latest[not side]
        if rival is not None and rival[0] >= day.first:
            return Conflict(voice, rival[1], at, because, "both", None, True)
        if before[1] != side:
            change = before, item
        before = item
        own = latest[side]
        if own is None or own[0] < day.last:
            latest[side] = day.last, at
    return Conflict(voice, change[0][2], change[1][2], because, "later", None, True)


def conflicts(view: View) -> tuple[Conflict, ...]:
    """Each voice that is or was bound to both sides of a contradiction: to a statement and its denial, to two that
    contradict each other, or to rival answers of one question. Once for each voice and pair."""
    return view.once(_all_conflicts)


def _all_conflicts(view: View) -> tuple[Conflict, ...]:
    return tuple(_conflicts(view))


def _conflicts(view: View) -> Iterator[Conflict]:
    same = classes(view)
    store = _Store(view, same)
    told: set[tuple[str, frozenset[tuple[str, bool]]]] = set()

    def pair(
        a: tuple[str, bool], b: tuple[str, bool], because: str | None, voices: Iterable[str] | None = None
    ) -> Iterator[Conflict]:
        if a not in store.holders or b not in store.holders:
            return
        small, large = sorted((store.holders[a], store.holders[b]), key=len)
        for voice in voices or [v for v in small if v in large]:
            key = voice, frozenset((a, b))
            if key not in told:
                told.add(key)
                if found := store.conflict(voice, a, b, because):
                    yield found

    for id, _ in list(store.holders):
        yield from pair((id, True), (id, False), None)
    for a, others in contradictions(view, same).items():
        for b, relation in others.items():
            yield from pair((a, True), (b, True), relation)
    for question in view.map.questions:
        if question.open:
            continue
        by_voice: defaultdict[str, list[str]] = defaultdict(list)
        for answer in dict.fromkeys(map(store.of, question.answers)):
            for voice in store.holders.get((answer, True), ()):
                by_voice[voice].append(answer)
        for voice, answers in by_voice.items():
            # What still stands comes first, so that a withdrawn answer does not come between two that stand.
            gone = {id: None for id in answers if store.withdrawal(voice, id, store.holders[id, True][voice])}
            for a, b in pairwise([*(id for id in answers if id not in gone), *gone]):
                yield from pair((a, True), (b, True), question.id, (voice,))


_ASSERT = frozenset({"say", "claim", "report", "warn", "believe"})
"""Forces that put something forward as being so. Promises, demands, plans, refusals are acts that are facts themselves,
whatever comes of them."""

_TAKE_SIDES = frozenset({"accept", "support", "reject", "oppose"})
"""Forces that do so of facts; of a plan they are moves in the game."""


def asserts(view: View, act: Attribution) -> bool:
    """Whether somebody puts something forward as being so, or as not being so."""
    sense = view.map.verb_of(act)
    if act.status != "made" or sense.commitment not in ("for", "against"):
        return False
    if all(_can_be_read(view.map[id]) for id in act.voices):
        return False
    content = view.map[act.content]
    return sense.force in _ASSERT or (
        sense.force in _TAKE_SIDES and isinstance(content, Statement) and content.type == "fact"
    )


def _can_be_read(voice: object) -> bool:
    """Whether what a voice says is no hearsay: a document with a name, in which everybody can look."""
    return isinstance(voice, Voice) and voice.kind == "document" and voice.naming == "named"

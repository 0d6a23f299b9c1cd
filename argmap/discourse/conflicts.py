"""Voices that are, or were, bound to both sides of a contradiction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from argmap.discourse.base import is_someone
from argmap.discourse.commitments import Entry

if TYPE_CHECKING:
    from argmap.discourse.base import Discourse

__all__ = ["Conflict", "find"]

_Cell = tuple[str, bool]
"""What stands for a statement, and a side of it (`True` is for it)."""


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
    turns: tuple[str, ...] = ()
    """Of a voice that certainly turned more than once the act with which it first took a side, and those with which it
    turned, in the order of time; `first` and `second` are of the last turn."""


class _Sides:
    """The sides that voices take, by statement."""

    def __init__(self, discourse: Discourse) -> None:
        self.of = discourse.class_of
        self.order = discourse.rank
        self.holders: defaultdict[_Cell, dict[str, list[Entry]]] = defaultdict(dict)
        self.withdrawn: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in discourse.commitments.entries:
            if entry.source not in ("act", "own") or is_someone(entry.voice):
                continue
            id = self.of(entry.content)
            if entry.kind == "withdrawn":
                self.withdrawn[entry.voice, id].append(entry)
            elif entry.kind in ("held", "owed", "rejected"):
                self.holders[id, entry.kind != "rejected"].setdefault(entry.voice, []).append(entry)

    def withdrawal(self, voice: str, id: str, held: list[Entry]) -> str | None:
        """Where a voice takes back what it held, unless it held it again later."""
        found = self.withdrawn.get((voice, id))
        if not found:
            return None
        latest = max(found, key=_last)
        if all(e.when is None for e in (*held, *found)) and len({e.content for e in (*held, *found)}) == 1:
            # Without dates the lines below a statement stand in the order of the text.
            return latest.by if latest.number > max(e.number for e in held) else None
        last = max(e.when.first if e.when else float("-inf") for e in held)
        return latest.by if _last(latest)[0] >= last else None

    def conflict(self, voice: str, a: _Cell, b: _Cell, because: str | None) -> Conflict | None:
        one, other = self.holders[a].get(voice, []), self.holders[b].get(voice, [])
        if not one or not other:
            return None
        if gone := self.withdrawal(voice, a[0], one):
            return self.in_order(Conflict(voice, one[0].by, other[0].by, because, "withdrawn", gone, True))
        if gone := self.withdrawal(voice, b[0], other):
            return Conflict(voice, other[0].by, one[0].by, because, "withdrawn", gone, True)
        x, y = (next((h for h in held if not h.when), held[0]) for held in (one, other))
        if x.when and y.when:
            return self.in_order(_in_time(voice, one, other, because))
        return self.in_order(Conflict(voice, x.by, y.by, because, "both", None, False))

    def in_order(self, found: Conflict) -> Conflict:
        """What is held at once, or about one thing, in the order of the file."""
        at_once = found.how == "both" or (found.how == "withdrawn" and found.because is None)
        if at_once and self.order[found.first] > self.order[found.second]:
            return found._replace(first=found.second, second=found.first)
        return found


def _last(entry: Entry) -> tuple[float, int]:
    return (entry.when.last if entry.when else float("inf"), entry.number)


def _in_time(voice: str, one: list[Entry], other: list[Entry], because: str | None) -> Conflict:
    """Of two sides whose dates are all known: two acts that may fall together, else the last change of mind."""
    line = sorted(
        ((h.when, side, h.by) for side, held in enumerate((one, other)) for h in held if h.when),
        key=lambda item: item[0],
    )
    latest: list[tuple[int, str] | None] = [None, None]
    before, change = line[0], (line[0], line[0])
    turns = [line[0][2]]
    for item in line:
        day, side, at = item
        rival = latest[not side]
        if rival is not None and rival[0] >= day.first:
            return Conflict(voice, rival[1], at, because, "both", None, True)
        if before[1] != side:
            change = before, item
            turns.append(at)
        before = item
        own = latest[side]
        if own is None or own[0] < day.last:
            latest[side] = day.last, at
    return Conflict(
        voice, change[0][2], change[1][2], because, "later", None, True, tuple(turns) if len(turns) > 2 else ()
    )


def find(discourse: Discourse) -> Iterator[Conflict]:
    """Each voice that is or was bound to a statement and its denial, to two that contradict each other, or to rival
    answers of one question. Once for each voice and pair."""
    sides = _Sides(discourse)
    told: set[tuple[str, frozenset[_Cell]]] = set()

    def pair(a: _Cell, b: _Cell, because: str | None, voices: Iterable[str] | None = None) -> Iterator[Conflict]:
        if a not in sides.holders or b not in sides.holders:
            return
        small, large = sorted((sides.holders[a], sides.holders[b]), key=len)
        for voice in voices or [v for v in small if v in large]:
            key = voice, frozenset((a, b))
            if key not in told:
                told.add(key)
                if found := sides.conflict(voice, a, b, because):
                    yield found

    for id, _ in list(sides.holders):
        yield from pair((id, True), (id, False), None)
    for a, others in discourse.contradictions.items():
        for b, relation in others.items():
            yield from pair((a, True), (b, True), relation)
    for question in discourse.map.questions:
        if question.open:
            continue
        by_voice: defaultdict[str, list[str]] = defaultdict(list)
        for answer in dict.fromkeys(map(sides.of, question.answers)):
            for voice in sides.holders.get((answer, True), ()):
                by_voice[voice].append(answer)
        for voice, answers in by_voice.items():
            # What still stands comes first, so that a withdrawn answer does not come between two that stand.
            gone = {id: None for id in answers if sides.withdrawal(voice, id, sides.holders[id, True][voice])}
            for a, b in pairwise([*(id for id in answers if id not in gone), *gone]):
                yield from pair((a, True), (b, True), question.id, (voice,))

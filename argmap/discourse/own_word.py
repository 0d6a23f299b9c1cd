"""What voices say for themselves: what the author of the text vouches for, and what they tell of themselves."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from argmap.discourse.commitments import Entry, Standing, kind_of
from argmap.discourse.time import Days, days
from argmap.model.nodes import Attribution

if TYPE_CHECKING:
    from argmap.discourse.base import Discourse

__all__ = ["OwnWord", "Told"]


class Told(NamedTuple):
    """An act about a statement that took place, or did not, according to somebody."""

    act: Attribution
    outer: Attribution
    """The act in whose scope it stands."""
    when: Days | None
    """The time of which it is told: the act's own date, else that of the nearest act around it that has one."""
    dated: bool
    """Whether that is the act's own date."""


class OwnWord:
    """The entries of the stores with what voices tell of themselves: `moss says that moss promises` is Moss's own word,
    at the time of the telling where the promise has no date of its own. Statements that say the same are one."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.told: list[Told] = []
        """What somebody tells and vouches for, in the order of the map; acts that were made, or not made."""
        self._entries: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
        self._standings: dict[tuple[str, str], tuple[Standing, ...]] = {}
        for entry in discourse.commitments.entries:
            self._entries[entry.voice, discourse.class_of(entry.content)].append(entry)
        self._not_made: defaultdict[tuple[str, str], list[Attribution]] = defaultdict(list)
        speakers: dict[str, frozenset[str] | None] = {}
        dates: dict[str, str | None] = {}
        map = discourse.map
        for act in map.attributions:
            if isinstance(map[act.content], Attribution):
                continue
            outer = map.get(act.within) if act.within else None
            if not isinstance(outer, Attribution):
                if act.status == "not-made":
                    for voice in act.voices:
                        self._not_made[voice, discourse.class_of(act.content)].append(act)
                continue
            everybody = self._speakers(act, speakers) if act.status in ("made", "not-made") else None
            if everybody is None:
                continue
            date = self._date(act, dates)
            self.told.append(Told(act, outer, days(date), discourse.date_of(act) is not None))
            kind = kind_of(map.verb_of(act))
            if kind is not None and act.status == "made":
                content = discourse.class_of(act.content)
                for voice in act.voices:
                    if voice in everybody:
                        entry = Entry(voice, kind, act.content, act.id, date, days(date), act.to, "act", 0)
                        self._entries[voice, content].append(entry)
        for key, entries in self._entries.items():
            entries.sort(key=lambda e: discourse.rank.get(e.by, -1))
            self._entries[key] = [e._replace(number=n) for n, e in enumerate(entries)]

    def _date(self, act: Attribution, known: dict[str, str | None]) -> str | None:
        """The date of an act, else that of the nearest act around it that has one."""
        chain = [act]
        found = self.discourse.date_of(act)
        for outer in self.discourse.reporters(act):
            if found is not None:
                break
            if outer.id in known:
                found = known[outer.id]
                break
            found = self.discourse.date_of(outer)
            chain.append(outer)
        for one in chain:
            known[one.id] = found
        return found

    def _speakers(self, act: Attribution, known: dict[str, frozenset[str] | None]) -> frozenset[str] | None:
        """The voices that take part in each act in whose scope one stands; `None` where one of these does not say that
        what it reports took place. An empty set is what nobody tells of himself."""
        chain: list[Attribution] = []
        for outer in self.discourse.reporters(act):
            chain.append(outer)
            if outer.id in known:
                break
        found: frozenset[str] | None = None
        below: Attribution
        for n in range(len(chain) - 1, -1, -1):
            outer = chain[n]
            if outer.id in known:
                found = known[outer.id]
            elif outer.within is None:
                found = frozenset(outer.voices)
            elif found is not None:
                found &= frozenset(outer.voices)
            below = chain[n - 1] if n else act
            known[outer.id] = found
            if found is not None and not self._affirms(outer, below):
                found = None
        return found

    def _affirms(self, outer: Attribution, inner: Attribution) -> bool:
        if outer.status != "made":
            return False
        # What is told in passing is no part of what is asked, denied or doubted.
        return outer.content != inner.id or kind_of(self.discourse.map.verb_of(outer)) == "held"

    def entries(self, voice: str, content: str) -> list[Entry]:
        """What a voice says itself of a statement, in the order of the map; `number` counts these alone."""
        return self._entries.get((voice, self.discourse.class_of(content)), [])

    def not_made(self, voice: str, content: str) -> list[Attribution]:
        """The acts of a voice on a statement that did not take place, as the author of the text says."""
        return self._not_made.get((voice, self.discourse.class_of(content)), [])

    def standings(self, voice: str, content: str) -> tuple[Standing, ...]:
        """What a voice stands by in the end, by its own word."""
        key = voice, self.discourse.class_of(content)
        if key not in self._standings:
            self._standings[key] = tuple(self.discourse.commitments.standings(self.entries(voice, content)))
        return self._standings[key]

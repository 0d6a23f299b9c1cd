"""Who takes which side of what: statement by statement, for agreement and conflict between voices.

To hold, owe, ask, want or offer something is to be for it, to reject it is to be against it (the binary qualifier of
discourse network analysis: P. Leifeld, *Policy Debates as Dynamic Networks*, 2016, ch. 3). A voice that has taken both
sides and of which it is not known which came last stands on both.

At a date (`Then`) what is certainly later is left out. An act without a date may be later, and is not certain; but what
the author says in the author's own name is as old as the article, where that has a date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from argmap.discourse.base import Discourse, is_author, is_someone
from argmap.discourse.commitments import PRO, Entry, Side, Standing
from argmap.discourse.time import Days, days
from argmap.model.nodes import Attribution

if TYPE_CHECKING:
    from argmap.discourse.commitments import Store

__all__ = ["SIDES", "Agreement", "Meeting", "Stand", "Then"]

SIDES: Final[tuple[Side, ...]] = ("for", "against")
"""Both sides."""


class Stand(NamedTuple):
    """A voice on one side of a statement."""

    voice: str
    content: str
    """What stands for the statement and those that say the same (`Discourse.class_of`)."""
    side: Side
    entries: tuple[Entry, ...]
    """The acts, claims and premises that put it there."""
    number: int
    """Rank among all stands, in the order of the map."""
    sure: bool = True
    """With a date: whether it is certain that the voice stood there then."""


class Meeting(NamedTuple):
    """Two stands of different voices that agree, or that cannot hold together."""

    kind: Literal["agreement", "conflict"]
    one: Stand
    other: Stand
    because: str | None
    """The `contradicts` line or the question that sets two statements against each other; `None` where both stands are
    on the same statement."""


class Then:
    """What can be known of a map at the end of the time `at` (a date, ISO 8601-2). Raises `ValueError` for one in
    words."""

    def __init__(self, discourse: Discourse, at: str) -> None:
        found = days(at)
        if found is None:
            raise ValueError(f"{at!r} is not a date; write 2017, 2017-03 or 2017-03-05")
        self._whole, self.at, self.until = discourse, at, found

    @cached_property
    def discourse(self) -> Discourse:
        """The map without what is certainly later."""
        return self._with(e for e in self._whole.commitments.entries if not self.later(e))

    @cached_property
    def certain(self) -> Discourse:
        """The map with nothing but what is certainly not later."""
        return self._with(e for e in self._whole.commitments.entries if self.sure(e))

    def _with(self, entries: Iterable[Entry]) -> Discourse:
        past = Discourse(self._whole.map)
        past.commitments.entries = tuple(entries)
        return past

    def later(self, entry: Entry) -> bool:
        """Whether something certainly took place after that time."""
        when = self._when(entry)
        return when is not None and self.until.before(when)

    def sure(self, entry: Entry) -> bool:
        """Whether something had certainly taken place by then."""
        when = self._when(entry)
        return entry.source in ("own", "verb") if when is None else when.last <= self.until.last

    def told_later(self, act: Attribution) -> bool:
        """Whether an act is certainly later, or is in the speech of somebody who certainly spoke later."""
        known = (self._whole.when(one) for one in (act, *self._whole.reporters(act)))
        return any(when is not None and self.until.before(when) for when in known)

    def store(self, voice: str) -> Store:
        """What a voice was committed to. Raises `KeyError` for one that is not there."""
        store = self.discourse.commitments.store(voice)
        return store._replace(at=self.at, standings=tuple(s._replace(sure=self.stood(s)) for s in store.standings))

    def stood(self, standing: Standing) -> bool:
        """Whether it is certain that a voice had a commitment then, which rests on nothing that is certainly later."""
        return standing.order != "unknown" and any(self.sure(entry) for entry in standing.entries)

    def _when(self, entry: Entry) -> Days | None:
        # What the author says without a date is said in the article.
        return entry.when or (self._written.get(entry.voice) if is_author(entry.voice) else None)

    @cached_property
    def _written(self) -> Mapping[str, Days]:
        """When each author wrote: the first of the sources that are by him, if all have dates."""
        found: defaultdict[str, list[Days | None]] = defaultdict(list)
        for source in self._whole.map.sources:
            for voice in source.by:
                found[voice].append(days(source.date))
        known = {voice: [when for when in all_ if when is not None] for voice, all_ in found.items()}
        return {voice: min(some) for voice, some in known.items() if some and len(some) == len(found[voice])}


class Agreement:
    """The sides that voices take in a map.

    With `ever` each side counts that a voice has taken at some time; else only what it had not given up in the end.
    `at` is a date (ISO 8601-2) up to which acts count; raises `ValueError` for one in words. Stands that are not
    certain then are marked (`Stand.sure`), and with `certain` all acts are left out that may be later.
    """

    def __init__(self, discourse: Discourse, ever: bool = False, at: str | None = None, certain: bool = False) -> None:
        self.then = None if at is None else Then(discourse, at)
        if self.then is not None:
            discourse = self.then.certain if certain else self.then.discourse
        self.discourse = discourse
        taken: tuple[Entry | Standing, ...] = discourse.commitments.entries if ever else discourse.commitments.final
        found: defaultdict[tuple[str, str, Side], list[Entry]] = defaultdict(list)
        self._sure: set[tuple[str, str, Side]] = set()
        for item in taken:
            side: Side | None = "for" if item.kind in PRO else "against" if item.kind == "rejected" else None
            content = discourse.class_of(item.content)
            if side is not None and not is_someone(item.voice) and content in self._statements:
                key = item.voice, content, side
                found[key].extend(item.entries if isinstance(item, Standing) else (item,))
                if self._certain(item):
                    self._sure.add(key)
        self._found = found

    def _certain(self, item: Entry | Standing) -> bool:
        if self.then is None:
            return True
        return self.then.stood(item) if isinstance(item, Standing) else self.then.sure(item)

    @cached_property
    def _statements(self) -> frozenset[str]:
        return frozenset(self.discourse.class_of(s.id) for s in self.discourse.map.statements)

    @cached_property
    def stands(self) -> tuple[Stand, ...]:
        """All stands, in the order of the map."""
        return tuple(
            Stand(*key, tuple(entries), n, key in self._sure) for n, (key, entries) in enumerate(self._found.items())
        )

    @cached_property
    def by_content(self) -> Mapping[str, tuple[Stand, ...]]:
        """The stands on each statement, by what stands for it."""
        found: defaultdict[str, list[Stand]] = defaultdict(list)
        for stand in self.stands:
            found[stand.content].append(stand)
        return {content: tuple(stands) for content, stands in found.items()}

    @cached_property
    def by_voice(self) -> Mapping[str, tuple[Stand, ...]]:
        """The stands of each voice."""
        found: defaultdict[str, list[Stand]] = defaultdict(list)
        for stand in self.stands:
            found[stand.voice].append(stand)
        return {voice: tuple(stands) for voice, stands in found.items()}

    def meetings(self, voice: str | None = None) -> Iterator[Meeting]:
        """Each agreement and each conflict between two voices, in the order of the map; with `voice` only those in
        which it takes part, as `one`. Two stands agree that are on the same side of a statement, and conflict that are
        on different sides, or for two statements that exclude each other."""
        for one in self.stands if voice is None else self.by_voice.get(voice, ()):
            for other in self.by_content[one.content]:
                if self._counts(one, other, voice):
                    yield Meeting("agreement" if one.side == other.side else "conflict", one, other, None)
            if one.side == "for":
                for rival, because in self.discourse.rivals(one.content).items():
                    for other in self.by_content.get(rival, ()):
                        if other.side == "for" and self._counts(one, other, voice):
                            yield Meeting("conflict", one, other, because)

    def _counts(self, one: Stand, other: Stand, voice: str | None) -> bool:
        """Whether a pair is one of two voices, and is not the same pair the other way round."""
        return one.voice != other.voice and (voice is not None or one.number < other.number)

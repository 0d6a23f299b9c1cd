"""Who takes which side of what: statement by statement, for agreement and conflict between voices.

To hold, owe, ask, want or offer something is to be for it, to reject it is to be against it (the binary qualifier of
discourse network analysis: P. Leifeld, *Policy Debates as Dynamic Networks*, 2016, ch. 3). A voice that has taken both
sides and of which it is not known which came last stands on both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from argmap.discourse.base import is_someone
from argmap.discourse.commitments import PRO, Entry, Side, Standing

if TYPE_CHECKING:
    from argmap.discourse.base import Discourse

__all__ = ["SIDES", "Agreement", "Meeting", "Stand"]

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


class Meeting(NamedTuple):
    """Two stands of different voices that agree, or that cannot hold together."""

    kind: Literal["agreement", "conflict"]
    one: Stand
    other: Stand
    because: str | None
    """The `contradicts` line or the question that sets two statements against each other; `None` where both stands are
    on the same statement."""


class Agreement:
    """The sides that voices take in a map.

    With `ever` each side counts that a voice has taken at some time; else only what it had not given up in the end.
    `at` is a date (ISO 8601-2) up to which acts count; raises `ValueError` for one in words.
    """

    def __init__(self, discourse: Discourse, ever: bool = False, at: str | None = None) -> None:
        self.discourse = discourse
        commitments = discourse.commitments
        taken: tuple[Entry | Standing, ...]
        if ever:
            taken = commitments.entries_until(at)
        else:
            taken = commitments.final if at is None else commitments.standings_at(at)
        found: defaultdict[tuple[str, str, Side], list[Entry]] = defaultdict(list)
        for item in taken:
            side: Side | None = "for" if item.kind in PRO else "against" if item.kind == "rejected" else None
            content = discourse.class_of(item.content)
            if side is not None and not is_someone(item.voice) and content in self._statements:
                found[item.voice, content, side].extend(item.entries if isinstance(item, Standing) else (item,))
        self._found = found

    @cached_property
    def _statements(self) -> frozenset[str]:
        return frozenset(self.discourse.class_of(s.id) for s in self.discourse.map.statements)

    @cached_property
    def stands(self) -> tuple[Stand, ...]:
        """All stands, in the order of the map."""
        return tuple(Stand(*key, tuple(entries), n) for n, (key, entries) in enumerate(self._found.items()))

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

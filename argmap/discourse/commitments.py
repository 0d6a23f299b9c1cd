"""Commitment stores: what each voice is bound to, at each time.

An act puts something into the store of whoever makes it, or takes something out (C. Hamblin, *Fallacies*, 1970, ch. 8,
"Formal dialectic": statements go in, retractions take out, questions do neither; D. Walton and E. Krabbe, *Commitment
in Dialogue*, 1995, ch. 1: propositional commitment is a special case of commitment to a course of action, as a promise
is; ch. 4 on concessions and on retraction). What goes in follows from the verb (`argmap.model.lexicon`):

- ``held``, ``owed``: the verb commits its voice to the statement; it is owed where the verb is one of doing (promise,
  decide), and held else;
- ``rejected``: to its negation; ``open``: it leaves the matter undecided;
- ``asked``, ``wanted``, ``offered``: a demand or request, a goal, a proposal bind the voice to nothing but having made
  them, and are kept apart;
- ``withdrawn``: whatever of these was there before is taken out.

Acts that were not made (denied, hypothetical, called for, expected) change nothing. What stands nested in somebody's
speech never enters the store of whom he speaks of; it puts into the speaker's own store that the act took place
(`argmap.discourse.own_word` adds what voices tell of themselves). What a group is bound to its members are not. The
author is bound to claims, to premises used, and to what a factive verb reports, and denies what a counter-factive one
does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from argmap.discourse.base import is_author, is_someone
from argmap.discourse.time import Days, days
from argmap.model.nodes import Attribution

if TYPE_CHECKING:
    from argmap.discourse.base import Discourse
    from argmap.model.lexicon import Force, VerbSense

__all__ = [
    "KINDS",
    "PRO",
    "REPLACES",
    "Commitments",
    "Entry",
    "Kind",
    "Order",
    "Side",
    "Standing",
    "Store",
    "kind_of",
    "replaces",
]

Kind = Literal["held", "owed", "rejected", "open", "asked", "wanted", "offered", "withdrawn"]
"""What an act does to the store of its voice; see the module."""

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
"""All kinds, in the order in which a store is shown."""

Side = Literal["for", "against"]
"""Which side of a statement a voice takes."""

PRO: Final[frozenset[Kind]] = frozenset({"held", "owed", "asked", "wanted", "offered"})
"""The kinds that are in favour of a statement; only `rejected` is against it."""

Order = Literal["dates", "text", "unknown"]
"""How it is known that a commitment is the last word of its voice on a statement: there is no other that could be
later, or dates say so (``dates``); the acts have no dates, and stand in this order (``text``); or it is not known
whether another one is later (``unknown``)."""

_DOING: Final[frozenset[Force]] = frozenset({"promise", "want", "propose", "demand", "ask"})
_BINDS_NOT: Final[Mapping[Force, Kind]] = {"want": "wanted", "propose": "offered", "demand": "asked", "ask": "asked"}
_ATTITUDE: Final[frozenset[Kind]] = frozenset({"held", "owed", "rejected", "open"})

# What a later act of each kind takes the place of.
REPLACES: Final[Mapping[Kind, frozenset[Kind]]] = {
    "held": frozenset({"rejected", "open", "withdrawn"}),
    "owed": frozenset({"rejected", "open", "withdrawn"}),
    "rejected": frozenset({"held", "owed", "open", "asked", "wanted", "offered", "withdrawn"}),
    "open": frozenset({"held", "owed", "rejected", "withdrawn"}),
    "asked": frozenset({"withdrawn"}),
    "wanted": frozenset({"withdrawn"}),
    "offered": frozenset({"withdrawn"}),
    "withdrawn": frozenset(KINDS) - {"withdrawn"},
}
_REPLACED_BY: Final[Mapping[Kind, tuple[Kind, ...]]] = {
    kind: tuple(other for other in KINDS if kind in REPLACES[other]) for kind in KINDS
}


def kind_of(sense: VerbSense) -> Kind | None:
    """What a verb puts into the store of its voice; `None` for nothing."""
    match sense.commitment:
        case "for":
            return "owed" if sense.force in _DOING else "held"
        case "against":
            return "rejected"
        case "open":
            return "open"
        case "withdraws":
            return "withdrawn"
        case "none":
            return _BINDS_NOT.get(sense.force)


class Entry(NamedTuple):
    """What one node puts into the store of one voice."""

    voice: str
    """ID of the voice."""
    kind: Kind
    content: str
    """ID of the statement, or of the attribution that took place according to the voice."""
    by: str
    """ID of the attribution, claim or premise that says so."""
    date: str | None
    """When, as it is written; `None` where the map does not say."""
    when: Days | None
    """When, where the date is more than words."""
    to: tuple[str, ...]
    """Of whom it is asked or to whom it is said."""
    source: Literal["act", "own", "verb", "report"]
    """An act of the voice; the author's own claim or premise; the author, bound by the verb with which another's act
    is reported; a report that somebody else did something."""
    number: int
    """Rank among all entries, in the order of the map."""


class Standing(NamedTuple):
    """A commitment that a voice has at some time."""

    voice: str
    kind: Kind
    content: str
    """ID of what it is about: of statements that say the same, one that stands for all (`Discourse.class_of`)."""
    entries: tuple[Entry, ...]
    """What it rests on, in the order of time as far as that is known."""
    order: Order
    since: str | None
    """Date of the earliest entry, where all are dated."""
    sure: bool
    """Whether it is certain that the voice has it at the time asked for: false where `order` is unknown, and where an
    entry's date may be later than that time, or is not known."""


class Store(NamedTuple):
    """All commitments of one voice at one time."""

    voice: str
    at: str | None
    """The time asked for; `None` for all that the map tells."""
    standings: tuple[Standing, ...]
    """In the order of the map."""

    def of(self, *kinds: Kind) -> tuple[Standing, ...]:
        """Those of some kinds."""
        return tuple(s for s in self.standings if s.kind in kinds)

    @property
    def held(self) -> tuple[Standing, ...]:
        """What the voice holds to be so, or approves of."""
        return self.of("held")

    @property
    def owed(self) -> tuple[Standing, ...]:
        """What it promised, or decided, to do."""
        return self.of("owed")

    @property
    def rejected(self) -> tuple[Standing, ...]:
        """What it denies or opposes."""
        return self.of("rejected")

    @property
    def open(self) -> tuple[Standing, ...]:
        """What it leaves undecided."""
        return self.of("open")

    @property
    def asked(self) -> tuple[Standing, ...]:
        """What it demands or asks of others."""
        return self.of("asked")

    @property
    def wanted(self) -> tuple[Standing, ...]:
        """Its goals."""
        return self.of("wanted")

    @property
    def offered(self) -> tuple[Standing, ...]:
        """What it proposes."""
        return self.of("offered")

    @property
    def withdrawn(self) -> tuple[Standing, ...]:
        """What it took back, and put nothing in its place."""
        return self.of("withdrawn")


class Commitments:
    """The commitment stores of all voices of a map."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse

    # -- entries -------------------------------------------------------------------------------------------

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All that enters any store, in the order of the map."""
        rank = self.discourse.rank
        found = sorted(self._entries(), key=lambda e: (rank.get(e.by, -1), rank.get(e.content, -1)))
        return tuple(entry._replace(number=n) for n, entry in enumerate(found))

    def _entries(self) -> Iterator[Entry]:
        discourse, map = self.discourse, self.discourse.map
        elsewhere = (c.id for c in map.claims if c.id in discourse.from_elsewhere)
        for id in (*discourse.asserted, *elsewhere):
            yield Entry(discourse.author_of(id), "held", id, id, None, None, (), "own", 0)
        for act in map.attributions:
            if act.within is not None:
                outer = map[act.within]
                assert isinstance(outer, Attribution)
                if outer.content != act.id and act.status == "made" and _vouched(outer):
                    # Told in passing: whoever tells it holds that it took place.
                    yield from self._of(outer, "held", act.id, "report")
                continue
            if act.status != "made":
                continue
            sense = map.verb_of(act)
            kind = kind_of(sense)
            nested = isinstance(map[act.content], Attribution)
            if kind is not None:
                yield from self._of(act, kind, act.content, "report" if nested else "act")
            if not nested and sense.commitment in ("for", "against"):
                yield from self._by_verb(act, act.stance or sense.stance, sense.commitment == "for")

    def _of(self, act: Attribution, kind: Kind, content: str, source: Literal["act", "report"]) -> Iterator[Entry]:
        date, to = self.discourse.date_of(act), act.to
        inner = self.discourse.map[content]
        if kind == "asked" and not to and isinstance(inner, Attribution):
            to = inner.voices  # `demands that port should promise`
        for voice in act.voices:
            yield Entry(voice, kind, content, act.id, date, days(date), to, source, 0)

    def _by_verb(self, act: Attribution, stance: str, affirms: bool) -> Iterator[Entry]:
        if stance not in ("factive", "counter-factive") or any(is_author(voice) for voice in act.voices):
            return
        kind: Kind = "held" if (stance == "factive") == affirms else "rejected"
        author = self.discourse.author_of(act.id)
        yield Entry(author, kind, act.content, act.id, None, None, (), "verb", 0)

    @cached_property
    def by_voice(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries of each voice, in the order of the map; voices without any are not in it."""
        found: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.voice].append(entry)
        return {voice: tuple(entries) for voice, entries in found.items()}

    @cached_property
    def by_content(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries on each statement or attribution (by what stands for it), in the order of the map."""
        found: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[self.discourse.class_of(entry.content)].append(entry)
        return {content: tuple(entries) for content, entries in found.items()}

    # -- stores --------------------------------------------------------------------------------------------

    def store(self, voice: str, at: str | None = None) -> Store:
        """What a voice is committed to: at the end of the time `at` (a date, ISO 8601-2), or after all that the map
        tells. Acts without a date count at any time, and what rests on them is then not sure.

        Raises `KeyError` for a voice that is not there, `ValueError` for an `at` in words.
        """
        self.discourse.map[voice]
        until = _time(at)
        return Store(voice, at, tuple(self._standings(self.by_voice.get(voice, ()), until)))

    def on(self, content: str, at: str | None = None) -> tuple[Standing, ...]:
        """What all voices are committed to on a statement and those that say the same. Raises as `store`."""
        self.discourse.map[content]
        entries = self.by_content.get(self.discourse.class_of(content), ())
        return tuple(self._standings(entries, _time(at)))

    @cached_property
    def final(self) -> tuple[Standing, ...]:
        """All standings of all voices after all that the map tells, in the order of the map."""
        return tuple(self._standings(self.entries, None))

    def standings_at(self, at: str) -> tuple[Standing, ...]:
        """All standings of all voices at the end of the time `at`. Raises `ValueError` for one in words."""
        return tuple(self._standings(self.entries, _time(at)))

    def standings_in(self, last: int, since: int | None = None) -> tuple[Standing, ...]:
        """All standings that voices certainly have at the end of a day (counted as in `Days`); with `since` only those
        that rest on something that is certainly no earlier than that day."""
        found = self._standings(self.entries, Days(last, last))
        return tuple(
            standing
            for standing in found
            if standing.sure
            and (
                since is None or any(e.when and e.when.first >= since and e.when.last <= last for e in standing.entries)
            )
        )

    def standings(self, entries: Iterable[Entry]) -> Iterator[Standing]:
        """What is left in the end of some entries, which stand in the order of their `number`."""
        return self._standings(entries, None)

    def _standings(self, entries: Iterable[Entry], until: Days | None) -> Iterator[Standing]:
        groups: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in entries:
            if until is not None and entry.when is not None and until.before(entry.when):
                continue
            groups[entry.voice, self.discourse.class_of(entry.content)].append(entry)
        for (voice, content), group in groups.items():
            yield from _standing(voice, content, group, until)


def _vouched(act: Attribution) -> bool:
    return act.within is None and act.status == "made"


def _time(at: str | None) -> Days | None:
    found = days(at)
    if at is not None and found is None:
        raise ValueError(f"{at!r} is not a date; write 2017, 2017-03 or 2017-03-05")
    return found


class _Latest:
    """When acts of one kind came: as much as tells which others they are later than."""

    def __init__(self) -> None:
        self.first: int | None = None
        """The latest day on which one of them may begin."""
        self.last: int | None = None
        self.undated = False
        self.lines: dict[str, int] = {}
        """By statement the rank of the last one without a date."""
        self.above: dict[str, int] = {}
        """By statement the rank of the first one without a date."""

    def add(self, entry: Entry) -> None:
        if entry.when is None:
            self.undated = True
            self.lines[entry.content] = entry.number
            self.above.setdefault(entry.content, entry.number)
        else:
            self.first = entry.when.first if self.first is None else max(self.first, entry.when.first)
            self.last = entry.when.last if self.last is None else max(self.last, entry.when.last)

    def after(self, entry: Entry, withdraws: bool) -> Order | None:
        """Whether one of them is later than an entry, and how that is known; `None` where none can be."""
        if entry.when is None:
            if self.lines.get(entry.content, -1) > entry.number:
                return "text"
            elsewhere = self.first is not None or len(self.lines) > (entry.content in self.lines)
            # Nothing can be withdrawn that was not there before.
            return ("dates" if withdraws else "unknown") if elsewhere else None
        if self.first is not None and self.first > entry.when.last:
            return "dates"
        possible = self.undated or (self.last is not None and self.last >= entry.when.first)
        return ("dates" if withdraws else "unknown") if possible else None


def replaces(later: Entry, earlier: Entry) -> Order | None:
    """Whether one entry of a voice takes the place of another one of the same voice on the same matter, and how that is
    known; `None` where it does not, or where that is not known. An entry stands in the end that none replaces."""
    if earlier.kind not in REPLACES[later.kind]:
        return None
    kind = _Latest()
    kind.add(later)
    order = kind.after(earlier, later.kind == "withdrawn")
    return None if order == "unknown" else order


def _standing(voice: str, content: str, entries: list[Entry], until: Days | None) -> Iterator[Standing]:
    """What is left of a voice's acts on one matter."""
    latest: dict[Kind, _Latest] = {}
    for entry in entries:
        latest.setdefault(entry.kind, _Latest()).add(entry)
    alone = is_someone(voice)
    left: dict[tuple[Kind, int], list[tuple[Entry, Order]]] = {}
    for entry in entries:
        order: Order = "dates"
        for other in () if alone else _REPLACED_BY[entry.kind]:
            found = latest[other].after(entry, other == "withdrawn") if other in latest else None
            if found in ("dates", "text"):
                break
            elif found == "unknown" and entry.kind != "withdrawn":
                # What was taken back had been there before, unless it is certain that it came later.
                order = "unknown"
        else:
            if order == "dates" and not alone and entry.when is None and _by_text(entry, latest):
                order = "text"
            left.setdefault((entry.kind, entry.number if alone else 0), []).append((entry, order))
    for (kind, _), found_ in left.items():
        kept = tuple(sorted((e for e, _ in found_), key=_in_time))
        orders = {order for _, order in found_}
        # One entry that certainly stands is enough.
        how: Order = "dates" if "dates" in orders else "text" if "text" in orders else "unknown"
        first = kept[0]
        since = first.date if all(e.when for e in kept) else None
        sure = how != "unknown" and (until is None or any(e.when and e.when.last <= until.last for e in kept))
        yield Standing(voice, kind, content, kept, how, since, sure or (until is not None and _timeless(kept)))


def _timeless(entries: tuple[Entry, ...]) -> bool:
    """Whether the author's own claims, which are the text's at any time, are among what a commitment rests on."""
    return any(entry.source == "own" for entry in entries)


def _by_text(entry: Entry, latest: Mapping[Kind, _Latest]) -> bool:
    """Whether an undated act took the place of another one only by standing below it."""
    return any(
        kind in latest and latest[kind].above.get(entry.content, entry.number) < entry.number
        for kind in REPLACES[entry.kind]
    )


def _in_time(entry: Entry) -> tuple[int, int, str, int]:
    first, last = entry.when or (0, 0)
    return (first, last, entry.date or "", entry.number)

"""Timelines: what was done to a statement, or by a voice, in the order of time as far as that is known.

What an act changed is told from the commitment stores (`argmap.discourse.commitments`): what its voice stood for
before it, and after it. Before an act is what is certainly earlier: what has a date that ends before it begins; of acts
without dates those that stand above it, below the same statement. Whatever may be either is said to be unknown.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal, NamedTuple

from argmap.discourse.base import Discourse, is_someone
from argmap.discourse.commitments import KINDS, PRO, REPLACES, Entry, Kind, Side, kind_of
from argmap.discourse.time import ALWAYS, Days, written
from argmap.model.map import Place
from argmap.model.nodes import Attribution, Claim, Position, Premise, Question, Statement, Status, Voice
from argmap.model.wording import deed

__all__ = ["Change", "ChangeWord", "Event", "Group", "Moment", "Stretch", "Timeline", "timeline"]

ChangeWord = Literal["starts", "repeats", "adds", "turns", "opens", "withdraws", "returns"]
"""What an act does to what its voice stood for: ``starts`` (nothing before it is known), ``repeats`` (the same again),
``adds`` (another kind on the same side: wanted, then promised), ``turns`` (takes the other side, also by holding what
excludes the statement), ``opens`` (what was decided is left open), ``withdraws``, ``returns`` (takes up what it had
withdrawn, or decides what it had left open)."""


class Change(NamedTuple):
    """What an act changed for one of its voices."""

    voice: str
    word: ChangeWord
    before: tuple[Kind, ...]
    """What the voice stood for on the statement before, in the order of `KINDS`."""
    after: Kind
    instead_of: str | None
    """ID of a statement, excluded by this one, that the voice stood for before."""
    sure: bool
    """Whether all other acts of the voice on the matter are known to be earlier or later."""


@dataclass(frozen=True, slots=True)
class Event:
    """An act on a timeline, or a claim or premise of the author's own."""

    act: str
    """ID of the attribution; of the claim or premise where the author speaks in the author's own name."""
    voices: tuple[str, ...]
    about: str
    """ID of the statement that it bears on in the end."""
    reports: str | None
    """ID of the attribution that it bears on in the first place, if any: that other one took place."""
    kind: Kind | None
    """What it puts into the stores of its voices, or would if it counted; `None` for nothing."""
    side: Side | None
    """Which side it takes: of the statement that was asked for, else of the one that it is about."""
    deed: str
    """In words, without its date: `Ana Ruiz promises, to the council`."""
    verb: str
    """The verb in its plain form; empty for the author's own."""
    date: str | None
    """As written; of the source in which it was said where the act has none."""
    days: Days | None
    """The days that the date stands for; `None` where it is in words."""
    status: Status
    told_by: tuple[str, ...]
    """IDs of the attributions according to which alone it took place, the nearest first."""
    told_on: str | None
    """Of what has no date of its own and is only told: when it was told, as written, by the nearest who has a date."""
    told: Days | None
    """The days that this date stands for."""
    changes: tuple[Change, ...]
    """For each voice what it changed; empty for what changes nothing: what was not made, what is only told by others,
    what binds nobody."""
    quotes: tuple[str, ...]
    """The words of the voice."""
    place: Place | None
    number: int
    """Rank in the order of the map."""

    @property
    def counts(self) -> bool:
        """Whether it took place, and the author of the text vouches for that."""
        return self.status == "made" and not self.told_by

    @property
    def at(self) -> Days | None:
        """Where it stands in time: its own days, else those on which it was told."""
        return self.days or self.told

    @property
    def shown(self) -> str:
        """The date at which it stands, as written; empty where there is none."""
        return self.date or self.told_on or ""


class Group(NamedTuple):
    """Statements that say the same."""

    ids: tuple[str, ...]
    relation: Literal["itself", "excludes"] | None
    """How they stand to the statement that was asked for; `None` where none was."""
    because: str | None
    """ID of the `contradicts` line or of the question that makes them exclude each other."""
    rivals: tuple[str, ...]
    """IDs of statements that cannot hold together with them, one for each group."""


class Stretch(NamedTuple):
    """A time for which a voice stood for something, between two dated acts."""

    voice: str
    about: str
    """First ID of the `Group`."""
    kind: Kind
    start: str
    """ID of the act, claim or premise with which it began."""
    end: str | None
    """ID of the act that ended it; `None` where the map tells of none."""
    fades: bool
    """Whether it was ended by an act without a date: nobody knows when."""


class Moment(NamedTuple):
    """Events with one date, whose order among each other the map does not tell."""

    date: str
    days: Days
    events: tuple[Event, ...]
    unclear: int
    """How many of the moments that begin later may nevertheless have come before it."""
    near: tuple[str, ...]
    """The dates of the first three of them."""


@dataclass(frozen=True)
class Timeline:
    """Who did what, when, and what it changed."""

    about: Literal["statement", "voice", "map"]
    id: str | None
    """The statement or voice that was asked for."""
    title: str
    """Its text or name; the title of the map."""
    groups: tuple[Group, ...]
    """The statements: the one that was asked for, then those that exclude it; else in the order of the map."""
    events: tuple[Event, ...]
    """Those with dates by their dates, and what has none by when it was told; then the others in the order of the
    map."""
    stretches: tuple[Stretch, ...]

    @cached_property
    def undated(self) -> tuple[Event, ...]:
        """The events without a date, or with one in words, that were told on no day either, in the order of the map."""
        return tuple(event for event in self.events if event.at is None)

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """The events with a date, by date."""
        return moments(self.events)

    @cached_property
    def group_of(self) -> Mapping[str, Group]:
        """For each statement the group in which it is."""
        return {id: group for group in self.groups for id in group.ids}

    def events_of(self, group: Group) -> tuple[Event, ...]:
        """The events of one group, in their order."""
        return self._by_group.get(group.ids[0], ())

    @cached_property
    def _by_group(self) -> Mapping[str, tuple[Event, ...]]:
        found: defaultdict[str, list[Event]] = defaultdict(list)
        for event in self.events:
            found[self.group_of[event.about].ids[0]].append(event)
        return {id: tuple(events) for id, events in found.items()}

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it; see docs/timeline.md."""
        return {
            "about": self.about,
            "id": self.id,
            "title": self.title,
            "statements": [{**g._asdict(), "ids": list(g.ids), "rivals": list(g.rivals)} for g in self.groups],
            "events": [_event_dict(event) for event in self.events],
            "stretches": [stretch._asdict() for stretch in self.stretches],
        }


def moments(events: Iterable[Event]) -> tuple[Moment, ...]:
    """Dated events with one date together, by date; others are left out."""
    by_days: dict[Days, list[Event]] = {}
    for event in events:
        if event.at is not None:
            by_days.setdefault(event.at, []).append(event)
    order = sorted(by_days, key=lambda days: (days.first, -days.last))
    starts = [days.first for days in order]
    found = []
    for n, days in enumerate(order):
        end = bisect_right(starts, days.last)
        near = tuple(by_days[later][0].shown for later in order[n + 1 : min(end, n + 4)])
        found.append(Moment(by_days[days][0].shown, days, tuple(by_days[days]), end - n - 1, near))
    return tuple(sorted(found, key=lambda moment: _middle(moment.days)))


def timeline(discourse: Discourse, id: str | None = None) -> Timeline:
    """The timeline of a statement (with all that say the same, and those that cannot hold together with it), of a voice
    (all that it did), or of the whole map.

    Raises `KeyError` for an ID that is not there, `ValueError` for one of something else.
    """
    map = discourse.map
    node = None if id is None else map[id]
    if isinstance(node, Voice):
        events = _Events(discourse).of_voice(node.id)
        return _Builder(discourse, events).build("voice", node.id, node.name)
    if node is None:
        return _Builder(discourse, _Events(discourse).of_map()).build("map", None, map.title or "")
    if not isinstance(node, Statement):
        raise ValueError(f"`{node.id}` is neither a statement nor a voice")
    assert isinstance(node, Claim | Premise | Position | Question)
    if isinstance(node, Question):
        focus = dict.fromkeys((discourse.class_of(answer) for answer in node.answers), "")
        events = _Events(discourse).of_classes({discourse.class_of(node.id): "", **focus}, None)
        return _Builder(discourse, events).build("statement", node.id, node.text)
    own = discourse.class_of(node.id)
    rivals = discourse.rivals(node.id)
    events = _Events(discourse).of_classes({own: "", **rivals}, own)
    return _Builder(discourse, events, own, rivals).build("statement", node.id, node.text)


_NOTHING: Final[Mapping[str, str]] = {}


class _Builder:
    """Puts a timeline together."""

    def __init__(
        self,
        discourse: Discourse,
        events: Sequence[Event],
        own: str | None = None,
        rivals: Mapping[str, str] = _NOTHING,
    ) -> None:
        self.discourse = discourse
        self.events = tuple(sorted(events, key=_in_time))
        self.own = own
        self.rivals = rivals

    def build(self, about: Literal["statement", "voice", "map"], id: str | None, title: str) -> Timeline:
        of = self.discourse.class_of
        members: defaultdict[str, list[str]] = defaultdict(list)
        for statement in self.discourse.map.statements:
            members[of(statement.id)].append(statement.id)
        shown = {of(event.about) for event in self.events}
        if self.own is not None:
            order = [self.own, *(rival for rival in self.rivals if rival in shown)]
        else:
            order = [key for key in members if key in shown]
        groups = []
        for key in order:
            ids = members[key]
            if key == self.own and id in ids:
                ids = [id, *(other for other in ids if other != id)]
            relation: Literal["itself", "excludes"] | None = None
            if self.own is not None:
                relation = "itself" if key == self.own else "excludes"
            against = tuple(members[rival][0] for rival in self.discourse.rivals(key))
            groups.append(Group(tuple(ids), relation, self.rivals.get(key), against))
        first = {of(group.ids[0]): group.ids[0] for group in groups}
        stretches = tuple(
            s for events in _by_lane(self.discourse, self.events).items() for s in _stretches(*events, first)
        )
        return Timeline(about, id, title, tuple(groups), self.events, stretches)


class _Events:
    """Makes the events of one map."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.map = discourse.map
        self.rank = {node.id: n for n, node in enumerate(self.map.nodes)}
        self.entries: defaultdict[str, list[Entry]] = defaultdict(list)
        """By the act or statement that makes them; what follows from another's verb is not its own doing."""
        self.by_matter: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in discourse.commitments.entries:
            if entry.source != "verb":
                self.entries[entry.by].append(entry)
                self.by_matter[entry.voice, discourse.class_of(entry.content)].append(entry)
        self.matters: dict[tuple[str, str], _Matter] = {}
        self.own: frozenset[str] = frozenset(e.by for e in discourse.commitments.entries if e.source == "own")

    def of_voice(self, voice: str) -> list[Event]:
        """All acts of a voice."""
        acts = [self.event(act) for act in self.map.attributions if voice in act.voices]
        own = [id for id in self.own if any(e.voice == voice for e in self.entries[id])]
        return [*acts, *(self.claimed(id) for id in own)]

    def of_map(self) -> list[Event]:
        """All acts, and what the author asserts of what others speak of too."""
        acts = [self.event(act) for act in self.map.attributions if self.direct(act)]
        spoken = {self.discourse.class_of(event.about) for event in acts}
        return [*acts, *(self.claimed(id) for id in self.own if self.discourse.class_of(id) in spoken)]

    def of_classes(self, classes: Iterable[str], own: str | None) -> list[Event]:
        """All acts on some statements, seen from one of them."""
        wanted = set(classes)
        of = self.discourse.class_of
        found = [self.event(act) for act in self.map.attributions if self.direct(act) and of(act.content) in wanted]
        found += [self.claimed(id) for id in self.own if of(id) in wanted]
        if own is None:
            return found
        return [event if of(event.about) == own else _from_outside(event) for event in found]

    def direct(self, act: Attribution) -> bool:
        """Whether an act bears on a statement itself; a report of an act is told with that act."""
        return not isinstance(self.map[act.content], Attribution)

    def claimed(self, id: str) -> Event:
        """A claim or premise of the author's own."""
        (entry,) = (e for e in self.entries[id] if e.source == "own")
        node = self.map[id]
        voice = self.map.get(entry.voice)
        name = voice.name if isinstance(voice, Voice) else "the author"
        return Event(
            act=id,
            voices=(entry.voice,),
            about=id,
            reports=None,
            kind="held",
            side="for",
            deed=f"{name} {'asserts' if isinstance(node, Claim) else 'takes as given'}",
            verb="",
            date=None,
            days=None,
            status="made",
            told_by=(),
            told_on=None,
            told=None,
            changes=tuple(self.changes(entry)),
            quotes=tuple(quote.text for quote in self.map.quotes_of(id)),
            place=self.map.place_of(id),
            number=self.rank[id],
        )

    def event(self, act: Attribution) -> Event:
        """An attribution."""
        about = self.discourse.statement_of(act).id
        kind = kind_of(self.map.verb_of(act))
        direct = self.direct(act)
        reporters = tuple(self.discourse.reporters(act))
        own = self.discourse.date_of(act)
        told = next((o for o in reporters if self.discourse.when(o)), None) if own is None else None
        entries = [e for e in self.entries[act.id] if e.voice in act.voices and e.content == act.content]
        return Event(
            act=act.id,
            voices=act.voices,
            about=about,
            reports=None if direct else act.content,
            kind=kind,
            side=_side(kind) if direct else None,
            deed=deed(self.map, act.model_copy(update={"date": None})),
            verb=act.verb,
            date=own,
            days=self.discourse.when(act),
            status=act.status,
            told_by=tuple(outer.id for outer in reporters),
            told_on=self.discourse.date_of(told) if told else None,
            told=self.discourse.when(told) if told else None,
            changes=tuple(change for entry in entries for change in self.changes(entry)),
            quotes=tuple(quote.text for quote in self.map.quotes_of(act.id)),
            place=self.map.place_of(act.id),
            number=self.rank[act.id],
        )

    def changes(self, entry: Entry) -> Iterator[Change]:
        if is_someone(entry.voice):  # two of them need not be the same
            yield Change(
                entry.voice, "withdraws" if entry.kind == "withdrawn" else "starts", (), entry.kind, None, True
            )
            return
        of = self.discourse.class_of
        own = of(entry.content)
        matter = self.matters.get((entry.voice, own))
        if matter is None:
            rivals = self.discourse.rivals(own) if isinstance(self.map[own], Statement) else _NOTHING
            excluded = [e for rival in rivals for e in self.by_matter.get((entry.voice, rival), ())]
            matter = self.matters[entry.voice, own] = _Matter(self.by_matter[entry.voice, own], excluded)
        yield matter.change(entry)


class _Line:
    """Acts of one kind of a voice, to tell how many are earlier and later than a time."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        kept = list(entries)
        dated = [e.when for e in kept if e.when]
        self.firsts = sorted(days.first for days in dated)
        self.lasts = sorted(days.last for days in dated)
        self.undated = Counter(e.content for e in kept if e.when is None)
        self.size = len(kept)

    def unclear(self, entry: Entry) -> int:
        """How many may be earlier or later than an entry; itself counts too if it is one of them."""
        if entry.when is None:
            return self.size - self.undated[entry.content]
        earlier = bisect_left(self.lasts, entry.when.first)
        later = len(self.firsts) - bisect_right(self.firsts, entry.when.last)
        return self.size - earlier - later


class _Matter:
    """What one voice did to a statement, and to those that it excludes."""

    def __init__(self, entries: Sequence[Entry], excluded: Sequence[Entry]) -> None:
        by_kind: dict[Kind, list[Entry]] = {}
        for entry in entries:
            by_kind.setdefault(entry.kind, []).append(entry)
        self.lines = {kind: _Line(found) for kind, found in by_kind.items()}
        # To hold what excludes a statement is to be against it.
        self.excluded = _Line(e for e in excluded if e.kind in PRO)
        self.before: dict[int, tuple[frozenset[Kind], str | None]] = {}
        self._walk(
            [(e.when.first, e.when.last, False, e) for e in entries if e.when],
            [(e.when.first, e.when.last, True, e) for e in excluded if e.when],
        )
        by_line: defaultdict[str, frozenset[Kind]] = defaultdict(frozenset)
        for entry in entries:
            if entry.when is None:
                # Lines below two statements stand in no order of time.
                self.before[entry.number] = by_line[entry.content], None
                by_line[entry.content] = _after(by_line[entry.content], entry.kind)

    def _walk(self, own: list[tuple[int, int, bool, Entry]], excluded: list[tuple[int, int, bool, Entry]]) -> None:
        ended = sorted((*own, *excluded), key=lambda item: (item[1], item[3].number))
        state: frozenset[Kind] = frozenset()
        rivals: frozenset[tuple[str, Kind]] = frozenset()
        at = 0
        for first, _, _, entry in sorted(own, key=lambda item: (item[0], item[3].number)):
            while at < len(ended) and ended[at][1] < first:
                _, _, other, earlier = ended[at]
                at += 1
                if other:
                    gone = {(c, k) for c, k in rivals if c == earlier.content and k in REPLACES[earlier.kind]}
                    rivals = rivals - gone | {(earlier.content, earlier.kind)}
                else:
                    state = _after(state, earlier.kind)
            self.before[entry.number] = state, min((id for id, kind in rivals if kind in PRO), default=None)

    def change(self, entry: Entry) -> Change:
        """What an entry changed."""
        before, excluded = self.before[entry.number]
        unclear = False
        for kind, line in self.lines.items():
            count = line.unclear(entry)
            if kind == entry.kind:
                # More of the same changes nothing but which of them was the first.
                unclear |= count > (entry.when is not None) and entry.kind not in before
            elif count and entry.kind == "withdrawn":
                before |= {kind}  # nothing can be withdrawn that was not there
            elif count and kind != "withdrawn":
                unclear = True
        unclear |= entry.kind in PRO and self.excluded.unclear(entry) > 0
        word = _word(entry.kind, before, excluded)
        order = tuple(kind for kind in KINDS if kind in before)
        instead = excluded if word == "turns" and entry.kind in PRO else None
        return Change(entry.voice, word, order, entry.kind, instead, not unclear)


def _after(state: frozenset[Kind], kind: Kind) -> frozenset[Kind]:
    return state - REPLACES[kind] | {kind}


def _word(kind: Kind, before: frozenset[Kind], excluded: str | None) -> ChangeWord:
    if kind == "withdrawn":
        return "withdraws"
    if kind in before:
        return "repeats"
    if kind == "open":
        return "opens" if before & (PRO | {"rejected"}) else "returns" if "withdrawn" in before else "starts"
    if "rejected" in before if kind in PRO else before & PRO:
        return "turns"
    if kind in PRO and excluded is not None:
        return "turns"
    if kind in PRO and before & PRO:
        return "adds"
    return "returns" if before & {"open", "withdrawn"} else "starts"


def _by_lane(discourse: Discourse, events: Iterable[Event]) -> Mapping[tuple[str, str], list[tuple[Event, Kind]]]:
    """What each voice did to each statement, as far as it changed something."""
    found: defaultdict[tuple[str, str], list[tuple[Event, Kind]]] = defaultdict(list)
    for event in events:
        if event.reports is None:
            for change in event.changes:
                if not is_someone(change.voice):
                    found[change.voice, discourse.class_of(event.about)].append((event, change.after))
    return found


def _stretches(
    lane: tuple[str, str], events: Sequence[tuple[Event, Kind]], first: Mapping[str, str]
) -> Iterator[Stretch]:
    voice, about = lane
    since: dict[Kind, str] = {}
    taken_back = any(event.days is None and kind == "withdrawn" for event, kind in events)
    for event, kind in events:
        if event.days is None:
            continue
        for other in [k for k in since if k in REPLACES[kind]]:
            yield Stretch(voice, first[about], other, since.pop(other), event.act, False)
        if kind != "withdrawn":
            since.setdefault(kind, event.act)
    for kind, start in since.items():
        yield Stretch(voice, first[about], kind, start, None, taken_back)


def _side(kind: Kind | None) -> Side | None:
    return "for" if kind in PRO else "against" if kind == "rejected" else None


def _from_outside(event: Event) -> Event:
    """An act on what excludes a statement, as seen from that statement: to be against both is possible."""
    from dataclasses import replace

    return replace(event, side="against" if event.side == "for" else None)


def _in_time(event: Event) -> tuple[bool, int, int, int]:
    return (event.at is None, *(_middle(event.at) if event.at else (0, 0)), event.number)


def _middle(days: Days) -> tuple[int, int]:
    """What is certainly earlier has an earlier middle; of an open interval the end that is known is what counts."""
    first = days.first if days.first > ALWAYS.first else days.last
    last = days.last if days.last < ALWAYS.last else days.first
    return (first + last, days.first) if first <= last else (0, days.first)


def _event_dict(event: Event) -> dict[str, Any]:
    days = event.days
    return {
        "act": event.act,
        "voices": list(event.voices),
        "statement": event.about,
        "reports": event.reports,
        "kind": event.kind,
        "side": event.side,
        "deed": event.deed,
        "verb": event.verb or None,
        "date": event.date,
        "first": written(days.first) if days and days.first > ALWAYS.first else None,
        "last": written(days.last) if days and days.last < ALWAYS.last else None,
        "status": event.status,
        "told_by": list(event.told_by),
        "told_on": event.told_on,
        "changes": [{**change._asdict(), "before": list(change.before)} for change in event.changes],
        "quotes": list(event.quotes),
        "file": event.place.file if event.place else None,
        "line": event.place.line if event.place else None,
    }

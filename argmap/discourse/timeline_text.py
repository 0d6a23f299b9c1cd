"""Timelines as text, and as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from argmap.counting import count
from argmap.diagnostics.text import display_width, in_one_line
from argmap.discourse.base import Discourse
from argmap.discourse.time import ALWAYS, days, written
from argmap.discourse.timeline import Change, Event, Group, Moment, Timeline, moments
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Attribution, Statement, Status
from argmap.model.wording import name_of

__all__ = ["COLUMNS", "change_in_words", "in_reading_order", "render_csv", "render_timeline", "reporters_in_words"]

_DATES: Final = 21
"""The widest column of dates; longer ones have a line of their own."""
_SIDE: Final = 8
_STATUS: Final[dict[Status, str]] = {
    "made": "made",
    "not-made": "not made",
    "hypothetical": "hypothetical",
    "called-for": "called for",
    "expected": "expected",
}
COLUMNS: Final = (
    *(
        "file",
        "statement",
        "text",
        "act",
        "voice",
        "name",
        "kind",
        "side",
        "change",
        "before",
        "instead_of",
        "sure",
        "deed",
    ),
    *("date", "first", "last", "status", "told_by", "told_on", "quotes", "place"),
)
"""The columns of the table, one row for each act and voice."""


def in_reading_order(timeline: Timeline) -> tuple[tuple[Group, ...], tuple[Group, ...], tuple[Group, ...]]:
    """The statements on which there is an act with a date; those with several acts, none with a date; and those with
    one act without a date."""
    events = {group: timeline.events_of(group) for group in timeline.groups}
    dated = [group for group, acts in events.items() if any(event.at for event in acts)]
    several = [group for group, acts in events.items() if len(acts) > 1 and not any(event.at for event in acts)]
    rest = [group for group, acts in events.items() if len(acts) == 1 and acts[0].at is None]
    return tuple(dated), tuple(several), tuple(rest)


def render_timeline(map: ArgumentMap, timeline: Timeline) -> str:
    """The timeline as `argmap timeline` prints it: one list for a statement or a voice, one for each statement for a
    whole map. There statements with dates come first, then those with several acts, and the others in a line each."""
    text = _Text(map, timeline)
    return "".join(in_one_line(line).rstrip() + "\n" for line in text.lines())


def change_in_words(change: Change) -> str:
    """`starts: owed`, `withdraws: held, owed`, `turns: rejected → offered`."""
    before = ", ".join(kind for kind in change.before if kind != change.after)
    match change.word:
        case "withdraws":
            said = f"withdraws: {before}" if before else "withdraws, and the map does not say what"
        case "starts" | "repeats":
            said = f"{change.word}: {change.after}"
        case "adds":
            said = f"adds to {before}: {change.after}"
        case _:
            said = f"{change.word}: {before} → {change.after}" if before else f"{change.word}: {change.after}"
    if change.instead_of is not None:
        said += f", instead of {change.instead_of}"
    return said if change.sure else said + " (order not known)"


def reporters_in_words(map: ArgumentMap, event: Event) -> str:
    """Who alone says that an act took place: `told on 2026-02-10 by Siri Vik`, the nearest first."""
    said = []
    date_of = Discourse(map).date_of
    for id in event.told_by:
        act = map[id]
        assert isinstance(act, Attribution)
        names = " and ".join(name_of(map, voice) for voice in act.voices)
        note = "" if act.status == "made" else f" ({_STATUS[act.status]})"
        date = date_of(act)
        on = f" on {date}" if days(date) else f" {date}" if date else ""
        said.append(f"told{on} by {names}{note}")
    return "; ".join(said)


class _Text:
    def __init__(self, map: ArgumentMap, timeline: Timeline) -> None:
        self.map = map
        self.timeline = timeline
        self.wide = 0
        """Width of the dates in the list that is written."""

    def lines(self) -> Iterator[str]:
        timeline = self.timeline
        if timeline.about == "map":
            yield from self.whole_map()
            return
        yield f"{timeline.id}: {timeline.title}"
        if timeline.about == "statement":
            yield from self.statements()
        else:
            yield from self.exclusions()
        if not timeline.events:
            yield ""
            yield "  no acts" if timeline.about == "voice" else "  nobody is said to have done anything to it"
            return
        yield from self.list(timeline.moments, timeline.undated)

    def statements(self) -> Iterator[str]:
        for group in self.timeline.groups:
            for id in group.ids:
                if id == self.timeline.id:
                    continue
                says = "says the same" if group.relation == "itself" else "an answer"
                if group.relation == "excludes":
                    says = f"excluded by {group.because}"
                yield f"  {says}: {id}: {self.text_of(id)}"

    def exclusions(self) -> Iterator[str]:
        rank = {group.ids[0]: n for n, group in enumerate(self.timeline.groups)}
        for group in self.timeline.groups:
            id = group.ids[0]
            others = [rival for rival in group.rivals if rank.get(rival, -1) > rank[id]]
            if others:
                yield f"  {id} and {', '.join(others)} exclude each other"

    def whole_map(self) -> Iterator[str]:
        timeline = self.timeline
        yield timeline.title or "a map without a title"
        dated, several, rest = in_reading_order(timeline)
        for group in (*dated, *several):
            yield ""
            yield f"{group.ids[0]}: {self.text_of(group.ids[0])}"
            for id in group.ids[1:]:
                yield f"  says the same: {id}: {self.text_of(id)}"
            if group.rivals:
                rivals = ", ".join(group.rivals[:5])
                yield f"  excluded by: {rivals}" + (f", and {len(group.rivals) - 5} more" if group.rivals[5:] else "")
            events = timeline.events_of(group)
            yield from self.list(moments(events), [event for event in events if event.at is None])
        if rest:
            yield ""
            yield f"{count(len(rest), 'statement')} with one act, without a date"
            for group in rest:
                (event,) = timeline.events_of(group)
                yield f"  {group.ids[0]}: {event.deed}{self.circumstances(event)}"
        if not timeline.groups:
            yield "  no acts"

    def list(self, dated: Sequence[Moment], undated: Sequence[Event]) -> Iterator[str]:
        """The events of one list."""
        dates = [moment.date for moment in dated] + [event.date or "" for event in undated]
        self.wide = min(max(map(display_width, dates), default=0), _DATES)
        for moment in dated:
            yield ""
            for n, event in enumerate(moment.events):
                yield from self.event(event, moment.date if n == 0 else "")
            if len(moment.events) > 1:
                yield self.indented(f"the order of these {len(moment.events)} is not known")
            if moment.unclear:
                more = moment.unclear - len(moment.near)
                others = ", ".join(moment.near) + (f" and {more} more" if more else "")
                yield self.indented(f"may have come before or after {others}: not known")
        if undated:
            yield ""
            yield f"  no date, in the order of the {'map' if self.timeline.about == 'voice' else 'text'}"
            for event in undated:
                yield from self.event(event, event.date or "")

    def event(self, event: Event, date: str) -> Iterator[str]:
        if display_width(date) > self.wide:
            yield f"  {date}"
            date = ""
        dated = f"{_padded(date, self.wide)}  " if self.wide else ""
        yield f"  {dated}{event.side or '-':{_SIDE}}  {event.deed}{self.circumstances(event)}"
        if self.timeline.about != "map" and event.about != self.timeline.id:
            yield self.indented(f"on {event.about}: {self.text_of(event.about)}")
        for quote in event.quotes:
            yield self.indented(f"“{quote}”")
        said = list(dict.fromkeys(change_in_words(change) for change in event.changes))
        if len(said) > 1:
            said = [f"{name_of(self.map, c.voice)} {change_in_words(c)}" for c in event.changes]
        if event.counts and not said:
            said = ["binds nobody"]
        where = f"{event.place.file}:{event.place.line}" if event.place else ""
        yield self.indented("   ".join(part for part in ("; ".join(said), where) if part))

    def circumstances(self, event: Event) -> str:
        """Why an act changes nothing."""
        notes = [] if event.status == "made" else [_STATUS[event.status]]
        if event.told_by:
            notes.append(reporters_in_words(self.map, event))
        return f" [{', '.join(notes)}: changes nothing]" if notes else ""

    def text_of(self, id: str) -> str:
        node = self.map[id]
        assert isinstance(node, Statement)
        return node.text

    def indented(self, text: str) -> str:
        return " " * (2 + (self.wide + 2 if self.wide else 0) + _SIDE + 2) + text


def _padded(text: str, wide: int) -> str:
    return text + " " * max(wide - display_width(text), 0)


def render_csv(found: Iterable[tuple[str, ArgumentMap, Timeline]]) -> str:
    """Timelines of some maps, each with the name of its file, as CSV (RFC 4180, but lines end with LF): the columns
    `COLUMNS`, a row for each act and voice."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for file, map, timeline in found:
        for event in timeline.events:
            changes = {change.voice: change for change in event.changes}
            statement = map[event.about]
            known = event.days
            for voice in event.voices:
                change = changes.get(voice)
                writer.writerow((
                    file, event.about, statement.text if isinstance(statement, Statement) else "", event.act,
                    voice, name_of(map, voice), event.kind or "", event.side or "",
                    change.word if change else "", " ".join(change.before) if change else "",
                    (change.instead_of or "") if change else "",
                    "" if change is None else "yes" if change.sure else "no", event.deed, event.date or "",
                    written(known.first) if known and known.first > ALWAYS.first else "",
                    written(known.last) if known and known.last < ALWAYS.last else "",
                    event.status, " ".join(event.told_by), event.told_on or "", " | ".join(event.quotes),
                    f"{event.place.file}:{event.place.line}" if event.place else "",
                ))  # fmt: skip
    return out.getvalue()

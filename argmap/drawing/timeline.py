"""Drawing a timeline: a lane for each voice, time from left to right, acts without a date beside it.

The shape of a mark tells the kind of an act, the dash of a line what its voice stands for between two acts; colour only
tells the voices apart. Time is linear. Labels stand above their lane like flags on poles: they are set from right to
left, each in the lowest row with room, so that no label crosses another one or its pole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from argmap.counting import count
from argmap.discourse.commitments import KINDS, Kind
from argmap.discourse.time import ALWAYS, Days
from argmap.discourse.timeline import Event, Group, Stretch, Timeline
from argmap.discourse.timeline_text import change_in_words, in_reading_order, reporters_in_words
from argmap.drawing.curves import num
from argmap.drawing.layout.base import Placement
from argmap.drawing.scene import Scene, drawn_voices
from argmap.drawing.shapes import Disc, Shape
from argmap.drawing.svg import Painter, attr, xml
from argmap.drawing.text import Run, clean, ellipsis, wrap, wrap_runs
from argmap.drawing.theme import VOICES, stylesheet, voice_colour
from argmap.drawing.time_axis import Axis, when
from argmap.drawing.wording import Wording
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Attribution, Statement

__all__ = ["render_timeline_svg"]

_MARGIN: Final = 24.0
_HEAD: Final = 188.0  # names of the lanes
_R: Final = 5.5  # half the size of a mark
_ROW: Final = 15.0  # from one row of labels to the next
_ROWS: Final = 5
_STACK: Final = 14.0  # from one mark to another with the same date
_STEP: Final = 88.0  # from one act without a date to the next, where there is room
_SIZE: Final = 10.5

_NO_SHAPE: Final = Shape(0, 0, 0, "canvas", "canvas", ())

_FADING: Final = (0.08, 0.15, 0.22, 0.3, 0.22, 0.15, 0.08)

_DASHES: Final[Mapping[Kind, str]] = {
    "held": "",
    "owed": "9 4",
    "rejected": "",
    "open": "2 5",
    "asked": "0.1 5",
    "wanted": "9 4 0.1 4",
    "offered": "4 4",
    "withdrawn": "",
}
_LINES: Final[Mapping[Kind, str]] = {
    "held": "holds it",
    "owed": "owes it",
    "rejected": "is against it",
    "open": "leaves it open",
    "asked": "asks for it",
    "wanted": "wants it",
    "offered": "offers it",
    "withdrawn": "",
}
_MARKS: Final[Mapping[Kind, str]] = {
    "held": "holds",
    "owed": "promises, decides",
    "rejected": "is against",
    "open": "leaves open",
    "asked": "demands, asks",
    "wanted": "wants",
    "offered": "proposes",
    "withdrawn": "withdraws",
}


def render_timeline_svg(map: ArgumentMap, timeline: Timeline) -> str:
    """The drawing of a timeline as SVG; the same timeline gives the same bytes. Of a whole map, statements without a
    date are left out if others have one (else those with one act, if others have more); the byline says how many."""
    return _Drawing(map, timeline).svg()


# -- what is drawn -----------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Mark:
    event: Event
    x: float
    span: tuple[float, float] | None
    label: tuple[Run, ...]
    row: int | None = None
    """Row of its label, counted upwards; `None` for one that has no room."""
    low: int = 0
    """How many marks stand above it at the same date."""

    @property
    def room(self) -> float:
        """How wide its label is."""
        return sum(run.width + 5 for run in self.label)


@dataclass(slots=True)
class _Lane:
    voice: str
    marks: list[_Mark] = field(default_factory=list)
    above: float = 0.0
    """From the top of the lane to its line."""
    high: float = 0.0

    def set_labels(self) -> None:
        """Give each label the lowest row in which it crosses nothing, and each mark its place below the line."""
        limit = [float("inf")] * _ROWS
        taken: list[float] = []
        for mark in sorted(self.marks, key=lambda m: (m.x, m.event.number)):
            low = next((n for n, x in enumerate(taken) if mark.x - x >= 2 * _R + 2), len(taken))
            taken[low : low + 1] = [mark.x]
            mark.low = low
        for mark in sorted(self.marks, key=lambda m: (-m.x, m.low)):
            end = mark.x + mark.room + 8
            row = next((n for n, x in enumerate(limit) if end <= x), None)
            if row is not None:
                mark.row = row
                limit[: row + 1] = [min(x, mark.x - 2) for x in limit[: row + 1]]
        rows = max((mark.row + 1 for mark in self.marks if mark.row is not None), default=0)
        self.above = max(rows * _ROW + 14.0, 24.0)
        self.high = self.above + (len(taken) - 1) * _STACK + 18.0


class _Drawing:
    def __init__(self, map: ArgumentMap, timeline: Timeline) -> None:
        self.map = map
        self.timeline = timeline
        self.say = Wording(map)
        used = {g.ref for a in map.arguments for g in a.grounds} | {a.target for a in map.arguments}
        drawn = drawn_voices(map, {a.id for a in map.attributions if a.id in used})
        self.colours = {"author": "author", **{voice: voice_colour(n) for n, voice in enumerate(drawn)}}
        self.rings = set(drawn[VOICES:])
        self.groups: tuple[Group, ...] = timeline.groups
        self.left_out = 0
        if timeline.about == "map":
            self.groups = next((groups for groups in in_reading_order(timeline) if groups), ())
            self.left_out = len(timeline.groups) - len(self.groups)
        self.events = {group.ids[0]: timeline.events_of(group) for group in self.groups}
        shown = [event for events in self.events.values() for event in events]
        dated = sum(1 for event in shown if event.at)
        wide = min(max(620.0, 22.0 * dated**0.8), 1500.0) if dated else 0.0
        self.axis = Axis([event.at for event in shown if event.at], _HEAD + 12, wide)
        self.most = max((sum(1 for e in events if e.at is None) for events in self.events.values()), default=0)
        self.zone = _HEAD + 12 + (wide + 36 if dated else 0.0)
        for event in shown:
            if event.at:  # room for the last labels
                room = sum(run.width + 5 for run in self._label(event))
                self.zone = max(self.zone, self._middle(event.at, self.axis.span(event.at)) + room + 24)
        self.step = min(_STEP, max(14.0, 900.0 / max(self.most, 1)))
        self.lanes = {group.ids[0]: self._lanes(group) for group in self.groups}
        self.stretches: dict[tuple[str, str], list[Stretch]] = {}
        for stretch in timeline.stretches:
            self.stretches.setdefault((stretch.voice, stretch.about), []).append(stretch)
        self.inks: set[Kind] = set()
        self.signs: set[tuple[Kind | None, bool]] = set()
        self.blurred = False
        self.right = 0.0
        title = clean(timeline.title) or "Timeline"
        scene = Scene(title, self._byline(), self._description(), (), ())
        self.painter = Painter(scene, {}, Placement(0, 0, {}, {}, ""))

    def _byline(self) -> str:
        what = {"statement": f"Timeline of {self.timeline.id}", "voice": "All acts of this voice", "map": "Timeline"}
        parts = [what[self.timeline.about]]
        if self.timeline.about != "map" and self.map.title:
            parts.append(f"in “{self.map.title}”")
        if self.most and not self.axis.any:
            words = "map" if self.timeline.about == "voice" else "text"
            parts.append(f"no dates to go by: acts stand in the order of the {words}")
        if self.left_out:
            lacks = "without a date" if self.axis.any else "with one act and no date"
            verb = "is" if self.left_out == 1 else "are"
            parts.append(f"{count(self.left_out, 'statement')} {lacks} {verb} not drawn")
        return clean(" · ".join(parts))

    def _description(self) -> str:
        said = []
        for event in self.timeline.events[:40]:
            said.append(clean(f"{event.shown}: {event.deed}." if event.shown else f"{event.deed}."))
        if len(self.timeline.events) > 40:
            said.append(f"And {len(self.timeline.events) - 40} more.")
        return " ".join(said) or "No acts."

    def _lanes(self, group: Group) -> list[_Lane]:
        lanes: dict[str, _Lane] = {}
        undated = 0
        only = self.timeline.id if self.timeline.about == "voice" else None
        for event in self.events[group.ids[0]]:
            if event.at is None:
                x, span = self.zone + 10 + undated * self.step, None
                undated += 1
            else:
                span = self.axis.span(event.at)
                x = self._middle(event.at, span)
            for voice in event.voices:
                if only in (None, voice):
                    lane = lanes.setdefault(voice, _Lane(voice))
                    lane.marks.append(_Mark(event, x, span, self._label(event)))
        for lane in lanes.values():
            lane.set_labels()
        return list(lanes.values())

    def _middle(self, days: Days, span: tuple[float, float]) -> float:
        if days.first <= ALWAYS.first and days.last < ALWAYS.last:
            return span[1]
        return span[0] if days.last >= ALWAYS.last and days.first > ALWAYS.first else sum(span) / 2

    def _label(self, event: Event) -> tuple[Run, ...]:
        act = self.map[event.act]
        verb = self.say.verb(act) if isinstance(act, Attribution) else event.deed.rpartition(" ")[2]
        if not isinstance(act, Attribution):
            verb = "asserts" if event.deed.endswith("asserts") else "takes as given"
        if event.told_by:
            teller = self.map[event.told_by[0]]
            assert isinstance(teller, Attribution)
            verb += f", says {self.say.names(teller.voices)}"
        elif event.reports is not None and isinstance(inner := self.map[event.reports], Attribution):
            verb += f" that {self.say.names(inner.voices)} {self.say.verb(inner)}"
        runs = [Run(ellipsis(verb, _SIZE, 170), _SIZE, "Italic" if not event.counts else "Regular", "ink")]
        date = when(event.date) if event.date else f"told {when(event.told_on)}" if event.told_on else ""
        if date:
            runs.append(Run(ellipsis(date, 9, 110), 9, "Regular", "mute"))
        return tuple(runs)

    # -- painting ------------------------------------------------------------------------------------------

    def colour(self, voice: str) -> str:
        """Name of a voice's colour: that which it has in the drawing of the map."""
        return self.colours.get(voice, "mute")

    def svg(self) -> str:
        """The document."""
        painter = self.painter
        body: list[str] = []
        y = 22.0 if self.axis.any else 0.0
        self.right = right = self._right()
        axis = self.scale(y - 6)
        for n, group in enumerate(self.groups):
            part, y = self.group(group, y, first=n == 0)
            body += part
        if not any(self.lanes.values()):
            run = Run("There is nothing to put in order.", 12.5, "Regular", "mute")
            body.append(painter.run(run, 0, y + 18, alone=True))
            y += 40
        head, top = painter.header(max(right, 360.0))
        key, tall = self.legend(right)
        full, bottom = max(right, 360.0) + 2 * _MARGIN, top + y
        high = bottom + (tall + 20 if key else 0) + _MARGIN
        title, about = painter.scene.title, painter.scene.description
        out = [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="am" viewBox="0 0 {num(full)} {num(high)}"'
            f' width="{num(full)}" height="{num(high)}" role="img" aria-labelledby="am-title am-desc">',
            f'<title id="am-title">{xml(title)}</title>',
            f'<desc id="am-desc">{xml(about)}</desc>',
            "",
            f'<rect {painter.fill("canvas")} width="100%" height="100%"/>',
            *head,
            f'<g class="timeline" transform="translate({num(_MARGIN)},{num(top)})">',
            *axis,
            *body,
            "</g>",
        ]
        if key:
            shift = f"translate({num(_MARGIN)},{num(bottom + 20)})"
            out += [f'<g class="legend" aria-hidden="true" transform="{shift}">', *key, "</g>"]
        out[3] = f"<style>{stylesheet(painter.used)}</style>"
        return "\n".join([*out, "</svg>", ""])

    def _right(self) -> float:
        """Where the drawing ends: behind the last mark and the last label."""
        ends = [self.axis.left + self.axis.wide, self.zone + 150 if self.most else 0.0]
        for lanes in self.lanes.values():
            for lane in lanes:
                ends += [m.x + (m.room if m.row is not None else 0) + 10 for m in lane.marks]
        return max(ends)

    def scale(self, y: float) -> list[str]:
        """The dates at the top, and what stands over the acts without one."""
        painter = self.painter
        out = []
        for day, name, whole in self.axis.ticks():
            run = Run(name, _SIZE, "Bold" if whole else "Regular", "mute")
            out.append(painter.run(run, self.axis.x(day) - run.width / 2, y, alone=True))
        if self.most and self.axis.any:
            words = "map" if self.timeline.about == "voice" else "text"
            run = Run(f"no date, in the order of the {words}", _SIZE, "Italic", "mute")
            out.append(painter.run(run, self.zone - 12, y, alone=True))
        return out

    def grid(self, events: Sequence[Event], top: float, bottom: float) -> list[str]:
        """What stands behind some lanes: lines at dates, a ground for the acts without one."""
        painter = self.painter
        out = []
        dated = any(event.at for event in events)
        for day, _, whole in self.axis.ticks() if dated else ():
            dash = "" if whole else ' stroke-dasharray="1 4"'
            x = num(self.axis.x(day))
            out.append(f'<path {painter.stroke("rule")}{dash} d="M{x},{num(top)}V{num(bottom)}"/>')
        if self.axis.any and any(event.at is None for event in events):
            left = self.zone - 12
            out.append(
                f'<rect {painter.fill("strip")} x="{num(left)}" y="{num(top)}" width="{num(self.right - left)}"'
                f' height="{num(bottom - top)}" rx="4"/>'
            )
        return out

    def group(self, group: Group, y: float, *, first: bool) -> tuple[list[str], float]:
        """A statement, and the lanes below it; where they end."""
        painter = self.painter
        out = [f'<g class="group" data-ref={attr(group.ids[0])}>']
        if not first:
            out.append(f'<path {painter.stroke("rule")} d="M0,{num(y)}H{num(self.right)}"/>')
        if len(self.groups) > 1 or self.timeline.about != "statement" or self.timeline.id not in group.ids:
            tag = {"itself": "", "excludes": "EXCLUDES IT", None: ""}[group.relation]
            text = self.map[group.ids[0]]
            assert isinstance(text, Statement)
            if tag:
                run = Run(tag, 9, "Bold", "att", 0.6)
                y += 18
                out.append(painter.run(run, 0, y, alone=True))
            runs = (Run(clean(text.text) or group.ids[0], 12.5, "Bold", "ink"),)
            for line in wrap_runs(runs, min(self.right, 760), most=2):
                y += 19
                x = 0.0
                for run in line:
                    out.append(painter.run(run, x, y, alone=True))
                    x += run.width
            if rivals := self._rivals(group):
                y += 15
                words = ellipsis(f"excludes: {rivals}", 10.5, min(self.right, 760))
                out.append(painter.run(Run(words, 10.5, "Regular", "att"), 0, y, alone=True))
        y += 4
        lanes = self.lanes[group.ids[0]]
        if lanes:
            out += self.grid(self.events[group.ids[0]], y + 2, y + sum(lane.high for lane in lanes) + 4)
        for lane in lanes:
            out += self.lane(group, lane, y)
            y += lane.high
        return [*out, "</g>"], y + 10

    def _rivals(self, group: Group) -> str:
        """The drawn statements that cannot hold together with one, where none was asked for."""
        found = []
        for id in group.rivals if group.relation is None else ():
            text = self.map[id]
            if id in self.events and isinstance(text, Statement):
                found.append(clean(text.text).rstrip(".") or id)
        return "; ".join(found)

    def lane(self, group: Group, lane: _Lane, y: float) -> list[str]:
        """One voice: its name, what it stands for, what it did."""
        painter, ink = self.painter, self.colour(lane.voice)
        line = y + lane.above
        out = [f'<g class="lane" data-voice={attr(lane.voice)}>']
        name = self.say.names((lane.voice,), capital=True)
        disc = Disc(11, line, 11, ink, self.say.initials(lane.voice), ring=lane.voice in self.rings)
        out.append(painter.item(disc, _NO_SHAPE))
        lines = wrap(name, 11.5, _HEAD - 36, "Bold")
        if len(lines) > 2:
            lines = (lines[0], ellipsis(" ".join(lines[1:]), 11.5, _HEAD - 36, "Bold"))
        for n, words in enumerate(lines):
            at = line + 4 - (len(lines) - 1) * 7 + n * 14
            out.append(painter.run(Run(words, 11.5, "Bold", ink), 29, at, alone=True))
        right = self.axis.left + self.axis.wide
        if any(mark.span for mark in lane.marks):
            out.append(f'<path {painter.stroke("rule")} d="M{num(self.axis.left)},{num(line)}H{num(right)}"/>')
        places = {mark.event.act: mark for mark in lane.marks}
        mine = self.stretches.get((lane.voice, group.ids[0]), [])
        for n, stretch in enumerate(mine):
            out += self.stretch(stretch, places, line, ink, self._shift(mine, n, places))
        for mark in lane.marks:
            out += self.pole(mark, line)
        for mark in lane.marks:
            out += self.mark(mark, line, ink)
        return [*out, "</g>"]

    def _shift(self, stretches: Sequence[Stretch], n: int, places: Mapping[str, _Mark]) -> float:
        """How far a line stands below another one that goes on at the same time."""
        start = places[stretches[n].start].x
        open_ = [s for s in stretches[:n] if s.end is None or s.end not in places or places[s.end].x > start + 1]
        return min(len(open_), 3) * 4.0

    def stretch(self, stretch: Stretch, places: Mapping[str, _Mark], line: float, ink: str, shift: float) -> list[str]:
        """What a voice stands for between two acts."""
        start = places[stretch.start].x
        last = places.get(stretch.end or "")
        end = last.x if last else self.axis.left + self.axis.wide
        self.inks.add(stretch.kind)
        title = f"<title>{xml(f'{self.say.name(stretch.voice)}: {_LINES[stretch.kind]}')}</title>"
        if stretch.fades:  # it ended, nobody knows when
            parts = [(start + n * 14, start + n * 14 + 12, 1 - n * 0.18) for n in range(5)]
            parts = [(a, min(b, end), o) for a, b, o in parts if a < end]
        else:
            parts = [(start, end, 1.0)]
        drawn = "".join(
            f'<g opacity="{num(o)}">{self.line(stretch.kind, ink, a, b, line + shift)}</g>'
            if o < 1
            else self.line(stretch.kind, ink, a, b, line + shift)
            for a, b, o in parts
        )
        return [f'<g class="stretch" data-kind="{stretch.kind}">{title}{drawn}</g>']

    def line(self, kind: Kind, ink: str, a: float, b: float, y: float) -> str:
        """A line that tells what somebody stands for."""
        if kind == "rejected":
            return (
                f'<path {self.painter.stroke(ink)} stroke-width="1.2"'
                f' d="M{num(a)},{num(y - 1.8)}H{num(b)}M{num(a)},{num(y + 1.8)}H{num(b)}"/>'
            )
        dash = f' stroke-dasharray="{_DASHES[kind]}"' if _DASHES[kind] else ""
        cap = ' stroke-linecap="round"' if "0.1" in dash else ""
        weight = "1.8" if kind == "open" else "3" if cap else "2.4"
        return f'<path {self.painter.stroke(ink)} stroke-width="{weight}"{dash}{cap} d="M{num(a)},{num(y)}H{num(b)}"/>'

    def pole(self, mark: _Mark, line: float) -> list[str]:
        """The line from a mark up to its label."""
        if mark.row is None:
            return []
        top = line - 12 - mark.row * _ROW
        low = line + mark.low * _STACK
        return [
            f'<path {self.painter.stroke("mute")} stroke-width="0.7" d="M{num(mark.x)},{num(top - 6)}V{num(low)}"/>'
        ]

    def mark(self, mark: _Mark, line: float, ink: str) -> list[str]:
        """An act: its mark, the days that its date leaves open, and its label."""
        painter, event = self.painter, mark.event
        y = line + mark.low * _STACK
        self.signs.add((event.kind, event.counts))
        out = [
            f'<g class="act" id={attr(painter.name(event.act))} data-ref={attr(event.act)}'
            f' data-kind="{event.kind or ""}">',
            f"<title>{xml(self.tip(event), lines=True)}</title>",
        ]
        vague = event.at is not None and event.at.first < event.at.last
        if vague and mark.span and mark.span[1] - mark.span[0] > 2 * _R + 3:
            self.blurred = True
            out.append(self.blur(mark.span, y, ink))
        out.append(f'<g transform="translate({num(mark.x)},{num(y)})">{self.sign(event.kind, event.counts, ink)}</g>')
        if mark.row is not None:
            x = mark.x + 3
            for run in mark.label:
                out.append(painter.run(run, x, line - 14 - mark.row * _ROW, alone=True))
                x += run.width + 5
        return [*out, "</g>"]

    def blur(self, span: tuple[float, float], y: float, ink: str) -> str:
        """The days on which something may have taken place: a bar with soft ends."""
        a, b = span
        soft = min((b - a) / 2, 12.0) / 3
        cuts = [a, a + soft, a + 2 * soft, a + 3 * soft, b - 3 * soft, b - 2 * soft, b - soft, b]
        bars = ""
        for (left, right), see in zip(pairwise(cuts), _FADING, strict=True):
            if right - left > 0.05:
                bars += (
                    f'<rect {self.painter.fill(ink)} fill-opacity="{see:g}" x="{num(left)}" y="{num(y - 4)}"'
                    f' width="{num(right - left)}" height="8"/>'
                )
        return bars

    def sign(self, kind: Kind | None, counts: bool, ink: str) -> str:
        """The mark of an act, around (0, 0). What changes nothing is pale, with a broken outline."""
        painter = self.painter
        disc = f"M{-_R},0a{_R},{_R} 0 1 1 {2 * _R},0a{_R},{_R} 0 1 1 {-2 * _R},0z"
        shapes: dict[Kind | None, str] = {
            "held": disc,
            "owed": "M-6.5,0L0,-6.5L6.5,0L0,6.5z",
            "asked": "M-5,-6L6.5,0L-5,6z",
            "wanted": disc,
            "offered": "M-5,-5h10v10h-10z",
            "open": disc,
            "withdrawn": disc,
            None: "M-2.6,0a2.6,2.6 0 1 1 5.2,0a2.6,2.6 0 1 1 -5.2,0z",
        }
        if not counts:
            outline = shapes.get(kind, disc)
            inner = ""
            if kind == "rejected":
                inner = self.strokes("M-2.5,-2.5L2.5,2.5M-2.5,2.5L2.5,-2.5", ink, 1.2)
            elif kind == "withdrawn":
                inner = self.strokes("M-7,5L7,-5", ink, 1.2)
            paint = painter.both("canvas", ink)
            return f'<path {paint} stroke-width="1.2" stroke-dasharray="2 1.8" d="{outline}"/>{inner}'
        if kind == "rejected":
            halo = f'<path {painter.stroke("canvas")} stroke-width="6" d="M-5,-5L5,5M-5,5L5,-5"/>'
            return halo + self.strokes("M-5,-5L5,5M-5,5L5,-5", ink, 2.8)
        if kind == "open":
            return f'<path {painter.both("canvas", ink)} stroke-width="1.8" d="{disc}"/>'
        if kind == "withdrawn":
            ring = f'<path {painter.both("canvas", ink)} stroke-width="1.8" d="{disc}"/>'
            return ring + self.strokes("M-7.5,7.5L7.5,-7.5", ink, 1.8)
        if kind == "wanted":
            ring = f'<path {painter.both("canvas", ink)} stroke-width="1.8" d="{disc}"/>'
            return ring + f'<circle {painter.fill(ink)} r="2.4"/>'
        return f'<path {painter.both(ink, "canvas")} stroke-width="1.2" d="{shapes[kind]}"/>'

    def strokes(self, d: str, ink: str, weight: float) -> str:
        """Lines of a mark."""
        return f'<path {self.painter.stroke(ink)} stroke-width="{num(weight)}" d="{d}"/>'

    def tip(self, event: Event) -> str:
        """All that is known of an act."""
        lines = [f"{event.date}: {event.deed}" if event.date else event.deed]
        lines += [f"“{quote}”" for quote in event.quotes]
        if event.status != "made":
            lines.append(f"{event.status.replace('-', ' ')}: changes nothing")
        if event.told_by:
            lines.append(f"{reporters_in_words(self.map, event)}: changes nothing")
        lines += [f"{self.say.name(change.voice)} {change_in_words(change)}" for change in event.changes]
        return "\n".join(clean(line) for line in lines)

    def legend(self, wide: float) -> tuple[list[str], float]:
        """The key: only what the drawing uses."""
        painter = self.painter
        entries: list[tuple[str, float, str]] = []
        for kind in KINDS:
            if (kind, True) in self.signs:
                entries.append((f'<g transform="translate(8,0)">{self.sign(kind, True, "ink")}</g>', 16, _MARKS[kind]))
        if (None, True) in self.signs:
            entries.append((f'<g transform="translate(8,0)">{self.sign(None, True, "ink")}</g>', 16, "binds nobody"))
        if any(not counts for _, counts in self.signs):
            sample = f'<g transform="translate(8,0)">{self.sign("held", False, "ink")}</g>'
            entries.append((sample, 16, "not made, or only told by others: changes nothing"))
        for kind in KINDS:
            if kind in self.inks:
                entries.append((self.line(kind, "ink", 0, 34, 0), 34, _LINES[kind]))
        if self.blurred:
            entries.append((self.blur((0, 34), 0, "ink"), 34, "some day in this time"))
        out: list[str] = []
        x, y = 0.0, 16.0
        for sample, room, words in entries:
            run = Run(words, 10.5, "Regular", "mute")
            need = room + 8 + run.width
            if x and x + need > wide:
                x, y = 0.0, y + 24
            out.append(f'<g transform="translate({num(x)},{num(y)})">{sample}</g>')
            out.append(painter.run(run, x + room + 8, y + 3.6, alone=True))
            x += need + 26
        if not out:
            return [], 0.0
        return [f'<path {painter.stroke("rule")} d="M0,0H{num(wide)}"/>', *out], y + 8

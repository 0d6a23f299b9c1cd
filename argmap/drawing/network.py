"""Drawing a discourse network in the manner of the maps: voices in their colours, ties by kind and weight.

Agreement is a whole line, conflict a dashed one with bars at its ends, and each has its weight beside it, so that the
picture can be read without colour.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from argmap.discourse.networks import NORMALISED, TITLES, Edge, Network, NetworkKind, NetworkNode, circumstances
from argmap.drawing import Drawing, curves
from argmap.drawing.curves import Curve, num
from argmap.drawing.layout.base import Box, Graph, Link, Placement
from argmap.drawing.network_layout import in_columns, spread
from argmap.drawing.scene import Scene, drawn_voices
from argmap.drawing.shapes import Disc, Item, Line, Plate, Shape, Words
from argmap.drawing.svg import Painter, attr, xml
from argmap.drawing.text import Run, clean, is_rtl, line_width, width, wrap_runs
from argmap.drawing.theme import VOICES, stylesheet, voice_colour
from argmap.drawing.time_axis import when
from argmap.drawing.wording import Wording
from argmap.model.map import ArgumentMap

__all__ = ["render_network"]

_NOTHING: Final[Mapping[NetworkKind, str]] = {
    "affiliation": "No voice takes a side.",
    "agreement": "No two voices agree.",
    "conflict": "No two voices conflict.",
    "net": "No two voices agree or conflict.",
}
_INK: Final = {
    **{"agreement": "sup", "for": "sup", "conflict": "att", "against": "att"},
    **{"balanced": "mute", "both": "mute"},
}
_DASH: Final = {"conflict": "7 4", "against": "7 4", "balanced": "0.1 5", "both": "0.1 5"}
_LEGEND: Final = (
    ("agreement", "agree"),
    ("conflict", "conflict"),
    ("balanced", "agree and conflict alike"),
    ("for", "for it"),
    ("against", "against it"),
    ("both", "on both sides"),
)
_MARGIN = 24.0
_THIN, _THICK = 1.8, 6.0
_NAME, _CARD = 150.0, 236.0  # widths of words
_LABEL = 11.0
_SEEN = 22.0  # so much of a line is to be seen beside its label
_FEW = 60  # lines, up to which labels keep off the others


def render_network(map: ArgumentMap, network: Network, *, budget: float = 10.0) -> Drawing:
    """Draw the network of a map as SVG. `budget` is about how many seconds the layout may take; where it is not enough
    the boxes stand on a ring, and `Drawing.remarks` says so. The same network gives the same bytes."""
    return _Sheet(map, network, budget).drawing()


@dataclass(frozen=True, slots=True)
class _Look:
    """How a voice is drawn."""

    name: str
    role: str | None
    initials: str
    colour: str
    ring: bool


class _Sheet:
    """One drawing in the making."""

    def __init__(self, map: ArgumentMap, network: Network, budget: float) -> None:
        self.map, self.network = map, network
        self.say = Wording(map)
        used = {g.ref for a in map.arguments for g in a.grounds} | {a.target for a in map.arguments}
        drawn = drawn_voices(map, used)
        self.colours = {voice: voice_colour(n) for n, voice in enumerate(drawn)}
        self.rings = set(drawn[VOICES:])
        self.keys = {(node.kind, node.id): f"n{n}" for n, node in enumerate(network.nodes)}
        self.nodes = {self.keys[node.kind, node.id]: node for node in network.nodes}
        ties = Counter(edge.source for edge in network.edges) if network.two_mode else Counter[str]()
        self.shapes = {key: self._shape(node, ties[node.id]) for key, node in self.nodes.items()}
        self.edges = {f"e{n}": edge for n, edge in enumerate(network.edges)}
        self.most = max((abs(edge.weight) for edge in network.edges), default=0.0)
        self.placement = self._placed(budget)
        title, byline = self.say.heading()
        date = when(network.at) if network.at is not None else None
        told = circumstances(network, {id: self.say.name(id) for id in network.without}, date)
        kind = clean(", ".join((TITLES[network.kind], *told))).replace("'", "’")
        scene = Scene(title or kind, f"{kind}. {byline}".strip() if title else byline, self._description(), (), ())
        self.painter = Painter(scene, self.shapes, self.placement)

    # -- what is on it -------------------------------------------------------------------------------------

    def _shape(self, node: NetworkNode, ties: int) -> Shape:
        # Room for each line that leaves at the side of a column.
        return _card(node) if node.kind == "statement" else _voice(self._look(node), 16.0 + 7.0 * (ties - 1))

    def _look(self, node: NetworkNode) -> _Look:
        name = self.say.names((node.id,), capital=True)
        role = self.say.role(node.id) or ("author" if node.id.rpartition(".")[2] == "author" else node.sort)
        if role and role.casefold() in name.casefold():
            role = None
        # A voice that only reports, or is only spoken to, has no colour of its own on maps either.
        colour = "author" if node.id == "author" else self.colours.get(node.id, "mute")
        return _Look(name, role, self.say.initials(node.id), colour, node.id in self.rings)

    def _ends(self, edge: Edge) -> tuple[str, str]:
        to: Literal["voice", "statement"] = "statement" if self.network.two_mode else "voice"
        return self.keys["voice", edge.source], self.keys[to, edge.target]

    def _placed(self, budget: float) -> Placement:
        boxes = {key: Box(key, shape.width, shape.height) for key, shape in self.shapes.items()}
        links = tuple(
            Link(key, *self._ends(e), "contradict", width(self._label(e), _LABEL)) for key, e in self.edges.items()
        )
        if self.network.two_mode:
            voices = [boxes[key] for key, node in self.nodes.items() if node.kind == "voice"]
            return in_columns(voices, [box for box in boxes.values() if box not in voices], links)
        return spread(Graph(tuple(boxes.values()), links), budget)

    def _label(self, edge: Edge) -> str:
        """What stands on a line: its weight; of a net network also of what it is made."""
        if self.network.normalise != "none":
            return f"{edge.weight:.2f}".replace("-", "−")
        if self.network.kind == "net":
            return " ".join([f"+{edge.plus}"] * bool(edge.plus) + [f"−{edge.minus}"] * bool(edge.minus))
        whole = f"{edge.weight:g}".replace("-", "−")
        return "" if self.network.two_mode and (abs(edge.weight) <= 1 or self.network.qualifier == "combine") else whole

    def _tip(self, edge: Edge) -> str:
        def text(id: str) -> str:
            return self.say.plain(self.map[id])

        one = self.say.names((edge.source,), capital=True)
        if self.network.two_mode:
            side = {"for": "for", "against": "against", "both": "on both sides of"}[edge.sign]
            return f"{one} is {side}: {text(edge.target)}"
        out = [f"{one} and {self.say.name(edge.target)}"]
        out += [f"agree on: {text(id)}" for id in edge.agree_on]
        for a, b in edge.conflict_on:
            out.append(f"conflict over: {text(a)}" + ("" if a == b else f" – {text(b)}"))
        return "\n".join(out)

    def _description(self) -> str:
        n, m, ties = len(self.network.voices), len(self.network.statements), len(self.network.edges)
        counts = [(n, "voice")] + [(m, "statement")] * self.network.two_mode + [(ties, "tie")]
        said = ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts)
        return f"{TITLES[self.network.kind]}: {said}."

    # -- painting ------------------------------------------------------------------------------------------

    def drawing(self) -> Drawing:
        """The finished picture."""
        paint, placed = self.painter, self.placement
        key, key_wide = self._legend()
        wide = max(placed.width, 360.0, key_wide)
        head, top = paint.header(wide)
        taken = [
            (x, y, x + self.shapes[box].width, y + self.shapes[box].height) for box, (x, y) in placed.boxes.items()
        ]
        body: list[str] = []
        labels: list[str] = []
        lines = {name: Curve(placed.links[name].points) for name in self.edges}
        tracks = {name: _track(line) for name, line in lines.items()} if len(lines) <= _FEW else {}
        for name, edge in self.edges.items():
            body += self._edge(name, edge, lines[name])
            others = [spot for other, spots in tracks.items() if other != name for spot in spots]
            labels += self._written(edge, lines[name], taken, others)
        for name, node in self.nodes.items():
            body += self._part(name, node)
        if not self.nodes:
            body.append(paint.run(Run(_NOTHING[self.network.kind], 12.5, "Regular", "mute"), 0, 12, alone=True))
        bottom = top + max(placed.height, 20.0)
        full, high = wide + 2 * _MARGIN, bottom + (52 if key else 0) + _MARGIN
        title = clean(paint.scene.title)
        canvas = f'<rect {paint.fill("canvas")} width="100%" height="100%"/>'
        out = [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="am" viewBox="0 0 {num(full)} {num(high)}"'
            f' width="{num(full)}" height="{num(high)}" role="img" aria-labelledby="am-title am-desc">',
            f'<title id="am-title">{xml(title)}</title>',
            f'<desc id="am-desc">{xml(paint.scene.description)}</desc>',
            f"<style>{stylesheet(paint.used | {'s-rule'})}</style>",
            canvas,
            *head,
            f'<g class="network" transform="translate({num(_MARGIN + (wide - placed.width) / 2)},{num(top)})">',
            *body,
            *labels,
            "</g>",
        ]
        if key:
            shift = f"translate({num(_MARGIN)},{num(bottom + 24)})"
            rule = f'<path {paint.stroke("rule")} d="M0,0H{num(wide)}"/>'
            out += [f'<g class="legend" aria-hidden="true" transform="{shift}">', rule, *key, "</g>"]
        return Drawing("\n".join([*out, "</svg>", ""]), placed.remarks, placed.engine)

    def _part(self, key: str, node: NetworkNode) -> list[str]:
        paint, shape = self.painter, self.shapes[key]
        x, y = self.placement.boxes[key]
        sides = f"{node.total} side{'' if node.total == 1 else 's'}"
        told = f"takes {sides}" if node.kind == "voice" else f"{sides} taken on it"
        plates = [item for item in shape.items if isinstance(item, Plate)]
        return [
            f'<g class="node {node.kind}" id={attr(paint.name(node.id))} data-kind="{node.kind}"'
            f' data-ref={attr(node.id)} transform="translate({num(x)},{num(y)})">',
            f"<title>{xml(f'{node.label}: {told}')}</title>",
            paint.frame(shape, "fill" if plates else "both"),
            *(paint.item(item, shape) for item in plates),
            *([paint.frame(shape, "border")] if plates else []),
            *(paint.item(item, shape) for item in shape.items if not isinstance(item, Plate)),
            "</g>",
        ]

    def _edge(self, key: str, edge: Edge, line: Curve) -> list[str]:
        paint = self.painter
        return [
            f'<g class="edge {edge.sign}" id={attr(paint.name("line." + key))} data-from={attr(edge.source)}'
            f' data-to={attr(edge.target)} data-weight="{edge.weight:.6g}">',
            f"<title>{xml(self._tip(edge), lines=True)}</title>",
            *self._strokes(edge.sign, line, self._thickness(abs(edge.weight))),
            "</g>",
        ]

    def _thickness(self, weight: float) -> float:
        if self.network.normalise != "none":
            share = weight / self.most if self.most else 0.0
        elif self.network.two_mode:
            share = 0.1
        else:  # one statement is thin, five are thick, unless somebody shares more
            share = max(weight - 1, 0.0) / max(self.most - 1, 4.0)
        return _THIN + (_THICK - _THIN) * share

    def _strokes(self, sign: str, line: Curve, weight: float) -> list[str]:
        """A line, with bars where it is one of conflict, and a head where somebody is for something."""
        paint, ink, full = self.painter, _INK[sign], line.length
        if full < 1:
            return []
        start = 3.5 if sign == "conflict" else 0.0
        end = full - (3.5 if sign in ("conflict", "against") else 8.0 if sign == "for" else 0.0)
        points = line.between(start, max(end, start + 0.5))
        body = f"M{num(points[0][0])},{num(points[0][1])}C" + " ".join(f"{num(x)},{num(y)}" for x, y in points[1:])
        dash = f' stroke-dasharray="{_DASH[sign]}"' if sign in _DASH else ""
        if sign in ("balanced", "both"):
            dash += ' stroke-linecap="round"'
        out = [f'<path {paint.stroke(ink)} stroke-width="{num(weight)}"{dash} d="{body}"/>']
        if sign == "for":
            out.append(f'<path {paint.fill(ink)} d="{curves.triangle(line.at(line.along(full - 0.8)), points[-1])}"/>')
        ends = {"conflict": (3.5, full - 3.5), "against": (full - 3.5,)}.get(sign, ())
        for at in ends:
            back = line.at(line.along(at + (9 if at < full / 2 else -9)))
            bar = curves.bar(line.at(line.along(at)), back)
            out.append(f'<path {paint.stroke(ink)} stroke-width="3" d="{bar}"/>')
        return out

    def _written(self, edge: Edge, line: Curve, taken: list[curves.Rect], others: Sequence[curves.Rect]) -> list[str]:
        """The weight on a line, or beside one that it would hide; if it can be on no other line."""
        label, ink = self._label(edge), _INK[edge.sign]
        if not label:
            return []
        run = Run(label, _LABEL, "Bold", ink)
        ways = [line]
        if line.length - _along(line, run.width + 10, 16) < _SEEN:
            ways = [_beside(line, run.width + 10, 16, side) for side in (-1, 1)]
        places = (
            curves.place_label(w, None, run.width + 12, 18, all_) for all_ in ([*taken, *others], taken) for w in ways
        )
        place = next((place for place in places if place is not None), None)
        if place is None:
            return []
        x, y = place
        taken.append((x - run.width / 2 - 16, y - 14, x + run.width / 2 + 16, y + 14))
        paint, half = self.painter, run.width / 2 + 5
        return [
            f'<rect {paint.both("canvas", ink)} x="{num(x - half)}" y="{num(y - 8)}" width="{num(2 * half)}"'
            ' height="16" rx="8"/>',
            f'<text {paint.fill(ink)} x="{num(x)}" y="{num(y + 3.8)}" text-anchor="middle"'
            f' font-size="{num(_LABEL)}" font-weight="700">{xml(label)}</text>',
        ]

    def _legend(self) -> tuple[list[str], float]:
        """The key, of what occurs, and how wide it is."""
        signs = {edge.sign for edge in self.network.edges}
        out: list[str] = []
        x = 0.0
        line = Curve(((0, 0), (13, 0), (27, 0), (40, 0)))
        for sign, words in _LEGEND:
            if sign not in signs:
                continue
            run = Run(words, 10.5, "Regular", "mute")
            out.append(f'<g transform="translate({num(x)},16)">{"".join(self._strokes(sign, line, 2.4))}</g>')
            out.append(self._run(run, x + 48))
            x += 48 + run.width + 26
        if out and not self.network.two_mode:
            run = Run(self._unit(), 10.5, "Regular", "mute")
            out.append(self._run(run, x))
            x += run.width + 26
        return out, max(x - 26, 0.0)

    def _run(self, run: Run, x: float) -> str:
        return self.painter.run(run, x, 19.6, alone=True)

    def _unit(self) -> str:
        if self.network.normalise != "none":
            return "figures: " + NORMALISED[self.network.normalise]
        return {
            "agreement": "figures: statements agreed on",
            "conflict": "figures: statements fought over",
        }.get(self.network.kind, "figures: statements agreed on (+) and fought over (−)")


# -- lines ---------------------------------------------------------------------------------------------------


def _track(line: Curve) -> list[curves.Rect]:
    """Spots along a line that labels of others had better not cover."""
    count = int(line.length / 8)
    spots = (line.at(line.along(n * 8.0)) for n in range(1, count))
    return [(x - 2, y - 2, x + 2, y + 2) for x, y in spots]


def _along(line: Curve, wide: float, high: float) -> float:
    """How much of a line a label on it hides."""
    (x0, y0), (x1, y1) = line.points[0], line.points[-1]
    far = math.hypot(x1 - x0, y1 - y0) or 1.0
    return min(wide * far / max(abs(x1 - x0), 1e-6), high * far / max(abs(y1 - y0), 1e-6))


def _beside(line: Curve, wide: float, high: float, side: int) -> Curve:
    """Where the middle of a label may be that is to stand beside a line."""
    (x0, y0), (x1, y1) = line.points[0], line.points[-1]
    far = math.hypot(x1 - x0, y1 - y0) or 1.0
    across = (y0 - y1) / far, (x1 - x0) / far
    off = side * (abs(across[0]) * wide / 2 + abs(across[1]) * high / 2 + 6)
    return Curve(tuple((x + off * across[0], y + off * across[1]) for x, y in line.points))


# -- shapes ------------------------------------------------------------------------------------------------


def _voice(look: _Look, least: float) -> Shape:
    """The box of a voice: disc, name, office; at least so high."""
    names = wrap_runs((Run(look.name, 12.5, "Bold", look.colour),), _NAME, most=3)
    roles = wrap_runs((Run(look.role, 10, "Regular", "mute"),), _NAME, most=2) if look.role else ()
    room = max((line_width(line) for line in (*names, *roles)), default=0.0)
    tall = 32.0 + 15 * (len(names) - 1) + 12.5 * len(roles)
    lines: list[Line] = []
    y = 20.0 + max(least - tall, 0) / 2
    for step, group in ((15.0, names), (12.5, roles)):
        for line in group:
            if lines:
                y += step
            lines.append(Line(46 + room if is_rtl(look.name) else 46, y, line, rtl=is_rtl(look.name)))
    height = max(tall, least)
    items: list[Item] = [
        Disc(24, height / 2, 13, look.colour, look.initials, 10.5, ring=look.ring),
        *(Words((line,)) for line in lines),
    ]
    tint = "strip" if look.colour == "mute" else f"{look.colour}-tint"
    return Shape(round(58 + room, 1), round(height, 1), 12, tint, look.colour, tuple(items))


def _card(node: NetworkNode) -> Shape:
    """The card of a statement: what sort of statement it is, and its text."""
    own = node.sort in ("claim", "premise")
    colour = "author" if own else "mute"
    left = 16.0 if node.sort == "claim" else 12.0
    items: list[Item] = [Plate("bar", 6, colour)] if node.sort == "claim" else []
    items.append(Words((Line(left, 16, (Run((node.sort or "").upper(), 8.5, "Bold", colour, 0.7),)),)))
    text = clean(node.label)
    lines = wrap_runs((Run(text, 11.5, "Bold" if node.sort == "claim" else "Regular"),), _CARD, most=3)
    rtl = is_rtl(text)
    for place, line in enumerate(lines):
        items.append(Words((Line(left + _CARD if rtl else left, 31.5 + 14.5 * place, line, rtl=rtl),)))
    height = 31.5 + 14.5 * max(len(lines) - 1, 0) + 11
    return Shape(_CARD + 28, round(height, 1), 4 if own else 12, "card", colour, tuple(items), weight=1.2)

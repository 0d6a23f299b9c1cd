"""Painting a laid out scene as SVG.

Presentation attributes carry the light theme, one style sheet the dark one, so the picture is right both in a
browser and in programs that know no CSS. Nothing in the output depends on the clock, on chance or on the
fonts of the machine; coordinates are rounded to a tenth of a pixel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from argmap.drawing import curves, legend
from argmap.drawing.curves import num
from argmap.drawing.layout.base import Box, Direction, Graph, Link, LinkKind, Placement
from argmap.drawing.lighting import Light
from argmap.drawing.scene import Card, Chip, Edge, Part, Scene
from argmap.drawing.shapes import Disc, Icon, Item, Line, Plate, Shape, Words
from argmap.drawing.text import Run, clean, width, wrap
from argmap.drawing.theme import COLOURS, faded, stylesheet
from argmap.drawing.wording import safe_link

__all__ = ["Painter", "graph_of", "paint"]

_MARGIN = 24.0
_HALO = 6.0  # how far the band around a lit part stands out
_Tone = Literal["plain", "faded", "spot"]  # "spot" is what is lit on a part that recedes
_ON_FADED = {"onthesis": "ink", "pale": "ink", "thesis": "onfill"}  # colours for a ground that is no longer dark
_KINDS: dict[str, LinkKind] = {
    "premise": "premise", "attack-premise": "premise", "support": "step", "rebut": "attack",
    "undercut": "attack", "contradict": "contradict", "same": "contradict", "answer": "premise",
    "content": "premise",
}  # fmt: skip
_ICONS = {
    "plus": "M-3.2,0h6.4M0,-3.2v6.4",
    "minus": "M-3.2,0h6.4",
    "endorses": "M0,-3.5l3,3.5l5.5,-8",
    "distances": "M0,-5.6h8M0,-1.8h8M1.6,0.8L6.4,-8.2",
    "rejects": "M0.8,-7l6.4,6.4M7.2,-7l-6.4,6.4",
    "doubts": "M1.4,-6a2.6,2.6 0 1 1 3.7,2.4q-1.1,.5 -1.1,1.6M4,-.7v1.5",
    "reports": "M0,-3.6h8",
}


def graph_of(scene: Scene, shapes: Mapping[str, Shape], direction: Direction) -> Graph:
    """What a layout engine is to place."""
    boxes = tuple(Box(part.key, shapes[part.key].width, shapes[part.key].height) for part in scene.parts)
    links = tuple(
        Link(e.key, e.tail, e.head, _KINDS[e.rel], width(e.label, 10.5, "Bold") + 8 if e.label else 0.0)
        for e in scene.edges
    )
    return Graph(boxes, links, direction)


def paint(scene: Scene, shapes: Mapping[str, Shape], placement: Placement, light: Light | None = None) -> str:
    """The SVG of a scene that has been laid out. With `light`, what is not lit recedes."""
    return Painter(scene, shapes, placement, light).svg()


class Painter:
    """Writes one drawing; keeps note of the colours and names that it has used."""

    def __init__(
        self, scene: Scene, shapes: Mapping[str, Shape], placement: Placement, light: Light | None = None
    ) -> None:
        self.scene = scene
        self.shapes = shapes
        self.placement = placement
        self.light = light
        self.tone: _Tone = "plain"  # of what is being painted
        self.used: set[str] = set()
        self.ids = {"am-title", "am-desc"}
        self.linked = False
        self.refs = {part.key: part.ref for part in scene.parts}

    # -- small things --------------------------------------------------------------------------------------

    def ink(self, name: str, *, line: bool = False) -> str:
        """The colour that is taken for a colour: another where what is being painted recedes."""
        if self.tone == "plain":
            return name
        if self.tone == "faded":
            return faded(name, line=line)
        return _ON_FADED.get(name, name)

    def fill(self, ink: str) -> str:
        """Class and attribute of a fill."""
        ink = self.ink(ink)
        self.used.add(f"f-{ink}")
        return f'class="f-{ink}" fill="{COLOURS[ink].light}"'

    def stroke(self, ink: str) -> str:
        """Class and attributes of a line without fill."""
        ink = self.ink(ink, line=True)
        self.used.add(f"s-{ink}")
        return f'class="s-{ink}" fill="none" stroke="{COLOURS[ink].light}"'

    def both(self, fill: str, stroke: str) -> str:
        """Class and attributes of a bordered area."""
        fill, stroke = self.ink(fill), self.ink(stroke, line=True)
        self.used |= {f"f-{fill}", f"s-{stroke}"}
        return f'class="f-{fill} s-{stroke}" fill="{COLOURS[fill].light}" stroke="{COLOURS[stroke].light}"'

    def name(self, ref: str) -> str:
        """A unique value for `id`, made from a node's own ID."""
        base = "am-" + re.sub(r"[^\w.\-]", "_", clean(ref))
        name, count = base, 2
        while name in self.ids:
            name, count = f"{base}-{count}", count + 1
        self.ids.add(name)
        return name

    def run(self, run: Run, x: float, y: float, *, alone: bool, rtl: bool = False) -> str:
        """One run of words, squeezed to its measured width."""
        text = run.text.strip()
        if self.tone == "faded" and self.shows(run.of):
            self.tone = "spot"
            done = self.run(run, x, y, alone=alone, rtl=rtl)
            self.tone = "faded"
            return done
        ink = self.ink(run.ink)
        self.used.add(f"f-{ink}")
        style = f'font-size="{num(run.size)}"'
        if run.face == "Bold":
            style += ' font-weight="700"'
        elif run.face == "Italic":
            style += ' font-style="italic"'
        if run.spacing:
            style += f' letter-spacing="{num(run.spacing)}"'
        else:
            style += f' textLength="{num(width(text, run.size, run.face))}" lengthAdjust="spacingAndGlyphs"'
        if rtl:  # a mark at either end turns full stops and brackets, in programs without `direction` too
            text = f"\u200f{text}\u200f"
        tag = "text" if alone else "tspan"
        return (
            f'<{tag} x="{num(x)}" y="{num(y)}" class="f-{ink}" fill="{COLOURS[ink].light}" {style}>{xml(text)}</{tag}>'
        )

    def line(self, line: Line, *, alone: bool) -> list[str]:
        """The runs of a line, each at its own place."""
        runs = [run for run in line.runs if run.text.strip()]
        alone = line.rtl or (alone and len(runs) == 1)
        return [self.run(run, at, line.y, alone=alone, rtl=line.rtl) for run, _, at in _placed(line)]

    def words(self, words: Words) -> str:
        """A paragraph, with its link."""
        alone = len(words.lines) == 1
        spans = [span for line in words.lines for span in self.line(line, alone=alone)]
        text = "".join(spans)
        if not text.startswith("<text"):
            text = f"<text>{text}</text>"
        url = safe_link(words.link)
        if url is None:
            return text
        self.linked = True
        return f'<a href={attr(url)} target="_blank" rel="noopener noreferrer">{text}</a>'

    # -- parts ---------------------------------------------------------------------------------------------

    def item(self, item: Item, shape: Shape) -> str:
        """One thing that stands on a card."""
        match item:
            case Words():
                return self.marks(item, shape) + self.words(item)
            case Disc():
                if self.tone == "faded" and self.shows(item.of):
                    self.tone = "spot"
                    done = self.item(item, shape)
                    self.tone = "faded"
                    return done
                paint, on, r = self.fill(item.ink), item.on, item.r
                if item.ring:
                    paint, on, r = self.stroke(item.ink) + ' stroke-width="1.4"', item.ink, r - 0.7
                disc = f'<circle {paint} cx="{num(item.x)}" cy="{num(item.y)}" r="{num(r)}"/>'
                if not item.letters:
                    return disc
                return disc + (
                    f'<text {self.fill(on)} x="{num(item.x)}"'
                    f' y="{num(item.y + item.size * 0.36)}" font-size="{num(item.size)}" font-weight="700"'
                    f' text-anchor="middle">{xml(item.letters)}</text>'
                )
            case Icon():
                wide = "1.8" if item.ink == "onfill" else "1.5"
                return (
                    f'<path {self.stroke(item.ink)} stroke-width="{wide}" d="{_ICONS[item.name]}"'
                    f' transform="translate({num(item.x)},{num(item.y)})"/>'
                )
            case Plate():
                return f'<path {self.fill(item.ink)} d="{_plate(item, shape)}"/>'

    def part(self, part: Part) -> list[str]:
        """A card, chip or pill, in its place."""
        shape = self.shapes[part.key]
        x, y = self.placement.boxes[part.key]
        kind = part.kind if isinstance(part, Card) else "act" if isinstance(part, Chip) else "step"
        implicit = " implicit" if isinstance(part, Card) and part.implicit else ""
        state = self.begin(part.key in self.light.parts, part.key in self.light.joins) if self.light else ""
        out = [
            f'<g class="node {kind}{implicit}{state}" id={attr(self.name(part.ref or "nothing"))} data-kind="{kind}"'
            f' data-ref={attr(clean(part.ref))} transform="translate({num(x)},{num(y)})">',
            f"<title>{xml(part.tooltip, lines=True)}</title>",
        ]
        plates = [item for item in shape.items if isinstance(item, Plate)]
        rest = [item for item in shape.items if not isinstance(item, Plate)]
        if plates:  # the border comes last, so that no plate covers it
            out += [
                self.frame(shape, "fill"),
                *(self.item(item, shape) for item in plates),
                self.frame(shape, "border"),
            ]
        else:
            out.append(self.frame(shape, "both"))
        out += [self.item(item, shape) for item in rest]
        out.append("</g>")
        self.tone = "plain"
        return out

    def frame(self, shape: Shape, what: Literal["fill", "border", "both"]) -> str:
        """The outline of a part."""
        if what == "fill":
            paint = self.fill(shape.fill)
        else:
            paint = self.both(shape.fill, shape.stroke) if what == "both" else self.stroke(shape.stroke)
            paint += f' stroke-width="{num(shape.weight)}"'
            if shape.dash:
                paint += f' stroke-dasharray="{shape.dash}"'
        return _outline(shape, paint)

    # -- what is lit ---------------------------------------------------------------------------------------

    def begin(self, lit: bool, joins: bool = False) -> str:
        """Set the tone for a part or line, and give its further class."""
        self.tone = "plain" if lit or joins else "faded"
        return " lit" if lit else " joins" if joins else " faded"

    def shows(self, of: Sequence[str]) -> bool:
        """Whether words or a disc show an act or a voice that is lit."""
        return self.light is not None and not self.light.words.isdisjoint(of)

    def halo(self, part: Part) -> str:
        """The band around a lit part, with a dark edge."""
        shape = self.shapes[part.key]
        x, y = self.placement.boxes[part.key]
        edge = _outline(shape, f'{self.stroke("ink")} stroke-width="{num(2 * _HALO + 3)}"')
        band = _outline(shape, f'{self.stroke("halo")} stroke-width="{num(2 * _HALO)}"')
        return f'<g class="halo" transform="translate({num(x)},{num(y)})">{edge}{band}</g>'

    def marks(self, words: Words, shape: Shape) -> str:
        """The marker behind lit words: a band, and a line below them."""
        if self.light is None:
            return ""
        dark = shape.fill.startswith("thesis") and self.tone == "plain"  # white words: the line alone
        out = ""
        for line in words.lines:
            for lit, group in groupby(_placed(line), key=lambda it: self.shows(it[0].of)):
                runs = [*group]
                left, right = min(at for _, _, at in runs), max(at + _wide(run, text) for run, text, at in runs)
                if lit:
                    out += self.mark(left - 2, line.y, right - left + 4, max(run.size for run, _, _ in runs), dark)
        return out

    def mark(self, x: float, y: float, wide: float, size: float, dark: bool) -> str:
        """The marker behind one stretch of words, whose base line is `y`."""
        tone, self.tone = self.tone, "plain"
        band = (
            f'<rect {self.fill("mark")} x="{num(x)}" y="{num(y - size)}" width="{num(wide)}" height="{num(size + 4)}"/>'
        )
        ink = "onthesis" if dark else "ink"
        line = f'<path {self.stroke(ink)} stroke-width="1.2" d="M{num(x)},{num(y + 2.8)}h{num(wide)}"/>'
        self.tone = tone
        return line if dark else band + line

    # -- lines ---------------------------------------------------------------------------------------------

    def edge(self, edge: Edge, taken: list[curves.Rect]) -> list[str]:
        """A line with its heads and its label."""
        path = self.placement.links[edge.key]
        line = curves.Curve(path.points)
        ink = curves.INK[edge.rel]
        lit = self.light is not None and edge.key in self.light.edges
        state = self.begin(lit) if self.light else ""
        out = [
            f'<g class="edge {edge.rel}{state}" id={attr(self.name("line." + edge.key))}'
            f" data-from={attr(clean(self.refs[edge.tail]))} data-to={attr(clean(self.refs[edge.head]))}"
            f' data-rel="{edge.rel}">',
            f"<title>{xml(edge.tooltip, lines=True)}</title>",
        ]
        strokes = curves.strokes(line, edge.rel)
        if lit:  # below the line, not below its head; a double line has two bodies
            bodies = strokes[: 2 if edge.rel == "same" else 1]
            for colour, wide in (("ink", "10"), ("halo", "8")):
                out += [f'<path {self.stroke(colour)} stroke-width="{wide}" d="{body.d}"/>' for body in bodies]
        for stroke in strokes:
            paint = self.fill(ink) if stroke.filled else self.stroke(ink)
            if not stroke.filled:
                paint += f' stroke-width="{num(stroke.weight)}"'
            if stroke.dash:
                paint += f' stroke-dasharray="{stroke.dash}"'
                if stroke.dash.startswith("0"):
                    paint += ' stroke-linecap="round"'
            out.append(f'<path {paint} d="{stroke.d}"/>')
        if edge.label:
            run = Run(edge.label, 10.5, "Bold", ink)
            place = curves.place_label(line, path.label, run.width + 6, 15, taken)
            if place is None:
                self.tone = "plain"
                return [*out, "</g>"]
            x, y = place
            taken.append((x - run.width / 2 - 3, y - 7.5, x + run.width / 2 + 3, y + 7.5))
            ink = self.ink(ink)
            self.used |= {f"f-{ink}", "s-canvas"}
            out.append(
                f'<text class="f-{ink} s-canvas" x="{num(x)}" y="{num(y + 3.6)}" text-anchor="middle"'
                f' font-size="10.5" font-weight="700" fill="{COLOURS[ink].light}"'
                f' stroke="{COLOURS["canvas"].light}" stroke-width="4" paint-order="stroke"'
                f' stroke-linejoin="round">{xml(edge.label)}</text>'
            )
        out.append("</g>")
        self.tone = "plain"
        return out

    # -- the whole -----------------------------------------------------------------------------------------

    def svg(self) -> str:
        """The document."""
        scene, placed = self.scene, self.placement
        wide = max(placed.width, 360.0)
        head, top = self.header(wide)
        taken = [(x, y, x + self.shapes[k].width, y + self.shapes[k].height) for k, (x, y) in placed.boxes.items()]
        body: list[str] = []
        if self.light is not None:  # below everything, so that no head of a line is covered
            body += [self.halo(part) for part in scene.parts if part.key in self.light.parts]
        above: list[str] = []
        for edge in scene.edges:
            if edge.key in placed.links:
                lit = self.light is not None and edge.key in self.light.edges
                (above if lit else body).extend(self.edge(edge, taken))
        body += above
        for part in scene.parts:
            body += self.part(part)
        key, tall = legend.draw(self, wide)
        full, bottom = wide + 2 * _MARGIN, top + placed.height
        high = bottom + (tall + 20 if key else 0) + _MARGIN
        title = clean(scene.title) or "Argument map"
        role = "graphics-document document" if self.linked else "img"
        canvas = f'<rect {self.fill("canvas")} width="100%" height="100%"/>'
        out = [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="am" viewBox="0 0 {num(full)} {num(high)}"'
            f' width="{num(full)}" height="{num(high)}" role="{role}" aria-labelledby="am-title am-desc">',
            f'<title id="am-title">{xml(title)}</title>',
            f'<desc id="am-desc">{xml(scene.description)}</desc>',
            f"<style>{stylesheet(self.used)}</style>",
            canvas,
            *head,
            f'<g class="map" transform="translate({num(_MARGIN)},{num(top)})">',
            *body,
            "</g>",
        ]
        if key:
            shift = f"translate({num(_MARGIN)},{num(bottom + 20)})"
            out += [f'<g class="legend" aria-hidden="true" transform="{shift}">', *key, "</g>"]
        return "\n".join([*out, "</svg>", ""])

    def header(self, wide: float) -> tuple[list[str], float]:
        """Title and byline, and where the map begins below them."""
        lines: list[Line] = []
        y = _MARGIN
        rows: Sequence[tuple[str, Run, float]] = (
            (self.scene.title, Run("", 20, "Bold"), 25.0),
            (self.scene.byline, Run("", 12, "Regular", "mute"), 17.0),
        )
        for text, like, step in rows:
            for line in wrap(text, like.size, wide, like.face) if text else ():
                y += step if lines else like.size - 4
                lines.append(Line(_MARGIN, y, (Run(line, like.size, like.face, like.ink),)))
        if not lines:
            return [], _MARGIN
        drawn = [self.words(Words((line,))) for line in lines]
        return ['<g class="heading">', *drawn, "</g>"], y + 26


def _placed(line: Line) -> Iterator[tuple[Run, str, float]]:
    """The runs of a line that are not blank, each with its words and with where these begin at the left."""
    x = line.right if line.rtl else line.left
    for run in line.runs:
        text = run.text.strip()
        lead = width(run.text[: len(run.text) - len(run.text.lstrip())], run.size, run.face)
        if text:
            yield run, text, x - lead - _wide(run, text) if line.rtl else x + lead
        x += -run.width if line.rtl else run.width


def _wide(run: Run, text: str) -> float:
    return width(text, run.size, run.face)


def _outline(shape: Shape, paint: str) -> str:
    """The outline of a part as an element."""
    if not shape.tail:
        return f'<rect {paint} width="{num(shape.width)}" height="{num(shape.height)}" rx="{num(shape.radius)}"/>'
    return f'<path {paint} stroke-linejoin="round" d="{_bubble(shape)}"/>'


def _bubble(shape: Shape) -> str:
    """A rounded rectangle with a tail below, near its left end."""
    wide, high, r = shape.width, shape.height, shape.radius
    return (
        f"M{num(r)},0H{num(wide - r)}a{r},{r} 0 0 1 {r},{r}V{num(high - r)}a{r},{r} 0 0 1 {-r},{r}"
        f"H30l-9,{num(shape.tail)}v{num(-shape.tail)}H{num(r)}"
        f"a{r},{r} 0 0 1 {-r},{-r}V{num(r)}a{r},{r} 0 0 1 {r},{-r}z"
    )


def _plate(plate: Plate, shape: Shape) -> str:
    """The outline of a bar or a strip, rounded where the card is."""
    r, wide, size = shape.radius, shape.width, plate.size
    if plate.where == "bar":
        return (
            f"M{num(r)},0h{num(size - r)}v{num(shape.height)}h{num(r - size)}"
            f"a{r},{r} 0 0 1 {-r},{-r}V{num(r)}a{r},{r} 0 0 1 {r},{-r}z"
        )
    return f"M0,{num(size)}V{num(r)}a{r},{r} 0 0 1 {r},{-r}H{num(wide - r)}a{r},{r} 0 0 1 {r},{r}V{num(size)}z"


def xml(text: str, *, lines: bool = False) -> str:
    """Text as XML content, whatever is in it."""
    if lines:
        return "\n".join(xml(line) for line in text.split("\n"))
    return escape(clean(text))


def attr(text: str) -> str:
    """A quoted attribute value."""
    return quoteattr(clean(text))

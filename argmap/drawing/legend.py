"""The key under a drawing: only what the drawing uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.drawing import curves
from argmap.drawing.curves import num
from argmap.drawing.scene import Card, Chip, Pill
from argmap.drawing.text import Run

if TYPE_CHECKING:
    from argmap.drawing.svg import Painter

__all__ = ["draw"]

_LINES = (
    ("support", "supports"),
    ("rebut", "rebuts"),
    ("undercut", "undercuts the step"),
    ("contradict", "contradict each other"),
    ("same", "say the same"),
    ("answer", "answers"),
    ("content", "what an act is about"),
)
_SAMPLE = 34.0
_ROW = 24.0


def draw(painter: Painter, wide: float) -> tuple[list[str], float]:
    """The key as SVG, wrapped to `wide` pixels, and its height. Nothing for a drawing that needs none."""
    out: list[str] = []
    x, y = 0.0, 16.0
    for sample, room, words in _entries(painter):
        run = Run(words, 10.5, "Regular", "mute")
        need = room + 8 + run.width
        if x and x + need > wide:
            x, y = 0.0, y + _ROW
        out.append(f'<g transform="translate({num(x)},{num(y)})">{sample}</g>')
        out.append(painter.run(run, x + room + 8, y + 3.6, alone=True))
        x += need + 26
    if not out:
        return [], 0.0
    rule = f'<path {painter.stroke("rule")} d="M0,0H{num(wide)}"/>'
    return [rule, *out], y + 8


def _entries(painter: Painter) -> list[tuple[str, float, str]]:
    scene = painter.scene
    entries: list[tuple[str, float, str]] = []
    rels = {edge.rel for edge in scene.edges}
    for rel, words in _LINES:
        if rel in rels:
            entries.append((_line(painter, rel), _SAMPLE, words))
    pills = [part for part in scene.parts if isinstance(part, Pill)]
    feet: dict[str, int] = {}
    for edge in scene.edges:
        if edge.rel in ("premise", "attack-premise"):
            feet[edge.head] = feet.get(edge.head, 0) + 1
    if any(count > 1 for count in feet.values()):
        ink = "sup" if any(not pill.attack for pill in pills) else "att"
        forks = f'<path {painter.stroke(ink)} stroke-width="1.3" d="M8,0C18,0 18,-6 30,-6M8,0C18,0 18,6 30,6"/>'
        disc = f'<circle {painter.fill(ink)} cx="6" cy="0" r="5"/>'
        entries.append((forks + disc, 30, "grounds taken together"))
    cards = [part for part in scene.parts if isinstance(part, Card)]
    if any(card.kind == "claim" for card in cards):
        bar = f'<path {painter.fill("author")} d="M0,-6h5v12h-5z"/>'
        entries.append((_box(painter, "card", "author", 2) + bar, 22, "author’s claim"))
    if any(card.kind == "premise" and not card.implicit for card in cards):
        entries.append((_box(painter, "card", "author", 2), 22, "author’s premise"))
    if any(card.implicit for card in cards):
        entries.append((_box(painter, "card", "author", 2, "4 3"), 22, "left unsaid"))
    if any(card.kind == "position" for card in cards):
        entries.append((_box(painter, "card", "mute", 6), 22, "position of a voice"))
    if any(isinstance(part, Chip) for part in scene.parts):
        bubble = "M4,-7H18a4,4 0 0 1 4,4v2a4,4 0 0 1 -4,4H9l-4,4v-4H4a4,4 0 0 1 -4,-4v-2a4,4 0 0 1 4,-4z"
        entries.append((f'<path {painter.both("strip", "mute")} d="{bubble}"/>', 22, "act: that it was said or done"))
    return entries


def _line(painter: Painter, rel: str) -> str:
    out = ""
    ink = curves.INK[rel]
    line = curves.Curve(((0, 0), (11, 0), (23, 0), (_SAMPLE, 0)))
    for stroke in curves.strokes(line, rel):
        if stroke.filled:
            out += f'<path {painter.fill(ink)} d="{stroke.d}"/>'
            continue
        dash = f' stroke-dasharray="{stroke.dash}"' if stroke.dash else ""
        if stroke.dash and stroke.dash.startswith("0"):
            dash += ' stroke-linecap="round"'
        out += f'<path {painter.stroke(ink)} stroke-width="{stroke.weight}"{dash} d="{stroke.d}"/>'
    return out


def _box(painter: Painter, fill: str, stroke: str, r: float, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<rect {painter.both(fill, stroke)} x="0.5" y="-6" width="21" height="12" rx="{r:g}"{dashed}/>'

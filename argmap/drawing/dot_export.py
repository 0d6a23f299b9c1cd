"""A map in Graphviz' DOT language, with labels that look like the cards: for people who go on by hand.

The SVG of `argmap.drawing` does not go this way: there Graphviz only places boxes. Everything that comes from
the map is escaped, and no attribute with which Graphviz reads files (``image``) is ever written.
"""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import escape

from argmap.drawing.layout.base import Direction
from argmap.drawing.scene import Card, Chip, Edge, Part, Pill, Scene, make_scene
from argmap.drawing.text import Run, clean, wrap, wrap_runs
from argmap.drawing.theme import COLOURS
from argmap.drawing.wording import safe_link
from argmap.model.map import ArgumentMap

__all__ = ["export"]

_EDGES: Final[dict[str, dict[str, str]]] = {
    "premise": {"arrowhead": "none", "penwidth": "1.2", "weight": "4"},
    "attack-premise": {"arrowhead": "none", "penwidth": "1.2", "weight": "4"},
    "support": {"arrowhead": "normal", "penwidth": "1.8", "weight": "4"},
    "rebut": {"arrowhead": "tee", "penwidth": "1.8"},
    "undercut": {"arrowhead": "tee", "style": "dashed", "penwidth": "1.8"},
    "contradict": {"arrowhead": "tee", "arrowtail": "tee", "dir": "both", "penwidth": "1.8"},
    "same": {"dir": "none", "penwidth": "1"},
    "answer": {"arrowhead": "odot", "style": "dotted", "penwidth": "1.4"},
    "content": {"arrowhead": "none", "style": "dotted", "penwidth": "1.2"},
}
_RANKDIR: Final[dict[Direction, str]] = {"RL": "RL", "LR": "LR", "TB": "BT", "BT": "TB"}
"""Lines run from grounds to what they bear on, so a thesis on top is for Graphviz a graph from bottom to top."""
_INK: Final = {"support": "sup", "premise": "sup", "same": "mute", "answer": "mute", "content": "mute"}
_BADGES: Final = {
    "endorses": ("✓ author endorses", "sup"),
    "distances": ("≠ author distances", "att"),
    "rejects": ("✗ author rejects", "att"),
    "doubts": ("? author doubts", "att"),
    "reports": ("– only reported", "mute"),
}


def export(m: ArgumentMap, direction: Direction = "RL") -> str:
    """The map as DOT text. The same map gives the same text."""
    import graphviz  # type: ignore[import-untyped,unused-ignore]  # not needed for anything else

    scene = make_scene(m)
    graph = graphviz.Digraph("argmap")
    graph.attr("graph", rankdir=_RANKDIR[direction], ranksep="0.55", nodesep="0.25", splines="true", fontname="Arial")
    if scene.title:
        heading = _font(clean(scene.title), 18, "ink", bold=True)
        graph.attr("graph", label=f"<{heading}>", labelloc="t", labeljust="l")
    graph.attr("node", shape="box", style="filled", fillcolor="#ffffff", fontname="Arial", margin="0.13,0.09")
    graph.attr("edge", fontname="Arial", fontsize="10", arrowsize="0.8")
    names = _names(scene)
    for part in scene.parts:
        graph.node(names[part.key], **_node(part))
    for edge in scene.edges:
        graph.edge(names[edge.tail], names[edge.head], **_edge(edge))
    beside = [(e.tail, e.head) for e in scene.edges if e.rel in ("contradict", "same")]
    for tail, head in beside:
        with graph.subgraph() as row:
            row.attr(rank="same")
            row.node(names[tail])
            row.node(names[head])
    return str(graph.source)


def _names(scene: Scene) -> dict[str, str]:
    """The nodes' own IDs, without what DOT would read as a port or as markup."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for part in scene.parts:
        base = re.sub(r"[^\w.\-]", "_", clean(part.ref)) or part.key
        name, count = base, 2
        while name in taken:
            name, count = f"{base}_{count}", count + 1
        taken.add(name)
        names[part.key] = name
    return names


def _edge(edge: Edge) -> dict[str, str]:
    colour = COLOURS[_INK.get(edge.rel, "att")].light
    attributes = {"color": colour, "fontcolor": colour, **_EDGES[edge.rel], "tooltip": _string(edge.tooltip)}
    if edge.rel == "same":
        attributes["color"] = f"{colour}:{colour}"
    if edge.label:
        attributes["label"] = edge.label
    return attributes


def _node(part: Part) -> dict[str, str]:
    attributes = {"tooltip": _string(part.tooltip)}
    match part:
        case Card():
            attributes |= _card(part)
        case Chip():
            rows = [_font(part.name, 10, part.colour, bold=True) + " " + _font(part.verb, 10, "ink")]
            rows += [_font(line, 9, "mute") for line in wrap(part.text, 10.5, 190)]
            tint = f"{part.colour}-tint" if f"{part.colour}-tint" in COLOURS else "strip"
            attributes |= {
                "label": _table(rows), "style": "filled,rounded,dotted",
                "fillcolor": COLOURS[tint].light, "color": COLOURS[part.colour].light,
            }  # fmt: skip
        case Pill():
            ink = "att" if part.attack else "sup"
            label = ("− " if part.attack else "+ ") + part.label
            rows = [_font(label.strip(), 9, ink) + (" " + _font(part.remark, 8, "mute") if part.remark else "")]
            attributes |= {
                "label": _table(rows), "style": "rounded,filled", "color": COLOURS[ink].light,
                "height": "0.2", "margin": "0.09,0.03",
            }  # fmt: skip
    return attributes


def _card(card: Card) -> dict[str, str]:
    thesis = card.kind == "thesis"
    quiet = "pale" if thesis else "mute"
    rows = [_font(f"§ {card.section}", 8, quiet)] if card.section else []
    if card.speaker:
        who = card.speaker
        name = _font(who.name, 10.5, who.colour, bold=True)
        rows.append(name + (_font(f", {who.role}", 9, "mute") if who.role else ""))
        rows += [_font(line, 8.5, "mute") for line in wrap(who.verb + who.line, 10, 210)]
    else:
        tag = _font(card.tag, 8, "pale" if thesis else card.colour, bold=True) if card.tag else ""
        rows += [tag + (" " + _font(card.remark, 8, "mute") if card.remark else "")] if tag else []
    bold = card.kind in ("thesis", "claim", "question")
    size = 13.0 if thesis else 11.0
    for line in wrap(card.text, size * 1.14, 210, "Bold" if bold else "Regular"):
        rows.append(_font(line, size, "onthesis" if thesis else "ink", bold=bold))
    for quote in card.quotes:
        for words in wrap_runs((Run(f"“{quote}”", 11.5, "Italic"),), 210):
            rows.append(_font("".join(run.text for run in words), 10, "ink", italic=True))
    for mention in card.mentions:
        name = _font(mention.name, 8.5, "onthesis" if thesis else mention.colour, bold=True)
        rows.append(name + " " + _font(mention.verb + mention.rest, 8.5, quiet))
    if card.more:
        rows.append(_font(f"+{card.more} more", 8.5, quiet))
    if card.badge:
        words_, ink = _BADGES[card.badge]
        rows.append(_font(words_ + (f"  {card.locator}" if card.locator else ""), 8.5, ink))
    colour = COLOURS["thesis" if thesis else card.colour].light
    look = ["filled"] + (["rounded"] if card.kind == "position" else []) + (["dashed"] if card.implicit else [])
    attributes = {
        "label": _table(rows), "style": ",".join(look), "color": colour,
        "penwidth": {"thesis": "2", "claim": "1.8"}.get(card.kind, "1.2"),
    }  # fmt: skip
    if thesis:
        attributes["fillcolor"] = colour
    if url := safe_link(card.link):
        attributes |= {"URL": url.replace("\\", "%5C"), "target": "_blank"}
    return attributes


def _table(rows: list[str]) -> str:
    cells = "".join(f'<TR><TD ALIGN="LEFT">{row}</TD></TR>' for row in rows if row)
    if not cells:
        cells = "<TR><TD> </TD></TR>"
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="1">{cells}</TABLE>>'


def _font(text: str, size: float, ink: str, *, bold: bool = False, italic: bool = False) -> str:
    """Words of one style; nothing for no words, since Graphviz takes an empty element for an error."""
    text = clean(text) if text.strip() else ""
    if not text:
        return ""
    style = f'POINT-SIZE="{size:g}" COLOR="{COLOURS[ink].light}"'
    out = ""
    # Graphviz puts the node's name for a backslash and N, in markup too: the two must not stand together.
    for piece in re.split(r"(?<=\\)", text):
        inner = escape(piece, {'"': "&quot;", "]": "&#93;"})  # a lone ] is a syntax error in Graphviz 2.43
        inner = f"<B>{inner}</B>" if bold else f"<I>{inner}</I>" if italic else inner
        out += f"<FONT {style}>{inner}</FONT>" if piece else ""
    return out


def _string(text: str) -> str:
    """A plain string in which Graphviz replaces nothing: neither its own escapes nor entities."""
    lines = [clean(line).replace("\\", "\\\\").replace("&", "&amp;") for line in text.split("\n")]
    joined = "\\n".join(lines)
    # A string that stands between angle brackets would be read as markup.
    return "\u200b" + joined if joined.startswith("<") else joined

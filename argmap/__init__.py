"""argmap: write down who argues what, check it, ask it, draw it.

    reading = argmap.read("map.argmap")     # never raises for what an author wrote
    map = argmap.load("map.argmap")         # raises ArgmapError where something is wrong
    text = argmap.dumps(map)                # canonical markup

Names are imported when they are first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argmap.anchoring.anchors import Anchor as Anchor
    from argmap.anchoring.anchors import anchors as anchors
    from argmap.anchoring.coverage import coverage as coverage
    from argmap.anchoring.share import share as share
    from argmap.anchoring.texts import Texts as Texts
    from argmap.anchoring.verify import verify as verify
    from argmap.changes import Change as Change
    from argmap.changes import MapDiff as MapDiff
    from argmap.changes import diff as diff
    from argmap.checks import check as check
    from argmap.diagnostics import ArgmapError as ArgmapError
    from argmap.diagnostics import Diagnostic as Diagnostic
    from argmap.discourse import Discourse as Discourse
    from argmap.drawing import render_svg as render_svg
    from argmap.drawing import to_dot as to_dot
    from argmap.editing import Document as Document
    from argmap.model.map import ArgumentMap as ArgumentMap
    from argmap.model.map import Place as Place
    from argmap.notation.format import format_text as format_text
    from argmap.notation.printer import dumps as dumps
    from argmap.notation.reader import Reading as Reading
    from argmap.notation.reader import load as load
    from argmap.notation.reader import loads as loads
    from argmap.notation.reader import read as read
    from argmap.notation.reader import reads as reads
    from argmap.query.asked import ask as ask
    from argmap.query.errors import QueryError as QueryError
    from argmap.sources.reading import read_source as read_source
    from argmap.sources.text import SourceText as SourceText

__version__ = "0.1.0"

_WHERE = {
    "Anchor": "argmap.anchoring.anchors",
    "ArgmapError": "argmap.diagnostics",
    "ArgumentMap": "argmap.model.map",
    "Change": "argmap.changes",
    "Diagnostic": "argmap.diagnostics",
    "Discourse": "argmap.discourse",
    "MapDiff": "argmap.changes",
    "Document": "argmap.editing",
    "Place": "argmap.model.map",
    "QueryError": "argmap.query.errors",
    "Reading": "argmap.notation.reader",
    "SourceText": "argmap.sources.text",
    "Texts": "argmap.anchoring.texts",
    "anchors": "argmap.anchoring.anchors",
    "ask": "argmap.query.asked",
    "check": "argmap.checks",
    "coverage": "argmap.anchoring.coverage",
    "diff": "argmap.changes",
    "dumps": "argmap.notation.printer",
    "format_text": "argmap.notation.format",
    "load": "argmap.notation.reader",
    "loads": "argmap.notation.reader",
    "read": "argmap.notation.reader",
    "read_source": "argmap.sources.reading",
    "reads": "argmap.notation.reader",
    "render_svg": "argmap.drawing",
    "share": "argmap.anchoring.share",
    "to_dot": "argmap.drawing",
    "verify": "argmap.anchoring.verify",
}

__all__ = [*_WHERE, "__version__"]


def __getattr__(name: str) -> Any:
    where = _WHERE.get(name)
    if where is None:
        raise AttributeError(f"module 'argmap' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(where), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)

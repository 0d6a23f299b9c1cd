"""Diagnostics: what is wrong, where, and what to do about it, as data; and how they are shown."""

from __future__ import annotations

from argmap.diagnostics.codes import CODES, Code, Severity
from argmap.diagnostics.model import ArgmapError, Diagnostic, Edit, Fix, Related, Span
from argmap.diagnostics.nearest import nearest
from argmap.diagnostics.render import FORMATS
from argmap.diagnostics.text import render_concise, render_text

__all__ = [
    "CODES",
    "FORMATS",
    "ArgmapError",
    "Code",
    "Diagnostic",
    "Edit",
    "Fix",
    "Related",
    "Severity",
    "Span",
    "nearest",
    "render_concise",
    "render_text",
]

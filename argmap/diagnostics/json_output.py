"""Diagnostics as JSON, for programs. `docs/output.md` says what the fields mean."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from argmap.diagnostics.model import Diagnostic, Span

__all__ = ["dump_json", "render_json"]

# Halves of surrogate pairs cannot be written as UTF-8, and what a terminal would obey is not written to one.
_ESCAPED = re.compile("[\x7f-\x9f\ud800-\udfff]")


def render_json(diagnostics: Sequence[Diagnostic], sources: Mapping[str, Sequence[str]]) -> str:
    """A list with an object for each diagnostic."""
    return dump_json([_one(d) for d in diagnostics])


def dump_json(value: object) -> str:
    """JSON as text that can be written as UTF-8 whatever it holds."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _ESCAPED.sub(lambda m: f"\\u{ord(m[0]):04x}", text) + "\n"


def _one(d: Diagnostic) -> dict[str, Any]:
    return {
        "code": d.code,
        "slug": d.slug,
        "severity": d.severity,
        "message": d.message,
        "label": d.label,
        **_place(d.span),
        "related": [{**_place(r.span), "label": r.label} for r in d.related],
        "notes": list(d.notes),
        "help": d.help,
        "fix": d.fix
        and {"safe": d.fix.safe, "edits": [{**_place(edit.span), "text": edit.text} for edit in d.fix.edits]},
    }


def _place(span: Span) -> dict[str, str | int | None]:
    """A map that was read from JSON has no places."""
    return span._asdict() if span.file else dict.fromkeys(Span._fields)

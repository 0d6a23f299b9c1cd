"""What changed in meaning between two maps: `diff`, and a map as facts, one to a line."""

from __future__ import annotations

from argmap.changes.compare import diff
from argmap.changes.facts import facts_of
from argmap.changes.model import CHANGES, GROUPS, KINDS, Change, MapDiff, Value
from argmap.changes.text import render_changes

__all__ = ["CHANGES", "GROUPS", "KINDS", "Change", "MapDiff", "Value", "diff", "facts_of", "render_changes"]

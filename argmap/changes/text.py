"""Changes for a person's eyes."""

from __future__ import annotations

from argmap.changes.likeness import word_runs
from argmap.changes.model import Change, ChangeWord, Group, MapDiff
from argmap.changes.wording import clean

__all__ = ["SAME", "render_changes"]

SAME = "the two maps say the same"

_HEADINGS: dict[Group, str] = {
    "thesis": "The thesis",
    "statements": "Statements",
    "reasons": "Reasons",
    "stances": "Who holds what",
    "attributions": "Attributions",
    "relations": "Contradictions and sameness",
    "quotes": "Quotes",
    "voices": "Voices, sources, verbs",
    "names": "Names",
    "remarks": "The map and its remarks",
}
_SIGNS: dict[ChangeWord, tuple[str, str]] = {
    "removed": ("-", "31"),
    "added": ("+", "32"),
    "moved": (">", "36"),
    "changed": ("~", "33"),
    "renamed": ("~", "33"),
}


def render_changes(found: MapDiff, colour: bool = False) -> str:
    """The changes as text, under a heading for each group: `+` added, `-` removed, `>` moved, `~` changed.

    Below what was reworded stand its old and its new words; in colour, those that differ stand out.
    """
    if not found:
        return SAME + "\n"
    lines: list[str] = []
    group: Group | None = None
    for change in found:
        if change.group != group:
            if group is not None:
                lines.append("")
            group = change.group
            lines.append(_paint(_HEADINGS[group], "1", colour))
        sign, code = _SIGNS[change.change]
        if change.change in ("removed", "added"):
            lines.append("  " + _paint(f"{sign} {change.message}", code, colour))
        else:
            lines.append(f"  {_paint(sign, code, colour)} {change.message}")
        if change.field == "text" and isinstance(change.old, str) and isinstance(change.new, str):
            lines += _reworded(change, colour)
    return "\n".join(lines) + "\n"


def _reworded(change: Change, colour: bool) -> list[str]:
    old, new = clean(str(change.old)), clean(str(change.new))
    if colour:
        runs = word_runs(old, new)
        old = " ".join(_paint(gone, "31" if same else "1;4;31", True) for same, gone, _ in runs if gone)
        new = " ".join(_paint(come, "32" if same else "1;4;32", True) for same, _, come in runs if come)
    return [f"      {_paint('-', '31', colour)} {old}", f"      {_paint('+', '32', colour)} {new}"]


def _paint(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text

"""W406 unused-voice: a voice that says, holds and hears nothing."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.view import View
from argmap.diagnostics import Diagnostic, Fix, Span
from argmap.model.nodes import Argument, Attribution, Source, Voice

__all__ = ["check"]


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each voice that nothing in the map refers to. A map that is included may declare voices for
    others to use."""
    used = {"author", "someone"}
    for node in view.map.nodes:
        match node:
            case Attribution():
                used.update(node.voices, node.to, node.via, [node.venue] if node.venue else ())
            case Argument():
                used.update(node.by)
            case Source():
                used.update(node.by, [node.venue] if node.venue else ())
            case Voice():
                used.update(node.of)
    for include in view.map.includes:
        used.update(include.members)
    for voice in view.map.voices:
        if voice.id not in used:
            yield Diagnostic(
                "W406",
                f"the voice `{voice.id}` says, holds and hears nothing in this map",
                view.name_span(voice.id),
                "not used",
                help="take it out, or record what it says",
                fix=_without(view, voice),
            )


def _without(view: View, voice: Voice) -> Fix | None:
    """A fix that deletes the entry and the blank line after it; none where a comment would go with it, or would be
    left without what it is about."""
    place = view.span(voice.id)
    lines = view.lines(place.file)
    if not 1 <= place.line <= len(lines):
        return None
    if place.line > 1 and _is_comment(lines[place.line - 2]):
        return None
    end = place.line
    for number in range(place.line + 1, len(lines) + 1):
        text = lines[number - 1]
        if not text.strip():
            continue
        if _is_comment(text):
            if text[0].isspace():
                return None
            continue
        if not text[0].isspace() and not text.startswith("|"):
            break
        end = number
    if any(_is_comment(text) for text in lines[place.line : end]):
        return None
    after = end + 1
    if after <= len(lines) and not lines[after - 1].strip():
        after += 1
    return Fix.at(Span(place.file, place.line, 1, after, 1), "", False)


def _is_comment(text: str) -> bool:
    return text.lstrip().startswith("//")

"""The formats in which diagnostics can be written, by name. What writes one is imported when it is used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from argmap.diagnostics.model import Diagnostic

__all__ = ["FORMATS", "Renderer"]


class Renderer(Protocol):
    """Writes diagnostics as text. `sources` gives the lines of each file that one may stand in."""

    def __call__(
        self, diagnostics: Sequence[Diagnostic], sources: Mapping[str, Sequence[str]], colour: bool = False
    ) -> str:
        """All of them; `colour` is heeded by ``text`` alone."""
        ...


def _text(diagnostics: Sequence[Diagnostic], sources: Mapping[str, Sequence[str]], colour: bool = False) -> str:
    from argmap.diagnostics.text import render_text

    return render_text(diagnostics, sources, colour)


def _concise(diagnostics: Sequence[Diagnostic], sources: Mapping[str, Sequence[str]], colour: bool = False) -> str:
    from argmap.diagnostics.text import render_concise

    return render_concise(diagnostics, sources)


def _json(diagnostics: Sequence[Diagnostic], sources: Mapping[str, Sequence[str]], colour: bool = False) -> str:
    from argmap.diagnostics.json_output import render_json

    return render_json(diagnostics, sources)


def _github(diagnostics: Sequence[Diagnostic], sources: Mapping[str, Sequence[str]], colour: bool = False) -> str:
    from argmap.diagnostics.github import render_github

    return render_github(diagnostics, sources)


def _sarif(diagnostics: Sequence[Diagnostic], sources: Mapping[str, Sequence[str]], colour: bool = False) -> str:
    from argmap.diagnostics.sarif import render_sarif

    return render_sarif(diagnostics, sources)


FORMATS: dict[str, Renderer] = {
    "text": _text,
    "concise": _concise,
    "json": _json,
    "github": _github,
    "sarif": _sarif,
}
"""``text`` and ``concise`` may be written map by map; the others are one document for a whole run."""

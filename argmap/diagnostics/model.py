"""What a diagnostic is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from argmap.diagnostics.codes import CODES, Severity

__all__ = ["ArgmapError", "Diagnostic", "Edit", "Fix", "Related", "Span"]


class Span(NamedTuple):
    """A stretch of a file. Lines and columns count from 1, columns in code points; the end is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that has to do with the problem, and how."""

    span: Span
    label: str


class Edit(NamedTuple):
    """Put `text` in place of what stands at `span`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that together remove the problem."""

    edits: tuple[Edit, ...]
    """They do not overlap."""
    safe: bool
    """True where they cannot change what the author meant."""

    @classmethod
    def at(cls, span: Span, text: str, safe: bool) -> Fix:
        """A fix of one edit."""
        return cls((Edit(span, text),), safe)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: what is wrong (`message`, `span`, `label`), and what to do (`help`, `fix`)."""

    code: str
    message: str
    span: Span
    label: str = ""
    related: tuple[Related, ...] = ()
    notes: tuple[str, ...] = ()
    help: str | None = None
    fix: Fix | None = None

    @property
    def slug(self) -> str:
        """The code's name in words."""
        return CODES[self.code].slug

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return CODES[self.code].severity


class ArgmapError(ValueError):
    """Raised by the strict doors (`argmap.load`, `argmap.loads`, `argmap.dumps`)."""

    def __init__(self, message: str, diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        super().__init__(message)
        self.diagnostics = diagnostics
        """Every problem found, in the order of the file."""

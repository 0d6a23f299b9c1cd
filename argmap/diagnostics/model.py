"""What a diagnostic is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from argmap.diagnostics.codes import CODES, Severity

__all__ = ["ArgmapError", "Diagnostic", "Fix", "Related", "Span"]


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


@dataclass(frozen=True, slots=True)
class Fix:
    """An edit that removes the problem: put `text` in place of `span`."""

    span: Span
    text: str
    safe: bool
    """True where the edit cannot change what the author meant."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: what is wrong (`message`, `span`, `label`), and what to do (`help`, `fixes`)."""

    code: str
    message: str
    span: Span
    label: str = ""
    related: tuple[Related, ...] = ()
    notes: tuple[str, ...] = ()
    help: str | None = None
    fixes: tuple[Fix, ...] = ()

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

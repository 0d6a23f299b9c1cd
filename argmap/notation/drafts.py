"""What is known of a node while its file is read: names are still words with a place, not yet nodes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from argmap.diagnostics import Span
from argmap.notation.outline import Line

__all__ = ["Act", "Arg", "Clause", "Draft", "GroundDraft", "Name", "QuoteDraft", "Rel"]


class Name(NamedTuple):
    """A word that names a node, and where it stands."""

    text: str
    line: Line
    column: int

    @property
    def span(self) -> Span:
        """Its place in the file."""
        return self.line.span(self.column, self.column + len(self.text))


@dataclass(slots=True)
class QuoteDraft:
    """Words in quotation marks with their tail."""

    text: str
    line: Line
    column: int
    source: Name | None = None
    at: str | None = None
    near: str | None = None
    anchor: str | None = None


@dataclass(slots=True)
class Draft:
    """A node that an entry or a ground in place declares."""

    kind: str
    id: str
    line: Line
    column: int
    """Where its ID stands, or its text where it has none."""
    section: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    names: dict[str, list[Name]] = field(default_factory=dict)
    """Fields that hold IDs."""
    quotes: list[QuoteDraft] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    relations: list[Rel] = field(default_factory=list)


@dataclass(slots=True)
class Clause:
    """One link of an attribution or an act: who, whether, what they did, and its circumstances."""

    voices: list[Name]
    auxiliary: str | None
    words: list[Name]
    fields: dict[str, Any] = field(default_factory=dict)
    to: list[Name] = field(default_factory=list)
    via: list[Name] = field(default_factory=list)


@dataclass(slots=True)
class Act:
    """An attribution, with its nested clauses."""

    owner: Draft
    line: Line
    clauses: list[Clause]
    quotes: list[QuoteDraft]
    fields: dict[str, Any] = field(default_factory=dict)
    id: str | None = None
    """The ID of its last clause, once known."""
    ids: list[str] = field(default_factory=list)
    """The IDs of all its clauses, once known."""
    named: Name | None = None
    within: Name | None = None
    """The attribution in whose scope it stands, where it is not nested in its own line."""
    lost: bool = False
    """True when it cannot become a node."""


@dataclass(slots=True)
class GroundDraft:
    """A ground: an ID, or an act."""

    line: Line
    name: Name | None
    clauses: list[Clause] | None = None
    implicit: bool = False
    meets: list[Name] = field(default_factory=list)


@dataclass(slots=True)
class Arg:
    """An argument."""

    step: str
    line: Line
    target: Draft | Act | Arg | Name
    grounds: list[GroundDraft] = field(default_factory=list)
    fields: dict[str, Any] = field(default_factory=dict)
    scheme: Name | None = None
    by: list[Name] = field(default_factory=list)
    named: Name | None = None
    id: str | None = None
    target_id: str | None = None


@dataclass(slots=True)
class Rel:
    """A relation to another statement."""

    word: str
    other: Name

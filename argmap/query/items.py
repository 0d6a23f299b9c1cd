"""What a query can answer with, besides the nodes of a map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from argmap.discourse.finding import Finding
from argmap.model.nodes import (
    Argument,
    Attribution,
    Claim,
    Expectation,
    Include,
    Mark,
    Node,
    Position,
    Premise,
    Question,
    Quote,
    Relation,
    Section,
    Source,
    Verb,
    Voice,
)

if TYPE_CHECKING:
    from argmap.query.vocabulary import Kind

__all__ = ["CriticalQuestion", "Item", "Path", "kind_of"]


@dataclass(frozen=True, slots=True)
class CriticalQuestion:
    """A question that an argument invites by its scheme (Walton, Reed and Macagno 2008)."""

    argument: str
    """ID of the argument."""
    name: str
    text: str
    met: tuple[str, ...]
    """IDs of the grounds and exceptions that meet it."""

    @property
    def id(self) -> str:
        """`ARGUMENT?NAME`."""
        return f"{self.argument}?{self.name}"


@dataclass(frozen=True, slots=True)
class Path:
    """A way along which one thing bears on another."""

    nodes: tuple[str, ...]
    """IDs from the start to the end: statements, acts, and the arguments between them."""

    @property
    def id(self) -> str:
        """The IDs, joined."""
        return " > ".join(self.nodes)


Item: TypeAlias = Node | CriticalQuestion | Finding | Path
"""One thing in an answer."""

_KINDS: dict[type, Kind] = {
    Claim: "claim",
    Premise: "premise",
    Position: "position",
    Question: "question",
    Voice: "voice",
    Attribution: "act",
    Argument: "argument",
    Quote: "quote",
    Source: "source",
    Section: "section",
    Relation: "relation",
    Mark: "mark",
    Verb: "verb",
    Expectation: "expectation",
    Include: "include",
    CriticalQuestion: "critical-question",
    Finding: "finding",
    Path: "path",
}


def kind_of(item: Item) -> Kind:
    """What kind of thing it is."""
    return _KINDS[type(item)]

"""What a query says, as a tree. Every part knows where its words stand (`span`), for messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

__all__ = [
    "Adjective",
    "Among",
    "Both",
    "Comparison",
    "Condition",
    "Count",
    "Every",
    "Field",
    "First",
    "In",
    "Join",
    "Matching",
    "Name",
    "Negated",
    "Network",
    "Noun",
    "Of",
    "Operand",
    "Paths",
    "Query",
    "Related",
    "Share",
    "Show",
    "Sort",
    "Span",
    "Stage",
    "Subgraph",
    "Tagged",
    "Thing",
    "Time",
    "Top",
    "Where",
    "With",
]


class Span(NamedTuple):
    """From which character of the query to which (without), counted from 0."""

    start: int
    end: int


# -- what is named -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing by its ID, or in quotation marks by its name."""

    name: str
    quoted: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Noun:
    """Things of a kind: `unnamed voices`."""

    noun: str
    """The noun as the vocabulary has it (`voices`), or a name of the project's own."""
    adjectives: tuple[tuple[str, bool, Span], ...]
    """Each with whether it is denied (`not unnamed voices`, `non-made`)."""
    span: Span


@dataclass(frozen=True, slots=True)
class Of:
    """What stands in a relation to others: `grounds of reactionary to depth 2`."""

    noun: str
    """The relation as the vocabulary has it (`grounds`)."""
    adjectives: tuple[tuple[str, bool, Span], ...]
    of: Operand
    depth: int | None
    """How many steps: 1 where it is not said, `None` for any number."""
    span: Span


@dataclass(frozen=True, slots=True)
class Paths:
    """Ways along which one thing bears on another."""

    start: Operand
    end: Operand
    span: Span


@dataclass(frozen=True, slots=True)
class Where:
    """Something and what is said of it: `positions held by hamon and rejected by ps`."""

    what: Operand
    condition: Condition
    span: Span


@dataclass(frozen=True, slots=True)
class Join:
    """Several: either of them (`or`), each of them (`and`)."""

    how: Literal["or", "and"]
    parts: tuple[Operand, ...]
    span: Span


Operand = Thing | Noun | Of | Paths | Where | Join
"""What can be asked for, or stand behind a verb. In `Join` with `and` behind a verb the verb holds of each part."""


# -- what is said of it --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Time:
    """`before 2017-03`, `after 2016`, `since`, `until`, `on`, `between 2016 and 2017`."""

    how: Literal["before", "after", "since", "until", "on", "between"]
    date: str
    until: str | None
    """The second date of `between`."""
    span: Span


@dataclass(frozen=True, slots=True)
class Related:
    """A verb with what stands behind it: `rejected by ps before 2017`, `supporting claims`."""

    verb: str
    """The verb as the vocabulary has it."""
    object: Operand
    time: Time | None
    span: Span


@dataclass(frozen=True, slots=True)
class With:
    """`with quotes`, `without grounds`, `with at least 2 unnamed voices`, `with more than 2 grounds`."""

    noun: str
    adjectives: tuple[tuple[str, bool, Span], ...]
    least: int
    most: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class Every:
    """`whose grounds are positions`, `whose questions are open`: there is one, and all are."""

    noun: str
    condition: Condition | None
    """What is said of them, and/or"""
    kinds: Operand | None
    """what they are."""
    span: Span


@dataclass(frozen=True, slots=True)
class Comparison:
    """A word or number behind `with FIELD`."""

    how: Literal["is", "at least", "at most", "more than", "less than"]
    value: str | float


@dataclass(frozen=True, slots=True)
class Field:
    """`with force promise`, `with scheme expert-opinion or sign`, `with strength at least 0.5`, `without date`."""

    field: str
    tests: tuple[Comparison, ...]
    """Any of them; with none the field is there at all."""
    span: Span


@dataclass(frozen=True, slots=True)
class Tagged:
    """`tagged economy`, `tagged "A 12" or C1`."""

    tags: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Matching:
    """`matching "labour law"`: words in the text, the quotes, the cue or the name."""

    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class In:
    """`in RTL`, `in "The thesis"`: a venue, a source or a section."""

    where: tuple[Thing, ...]
    """Any of them."""
    span: Span


@dataclass(frozen=True, slots=True)
class Adjective:
    """An adjective behind the noun: `whose questions are open`, `that are unnamed`."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Among:
    """What it is: `that are grounds of reactionary`, `that are claims or premises`."""

    what: Operand
    span: Span


@dataclass(frozen=True, slots=True)
class Negated:
    """`not supported by premises`."""

    condition: Condition
    span: Span


@dataclass(frozen=True, slots=True)
class Both:
    """Conditions joined by `and` or `or`."""

    how: Literal["or", "and"]
    parts: tuple[Condition, ...]
    span: Span


Condition = Related | With | Every | Field | Tagged | Matching | In | Time | Adjective | Among | Negated | Both
"""What can be said of something."""


# -- what is done with the answer ------------------------------------------------------------------------------


class Name(NamedTuple):
    """A field by its name (`voice`, `voice.kind`, `meta.topic`)."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Count:
    """`| count`, `| count by voice, force`."""

    by: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """`| share unnamed by venue`: which part of the things is so."""

    condition: Condition
    by: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Sort:
    """`| sort by date descending`."""

    by: Name
    descending: bool


@dataclass(frozen=True, slots=True)
class Show:
    """`| show voice, verb, date`."""

    fields: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class First:
    """`| first 5`."""

    number: int


@dataclass(frozen=True, slots=True)
class Top:
    """`| top 5 by quotes`: those with the highest values."""

    number: int
    by: Name


@dataclass(frozen=True, slots=True)
class Subgraph:
    """`| subgraph`, `| subgraph 2`: what bears on the things found and on what they bear, so many steps far."""

    depth: int


@dataclass(frozen=True, slots=True)
class Network:
    """`| network`: who agrees and who conflicts with whom over what was found."""


Stage = Count | Share | Sort | Show | First | Top | Subgraph | Network
"""One step after `|`."""


@dataclass(frozen=True, slots=True)
class Query:
    """A whole query."""

    what: Operand
    stages: tuple[Stage, ...]
    text: str
    """The query as it was written."""

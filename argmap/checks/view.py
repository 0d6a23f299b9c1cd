"""What a rule sees of a map: the map, places as spans, and what several rules ask of it, found once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from argmap.diagnostics import Related, Span
from argmap.discourse import Discourse
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Argument, Claim, Node, Position, Premise, Question

if TYPE_CHECKING:
    from argmap.anchoring.texts import Texts
    from argmap.sources.text import SourceText

__all__ = ["View"]

T = TypeVar("T")


class View:
    """A map as rules look at it."""

    def __init__(self, map: ArgumentMap, texts: Mapping[str, SourceText] | None = None) -> None:
        self.map = map
        self._given = texts
        self._made: dict[Callable[[View], Any], Any] = {}

    def once(self, make: Callable[[View], T]) -> T:
        """What a function makes of this view, made when it is first asked for: several rules may ask."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(T, self._made[make])

    @cached_property
    def texts(self) -> Texts:
        """The texts of the sources, as far as they are at hand."""
        from argmap.anchoring.texts import Texts

        return Texts(self.map, self._given)

    # -- places --------------------------------------------------------------------------------------------

    def span(self, id: str) -> Span:
        """Where a node stands, from its ID or first word to the end of its line; for a map that was read from no
        file, the start of nothing."""
        place = self.map.place_of(id)
        return Span(*place) if place else Span("", 1, 1, 1, 1)

    def name_span(self, id: str) -> Span:
        """Where a node's own ID is written, or its first words where it has none."""
        span = self.span(id)
        return span._replace(end_column=min(span.end_column, span.column + len(id.rpartition(".")[2])))

    def lines(self, file: str) -> Sequence[str]:
        """The lines of a file that was read."""
        return self.map._texts.get(file, ())

    def related(self, id: str, label: str) -> Related:
        """Another node that has to do with a finding."""
        return Related(self.span(id), label)

    # -- whose is it ---------------------------------------------------------------------------------------

    @cached_property
    def discourse(self) -> Discourse:
        """Who holds what."""
        return Discourse(self.map)

    def by_author(self, argument: Argument) -> bool:
        """Whether the author of the text draws a step."""
        return self.discourse.by_author(argument)

    def endorsed(self, id: str) -> bool:
        """Whether the author stands behind a statement; see `Discourse.endorsed`."""
        return self.discourse.endorsed(id)

    @property
    def borrowed(self) -> frozenset[str]:
        """Premises that stand in other voices' steps only: the author leans on none of them."""
        return self.discourse.borrowed

    def statement_of(self, node: Node) -> Claim | Premise | Position | Question:
        """The statement that a node belongs to in the end: itself, what an attribution is about, or the conclusion
        of a step."""
        return self.discourse.statement_of(node)

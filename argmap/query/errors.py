"""What is wrong with a query: one diagnostic at its place."""

from __future__ import annotations

from argmap.diagnostics import ArgmapError, Diagnostic, Span
from argmap.query import syntax

__all__ = ["QUERY", "QueryError", "failure"]

QUERY = "query"
"""What messages call the text of a query."""


class QueryError(ArgmapError):
    """A query that cannot be answered. `diagnostics` says why, and what to write instead."""

    def __init__(self, text: str, diagnostic: Diagnostic) -> None:
        super().__init__(f"{diagnostic.message} (in `{text}`)", (diagnostic,))
        self.texts = {QUERY: text.split("\n") or [""]}
        """The lines of the query, for excerpts."""

    @property
    def of_the_map(self) -> bool:
        """Whether the query is right in itself, and the map lacks what it names."""
        return self.diagnostics[0].code == "E804"


def failure(text: str, span: syntax.Span, code: str, message: str, help: str | None = None) -> QueryError:
    """The error for one place of a query."""
    line = text.count("\n", 0, span.start) + 1
    begin = text.rfind("\n", 0, span.start) + 1
    end_line = text.count("\n", 0, span.end) + 1
    end_begin = text.rfind("\n", 0, span.end) + 1
    at = Span(QUERY, line, span.start - begin + 1, end_line, span.end - end_begin + 1)
    return QueryError(text, Diagnostic(code, message, at, help=help))

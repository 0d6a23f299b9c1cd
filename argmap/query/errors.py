"""What is wrong with a query, as one diagnostic."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from argmap.diagnostics.model import ArgmapError, Diagnostic
from argmap.diagnostics.model import Span as Place
from argmap.diagnostics.text import render_text
from argmap.query.syntax import Span

__all__ = ["FILE", "MAX_DEPTH", "MAX_LENGTH", "QueryError", "failure"]

FILE: Final = "query"
"""What a query is called where a diagnostic names a file."""
MAX_LENGTH: Final = 10_000
"""Most characters of a query."""
MAX_DEPTH: Final = 100
"""Most phrases within each other."""


class QueryError(ArgmapError):
    """A query that could not be answered."""

    def __init__(self, text: str, diagnostic: Diagnostic, of_the_map: bool) -> None:
        super().__init__(diagnostic.message, (diagnostic,))
        self.text = text
        """The query."""
        self.of_the_map = of_the_map
        """Whether it may be right on a map that has other names."""

    @property
    def diagnostic(self) -> Diagnostic:
        """What is wrong."""
        return self.diagnostics[0]

    def meaning(self, word: str) -> QueryError:
        """The same where the query is what a word of the project's own stands for."""
        if self.file != FILE:
            return self
        file = f"meaning of `{word}`"
        diagnostic = replace(self.diagnostic, span=self.diagnostic.span._replace(file=file))
        return QueryError(self.text, diagnostic, self.of_the_map)

    def in_several(self) -> QueryError:
        """The same where no map of several has the name."""
        message = self.diagnostic.message.replace("nothing in the map is", "nothing in these maps is")
        return QueryError(self.text, replace(self.diagnostic, message=message), self.of_the_map)

    @property
    def file(self) -> str:
        """What the query is called: `query`, or the word that it explains."""
        return self.diagnostic.span.file

    def render(self, colour: bool = False) -> str:
        """The diagnostic in full, with the query."""
        return render_text(self.diagnostics, {self.file: self.text.split("\n")}, colour)


def failure(
    text: str, span: Span, code: str, message: str, help: str | None, of_the_map: bool | None = None
) -> QueryError:
    """An error with its place in a query. Unless it is said, only a name that is not there (E804) is `of_the_map`."""
    place = Place(FILE, *_place(text, span.start), *_place(text, span.end))
    diagnostic = Diagnostic(code, message, place, help=help)
    return QueryError(text, diagnostic, code == "E804" if of_the_map is None else of_the_map)


def _place(text: str, at: int) -> tuple[int, int]:
    """Line and column, from 1."""
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1

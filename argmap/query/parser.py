"""From the text of a query to its tree, by the grammar in `grammars/query.lark`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from argmap.query.errors import QueryError
from argmap.query.syntax import Query
from argmap.query.words import Known, Text

if TYPE_CHECKING:
    from lark import Lark

__all__ = ["Known", "QueryError", "grammar_text", "parse"]

_lock = Lock()
_ANYTHING: Final = Known()


def parse(text: str, known: Known = _ANYTHING) -> Query:
    """The tree of a query. Without `known` any name will do.

    Raises `QueryError`, with one diagnostic: `E801` for an unknown word, `E802` for words that do not fit together,
    `E803` for what cannot be said, `E804` for a name that nothing has.
    """
    from lark import UnexpectedInput

    from argmap.query import mistakes
    from argmap.query.lexer import Reader

    reader = Reader(Text(text, known))
    try:
        found: Any = _parser().parse(reader)
    except UnexpectedInput:
        raise mistakes.unexpected(reader) from None
    what, stages = found
    return Query(what, stages, text)


@cache
def grammar_text() -> str:
    """The grammar."""
    from argmap.notation.grammar import folder

    return (folder() / "query.lark").read_text(encoding="utf-8")


def _parser() -> Lark:
    """The parser, built once. Its tables are never written to after that, so threads may share it."""
    with _lock:
        return _build()


@cache
def _build() -> Lark:
    from lark import Lark
    from lark.lexer import Lexer

    from argmap.query.build import Builder

    class Words(Lexer):
        """Gives the parser the words that a `Reader` has classified."""

        __future_interface__ = 1

        def __init__(self, lexer_conf: Any) -> None:
            pass

        def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[Any]:
            reader = lexer_state.text
            return reader.tokens()  # type: ignore[no-any-return]

    return Lark(
        grammar_text(), start="query", parser="lalr", lexer=Words, transformer=Builder(), maybe_placeholders=False
    )

"""The words behind `|`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from lark import Token

from argmap.query import mistakes
from argmap.query.words import number, tables

if TYPE_CHECKING:
    from argmap.query.lexer import Reader

__all__ = ["STAGES", "field_name", "fields_to_the_end", "stage"]

STAGES: Final = ("count", "share", "sort", "show", "first", "top", "subgraph", "network")
_ORDERS: Final = {
    "descending": "descending",
    "desc": "descending",
    "ascending": "ascending",
    "asc": "ascending",
}


def stage(reader: Reader) -> Iterator[Token]:
    """One stage, except `share`."""
    low = reader.low()
    text = reader.text
    if low not in STAGES:
        raise mistakes.no_stage(reader)
    yield reader.token(low.upper())
    if low == "count":
        if reader.low() in ("by", "group"):
            yield reader.token("BY", 2 if text.low(reader.at + 1) == "by" else 1)
            yield from reader.names()
    elif low == "show":
        yield from reader.names()
    elif low == "sort":
        if reader.low() == "by":
            reader.at += 1
        yield field_name(reader)
        if reader.low() in _ORDERS:
            yield reader.token("ORDER", value=_ORDERS[reader.low()])
    elif low == "first":
        yield mistakes.whole_number(reader, 1)
    elif low == "top":
        yield mistakes.whole_number(reader, 1)
        if reader.low() != "by":
            raise reader.fail("E802", "`top` needs to know by what", "write `top 5 by FIELD`")
        yield reader.token("BY")
        yield field_name(reader)
    elif low == "subgraph" and text.has(reader.at) and number(text.words[reader.at]) is not None:
        yield mistakes.whole_number(reader, 0)
    if text.has(reader.at) and reader.low() != "|":
        raise mistakes.left_over(reader)


def field_name(reader: Reader) -> Token:
    """The name of a field."""
    found = _field(reader, reader.at)
    if found is None:
        raise mistakes.no_field(reader)
    return reader.token("FIELD_NAME", found[1], found[0])


def _field(reader: Reader, at: int) -> tuple[str, int] | None:
    text = reader.text
    if not text.has(at) or text.words[at].quoted:
        return None
    name = mistakes.field_at(text, at)
    return (name, 1) if name else text.match(tables().relations, at)


def fields_to_the_end(reader: Reader, at: int) -> bool:
    """Whether nothing but fields follow up to the next stage; or one word that names nothing else."""
    text = reader.text
    start = at
    while True:
        found = _field(reader, at)
        if found is None:
            alone = (
                at == start and text.low(at + 1) in ("", "|") and not (text.has(at + 1) and text.words[at + 1].quoted)
            )
            return alone and text.has(at) and not reader.is_name(at) and reader.noun(at) is None
        at += found[1]
        if text.low(at) in (",", "and"):
            at += 1
        else:
            return not text.has(at) or text.low(at) == "|"

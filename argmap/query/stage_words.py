"""The words behind `|`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from lark import Token

from argmap.query import mistakes, wrong_fields, wrong_values
from argmap.query.words import STAGES, field_at, number, tables

if TYPE_CHECKING:
    from argmap.query.lexer import Reader

__all__ = ["STAGES", "field_name", "fields_to_the_end", "noted", "only_fields", "stage"]

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
        raise wrong_fields.no_stage(reader)
    if reader.columns is not None and low in ("network", "subgraph"):
        raise wrong_fields.only_figures(reader)
    yield reader.token(low.upper())
    if low == "count":
        names: list[str] = []
        if reader.low() in ("by", "group"):
            yield reader.token("BY", 2 if text.low(reader.at + 1) == "by" else 1)
            yield from noted(reader.names(), names)
        reader.columns = (*names, "count")
    elif low == "show":
        names = []
        yield from noted(reader.names(), names)
        if reader.columns is not None:
            reader.columns = tuple(names)
    elif low == "network":
        reader.columns = ("voice", "other voice", "agreements", "conflicts")
        if reader.known.several:
            reader.columns = ("file", *reader.columns)
    elif low == "sort":
        if reader.low() == "by":
            reader.at += 1
        yield field_name(reader)
        if reader.low() in _ORDERS:
            yield reader.token("ORDER", value=_ORDERS[reader.low()])
    elif low == "first":
        yield wrong_values.whole_number(reader, 1)
    elif low == "top":
        yield wrong_values.whole_number(reader, 1)
        if reader.low() != "by":
            raise reader.fail("E802", "`top` needs to know by what", "write `top 5 by FIELD`")
        yield reader.token("BY")
        yield field_name(reader)
    elif low == "subgraph" and text.has(reader.at) and number(text.words[reader.at]) is not None:
        yield wrong_values.whole_number(reader, 0)
    if text.has(reader.at) and reader.low() != "|":
        raise mistakes.left_over(reader)


def noted(tokens: Iterator[Token], names: list[str]) -> Iterator[Token]:
    """The same tokens; the fields among them are noted."""
    for token in tokens:
        if token.type == "FIELD_NAME":
            names.append(str(token))
        yield token


def field_name(reader: Reader) -> Token:
    """The name of a field, or of a column where only figures are left."""
    columns = reader.columns
    found = _field(reader, reader.at) if columns is None else _column(reader, columns)
    if found is None:
        raise wrong_fields.no_field(reader) if columns is None else wrong_fields.no_column(reader, columns)
    return reader.token("FIELD_NAME", found[1], found[0])


def _column(reader: Reader, columns: Sequence[str]) -> tuple[str, int] | None:
    """A column of figures, and of how many words it is."""
    found = _field(reader, reader.at)
    if found is not None and found[0] in columns:
        return found
    for column in columns:
        words = column.split()
        if all(reader.text.low(reader.at + n) == word for n, word in enumerate(words)):
            return column, len(words)
    return None


def _field(reader: Reader, at: int) -> tuple[str, int] | None:
    text = reader.text
    if not text.has(at) or text.words[at].quoted:
        return None
    name = field_at(text, at)
    return (name, 1) if name else text.match(tables().relations, at)


def only_fields(reader: Reader, at: int) -> bool:
    """Whether fields, and no names, follow up to the next stage: `count acts by voice`."""
    text = reader.text
    if not text.has(at) or field_at(text, at) is None:
        return False
    named = reader.known.names is not None and text.words[at].text in reader.known.names
    return not named and fields_to_the_end(reader, at)


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

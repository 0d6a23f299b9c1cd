"""What stands behind `with FIELD`, `tagged`, `matching`, `in` and behind words for a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from lark import Token

from argmap.discourse.time import days
from argmap.query import wrong_values
from argmap.query.ahead import SIGNS
from argmap.query.vocabulary import STRENGTHS
from argmap.query.words import FUNCTION, Text, about_field, number, tables

if TYPE_CHECKING:
    from argmap.query.lexer import Reader

__all__ = ["date_at", "is_value", "values"]

_DATE_LIKE: Final = re.compile(r"-?[0-9]{3,}(?:[-/.][0-9]+)*[~?%]?")


def date_at(text: Text, at: int) -> bool:
    """Whether a word is a date. Raises `QueryError` for one that looks like a date and is none."""
    if not text.has(at) or text.words[at].quoted:
        return False
    word = text.words[at].text
    if days(word) is not None:
        return True
    if _DATE_LIKE.fullmatch(word) and not (text.known.names and word in text.known.names):
        raise wrong_values.bad_date(text, at)
    return False


def is_value(reader: Reader, at: int, field: str, another: bool = False) -> bool:
    """Whether a word is a value, and not how the query goes on; `another`: one behind `or`."""
    text = reader.text
    if not text.has(at):
        return False
    if text.words[at].quoted:
        return True
    low = text.low(at)
    about = about_field(field)
    if about is not None and low in about.values:
        return True
    if low in FUNCTION or low in SIGNS or (another and text.words[at].linked):
        return False
    verb = text.match(tables().verbs, at)
    if verb is not None and (verb[1] > 1 or reader.begins_thing(at + 1)):
        return False
    if not another:
        return True
    if about is not None and about.values and reader.bare_adjective(at) is not None:
        return False
    # Behind `or`, nouns in the plural begin a new phrase.
    noun = at
    while reader.adjective(noun, True) is not None:
        noun += 1
    found = reader.noun(noun)
    return not (found and (text.low(noun) in text.known.words or found[0].split()[0] == text.low(noun)))


def values(reader: Reader, field: str, must: bool = False) -> Iterator[Token]:
    """The values behind a field or a word like `tagged`. `must`: there is one."""
    text = reader.text
    about = about_field(field)
    free = field in ("tagged", "matching", "in")
    how = None if free else reader.comparison()
    if how is not None:
        if about is not None and not about.number:
            raise wrong_values.no_number_field(reader, field)
        yield reader.token("COMPARE", how[1], how[0])
        if field == "strength" and reader.low() in STRENGTHS:
            yield reader.token("NUMBER", value=str(STRENGTHS[reader.low()]))
            return
        if not text.has(reader.at) or number(text.words[reader.at]) is None:
            raise wrong_values.no_number(reader)
        yield reader.token("NUMBER", value=number(text.words[reader.at]))
        return
    if not is_value(reader, reader.at, field):
        if free or must:
            raise wrong_values.missing_value(reader, field)
        return
    yield _value(reader, field)
    if field == "matching":
        return
    while reader.low() in ("or", ","):
        length = 2 if reader.low() == "," and text.low(reader.at + 1) == "or" else 1
        if not is_value(reader, reader.at + length, field, True):
            return
        yield reader.token("OR_VALUE", length)
        yield _value(reader, field)


def _value(reader: Reader, field: str) -> Token:
    word = reader.text.words[reader.at]
    about = about_field(field)
    if about is not None:
        value = word.low or word.text.casefold()
        if about.values and value not in about.values and not (about.number and number(word)):
            raise wrong_values.bad_value(reader, about)
        if about.number and not about.values and (word.quoted or number(word) is None):
            raise wrong_values.no_number(reader)
        if field == "date" and not word.quoted:
            date_at(reader.text, reader.at)
        if about.values and value in about.values:
            return reader.token("VALUE", value=value)
        if about.number:
            return reader.token("VALUE", value=number(word))
    return reader.token("VALUE")

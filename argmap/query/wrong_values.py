"""What is said about values, numbers and dates that are wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lark import Token

from argmap.notation.values import bad_date as wrong_date
from argmap.query.errors import QueryError
from argmap.query.mistakes import did_you_mean, error, shown, sign
from argmap.query.vocabulary import FieldWord
from argmap.query.words import Text, number

if TYPE_CHECKING:
    from argmap.query.lexer import Reader


def bad_value(reader: Reader, field: FieldWord) -> QueryError:
    """A value that a field cannot have."""
    word = shown(reader, reader.at)
    if set(word) <= set("=<>!~:"):
        return sign(reader, field.word)
    help = did_you_mean(word, field.values, f"it is one of {', '.join(f'`{value}`' for value in field.values)}")
    return reader.fail("E803", f"`{field.word}` is never `{word}`", help)


def missing_value(reader: Reader, field: str) -> QueryError:
    """Where a value must stand."""
    help = {
        "tagged": "write a tag: `tagged economy`; one of several words in quotation marks",
        "matching": 'write words to look for: `matching "labour law"`',
        "in": "write a venue, a source, a section or a date: `in RTL`, `in 2017`",
    }.get(field, f"write a value: `{field} VALUE`; a word of the query language in quotation marks")
    return reader.fail("E802", f"something is missing behind `{field}`", help)


def no_number(reader: Reader) -> QueryError:
    """Where a number must stand."""
    behind = shown(reader, reader.before)
    if not reader.text.has(reader.at):
        return reader.fail("E802", f"a number is missing behind `{behind}`", "write one in figures: `2`")
    if set(reader.low()) <= set("=<>!"):
        return sign(reader, behind)
    word = shown(reader, reader.at)
    return reader.fail("E803", f"`{word}` is not a number", "write one in figures: `2`, `0.5`")


def no_number_field(reader: Reader, field: str) -> QueryError:
    """A comparison with what is no number."""
    help = f"write `with {field} VALUE`"
    if field in ("date", "month"):
        help = "write `before 2017`, `since 2017-03`, `between 2016 and 2017`"
    return reader.fail("E803", f"`{field}` is not a number, so there is no more or less of it", help)


def whole_number(reader: Reader, least: int) -> Token:
    """A whole number. Raises where there is none."""
    if not reader.text.has(reader.at):
        raise no_number(reader)
    value = number(reader.text.words[reader.at])
    if value is None:
        raise no_number(reader)
    if "." in value or int(value) < least:
        raise reader.fail("E803", f"`{value}` cannot be how many", f"write a whole number from {least} on")
    return reader.token("NUMBER", value=value)


def bad_date(text: Text, at: int) -> QueryError:
    """What looks like a date, and is none."""
    word = text.words[at].text
    message = wrong_date(word) or f"`{word}` is not a date as it is written here"
    return error(
        text, text.span(at), "E803", message, "write a year, a month or a day: `2017`, `2017-03`, `2017-03-05`"
    )


def no_date(reader: Reader) -> QueryError:
    """Where a date must stand."""
    help = "write a year, a month or a day: `2017`, `2017-03`, `2017-03-05`"
    if not reader.text.has(reader.at):
        return reader.fail("E802", f"a date is missing behind `{shown(reader, reader.before)}`", help)
    return reader.fail("E803", f"`{shown(reader, reader.at)}` is not a date", help)

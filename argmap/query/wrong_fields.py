"""What is said about fields, relations and stages that are not there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from argmap.diagnostics.nearest import nearest
from argmap.query.errors import QueryError
from argmap.query.mistakes import SIGNS, did_you_mean, equation, shown
from argmap.query.words import FUNCTION, STAGES, tables

if TYPE_CHECKING:
    from argmap.query.lexer import Reader

_OTHER_STAGES: Final = {
    **{"limit": "first", "head": "first", "order": "sort", "group": "count by", "select": "show", "display": "show"},
    **{"columns": "show", "number": "count", "total": "count", "graph": "subgraph", "part": "subgraph"},
}


def _relation_forms() -> list[str]:
    return [" ".join(phrase) for found in tables().relations.values() for phrase, _ in found]


def no_field(reader: Reader) -> QueryError:
    """Where a field must be named."""
    if not reader.text.has(reader.at) or reader.low() in SIGNS:
        behind = shown(reader, reader.before)
        return reader.fail("E802", f"a field is missing behind `{behind}`", "name one: `voice`, `date`, `force`, …")
    word = shown(reader, reader.at)
    fields = ", ".join(f"`{field}`" for field in ("voice", "kind", "force", "date", "section"))
    help = did_you_mean(word, [*tables().field, *_relation_forms()], f"fields are {fields} and others")
    return reader.fail("E801", f"`{word}` is not a field", help)


def no_column(reader: Reader, columns: Sequence[str]) -> QueryError:
    """A word that is none of the columns of figures."""
    if not reader.text.has(reader.at) or reader.low() in SIGNS:
        return no_field(reader)
    word = shown(reader, reader.at)
    listed = ", ".join(f"`{column}`" for column in columns)
    help = f"the columns that are left are {listed}" if len(columns) > 1 else f"only {listed} is left"
    return reader.fail("E801", f"`{word}` is not a column of these figures", help)


def only_figures(reader: Reader) -> QueryError:
    """A stage that asks of figures what only things have."""
    word = shown(reader, reader.at)
    message = f"`{word}` needs things, and only figures are left"
    return reader.fail("E802", message, f"write `| {word}` before what counts")


def no_relation(reader: Reader, behind: str) -> QueryError:
    """Where a relation or a field must stand."""
    text = reader.text
    if not text.has(reader.at) or reader.low() in SIGNS or reader.low() in FUNCTION:
        help = f"write `{behind} grounds`, `{behind} quotes`" + (", `with force promise`" if behind == "with" else "")
        return reader.fail("E802", f"something is missing behind `{behind}`", help)
    word = shown(reader, reader.at)
    if text.words[reader.at].quoted or reader.is_name(reader.at):
        return reader.fail(
            "E802",
            f"`{behind}` does not go with a name",
            "write `by NAME` for who said it, `including NAME` for a member, `agreeing with NAME` for its allies",
        )
    if reader.noun(reader.at):
        noun = reader.noun(reader.at)
        help = "relations are " + ", ".join(f"`{word}`" for word in list(tables().relation)[:8]) + " and others"
        name = noun[0] if noun else word
        return reader.fail("E803", f"`{name}` is not something that things have", help)
    forms = [*_relation_forms(), *tables().field, *tables().adjective, *reader.known.words]
    other = "things have `grounds`, `attackers`, `quotes`, `acts`, and fields such as `force` or `date`"
    if "=" in word:
        other = equation(word)
    return reader.fail("E801", f"`{word}` is neither a relation nor a field", did_you_mean(word, forms, other))


def no_stage(reader: Reader) -> QueryError:
    """A word behind `|` that is no stage."""
    if not reader.text.has(reader.at) or reader.low() in SIGNS:
        return reader.fail(
            "E802", "something is missing behind `|`", f"stages are {', '.join(f'`{s}`' for s in STAGES)}"
        )
    word = shown(reader, reader.at)
    near = _OTHER_STAGES.get(reader.low()) or nearest(word, STAGES)
    help = f"did you mean `{near}`?" if near else f"stages are {', '.join(f'`{s}`' for s in STAGES)}"
    return reader.fail("E801", f"`{word}` is not a stage", help)

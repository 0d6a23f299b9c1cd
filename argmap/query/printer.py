"""A query's tree as a query again, in the vocabulary's own words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from argmap.query import syntax
from argmap.query.words import FUNCTION, Known, Text, tables
from argmap.query.vocabulary import FILLERS, RELATIONS, VERBS

__all__ = ["to_text"]

_SIGNS: Final = frozenset('"“”„«»(),|')


def to_text(query: syntax.Query | syntax.Operand) -> str:
    """A query, or what it asks for, that `parse` reads as the same tree.

    Parentheses stand where the tree goes deeper than one noun with what is said of it. Of a tree that no text could
    give (a name that holds all kinds of quotation marks) it makes the nearest one.
    """
    if not isinstance(query, syntax.Query):
        return _operand(query)
    return " | ".join([_operand(query.what), *map(_stage, query.stages)])


# -- things ----------------------------------------------------------------------------------------------------


def _operand(what: syntax.Operand, inner: bool = False) -> str:
    """A thing; `inner`: one behind a verb, where what is said of it must not go on."""
    match what:
        case syntax.Thing():
            return _name(what)
        case syntax.Noun():
            return _described(what.adjectives, what.noun)
        case syntax.Of():
            depth = "" if what.depth == 1 else f" to depth {what.depth}" if what.depth else " to any depth"
            text = f"{_described(what.adjectives, what.noun)} of {_operand(what.of, True)}{depth}"
        case syntax.Paths():
            text = f"paths from {_operand(what.start, True)} to {_operand(what.end, True)}"
        case syntax.Where():
            head = _operand(what.what)
            if isinstance(what.what, syntax.Where | syntax.Join):
                head = f"({head})"
            text = f"{head} {_said(what.condition, behind_noun=True)}"
        case syntax.Join():
            text = _join(what, inner)
            if inner:
                return text
    return f"({text})" if inner else text


def _join(what: syntax.Join, inner: bool) -> str:
    """Several things; behind a verb each noun in parentheses, so that nothing is said of it alone."""
    parts = [
        f"({_operand(part)})" if isinstance(part, syntax.Join) else _operand(part, inner) if inner else _operand(part)
        for part in what.parts
    ]
    return f" {what.how} ".join(parts)


def _described(adjectives: Iterable[tuple[str, bool, syntax.Span]], noun: str) -> str:
    return " ".join([*(f"not {word}" if denied else word for word, denied, _ in adjectives), noun])


def _name(thing: syntax.Thing) -> str:
    return thing.name if not thing.quoted and _bare(thing.name) else _quoted(thing.name)


def _bare(name: str) -> bool:
    """Whether a name can stand without quotation marks."""
    return (
        bool(name)
        and not any(sign in _SIGNS or sign.isspace() for sign in name)
        and name.casefold() not in FILLERS
        and not Text(name, Known()).in_vocabulary(0)
        and name.casefold() not in ("path", "paths")
    )


def _quoted(name: str) -> str:
    for start, end, ends in (('"', '"', '"'), ("“", "”", "”"), ("«", "»", "»"), ("„", "“", "“”")):
        if not any(sign in name for sign in ends):
            return f"{start}{name}{end}"
    return '"' + name.replace('"', "'") + '"'


# -- conditions ------------------------------------------------------------------------------------------------


def _said(condition: syntax.Condition, behind_noun: bool = False) -> str:
    """What is said of a noun, as far as the phrase goes."""
    if isinstance(condition, syntax.Both):
        return f" {condition.how} ".join(_part(part) for part in condition.parts)
    return _one(condition)


def _part(condition: syntax.Condition) -> str:
    """One of several conditions."""
    return f"({_said(condition)})" if isinstance(condition, syntax.Both) else _one(condition)


def _one(condition: syntax.Condition) -> str:
    match condition:
        case syntax.Related():
            return _related(condition)
        case syntax.With():
            return _with(condition)
        case syntax.Every():
            return _every(condition)
        case syntax.Field():
            return _field(condition)
        case syntax.Tagged():
            return f"tagged {' or '.join(map(_quoted, condition.tags))}"
        case syntax.Matching():
            return f"matching {_quoted(condition.words)}"
        case syntax.In():
            return f"in {' or '.join(map(_place, condition.where))}"
        case syntax.Time():
            return _time(condition)
        case syntax.Adjective():
            return condition.name
        case syntax.Negated():
            inner = condition.condition
            return f"not {f'({_said(inner)})' if isinstance(inner, syntax.Both | syntax.Negated) else _one(inner)}"
        case syntax.Both():
            return f"({_said(condition)})"


def _place(thing: syntax.Thing) -> str:
    from argmap.query.values import date_at

    bare = not thing.quoted and _bare(thing.name) and not thing.name[0].isdigit()
    return thing.name if bare else _quoted(thing.name)


def _related(condition: syntax.Related) -> str:
    what = _operand(condition.object, True)
    time = ""
    if condition.time is not None:
        time = f" {_time(condition.time)}"
        if isinstance(condition.object, syntax.Noun):
            what = f"({what})"
    return f"{_forms()[condition.verb]} {what}{time}"


@cache
def _forms() -> dict[str, str]:
    return {verb.word: verb.forms[0] for verb in VERBS}


def _time(time: syntax.Time) -> str:
    return f"{time.how} {time.date}" + (f" and {time.until}" if time.until is not None else "")


def _with(condition: syntax.With) -> str:
    least, most = condition.least, condition.most
    if most is None:
        how = "with" if least == 1 else f"with at least {least}"
    elif most == 0 and least == 0:
        how = "without"
    elif least == most:
        how = f"with exactly {least}"
    else:
        how = f"with at most {most}" if most >= 0 else f"with fewer than {most + 1}"
    return f"{how} {_described(condition.adjectives, condition.noun)}"


def _every(condition: syntax.Every) -> str:
    if condition.kinds is not None and condition.condition is not None:
        both = syntax.Where(condition.kinds, condition.condition, condition.span)
        return f"whose {condition.noun} are {_operand(both, True)}"
    if condition.kinds is not None:
        return f"whose {condition.noun} are {_operand(condition.kinds, True)}"
    assert condition.condition is not None
    said = condition.condition
    text = f"({_said(said)})" if isinstance(said, syntax.Both) else _one(said)
    return f"whose {condition.noun} are {text}"


def _field(condition: syntax.Field) -> str:
    if not condition.tests:
        return f"with {condition.field}"
    first = condition.tests[0]
    if first.how != "is":
        return f"with {condition.field} {first.how} {_number(first.value)}"
    values = (
        _number(test.value) if isinstance(test.value, float | int) else _quoted(test.value) for test in condition.tests
    )
    return f"with {condition.field} {' or '.join(values)}"


def _number(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.9f}".rstrip("0").rstrip(".")


# -- stages ----------------------------------------------------------------------------------------------------


def _names(names: Sequence[syntax.Name]) -> str:
    return ", ".join(name.name for name in names)


def _by(names: Sequence[syntax.Name]) -> str:
    return f" by {_names(names)}" if names else ""


def _stage(stage: syntax.Stage) -> str:
    match stage:
        case syntax.Count():
            return f"count{_by(stage.by)}"
        case syntax.Share():
            return f"share {_share(stage.condition)}{_by(stage.by)}"
        case syntax.Sort():
            return f"sort by {stage.by.name}{' descending' if stage.descending else ''}"
        case syntax.Show():
            return f"show {_names(stage.fields)}"
        case syntax.First():
            return f"first {stage.number}"
        case syntax.Top():
            return f"top {stage.number} by {stage.by.name}"
        case syntax.Subgraph():
            return "subgraph" if stage.depth == 1 else f"subgraph {stage.depth}"
        case syntax.Network():
            return "network"


def _share(condition: syntax.Condition) -> str:
    """A condition in parentheses unless it is an adjective, so that `by` is not its verb."""
    return condition.name if isinstance(condition, syntax.Adjective) else f"({_said(condition)})"

"""From what the grammar finds to the tree of `syntax.py`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from lark import Token, Transformer

from argmap.query import syntax
from argmap.query.syntax import Condition, Operand, Span
from argmap.query.words import about_field

__all__ = ["Builder"]

_Adjectives = tuple[tuple[str, bool, Span], ...]
_Children = list[Any]


def _span(first: Any, last: Any) -> Span:
    return Span(_start(first), _end(last))


def _start(part: Any) -> int:
    if isinstance(part, Token):
        return part.start_pos or 0
    start: int = part[2].start if isinstance(part, tuple) else part.span.start
    return start


def _end(part: Any) -> int:
    if isinstance(part, Token):
        return part.end_pos or 0
    end: int = part[2].end if isinstance(part, tuple) else part.span.end
    return end


def _token(children: Sequence[Any], *types: str) -> Token | None:
    """The first token of some types."""
    return next((child for child in children if isinstance(child, Token) and child.type in types), None)


def _joined(how: Literal["or", "and"], parts: Sequence[Operand]) -> Operand:
    if len(parts) == 1:
        return parts[0]
    flat: list[Operand] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, syntax.Join) and part.how == how else (part,))
    return syntax.Join(how, tuple(flat), _span(parts[0], parts[-1]))


def _both(how: Literal["or", "and"], parts: Sequence[Condition]) -> Condition:
    if len(parts) == 1:
        return parts[0]
    flat: list[Condition] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, syntax.Both) and part.how == how else (part,))
    return syntax.Both(how, tuple(flat), _span(parts[0], parts[-1]))


def _things(children: Sequence[Any]) -> list[Any]:
    """The children that are no tokens."""
    return [child for child in children if not isinstance(child, Token)]


@dataclass(frozen=True, slots=True)
class _Described:
    """A noun, not in parentheses, with what is said of it."""

    what: Operand
    condition: Condition | None

    def whole(self) -> Operand:
        """Both as one."""
        said = self.condition
        return self.what if said is None else syntax.Where(self.what, said, _span(self.what, said))


def _shared(parts: Sequence[Operand | _Described]) -> Operand:
    """Things with `or` between them. Nouns of which nothing is said share what is said of the one behind them."""
    out: list[Operand] = []
    sharing: list[Operand] = []
    for part in parts:
        if not isinstance(part, _Described):
            out += [*sharing, part]
            sharing = []
        elif part.condition is not None:
            out.append(_Described(_joined("or", [*sharing, part.what]), part.condition).whole())
            sharing = []
        elif isinstance(part.what, syntax.Noun):
            sharing.append(part.what)
        else:
            out += [*sharing, part.what]
            sharing = []
    return _joined("or", [*out, *sharing])


# ruff: noqa: D102 - each method is named after the rule whose tree it makes


class Builder(Transformer[Token, Any]):
    """Called by the parser for each rule, innermost first."""

    def __init__(self) -> None:
        super().__init__(visit_tokens=False)

    # -- queries -------------------------------------------------------------------------------------------

    def query(self, c: _Children) -> tuple[Operand, tuple[syntax.Stage, ...]]:
        what, *stages = _things(c)
        return what, tuple(stages)

    def counted(self, c: _Children) -> tuple[Operand, tuple[syntax.Stage, ...]]:
        what, *stages = _things(c)
        by: tuple[syntax.Name, ...] = stages.pop(0) if _token(c, "GROUP_BY") else ()
        return what, (syntax.Count(by), *stages)

    def selection(self, c: _Children) -> Operand:
        return _shared(_things(c))

    def phrase(self, c: _Children) -> Operand | _Described:
        what, *said = _things(c)
        if isinstance(what, _Described):
            return _Described(what.what, said[0] if said else None)
        return syntax.Where(what, said[0], _span(what, said[0])) if said else what

    # -- things --------------------------------------------------------------------------------------------

    def name(self, c: _Children) -> syntax.Thing:
        return syntax.Thing(str(c[0]), c[0].type == "QUOTED", _span(c[0], c[0]))

    def group(self, c: _Children) -> Operand:
        what: Operand = c[1]
        return what

    def adjective(self, c: _Children) -> tuple[str, bool, Span]:
        return str(c[-1]), len(c) > 1, _span(c[0], c[-1])

    def noun(self, c: _Children) -> syntax.Noun:
        *adjectives, noun = c
        return syntax.Noun(str(noun), tuple(adjectives), _span(c[0], noun))

    def of(self, c: _Children) -> syntax.Of:
        adjectives = tuple(child for child in c if isinstance(child, tuple) and len(child) == 3)
        relation = _token(c, "RELATION")
        rest = c[len(adjectives) + 2 :]
        depth = rest[1][0] if len(rest) > 1 else 1
        end = rest[1][1] if len(rest) > 1 else _end(rest[0])
        return syntax.Of(str(relation), adjectives, rest[0], depth, Span(_start(c[0]), end))

    def depth(self, c: _Children) -> tuple[int | None, int]:
        return (int(c[1]) if len(c) > 1 else None), _end(c[-1])

    def paths(self, c: _Children) -> syntax.Paths:
        start, end = _things(c)
        return syntax.Paths(start, end, _span(c[0], end))

    def objects(self, c: _Children) -> Operand:
        return _shared(_things(c))

    def objects_and(self, c: _Children) -> Operand | _Described:
        parts = _things(c)
        if len(parts) == 1:
            only: Operand | _Described = parts[0]
            return only
        return _joined("and", [part.whole() if isinstance(part, _Described) else part for part in parts])

    def described(self, c: _Children) -> _Described:
        return _Described(c[0], _both("and", c[1:]) if len(c) > 1 else None)

    # -- conditions ----------------------------------------------------------------------------------------

    def said(self, c: _Children) -> Condition:
        return _both("or", _things(c))

    def together(self, c: _Children) -> Condition:
        return _both("and", _things(c))

    def related(self, c: _Children) -> syntax.Related:
        time = c[2] if len(c) > 2 else None
        return syntax.Related(str(c[0]), c[1], time, _span(c[0], c[-1]))

    def clause(self, c: _Children) -> syntax.Related:
        time = c[3] if len(c) > 3 else None
        return syntax.Related(str(c[2]), c[1], time, _span(c[0], c[-1]))

    def time(self, c: _Children) -> syntax.Time:
        how: Any = str(c[0])
        return syntax.Time(how, str(c[1]), str(c[2]) if len(c) > 2 else None, _span(c[0], c[-1]))

    verb_time = time

    def quantity(self, c: _Children) -> tuple[str, int]:
        kind = c[0].type
        if kind == "NO":
            return "is", 0
        if kind == "SEVERAL":
            return "at least", 2
        return (str(c[0]), int(c[1])) if kind == "COMPARE" else ("is", int(c[0]))

    def with_relation(self, c: _Children) -> syntax.With:
        adjectives = tuple(child for child in c if isinstance(child, tuple) and len(child) == 3)
        quantity = next((child for child in c if isinstance(child, tuple) and len(child) == 2), ("at least", 1))
        how, number = ("is", 0) if c[0] == "without" else quantity
        least, most = {
            "is": (number, number),
            "at least": (number, None),
            "at most": (0, number),
            "more than": (number + 1, None),
            "less than": (0, number - 1),
        }[how]
        return syntax.With(str(c[-1]), adjectives, least, most, _span(c[0], c[-1]))

    def with_field(self, c: _Children) -> Condition:
        field = str(_token(c, "FIELD"))
        span = Span(_start(c[0]), _end(c[-1]) if isinstance(c[-1], Token) else c[-1][1])
        how, number = next((x for x in c if isinstance(x, tuple) and isinstance(x[0], str)), (None, 0))
        denied = c[0] == "without"
        tests: tuple[syntax.Comparison, ...] = ()
        if not isinstance(c[-1], Token):
            tests = _tests(field, c[-1][0])
            denied = denied or how is not None
        elif how is not None and (about := about_field(field)) is not None and about.number:
            tests = (syntax.Comparison(how, float(number)),)
        elif how is not None:
            denied = True
        found = syntax.Field(field, tests, span)
        return syntax.Negated(found, span) if denied else found

    def whose_field(self, c: _Children) -> syntax.Field:
        return syntax.Field(str(c[1]), _tests(str(c[1]), c[2][0]), Span(_start(c[0]), c[2][1]))

    def tests(self, c: _Children) -> tuple[list[Token], int]:
        return c, _end(c[-1])

    def whose_are(self, c: _Children) -> syntax.Every:
        said = _both("and", c[2:])
        if isinstance(said, syntax.Among):
            return syntax.Every(str(c[1]), None, said.what, _span(c[0], c[-1]))
        return syntax.Every(str(c[1]), said, None, _span(c[0], c[-1]))

    def whose_kinds(self, c: _Children) -> syntax.Every:
        return syntax.Every(str(c[1]), None, c[3], _span(c[0], c[-1]))

    def tagged(self, c: _Children) -> syntax.Tagged:
        return syntax.Tagged(tuple(map(str, c[1::2])), _span(c[0], c[-1]))

    def matching(self, c: _Children) -> syntax.Matching:
        return syntax.Matching(str(c[1]), _span(c[0], c[1]))

    def in_(self, c: _Children) -> syntax.In:
        # A name in quotation marks takes more room than its letters do.
        things = (syntax.Thing(str(w), w.end_pos - w.start_pos > len(w), _span(w, w)) for w in c[1::2])
        return syntax.In(tuple(things), _span(c[0], c[-1]))

    def among(self, c: _Children) -> syntax.Among:
        return syntax.Among(c[1], _span(c[0], c[1]))

    def not_(self, c: _Children) -> syntax.Negated:
        return syntax.Negated(c[1], _span(c[0], c[1]))

    def conditions(self, c: _Children) -> Condition:
        condition: Condition = c[1]
        return condition

    def adjectives(self, c: _Children) -> Condition:
        return _both("or", _things(c))

    def adjectives_and(self, c: _Children) -> Condition:
        return _both("and", _things(c))

    def said_adjective(self, c: _Children) -> Condition:
        adjective = syntax.Adjective(str(c[-1]), _span(c[-1], c[-1]))
        return syntax.Negated(adjective, _span(c[0], c[-1])) if len(c) > 1 else adjective

    # -- stages --------------------------------------------------------------------------------------------

    def count(self, c: _Children) -> syntax.Count:
        return syntax.Count(c[2] if len(c) > 2 else ())

    def share(self, c: _Children) -> syntax.Share:
        return syntax.Share(c[1], c[3] if len(c) > 3 else ())

    def show(self, c: _Children) -> syntax.Show:
        return syntax.Show(c[1])

    def sort(self, c: _Children) -> syntax.Sort:
        return syntax.Sort(c[1], c[-1] == "descending" if isinstance(c[-1], Token) else False)

    def first(self, c: _Children) -> syntax.First:
        return syntax.First(int(c[1]))

    def top(self, c: _Children) -> syntax.Top:
        return syntax.Top(int(c[1]), c[3])

    def subgraph(self, c: _Children) -> syntax.Subgraph:
        return syntax.Subgraph(int(c[1]) if len(c) > 1 else 1)

    def network(self, c: _Children) -> syntax.Network:
        return syntax.Network()

    def names(self, c: _Children) -> tuple[syntax.Name, ...]:
        return tuple(_things(c))

    def field(self, c: _Children) -> syntax.Name:
        return syntax.Name(str(c[0]), _span(c[0], c[0]))


def _tests(field: str, words: Sequence[Token]) -> tuple[syntax.Comparison, ...]:
    if words[0].type == "COMPARE":
        how: Any = str(words[0])
        return (syntax.Comparison(how, float(words[1])),)
    about = about_field(field)
    return tuple(syntax.Comparison("is", _value(word, about is not None and about.number)) for word in words[::2])


def _value(word: Token, number: bool) -> str | float:
    return float(word) if number and word[:1].isdigit() else str(word)

"""A query's tree as a query again, in the vocabulary's own words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Final

from argmap.query import syntax
from argmap.query.vocabulary import ADJECTIVES, DATED, FILLERS, VERBS
from argmap.query.words import Known, Text, about_field, tables

__all__ = ["to_text"]

_SIGNS: Final = frozenset('"“”„«»(),|')
_MARKS: Final = (('"', '"', '"'), ("“", "”", "”"), ("«", "»", "»"), ("„", "“", "“”"))


def to_text(query: syntax.Query | syntax.Operand, words: Collection[str] = ()) -> str:
    """A query, or what it asks for, as `parse` reads it again to the same tree; `words` are the project's own.

    Parentheses stand where the tree goes deeper than one noun with what is said of it. Of a tree that no text gives
    (a name that holds quotation marks of all kinds, a number of things between two others) it writes the nearest one.
    """
    printer = _Printer(Known(dict.fromkeys(words, "")))
    if not isinstance(query, syntax.Query):
        return printer.operand(query)
    return " | ".join([printer.operand(query.what), *map(printer.stage, query.stages)])


@cache
def _forms() -> dict[str, str]:
    return {verb.word: verb.forms[0] for verb in VERBS}


class _Printer:
    def __init__(self, known: Known) -> None:
        self.known = known
        plain = {adjective.word for adjective in ADJECTIVES} - set(known.words)
        self.plain = {word for word in plain if Text(word, known).match(tables().nouns, 0) is None}
        """The adjectives that are nothing else."""

    # -- things ------------------------------------------------------------------------------------------------

    def operand(self, what: syntax.Operand) -> str:
        """A thing with what is said of it."""
        match what:
            case syntax.Thing():
                return self.name(what)
            case syntax.Noun():
                return self.described(what.adjectives, what.noun)
            case syntax.Of():
                depth = "" if what.depth == 1 else f" to depth {what.depth}" if what.depth else " to any depth"
                return f"{self.described(what.adjectives, what.noun)} of {self.object(what.of)}{depth}"
            case syntax.Paths():
                return f"paths from {self.object(what.start)} to {self.object(what.end)}"
            case syntax.Where():
                said = self.said(what.condition, behind_noun=True, dated=self.dated(what.what))
                if (
                    said.startswith("of ")
                    and isinstance(what.what, syntax.Noun)
                    and what.what.noun in tables().relation
                ):
                    said = f"member {said}"
                return f"{self.head(what.what)} {said}"
            case syntax.Join():
                simple = (syntax.Thing, syntax.Noun)
                parts = (self.operand(p) if isinstance(p, simple) else f"({self.operand(p)})" for p in what.parts)
                return f" {what.how} ".join(parts)

    def head(self, what: syntax.Operand) -> str:
        """What something is said of, so that it is said of all of it."""
        of_name = isinstance(what, syntax.Of) and isinstance(what.of, syntax.Thing)
        text = self.operand(what)
        return text if of_name or isinstance(what, syntax.Thing | syntax.Noun) else f"({text})"

    def object(self, what: syntax.Operand) -> str:
        """What stands behind a verb, so that no more can be said of it."""
        if isinstance(what, syntax.Thing | syntax.Noun):
            return self.operand(what)
        if isinstance(what, syntax.Join) and (
            what.how == "and" or any(isinstance(p, syntax.Join) for p in what.parts) or _names(what)
        ):
            return f" {what.how} ".join(map(self.item, what.parts))
        return f"({self.operand(what)})"

    def item(self, what: syntax.Operand) -> str:
        """One of several behind a verb. `and` there binds before `or`, and has no meaning in parentheses."""
        if isinstance(what, syntax.Join) and what.how == "and":
            return self.object(what)
        return self.name(what) if isinstance(what, syntax.Thing) else f"({self.operand(what)})"

    def described(self, adjectives: Iterable[tuple[str, bool, syntax.Span]], noun: str) -> str:
        """A noun with its adjectives."""
        return " ".join([*(f"not {word}" if denied else word for word, denied, _ in adjectives), noun])

    def name(self, thing: syntax.Thing) -> str:
        """A name, in quotation marks where it needs them or had them."""
        return _quoted(thing.name) if thing.quoted else self.word(thing.name)

    def word(self, name: str) -> str:
        """A name or a value, in quotation marks where it would mean something else without."""
        low = name.casefold()
        bare = (
            name
            and not any(sign in _SIGNS or sign.isspace() for sign in name)
            and low not in FILLERS
            and low not in ("path", "paths", *self.known.words)
            and not Text(name, self.known).in_vocabulary(0)
        )
        return name if bare else _quoted(name)

    # -- conditions --------------------------------------------------------------------------------------------

    def dated(self, what: syntax.Operand) -> bool:
        """Whether a time said of that is its own, and no verb's before it."""
        if isinstance(what, syntax.Noun):
            return what.noun not in self.known.words and tables().noun[what.noun].kinds <= DATED
        if not isinstance(what, syntax.Of) or not isinstance(what.of, syntax.Thing):
            return False
        return tables().relation[what.noun].kinds <= DATED

    def said(self, condition: syntax.Condition, behind_noun: bool = False, dated: bool = False) -> str:
        """What is said of a noun."""
        parts = condition.parts if isinstance(condition, syntax.Both) else (condition,)
        out = [self.part(part, after) for part, after in zip(parts, (*parts[1:], None), strict=True)]
        if dated:
            out = [f"({text})" if _timed(part) else text for part, text in zip(parts, out, strict=True)]
        for n, part in enumerate(parts):
            # Behind values an adjective could be another of them.
            if n and isinstance(part, syntax.Adjective) and not isinstance(parts[n - 1], syntax.Adjective):
                out[n] = f"are {out[n].removeprefix('are ')}"
        if behind_noun:
            that = "" if dated and _timed(parts[0]) else _that(parts[0])
            out[0] = that + out[0].removeprefix("are ")
        return f" {condition.how} ".join(out) if isinstance(condition, syntax.Both) else out[0]

    def part(self, condition: syntax.Condition, after: syntax.Condition | None) -> str:
        """A condition before another one."""
        if after is None:
            return self.one(condition)
        inner = condition.condition if isinstance(condition, syntax.Negated) else condition
        next = after.condition if isinstance(after, syntax.Negated) else after
        # Adjectives joined to each other would stay together.
        wraps = isinstance(inner, syntax.Every) and isinstance(next, syntax.Adjective)
        return f"({self.one(condition)})" if wraps else self.one(condition)

    def one(self, condition: syntax.Condition) -> str:
        """One condition."""
        match condition:
            case syntax.Related():
                what, time = self.object(condition.object), ""
                if condition.time is not None:
                    time = f" {_time(condition.time)}"
                    what = f"({what})" if isinstance(condition.object, syntax.Noun) else what
                return f"{_forms()[condition.verb]} {what}{time}"
            case syntax.With():
                relation = tables().relation[condition.noun]
                noun = relation.singular or relation.word.removesuffix("s")
                one = condition.least == condition.most == 1
                return f"{_how_many(condition)} {self.described(condition.adjectives, noun if one else relation.word)}"
            case syntax.Every():
                return f"whose {condition.noun} are {self.every(condition)}"
            case syntax.Field():
                return self.field(condition)
            case syntax.Tagged():
                return f"tagged {' or '.join(map(self.word, condition.tags))}"
            case syntax.Matching():
                return f"matching {_quoted(condition.words)}"
            case syntax.In():
                return f"in {' or '.join(map(self.place, condition.where))}"
            case syntax.Time():
                return _time(condition)
            case syntax.Adjective():
                return condition.name if condition.name in self.plain else f"are {condition.name}"
            case syntax.Among():
                return f"are {self.kinds(condition.what)}"
            case syntax.Negated():
                inner = condition.condition
                if isinstance(inner, syntax.Among):
                    return f"are not {self.kinds(inner.what)}"
                if isinstance(inner, syntax.Field):
                    return self.field(inner, "without")
                deep = isinstance(inner, syntax.Both | syntax.Negated)
                return f"not {f'({self.said(inner)})' if deep else self.one(inner).removeprefix('are ')}"
            case syntax.Both():
                return f"({self.said(condition)})"

    def place(self, thing: syntax.Thing) -> str:
        """A venue, a source or a section; in figures it would be a date."""
        return _quoted(thing.name) if thing.quoted or thing.name[:1].isdigit() else self.word(thing.name)

    def every(self, condition: syntax.Every) -> str:
        """What all of them are."""
        said, kinds = condition.condition, condition.kinds
        if kinds is None:
            assert said is not None
            text = self.said(said)
            apart = isinstance(said, syntax.Both) or (_timed(said) and tables().relation[condition.noun].kinds <= DATED)
            return f"({text})" if apart else text.removeprefix("are ")
        if said is not None:
            kinds = syntax.Where(kinds, said, condition.span)
        return self.kinds(kinds)

    def kinds(self, what: syntax.Operand) -> str:
        """What things are, so that it is no adjective."""
        if isinstance(what, syntax.Noun) and not what.adjectives:
            noun = tables().noun.get(what.noun)
            return f"({self.operand(what)})" if noun is None or noun.adjective else self.operand(what)
        if isinstance(what, syntax.Noun) and what.adjectives[0][1]:
            return f"({self.operand(what)})"
        of_name = isinstance(what, syntax.Of) and isinstance(what.of, syntax.Thing)
        return self.operand(what) if of_name else self.object(what)

    def field(self, condition: syntax.Field, with_: str = "with") -> str:
        """A field and its values."""
        if not condition.tests:
            return f"{with_} {condition.field}"
        first = condition.tests[0]
        if first.how != "is":
            return f"{with_} {condition.field} {first.how} {_number(first.value)}"
        about = about_field(condition.field)
        known = about.values if about else ()
        values = (
            _number(t.value) if not isinstance(t.value, str) else t.value if t.value in known else self.word(t.value)
            for t in condition.tests
        )
        return f"{with_} {condition.field} {' or '.join(values)}"

    # -- stages ------------------------------------------------------------------------------------------------

    def stage(self, stage: syntax.Stage) -> str:
        """A stage."""
        match stage:
            case syntax.Count():
                return f"count{_by(stage.by)}"
            case syntax.Share():
                return f"share {self.shared(stage.condition)}{_by(stage.by)}"
            case syntax.Sort():
                return f"sort by {stage.by.name}{' descending' if stage.descending else ''}"
            case syntax.Show():
                return f"show {', '.join(field.name for field in stage.fields)}"
            case syntax.First():
                return f"first {stage.number}"
            case syntax.Top():
                return f"top {stage.number} by {stage.by.name}"
            case syntax.Subgraph():
                return "subgraph" if stage.depth == 1 else f"subgraph {stage.depth}"
            case syntax.Network():
                return "network"

    def shared(self, condition: syntax.Condition) -> str:
        """A condition in parentheses, so that the `by` behind it is not its verb; an adjective needs none."""
        return condition.name if isinstance(condition, syntax.Adjective) else f"({self.said(condition)})"


def _that(first: syntax.Condition) -> str:
    """What joins a noun to what is said of it, where it reads better with it."""
    inner = first.condition if isinstance(first, syntax.Negated) else first
    if isinstance(inner, syntax.Adjective | syntax.Among):
        return "that are "
    if not isinstance(inner, syntax.Related):
        return ""
    forms = tables().verb[inner.verb].forms
    if forms[0].replace(" ", "-") != inner.verb or not any("ing" in form for form in forms[1:]):
        return ""
    return "that " if inner is first else "that do "


def _timed(condition: syntax.Condition) -> bool:
    """Whether it is a verb with a time."""
    inner = condition.condition if isinstance(condition, syntax.Negated) else condition
    return isinstance(inner, syntax.Related) and inner.time is not None


def _names(what: syntax.Join) -> bool:
    return all(isinstance(part, syntax.Thing) for part in what.parts)


def _by(names: Sequence[syntax.Name]) -> str:
    return f" by {', '.join(name.name for name in names)}" if names else ""


def _time(time: syntax.Time) -> str:
    return f"{time.how} {time.date}" + (f" and {time.until}" if time.until is not None else "")


def _how_many(condition: syntax.With) -> str:
    least, most = condition.least, condition.most
    if most is None:
        return "with" if least == 1 else f"with at least {least}"
    if most == 0:
        return "without"
    return f"with exactly {most}" if least == most else f"with at most {most}"


def _number(value: str | float) -> str:
    if isinstance(value, str):
        return value
    text = f"{value:.9f}"
    return text.rstrip("0").rstrip(".")


def _quoted(name: str) -> str:
    for start, end, ends in _MARKS:
        if not any(sign in name for sign in ends):
            return f"{start}{name}{end}"
    return '"' + name.replace('"', "'") + '"'

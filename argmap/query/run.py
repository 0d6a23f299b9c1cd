"""From what a query says to an answer, by the calls that `selection` offers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from argmap.counting import count
from argmap.query import syntax
from argmap.query.answer import Answer, Row
from argmap.query.asked import Asked
from argmap.query.errors import QueryError, failure
from argmap.query.fields import same_value, values
from argmap.query.parser import Known, parse
from argmap.query.selection import Selection
from argmap.query.stages import Group, staged
from argmap.query.times import When
from argmap.query.vocabulary import ADJECTIVES, DATED, FIELDS, NOUNS, RELATIONS, STATEMENT, VERBS, Kind

__all__ = ["answer", "answers", "define", "select"]

_NOUN = {noun.word: noun for noun in NOUNS}
_RELATION = {relation.word: relation for relation in RELATIONS}
_VERB = {verb.word: verb for verb in VERBS}
_ADJECTIVE = {adjective.word: adjective for adjective in ADJECTIVES}
_FIELD = {field.word: field for field in FIELDS}
_MOST_PATHS = 20
_LEANING = frozenset({"supported-by", "attacked-by", "rebutted-by", "undercut-by", "rest-on"})


def known(asked: Asked, several: bool = False) -> Known:
    """What the parser must know of a map: the words of the project, and the names in the map."""
    return Known(asked.words, asked.index.names, several)


def select(asked: Asked, text: str) -> Selection[Any]:
    """What a query without stages selects. Raises `QueryError`."""
    query = parse(text, known(asked))
    if query.stages:
        raise failure(
            text, syntax.Span(0, len(text)), "E802", "a selection has no stages", "leave out what follows `|`"
        )
    return _Run(asked, text).operand(query.what)


def define(asked: Asked, name: str, text: str) -> Selection[Any]:
    """All things that a word defined by a query means. Raises `QueryError`."""
    if name in asked.defining:
        way = " → ".join((*asked.defining, name))
        message = f"`{name}` is defined by itself: {way}"
        raise failure(text, syntax.Span(0, len(text)), "E803", message, "define one of these words by others")
    asked.defining.append(name)
    try:
        return select(asked, text)
    except QueryError as problem:
        raise problem.meaning(name) from None
    finally:
        asked.defining.pop()


def answer(asked: Asked, text: str) -> Answer:
    """Answer a query on one map. Raises `QueryError`."""
    query = parse(text, known(asked))
    run = _Run(asked, text)
    found = run.operand(query.what)
    columns, rows = staged(query.stages, [Group(None, asked, found)], False, share_of(text))
    table = tuple(rows)
    figures = any(isinstance(s, syntax.Count | syntax.Share | syntax.Network) for s in query.stages)
    left: Selection[Any] | None = None
    if not figures:
        left = Selection(asked, frozenset(row.id for row in table if row.id is not None))
    return Answer(columns, table, left, tuple(run.notes))


def answers(
    maps: Iterable[tuple[str, Asked]], text: str, notes: list[str] | None = None
) -> tuple[tuple[str, ...], Iterator[Row]]:
    """Columns and rows of an answer over several maps, each given with the name of its file; things come as they are
    found, map by map. What only some of the maps have (an ID, a name) selects nothing in the others. What should be
    known of the answer is added to `notes`.

    Raises `QueryError` at once for what is wrong in itself, and for a name that no map has, once all were asked.
    """
    stages: list[syntax.Stage] = []

    def groups() -> Iterator[Group]:
        missing: QueryError | None = None
        answered = False
        asked_of = 0
        for file, asked in maps:
            try:
                query = parse(text, known(asked, True))
                run = _Run(asked, text)
                found = run.operand(query.what)
            except QueryError as problem:
                if not problem.of_the_map:
                    raise
                asked_of += 1
                suggests = (problem.diagnostic.help or "").startswith("did you mean")
                if missing is None or (suggests and not (missing.diagnostic.help or "").startswith("did you mean")):
                    missing = problem
                continue
            answered = True
            stages[:] = query.stages
            if notes is not None:
                notes.extend(f"{file}: {note}" for note in run.notes)
            yield Group(file, asked, found)
        if missing is not None and not answered:
            raise missing.in_several() if asked_of > 1 else missing

    found = groups()
    first = next(found, None)
    rest = iter(()) if first is None else chain([first], found)
    return staged(tuple(stages), rest, True, share_of(text))


def share_of(text: str) -> Callable[[Asked, syntax.Share, Selection[Any]], Selection[Any]]:
    """Of which things the condition of `| share` holds."""
    return lambda asked, stage, found: _Run(asked, text).that(found, stage.condition)


class _Run:
    """One query on one map."""

    def __init__(self, asked: Asked, text: str) -> None:
        self.asked = asked
        self.text = text
        self.notes: list[str] = []

    def wrong(self, span: syntax.Span, code: str, message: str, help: str) -> QueryError:
        return failure(self.text, span, code, message, help)

    # -- what is named -------------------------------------------------------------------------------------

    def operand(self, what: syntax.Operand) -> Selection[Any]:
        """What an operand selects."""
        match what:
            case syntax.Thing():
                return self.thing(what)
            case syntax.Noun():
                return self.described(self.noun(what), what.adjectives)
            case syntax.Of():
                return self.of(what)
            case syntax.Paths():
                return self.paths(what)
            case syntax.Where():
                return self.that(self.operand(what.what), what.condition)
            case syntax.Join():
                parts = [self.operand(part) for part in what.parts]
                out = parts[0]
                for part in parts[1:]:
                    out = out | part if what.how == "or" else out & part
                return out

    def thing(self, what: syntax.Thing) -> Selection[Any]:
        try:
            return self.asked[what.name]
        except KeyError:
            pass
        from argmap.query.mistakes import near_name

        near = near_name(what.name, self.asked.index.names)
        help = (
            f"did you mean `{near}`?" if near else "write the ID as it stands in the map, or a name in quotation marks"
        )
        raise self.wrong(what.span, "E804", f"nothing in the map is called `{what.name}`", help)

    def noun(self, what: syntax.Noun) -> Selection[Any]:
        if what.noun in _NOUN:
            return self.asked.things(what.noun)
        return self.asked.defined(what.noun, self.asked.words[what.noun])

    def described(
        self, selection: Selection[Any], adjectives: Iterable[tuple[str, bool, syntax.Span]]
    ) -> Selection[Any]:
        for word, denied, span in adjectives:
            some = self.adjective(selection, word, span)
            selection = selection - some if denied else some
        return selection

    def adjective(self, selection: Selection[Any], word: str, span: syntax.Span) -> Selection[Any]:
        adjective = _ADJECTIVE.get(word)
        if adjective is not None and word not in self.asked.words:
            self.fits(selection, adjective.kinds, span, f"`{word}` says nothing of {{}}; it is said of {{}}")
        return selection.that_are(word)

    def fits(self, selection: Selection[Any], kinds: frozenset[Kind], span: syntax.Span, message: str) -> None:
        """Raise where a word means nothing for the things selected."""
        if selection.kinds and selection.kinds.isdisjoint(kinds):
            raise self.wrong(
                span,
                "E803",
                message.format(_plural(selection.kinds), _plural(kinds)),
                f"leave it out, or ask for {_plural(kinds, 'or')}",
            )

    def of(self, what: syntax.Of) -> Selection[Any]:
        parts = what.of.parts if isinstance(what.of, syntax.Join) and what.of.how == "and" else (what.of,)
        relation = _RELATION[what.noun]
        found: Selection[Any] | None = None
        for part in parts:
            inner = self.operand(part)
            if what.noun == "voices" and inner.kinds == {"voice"}:
                message = "voices have no voices; those who belong to one are its members"
                raise self.wrong(what.span, "E803", message, "write `members of NAME`")
            self.fits(inner, relation.of, what.span, f"{{}} have no {what.noun}; these belong to {{}}")
            related = inner.related(what.noun, what.depth)
            found = related if found is None else found & related
        assert found is not None
        return self.described(found, what.adjectives)

    def paths(self, what: syntax.Paths) -> Selection[Any]:
        found = self.asked.paths(self.operand(what.start), self.operand(what.end), _MOST_PATHS + 1)
        if len(found) > _MOST_PATHS:
            self.notes.append(f"there are more than {_MOST_PATHS} paths; these are the shortest")
            found = self.asked.paths(self.operand(what.start), self.operand(what.end), _MOST_PATHS)
        return found

    # -- what is said of it --------------------------------------------------------------------------------

    def that(self, selection: Selection[Any], condition: syntax.Condition) -> Selection[Any]:
        """Those of a selection for which a condition holds."""
        match condition:
            case syntax.Both():
                parts = [self.that(selection, part) for part in condition.parts] if condition.how == "or" else []
                if condition.how == "or":
                    return self.union(parts)
                for one in condition.parts:
                    selection = self.that(selection, one)
                return selection
            case syntax.Negated():
                return selection - self.that(selection, condition.condition)
            case syntax.Related():
                return self.related(selection, condition)
            case syntax.With():
                return self.with_(selection, condition)
            case syntax.Every():
                return self.every(selection, condition)
            case syntax.Field():
                return self.field(selection, condition)
            case syntax.Tagged():
                return selection.tagged(*condition.tags)
            case syntax.Matching():
                return selection.matching(condition.words)
            case syntax.In():
                return self.union(selection.within(where.name) for where in condition.where)
            case syntax.Time():
                self.can_be_dated(selection, condition)
                found = selection.at(condition.how, condition.date, condition.until)
                if not found and selection.kinds == {"act"}:
                    self.undated(selection)
                return found
            case syntax.Among():
                return selection & self.operand(condition.what)
            case syntax.Adjective():
                return self.adjective(selection, condition.name, condition.span)

    def can_be_dated(self, selection: Selection[Any], condition: syntax.Time) -> None:
        """Raise where a time is said of what has none, with another way to ask for it."""
        if selection.kinds and selection.kinds <= {"voice", "finding"}:
            date = condition.date
            message = f"{_plural(selection.kinds)} have no date; {_plural(DATED)} have"
            help = f"ask for `voices that hold NAME in {date}`, or for `argmap network MAP --at {date}`"
            raise self.wrong(condition.span, "E803", message, help)
        self.fits(selection, DATED, condition.span, "{} have no date; {} have")

    def union(self, parts: Iterable[Selection[Any]]) -> Selection[Any]:
        out = Selection[Any](self.asked, frozenset())
        for part in parts:
            out = out | part
        return out

    def related(self, selection: Selection[Any], condition: syntax.Related) -> Selection[Any]:
        verb = _VERB[condition.verb]
        if condition.verb == "contradict" and selection.kinds == {"voice"}:
            message = f"`{verb.forms[0]}` says nothing of voices; it is said of statements"
            raise self.wrong(condition.span, "E803", message, _of_voices(condition.object))
        self.fits(
            selection, verb.subject, condition.span, f"`{verb.forms[0]}` says nothing of {{}}; it is said of {{}}"
        )
        objects = condition.object
        if isinstance(objects, syntax.Join) and objects.how == "and":
            each = [
                self.related(selection, syntax.Related(condition.verb, part, condition.time, condition.span))
                for part in objects.parts
            ]
            out = each[0]
            for some in each[1:]:
                out = out & some
            if not out and any(each):
                self.notes.append("`and` asks for what holds of each of these; for any of them write `or`")
            return out
        time, objects = self.lifted(objects, condition.time)
        what = self.operand(objects)
        if condition.verb == "contradict" and what.kinds == {"voice"}:
            message = f"`{verb.forms[0]}` is said of statements, not of voices"
            raise self.wrong(condition.span, "E803", message, _of_voices(objects))
        self.fits(what, verb.object, condition.span, f"`{verb.forms[0]}` is said of {{1}}, not of {{0}}")
        when = None if time is None else When(time.how, time.date, time.until)
        found = selection.that(condition.verb, what, when)
        if not found and selection:
            self.hint(selection, condition.verb, what, when)
        return found

    def hint(self, selection: Selection[Any], verb: str, what: Selection[Any], when: When | None) -> None:
        """Say why a verb holds of nothing, where that is likely to be a misunderstanding."""
        if when is not None:
            if selection.that(verb, what):
                self.undated(self.asked.acts)
            return
        if verb == "by" and selection.kinds <= {"claim", "premise"} and (others := self.asked.positions.by(what)):
            self.notes.append(
                f"claims and premises are the author's; there {_are(len(others), 'position')} by others here"
            )
        if verb == "about" and what.kinds <= STATEMENT:
            for same in sorted(self.asked.index.related("_same", what._keys), key=self.asked.index.order):
                if others := selection.that("about", same):
                    self.notes.append(f"{count(len(others), 'thing')} about `{same}`, which says the same")
        if verb not in _LEANING:
            return
        # A step may lean on the fact that something was said, and not on what was said.
        acts = what.related("acts") if what.kinds <= STATEMENT else None
        if acts and (others := selection.that(verb, acts)):
            self.notes.append(
                f"nothing leans on what these statements say, but {count(len(others), 'thing')} on somebody's saying "
                "so: write `acts` there"
            )

    def undated(self, acts: Selection[Any]) -> None:
        """Say that what bears no date is found by no time."""
        if left := acts - acts.that_are("dated"):
            self.notes.append(f"{count(len(left), 'act')} of the map without a date: no time finds them")

    def lifted(self, what: syntax.Operand, time: syntax.Time | None) -> tuple[syntax.Time | None, syntax.Operand]:
        """A time behind things that have no date is the verb's: `rejected by unnamed voices before 2017`."""
        if time is None and isinstance(what, syntax.Where) and _undated(what.what):
            condition = what.condition
            if isinstance(condition, syntax.Time):
                return condition, what.what
            if isinstance(condition, syntax.Both) and condition.how == "and":
                times = [part for part in condition.parts if isinstance(part, syntax.Time)]
                rest = tuple(part for part in condition.parts if not isinstance(part, syntax.Time))
                if len(times) == 1 and rest:
                    left = rest[0] if len(rest) == 1 else syntax.Both("and", rest, condition.span)
                    return times[0], syntax.Where(what.what, left, what.span)
        return time, what

    def with_(self, selection: Selection[Any], condition: syntax.With) -> Selection[Any]:
        relation = _RELATION[condition.noun]
        self.fits(selection, relation.of, condition.span, f"{{}} have no {condition.noun}; these belong to {{}}")
        among = None
        if condition.adjectives:
            among = self.described(self.others(selection, condition.noun), condition.adjectives)
        return selection.with_(condition.noun, condition.least, condition.most, among)

    def others(self, selection: Selection[Any], relation: str) -> Selection[Any]:
        """All that stands in a relation to any of a selection."""
        return selection.related(relation)

    def every(self, selection: Selection[Any], condition: syntax.Every) -> Selection[Any]:
        relation = _RELATION[condition.noun]
        self.fits(selection, relation.of, condition.span, f"{{}} have no {condition.noun}; these belong to {{}}")
        others = self.others(selection, condition.noun)
        if condition.kinds is not None:
            others = others & self.operand(condition.kinds)
        if condition.condition is not None:
            others = self.that(others, condition.condition)
        return selection.whose(condition.noun, others)

    def field(self, selection: Selection[Any], condition: syntax.Field) -> Selection[Any]:
        field = _FIELD.get(condition.field.partition(".")[0])
        if field is not None and field.word == "evidence" and selection.kinds.isdisjoint(field.kinds):
            message = f"{_plural(selection.kinds)} have no evidence; findings have"
            raise self.wrong(condition.span, "E803", message, "write `with grounds` or `without grounds`")
        if field is not None:
            self.fits(selection, field.kinds, condition.span, f"{{}} have no {field.word}; {{}} have")
        if not condition.tests:
            return selection.having(condition.field)
        if condition.field == "date":
            self.notes.append("`with date` compares a date as it is written; `in 2025` asks for a time")
        index = self.asked.index
        name = condition.field.rpartition(".")[2]
        out: set[str] = set()
        for test in condition.tests:
            if test.how == "is":
                wanted = self.value(condition.field, test.value)
                out.update(
                    id
                    for id in selection._keys
                    if any(same_value(name, value) == wanted for value in values(index, id, condition.field))
                )
            else:
                assert isinstance(test.value, int | float)
                out.update(selection.compared(condition.field, test.how, test.value)._keys)
        return selection._of(out)

    def value(self, field: str, value: str | float) -> str:
        """A value that is looked for; a verb in its plain form."""
        name = field.rpartition(".")[2]
        if name == "verb" and isinstance(value, str) and "meta." not in field:
            sense = self.asked.map.lexicon.find(value)
            value = value if sense is None else sense.base
        return same_value(name, value)


def _of_voices(what: syntax.Operand) -> str:
    """What to write where voices are said to contradict."""
    name = "NAME"
    if isinstance(what, syntax.Thing):
        name = f'"{what.name}"' if what.quoted else what.name
    return f"write `contradictions of {name}`, or `voices conflicting with {name}`"


def _undated(what: syntax.Operand) -> bool:
    """Whether these are nouns for things that have no date."""
    if isinstance(what, syntax.Join):
        return all(map(_undated, what.parts))
    noun = _NOUN.get(what.noun) if isinstance(what, syntax.Noun) else None
    return noun is not None and noun.kinds.isdisjoint(DATED)


def _are(number: int, noun: str) -> str:
    return f"{'is' if number == 1 else 'are'} {count(number, noun)}"


def _plural(kinds: frozenset[Kind], last: str = "and") -> str:
    """Kinds of thing in words: the nouns that mean them, as few as will do."""
    left, out = set(kinds), []
    plain = [noun for noun in NOUNS if not noun.adjective]
    for noun in sorted(plain, key=lambda noun: -len(noun.kinds)):
        if noun.kinds <= left:
            out.append(noun.word)
            left -= noun.kinds
    return f"{', '.join(out[:-1])} {last} {out[-1]}" if len(out) > 1 else "".join(out)

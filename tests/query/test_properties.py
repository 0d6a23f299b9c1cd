"""Random queries on random maps: the engine answers as plain loops over the map do, the order of the entries makes no
difference, text and Python give the same, and conditions are sets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.debates import STATEMENTS, entries
from support.naive import Naive

import argmap
from argmap.discourse.finding import Finding
from argmap.model.nodes import Argument, Attribution, Directness, Force, Node
from argmap.query import Asked, QueryError, Selection, ask, syntax
from argmap.query.items import Path, kind_of
from argmap.query.printer import to_text
from argmap.query.syntax import Span
from argmap.query.times import When
from argmap.query.vocabulary import ADJECTIVES, NOUNS, RELATIONS, STATEMENT, VERBS, Kind

HERE = Span(0, 0)
NOUN = {noun.word: noun for noun in NOUNS}
RELATION = {relation.word: relation for relation in RELATIONS}
DATED = frozenset({"act", "source"})
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def read(some: list[str]) -> argmap.ArgumentMap:
    return argmap.loads("\n\n".join(some))


# -- queries ---------------------------------------------------------------------------------------------------


def kinds_of(what: syntax.Operand, items: Naive) -> frozenset[Kind]:
    """The kinds of thing that an operand can select."""
    match what:
        case syntax.Thing():
            return frozenset({kind_of(items.items[what.name])})
        case syntax.Noun():
            return NOUN[what.noun].kinds
        case syntax.Of():
            return related_kinds(what.noun, kinds_of(what.of, items))
        case syntax.Where():
            return kinds_of(what.what, items)
        case syntax.Join():
            return frozenset().union(*(kinds_of(part, items) for part in what.parts))
        case _:
            return frozenset({"path"})


def related_kinds(relation: str, kinds: frozenset[Kind]) -> frozenset[Kind]:
    """What stands in a relation to things of some kinds: contradictions of voices are findings."""
    if relation == "contradictions" and kinds.isdisjoint(STATEMENT):
        return frozenset({"finding"})
    return RELATION[relation].kinds


@dataclass
class Asker:
    """Draws queries that make sense of a map."""

    draw: st.DrawFn
    items: Naive

    def one(self, some: Any) -> Any:
        return self.draw(st.sampled_from(sorted(some, key=lambda x: getattr(x, "word", x))))

    def adjectives(self, kinds: frozenset[Kind], most: int = 1) -> tuple[tuple[str, bool, Span], ...]:
        fitting = [a.word for a in ADJECTIVES if a.kinds & kinds]
        number = self.draw(st.integers(0, most if fitting else 0))
        return tuple((self.one(fitting), self.draw(st.booleans()), HERE) for _ in range(number))

    def operand(self, kinds: frozenset[Kind], deep: int) -> syntax.Operand:
        """Something of some of the kinds."""
        names = [
            id for id, x in self.items.items.items() if isinstance(x, Node) and kind_of(x) in kinds and "/" not in id
        ]
        shape = self.draw(st.integers(0, 5 if deep else 1))
        if shape == 0 and names:
            return syntax.Thing(self.one(names), False, HERE)
        noun = self.one([n for n in NOUNS if n.kinds & kinds])
        if shape <= 2:
            return syntax.Noun(noun.word, self.adjectives(noun.kinds), HERE)
        if shape == 3:
            return syntax.Join("or", (self.operand(kinds, deep - 1), self.operand(kinds, deep - 1)), HERE)
        fitting = [r for r in RELATIONS if r.kinds & kinds]
        if shape == 4 and fitting:
            relation = self.one(fitting)
            depth = self.draw(st.sampled_from([1, 1, 2, 3, None])) if relation.deep else 1
            of = relation.of
            if relation.word == "contradictions":
                # Of statements they are statements, of voices findings.
                of = frozenset({"voice"}) if "finding" in kinds else STATEMENT
            inner = self.operand(of, deep - 1)
            found = related_kinds(relation.word, kinds_of(inner, self.items))
            return syntax.Of(relation.word, self.adjectives(found), inner, depth, HERE)
        what = syntax.Noun(noun.word, (), HERE)
        return syntax.Where(what, self.condition(noun.kinds, deep - 1), HERE)

    def time(self) -> syntax.Time:
        how = self.draw(st.sampled_from(["before", "after", "since", "until", "on", "between"]))
        dates = st.sampled_from(["2016", "2017-03", "2017-03-05", "2018"])
        return syntax.Time(how, self.draw(dates), self.draw(dates) if how == "between" else None, HERE)

    def condition(self, kinds: frozenset[Kind], deep: int) -> syntax.Condition:
        shape = self.draw(st.integers(0, 10 if deep > 0 else 5))
        verbs = [v for v in VERBS if v.subject & kinds]
        relations = [r for r in RELATIONS if r.of & kinds]
        if shape in (0, 7, 8) and verbs:
            verb = self.one(verbs)
            object = self.operand(verb.object, deep - 1 if deep > 0 else 0)
            if shape == 8 and isinstance(object, syntax.Join):
                object = syntax.Join("and", object.parts, HERE)
            return syntax.Related(
                verb.word, object, self.time() if verb.timed and self.draw(st.booleans()) else None, HERE
            )
        if shape in (1, 6) and relations:
            relation = self.one(relations)
            found = related_kinds(relation.word, kinds)
            least = self.draw(st.sampled_from([0, 1, 1, 2]))
            most = self.draw(st.sampled_from([least, None] if least else [0]))
            return syntax.With(relation.word, self.adjectives(found), least, most, HERE)
        if shape == 2 and (fields := [f for f, (kind, _) in FIELDS.items() if kind in kinds]):
            field = self.one(fields)
            values = self.draw(st.lists(st.sampled_from(FIELDS[field][1]), max_size=2, unique=True))
            return syntax.Field(field, tuple(syntax.Comparison("is", value) for value in values), HERE)
        if shape == 3:
            word = st.sampled_from(["opens", "Voice 1", "we will", "wants", "nothing at all"])
            return syntax.Matching(self.draw(word), HERE)
        if shape == 4 and kinds & DATED:
            return self.time()
        if shape == 5 and (words := self.adjectives(kinds)):
            return syntax.Adjective(words[0][0], HERE)
        if shape == 9 and relations:
            relation = self.one(relations)
            found = related_kinds(relation.word, kinds)
            if self.draw(st.booleans()):
                return syntax.Every(relation.word, self.condition(found, deep - 1), None, HERE)
            return syntax.Every(relation.word, None, self.operand(found, 0), HERE)
        return syntax.Tagged(
            tuple(self.draw(st.lists(st.sampled_from(["winter", "s1"]), min_size=1, unique=True))), HERE
        )

    def described(self) -> syntax.Operand:
        """A noun with one to three things said of it."""
        noun = self.one(NOUNS)
        number = self.draw(st.integers(1, 3))
        parts = [self.condition(noun.kinds, 2) for _ in range(number)]
        parts = [syntax.Negated(part, HERE) if self.draw(st.integers(0, 3)) == 0 else part for part in parts]
        how = self.draw(st.sampled_from(["and", "or"]))
        condition = parts[0] if number == 1 else syntax.Both(how, tuple(parts), HERE)
        return syntax.Where(syntax.Noun(noun.word, self.adjectives(noun.kinds), HERE), condition, HERE)


FIELDS: dict[str, tuple[Kind, list[str]]] = {
    "force": ("act", [*get_args(Force)]),
    "status": ("act", ["made", "not-made", "expected"]),
    "directness": ("act", [*get_args(Directness)]),
    "venue": ("act", ["leader", "a speech"]),
    "kind": ("voice", ["person", "party", "outlet"]),
    "naming": ("voice", ["named", "unnamed"]),
    "step": ("argument", ["supports", "undercuts"]),
    "scheme": ("argument", ["sign"]),
    "strength": ("argument", ["weak", "strong"]),
}
"""Some fields, of what they are, and what they may be."""


@st.composite
def asked(draw: st.DrawFn) -> tuple[list[str], syntax.Operand]:
    """A map and what is asked of it."""
    some = draw(entries())
    asker = Asker(draw, Naive(read(some)))
    return some, asker.described() if draw(st.booleans()) else asker.operand(frozenset(get_args(Kind)) - {"path"}, 3)


# -- what they mean --------------------------------------------------------------------------------------------


class Meaning:
    """What a query selects, thing by thing."""

    def __init__(self, naive: Naive) -> None:
        self.naive = naive

    def operand(self, what: syntax.Operand) -> set[str]:
        match what:
            case syntax.Thing():
                return {what.name}
            case syntax.Noun():
                found = self.naive.things(what.noun)
                return {id for id in found if self.described(id, what.adjectives)}
            case syntax.Of():
                ends = [self.related(what.noun, id, what.depth) for id in self.operand(what.of)]
                return {id for id in set().union(*ends) if self.described(id, what.adjectives)}
            case syntax.Where():
                return {id for id in self.operand(what.what) if self.holds(id, what.condition)}
            case syntax.Join():
                return set().union(*map(self.operand, what.parts))
        raise AssertionError(what)

    def described(self, id: str, adjectives: tuple[tuple[str, bool, Span], ...]) -> bool:
        return all(self.naive.is_(id, word) != denied for word, denied, _ in adjectives)

    def related(self, relation: str, id: str, depth: int | None = 1) -> set[str]:
        of = RELATION[relation].of
        if kind_of(self.naive.items[id]) not in of:
            return set()
        found, edge = set(), {id}
        while edge and depth != 0:
            fitting = [one for one in edge if kind_of(self.naive.items[one]) in of]
            edge = set().union(*(self.naive.related(relation, one) for one in fitting)) - found
            found |= edge
            depth = None if depth is None else depth - 1
        return found

    def holds(self, id: str, condition: syntax.Condition) -> bool:
        item = self.naive.items[id]
        match condition:
            case syntax.Both():
                return (all if condition.how == "and" else any)(self.holds(id, part) for part in condition.parts)
            case syntax.Negated():
                return not self.holds(id, condition.condition)
            case syntax.Related():
                object, time = condition.object, condition.time
                parts = object.parts if isinstance(object, syntax.Join) and object.how == "and" else (object,)
                when = None if time is None else When(time.how, time.date, time.until)
                return all(any(self.verb(condition.verb, id, o, when) for o in self.operand(p)) for p in parts)
            case syntax.With():
                found = [o for o in self.related(condition.noun, id) if self.described(o, condition.adjectives)]
                return condition.least <= len(found) and (condition.most is None or len(found) <= condition.most)
            case syntax.Every():
                found = list(self.related(condition.noun, id))
                among = None if condition.kinds is None else self.operand(condition.kinds)
                return found != [] and all(
                    (among is None or o in among)
                    and (condition.condition is None or self.holds(o, condition.condition))
                    for o in found
                )
            case syntax.Field():
                value = self.field(item, condition.field)
                return value is not None and (not condition.tests or value in [test.value for test in condition.tests])
            case syntax.Tagged():
                return isinstance(item, Node) and not set(item.tags).isdisjoint(condition.tags)
            case syntax.Matching():
                return any(condition.words.lower() in text.lower() for text in self.texts(item))
            case syntax.Time():
                from argmap.discourse.time import days

                date = self.naive.date(item) if isinstance(item, Attribution) else getattr(item, "date", None)
                return When(condition.how, condition.date, condition.until).holds(days(date))
            case syntax.Adjective():
                return self.naive.is_(id, condition.name)
            case syntax.Among():
                return id in self.operand(condition.what)
        raise AssertionError(condition)

    def verb(self, verb: str, subject: str, object: str, when: When | None) -> bool:
        about = next(v for v in VERBS if v.word == verb)
        items = self.naive.items
        if kind_of(items[subject]) not in about.subject or kind_of(items[object]) not in about.object:
            return False
        return self.naive.verb(verb, subject, object, when)

    def field(self, item: Any, field: str) -> str | None:
        if kind_of(item) != FIELDS[field][0]:
            return None
        if isinstance(item, Attribution) and field in ("force", "directness"):
            return self.naive.map.verb_of(item).force if field == "force" else self.naive.map.directness_of(item)
        value = getattr(item, field)
        return {0.25: "weak", 0.75: "strong"}.get(value, value)

    def texts(self, item: Any) -> list[str]:
        from argmap.model.wording import deed

        found = [getattr(item, name, None) for name in ("text", "name", "title", "message")]
        if isinstance(item, Attribution):
            found.append(deed(self.naive.map, item))
        if isinstance(item, Argument):
            found.append(f"{' and '.join(g.ref for g in item.grounds)} {item.step} {item.target}")
        if isinstance(item, Node):
            found += [q.text for q in self.naive.map.quotes if q.of == item.id]
        return [text for text in found if text]


# -- the tests -------------------------------------------------------------------------------------------------


@settings(parent=FEW, max_examples=40)
@given(st.data())
def test_each_word_holds_of_the_same_things(data: st.DataObject) -> None:
    map = read(data.draw(entries()))
    m, meaning = ask(map), Meaning(Naive(map))
    items = meaning.naive.items
    kinds = {id: kind_of(item) for id, item in items.items()}
    everything = m.nodes | m.critical_questions | m.findings
    assert set(everything.ids) == set(items)
    for noun in NOUNS:
        assert set(m.things(noun.word).ids) == meaning.naive.things(noun.word), noun.word
    for adjective in ADJECTIVES:
        assert set(everything.that_are(adjective.word).ids) == {
            id for id in items if meaning.naive.is_(id, adjective.word)
        }
    for relation in RELATIONS:
        for id in sorted(items):
            if kinds[id] in relation.of:
                some = Selection[Any](m, frozenset({id}))
                assert set(some.related(relation.word).ids) == meaning.related(relation.word, id), (relation.word, id)
                assert set(some.related(relation.word, None).ids) == meaning.related(
                    relation.word, id, None if relation.deep else 1
                )
    when = data.draw(
        st.sampled_from([None, When("before", "2017-03-05"), When("since", "2017"), When("on", "2017-03")])
    )
    for verb in VERBS:
        objects = sorted(id for id in items if kinds[id] in verb.object)
        subjects = m.things("nodes") | m.findings if "finding" in verb.subject else m.nodes
        for object in [data.draw(st.sampled_from(objects))] if objects else []:
            found = subjects.that(verb.word, Selection[Any](m, frozenset({object})), when if verb.timed else None)
            found = Selection(m, frozenset(id for id in found.ids if kinds[id] in verb.subject))
            expected = {s for s in subjects.ids if meaning.verb(verb.word, s, object, when if verb.timed else None)}
            assert set(found.ids) == expected, (verb.word, object)


@settings(parent=FEW, max_examples=250)
@given(asked())
def test_the_engine_answers_as_plain_loops_do(one: tuple[list[str], syntax.Operand]) -> None:
    some, what = one
    map = read(some)
    found = composed(ask(map), what)
    assert set(found.ids) == Meaning(Naive(map)).operand(what), to_text(what)
    assert len(found.ids) == len(set(found.ids)) == found.count()


def same_things(asked: Asked, ids: Any) -> set[Any]:
    """IDs in a form that does not depend on the order of the lines: that of findings names the sides as they come."""
    found: set[Any] = set()
    for id in ids:
        item = asked.index.item(id)
        is_finding = isinstance(item, Finding)
        found.add((item.kind, frozenset(item.voices), frozenset(item.statements)) if is_finding else id)
    return found


@FEW
@given(asked(), st.randoms(use_true_random=False))
def test_the_order_of_the_entries_makes_no_difference(one: tuple[list[str], syntax.Operand], chance: Any) -> None:
    some, what = one
    before = ask(read(some))
    chance.shuffle(some)
    after = ask(read(some))
    assert same_things(before, composed(before, what).ids) == same_things(after, composed(after, what).ids)


def composed(m: Asked, what: syntax.Operand) -> Selection[Any]:
    """A query put together from the calls that Python has for it."""
    match what:
        case syntax.Thing():
            return m[what.name]
        case syntax.Noun():
            return described(m.things(what.noun), what.adjectives)
        case syntax.Of():
            return described(composed(m, what.of).related(what.noun, what.depth), what.adjectives)
        case syntax.Where():
            return narrowed(m, composed(m, what.what), what.condition)
        case syntax.Join():
            first, *rest = (composed(m, part) for part in what.parts)
            for part in rest:
                first = first | part
            return first
    raise AssertionError(what)


def described(some: Selection[Any], adjectives: tuple[tuple[str, bool, Span], ...]) -> Selection[Any]:
    for word, denied, _ in adjectives:
        some = some - some.that_are(word) if denied else some.that_are(word)
    return some


def narrowed(m: Asked, some: Selection[Any], condition: syntax.Condition) -> Selection[Any]:
    match condition:
        case syntax.Both():
            first, *rest = (narrowed(m, some, part) for part in condition.parts)
            for part in rest:
                first = first & part if condition.how == "and" else first | part
            return first
        case syntax.Negated():
            return some - narrowed(m, some, condition.condition)
        case syntax.Related():
            object, time = condition.object, condition.time
            when = None if time is None else When(time.how, time.date, time.until)
            if isinstance(object, syntax.Join) and object.how == "and":
                for part in object.parts:
                    some = some.that(condition.verb, composed(m, part), when)
                return some
            return some.that(condition.verb, composed(m, object), when)
        case syntax.With():
            among = described(some.related(condition.noun), condition.adjectives) if condition.adjectives else None
            return some.with_(condition.noun, condition.least, condition.most, among)
        case syntax.Every():
            are = some.related(condition.noun)
            if condition.kinds is not None:
                are = are & composed(m, condition.kinds)
            if condition.condition is not None:
                are = narrowed(m, are, condition.condition)
            return some.whose(condition.noun, are)
        case syntax.Field():
            if not condition.tests:
                return some.having(condition.field)
            return some.where(**{condition.field: [test.value for test in condition.tests]})
        case syntax.Tagged():
            return some.tagged(*condition.tags)
        case syntax.Matching():
            return some.matching(condition.words)
        case syntax.Time():
            return some.at(condition.how, condition.date, condition.until)
        case syntax.Adjective():
            return some.that_are(condition.name)
        case syntax.Among():
            return some & composed(m, condition.what)
    raise AssertionError(condition)


@FEW
@given(asked())
def test_text_and_python_give_the_same(one: tuple[list[str], syntax.Operand]) -> None:
    some, what = one
    m = ask(read(some))
    text = to_text(what)
    try:
        found = m.select(text)
    except QueryError as problem:
        # A word that is a noun and a verb.
        assert problem.diagnostic.code == "E802", text  # noqa: PT017
        return
    assert found == composed(m, what), text
    assert m.query(text).ids == found.ids


@FEW
@given(st.data())
def test_conditions_are_sets(data: st.DataObject) -> None:
    map = read(data.draw(entries()))
    m, asker = ask(map), Asker(data.draw, Naive(map))
    noun = NOUN[asker.one(NOUN)]
    a, b = asker.condition(noun.kinds, 2), asker.condition(noun.kinds, 2)

    def that(condition: syntax.Condition) -> set[str]:
        return set(narrowed(m, m.things(noun.word), condition).ids)

    def no(condition: syntax.Condition) -> syntax.Condition:
        return syntax.Negated(condition, HERE)

    all = set(m.things(noun.word).ids)
    assert that(no(a)) == all - that(a)
    assert that(no(no(a))) == that(a)
    assert that(syntax.Both("and", (a, b), HERE)) == that(a) & that(b)
    assert that(syntax.Both("or", (a, b), HERE)) == that(a) | that(b)
    assert that(no(syntax.Both("and", (a, b), HERE))) == that(syntax.Both("or", (no(a), no(b)), HERE))


def ways(naive: Naive, starts: set[str], ends: set[str]) -> list[tuple[str, ...]]:
    """All ways up from some things to others that pass nothing twice, the shortest first."""
    found: list[tuple[str, ...]] = []
    todo = [(id,) for id in starts]
    while todo:
        way = todo.pop()
        if way[-1] in ends and len(way) > 1:
            found.append(way)
        item = naive.items[way[-1]]
        above = naive.related("uses", way[-1]) | ({item.target} if isinstance(item, Argument) else set())
        todo += [(*way, id) for id in above if id not in way]
    return sorted(found, key=lambda way: (len(way), way))


@settings(parent=FEW, max_examples=40)
@given(entries(), st.sets(st.sampled_from(STATEMENTS), min_size=1, max_size=2), st.sets(st.sampled_from(STATEMENTS), min_size=1, max_size=2))  # fmt: skip
def test_paths_are_all_ways_without_a_circle(some: list[str], starts: set[str], ends: set[str]) -> None:
    map = read(some)
    m = ask(map)
    found = m.paths(starts, ends, 20)
    assert [way.nodes for way in found if isinstance(way, Path)] == ways(Naive(map), starts, ends)[:20]


STAGES = [
    *("count", "count by voice, force", "count by what", "share supported", "share attacked by type", "sort by id"),
    *(
        "sort by date descending",
        "show id, text, voice",
        "first 2",
        "top 3 by words",
        "subgraph",
        "subgraph 2",
        "network",
    ),
    *("count by tags", "show voice.kind, meta.x, file", "sort by count", "sort by agreements descending"),
]


@settings(parent=FEW, max_examples=100)
@given(asked(), st.lists(st.sampled_from(STAGES), max_size=3))
def test_whatever_is_done_with_them_there_is_an_answer_or_a_reason(
    one: tuple[list[str], syntax.Operand], stages: list[str]
) -> None:
    some, what = one
    m = ask(read(some))
    try:
        answer = m.query(" | ".join([to_text(what), *stages]))
    except QueryError:
        return
    except ValueError as problem:
        assert "figures" in str(problem)  # noqa: PT017 - asked of a table what only things have
        return
    assert all(len(row.cells) == len(answer.columns) for row in answer.rows)
    assert answer.selection is None or set(answer.selection.ids) == set(answer.ids)
    assert answer.to_csv().count("\r\n") >= len(answer.rows) + 1

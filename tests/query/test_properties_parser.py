"""Every tree is written as a query that is read as that tree; and whatever is asked, there is one answer or one
diagnostic."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.query import syntax
from argmap.query.errors import MAX_LENGTH, QueryError
from argmap.query.parser import Known, parse
from argmap.query.printer import to_text
from argmap.query.syntax import Span
from argmap.query.vocabulary import ADJECTIVES, FIELDS, FILLERS, NOUNS, RELATIONS, VERBS, relation_words, verb_words
from argmap.query.words import all_words

NAMES = ("ferry", "quay", "mayor", "tide/mayor-says", "Ana Ruiz", "the harbour board", "2017")
BARE = ("ferry", "quay", "mayor", "tide/mayor-says")
OWN = {"weighty": "claims with at least 2 grounds", "odd-ones": "nodes without quotes"}
KNOWN = Known(OWN, frozenset(NAMES))
NOWHERE = Span(0, 0)


def without_spans(part: Any) -> Any:
    """A tree in which nothing is anywhere."""
    if isinstance(part, Span):
        return NOWHERE
    if isinstance(part, syntax.Name):
        return syntax.Name(part.name, NOWHERE)
    if isinstance(part, tuple):
        return tuple(map(without_spans, part))
    if dataclasses.is_dataclass(part) and not isinstance(part, type):
        found = {field.name: without_spans(getattr(part, field.name)) for field in dataclasses.fields(part)}
        return type(part)(**found)
    return part


# -- trees -----------------------------------------------------------------------------------------------------


def short(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The same strategy without all the vocabulary in its `repr`, which Hypothesis refuses when it is long."""

    @st.composite
    def some(draw: st.DrawFn) -> Any:
        return draw(strategy)

    return some()


numbers = st.integers(0, 40)
adjectives = st.lists(
    st.tuples(st.sampled_from([*(a.word for a in ADJECTIVES), "weighty"]), st.booleans(), st.just(NOWHERE)), max_size=2
).map(tuple)
things = st.one_of(
    st.builds(syntax.Thing, st.sampled_from(BARE), st.just(False), st.just(NOWHERE)),
    st.builds(syntax.Thing, st.sampled_from(NAMES), st.just(True), st.just(NOWHERE)),
)
# Before another noun `supporting` is a verb.
adjectives = short(adjectives)
PARTICIPLES = {"supporting", "rebutting", "undercutting"}
nouns = st.builds(syntax.Noun, st.sampled_from([*(n.word for n in NOUNS), *OWN]), adjectives, st.just(NOWHERE)).filter(
    lambda noun: noun.noun == "arguments" or not any(word in PARTICIPLES for word, *_ in noun.adjectives)
)
nouns = short(nouns)
dates = st.sampled_from(["2017", "2016-03~", "2017-03-05", "-0044-03-15", "2015?"])
times = st.one_of(
    st.builds(
        syntax.Time,
        st.sampled_from(["before", "after", "since", "until", "on"]),
        dates,
        st.none(),
        st.just(NOWHERE),
    ),
    st.builds(syntax.Time, st.just("between"), dates, dates, st.just(NOWHERE)),
)
words = st.one_of(
    st.sampled_from(["economy", "A-12", "claims", "by", "and", "the", "2017", "weighty", "« x", "path", "non-made"]),
    st.text("abcé .|,()-'ß1", min_size=1).map(str.strip).filter(lambda word: word != ""),
)


def several(part: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(part, min_size=1, max_size=3).map(tuple)


def joined(how: str, parts: list[Any]) -> Any:
    flat = tuple(q for p in parts for q in (p.parts if isinstance(p, syntax.Join) and p.how == how else (p,)))
    return syntax.Join(how, flat, NOWHERE)  # type: ignore[arg-type]


def both(how: str, parts: list[Any]) -> Any:
    flat = tuple(q for p in parts for q in (p.parts if isinstance(p, syntax.Both) and p.how == how else (p,)))
    return syntax.Both(how, flat, NOWHERE)  # type: ignore[arg-type]


@st.composite
def fields(draw: st.DrawFn) -> syntax.Field:
    field = draw(st.sampled_from([f for f in FIELDS if f.word not in ("date", *relation_words())]))
    tests: tuple[syntax.Comparison, ...]
    how = draw(st.sampled_from(["none", "compare", "values"]))
    if how == "compare" and field.number:
        word: Any = draw(st.sampled_from(["at least", "at most", "more than", "less than"]))
        tests = (syntax.Comparison(word, draw(st.sampled_from([0.0, 0.5, 3.0, 2017.0]))),)
    elif how == "none":
        tests = ()
    else:
        value = st.sampled_from(field.values) if field.values else numbers.map(float) if field.number else words
        tests = tuple(syntax.Comparison("is", v) for v in draw(several(value)))
    return syntax.Field(field.word, tests, NOWHERE)


@st.composite
def withs(draw: st.DrawFn) -> syntax.With:
    least, most = draw(st.sampled_from([(1, None), (0, 0), (0, None), (3, None), (2, 2), (0, 4), (11, None)]))
    noun = draw(st.sampled_from([r.word for r in RELATIONS]))
    return syntax.With(noun, draw(adjectives), least, most, NOWHERE)


plain_conditions = st.one_of(
    withs(),
    fields(),
    times,
    st.builds(syntax.Tagged, several(words), st.just(NOWHERE)),
    st.builds(syntax.Matching, words, st.just(NOWHERE)),
    st.builds(syntax.In, several(st.builds(syntax.Thing, words, st.just(True), st.just(NOWHERE))), st.just(NOWHERE)),
    st.builds(
        syntax.Adjective, st.sampled_from([*(a.word for a in ADJECTIVES), "weighty", "odd-ones"]), st.just(NOWHERE)
    ),
)


plain_conditions = short(plain_conditions)


@st.composite
def related(draw: st.DrawFn, operands: st.SearchStrategy[Any]) -> syntax.Related:
    verb = draw(st.sampled_from(VERBS))
    fits = st.one_of(
        things, nouns.filter(lambda noun: any(n.word == noun.noun and n.kinds & verb.object for n in NOUNS))
    )
    several = st.one_of(
        st.lists(things, min_size=2, max_size=3).map(lambda parts: joined("and", parts)),
        st.lists(fits, min_size=2, max_size=3).map(lambda parts: joined("and", parts)),
    )
    mixed = st.tuples(several, things).map(lambda parts: joined("or", list(parts)))
    what = draw(st.one_of(operands, several, mixed))
    time = draw(st.one_of(st.none(), times)) if verb.timed else None
    return syntax.Related(verb.word, what, time, NOWHERE)


def more(parts: st.SearchStrategy[tuple[Any, Any]]) -> st.SearchStrategy[tuple[Any, Any]]:
    """Operands and conditions made of those that are given as pairs."""
    operands, conditions = parts.map(lambda p: p[0]), parts.map(lambda p: p[1])
    relation = short(st.sampled_from([r.word for r in RELATIONS]))
    depth = st.sampled_from([1, None, 2, 12])
    return st.tuples(
        st.one_of(
            operands,
            short(st.builds(syntax.Of, relation, adjectives, operands, depth, st.just(NOWHERE))).filter(
                lambda of: (
                    of.noun in ("arguments", "uses") or not any(word in PARTICIPLES for word, *_ in of.adjectives)
                )
            ),
            st.builds(syntax.Paths, operands, operands, st.just(NOWHERE)),
            st.builds(syntax.Where, operands, conditions, st.just(NOWHERE)),
            st.lists(operands, min_size=2, max_size=3).map(lambda parts: joined("or", parts)),
        ),
        st.one_of(
            conditions,
            related(operands),
            st.builds(
                syntax.Every,
                relation,
                short(conditions).filter(lambda c: not isinstance(c, syntax.Among)),
                st.none(),
                st.just(NOWHERE),
            ),
            st.builds(syntax.Every, relation, st.none(), operands, st.just(NOWHERE)),
            st.builds(syntax.Among, operands, st.just(NOWHERE)),
            st.builds(syntax.Negated, conditions, st.just(NOWHERE)),
            st.tuples(st.sampled_from(["and", "or"]), st.lists(conditions, min_size=2, max_size=3)).map(
                lambda pair: both(*pair)
            ),
        ),
    )


trees = st.recursive(st.tuples(st.one_of(things, nouns), plain_conditions), more, max_leaves=6)
names = st.sampled_from(
    [
        *(f.word for f in FIELDS if f.word != "meta"),
        *(r.word for r in RELATIONS),
        "voice.kind",
        "holders.acts",
        "meta.Topic",
        "voice.meta.Key",
    ]
).map(lambda name: syntax.Name(name, NOWHERE))
names = short(names)
stages = st.one_of(
    st.builds(syntax.Count, st.one_of(st.just(()), several(names))),
    st.builds(syntax.Share, trees.map(lambda pair: pair[1]), st.one_of(st.just(()), several(names))),
    st.builds(syntax.Sort, names, st.booleans()),
    st.builds(syntax.Show, several(names)),
    st.builds(syntax.First, st.integers(1, 99)),
    st.builds(syntax.Top, st.integers(1, 99), names),
    st.builds(syntax.Subgraph, st.integers(0, 9)),
    st.builds(syntax.Network),
)


@st.composite
def queries(draw: st.DrawFn) -> syntax.Query:
    """Named, so that a failure does not print all the vocabulary."""
    said = draw(st.lists(stages, max_size=2))
    if len(said) == 2 and isinstance(said[0], syntax.Count | syntax.Share | syntax.Network):
        # Only figures are left, and their columns.
        last = "agreements" if isinstance(said[0], syntax.Network) else type(said[0]).__name__.lower()
        column = syntax.Name(last, NOWHERE)
        figures = st.sampled_from([syntax.Sort(column, True), syntax.Show((column,)), syntax.Top(2, column)])
        said[1] = draw(st.one_of(figures, st.builds(syntax.First, st.integers(1, 99))))
    return syntax.Query(draw(trees)[0], tuple(said), "")


@settings(max_examples=400, deadline=None)
@given(queries())
def test_a_tree_is_written_as_a_query_that_is_read_as_that_tree(query: syntax.Query) -> None:
    text = to_text(query, OWN)
    read = parse(text, KNOWN)
    assert without_spans(dataclasses.replace(read, text="")) == query, text
    assert to_text(read, OWN) == text


# -- whatever is asked -----------------------------------------------------------------------------------------

VOCABULARY = sorted(
    {
        *all_words(),
        *(form for form, _ in verb_words()),
        *FILLERS,
        *NAMES[:4],
        *OWN,
        *'( ) , | " “ ” and or not but count share by group show sort first top subgraph network 2 2017 2017-13'.split(),
        *'at least most more than depth any paths from no several "Ana_Ruiz" = tagged zzz the 0.5 never'.split(),
    }
)


def holds(text: str) -> None:
    """There is an answer, whose places lie in the query, or one diagnostic with a place in it."""
    problem = None
    try:
        query = parse(text, KNOWN)
    except QueryError as error:
        problem = error
    if problem is None:
        again = to_text(query, OWN)
        assert len(again) > MAX_LENGTH or to_text(parse(again, KNOWN), OWN) == again
        assert 0 <= query.what.span.start < query.what.span.end <= len(text)
        return
    (diagnostic,) = problem.diagnostics
    assert diagnostic.code in ("E801", "E802", "E803", "E804")
    lines = text.split("\n")
    for line, column in (diagnostic.span[1:3], diagnostic.span[3:5]):
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
    assert diagnostic.message
    assert diagnostic.help
    assert "^" in problem.render()


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(VOCABULARY), max_size=12).map(" ".join))
def test_any_words_are_a_query_or_have_one_diagnostic(text: str) -> None:
    holds(text)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40) | st.text("abyor n()|,\"'«»“= 2-", max_size=40))
def test_any_characters_are_a_query_or_have_one_diagnostic(text: str) -> None:
    holds(text)


@settings(max_examples=200, deadline=None)
@given(queries(), st.data())
def test_a_query_with_a_word_left_out_or_changed_has_one_diagnostic_at_most(
    query: syntax.Query, data: st.DataObject
) -> None:
    parts = to_text(query, OWN).split(" ")
    at = data.draw(st.integers(0, len(parts) - 1))
    change = data.draw(st.sampled_from(VOCABULARY))
    holds(" ".join([*parts[:at], *data.draw(st.sampled_from([[], [change], [parts[at], change]])), *parts[at + 1 :]]))


@pytest.mark.parametrize(
    "word", ["(", ")", "not ", "claims ", "and ", "claims supporting ", "whose grounds ", "grounds of ", '"', "|", ",",
             "claims (by ", "non-made ", "unsupported ", "by ferry, ", "tagged a ", "| count ", "paths from ", "or by ferry ", "claim ", "and claim ", "supporting ",
     "or supporting ", "not unnamed ", "and not unnamed ", "with not unnamed ", "weighty ", "claims tagged x or "]
)  # fmt: skip
@pytest.mark.parametrize("begin", ["", "claims ", "claims by ferry "])
def test_no_query_is_too_long_or_too_deep(begin: str, word: str) -> None:
    holds((begin + word * MAX_LENGTH)[:MAX_LENGTH].strip())
    with pytest.raises(QueryError, match="10020 characters"):
        parse("x" * (MAX_LENGTH + 20))

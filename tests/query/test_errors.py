"""Mistakes in queries: what is said about each, and which words it is about."""

from __future__ import annotations

import pytest

from argmap.diagnostics import CODES, ArgmapError
from argmap.query.errors import MAX_DEPTH, QueryError, failure
from argmap.query.parser import Known, parse
from argmap.query.syntax import Span

NAMES = "mayor council harbour pilots ferry bridge tolls policy".split()
KNOWN = Known({"weighty": "nodes with quotes"}, frozenset([*NAMES, "Zoë Hale"]))

# Each mistake with its code, the words that are marked, what is said of them, and what to do.
MISTAKES = [
    (
        "positons by mayor",
        "E801",
        "positons",
        "`positons` is not a word of the query language",
        "did you mean `positions`?",
    ),
    ("positions by maoyr", "E804", "maoyr", "nothing in the map is called `maoyr`", "did you mean `mayor`?"),
    ("unamed voices", "E801", "unamed", "`unamed` is not an adjective", "did you mean `unnamed`?"),
    ("positions by unamed voices", "E801", "unamed", "`unamed` is not an adjective", "did you mean `unnamed`?"),
    (
        "positions by unnamed voics",
        "E801",
        "voics",
        "`voics` is not a word of the query language",
        "did you mean `voice`?",
    ),
    ("reject by", "E802", "reject", "`reject` needs a noun before it", "write `voices reject …`"),
    ("by mayor", "E802", "by", "`by` needs a noun before it", "write `statements by mayor`"),
    (
        "agrees with mayor",
        "E802",
        "agrees with",
        "`agrees with` needs a noun before it",
        "write `voices agreeing with mayor`",
    ),
    (
        "contradicts ferry | show text",
        "E802",
        "contradicts",
        "`contradicts` needs a noun before it",
        "write `statements contradict ferry`",
    ),
    ('rejects "Zoë Hale"', "E802", "rejects", "`rejects` needs a noun before it", 'write `voices reject "Zoë Hale"`'),
    (
        "agrees with maoyr",
        "E802",
        "agrees with",
        "`agrees with` needs a noun before it",
        "write `voices agreeing with …`",
    ),
    (
        "promises ferry",
        "E802",
        "ferry",
        "nothing says what `ferry` has to do with `promises`",
        "write `voices that promise ferry`",
    ),
    (
        "hypothetical or expected acts",
        "E802",
        "hypothetical or expected",
        "`or` does not join adjectives before a noun",
        "write `acts that are hypothetical or expected`",
    ),
    (
        "claims resting on one voice",
        "E802",
        "one voice",
        "`one voice` is not a thing",
        "write `single-voice claims` for those that rest on one voice alone",
    ),
    (
        "claims resting on one outlet",
        "E802",
        "one outlet",
        "`one outlet` is not a thing",
        "write `single-outlet claims` for those that rest on one outlet alone",
    ),
    (
        "positions that mayor holds ferry",
        "E802",
        "mayor",
        "nothing says what `mayor` has to do with `positions`",
        "write `by mayor`, `about mayor`, `of mayor`, …",
    ),
    (
        "acts with voice.kind persn",
        "E803",
        "persn",
        "`kind` is never `persn`",
        "did you mean `person`?",
    ),
    (
        "acts | network | sort by file",
        "E801",
        "file",
        "`file` is not a column of these figures",
        "the columns that are left are `voice`, `other voice`, `agreements`, `conflicts`",
    ),
    ("unquoted claims", "E801", "unquoted", "`unquoted` is not an adjective", "write `claims without quotes`"),
    (
        "warns by mayor",
        "E802",
        "warns",
        "`warns` is not a noun here",
        "write `acts with force warn by …`",
    ),
    ("positions hold by mayor", "E802", "hold by", "`hold` does not go with `by`", "did you mean `held by`?"),
    ('positions by "Hale"', "E804", '"Hale"', "nothing in the map is called `Hale`", "did you mean `Zoë Hale`?"),
    ("grounds of coun", "E804", "coun", "nothing in the map is called `coun`", "did you mean `council`?"),
    (
        "acts | count by force | sort by voice",
        "E801",
        "voice",
        "`voice` is not a column of these figures",
        "the columns that are left are `force`, `count`",
    ),
    ("count acts | show force", "E801", "force", "`force` is not a column of these figures", "only `count` is left"),
    (
        "acts | share dated by year | show share | top 3 by year",
        "E801",
        "year",
        "`year` is not a column of these figures",
        "only `share` is left",
    ),
    (
        "acts | network | count by",
        "E802",
        "",
        "a field is missing behind `by`",
        "name one: `voice`, `date`, `force`, …",
    ),
    (
        "acts | count | network",
        "E802",
        "network",
        "`network` needs things, and only figures are left",
        "write `| network` before what counts",
    ),
    (
        "acts | count by year | share dated",
        "E802",
        "share",
        "`share` needs things, and only figures are left",
        "write `| share` before what counts",
    ),
    ("positions by", "E802", "", "something is missing behind `by`", "write a name, an ID or a noun there"),
    (
        "positions by mayor harbour",
        "E802",
        "harbour",
        "two names stand side by side: `mayor` and `harbour`",
        "write `and`, `or` or `,` between names; put a name of several words in quotation marks",
    ),
    (
        "positions by Zoë Hale",
        "E802",
        "Zoë Hale",
        "`Zoë Hale` is not in quotation marks",
        'put the name in quotation marks: `"Zoë Hale"`',
    ),
    (
        "positions by Tom Reed",
        "E804",
        "Tom Reed",
        "nothing in the map is called `Tom`",
        'put a name of several words in quotation marks: `"Tom Reed"`',
    ),
    (
        'positions by "Zoe Hale"',
        "E804",
        '"Zoe Hale"',
        "nothing in the map is called `Zoe Hale`",
        "did you mean `Zoë Hale`?",
    ),
    (
        "positions by (mayor and harbour)",
        "E802",
        "and",
        "`and` cannot join names in parentheses",
        "leave the parentheses out: `by mayor and harbour`",
    ),
    (
        "select * from claims",
        "E801",
        "select",
        "a query does not begin with `select`",
        "begin with what you ask for: `positions by NAME`; `| show voice, date` chooses columns",
    ),
    (
        "acts where force = promise",
        "E801",
        "where",
        "`where` is not a word of the query language",
        "write `with force promise`",
    ),
    ("acts force = promise", "E802", "force", "`with` is missing before `force`", "write `with force promise`"),
    ("acts with force = promise", "E801", "=", "`=` is not a word of the query language", "write `with force promise`"),
    (
        "acts with force=promise",
        "E801",
        "force=promise",
        "`force=promise` is neither a relation nor a field",
        "write `with force promise`",
    ),
    ("acts with force promis", "E803", "promis", "`force` is never `promis`", "did you mean `promise`?"),
    (
        "acts with force at least 2",
        "E803",
        "at",
        "`force` is not a number, so there is no more or less of it",
        "write `with force VALUE`",
    ),
    ("acts with words more than many", "E803", "many", "`many` is not a number", "write one in figures: `2`, `0.5`"),
    ("all claims", "E801", "all", "a query does not begin with `all`", "leave it out: `claims` are all claims"),
    (
        "claims and premises",
        "E802",
        "and",
        "nothing is `claims` and `premises` at once",
        "write `or` for things of both kinds",
    ),
    (
        "claims by mayor and premises",
        "E802",
        "and",
        "`and` cannot join `premises` to what stands before it",
        "write `or` for more things; `and` stands before what is said of things, or between names behind a verb",
    ),
    (
        "claims premises",
        "E802",
        "premises",
        "nothing joins `claims` and `premises`",
        "write `or` between nouns, or a verb: `claims supported by premises`",
    ),
    ("claims by mayor or", "E802", "or", "something is missing behind `or`", "write what comes next, or take it away"),
    ("claims (by mayor", "E802", "(", "the parenthesis is not closed", "write `)` where the phrase ends"),
    ("claims by mayor)", "E802", ")", "there is no open parenthesis here", "take it away, or write `(` before"),
    (
        'claims by "mayor',
        "E802",
        '"mayor',
        "the quotation mark is not closed",
        'write `"` where the name or the words end',
    ),
    ('claims by ""', "E802", '""', "nothing stands between the quotation marks", "write a name there"),
    ("claims | cuont", "E801", "cuont", "`cuont` is not a stage", "did you mean `count`?"),
    ("claims | count by voce", "E801", "voce", "`voce` is not a field", "did you mean `voice`?"),
    (
        "claims |",
        "E802",
        "",
        "something is missing behind `|`",
        "stages are `count`, `share`, `sort`, `show`, `first`, `top`, `subgraph`, `network`",
    ),
    ("claims | top 5", "E802", "", "`top` needs to know by what", "write `top 5 by FIELD`"),
    ("claims | first 0", "E803", "0", "`0` cannot be how many", "write a whole number from 1 on"),
    ("claims | show", "E802", "", "a field is missing behind `show`", "name one: `voice`, `date`, `force`, …"),
    (
        "claims | show text where x",
        "E802",
        "where",
        "`where` does not belong to what stands before it",
        "say what is meant of the things before the first `|`",
    ),
    (
        "claims | share positions",
        "E802",
        "positions",
        "`positions` is not a condition",
        "write what is said of the things: `share unnamed`, `share by NAME`",
    ),
    ("claims group by voice", "E802", "group by", "only a count is grouped", "write `| count by FIELD`"),
    (
        "acts before yesterday",
        "E803",
        "yesterday",
        "`yesterday` is not a date",
        "write a year, a month or a day: `2017`, `2017-03`, `2017-03-05`",
    ),
    (
        "acts before 2017-13",
        "E803",
        "2017-13",
        "there is no month `2017-13`",
        "write a year, a month or a day: `2017`, `2017-03`, `2017-03-05`",
    ),
    ("acts between 2016", "E802", "", "the second date of `between` is missing", "write `between 2016 and 2017`"),
    ("grounds", "E802", "grounds", "it is not said whose grounds are meant", "write `grounds of NAME`"),
    ("paths from ferry", "E802", "", "it is not said where the paths lead", "write `paths from NAME to NAME`"),
    (
        "paths career to harbour",
        "E802",
        "paths",
        "it is not said from where the paths lead",
        "write `paths from NAME to NAME`",
    ),
    ("claims with qoutes", "E801", "qoutes", "`qoutes` is neither a relation nor a field", "did you mean `quotes`?"),
    (
        "claims without",
        "E802",
        "",
        "something is missing behind `without`",
        "write `without grounds`, `without quotes`",
    ),
    (
        "claims tagged",
        "E802",
        "",
        "something is missing behind `tagged`",
        "write a tag: `tagged economy`; one of several words in quotation marks",
    ),
    ("claims tagged x and y", "E802", "y", "`and` does not join `y` to anything", "write `and tagged y`"),
    (
        "claims matching night ferry",
        "E802",
        "ferry",
        "`ferry` does not belong to `matching night`",
        'put several words in quotation marks: `"night ferry"`',
    ),
    (
        "premises without quotes or grounds",
        "E802",
        "grounds",
        "`or` does not join `grounds` to anything",
        "write `or without grounds`",
    ),
    (
        "unsupported",
        "E802",
        "unsupported",
        "the noun behind `unsupported` is missing",
        "write `unsupported statements`",
    ),
    (
        "claims unsuported",
        "E801",
        "unsuported",
        "`unsuported` is not a word of the query language",
        "did you mean `unsupported`?",
    ),
    (
        "claims heldby mayor",
        "E801",
        "heldby",
        "`heldby` is not a word of the query language",
        "did you mean `held by`?",
    ),
    (
        "claims held mayor",
        "E802",
        "held mayor",
        "it is not said that `mayor` did it: `held` needs `by`",
        "write `held by mayor`",
    ),
    (
        "voices that promised ferry",
        "E802",
        "promised",
        "it is not said by whom: `promised` needs `by`",
        "write `promised by NAME`, or `promise NAME` of voices",
    ),
    (
        "voices that agre with mayor",
        "E801",
        "agre",
        "`agre` is not a word of the query language",
        "did you mean `agree with`?",
    ),
    (
        "claims by mayor, tagged x",
        "E802",
        ",",
        "a comma stands only between names, tags and fields",
        "write `and` or leave it out",
    ),
    (
        "claims or by mayor",
        "E802",
        "or",
        "no condition stands before `or`",
        "write `claims by A or by B`, or leave `or` out",
    ),
    ("claims not not by mayor", "E802", "not", "`not` is said twice", "leave out one of them"),
    ("claims with 2.5 grounds", "E803", "2.5", "`2.5` cannot be how many", "write a whole number from 0 on"),
    (
        "claims to depth 2",
        "E802",
        "to",
        "no relation stands before `to depth`",
        "`to depth N` stands behind `grounds of NAME` and its like",
    ),
    ("", "E802", "", "the query is empty", "write what you ask for: `claims`, `positions by NAME`"),
    ("claims limit 5", "E801", "limit", "`limit` is not a word of the query language", "write `| first 10`"),
]


def problem(query: str, known: Known = KNOWN) -> QueryError:
    with pytest.raises(QueryError) as caught:
        parse(query, known)
    return caught.value


@pytest.mark.parametrize(("query", "code", "marked", "message", "help"), MISTAKES)
def test_mistakes(query: str, code: str, marked: str, message: str, help: str) -> None:
    found = problem(query)
    assert isinstance(found, ArgmapError)
    (diagnostic,) = found.diagnostics
    assert (diagnostic.code, diagnostic.message, diagnostic.help) == (code, message, help)
    assert diagnostic.severity == "error"
    span = diagnostic.span
    assert (span.file, span.line, span.end_line) == ("query", 1, 1)
    assert query[span.column - 1 : span.end_column - 1] == marked
    assert str(found) == message
    assert found.text == query


def test_all_codes_are_tried() -> None:
    assert {code for _, code, *_ in MISTAKES} == {code for code in CODES if code.startswith("E8")}


@pytest.mark.parametrize(("query", "code", "marked", "message", "help"), MISTAKES)
def test_what_is_said_keeps_to_the_manner_of_diagnostics(
    query: str, code: str, marked: str, message: str, help: str
) -> None:
    for text in (message, help):
        assert not text.endswith(".")
        assert "\n" not in text
        assert text[0].islower() or text[0] == "`"
        assert text.count("`") % 2 == 0


@pytest.mark.parametrize(
    ("query", "mended"),
    [
        (query, query.replace(marked, help.split("`")[1], 1))
        for query, _, marked, _, help in MISTAKES
        if "did you" in help
    ],
)
def test_what_was_meant_can_be_read(query: str, mended: str) -> None:
    mended = mended if "Zoë" not in mended else mended.replace("Zoë Hale", '"Zoë Hale"')
    assert parse(mended.replace("agree with with", "agree with"), KNOWN)


def test_a_mistake_as_it_is_shown() -> None:
    assert problem("claims held by maoyr").render() == (
        "error[E804]: nothing in the map is called `maoyr`\n"
        " --> query:1:16\n"
        "  |\n"
        "1 | claims held by maoyr\n"
        "  |                ^^^^^\n"
        "  = help: did you mean `mayor`?\n"
    )


def test_a_query_of_several_lines() -> None:
    (diagnostic,) = problem("claims\n  by mayor\n  tagged x\n  adn by ferry").diagnostics
    assert diagnostic.span == ("query", 4, 3, 4, 6)
    assert "4 |   adn by ferry" in problem("claims\n  by mayor\n  tagged x\n  adn by ferry").render()


def test_what_other_maps_could_answer() -> None:
    for query in ("positions by zoo", 'positions by "Zoo"', "zoo", "zoo claims", "claims by mayor or zoo"):
        assert problem(query).of_the_map, query
    for query in ("positions by", "claims and premises", "acts with force zoo", "claims | count by zoo"):
        assert not problem(query).of_the_map, query


def test_an_id_that_is_a_word_of_the_language() -> None:
    help = problem("grounds", Known({}, frozenset({"claims"}))).diagnostic.help
    assert help == "write `grounds of NAME`"
    help = problem("claims by mayor premises", Known({}, frozenset({"premises", "mayor"}))).diagnostic.help
    assert help
    assert help.endswith('if you mean the ID, put it in quotation marks: `"premises"`')
    known = Known({}, frozenset({"claims", "by", "with"}))
    help = problem("claims about with", known).diagnostic.help
    assert help == 'write a name, an ID or a noun there; if you mean the ID, put it in quotation marks: `"with"`'


def test_how_deep_a_query_may_be() -> None:
    def nested(depth: int) -> str:
        return "claims supported by (" * depth + "ferry" + ")" * depth

    parse(nested(MAX_DEPTH // 2), KNOWN)
    parse("claims" + " supported by claims" * MAX_DEPTH, KNOWN)
    assert problem(nested(MAX_DEPTH)).diagnostic.message == (
        f"more than {MAX_DEPTH} phrases stand within each other here"
    )
    # Side by side they are as many as one likes.
    parse("claims" + " and supported by claims" * 400, KNOWN)
    parse("claims by mayor" + ", mayor" * 1000, KNOWN)


def test_what_is_long_is_refused_before_it_is_read() -> None:
    found = problem("claims by mayor " + "and by mayor " * 800)
    assert found.diagnostic.code == "E802"
    assert "10416 characters" in found.diagnostic.message
    assert len(found.render()) < 600


def test_failures_of_the_engine_have_their_place_too() -> None:
    found = failure("claims by\nmayor", Span(10, 15), "E803", "x", "y")
    assert found.diagnostic.span == ("query", 2, 1, 2, 6)
    assert not found.of_the_map

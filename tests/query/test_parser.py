"""Queries, and what they say: each with the same said in the canonical way."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from argmap.query.parser import Known, parse
from argmap.query.printer import to_text
from argmap.query.syntax import (
    Adjective,
    Both,
    Comparison,
    Count,
    Every,
    Field,
    In,
    Join,
    Matching,
    Name,
    Negated,
    Noun,
    Of,
    Paths,
    Query,
    Related,
    Share,
    Sort,
    Span,
    Subgraph,
    Tagged,
    Thing,
    Time,
    Where,
    With,
)
from argmap.query.vocabulary import ADJECTIVES, FIELDS, NOUNS, RELATIONS, VERBS, relation_words, verb_words

NAMES = "mayor council harbour pilots ferry bridge tolls gulls policy Gazette".split()
KNOWN = Known({"weighty": "nodes with grounds"}, frozenset([*NAMES, "Ana Ruiz"]))
SAME = ""

QUERIES = [
    ("positions by council", SAME),
    ("positions held by mayor and rejected by harbour", SAME),
    ("claims supported by positions by unnamed voices", "claims supported by (positions by unnamed voices)"),
    ("grounds of bridge to depth 2", SAME),
    ("acts by mayor with force promise before 2017-03", "acts by mayor and with force promise and before 2017-03"),
    ("voices that reject ferry", SAME),
    ("paths from tolls to bridge", SAME),
    ("premises without quotes", SAME),
    (
        "arguments with scheme expert-opinion whose questions are open",
        "arguments with scheme expert-opinion and whose questions are open",
    ),
    ("contradictions of council", SAME),
    ("changes of mind", SAME),
    ('claims matching "night ferry" tagged economy', 'claims matching "night ferry" and tagged economy'),
    ("count positions group by voice", "positions | count by voice"),
    ("claims", SAME),
    ("Claims BY mayor", "claims by mayor"),
    ("nodes", SAME),
    ("the claims", "claims"),
    ("a claim", "claims"),
    ("theses", SAME),
    ("thesis", "theses"),
    ("critical questions", SAME),
    ("change of mind", "changes of mind"),
    ("changes of mind of mayor", SAME),
    ("dropped promises by mayor", SAME),
    ("organizations", "organisations"),
    ("unnamed voices", SAME),
    ("not unnamed voices", SAME),
    ("non-made acts", "not made acts"),
    ("not made joint acts", SAME),
    ("person voices", SAME),
    ("persons", SAME),
    ("weighty", SAME),
    ("weighty claims", SAME),
    ("claims that are weighty", SAME),
    ("supporting arguments by mayor", SAME),
    ("ferry", SAME),
    ('"ferry"', SAME),
    ("“Ana Ruiz”", '"Ana Ruiz"'),
    ("« Ana Ruiz »", '"Ana Ruiz"'),
    ('"ana  RUIZ"', SAME),
    ("'Ana Ruiz'", '"Ana Ruiz"'),
    ("positions by ‘mayor’ tagged 'night ferry'", 'positions by "mayor" and tagged "night ferry"'),
    ("„Ana Ruiz“", '"Ana Ruiz"'),
    ("mayor or harbour", SAME),
    ("mayor tagged x", SAME),
    ('positions by "Ana Ruiz"', SAME),
    ("positions by mayor or harbour", SAME),
    ("positions by mayor, harbour or pilots", "positions by mayor or harbour or pilots"),
    ("positions by mayor, harbour, and pilots", "positions by mayor and harbour and pilots"),
    ("positions by mayor and council", SAME),
    ("positions by mayor and harbour or pilots", SAME),
    ("positions by mayor or unnamed voices", "positions by (mayor or unnamed voices)"),
    ("positions by unnamed voices or mayor", "positions by (unnamed voices or mayor)"),
    ("claims by mayor or premises by harbour", "(claims by mayor) or (premises by harbour)"),
    ("claims or premises tagged x", "(claims or premises) tagged x"),
    ("claims or (premises tagged x)", SAME),
    ("(claims) or premises tagged x", "claims or (premises tagged x)"),
    ("mayor or premises tagged x", "mayor or (premises tagged x)"),
    ("quoted claims or premises and tagged x or by mayor", "(quoted claims or premises) tagged x or by mayor"),
    ("claims by mayor or premises or acts by harbour", "(claims by mayor) or ((premises or acts) by harbour)"),
    ("claims or grounds of ferry without quotes", "(claims or (grounds of ferry)) without quotes"),
    ("grounds of ferry or sections with notes", "(grounds of ferry) or (sections with notes)"),
    ("claims supported by premises or acts by mayor", "claims supported by ((premises or acts) by mayor)"),
    (
        "claims attacked by acts and premises or claims by mayor",
        "claims attacked by (acts) and (premises) or (claims by mayor)",
    ),
    (
        "claims or premises that are grounds of ferry to depth 2",
        "(claims or premises) that are grounds of ferry to depth 2",
    ),
    ("(claims or premises) tagged x", SAME),
    ("claims supported by premises or positions", "claims supported by (premises or positions)"),
    ("claims by mayor and tagged x or by harbour", "claims (by mayor and tagged x) or by harbour"),
    ("claims (by mayor or by harbour) and tagged x", SAME),
    ("claims by mayor but not by harbour", "claims by mayor and not by harbour"),
    ("positions but not by mayor", "positions not by mayor"),
    ("positions that are not held by mayor", "positions not held by mayor"),
    ("positions that do not contradict ferry", SAME),
    ("voices that never reject ferry", "voices that do not reject ferry"),
    ("voices that don't reject ferry", "voices that do not reject ferry"),
    (
        "claims supported by positions by unnamed voices tagged economy",
        "claims supported by (positions by (unnamed voices tagged economy))",
    ),
    (
        "claims supported by (positions by unnamed voices) tagged economy",
        "claims supported by (positions by unnamed voices) and tagged economy",
    ),
    (
        "claims supported by positions by mayor and tagged economy",
        "claims supported by (positions by mayor) and tagged economy",
    ),
    (
        "claims supported by positions by mayor or tagged economy",
        "claims supported by (positions by mayor) or tagged economy",
    ),
    ("claims attacked by claims attacked by claims", "claims attacked by (claims attacked by claims)"),
    ("claims resting on unnamed voices", SAME),
    ("premises supporting ferry", "premises that support ferry"),
    ("premises supporting claims", "premises that support claims"),
    ("premises that are grounds for ferry", "premises that support ferry"),
    ("grounds for ferry", "grounds of ferry"),
    ("voices that claim ferry", SAME),
    ("voices that question ferry or claim policy", 'voices that question ferry or claim "policy"'),
    ("questions answered by ferry", SAME),
    ("answers of ferry", SAME),
    ("claims with grounds", SAME),
    ("claims that have grounds", "claims with grounds"),
    ("claims that have no grounds", "claims without grounds"),
    ("claims with no grounds", "claims without grounds"),
    ("claims with 2 grounds", "claims with exactly 2 grounds"),
    ("claims with two grounds", "claims with exactly 2 grounds"),
    ("claims with at least 2 unnamed voices", SAME),
    ("claims with at most 3 grounds", SAME),
    ("claims with more than 2 grounds", "claims with at least 3 grounds"),
    ("claims with fewer than 3 grounds", "claims with at most 2 grounds"),
    ("claims with exactly 1 ground", SAME),
    ("claims with several grounds", "claims with at least 2 grounds"),
    ("claims with not unnamed voices", SAME),
    ("acts with date", SAME),
    ("acts without date", SAME),
    ("acts without force promise", SAME),
    ("acts with force promise or demand", SAME),
    ("acts with force promise, demand or ask", "acts with force promise or demand or ask"),
    ("acts with force claim or with commitment held", SAME),
    ("arguments with strength at least 0.5", SAME),
    ("arguments with strength strong", SAME),
    ("arguments with strength at least Moderate", "arguments with strength at least 0.5"),
    ("acts with year 2017", SAME),
    ("acts with more than 20 words", "acts with words more than 20"),
    ("acts with no date", "acts without date"),
    ("acts with no force promise", "acts without force promise"),
    ("acts with no words", "acts with words 0"),
    ("voices with kind party", SAME),
    ("voices whose kind is party", "voices with kind party"),
    ("voices with group harbour", SAME),
    ("voices with groups", SAME),
    ('acts with venue Gazette or "Radio Quay"', SAME),
    ("nodes with meta.Topic labour", SAME),
    ("claims whose grounds are positions", SAME),
    (
        "claims whose grounds are positions by unnamed voices and tagged x",
        "claims whose grounds are (positions by unnamed voices) and tagged x",
    ),
    ("claims whose grounds are unsupported", SAME),
    ("claims whose grounds are unsupported and contested", "claims whose grounds are (unsupported and contested)"),
    ("claims whose grounds are unsupported and by mayor", SAME),
    ("claims whose voices are mayor or harbour", SAME),
    ("positions whose voices are parties", "positions whose voices are party"),
    ("claims that are unsupported and contested or quoted", "claims (unsupported and contested) or are quoted"),
    ("claims unsupported and tagged x", "claims that are unsupported and tagged x"),
    ("voices that are parties", "voices that are party"),
    ("voices of ferry", SAME),
    ("persons of harbour", SAME),
    ("members of harbour", SAME),
    ("voices including mayor", SAME),
    ("voices agreeing with mayor", SAME),
    ("findings between mayor and harbour", SAME),
    ("conflicts between mayor and harbour", SAME),
    ('claims tagged economy or "A 12"', SAME),
    ('claims in "The thesis"', SAME),
    ("acts in Gazette", SAME),
    ("acts in 2017", "acts on 2017"),
    ("acts on 2017-03-05", SAME),
    ("acts on ferry", "acts about ferry"),
    ("acts about ferry", SAME),
    ("acts since 2016 until 2017-03~", "acts since 2016 and until 2017-03~"),
    ("acts between 2016 and 2017", SAME),
    ("positions rejected by harbour before 2017", SAME),
    ("positions rejected by (unnamed voices) before 2017", SAME),
    ("positions rejected by unnamed voices before 2017", "positions rejected by (unnamed voices before 2017)"),
    ("acts to mayor", SAME),
    ('acts via "Gazette" by mayor', 'acts via "Gazette" and by mayor'),
    ("acts according to mayor", SAME),
    ("acts demanded of harbour", "acts asked of harbour"),
    ("grounds of bridge to any depth", SAME),
    ("grounds of claims to depth 2 with quotes", "(grounds of claims to depth 2) with quotes"),
    ("grounds of attackers of ferry", "grounds of (attackers of ferry)"),
    ("unnamed voices of ferry", SAME),
    (
        "paths from claims tagged x to bridge with length at most 3",
        "(paths from (claims tagged x) to bridge) with length at most 3",
    ),
    ("positions | count", SAME),
    ("positions | count by voice, voice.kind", SAME),
    ("positions | share unnamed", SAME),
    ("positions | share unnamed by section", SAME),
    ("positions | share by mayor by voice", "positions | share (by mayor) by voice"),
    ("positions | share supported by section", SAME),
    ("positions | share (by mayor or by harbour) by section", SAME),
    ("acts | sort by date descending", SAME),
    ("acts | sort date asc", "acts | sort by date"),
    ("acts | show voice, verb and date", "acts | show voice, verb, date"),
    ("acts | first 5", SAME),
    ("voices | top 5 by quotes", SAME),
    ("claims | subgraph", SAME),
    ("claims | subgraph 2", SAME),
    ("positions | network", SAME),
    ("count claims | first 3", "claims | count | first 3"),
    ("positions that mayor holds", "positions held by mayor"),
    ("positions council rejects", "positions rejected by council"),
    ("positions that mayor or council do not hold", "positions not held by mayor or council"),
    ("positions that mayor and council hold since 2016", "positions held by mayor and council since 2016"),
    ('claims that "Ana Ruiz" leaves open and with quotes', 'claims left open by "Ana Ruiz" and with quotes'),
    ("statements that not unnamed voices ask for tagged x", "statements asked by not unnamed voices and tagged x"),
    ("people", "persons"),
    ("anonymous people", "unnamed persons"),
    ("attributions by mayor", "acts by mayor"),
    ("how many steps by mayor", "arguments by mayor | count"),
    ("reasons for ferry", "grounds of ferry"),
    ("reasons of ferry to depth 2", "grounds of ferry to depth 2"),
    ("reasons against ferry", "attackers of ferry"),
    ("objections to ferry", "attackers of ferry"),
    ("claims without objections", "claims without attackers"),
    ("answers to ferry", "answers of ferry"),
    ("arguments for ferry", SAME),
    ("arguments against ferry by mayor", "arguments against ferry and by mayor"),
    ("voices for ferry or against bridge", SAME),
    ("voices against ferry before 2017", SAME),
    ("claims mentioning tolls", 'claims matching "tolls"'),
    ('claims tagged reasons or "people"', 'claims tagged "reasons" or "people"'),
    ("positions that mayor asks for and council rejects", "positions asked by mayor and rejected by council"),
    ("positions by mayor that council rejects in 2017", "positions by mayor and rejected by council on 2017"),
    ("claims supported by positions that mayor holds", "claims supported by (positions held by mayor)"),
    ("claims (that mayor supports or that council rejects)", "claims supported by mayor or rejected by council"),
    ("questions that claims answer", "questions answered by claims"),
    ("voices that question claims", SAME),
    ("arguments that premises undercut", "arguments undercut by premises"),
    ("claims whose grounds mayor holds", "claims whose grounds are held by mayor"),
    ("acts not by mayor before 2025", "acts not by mayor and before 2025"),
    ("acts not (by mayor before 2025)", "acts (not by mayor before 2025)"),
    ("acts of ferry by mayor since 2016", "acts of ferry by mayor and since 2016"),
    ("claims supported by acts by mayor since 2016", "claims supported by (acts by mayor and since 2016)"),
    ("positions whose acts are by mayor since 2016", "positions whose acts are (by mayor and since 2016)"),
    ("positions by mayor before 2025", SAME),
    ("acts that mayor reports in 2016", "acts reported by mayor and on 2016"),
    ("count acts by voice", "acts | count by voice"),
    ("count acts by mayor by voice.kind, year | first 2", "acts by mayor | count by voice.kind, year | first 2"),
    ("count acts by voice with quotes", "acts by (voices with quotes) | count"),
    ("acts with no voice.kind", "acts without voice.kind"),
    ("acts with voice.kind party or group", SAME),
    ("claims with grounds.text and with holders.id mayor", SAME),
    ("acts whose voice.naming is unnamed", "acts with voice.naming unnamed"),
    ("acts with voice.meta.kind dragon", SAME),
    ("arguments with target.grounds at least 2", SAME),
    ("positions | top 3 by holders.acts", SAME),
    ("acts | count by voice | sort by count descending | show count", SAME),
    ("count acts group by force | top 3 by count", "acts | count by force | top 3 by count"),
    (
        "acts | share dated by changes of mind | sort share | show changes of mind, so",
        "acts | share dated by changes of mind | sort by share | show changes of mind, so",
    ),
    ("acts | network | sort by other voice | count by conflicts | first 2", SAME),
    ("acts that are grounds of ferry", SAME),
    ("claims that are grounds of ferry to depth 2 and by mayor", SAME),
    ("statements that are claims or premises", "statements that are (claims or premises)"),
    ("statements that are not claims", "statements that are not claims"),
    ("claims by mayor and are theses", "claims by mayor and are thesis"),
    ("positions that are ferry or bridge", SAME),
    ("claims by mayor or are grounds of ferry", SAME),
    ("voices that are unnamed persons", SAME),
    ("voices that are not unnamed persons", SAME),
    ("voices that are (not unnamed persons)", SAME),
    ("claims by mayor and are not grounds of ferry", SAME),
    ("positions | show id, holders.id, opponents.name", SAME),
    ("acts | show voice.meta.Seat, meta.Topic", SAME),
    ("acts | count by changes of mind, meta.Topic", SAME),
]


@pytest.mark.parametrize(("query", "canonical"), QUERIES)
def test_queries(query: str, canonical: str) -> None:
    read = parse(query, KNOWN)
    assert to_text(read, KNOWN.words) == (canonical or query)
    assert read.text == query
    # The canonical way says the same.
    assert to_text(parse(to_text(read, KNOWN.words), KNOWN), KNOWN.words) == to_text(read, KNOWN.words)


def at(query: str, words: str) -> Span:
    start = query.index(words)
    return Span(start, start + len(words))


def test_a_tree_with_its_places() -> None:
    query = 'Claims supported by not made acts by "Ana Ruiz" since 2016, and tagged ferry or quay | sort by date desc'
    query = query.replace("2016,", "2016")
    acts = Noun("acts", (("made", True, at(query, "not made")),), at(query, "not made acts"))
    by = Related(
        "by",
        Thing("Ana Ruiz", True, at(query, '"Ana Ruiz"')),
        None,
        at(query, 'by "Ana Ruiz"'),
    )
    since = Time("since", "2016", None, at(query, "since 2016"))
    by_then = Both("and", (by, since), at(query, 'by "Ana Ruiz" since 2016'))
    grounds = Where(acts, by_then, at(query, 'not made acts by "Ana Ruiz" since 2016'))
    said = Both(
        "and",
        (
            Related("supported-by", grounds, None, at(query, 'supported by not made acts by "Ana Ruiz" since 2016')),
            Tagged(("ferry", "quay"), at(query, "tagged ferry or quay")),
        ),
        at(query, 'supported by not made acts by "Ana Ruiz" since 2016 and tagged ferry or quay'),
    )
    what = Where(Noun("claims", (), Span(0, 6)), said, Span(0, query.index(" |")))
    assert parse(query, KNOWN) == Query(what, (Sort(Name("date", at(query, "date")), True),), query)


def test_another_tree_with_its_places() -> None:
    query = (
        "unnamed voices of ferry to depth 3 whose groups are open and with at most 2 quotes | subgraph | share with force "
        "promise by voice.kind"
    )
    of = Of(
        "voices",
        (("unnamed", False, Span(0, 7)),),
        Thing("ferry", False, at(query, "ferry")),
        3,
        Span(0, query.index(" whose")),
    )
    said = Both(
        "and",
        (
            Every("groups", Adjective("open", at(query, "open")), None, at(query, "whose groups are open")),
            With("quotes", (), 0, 2, at(query, "with at most 2 quotes")),
        ),
        at(query, "whose groups are open and with at most 2 quotes"),
    )
    share = Share(
        Field("force", (Comparison("is", "promise"),), at(query, "with force promise")),
        (Name("voice.kind", at(query, "voice.kind")),),
    )
    assert parse(query, KNOWN) == Query(Where(of, said, Span(0, query.index(" |"))), (Subgraph(1), share), query)


def test_a_clause_with_its_places() -> None:
    query = "positions that mayor does not hold before 2017"
    held = Related(
        "hold-by",
        Thing("mayor", False, at(query, "mayor")),
        Time("before", "2017", None, at(query, "before 2017")),
        at(query, "mayor does not hold before 2017"),
    )
    said = Negated(held, held.span)
    assert parse(query, KNOWN).what == Where(Noun("positions", (), Span(0, 9)), said, Span(0, len(query)))


def test_what_is_left_of_the_tree() -> None:
    query = "paths from ferry to (bridge or policy) not in Gazette matching tolls"
    ferry, bridge = (Thing(name, False, at(query, name)) for name in ("ferry", "bridge"))
    policy = Thing("policy", False, at(query, "policy"))
    paths = Paths(ferry, Join("or", (bridge, policy), at(query, "bridge or policy")), at(query, query[:37]))
    gazette = Thing("Gazette", False, at(query, "Gazette"))
    said = Both(
        "and",
        (
            Negated(In((gazette,), at(query, "in Gazette")), at(query, "not in Gazette")),
            Matching("tolls", at(query, "matching tolls")),
        ),
        at(query, "not in Gazette matching tolls"),
    )
    found = parse(query, KNOWN).what
    assert isinstance(found, Where)
    assert found.condition == said
    assert isinstance(found.what, Paths)
    assert (found.what.start, found.what.end) == (paths.start, paths.end)


# -- every word of the vocabulary ------------------------------------------------------------------------------


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.word)
def test_every_noun_in_both_numbers(noun: object) -> None:
    for word in (noun.word, noun.singular or noun.word.removesuffix("s"), noun.word.upper()):  # type: ignore[attr-defined]
        assert parse(word, KNOWN).what == Noun(noun.word, (), Span(0, len(word)))  # type: ignore[attr-defined]
        assert parse(f"{word} by mayor", KNOWN).what.span == Span(0, len(word) + 9)


@pytest.mark.parametrize("adjective", [adjective.word for adjective in ADJECTIVES])
def test_every_adjective_in_all_places(adjective: str) -> None:
    before = parse(f"{adjective} nodes", KNOWN).what
    assert isinstance(before, Noun)
    assert [word for word, _, _ in before.adjectives] == [adjective]
    for query in ("nodes that are {}", "nodes by mayor that are {}", "nodes tagged ferry and are {}"):
        behind = parse(query.format(adjective), KNOWN).what
        assert isinstance(behind, Where)
        condition = behind.condition.parts[-1] if isinstance(behind.condition, Both) else behind.condition
        assert isinstance(condition, Adjective)
        assert condition.name == adjective
    denied = parse(f"nodes that are not {adjective}", KNOWN).what
    assert isinstance(denied, Where)
    assert isinstance(denied.condition, Negated)
    every = parse(f"claims whose grounds are {adjective} and by mayor", KNOWN).what
    assert isinstance(every, Where)
    assert isinstance(every.condition, Both)
    some = parse(f"claims with {adjective} grounds", KNOWN).what
    assert isinstance(some, Where)
    assert isinstance(some.condition, With)
    assert some.condition.adjectives[0][0] == adjective


@pytest.mark.parametrize(("form", "verb"), list(verb_words()))
def test_every_verb_in_every_form(form: str, verb: str) -> None:
    for query in (f"nodes {form} ferry", f"nodes that are {form.upper()} ferry"):
        what = parse(query, KNOWN).what
        assert isinstance(what, Where)
        assert isinstance(what.condition, Related)
        assert what.condition.verb == verb
        assert what.condition.object == Thing("ferry", False, at(query, "ferry"))
    joined = parse(f"nodes tagged gulls and not {form} unnamed voices", KNOWN).what
    assert isinstance(joined, Where)
    assert isinstance(joined.condition, Both)
    assert isinstance(joined.condition.parts[1], Negated)


def test_a_form_belongs_to_one_verb() -> None:
    forms = [form for form, _ in verb_words()]
    assert sorted(set(forms)) == sorted(forms)


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb.timed], ids=lambda verb: verb.word)
def test_a_time_belongs_to_the_verb_before_its_name(verb: object) -> None:
    what = parse(f"nodes {verb.forms[0]} ferry before 2017", KNOWN).what  # type: ignore[attr-defined]
    assert isinstance(what, Where)
    assert isinstance(what.condition, Related)
    assert what.condition.time is not None


@pytest.mark.parametrize("word", list(relation_words()))
def test_every_relation_in_all_places(word: str) -> None:
    name = relation_words()[word]
    of = parse(f"{word} of ferry", KNOWN).what
    assert isinstance(of, Of)
    assert of.noun == name
    for query in (f"nodes with 2 {word}", f"nodes without {word}", f"nodes with unnamed {word}", f"nodes with {word}"):
        with_ = parse(query, KNOWN).what
        assert isinstance(with_, Where)
        assert isinstance(with_.condition, With), query
        assert with_.condition.noun == name
    whose = parse(f"nodes whose {word} are unnamed", KNOWN).what
    assert isinstance(whose, Where)
    assert isinstance(whose.condition, Every)
    count = parse(f"nodes | count by {name}", KNOWN).stages[0]
    assert isinstance(count, Count)
    assert count.by[0].name == name


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.word)
def test_every_field_with_all_its_values(field: object) -> None:
    word, values = field.word, field.values  # type: ignore[attr-defined]
    word = "meta.Topic" if word == "meta" else word
    (stage,) = parse(f"nodes | sort by {word}", KNOWN).stages
    assert isinstance(stage, Sort)
    assert stage.by.name == word
    free = "2017" if field.number or word == "date" else "Gazette"  # type: ignore[attr-defined]
    for value in values or (free,):
        what = parse(f"nodes with {word} {value}", KNOWN).what
        assert isinstance(what, Where)
        assert isinstance(what.condition, Field)
        test = what.condition.tests[0]
        assert what.condition.field == word
        assert test.how == "is"
        assert str(test.value).removesuffix(".0") == value
    if values:
        what = parse(f"nodes with {word} {' or '.join(values)} and tagged gulls", KNOWN).what
        assert isinstance(what, Where)
        assert isinstance(what.condition, Both)
        (found, tagged) = what.condition.parts
        assert isinstance(found, Field)
        assert [test.value for test in found.tests] == list(values)
        assert isinstance(tagged, Tagged)


def test_relations_are_known_to_the_tables() -> None:
    assert set(relation_words().values()) == {relation.word for relation in RELATIONS}


# -- what is known ---------------------------------------------------------------------------------------------


def test_without_a_map_any_name_will_do() -> None:
    what = parse("claims by whoever and tagged quay or whatever").what
    assert to_text(what) == "claims by whoever and tagged quay or whatever"


def test_a_word_of_the_language_wins_over_an_equal_id() -> None:
    known = Known({}, frozenset({"claims", "open", "grounds", "reject", "date", "a", "support"}))
    assert isinstance(parse("claims", known).what, Noun)
    assert isinstance(parse('"claims"', known).what, Thing)
    # Where the word would mean nothing, it is the ID.
    for name in ("open", "grounds", "reject", "date", "a", "support"):
        assert parse(name, known).what == Thing(name, False, Span(0, len(name)))
        what = parse(f"claims supporting {name}", known).what
        assert isinstance(what, Where)
        assert isinstance(what.condition, Related)
    assert isinstance(parse("open nodes", known).what, Noun)
    assert isinstance(parse("a claim", known).what, Noun)


def test_words_of_a_project_are_nouns_and_adjectives() -> None:
    noun = parse("weighty by mayor", KNOWN).what
    assert isinstance(noun, Where)
    assert noun.what == Noun("weighty", (), Span(0, 7))
    assert to_text(parse("not weighty claims or weighty premises", KNOWN), KNOWN.words) == (
        "not weighty claims or weighty premises"
    )


def test_threads_share_one_parser() -> None:
    queries = [query for query, _ in QUERIES] * 3
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda query: parse(query, KNOWN), queries))
    assert found == [parse(query, KNOWN) for query in queries]

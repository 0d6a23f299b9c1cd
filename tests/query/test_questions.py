"""Questions that begin with `who` or `what`, and what is said where another way of asking is the one that answers."""

from __future__ import annotations

import re
from functools import cache

import pytest

import argmap
from argmap.cli.query import EPILOG
from argmap.query import Asked, ask
from argmap.query.errors import QueryError
from argmap.query.openings import opened
from argmap.query.parser import parse
from argmap.query.words import Known, Word

HARBOUR = """\
voice moss: Ada Moss
voice reed: Tom Reed
voice courier: The Courier
  outlet
claim late: The ferry is late.
  because leaks
premise leaks: The hull leaks.
  "It drips" at ¶ 2
premise cheap: Paint is cheap.
  "Paint costs nothing" at ¶ 3
position ferry: The ferry will run.
  moss promises, on 2024-03
  moss retracts, on 2025-03
  reed does not promise
position stop: The ferry must stop.
  reed claims, on 2024
  because cheap
  contradicts ferry
position drain: The dock must be drained.
position draining: The dock is to be drained.
  moss demands
  reed demands
  same-as drain
"""


@cache
def harbour() -> Asked:
    return ask(argmap.loads(HARBOUR))


SAME = [
    ("who rejects ferry", "voices that reject ferry"),
    ("who is unnamed", "voices that are unnamed"),
    ("who are moss or reed", "voices that are moss or reed"),
    ("who has promises", "voices that have promises"),
    ("who has not promised ferry", "voices that do not promise ferry"),
    ("who promised ferry in 2024?", "voices that promise ferry in 2024"),
    ("who did not demand drain", "voices that do not demand drain"),
    ("who warned of ferry", "voices that warn ferry"),
    ("count who demanded draining", "count voices that demand draining"),
    ("how many who demanded draining", "count voices that demand draining"),
    ("who changed his mind", "changes of mind"),
    ("Who has changed her mind?", "changes of mind"),
    ("who changed their minds | count", "changes of mind | count"),
    ("voices who changed their mind", "changes of mind"),
    ("voices that changed their mind of moss", "changes of mind of moss"),
    ("who contradicts himself", "contradictions"),
    ("who contradicts herself", "contradictions"),
    ("voices that contradict themselves", "contradictions"),
    ("voices contradicting themselves", "contradictions"),
    ("who dropped a promise", "dropped promises"),
    ("who broke a promise ?", "dropped promises"),
    ("who has broken her promises", "dropped promises"),
    ("what does late rest on", "grounds of late to any depth"),
    ("what do late and stop rest on? | count", "grounds of late and stop to any depth | count"),
    ("what rests on moss", "statements resting on moss"),
    ("what contradicts ferry", "statements contradicting ferry"),
    ("what supports late", "statements supporting late"),
    ("what is promised by moss", "statements promised by moss"),
    ("what did moss promise", "statements promised by moss"),
    ('what did "Ada Moss" promise in 2024', 'statements promised by "Ada Moss" in 2024'),
    ("what does the moss ask for", "statements asked for by moss"),
    ("promises of the moss", "promises of moss"),
    ("how many promises are by moss?", "count promises by moss"),
]


@pytest.mark.parametrize(("question", "phrase"), SAME)
def test_a_question_is_read_as_a_phrase(question: str, phrase: str) -> None:
    found, other = harbour().query(question), harbour().query(phrase)
    assert (found.columns, [row.cells for row in found.rows]) == (other.columns, [row.cells for row in other.rows])


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("who promised ferry", "moss"),
        ("who broke a promise", "dropped-promise:moss:ferry"),
        ("what did moss promise", "ferry"),
        ("what contradicts ferry", "stop"),
        ("what does late rest on", "leaks"),
        ("promises by moss", "ferry/moss-promises"),
    ],
)
def test_questions_find_what_is_asked(question: str, ids: str) -> None:
    assert set(harbour().query(question).ids) == set(ids.split())


@pytest.mark.parametrize("text", ["claims", "who", "what", "what happened", "who | show id", "positions by who"])
def test_other_words_are_left_alone(text: str) -> None:
    words = [Word(word, word, n, n + 1) for n, word in enumerate(text.split())]
    assert opened(words) == words
    quoted = [Word(text, "", 0, len(text) + 2)]
    assert opened(quoted) == quoted


def test_a_date_keeps_its_question_mark() -> None:
    words = [Word(word, word, n, n + 1) for n, word in enumerate(["acts", "on", "2015?"])]
    assert opened(words) == words


def test_a_mark_stands_where_the_words_stood() -> None:
    with pytest.raises(QueryError) as caught:
        harbour().query("what did mosss promise")
    assert caught.value.render().split("\n")[1:5] == [
        " --> query:1:10",
        "  |",
        "1 | what did mosss promise",
        "  |          ^^^^^",
    ]
    assert caught.value.diagnostic.message == "nothing in the map is called `mosss`"


@pytest.mark.parametrize(
    ("text", "message", "help"),
    [
        (
            "voices agreeing with moss in 2025",
            "voices have no date; acts and sources have",
            "ask for `voices that hold NAME in 2025`, or for `argmap network MAP --at 2025`",
        ),
        (
            "changes of mind in 2024",
            "findings have no date; acts and sources have",
            "ask for `voices that hold NAME in 2024`, or for `argmap network MAP --at 2024`",
        ),
        (
            "voices that contradict moss",
            "`contradict` says nothing of voices; it is said of statements",
            "write `contradictions of moss`, or `voices conflicting with moss`",
        ),
        (
            'statements contradicting "Ada Moss"',
            "`contradict` is said of statements, not of voices",
            'write `contradictions of "Ada Moss"`, or `voices conflicting with "Ada Moss"`',
        ),
        (
            "statements contradicting voices",
            "`contradict` is said of statements, not of voices",
            "write `contradictions of NAME`, or `voices conflicting with NAME`",
        ),
        (
            "claims without evidence",
            "claims have no evidence; findings have",
            "write `with grounds` or `without grounds`",
        ),
        (
            "critical questions of late",
            "claims have no critical questions; these belong to arguments",
            "leave it out, or ask for arguments",
        ),
    ],
)
def test_another_way_is_named(text: str, message: str, help: str) -> None:
    with pytest.raises(QueryError) as caught:
        harbour().query(text)
    assert (caught.value.diagnostic.message, caught.value.diagnostic.help) == (message, help)


def test_what_stands_on_a_statement_that_says_the_same_is_noted() -> None:
    assert harbour().query("acts about drain").notes == ("2 things about `draining`, which says the same",)
    assert harbour().query("acts about draining").notes == ()
    assert harbour().query("acts about late").notes == ()


def test_quotes_of_the_author_are_of_what_the_author_asserts() -> None:
    assert harbour().query("quotes of author").ids == ("leaks/q1",)
    assert harbour().query("quotes of cheap").ids == ("cheap/q1",)


def test_the_questions_of_the_help_can_be_read() -> None:
    listed = EPILOG.partition("questions:\n")[2].partition("\n\n")[0]
    questions = [question for line in listed.splitlines() for question in re.split(r"  +", line.strip())]
    assert len(questions) == 10
    for question in questions:
        parse(question, Known(names=frozenset({"mayor", "ID"})))


def test_who_asks_for_voices_of_a_map_with_other_names_too() -> None:
    with pytest.raises(QueryError, match="nothing in the map is called `nobody`"):
        harbour().query("who rejects nobody")

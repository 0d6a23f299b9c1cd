"""Forty questions and more on the map of a news analysis, with the answers that its article gives."""

from __future__ import annotations

import tomllib
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import argmap
from argmap.discourse.finding import Finding
from argmap.model.nodes import Argument
from argmap.query import Answer, Asked, Selection, ask
from argmap.query.answer import written
from argmap.query.items import Path as Way
from argmap.query.run import select

ROOT = Path(__file__).parents[2]
QUESTIONS: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "alliance.toml").read_text(encoding="utf-8"))[
    "question"
]


@pytest.fixture(scope="module")
def alliance() -> Asked:
    return ask(argmap.load(ROOT / "examples" / "alliance.argmap"))


def found(asked: Asked, kind: str, answer: Answer) -> Any:
    """An answer in the form in which `alliance.toml` writes it."""
    if kind == "figures":
        return {written(row.cells[0]): row.cells[-1][0] for row in answer.rows}
    selection = answer.selection
    assert selection is not None
    if kind == "paths":
        statements = {item.id for item in asked.nodes if not isinstance(item, Argument)}
        return sorted([id for id in way.nodes if id in statements] for way in selection if isinstance(way, Way))
    if kind == "pairs":
        things = list(selection)
        if things and isinstance(things[0], Finding):
            return sorted(
                [*f.voices, *(f.statements if f.kind == "agreement" else (e.node for e in f.evidence[:2]))]
                for f in things
            )
        return sorted(
            list(map(str, cells)) for row in answer.rows for cells in product(*(c or ("",) for c in row.cells))
        )
    return sorted(selection.node_ids)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["id"])
def test_the_article_s_answer(alliance: Asked, question: dict[str, Any]) -> None:
    answer = found(alliance, question["kind"], alliance.query(question["query"]))
    expected = question["answer"]
    assert answer == (expected if isinstance(expected, dict) else sorted(expected)), question["because"]


def test_there_are_forty_questions_of_four_askers() -> None:
    askers = [question["asker"] for question in QUESTIONS]
    assert len(QUESTIONS) >= 40
    assert all(askers.count(asker) >= 10 for asker in ("journalist", "teacher", "researcher", "lawyer"))


def test_a_question_without_an_answer_could_have_one(alliance: Asked) -> None:
    # Each empty answer is that of a phrase which finds something of others.
    assert alliance.query("supporting arguments by ps-member about nodes by melenchon").rows
    contrary = argmap.loads("position p: P.\n  a says\n  a denies\nvoice a: A\n")
    assert len(ask(contrary).query("contradictions").rows) == 1


PYTHON = {
    "hamon-holds": lambda m: m.statements.held_by("hamon"),
    "mere-assertion": lambda m: m.claims.without("grounds"),
    "others-on-hamon": lambda m: m.acts.by("hamon").that_are("made").that_are("nested"),
    "thesis-rests-on": lambda m: m["reactionary-bloc"].grounds(),
    "author-against": lambda m: m.positions.that("rebutted-by", m.arguments.by("author")),
    "told-to-liberation": lambda m: m.acts.within("Libération").related("voices"),
    "one-voice-only": lambda m: (m.claims | m.premises).whose("grounds", m.acts).with_("backers", 1, 1),
    "against-from-within": lambda m: m.acts.where(force="oppose").by(m["ps"].related("members")),
    "objections-unmet": lambda m: (
        m.arguments.where(step="rebuts")
        .without("attackers")
        .with_("grounds", 0, 0, m.nodes.with_("attackers"))
    ),
    "not-the-real-motive": lambda m: m.arguments.by("melenchon").that("undercut-by", m.claims.by("author")),
}  # fmt: skip


@pytest.mark.parametrize("id", PYTHON)
def test_python_gives_the_same(alliance: Asked, id: str) -> None:
    question = next(question for question in QUESTIONS if question["id"] == id)
    selection: Selection[Any] = PYTHON[id](alliance)  # type: ignore[no-untyped-call]
    assert selection == select(alliance, question["query"])
    assert sorted(selection.ids) == sorted(question["answer"])

"""The catalogue of schemes is complete, its names don't clash, and all of them are found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from argmap.model import schemes_docs
from argmap.model.schemes import Scheme, default_schemes, find_question, find_scheme

ROOT = Path(__file__).parents[2]
SCHEMES = list(default_schemes().values())
SLUG = re.compile(r"[a-z]+(-[a-z]+)*")
# Can't be IDs in the notation.
RESERVED_TEXT = """
map source voice claim premise position question verb expect include because but and assuming unless scheme
meets strength by named supports rebuts undercuts contradicts same-as tags note url meta type cue that
answer open title scare
"""
RESERVED = frozenset(RESERVED_TEXT.split())
each_scheme = pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.name)


def test_size_and_order() -> None:
    names = [scheme.name for scheme in SCHEMES]
    assert len(names) >= 45
    assert names == sorted(names)


def test_no_name_is_used_twice() -> None:
    names = [name for scheme in SCHEMES for name in (scheme.name, *scheme.also)]
    assert sorted(names) == sorted(set(names))


@each_scheme
def test_slugs_are_ids(scheme: Scheme) -> None:
    slugs = [
        scheme.name,
        *scheme.also,
        *(it.role for it in scheme.premises),
        *(it.name for it in scheme.questions),
    ]
    assert [slug for slug in slugs if not SLUG.fullmatch(slug) or slug in RESERVED] == []


@each_scheme
def test_scheme_is_complete(scheme: Scheme) -> None:
    assert len(scheme.premises) >= 2
    assert len(scheme.questions) >= 2
    assert len({it.role for it in scheme.premises}) == len(scheme.premises)
    assert len({it.name for it in scheme.questions}) == len(scheme.questions)
    assert [it.number for it in scheme.questions] == list(range(1, len(scheme.questions) + 1))


@each_scheme
def test_some_premise_is_required(scheme: Scheme) -> None:
    required = [it for it in scheme.premises if it.required]
    assert required
    assert all(it.required for it in scheme.premises if it.filled_by)
    assert len({it.filled_by for it in required if it.filled_by}) == sum(it.filled_by is not None for it in required)


@each_scheme
def test_texts_are_sentences(scheme: Scheme) -> None:
    statements = [scheme.conclusion, *(it.text for it in scheme.premises)]
    assert all(text[0].isupper() and text.endswith(".") for text in statements)
    assert all(it.text[0].isupper() and it.text.endswith("?") for it in scheme.questions)
    assert scheme.title[0].isupper()
    assert not scheme.title.endswith(".")


@each_scheme
def test_found_by_all_names(scheme: Scheme) -> None:
    for name in (scheme.name, *scheme.also, scheme.title, scheme.name.upper(), scheme.name.replace("-", "_")):
        assert find_scheme(name) is scheme


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("ExpertOpinion", "expert-opinion"),
        ("Argument from Expert Opinion", "expert-opinion"),
        ("Argument from Position To Know", "position-to-know"),
        ("Cause To Effect", "cause-to-effect"),
        ("CorrelationToCause", "correlation-to-cause"),
        ("Generic Ad Hominem", "ad-hominem"),
        ("The Group And Its Members", "group-membership"),
        ("Practical Reasoning From Analogy", "practical-analogy"),
        ("Falsification Of Hypothesis", "falsification"),
        ("Ethotic Argument", "ethotic"),
        ("abductive", "best-explanation"),
        ("sunk-costs", "waste"),
    ],
)
def test_labels_from_elsewhere(label: str, name: str) -> None:
    found = find_scheme(label)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("label", ["", "no-such-scheme", "argument-from-", "-"])
def test_unknown_scheme(label: str) -> None:
    assert find_scheme(label) is None


@each_scheme
def test_questions_are_found_by_name_and_number(scheme: Scheme) -> None:
    for number, question in enumerate(scheme.questions, 1):
        for name in (question.name, question.name.upper(), f"CQ{number}", f"cq{number}"):
            assert find_question(scheme, name) is question
            assert find_question(scheme.name, name) is question
    assert find_question(scheme, f"CQ{len(scheme.questions) + 1}") is None


@pytest.mark.parametrize("name", ["", "CQ", "CQ0", "cq01", "no-such-question"])
def test_unknown_question(name: str) -> None:
    assert find_question("expert-opinion", name) is None


def test_question_of_unknown_scheme() -> None:
    assert find_question("no-such-scheme", "CQ1") is None


def test_the_catalogue_is_read_once_and_read_only() -> None:
    assert default_schemes() is default_schemes()
    with pytest.raises(TypeError):
        default_schemes()["mine"] = SCHEMES[0]  # type: ignore[index]
    with pytest.raises(AttributeError):
        SCHEMES[0].title = "Other"  # type: ignore[misc]


def test_docs_page_is_up_to_date() -> None:
    written = (ROOT / "docs" / "schemes.md").read_text(encoding="utf-8")
    assert written == schemes_docs.docs_page(), "write docs/schemes.md again from schemes_docs.docs_page()"


@each_scheme
def test_docs_page_has_every_scheme(scheme: Scheme) -> None:
    page = schemes_docs.docs_page()
    assert f"\n## {scheme.name}\n" in page
    assert all(question.text in page for question in scheme.questions)

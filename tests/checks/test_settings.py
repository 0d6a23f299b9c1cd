"""A project's own words for queries, in its settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.checks.settings import Settings, settings_for

MEANT = {"far": "claims resting on voices with kind outlet", "well-founded": "claims with 2 or more grounds"}
TABLE = "".join(f'{name} = "{query}"\n' for name, query in MEANT.items())


def read(folder: Path, text: str, name: str = "argmap.toml") -> Settings:
    (folder / name).write_text(text, encoding="utf-8")
    return settings_for(folder / "a.argmap", {})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("argmap.toml", f'ignore = ["W305"]\n\n[query]\n{TABLE}'),
        ("pyproject.toml", f'[tool.argmap]\nignore = ["W305"]\n[tool.argmap.query]\n{TABLE}'),
        ("pyproject.toml", f'[tool.argmap.query]\n{TABLE}\n[tool.argmap]\nignore = ["W305"]\n'),
    ],
)
def test_words_are_read_beside_the_rules(tmp_path: Path, name: str, text: str) -> None:
    found = read(tmp_path, text, name)
    assert found.words == MEANT
    assert (found.select, found.ignore, found.problems) == (None, ("W305",), ())


def test_without_a_table_there_are_no_words(tmp_path: Path) -> None:
    assert read(tmp_path, 'select = ["W3"]\n').words == {}
    assert read(tmp_path, "[query]\n").words == {}


def test_a_query_is_taken_as_it_stands(tmp_path: Path) -> None:
    found = read(tmp_path, '[query]\nodd = "no query at all ("\nempty = ""\n')
    assert found.words == {"odd": "no query at all (", "empty": ""}
    assert found.problems == ()


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("query = 3\n", (1, 1, 6), "`query` is a table of words"),
        ('[[query]]\nfar = "claims"\n', (1, 3, 8), "`query` is a table of words"),
        ('[query]\nnear = "claims"\nFar = "claims"\n', (3, 1, 4), "`Far` cannot be a word of a query"),
        ('[query]\n-far = "claims"\n', (2, 1, 5), "`-far` cannot be a word of a query"),
        ('[query]\n"far away" = "claims"\n', (2, 2, 10), "`far away` cannot be a word of a query"),
        ('[query]\nfar2 = "claims"\n', (2, 1, 5), "`far2` cannot be a word of a query"),
        ('query = {"é" = "claims"}\n', (1, 11, 12), "`é` cannot be a word of a query"),
        ('[query]\nfar = ["claims"]\n', (2, 1, 4), "`far` stands for no query"),
        ("query.far = 1\n", (1, 7, 10), "`far` stands for no query"),
        ('[query.far]\nis = "claims"\n', (1, 8, 11), "`far` stands for no query"),
        ('ignore = ["W305"]\n[query]\nignore = 1\n', (3, 1, 7), "`ignore` stands for no query"),
        ('[qeury]\nfar = "claims"\n', (1, 2, 7), "there is no setting `qeury`"),
        ('far = "claims"\n', (1, 1, 4), "there is no setting `far`"),
    ],
)
def test_mistakes_are_told_at_their_place(tmp_path: Path, text: str, place: tuple[int, int, int], message: str) -> None:
    (found,) = read(tmp_path, text).problems
    assert (found.code, found.message) == ("E006", message)
    assert (found.span.line, found.span.column, found.span.end_column) == place
    assert found.help


def test_a_mistake_takes_only_its_own_word(tmp_path: Path) -> None:
    found = read(tmp_path, 'ignore = ["W305"]\n[query]\nFar = "claims"\nnear = "premises"\nfirst = 1\n')
    assert found.words == {"near": "premises"}
    assert found.ignore == ("W305",)
    assert [p.span.line for p in found.problems] == [3, 5]


def test_a_misspelt_table_is_recognised(tmp_path: Path) -> None:
    (found,) = read(tmp_path, '[qeury]\nfar = "claims"\n').problems
    assert found.help == "did you mean `query`?"

"""docs/query.md: its queries find something, what it shows is what comes out, and its tables are those of the
vocabulary."""

from __future__ import annotations

import re
import shlex
import shutil
import tomllib
from pathlib import Path

import pytest

import argmap
from argmap.cli import main
from argmap.query import Asked, QueryError
from argmap.query.vocabulary import ADJECTIVES, FIELDS, NOUNS, RELATIONS, VERBS
from argmap.query.vocabulary_docs import fresh

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "query.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```query ([a-z-]+)(?: (own|wrong))?\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
WRONG = re.findall(r"^```query ([a-z-]+) wrong\n(.*?)\n```\n\n```text\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
SHOWN = re.findall(r"^```sh\n(argmap query [^\n]*)\n```\n\n```text\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
(WORDS,) = re.findall(r"^```toml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def asked() -> dict[str, Asked]:
    maps = {name: argmap.load(ROOT / "examples" / f"{name}.argmap") for name in ("alliance", "night-trains")}
    words = tomllib.loads(WORDS)["query"]
    return {name: argmap.ask(m, words) for name, m in maps.items()}


@pytest.mark.parametrize(
    ("map", "query"),
    [(map, line) for map, kind, body in BLOCKS if kind != "wrong" for line in body.splitlines()],
    ids=lambda value: value,
)
def test_each_query_finds_something(asked: dict[str, Asked], map: str, query: str) -> None:
    rows = asked[map].query(query).rows
    assert any(any(cell) for row in rows for cell in row.cells)


@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=lambda value: value if value.startswith("argmap") else "")
def test_what_is_shown_is_what_is_printed(
    command: str, shown: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(shlex.split(command)[1:]) == 0
    assert capfd.readouterr() == (shown, "")


@pytest.mark.parametrize(("map", "query", "message"), WRONG, ids=lambda value: value.split("\n")[0])
def test_messages(asked: dict[str, Asked], map: str, query: str, message: str) -> None:
    with pytest.raises(QueryError) as problem:
        asked[map].query(query)
    assert problem.value.render() == message


def test_the_figures_of_the_kinds_of_verbs(asked: dict[str, Asked]) -> None:
    ((body, figures),) = re.findall(r"```query alliance\n([^`]*)```\n\n(These find [^\n]*)", PAGE)
    assert figures == "These find seven acts, three positions, two, and one."
    assert [len(asked["alliance"].query(line).rows) for line in body.splitlines()] == [7, 3, 2, 1]


def test_words_of_a_project_s_own(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "argmap.toml").write_text(WORDS, encoding="utf-8")
    shutil.copy(ROOT / "examples" / "alliance.argmap", tmp_path)
    assert main(["query", str(tmp_path / "alliance.argmap"), "shaky claims", "--format", "ids"]) == 0
    assert capfd.readouterr() == ("split-camp\n", "")


def test_readings_that_the_page_tells_apart(asked: dict[str, Asked]) -> None:
    trains = asked["night-trains"]

    def ids(query: str) -> tuple[str, ...]:
        return trains.query(query).ids

    alone = {*ids("claims"), *ids("premises without quotes")}
    assert set(ids("(claims) or premises without quotes")) == alone
    assert set(ids("claims or premises without quotes")) == {*ids("claims without quotes")} | (alone - {*ids("claims")})
    assert set(ids("claims or premises without quotes")) < alone
    assert ids("claims that are supported by the premises") == ids("claims supported by premises") != ()
    assert ids("claims by coastair") == ()
    assert ids("positions claimed by coastair") == ("cleaner",)
    assert ids("acts since 2024-03")
    assert ids("positions owed by minister since 2024") == ()


def test_tables_are_those_of_the_vocabulary() -> None:
    assert fresh(PAGE) == PAGE, "run `python -m argmap.query.vocabulary_docs`"
    reference = PAGE[PAGE.index("## Reference") :]
    words = [n.word for n in NOUNS] + [a.word for a in ADJECTIVES] + [r.word for r in RELATIONS]
    words += [form for verb in VERBS for form in verb.forms] + [field.word for field in FIELDS]
    assert [word for word in words if f"`{word}`" not in reference] == []


def test_a_page_without_a_place_for_a_table() -> None:
    with pytest.raises(ValueError, match=r"no place for adjectives, fields"):
        fresh("# Nothing here\n")

"""Every code has a page; its example earns the code, the better one does not; docs/checks is made from the pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from support.expected import blocks_in, expected_in, mismatches

from argmap import check, loads, reads
from argmap.checks import RULES
from argmap.diagnostics import CODES
from argmap.diagnostics.pages import GROUPS, code_of, group_of, page
from argmap.diagnostics.pages_docs import docs_page, index
from argmap.query import QueryError, ask

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "argmap" / "diagnostics" / "pages"
DOCS = ROOT / "docs" / "checks"
SECTIONS = ["What it does", "Why it matters", "Example", "Better", "Fix safety", "References", "Remarks"]
# What they are about cannot be written in one map: files, bytes, settings, a map made in Python.
IN_QUERIES = [code for code in CODES if GROUPS[code[1]] == "Queries"]
NOT_IN_A_MAP = {"E001", "E003", "E004", "E005", "E006", "W309", *IN_QUERIES}
QUOTE_RULES = [code for code in RULES if code[1] == "7"]
ARTICLE = re.compile(r"^```text (?P<name>\S+)\n(?P<body>.*?)^```", re.MULTILINE | re.DOTALL)
QUERY = re.MULTILINE | re.DOTALL
WRITE = "run `python -m argmap.diagnostics.pages_docs`"

each_code = pytest.mark.parametrize("code", CODES)
each_shown_code = pytest.mark.parametrize("code", [c for c in CODES if c not in NOT_IN_A_MAP])


def source(code: str) -> str:
    return (FOLDER / f"{code}.md").read_text(encoding="utf-8")


def sections(code: str) -> dict[str, str]:
    """The sections of a page by their titles."""
    _, *parts = re.split(r"^## (.+)\n", hidden(source(code)), flags=re.MULTILINE)
    return {title: text.replace("\0", "#") for title, text in zip(parts[::2], parts[1::2], strict=True)}


def hidden(text: str) -> str:
    """A page in which the headings of its maps are none."""
    return re.sub(r"^```.*?^```", lambda m: m[0].replace("#", "\0"), text, flags=re.MULTILINE | re.DOTALL)


def rules_for(code: str, text: str) -> tuple[str, ...]:
    """The rules to run on an example: the one that it is about; for comments that silence nothing, those they name."""
    if CODES[code].rule:
        return (code,)
    named = re.findall(r"// argmap: ignore(?:-file)?\b(.*)", text) if code == "I008" else []
    found = [code_of(word) for words in named for word in re.split(r"[\s,]+", words) if word]
    return tuple(c for c in found if c is not None and CODES[c].rule)


def articles(code: str, folder: Path) -> dict[str, str]:
    """The articles of a page (blocks of text that name a file), written beside its maps."""
    found = {m["name"]: m["body"] for m in ARTICLE.finditer(source(code))}
    for name, text in found.items():
        (folder / name).write_text(text, encoding="utf-8")
    return found


def problems(code: str, text: str, folder: Path, name: str = "") -> list[str]:
    return mismatches(text, folder / (name or "map.argmap"), rules_for(code, text))


@each_code
def test_a_page_has_its_sections_in_order(code: str) -> None:
    assert source(code).startswith("## What it does\n")
    titles = re.findall(r"^## (.+)$", hidden(source(code)), re.MULTILINE)
    assert titles == [title for title in SECTIONS if title in titles]
    assert titles[:4] == SECTIONS[:4]
    assert all(text.strip() for text in sections(code).values())


@each_code
def test_a_page_is_wrapped(code: str) -> None:
    text = source(code)
    assert [line for line in text.split("\n") if len(line) > 120] == []
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert text.count("```") % 2 == 0


@each_shown_code
def test_the_example_earns_the_code(code: str, tmp_path: Path) -> None:
    blocks = blocks_in(sections(code)["Example"])
    assert blocks
    articles(code, tmp_path)
    for _, name, text in blocks:
        (tmp_path / (name or "map.argmap")).write_text(text, encoding="utf-8")
    for _, name, text in blocks:
        assert problems(code, text, tmp_path, name) == []
    assert {e.code for _, _, text in blocks for e in expected_in(text)} == {code}


@each_shown_code
def test_the_better_one_does_not(code: str, tmp_path: Path) -> None:
    blocks = blocks_in(sections(code)["Better"])
    assert blocks
    articles(code, tmp_path)
    for _, name, text in blocks:
        (tmp_path / (name or "map.argmap")).write_text(text, encoding="utf-8")
    for _, name, text in blocks:
        assert expected_in(text) == []
        assert problems(code, text, tmp_path, name) == []


@pytest.mark.parametrize("code", QUOTE_RULES)
def test_a_page_on_quotes_shows_its_article(code: str, tmp_path: Path) -> None:
    ((name, text),) = articles(code, tmp_path).items()
    assert f"`{name}`" in source(code).partition(text)[0]
    assert 2 <= len(text.splitlines()) <= 6
    # Compared with that article, the better map has nothing else wrong with its quotes.
    for _, _, written in blocks_in(sections(code)["Better"]):
        assert check(reads(written, path=tmp_path / "map.argmap"), QUOTE_RULES) == ()


@pytest.mark.parametrize("code", sorted(NOT_IN_A_MAP))
def test_what_no_map_can_show_is_shown_otherwise(code: str) -> None:
    assert "```" in sections(code)["Example"]
    assert "```" in sections(code)["Better"]


@pytest.mark.parametrize("code", IN_QUERIES)
def test_a_page_on_queries_asks_them(code: str) -> None:
    for section, wanted in (("Example", code), ("Better", None)):
        text = sections(code)[section]
        ((_, _, written),) = blocks_in(text)
        asked = ask(loads(written))
        queries = [line for block in re.findall(r"^```query\n(.*?)^```", text, QUERY) for line in block.splitlines()]
        assert len(queries) >= 3
        for query in queries:
            assert _code_of_query(asked.query, query) == wanted, query


def _code_of_query(query: Callable[[str], object], text: str) -> str | None:
    try:
        query(text)
    except QueryError as error:
        return error.diagnostic.code
    return None


@each_code
def test_a_page_begins_with_what_the_list_of_codes_says(code: str) -> None:
    about = CODES[code]
    lines = page(code).split("\n")
    assert lines[0] == f"# {code} {about.slug}"
    assert lines[2] == f"{about.severity.capitalize()}: {about.summary}."
    assert ("--select" in lines[3]) == (not about.default)
    assert ("waits until" in lines[3]) == about.absence
    assert lines[4].startswith(f"`// argmap: ignore {code}`") == about.rule
    assert "//~" not in page(code)
    assert page(code).endswith(source(code)[-20:])


@each_code
def test_docs_are_up_to_date(code: str) -> None:
    assert (DOCS / f"{code}.md").read_text(encoding="utf-8") == docs_page(code), WRITE


@each_code
def test_links_lead_somewhere(code: str) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", docs_page(code)):
        assert (DOCS / target).exists(), target


def test_the_index_is_up_to_date_and_whole() -> None:
    assert (DOCS / "README.md").read_text(encoding="utf-8") == index(), WRITE
    listed = re.findall(r"^\| \[(\w{4})\]\(\1\.md\) \| ([\w-]+) \|", index(), re.MULTILINE)
    assert sorted(listed) == sorted((code, about.slug) for code, about in CODES.items())
    assert {group_of(code) for code in CODES} == set(GROUPS.values())


def test_no_page_is_left_over() -> None:
    assert {path.stem for path in FOLDER.iterdir()} <= set(CODES)
    assert {path.stem for path in DOCS.iterdir()} <= {*CODES, "README"}


def test_the_example_of_the_index_silences_what_it_says() -> None:
    ((_, _, text),) = blocks_in(index())
    assert mismatches(text, rules=("I601", "I603")) == []
    heard = text.replace("argmap:", "")
    assert len(mismatches(heard, rules=("I601", "I603"))) == 2


@pytest.mark.parametrize("written", ["W305", "w305", " bare-claim", "Bare_Claim"])
def test_codes_are_found_by_code_and_name(written: str) -> None:
    assert code_of(written) == "W305"


@pytest.mark.parametrize("written", ["", "W3", "W999", "bare"])
def test_what_is_no_code_is_not_found(written: str) -> None:
    assert code_of(written) is None

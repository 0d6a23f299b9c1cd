"""The grammar is the one definition of the language; what the reader does instead of asking it agrees with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput

from argmap.notation import tables
from argmap.notation.grammar import CONTEXTS, grammar_text, lark_parser, lark_row, row_by_shape
from argmap.notation.grammar import tables as grammar_tables
from argmap.notation.outline import Line, outline
from argmap.notation.parser import _BELOW
from argmap.notation.words import ENTRIES, RESERVED, STARTERS, keywords

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.argmap"))
RULES = {
    *_BELOW, "version", "heading", "tags", "note", "url", "meta", "quote_line", "analyst", "date", "lang", "licence",
    "venue", "text", "retrieved", "signature", "mark", "kind", "role", "of", "also", "stance", "answer", "open", "type", "relation",
    "cue", "within", "named", "bears", "scheme", "strength", "by", "meets",
}  # fmt: skip


class Levels:
    """Turns indentation into _INDENT and _DEDENT. Its state lives in the generator, so one object serves all."""

    always_accept = ("_NL",)

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        levels = [0]
        for token in stream:
            yield token
            if token.type == "_NL":
                indent = len(token) - (token.rindex("\n") + 1)
                if indent > levels[-1]:
                    levels.append(indent)
                    yield Token.new_borrow_pos("_INDENT", "", token)
                while indent < levels[-1]:
                    levels.pop()
                    yield Token.new_borrow_pos("_DEDENT", "", token)


@pytest.fixture(scope="module")
def whole() -> Lark:
    return Lark(
        grammar_text(), parser="lalr", lexer="contextual", start=["entry"], postlex=Levels(), maybe_placeholders=False
    )


def shape(row: Any) -> Any:
    """A row or tree without columns."""
    if isinstance(row, Tree):
        return [str(row.data), *(shape(c) for c in row.children)]
    if isinstance(row, Token):
        return [row.type, str(row)]
    if len(row) == 3 and isinstance(row[2], int):
        return row[:2]
    return [row[0], *(shape(part) for part in row[1:])]


def lines_of(tree: Tree[Token]) -> list[Any]:
    """The lines of a whole entry, in order."""
    if str(tree.data) in RULES:
        return [shape(tree)]
    return [line for child in tree.children if isinstance(child, Tree) for line in lines_of(child)]


def rows_of(line: Line, context: str) -> list[Any]:
    row = lark_row(context, line.text)
    return [shape(row), *(r for child in line.children for r in rows_of(child, _BELOW[row[0]]))]


def test_strict() -> None:
    """No two terminals that may stand in one place match the same words, and no rules conflict."""
    Lark(grammar_text(), parser="lalr", start=list(CONTEXTS), strict=True)


def test_tables_are_made_from_the_grammar() -> None:
    assert tables.path().read_text(encoding="utf-8") == tables.make(), "run: python -m argmap.notation.tables"


def test_no_terminal_is_anonymous() -> None:
    assert not [
        t.name for t in lark_parser().terminals if t.name.startswith("__") and not t.name.startswith("__IGNORE")
    ]


def test_keywords_of_the_code_are_those_of_the_grammar() -> None:
    words = {w for ws in STARTERS.values() for w in ws}
    assert words <= keywords()
    assert set(ENTRIES) <= keywords()
    assert keywords() >= RESERVED - {"that"}


def test_starters_are_those_of_the_grammar() -> None:
    for context, words in STARTERS.items():
        for word in keywords() - {"argmap"}:
            accepted = _begins(context, word)
            plain = word in STARTERS["plain_line"] and context != "top"
            assert accepted == (word in words or plain), (context, word)


def _begins(context: str, word: str) -> bool:
    state = lark_parser().parse_interactive("", start=context)
    names = {word: name for name, word in grammar_tables()["keywords"].items()}
    return names[word] in state.accepts()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name)
def test_entries_parse_whole_as_they_do_by_lines(path: Path, whole: Lark) -> None:
    text = path.read_text(encoding="utf-8")
    entries, problems, _ = outline(text.split("\n"), "x")
    assert not problems
    starts = [e.number - 1 for e in entries] + [len(text.split("\n"))]
    lines = text.split("\n")
    for entry, start, end in zip(entries, starts[:-1], starts[1:], strict=True):
        source = "\n".join(lines[start:end]).rstrip() + "\n"
        assert lines_of(whole.parse(source, start="entry")) == rows_of(entry, "top")


@pytest.mark.parametrize(
    "text",
    [
        "voice a: A\n  because b\n",
        "claim a: A\n  tags b\n    note c\n",
        "map: A\n  person\n",
        "claim a: A\n  a says\n    a says\n",
        "claim a: A\n  cue \"x\"\n",
    ],
)  # fmt: skip
def test_what_may_not_stand_below_does_not_parse(text: str, whole: Lark) -> None:
    with pytest.raises(UnexpectedInput):
        whole.parse(text, start="entry")


words = st.sampled_from(
    [*sorted(keywords()), "rust", "mayor", "says", "public", "close-it", "eco.x", "a/1", "Ärger", "x1"]
)
pieces = st.one_of(
    words,
    st.sampled_from(
        [":", ",", '"quote"', "“q”", "«q»", '"open', "0.8", "p. 2", "12+3", "…", "|", "Text here.", "\u00a0", "-"]
    ),
    st.text(max_size=5).filter(lambda s: "\n" not in s and "\r" not in s),
)
texts = st.lists(pieces, min_size=1, max_size=7).map(" ".join).map(lambda s: s.strip(" \t")).filter(bool)


@settings(max_examples=1500, deadline=None)
@given(st.sampled_from(CONTEXTS), texts)
def test_shapes_agree_with_lark(context: str, text: str) -> None:
    """What the tables recognise, the grammar takes, with the same row."""
    row = row_by_shape(context, text)
    if row is not None:
        assert row == lark_row(context, text)


def test_words_of_tails_and_sources_are_free_elsewhere() -> None:
    """A node may be called what a tail or a line below a source begins with."""
    for context, text, name in [
        ("top", "voice anchor: A", "anchor"),
        ("top", "claim signature: A", "signature"),
        ("node_line", "because anchor and signature", "anchor"),
        ("node_line", "anchor anchors, via signature", "anchor"),
        ("node_line", '"x" in anchor anchor 3+4', "anchor"),
        ("node_line", "because signature", "signature"),
    ]:
        assert ["WORD", name] in words_of(lark_row(context, text)), text
    assert not {"anchor", "signature", "near", "text"} & RESERVED


def words_of(row: Any) -> list[Any]:
    """All words of a row, without columns."""
    return [row[:2]] if isinstance(row[-1], int) else [word for part in row[1:] for word in words_of(part)]


def test_common_lines_do_not_need_lark() -> None:
    for context, text in [
        ("top", "claim close: The bridge should be closed."),
        ("node_line", "because rust: The cables are rusted."),
        ("node_line", "because rust"),
        ("node_line", "but cost"),
        ("node_line", "mayor says"),
        ("voice_line", "person, unnamed"),
        ("source_line", "date 2026-05-04"),
        ("source_line", "signature sk1 5 0a\n    | QUJD"),
        ("act_line", 'cue "said"'),
        ("act_line", 'cue "said" "so"'),
    ]:
        assert row_by_shape(context, text) is not None


def test_grammar_has_no_anonymous_keyword_clash() -> None:
    """Every keyword is written in lower case letters and hyphens, once."""
    values = re.findall(r"^[A-Z_]+\.1: /([a-z-]+)\(\?!", grammar_text(), re.MULTILINE)
    assert len(values) == len(keywords())  # `that` is a terminal of its own
    assert len(values) == len(set(values))

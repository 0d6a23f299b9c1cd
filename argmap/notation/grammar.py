"""From one line of markup to a row, by the grammar in ``grammars/argmap.lark``.

A row is a plain list ``[rule, child, …]`` whose children are rows and words ``[TERMINAL, text, column]``
(column counted from 0 within the line), so that rows can be kept as JSON.

Lark parses a line by the start rule that fits what stands above it. Importing Lark and building its tables
costs more than reading a short map, so two things come first: rows kept from an earlier run (`cache.py`), and
`grammars/argmap.tables.json`, made from the grammar by `tables.py`, which holds a regular expression for each of
the commonest shapes of line, with the row that Lark gave for it. A line of another shape goes to Lark. That
both always agree is a property that the tests hold.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lark import Lark, Tree

__all__ = [
    "CONTEXTS",
    "SPACE",
    "Row",
    "folder",
    "grammar_text",
    "lark_parser",
    "lark_row",
    "row_by_shape",
    "tables",
    "version",
]

Row = list[Any]
"""``[rule, child, …]``; a child is a row, or a word ``[TERMINAL, text, column]``."""

CONTEXTS = (
    "top",
    "plain_line",
    "map_line",
    "source_line",
    "voice_line",
    "verb_line",
    "node_line",
    "question_line",
    "act_line",
    "ground_line",
)
"""The start rules: what may stand at column 0, and under what."""

_lock = Lock()


def folder() -> Path:
    """Where the grammars are: in a wheel inside the package, in a checkout beside it."""
    inside = Path(__file__).resolve().parents[1] / "grammars"
    return inside if inside.is_dir() else inside.parents[1] / "grammars"


@cache
def grammar_text() -> str:
    """The grammar."""
    return (folder() / "argmap.lark").read_text(encoding="utf-8")


@cache
def version() -> str:
    """A digest of the grammar: rows kept under another one are of no use."""
    return hashlib.blake2b(grammar_text().encode(), digest_size=8).hexdigest()


@cache
def _build() -> Lark:
    from lark import Lark

    return Lark(grammar_text(), parser="lalr", lexer="contextual", start=list(CONTEXTS), maybe_placeholders=False)


def lark_parser() -> Lark:
    """The parser, built once. Its tables are never written to after that, so threads may share it."""
    with _lock:
        return _build()


def lark_row(context: str, line: str) -> Row:
    """Parse a line with Lark. Raises `lark.exceptions.UnexpectedInput`."""
    return _row(lark_parser().parse(line, start=context))


def _row(tree: Tree[Any]) -> Row:
    from lark import Token

    return [
        str(tree.data),
        *([c.type, str(c), c.start_pos] if isinstance(c, Token) else _row(c) for c in tree.children),
    ]


@cache
def tables() -> dict[str, Any]:
    """The shapes of lines made from the grammar, or nothing when they were made from another one."""
    try:
        data: dict[str, Any] = json.loads((folder() / "argmap.tables.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        data = {}
    if data.get("grammar") != version():
        return {"keywords": {}, "terminals": {"WORD": "(?!)"}, "contexts": {}, "shapes": {}}
    return data


SPACE = "[ \t\u00a0\u202f\u2009]"
"""What may stand between words, as a regular expression."""

Shape = tuple[Callable[[str], "re.Match[str] | None"], Callable[["re.Match[str]"], Row], tuple[int, ...]]
"""How a line is matched, how its row is made of the match, and the groups that are free words."""


def _shape(name: str) -> Shape:
    """One shape, from the names of its terminals. Terminals are atomic: the lexer gives nothing back."""
    keywords, terminals = tables()["keywords"], tables()["terminals"]
    out: list[str] = []
    words: list[int] = []
    solid = False
    for n, terminal in enumerate(name.split(), 1):
        wordy = terminal in keywords or terminal == "WORD"
        out.append(SPACE + ("+" if solid and wordy else "*") if out else "")
        if terminal in keywords:
            out.append(f'({re.escape(keywords[terminal])}(?![^\\s:"“«„]))')
        else:
            out.append(f"((?>{terminals[terminal]}))")
        if terminal == "WORD":
            words.append(n)
        solid = wordy
    return re.compile("".join(out) + SPACE + r"*\Z").match, _maker(tables()["shapes"][name]), tuple(words)


def _maker(template: Row) -> Callable[[re.Match[str]], Row]:
    """A function that makes the row. It is put together as Python text, of literals alone: three times as fast as
    walking the template for every line."""

    def text(part: Any) -> str:
        if isinstance(part, str):
            return repr(part)
        if len(part) == 2 and isinstance(part[1], int):
            return f"[{part[0]!r}, m[{part[1]:d}], m.start({part[1]:d})]"
        return f"[{', '.join(map(text, part))}]"

    made: Callable[[re.Match[str]], Row] = eval(f"lambda m: {text(template)}", {"__builtins__": {}})
    return made


class _Shapes:
    """The tables, compiled as far as they have been needed."""

    def __init__(self) -> None:
        self.keywords = frozenset(tables()["keywords"].values()) | {"that"}
        self.first = re.compile(f"(?>{tables()['terminals']['WORD']})")
        self._contexts: dict[str, dict[str, list[str]]] = tables()["contexts"]
        self._ready: dict[str, Shape] = {}

    def names(self, context: str, word: str) -> Sequence[str]:
        """The shapes of lines that begin with a keyword, or with none of them."""
        found = self._contexts.get(context)
        return found.get(word, ()) if found else ()

    def shape(self, name: str) -> Shape:
        """A shape by its name, compiled when it is first needed."""
        shape = self._ready.get(name)
        if shape is None:
            shape = self._ready[name] = _shape(name)
        return shape


@cache
def _shapes() -> _Shapes:
    return _Shapes()


def row_by_shape(context: str, line: str) -> Row | None:
    """The row of a line of a common shape, or `None`: then Lark decides."""
    shapes = _shapes()
    first = shapes.first.match(line)
    word = first[0] if first else ""
    keywords = shapes.keywords
    for name in shapes.names(context, word if word in keywords else ""):
        matches, row, words = shapes.shape(name)
        match = matches(line)
        if match:
            # A word that is a keyword anywhere could be read otherwise: that is for Lark.
            for n in words:
                if match[n] in keywords:
                    break
            else:
                return row(match)
    return None

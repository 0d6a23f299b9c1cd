"""Make ``grammars/argmap.tables.json`` from the grammar: ``python -m argmap.notation.tables``.

For each start rule, Lark is asked for the row of a sample of every sequence of at most five common terminals that
the grammar derives. The row, with the terminals' numbers in place of the sample's words, is what a line of that shape
means; `grammar.shape_regex` recognises it.
"""

from __future__ import annotations

import json
import re
from collections import deque
from pathlib import Path
from typing import Any

from lark.grammar import NonTerminal, Symbol

from argmap.notation.grammar import CONTEXTS, Row, grammar_text, lark_parser, lark_row, version

__all__ = ["make", "path"]

LONGEST = 5
_SAMPLES = {"TEXT": "Text", "QUOTE": '"quote"', "_COLON": ":", "_COMMA": ",", "HEADING": "# Heading"}
_KEYWORD = re.compile(r"([a-z-]+)\(\?!\[\^")
"""How the grammar writes a keyword: its letters, and that no other may follow."""
_RARE = {"DOES", "DO", "DID", "NOT", "WOULD", "COULD", "MIGHT", "SHOULD", "MUST", "WILL"}


def path() -> Path:
    """Where the tables stand in a checkout."""
    return Path(__file__).resolve().parents[2] / "grammars" / "argmap.tables.json"


def make() -> str:
    """The tables as JSON text."""
    lark = lark_parser()
    patterns = {t.name: t.pattern for t in lark.terminals}
    keywords = {n: found[1] for n, p in patterns.items() if (found := _KEYWORD.match(p.value))}
    rules: dict[str, list[list[Symbol]]] = {}
    for rule in lark.rules:
        rules.setdefault(rule.origin.name, []).append(list(rule.expansion))
    shapes: dict[str, Row] = {}
    contexts: dict[str, dict[str, list[str]]] = {}
    for context in CONTEXTS:
        for sequence in _sequences(context, rules, {*keywords, *_SAMPLES, "WORD"} - _RARE):
            sample, starts = _sample(sequence, keywords)
            name = " ".join(sequence)
            template = _template(lark_row(context, sample), {start: n for n, start in enumerate(starts, 1)})
            if shapes.setdefault(name, template) != template:
                raise AssertionError(f"{name} means different things in different contexts")
            first = keywords.get(sequence[0], "")
            contexts.setdefault(context, {}).setdefault(first, []).append(name)
    used = {name for shape in shapes for name in shape.split()}
    data = {
        "grammar": version(),
        "keywords": dict(sorted(keywords.items())),
        "terminals": {n: p.to_regexp() for n, p in sorted(patterns.items()) if n in used and n not in keywords},
        "contexts": contexts,
        "shapes": shapes,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace('],"', '],\n"') + "\n"


def _sequences(start: str, rules: dict[str, list[list[Symbol]]], usable: set[str]) -> list[list[str]]:
    """The sequences of usable terminals that derive from `start`, shortest first."""
    found: list[list[str]] = []
    queue = deque([[NonTerminal(start)]])
    seen = set()
    while queue:
        form: list[Any] = queue.popleft()
        at = next((i for i, s in enumerate(form) if not s.is_term), None)
        if at is None:
            found.append([s.name for s in form])
            continue
        for expansion in rules[form[at].name]:
            new = [*form[:at], *expansion, *form[at + 1 :]]
            key = tuple((s.is_term, s.name) for s in new)
            if len(new) > LONGEST or key in seen or any(s.is_term and s.name not in usable for s in new):
                continue
            seen.add(key)
            queue.append(new)
    return found


def _sample(sequence: list[str], keywords: dict[str, str]) -> tuple[str, list[int]]:
    parts, starts, at = [], [], 0
    for n, name in enumerate(sequence):
        part = keywords.get(name) or _SAMPLES.get(name) or f"w{n}"
        parts.append(part)
        starts.append(at)
        at += len(part) + 1
    return " ".join(parts), starts


def _template(row: Row, groups: dict[int, int]) -> Row:
    return [
        part
        if isinstance(part, str)
        else [part[0], groups[part[2]]]
        if len(part) == 3 and isinstance(part[2], int)
        else _template(part, groups)
        for part in row
    ]


if __name__ == "__main__":
    grammar_text()
    path().write_text(make(), encoding="utf-8", newline="\n")

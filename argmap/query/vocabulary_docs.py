"""Writes the tables of words in ``docs/query.md`` from the vocabulary: ``python -m argmap.query.vocabulary_docs`` in
the project's folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from argmap.query.vocabulary import ADJECTIVES, ALSO, FIELDS, KINDS, NOUNS, RELATIONS, VERBS, Adjective, Kind, Verb

__all__ = ["fresh", "tables"]

PAGE: Final = Path("docs", "query.md")
_MADE_BY: Final = "made by argmap.query.vocabulary_docs: do not edit here"
_MARKED: Final = re.compile(
    rf"(?P<head><!-- (?P<name>[a-z-]+), {re.escape(_MADE_BY)} -->\n).*?(?P<foot><!-- end -->)", re.DOTALL
)
_NOWHERE: Final = frozenset({"finding", "path", "critical-question"})
_NAMES: Final = (
    (frozenset(KINDS), "all"),
    (frozenset(KINDS) - _NOWHERE, "nodes"),
    *((noun.kinds, noun.word) for noun in NOUNS if not noun.adjective and noun.word != "nodes"),
    (frozenset({"path"}), "paths"),
)
"""Sets of kinds and what they are called, larger ones before what they hold."""


def fresh(page: str) -> str:
    """A page with its tables made anew, between `<!-- NAME, made by … -->` and `<!-- end -->`. Raises `KeyError` for
    the name of no table, and `ValueError` where one is missing."""
    made = tables()
    found = [match["name"] for match in _MARKED.finditer(page)]
    if missing := made.keys() - found:
        raise ValueError(f"the page has no place for {', '.join(sorted(missing))}")
    return _MARKED.sub(lambda match: f"{match['head']}\n{made[match['name']]}\n{match['foot']}", page)


def tables() -> dict[str, str]:
    """Each table in Markdown, by its name."""
    return {
        "nouns": _table(
            ("noun", "what they are"), ((_code(noun.word) + _also(noun.word), noun.what) for noun in NOUNS)
        ),
        "adjectives": _table(("adjective", "of", "is said when"), map(_adjective, ADJECTIVES)),
        "relations": _table(
            ("relation", "of", "what it is"),
            (
                (
                    _code(relation.word) + _also(relation.word) + (" ↓" if relation.deep else ""),
                    _plural(relation.of),
                    relation.what,
                )
                for relation in RELATIONS
            ),
        ),
        "verbs-recorded": _verbs("recorded"),
        "verbs-states": _pairs("states"),
        "verbs-forces": _pairs("forces"),
        "verbs-others": _verbs("others"),
        "fields": _table(
            ("field", "of", "value"),
            (
                (
                    _code(field.word) + (" #" if field.number else ""),
                    _plural(field.kinds),
                    field.what + (f": {', '.join(map(_code, field.values))}" if field.values else ""),
                )
                for field in FIELDS
            ),
        ),
    }


def _adjective(adjective: Adjective) -> tuple[str, str, str]:
    means = f"; stands for {_code(adjective.query)}" if adjective.query else ""
    return _code(adjective.word) + _also(adjective.word), _plural(adjective.kinds), adjective.what + means


def _also(word: str) -> str:
    """Other words that are read as this one."""
    return "".join(f", {_code(other)}" for other, meant in ALSO.items() if meant == word)


def _family(verb: Verb) -> str:
    if verb.what.endswith("in the end"):
        return "states"
    if verb.what.startswith("an act of force"):
        return "forces"
    return "recorded" if verb.word == "within" or (verb.timed and verb.object == {"voice"}) else "others"


def _verbs(family: str) -> str:
    return _table(
        ("verb", "of", "with behind it", "means"),
        (
            (_forms(verb), _plural(verb.subject), _plural(verb.object), verb.what)
            for verb in VERBS
            if _family(verb) == family
        ),
    )


def _pairs(family: str) -> str:
    """Verbs that are said of statements and acts, each beside the one that is said of voices."""
    some = [verb for verb in VERBS if _family(verb) == family]
    voices = {verb.word: verb for verb in some if verb.subject == {"voice"}}
    return _table(
        ("of statements and acts", "of voices", "means"),
        (
            (_forms(verb), _forms(voices[verb.word.removesuffix("-by")]), verb.what)
            for verb in some
            if verb.word not in voices
        ),
    )


def _forms(verb: Verb) -> str:
    return ", ".join(map(_code, verb.forms))


def _plural(kinds: frozenset[Kind]) -> str:
    left, out = set(kinds), []
    for some, name in _NAMES:
        if some <= left:
            out.append(name)
            left -= some
    return ", ".join(out)


def _code(words: str) -> str:
    return f"`{words}`"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; rows one after another that differ only in their first cell are one."""
    lines = [tuple(head), tuple("---" for _ in head)]
    for rest, some in groupby(rows, key=lambda row: tuple(row[1:])):
        lines.append((", ".join(row[0] for row in some), *rest))
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(fresh(PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")

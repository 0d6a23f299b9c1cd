"""How much of what `argmap new` guesses of an article is what a reader makes of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

import argmap
from argmap import ArgumentMap
from argmap.anchoring.anchors import anchors
from argmap.anchoring.texts import Texts
from argmap.model.nodes import Attribution, Mark, Voice
from argmap.sources.text import SourceText
from argmap.starting.tokens import outer_quotations
from argmap.starting.writing import first_map

__all__ = ["Figures", "Reading", "figures", "from_map", "from_words", "guessed"]

_LITTLE = frozenset("the a an of at in on for by and its his her s party union council board committee".split())


class Reading(NamedTuple):
    """What somebody makes of one quotation."""

    names: tuple[frozenset[str], ...]
    """The words of the name of each voice; none for what quotes nobody, and for `someone`."""
    verb: str
    """In its plain form; `title` or `scare` for what quotes nobody."""
    force: str


class Figures(NamedTuple):
    """How many quotations there are, and of how many a voice and a verb are right."""

    quotations: int
    voices: int
    verbs: int
    forces: int
    """Verbs that are not the reader's own, but of the same force, included."""
    wrong: tuple[str, ...]
    """The first words of those whose voice is wrong."""


def guessed(source: SourceText) -> dict[int, list[Reading]]:
    """What a first map makes of each quotation, by its number."""
    return from_map(argmap.loads(first_map(source, "article").text), source)


def from_map(map: ArgumentMap, source: SourceText) -> dict[int, list[Reading]]:
    """What a map makes of each quotation of its first source, by the quotation's number."""
    first = map.first_source
    assert first is not None
    quotations = outer_quotations(source)
    found: dict[int, list[Reading]] = {}
    for anchor in anchors(map, Texts(map, {first.id: source})):
        if anchor.source != first.id or not anchor.spans:
            continue
        middle = (anchor.spans[0].start + anchor.spans[-1].end) // 2
        number = next((n for n, q in enumerate(quotations) if q.start <= middle < q.end), None)
        node, of = map.get(anchor.node), map.get(anchor.of)
        if number is None:
            continue
        if isinstance(node, Mark):
            found.setdefault(number, []).append(Reading((), node.use, node.use))
        elif isinstance(of, Attribution):
            verb = map.verb_of(of)
            voices = [map[v] for v in of.voices]
            names = tuple(_names(v) for v in voices if isinstance(v, Voice) and v.id != "someone")
            found.setdefault(number, []).append(Reading(names, verb.base, verb.force))
    return found


def from_words(gold: Mapping[str, tuple[str, str]], source: SourceText) -> dict[int, list[Reading]]:
    """What is written down of each quotation, found by its first words."""
    lexicon = argmap.model.lexicon.default_lexicon()
    found: dict[int, list[Reading]] = {}
    for number, quotation in enumerate(outer_quotations(source)):
        text = " ".join(source.text[quotation.inner.start : quotation.inner.end].split())
        start = max((key for key in gold if text.startswith(key)), key=len, default=None)
        assert start is not None, text
        who, verb = gold[start]
        sense = lexicon.find(verb)
        names = tuple(_words(name) for name in who.split(" and ")) if who not in ("", "someone") else ()
        found[number] = [Reading(names, verb, sense.force if sense else "say")]
    return found


def figures(source: SourceText, gold: dict[int, list[Reading]], ours: dict[int, list[Reading]]) -> Figures:
    """Compare, by quotation."""
    voices = verbs = forces = 0
    wrong: list[str] = []
    quotations = outer_quotations(source)
    for number in gold:
        pairs = [(a, b) for a in gold[number] for b in ours.get(number, [])]
        right = any(_same(a, b) for a, b in pairs)
        voices += right
        verbs += any(a.verb == b.verb for a, b in pairs)
        forces += any(a.verb == b.verb or a.force == b.force for a, b in pairs)
        if not right:
            inner = quotations[number].inner
            wrong.append(" ".join(source.text[inner.start : inner.end].split()[:4]))
    return Figures(len(gold), voices, verbs, forces, tuple(wrong))


def _same(a: Reading, b: Reading) -> bool:
    if {a.verb, b.verb} & {"title", "scare"}:
        return a.verb == b.verb
    if len(a.names) != len(b.names):
        return False
    return all(any(x & y for y in b.names) for x in a.names)


def _names(voice: Voice) -> frozenset[str]:
    return _words(" ".join([voice.name, *voice.also]))


def _words(name: str) -> frozenset[str]:
    found = frozenset(re.findall(r"[^\W_]+", name.lower())) - _LITTLE
    return found or frozenset(re.findall(r"[^\W_]+", name.lower())) - {"the", "a", "an"}

"""A map as facts, one to a line, for tools that compare lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from argmap.changes.side import Side, own_name
from argmap.changes.wording import call, clean, deed, grounds_words, where
from argmap.model.map import ArgumentMap
from argmap.model.nodes import (
    Argument,
    Attribution,
    Expectation,
    Include,
    Mark,
    Node,
    Question,
    Quote,
    Relation,
    Section,
    Source,
    Statement,
    Verb,
    Voice,
)

__all__ = ["facts_of"]


def facts_of(map: ArgumentMap) -> Iterator[str]:
    """What a map says, in document order, each line to be understood alone. No line holds a number that changes when
    something is put before it. What came with includes is left out: it stands in its own file."""
    side = Side(map)
    members = side.scope
    yield from _of_map(map)
    for node in map.nodes:
        if node.id not in members:
            yield from _Facts(side, node).lines()


def _of_map(map: ArgumentMap) -> Iterator[str]:
    if map.id or map.title:
        yield f"map {map.id}: {clean(map.title or '')}" if map.id else f"map: {clean(map.title or '')}"
    for name in ("analyst", "date", "lang", "licence"):
        if (value := getattr(map, name)) is not None:
            yield f"map: {name} {clean(value)}"
    yield from _common("map", map)


def _common(subject: str, node: Node | ArgumentMap) -> Iterator[str]:
    yield from (f"{subject}: tag {clean(tag)}" for tag in node.tags)
    yield from (f"{subject}: note {clean(note)}" for note in node.notes)
    if node.url is not None:
        yield f"{subject}: url {clean(node.url)}"
    yield from (f"{subject}: {clean(key)} {clean(value)}" for key, value in node.meta)


class _Facts:
    """The facts of one node."""

    def __init__(self, side: Side, node: Node) -> None:
        self.side = side
        self.node = node

    def lines(self) -> Iterator[str]:
        """The facts, in a fixed order."""
        node, side = self.node, self.side
        match node:
            case Section():
                return
            case Statement():
                kind, subject = type(node).__name__.lower(), call(side, node.id)
                named = "" if side.nameless(node.id) else f" {node.id}"
                yield f"{kind}{named}: {clean(node.text)}"
                if node.type is not None:
                    yield f"{subject}: type {node.type}"
                if isinstance(node, Question):
                    yield from (f"{subject}: answer {call(side, answer, True)}" for answer in node.answers)
                    if node.open:
                        yield f"{subject}: several answers may hold"
            case Voice():
                subject = f"voice {node.id}"
                yield f"{subject}: {clean(node.name)}"
                yield from self.fields(subject, ("kind", "naming", "role"), {"naming": "named"})
                yield from (f"{subject}: of {call(side, voice)}" for voice in node.of)
                yield from (f"{subject}: also {clean(name)}" for name in node.also)
            case Source():
                subject = f"source {node.id}"
                yield f"{subject}: {clean(node.title)}"
                yield from (f"{subject}: by {call(side, voice)}" for voice in node.by)
                yield from self.fields(subject, ("date", "text", "retrieved"), {})
                if node.signature is not None:
                    # What follows the digest of the whole text says nothing new.
                    yield f"{subject}: signature {clean(' '.join(node.signature.split()[:3]))}"
                if node.venue is not None:
                    yield f"{subject}: in {call(side, node.venue)}"
            case Attribution():
                subject = deed(side, node)
                yield from self.attribution(node)
            case Argument():
                subject = f"{where(side, node)}: {self.grounds(node)}"
                yield from self.argument(node)
            case Quote():
                yield f"{call(side, node.of)}: {_quote(side, node)}"
                return
            case Mark():
                yield f"source {node.source}: {node.use} {_quote(side, node)}"
                return
            case Relation():
                word = "contradicts" if node.relation == "contradicts" else "says the same as"
                subject = f"{call(side, node.a)} {word} {call(side, node.b, True)}"
                yield subject
            case Verb():
                subject = f"verb {clean(node.base)}"
                yield f"{subject}: {node.force}, {node.stance}"
            case Expectation():
                subject = f"expect {call(side, node.of)}"
                yield f"{subject}: {node.status}"
            case Include():
                subject = f"include {clean(node.path)}"
                yield subject + (f" as {node.name}" if node.name else "")
            case _:
                return
        yield from _common(subject, node)

    def fields(self, subject: str, names: Iterable[str], plain: dict[str, str]) -> Iterator[str]:
        """Plain fields that are not as they are by default."""
        for name in names:
            value = getattr(self.node, name)
            if value is not None and value != plain.get(name):
                yield f"{subject}: {name} {clean(str(value))}"

    def attribution(self, act: Attribution) -> Iterator[str]:
        """Who said what. What is nested in a report was told with it."""
        side = self.side
        outer = side.map.get(act.within) if act.within is not None else None
        told = isinstance(outer, Attribution) and outer.content == act.id
        if not told:
            yield deed(side, act, whole=True)
        subject = deed(side, act)
        if (name := own_name(act.id)) is not None:
            yield f"{subject}: named {name}"
        if isinstance(outer, Attribution) and not told:
            yield f"{subject}: within {deed(side, outer)}"
        if act.stance is not None:
            yield f"{subject}: stance {act.stance}"
        if act.cue:
            anchors = [f" anchor {clean(anchor)}" if anchor else "" for anchor in act.cue_anchors]
            cues = [f"“{clean(cue)}”" for cue in act.cue]
            yield f"{subject}: cue " + " ".join(map("".join, zip_longest(cues, anchors, fillvalue="")))

    def grounds(self, argument: Argument) -> str:
        """The grounds of a step in few words."""
        first = call(self.side, argument.grounds[0].ref)
        return first if len(argument.grounds) == 1 else f"{first} …"

    def argument(self, argument: Argument) -> Iterator[str]:
        """A step and what is said of it."""
        side = self.side
        opening = where(side, argument)
        yield f"{opening}: {grounds_words(side, argument)}"
        subject = f"{opening}: {self.grounds(argument)}"
        for ground in argument.grounds:
            yield from (f"{subject}: {call(side, ground.ref)} meets {clean(question)}" for question in ground.meets)
        if argument.scheme is not None:
            yield f"{subject}: scheme {argument.scheme}"
        if argument.strength is not None:
            yield f"{subject}: strength {argument.strength}"
        yield from (f"{subject}: by {call(side, voice)}" for voice in argument.by)
        if (name := own_name(argument.id)) is not None:
            yield f"{subject}: named {name}"


def _quote(side: Side, quote: Quote | Mark) -> str:
    parts = [f"“{clean(quote.text)}”"]
    if isinstance(quote, Quote) and quote.source is not None:
        parts.append(f"in {call(side, quote.source)}")
    if quote.at is not None:
        parts.append(f"at {clean(quote.at)}")
    if quote.near is not None:
        parts.append(f"near “{clean(quote.near)}”")
    if quote.anchor is not None:
        parts.append(f"anchor {clean(quote.anchor)}")
    return " ".join(parts)

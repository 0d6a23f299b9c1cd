"""The relations of a map as tables: pairs of IDs, of which the second stands in the relation to the first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from argmap.discourse.commitments import PRO, Kind
from argmap.discourse.finding import FINDING_KINDS, FindingKind
from argmap.model.nodes import (
    Argument,
    Attribution,
    Expectation,
    Mark,
    Node,
    Quote,
    Relation,
    Section,
    Source,
    Statement,
    Voice,
)

if TYPE_CHECKING:
    from argmap.query.index import Index

__all__ = ["TABLES"]

_Pairs: TypeAlias = Iterator[tuple[str, str]]
_NONE: tuple[str, ...] = ()


def _grounds(x: Index) -> _Pairs:
    for argument in x.map.arguments:
        for ground in argument.grounds:
            yield argument.id, ground.ref
            if argument.step == "supports":
                yield argument.target, ground.ref


def _attackers(x: Index) -> _Pairs:
    for argument in x.map.arguments:
        if argument.step != "supports":
            for ground in argument.grounds:
                yield argument.target, ground.ref


def _steps(*steps: str) -> Callable[[Index], _Pairs]:
    """What bears on a target by some kinds of step: the grounds, and the step itself."""

    def pairs(x: Index) -> _Pairs:
        for argument in x.map.arguments:
            if argument.step in steps:
                yield argument.target, argument.id
                for ground in argument.grounds:
                    yield argument.target, ground.ref

    return pairs


def _conclusions(x: Index) -> _Pairs:
    for argument in x.map.arguments:
        yield argument.id, argument.target
        for ground in argument.grounds:
            yield ground.ref, argument.target


def _below(x: Index) -> _Pairs:
    """One step down: from what is borne on to the step, and from a step to its grounds."""
    for argument in x.map.arguments:
        yield argument.target, argument.id
        for ground in argument.grounds:
            yield argument.id, ground.ref


def _supports(x: Index) -> _Pairs:
    """As `_below`, for support alone."""
    for argument in x.map.arguments:
        if argument.step == "supports":
            yield argument.target, argument.id
        for ground in argument.grounds:
            yield argument.id, ground.ref


def _arguments(x: Index) -> _Pairs:
    return ((argument.target, argument.id) for argument in x.map.arguments)


def _uses(x: Index) -> _Pairs:
    return ((ground.ref, argument.id) for argument in x.map.arguments for ground in argument.grounds)


def _acts(x: Index) -> _Pairs:
    for act in x.map.attributions:
        yield act.content, act.id
        for voice in act.voices:
            yield voice, act.id


def _of_force(force: str) -> Callable[[Index], _Pairs]:
    return lambda x: (
        (voice, act.id) for act in x.map.attributions if x.map.verb_of(act).force == force for voice in act.voices
    )


def _quotes(x: Index) -> _Pairs:
    for quote in x.map.quotes:
        yield quote.of, quote.id
        for voice in _of_quote(x, quote):
            yield voice, quote.id


def _of_quote(x: Index, quote: Quote) -> tuple[str, ...]:
    """Whose words a quote is: of the voices of its act; of an author, where the author asserts what they are
    about."""
    node = x.nodes[quote.of]
    if isinstance(node, Attribution):
        return node.voices
    return (x.discourse.author_of(node.id),) if node.id in x.asserted else _NONE


def _voices(x: Index) -> _Pairs:
    for voice, many in x.table("_own").items():
        for id in many:
            yield id, voice


def _own(x: Index) -> _Pairs:
    """For each voice all that is recorded of it: acts, what they are about, steps, quotes, sources, claims."""
    for act in x.map.attributions:
        bare = not isinstance(x.nodes[act.content], Attribution)
        for voice in act.voices:
            yield voice, act.id
            if bare:
                yield voice, act.content
    for argument in x.map.arguments:
        for voice in x.map.drawn_by(argument):
            yield voice, argument.id
    for quote in x.map.quotes:
        for voice in _of_quote(x, quote):
            yield voice, quote.id
    for source in x.map.sources:
        for voice in source.by:
            yield voice, source.id
    for id in x.discourse.asserted:
        yield "author", id
    for claim in x.map.claims:
        if claim.id in x.discourse.from_elsewhere:
            yield x.discourse.author_of(claim.id), claim.id


def _positions(x: Index) -> _Pairs:
    for act in x.map.attributions:
        if not isinstance(x.nodes[act.content], Attribution):
            for voice in act.voices:
                yield voice, act.content


def _backers(x: Index) -> _Pairs:
    favoured: dict[str, list[str]] = {}
    for standing in x.discourse.commitments.final:
        if standing.kind in PRO:
            favoured.setdefault(standing.content, []).append(standing.voice)
    for argument in x.map.arguments:
        for ground in argument.grounds:
            node = x.nodes[ground.ref]
            if isinstance(node, Attribution):
                voices: Iterable[str] = node.voices
            else:
                voices = favoured.get(x.discourse.class_of(node.id), ())
            for voice in voices:
                yield argument.id, voice
                if argument.step == "supports":
                    yield argument.target, voice


def _standing(kind: Kind) -> Callable[[Index], _Pairs]:
    def pairs(x: Index) -> _Pairs:
        for standing in x.discourse.commitments.final:
            if standing.kind == kind and isinstance(x.nodes[standing.content], Statement):
                for id in x.said_with.get(standing.content, (standing.content,)):
                    yield id, standing.voice

    return pairs


def _reporters(x: Index) -> _Pairs:
    for table in ("_outer_voices", "_via"):
        yield from ((act, voice) for act, many in x.table(table).items() for voice in many)


def _outer(x: Index) -> _Pairs:
    for act in x.map.attributions:
        if act.within is not None:
            for outer in x.discourse.reporters(act):
                yield act.id, outer.id


def _outer_voices(x: Index) -> _Pairs:
    for act, many in x.table("_outer").items():
        for outer in many:
            node = x.nodes[outer]
            assert isinstance(node, Attribution)
            for voice in node.voices:
                yield act, voice


def _addressees(x: Index) -> _Pairs:
    return ((act.id, to) for act in x.map.attributions for to in act.to if " " not in to)


def _via(x: Index) -> _Pairs:
    return ((act.id, voice) for act in x.map.attributions for voice in act.via)


def _groups(x: Index) -> _Pairs:
    return ((voice.id, group) for voice in x.map.voices for group in voice.of)


def _members(x: Index) -> _Pairs:
    return ((group, voice) for voice, group in _groups(x))


def _answers(x: Index) -> _Pairs:
    return ((question.id, answer) for question in x.map.questions for answer in question.answers)


def _questions(x: Index) -> _Pairs:
    yield from ((answer, question.id) for question in x.map.questions for answer in question.answers)
    yield from _critical(x)


def _critical(x: Index) -> _Pairs:
    return ((question.argument, id) for id, question in x.critical_questions.items())


def _contradicting(x: Index) -> _Pairs:
    """All that cannot hold together, of statements that say the same with each of them."""
    for statement in x.map.statements:
        for rival in x.discourse.rivals(statement.id):
            for id in x.said_with.get(rival, (rival,)):
                yield statement.id, id


def _same(x: Index) -> _Pairs:
    for many in x.said_with.values():
        for a in many:
            yield from ((a, b) for b in many if a != b)


def _contradictions(x: Index) -> _Pairs:
    yield from ((a, b) for a, many in x.table("_contradicting").items() for b in many)
    yield from ((v, f.id) for f in x.findings_of("contradiction").values() for v in f.voices)


def _of_findings(*kinds: FindingKind) -> Callable[[Index], _Pairs]:
    def pairs(x: Index) -> _Pairs:
        for kind in kinds or FINDING_KINDS:
            for id, found in x.findings_of(kind).items():
                for about in x.concerned(found):
                    yield from ((one, id) for one in x.said_with.get(about, (about,)))

    return pairs


def _sections(x: Index) -> _Pairs:
    for node in x.map.nodes:
        section = _section(x, node)
        if section:
            yield node.id, section


def _section(x: Index, node: Node) -> str | None:
    """In which section a node stands: that of what it belongs to, where it has none of its own."""
    match node:
        case Section():
            return node.parent
        case Quote() | Expectation():
            return _section(x, x.nodes[node.of])
        case Mark():
            return _section(x, x.nodes[node.source])
        case Relation():
            return _section(x, x.nodes[node.a])
        case Attribution() | Argument():
            return x.discourse.statement_of(node).section
        case Statement() | Voice() | Source():
            return node.section
        case _:
            return None


def _sources(x: Index) -> _Pairs:
    first = x.map.first_source
    words: tuple[Quote | Mark, ...] = (*x.map.quotes, *x.map.marks)
    for node in words:
        source = node.source or (first.id if first else None)
        if source:
            yield node.id, source


def _about(x: Index) -> _Pairs:
    for node in x.map.nodes:
        match node:
            case Attribution():
                yield node.id, node.content
                yield node.id, x.discourse.statement_of(node).id
            case Argument():
                yield node.id, node.target
            case Quote() | Expectation():
                yield node.id, node.of
            case Relation():
                yield node.id, node.a
                yield node.id, node.b
            case _:
                pass


TABLES: dict[str, Callable[[Index], Iterable[tuple[str, str]]]] = {
    "grounds": _grounds,
    "attackers": _attackers,
    "conclusions": _conclusions,
    "arguments": _arguments,
    "uses": _uses,
    "acts": _acts,
    "promises": _of_force("promise"),
    "demands": _of_force("demand"),
    "quotes": _quotes,
    "voices": _voices,
    "positions": _positions,
    "backers": _backers,
    "holders": _standing("held"),
    "opponents": _standing("rejected"),
    "reporters": _reporters,
    "addressees": _addressees,
    "members": _members,
    "groups": _groups,
    "answers": _answers,
    "questions": _questions,
    "critical questions": _critical,
    "contradictions": _contradictions,
    "changes of mind": _of_findings("change-of-mind"),
    "dropped promises": _of_findings("dropped-promise"),
    "disputed reports": _of_findings("disputed-report"),
    "confirmed reports": _of_findings("confirmed-report"),
    "agreements": _of_findings("agreement"),
    "conflicts": _of_findings("conflict"),
    "findings": _of_findings(),
    "sections": _sections,
    "sources": _sources,
    "_below": _below,
    "_supports": _supports,
    "_own": _own,
    "_via": _via,
    "_outer": _outer,
    "_outer_voices": _outer_voices,
    "_contradicting": _contradicting,
    "_same": _same,
    "_about": _about,
    "_supported": _steps("supports"),
    "_attacked": _steps("rebuts", "undercuts"),
    "_rebutted": _steps("rebuts"),
    "_undercut": _steps("undercuts"),
}
"""Each with its name in the vocabulary; those that only verbs use begin with `_`."""

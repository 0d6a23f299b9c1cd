"""The IDs of what is written without one. Reading gives them; printing must know which need not be written."""

from __future__ import annotations

from collections.abc import Container, Iterable

from argmap.model.lexicon import VerbSense

__all__ = ["act_ids", "argument_id", "doing", "quote_id", "verb_base", "verb_id"]

Link = tuple[tuple[str, ...], str | None, VerbSense]
"""One clause of an attribution: voices, auxiliary, verb."""


def doing(sense: VerbSense, auxiliary: str | None, voices: int) -> str:
    """What so many voices do, in words: `promises`, of several `promise`, `did not say`."""
    return f"{auxiliary} {sense.base}" if auxiliary else sense.third if voices == 1 else sense.base


def act_ids(content: str, chain: Iterable[Link], taken: Container[str], last: dict[str, int]) -> list[str]:
    """The IDs of an attribution's clauses, the outer one first: `safety/mayor-promises`, and for a nested one
    `safety/courier-says/mayor-promises`. A number tells it from an equal one before it; `last` keeps the last one given
    to each, so that none need be tried twice."""
    ids: list[str] = []
    path = content
    for voices, auxiliary, sense in chain:
        path = f"{path}/{'-and-'.join(voices)}-{doing(sense, auxiliary, len(voices)).replace(' ', '-')}"
        ids.append(path)
    if ids[0] in taken:
        n = last.get(ids[0], 2)
        while f"{ids[0]}-{n}" in taken:
            n += 1
        last[ids[0]] = n
        ids = [f"{ids[0]}-{n}{id[len(ids[0]) :]}" for id in ids]
    return ids


def argument_id(target: str, n: int) -> str:
    """The ID of the `n`th argument (from 1) that bears on `target`."""
    return f"{target}/{n}"


def quote_id(of: str, n: int) -> str:
    """The ID of the `n`th quote (from 1) of a node."""
    return f"{of}/q{n}"


def verb_id(base: str) -> str:
    """The ID of a verb that a map declares, from its plain form."""
    return f"verb/{base.replace(' ', '_')}"


def verb_base(id: str) -> str:
    """The plain form of the verb with this ID."""
    return id.removeprefix("verb/").replace("_", " ")

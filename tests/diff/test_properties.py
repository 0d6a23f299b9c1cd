"""What holds of every comparison."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from support.maps import markup

import argmap
from argmap.changes import CHANGES, GROUPS, KINDS, Change, facts_of, render_changes
from argmap.model.map import ArgumentMap

_WORDS = ("because", "but", "unless", "and", "assuming")
MIRROR = {"added": "removed", "removed": "added"}


def read(text: str) -> ArgumentMap:
    return argmap.reads(text).map


def shuffled(text: str, seed: int) -> str:
    """The entries of a map in another order, each under the heading under which it stood, if any."""
    head: list[str] = []
    entries: list[list[str]] = []
    for line in text.split("\n"):
        if not line.strip():
            continue
        if line.startswith("argmap "):
            head.append(line)
        elif line[0] in " \t":
            entries[-1].append(line)
        else:
            entries.append([line])
    random.Random(seed).shuffle(entries)
    return "\n".join([*head, *("\n".join(entry) + "\n" for entry in entries)])


def edited(text: str, edits: list[tuple[int, int, int]]) -> str:
    """A map in which lines were left out, doubled, moved, or had words changed."""
    lines = text.split("\n")
    for what, where, other in edits:
        at = where % len(lines)
        match what:
            case 0:
                del lines[at]
            case 1:
                lines.insert(other % len(lines), lines[at])
            case 2:
                lines[at] = re.sub(r"\b(because|but)\b", lambda m: {"because": "but"}.get(m[1], "because"), lines[at])
            case 3:
                lines[at] = re.sub(r"\b(says|denies|promises|knows)\b", "doubts", lines[at])
            case 4:
                lines[at] = re.sub(r"\bn(\d)\b", lambda m, other=other: f"n{(int(m[1]) + other) % 7}", lines[at])
            case 5:
                lines[at] = re.sub(r",? that v2 promises", "", lines[at])
            case 6:
                lines[at] = re.sub(
                    r"^(claim|premise|position)\b", ("premise", "position", "claim")[other % 3], lines[at]
                )
            case 7:
                lines[at] = re.sub(r"^ +(because|but|unless|and|assuming)", f"  {_WORDS[other % 5]}", lines[at])
            case _:
                lines[at] += " indeed"
        lines = lines or [""]
    return "\n".join(lines)


edits = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 500), st.integers(0, 500)), min_size=1, max_size=4)


def plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, tuple) else value


def as_key(change: Change) -> str:
    return repr(
        (change.group, change.change, change.kind, change.id, change.old_id, change.field,
         plain(change.old), plain(change.new), change.about, change.old_about)
    )  # fmt: skip


def mirrored(change: Change, kind: str) -> str:
    return repr(
        (change.group, MIRROR.get(change.change, change.change), kind, change.old_id, change.id, change.field,
         plain(change.new), plain(change.old), change.old_about, change.about)
    )  # fmt: skip


def kind_in(map: ArgumentMap, id: str | None, kind: str) -> str:
    node = map.get(id) if id is not None else None
    return getattr(node, "node", kind)


@given(markup(), st.integers(0, 1000))
@settings(max_examples=150, deadline=None)
def test_order_has_no_meaning(text: str, seed: int) -> None:
    map, other = read(text), read(shuffled(text, seed))
    found = argmap.diff(map, other)
    assert not found, render_changes(found)
    assert not argmap.diff(map, read(text))
    assert Counter(facts_of(map)) == Counter(facts_of(other))


@given(markup(), edits)
@settings(max_examples=300, deadline=None)
def test_every_change_has_a_mirror(text: str, changes: list[tuple[int, int, int]]) -> None:
    a, b = read(text), read(edited(text, changes))
    there, back = argmap.diff(a, b), argmap.diff(b, a)
    forth = Counter(mirrored(c, kind_in(a, c.old_id, c.kind)) for c in there)
    assert forth == Counter(map(as_key, back))


def essence(m: ArgumentMap) -> Any:
    """A map without what has no meaning, worked out another way than by matching: every node in words, with IDs that
    came by themselves put in the words of what they name."""
    ends: dict[str, Any] = {}

    def name(id: str) -> Any:
        node = m.get(id)
        if "/" not in id or node is None:
            return id
        if id not in ends:
            ends[id] = told(node)
        return ends[id]

    def told(node: Any) -> Any:
        data = {k: v for k, v in dict(node).items() if k not in ("section", "quotes")}
        if "/" in data["id"]:
            del data["id"]
        if node.node == "attribution":
            data["auxiliary"] = "does not" if data["auxiliary"] == "do not" else data["auxiliary"]
            # Which of two is meant is told by what is nested in it, too.
            data["within"] = data["within"] and name(data["within"]) if nested(node) is False else bool(data["within"])
        for field in ("of", "content", "target", "source"):
            if isinstance(data.get(field), str):
                data[field] = name(data[field])
        if node.node == "relation":
            data = {"relation": data["relation"], "ends": sorted((data["a"], data["b"]))}
        if "grounds" in data:
            data["grounds"] = sorted(repr((name(g.ref), g.implicit, sorted(g.meets))) for g in data["grounds"])
        for field, value in data.items():
            if isinstance(value, tuple) and field not in ("cue", "cue_anchors"):
                data[field] = sorted(map(repr, value))
        return (node.node, sorted((k, repr(v)) for k, v in data.items()))

    def nested(act: Any) -> bool:
        outer = m.get(act.within) if act.within else None
        return outer is not None and getattr(outer, "content", None) == act.id

    head = [getattr(m, f) for f in ("id", "title", "analyst", "date", "lang", "licence", "url")]
    rest = [sorted(m.tags), sorted(m.notes), sorted(m.meta)]
    return head, rest, sorted(repr(told(n)) for n in m.nodes if n.node != "section")


@given(markup(), edits)
@settings(max_examples=300, deadline=None)
def test_the_same_if_and_only_if_nothing_with_meaning_differs(text: str, changes: list[tuple[int, int, int]]) -> None:
    a, b = read(text), read(edited(text, changes))
    found = argmap.diff(a, b)
    assert found.same == (essence(a) == essence(b)), render_changes(found)


@given(markup(), markup())
@settings(max_examples=100, deadline=None)
def test_any_two_maps(one: str, other: str) -> None:
    a, b = read(one), read(other)
    found = argmap.diff(a, b)
    again = argmap.diff(ArgumentMap.from_json(a.to_json()), ArgumentMap.from_json(b.to_json()))
    assert found == again
    data = json.loads(found.to_json())
    assert data["same"] == (not data["changes"])
    for change in found:
        assert change.group in GROUPS
        assert change.change in CHANGES
        assert change.kind in KINDS
        assert len(change.message.splitlines()) == 1
        assert change.id is None or change.id in b or change.kind == "map"
        assert change.old_id is None or change.old_id in a or change.kind == "map"
    groups = [GROUPS.index(change.group) for change in found]
    assert groups == sorted(groups)
    assert "\n\n\n" not in render_changes(found)


@given(markup())
@settings(max_examples=100, deadline=None)
def test_from_nothing_everything_comes(text: str) -> None:
    map = read(text)
    found = argmap.diff(ArgumentMap(), map)
    come = {change.id for change in found if change.change == "added"}
    for node in (*map.statements, *map.arguments, *map.voices, *map.sources, *map.relations):
        assert node.id in come
    for line in facts_of(map):
        assert len(line.splitlines()) == 1

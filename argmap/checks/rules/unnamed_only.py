"""W402 unnamed-only: a claim that rests on unnamed voices only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argmap.checks.view import View
from argmap.diagnostics import Diagnostic
from argmap.model.nodes import Argument, Attribution, Position, Premise, Voice

__all__ = ["check"]


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each statement of the author all of whose reasons come, down to the last, from unnamed
    voices. What rests on such a statement is not told again."""
    map = view.map
    elsewhere = view.discourse.from_elsewhere
    carried = _carried(view)
    supported = [n for n in map.statements if n.id not in elsewhere and view.endorsed(n.id)]
    backed = (a for a in view.discourse.acts if map.verb_of(a).commitment == "for" and "author" not in a.voices)
    named = {act.content for act in backed if _named(view, act)}
    for node in supported:
        steps = [a for a in map.arguments_of(node.id) if a.step == "supports"]
        if not steps or node.id in named:
            continue
        if any(_carries(view, step, ground.ref, carried) for step in steps for ground in step.grounds):
            continue
        grounds = dict.fromkeys(ground.ref for step in steps for ground in step.grounds)
        yield Diagnostic(
            "W402",
            f"`{node.id}` rests on what unnamed voices say, and on nothing else",
            view.name_span(node.id),
            "nobody who is named stands for it",
            related=tuple(view.related(id, "comes from nobody named") for id in list(grounds)[:3]),
            help=(
                "add what else it rests on, or who says so by name, if the text tells; else leave it: the weakness "
                "is the text's"
            ),
        )


def _carried(view: View) -> set[str]:
    """Positions and acts that come from somebody named, or rest in the end on something that does."""
    map = view.map
    endorsed = {p.id for p in map.positions if view.endorsed(p.id)}
    found = {p.id for p in map.positions if _position_named(view, p)} | endorsed
    found.update(a.id for a in map.attributions if a.content in endorsed or _act_named(view, a))
    todo = list(found)
    for argument in map.arguments:
        if argument.step == "supports" and argument.target not in found:
            target = map[argument.target]
            if isinstance(target, Position | Attribution) and any(
                g.ref not in found and _carries(view, argument, g.ref, found) for g in argument.grounds
            ):
                found.add(argument.target)
                todo.append(argument.target)
    while todo:
        for argument in map.arguments_from(todo.pop()):
            target = map[argument.target]
            if argument.step != "supports" or target.id in found or not isinstance(target, Position | Attribution):
                continue
            found.add(target.id)
            todo.append(target.id)
    return found


def _carries(view: View, step: Argument, ground: str, carried: set[str]) -> bool:
    """Whether a ground is more than what somebody unnamed says."""
    node = view.map[ground]
    if isinstance(node, Attribution) and not view.discourse.asserts(node):
        # That it was promised, refused or demanded is a fact, whoever did so.
        return True
    if isinstance(node, Position | Attribution):
        return ground in carried
    if isinstance(node, Premise) and ground in view.borrowed:
        return _any_named(view, view.map.drawn_by(step))
    return True


def _position_named(view: View, node: Position) -> bool:
    map = view.map
    holders = [a for a in map.attributions_of(node.id) if map.verb_of(a).commitment in ("for", "none")]
    return not holders or any(_named(view, map.outermost(a)) for a in holders)


def _act_named(view: View, act: Attribution) -> bool:
    return _named(view, view.map.outermost(act))


def _named(view: View, act: Attribution) -> bool:
    return _any_named(view, (*act.voices, *act.via))


def _any_named(view: View, voices: Iterable[str]) -> bool:
    return any(isinstance(v := view.map[id], Voice) and v.naming != "unnamed" for id in voices)

"""W501 missing-premise: a step names a scheme and lacks a ground that the scheme needs.

Which premises a scheme needs stands in its catalogue (`SchemePremise.required`): particular facts, not the general
rule that leads from them to the conclusion. A ground fills one of them. What is counted in its place:

- an act of saying (or a statement with attributions, which is the same seen from what was said) fills the premise
  that somebody says so; where what was said is the conclusion itself, it can fill no other;
- the `role` of whoever said it fills the premise on what makes the source worth hearing;
- where a scheme is about a source, a ground in words alone may fill all ("the county's inspector says so").
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.view import View
from argmap.diagnostics import Diagnostic
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Argument, Attribution, Voice
from argmap.model.schemes import Scheme, SchemePremise, find_scheme

__all__ = ["check"]


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each step that rests on less than its scheme needs."""
    for argument in view.map.arguments:
        scheme = find_scheme(argument.scheme) if argument.scheme else None
        if scheme is None:
            continue
        lacking, may_be = _missing(view.map, argument, scheme)
        if not lacking:
            continue
        message = f"the scheme `{scheme.name}` needs a ground that says {_clause(may_be[0])}"
        message += "".join(f", and one that says {_clause(premise)}" for premise in may_be[1:])
        if lacking < len(may_be):
            message += f"; this step has {len(may_be) - lacking} of the {len(may_be)}"
        help = "add it with `and id: Text`, or with `assuming id: Text` where the text leaves it unsaid"
        if any(premise.filled_by == "role" for premise in may_be):
            help += "; or give the voice its `role`"
        yield Diagnostic("W501", message, view.span(argument.id), f"not all of `{scheme.name}`", help=help)


def _missing(map: ArgumentMap, argument: Argument, scheme: Scheme) -> tuple[int, list[SchemePremise]]:
    """How many of the required premises no ground can fill, and which ones these may be."""
    left = [premise for premise in scheme.premises if premise.required]
    if len(left) < 2:
        # Whatever the step rests on may be the one fact that it needs.
        return 0, []
    by = {premise.filled_by: premise for premise in left if premise.filled_by}
    free = 0
    others = 0
    for ground in argument.grounds:
        if (named := next((premise for premise in left if premise.role in ground.meets), None)) is not None:
            # It meets the question of the same name.
            left.remove(named)
            continue
        if "act" not in by:
            free += 1
            continue
        node = map[ground.ref]
        acts = _chain(map, node) if isinstance(node, Attribution) else list(map.attributions_of(ground.ref))
        if not acts:
            return 0, []
        if any(_has_role(map, act) for act in acts) and by.get("role") in left:
            left.remove(by["role"])
        if acts[-1].content != argument.target:
            others += 1
        elif by["act"] in left:
            left.remove(by["act"])
    if others and by["act"] in left:
        left.remove(by["act"])
        others -= 1
    free += others
    return max(0, len(left) - free), left


def _has_role(map: ArgumentMap, act: Attribution) -> bool:
    """Whether the map says what somebody is, who did this."""
    voices = (map[voice] for voice in act.voices)
    return any(isinstance(v, Voice) and (v.role is not None or v.naming == "by-role") for v in voices)


def _chain(map: ArgumentMap, act: Attribution) -> list[Attribution]:
    """An act and those nested in it; the last one is about a statement."""
    acts = [act]
    while isinstance(inner := map[acts[-1].content], Attribution):
        acts.append(inner)
    return acts


def _clause(premise: SchemePremise) -> str:
    """A premise as a clause: `that the source is an expert`."""
    return f"that {premise.text[0].lower()}{premise.text[1:].rstrip('.')}"

"""W308 hearsay-only: all grounds of a step are what others say, and the author endorses none."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.graph import names, words
from argmap.checks.view import View
from argmap.diagnostics import Diagnostic
from argmap.model.map import Treatment
from argmap.model.nodes import Argument, Attribution, Position, Statement, Voice

__all__ = ["check"]


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each step that the author draws in an argument of the author's, from the word of others."""
    shared: dict[str, Treatment] = {}
    for step in view.map.arguments:
        if step.scheme or _weak(step) or step.step == "undercuts":
            continue
        said = [node for node in view.map.grounds_of(step.id) if isinstance(node, Attribution | Position)]
        if len(said) < len(view.map.grounds_of(step.id)):
            continue
        acts = [node for node in said if isinstance(node, Attribution) and view.discourse.asserts(node)]
        if not acts or not view.by_author(step) or any(_vouched_for(view, node, shared) for node in said):
            continue
        if step.step == "rebuts" and view.endorsed(view.statement_of(view.map[step.target]).id):
            # Somebody else's objection, which the author passes on.
            continue
        acts = [act for act in acts if not _is_about(view, step, act)]
        if acts:
            yield _finding(view, step, acts, len(said))


def _weak(step: Argument) -> bool:
    """Whether the map says itself that the step carries little."""
    return step.strength == "weak" or (isinstance(step.strength, float) and step.strength < 0.5)


def _vouched_for(view: View, node: Attribution | Position, known: dict[str, Treatment]) -> bool:
    """Whether the author shares what is said."""
    about = view.statement_of(node)
    denied = isinstance(node, Attribution) and view.map.verb_of(node).commitment == "against"
    if not isinstance(about, Position):
        return not denied and view.endorsed(about.id)
    if about.id not in known:
        known[about.id] = "endorses" if _argued(view, about.id) else view.map.treatment_of(about.id)
    return known[about.id] == ("rejects" if denied else "endorses")


def _argued(view: View, id: str) -> bool:
    """Whether the author argues for a position, or claims the same."""
    if any(r.relation == "same-as" and view.endorsed(r.b if r.a == id else r.a) for r in view.map.relations_of(id)):
        return True
    return any(step.step == "supports" and view.by_author(step) for step in view.map.arguments_of(id))


def _is_about(view: View, step: Argument, act: Attribution) -> bool:
    """Whether the conclusion speaks of the one who said it: that somebody says a thing tells something of the
    speaker."""
    conclusion = view.map[step.target]
    if not isinstance(conclusion, Statement):
        return True
    text = f" {' '.join(words(conclusion.text))} "
    return any(f" {name} " in text for id in act.voices for name in _names(view.map[id]))


def _names(voice: object) -> Iterator[str]:
    """What a voice may be called: its ID, its names, and of a person each name that begins with a capital."""
    assert isinstance(voice, Voice)
    single = voice.name.split() if voice.kind in (None, "person") else []
    for name in (voice.id, voice.name, *voice.also, *(word for word in single if word[:1].isupper())):
        found = words(name.replace("_", " "))
        if found[:1] in (("a",), ("an",), ("the",)):
            found = found[1:]
        if found:
            yield " ".join(found)


def _finding(view: View, step: Argument, acts: list[Attribution], count: int) -> Diagnostic:
    who = names(dict.fromkeys(act.id for act in acts))
    what = "the step to `{}` rests on hearsay: its only ground is that somebody says so ({})"
    if count > 1:
        what = "the step to `{}` rests on hearsay: the author shares nothing of what is said ({})"
    about = view.statement_of(acts[0])
    told = f", with `author endorses` below `{about.id}`" if isinstance(about, Position) else ""
    return Diagnostic(
        "W308",
        what.format(step.target, who),
        view.span(step.id),
        "nothing but what is said",
        related=tuple(view.related(act.id, "said here, and left there") for act in acts),
        help=f"say that the author shares it{told}, or with `scheme` why the word of others counts (`expert-opinion`, "
        "`witness-testimony`, …)",
    )

"""W410 factive-mismatch: the author denies what a verb commits the author to, or holds what a verb denies."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.view import View
from argmap.diagnostics import Diagnostic
from argmap.model.wording import verb_form

__all__ = ["check"]


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each factive report of what the author denies, and each counter-factive one of what the
    author holds."""
    map = view.map
    elsewhere = view.discourse.from_elsewhere
    same = view.discourse.classes
    against = view.discourse.contradictions
    holds, denies = view.discourse.author
    reports = [
        (act, act.stance or sense.stance, same.get(act.content, act.content))
        for act in view.discourse.acts
        if "author" not in act.voices and act.id not in elsewhere and (sense := map.verb_of(act)).commitment == "for"
    ]
    verbs: dict[str, str] = {}
    for act, stance, content in reports:
        if stance == "counter-factive":
            verbs.setdefault(content, act.id)
    denied: dict[str, str | None] = {}
    for act, stance, content in reports:
        if stance == "factive":
            if content not in denied:
                opposite = next((other for other in against.get(content, ()) if other in holds), None)
                denied[content] = denies.get(content) or (holds[opposite] if opposite else verbs.get(content))
            where, tells, does = denied[content], "holds", "denies"
        elif stance == "counter-factive":
            where, tells, does = holds.get(content), "denies", "holds"
        else:
            continue
        if where is None:
            continue
        verb = verb_form(map, act)
        by = f"`{verb}`" if act.stance is None else f"`stance {stance}`"
        yield Diagnostic(
            "W410",
            f"{by} says that the author {tells} `{act.content}`, and the author {does} it",
            view.span(act.id),
            f"binds the author: {stance}" if does == "denies" else f"denies it: {stance}",
            related=(view.related(where, "denied here" if does == "denies" else "held here"),),
            help=(
                "report it with a verb that leaves it open, such as `says`, or add `stance neutral` below; or take "
                f"back that the author {does} it"
            ),
        )

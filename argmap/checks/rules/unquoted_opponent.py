"""W405 unquoted-opponent: the author attacks a position of which no words are quoted."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.view import View
from argmap.diagnostics import Diagnostic
from argmap.discourse.base import is_author
from argmap.model.nodes import Position
from argmap.model.wording import verb_form

__all__ = ["check"]


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each position that the author attacks and of whose holders neither words nor reporting words
    are given."""
    map = view.map
    elsewhere = view.discourse.from_elsewhere
    attacks: dict[str, str] = {}
    for act in view.discourse.acts:
        if "author" in act.voices and map.verb_of(act).commitment == "against":
            attacks.setdefault(act.content, act.id)
    for argument in map.arguments:
        if argument.step != "rebuts" or not view.by_author(argument):
            continue
        # Without `by`, one voice's position against another's is as likely that voice's own objection.
        if "author" in argument.by or not all(isinstance(map[g.ref], Position) for g in argument.grounds):
            attacks.setdefault(argument.target, argument.id)
    for position in map.positions:
        attack = attacks.get(position.id)
        if attack is None or position.id in elsewhere:
            continue
        holders = [a for a in map.attributions_of(position.id) if not all(is_author(v) for v in a.voices)]
        if not holders or map.quotes_of(position.id):
            continue
        if any(act.cue or map.quotes_of(act.id) for act in holders):
            continue
        who = " and ".join(f"`{voice}`" for voice in holders[0].voices)
        says = f"{' and '.join(holders[0].voices)} {verb_form(map, holders[0])}"
        yield Diagnostic(
            "W405",
            f"the author attacks `{position.id}`, and no words of {who} are given for it",
            view.name_span(position.id),
            "in nobody's own words",
            related=(view.related(attack, "attacked here"),),
            help=f'quote what was said, `{says}: "…"`, or give the text\'s own words for it, `cue "…"` below that line',
        )

"""W305 bare-claim: a claim that is not the thesis has no reason."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.graph import included
from argmap.checks.view import View
from argmap.diagnostics import Diagnostic, Fix, Span

__all__ = ["check"]


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each claim of this map that nothing supports, theses apart."""
    map = view.map
    carried = {a.target for a in map.arguments if a.step == "supports"}
    for relation in map.relations:
        if relation.relation == "same-as" and not carried.isdisjoint((relation.a, relation.b)):
            carried |= {relation.a, relation.b}
    exempt = {thesis.id for thesis in map.theses} | included(view)
    for claim in map.claims:
        if claim.id in carried or claim.id in exempt:
            continue
        leaned_on = any(view.by_author(step) for step in map.arguments_from(claim.id))
        yield Diagnostic(
            "W305",
            f"the author claims `{claim.id}` and gives no reason for it",
            view.name_span(claim.id),
            "no `because` below it",
            help="add a reason with `because`; where the author only leans on it and does not argue for it, "
            "declare it as a `premise`",
            fix=_as_premise(view.span(claim.id)) if leaned_on and map.place_of(claim.id) else None,
        )


def _as_premise(span: Span) -> Fix:
    """Its entry begins at the left edge, with the word `claim`."""
    word = span._replace(column=1, end_line=span.line, end_column=1 + len("claim"))
    return Fix.at(word, "premise", safe=False)

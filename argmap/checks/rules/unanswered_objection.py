"""W311 unanswered-objection: nobody answers an objection to what the author argues."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.checks.graph import names
from argmap.checks.view import View
from argmap.diagnostics import Diagnostic
from argmap.model.nodes import Argument, Attribution, Claim, Position, Premise

__all__ = ["check"]


def check(view: View) -> Iterator[Diagnostic]:
    """One diagnostic for each objection of others to something that the author holds, or exception to a step of the
    author's, which is neither attacked nor judged; and for each objection of the author's own against what nothing
    supports."""
    facing = _Facing(view)
    carried = {a.target for a in view.map.arguments if a.step == "supports"}
    for step in view.map.arguments:
        if step.step == "supports" or not facing.concerns_author(step):
            continue
        if any(a.step == "undercuts" for a in view.map.arguments_of(step.id)):
            continue
        if any(facing.met(g.ref) for g in step.grounds):
            continue
        if all(facing.granted(g.ref) for g in step.grounds):
            if step.step == "rebuts" and step.target not in carried:
                yield _own(view, step)
        else:
            yield _others(view, step)


class _Facing:
    """How the author faces grounds, each looked at once."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._met: dict[str, bool] = {}
        self._granted: dict[str, bool] = {}
        self._judgements: dict[str, bool] = {}
        self.rebutted = frozenset(a.target for a in view.map.arguments if a.step == "rebuts")
        self.backed = frozenset(a.target for a in view.map.arguments if a.step == "supports" and view.by_author(a))
        self.raised = self._raised()

    def _raised(self) -> frozenset[str]:
        """Statements and steps that stand in the map only as objections to what the author holds, and what they rest
        on: who attacks these, answers."""
        map = self.view.map
        work = [(s.id, True) for s in map.statements if self.granted(s.id) and not map.arguments_from(s.id)]
        work += [(thesis.id, True) for thesis in map.theses]
        work += [(p.id, True) for p in map.positions if self.granted(p.id)]
        seen = set(work)
        while work:
            id, for_author = work.pop()
            below = [(a.id, for_author == (a.step == "supports")) for a in map.arguments_of(id)]
            node = map[id]
            if isinstance(node, Argument):
                below += [(ground.ref, for_author) for ground in node.grounds]
            fresh = [one for one in below if one not in seen]
            seen.update(fresh)
            work += fresh
        return frozenset(id for id, for_author in seen if not for_author and (id, True) not in seen)

    def concerns_author(self, step: Argument) -> bool:
        """Whether a step attacks what the author holds, or a step that the author draws for it."""
        target = self.view.map[step.target]
        if target.id in self.raised:
            return False
        if isinstance(target, Argument):
            return self.view.by_author(target)
        return self.granted(target.id)

    def granted(self, id: str) -> bool:
        """Whether the author holds a statement. An act is nobody's opinion; whoever tells of it grants that it took
        place, and not what it says."""
        found = self._granted.get(id)
        if found is None:
            node = self.view.map[id]
            found = isinstance(node, Claim | Premise | Position) and self.view.endorsed(id)
            self._granted[id] = found
        return found

    def met(self, id: str) -> bool:
        """Whether the author says what to make of a ground, or anything answers it or one of its own grounds."""
        found = self._met.get(id)
        if found is None:
            found = self._met[id] = self._answered(id) or any(
                any(a.step == "undercuts" for a in self.view.map.arguments_of(reason.id))
                or any(self._answered(ground.ref) for ground in reason.grounds)
                for reason in self.view.map.arguments_of(id)
                if reason.step == "supports"
            )
        return found

    def _judged(self, id: str) -> bool:
        """Whether the author says what to make of a position."""
        if id not in self._judgements:
            treatment = self.view.map.treatment_of(id) if isinstance(self.view.map[id], Position) else "reports"
            self._judgements[id] = treatment in ("endorses", "rejects", "doubts")
        return self._judgements[id]

    def _answered(self, id: str) -> bool:
        map = self.view.map
        node = map[id]
        if id in self.rebutted:
            return True
        about = self.view.statement_of(node)
        if self._judged(about.id):
            return True
        if isinstance(node, Attribution):
            # What is asserted is answered by what speaks against it, what is denied or doubted by what speaks for it.
            answered = self.rebutted if map.verb_of(node).commitment == "for" else self.backed
            return self.granted(about.id) or about.id in answered
        contrary = (r.b if r.a == id else r.a for r in map.relations_of(id) if r.relation == "contradicts")
        return any(self.granted(other) for other in contrary)


def _others(view: View, step: Argument) -> Diagnostic:
    first = view.map[step.grounds[0].ref]
    what = names(dict.fromkeys(g.ref for g in step.grounds))
    about = view.statement_of(first)
    help = "answer it with `unless` beside this line"
    if not isinstance(first, Attribution):
        help += f" or `but` below `{first.id}`"
    if isinstance(about, Position):
        help += f"; or say below `{about.id}` what the author makes of it (`author rejects`, `doubts` or `endorses`)"
    if step.step == "undercuts":
        message = f"nobody answers the exception {what} to the step `{step.target}`"
        label = "would break the step"
    else:
        message = f"nobody answers the objection {what} to `{step.target}`"
        label = "left standing"
    return Diagnostic(
        "W311",
        message,
        view.span(step.id),
        label,
        related=(view.related(step.target, "what it attacks"),),
        help=help,
    )


def _own(view: View, step: Argument) -> Diagnostic:
    what = names(dict.fromkeys(g.ref for g in step.grounds))
    return Diagnostic(
        "W311",
        f"the author grants {what} against `{step.target}`, and nothing speaks for `{step.target}`",
        view.span(step.id),
        "nothing outweighs it",
        related=(view.related(step.target, "what it attacks"),),
        help=f"add what outweighs it with `because` below `{step.target}`, or answer it with `unless` beside this line",
    )

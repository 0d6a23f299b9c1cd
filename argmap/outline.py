"""A map as a text outline: every thesis with what speaks for and against it below it, each node once."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model.map import ArgumentMap
from argmap.model.nodes import (
    Argument,
    Attribution,
    Claim,
    Node,
    Position,
    Premise,
    Question,
    Section,
    Source,
    Statement,
    Voice,
)
from argmap.model.wording import deed, name_of

__all__ = ["outline_of"]

_SIGN = {"supports": "+", "rebuts": "-", "undercuts": "~"}
_TREATED = {
    "endorses": "the author endorses it",
    "distances": "the author keeps a distance",
    "rejects": "the author rejects it",
    "doubts": "the author doubts it",
    "reports": "only reported",
}


def outline_of(map: ArgumentMap, id: str | None = None, colour: bool = False) -> str:
    """The outline of a map, or of one node of it. A node that comes a second time is named only (`see above`).

    `+` supports, `-` rebuts, `~` undercuts, `&` is linked to the ground before it. Raises `KeyError` for an unknown ID.
    """
    return "".join(line + "\n" for line in _Outline(map, colour).lines(id))


class _Outline:
    def __init__(self, map: ArgumentMap, colour: bool) -> None:
        self.map = map
        self.seen: set[str] = set()
        self.colour = colour

    def paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text

    def lines(self, id: str | None) -> Iterator[str]:
        m = self.map
        if id is not None:
            yield from self.node(m[id], 0, "")
            if isinstance(step := m[id], Argument):
                yield ""
                yield step.step
                yield f"  {self.label(m[step.target])}"
            above = m.arguments_from(id)
            if above:
                yield ""
                yield "bears on"
                for argument in above:
                    yield f"  {_SIGN[argument.step]} {self.label(m[argument.target])}"
            return
        if m.title or m.id:
            yield self.paint(m.title or m.id or "", "1")
            if (source := m.first_source) is not None:
                by = " and ".join(name_of(m, v) for v in source.by)
                yield f"on “{source.title}”" + (f", {by}" if by else "")
            yield ""
        lower = {g.ref for a in m.arguments for g in a.grounds}
        tops: list[Node] = [*m.theses, *m.questions]
        tops += [s for s in m.statements if s.id not in lower]
        first = True
        for node in dict.fromkeys(tops):
            if node.id not in self.seen:
                if not first:
                    yield ""
                first = False
                yield from self.node(node, 0, "")
        for statement in m.statements:
            if statement.id not in self.seen:
                yield ""
                yield from self.node(statement, 0, "")

    def label(self, node: Node) -> str:
        m = self.map
        match node:
            case Claim() | Premise() | Position() | Question():
                kind: str = "thesis" if node in m.theses and isinstance(node, Claim) else node.node
                if isinstance(node, Premise) and m.is_implicit(node.id):
                    kind = "premise, implicit"
                return f"{self.paint(f'[{kind}]', '36')} {self.paint(node.id, '1')}: {node.text}"
            case Attribution():
                inner = node
                while isinstance(below := m.get(inner.content), Attribution):
                    inner = below
                return f"{self.paint('[act]', '36')} {deed(m, node)}: {self.paint(inner.content, '1')}"
            case Argument():
                scheme = f" ({node.scheme})" if node.scheme else ""
                return f"{self.paint('[step]', '36')} {self.paint(node.id, '1')}{scheme}"
            case Voice():
                details = [d for d in (node.role, node.kind, node.naming if node.naming != "named" else None) if d]
                more = f" ({', '.join(details)})" if details else ""
                return f"{self.paint('[voice]', '36')} {self.paint(node.id, '1')}: {node.name}{more}"
            case Section():
                return f"{self.paint('[section]', '36')} {node.title}"
            case Source():
                by = " and ".join(name_of(self.map, v) for v in node.by)
                about = ", ".join(d for d in (by, node.venue and name_of(self.map, node.venue), node.date) if d)
                more = f" ({about})" if about else ""
                return f"{self.paint('[source]', '36')} {self.paint(node.id, '1')}: {node.title}{more}"
            case _:
                return f"{self.paint(f'[{node.node}]', '36')} {node.id}" if hasattr(node, "node") else node.id

    def node(self, top: Node, depth: int, sign: str) -> Iterator[str]:
        # A stack, not recursion: chains of reasons may be long.
        todo: list[tuple[Node, int, str]] = [(top, depth, sign)]
        m = self.map
        while todo:
            node, depth, sign = todo.pop()
            pad = "  " * depth + (f"{sign} " if sign else "")
            if node.id in self.seen:
                name = node.id if isinstance(node, Statement) else self.label(node)
                yield f"{pad}{name} (see above)"
                continue
            self.seen.add(node.id)
            yield pad + self.label(node)
            below = "  " * (depth + 1 + bool(sign))
            yield from self.about(node, below)
            later: list[tuple[Node, int, str]] = []
            inside = depth + 1 + bool(sign)
            for argument in m.arguments_of(node.id):
                for n, ground in enumerate(argument.grounds):
                    mark = _SIGN[argument.step] if n == 0 else "&"
                    later.append((m[ground.ref], inside, mark))
                later.extend(
                    (m[g.ref], inside + 1, _SIGN["undercuts"])
                    for exception in m.arguments_of(argument.id)
                    for g in exception.grounds
                )
            if isinstance(node, Argument):
                grounds = [m[ground.ref] for ground in node.grounds]
                later = [(g, inside, "+" if n == 0 else "&") for n, g in enumerate(grounds)] + [
                    (n, inside, _SIGN["undercuts"]) for n, _, _ in later
                ]
            if isinstance(node, Question):
                later.extend((m[a], inside, "?") for a in node.answers)
            todo.extend(reversed(later))

    def about(self, node: Node, pad: str) -> Iterator[str]:
        m = self.map
        for quote in m.quotes_of(node.id):
            yield f"{pad}“{quote.text}”" + (f" {quote.at}" if quote.at else "")
        if isinstance(node, Statement):
            for act in m.attributions_of(node.id):
                outer = act
                while outer.within and isinstance(up := m.get(outer.within), Attribution):
                    outer = up
                words = "; ".join(f"“{q.text}”" for q in m.quotes_of(act.id))
                yield f"{pad}{deed(m, outer)}" + (f": {words}" if words else "")
            for relation in m.relations_of(node.id):
                other = relation.b if relation.a == node.id else relation.a
                yield f"{pad}{relation.relation} {other}"
        if isinstance(node, Position):
            treatment = m.treatment_of(node.id)
            if treatment != "reports":
                yield f"{pad}({_TREATED[treatment]})"
        if isinstance(node, Voice):
            for act in m.attributions:
                if node.id in act.voices and act.within is None:
                    yield f"{pad}{deed(m, act)}: {self.end(act)}"

    def end(self, act: Attribution) -> str:
        inner: Node = act
        while isinstance(inner, Attribution):
            inner = self.map[inner.content]
        return f"{inner.id}: {inner.text}" if isinstance(inner, Statement) else inner.id
